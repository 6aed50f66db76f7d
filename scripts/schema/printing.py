"""The words of what is printed, and of the page that lists it: content/imprimer.yml."""

from typing import Annotated, Literal

from .types import Line, Record, Text, about

Genre = Literal[
    "fiche",
    "en-clair",
    "livret",
]


class PrintUse(Record):
    titre: Annotated[Line, about("Titre", "Ce que l'on vient faire.", "Raconter une alliance")]
    texte: Annotated[Text, about("Texte", "À quoi servent ces documents.")]
    genres: Annotated[
        tuple[Genre, ...],
        about("Genres", "Les genres de documents, dans l'ordre.", one="un genre", min_length=1),
    ]


class Printing(Record):
    """What is printed, by use, and its own words: content/imprimer.yml."""

    usages: Annotated[
        tuple[PrintUse, ...], about("Usages", "Chaque usage, et ce qui s'imprime pour lui.")
    ]
    questions: Annotated[
        tuple[Line, ...],
        about(
            "Questions",
            "Ce que la fiche d'un portrait demande à qui la lit.",
            one="une question",
            min_length=1,
            max_length=5,
        ),
    ]
