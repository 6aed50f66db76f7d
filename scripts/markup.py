"""Text from files → HTML: emphasis, https links and nothing else.

Everything else that looks like markup, HTML included, stays text.
"""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup

from .typography import set_french


def _build_parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link"])
    parser.validateLink = lambda url: url.startswith("https://")  # type: ignore[method-assign]
    # Set here, word by word, so that the addresses of links stay as they are.
    renderer: Any = parser.renderer
    renderer.rules["text"] = lambda tokens, index, *_: escapeHtml(set_french(tokens[index].content))
    return parser


_PARSER = _build_parser()


def render_inline(text: str) -> Markup:
    """Return one paragraph's HTML."""
    return Markup(_PARSER.renderInline(" ".join(text.split())))


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, parted by empty lines."""
    return [part for part in (part.strip() for part in text.split("\n\n")) if part]
