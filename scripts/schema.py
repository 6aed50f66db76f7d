"""The shape of every file: one definition of each field.

What about() says of a field is what people read, in French: the JSON Schemas, the template
to fill in, the form, the reference page and the messages are made from it.  Keys are the
YAML's.
"""

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .textcheck import find_code, find_people


class Reference:
    """Marks a text as the slug of an entry of a catalogue or of a vocabulary.

    The known slugs come in the validation context, as context["slugs"][catalogue].
    """

    def __init__(self, catalogue: str) -> None:
        self.catalogue = catalogue

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "x-catalogue": self.catalogue}

    def check(self, value: str, info: ValidationInfo) -> str:
        """Return the value; an unknown slug is an error of validation."""
        assert info.context is not None
        if value not in info.context["slugs"][self.catalogue]:
            raise PydanticCustomError("reference-inconnue", "", {"catalogue": self.catalogue})
        return value


class Prose:
    """Marks a text that people read: it holds no code and, in a portrait, names nobody.

    Portraits are validated with context["anonymous"]; contact says that a field is there
    to hold a structure's public contact.
    """

    def __init__(self, *, contact: bool = False, paragraphs: bool = False) -> None:
        self.contact = contact
        self.paragraphs = paragraphs

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # An unquoted 12 is a number for an editor, and a text here: both are right.
        return {
            **handler(schema),
            "type": ["string", "number"],
            "x-paragraphes": self.paragraphs,
            "x-contact": self.contact,
        }

    def check(self, value: str, info: ValidationInfo) -> str:
        """Return the value; code, a bad link, a person or a place is an error."""
        assert info.context is not None
        if not self.paragraphs and "\n" in value:
            raise PydanticCustomError("une-ligne", "")
        found = list(find_code(value))
        if info.context.get("anonymous") and not self.contact:
            found += find_people(value)
        for code, snippet in found:
            raise PydanticCustomError(code, "", {"snippet": snippet})
        return value


def _check_link(value: str) -> str:
    if not value.startswith("https://"):
        raise PydanticCustomError("lien-interdit", "", {"snippet": value})
    return value


def _read_whole_number(value: Any) -> Any:
    """Refuse what Python reads as a number and a person does not: 1_000, 3.0."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise PydanticCustomError("int_parsing", "")
    return value


def _read_yes_no(value: Any) -> Any:
    if isinstance(value, str) and value not in ("oui", "non"):
        raise PydanticCustomError("bool_parsing", "")
    return value == "oui" if isinstance(value, str) else value


def _check_consent(value: bool) -> bool:
    if not value:
        raise PydanticCustomError("consentement", "")
    return value


def _read_date(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_parsing", "")
    return value


def about(label: str, help: str, example: Any = None, **limits: Any) -> Any:
    """Return what is known of a field: its label, help and example in French, its limits."""
    return Field(
        title=label, description=help, examples=None if example is None else [example], **limits
    )


_OneLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Line = Annotated[_OneLine, Prose()]
Contact = Annotated[_OneLine, Prose(contact=True)]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    Prose(paragraphs=True),
]
Link = Annotated[Contact, AfterValidator(_check_link)]
Whole = Annotated[int, BeforeValidator(_read_whole_number)]
Year = Annotated[Whole, Field(ge=1900, le=2100)]
YesNo = Annotated[
    bool, BeforeValidator(_read_yes_no), WithJsonSchema({"type": "string", "enum": ["oui", "non"]})
]
Day = Annotated[date, BeforeValidator(_read_date)]
SphereSlug = Annotated[str, Reference("spheres")]


Rubrics = Annotated[tuple[Line, ...], about("Rubriques", "Les titres de l'étude d'où cela vient.")]


class Record(BaseModel):
    """Part of a file: known keys only, and nothing changes once it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Record):
    """A record that has a place of its own on the site.

    Its slug is its file's name, or its key in its catalogue: it comes in the validation
    context, as context["slug"].
    """

    address: ClassVar[str]
    _slug: str = PrivateAttr("")

    def model_post_init(self, context: Any) -> None:
        """Take the slug from the validation context."""
        self._slug = context["slug"]

    @property
    def slug(self) -> str:
        """The end of the entry's address."""
        return self._slug

    @property
    def url(self) -> str:
        """The entry's address, from the site's root."""
        return self.address.format(slug=self._slug)


