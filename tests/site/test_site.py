"""The whole site, as whatever builds it is given it: its pages, their frame, its files."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.site.site import MOST_ALONE, Look, Site
from scripts.site.sources import Sources
from scripts.site.written import WrittenPage
from scripts.study.study import Study
from tests.blocks import Element, read_html
from tests.conftest import LOOK, ROOT, SETTINGS, assemble, hide_digest
from tests.golden import PAGES, read_agreed
from tests.golden_elements import make_documents
from tests.page_text import write_document
from tests.site.test_typography import list_wrong


@pytest.fixture(scope="module")
def documents(small: Site) -> dict[str, str]:
    return make_documents(small)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_agreed_before_it_is_built(documents: dict[str, str], name: str) -> None:
    url, part = PAGES[name]
    written = write_document(read_html(documents[url]), url, part)
    assert written.splitlines() == read_agreed(name)


def test_no_page_has_a_sign_of_a_typewriter_before_it_is_built(documents: dict[str, str]) -> None:
    assert {
        url: wrong for url, html in documents.items() if (wrong := list_wrong(read_html(html)))
    } == {}


def frame(study: Study | None = None, **meta: Any) -> Element:
    """The document of a page that a person wrote, with this at its head."""
    page = WrittenPage("x/index.md", "x/", {"title": "Un titre"} | meta, "")
    site = assemble(study, SETTINGS | {"site_url": meta.get("site_url", "")}, [page])
    document = site.frame_written(page.file, "<h1>Un titre</h1><p>Un mot.</p>")
    return read_html(hide_digest(document))


def read_description(document: Element) -> str:
    (meta,) = document.find_all("meta", name="description")
    return meta.attributes["content"]


def test_a_written_page_has_what_its_head_asks_for() -> None:
    plain = frame()
    sheets = [link.attributes["href"] for link in plain.find_all("link", rel="stylesheet")]
    scripts = [e.attributes["src"] for e in plain.find_all("script") if "src" in e.attributes]
    assert sheets == ["../assets/style.css"]
    asked = frame(styles=["assets/css/a.css"], scripts=["assets/js/b.js"])
    links = asked.find_all("link", rel="stylesheet")
    assert [link.attributes["href"] for link in links] == [*sheets, "../assets/css/a.css"]
    found = [e.attributes["src"] for e in asked.find_all("script") if "src" in e.attributes]
    assert sorted(found) == sorted([*scripts, "../assets/js/b.js"])
    assert "Lecture : 1 min" in " ".join(plain.text.split())
    assert "Lecture" not in frame(lecture=False).text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Une phrase,\n  puis l'autre.", "Une phrase, puis l’autre."),
        ("Un mot *fort* et [un lien](https://exemple.fr/).", "Un mot fort et un lien."),
        ("Passer en 6e & plus", "Passer en 6e & plus"),
        ("", LOOK.description),
    ],
)
def test_a_page_is_described_in_one_plain_sentence(written: str, said: str) -> None:
    assert read_description(frame(description=written)) == said


def test_a_page_says_its_address_where_the_site_has_one() -> None:
    (link,) = frame(site_url="https://exemple.fr/etude").find_all("link", rel="canonical")
    assert link.attributes["href"] == "https://exemple.fr/etude/x/"
    assert frame().find_all("link", rel="canonical") == []


def test_a_figure_and_a_block_show_nothing_without_a_study() -> None:
    site = assemble(None)
    assert site.show_block("synthese", "x/") == site.show_figure("contrat-de-ville", "x/") == ""
    assert site.make_pages() == []
    assert set(site.make_files()) == {"assets/style.css", "assets/figure.css", "404.html"}


def test_a_term_is_marked_once_a_page_whatever_its_pieces(assembled: Site) -> None:
    def list_marked(url: str) -> list[str]:
        block = read_html(assembled.show_block("synthese", url))
        return [e.attributes["data-terme"] for e in block.find_all("a", **{"class": "terme"})]

    first = list_marked("a/")
    assert len(first) == len(set(first)) > 0
    assert list_marked("a/") == []
    assert list_marked("b/") == first


def test_the_sheets_are_joined_in_their_order(study: Study) -> None:
    look = replace(LOOK, sheets=["assets/css/tokens.css", "assets/css/texte.css"])
    site = make_site(study, look=look)
    joined = site.make_files()["assets/style.css"]
    assert joined.startswith("@layer tokens, base,"), "without its first comment"
    assert joined.index("--clair") < joined.index("@layer composants {")
    assert "/*" not in joined and "\n " not in joined


def test_data_for_programs_weigh_no_more_than_they_have_to(small: Site) -> None:
    readable = {"donnees/citations.csl.json", "donnees/datapackage.json"}
    for name, text in small.make_files().items():
        if name.endswith(".json") and not name.startswith(("schemas/", *readable)):
            data = json.loads(text)
            assert text == json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", name


def make_site(study: Study | None, root: Path = ROOT, look: Look = LOOK) -> Site:
    return Site(root, Sources(study, SETTINGS, [], [], []), look)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project where nothing is kept yet."""
    for name in ("docs", "overrides", "requirements", "scripts"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def note_making(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that this process is to make."""
    made: list[str] = []
    make = site._make
    here = os.getpid()

    def note(source: Any) -> Any:
        if os.getpid() == here:
            made.append(source.url)
        return make(source)

    monkeypatch.setattr(site, "_make", note)
    return made


@pytest.mark.parametrize("in_processes", [False, True])
def test_a_page_that_is_kept_is_not_made_again(
    small: Site, root: Path, monkeypatch: pytest.MonkeyPatch, in_processes: bool
) -> None:
    site = make_site(small.study, root)
    made = note_making(site, monkeypatch)
    pages = site.make_pages(in_processes=in_processes)
    assert len(pages) > MOST_ALONE
    assert made == ([] if in_processes else [page.url for page in pages])
    drawn = (root / ".cache/charts").is_dir()
    again = make_site(small.study, root)
    made = note_making(again, monkeypatch)
    kept = again.make_pages()
    assert kept == pages
    assert [page.document for page in kept] == [page.document for page in pages]
    assert made == []
    assert drawn


def test_a_page_whose_look_or_study_changes_is_made_again(
    small: Site, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert small.study
    make_site(small.study, root).make_pages()
    first = next(iter(small.study.chiffres.values()))
    figure = first.model_copy(update={"population": "Tout autre chose"})
    changed = make_site(
        replace(small.study, chiffres={**small.study.chiffres, figure.slug: figure}), root
    )
    made = note_making(changed, monkeypatch)
    changed.make_pages()
    assert figure.url in made
    assert len(made) < len(changed.sources)
    other = make_site(small.study, root, replace(LOOK, name="Autre nom"))
    made = note_making(other, monkeypatch)
    assert "Autre nom" in other.make_pages()[0].document
    assert len(made) == len(other.sources)


def test_a_written_page_is_framed_again_when_what_it_shows_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    framed: list[str] = []
    make_frame = Site._frame

    def note(site: Site, url: str, *rest: Any) -> str:
        framed.append(url)
        return make_frame(site, url, *rest)

    monkeypatch.setattr(Site, "_frame", note)
    first = WrittenPage("x.md", "x/", {"title": "Un titre"}, "")
    other = WrittenPage("x/y.md", "x/y/", {"title": "Un autre"}, "")
    english = WrittenPage("en.md", "en/", {"title": "A title", "lang": "en"}, "")
    site_map = WrittenPage("x.md", "x/", {"title": "Un titre", "template": "plan.html"}, "")

    def count(html: str, *pages: WrittenPage) -> int:
        framed.clear()
        site = Site(root, Sources(None, SETTINGS, list(pages), [], []), LOOK)
        document = site.frame_written("x.md", html)
        assert "l’été" in document
        assert ("A title" in document) == (english in pages)
        return len(framed)

    html = "<p>l'été</p>"
    assert [count(html, first), count(html, first), count(html, first, other)] == [1, 0, 0]
    assert count(html + html, first) == 1
    assert count(html, first, english) == 1, "its footer leads to the pages in other languages"
    titled = replace(first, meta={"title": "Un titre neuf"})
    assert [count(html, titled), count(html, first)] == [1, 0]
    assert [count(html, site_map), count(html, site_map)] == [1, 0]


def test_a_page_that_is_kept_leads_to_the_pages_in_other_languages(small: Site, root: Path) -> None:
    make_site(small.study, root).make_pages()
    english = WrittenPage("en.md", "en/", {"title": "A title", "lang": "en"}, "")
    site = Site(root, Sources(small.study, SETTINGS, [english], [], []), LOOK)
    assert all("A title" in page.document for page in site.make_pages())


def test_the_menu_names_a_page_before_its_title(study: Study) -> None:
    page = WrittenPage("x.md", "x/", {"title": "Un titre"}, "")
    look = replace(LOOK, navigation=[{"Partie": [{"Un nom": "x.md"}]}])
    site = Site(ROOT, Sources(study, SETTINGS, [page], [], []), look)
    assert site.name_page("x/") == "Un nom"
    portrait = next(iter(study.portraits.values()))
    assert site.name_page(portrait.url) == site.titles[portrait.url]
