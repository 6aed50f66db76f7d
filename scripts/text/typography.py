"""French as it is printed: spaces that do not break, « », thousands, œ, apostrophes.

Source of the rules: Imprimerie nationale, Lexique des règles typographiques en usage.
"""

import re
from functools import cache, lru_cache
from itertools import chain

from pyuca import Collator

from .patterns import write_portable

NARROW = "\u202f"  # narrow no-break space
NO_BREAK = "\u00a0"

# What follows « oe » where it is one letter, in any case: œuvre, œil, bœuf, œcuménique, fœtus.
_AFTER_LIGATURE = re.sub(
    r"(?<!\\)[a-z]", lambda match: f"[{match[0]}{match[0].upper()}]",
    r"(?=uvr|urs?\b|il|uf|ud|ux?\b|cum|tus)",
)  # fmt: skip
_AFTER_O = (
    r"[eE](?:(?<=\b..)|(?<=\b[bcsnvmBCSNVM]..)|(?<=\b[cC]h..)|(?<=\b[mM]an..)|(?<=\b[dD]és..))"
)

# Each pattern starts with a character that is rare in a text and only then looks behind it, in
# « (?<=…) »: most places of a text then fail at once, and the substitution is fast.
_WORDS = [
    # « oe » that is one letter: cœur, nœud, sœur, vœu, bœuf, mœurs, chœur, manœuvre, œuvre, œil
    (re.compile(f"o{_AFTER_O}{_AFTER_LIGATURE}"), "œ"),
    (re.compile(f"O{_AFTER_O}{_AFTER_LIGATURE}"), "Œ"),
    # The space between thousands that are already apart: « 1 234 ».
    (re.compile(r"[ \u00a0](?<=\d.)(?=\d{3}(?!\d))"), NARROW),
    # An apostrophe inside a word, before emphasis too (« l'*école* »), or at the end of the text.
    (re.compile(r"""'(?<=\w.)(?=[*_]{0,2}[\w«"]|\s*$)"""), "’"),
    (re.compile(r'"([^"\n]*)"'), "« \\1 »"),  # straight quotes, in pairs on one line
    (re.compile(r"\.\.\."), "…"),
    # « ! » or « ? » that ends a word without a space before it.
    (re.compile(r"([!?])(?<=[\w»)’%€].)(?=\s|$|[»)])"), f"{NARROW}\\1"),
    # Five or six digits in a row, that no sign joins to others: « 12345 ».
    (re.compile(r"(\d(?<![\d.,/-].)\d{0,2})(\d{3})(?![\d.,/-])(?<=\d{5})"), f"\\1{NARROW}\\2"),
    (re.compile(r"([%€])(?<=\d.)"), f"{NARROW}\\1"),  # right after a digit: « 47% »
]
_SPACES = [
    (re.compile(r"«\s*"), f"«{NARROW}"),  # an opening quote, with the spaces after it
    (re.compile(r"\s*»"), f"{NARROW}»"),
    # A single space before ; ! ? % € (narrow), and before a colon (a whole one).
    (re.compile(r"[ \u00a0](?<!\s.)(?=[;!?%€](?!\w))"), NARROW),
    (re.compile(r"[ \u00a0](?<!\s.)(?=:(?!\w))"), NO_BREAK),
    # The space between a number and its unit: « 3 ans ».
    (re.compile(r" (?<=\d.)(?=(?:ans?|mois|heures?|h|km|Cités|écoles)\b)"), NO_BREAK),
    # « n° » before a number, with or without a space.
    (re.compile(r"n°(?<=\b..) ?(?=\d)"), f"n°{NARROW}"),
]


@lru_cache(maxsize=4096)  # titles and labels come back on many pages
def set_french(text: str) -> str:
    """Return the text as a French printer would set it.

    Only spaces, quotes, apostrophes, ligatures and thousands change; words and numbers
    do not.  Setting twice changes nothing more.
    """
    for pattern, replacement in _WORDS:
        text = pattern.sub(replacement, text)
    return set_spaces(text)


def list_typography() -> list[tuple[str, str]]:
    """Return each pattern of set_french with what replaces it, in order, as JavaScript has them."""
    return [
        (write_portable(pattern.pattern), re.sub(r"\\(\d)", r"$\1", replacement))
        for pattern, replacement in chain(_WORDS, _SPACES)
    ]


_TARGET = re.compile(r"(\]\([^)\s]*\))")  # of a link in Markdown: [words](address)


def set_prose(text: str) -> str:
    """Return paragraphs, parted by empty lines, as a printer would set them.

    The addresses of links are left alone; the lines of a paragraph are joined.
    """
    return "\n\n".join(map(_set_paragraph, re.split(r"\n\s*\n", text.strip())))


def _set_paragraph(text: str) -> str:
    parts = _TARGET.split(" ".join(text.split()))
    return "".join(part if index % 2 else set_french(part) for index, part in enumerate(parts))


def set_spaces(text: str) -> str:
    """Return the text with only its spaces set: safe on HTML with its tags."""
    for pattern, replacement in _SPACES:
        text = pattern.sub(replacement, text)
    return text


def write_number(number: int | float) -> str:
    """Return a number as French prints it: 1 234,5."""
    whole, _, decimals = f"{number:,}".partition(".")
    whole = whole.replace(",", NARROW)
    return f"{whole},{decimals}" if decimals and float(f"0.{decimals}") else whole


@cache
def _collator() -> Collator:
    return Collator()


@cache
def sort_key(text: str) -> tuple[int, ...]:
    """Return the key that puts text in French alphabetical order.

    Punctuation does not count, nor the spaces around it: « Trouve ta voie » is under T.
    """
    words = re.sub(r"[^\w\s]", "", text).split()
    return tuple(_collator().sort_key(" ".join(words)))