Paragraphs = Annotated[
    Text | None,
    about(
        "Texte",
        "Un ou plusieurs paragraphes, séparés par une ligne vide.",
        "La cour de l'école n'avait pas un arbre.",
    ),
]
Points = Annotated[
    tuple[Text, ...],
    about("Points", "Une liste, une idée par point.", ["On sème.", "On récolte."]),
]


class _Passage(Record):
    """Something to read: paragraphs, a list, or more."""

    @model_validator(mode="after")
    def _hold_something(self) -> Self:
        names = {"texte", "points", "problemes"} & set(type(self).model_fields)
        if not any(getattr(self, name) for name in names):
            raise PydanticCustomError("bloc-vide", "")
        return self


class Block(_Passage):
    texte: Paragraphs = None
    points: Points = ()


class Section(_Passage):
    partie: Annotated[
        str,
        Reference("parties"),
        about("Partie", "La partie du portrait où la section se range.", "alliance"),
    ]
    titre: Annotated[Line, about("Titre", "Le titre de la section.", "Ce que disent les enfants")]
    texte: Paragraphs = None
    points: Points = ()


class Ages(Record):
    de: Annotated[Whole, about("De", "L'âge des plus jeunes, en années.", 6, ge=0, le=30)]
    a: Annotated[Whole, about("À", "L'âge des plus grands, en années.", 11, ge=0, le=30)]
    precision: Annotated[
        Line | None,
        about("Précision", "L'âge ou les classes, avec les mots du terrain.", "collégiens"),
    ] = None

    @model_validator(mode="after")
    def _go_upwards(self) -> Self:
        if self.de > self.a:
            raise PydanticCustomError("ages-inverses", "", {"de": self.de, "a": self.a})
        return self


class TouchedSphere(Record):
    sphere: Annotated[SphereSlug, about("Sphère", "Une des cinq sphères.", "ecole")]
    comment: Annotated[
        Line,
        about("Comment", "Comment elle est touchée, en une phrase.", "L'école ouvre sa cour."),
    ]


class TouchedLevel(Record):
    niveau: Annotated[
        str, Reference("niveaux"), about("Niveau", "Un des trois niveaux d'alliance.", "meso")
    ]
    comment: Annotated[
        Line,
        about(
            "Comment",
            "Comment l'alliance y agit, en une phrase.",
            "Enseignants et animateurs préparent les séances ensemble.",
        ),
    ]


class KeyFigure(Record):
    valeur: Annotated[Line, about("Valeur", "Le nombre, tel qu'il est connu.", "plus de 50")]
    unite: Annotated[Line, about("Unité", "Ce que mesure le nombre.", "%")]
    libelle: Annotated[
        Line, about("Libellé", "Ce que le nombre compte.", "des familles viennent chaque semaine")
    ]


class Actor(Record):
    nom: Annotated[
        Line,
        about(
            "Nom", "La fonction ou le type de structure, jamais une personne.", "Le centre social"
        ),
    ]
    role: Annotated[
        Text | None,
        about("Rôle", "Ce que fait cet acteur.", "Il prête les outils et anime les ateliers."),
    ] = None


class Difficulty(Record):
    titre: Annotated[Line, about("Titre", "Le progrès visé.", "La communication")]
    probleme: Annotated[
        Text, about("Problème", "Ce qui ne va pas encore.", "Peu de parents connaissent le jardin.")
    ]
    piste: Annotated[
        Text, about("Piste", "Ce qui pourrait y répondre.", "Afficher le programme à l'entrée.")
    ]


class Margins(Block):
    problemes: Annotated[
        tuple[Difficulty, ...],
        about("Problèmes et pistes", "Chaque problème, avec une piste."),
    ] = ()


class Alliance(Record):
    dimension_educative: Annotated[
        Block | None,
        about("Dimension éducative", "Ce que l'alliance apporte aux enfants et aux jeunes."),
    ] = None
    methode: Annotated[Block | None, about("Méthode", "La façon de travailler ensemble.")] = None
    acteurs: Annotated[tuple[Actor, ...], about("Acteurs", "Qui est là, et qui fait quoi.")] = ()
    innovation: Annotated[
        Block | None, about("Ce qui est nouveau", "Ce qui n'existait pas avant.")
    ] = None


