"""What is printed of a study: each document, and what its template is given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..charts.charts import Drawing, write_value
from ..office.grid import list_stages
from ..schema.canvases import Scale
from ..schema.figures import Figure
from ..schema.portrait import Portrait
from ..site.contexts import name_chapters, target
from ..study.addresses import PRINTS
from ..study.settings import Settings
from ..study.study import PlainText, Study
from ..text.typography import sort_key

SHEET_PAGES = 2
MOST_OCTETS = 400_000
READING_OCTETS = 3_000_000
PAPERS = ("A4", "A3")


@dataclass(frozen=True)
class Document:
    """A document to print: where it goes, and what it is made from.

    genre says what it is for (content/imprimer.yml), template is its file in overrides/imprimes/,
    page the address of the page of the site that it says. A document longer than most_pages is made
    again with less detail: its context has « niveau », from 0, which is all, to levels - 1.
    """

    url: str
    titre: str
    genre: str
    template: str
    page: str
    context: Mapping[str, Any]
    format: str = "A4"
    most_pages: int = 0
    levels: int = 1
    most_octets: int = MOST_OCTETS


@dataclass(frozen=True)
class ShownFigure:
    """A figure, what its cells say by the key of their row, and its chart where it has one.

    lacunaire tells that most of its values are missing: its finding tells what is known.
    """

    chiffre: Figure
    valeurs: Mapping[str, tuple[str, ...]]
    dessin: Drawing | None
    lacunaire: bool


def list_documents(
    study: Study, settings: Settings, charts: Mapping[str, Drawing]
) -> Iterator[Document]:
    """Yield every document to print; charts are the drawings of figures, by slug.

    Where the owner's settings say so, the reading of the whole study is not one of them; nor is
    the interview grid of a site that is archived: nobody would receive it.
    """
    for portrait in study.portraits.values():
        yield _describe_sheet(study, portrait)
    yield Document(
        f"{PRINTS}animer.pdf", study.imprimer.animer.titre, "animer", "animer.typ", "imprimer/",
        {"imprimer": study.imprimer},
    )  # fmt: skip
    if not settings["archive"]:
        yield Document(
            f"{PRINTS}grille.pdf", study.imprimer.grille.titre, "grille", "grille.typ",
            "contribuer/",
            {"grille": study.imprimer.grille, "etapes": list_stages(study)},
        )  # fmt: skip
    yield from _list_canvases(study, charts)
    yield Document(
        f"{PRINTS}centres.pdf", "Les centres de ressources", "centres", "centres.typ", "reseau/",
        {"centres": tuple(study.centres.values()), "reseau": study.reseau}, most_pages=1, levels=4,
    )  # fmt: skip
    yield _describe_preparation(study, charts)
    for text in study.plain_texts:
        yield _describe_plain(study, text)
    yield Document(
        f"{PRINTS}en-clair.pdf", "Tout en clair", "livret", "livret.typ", "en-clair/",
        {"textes": study.plain_texts},
    )  # fmt: skip
    if settings["lecture_imprimee"] != "non":
        yield _describe_reading(study, charts)


def _list_canvases(study: Study, charts: Mapping[str, Drawing]) -> Iterator[Document]:
    """Yield the canvases to fill in by hand, each for a wall and for a table."""
    levels = study.vocabulaires["niveaux"]
    printing = {"imprimer": study.imprimer}
    canvases: list[tuple[str, str, str, str, Mapping[str, Any]]] = [
        *(
            (
                f"reperes/{slug}", scale.titre, "repere", scale.url,
                _describe_scale(study, scale, charts),
            )
            for slug, scale in study.reperes.items()
        ),
        (
            "echiquier", study.echiquier.titre, "echiquier", "echiquier/",
            {"echiquier": study.echiquier, "niveaux": levels},
        ),
        (
            "spheres", study.imprimer.spheres.titre, "spheres", "spheres/",
            printing | {"fiches": dict(study.spheres), "modele": study.modele},
        ),
        (
            "comparaison", study.imprimer.comparaison.titre, "comparaison", "portraits/comparer/",
            printing,
        ),
    ]  # fmt: skip
    for name, title, genre, page, context in canvases:
        for paper in PAPERS:
            yield Document(
                f"{PRINTS}{name}-{paper.lower()}.pdf", title, genre, f"{genre}.typ", page,
                {**context, "papier": paper.lower()}, format=paper,
            )  # fmt: skip


def _describe_scale(study: Study, scale: Scale, charts: Mapping[str, Drawing]) -> Mapping[str, Any]:
    cited = {each.chiffre for part in scale.parties for each in part.chiffres}
    return {"repere": scale, "chiffres": _show_figures(study, cited, charts)}


def _describe_preparation(study: Study, charts: Mapping[str, Drawing]) -> Document:
    prepared = study.preparer
    return Document(
        f"{PRINTS}preparer.pdf", prepared.titre, "preparer", "preparer.typ", "preparer/",
        {
            "preparer": prepared,
            "chiffres": _show_figures(study, {q.chiffre for q in prepared.questions}, charts),
            "chapitres": name_chapters(study, (q.lien for q in prepared.questions)),
        },
        most_pages=2, levels=4,
    )  # fmt: skip


def _describe_reading(study: Study, charts: Mapping[str, Drawing]) -> Document:
    """The site's own restatement of the study, as one document."""
    chapters = tuple(study.chapitres.values())
    return Document(
        f"{PRINTS}lecture.pdf", "L'étude, lue par ce site", "lecture", "lecture.typ", "synthese/",
        {
            "synthese": study.synthese,
            "chapitres": chapters,
            "modeles": dict(study.modeles),
            "chiffres": _show_figures(study, study.chiffres, charts),
            "portraits": {slug: target(portrait) for slug, portrait in study.portraits.items()},
            "fiches": tuple(study.spheres.values()),
            "termes": sorted(study.glossaire.values(), key=lambda term: sort_key(term.terme)),
        },
        most_octets=READING_OCTETS,
    )  # fmt: skip


