"""Pages offer what was printed of them, with its size, and nothing that was not."""

import json
import re
from dataclasses import replace

import pytest

from scripts.site.prints import Print
from scripts.study.study import Study
from tests.conftest import assemble

SHEET = Print(
    "imprimes/portraits/jardin.pdf", "Un jardin", "fiche", "portraits/jardin/", "A4", 2, 58_000
)
PLAIN = Print(
    "imprimes/en-clair/portraits/cafe.pdf", "Un café", "en-clair", "portraits/cafe/en-clair/",
    "A4", 1, 21_000,
)  # fmt: skip
BOARD = Print("imprimes/spheres-a3.pdf", "Nos sphères", "spheres", "spheres/", "A3", 1, 30_000)


def show(study: Study, prints: list[Print]) -> dict[str, str]:
    site = assemble(study, prints=prints)
    pages = {page.url: " ".join(page.document.split()) for page in site.make_pages()}
    return pages | {"imprimer/": " ".join(site.show_block("imprimer", "imprimer/").split())}


def test_a_page_offers_what_was_printed_of_it_with_its_size(small_study: Study) -> None:
    pages = show(small_study, [SHEET, PLAIN, BOARD])
    sheet = 'href="../../imprimes/portraits/jardin.pdf">Imprimer la fiche (2 pages, PDF de 57'
    assert sheet in pages["portraits/jardin/"]
    plain = "imprimes/en-clair/portraits/cafe.pdf"
    alone = pages["portraits/cafe/en-clair/"]
    assert f'href="../../../{plain}">Imprimer cette page (1 page,' in alone
    offering = {url for url, page in pages.items() if ".pdf" in page}
    assert offering == {
        "portraits/jardin/", "portraits/cafe/en-clair/", "imprimer/"
    }  # fmt: skip


@pytest.mark.parametrize(("block", "page"), [("preparer", "preparer/")])
def test_the_page_of_a_tool_offers_its_paper(small_study: Study, block: str, page: str) -> None:
    paper = Print(f"imprimes/{block}-a4.pdf", "Un canevas", block, page, "A4", 1, 30_000)
    other = Print("imprimes/autre.pdf", "Un autre", block, "autre/", "A4", 1, 30_000)
    shown = assemble(small_study, prints=[paper, other]).show_block(block, page)
    assert paper.url in shown
    assert other.url not in shown


def test_the_page_of_prints_lists_them_by_use(small_study: Study) -> None:
    page = show(small_study, [SHEET, PLAIN])["imprimer/"]
    assert page.index(">Raconter</h2>") < page.index("jardin.pdf") < page.index("cafe.pdf")
    assert "Lire à plusieurs" not in page, "nothing was printed for it"


def test_where_nothing_was_printed_nothing_is_offered(small_study: Study) -> None:
    pages = show(small_study, [])
    assert not [url for url, page in pages.items() if ".pdf" in page or "Imprimer" in page]
    assert "n’a pas les documents" in pages["imprimer/"]
    assert "donnees/imprimes.json" not in assemble(small_study).make_files()


def test_a_data_file_lists_what_was_printed(small_study: Study) -> None:
    site = assemble(small_study, prints=[SHEET, BOARD])
    first, second = json.loads(site.make_files()["donnees/imprimes.json"])
    assert first["url"] == "/imprimes/portraits/jardin.pdf" and first["pages"] == 2
    assert second["format"] == "A3" and second["page"] == "/spheres/"


def test_many_prints_for_a_use_are_not_all_listed(small_study: Study) -> None:
    many = [Print(f"imprimes/{n}.pdf", "Un", "fiche", f"{n}/", "A4", 2, 9000) for n in range(50)]
    page = show(small_study, many)["imprimer/"]
    assert page.count(".pdf") == 40
    assert "Et 10 de plus" in page


@pytest.mark.parametrize(
    ("block", "page", "genre", "words"),
    [
        ("echiquier", "echiquier/", "echiquier", "Imprimer le plateau vide"),
        ("comparer", "portraits/comparer/", "comparaison", "Imprimer la grille vide"),
        ("modele", "spheres/", "spheres", "Imprimer les sphères à remplir"),
        ("se-situer", "se-situer/#ou-en-sommes-nous", "repere", "Imprimer la grille vide"),
        ("preparer", "preparer/", "preparer", "Imprimer ces questions"),
        ("en-clair", "en-clair/", "livret", "Imprimer tous ces textes"),
        ("synthese", "synthese/", "lecture", "Imprimer toute la lecture"),
        ("reseau", "reseau/", "centres", "Imprimer la liste des centres"),
    ],
)
def test_a_written_page_offers_what_was_printed_of_it(
    study: Study, block: str, page: str, genre: str, words: str
) -> None:
    table = Print(f"imprimes/{genre}-a4.pdf", "Un titre", genre, page, "A4", 1, 30_000)
    wall = replace(table, url=f"imprimes/{genre}-a3.pdf", format="A3")
    other = replace(table, page="ailleurs/", url="imprimes/autre.pdf")
    url = page.partition("#")[0]
    shown = " ".join(assemble(study, prints=[table, wall, other]).show_block(block, url).split())
    assert re.findall(rf'imprimes/{genre}-(a\d)\.pdf">{words}.*? en (A\d) \(1 page', shown) == [
        ("a4", "A4"), ("a3", "A3")
    ]  # fmt: skip
    assert "autre.pdf" not in shown
    alone = assemble(study, prints=[table]).show_block(block, url)
    assert " en A4 (" not in alone
    assert ".pdf" not in assemble(study).show_block(block, url)
