"""The facets of catalogues, which filter their entries, and the entries that are near another."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import log
from typing import Any, NamedTuple

from ..schema.annexes import Resource
from ..schema.figures import Figure
from ..schema.portrait import Portrait
from ..schema.site import Term
from ..schema.types import Entry, Line
from ..text.slugs import make_slug
from ..text.typography import sort_key
from .study import Study

ABSENT = "absent"  # the value of what an entry does not say
FIRST_VIEW = 48  # portraits in the catalogue's own page; with more, the whole list has its pages
SHEET = 150  # portraits in each of these pages, whose first view stays light
NEAR_BY = ("theme", "centre", "lieu", "genre")  # what brings resources together


@dataclass(frozen=True)
class Value:
    """A value of a facet, and how many entries have it."""

    slug: str
    title: Line
    description: Line | None
    count: int


@dataclass(frozen=True)
class Facet:
    """One way to filter entries: its values in the order of display, each that of some entry."""

    name: str
    title: Line
    values: tuple[Value, ...]


class Near(NamedTuple):
    """An entry near another one, and why: the values they share, by facet."""

    slug: str
    shared: Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True)
class Catalogue:
    """The facets of a list of entries, and each entry's own values.

    values[entry][facet] are the slugs of the entry's values: one or more, ("absent",) for none.
    orders[order][entry] is the number that sorts the entry in that order, None for the last.
    """

    facets: Mapping[str, Facet]
    values: Mapping[str, Mapping[str, tuple[str, ...]]]
    orders: Mapping[str, Mapping[str, int | None]]

    def keep(self, slugs: Iterable[str]) -> "Catalogue":
        """Return the same facets, with the values of these entries only."""
        kept = list(slugs)
        return replace(
            self,
            values={slug: self.values[slug] for slug in kept},
            orders={
                order: {slug: ranks[slug] for slug in kept} for order, ranks in self.orders.items()
            },
        )

    def find_near(self, slug: str, most: int = 6) -> list[Near]:
        """Return the entries that share most with this one, closest first, with what they share."""
        values = {name: self.values[slug][name] for name in NEAR_BY}
        return [near for near in self.find_sharing(values, most + 1) if near.slug != slug][:most]

    def find_sharing(self, values: Mapping[str, Iterable[str]], most: int) -> list[Near]:
        """Return the entries that share most of these values, by facet, with what they share.

        A shared value weighs log(entries / entries that have it), the inverse document frequency
        of Spärck Jones, « A statistical interpretation of term specificity » (1972). A value that
        more than half of the entries have is ignored.
        """
        weights: dict[str, float] = defaultdict(float)
        shared: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        for name, slugs in values.items():
            for slug in slugs:
                known = self._known.get((name, slug))
                if not known or slug == ABSENT or 2 * known.count > len(self.values):
                    continue
                for entry in self._entries[name, slug]:
                    weights[entry] += log(len(self.values) / known.count)
                    shared[entry][name].append(known)
        ranks = {entry: rank for rank, entry in enumerate(self.values)}
        closest = sorted(weights, key=lambda entry: (-weights[entry], ranks[entry]))
        return [
            Near(entry, {name: tuple(values) for name, values in shared[entry].items()})
            for entry in closest[:most]
        ]

    @cached_property
    def _known(self) -> dict[tuple[str, str], Value]:
        return {
            (facet.name, value.slug): value
            for facet in self.facets.values()
            for value in facet.values
        }

    @cached_property
    def _entries(self) -> dict[tuple[str, str], list[str]]:
        entries = defaultdict(list)
        for slug, facets in self.values.items():
            for name, values in facets.items():
                for value in values:
                    entries[name, value].append(slug)
        return entries


# How a facet reads an entry, and the words of its values.
_Reader = tuple[Mapping[str, Term | str], Callable[[Any], Iterable[str]]]


def list_catalogues(study: Study) -> dict[str, Catalogue]:
    """Return the catalogue of each kind of entry that has one, by its folder's name."""
    return {
        "portraits": _sort_portraits(study),
        "ressources": _sort_resources(study),
        "chiffres": _sort_figures(study),
    }


def _sort_portraits(study: Study) -> Catalogue:
    words = study.vocabulaires

    def find_ages(portrait: Portrait) -> Iterable[str]:
        ages = portrait.ages
        return find_bands(words["ages"], ages.de, ages.a) if ages else ()

    spheres = {slug: sphere.titre for slug, sphere in study.spheres.items()}
    facets: dict[str, _Reader] = {
        "sphere": (spheres, lambda p: (touch.sphere for touch in p.spheres)),
        "niveau": (words["niveaux"], lambda p: (touch.niveau for touch in p.niveaux)),
        "age": (words["ages"], find_ages),
        "acteur": (words["acteurs"], lambda p: p.acteurs),
        "theme": (words["themes"], lambda p: p.themes),
        "origine": (words["origines"], lambda p: (p.origine,)),
    }
    orders: dict[str, Mapping[str, int | None]] = {
        "titre": _rank_titles(study.portraits),
        "age": {p.slug: p.ages.de if p.ages else None for p in study.portraits.values()},
    }
    return _build_catalogue(study, study.portraits, facets, orders)


