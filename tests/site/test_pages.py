import re
from dataclasses import replace

import pytest

from scripts.site.pages import (
    ALL_PORTRAITS,
    Heading,
    count_minutes,
    generate_pages,
    list_contents,
    read_outline,
    set_front_matter,
)
from scripts.site.rendering import Renderer
from scripts.study.facets import FIRST_VIEW
from scripts.study.study import PlainText, Study, read_study
from scripts.text.typography import set_french
from tests.conftest import ROOT, SETTINGS, SMALL_STUDY
from tests.html import Page
from tests.site.test_blocks import rename


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


def test_each_page_says_what_it_is_and_what_it_is_under() -> None:
    study = read_study(SMALL_STUDY)
    pages = {page.url: page for page in generate_pages(Renderer(study, ROOT, SETTINGS))}
    told = {url: (page.parent, page.title, page.description) for url, page in pages.items()}
    assert told["portraits/cafe/"] == (
        "portraits/",
        "Le café des parents\u00a0: «\u202fentrez donc\u202f»",
        "Le vendredi, l’école offre un café. Les parents choisissent le thème. "
        "Depuis, ils *reviennent*.",
    )
    assert told["portraits/cafe/en-clair/"] == (
        "portraits/cafe/",
        "Le café des parents\u00a0: «\u202fentrez donc\u202f» (en clair)",
        "Le vendredi, l’école offre un café aux parents. Les parents parlent de leurs enfants.",
    )
    assert told["ressources/eau-vive/"] == (
        "ressources/", "Eau vive", "Guide d’action, 2019\u00a0: Eau vive",
    )  # fmt: skip
    sphere, chapter = study.spheres["ecole"], study.chapitres["debut"]
    assert told["spheres/ecole/"] == ("spheres/", sphere.nom, set_french(sphere.definition))
    assert told["debut/"] == ("", chapter.titre, set_french(chapter.resume))
    assert told["chiffres/reunions/"][0] == "chiffres/"
    assert told["chiffres/reunions/"][2] == set_french(study.chiffres["reunions"].constat)
    for url, page in pages.items():
        styles = ("assets/css/en-clair.css",) if url.endswith("/en-clair/") else ()
        assert page.styles == styles, url
        assert page.meta["sommaire"] == list_contents(page.headings)


@pytest.mark.parametrize(("more", "there"), [(0, False), (1, True)])
def test_the_whole_list_has_a_page_when_portraits_are_many(
    study: Study, more: int, there: bool
) -> None:
    portraits = dict(study.portraits)
    portrait = next(iter(portraits.values()))
    for number in range(FIRST_VIEW + more - len(portraits)):
        portraits[f"p{number}"] = rename(portrait, f"p{number}")
    many = replace(study, portraits=portraits)
    pages = {page.url: page for page in generate_pages(Renderer(many, ROOT, SETTINGS))}
    assert (ALL_PORTRAITS in pages) == there
    if there:
        page = pages[ALL_PORTRAITS]
        assert page.parent == "portraits/"
        assert page.title == page.description == "Tous les portraits, à la suite"
        shown = Page(page.html)
        assert [link for link in shown.links if link != "../portraits/"] == [
            f"../portraits/{slug}/" for slug in portraits
        ]
        assert f"Les {len(portraits)} portraits" in shown.text


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


def test_what_a_written_page_says_of_itself_is_set_as_french() -> None:
    meta = {"title": "L'essai : un", "description": "Qui ?", "lecture": False, "hide": ["l'a"]}
    set_front_matter(meta)
    assert meta == {
        "title": "L’essai\u00a0: un",
        "description": "Qui\u202f?",
        "lecture": False,
        "hide": ["l'a"],
    }
    empty: dict[str, object] = {}
    set_front_matter(empty)
    assert empty == {}