class Transformations(Record):
    resultats_visibles: Annotated[
        Block | None, about("Résultats visibles", "Ce que l'on voit déjà.")
    ] = None
    effets_durables: Annotated[Block | None, about("Effets durables", "Ce qui s'est installé.")] = (
        None
    )
    marges_de_progres: Annotated[
        Margins | None, about("Marges de progrès", "Ce qui reste à améliorer.")
    ] = None
    perspectives: Annotated[Block | None, about("Perspectives", "Ce qui est prévu ou espéré.")] = (
        None
    )


class Provenance(Record):
    structure: Annotated[
        Contact,
        about(
            "Structure",
            "La structure qui raconte, si elle accepte d'être citée ; sinon son type.",
            "Un centre de ressources politique de la ville",
        ),
    ]
    date: Annotated[Day, about("Date", "Le jour du récit.", "2026-11-23")]
    consentement: Annotated[
        YesNo,
        AfterValidator(_check_consent),
        about(
            "Consentement",
            "Les personnes concernées ont lu le texte et acceptent qu'il soit publié.",
            "oui",
        ),
    ]
    licence: Annotated[
        str,
        Reference("licences"),
        about("Licence", "Ce que chacun pourra faire du texte.", "cc-by-sa"),
    ]


class PublicContact(Record):
    structure: Annotated[
        Contact, about("Structure", "Le nom public de la structure à joindre.", "Le centre social")
    ]
    courriel: Annotated[
        Contact | None,
        about("Courriel", "Son adresse publique.", "contact@exemple.fr", pattern=r"^\S+@\S+\.\S+$"),
    ] = None
    telephone: Annotated[
        Contact | None, about("Téléphone", "Son numéro public.", "01 23 45 67 89")
    ] = None
    site: Annotated[Link | None, about("Site", "Son site.", "https://exemple.fr")] = None


class Portrait(Entry):
    """A portrait of an educational alliance: one file of portraits/."""

    address: ClassVar[str] = "portraits/{slug}/"

    origine: Annotated[
        Literal["etude", "temoignage"],
        about(
            "Origine",
            "« temoignage » pour une expérience racontée par le terrain ; « etude » est réservé "
            "aux sept portraits de l'étude.",
            "temoignage",
        ),
    ]
    numero: Annotated[
        Whole | None,
        about("Numéro", "Le numéro de la fiche, pour les portraits de l'étude.", 1, ge=1, le=99),
    ] = None
    provenance: Annotated[
        Provenance | None,
        about("Provenance", "Qui raconte, quand, avec quel accord ; pour un témoignage."),
    ] = None
    contact_public: Annotated[
        PublicContact | None,
        about("Contact public", "Une structure que les lecteurs peuvent joindre."),
    ] = None
    titre: Annotated[
        Line,
        about("Titre", "Le titre du portrait, sans nom de lieu.", "Un jardin partagé à l'école"),
    ]
    sous_titre: Annotated[
        Line | None,
        about("Sous-titre", "Une précision sous le titre.", "Quand les parents sèment aussi"),
    ] = None
    resume: Annotated[
        Text,
        about(
            "Résumé",
            "Deux ou trois phrases : de quoi il s'agit, où cela agit, ce qui a changé.",
            "Une école et un centre social cultivent un jardin avec les parents.",
        ),
    ]
    source: Annotated[
        Line | None,
        about(
            "Source",
            "L'annexe et la fiche de l'étude, telles qu'imprimées ; pour les portraits de l'étude.",
            "Annexe 1, fiche 1",
        ),
    ] = None
    annee_label: Annotated[
        Year | None,
        about("Année du label", "L'année où la Cité éducative a été labellisée.", 2022),
    ] = None
    ages: Annotated[Ages | None, about("Âges", "L'âge des enfants et des jeunes concernés.")] = None
    spheres: Annotated[
        tuple[TouchedSphere, ...],
        about("Sphères", "Les sphères éducatives que l'action touche.", min_length=1, max_length=5),
    ]
    niveaux: Annotated[
        tuple[TouchedLevel, ...],
        about("Niveaux", "Les niveaux d'alliance où l'action se joue.", min_length=1, max_length=3),
    ]
    acteurs: Annotated[
        tuple[Annotated[str, Reference("acteurs")], ...],
        about("Types d'acteurs", "Les familles d'acteurs qui y participent.", ["parents"],
              min_length=1, max_length=15),
    ]  # fmt: skip
    themes: Annotated[
        tuple[Annotated[str, Reference("themes")], ...],
        about("Thèmes", "Un à quatre thèmes.", ["environnement"], min_length=1, max_length=4),
    ]
    chiffres_cles: Annotated[
        tuple[KeyFigure, ...], about("Chiffres clés", "Les nombres qui comptent.")
    ] = ()
    contexte: Annotated[Block, about("Contexte", "D'où part l'action : le constat, le besoin.")]
    mise_en_oeuvre: Annotated[
        Block | None, about("Mise en œuvre", "Ce qui a été fait, concrètement.")
    ] = None
    alliance: Annotated[
        Alliance, about("Alliances éducatives", "Qui s'allie, comment, autour de quoi.")
    ]
    transformations: Annotated[
        Transformations, about("Transformations", "Ce que cela change, et ce qui reste à faire.")
    ]
    leviers: Annotated[
        tuple[Line, ...],
        about("Leviers", "Ce qui a aidé.", ["Les parents décident des plantations."]),
    ] = ()
    freins: Annotated[
        tuple[Line, ...], about("Freins", "Ce qui a gêné.", ["L'été, personne n'arrose."])
    ] = ()
    sections: Annotated[
        tuple[Section, ...],
        about("Autres sections", "Ce que les parties ci-dessus n'accueillent pas."),
    ] = ()
    ressources: Annotated[
        tuple[Annotated[str, Reference("ressources")], ...],
        about(
            "Ressources",
            "Les ressources de l'annexe 2 utiles à qui voudrait faire de même ; pour les "
            "témoignages seulement, les portraits de l'étude étant rapprochés par thème.",
            ["trouve-ta-voie"],
        ),
    ] = ()

    @model_validator(mode="after")
    def _tell_its_origin(self) -> Self:
        from_study = self.numero is not None and self.source and not self.provenance
        if self.origine == "etude" and (not from_study or self.ressources or self.contact_public):
            raise PydanticCustomError("origine-etude", "")
        if self.origine == "temoignage" and (self.numero or self.source or not self.provenance):
            raise PydanticCustomError("origine-temoignage", "")
        return self


