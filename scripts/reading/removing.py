"""Takes a value out of a YAML text, and leaves all the rest of it as it is written."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml
from yaml.cyaml import CSafeLoader

from ..problems.problem import InvalidStudyError, Place
from .documents import Document, Location, Marks, parse_document, read_as_meant


def find_location(document: Document, place: Place) -> Location | None:
    """Return the keys and ranks that lead to the text at a line and a column, None without one."""

    def walk(marks: Marks, location: Location) -> Iterator[Location]:
        if not marks.inside and (marks.value.line + 1, marks.value.column + 1) == place:
            yield location
        for step, inside in marks.inside.items():
            yield from walk(inside, (*location, step))

    return next(walk(document.marks, ()), None)


def list_removals(document: Document, location: Location) -> Iterator[str]:
    """Yield the texts of a document without what is at the location, what takes least first.

    The key alone; else the item of the nearest list around it; where this is its only item, the key
    of the list, else its items. Each text reads as the document does, but for that.
    """
    around = [rank for rank, step in enumerate(location) if isinstance(step, int)]
    removed = [location]
    if around:
        item = location[: around[-1] + 1]
        removed.append(item if len(document.find(item[:-1])) > 1 else item[:-1])
        removed.append(item)
    for place in dict.fromkeys(removed):
        if place and (text := _remove(document, place)) is not None:
            yield text


def _remove(document: Document, location: Location) -> str | None:
    """The text without what is at the location; None where its way of being written hides it."""
    expected = deepcopy(document.data)
    holder: Any = expected
    for step in location[:-1]:
        holder = holder[step]
    del holder[location[-1]]
    text = _cut(document.text, location)
    try:
        return text if parse_document(text, document.file).data == expected else None
    except InvalidStudyError:
        return None


def _cut(text: str, location: Location) -> str:
    holder: Any = yaml.compose(text, Loader=CSafeLoader)  # not deeper than the document is
    for step in location[:-1]:
        holder = _list_parts(holder)[step][-1]
    parts = _list_parts(holder)
    rank, nodes = list(parts).index(location[-1]), list(parts.values())
    start, end = nodes[rank][0].start_mark, nodes[rank][-1].end_mark
    after = nodes[rank + 1][0].start_mark if nodes[rank + 1 :] else None
    if holder.flow_style and (after or not rank):
        return text[: start.index] + text[(after or end).index :]
    if holder.flow_style:
        return text[: nodes[rank - 1][-1].end_mark.index] + text[end.index :]
    lines, width, first = text.split("\n"), holder.start_mark.column, start.line
    of_list = isinstance(holder, yaml.SequenceNode)
    if after and not of_list and lines[first][:width].strip():
        return text[: start.index] + text[after.index :]  # beside a dash, the next key comes
    while of_list and first > holder.start_mark.line and lines[first][width : width + 1] != "-":
        first -= 1
    kept, rest = lines[:first], lines[_find_end(lines, first, width, dashes=not of_list) + 1 :]
    if of_list and len(nodes) == 1:
        kept[-1:] = [f"{line} []" for line in kept[-1:]]
    return "\n".join([*kept, *rest])


def _list_parts(node: yaml.Node) -> dict[str | int, tuple[yaml.Node, ...]]:
    """The nodes of each entry of a mapping, or of each item of a list, by key or rank."""
    if isinstance(node, yaml.MappingNode):
        return {read_as_meant(key.value): (key, value) for key, value in node.value}
    return {rank: (item,) for rank, item in enumerate(node.value)}


def _find_end(lines: list[str], first: int, width: int, *, dashes: bool) -> int:
    """The last line of what begins at a line and a column: what is further to the right is in it.

    With dashes, so are the items of a list that stand just below its key. A remark of the same
    level is about what follows it.
    """
    last = first
    for number, line in enumerate(lines[first + 1 :], first + 1):
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        if words and (indent > width or (dashes and indent == width and words[0] == "-")):
            last = number
        elif words and words[0] != "#":
            break
    return last
