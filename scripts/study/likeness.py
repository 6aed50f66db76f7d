"""How alike two texts are: how many runs of words they share."""

import difflib
import re
from collections.abc import Mapping
from typing import NamedTuple

from ..text.folding import fold

RUN = 3  # words in a row


class Nearest(NamedTuple):
    """The text that is most like another.

    share is how much of the shorter one is in the other, in %; passage is the longest run of words
    that both have.
    """

    slug: str
    share: int
    passage: str


def find_nearest(text: str, others: Mapping[str, str]) -> Nearest | None:
    """Return which of the other texts, by slug, is most like this one; None without any."""
    own = _split(text)
    shares = {slug: _share(own, _split(other)) for slug, other in others.items()}
    if not shares:
        return None
    slug = max(shares, key=shares.__getitem__)
    other = _split(others[slug])
    common = difflib.SequenceMatcher(None, own, other, autojunk=False).find_longest_match()
    passage = " ".join(own[common.a : common.a + common.size])
    return Nearest(slug, shares[slug], passage)


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text).lower())


def _share(one: list[str], other: list[str]) -> int:
    first, second = _list_runs(one), _list_runs(other)
    return round(100 * len(first & second) / (min(len(first), len(second)) or 1))


def _list_runs(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))