class SphereEntry(Record):
    texte: Annotated[Text, about("Texte", "Quand et pourquoi elle entre dans le modèle.")]
    rubrique: Annotated[Line, about("Rubrique", "Le titre de l'étude où cela se trouve.")]


class Sphere(Entry):
    """One of the five spheres of coeducation: one file of content/spheres/."""

    address: ClassVar[str] = "spheres/{slug}/"

    titre: Annotated[Line, about("Titre", "Le nom de la sphère.")]
    etape: Annotated[
        Whole,
        about("Étape", "Combien de sphères a le modèle quand celle-ci y entre.", 3, ge=3, le=5),
    ]
    transversale: Annotated[
        YesNo, about("Transversale", "Elle traverse toutes les autres.", "oui")
    ] = False
    definition: Annotated[Text, about("Définition", "Ce que l'étude y met.")]
    entree: Annotated[SphereEntry, about("Entrée", "Son entrée dans le modèle.")]
    effets_observes: Annotated[Block, about("Effets observés", "Ce que l'étude a observé.")]
    effets_attendus: Annotated[
        Block, about("Effets attendus", "Ce qui est attendu et n'est pas atteint.")
    ]
    liens: Annotated[
        tuple[TouchedSphere, ...], about("Liens", "Ses liens avec les autres sphères.")
    ]
    rubriques: Annotated[
        tuple[Line, ...], about("Rubriques", "Les titres de l'étude d'où cela vient.")
    ]


class ModelCentre(Record):
    titre: Annotated[Line, about("Titre", "Qui est au centre.")]
    texte: Annotated[Text, about("Texte", "Ce que l'étude en dit.")]


class ModelStep(Record):
    nombre: Annotated[Whole, about("Nombre", "Combien de sphères à cette étape.", 3, ge=3, le=5)]
    titre: Annotated[Line, about("Titre", "Le titre de l'étape.")]
    spheres: Annotated[tuple[SphereSlug, ...], about("Sphères", "Celles du modèle à cette étape.")]
    texte: Annotated[Text, about("Texte", "Ce qu'était le modèle, et pourquoi il a changé.")]
    rubrique: Annotated[Line, about("Rubrique", "Le titre de l'étude où cela se trouve.")]


