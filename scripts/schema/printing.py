"""The words of what is printed (content/imprimer.yml), and of the next review (preparer.yml)."""

from typing import Annotated, Literal

from .types import FigureSlug, Line, Points, Record, Reference, Rubric, Rubrics, Text, about

Genre = Literal[
    "fiche",
    "en-clair",
    "livret",
    "lecture",
    "centres",
    "repere",
    "echiquier",
    "spheres",
    "comparaison",
    "animer",
    "preparer",
    "diapositives",
    "grille",
]


class PrintUse(Record):
    titre: Annotated[Line, about("Titre", "Ce que l'on vient faire.", "Raconter une alliance")]
    texte: Annotated[Text, about("Texte", "À quoi servent ces documents.")]
    genres: Annotated[
        tuple[Genre, ...],
        about("Genres", "Les genres de documents, dans l'ordre.", one="un genre", min_length=1),
    ]


class GridRow(Record):
    titre: Annotated[Line, about("Titre", "Ce que la ligne compare.", "Point de départ")]
    aide: Annotated[Line | None, about("Aide", "Ce que l'on y note.")] = None
    champs: Annotated[
        tuple[Annotated[str, Reference("champs")], ...],
        about(
            "Champs",
            "Les champs d'un portrait qui y répondent, dont le premier rempli est montré ; "
            "rien pour une ligne qui se remplit à la main.",
            ["freins"],
            "un champ",
        ),
    ] = ()


class ComparisonGrid(Record):
    titre: Annotated[Line, about("Titre", "Le titre de la grille.")]
    consigne: Annotated[Text, about("Consigne", "Comment la remplir, et ce qu'elle ne dit pas.")]
    colonnes: Annotated[
        tuple[Line, ...],
        about("Colonnes", "Les récits que l'on compare.", one="une colonne", min_length=1),
    ]
    lignes: Annotated[
        tuple[GridRow, ...], about("Lignes", "Ce que l'on compare.", one="une ligne", min_length=1)
    ]
    questions: Annotated[
        tuple[Line, ...],
        about("Questions", "Ce que l'on se demande à la fin.", one="une question", min_length=1),
    ]


class SpheresCanvas(Record):
    titre: Annotated[Line, about("Titre", "Le titre du canevas.")]
    consignes: Annotated[
        tuple[Line, ...],
        about("Consignes", "Comment le remplir.", one="une consigne", min_length=1),
    ]


class AgendaStep(Record):
    duree: Annotated[Line, about("Durée", "Combien de temps.", "15 min")]
    titre: Annotated[Line, about("Titre", "Ce que l'on fait.")]
    texte: Annotated[Text, about("Texte", "Comment, en deux ou trois phrases.")]


class Agenda(Record):
    titre: Annotated[Line, about("Titre", "La réunion, et sa durée.")]
    but: Annotated[Line, about("But", "Ce que l'on en rapporte.")]
    etapes: Annotated[
        tuple[AgendaStep, ...], about("Étapes", "Ses étapes.", one="une étape", min_length=1)
    ]


class Leading(Record):
    titre: Annotated[Line, about("Titre", "Le moment.", "Avant")]
    points: Points


class Kit(Record):
    titre: Annotated[Line, about("Titre", "Le titre du document.")]
    resume: Annotated[Text, about("Résumé", "À qui il sert, et ce qu'il contient.")]
    conduire: Annotated[
        tuple[Leading, ...],
        about("Conduire", "La page de qui anime, moment par moment.", one="un moment",
              min_length=1),
    ]  # fmt: skip
    deroules: Annotated[
        tuple[Agenda, ...],
        about("Déroulés", "Les réunions proposées.", one="un déroulé", min_length=1),
    ]


class InterviewGrid(Record):
    titre: Annotated[Line, about("Titre", "Le titre de la grille.")]
    resume: Annotated[Text, about("Résumé", "À quoi elle sert.")]
    consignes: Annotated[
        tuple[Line, ...],
        about("Consignes", "Comment la remplir.", one="une consigne", min_length=1),
    ]
    dans_word: Annotated[Line, about("Dans Word", "Une consigne de plus, pour qui répond là.")]
    sur_papier: Annotated[Line, about("Sur papier", "Ce que deviennent les feuilles remplies.")]
    retour: Annotated[
        Line, about("Retour", "Comment rendre la grille de Word ; suivi du contact du site.")
    ]
    sans_contact: Annotated[
        Line, about("Sans contact", "À qui la rendre, quand le site n'a pas de contact.")
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
    comparaison: Annotated[
        ComparisonGrid, about("Comparaison", "La grille où l'on compare des récits.")
    ]
    spheres: Annotated[SpheresCanvas, about("Sphères", "Le canevas des cinq sphères.")]
    animer: Annotated[Kit, about("Animer", "De quoi animer un comité technique.")]
    grille: Annotated[
        InterviewGrid, about("Grille", "La grille d'entretien, à remplir dans Word ou à la main.")
    ]


class PreparedQuestion(Record):
    """A question of the review, with what the study has to put beside it."""

    titre: Annotated[Line, about("Titre", "Le sujet, tel que l'étude le nomme.")]
    rubrique: Rubric
    chiffre: Annotated[FigureSlug, about("Chiffre", "Le chiffre national à mettre en face.")]
    a_savoir: Annotated[Line | None, about("À savoir", "Ce qu'il faut ajouter au chiffre.")] = None
    lien: Annotated[
        str, Reference("adresses"), about("Lien", "La page du détail.", "cooperation/maturite")
    ]
    discuter: Annotated[
        tuple[Line, ...],
        about("Discuter", "Ce que l'on se demande ensemble.", one="une question", min_length=1),
    ]


class PreparedPart(Record):
    titre: Annotated[Line, about("Titre", "Ce que l'on réunit.")]
    texte: Annotated[Text | None, about("Texte", "Ce que l'étude en dit.")] = None
    points: Points = ()
    rubriques: Rubrics


class Preparation(Record):
    """What helps a Cité to prepare its review and its renewal: content/preparer.yml."""

    titre: Annotated[Line, about("Titre", "Le titre de la page.")]
    resume: Annotated[Text, about("Résumé", "À quoi elle sert.")]
    questions: Annotated[
        tuple[PreparedQuestion, ...],
        about("Questions", "Question par question.", one="une question", min_length=1),
    ]
    parties: Annotated[
        tuple[PreparedPart, ...],
        about("Parties", "Ce que l'on réunit pour la reconduction.", one="une partie"),
    ] = ()
