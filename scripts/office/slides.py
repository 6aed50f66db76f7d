"""Slides to change in PowerPoint or Impress: figures, with charts of theirs, and the model.

A chart keeps its numbers in the file, to be edited; the notes say all that is to be known of it.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from ..charts.charts import ChartData, plot_figure, write_value
from ..charts.signs import count_signs
from ..schema.figures import Figure
from ..schema.spheres import CoeducationModel, Sphere
from ..text.typography import set_french
from .packing import pack, set_properties
from .words import Words, clear

WIDTH, HEIGHT = Inches(40 / 3), Inches(7.5)  # 16/9
LEFT, ACROSS = Inches(0.6), Inches(12.13)
TOP, DOWN = Inches(1.75), Inches(4.1)  # of what a slide shows
MOST_NOTED = 8  # rows of a table that has room for their notes
TITLE_ONLY = 5  # a layout of the library's own template
PLAIN_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # a style of tables that Office knows
INK, SOFT, WHITE = RGBColor(0x24, 0x21, 0x2B), RGBColor(0x5B, 0x56, 0x66), RGBColor(255, 255, 255)
FULL = (RGBColor(0x74, 0x47, 0xA6), RGBColor(0xB9, 0xB3, 0xC2), RGBColor(0x1C, 0x6C, 0x91))
SPHERES = {
    "famille": RGBColor(0xB5, 0x45, 0x2C),
    "ecole": RGBColor(0x8A, 0x61, 0x00),
    "tiers-lieux": RGBColor(0x2F, 0x7A, 0x4A),
    "quartier": RGBColor(0x1C, 0x6C, 0x91),
    "virtualite": RGBColor(0x74, 0x47, 0xA6),
}


@dataclass(frozen=True)
class Model:
    """The model of coeducation and its spheres, in their order."""

    whole: CoeducationModel
    spheres: tuple[Sphere, ...]


def write_slides(
    title: str, figures: Sequence[Figure], words: Words, model: Model | None = None
) -> bytes:
    """Return a .pptx file with a slide for each figure, then one for the model if it is given.

    The same bytes come for the same slides.
    """
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    set_properties(deck.core_properties, set_french(title), words.site)
    for figure in figures:
        _add_figure(deck, figure, words)
    if model:
        _add_model(deck, model, words)
    saved = io.BytesIO()
    deck.save(saved)
    return pack(saved.getvalue())


def _add_figure(deck: Any, figure: Figure, words: Words) -> None:
    slide = _add_slide(deck, clear(figure.titre), words.say("notes", figure))
    _write(slide, Inches(1.2), Inches(0.5), words.say("mesure", figure), 14, SOFT)
    if figure.mostly_missing:
        _write(slide, TOP, DOWN, clear(figure.constat), 28)
    elif figure.forme == "phrase":
        _add_values(slide, figure)
    elif figure.forme == "tableau":
        _add_table(slide, figure, words)
    else:
        _add_chart(slide, figure)
    _write(slide, Inches(5.95), Inches(0.7), words.say("reserve", figure), 13)
    _write(slide, Inches(6.7), Inches(0.6), words.say("source", figure), 10.5, SOFT)


def _add_slide(deck: Any, title: str, notes: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = LEFT, Inches(0.35), ACROSS, Inches(0.9)
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _set_text(head.text_frame, title, 28, bold=True)
    slide.notes_slide.notes_text_frame.text = notes
    return slide


def _write(slide: Any, top: int, height: int, text: str, size: float, colour: Any = INK) -> None:
    if text:
        frame = slide.shapes.add_textbox(LEFT, top, ACROSS, height).text_frame
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _set_text(frame, text, size, colour)


def _set_text(
    frame: Any, text: str, size: float, colour: Any = INK, *, bold: bool = False,
    align: Any = PP_ALIGN.LEFT,
) -> None:  # fmt: skip
    frame.word_wrap = True
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = align
        for run in paragraph.runs:
            font = run.font
            font.size, font.bold, font.color.rgb = Pt(size), bold, colour
            font.language_id = MSO_LANGUAGE_ID.FRENCH


def _add_values(slide: Any, figure: Figure) -> None:
    each = DOWN // len(figure.lignes)
    for rank, row in enumerate(figure.lignes):
        value = write_value(row.valeurs[0], rate_first=figure.unite == "%")
        top = TOP + rank * each
        _write(slide, top, each * 2 // 3, value, 66, FULL[0])
        said = clear(row.titre) + (f". {clear(row.note)}" if row.note else "")
        _write(slide, top + each * 2 // 3, each // 3, said, 20)


def _add_table(slide: Any, figure: Figure, words: Words) -> None:
    # the notes of a long table are those of the slide
    noted = len(figure.lignes) <= MOST_NOTED and any(row.note for row in figure.lignes)
    columns = [clear(c.titre) for c in figure.colonnes] or [words.name("valeur")]
    heads = ["", *columns, *([words.name("precision")] if noted else [])]
    rates = figure.unite == "%"
    lines = [
        [
            clear(row.titre),
            *(write_value(value, rate_first=rates) for value in row.valeurs),
            *([clear(row.note or "")] if noted else []),
        ]
        for row in figure.lignes
    ]
    size = 16 if len(lines) <= 5 else 12
    shape = slide.shapes.add_table(len(lines) + 1, len(heads), LEFT, TOP, ACROSS, DOWN)
    table = shape.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_GRID
    shares = [4.0, *(2.4 for _ in columns), *([5.0] if noted else [])]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(share * ACROSS / sum(shares))
    for rank, cells in enumerate([heads, *lines]):
        for column, text in enumerate(cells):
            cell = table.cell(rank, column)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            _set_text(cell.text_frame, text, size, bold=rank == 0 or column == 1)


def _add_chart(slide: Any, figure: Figure) -> None:
    plotted = plot_figure(figure)
    values, most = _measure(plotted)
    numbers: Any = CategoryChartData(number_format=_find_format(figure, most))
    spoken = _list_words(figure, plotted)
    numbers.categories = [
        clear(title) if any(v is not None for v in row) else f"{clear(title)} ({said[0]})"
        for title, row, said in zip(plotted.rows, values, spoken, strict=True)
    ]
    names = [clear(name) for name in plotted.columns] or [clear(figure.mesure)]
    for column, name in enumerate(names):
        numbers.add_series(name, [row[column] for row in values])
    stacked = figure.forme == "empilees"
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    shape = slide.shapes.add_chart(kind, LEFT, TOP, ACROSS, DOWN, numbers)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", _describe(plotted, spoken))
    chart = shape.chart
    chart.has_title = False
    bars = len(plotted.rows) * (1 if stacked else len(names))
    chart.font.size = Pt(16 if bars <= 6 else 11 if bars <= 8 else 8)
    chart.font.color.rgb = INK
    chart.has_legend = len(names) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    chart.category_axis.reverse_order = True  # the first row at the top
    _show_each_label(chart.category_axis)
    chart.category_axis.format.line.color.rgb = SOFT
    axis = chart.value_axis
    axis.visible = axis.has_major_gridlines = False
    axis.minimum_scale = 0
    if most:
        axis.maximum_scale = most
    plot = chart.plots[0]
    plot.gap_width = 45 if len(plotted.rows) > 2 else 150
    for column, series in enumerate(plot.series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = FULL[column % len(FULL)]
        _label(series, [said[column] for said in spoken], [row[column] for row in values], stacked,
               _find_format(figure, most))  # fmt: skip


def _show_each_label(axis: Any) -> None:
    """Have Office leave out no label of an axis, where it would to save room."""
    skip = axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _measure(plotted: ChartData) -> tuple[list[list[float | None]], float]:
    """Return the lengths of bars, and that of a full one where it is known, else 0.

    Numbers as they are printed where all are out of the same whole; else how much of theirs, in %.
    """
    wholes = {whole for row in plotted.wholes for whole in row}
    if len(wholes) <= 1:
        return [list(row) for row in plotted.values], wholes.pop() if wholes else 0
    shares: list[list[float | None]] = [
        [
            None if value is None else round(100 * plotted.find_share(row, column), 1)
            for column, value in enumerate(values)
        ]
        for row, values in enumerate(plotted.values)
    ]
    return shares, 100


def _find_format(figure: Figure, most: float) -> str:
    """How Office writes a number of a chart; its own format follows a number that is changed."""
    if figure.unite == "%":
        return 'General" %"'
    return f'General" sur {most:g}"' if figure.is_counted and most else "General"


def _list_words(figure: Figure, plotted: ChartData) -> list[tuple[str, ...]]:
    """What is written of each value: a count that is a part, with its whole."""
    if not figure.is_counted:
        return list(plotted.words)
    rows = [row for picture in count_signs(figure) for row in picture.rows]
    return [(row.words,) for row in rows]


def _label(
    series: Any, said: Sequence[str], values: Sequence[float | None], inside: bool, format: str
) -> None:
    """Write the value of each bar: in the chart's format where that says it whole."""
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = format, False
    labels.position = XL_LABEL_POSITION.CENTER if inside else XL_LABEL_POSITION.OUTSIDE_END
    if inside and series.format.fill.fore_color.rgb == FULL[0]:
        labels.font.color.rgb = WHITE
    for rank, (words, value) in enumerate(zip(said, values, strict=True)):
        if value is None:
            continue
        written = set_french(format.replace("General", f"{value:g}").replace('"', ""))
        if written != set_french(words):
            frame = series.points[rank].data_label.text_frame
            frame.text = words
            series.points[rank].data_label.position = labels.position


