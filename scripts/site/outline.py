"""The outline of a page: its headings, its anchors, how long it takes to read.

It is read back from the page, the one place that has all of it: a page that a person writes mixes
the headings of Markdown with those of its blocks, and the cache keeps only the text of a page.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape


@dataclass(frozen=True)
class Heading:
    """A heading of a page, as its table of contents shows it; level is 2 or 3."""

    level: int
    anchor: str
    title: str


def count_minutes(html: str) -> int:
    """Return how long a page takes to read, in minutes, at 200 words a minute.

    Source of the rate: Trauzettel-Klosinski and Dietz (2012), who measured 195 words a
    minute for French read aloud by adults.
    """
    # Drawings, what scripts read, how the page is cited, and tags.
    unread = r"<(svg|script|template)\b.*?</\1>|<section class=\"citer\".*?</section>|<[^>]*>"
    words = len(re.sub(unread, " ", html, flags=re.DOTALL).split())
    return max(1, round(words / 200))


# A heading of level 2 or 3 with an id: its tag, its attributes, its id, what is inside it.
_HEADING = re.compile(r'<(h[23])([^>]*? id="([^"]+)"[^>]*)>(.*?)</\1>', re.DOTALL)
# The id of a tag.
_ANCHOR = re.compile(r'<\w[^>]*? id="([^"]+)"')


def read_outline(html: str) -> tuple[tuple[Heading, ...], frozenset[str]]:
    """Return the headings of a page that can be linked to, and all its anchors.

    The page is one that our templates made: text in it holds neither tags nor quotes.
    """
    headings = tuple(
        _read_heading(tag, anchor, inside) for tag, _, anchor, inside in _HEADING.findall(html)
    )
    return headings, frozenset(_ANCHOR.findall(html))


def link_headings(html: str, write: Callable[[Heading, str, str], str]) -> str:
    """Return the page of read_outline, each of its headings written anew.

    write is given a heading, the attributes of its tag, and the HTML inside it.
    """

    def write_heading(found: re.Match[str]) -> str:
        tag, attributes, anchor, inside = found.groups()
        return str(write(_read_heading(tag, anchor, inside), attributes, inside))

    return _HEADING.sub(write_heading, html)


def _read_heading(tag: str, anchor: str, inside: str) -> Heading:
    title = " ".join(re.split(r"[ \t\n]+", _strip_tags(inside).strip()))
    return Heading(int(tag[1]), anchor, title)


def list_contents(headings: Iterable[Heading]) -> list[tuple[str, str]]:
    """Return the anchor and the title of each part of a page, for its table of contents."""
    return [(heading.anchor, heading.title) for heading in headings if heading.level == 2]


def _strip_tags(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))
