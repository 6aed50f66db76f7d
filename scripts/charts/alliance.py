"""Where the actors of an alliance stand on its drawing, so that each number can be read.

The child is in the middle, the levels are bands around it, the spheres are sectors. Lengths are in
units of the drawing, angles in degrees from the top, as on a clock.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import count, product
from math import asin, degrees

from ..schema.portrait import Actor
from ..schema.spheres import Sphere

CHILD, EDGE, RING = 34.0, 170.0, 178.0  # the radii of the child, of the levels, of what crosses all
LARGEST = 10  # the radius of a number
LINE = 3  # the width of the line around it
ROWS = 6  # of numbers, from the child to the edge, where they do not have to be smaller
RING_SPAN = (-60, 60)  # where the numbers of the ring stand
AXES = (0, 90, 270)  # between two spheres; the names of the levels are on the fourth one
NAME_AXIS, NAME = 180, 20  # half of such a name

# The form places actors by the same rule, with the same measures: the names are those above, as
# docs/assets/js/raconter/places.js reads them.
MEASURES = {
    "child": CHILD, "edge": EDGE, "ring": RING, "largest": LARGEST, "line": LINE, "rows": ROWS,
    "axes": AXES, "nameAxis": NAME_AXIS, "name": NAME, "ringSpan": RING_SPAN,
}  # fmt: skip


@dataclass(frozen=True)
class Dot:
    """The number of an actor in one of its spheres; sphere is "" where it has none."""

    number: int
    sphere: str
    angle: float
    radius: float


@dataclass(frozen=True)
class Alliance:
    """A drawing: the radius of each number, how far each level goes, and the numbers."""

    size: float
    bands: tuple[float, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class _Grid:
    """Rows for the numbers, so many for each level."""

    rows: tuple[int, ...]
    end: float

    @property
    def height(self) -> float:
        return (self.end - CHILD) / sum(self.rows)

    @property
    def size(self) -> float:
        return min(LARGEST, (self.height - LINE) / 2)

    @property
    def gap(self) -> float:
        return 2 * self.size + LINE

    @property
    def bands(self) -> tuple[float, ...]:
        ends = (CHILD + self.height * sum(self.rows[: n + 1]) for n in range(len(self.rows)))
        return (*tuple(ends)[:-1], EDGE)

    def list_radii(self, level: int) -> list[float]:
        """The rows of a level, the outermost first."""
        start = CHILD + self.height * sum(self.rows[:level])
        return [start + self.height * (row + 0.5) for row in reversed(range(self.rows[level]))]


def place_actors(
    actors: Sequence[Actor], levels: Sequence[str], spheres: Iterable[Sphere]
) -> Alliance:
    """Return where each actor stands, by its number from 1, in each of its spheres.

    One with a level and no sphere stands between the spheres; with a sphere and no level, on the
    edge; with neither, nowhere. A level that many share has more room; where there is none
    left, all the numbers are smaller.
    """
    known = list(spheres)
    around = [sphere.slug for sphere in known if not sphere.transversale]
    cells: dict[tuple[str, str], list[int]] = defaultdict(list)  # by sphere and level
    for number, actor in enumerate(actors, 1):
        for slug in actor.spheres or [""]:
            level = (actor.niveau or "") if slug in around or not slug else "*"
            if slug or level:
                cells[slug, level].append(number)
    end = EDGE - (LARGEST + LINE if any(s and not level for s, level in cells) else 0)
    for total in count(max(ROWS, len(levels))):
        shares = [s for s in product(range(1, total), repeat=len(levels)) if sum(s) == total]
        for rows in sorted(shares, key=lambda share: max(share) - min(share)):
            grid = _Grid(rows, end)
            dots = _place_all(cells, grid, levels, around)
            if dots is not None:
                return Alliance(round(grid.size, 1), grid.bands, tuple(dots))
    raise AssertionError("rows never end")


def _place_all(
    cells: dict[tuple[str, str], list[int]],
    grid: _Grid,
    levels: Sequence[str],
    around: Sequence[str],
) -> list[Dot] | None:
    """Place every number; None where one has no room."""
    dots: list[Dot] = []
    for (sphere, level), numbers in cells.items():
        radii = grid.list_radii(levels.index(level)) if level in levels else [EDGE]
        if not sphere:
            placed = _place_between(numbers, radii)
        elif sphere in around:
            start = 90 * around.index(sphere) - 90
            taken = AXES[: len(cells.get(("", level), ()))]
            before, after = (_find_margin(axis, taken, grid) for axis in (start, start + 90))
            placed = _place_inside(numbers, sphere, radii, (start, before, after), grid.gap)
        else:
            placed = _place_row(numbers, sphere, RING, RING_SPAN, grid.gap)
        if placed is None:
            return None
        dots += placed
    return dots


def _find_margin(axis: int, taken: Collection[int], grid: _Grid) -> float:
    """How far the middle of a number has to be from an axis."""
    if axis == NAME_AXIS:
        return NAME + grid.gap / 2
    return grid.gap if axis % 360 in taken else grid.gap / 2


def _place_between(numbers: list[int], radii: list[float]) -> list[Dot] | None:
    if len(numbers) <= len(AXES):
        radii = [sum(radii) / len(radii)]
    if len(numbers) > len(AXES) * len(radii):
        return None
    return [
        Dot(number, "", AXES[rank % len(AXES)], round(radii[rank // len(AXES)], 1))
        for rank, number in enumerate(numbers)
    ]


def _place_inside(
    numbers: list[int],
    sphere: str,
    radii: list[float],
    sector: tuple[float, float, float],
    gap: float,
) -> list[Dot] | None:
    """Place the numbers of a sphere at a level: in the middle of it, else row after row."""
    start, before, after = sector

    def find_span(radius: float) -> tuple[float, float]:
        sides = [degrees(asin(min(1, margin / radius))) for margin in (before, after)]
        return start + sides[0], start + 90 - sides[1]

    middle = sum(radii) / len(radii)
    dots = _place_row(numbers, sphere, middle, find_span(middle), gap)
    if dots is not None:
        return dots
    placed: list[Dot] = []
    for radius in radii:
        span = find_span(radius)
        room = int((span[1] - span[0]) / _find_step(gap, radius)) + 1 if span[1] > span[0] else 0
        here = numbers[len(placed) : len(placed) + room]
        placed += _place_row(here, sphere, radius, span, gap) or []
    return placed if len(placed) == len(numbers) else None


def _place_row(
    numbers: list[int], sphere: str, radius: float, span: tuple[float, float], gap: float
) -> list[Dot] | None:
    """Place the numbers on an arc, around the middle of it; None where it is too short."""
    step, (first, last) = _find_step(gap, radius), span
    length = step * (len(numbers) - 1)
    if length > last - first:
        return None
    begin = min(max((first + last - length) / 2, first), last - length)
    return [
        Dot(number, sphere, round(begin + step * rank, 1), round(radius, 1))
        for rank, number in enumerate(numbers)
    ]


def _find_step(gap: float, radius: float) -> float:
    """The angle between two numbers that touch each other."""
    return 2 * degrees(asin(min(1, gap / 2 / radius)))
