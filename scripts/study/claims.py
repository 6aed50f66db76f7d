"""Computes again what the printed numbers claim, and says whether they agree.

Nothing is corrected: a verdict holds both numbers and the arithmetic.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..schema.figures import Claim, Figure, FigureRow
from ..schema.types import Line

Value = int | float
Label = Literal["accord", "contradiction", "rapprochement", "recouvrement"]


@dataclass(frozen=True)
class Verdict:
    """The result of checking one claim.

    agrees is None where the numbers need not agree (categories that overlap). subject is the title
    of the row or column it is about. printed and computed are the two numbers compared, in the same
    unit. They were computed from terms, the numbers added up, or from count, the number that a rate
    is the rate of (out of claim.base).
    """

    figure: Figure
    claim: Claim
    agrees: bool | None
    subject: Line = ""
    printed: Value | None = None
    computed: Value | None = None
    count: Value | None = None
    terms: tuple[Value, ...] = ()

    @property
    def label(self) -> Label:
        """What it comes to: where the study differs from itself, how the claim is to be read."""
        if self.agrees is None:
            return "recouvrement"
        return "accord" if self.agrees else self.claim.lecture or "contradiction"


def verify(figure: Figure, figures: Mapping[str, Figure]) -> list[Verdict]:
    """Return the verdicts of every claim of a figure; figures are all of them, by slug."""
    return [verdict for claim in figure.verifications for verdict in _judge(figure, claim, figures)]


def find_unprinted(
    figure: Figure, claim: Claim, other: Figure
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each row that the claim compares and whose value is not printed.

    A row is given by the location in the claim that names it, and by its key. other is the figure
    that the claim refers to, or this one.
    """
    if claim.genre not in ("egalite", "renvoi", "parties"):
        return
    measure = "taux" if claim.genre == "parties" else claim.mesure
    compared = [
        (figure, claim.colonne, ("ligne",), claim.ligne),
        (other, claim.autre_colonne, ("autre_ligne",), claim.autre_ligne),
        *(
            (other, claim.autre_colonne, ("parties", rank, "ligne"), part.ligne)
            for rank, part in enumerate(claim.parties)
        ),
    ]
    for where, column, location, key in compared:
        if key and _read(where, _find_row(where, key), column, measure) is None:
            yield location, key


def _judge(figure: Figure, claim: Claim, figures: Mapping[str, Figure]) -> Iterator[Verdict]:
    match claim.genre:
        case "taux":
            yield from _judge_rates(figure, claim)
        case "somme":
            yield _judge_sum(figure, claim)
        case "parties":
            other = figures[claim.chiffre] if claim.chiffre else figure
            yield _judge_parts(figure, claim, other)
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
        case "recouvrement":
            yield _add(figure, claim) if claim.mesure else Verdict(figure, claim, None)
        case "phrases":
            yield Verdict(figure, claim, False)


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
    added = _add(figure, claim)
    assert claim.total is not None
    slack = sum(map(_half_unit, added.terms)) if claim.mesure == "taux" else 0
    gap = abs(sum(added.terms) - claim.total)
    return replace(added, agrees=gap == 0 or gap < slack)


def _add(figure: Figure, claim: Claim) -> Verdict:
    """Return the sum, not judged."""
    rows = _list_rows(figure, claim)
    terms = tuple(
        value
        for row in rows
        for column in ([claim.colonne] if claim.colonne else _list_columns(figure))
        if (value := _read(figure, row, column, claim.mesure)) is not None
    )
    columns = [column.titre for column in figure.colonnes if column.cle == claim.colonne]
    subject = rows[0].titre if len(rows) == 1 else "".join(columns)
    return Verdict(figure, claim, None, subject, claim.total, round(sum(terms), 3), terms=terms)


def _judge_parts(figure: Figure, claim: Claim, other: Figure) -> Verdict:
    """The rates of the parts, each of its own base, give the rate of the whole."""
    assert claim.base is not None
    row = _find_row(figure, claim.ligne)
    printed = _read(figure, row, claim.colonne, "taux") or 0
    count, slack, rates = 0.0, 0.0, []
    for part in claim.parties:
        rate = _read(other, _find_row(other, part.ligne), claim.autre_colonne, "taux") or 0
        count += rate * part.base / 100
        slack += _half_unit(rate) * part.base / claim.base
        rates.append(rate)
    computed = 100 * count / claim.base
    agrees = abs(computed - printed) <= slack + _half_unit(printed)
    return Verdict(
        figure, claim, agrees, row.titre, printed, round(computed, 1), round(count), tuple(rates)
    )


def _half_unit(rate: Value) -> float:
    """Return half of the last digit printed, the most that rounding can have changed."""
    digits = len(str(rate).partition(".")[2])
    return float(0.5 / 10**digits)


def _list_rows(figure: Figure, claim: Claim) -> list[FigureRow]:
    return [row for row in figure.lignes if not claim.lignes or row.cle in claim.lignes]


def _list_columns(figure: Figure) -> list[str | None]:
    return [column.cle for column in figure.colonnes] or [None]


def _find_row(figure: Figure, key: str | None) -> FigureRow:
    return next(row for row in figure.lignes if row.cle == key)


def _read(figure: Figure, row: FigureRow, column: str | None, measure: str | None) -> Value | None:
    columns = _list_columns(figure)
    if column not in columns:
        return None
    value = row.valeurs[columns.index(column)]
    return value.taux if measure == "taux" else value.nombre
