"""The five spheres of coeducation and their model: content/spheres/ and content/modele.yml."""

from typing import Annotated, ClassVar

from .types import (
    Block,
    Entry,
    Line,
    PlainWords,
    Record,
    Rubric,
    SphereSlug,
    Text,
    TouchedSphere,
    Whole,
    YesNo,
    about,
)


class SphereEntry(Record):
    texte: Annotated[Text, about("Texte", "Quand et pourquoi elle entre dans le modèle.")]
    rubrique: Rubric


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
    note: Annotated[
        Line | None, about("Note", "Ce que l'étude ne dit pas, à propos de cette définition.")
    ] = None
    en_clair: PlainWords
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

    @property
    def nom(self) -> str:
        """Its name where nothing else says that it is a sphere."""
        return f"Sphère {self.titre.lower()}"


class ModelCentre(Record):
    titre: Annotated[Line, about("Titre", "Qui est au centre.")]
    texte: Annotated[Text, about("Texte", "Ce que l'étude en dit.")]


class ModelStep(Record):
    nombre: Annotated[Whole, about("Nombre", "Combien de sphères à cette étape.", 3, ge=3, le=5)]
    titre: Annotated[Line, about("Titre", "Le titre de l'étape.")]
    spheres: Annotated[tuple[SphereSlug, ...], about("Sphères", "Celles du modèle à cette étape.")]
    texte: Annotated[Text, about("Texte", "Ce qu'était le modèle, et pourquoi il a changé.")]
    rubrique: Rubric


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
