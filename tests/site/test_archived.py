"""A site that is archived: every page says so, and none leads to the form, which is closed."""

from dataclasses import dataclass, replace
from urllib.parse import urljoin

import pytest

from scripts.search.records import list_records
from scripts.site.site import GRID, NOT_FOUND, PREVIEW, Site
from scripts.site.sources import read_sources
from scripts.site.written import WrittenPage
from scripts.study.study import Study
from tests.blocks import Element, read_html
from tests.conftest import LOOK, ROOT, SETTINGS, SMALL_STUDY, assemble, assemble_small

SAID = "Site archivé le 30 juin 2027 : il n’est plus mis à jour."
FORM = "contribuer/raconter/"
ADDRESSES = {"site_url": "https://exemple.fr", "contact": "ici@exemple.fr"}


@dataclass(frozen=True)
class Made:
    """A site, and the documents of its pages by address."""

    site: Site
    pages: dict[str, Element]


def make(**settings: str) -> Made:
    """Return the site of the small study with these settings, and every page of it."""
    sources = read_sources(SMALL_STUDY)
    written = WrittenPage("contribuer/raconter.md", FORM, {"title": "Raconter"}, "")
    sources = replace(
        sources, settings=SETTINGS | ADDRESSES | settings, written=[*sources.written, written]
    )
    site = Site(ROOT, sources, LOOK)
    documents = {page.url: page.document for page in site.make_pages()}
    documents |= {
        page.url: site.frame_written(page.file, "<p>Un mot.</p>") for page in site.written.values()
    }
    documents |= {name: text for name, text in site.make_files().items() if name.endswith(".html")}
    return Made(site, {url: read_html(document) for url, document in documents.items()})


@pytest.fixture(scope="module")
def archived() -> Made:
    return make(archive="2027-06-30")


@pytest.fixture(scope="module")
def alive() -> Made:
    return make()


def says(page: Element) -> bool:
    return SAID in " ".join(page.text.replace("\u202f", " ").replace("\xa0", " ").split())


def test_every_page_says_when_the_site_was_archived(archived: Made, alive: Made) -> None:
    moved = {
        f"{move.ancienne}index.html"
        for move in read_sources(SMALL_STUDY).study.anciennes_adresses.adresses  # type: ignore[union-attr]
    }
    assert {NOT_FOUND, FORM, "portraits/cafe/", "portraits/cafe/en-clair/"} <= set(archived.pages)
    assert [url for url, page in archived.pages.items() if not says(page)] == sorted(moved)
    assert [url for url, page in alive.pages.items() if says(page)] == []


def test_it_is_said_where_the_page_begins(archived: Made) -> None:
    (main,) = archived.pages["portraits/cafe/"].find_all("main")
    first = next(part for part in main.parts if isinstance(part, Element))
    assert says(first)


def list_ways(site: Site, pages: dict[str, Element]) -> set[str]:
    """The addresses of the pages that lead to the form."""
    shown = {
        **pages,
        "": read_html(site.show_block("accueil", "")),
        "contribuer/": read_html(site.show_block("contribuer", "contribuer/")),
    }
    return {
        url
        for url, page in shown.items()
        for link in page.find_all("a")
        if url != FORM and FORM in urljoin(f"/{url}", link.attributes.get("href", ""))
    }


def test_nothing_leads_to_the_form(archived: Made, alive: Made) -> None:
    ways = list_ways(alive.site, alive.pages)
    assert {"portraits/cafe/", "contribuer/"} <= ways
    assert list_ways(archived.site, archived.pages) == set()


@pytest.mark.parametrize(("archive", "invites"), [("", True), ("2027-06-30", False)])
def test_no_experience_is_expected_any_more(study: Study, archive: str, invites: bool) -> None:
    site = assemble(study, SETTINGS | {"archive": archive})
    shown = site.show_block("portraits", "portraits/")
    assert ("explorer-invite" in shown, "est attendue" in shown) == (invites, invites)
    assert ("contribuer/" in site.show_block("accueil", "")) == invites


def test_the_form_is_closed(archived: Made, alive: Made) -> None:
    form = read_html(alive.site.show_block("raconter", FORM))
    assert form.find_all("form") and len(form.find_all("script")) == 2
    closed = read_html(archived.site.show_block("raconter", FORM))
    assert "le formulaire est fermé" in closed.text
    assert closed.find_all("form") == []
    assert "raconter/form.js" not in archived.site.show_block("raconter", FORM)
    assert "ne reçoit plus de portrait" in archived.site.show_block("contribuer", "contribuer/")
    assert "ne reçoit plus de texte" in archived.site.show_block("contact", "contribuer/")
    assert "ne reçoit plus" not in alive.site.show_block("contact", "contribuer/")
    assert "non renseigné" not in alive.site.show_block("contact", "contribuer/"), "one is enough"
    for name in (PREVIEW, GRID):
        assert name in {*alive.site.make_files(), *alive.site.binaries}
        assert name not in {*archived.site.make_files(), *archived.site.binaries}


def test_the_feed_and_the_search_stay(archived: Made, alive: Made) -> None:
    assert archived.site.contexts and archived.site.contexts.feed
    assert archived.site.contexts.feed in archived.site.make_files()
    assert list_records(archived.site) == list_records(alive.site)


def test_a_site_is_not_archived_before_somebody_says_so() -> None:
    assert assemble_small().settings["archive"] == ""
