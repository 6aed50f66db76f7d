"""A problem found in a file: where it is, what is wrong, what to write instead."""

from dataclasses import dataclass, field, replace

Place = tuple[int, int]  # a line and a column, from 1
TO_CHECK = 4  # the rank of what stops nothing


@dataclass(frozen=True, slots=True)
class Range:
    """A part of a text, from a line and a column, to those just after it; all count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one file; sorts worst first, then by file and place.

    rank is 0 for the worst; with TO_CHECK, it stops nothing, and somebody has to look.
    line and column count from 1; 1 and 1 where the whole file is meant.  code is stable:
    tools and the help page refer to it.  message and remedy are French sentences.  count is how
    many problems it stands for.  range is the whole of what is at fault, where it is known.
    replacement is what to write there instead: only where that is certain.
    """

    rank: int
    file: str
    line: int
    column: int
    code: str
    message: str
    remedy: str
    snippet: str = ""  # the words at fault, where they are known
    count: int = 1
    range: Range | None = field(default=None, compare=False)
    replacement: str | None = field(default=None, compare=False)

    @property
    def stops(self) -> bool:
        """Whether nothing may be published while it is there."""
        return self.rank != TO_CHECK

    @property
    def lines(self) -> list[int]:
        """The numbers of the lines at fault."""
        last = self.range.end_line if self.range else self.line
        return [*range(self.line, max(self.line, last) + 1)]

    def about(self, start: Place, end: Place, replacement: str | None = None) -> "Problem":
        """Return the problem, with its range and what to write there instead."""
        return replace(self, range=Range(*start, *end), replacement=replacement)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"


class RefusedError(Exception):
    """What is asked cannot be done; the message says why and what to do, in French."""


class FailedBuildError(Exception):
    """The site could not be built; the message says why, in French, if it is not said already."""


class InvalidStudyError(Exception):
    """The files hold problems: nothing can be built from them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
