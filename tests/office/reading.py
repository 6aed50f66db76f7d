"""Writes what is in a file for an office program as text: each thing, where it is, how it looks.

Lengths are in centimetres. Defaults of the program are left out.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from openpyxl import load_workbook
from openpyxl.cell import Cell
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.oxml.ns import qn as name_in_slides

STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")


def write_deck(content: bytes) -> Iterator[str]:
    """Yield the lines of a deck of slides: its shapes in their order, its notes."""
    deck: Any = Presentation(io.BytesIO(content))
    yield f"Diapositives : {_size(deck.slide_width)} × {_size(deck.slide_height)}"
    yield from _write_properties(deck.core_properties)
    for rank, slide in enumerate(deck.slides, 1):
        yield from ["", f"# {rank} : {slide.slide_layout.name}"]
        for shape in slide.shapes:
            yield from _write_shape(shape)
        yield "Notes"
        yield from (f"  {line}" for line in slide.notes_slide.notes_text_frame.text.split("\n"))


def write_document(content: bytes) -> Iterator[str]:
    """Yield the lines of a document: its page, its styles, its paragraphs, its tables."""
    document: Any = Document(io.BytesIO(content))
    for section in document.sections:
        edges = (section.top_margin, section.right_margin, section.bottom_margin,
                 section.left_margin)  # fmt: skip
        size = f"{_size(section.page_width)} × {_size(section.page_height)}"
        yield f"Page : {size}, {section.orientation.name}, marges {_list_sizes(edges)}"
    yield from _write_properties(document.core_properties)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    yield f"Langue : {language.get(qn('w:val'))}"
    for name in STYLES:
        style = document.styles[name]
        after = style.paragraph_format.space_after
        known = [_points(style.font.size), str(style.font.color.rgb or "")]
        yield f"{name} : {_join([*known, *(['puis', _points(after)] if after else [])])}"
    yield ""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _write_table_to_fill(block)
        else:
            breaks = "(page) " if block.paragraph_format.page_break_before else ""
            yield f"{breaks}{block.style.name} : {_write_runs(block)}".rstrip()


def write_workbook(content: bytes) -> Iterator[str]:
    """Yield the lines of a workbook: a row a line, what is no text after what tells it.

    # is before a number, @ before a day; > leads to what a cell is a link to.
    """
    book = load_workbook(io.BytesIO(content))
    yield f"Titre : {book.properties.title}, créé le {book.properties.created}"
    for sheet in book:
        widths = [column.width for column in sheet.column_dimensions.values()]
        yield from ["", f"# {sheet.title}, sous {sheet.freeze_panes}, tri {sheet.auto_filter.ref}"]
        yield f"Largeurs : {' '.join(f'{width:g}' for width in widths)}"
        for row in sheet.iter_rows():
            yield " | ".join(map(_write_cell, row)).rstrip()


def _size(length: int | None) -> str:
    return "" if length is None else f"{length / 360_000:.1f}"


def _list_sizes(lengths: Iterable[int | None]) -> str:
    return " ".join(map(_size, lengths))


def _points(size: Any) -> str:
    return "" if size is None else f"{size.pt:g} pt"


def _join(known: Iterable[str]) -> str:
    return " ".join(filter(None, known))


def _write_properties(known: Any) -> Iterator[str]:
    yield f"Titre : {known.title}"
    yield f"Auteur : {known.author}"
    more = (known.last_modified_by, known.comments, known.keywords)
    yield f"Langue dite : {known.language} {_join(more)}".rstrip()


# ---- slides ----


def _write_shape(shape: Any) -> Iterator[str]:
    place = f"{_size(shape.left)}, {_size(shape.top)}"
    yield f"{shape.name} : {_size(shape.width)} × {_size(shape.height)} à {place}"
    if said := shape._element._nvXxPr.cNvPr.get("descr"):
        yield f"  dit : {said}"
    if shape.has_chart:
        yield from _write_chart(shape.chart)
    elif shape.has_table:
        yield from _write_table(shape.table)
    else:
        looks = [_name_fill("fond", shape.fill), _name_fill("trait", shape.line.fill)]
        if shape.line.fill.type == MSO_FILL.SOLID:
            looks.append(_points(shape.line.width))
        if not shape.shadow.inherit:
            looks.append("sans ombre")
        if any(looks):
            yield f"  {_join(looks)}"
        yield from _write_frame(shape.text_frame)


def _name_fill(what: str, fill: Any) -> str:
    if fill.type == MSO_FILL.BACKGROUND:
        return f"sans {what}"
    return f"{what} {fill.fore_color.rgb}" if fill.type == MSO_FILL.SOLID else ""


def _name_font(font: Any) -> str:
    """How letters are: their size, their weight, their colour, their language."""
    bold = {True: "gras", False: "maigre", None: ""}[font.bold]
    colour = str(font.fill.fore_color.rgb) if font.fill.type == MSO_FILL.SOLID else ""
    tongue = font.language_id.name if font.language_id else ""
    return _join([_points(font.size), bold, colour, "" if tongue == "NONE" else tongue])


def _write_frame(frame: Any) -> Iterator[str]:
    edges = (frame.margin_top, frame.margin_right, frame.margin_bottom, frame.margin_left)
    anchor = frame.vertical_anchor.name if frame.vertical_anchor else ""
    wrap = {True: "à la ligne", False: "sur une ligne", None: ""}[frame.word_wrap]
    yield f"  {_join([anchor, wrap])}, marges {_list_sizes(edges)}"
    yield from (f"    {line}" for line in _list_paragraphs(frame))


def _list_paragraphs(frame: Any) -> Iterator[str]:
    for paragraph in frame.paragraphs:
        align = paragraph.alignment.name if paragraph.alignment else ""
        for run in paragraph.runs:
            yield f"{_join([align, _name_font(run.font)])} : {run.text}"


def _write_table(table: Any) -> Iterator[str]:
    style = table._tbl.tblPr.find(name_in_slides("a:tableStyleId")).text
    yield f"  style {style}"
    yield f"  colonnes : {_list_sizes(column.width for column in table.columns)}"
    for row in table.rows:
        yield f"  ligne : {_size(row.height)}"
        for cell in row.cells:
            edges = f"{cell.margin_top / 360_000:.2f} {cell.margin_bottom / 360_000:.2f}"
            said = " / ".join(_list_paragraphs(cell.text_frame))
            yield f"    {cell.vertical_anchor.name}, {edges}, {said}".rstrip()


def _write_chart(chart: Any) -> Iterator[str]:
    plot, rows, axis = chart.plots[0], chart.category_axis, chart.value_axis
    titled = "titré, " if chart.has_title else ""
    yield f"  {titled}{chart.chart_type.name}, {_name_font(chart.font)}, écart {plot.gap_width}"
    if chart.has_legend:
        over = ", dessus" if chart.legend.include_in_layout else ""
        yield f"  légende : {chart.legend.position.name}{over}"
    skip = rows._element.find(name_in_slides("c:tickLblSkip")).get("val")
    order = "de haut en bas" if rows.reverse_order else "de bas en haut"
    line = _name_fill("trait", rows.format.line.fill)
    yield f"  rangs {order}, une étiquette sur {skip}, {line}"
    shown = _join(["visible" if axis.visible else "", "quadrillé" * axis.has_major_gridlines])
    yield f"  valeurs de {axis.minimum_scale} à {axis.maximum_scale} {shown}".rstrip()
    for series in plot.series:
        format = series._element.find(
            f".//{name_in_slides('c:val')}//{name_in_slides('c:formatCode')}"
        )
        yield f"  « {series.name} » : {_name_fill('fond', series.format.fill)}, {format.text}"
        labels = series.data_labels
        looks = [
            labels.number_format,
            "lié" if labels.number_format_is_linked else "",
            labels.position.name,
            "" if labels.show_value else "cachées",
            _name_font(labels.font),
        ]
        yield f"    étiquettes : {_join(looks)}"
        for rank, (name, value) in enumerate(zip(plot.categories, series.values, strict=True)):
            label = series.points[rank].data_label
            own = ""
            if label.has_text_frame:
                position = label.position.name if label.position else ""
                own = f", dit « {label.text_frame.text} » {position}".rstrip()
            yield f"    {name} : {value}{own}"


# ---- documents ----


def _write_runs(paragraph: Paragraph) -> str:
    """A paragraph with its marks: **bold**, *leaning*, {hidden}, and what is of another size."""
    return "".join(_write_run(Run(run, paragraph)) for run in paragraph._p.iter(qn("w:r")))


def _write_run(run: Run) -> str:
    text = run.text.replace("\n", " ⏎ ")
    font = run.font
    if font.hidden:
        return f"{{{text.strip()}}}"
    for wanted, mark in ((font.bold, "**"), (font.italic, "*")):
        text = f"{mark}{text}{mark}" if wanted and text else text
    look = _join([_points(font.size), str(font.color.rgb or "")])
    return f"<{look}>{text}" if look else text


def _write_table_to_fill(table: Table) -> Iterator[str]:
    fixed = "" if table.autofit else ", fixe"
    widths = _list_sizes(column.width for column in table.columns)
    yield f"Tableau ({table.style.name if table.style else ''}{fixed}) : {widths}"
    for row in table.rows:
        kept = row._tr.trPr
        known = {child.tag.rpartition("}")[2] for child in kept} if kept is not None else set()
        marks = [
            _size(row.height),
            "entière" if "cantSplit" in known else "",
            "en-tête" if "tblHeader" in known else "",
        ]
        cells = " | ".join(_write_cell_to_fill(_Cell(cell, table)) for cell in row._tr.tc_lst)
        yield f"  ({_join(marks)}) {cells}".rstrip()


def _write_cell_to_fill(cell: _Cell) -> str:
    shade = cell._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    tint = "" if shade is None else str(shade.get(qn("w:fill")))
    said = " / ".join(_write_runs(each) for each in cell.paragraphs)
    return f"{_join([_size(cell.width), tint])} : {said}".rstrip()


# ---- workbooks ----


def _write_cell(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    mark = {"n": "#", "d": "@"}.get(cell.data_type, "")
    text = f"{mark}{value}".replace("\n", " ⏎ ")
    if cell.hyperlink:
        text += f" > {cell.hyperlink.location}"
    looks = [
        "gras" if cell.font.bold else "",
        cell.fill.fgColor.rgb if cell.fill.fill_type else "",
        "à la ligne" if cell.alignment.wrap_text else "",
        cell.alignment.vertical or "",
        "souligné" if cell.border.bottom and cell.border.bottom.style else "",
        cell.number_format if cell.number_format != "General" else "",
        "texte" if cell.quotePrefix else "",
    ]
    look = _join(looks)
    return f"{text} ({look})" if look else text
