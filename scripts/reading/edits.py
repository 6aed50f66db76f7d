"""Puts the certain remedies of problems in the place of what is at fault, in a text."""

from collections.abc import Iterable
from typing import NamedTuple

from ..problems.problem import Problem
from .lines import count_indent


class Edited(NamedTuple):
    """A text with its remedies applied, and the lines they touched: before, and in it."""

    text: str
    before: frozenset[int]
    after: frozenset[int]


def apply_remedies(text: str, problems: Iterable[Problem]) -> Edited:
    """Return the text with the replacement of each problem that has one.

    Of two that overlap, only the first is applied: the other is found again in what is returned.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    pieces, done, shift = [], 0, 0
    before, after = set[int](), set[int]()
    certain = {
        (part.line, part.column): (part, problem.replacement)
        for problem in problems
        if (part := problem.range) and problem.replacement is not None
    }
    for _, (part, new) in sorted(certain.items()):
        start = starts[part.line - 1] + part.column - 1
        if start < done:
            continue
        pieces += [text[done:start], new]
        done = starts[part.end_line - 1] + part.end_column - 1
        grown = new.count("\n") - (part.end_line - part.line)
        before.update(range(part.line, part.end_line + 1))
        after.update(range(part.line + shift, part.end_line + shift + grown + 1))
        shift += grown
    return Edited("".join([*pieces, text[done:]]), frozenset(before), frozenset(after))


def set_aside(text: str, problem: Problem) -> str:
    """Return the text without what is at fault, to read the rest of it; lines keep their numbers.

    The replacement takes its place where there is one, else empty lines.
    """
    first, last = problem.lines[0], problem.lines[-1]
    if (new := problem.replacement) is not None and new.count("\n") == last - first:
        return apply_remedies(text, [problem]).text
    lines = text.split("\n")
    width = count_indent(lines[first - 1])
    # What is indented under it goes with it.
    while last < len(lines) and (not lines[last].strip() or count_indent(lines[last]) > width):
        last += 1
    lines[first - 1 : last] = [""] * (last - first + 1)
    return "\n".join(lines)
