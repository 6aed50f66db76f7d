"""Annexes 2 and 3: resources, centres and their network."""

from typing import Annotated, ClassVar

from .rules import AllDistinct, OneOnly, Rule
from .types import Entry, Lecture, Line, Link, Record, Reference, Text, Year, about, reading_of


class Author(Record):
    """The author of a resource: a centre of annexe 3, or a name as printed."""

    rules: ClassVar[tuple[Rule, ...]] = (OneOnly("auteur-ambigu", ("nom", "centre")),)

    nom: Annotated[Line | None, about("Nom", "Le nom, tel qu'imprimé.")] = None
    centre: Annotated[
        Annotated[str, Reference("centres")] | None,
        about("Centre", "Un centre de l'annexe 3.", "labo-cites"),
    ] = None


class Resource(Entry):
    """A record of annexe 2: an entry of content/ressources.yml."""

    address: ClassVar[str] = "ressources/{slug}/"
    rules: ClassVar[tuple[Rule, ...]] = (
        AllDistinct("element-double", "liens"),
        AllDistinct("element-double", "themes"),
        reading_of("remarque"),
    )

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
    lecture: Lecture = None


class Centre(Entry):
    """A centre of annexe 3: an entry of content/centres.yml."""

    address: ClassVar[str] = "reseau/#{slug}"
    rules: ClassVar[tuple[Rule, ...]] = (AllDistinct("element-double", "departements"),)

    nom: Annotated[Line, about("Nom", "Le nom, tel qu'imprimé.")]
    territoire: Annotated[Line, about("Territoire", "Où il travaille, tel qu'imprimé.")]
    departements: Annotated[
        tuple[Line, ...],
        about(
            "Départements",
            "Les siens, quand l'annexe 2 les nomme et que le territoire ne le fait pas.",
            ["Gard", "Hérault"],
            "un département",
        ),
    ] = ()
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
