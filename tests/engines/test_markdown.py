"""A page of docs/, made without MkDocs: what its macros show, and where its links lead."""

import pytest

from scripts.engines.markdown import convert_page
from scripts.site.site import Site
from scripts.site.written import WrittenPage
from tests.blocks import Element, read_html
from tests.conftest import assemble

CONFIG = {"markdown_extensions": ["attr_list", "fenced_code", {"toc": {"permalink": False}}]}


def convert(site: Site, markdown: str, file: str = "a/b.md", url: str = "a/b/") -> Element:
    """Return the main content of a page, for the site of a study."""
    page = WrittenPage(file, url, {"title": "Un titre"}, markdown)
    whole = assemble(site.study, written=[page])
    (main,) = read_html(convert_page(whole, page, CONFIG)).find_all("main")
    return main


def list_links(element: Element) -> list[str]:
    return [link.attributes["href"] for link in element.find_all("a")]


@pytest.mark.parametrize(
    ("file", "url", "up"), [("index.md", "", "chiffres/"), ("a/b.md", "a/b/", "../../chiffres/")]
)
def test_a_figure_and_a_block_lead_from_the_page_that_calls_them(
    small: Site, file: str, url: str, up: str
) -> None:
    figure = convert(small, '{{ chiffre("portes-ouvertes") }}', file, url)
    assert list_links(figure) == [f"{up}portes-ouvertes/"]
    block = convert(small, '{{ bloc("synthese") }}', file, url)
    assert f"{up}portes-ouvertes/" in list_links(block)


def test_a_table_and_what_the_settings_add_are_read(small: Site) -> None:
    main = convert(small, "## Une étape {: #pas }\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert main.get("pas").text == "Une étape"
    assert [cell.text for cell in main.find_all("td")] == ["1", "2"]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("c.md", "../c/"),
        ("index.md", "../"),
        ("../index.md", "../../"),
        ("../c/index.md#ici", "../../c/#ici"),
        ("b.md", "./"),
        ("../images/a.pdf", "../../images/a.pdf"),
        ("/chiffres/", "/chiffres/"),
        ("#ici", "#ici"),
        ("https://exemple.fr/a.md", "https://exemple.fr/a.md"),
        ("mailto:a@exemple.fr", "mailto:a@exemple.fr"),
    ],
)
def test_a_link_to_a_file_leads_to_its_page(small: Site, target: str, address: str) -> None:
    assert list_links(convert(small, f"[a]({target})")) == [address]


def test_a_picture_is_among_the_assets(small: Site) -> None:
    (picture,) = convert(small, "![Un](../assets/a.svg)").find_all("img")
    assert picture.attributes["src"] == f"../../{small.assets}a.svg"
    assert small.assets != "assets/"


def test_code_keeps_its_links(small: Site) -> None:
    main = convert(small, "`[a](c.md)`\n\n```\n[b](c.md)\n```\n\n<p><code>[c](d.md)</code></p>")
    codes = [code.text.strip() for code in main.find_all("code")]
    assert codes == ["[a](c.md)", "[b](c.md)", "[c](d.md)"]
