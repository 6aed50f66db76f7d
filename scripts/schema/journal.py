"""What changed on the site and why: content/journal.yml."""

from typing import Annotated, ClassVar

from .rules import OneOnly, Rule
from .types import Day, FigureSlug, Line, NotAhead, Record, Reference, Unpublished, about


class Note(Record):
    """What changed on a page, for those who follow the site."""

    rules: ClassVar[tuple[Rule, ...]] = (OneOnly("note-ambigue", ("portrait", "chiffre")),)

    date: Annotated[
        Annotated[Day, NotAhead()], about("Date", "Le jour du changement.", "2026-11-23")
    ]
    portrait: Annotated[
        Annotated[str, Reference("portraits")] | None,
        about("Portrait", "Le portrait qui a changé.", "passerelles"),
    ] = None
    chiffre: Annotated[
        FigureSlug | None, about("Chiffre", "Le chiffre qui a changé.", "contrat-de-ville")
    ] = None
    quoi: Annotated[
        Line,
        about("Quoi", "Ce qui a changé, en une phrase, sans nom de lieu.", "Le coût est précisé."),
    ]


class Journal(Record):
    """The notes of those who maintain the site. No Cité is named in them: they are anonymous."""

    notes: Annotated[
        tuple[Note, ...], about("Notes", "Ce qui a changé, dans l'ordre que l'on veut.")
    ] = ()
    fausses_alertes: Annotated[
        tuple[Unpublished, ...],
        about(
            "Fausses alertes",
            "Les mots signalés à tort comme une personne ou un lieu, tels qu'ils sont écrits.",
            ["collège Lumière"],
            "une fausse alerte",
            exclude=True,
        ),
    ] = ()
