"""Citing a page, sending it, copying the address of a part of it, in a real browser."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rispy
from playwright.sync_api import Browser, Page, expect

from scripts.site.citations import Cited, write_bibtex, write_ris
from scripts.site.site import Site
from scripts.text.days import write_day
from tests.in_browser.conftest import note_faults
from tests.site.test_citations import HOSTILE, read_bibtex

FIGURE = "chiffres/contrat-de-ville/"
KEY = "alliances-educatives-chiffres-contrat-de-ville"


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that has to work without a fault."""
    faults = note_faults(page)
    yield page
    assert faults == []


def read_clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def write_formats(page: Page, address: str, works: list[dict[str, Any]]) -> dict[str, str]:
    """Return what the page's script writes of the works, in each format."""
    page.goto(address + FIGURE)
    written: dict[str, str] = page.evaluate(
        """async (works) => {
            const scripts = document.querySelector("script[src$='js/page.js']").src
            const { FORMATS } = await import(new URL("citer.js", scripts))
            return Object.fromEntries(
                Object.entries(FORMATS).map(([name, { write }]) => [name, write(works)]))
        }""",
        works,
    )
    return written


def test_the_script_writes_what_the_whole_files_have(page: Page, address: str, site: Path) -> None:
    whole = site / "donnees"
    works = json.loads((whole / "citations.csl.json").read_text("utf-8"))
    written = write_formats(page, address, works)
    assert written["bib"] == (whole / "citations.bib").read_text("utf-8")
    assert written["ris"].encode() == (whole / "citations.ris").read_bytes()
    assert json.loads(written["json"]) == works


def test_the_script_writes_no_title_otherwise(page: Page, address: str, assembled: Site) -> None:
    assert assembled.citations
    cited = [Cited(f"x/{n}/", title, precision=title, auteurs=(title,), etude=False)
             for n, title in enumerate(HOSTILE)]  # fmt: skip
    works = [work for each in cited for work in assembled.citations.list_works(each)]
    written = write_formats(page, address, works)
    assert written["bib"] == "\n".join(map(write_bibtex, works))
    assert written["ris"] == "\r\n".join(map(write_ris, works))


def test_a_figure_goes_to_a_program_that_keeps_references(page: Page, address: str) -> None:
    page.goto(address + FIGURE)
    page.get_by_text("Pour Zotero et les autres").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger").click()
    assert download.value.suggested_filename == f"{KEY}.ris"
    records = rispy.loads(Path(download.value.path()).read_bytes().decode())
    assert [record["id"] for record in records] == [KEY, "alliances-educatives-etude-2026"]
    assert "urls" not in records[0], "none is promised"
    page.get_by_label("Format").select_option(label="BibTeX (LaTeX, JabRef)")
    page.locator(".citer-formats").get_by_role("button", name="Copier").click()
    expect(page.locator(".citer-formats [role=status]")).to_have_text("Le fichier est copié.")
    assert [entry["ID"] for entry in read_bibtex(read_clipboard(page))] == [
        KEY, "alliances-educatives-etude-2026",
    ]  # fmt: skip
    page.get_by_label("Format").select_option(label="CSL-JSON (Pandoc)")
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger").click()
    assert download.value.suggested_filename == f"{KEY}.csl.json"
    works = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert [work["type"] for work in works] == ["webpage", "book"]


def test_what_has_an_address_says_the_day_it_was_read(page: Page, address: str) -> None:
    page.goto(address + "ressources/usages-du-sport-cites-educatives/")
    page.get_by_text("Pour Zotero et les autres").click()
    today = date.today()
    text = page.locator("#citer-fichier")
    expect(text).to_contain_text(f"Y2  - {today:%Y/%m/%d}/")
    page.get_by_label("Format").select_option(label="BibTeX (LaTeX, JabRef)")
    entries = read_bibtex(text.text_content() or "")
    assert [entry.get("urldate") for entry in entries] == [None, today.isoformat(), None]


def test_the_text_is_copied_with_the_day_of_its_reader(page: Page, address: str) -> None:
    page.goto(address + FIGURE)
    page.get_by_role("button", name="Copier la citation").click()
    expect(page.locator("#citer-page > p [role=status]")).to_have_text("La citation est copiée.")
    text = read_clipboard(page)
    assert f"[consulté le\u00a0{write_day(date.today())}]" in text
    assert text.endswith("ISBN\u00a0978-2-488583-12-1.")