class CoeducationModel(Record):
    """The five-sphere model as a whole: content/modele.yml."""

    titre: Annotated[Line, about("Titre", "Le nom du modèle.")]
    resume: Annotated[Text, about("Résumé", "Deux ou trois phrases.")]
    centre: Annotated[ModelCentre, about("Centre", "Ce qui est au centre du modèle.")]
    etapes: Annotated[tuple[ModelStep, ...], about("Étapes", "De trois à cinq sphères.")]
    transversalite: Annotated[Text, about("Transversalité", "La sphère qui traverse les autres.")]
    permeabilite: Annotated[Text, about("Perméabilité", "L'hypothèse sur les effets durables.")]
    rubriques: Annotated[
        tuple[Line, ...], about("Rubriques", "Les titres de l'étude d'où cela vient.")
    ]


class Author(Record):
    """Who signs a resource: a centre of annexe 3, or a name as printed."""

    nom: Annotated[Line | None, about("Nom", "Le nom, tel qu'imprimé.")] = None
    centre: Annotated[
        Annotated[str, Reference("centres")] | None,
        about("Centre", "Un centre de l'annexe 3.", "labo-cites"),
    ] = None

    @model_validator(mode="after")
    def _be_one_or_the_other(self) -> Self:
        if (self.nom is None) == (self.centre is None):
            raise PydanticCustomError("auteur-ambigu", "")
        return self


class Resource(Entry):
    """A record of annexe 2: an entry of content/ressources.yml."""

    address: ClassVar[str] = "ressources/#{slug}"

    titre: Annotated[Line, about("Titre", "Le titre, tel qu'imprimé.")]
    auteurs: Annotated[
        tuple[Author, ...], about("Auteurs", "Tous les auteurs, dans l'ordre.", min_length=1)
    ]
    annee: Annotated[Year, about("Année", "L'année de parution.", 2022)]
    mois: Annotated[Line | None, about("Mois", "Le mois, quand il est imprimé.", "novembre")] = None
    pages: Annotated[
        Line, about("Pages", "Leur nombre, ou de quelle à quelle.", "4", pattern=r"^\d+(-\d+)?$")
    ]
    liens: Annotated[
        tuple[Link, ...],
        about("Liens", "Les adresses, telles qu'imprimées.", ["https://exemple.fr"], min_length=1),
    ]
    themes: Annotated[
        tuple[Annotated[str, Reference("themes")], ...],
        about("Thèmes", "Un à trois thèmes.", ["sport"], min_length=1, max_length=3),
    ]
    lieu: Annotated[Line | None, about("Lieu", "Le lieu, quand le titre le dit.", "Lormont")] = None
    genre: Annotated[
        str, Reference("genres"), about("Genre", "Le genre du document.", "retour-experience")
    ]
    note: Annotated[Text | None, about("Note", "Ce qui est imprimé avec la notice.")] = None
    remarque: Annotated[
        Text | None, about("Remarque", "Ce que le site fait remarquer au lecteur.")
    ] = None


class Centre(Entry):
    """A centre of annexe 3: an entry of content/centres.yml."""

    address: ClassVar[str] = "reseau/#{slug}"

    nom: Annotated[Line, about("Nom", "Le nom, tel qu'imprimé.")]
    territoire: Annotated[Line, about("Territoire", "Où il travaille.")]
    telephone: Annotated[
        Line | None, about("Téléphone", "Le numéro, tel qu'imprimé.", "01 23 45 67 89")
    ] = None
    site: Annotated[
        Line | None,
        about("Site", "L'adresse, telle qu'imprimée.", "www.exemple.fr",
              pattern=r"^(https://|www\.)\S+$"),
    ] = None  # fmt: skip
    etat: Annotated[
        str,
        Reference("etats"),
        about("État", "En activité ou en cours de création.", "en-activite"),
    ]


class Network(Record):
    """The national network, and what a centre does: content/reseau.yml."""

    nom: Annotated[Line, about("Nom", "Le nom du réseau.")]
    telephone: Annotated[Line, about("Téléphone", "Le numéro, tel qu'imprimé.")]
    site: Annotated[Line, about("Site", "L'adresse, telle qu'imprimée.")]
    presentation: Annotated[Text, about("Présentation", "Ce que sont les centres.")]
    creation: Annotated[Text, about("Création", "D'où vient le réseau.")]
    roles: Annotated[tuple[Text, ...], about("Rôles", "Ce que fait un centre.")]
    pourquoi: Annotated[Text, about("Pourquoi", "Pourquoi des lieux entre acteurs.")]
    missions: Annotated[tuple[Text, ...], about("Missions", "Les missions de l'association.")]
    annexe2: Annotated[Text, about("Annexe 2", "L'introduction de l'annexe 2.")]
    rubriques: Annotated[
        tuple[Line, ...], about("Rubriques", "Les titres de l'étude d'où cela vient.")
    ]


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


