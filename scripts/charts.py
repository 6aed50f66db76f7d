"""Data charts: what each shows, and how it is drawn.

A chart is a pure function of its data: same data, same bytes.  matplotlib is imported
only when something has to be drawn; drawings are kept in .cache/, by content.
"""

import hashlib
import json
import re
import textwrap
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from .files import write_atomically
from .study import Study
from .typography import set_french

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MATRIX_MOST = 30  # beyond, a row a portrait is no longer readable: counts replace it

WIDTH = 360  # in SVG units: what a phone shows without shrinking the words
BAR_ROW = 26
MATRIX_LINE = 15

# Colours drawn as placeholders, then replaced by a class that follows light and dark.
PLACEHOLDERS = {
    "#000001": "chart-text",
    "#000002": "chart-bar",
    "#000003": "chart-empty",
    "#000011": "chart-famille",
    "#000012": "chart-ecole",
    "#000013": "chart-tiers-lieux",
    "#000014": "chart-quartier",
    "#000015": "chart-virtualite",
}
COLOURS = {name.removeprefix("chart-"): colour for colour, name in PLACEHOLDERS.items()}
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class ChartData:
    """What a chart shows.

    columns is empty for bars (one value a row, a count); for a matrix it holds the
    columns' labels, and a row's values are 1 or 0, one a column.  colours names the
    colour of each bar, or of each column.
    """

    rows: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    columns: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A chart drawn: its SVG's inside and size, to be framed by a template."""

    body: str
    width: float
    height: float


def list_charts(study: Study) -> dict[str, ChartData]:
    """Return the data of every chart of the site, by slug."""
    charts = {
        "ressources-par-annee": _bars(
            {str(year): count for year, count in study.resources_by_year.items()}
        ),
        "ressources-par-centre": _bars(
            {
                study.centres[slug].nom: len(resources)
                for slug, resources in sorted(
                    study.resources_by_centre.items(), key=lambda item: -len(item[1])
                )
                if resources
            }
        ),
    }
    spheres = tuple(study.spheres)
    if len(study.portraits) <= MATRIX_MOST:
        charts["portraits-spheres"] = ChartData(
            rows=tuple(portrait.titre for portrait in study.portraits.values()),
            columns=tuple(sphere.titre for sphere in study.spheres.values()),
            values=tuple(
                tuple(
                    int(sphere in {touch.sphere for touch in portrait.spheres})
                    for sphere in spheres
                )
                for portrait in study.portraits.values()
            ),
            colours=spheres,
        )
    else:
        charts["spheres"] = ChartData(
            rows=tuple(sphere.titre for sphere in study.spheres.values()),
            values=tuple((len(study.portraits_by_sphere[sphere]),) for sphere in spheres),
            colours=spheres,
        )
    return charts


def _bars(counts: Mapping[str, int]) -> ChartData:
    return ChartData(tuple(counts), tuple((count,) for count in counts.values()))


def draw_chart(slug: str, data: ChartData, cache_folder: Path) -> Drawing:
    """Return the drawing of the chart, from the cache when nothing it depends on changed."""
    path = cache_folder / f"{slug}-{_fingerprint(data)}.json"
    try:
        return Drawing(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # absent, torn or foreign: draw it again
        drawing = _draw(slug, data)
        write_atomically(path, json.dumps(asdict(drawing)))
        return drawing


def _fingerprint(data: ChartData) -> str:
    parts = json.dumps(asdict(data)) + _code_fingerprint()
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


@cache
def _code_fingerprint() -> str:
    code = b"".join(
        Path(__file__).with_name(name).read_bytes() for name in ("charts.py", "typography.py")
    )
    return hashlib.sha256(code).hexdigest() + version("matplotlib")


def _draw(slug: str, data: ChartData) -> Drawing:
    import io

    import matplotlib
    from matplotlib.figure import Figure

    rows = [textwrap.wrap(set_french(row), 27 if data.columns else 23) for row in data.rows]
    heights = [
        MATRIX_LINE * len(lines) + 14 if data.columns else max(BAR_ROW, 15 * len(lines) + 8)
        for lines in rows
    ]
    top = 92 if data.columns else 0
    height = sum(heights) + top
    settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": slug, "font.size": 12}
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(WIDTH / 72, height / 72))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        axes.set_axis_off()
        place = top
        if data.columns:
            _draw_columns(axes, data, top)
        for index, lines in enumerate(rows):
            _draw_label(axes, lines, place + heights[index] / 2)
            drawer = _draw_dots if data.columns else _draw_bar
            drawer(axes, data, index, place, heights[index])
            place += heights[index]
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return Drawing(_clean(buffer.getvalue(), slug), WIDTH, height)


def _draw_label(axes: "Axes", lines: list[str], middle: float) -> None:
    first = middle - MATRIX_LINE * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        axes.text(
            0, first + MATRIX_LINE * number, line, va="center_baseline", color=COLOURS["text"]
        )


def _draw_bar(axes: "Axes", data: ChartData, index: int, top: float, height: float) -> None:
    from matplotlib.patches import Rectangle

    left, room = 158, 160
    value = data.values[index][0]
    length = room * value / (max(row[0] for row in data.values) or 1)
    colour = COLOURS[data.colours[index]] if data.colours else COLOURS["bar"]
    axes.add_patch(Rectangle((left, top + height / 2 - 8), length, 16, facecolor=colour, lw=0))
    axes.text(
        left + length + 6, top + height / 2, str(value), va="center_baseline", color=COLOURS["text"]
    )


def _column_place(data: ChartData, column: int) -> float:
    left, room = 190, 150
    return left + room * (column + 0.5) / len(data.columns)


def _draw_columns(axes: "Axes", data: ChartData, top: float) -> None:
    for column, label in enumerate(data.columns):
        axes.text(
            _column_place(data, column) - 4, top - 6, label.split()[0], rotation=55,
            rotation_mode="anchor", color=COLOURS["text"],
        )  # fmt: skip


def _draw_dots(axes: "Axes", data: ChartData, index: int, top: float, height: float) -> None:
    from matplotlib.patches import Circle

    for column, value in enumerate(data.values[index]):
        colour = COLOURS[data.colours[column]] if value else COLOURS["empty"]
        centre = (_column_place(data, column), top + height / 2)
        axes.add_patch(Circle(centre, 9 if value else 3, facecolor=colour, lw=0))


def _clean(svg: str, slug: str) -> str:
    """Return the inside of matplotlib's SVG without a style, a foreign colour or a shared id."""
    ElementTree.register_namespace("", SVG[1:-1])
    root = ElementTree.fromstring(svg)
    parts: list[str] = []
    for element in root.iter(f"{SVG}g"):
        for child in list(element):
            if child.tag in (f"{SVG}path", f"{SVG}text"):
                _clean_element(child)
                if child.get("class"):
                    parts.append(ElementTree.tostring(child, encoding="unicode").strip())
    inside = "".join(parts).replace(f' xmlns="{SVG[1:-1]}"', "")
    return re.sub(r"(\d+\.\d\d)\d+", r"\1", inside)


def _clean_element(element: Any) -> None:
    style = dict(
        part.split(":", 1)
        for part in element.attrib.pop("style", "").replace(" ", "").split(";")
        if part
    )
    element.attrib.pop("id", None)
    element.attrib.pop("clip-path", None)
    name = PLACEHOLDERS.get(style.get("fill", "").lower())
    if name is None and element.tag == f"{SVG}text":
        name = "chart-text"
    if name:
        element.set("class", name)
    if anchor := style.get("text-anchor"):
        element.set("text-anchor", anchor)
    element.tail = None
