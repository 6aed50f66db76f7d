"""Fills in an interview grid as somebody does with Word."""

import copy
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row

from scripts.office.grid import list_stages
from scripts.office.word_grid import write_grid
from scripts.study.study import Study
from tests.conftest import ROOT


def write_blank(study: Study, path: Path, contact: str = "") -> Path:
    """Write the grid of a study to a file, and return its path."""
    stages = list_stages(study)
    path.write_bytes(write_grid(ROOT, stages, study.imprimer.grille, contact, "Essai"))
    return path


class Grid:
    """A grid opened in an office suite."""

    def __init__(self, path: Path) -> None:
        self.document: Any = Document(str(path))

    def save(self, path: Path) -> Path:
        self.document.save(str(path))
        return path

    def find(self, key: str) -> list[_Row]:
        """Return the rows of a question, one in each copy of its table."""
        return [row for table in self.document.tables for row in self.find_in(table, key)]

    def find_in(self, table: Table, key: str) -> list[_Row]:
        return [row for row in table.rows if read_key(row) == key]

    def answer(self, key: str, *paragraphs: str, rank: int = 0) -> None:
        """Type paragraphs into the answer of a question."""
        write(self.find(key)[rank].cells[-1], paragraphs)

    def tick(self, key: str, *titles: str, rank: int = 0, sign: str = "☒") -> None:
        """Tick the boxes of these titles."""
        tick(self.find(key)[rank], titles, sign)

    def copy_table(self, key: str) -> None:
        """Copy the last table of a list, and paste it under itself."""
        table = [t for t in self.document.tables if read_key(t.rows[0]) == key][-1]
        table._tbl.addnext(copy.deepcopy(table._tbl))


def read_key(row: _Row) -> str:
    label = "".join(row._tr.tc_lst[0].itertext())
    found = re.search(r"\[([\w.-]+)\]", label)
    assert found, label
    return found[1]


def write(cell: _Cell, paragraphs: Sequence[str]) -> None:
    for rank, text in enumerate(paragraphs):
        (cell.add_paragraph() if rank else cell.paragraphs[0]).add_run(text)


def tick(row: _Row, titles: Sequence[str], sign: str = "☒") -> None:
    left = set(titles)
    for element in row._tr.iter(qn("w:p")):
        words = "".join(e.text for e in element.iter(qn("w:t")))
        words = words.replace("’", "'").replace("\u00a0", " ")
        for title in titles:
            if words.removeprefix("☐").strip().split(" : ")[0] == title:
                next(e for e in element.iter(qn("w:t")) if e.text == "☐").text = sign
                left.discard(title)
    assert not left, left


def fill(grid: Grid, data: Mapping[str, Any], study: Study) -> None:
    """Write all the answers of a portrait, as its file says them, into a blank grid."""
    for stage in list_stages(study):
        for part in stage.parties:
            if part.liste:
                told = _look(data, part.cle) or []
                for _ in range(len(told) - part.copies):
                    grid.copy_table(part.cle)
                tables = [t for t in grid.document.tables if read_key(t.rows[0]) == part.cle]
                for table, element in zip(tables, told, strict=False):
                    for question in part.questions:
                        value = element.get(question.cle.rpartition(".")[2])
                        _fill_row(grid.find_in(table, question.cle)[0], question, value, study)
            else:
                for question in part.questions:
                    row = grid.find(question.cle)[0]
                    _fill_row(row, question, _look(data, question.cle), study)


def _look(data: Any, key: str) -> Any:
    for step in key.split("."):
        if isinstance(data, list):  # of words, each with how it is touched
            return next((e["comment"] for e in data if step in e.values()), None)
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _fill_row(row: _Row, question: Any, value: Any, study: Study) -> None:
    if value is None:
        return
    if question.choix:
        slugs = value if isinstance(value, list) else [value]
        tick(row, [choice.titre for choice in question.choix if choice.slug in slugs])
    elif question.cle == "ressources":
        write(row.cells[-1], [study.ressources[slug].titre for slug in value])
    elif isinstance(value, list):
        write(row.cells[-1], value)
    elif isinstance(value, date):
        write(row.cells[-1], [f"{value.day}/{value.month}/{value.year}"])
    else:
        paragraphs = re.split(r"\n\s*\n", str(value).strip())
        write(row.cells[-1], [" ".join(paragraph.split()) for paragraph in paragraphs])
