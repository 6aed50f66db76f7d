"""Says what an Office file is, and gives it the same bytes whenever it is written."""

import io
import re
import zipfile
from typing import Any

from ..files import zip_files

_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_FIRST = "[Content_Types].xml"  # what Office looks for first
_MOST_SIGNS = 255  # of a property: the libraries refuse more


def set_properties(properties: Any, title: str, author: str) -> None:
    """Say in the properties of a document or of slides what it is, never who made it."""
    properties.title, properties.author = title[:_MOST_SIGNS], author[:_MOST_SIGNS]
    properties.language = "fr-FR"
    properties.comments = properties.last_modified_by = properties.keywords = ""


def pack(content: bytes) -> bytes:
    """Return an Office file (.docx, .pptx, .xlsx) without the day it was written.

    The workbooks inside it, behind its charts, are packed too.
    """
    kept = {}
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        for name in sorted(made.namelist(), key=lambda name: (name != _FIRST, name)):
            inside = made.read(name)
            if name == "docProps/core.xml":
                inside = _DATES.sub(b"", inside)
            elif name.endswith(".xlsx"):
                inside = pack(inside)
            kept[name] = inside
    return zip_files(kept)
