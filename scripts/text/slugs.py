"""Slugs: the names of files and of addresses, made from titles.

The form of the site makes them too (docs/assets/js/raconter/output.js), by the same rules, which
its JSON Schema carries.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

# Words of small letters and digits, one hyphen between two.
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_LENGTH = 100  # characters of a name: some disks and archives refuse the path of a longer one
CUT_LENGTH = 60  # where a title is cut: its name stays readable, and a number still fits
UNTITLED = "portrait"  # the name of a title without any letter of ours: « ☀️ », « 日本 »

# Names that no file may have: the site's own pages are there, or Windows has a device of that name.
RESERVED = frozenset(
    ["index", "en-clair", "con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)

# The small letters that Unicode does not decompose into one of ours and an accent.
LETTERS = {
    "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h",
    "ŧ": "t", "ŋ": "n", "ı": "i", "ĸ": "k", "ə": "e",
}  # fmt: skip


def make_slug(text: str) -> str:
    """Return the slug that stands for a title or a file's name; never empty, never reserved."""
    return next(propose_slugs(text))


def propose_slugs(text: str) -> Iterator[str]:
    """Yield the slugs that may stand for a title, without end: the plain one, then numbered."""
    # An accent stands after its letter once decomposed; it goes, as do joiners and soft hyphens.
    letters = (
        LETTERS.get(character, character)
        for character in unicodedata.normalize("NFKD", text).lower()
        if unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cf")
    )
    words = re.findall(r"[a-z0-9]+", "".join(letters))
    slug = "-".join(words)[:CUT_LENGTH].strip("-") or UNTITLED
    if slug not in RESERVED:
        yield slug
    yield from (f"{slug}-{number}" for number in count(2))
