"""Gives an Office file the same bytes whenever it is written: no dates, members in their order."""

import io
import re
import zipfile

from ..files import zip_files

_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_FIRST = "[Content_Types].xml"  # what Office looks for first


MOST_SIGNS = 255  # of a property: the libraries refuse more


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
