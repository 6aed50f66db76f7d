"""The sentences of HTML, set as a printer would, whatever tags cut them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import NamedTuple

from .typography import set_french

# Elements within a sentence; any other parts two sentences.
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "i", "ins", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
}  # fmt: skip
# Elements that stand for a word of a sentence, and those shown as they are written.
_WORD = {"code", "img", "kbd", "math", "samp", "svg", "var"}
_VERBATIM = _WORD - {"img"} | {"pre", "script", "style", "template", "textarea"}
_A_WORD = "X"  # a letter that none of the patterns above names
# The text of a link that is an address.
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
# An attribute that people read, as Markdown and our templates write it.
_READ = re.compile(r'(?<=\s)(title|alt|aria-label)="([^"]*)"')
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")  # a space, in HTML
# set_french changes how many characters a text has in two ways: it adds or removes spaces, and it
# writes one of these characters for two or three. Counting this way, a place is the same before
# and after.
_MERGED = {"œ": 2, "Œ": 2, "…": 3}


class _Part(NamedTuple):
    """A piece of HTML: a tag (start, empty or end) and its name, a text, or something else."""

    kind: str
    name: str
    source: str


def set_html(html: str) -> str:
    """Return HTML with its sentences, and the attributes that people read, as a printer sets them.

    A sentence is set whole, whatever tags cut it. Other attributes, code and all that is shown as
    it is written are left alone. Setting twice changes nothing more.
    """
    parts = _Parts(html).list_parts()
    written = [part.source for part in parts]
    sentence: dict[int, str] = {}  # its texts, by their place among the parts
    verbatim, depth = "", 0

    def end_sentence() -> None:
        if sentence:
            after = _set_sentence(list(sentence.values()))
            for (place, before), text in zip(sentence.items(), after, strict=True):
                if text != _LINE_END.sub(" ", before) and parts[place].kind == "text":
                    written[place] = escape(text, quote=False)
        sentence.clear()

    for place, (kind, name, source) in enumerate(parts):
        if verbatim:
            if name == verbatim:
                depth += {"start": 1, "end": -1}.get(kind, 0)
            verbatim = verbatim if depth else ""
        elif kind == "text":
            sentence[place] = _A_WORD if _ADDRESS.fullmatch(source) else unescape(source)
        elif kind in ("start", "empty"):
            written[place] = _READ.sub(_set_attribute, source)
            if name in _WORD:
                sentence[place] = _A_WORD
            elif name not in _INLINE:
                end_sentence()
            if kind == "start" and name in _VERBATIM:
                verbatim, depth = name, 1
        elif kind == "end" and name not in _INLINE | _WORD:
            end_sentence()
    end_sentence()
    return "".join(written)


def _set_attribute(attribute: re.Match[str]) -> str:
    before = unescape(attribute[2])
    after = set_french(before)
    return attribute[0] if after == before else f'{attribute[1]}="{escape(after)}"'


def _set_sentence(texts: Sequence[str]) -> list[str]:
    """Return the texts of a sentence, set as one and cut again where they were."""
    sentence = set_french(_LINE_END.sub(" ", "".join(texts)))
    counts = [0, *accumulate(map(_count, sentence))]  # how many characters up to each place
    cuts, count = [0], 0
    for text in texts[:-1]:
        count += sum(map(_count, text))
        first = bisect_left(counts, count)
        last = max(first, bisect_right(counts, count) - 1)
        # The spaces at the cut stay on the side where they were; a new one is inside the quotes.
        before = text[-1:].isspace() or sentence[first - 1 : first] == "«"
        cuts.append(last if before else first)
    return [sentence[start:end] for start, end in pairwise([*cuts, len(sentence)])]


def _count(character: str) -> int:
    return 0 if character.isspace() else _MERGED.get(character, 1)


class _Parts(HTMLParser):
    """Cuts HTML into its parts, which joined are the HTML again."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.found: list[tuple[int, str, str]] = []  # where a part starts, its kind, its name
        self.feed(html)
        self.close()

    def list_parts(self) -> list[_Part]:
        bounds = [*self.found, (len(self.html), "", "")]
        return [
            _Part(kind, name, self.html[start:end])
            for (start, kind, name), (end, _, _) in pairwise(bounds)
        ]

    def note(self, kind: str, name: str = "") -> None:
        line, column = self.getpos()
        self.found.append((self.lines[line - 1] + column, kind, name))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.note("start", tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.note("empty", tag)

    def handle_endtag(self, tag: str) -> None:
        self.note("end", tag)

    def handle_data(self, data: str) -> None:
        self.note("text")

    def handle_comment(self, data: str) -> None:
        self.note("other")

    handle_pi = unknown_decl = handle_comment

    def handle_decl(self, decl: str) -> None:
        self.note("other")
