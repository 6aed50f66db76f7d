"""What a team works on: the scales to place itself on (content/reperes/), and the chessboard."""

from typing import Annotated, ClassVar, Literal

from .chapters import CitedPortrait
from .rules import AllDistinct, Rule
from .types import (
    Entry,
    FigureSlug,
    Line,
    PlainSentence,
    Record,
    Rubric,
    Rubrics,
    SphereSlug,
    Text,
    about,
)

_KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Key = Annotated[
    Line,
    about(
        "Clé",
        "Un nom court : ce que l'on enregistre le garde, il ne change plus.",
        "entraide",
        pattern=_KEY,
    ),
]

Origin = Annotated[
    Literal["etude", "site"],
    about("Origine", "Qui le dit : l'étude, ou ce site, qui prolonge l'étude.", "etude"),
]


class Answer(Record):
    cle: Key
    titre: Annotated[Line, about("Titre", "La réponse, en deux ou trois mots.", "en cours")]


class ExplainedWord(Record):
    mot: Annotated[Line, about("Mot", "Le mot, tel que l'énoncé l'emploie.", "entité")]
    sens: Annotated[Text, about("Sens", "Ce qu'il veut dire ici, en une phrase simple.")]


class Statement(Record):
    cle: Key
    texte: Annotated[
        PlainSentence,
        about("Texte", "Une phrase de 120 signes au plus, à laquelle chacun peut répondre."),
    ]
    mots: Annotated[
        tuple[ExplainedWord, ...],
        about("Mots", "Les mots difficiles de l'énoncé, expliqués.", one="un mot"),
    ] = ()
    rubrique: Rubric
    origine: Origin = "etude"
    note: Annotated[Line | None, about("Note", "Ce qu'il faut savoir pour répondre.")] = None


class Comparison(Record):
    """Printed values of a figure, to stand beside what a team answers."""

    chiffre: Annotated[FigureSlug, about("Chiffre", "Le chiffre du site.", "stades-de-maturite")]
    lignes: Annotated[
        tuple[Line, ...],
        about("Lignes", "Les clés de ses lignes à montrer ; sinon toutes.", one="une ligne"),
    ] = ()
    colonne: Annotated[
        Line | None,
        about(
            "Colonne", "La clé de sa colonne à montrer, s'il en a plusieurs ; sinon la première."
        ),
    ] = None


class DiscussedQuestion(Record):
    texte: Annotated[Line, about("Texte", "Une question à se poser ensemble.")]
    rubrique: Rubric


class ScalePart(Record):
    rules: ClassVar[tuple[Rule, ...]] = (
        AllDistinct("element-double", "enonces", ("cle",)),
        AllDistinct("element-double", "portraits", ("portrait",)),
    )

    cle: Key
    titre: Annotated[Line, about("Titre", "De quoi parlent ces énoncés.")]
    texte: Annotated[Text | None, about("Texte", "Comment lire ces énoncés.")] = None
    enonces: Annotated[
        tuple[Statement, ...],
        about("Énoncés", "Les phrases auxquelles on répond.", one="un énoncé", min_length=1),
    ]
    chiffres: Annotated[
        tuple[Comparison, ...],
        about("Chiffres", "Les chiffres imprimés à mettre en face.", one="un chiffre"),
    ] = ()
    remarque: Annotated[
        Text | None, about("Remarque", "Ce qu'il faut garder en tête devant ces chiffres.")
    ] = None
    a_discuter: Annotated[
        tuple[DiscussedQuestion, ...],
        about("À discuter", "Les questions que pose l'étude.", one="une question", min_length=1),
    ]
    portraits: Annotated[
        tuple[CitedPortrait, ...], about("Portraits", "Les portraits qui l'illustrent.")
    ] = ()


class Scale(Entry):
    """A scale on which a team places itself: one file of content/reperes/."""

    address: ClassVar[str] = "se-situer/#{slug}"
    rules: ClassVar[tuple[Rule, ...]] = (
        AllDistinct("element-double", "reponses", ("cle",)),
        AllDistinct("element-double", "parties", ("cle",)),
    )

    titre: Annotated[Line, about("Titre", "La question que l'on se pose.", "Où en sommes-nous ?")]
    resume: Annotated[Text, about("Résumé", "À quoi sert l'échelle, en deux ou trois phrases.")]
    regle: Annotated[
        tuple[Text, ...],
        about("Règle", "Comment s'en servir, une idée par point.", one="un point", min_length=1),
    ]
    reponses: Annotated[
        tuple[Answer, ...],
        about("Réponses", "Quatre réponses, « je ne sais pas » la dernière.", one="une réponse",
              min_length=4, max_length=4),
    ]  # fmt: skip
    parties: Annotated[
        tuple[ScalePart, ...],
        about("Parties", "Les énoncés, par sujet.", one="une partie", min_length=1),
    ]
    a_noter: Annotated[
        tuple[Line, ...],
        about("À noter", "Ce que l'on écrit à la fin, ensemble.", one="une ligne"),
    ] = ()


class Square(Record):
    """A square of the chessboard, with what it asks while it is empty."""

    questions: Annotated[
        tuple[Line, ...],
        about("Questions", "Ce que la case demande quand elle est vide.", one="une question",
              min_length=1),
    ]  # fmt: skip
    rubriques: Rubrics
    origine: Annotated[
        Literal["etude", "site"],
        about("Origine", "Qui place ces liens dans cette case : l'étude, ou ce site.", "site"),
    ]


class BoardRow(Record):
    sphere: Annotated[SphereSlug, about("Sphère", "La sphère de cette ligne.", "famille")]
    micro: Annotated[Square, about("Micro", "La case du niveau micro.")]
    meso: Annotated[Square, about("Méso", "La case du niveau méso.")]
    macro: Annotated[Square, about("Macro", "La case du niveau macro.")]


class Band(Square):
    """The sphere that crosses all the others: a band across the rows, never one of them."""

    sphere: Annotated[SphereSlug, about("Sphère", "La sphère transversale.", "virtualite")]


class Board(Record):
    """The chessboard of coeducation, to fill in: content/echiquier.yml."""

    rules: ClassVar[tuple[Rule, ...]] = (AllDistinct("element-double", "lignes", ("sphere",)),)

    titre: Annotated[Line, about("Titre", "Son nom.", "L'échiquier")]
    resume: Annotated[Text, about("Résumé", "À quoi il sert, en deux ou trois phrases.")]
    regle: Annotated[
        tuple[Text, ...],
        about("Règle", "Comment s'en servir, une idée par point.", one="un point", min_length=1),
    ]
    lignes: Annotated[
        tuple[BoardRow, ...],
        about("Lignes", "Quatre sphères, une ligne chacune.", one="une ligne",
              min_length=4, max_length=4),
    ]  # fmt: skip
    bande: Annotated[Band, about("Bande", "La sphère qui traverse les quatre autres.")]
    ensuite: Annotated[
        tuple[Text, ...],
        about("Ensuite", "Ce que l'on regarde une fois les cases remplies.", one="un point",
              min_length=1),
    ]  # fmt: skip
    rubriques: Rubrics