def test_a_term_is_cited_by_itself(page: Page, address: str) -> None:
    page.goto(address + "glossaire/#cpo")
    expect(page.locator("#citation")).to_contain_text("Termes du glossaire. In")
    page.get_by_text("Pour Zotero et les autres").click()
    expect(page.locator("#citation")).to_contain_text("CPO (chef de projet")
    expect(page.locator("#citation")).to_contain_text(write_day(date.today()))
    expect(page.locator("#citer-fichier")).to_contain_text("alliances-educatives-glossaire-cpo")
    page.get_by_label("Citer quoi").select_option(label="Accrochage scolaire")
    expect(page.locator("#citation")).to_contain_text("Accrochage scolaire. In")
    (record,) = rispy.loads(page.locator("#citer-fichier").text_content() or "")
    assert record["id"] == "alliances-educatives-glossaire-accrochage-scolaire"
    page.get_by_label("Citer quoi").select_option(label="Termes du glossaire")
    expect(page.locator("#citation")).to_contain_text("Termes du glossaire. In")


def test_a_finding_is_copied_with_its_reserve_and_its_reference(page: Page, address: str) -> None:
    page.goto(address + "synthese/")
    finding = page.locator(".messages li", has=page.locator(".ecart")).first
    finding.get_by_role("button", name="Copier pour ma lettre").click()
    expect(page.locator(".annonce")).to_have_text("Le constat et sa référence sont copiés.")
    text, reserve, reference = read_clipboard(page).split(" — ")
    assert text == finding.locator("[id^=constat]").text_content()
    assert reserve == finding.locator(".ecart").text_content()
    assert reference.startswith("ANCT et RNCRPV, ")


def test_a_mail_says_the_address_that_the_reader_sees(page: Page, address: str) -> None:
    page.goto(f"{address}{FIGURE}#citer")
    mail = page.get_by_role("link", name="Envoyer par courriel")
    expect(mail).to_be_visible()
    seen = mail.evaluate("link => new URLSearchParams(link.search).get('body')")
    title = " ".join((page.locator("h1").text_content() or "").split())
    assert seen == f"{title}\r\n{address}{FIGURE}"


def test_a_heading_gives_its_own_address(page: Page, address: str) -> None:
    page.goto(address + FIGURE)
    heading = page.get_by_role("heading", name="Les données", exact=True)
    link = page.get_by_role("link", name="Lien vers cette partie : Les données")
    shown = "link => Number(getComputedStyle(link).opacity)"
    assert link.evaluate(shown) == 0
    heading.hover()
    assert link.evaluate(shown) == 1
    page.mouse.move(0, 0)
    assert link.evaluate(shown) == 0
    page.get_by_role("link", name="Télécharger en CSV").focus()
    while not link.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    assert link.evaluate(shown) == 1
    box = link.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{FIGURE}#donnees")
    expect(page.locator(".annonce")).to_have_text("Lien copié.")
    assert read_clipboard(page) == f"{address}{FIGURE}#donnees"
    page.emulate_media(media="print")
    expect(link).to_be_hidden()
    expect(page.locator("#citation")).to_be_visible()
    expect(page.locator(".citer-formats")).to_be_hidden()


def test_without_a_script_a_page_is_cited_all_the_same(scriptless: Page, address: str) -> None:
    scriptless.goto(address + FIGURE)
    expect(scriptless.locator("#citation")).to_contain_text("D’après : GUYON")
    expect(scriptless.locator("#citation")).not_to_contain_text("consulté", use_inner_text=True)
    scriptless.get_by_text("Pour Zotero et les autres").click()
    whole = scriptless.locator(".citer-formats").get_by_role("link", name="RIS")
    expect(whole).to_be_visible()
    scriptless.get_by_role("link", name="Lien vers cette partie : Citer ce chiffre").focus()
    scriptless.keyboard.press("Enter")
    expect(scriptless).to_have_url(f"{address}{FIGURE}#citer")


def test_the_longest_term_is_chosen_without_overflow(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 740})
    page.goto(address + "glossaire/#cpo")
    page.get_by_text("Pour Zotero et les autres").click()
    expect(page.locator("#citer-fichier")).to_contain_text("glossaire-cpo")
    inside, whole = page.evaluate("""["#citer-quoi", ".citer-formats"].map((selector) =>
        document.querySelector(selector).getBoundingClientRect().right)""")
    assert inside <= whole
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
