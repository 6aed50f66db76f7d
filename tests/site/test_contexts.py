"""What each page made from data is given, and what it says of it."""

import re
from dataclasses import replace

import pytest

from scripts.site.contexts import ALL_PORTRAITS, MOST_PORTRAITS, Contexts, PageSource
from scripts.site.site import Site
from scripts.study.facets import FIRST_VIEW
from scripts.study.study import Study
from tests.blocks import read_html
from tests.conftest import assemble, hide_digest
from tests.golden import read_agreed, write_descriptions
from tests.html import Page
from tests.site.test_blocks import rename


def test_pages_are_titled_and_described_as_agreed(small: Site) -> None:
    assert write_descriptions(small).splitlines() == read_agreed("descriptions")


def test_pages_in_plain_words_alone_have_their_style(small: Site) -> None:
    for page in small.make_pages():
        plain = page.url.endswith("/en-clair/")
        assert ("assets/css/en-clair.css" in hide_digest(page.document)) == plain, page.url


def read_head(document: str) -> tuple[str, str]:
    """The title and the description of a page."""
    page = read_html(document)
    (title, *_), said = page.find_all("title"), page.find_all("meta", name="description")
    return title.text.strip(), said[0].attributes["content"]


@pytest.mark.parametrize(("more", "there"), [(0, False), (1, True)])
def test_the_whole_list_has_a_page_when_portraits_are_many(
    study: Study, more: int, there: bool
) -> None:
    portraits = dict(study.portraits)
    portrait = next(iter(portraits.values()))
    for number in range(FIRST_VIEW + more - len(portraits)):
        portraits[f"p{number}"] = rename(portrait, f"p{number}")
    many = replace(study, portraits=portraits)
    pages = {page.url: page for page in assemble(many).make_pages()}
    assert (ALL_PORTRAITS in pages) == there
    if there:
        page = pages[ALL_PORTRAITS]
        assert page.parent == "portraits/"
        title, said = read_head(page.document)
        assert (page.title, said) == ("Tous les portraits, à la suite",) * 2
        assert title.strip().startswith(said)
        shown = Page(page.document)
        assert [link for link in shown.links if link.startswith("../portraits/")][1:] == [
            "../portraits/", *(f"../portraits/{slug}/" for slug in portraits),
        ]  # fmt: skip
        assert f"Les {len(portraits)} portraits" in shown.text


def test_a_very_long_list_is_in_pages_that_hold_it_all(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.site.contexts.SHEET", 20)
    many = add_portraits(study, FIRST_VIEW + 1)
    site = assemble(many)
    sheets = site.contexts.sheets if site.contexts else ()
    assert len(sheets) == len(many.portraits) // 20 + 1
    made = {page.url: page for page in site.make_pages()}
    listed: list[str] = []
    for rank, url in enumerate(sheets):
        shown = Page(made[url].document)
        assert {f"../{sheet}" for sheet in sheets} - {f"../{url}"} <= set(shown.links)
        assert f"page {rank + 1} sur {len(sheets)}" in shown.text
        listed += [link for link in shown.links if re.fullmatch(r"\.\./portraits/[^/]+/", link)]
    assert [link for link in listed if "comparer" not in link] == [
        f"../portraits/{slug}/" for slug in many.portraits
    ]


def add_portraits(study: Study, count: int) -> Study:
    """The study with so many portraits, all on what its first one is on."""
    portraits = dict(study.portraits)
    first = next(iter(portraits.values()))
    for number in range(count - len(portraits)):
        portraits[f"p{number}"] = rename(first, f"p{number}")
    return replace(study, portraits=portraits)


def find_page(study: Study, url: str) -> PageSource:
    (page,) = (page for page in Contexts(study).list_pages() if page.url == url)
    return page


def test_a_page_names_the_first_of_many_portraits_and_says_how_many(small: Site) -> None:
    assert small.study
    study = add_portraits(small.study, FIRST_VIEW + 9)
    first = next(iter(study.portraits.values()))
    sphere = study.spheres[first.spheres[0].sphere]
    touching = study.portraits_by_sphere[sphere.slug]
    assert len(touching) > FIRST_VIEW
    shown = find_page(study, sphere.url).context
    assert [card.url for card in shown["portraits"]] == [p.url for p in touching[:FIRST_VIEW]]
    assert shown["portraits"][0].texte == first.spheres[0].comment
    assert shown["total"] == len(touching)

    theme = first.themes[0]
    resource = next(r for r in study.ressources.values() if theme in r.themes)
    on_theme = study.portraits_by_theme[theme]
    (told,) = (t for t in find_page(study, resource.url).context["portraits"] if t.slug == theme)
    assert [page.url for page in told.pages] == [p.url for p in on_theme[:MOST_PORTRAITS]]
    assert told.total == len(on_theme) > MOST_PORTRAITS
    assert told.titre == study.vocabulaires["themes"][theme].titre


@pytest.mark.parametrize("cited", [True, False])
def test_a_figure_leads_to_the_synthesis_where_it_is_cited_there(small: Site, cited: bool) -> None:
    assert small.study
    synthesis = small.study.synthese
    (method,) = synthesis.methode
    if not cited:
        synthesis = synthesis.model_copy(
            update={"methode": (method.model_copy(update={"chiffre": None}),)}
        )
    study = replace(small.study, synthese=synthesis)
    target = find_page(study, "chiffres/entretiens/").context["synthese"]
    assert (target and (target.url, target.titre)) == (
        ("synthese/", synthesis.titre) if cited else None
    )
