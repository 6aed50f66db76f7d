"""What is new on the site, for those who follow it: portraits that came, what changed and when.

A note of the journal leads; git says when a portrait came, and when a file without a note last
changed. Where neither knows, no day is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..schema.figures import Figure
from ..schema.portrait import Portrait
from ..schema.registry import FOLDERS
from ..schema.types import Line
from ..study.history import Dates, History
from ..study.study import Study

MOST_NEWS = 60


@dataclass(frozen=True)
class Change:
    """What changed on a day."""

    jour: date
    textes: tuple[Line, ...]


@dataclass(frozen=True)
class Followed:
    """What is known of the changes of a page, the last first: those that a note tells, else days.

    paru is the day when it came, modifie the one when it last changed.
    """

    changements: tuple[Change, ...] = ()
    paru: date | None = None
    modifie: date | None = None


@dataclass(frozen=True)
class News(Change):
    """Something new: a portrait that came, or what changed on a page.

    genre is of what changed; "" where a portrait came.
    """

    genre: str
    url: str
    titre: Line

    @property
    def nouveau(self) -> bool:
        """Whether a portrait came."""
        return not self.genre

    @property
    def ancre(self) -> str:
        """What tells it from all that is said of the same page."""
        return "nouveau" if self.nouveau else str(self.jour)


def follow(study: Study, history: History, entry: Portrait | Figure) -> Followed:
    """Return what is known of the changes of a portrait or of a figure."""
    changes = _list_changes(study, entry)
    if changes:
        return Followed(changes)
    dates = _find_dates(history, entry)
    if dates is None:
        return Followed()
    return Followed((), dates.added, dates.changed if dates.changed > dates.added else None)


def list_news(study: Study, history: History) -> tuple[News, ...]:
    """Return what is new, the last first, MOST_NEWS at most."""
    came = [
        News(dates.added, (portrait.resume,), "", portrait.url, portrait.titre)
        for portrait in study.portraits.values()
        if (dates := _find_dates(history, portrait))
    ]
    records: Mapping[str, Mapping[str, Portrait | Figure]] = {
        "portrait": study.portraits, "chiffre": study.chiffres,
    }  # fmt: skip
    changed = [
        News(change.jour, change.textes, genre, entry.url, entry.titre)
        for genre, entries in records.items()
        for entry in entries.values()
        for change in _list_changes(study, entry)
    ]
    return tuple(sorted([*changed, *came], key=lambda n: n.jour, reverse=True)[:MOST_NEWS])


def find_last(study: Study, history: History) -> date | None:
    """Return the day when the data last changed; None where nobody knows."""
    days = [note.date for note in study.journal.notes]
    return max([*days, *filter(None, [history.last])], default=None)


def _list_changes(study: Study, entry: Portrait | Figure) -> tuple[Change, ...]:
    """What the journal tells of an entry, a change a day, the last first."""
    by_day: dict[date, list[str]] = {}
    for note in study.journal.notes:
        named = note.portrait if isinstance(entry, Portrait) else note.chiffre
        if named == entry.slug:
            by_day.setdefault(note.date, []).append(note.quoi)
    return tuple(Change(day, tuple(by_day[day])) for day in sorted(by_day, reverse=True))


def _find_dates(history: History, entry: Portrait | Figure) -> Dates | None:
    (folder,) = (kind.folder for kind in FOLDERS.values() if kind.model is type(entry))
    return history.files.get(f"{folder}/{entry.slug}.yml")
