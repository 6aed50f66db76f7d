"""What the site itself says: vocabularies, words of charts, examples of errors."""

from functools import cached_property
from typing import Annotated, ClassVar, Literal

from babel.dates import get_month_names

from .rules import AllDistinct, Rule
from .types import (
    Edition,
    FigureSlug,
    Line,
    Record,
    Reference,
    Text,
    Verbatim,
    Whole,
    Year,
    YesNo,
    about,
)

MONTHS = tuple(get_month_names(locale="fr").values())


class StudyAuthor(Record):
    prenom: Annotated[Line, about("Prénom", "Le prénom, tel qu'imprimé.", "Marie-Pascale")]
    nom: Annotated[Line, about("Nom", "Le nom de famille, tel qu'imprimé.", "Guyon")]


class Publication(Record):
    """An edition of the study, as a publication."""

    annee: Annotated[
        Year, about("Année", "L'année qui la nomme : « edition: » l'écrit partout.", 2026)
    ]
    titre: Annotated[Line, about("Titre", "Le titre de l'étude, tel qu'imprimé.")]
    nom: Annotated[Line, about("Nom", "L'étude et ses auteurs, en quelques mots.")]
    signature: Annotated[Line, about("Signature", "Ses auteurs, comme on les cite.")]
    auteurs: Annotated[
        tuple[StudyAuthor, ...],
        about("Auteurs", "Qui l'a écrite, dans l'ordre imprimé.", one="une personne", min_length=1),
    ]
    parution: Annotated[
        Line,
        about(
            "Parution", "Le mois et l'année où elle a paru.", "février 2026",
            pattern=rf"^({'|'.join(MONTHS)}) \d{{4}}$",
        ),
    ]  # fmt: skip
    publication: Annotated[Line, about("Publication", "Ce qui fait autorité.")]
    isbn: Annotated[Line, about("ISBN", "Son numéro, tel qu'imprimé.")]


class Editions(Record):
    """The editions of the study: content/etude.yml."""

    rules: ClassVar[tuple[Rule, ...]] = (AllDistinct("element-double", "editions", ("annee",)),)

    courante: Annotated[
        Edition,
        about(
            "Courante",
            "L'édition que redisent les chapitres, les sphères, et tout ce qui ne dit pas la "
            "sienne, par son année.",
            2026,
        ),
    ]
    editions: Annotated[
        tuple[Publication, ...],
        about("Éditions", "Celles que le site redit.", one="une édition", min_length=1),
    ]

    @cached_property
    def by_year(self) -> dict[int, Publication]:
        """Every edition by its year, the last first."""
        known = sorted(self.editions, key=lambda edition: -edition.annee)
        return {edition.annee: edition for edition in known}

    @property
    def current(self) -> Publication:
        """The edition that is restated wherever no other is said."""
        return self.by_year[self.courante]


class HomeFinding(Record):
    """A finding of the study that the home page tells: none that needs a reserve."""

    valeur: Annotated[Line, about("Valeur", "Le nombre, tel qu'imprimé.", "89 sur 208")]
    texte: Annotated[
        Line, about("Texte", "La phrase entière : la population, l'année, qui le déclare.")
    ]
    chiffre: Annotated[FigureSlug, about("Chiffre", "Le chiffre du site dont il vient.")]


class Task(Record):
    texte: Annotated[Line, about("Texte", "Ce que le lecteur vient faire.", "À qui demander ?")]
    lien: Annotated[
        Line,
        about(
            "Lien", "La page, depuis la racine du site.", "a-qui-demander/",
            pattern=r"^([a-z0-9-]+/)+(#[a-z0-9-]+)?$",
        ),
    ]  # fmt: skip


class Readers(Record):
    qui: Annotated[Line, about("Qui", "Des lecteurs du site.", "Parents")]
    taches: Annotated[
        tuple[Task, ...],
        about("Tâches", "Deux ou trois choses qu'ils viennent faire.", one="une tâche",
              min_length=2, max_length=3),
    ]  # fmt: skip


class ComparedFigure(Record):
    chiffre: Annotated[FigureSlug, about("Chiffre", "Le chiffre, dont la première ligne compte.")]
    titre: Annotated[Line, about("Titre", "Ce qu'il compte, en quelques mots.")]


class Comparison(Record):
    """Figures that count the same people, in one picture."""

    titre: Annotated[Line, about("Titre", "Ce que le dessin montre.")]
    note: Annotated[Text, about("Note", "Comment le lire : qui est compté, qui le déclare.")]
    lignes: Annotated[
        tuple[ComparedFigure, ...],
        about("Lignes", "Les chiffres, dans leur ordre.", one="une ligne", min_length=2),
    ]