# Anything at all: what is wrong is shown as it is written.
Verbatim = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


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
        Literal["portrait", "ressource", "chiffre"],
        about("Dans", "Le genre de fichier où il se trouve."),
    ] = "portrait"


class ErrorHelp(Record):
    """What shows a problem on its help page: an entry of content/erreurs.yml."""

    faux: Annotated[Example, about("Faux", "Ce qui ne va pas.")]
    juste: Annotated[Example, about("Juste", "Ce qu'il faut écrire.")]


def _read_number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", value):
            raise PydanticCustomError("number_parsing", "")
        return float(value) if "." in value else int(value)
    return value


Number = Annotated[int | float, BeforeValidator(_read_number), WithJsonSchema({"type": "number"})]
Rubric = Annotated[Line, about("Rubrique", "Le titre de l'étude où cela se trouve.")]
FigureSlug = Annotated[str, Reference("chiffres")]


class FigureColumn(Record):
    cle: Annotated[Line, about("Clé", "Le nom court de la colonne.", "avant")]
    titre: Annotated[Line, about("Titre", "Le titre de la colonne.", "Avant le label")]


class FigureValue(Record):
    """One cell, as printed: a count, a rate, words, or why there is none."""

    nombre: Annotated[Number | None, about("Nombre", "L'effectif, tel qu'imprimé.", 87)] = None
    taux: Annotated[Number | None, about("Taux", "La part en %, telle qu'imprimée.", 42)] = None
    texte: Annotated[Line | None, about("Texte", "Ce qui n'est imprimé qu'en mots.")] = None
    etat: Annotated[
        Literal["non-publie", "non-concerne"] | None,
        about("État", "Pourquoi il n'y a pas de valeur.", "non-publie"),
    ] = None


class FigureRow(Record):
    cle: Annotated[Line, about("Clé", "Le nom court de la ligne.", "ville")]
    titre: Annotated[Line, about("Titre", "Le titre de la ligne.", "Ville")]
    valeurs: Annotated[tuple[FigureValue, ...], about("Valeurs", "Une par colonne.", min_length=1)]
    note: Annotated[Text | None, about("Note", "Une précision sur la ligne.")] = None


class Claim(Record):
    """What printed numbers claim, to be computed again; or two sentences that disagree."""

    genre: Annotated[
        Literal["taux", "somme", "egalite", "renvoi", "recouvrement", "phrases"],
        about("Genre", "Ce qui est vérifié.", "taux"),
    ]
    lignes: Annotated[
        tuple[Line, ...], about("Lignes", "Les lignes concernées ; sinon toutes.")
    ] = ()
    ligne: Annotated[Line | None, about("Ligne", "La ligne comparée.")] = None
    colonne: Annotated[Line | None, about("Colonne", "La colonne concernée.")] = None
    mesure: Annotated[
        Literal["nombre", "taux"] | None, about("Mesure", "Ce qui est compté.", "taux")
    ] = None
    base: Annotated[Number | None, about("Base", "Le dénominateur du taux.", 208)] = None
    total: Annotated[Number | None, about("Total", "Ce que la somme doit faire.", 100)] = None
    ailleurs: Annotated[Number | None, about("Ailleurs", "Le même nombre, imprimé ailleurs.")] = (
        None
    )
    rubrique: Annotated[Line | None, about("Rubrique", "Où il est imprimé ailleurs.")] = None
    chiffre: Annotated[FigureSlug | None, about("Chiffre", "L'autre chiffre.")] = None
    autre_ligne: Annotated[Line | None, about("Autre ligne", "Sa ligne.")] = None
    autre_colonne: Annotated[Line | None, about("Autre colonne", "Sa colonne.")] = None
    explication: Annotated[Text | None, about("Explication", "Ce qu'il faut en comprendre.")] = None
    ici: Annotated[Text | None, about("Ici", "Ce que dit une phrase, reformulé.")] = None
    rubrique_ici: Annotated[Line | None, about("Rubrique ici", "Où.")] = None
    la: Annotated[Text | None, about("Là", "Ce que dit l'autre phrase, reformulé.")] = None
    rubrique_la: Annotated[Line | None, about("Rubrique là", "Où.")] = None

    NEEDS: ClassVar[dict[str, tuple[str, ...]]] = {
        "taux": ("base",),
        "somme": ("mesure", "total"),
        "egalite": ("ligne", "mesure", "ailleurs", "rubrique"),
        "renvoi": ("ligne", "mesure", "chiffre", "autre_ligne"),
        "recouvrement": ("explication",),
        "phrases": ("ici", "la", "explication"),
    }

    @model_validator(mode="after")
    def _hold_what_it_needs(self) -> Self:
        missing = [name for name in self.NEEDS[self.genre] if getattr(self, name) is None]
        if missing:
            values = {"genre": self.genre, "missing": ", ".join(missing)}
            raise PydanticCustomError("verification-incomplete", "", values)
        return self


