"""Finds what a text counts: the numbers that have a source."""

import re
from collections.abc import Iterator

from babel.dates import get_month_names

from .folding import fold

_AROUND = 5  # words, before and after a number, by which it is known again
_MONTHS = "|".join(get_month_names("wide", locale="fr").values())
_SPACE = "[ \u00a0\u202f]?"
_COUNTED = re.compile(
    r"(?<![\w.,/-])"
    rf"(?!(?:19|20)\d\d(?!\d|{_SPACE}(?:€|%|euros)))"  # a year
    rf"(?!\d{{1,2}}(?:{_SPACE}(?:à|et|ou|-){_SPACE}\d{{1,2}})?{_SPACE}ans\b)"  # an age
    rf"(?!\d{{1,2}}{_SPACE}h(?:\d|\b))"  # an hour
    rf"(?!\d{{1,2}}(?:er)?{_SPACE}(?:{_MONTHS})\b|\d+[/-]\d)"  # a day
    r"(?!\d+(?:e|er|re|ère|ème|d|de|nd|nde)s?\b)"  # a rank, a class
    r"\d"
)
_SET = r"\d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?"  # the digits of a number, as it is set
_NAMED = re.compile(
    rf"(?P<number>{_SET})\s*(?:(?:des?|du|les?|la|l'|d')\s*)?(?P<what>%|€|[^\W\d_]+)?"
)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def find_counted(text: str) -> frozenset[tuple[str, str]]:
    """Return each number of the text that counts something, and the first word of what."""
    text, end, counted = " ".join(text.split()), 0, set()
    for found in _COUNTED.finditer(text):
        named = _NAMED.match(text, found.start())
        if named is None or found.start() < end:
            continue  # « 200 », in « 1 200 »
        end = named.end("number")
        what = fold(named["what"] or "").lower().removesuffix("s")
        counted.add((re.sub(r"\s", "", named["number"]), what))
    return frozenset(counted)


def list_counts(text: str) -> Iterator[str]:
    """Yield each passage of the text that counts something, cut to the words around its numbers.

    Years, days, hours, ages and ranks (« 5e ») count nothing that has a source.
    """
    for sentence in _SENTENCE.split(" ".join(text.split())):
        places = [found.start() for found in _COUNTED.finditer(sentence)]
        if not places:
            continue
        before = sentence[: places[0]].split(" ")
        after = sentence[places[-1] :].split(" ")
        first, last = " ".join(before[-_AROUND - 1 :]), " ".join(after[: _AROUND + 1])
        cut = ("… " * (len(before) > _AROUND + 1), " …" * (len(after) > _AROUND + 1))
        yield f"{cut[0]}{first}{sentence[places[0] : places[-1]]}{last.rstrip('.,;:')}{cut[1]}"
