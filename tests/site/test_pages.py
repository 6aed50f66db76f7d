import re
from pathlib import Path

import pytest

from scripts.schema.registry import KINDS
from scripts.site.outline import Heading, count_minutes, list_contents, read_outline
from scripts.site.site import Site
from scripts.site.written import read_written_pages
from scripts.study.study import PlainText, Study, read_study
from scripts.text.typography import set_french
from tests.blocks import read_html
from tests.conftest import SETTINGS, SMALL_STUDY, assemble, hide_digest
from tests.html import Page


def test_a_page_for_each_entry(assembled: Site, study: Study) -> None:
    pages = {page.url: page for page in assembled.make_pages()}
    kinds = [kind for kind in KINDS if kind.page]
    entries = [entry for kind in kinds for entry in study.list_records(kind).values()]
    plain = [f"{text.url}en-clair/" for text in study.plain_texts]
    assert sorted(pages) == sorted([*(entry.url for entry in entries), *plain])
    for page in pages.values():
        assert page.document.count("<h1") == 1
        assert page.anchors <= set(re.findall(r' id="([^"]+)"', page.document))


def test_a_page_in_plain_words_says_its_sentences_and_where_they_come_from(
    assembled: Site, study: Study
) -> None:
    pages = {page.url: Page(page.document) for page in assembled.make_pages()}
    for text in study.plain_texts:
        page = pages[f"{text.url}en-clair/"]
        for sentence in text.sentences:
            assert set_french(sentence) in page.text
        assert "n’a pas le label" in page.text
        assert "fait autorité" in page.text


def test_a_testimony_in_plain_words_is_not_said_to_be_the_studys(assembled: Site) -> None:
    text = PlainText("portrait", "portraits/x/", "Un jardin", ("On sème.",), testimony=True)
    url = "portraits/x/en-clair/"
    html = assembled.renderer.render("pages/en-clair.html", url, {"texte": text, "imprimes": ()})
    assert "On sème." in html
    assert "ANCT" not in html


def test_a_date_has_no_unit(study: Study) -> None:
    for portrait in study.portraits.values():
        for figure in portrait.chiffres_cles:
            assert not (re.search(r"\b(19|20)\d\d\b", figure.valeur) and figure.unite), figure


def test_settings_left_empty_are_said_to_be(study: Study) -> None:
    given = {"editeur": "Une <b>association</b>", "repo_url": "https://exemple.fr/depot"}
    html = assemble(study, SETTINGS | given).show_block("reglages", "a-propos/")
    assert "Une &lt;b&gt;association&lt;/b&gt;" in html
    assert html.count("non renseigné") == 2


def read_shared(document: str) -> dict[str, str]:
    """What a page says of itself where its address is shared, by property."""
    metas = read_html(document).find_all("meta")
    return {
        meta.attributes["property"].removeprefix("og:"): meta.attributes["content"]
        for meta in metas
        if meta.attributes.get("property", "").startswith("og:")
    }


def test_a_shared_page_says_what_it_is_and_where() -> None:
    study = read_study(SMALL_STUDY)
    said = {
        "type": "website", "locale": "fr_FR", "site_name": "Alliances éducatives",
        "title": "Eau vive", "description": "Guide d’action, 2019\u00a0: Eau vive",
    }  # fmt: skip
    (page,) = (p for p in assemble(study).make_pages() if p.url == "ressources/eau-vive/")
    assert read_shared(page.document) == said
    given = SETTINGS | {"site_url": "https://exemple.fr/etude"}
    (page,) = (p for p in assemble(study, given).make_pages() if p.url == "ressources/eau-vive/")
    assert read_shared(hide_digest(page.document)) == said | {
        "url": "https://exemple.fr/etude/ressources/eau-vive/",
        "image": "https://exemple.fr/etude/assets/images/partage.png",
        "image:width": "1200",
        "image:height": "630",
        "image:alt": "Eau vive",
    }


@pytest.mark.parametrize(
    ("html", "minutes"),
    [
        ("", 1),
        ("<p>mot </p>" * 299, 1),
        ("<p>mot </p>" * 301, 2),
        ("<p>mot</p>" * 901, 5),
        (f"<p>mot</p><svg>{'<text>mot</text>' * 900}</svg>", 1),
        (f"<svg>\n{'<text>mot</text>' * 900}\n</svg>{'<p>mot</p>' * 500}<svg></svg>", 2),
        (f'<p class="{"mot " * 900}">mot</p>', 1),
        (f'<p>mot</p><section class="citer">{"<p>mot</p>" * 900}</section><p>mot</p>', 1),
    ],
)
def test_a_page_takes_the_time_of_its_words(html: str, minutes: int) -> None:
    assert count_minutes(html) == minutes


def test_the_outline_of_a_page_is_its_headings_that_can_be_linked_to() -> None:
    html = """
    <h1 id="haut">Un</h1><h2 class="x" id="deux">Deux &amp;
      <span>deux\u00a0:</span> <b>bis</b></h2><p id="p">x</p>
    <h3 id="trois">Trois</h3><h2>Sans nom</h2><h4 id="quatre">Quatre</h4>
    """
    headings, anchors = read_outline(html)
    assert headings == (
        Heading(2, "deux", "Deux & deux\u00a0: bis"), Heading(3, "trois", "Trois"),
    )  # fmt: skip
    assert anchors == {"haut", "deux", "p", "trois", "quatre"}
    assert list_contents(headings) == [("deux", "Deux & deux\u00a0: bis")]


def test_what_a_written_page_says_of_itself_is_set_as_french(tmp_path: Path) -> None:
    (tmp_path / "docs/b").mkdir(parents=True)
    (tmp_path / "docs/b/index.md").write_text("Rien en tête.", encoding="utf-8")
    head = 'title: "L\'essai : un"\ndescription: Qui ?\nhide: ["l\'a"]'
    (tmp_path / "docs/a.md").write_text(f"---\n{head}\n---\n# Titre\n", encoding="utf-8")
    (page, other), problems = read_written_pages(tmp_path)
    assert problems == []
    assert (page.url, page.title, page.description, page.markdown) == (
        "a/", "L’essai\u00a0: un", "Qui\u202f?", "# Titre",
    )  # fmt: skip
    assert page.meta["hide"] == ["l'a"]
    assert (other.url, other.meta, other.markdown) == ("b/", {}, "Rien en tête.")


def test_what_is_wrong_at_the_head_of_a_written_page_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = "---\ntitle: Un\ndescription: Lire : un\n---\nUn texte.\n"
    (tmp_path / "docs/a.md").write_text(text, encoding="utf-8")
    (page,), (problem, *_) = read_written_pages(tmp_path)
    assert (problem.file, problem.line) == ("docs/a.md", 3)
    assert page.markdown == "Un texte."
