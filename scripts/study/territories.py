"""Which centre answers for a department: only what the printed territories say for certain."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..schema.annexes import Centre
from ..schema.places import EMPTY, GAP, Map, Places, Region
from ..schema.types import Line
from ..text.folding import fold
from ..text.slugs import make_slug
from ..text.typography import sort_key

GAP_WIDTH = 0.125  # of a column


@dataclass(frozen=True)
class Territory:
    """The codes of the regions where a centre works, and of the departments that are its own."""

    regions: frozenset[str]
    departements: frozenset[str]


@dataclass(frozen=True)
class Place:
    """A department; ancre is that of its centre, or of its area where none is certain."""

    code: str
    nom: Line
    ancre: str


@dataclass(frozen=True)
class Area:
    """Regions, apart from all others, that share centres; often one region and its centre.

    certaine tells whether the territories say whose each of its departments is.
    """

    ancre: str
    regions: tuple[Region, ...]
    departements: tuple[Place, ...]
    centres: tuple[Centre, ...]
    certaine: bool


@dataclass(frozen=True)
class Tile:
    """A region on the map: how many columns and rows are before it, how many centres it has."""

    colonne: float
    rangee: int
    nom: Line
    ancre: str
    nombre: int


class Network:
    """The centres on the ground: areas by name, tiles, and the centres that no region holds."""

    def __init__(self, centres: Iterable[Centre], places: Places, drawn: Map) -> None:
        territories = {centre: read_territory(centre, places) for centre in centres}
        codes = [code for _, code in drawn.codes]
        touched = [territory.regions for territory in territories.values()]
        groups = _merge_overlapping(
            [frozenset([code]) for code in codes] + list(filter(None, touched))
        )
        areas = [_build_area(group, territories, places) for group in groups]
        self.areas = sorted(areas, key=lambda area: sort_key(area.ancre))
        self.elsewhere = tuple(c for c, territory in territories.items() if not territory.regions)
        self.tiles = list(_place_tiles(drawn, self.areas, territories))

    @property
    def departments(self) -> list[Place]:
        """Every department of the areas, by code."""
        places = (place for area in self.areas for place in area.departements)
        return sorted(places, key=lambda place: place.code)


def read_territory(centre: Centre, places: Places) -> Territory:
    """Return where a centre works, as printed.

    Its departments are certain where the study names them, or where its territory is nothing but
    names of departments and regions. Part of a region (« Occitanie orientale ») is certain of none.
    """
    regions = {_simplify(region.nom): region.code for region in places.regions}
    departments = {_simplify(place.nom): place for place in places.departements}
    printed = _simplify(centre.territoire)
    any_region = _match_any(regions)
    any_name = _match_any([*regions, *departments])
    whole = re.fullmatch(rf"{any_region}(?: {any_region})*", printed) or re.fullmatch(
        rf"{any_name}(?:(?:, | et ){any_name})*", printed
    )
    named = re.findall(any_name if whole else any_region, printed)
    inside = {regions[name] for name in named if name in regions}
    own = {_simplify(name) for name in centre.departements}
    own |= {name for name in named if name not in regions}
    known = [departments[name] for name in own if name in departments]
    certain = {place.code for place in known}
    if whole and not centre.departements:
        certain |= {place.code for place in places.departements if place.region in inside}
    return Territory(frozenset(inside | {place.region for place in known}), frozenset(certain))


def _simplify(name: str) -> str:
    """Return a name in plain small letters, one space between its words; commas stay."""
    return re.sub(r"[^a-z0-9,]+", " ", fold(name).lower()).strip()


def _match_any(names: Iterable[str]) -> str:
    """Return a pattern that matches any of the names, the longest first: « loire » is in others."""
    longest = sorted(names, key=len, reverse=True)
    return rf"\b(?:{'|'.join(map(re.escape, longest))})\b"


def _merge_overlapping(groups: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Merge the groups that share an element, until no two of them do."""
    joined: list[frozenset[str]] = []
    for group in groups:
        common = [other for other in joined if other & group]
        joined = [other for other in joined if not other & group] + [group.union(*common)]
    return joined


def _build_area(
    codes: frozenset[str], territories: Mapping[Centre, Territory], places: Places
) -> Area:
    regions = tuple(
        sorted((r for r in places.regions if r.code in codes), key=lambda r: sort_key(r.nom))
    )
    anchor = make_slug(f"region {' '.join(region.nom for region in regions)}")
    departments, certain = [], True
    for place in (p for p in places.departements if p.region in codes):
        own = [c for c, territory in territories.items() if place.code in territory.departements]
        certain = certain and bool(own)
        departments.append(Place(place.code, place.nom, own[0].slug if len(own) == 1 else anchor))
    centres = [c for c, territory in territories.items() if territory.regions & codes]
    centres.sort(key=lambda centre: sort_key(centre.territoire))
    return Area(anchor, regions, tuple(departments), tuple(centres), certain)


def _place_tiles(
    drawn: Map, areas: Sequence[Area], territories: Mapping[Centre, Territory]
) -> Iterable[Tile]:
    found = {region.code: (region, area) for area in areas for region in area.regions}
    for rank, row in enumerate(drawn.rangees):
        column = 0.0
        for cell in row.split():
            if cell not in (EMPTY, GAP):
                region, area = found[cell]
                count = sum(cell in territory.regions for territory in territories.values())
                yield Tile(column, rank, region.nom, area.ancre, count)
            column += GAP_WIDTH if cell == GAP else 1
