import re

from scripts.site.pages import generate_pages
from scripts.site.rendering import Renderer
from scripts.study.study import PlainText, Study
from scripts.text.typography import set_french
from tests.conftest import ROOT, SETTINGS
from tests.html import Page


def test_a_page_for_each_entry(renderer: Renderer) -> None:
    pages = {page.url: page for page in generate_pages(renderer)}
    study = renderer.study
    kinds = (
        study.portraits, study.spheres, study.chapitres, study.chiffres, study.ressources,
    )  # fmt: skip
    entries = [entry for kind in kinds for entry in kind.values()]
    plain = [f"{text.url}en-clair/" for text in study.plain_texts]
    assert sorted(pages) == sorted([*(entry.url for entry in entries), *plain])
    for page in pages.values():
        assert page.html.count("<h1") == 1
        assert {heading.anchor for heading in page.headings} <= page.anchors


def test_generation_is_pure(renderer: Renderer) -> None:
    assert generate_pages(renderer) == generate_pages(renderer)


def test_a_page_in_plain_words_says_its_sentences_and_where_they_come_from(
    renderer: Renderer,
) -> None:
    pages = {page.url: Page(page.html) for page in generate_pages(renderer)}
    for text in renderer.study.plain_texts:
        page = pages[f"{text.url}en-clair/"]
        for sentence in text.sentences:
            assert set_french(sentence) in page.text
        assert "n’a pas le label" in page.text
        assert "fait autorité" in page.text


def test_a_testimony_in_plain_words_is_not_said_to_be_the_studys(renderer: Renderer) -> None:
    text = PlainText("portrait", "portraits/x/", "Un jardin", ("On sème.",), testimony=True)
    html = renderer.render("pages/en-clair.html", "portraits/x/en-clair/", texte=text)
    assert "On sème." in html
    assert "ANCT" not in html


def test_a_date_has_no_unit(study: Study) -> None:
    for portrait in study.portraits.values():
        for figure in portrait.chiffres_cles:
            assert not (re.search(r"\b(19|20)\d\d\b", figure.valeur) and figure.unite), figure


def test_settings_left_empty_are_said_to_be(study: Study) -> None:
    given = {"editeur": "Une <b>association</b>", "repo_url": "https://exemple.fr/depot"}
    filled = Renderer(study, ROOT, SETTINGS | given)
    html = filled.render("blocs/reglages.html", "a-propos/")
    assert "Une &lt;b&gt;association&lt;/b&gt;" in html
    assert html.count("non renseigné") == 2
