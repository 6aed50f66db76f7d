"""What the form receives to show the page of a portrait: docs/assets/js/raconter/preview.js."""

import json
from typing import Any

from scripts.site.preview import TEMPLATE
from scripts.site.site import PREVIEW, Site


def read_preview(site: Site) -> Any:
    return json.loads(site.make_files()[PREVIEW])


def list_nodes(tree: Any) -> list[list[Any]]:
    """Return the nodes inside a tree, and itself."""
    if not isinstance(tree, list):
        return []
    inside = [node for part in tree for node in list_nodes(part)]
    return [tree, *inside] if tree and isinstance(tree[0], str) else inside


def test_the_templates_of_the_page_are_there_as_they_are_read(assembled: Site) -> None:
    preview = read_preview(assembled)
    assert preview["gabarit"] == TEMPLATE
    read = assembled.renderer.read_templates(TEMPLATE)
    assert preview["gabarits"].keys() == read.keys()
    nodes = [node for tree in preview["gabarits"].values() for node in list_nodes(tree)]
    texts = "".join(node[1] for node in nodes if node[0] == "TemplateData")
    assert "Raconté par" in texts
    assert "\u00a0:" in texts, "the words of templates are set as French"


def test_only_what_the_templates_name_of_the_site_is_there(assembled: Site) -> None:
    preview = read_preview(assembled)
    constants = preview["constantes"]
    assert {"libelles", "spheres", "vocabulaires", "etude"} <= constants.keys()
    assert not {"look", "menu", "reglages", "lien"} & constants.keys()
    assert assembled.study
    assert list(constants["spheres"]) == list(assembled.study.spheres)
    assert constants["vocabulaires"]["niveaux"]["micro"]["titre"] == "Micro"


def test_the_style_sheets_of_the_page_are_those_of_a_portrait(assembled: Site) -> None:
    page = next(page for page in assembled.make_pages() if page.url == "portraits/passerelles/")
    for sheet in read_preview(assembled)["styles"]:
        assert f'href="../../{sheet}"' in page.document
    assert page.document.count('rel="stylesheet"') == len(read_preview(assembled)["styles"])
