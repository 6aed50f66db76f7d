"""A problem found in a file: where it is, what is wrong, what to write instead."""

from dataclasses import dataclass

TO_CHECK = 4  # the rank of what stops nothing


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one file; sorts worst first, then by file and place.

    rank is 0 for the worst; with TO_CHECK, it stops nothing, and somebody has to look.
    line and column count from 1; 1 and 1 where the whole file is meant.  code is stable:
    tools and the help page refer to it.  message and remedy are French sentences.  count is how
    many problems it stands for.
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

    @property
    def stops(self) -> bool:
        """Whether nothing may be published while it is there."""
        return self.rank != TO_CHECK

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"


class RefusedError(Exception):
    """What is asked cannot be done; the message says why and what to do, in French."""


class InvalidStudyError(Exception):
    """The files hold problems: nothing can be built from them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
