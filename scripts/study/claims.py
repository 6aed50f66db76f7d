"""Computes again what the printed numbers claim, and says whether they agree.

Nothing is corrected: a verdict holds both numbers and the arithmetic.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..schema.figures import Claim, Figure, FigureRow
from ..schema.types import Line

Value = int | float


@dataclass(frozen=True)
class Verdict:
    """What came of one claim.

    agrees is None where there is nothing to compute (categories that overlap). subject is
    the row, and column, it is about. terms and total, or count and base, are what was
    computed with; printed and computed are the two numbers compared, in the same unit.
    """

    figure: Figure
    claim: Claim
    agrees: bool | None
    subject: Line = ""
    printed: Value | None = None
    computed: Value | None = None
    count: Value | None = None
    terms: tuple[Value, ...] = ()


def verify(figure: Figure, figures: Mapping[str, Figure]) -> list[Verdict]:
    """Return the verdicts of every claim of a figure; figures are all of them, by slug."""
    return [verdict for claim in figure.verifications for verdict in _judge(figure, claim, figures)]


def _judge(figure: Figure, claim: Claim, figures: Mapping[str, Figure]) -> Iterator[Verdict]:
    match claim.genre:
        case "taux":
            yield from _judge_rates(figure, claim)
        case "somme":
            yield _judge_sum(figure, claim)
        case "egalite":
            row = _find_row(figure, claim.ligne)
            printed = _read(figure, row, claim.colonne, claim.mesure)
            agrees = printed == claim.ailleurs
            yield Verdict(figure, claim, agrees, row.titre, printed, claim.ailleurs)
        case "renvoi":
            other = figures[claim.chiffre or ""]
            row = _find_row(figure, claim.ligne)
            printed = _read(figure, row, claim.colonne, claim.mesure)
            there = _read(
                other, _find_row(other, claim.autre_ligne), claim.autre_colonne, claim.mesure
            )
            yield Verdict(figure, claim, printed == there, row.titre, printed, there)
        case "phrases":
            yield Verdict(figure, claim, False)
        case _:
            yield Verdict(figure, claim, None)


def _judge_rates(figure: Figure, claim: Claim) -> Iterator[Verdict]:
    """A rate agrees when rounding its recomputed value can give what is printed."""
    assert claim.base is not None
    for row in _list_rows(figure, claim):
        for value in row.valeurs:
            if value.nombre is None or value.taux is None:
                continue
            computed = 100 * value.nombre / claim.base
            agrees = abs(computed - value.taux) <= _half_unit(value.taux)
            yield Verdict(
                figure, claim, agrees, row.titre, value.taux, round(computed, 1), value.nombre
            )


def _judge_sum(figure: Figure, claim: Claim) -> Verdict:
    """Counts add up exactly; each rounded rate may be off by half its last digit."""
    assert claim.total is not None
    rows = _list_rows(figure, claim)
    terms = tuple(
        value
        for row in rows
        for column in ([claim.colonne] if claim.colonne else _list_columns(figure))
        if (value := _read(figure, row, column, claim.mesure)) is not None
    )
    slack = sum(map(_half_unit, terms)) if claim.mesure == "taux" else 0
    gap = abs(sum(terms) - claim.total)
    subject = rows[0].titre if len(rows) == 1 else ""
    agrees = gap == 0 or gap < slack
    return Verdict(figure, claim, agrees, subject, claim.total, round(sum(terms), 3), terms=terms)


def _half_unit(rate: Value) -> float:
    digits = len(str(rate).partition(".")[2])
    return float(0.5 / 10**digits)


def _list_rows(figure: Figure, claim: Claim) -> list[FigureRow]:
    return [row for row in figure.lignes if not claim.lignes or row.cle in claim.lignes]


def _list_columns(figure: Figure) -> list[str | None]:
    return [column.cle for column in figure.colonnes] or [None]


def _find_row(figure: Figure, key: str | None) -> FigureRow:
    return next(row for row in figure.lignes if row.cle == key)


def _read(figure: Figure, row: FigureRow, column: str | None, measure: str | None) -> Value | None:
    index = _list_columns(figure).index(column) if figure.colonnes else 0
    value = row.valeurs[index]
    return value.taux if measure == "taux" else value.nombre
