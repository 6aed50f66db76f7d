"""The picture of a figure, for a slide or for paper: what it shows, and where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..charts.charts import ChartData, write_value
from ..charts.signs import count_signs
from ..schema.figures import Figure
from ..schema.types import Line, Text
from ..study.addresses import PICTURES
from ..study.study import Study
from ..text.typography import set_french

TEMPLATE = "chiffre.typ"
WIDTH, HEIGHT = 1920, 1080  # pixels of a slide
FORMATS = {"png": "image-diapositive", "svg": "image-papier"}  # what each is for
DISAGREE = ("contradiction", "rapprochement")  # verdicts that a reader has to know of


@dataclass(frozen=True)
class Picture:
    """The picture of a figure, and what its template is given."""

    chiffre: Figure
    context: Mapping[str, Any]

    def find_url(self, format: str) -> str:
        """Return the address of its file."""
        return f"{PICTURES}{self.chiffre.url.removesuffix('/')}.{format}"


class _Bar(NamedTuple):
    """Where a bar starts, how long it is and what it is drawn in, as shares of a full one."""

    debut: float
    part: float
    place: float


class _Cell(NamedTuple):
    """A value as people read it, and its bar where it has one."""

    mots: str
    absent: bool
    barre: _Bar | None


@dataclass(frozen=True)
class _Row:
    """A row of a figure; dans tells that it is a part of another one."""

    titre: Line
    note: Text | None
    dans: bool
    cases: tuple[_Cell, ...]


def list_pictures(study: Study, charts: Mapping[str, ChartData]) -> Iterator[Picture]:
    """Yield the picture of each figure; charts are list_charts's."""
    for slug, figure in study.chiffres.items():
        found = {verdict.label for verdict in study.verdicts[slug]}
        yield Picture(
            figure,
            {
                "chiffre": figure,
                "etude": study.find_edition(figure.edition),
                "lacunaire": figure.mostly_missing,
                "lignes": tuple(_list_rows(figure, charts.get(f"chiffre-{slug}"))),
                "signes": count_signs(figure) if figure.is_counted else (),
                "desaccords": tuple(
                    set_french(study.vocabulaires["verdicts"][label].titre)
                    for label in DISAGREE
                    if label in found
                ),
            },
        )


def _list_rows(figure: Figure, chart: ChartData | None) -> Iterator[_Row]:
    rates = figure.unite == "%"
    for rank, row in enumerate(figure.lignes):
        cells = tuple(
            _Cell(
                write_value(value, rate_first=rates), bool(value.etat),
                _measure_bar(chart, rank, column) if chart else None,
            )
            for column, value in enumerate(row.valeurs)
        )  # fmt: skip
        yield _Row(row.titre, row.note, row.dans is not None, cells)


def _measure_bar(chart: ChartData, row: int, column: int) -> _Bar | None:
    if chart.values[row][column] is None:
        return None
    place = row, column
    return _Bar(chart.find_start(*place), chart.find_share(*place), chart.find_room(*place))
