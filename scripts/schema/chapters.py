"""The study's text: chapters, models, synthesis and glossary."""

import unicodedata
from typing import Annotated, ClassVar, Literal

from .rules import AllDistinct, FewWords, Rule
from .types import (
    Edition,
    Entry,
    FewPlainWords,
    FigureSlug,
    Lecture,
    Line,
    Paragraphs,
    PlainWords,
    Points,
    Prose,
    Record,
    Reference,
    Rubric,
    SphereSlug,
    Text,
    Whole,
    about,
    reading_of,
    up_to,
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


class Voice(Record):
    """A few words of somebody whom the study met, as it prints them."""

    rules: ClassVar[tuple[Rule, ...]] = (FewWords("citation-longue", "citation", 9),)

    citation: Annotated[
        Line,
        about("Citation", "Moins de dix mots, tels qu'imprimés.", "Je me sens moins seul"),
    ]
    qui: Annotated[
        Line,
        about(
            "Qui",
            "La fonction et la catégorie de Cité, telles qu'imprimées : jamais un nom.",
            "un enseignant, Cité « Attractivité »",
        ),
    ]


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
    voix: Annotated[
        tuple[Voice, ...],
        about("Voix", "De courtes citations ; une douzaine dans toute l'étude.", one="une voix"),
    ] = ()
    spheres: Annotated[
        tuple[SphereSlug, ...], about("Sphères", "Les sphères dont il est question.")
    ] = ()


class Quotable(Record):
    """The figure of a chapter that may be quoted aloud, alone, and is told whole."""

    valeur: Annotated[
        Annotated[str, up_to(30), Prose()],
        about("Valeur", "Le nombre, tel qu'imprimé.", "89 sur 208"),
    ]
    phrase: Annotated[
        Annotated[str, up_to(280), Prose()],
        about(
            "Phrase",
            "Une phrase qui se suffit, en 280 signes au plus : la population, l'année, et qui le "
            "déclare.",
        ),
    ]
    chiffre: Annotated[
        FigureSlug, about("Chiffre", "Le chiffre du site dont elle vient.", "association-publics")
    ]


class Remark(Record):
    texte: Annotated[Text, about("Texte", "Ce qui est dit autrement.")]
    lecture: Lecture = None


class Chapter(Entry):
    """A chapter of the study: one file of content/chapitres/; its path is its address."""

    address: ClassVar[str] = "{slug}/"

    ordre: Annotated[Whole, about("Ordre", "Son rang dans la lecture.", 3, ge=1, le=99)]
    titre: Annotated[
        Annotated[str, up_to(60), Prose()],
        about("Titre", "Ce dont il parle, en 60 signes, pour qui n'a pas lu l'étude."),
    ]
    resume: Annotated[Text, about("Résumé", "Ce que l'on y apprend.")]
    rubrique: Rubric
    en_trois_points: Annotated[
        tuple[Annotated[str, up_to(220), Prose()], ...],
        about(
            "En trois points",
            "Ce qu'il faut en retenir : trois phrases de 220 signes au plus, l'idée d'abord.",
            one="un point",
            min_length=3,
            max_length=3,
        ),
    ]
    a_citer: Annotated[
        Quotable | None,
        about("À citer", "Le chiffre à citer, s'il en est un qui ne demande pas de réserve."),
    ] = None
    en_clair: FewPlainWords
    sections: Annotated[
        tuple[ChapterSection, ...], about("Sections", "Ses sections.", min_length=1)
    ]
    remarques: Annotated[
        tuple[Remark, ...],
        about("Remarques", "Ce que l'étude dit autrement ailleurs que dans ce chapitre."),
    ] = ()

    @property
    def figures(self) -> list[str]:
        """The slugs of the figures it shows."""
        return [slug for section in self.sections for slug in section.chiffres]


class Finding(Record):
    """What the study finds, said short, and the page that says more."""

    texte: Annotated[Line, about("Texte", "Le constat, en une phrase ou deux.")]
    lien: Annotated[
        str, Reference("adresses"), about("Lien", "La page du détail.", "cooperation/maturite")
    ]
    chiffre: Annotated[FigureSlug | None, about("Chiffre", "Le chiffre qui le porte.")] = None
    edition: Annotated[
        Edition, about("Édition", "L'édition de l'étude qui le dit, par son année.", 2026)
    ]


class Message(Finding):
    """One of the messages to keep, and what to add to it when it is told."""

    a_savoir: Annotated[
        Line | None, about("À savoir", "Ce qu'il faut ajouter à qui le répète, s'il le faut.")
    ] = None


class QualifiedFinding(Finding):
    """A finding, and what the study says besides that changes it."""

    rules: ClassVar[tuple[Rule, ...]] = (reading_of("nuance"),)

    nuance: Annotated[
        Line | None, about("Nuance", "Ce que l'étude dit aussi, et qui change le constat.")
    ] = None
    lecture: Lecture = None


class SynthesisPart(Record):
    titre: Annotated[Line, about("Titre", "La question que se pose le lecteur.")]
    constats: Annotated[
        tuple[QualifiedFinding, ...], about("Constats", "Ce qui y répond.", min_length=1)
    ]


class Synthesis(Record):
    """The study in ten minutes: content/synthese.yml."""

    titre: Annotated[Line, about("Titre", "Le titre de la page.")]
    resume: Annotated[Text, about("Résumé", "Ce que l'on y lit.")]
    en_clair: PlainWords
    rubrique: Rubric
    messages: Annotated[
        tuple[Message, ...],
        about(
            "Messages",
            "Les sept messages à retenir, une phrase chacun.",
            one="un message",
            min_length=7,
            max_length=7,
        ),
    ]
    confiance: Annotated[Text, about("Confiance", "Ce que l'étude ne dit pas.")]
    parties: Annotated[
        tuple[SynthesisPart, ...],
        about("Parties", "Les constats, question par question.", min_length=1),
    ]
    methode: Annotated[
        tuple[Finding, ...],
        about(
            "Méthode",
            "Comment l'étude a été faite, en trois lignes au plus.",
            one="une ligne",
            min_length=1,
            max_length=3,
        ),
    ]


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