class Home(Record):
    """The home page: content/accueil.yml."""

    titre: Annotated[Line, about("Titre", "Le titre de la page.")]
    resume: Annotated[Text, about("Résumé", "Ce que le site raconte.")]
    constats: Annotated[
        tuple[HomeFinding, ...],
        about("Constats", "Trois constats de l'étude.", one="un constat",
              min_length=3, max_length=3),
    ]  # fmt: skip
    publics: Annotated[
        tuple[Readers, ...], about("Publics", "Chaque lecteur, et ce qu'il vient faire.")
    ]
    chiffres: Annotated[
        tuple[FigureSlug, ...],
        about("Chiffres", "Ceux que la page des chiffres montre en grand, dans leur ordre.",
              one="un chiffre", min_length=1, max_length=5),
    ]  # fmt: skip
    ensemble: Annotated[
        Comparison | None,
        about("Ensemble", "Des chiffres que la page des chiffres montre en un seul dessin."),
    ] = None


class Term(Record):
    """A word of a closed vocabulary: content/vocabulaires.yml."""

    titre: Annotated[Line, about("Titre", "Le mot, tel que les pages le montrent.")]
    description: Annotated[Text | None, about("Description", "Ce qu'il recouvre.")] = None


class Chart(Record):
    """The words around a data chart: content/graphiques.yml."""

    titre: Annotated[Line, about("Titre", "Le titre du graphique.")]
    mesure: Annotated[Line, about("Mesure", "Ce qui est mesuré.")]
    categorie: Annotated[Line, about("Catégorie", "Le nom de la première colonne du tableau.")]
    valeur: Annotated[Line, about("Valeur", "Le nom de la colonne des valeurs.")]


class Example(Record):
    """A file, or part of one, that shows a problem or its remedy."""

    texte: Annotated[Verbatim | None, about("Texte", "Ce que l'on écrit.")] = None
    sans: Annotated[Line | None, about("Sans", "La clé que l'on retire.")] = None
    nom: Annotated[Verbatim | None, about("Nom", "Le nom du fichier.")] = None
    seul: Annotated[YesNo, about("Seul", "Le texte est tout le fichier.")] = False
    fois: Annotated[Whole, about("Fois", "Combien de fois il est répété.")] = 1
    encodage: Annotated[Line, about("Encodage", "L'encodage du fichier.")] = "utf-8"
    caractere: Annotated[
        Line | None, about("Caractère", "Le code Unicode mis à la place de ␣.")
    ] = None
    ailleurs: Annotated[YesNo, about("Ailleurs", "Le fichier est un lien vers ailleurs.")] = False
    dans: Annotated[
        Literal[
            "portrait",
            "ressource",
            "chiffre",
            "chapitre",
            "adresse",
            "journal",
            "retrait",
            "courriel",
        ],
        about("Dans", "Le genre de fichier où il se trouve."),
    ] = "portrait"


class ErrorHelp(Record):
    """What shows a problem on its help page: an entry of content/erreurs.yml."""

    faux: Annotated[Example, about("Faux", "Ce qui ne va pas.")]
    juste: Annotated[Example, about("Juste", "Ce qu'il faut écrire.")]


class Move(Record):
    """A page that has changed address."""

    ancienne: Annotated[
        Line,
        about(
            "Ancienne", "L'adresse qu'elle avait, depuis la racine du site.", "portraits/jardin/",
            pattern=r"^([a-z0-9-]+/)+$",
        ),
    ]  # fmt: skip
    nouvelle: Annotated[
        Line,
        about(
            "Nouvelle", "L'adresse qu'elle a, depuis la racine du site.", "portraits/jardins/",
            pattern=r"^([a-z0-9-]+/)+(#[a-z0-9-]+)?$",
        ),
    ]  # fmt: skip


class OldAddresses(Record):
    """The pages that have changed address: content/anciennes_adresses.yml."""

    adresses: Annotated[
        tuple[Move, ...], about("Adresses", "Les pages qui ont changé d'adresse.")
    ] = ()


class FieldExample(Record):
    """A portrait that shows what a field of the form is for."""

    champ: Annotated[
        Line,
        about("Champ", "La clé du champ, avec celles où il se trouve.", "alliance.methode"),
    ]
    portrait: Annotated[
        str,
        Reference("portraits"),
        about("Portrait", "Le portrait qui sert d'exemple.", "jardin-partage"),
    ]


class Step(Record):
    """A step of the form: an entry of content/etapes.yml."""

    titre: Annotated[Line, about("Titre", "La question que pose l'étape.")]
    champs: Annotated[
        tuple[Line, ...], about("Champs", "Les clés du portrait que l'étape remplit.", min_length=1)
    ]
    exemples: Annotated[
        tuple[FieldExample, ...],
        about(
            "Exemples",
            "Pour un champ que l'on comprend mal, un portrait où il est rempli : le formulaire en "
            "montre le début.",
            one="un exemple",
        ),
    ] = ()
