"""When each file of the study came and last changed, as git knows it."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

_FOLDERS = ("portraits", "content")
# The day of each commit, then its files, each after what became of it, whoever runs it.
_LOG = ("log", "--no-show-signature", "--format=%cs", "--name-status", "--find-renames", "-z")


@dataclass(frozen=True)
class Dates:
    """The day when a file came, and the day when it last changed."""

    added: date
    changed: date


@dataclass(frozen=True)
class History:
    """The dates of the files of a project, by their paths from its root."""

    files: Mapping[str, Dates] = field(default_factory=dict)

    @property
    def last(self) -> date | None:
        """The day when one of them last changed; None where no day is known."""
        return max((dates.changed for dates in self.files.values()), default=None)


NO_HISTORY = History()


@cache  # a preview reads it once
def read_history(root: Path) -> History:
    """Return the dates of the files of portraits/ and content/ under root.

    Nothing is known without git, or where it has not the whole history: the days would be wrong.
    The days are those of the commits, never today's, so that two builds say the same.
    """
    if (
        not (root / ".git").exists()
        or _ask(root, "rev-parse", "--is-shallow-repository") != "false"
    ):
        return NO_HISTORY
    return History(read_log(_ask(root, *_LOG, "--", *_FOLDERS)))


def read_log(log: str) -> dict[str, Dates]:
    """Return the dates of each file, from what git says of the commits, the last one first.

    A file that was renamed came when it had its first name.
    """
    found: dict[str, Dates] = {}
    now: dict[str, str] = {}  # what a file that has another name since is called today
    day = date.min
    pieces = iter(piece.strip("\n") for piece in log.split("\0"))
    for piece in pieces:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", piece):
            day = date.fromisoformat(piece)
        elif piece:  # what became of a file: A, M, R100…
            path = next(pieces)
            if piece[0] in ("R", "C"):  # two names: the old one, the new one
                old, path = path, next(pieces)
                if piece[0] == "R":
                    now[old] = now.get(path, path)
            path = now.get(path, path)
            known = found.get(path)
            found[path] = Dates(day, known.changed if known else day)
    return found


def _ask(root: Path, *arguments: str) -> str:
    """Return what git answers in a folder; nothing where it is not there, or refuses."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError, UnicodeError):
        return ""
    return done.stdout.strip("\n")
