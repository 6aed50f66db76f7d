"""The words of readers, and those of the site: content/synonymes.yml."""

from typing import Annotated

from .types import Line, Record, YesNo, about


class Synonym(Record):
    mots: Annotated[
        tuple[Line, ...],
        about("Mots", "Ce que tape un lecteur.", ["professeur", "prof"], "un mot", min_length=1),
    ]
    aussi: Annotated[
        tuple[Line, ...],
        about(
            "Aussi", "Ce que le site dit : la recherche le cherche aussi.", ["enseignant"],
            "un mot", min_length=1,
        ),
    ]  # fmt: skip
    double_sens: Annotated[
        YesNo,
        about("Double sens", "Qui tape l'un de ces autres mots cherche aussi les premiers.", "oui"),
    ] = False


class Synonyms(Record):
    """What readers say otherwise than the site: content/synonymes.yml."""

    synonymes: Annotated[
        tuple[Synonym, ...], about("Synonymes", "Les mots de lecteurs, et ceux du site.")
    ] = ()
