"""The study's text: chapters, models, synthesis and glossary."""

import unicodedata
from typing import Annotated, ClassVar, Literal

from .rules import AllDistinct, Rule
from .types import (
    Entry,
    FigureSlug,
    Lecture,
    Line,
    Paragraphs,
    PlainWords,
    Points,
    Record,
    Reference,
    Rubric,
    SphereSlug,
    Text,
    Whole,
    about,
    reading_of,
)


class ModelElement(Record):
    titre: Annotated[Line, about("Titre", "Le nom de l'élément.")]
    date: Annotated[Line | None, about("Date", "La date, telle qu'imprimée.", "1998-1999")] = None
    texte: Paragraphs = None
    points: Points = ()
    attributs: Annotated[
        tuple[Text, ...], about("Attributs", "Pour un tableau : un par colonne.")
    ] = ()


class Model(Entry):
    """A model that the study sets out: one file of content/modeles/."""

    address: ClassVar[str] = "modeles/#{slug}"
    rules: ClassVar[tuple[Rule, ...]] = (reading_of("remarque"),)

    titre: Annotated[Line, about("Titre", "Le nom du modèle.")]
    resume: Annotated[Text, about("Résumé", "Ce que c'est, en une ou deux phrases.")]
    rubrique: Rubric
    forme: Annotated[
        Literal[
            "liste",
            "tableau",
            "rosace",
            "echelle",
            "pas",
            "trajectoire",
            "cercle",
            "niveaux",
            "paires",
        ],
        about("Forme", "Comment il est montré.", "liste"),
    ]
    centre: Annotated[Line | None, about("Centre", "Ce qui est au centre d'une rosace.")] = None
    colonnes: Annotated[tuple[Line, ...], about("Colonnes", "Pour un tableau.")] = ()
    elements: Annotated[
        tuple[ModelElement, ...], about("Éléments", "Ses éléments, dans l'ordre.", min_length=1)
    ]
    remarque: Annotated[
        Text | None, about("Remarque", "Ce que le site fait remarquer au lecteur.")
    ] = None
    lecture: Lecture = None


class CitedPortrait(Record):
    portrait: Annotated[str, Reference("portraits"), about("Portrait", "Le portrait cité.")]
    comment: Annotated[Text, about("Comment", "Ce qu'il illustre.")]


class ChapterSection(Record):
    rules: ClassVar[tuple[Rule, ...]] = (
        AllDistinct("element-double", "chiffres"),
        AllDistinct("element-double", "portraits", ("portrait",)),
        AllDistinct("element-double", "spheres"),
    )

    titre: Annotated[Line, about("Titre", "Le titre de la section.")]
    niveau: Annotated[Whole, about("Niveau", "2, ou 3 pour une sous-section.", 3, ge=2, le=3)] = 2
    rubrique: Annotated[Line | None, about("Rubrique", "Le titre de l'étude.")] = None
    texte: Paragraphs = None
    points: Points = ()
    modele: Annotated[
        Annotated[str, Reference("modeles")] | None, about("Modèle", "Le modèle montré ici.")
    ] = None
    chiffres: Annotated[tuple[FigureSlug, ...], about("Chiffres", "Les chiffres montrés ici.")] = ()
    portraits: Annotated[
        tuple[CitedPortrait, ...], about("Portraits", "Les portraits qui l'illustrent.")
    ] = ()
    spheres: Annotated[
        tuple[SphereSlug, ...], about("Sphères", "Les sphères dont il est question.")
    ] = ()


class Chapter(Entry):
    """A chapter of the study: one file of content/chapitres/; its path is its address."""

    address: ClassVar[str] = "{slug}/"

    ordre: Annotated[Whole, about("Ordre", "Son rang dans la lecture.", 3, ge=1, le=99)]
    titre: Annotated[Line, about("Titre", "Le titre du chapitre.")]
    resume: Annotated[Text, about("Résumé", "Ce que l'on y apprend.")]
    rubrique: Rubric
    sections: Annotated[
        tuple[ChapterSection, ...], about("Sections", "Ses sections.", min_length=1)
    ]

    @property
    def figures(self) -> list[str]:
        """The slugs of the figures it shows."""
        return [slug for section in self.sections for slug in section.chiffres]


class Finding(Record):
    rules: ClassVar[tuple[Rule, ...]] = (reading_of("ecart"),)

    texte: Annotated[Line, about("Texte", "Le constat, en une phrase.")]
    lien: Annotated[
        str, Reference("adresses"), about("Lien", "La page du détail.", "cooperation/maturite")
    ]
    chiffre: Annotated[FigureSlug | None, about("Chiffre", "Le chiffre qui le porte.")] = None
    ecart: Annotated[Text | None, about("Écart", "Ce que le corps de l'étude dit autrement.")] = (
        None
    )
    lecture: Lecture = None


class SynthesisPart(Record):
    titre: Annotated[Line, about("Titre", "Le titre de la partie.")]
    constats: Annotated[tuple[Finding, ...], about("Constats", "Ses constats.")]


class Synthesis(Record):
    """The study in ten minutes: content/synthese.yml."""

    titre: Annotated[Line, about("Titre", "Le titre de la page.")]
    resume: Annotated[Text, about("Résumé", "Ce que l'on y lit.")]
    en_clair: PlainWords
    rubrique: Rubric
    parties: Annotated[tuple[SynthesisPart, ...], about("Parties", "Ses parties.")]


class GlossaryTerm(Entry):
    """A word explained: an entry of content/glossaire.yml."""

    address: ClassVar[str] = "glossaire/#{slug}"

    terme: Annotated[Line, about("Terme", "Le mot ou le sigle.", "CPO")]
    developpe: Annotated[Line | None, about("Développé", "Le sigle développé.")] = None
    definition: Annotated[Text | None, about("Définition", "Une ou deux phrases simples.")] = None
    origine: Annotated[
        Literal["etude", "site"], about("Origine", "Qui l'explique : l'étude, ou ce site.", "etude")
    ]
    rubrique: Annotated[Line | None, about("Rubrique", "Où l'étude l'explique.")] = None
    formes: Annotated[
        tuple[Line, ...], about("Formes", "Les formes reconnues dans les textes.", min_length=1)
    ]

    @property
    def initiale(self) -> str:
        """The letter it is listed under, without its accent."""
        return unicodedata.normalize("NFD", self.terme.lstrip("« "))[0].upper()
