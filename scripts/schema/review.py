"""What is asked of a portrait that is received, before it is published: content/relire.yml."""

from typing import Annotated, Literal

from .types import Blanks, Line, Record, Whole, about


class ReviewQuestion(Record):
    sujet: Annotated[
        Literal["accord", "anonymat", "sources", "images"],
        about("Sujet", "Ce que la question regarde : ce que le portrait en dit est montré avec."),
    ]
    titre: Annotated[Line, about("Titre", "Le sujet, en un mot ou deux.", "Anonymat")]
    question: Annotated[Line, about("Question", "Ce que se demande la personne qui relit.")]
    demande: Annotated[
        Annotated[Line, Blanks("dit")],
        about(
            "Demande",
            "Ce qu'elle écrit à l'auteur ; « {dit} » tient la place de ce que dit le portrait.",
        ),
    ]


class Likeness(Record):
    part: Annotated[
        Whole,
        about("Part", "À partir de cette part de suites de mots communes, en %.", 50, ge=0, le=100),
    ]
    sens: Annotated[Line, about("Sens", "Ce que cela veut dire sans doute.")]


class Review(Record):
    """The sheet of those who review a portrait: content/relire.yml."""

    questions: Annotated[
        tuple[ReviewQuestion, ...],
        about("Questions", "Dans l'ordre de la relecture.", one="une question", min_length=1),
    ]
    ressemblances: Annotated[
        tuple[Likeness, ...],
        about(
            "Ressemblances",
            "De la plus forte à la plus faible, qui commence à 0.",
            one="une ressemblance",
            min_length=1,
        ),
    ]
