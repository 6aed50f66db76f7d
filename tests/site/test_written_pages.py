"""What a person may write in docs/: each construct of the page that shows them, as published."""

import re
from pathlib import Path

import pytest
from markdown import Markdown
from material.extensions.emoji import twemoji

from tests.blocks import Element, read_document
from tests.conftest import ROOT

ADDRESS = "contribuer/ecrire-une-page"
WRITTEN = (ROOT / "docs" / f"{ADDRESS}.md").read_text(encoding="utf-8")
GIVEN = '<div class="rendu" markdown>'
# A Markdown source in a code block, then what it gives, up to the next title.
SHOWN = re.compile(
    rf"^(?P<fence>`{{3,}})markdown\n(?P<source>.*?)\n(?P=fence)\n\n{GIVEN}\n\n(?P<given>.*?)"
    r"\n\n</div>\n\n(?=##)",
    re.DOTALL | re.MULTILINE,
)
# By its title in the page, what shows that a construct was understood: tags, and their classes.
MADE = {
    "encadre": ["div.admonition", "div.attention", "p.admonition-title"],
    "encadre-qui-se-deplie": ["details.exemple", "summary"],
    "onglets": ["div.tabbed-set", "input", "label", "div.tabbed-content"],
    "icone": ["span.icone", "svg"],
    "bouton": ["a.bouton", "a.bouton--plein"],
    "cartes": ["div.grid", "li", "svg"],
    "note-de-bas-de-page": ["sup", "a.footnote-ref"],
    "sigle": ["abbr"],
    "definitions": ["dl", "dt", "dd"],
    "image-et-legende": ["figure", "img", "figcaption"],
    "tableau": ["table", "th", "td"],
    "code": ["div.highlight", "span.filename", "span.nt"],
}
CODE = re.compile(r"^(`{3,}).*?^\1|`[^`\n]+`", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def page(site: Path) -> Element:
    return read_document(site / ADDRESS / "index.html").get("contenu")


def list_made(section: Element) -> set[str]:
    """Return every tag in an element, alone and with each of its classes."""
    return {
        name
        for element in section.walk()
        for name in (
            element.tag,
            *(f"{element.tag}.{one}" for one in element.attributes.get("class", "").split()),
        )
    }


def test_each_source_stands_above_what_it_gives() -> None:
    shown = list(SHOWN.finditer(WRITTEN))
    assert len(shown) == WRITTEN.count(GIVEN)
    for one in shown:
        assert one["given"] == one["source"]


def test_each_construct_is_understood(page: Element) -> None:
    titles = [title.attributes["id"] for title in page.find_all("h2")]
    given = [part for part in page.walk() if part.attributes.get("class") == "rendu"]
    shown = dict(zip([name for name in titles if name in MADE], given[-len(MADE) :], strict=True))
    for name, tags in MADE.items():
        assert set(tags) - list_made(shown[name]) == set(), name


def test_nothing_in_it_needs_what_the_policy_refuses(page: Element) -> None:
    for element in page.walk():
        assert element.tag not in ("script", "style")
        assert not [name for name in element.attributes if name == "style" or name[:2] == "on"]
        assert not element.attributes.get("src", "").startswith(("http", "//", "data:"))


def test_titles_between_quotes_are_set_and_keep_their_place(page: Element) -> None:
    titles = [title.text for title in page.find_all("p", **{"class": "admonition-title"})]
    assert titles == ["L’heure du goûter", "Attention"]
    assert [title.text for title in page.find_all("summary")] == ["Une invitation qui marche"]
    assert [title.text for title in page.find_all("label")] == ["À l’école", "Au centre social"]


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_icons_are_the_themes_own(path: Path) -> None:
    """Emojis would come from another server; other sets have licences of their own."""
    index = twemoji({}, Markdown())
    known = {*index["emoji"], *index["aliases"]}
    prose = CODE.sub("", path.read_text(encoding="utf-8"))
    for name in re.findall(r":[\w+-]+:", prose):
        assert (name in known) == name.startswith(":material-"), name
