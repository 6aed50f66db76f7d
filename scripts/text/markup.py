"""Text from files → HTML: emphasis, https links and nothing else.

Everything else that looks like markup, HTML included, stays text.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

WriteText = Callable[[str], str]

# A number and its ordinal ending, which stand alone: « 4e », « 1re », « 2ds »; not « 3.1e ».
ORDINAL = re.compile(r"(?<![\w.,-])(\d+)(ers?|res?|es?|ds?|des?|nds?|ndes?)\b")


def raise_ordinals(text: str) -> Markup:
    """Return plain text as HTML, its ordinals written as a printer does: 4e, 1re, 2d."""
    return Markup(ORDINAL.sub(r"\1<sup>\2</sup>", str(escape(text))))


def _build_parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link"])
    parser.validateLink = lambda url: url.startswith("https://")  # type: ignore[method-assign]
    renderer: Any = parser.renderer
    renderer.rules["text"] = _render_text
    return parser


def _render_text(tokens: list[Token], index: int, options: Any, environment: Any) -> str:
    text = tokens[index].content
    depth = sum(token.nesting for token in tokens[:index] if token.type.startswith("link"))
    if depth or "write_text" not in environment:  # a link holds no other link
        return raise_ordinals(text)
    written: str = environment["write_text"](text)
    return written


_PARSER = _build_parser()
_MARKS = re.compile(r"[*_\[\\]")  # without one of these, a text has no markup to look for
# Beyond, it is no longer a person's text, and the parser takes a time that grows as their square.
MOST_MARKS = 500


def render_inline(text: str, write_text: WriteText | None = None) -> Markup:
    """Return the HTML of one paragraph, already set as French.

    write_text, when given, writes the HTML of plain text, outside links: it marks the
    glossary's words. A text with more than MOST_MARKS marks is shown as it is written.
    """
    if not 0 < len(_MARKS.findall(text)) <= MOST_MARKS:
        return Markup((write_text or raise_ordinals)(text))
    environment = {"write_text": write_text} if write_text else {}
    return Markup(_PARSER.renderInline(text, environment))


class Span(NamedTuple):
    """A piece of a text that is written in one way; link is where it leads, if it does."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    link: str = ""


def list_spans(text: str) -> list[Span]:
    """Return the pieces of one paragraph, already set as French: what render_inline writes."""
    if not 0 < len(_MARKS.findall(text)) <= MOST_MARKS:
        return list(_split_ordinals(Span(text)))
    spans, bold, italic, link = list[Span](), 0, 0, ""
    for token in _PARSER.parseInline(text)[0].children or ():
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                link = str(token.attrs["href"])
            case "link_close":
                link = ""
            case _:
                span = Span(token.content, bold > 0, italic > 0, False, link)
                spans += _split_ordinals(span)
    return spans


def _split_ordinals(span: Span) -> Iterator[Span]:
    """Part a piece at the ends of its ordinals, which are raised: 4e, 1re."""
    start = 0
    for match in ORDINAL.finditer(span.text):
        yield span._replace(text=span.text[start : match.start(2)])
        yield span._replace(text=match[2], raised=True)
        start = match.end()
    if start < len(span.text):
        yield span._replace(text=span.text[start:])


def read_plain(text: str) -> str:
    """Return one paragraph as it is read: without its emphasis, its links left as their words."""
    return "".join(span.text for span in list_spans(text))


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, parted by empty lines."""
    return [part for part in (part.strip() for part in text.split("\n\n")) if part]
