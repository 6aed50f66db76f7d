"""The figures of the study, and what their numbers claim: content/chiffres/."""

from functools import cached_property
from typing import Annotated, ClassVar, Literal

from .rules import FullRows, OwedBy, Rule
from .types import (
    Edition,
    Entry,
    FigureSlug,
    Lecture,
    Line,
    Number,
    Record,
    Rubric,
    Text,
    Whole,
    Year,
    YesNo,
    about,
)

MOST_SIGNS = 400  # squares or dots in a drawing: nobody counts more one by one
COUNTED = {"ge": 1, "le": 100_000_000}  # limits of the size of a population


class FigureColumn(Record):
    cle: Annotated[Line, about("Clé", "Le nom court de la colonne.", "avant")]
    titre: Annotated[Line, about("Titre", "Le titre de la colonne.", "Avant le label")]


class FigureValue(Record):
    """One cell, as printed: a count, a rate, words, or why there is none."""

    nombre: Annotated[Number | None, about("Nombre", "L'effectif, tel qu'imprimé.", 87)] = None
    taux: Annotated[Number | None, about("Taux", "La part en %, telle qu'imprimée.", 42)] = None
    base: Annotated[
        Number | None,
        about("Base", "Sur combien, si la base change d'une valeur à l'autre.", 188, **COUNTED),
    ] = None
    texte: Annotated[Line | None, about("Texte", "Ce qui n'est imprimé qu'en mots.")] = None
    etat: Annotated[
        Literal["non-concerne", "non-donne", "dans-un-graphique"] | None,
        about(
            "État",
            "Pourquoi il n'y a pas de valeur : l'étude répond « NC », ne dit rien, ou ne le dit "
            "que dans une image.",
            "non-donne",
        ),
    ] = None


class FigureRow(Record):
    cle: Annotated[Line, about("Clé", "Le nom court de la ligne.", "ville")]
    titre: Annotated[Line, about("Titre", "Le titre de la ligne.", "Ville")]
    valeurs: Annotated[tuple[FigureValue, ...], about("Valeurs", "Une par colonne.", min_length=1)]
    dans: Annotated[
        Line | None, about("Dans", "La ligne dont celle-ci est une partie.", "ville")
    ] = None
    note: Annotated[Text | None, about("Note", "Une précision sur la ligne.")] = None


class Part(Record):
    """A part of a population, whose rate is a row of a figure, and how many it is."""

    ligne: Annotated[Line, about("Ligne", "La ligne qui donne le taux de la partie.", "ville")]
    base: Annotated[Number, about("Base", "Combien elle compte.", 45, **COUNTED)]


class Claim(Record):
    """What printed numbers claim, to be computed again; or two sentences that disagree."""

    rules: ClassVar[tuple[Rule, ...]] = (
        OwedBy(
            "verification-incomplete",
            "genre",
            {
                "taux": ("base",),
                "somme": ("mesure", "total"),
                "egalite": ("ligne", "mesure", "ailleurs", "rubrique"),
                "renvoi": ("ligne", "mesure", "chiffre", "autre_ligne"),
                "parties": ("ligne", "base", "parties"),
                "recouvrement": ("explication",),
                "phrases": ("ici", "la", "explication", "lecture"),
            },
        ),
    )

    genre: Annotated[
        Literal["taux", "somme", "egalite", "renvoi", "parties", "recouvrement", "phrases"],
        about("Genre", "Ce qui est vérifié.", "taux"),
    ]
    lecture: Lecture = None
    lignes: Annotated[
        tuple[Line, ...], about("Lignes", "Les lignes concernées ; sinon toutes.")
    ] = ()
    ligne: Annotated[Line | None, about("Ligne", "La ligne comparée.")] = None
    colonne: Annotated[Line | None, about("Colonne", "La colonne concernée.")] = None
    mesure: Annotated[
        Literal["nombre", "taux"] | None, about("Mesure", "Ce qui est compté.", "taux")
    ] = None
    base: Annotated[Number | None, about("Base", "Le dénominateur du taux.", 208, **COUNTED)] = None
    total: Annotated[Number | None, about("Total", "Ce que la somme doit faire.", 100)] = None
    ailleurs: Annotated[Number | None, about("Ailleurs", "Le même nombre, imprimé ailleurs.")] = (
        None
    )
    rubrique: Annotated[Line | None, about("Rubrique", "Où il est imprimé ailleurs.")] = None
    chiffre: Annotated[FigureSlug | None, about("Chiffre", "L'autre chiffre.")] = None
    autre_ligne: Annotated[Line | None, about("Autre ligne", "Sa ligne.")] = None
    autre_colonne: Annotated[Line | None, about("Autre colonne", "Sa colonne.")] = None
    parties: Annotated[
        tuple[Part, ...],
        about("Parties", "Les parts de la base, lignes de l'autre chiffre ou d'ici."),
    ] = ()
    explication: Annotated[Text | None, about("Explication", "Ce qu'il faut en comprendre.")] = None
    ici: Annotated[Text | None, about("Ici", "Ce que dit une phrase, reformulé.")] = None
    rubrique_ici: Annotated[Line | None, about("Rubrique ici", "Où.")] = None
    la: Annotated[Text | None, about("Là", "Ce que dit l'autre phrase, reformulé.")] = None
    rubrique_la: Annotated[Line | None, about("Rubrique là", "Où.")] = None


