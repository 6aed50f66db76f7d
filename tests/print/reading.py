"""Reads back what was printed: its text, as a reader finds it, and its pages as pictures."""

import ctypes
import re
from dataclasses import dataclass
from itertools import combinations, takewhile
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

# What typography changes from the data: spaces, quotes, apostrophes, ligatures, hyphens.
_FOLDED = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-", "\u00ad": "", "ﬁ": "fi"})


def read_pages(pdf: bytes | Path) -> list[str]:
    """Return the text of each page, folded as fold_text does."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [fold_text(page.get_textpage().get_text_range()) for page in document]


def read_body(pdf: bytes | Path) -> str:
    """Return the text of all pages as one, without what they all begin and end with."""
    pages = [re.sub(r"\d+/\d+$", "", page) for page in read_pages(pdf)]
    if len(pages) > 1:
        head = find_start(pages[:6])
        foot = find_start([page[::-1] for page in pages[:6]])[::-1]
        pages = [page.replace(head, "").replace(foot, "") for page in pages]
    return "".join(pages)


def find_start(texts: list[str]) -> str:
    """Return what all the texts begin with."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in same)


def fold_text(text: str) -> str:
    """Return a text without what its setting changes: every space goes, since lines break."""
    text = text.translate(_FOLDED).replace("...", "…")
    # pdfium says a hyphen at the end of a line with this sign
    text = text.replace("\ufffe", "-").replace("\x02", "-")
    return re.sub(r"\s+|[«»\"]", "", text).casefold()


def read_structure(pdf: bytes | Path) -> list[tuple[str, str]]:
    """Return what a screen reader is told: the kind of each element, and its alternative text."""
    found: list[tuple[str, str]] = []

    def walk(element: Any) -> None:
        kind = _read(raw.FPDF_StructElement_GetType, element)
        found.append((kind, _read(raw.FPDF_StructElement_GetAltText, element)))
        for rank in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, rank):
                walk(child)

    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page)
            for rank in range(raw.FPDF_StructTree_CountChildren(tree)):
                walk(raw.FPDF_StructTree_GetChildAtIndex(tree, rank))
            raw.FPDF_StructTree_Close(tree)
    return found


def _read(ask: Any, element: Any) -> str:
    """Ask pdfium for a text: first how long it is, then the text."""
    length = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    ask(element, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le")


def count_colours(pdf: bytes, page: int = 0) -> int:
    """Return how many colours the picture of a page has: 1 where nothing is on it."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=0.5).to_pil()
    return len(picture.getcolors(maxcolors=1_000_000) or ())


@dataclass(frozen=True)
class Place:
    """Where a sign is printed: its page, and its left and bottom in points from the corner."""

    page: int
    left: float
    bottom: float


class Layout:
    """What a document says, sign by sign, folded as fold_text does, each with its place."""

    def __init__(self, pdf: bytes | Path) -> None:
        self.text = ""
        self.places: list[Place] = []
        with pypdfium2.PdfDocument(pdf) as document:
            for number, page in enumerate(document):
                text = page.get_textpage()
                for rank in range(text.count_chars()):
                    folded = fold_text(text.get_text_range(rank, 1))
                    left, bottom, _, _ = text.get_charbox(rank)
                    self.text += folded
                    self.places += [Place(number, left, bottom)] * len(folded)

    def find(self, words: str, after: int = 0) -> int:
        """Return the rank of the first sign of the words; raises ValueError where they are not."""
        return self.text.index(fold_text(words), after)


def list_overlaps(pdf: bytes | Path) -> list[tuple[str, str]]:
    """Return the lines of text that lie over one another, two by two."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(rank) for rank in range(text.count_rects())]
            for one, other in combinations(boxes, 2):
                wide = min(one[2], other[2]) - max(one[0], other[0])
                high = min(one[3], other[3]) - max(one[1], other[1])
                if wide > 1 and high > 2:
                    found.append((text.get_text_bounded(*one), text.get_text_bounded(*other)))
    return found
