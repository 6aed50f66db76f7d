"""Finds the texts between quotes that YAML does not know, and writes those it does."""

import re
from collections.abc import Sequence

from ..problems.messages import build_problem
from ..problems.problem import Place, Problem
from .lines import count_indent

OPENING = "“„‘”"
UPSIDE_DOWN = "’"  # it opens a text only where it also ends it: it is an apostrophe

# A whole text between such quotes, perhaps between French ones too: one that is closed before its
# end (« “Lire” et “écrire” ») only begins with a quotation. The last ones are of two kinds.
_PAIRS = (
    r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|„[^„“”‟]*[“”‟]|”[^“”]*[“”]|’[^‘’\n]*(?:’\w[^‘’\n]*)*’|‘[^‘]*?’"
    r"|[“„‘][^“„‘”\n]*[“”‟‘’\"]"
)
_QUOTED = rf"(?P<outer>«\s*)?(?:{_PAIRS})(?(outer)\s*»)"
_FRENCH = r"«[^«]*?»"
_NEVER_CLOSED = re.compile(r"[“„][^“”„‟\"»#\n]*\S")  # where nothing of the line is quoted
_TEXT_ENDS = r"(?=[ \t]*(?:\n|\Z|[ \t]#))"
_ITEM_ENDS = r"(?=\s*[,\]}])"  # between brackets
_KEY = re.compile(r"[“„‘”][\w-]+[“”‟’](?=:(?:\s|\Z))")

_ENDS = re.compile(r"\A(?:«\s*)?[“„‘”’]?|[“”‟‘’\"]?(?:\s*»)?\Z")

_BRACKETED = re.compile(r"\s*(?:- )*(?:[\w-]+:\s+)?[\[{]")
_BEGINS = re.compile(r"\s*(?:- |[\w-]+:(?:\s|\Z))")  # another key, or another item
_BEFORE_KEY = re.compile(r"\s*(?:- )*(?=[\w-]+:\s)")


def find_quoted(
    lines: Sequence[str], place: Place, file: str, *, french: bool = False
) -> Problem | None:
    """Return the problem of a text between quotes that YAML does not know, which begins at place.

    None where no such text begins, or where it is not closed: at the end of a line, of this text or
    of those it goes on with, or before the sign that ends an item between brackets. On one line
    alone, it ends there even if nothing closes it. With french, « » are such quotes too. What to
    write instead is certain.
    """
    number, column = place
    before = lines[number - 1][: column - 1]
    text = "\n".join([lines[number - 1][column - 1 :], *lines[number:]])
    ends = _ITEM_ENDS if _BRACKETED.match(before) else _TEXT_ENDS
    found = re.match(f"(?:{_QUOTED}{'|' + _FRENCH if french else ''}){ends}", text)
    found = found or (None if before.strip(" -") else _KEY.match(text))
    found = found or _find_never_closed(lines, place)
    if found is None:
        return None
    first, *others = found[0].split("\n")
    key = _BEFORE_KEY.match(before)
    width = key.end() if key else count_indent(before)
    if any(_BEGINS.match(line) and count_indent(line) <= width for line in others):
        return None  # what is above is never closed
    new = _quote(_take_off("\n".join([first, *(_indent_more(line, width) for line in others)])))
    last = number + len(others)
    if others:
        opening, closing = (mark.strip() for mark in _ENDS.findall(found[0])[:2])
        how = f'Écrivez " au lieu de {opening} ici, et de {closing} à la fin de la ligne {last}.'
        if "\\" in new:
            how += ' Entre les deux, mettez \\ devant chaque " et chaque \\.'
    else:
        sign = "" if ends == _ITEM_ENDS else before[key.end() if key else width :].rstrip()
        how = f"Écrivez : {sign} {new}" if sign else f"Écrivez : {new}"
    end = last, len(others[-1]) + 1 if others else column + len(first)
    return build_problem(file, place, "guillemets-typographiques", how=how).about(place, end, new)


def _find_never_closed(lines: Sequence[str], place: Place) -> re.Match[str] | None:
    """A quote that opens the only line of a text, and that nothing closes."""
    number, column = place
    line = lines[number - 1].rstrip()
    before = line[: column - 1]
    if _BRACKETED.match(before) or (before.strip(" -") and not _BEFORE_KEY.match(before)):
        return None
    below = next((other for other in lines[number:] if other.strip()), "")
    key = _BEFORE_KEY.match(before)
    if count_indent(below) > (key.end() if key else count_indent(before)):
        return None  # it goes on
    return _NEVER_CLOSED.fullmatch(line[column - 1 :])


def quote_text(text: str) -> str:
    """Return the text between straight double quotes, instead of those that are around it."""
    text = text.strip()
    if re.fullmatch(_QUOTED, text):
        text = _take_off(text)
    elif doubled := re.fullmatch(r"(''|\"\")(?=[^'\"])(.*)\1", text):
        text = doubled[2]
    elif listed := re.fullmatch(r'"([^"]*)"\s*[,;.]', text):  # as between brackets
        text = listed[1]
    elif low := re.fullmatch(r",,(.+?)(?:''|[\"”“])", text):  # two commas for „
        text = low[1]
    elif re.fullmatch(r'[^"]*[^"\d]"', text):  # a quote that nothing opens
        text = text[:-1]
    elif bracketed := re.fullmatch(r"\[([^\[\]]+)\]", text):  # as a blank to fill
        text = bracketed[1]
    elif len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].replace("''", "'")
    return _quote(text)


def _take_off(text: str) -> str:
    """The text without the quotes around it."""
    return _ENDS.sub("", text).strip()


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _indent_more(line: str, width: int) -> str:
    """The line, deeper than the width as what goes on below a key has to be."""
    if not line.strip() or count_indent(line) > width:
        return line
    return " " * (width + 2) + line.strip()
