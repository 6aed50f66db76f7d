"""Writes days in French, and reads those that people write."""

import re
from collections.abc import Iterator
from datetime import date

from babel.dates import format_date, get_month_names

from .folding import fold

_DAY_FIRST = re.compile(r"(?P<day>\d\d?)[/. -](?P<month>\d\d?)[/. -](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/. -](?P<month>\d\d?)[/. -](?P<day>\d\d?)")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(?P<day>\d\d?)(?:er)? (?P<month>[a-z]+)\.? (?P<year>\d{4})")


def write_day(day: date) -> str:
    """Return a day as French writes it: 1er mars 2026, 2 mars 2026."""
    written = format_date(day, "d MMMM y", locale="fr")
    return f"1er{written[1:]}" if day.day == 1 else written


def read_day(written: str) -> date | None:
    """Return the day that a French text is, in figures or in words; None if it is not one.

    « 01/09/2024 » is the first of September, as are « dimanche 1er septembre 2024 » and
    « 1 sept. 2024 ».
    """
    plain = " ".join(fold(written).lower().split())
    months = dict(_list_months())
    for pattern in (_DAY_FIRST, _YEAR_FIRST, _IN_WORDS):
        if found := pattern.fullmatch(plain):
            month = months.get(found["month"]) or found["month"]
            try:
                return date(int(found["year"]), int(month), int(found["day"]))
            except ValueError:
                return None
    return None


def _list_months() -> Iterator[tuple[str, int]]:
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, locale="fr").items():
            yield fold(name).lower().removesuffix("."), number