def _sort_resources(study: Study) -> Catalogue:
    words = study.vocabulaires
    resources = study.ressources.values()
    years = sorted({resource.annee for resource in resources}, reverse=True)
    centres = sorted(study.centres.values(), key=lambda centre: sort_key(centre.nom))
    places = sorted({r.lieu for r in resources if r.lieu}, key=sort_key)

    def find_lengths(resource: Resource) -> Iterable[str]:
        pages = _count_pages(resource)
        return find_bands(words["longueurs"], pages, pages)

    facets: dict[str, _Reader] = {
        "theme": (words["themes"], lambda r: r.themes),
        "annee": ({str(year): str(year) for year in years}, lambda r: (str(r.annee),)),
        "centre": (
            {centre.slug: centre.nom for centre in centres},
            lambda r: (author.centre for author in r.auteurs if author.centre),
        ),
        "lieu": (
            {make_slug(place): place for place in places},
            lambda r: (make_slug(r.lieu),) if r.lieu else (),
        ),
        "genre": (words["genres"], lambda r: (r.genre,)),
        "longueur": (words["longueurs"], find_lengths),
    }
    orders: dict[str, Mapping[str, int | None]] = {
        "titre": _rank_titles(study.ressources),
        "annee": {resource.slug: -resource.annee for resource in resources},
        "longueur": {resource.slug: _count_pages(resource) for resource in resources},
    }
    return _build_catalogue(study, study.ressources, facets, orders)


def _sort_figures(study: Study) -> Catalogue:
    """Figures by the great chapters that show them, by whom they count, by what was checked."""
    whole = {slug: c.titre for slug, c in study.chapitres.items() if "/" not in slug}
    counted = Counter(figure.population for figure in study.chiffres.values())
    shared = {make_slug(name): name for name, count in counted.items() if count > 1}

    def find_chapters(figure: Figure) -> Iterable[str]:
        shown = study.mentions_of_figures[figure.slug]
        found = {mention.chapter.slug.partition("/")[0] for mention in shown}
        return [slug for slug in whole if slug in found]

    facets: dict[str, _Reader] = {
        "chapitre": (whole, find_chapters),
        "population": (shared, lambda f: {make_slug(f.population)} & shared.keys()),
        "verdict": (
            study.vocabulaires["verdicts"],
            lambda f: (verdict.label for verdict in study.verdicts[f.slug]),
        ),
    }
    orders = {"titre": _rank_titles(study.chiffres)}
    return _build_catalogue(study, study.chiffres, facets, orders)


def _build_catalogue(
    study: Study,
    entries: Mapping[str, Entry],
    readers: Mapping[str, _Reader],
    orders: Mapping[str, Mapping[str, int | None]],
) -> Catalogue:
    values = {
        slug: {
            name: tuple(dict.fromkeys(find(entry))) or (ABSENT,)
            for name, (_, find) in readers.items()
        }
        for slug, entry in entries.items()
    }
    facets = {}
    for name, (titles, _) in readers.items():
        counts = Counter(value for found in values.values() for value in found[name])
        known: dict[str, Term | str] = {**titles}
        if counts[ABSENT]:
            known[ABSENT] = study.vocabulaires["absents"][name]
        facets[name] = Facet(
            name,
            study.vocabulaires["facettes"][name].titre,
            tuple(
                Value(slug, word, None, counts[slug])
                if isinstance(word, str)
                else Value(slug, word.titre, word.description, counts[slug])
                for slug, word in known.items()
                if counts[slug]
            ),
        )
    return Catalogue(facets, values, orders)


def find_bands(bands: Iterable[str], first: int, end: int) -> list[str]:
    """Return the bands that the interval from first to end, excluded, overlaps, in their order.

    A band's slug has its limits, the second excluded: « 3-6 », « 18-plus ». When end is not above
    first, the interval is first alone.
    """
    found = []
    for band in bands:
        low, _, high = band.partition("-")
        limit = float("inf") if high == "plus" else int(high)
        if int(low) < max(end, first + 1) and first < limit:
            found.append(band)
    return found


def _count_pages(resource: Resource) -> int:
    first, _, last = resource.pages.partition("-")
    return int(last) - int(first) + 1 if last else int(first)


def _rank_titles(entries: Mapping[str, Any]) -> dict[str, int | None]:
    """Return the place of each entry in the French alphabetical order of titles."""
    ordered = sorted(entries.values(), key=lambda entry: sort_key(entry.titre))
    return {entry.slug: rank for rank, entry in enumerate(ordered)}
