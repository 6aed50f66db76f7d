"""What the site says it is: one setting, and every page, file and citation follows it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from scripts.engines.markdown import convert_page
from scripts.schema.status import DEFAULT, STATUSES, StatusWords
from scripts.search.records import list_records
from scripts.site.site import Site
from scripts.site.sources import Sources, read_sources
from scripts.site.written import WrittenPage, read_written_pages
from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.blocks import read_html
from tests.conftest import LOOK, ROOT, SETTINGS, SMALL_STUDY, assemble
from tests.engines.test_markdown import CONFIG

# What a status alone may say, in whatever letters it is written.
INDEPENDENT = re.compile(r"ind[ée]pendant|independent", re.IGNORECASE)


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(SMALL_STUDY)


def make_site(sources: Sources, status: str) -> Site:
    """The small study's site, which describes itself as its status does."""
    settings = {**sources.settings, "statut": status, "site_url": "https://liens.fr"}
    return Site(ROOT, replace(sources, settings=settings), replace(LOOK, description=""))


def read_texts(site: Site) -> Iterator[tuple[str, str]]:
    """Every text that is published but the pages that have a record, by address."""
    yield from site.make_files().items()
    yield from (
        (page.file, site.frame_written(page.file, "<p></p>")) for page in site.written.values()
    )


def read_words(site: Site) -> StatusWords:
    assert site.status
    return site.status


@pytest.mark.parametrize("status", ["", *STATUSES])
def test_every_file_and_every_frame_says_the_status(sources: Sources, status: str) -> None:
    site = make_site(sources, status)
    words, texts = read_words(site), dict(read_texts(site))
    for name, nature in (
        ("404.html", f"{words.lecture} de l'étude"),
        ("aide.md", f"{words.lecture} de l'étude"),
        ("chiffres/reunions/integrer/index.html", words.nature),
    ):
        assert set_french(nature) in texts[name], name
        assert "fait autorité" in texts[name], "whatever the status"
    assert "n’est pas un site de l’État" in texts["404.html"]
    for name in ("404.html", "donnees/datapackage.json", "nouveautes/atom.xml"):
        assert set_french(words.presentation) in unescape(texts[name]), name
    said = [name for name, text in texts.items() if INDEPENDENT.search(text)]
    assert bool(said) == ((status or DEFAULT) == DEFAULT), said


@pytest.mark.parametrize(
    "status", [STATUSES[-1], pytest.param(STATUSES[1], marks=pytest.mark.long)]
)
def test_no_page_of_a_record_says_another(sources: Sources, status: str) -> None:
    site = make_site(sources, status)
    lecture = set_french(read_words(site).lecture)
    for page in site.make_pages():
        assert f"{lecture} de l’étude" in page.document, page.url
        assert not INDEPENDENT.search(page.document), page.url


@pytest.mark.parametrize("status", STATUSES)
def test_the_pages_that_a_person_wrote_follow(study: Study, status: str) -> None:
    written, _ = read_written_pages(ROOT)
    site = assemble(study, SETTINGS | {"statut": status}, written)
    words = read_words(site)
    said = {}
    for page in written:
        if 'bloc("statut"' in page.markdown and "raw" not in page.markdown:
            html = convert_page(site, page, CONFIG)
            said[page.url] = " ".join(read_html(html).text.split()).replace("’", "'")
            assert bool(INDEPENDENT.search(html)) == (status == DEFAULT), page.url
    assert set(said) == {"a-propos/", "mentions-legales/", "en/", "mainteneurs/reglages/"}
    assert words.titre in said["a-propos/"]
    assert words.liens.replace("*", "") in said["a-propos/"]
    assert said["a-propos/"].count("fait autorité") == 2, "on the page, and at its foot"
    assert " ".join(words.mentions.split()) in said["mentions-legales/"]
    assert words.anglais.strip("*") in said["en/"]
    assert "Ce site n'est pas officiel" in said["mentions-legales/"], "whatever the status"
    assert "not a site of the French State" in said["en/"]


def test_no_status_claims_more_than_it_is(study: Study) -> None:
    for status in STATUSES:
        said = " ".join(study.statuts.find(status).model_dump().values()).casefold()
        assert "officiel" not in said
        assert "service de l'état" not in said.replace("aucun service de l'état", "")
    authorised = repr(study.statuts.find("autorisee")).casefold()
    for claim in ("valid", "approuv", "soutien", "partenaire", "recommand", "approved", "endorsed"):
        assert claim not in authorised


def test_the_search_reads_what_the_page_says(study: Study) -> None:
    call = '{{{{ bloc("statut", phrase="{}") }}}}'
    text = f"# Un titre\n\n{call.format('liens')}\n\n{call.format('titre')}\n\nUn autre.\n"
    page = WrittenPage("x.md", "x/", {"title": "Un titre"}, text)
    site = assemble(study, SETTINGS | {"statut": "reseau"}, [page])
    (record,) = [record for record in list_records(site) if record.url == "x/"]
    (section,) = record.sections
    words = study.statuts.reseau
    assert section.title == words.titre
    assert f'id="{section.anchor}"' in convert_page(site, page, CONFIG)
    assert "un site du réseau" in " ".join(record.texts)


def test_its_sentences_are_in_one_file() -> None:
    """No page, template nor code says by itself what the site is."""
    places = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "scripts").rglob("*.py")]
    places += [path for path in (ROOT / "overrides").rglob("*") if path.is_file()]
    places += [ROOT / "mkdocs.yml", ROOT / "CITATION.cff"]
    said = re.compile(
        r"lecture (indépendante|autorisée|proposée)|independent reading|site du réseau"
    )
    found = [path for path in places if said.search(" ".join(_read(path).split()))]
    assert found == []


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def test_an_owner_who_describes_the_site_is_heard(sources: Sources) -> None:
    site = Site(ROOT, sources, replace(LOOK, description="Une phrase à nous."))
    assert site.look.description == "Une phrase à nous."
