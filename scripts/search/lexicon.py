"""What helps a search beyond the words of the site: synonyms, and the places with their centres."""

import re
from dataclasses import dataclass

from ..schema.annexes import Centre
from ..schema.places import Places
from ..study.study import Study
from ..text.folding import fold

# A group of synonyms: what is typed, what is also looked for, 1 when it goes both ways.
Synonym = tuple[tuple[str, ...], tuple[str, ...], int]
# The names of a place, the addresses of its centres.
Place = tuple[tuple[str, ...], tuple[str, ...]]


NETWORK = Centre.address.partition("#")[0]  # the page of them all


@dataclass(frozen=True)
class Lexicon:
    """synonyms are groups of words; places have the centres that work there.

    names are those of places that are words too: a place only where a capital says so.
    """

    synonyms: tuple[Synonym, ...]
    places: tuple[Place, ...]
    names: tuple[str, ...]


def read_lexicon(study: Study) -> Lexicon:
    """Return what the data of the study say of synonyms and places."""
    synonyms = tuple(
        (entry.mots, entry.aussi, int(entry.double_sens)) for entry in study.synonymes.synonymes
    )
    centres = tuple(study.centres.values())
    return Lexicon(synonyms, list_places(study.lieux, centres), study.homonymes.lieux_courants)


def list_places(places: Places, centres: tuple[Centre, ...]) -> tuple[Place, ...]:
    """Return the regions, the départements with their number, and the towns, with their centres.

    A centre works where its territory says: the départements and the regions that it names. A
    département that no centre names has those of its region, a region those of its départements;
    where there is none, the page of the network stands for it.
    """
    named = {centre.url: _fold(centre.territoire) for centre in centres}

    def find(name: str) -> tuple[str, ...]:
        return tuple(url for url, territory in named.items() if _holds(territory, _fold(name)))

    by_department = {department.code: find(department.nom) for department in places.departements}
    by_region = {region.code: find(region.nom) for region in places.regions}
    for region in places.regions:
        if not by_region[region.code]:
            inside = [d.code for d in places.departements if d.region == region.code]
            within = [url for code in inside for url in by_department[code]]
            by_region[region.code] = tuple(dict.fromkeys(within))
    by_region = {code: urls or (NETWORK,) for code, urls in by_region.items()}
    found: list[Place] = [((region.nom,), by_region[region.code]) for region in places.regions]
    for department in places.departements:
        urls = by_department[department.code] or by_region[department.region]
        found.append(((department.nom, department.code), urls))
        found += [((town,), urls) for town in department.communes]
    return tuple(found)


def _holds(territory: str, name: str) -> bool:
    """Whether a territory names a place, and not one whose name begins or ends with it."""
    return re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", territory) is not None


def _fold(name: str) -> str:
    return " ".join(re.findall("[a-z]+", fold(name).lower()))
