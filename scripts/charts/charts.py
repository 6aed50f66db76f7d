"""Data charts: what each shows, and how it is drawn.

A chart is a pure function of its data: same data, same bytes.  matplotlib is imported
only when something has to be drawn; drawings are kept in .cache/, by content.
"""

import hashlib
import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

from ..files import write_atomically
from ..schema.figures import Figure, FigureValue
from ..study.study import Study
from ..text import typography
from ..text.typography import set_french, write_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MATRIX_MOST = 30  # rows: with more portraits, counts replace them

# In SVG units: what a phone shows without shrinking the words.
WIDTH = 330
LINE = 15
BAR = 14
AXIS = 1
PART = 7  # a bar inside another is thinner
INDENT = 10  # its label stands a little to the right
LABEL_LEFT = 152  # where bars start when labels stand at their left
VALUE_ROOM = 46  # kept at the right for the values
VALUE_MOST = 12  # signs of a value on one line
PARTS_MOST = 42  # signs of two parts' names on one line

# Colours drawn as placeholders, then replaced by a class that follows light and dark.
PLACEHOLDERS = {
    "#000001": "chart-text",
    "#000002": "chart-bar",
    "#000003": "chart-empty",
    "#000004": "chart-rest",
    "#000011": "chart-famille",
    "#000012": "chart-ecole",
    "#000013": "chart-tiers-lieux",
    "#000014": "chart-quartier",
    "#000015": "chart-virtualite",
}
COLOURS = {name.removeprefix("chart-"): colour for colour, name in PLACEHOLDERS.items()}
DRAWINGS = ".cache/charts"
SVG = "{http://www.w3.org/2000/svg}"

ABSENT = {
    "non-concerne": "non concerné",
    "non-donne": "non donné",
    "dans-un-graphique": "dans un graphique de l'étude, non repris ici",
}


@dataclass(frozen=True)
class ChartData:
    """What a chart with an axis shows.

    kind is "bars" (a bar a row, or a bar a column of each row), "stacked" (the columns of a
    row are the parts of one bar) or "matrix" (a dot where the value is 1). values has one
    number a column for each row, None where there is none; words has what to write of each.
    wholes has what a full bar is for each of them; where it is empty, bars are compared with the
    longest. inside has, for each row, the rank of the row that it is a part of, or None. colours
    names the colour of each row's bar, or of each column of a matrix. ends has, for each column,
    what its axis goes to: what full bars are, where that is known.
    """

    kind: str
    rows: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    words: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    wholes: tuple[tuple[float, ...], ...] = ()
    inside: tuple[int | None, ...] = ()
    ends: tuple[str, ...] = ()

    def find_share(self, row: int, column: int = 0) -> float:
        """Return the length of a bar, as a share of a full one; 0 where there is no value."""
        whole = self.wholes[row][column] if self.wholes else self._longest
        return (self.values[row][column] or 0) / whole

    def find_start(self, row: int, column: int = 0) -> float:
        """Return where a bar starts: a part, after the parts of the same whole before it."""
        parent = self.inside[row] if self.inside else None
        if parent is None:
            return 0
        before = [other for other in range(row) if self.inside[other] == parent]
        return sum(self.find_share(other, column) for other in before)

    def find_room(self, row: int, column: int = 0) -> float:
        """Return the length of what a bar is drawn in: a full one, or that of its whole."""
        parent = self.inside[row] if self.inside else None
        return 1 if parent is None else self.find_share(parent, column)

    @cached_property
    def _longest(self) -> float:
        return max((v for row in self.values for v in row if v is not None), default=0) or 1


@dataclass(frozen=True)
class Drawing:
    """A chart drawn: its SVG's inside and size, to be framed by a template."""

    body: str
    width: float
    height: float


