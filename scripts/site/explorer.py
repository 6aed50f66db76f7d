"""The table of the portraits: a row each, a column for each sphere, level and age band.

Beyond MOST_ROWS portraits a row is a theme, whose cells count portraits and link to the catalogue.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..schema.types import Line
from ..study.facets import Catalogue
from ..study.study import Study

MOST_ROWS = 30  # portraits that each have a row


@dataclass(frozen=True)
class Column:
    """A value of a facet, and how many portraits have it: perhaps none."""

    facette: str
    slug: str
    titre: Line
    total: int


@dataclass(frozen=True)
class Columns:
    """The columns of one facet, under its title."""

    titre: Line
    colonnes: tuple[Column, ...]


@dataclass(frozen=True)
class Cell:
    """A cell: how many portraits of the row have the column's value, and the page that says so."""

    colonne: Column
    total: int
    url: str


@dataclass(frozen=True)
class Row:
    """A portrait or a theme, and its cells in the order of the columns."""

    titre: Line
    url: str
    cases: tuple[Cell, ...]


@dataclass(frozen=True)
class Explorer:
    """The whole table; par_theme tells that portraits are too many to have a row each."""

    groupes: tuple[Columns, ...]
    lignes: tuple[Row, ...]
    par_theme: bool


def cross_portraits(study: Study, catalogue: Catalogue) -> Explorer:
    """Return the table of the study's portraits; catalogue is theirs, with their facets."""
    words = study.vocabulaires
    titles: dict[str, Mapping[str, str]] = {
        "sphere": {slug: sphere.titre for slug, sphere in study.spheres.items()},
        "niveau": {slug: term.titre for slug, term in words["niveaux"].items()},
        "age": {slug: term.titre for slug, term in words["ages"].items()},
    }
    counts = {
        (facet, value.slug): value.count
        for facet in titles
        for value in catalogue.facets[facet].values
    }
    groups = tuple(
        Columns(
            words["facettes"][facet].titre,
            tuple(Column(facet, v, title, counts.get((facet, v), 0)) for v, title in known.items()),
        )
        for facet, known in titles.items()
    )
    columns = [column for group in groups for column in group.colonnes]
    by_theme = len(study.portraits) > MOST_ROWS
    list_rows = _list_themes if by_theme else _list_portraits
    return Explorer(groups, tuple(list_rows(study, catalogue, columns)), by_theme)


def _list_portraits(study: Study, catalogue: Catalogue, columns: list[Column]) -> Iterator[Row]:
    for slug, portrait in study.portraits.items():
        values = catalogue.values[slug]
        cells = (
            Cell(column, int(column.slug in values[column.facette]), portrait.url + _anchor(column))
            for column in columns
        )
        yield Row(portrait.titre, portrait.url, tuple(cells))


def _anchor(column: Column) -> str:
    """Where the page of a portrait says how it touches what the column is about."""
    return "#ages" if column.facette == "age" else f"#{column.facette}-{column.slug}"


def _list_themes(study: Study, catalogue: Catalogue, columns: list[Column]) -> Iterator[Row]:
    for theme, portraits in study.portraits_by_theme.items():
        found = [catalogue.values[portrait.slug] for portrait in portraits]
        url = f"portraits/?theme={theme}"
        cells = (
            Cell(
                column,
                sum(column.slug in values[column.facette] for values in found),
                f"{url}&{column.facette}={column.slug}#liste",
            )
            for column in columns
        )
        yield Row(study.vocabulaires["themes"][theme].titre, f"{url}#liste", tuple(cells))