class Figure(Entry):
    """A figure of the study: one file of content/chiffres/."""

    address: ClassVar[str] = "chiffres/{slug}/"
    embed: ClassVar[str] = "chiffres/{slug}/integrer/"  # what other sites show in a frame
    rules: ClassVar[tuple[Rule, ...]] = (
        FullRows("valeurs-par-colonne", "lignes", "valeurs", "colonnes"),
    )

    titre: Annotated[Line, about("Titre", "Ce que le chiffre montre, en une phrase.")]
    question: Annotated[Line, about("Question", "La question à laquelle il répond.")]
    constat: Annotated[Text, about("Constat", "Ce qu'il montre, avec son nombre.")]
    mesure: Annotated[Line, about("Mesure", "Ce qui est mesuré, et en quoi.")]
    population: Annotated[Line, about("Population", "Qui est compté.")]
    effectif: Annotated[Whole | None, about("Effectif", "Combien, tel qu'imprimé.", 208)] = None
    effectif_note: Annotated[Text | None, about("Note sur l'effectif", "Ce qu'est la base.")] = None
    annee: Annotated[Year | None, about("Année", "L'année des données, imprimée.", 2024)] = None
    declare: Annotated[
        YesNo, about("Déclaré", "Les Cités l'ont déclaré dans la Revue de projet.", "oui")
    ]
    edition: Annotated[
        Edition, about("Édition", "L'édition de l'étude qui l'imprime, par son année.", 2026)
    ]
    remplace: Annotated[
        FigureSlug | None,
        about(
            "Remplace",
            "Le chiffre d'une édition plus ancienne que celui-ci remplace. La page de l'ancien "
            "reste, et le dit.",
            "stades-de-maturite",
        ),
    ] = None
    source: Annotated[Line, about("Source", "D'où viennent les données, tel qu'imprimé.")]
    rubrique: Rubric
    forme: Annotated[
        Literal["barres", "empilees", "carres", "points", "phrase", "tableau"],
        about(
            "Forme",
            "Comment il est dessiné : des barres, des barres empilées, un carré ou un point pour "
            "chacun de ceux qui sont comptés, ses valeurs en grand, ou un tableau seul.",
            "barres",
        ),
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

    @property
    def annee_a_dire(self) -> int | None:
        """The year of the data, where the population does not say it already."""
        return self.annee if str(self.annee) not in self.population else None

    @cached_property
    def embed_url(self) -> str:
        """The address of the page that other sites show in a frame."""
        return self.embed.format(slug=self.slug)

    @property
    def is_counted(self) -> bool:
        """Whether it is drawn with a sign for each of those who are counted."""
        return self.forme in ("carres", "points")

    def find_whole(self, value: FigureValue) -> float:
        """Return the number of which a value is a part; 0 where it is not said."""
        return value.base or self.effectif or 0

    @property
    def mostly_missing(self) -> bool:
        """Whether most of its values are missing from the text: the finding tells what is known."""
        cells = [value for row in self.lignes for value in row.valeurs]
        missing = [value for value in cells if value.etat in ("non-donne", "dans-un-graphique")]
        return 2 * len(missing) > len(cells)