class Figure(Entry):
    """A figure of the study: one file of content/chiffres/."""

    address: ClassVar[str] = "chiffres/{slug}/"

    titre: Annotated[Line, about("Titre", "Ce que le chiffre montre, en une phrase.")]
    question: Annotated[Line, about("Question", "La question à laquelle il répond.")]
    constat: Annotated[Text, about("Constat", "Ce qu'il montre, avec son nombre.")]
    mesure: Annotated[Line, about("Mesure", "Ce qui est mesuré, et en quoi.")]
    population: Annotated[Line, about("Population", "Qui est compté.")]
    effectif: Annotated[Whole | None, about("Effectif", "Combien, tel qu'imprimé.", 208)] = None
    effectif_note: Annotated[Text | None, about("Note sur l'effectif", "Ce qu'est la base.")] = None
    source: Annotated[Line, about("Source", "D'où viennent les données, tel qu'imprimé.")]
    rubrique: Rubric
    forme: Annotated[
        Literal["barres", "empilees", "tableau"],
        about("Forme", "Comment il est dessiné.", "barres"),
    ]
    unite: Annotated[Line | None, about("Unité", "L'unité des valeurs dessinées.", "%")] = None
    colonnes: Annotated[
        tuple[FigureColumn, ...], about("Colonnes", "Quand il y a plusieurs valeurs par ligne.")
    ] = ()
    lignes: Annotated[tuple[FigureRow, ...], about("Lignes", "Les lignes.", min_length=1)]
    reserves: Annotated[tuple[Text, ...], about("Réserves", "Ce qu'il faut garder en tête.")] = ()
    verifications: Annotated[
        tuple[Claim, ...], about("Vérifications", "Ce que les nombres affirment.")
    ] = ()

    @model_validator(mode="after")
    def _be_a_table(self) -> Self:
        width = len(self.colonnes) or 1
        for row in self.lignes:
            if len(row.valeurs) != width:
                raise PydanticCustomError(
                    "valeurs-par-colonne", "", {"title": row.titre, "width": width}
                )
        return self


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


class CitedPortrait(Record):
    portrait: Annotated[str, Reference("portraits"), about("Portrait", "Le portrait cité.")]
    comment: Annotated[Text, about("Comment", "Ce qu'il illustre.")]


class ChapterSection(Record):
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


class Finding(Record):
    texte: Annotated[Line, about("Texte", "Le constat, en une phrase.")]
    lien: Annotated[
        str, Reference("adresses"), about("Lien", "La page du détail.", "cooperation/maturite")
    ]
    chiffre: Annotated[FigureSlug | None, about("Chiffre", "Le chiffre qui le porte.")] = None
    ecart: Annotated[Text | None, about("Écart", "Ce que le corps de l'étude dit autrement.")] = (
        None
    )


class SynthesisPart(Record):
    titre: Annotated[Line, about("Titre", "Le titre de la partie.")]
    constats: Annotated[tuple[Finding, ...], about("Constats", "Ses constats.")]


class Synthesis(Record):
    """The study in ten minutes: content/synthese.yml."""

    titre: Annotated[Line, about("Titre", "Le titre de la page.")]
    resume: Annotated[Text, about("Résumé", "Ce que l'on y lit.")]
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