def _show_figures(
    study: Study, slugs: Iterable[str], charts: Mapping[str, Drawing]
) -> dict[str, ShownFigure]:
    shown = {}
    for slug in sorted(slugs):
        figure = study.chiffres[slug]
        words = {
            row.cle: tuple(write_value(v, rate_first=figure.unite == "%") for v in row.valeurs)
            for row in figure.lignes
        }
        shown[slug] = ShownFigure(figure, words, charts.get(slug), figure.mostly_missing)
    return shown


def _describe_sheet(study: Study, portrait: Portrait) -> Document:
    cuts = _rank_sections(portrait)
    licence = portrait.provenance and study.vocabulaires["licences"][portrait.provenance.licence]
    return Document(
        f"{PRINTS}{portrait.url.removesuffix('/')}.pdf", portrait.titre, "fiche", "fiche.typ",
        portrait.url,
        {
            "portrait": portrait,
            "etude": study.find_edition(portrait.edition),
            "licence": licence and licence.titre,
            "imprimer": study.imprimer,
            "coupes": cuts,
        },
        most_pages=SHEET_PAGES, levels=2 + len(cuts) + 4,  # fiche.typ says what each leaves out
    )  # fmt: skip


def _rank_sections(portrait: Portrait) -> list[int]:
    """Return the ranks of the sections that the grid does not hold, the first to leave out first.

    What tells alone of its part of the story stays longest; then the longest go first.
    """
    told = {"contexte", "transformations"}
    if portrait.mise_en_oeuvre or portrait.alliance.methode:
        told.add("mise-en-oeuvre")
    if portrait.alliance.acteurs:
        told.add("alliance")

    def weigh(rank: int) -> tuple[bool, int]:
        section = portrait.sections[rank]
        texts = [section.texte or "", *section.points]
        return section.partie not in told, -sum(map(len, texts))

    return sorted(range(len(portrait.sections)), key=weigh)


def _describe_plain(study: Study, text: PlainText) -> Document:
    return Document(
        f"{PRINTS}en-clair/{text.url.removesuffix('/')}.pdf", f"{text.title} (en clair)",
        "en-clair", "en-clair.typ", f"{text.url}en-clair/",
        {"texte": text, "etude": study.find_edition(text.edition)}, most_pages=1, levels=4,
    )  # fmt: skip
