"""Writes days in French."""

from datetime import date

from babel.dates import format_date


def write_day(day: date) -> str:
    """Return a day as French writes it: 1er mars 2026, 2 mars 2026."""
    written = format_date(day, "d MMMM y", locale="fr")
    return f"1er{written[1:]}" if day.day == 1 else written
