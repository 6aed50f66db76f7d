"""All that the site is made from: the study, the pages that people wrote, the owner's settings."""

from dataclasses import dataclass
from pathlib import Path

from ..problems.problem import InvalidStudyError, Problem
from ..study.history import NO_HISTORY, History, read_history
from ..study.settings import NO_SETTINGS, Settings, read_project
from ..study.study import Memory, Study
from .written import WrittenPage, read_written_pages


@dataclass(frozen=True)
class Sources:
    """What was read, and what is wrong in it: study is None when its files are at fault.

    page_problems are those of the front matter of written pages, which can be shown all the same.
    history has the days when files came and changed, where they are known.
    """

    study: Study | None
    settings: Settings
    written: list[WrittenPage]
    problems: list[Problem]
    page_problems: list[Problem]
    history: History = NO_HISTORY

    @property
    def faults(self) -> list[Problem]:
        """The problems that stop a publication."""
        return [problem for problem in self.problems if problem.stops]


def read_sources(root: Path, memory: Memory | None = None) -> Sources:
    """Read all that is under root; memory makes the next reading shorter."""
    written, problems = read_written_pages(root)
    try:
        study, settings = read_project(root, memory=memory)
    except InvalidStudyError as error:
        return Sources(None, NO_SETTINGS, written, error.problems, problems)
    return Sources(study, settings, written, list(study.notices), problems, read_history(root))
