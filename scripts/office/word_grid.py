"""Writes the interview grid as a Word document, the same bytes for the same grid."""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..schema.printing import InterviewGrid
from ..text.typography import set_french
from .grid import Stage
from .packing import pack, set_properties

TEMPLATES = "overrides/bureau"
_INK = RGBColor(0x24, 0x21, 0x2B)


def write_grid(
    root: Path, stages: tuple[Stage, ...], words: InterviewGrid, contact: str, author: str
) -> bytes:
    """Return the document: what to know before, then the questions, step by step.

    root is the project's folder, which has the template; contact is where the grid goes once it
    is filled in, when somebody has said so. Raises jinja2.TemplateError when the template is at
    fault.
    """
    templates = Environment(
        loader=FileSystemLoader(root / TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    templates.filters["francais"] = set_french
    body = templates.get_template("grille.xml").render(etapes=stages, mots=words, contact=contact)
    document = Document()
    _describe(document, set_french(words.titre), author)
    document.element.replace(document.element.body, parse_xml(body.strip())[0])
    saved = io.BytesIO()
    document.save(saved)
    return pack(saved.getvalue())


def _describe(document: WordDocument, title: str, author: str) -> None:
    """Set the language, the look of texts, and what the file says of itself."""
    styles = document.styles
    styles["Normal"].font.size = Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        styles[name].font.color.rgb = _INK
    language = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), "fr-FR")
    set_properties(document.core_properties, title, author)
    relations = document.part.package.rels
    for name in [n for n, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]  # the picture of another document
