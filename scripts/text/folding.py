"""Folds a text to plain letters, so that a word is found however it was typed.

The form of the site folds the same way (docs/assets/js/raconter/checks.js), with the table that
its JSON Schema carries.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate

from .slugs import LETTERS

# What compatibility decomposition leaves, and a plain keyboard types otherwise. Capitals stay.
SIGNS = {
    **LETTERS,
    **{
        letter.upper(): plain.capitalize()
        for letter, plain in LETTERS.items()
        if len(letter.upper()) == 1 and letter.upper().lower() == letter
    },
    **dict.fromkeys("‐‒–—―−⁃", "-"),
    **dict.fromkeys("’‘ʼ′ʹ", "'"),
    **dict.fromkeys("«»“”„‟″", '"'),
    **dict.fromkeys("·•∙⋅", "."),
    "⁄": "/",
}

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Return the text without accents, in characters of a plain keyboard; its capitals stay.

    Each character is folded by itself (Unicode's compatibility decomposition, NFKD, without its
    combining marks, then SIGNS), so that find_origins can map a place of the result back to the
    text. Asterisks, which are only Markdown's emphasis, are removed.
    """
    text = text.replace("\t", " ").replace("*", "")
    return _BEYOND_ASCII.sub(_fold_sign, unicodedata.normalize("NFKD", text))


def _fold_sign(match: re.Match[str]) -> str:
    sign = match[0]
    return "" if unicodedata.category(sign).startswith("M") else SIGNS.get(sign, sign)


def find_origins(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Map places of the folded text back to the text.

    places are pairs of offsets (start, end) in fold(text); the result has the offsets in text of
    what each was folded from.
    """
    ends = list(accumulate(len(fold(character)) for character in text))
    # An accent folds to nothing: it goes with the letter before it.
    return [
        (bisect_right(ends, start), bisect_right(ends, ends[bisect_left(ends, end)]))
        for start, end in places
    ]
