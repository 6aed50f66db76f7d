"""What helps a search beyond the words of the site: synonyms, and the places with their centres."""

from dataclasses import dataclass

from ..schema.annexes import Centre
from ..schema.places import Places
from ..study.study import Study
from ..study.territories import read_territory

# A group of synonyms: what is typed, what is also looked for, 1 when it goes both ways.
Synonym = tuple[tuple[str, ...], tuple[str, ...], int]
# The names of a place, the addresses of its centres.
Place = tuple[tuple[str, ...], tuple[str, ...]]


NETWORK = Centre.address.partition("#")[0]  # the page of them all


@dataclass(frozen=True)
class Lexicon:
    """synonyms are groups of words; places have the centres that work there.

    areas (regions and départements) and towns are the names of places that are common words too: a
    search takes them for places only where a capital, or the rest of the query, says so.
    """

    synonyms: tuple[Synonym, ...]
    places: tuple[Place, ...]
    areas: tuple[str, ...]
    towns: tuple[str, ...]


def read_lexicon(study: Study) -> Lexicon:
    """Return what the data of the study say of synonyms and places."""
    synonyms = tuple(
        (entry.mots, entry.aussi, int(entry.double_sens)) for entry in study.synonymes.synonymes
    )
    centres = tuple(study.centres.values())
    common = study.homonymes.lieux_courants
    areas = {region.nom for region in study.lieux.regions}
    areas |= {department.nom for department in study.lieux.departements}
    return Lexicon(
        synonyms,
        list_places(study.lieux, centres),
        tuple(name for name in common if name in areas),
        tuple(name for name in common if name not in areas),
    )


def list_places(places: Places, centres: tuple[Centre, ...]) -> tuple[Place, ...]:
    """Return the regions, the départements with their number, and the towns, with their centres.

    A département has the centres of which its territory is certain, as on the page of the network;
    without one, those of its region; where there is none, that page stands for it.
    """
    territories = {centre.url: read_territory(centre, places) for centre in centres}
    by_region = {
        region.code: tuple(url for url, t in territories.items() if region.code in t.regions)
        or (NETWORK,)
        for region in places.regions
    }
    found: list[Place] = [((region.nom,), by_region[region.code]) for region in places.regions]
    for department in places.departements:
        own = tuple(url for url, t in territories.items() if department.code in t.departements)
        urls = own or by_region[department.region]
        found.append(((department.nom, department.code), urls))
        found += [((town,), urls) for town in department.communes]
    return tuple(found)