def _describe(plotted: ChartData, spoken: Sequence[Sequence[str]]) -> str:
    lines = zip(plotted.rows, spoken, strict=True)
    return " ; ".join(f"{clear(title)} : {', '.join(said)}" for title, said in lines)


def _add_model(deck: Any, model: Model, words: Words) -> None:
    whole = model.whole
    notes = words.say("notes_du_modele", whole, model.spheres)
    slide = _add_slide(deck, clear(whole.titre), notes)
    radius = Inches(2.35)
    middle = Inches(3.7), Inches(3.95)
    around = iter(((-1, -1), (1, -1), (1, 1), (-1, 1)))
    for sphere in sorted(model.spheres, key=lambda each: not each.transversale):
        colour = SPHERES[sphere.slug]
        if sphere.transversale:
            circle = _add_circle(slide, *middle, radius)
            circle.fill.background()
            circle.line.color.rgb, circle.line.width = colour, Pt(9)
            box = slide.shapes.add_textbox(
                middle[0] - radius, middle[1] + radius, 2 * radius, Inches(0.4)
            )
            _set_text(box.text_frame, clear(sphere.titre), 16, colour, bold=True,
                      align=PP_ALIGN.CENTER)  # fmt: skip
        else:
            across, down = next(around)
            aside = int(radius * 0.43)
            place = middle[0] + across * aside, middle[1] + down * aside
            circle = _add_circle(slide, *place, int(radius * 0.37))
            circle.fill.solid()
            circle.fill.fore_color.rgb = colour
            circle.line.fill.background()
            _set_text(circle.text_frame, clear(sphere.titre), 14, WHITE, bold=True,
                      align=PP_ALIGN.CENTER)  # fmt: skip
    centre = _add_circle(slide, *middle, int(radius * 0.27))
    centre.fill.solid()
    centre.fill.fore_color.rgb = INK
    centre.line.color.rgb, centre.line.width = WHITE, Pt(4)
    _set_text(centre.text_frame, clear(whole.centre.titre), 13, WHITE, bold=True,
              align=PP_ALIGN.CENTER)  # fmt: skip
    box = slide.shapes.add_textbox(Inches(7), TOP, Inches(5.7), DOWN)
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _set_text(box.text_frame, clear(whole.resume), 20)
    _write(slide, Inches(6.85), Inches(0.5), words.say("lecture", "spheres/"), 10.5, SOFT)


def _add_circle(slide: Any, across: int, down: int, radius: int) -> Any:
    place = across - radius, down - radius, 2 * radius, 2 * radius
    circle = slide.shapes.add_shape(MSO_SHAPE.OVAL, *place)
    circle.shadow.inherit = False
    frame = circle.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    return circle
