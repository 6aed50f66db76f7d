"""The workbook of all tables, made to be opened in a spreadsheet by people."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from .tables import Column, Table

COVER, CODEBOOK = "Lisez-moi", "Colonnes"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a text that begins so is a formula once it is edited
_WIDTHS = 8, 60  # of a column, in characters
_DAY = date(1980, 1, 1)  # where that of the data is not known: the same bytes for the same data
_TYPES = {
    "string": "texte", "integer": "nombre entier", "number": "nombre", "date": "date",
    "boolean": "oui ou non",
}  # fmt: skip


def write_workbook(
    tables: Sequence[Table], cover: Sequence[tuple[str, str]], day: date | None
) -> bytes:
    """Return an XLSX file: the cover, what each column is, then a sheet a table.

    Words of a closed list, and the records that a row names, are as people call them. Texts are
    texts whatever they begin with, numbers are numbers, days are days. cover has a title and a
    text a row; day is that of the data, when it is known.
    """
    stream = io.BytesIO()
    # nothing is guessed from what a text looks like
    guesses = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with Workbook(stream, {**guesses, "in_memory": True}) as workbook:
        moment = datetime.combine(day or _DAY, time())
        workbook.set_properties({"title": cover[0][1], "created": moment})
        writer = _Writer(workbook)
        writer.write_cover(cover, tables)
        writer.write_codebook(tables)
        for table in tables:
            titles = [column.titre for column in table.columns]
            rows = (map(_name, table.columns, row) for row in table.rows)
            writer.write_rows(workbook.add_worksheet(name_sheet(table)), titles, rows)
    return stream.getvalue()


def name_sheet(table: Table) -> str:
    """Return the name of a table's sheet, which spreadsheets limit."""
    return table.name[:31]


def _name(column: Column, value: Any) -> Any:
    """Return a value as people call it: a word of a list by its title."""
    return column.words.get(value, value)


class _Writer:
    """Writes sheets that look alike."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.head = workbook.add_format({"bold": True, "bg_color": "#E8E0F0", "bottom": 1})
        self.name = workbook.add_format({"bold": True, "valign": "top"})
        self.long = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        self.quoted = workbook.add_format({"quote_prefix": True})

    def write_cover(self, cover: Iterable[tuple[str, str]], tables: Sequence[Table]) -> None:
        """Write what the workbook is, and the way to each of its sheets."""
        sheet = self.workbook.add_worksheet(COVER)
        sheet.set_column(0, 0, 32)
        sheet.set_column(1, 1, 100)
        row = 0
        for title, text in cover:
            if text:
                sheet.write_string(row, 0, title, self.name)
                sheet.write_string(row, 1, text, self.long)
                row += 1
        for table in tables:
            row += 1
            name = name_sheet(table)
            sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
            rows = f"{len(table.rows)} ligne{'s' if len(table.rows) > 1 else ''}"
            sheet.write_string(row, 1, f"{table.titre} ({rows}). {table.aide}", self.long)

    def write_codebook(self, tables: Iterable[Table]) -> None:
        """Write what each column of each table is."""
        titles = ["Feuille", "Colonne", "Nom dans les CSV", "Contenu", "Type", "Toujours remplie",
                  "Valeurs", "Fiches de la feuille"]  # fmt: skip
        rows = (
            [
                name_sheet(table), column.titre, column.name, column.aide, _TYPES[column.type],
                "oui" if column.required else "non",
                None if column.table else _list_words(column), column.table or None,
            ]
            for table in tables
            for column in table.columns
        )  # fmt: skip
        self.write_rows(self.workbook.add_worksheet(CODEBOOK), titles, rows)

    def write_rows(
        self, sheet: Worksheet, titles: Sequence[str], rows: Iterable[Iterable[Any]]
    ) -> None:
        """Write rows under their titles, which stay in sight and filter them."""
        widths = [len(title) for title in titles]
        sheet.freeze_panes(1, 0)
        for place, title in enumerate(titles):
            sheet.write_string(0, place, title, self.head)
        last = 0
        for last, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                self.write_cell(sheet, last, place, value)
                widths[place] = max(widths[place], len(str(value)) if value is not None else 0)
        sheet.autofilter(0, 0, last, len(titles) - 1)
        # a telephone is a text on purpose: no green corner says that it could be a number
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        low, high = _WIDTHS
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(max(width + 2, low), high))

    def write_cell(self, sheet: Worksheet, row: int, place: int, value: Any) -> None:
        """Write a value as what it is."""
        match value:
            case None:
                return
            case date():
                sheet.write_datetime(row, place, datetime.combine(value, time()), self.day)
            case int() | float():
                sheet.write_number(row, place, value)
            case _:
                text = str(value)
                quoted = self.quoted if text.startswith(_FORMULA) else None
                sheet.write_string(row, place, text, quoted)


def _list_words(column: Column) -> str | None:
    """Return the words of a column's closed list, each with its title where it has another."""
    words = (w if w == label else f"{w} ({label})" for w, label in column.words.items())
    return ", ".join(words) or None
