"""What is printed of a study: each document, and what its template is given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..schema.portrait import Portrait
from ..study.addresses import PRINTS
from ..study.study import PlainText, Study

SHEET_PAGES = 2
MOST_OCTETS = 400_000


@dataclass(frozen=True)
class Document:
    """A document to print: where it goes, and what it is made from.

    genre says what it is for (content/imprimer.yml), template is its file in overrides/imprimes/,
    page the address of the page of the site that it says. A document of most_pages may be given
    less and less detail: context has « niveau », from 0 to levels - 1.
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


def list_documents(study: Study) -> Iterator[Document]:
    """Yield every document to print."""
    for portrait in study.portraits.values():
        yield _describe_sheet(study, portrait)
    for text in study.plain_texts:
        yield _describe_plain(text)
    yield Document(
        f"{PRINTS}en-clair.pdf", "Tout en clair", "livret", "livret.typ", "en-clair/",
        {"textes": study.plain_texts},
    )  # fmt: skip


def _describe_sheet(study: Study, portrait: Portrait) -> Document:
    cuts = _rank_sections(portrait)
    licence = portrait.provenance and study.vocabulaires["licences"][portrait.provenance.licence]
    return Document(
        f"{PRINTS}{portrait.url.rstrip('/')}.pdf", portrait.titre, "fiche", "fiche.typ",
        portrait.url,
        {
            "portrait": portrait,
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


def _describe_plain(text: PlainText) -> Document:
    return Document(
        f"{PRINTS}en-clair/{text.url.rstrip('/')}.pdf", f"{text.title} (en clair)", "en-clair",
        "en-clair.typ", f"{text.url}en-clair/", {"texte": text}, most_pages=1, levels=4,
    )  # fmt: skip
