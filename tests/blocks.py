"""A page as a person reads it: its blocks, each with its words, in their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

# What goes on within a line; any other element starts a block of its own.
INLINE = {
    "a", "abbr", "b", "button", "cite", "code", "em", "i", "input", "label", "mark", "small",
    "span", "strong", "sub", "sup",
}  # fmt: skip
VOID = {"base", "br", "hr", "img", "input", "link", "meta"}
UNREAD = {"script", "style", "template"}


@dataclass(eq=False)
class Element:
    """An element of a page, with what is inside it."""

    tag: str
    attributes: dict[str, str]
    parts: "list[Element | str]" = field(default_factory=list)

    def walk(self) -> "Iterator[Element]":
        """Yield this element and all those inside it, in the order of the page."""
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.walk()

    def find_all(self, tag: str, **attributes: str) -> "list[Element]":
        """Return the elements of this tag that have these attributes."""
        return [
            element
            for element in self.walk()
            if element.tag == tag and attributes.items() <= element.attributes.items()
        ]

    def get(self, identifier: str) -> "Element":
        """Return the element of this id. Raises KeyError where there is none."""
        for element in self.walk():
            if element.attributes.get("id") == identifier:
                return element
        raise KeyError(identifier)

    @property
    def text(self) -> str:
        """Every word inside, drawings included."""
        words = (part if isinstance(part, str) else part.text for part in self.parts)
        joined = "".join(words)
        return f" {joined} " if self.tag in ("small", "text", "title", "desc") else joined


@dataclass(eq=False)
class Block:
    """Words that go on without a break; within are the elements around them, the widest first.

    parts are the words and the inline elements that hold some; a drawing is a block by itself.
    """

    within: tuple[Element, ...]
    parts: list[Element | str]

    @property
    def text(self) -> str:
        """The words, on one line."""
        return " ".join("".join(p if isinstance(p, str) else p.text for p in self.parts).split())


def list_blocks(element: Element, within: tuple[Element, ...] = ()) -> Iterator[Block]:
    """Yield the blocks of an element, in the order of the page; nothing of what is not read."""
    within = (*within, element)
    parts: list[Element | str] = []
    for part in element.parts:
        if isinstance(part, str) or (part.tag in INLINE and not _holds_blocks(part)):
            parts.append(part)
            continue
        yield from _end_block(within, parts)
        parts = []
        if part.tag in ("svg", "img"):
            yield Block(within, [part])
        elif part.tag not in UNREAD:
            yield from list_blocks(part, within)
    yield from _end_block(within, parts)


def _end_block(within: tuple[Element, ...], parts: list[Element | str]) -> Iterator[Block]:
    block = Block(within, parts)
    if block.text:
        yield block


def _holds_blocks(element: Element) -> bool:
    return any(inside.tag not in INLINE for inside in element.walk())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].parts.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            closed = self.open.pop()
            assert closed.tag == tag, f"<{closed.tag}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def read_html(html: str) -> Element:
    """Return HTML, a whole page or a piece of one, as elements."""
    builder = _Builder()
    builder.feed(html)
    (document,) = builder.open
    return document


@cache
def read_document(path: Path) -> Element:
    """Return the whole page of a file, as elements."""
    return read_html(path.read_text(encoding="utf-8"))


def read_main(site: Path, url: str) -> Element:
    """Return the main content of the page at this address of a built site."""
    (main,) = read_document(site / url / "index.html").find_all("main")
    return main


# What is written in several ways, and the one way that comparisons use.
_FOLDED = [
    (re.compile(r"[ʼ’‘]"), "'"),
    (re.compile(r"…"), "..."),
    (re.compile(r"œ"), "oe"),
    (re.compile(r"Œ"), "Oe"),
    (re.compile(r"\s+"), " "),
    (re.compile(r' ?[«»“”"] ?'), '"'),
    (re.compile(r"n° "), "n°"),
    (re.compile(r" (?=[:;!?%€])"), ""),  # the space before a sign
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), ""),  # between thousands
]


def fold(text: str) -> str:
    """Return the text with its spaces and typographic signs written one way."""
    for pattern, replacement in _FOLDED:
        text = pattern.sub(replacement, text)
    return text.strip()