def list_charts(study: Study) -> dict[str, ChartData]:
    """Return the data of every chart of the site, by slug; a figure's is « chiffre-slug »."""
    charts = {
        "ressources-par-annee": count_bars(
            {str(year): count for year, count in study.resources_by_year.items()}
        ),
        "ressources-par-centre": count_bars(
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
    titles = tuple(sphere.titre for sphere in study.spheres.values())
    portraits = [p for p in study.portraits.values() if p.url not in study.replacing]
    if len(portraits) <= MATRIX_MOST:
        touched = [{touch.sphere for touch in portrait.spheres} for portrait in portraits]
        values = tuple(tuple(int(slug in touches) for slug in spheres) for touches in touched)
        charts["portraits-spheres"] = ChartData(
            "matrix",
            rows=tuple(portrait.titre for portrait in portraits),
            values=values,
            words=tuple(tuple("oui" if value else "–" for value in row) for row in values),
            columns=titles,
            colours=spheres,
        )
    else:
        counts = [len(study.portraits_by_sphere[slug]) for slug in spheres]
        charts["spheres"] = count_bars(dict(zip(titles, counts, strict=True)), spheres)
    for slug, figure in study.chiffres.items():
        if figure.forme in ("barres", "empilees"):
            charts[f"chiffre-{slug}"] = plot_figure(figure)
    return charts


def count_bars(counts: Mapping[str, int], colours: tuple[str, ...] = ()) -> ChartData:
    """Return bars of counts, by label."""
    values = tuple((count,) for count in counts.values())
    words = tuple((write_number(count),) for count in counts.values())
    return ChartData("bars", tuple(counts), values, words, colours=colours)


def plot_figure(figure: Figure) -> ChartData:
    """Return the chart of a figure: each value against its own base, or else its population.

    Where the figure measures rates, a rate is drawn against 100, and a count that has none
    against its base.
    """
    rates, bars = figure.unite == "%", figure.forme == "barres"
    ranks = {row.cle: rank for rank, row in enumerate(figure.lignes)}
    drawn = [[_find_length(figure, value, rates) for value in row.valeurs] for row in figure.lignes]
    whole = all(length.whole for row in drawn for length in row)
    return ChartData(
        "bars" if bars else "stacked",
        rows=tuple(row.titre for row in figure.lignes),
        values=tuple(tuple(length.value for length in row) for row in drawn),
        words=tuple(
            tuple(write_value(value, rate_first=rates) for value in row.valeurs)
            for row in figure.lignes
        ),
        columns=tuple(column.titre for column in figure.colonnes),
        wholes=tuple(tuple(length.whole for length in row) for row in drawn) if whole else (),
        inside=tuple(ranks.get(row.dans or "") for row in figure.lignes),
        ends=tuple(map(_name_end, zip(*drawn, strict=True))) if whole and bars else (),
    )


class _Length(NamedTuple):
    """A value, and what a full bar is (whole) in the same unit: 0 where it is not known."""

    value: float | None
    whole: float
    words: str  # whole, as people read it


def _find_length(figure: Figure, value: FigureValue, rates: bool) -> _Length:
    if rates and (value.taux is not None or value.base is None):
        return _Length(value.taux, 100, set_french("100 %"))
    whole = figure.find_whole(value)
    return _Length(value.nombre, whole, write_number(whole))


def _name_end(lengths: Iterable[_Length]) -> str:
    """The words at the end of an axis: what a full bar is, all of them where bars differ."""
    known = sorted({(length.whole, length.words) for length in lengths if length.value is not None})
    return " ou ".join(words for _, words in known)


def write_value(value: FigureValue, *, rate_first: bool = False) -> str:
    """Return a figure's cell as people read it: both numbers where both are printed, the base."""
    if value.etat:
        return set_french(ABSENT[value.etat])
    rate = f"{write_number(value.taux)} %" if value.taux is not None else ""
    count = write_number(value.nombre) if value.nombre is not None else ""
    if value.base is not None:
        if count:
            count += f" sur {write_number(value.base)}"
        elif rate:
            rate += f" de {write_number(value.base)}"
    if rate and count:
        return set_french(f"{rate} ({count})" if rate_first else f"{count} ({rate})")
    return set_french(value.texte or rate or count)


def draw_chart(slug: str, data: ChartData, cache_folder: Path) -> Drawing:
    """Return the drawing of the chart, from the cache when nothing it depends on changed."""
    path = _find_place(slug, data, cache_folder)
    try:
        return Drawing(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # absent, torn or foreign: draw it again
        drawing = _draw(data)
        write_atomically(path, json.dumps(asdict(drawing)))
        return drawing


def _find_place(slug: str, data: ChartData, cache_folder: Path) -> Path:
    """The file of a drawing: its name tells all that the drawing depends on."""
    parts = json.dumps(asdict(data)) + _code_fingerprint()
    return cache_folder / f"{slug}-{hashlib.sha256(parts.encode()).hexdigest()}.json"


@cache
def _code_fingerprint() -> str:
    code = b"".join(Path(path).read_bytes() for path in (__file__, typography.__file__))
    return hashlib.sha256(code).hexdigest() + version("matplotlib")


def _draw(data: ChartData) -> Drawing:
    import io

    import matplotlib
    from matplotlib.figure import Figure as MplFigure

    canvas = _Canvas(data)
    with matplotlib.rc_context({"svg.fonttype": "none", "font.size": 12}):
        figure = MplFigure(figsize=(WIDTH / 72, canvas.height / 72))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(canvas.height, 0))
        axes.set_axis_off()
        canvas.draw(axes)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg")
    return Drawing(_clean(buffer.getvalue()), WIDTH, canvas.height)


@dataclass(frozen=True)
class _Line:
    """A line of a chart: its label, and the row and column it shows; a heading shows none."""

    label: list[str]
    height: float
    row: int | None = None
    column: int = 0
    axis: bool = False


class _Canvas:
    """Lays a chart's lines out from top to bottom, then draws them."""

    def __init__(self, data: ChartData) -> None:
        self.data = data
        self.top = 92 if data.kind == "matrix" else 0
        longest = max(
            (
                max(map(len, _wrap_value(words)))
                for row, values in zip(data.words, data.values, strict=True)
                for words, value in zip(row, values, strict=True)
                if value is not None
            ),
            default=0,
        )
        self.room = WIDTH - LABEL_LEFT - max(VALUE_ROOM, 7.2 * longest + 8)  # of a full bar
        if data.kind == "bars" and data.columns:
            self.lines = [
                line for column in range(len(data.columns)) for line in self.group(column)
            ]
        else:
            self.lines = [self.line(row) for row in range(len(data.rows))]
            self.lines += self.axis(0)
        self.height = self.top + sum(line.height for line in self.lines)

    def group(self, column: int) -> list[_Line]:
        heading = textwrap.wrap(set_french(self.data.columns[column]), 50)
        bars = [self.line(row, column) for row in range(len(self.data.rows))]
        ends = [*self.axis(column), _Line([], 10)]
        return [_Line(heading, LINE * len(heading) + 8), *bars, *ends]

    def axis(self, column: int) -> list[_Line]:
        """The line under bars that says what they go from and to, where it is known."""
        return [_Line([], LINE + 6, None, column, axis=True)] if self.data.ends else []

    def line(self, row: int, column: int = 0) -> _Line:
        width = {"stacked": 50, "matrix": 27}.get(self.data.kind, 23)
        label = textwrap.wrap(
            set_french(self.data.rows[row]), width - 2 * (self.parent(row) is not None)
        )
        height = LINE * len(label)
        if self.data.kind == "stacked":
            height += BAR + LINE * len(self.name_parts(row)) + 20
        else:
            absent = self.data.values[row][column] is None
            wrap = _wrap_absence if absent else _wrap_value
            if self.data.kind == "bars":
                height = max(height, LINE * len(wrap(self.data.words[row][column])))
            height = max(height + 10, BAR + 12)
        return _Line(label, height, row, column)

    def parent(self, row: int) -> int | None:
        return self.data.inside[row] if self.data.inside else None

    def draw(self, axes: "Axes") -> None:
        top: float = self.top
        if self.data.kind == "matrix":
            self.draw_column_names(axes)
        for line in self.lines:
            middle = top + line.height / 2
            label_height = LINE * (len(line.label) - 1)
            if line.axis:
                self.draw_axis(axes, self.data.ends[line.column], top)
            elif line.row is None or self.data.kind == "stacked":
                self.write(axes, line.label, top + LINE / 2)
            else:
                left = INDENT if self.parent(line.row) is not None else 0
                self.write(axes, line.label, middle - label_height / 2, left)
            if line.row is not None and self.data.kind == "stacked":
                self.draw_parts(axes, line.row, top + label_height + LINE + 4 + BAR / 2)
            elif line.row is not None and self.data.kind == "matrix":
                self.draw_dots(axes, line.row, middle)
            elif line.row is not None:
                self.draw_bar(axes, line.row, line.column, middle)
            top += line.height

    def write(
        self, axes: "Axes", lines: list[str], first: float, left: float = 0, align: str = "left"
    ) -> None:
        for number, line in enumerate(lines):
            place = (left, first + LINE * number)
            axes.text(*place, line, va="center_baseline", ha=align, color=COLOURS["text"])

    def draw_axis(self, axes: "Axes", end: str, top: float) -> None:
        """Draw the line that full bars stand on, 0 at one end and what they are at the other."""
        self.rectangle(axes, LABEL_LEFT, top, self.room, "empty", AXIS)
        self.write(axes, ["0"], top + LINE - 3, LABEL_LEFT)
        self.write(axes, [end], top + LINE - 3, LABEL_LEFT + self.room, "right")

    def draw_bar(self, axes: "Axes", row: int, column: int, middle: float) -> None:
        value, words = self.data.values[row][column], self.data.words[row][column]
        if value is None:
            lines = _wrap_absence(words)
            self.write(axes, lines, middle - LINE * (len(lines) - 1) / 2, LABEL_LEFT)
            return
        length = self.room * self.data.find_share(row, column)
        if self.parent(row) is not None:
            self.draw_inside(axes, row, column, middle)
        else:
            if self.data.wholes:
                self.rectangle(axes, LABEL_LEFT, middle, self.room, "rest")
            colour = self.data.colours[row] if self.data.colours else "bar"
            self.rectangle(axes, LABEL_LEFT, middle, length, colour)
        end = LABEL_LEFT + (self.room if self.data.wholes else length)
        lines = _wrap_value(words)
        self.write(axes, lines, middle - LINE * (len(lines) - 1) / 2, end + 6)

    def draw_inside(self, axes: "Axes", row: int, column: int, middle: float) -> None:
        """Draw a part in what its whole's bar fills, after the parts that come before it."""
        left = LABEL_LEFT + self.room * self.data.find_start(row, column)
        around = self.room * self.data.find_room(row, column)
        inside = self.room * self.data.find_share(row, column)
        self.rectangle(axes, LABEL_LEFT, middle, around, "rest", PART)
        self.rectangle(axes, left, middle, inside, "bar", PART)

    def draw_parts(self, axes: "Axes", row: int, middle: float) -> None:
        """One bar for the row; its parts are named under it."""
        values = self.data.values[row]
        if None in values:
            self.write(axes, self.name_parts(row)[0], middle)
            return
        left = 0.0
        for number in range(len(values)):
            length = (WIDTH - 2) * self.data.find_share(row, number)
            self.rectangle(axes, left, middle, max(length - 2, 0.5), "rest" if number else "bar")
            left += length
        for number, names in enumerate(self.name_parts(row)):
            under = middle + BAR + 2 + LINE * number
            self.write(axes, names[:1], under)
            self.write(axes, names[1:], under, WIDTH - 2, "right")

    def name_parts(self, row: int) -> list[list[str]]:
        """The names of a bar's parts, line by line: two at both ends of one, if it has room."""
        if None in self.data.values[row]:
            return [[self.data.words[row][0]]]  # why there is no bar
        told = zip(self.data.columns, self.data.words[row], strict=True)
        names = [set_french(f"{name} : {words}") for name, words in told]
        if len(names) == 2 and len("".join(names)) <= PARTS_MOST:
            return [names]
        return [[name] for name in names]

    def rectangle(
        self,
        axes: "Axes",
        left: float,
        middle: float,
        width: float,
        colour: str,
        height: float = BAR,
    ) -> None:
        from matplotlib.patches import Rectangle

        place = (left, middle - height / 2)
        axes.add_patch(Rectangle(place, width, height, facecolor=COLOURS[colour]))

    def column_place(self, column: int) -> float:
        left, room = 176, 136  # the last name leans out of its column, and must be whole
        return left + room * (column + 0.5) / len(self.data.columns)

    def draw_column_names(self, axes: "Axes") -> None:
        for column, label in enumerate(self.data.columns):
            axes.text(
                self.column_place(column) - 4, self.top - 6, label.split()[0], rotation=62,
                rotation_mode="anchor", color=COLOURS["text"],
            )  # fmt: skip

    def draw_dots(self, axes: "Axes", row: int, middle: float) -> None:
        from matplotlib.patches import Circle

        for column, value in enumerate(self.data.values[row]):
            colour = COLOURS[self.data.colours[column]] if value else COLOURS["empty"]
            centre = (self.column_place(column), middle)
            axes.add_patch(Circle(centre, 9 if value else 3, facecolor=colour))


def _wrap_value(words: str) -> list[str]:
    """A value's two numbers are on two lines where they would take the room of the bars."""
    return words.replace(" (", "\n(").split("\n") if len(words) > VALUE_MOST else [words]


def _wrap_absence(words: str) -> list[str]:
    """Why there is no bar takes the place of the bar, on as many lines as it needs."""
    return textwrap.wrap(words, 24)


def _clean(svg: str) -> str:
    """Return the inside of matplotlib's SVG without a style, a foreign colour or an id."""
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
    inside = re.sub(r' transform="rotate\(-0 [^"]*\)"| text-anchor="start"', "", inside)
    return re.sub(r" {2,}", " ", re.sub(r"(\d+\.\d\d)\d+", r"\1", inside))


def _clean_element(element: Any) -> None:
    declared = element.attrib.pop("style").replace(" ", "").split(";")
    style = dict(part.split(":") for part in declared)
    element.attrib.pop("id", None)
    element.attrib.pop("clip-path", None)
    if name := PLACEHOLDERS.get(style["fill"]):
        element.set("class", name)
    if anchor := style.get("text-anchor"):
        element.set("text-anchor", anchor)
    element.tail = None
