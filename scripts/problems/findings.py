"""Collects the problems of a file: the first are described, the others only counted."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from ..text.typography import write_number
from .messages import build_problem
from .problem import Problem

MAX_DESCRIBED = 200  # problems described in a file: nobody makes more by hand, and each takes time


class Fault(NamedTuple):
    """A problem that is not described yet, since describing one takes time.

    describe builds the Problem. location is where it is, in a record that is checked alone: keys
    and ranks in lists. stops tells whether it stops a publication; if not, somebody only has to
    look at it.
    """

    file: str
    describe: Callable[[], Problem]
    location: tuple[str | int, ...] = ()
    stops: bool = True


class Findings:
    """The problems of one file; file is its name as people are shown it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.described: list[Problem] = []
        self.more = 0

    def add(self, describe: Callable[[], Problem]) -> None:
        """Keep the problem that describe returns, or only count it when there are many."""
        if len(self.described) < MAX_DESCRIBED:
            self.described.append(describe())
        else:
            self.more += 1

    def list(self) -> list[Problem]:
        """Return the problems; the last one stands for those that were only counted."""
        if not self.more:
            return self.described
        number = write_number(self.more)
        others = f"{number} autres problèmes" if self.more > 1 else "un autre problème"
        last = build_problem(self.file, (1, 1), "autres-problemes", others=others)
        return [*self.described, replace(last, count=self.more)]
