"""What is offered to be changed in an office program: which files, and what each is made from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..schema.types import Line
from ..study.addresses import OFFICE
from ..study.study import Study
from .sheets import write_grid, write_scale
from .slides import Model, write_slides
from .words import Words

POWERPOINT, WORD = "PowerPoint", "Word"
HEADLINES = "L'essentiel, en diapositives"


@dataclass(frozen=True)
class OfficeFile:
    """A file to offer: where it is, what it is, the page that it is about, and how it is written.

    genre says what it is for, as that of a document to print; format is that of its paper or of its
    slides; context holds all that it is made from.
    """

    url: str
    titre: Line
    genre: str
    page: str
    format: str
    sorte: str
    context: Mapping[str, Any]
    write: Callable[[], bytes]


def list_office_files(study: Study, words: Words) -> Iterator[OfficeFile]:
    """Yield every file: the headline figures and the model, each figure, each canvas."""
    model = Model(study.modele, tuple(study.spheres.values()))
    figures = tuple(study.chiffres[slug] for slug in study.accueil.chiffres)
    yield OfficeFile(
        f"{OFFICE}essentiel.pptx", HEADLINES, "diapositives", "chiffres/", "16/9", POWERPOINT,
        {"chiffres": figures, "modele": model},
        partial(write_slides, HEADLINES, figures, words, model),
    )  # fmt: skip
    for figure in study.chiffres.values():
        yield OfficeFile(
            f"{OFFICE}{figure.url.removesuffix('/')}.pptx", figure.titre, "diapositive", figure.url,
            "16/9", POWERPOINT, {"chiffres": (figure,)},
            partial(write_slides, figure.titre, (figure,), words),
        )  # fmt: skip
    grid = study.imprimer.comparaison
    yield OfficeFile(
        f"{OFFICE}comparaison.docx", grid.titre, "comparaison", "portraits/comparer/", "A4", WORD,
        {"grille": grid}, partial(write_grid, grid, words),
    )  # fmt: skip
    for slug, scale in study.reperes.items():
        cited = {each.chiffre for part in scale.parties for each in part.chiffres}
        beside = {name: study.chiffres[name] for name in sorted(cited)}
        yield OfficeFile(
            f"{OFFICE}reperes/{slug}.docx", scale.titre, "repere", scale.url, "A4", WORD,
            {"repere": scale, "chiffres": beside}, partial(write_scale, scale, beside, words),
        )  # fmt: skip
