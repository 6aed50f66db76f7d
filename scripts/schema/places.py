"""Names of places, and the words that look like one: what keeps a portrait anonymous."""

from typing import Annotated

from pydantic import Field

from .types import Line, Link, Record, about

EMPTY, GAP = "..", "|"  # on the map: a place without a region, a space between columns

# Cells apart from one another by a space: a region's code, or one of the two marks.
_ROW = r"^(\.\.|\||[0-9]{2,3})( (\.\.|\||[0-9]{2,3}))*$"


class Region(Record):
    code: Annotated[Line, about("Code", "Son code officiel.", "11")]
    nom: Annotated[Line, about("Nom", "Son nom.", "Île-de-France")]


class Department(Record):
    code: Annotated[Line, about("Code", "Son numéro.", "93")]
    nom: Annotated[Line, about("Nom", "Son nom.", "Seine-Saint-Denis")]
    region: Annotated[Line, about("Région", "Le code de sa région.", "11")]
    communes: Annotated[
        tuple[Line, ...],
        about("Communes", "Celles de plus de 10 000 habitants.", ["Bobigny"], "une commune"),
    ] = ()


class Places(Record):
    """The administrative places of France: content/lieux.yml, made by `make places`."""

    source: Annotated[Link, about("Source", "D'où viennent ces noms.")]
    licence: Annotated[Line, about("Licence", "Celle de la source.", "Licence Ouverte 2.0")]
    regions: Annotated[tuple[Region, ...], about("Régions", "Toutes, outre-mer compris.")]
    departements: Annotated[
        tuple[Department, ...], about("Départements", "Tous, avec leurs grandes communes.")
    ]


class Map(Record):
    """Where each region stands on the map of the network: content/carte.yml."""

    rangees: Annotated[
        tuple[Annotated[Line, Field(pattern=_ROW)], ...],
        about(
            "Rangées",
            "Du nord au sud : le code d'une région par case, « .. » vide, « | » un intervalle.",
            [".. 28 11 44 | 02"],
            "une rangée",
            min_length=1,
        ),
    ]

    @property
    def codes(self) -> list[tuple[int, str]]:
        """The code of each region, after the rank of its row."""
        return [
            (rank, cell)
            for rank, row in enumerate(self.rangees)
            for cell in row.split()
            if cell not in (EMPTY, GAP)
        ]


class Lookalikes(Record):
    """Words that look like a person or a place: content/homonymes.yml."""

    lieux_courants: Annotated[
        tuple[Line, ...],
        about(
            "Lieux au nom courant",
            "Les lieux qui portent le nom d'une chose, d'un prénom : un doute, pas une faute.",
            ["Sens"],
        ),
    ]
    autres_lieux: Annotated[
        tuple[Line, ...],
        about("Autres lieux", "Ceux que le découpage administratif n'a pas, ou plus.", ["Alsace"]),
    ]
    pas_des_personnes: Annotated[
        tuple[Line, ...],
        about(
            "Pas des personnes", "Ce qui suit « maître » ou « me » sans nommer personne.", ["Too"]
        ),
    ]
    pas_des_lieux: Annotated[
        tuple[Line, ...],
        about(
            "Pas des lieux",
            "Ce qui suit « école », « ville » ou « collège » sans nommer un lieu.",
            ["Montessori"],
        ),
    ]
    fonctions: Annotated[
        tuple[Line, ...],
        about(
            "Fonctions",
            "Ce qui suit un titre sans nommer une personne.",
            ["Adjoint"],
        ),
    ]
