"""Canvases to fill in with Word or Writer: the grid that compares stories, the scales of a team."""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from ..charts.charts import write_value
from ..schema.canvases import Comparison, Scale, ScalePart
from ..schema.figures import Figure
from ..schema.printing import ComparisonGrid
from ..text.markup import split_paragraphs
from ..text.typography import set_french
from .packing import pack, set_properties
from .words import Words, clear

LONG, SHORT, MARGIN = Mm(297), Mm(210), Mm(15)
INK = RGBColor(0x24, 0x21, 0x2B)
ASKED, SAID = Mm(60), Mm(100)  # the first column of the grid, that of a scale
ROOM = Mm(11)  # the least height of a row


def write_grid(grid: ComparisonGrid, words: Words) -> bytes:
    """Return the grid where stories are compared, as a .docx; the same bytes each time."""
    document = _start(grid.titre, words, across=True)
    _add_texts(document, grid.consigne)
    columns = [clear(column) for column in grid.colonnes]
    rows = [[_ask(row.titre, row.aide), *("" for _ in columns)] for row in grid.lignes]
    _add_table(document, ["", *columns], rows, LONG, ASKED)
    for question in grid.questions:
        document.add_paragraph(clear(question))
        document.add_paragraph()  # to answer
    return _finish(document, words, "portraits/comparer/")


def write_scale(scale: Scale, figures: Mapping[str, Figure], words: Words) -> bytes:
    """Return a scale on which a team places itself, as a .docx; the same bytes each time.

    figures are those that stand beside its answers, by slug.
    """
    document = _start(scale.titre, words)
    _add_texts(document, scale.resume)
    for rule in scale.regle:
        document.add_paragraph(clear(rule), style="List Number")
    answers = [clear(answer.titre) for answer in scale.reponses]
    for part in scale.parties:
        heading = document.add_heading(clear(part.titre), 1)
        heading.paragraph_format.page_break_before = part is not scale.parties[0]
        if part.texte:
            _add_texts(document, part.texte)
        rows = [[said, *("" for _ in answers)] for said in _list_statements(part, words)]
        _add_table(document, ["", *answers], rows, SHORT, SAID)
        if part.chiffres:
            document.add_heading(words.name("en_face"), 2)
            for comparison in part.chiffres:
                _add_figure(document, comparison, figures[comparison.chiffre], words)
            if part.remarque:
                _add_texts(document, part.remarque)
        document.add_heading(words.name("a_discuter"), 2)
        for question in part.a_discuter:
            document.add_paragraph(clear(question.texte), style="List Bullet")
        for line in scale.a_noter:
            document.add_paragraph(clear(line))
            document.add_paragraph()  # to write
    return _finish(document, words, scale.url)


def _list_statements(part: ScalePart, words: Words) -> Iterator[str]:
    for statement in part.enonces:
        lines = [clear(statement.texte), *([clear(statement.note)] if statement.note else [])]
        lines += [words.say("deux_points", word.mot, clear(word.sens)) for word in statement.mots]
        if statement.origine == "site":
            lines.append(words.name("du_site"))
        yield "\n".join(lines)


def _add_figure(document: Any, comparison: Comparison, figure: Figure, words: Words) -> None:
    """Write the printed values that a comparison asks for, then who is counted."""
    keys = [column.cle for column in figure.colonnes]
    rank = keys.index(comparison.colonne) if comparison.colonne else 0
    document.add_paragraph().add_run(clear(figure.titre)).bold = True
    for row in figure.lignes:
        if comparison.lignes and row.cle not in comparison.lignes:
            continue
        said = [write_value(value, rate_first=figure.unite == "%") for value in row.valeurs]
        value = said[rank]
        if len(said) > 1 and not comparison.colonne:
            named = zip(figure.colonnes, said, strict=True)
            value = ", ".join(f"{clear(column.titre)} {each}" for column, each in named)
        document.add_paragraph(words.say("deux_points", row.titre, value), style="List Bullet")
    document.add_paragraph(words.say("population", figure))


def _ask(title: str, hint: str | None) -> str:
    return f"{clear(title)}\n{clear(hint)}" if hint else clear(title)


def _start(title: str, words: Words, *, across: bool = False) -> Any:
    """Return a document in French, on A4, that begins with its title."""
    document: Any = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if across else (SHORT, LONG)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    styles = document.styles
    styles["Normal"].font.size = Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        styles[name].font.color.rgb = INK
    language = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), "fr-FR")
    set_properties(document.core_properties, set_french(title), words.site)
    document.add_heading(set_french(title), 0)
    return document


def _add_texts(document: Any, text: str) -> None:
    for paragraph in split_paragraphs(text):
        document.add_paragraph(clear(paragraph))


def _add_table(
    document: Any, heads: list[str], rows: Iterable[list[str]], page: Mm, first: Mm
) -> None:
    """Add a table to fill in: its first column says, the others wait; its head is on each page."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for cells in rows:
        table.add_row()
        for cell, text in zip(table.rows[-1].cells, cells, strict=True):
            cell.text = text
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    rest = Emu((page - 2 * MARGIN - first) // (len(heads) - 1))
    for rank, column in enumerate(table.columns):
        column.width = rest if rank else first  # what Writer reads; Word reads those of cells
        for cell in column.cells:
            cell.width = column.width
    for row in table.rows:
        row.height = ROOM
        around = row._tr.get_or_add_trPr()
        around.append(around.makeelement(qn("w:cantSplit"), {}))
    around = table.rows[0]._tr.get_or_add_trPr()
    around.append(around.makeelement(qn("w:tblHeader"), {}))
    document.add_paragraph()


def _finish(document: Any, words: Words, page: str) -> bytes:
    document.add_paragraph(words.say("lecture", page))
    saved = io.BytesIO()
    document.save(saved)
    return pack(saved.getvalue())
