"""Figures drawn with a sign for each of those who are counted: what each picture counts."""

from dataclasses import dataclass

from ..schema.figures import Figure
from ..schema.types import Line
from .charts import write_value


@dataclass(frozen=True)
class CountedRow:
    """A row of a figure, and its value as people read it."""

    title: Line
    words: Line


@dataclass(frozen=True)
class Signs:
    """A picture made of signs: `whole` of them, of which `full` are filled.

    The filled ones stand for the first row, the others for the second, if there is one. Where the
    value is only known in words, whole is 0.
    """

    whole: int
    full: int
    rows: tuple[CountedRow, ...]


def count_signs(figure: Figure) -> tuple[Signs, ...]:
    """Return the pictures of a figure: one for each row, or one for two rows that share a whole."""
    pictures = []
    for row in figure.lignes:
        value = row.valeurs[0]
        whole = int(figure.find_whole(value)) if value.nombre is not None else 0
        words = write_value(value.model_copy(update={"base": whole or None}))
        pictures.append(Signs(whole, int(value.nombre or 0), (CountedRow(row.titre, words),)))
    if _share_a_whole(figure, pictures):
        first, second = pictures
        return (Signs(first.whole, first.full, first.rows + second.rows),)
    return tuple(pictures)


def _share_a_whole(figure: Figure, pictures: list[Signs]) -> bool:
    """Whether the figure claims that its two rows make up its population, and they do."""
    if len(pictures) != 2 or pictures[0].whole != pictures[1].whole:
        return False
    whole = pictures[0].whole
    claimed = any(
        claim.genre == "somme" and claim.mesure == "nombre" and claim.total == whole
        for claim in figure.verifications
        if not claim.lignes
    )
    return claimed and sum(picture.full for picture in pictures) == whole
