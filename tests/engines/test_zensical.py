"""The folder that another engine builds: nothing of the site is missing from it."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown import Markdown

from scripts.engines.zensical import write_site_source
from scripts.site.redirects import list_redirects
from scripts.site.rendering import Renderer
from scripts.study.addresses import find_address
from tests.compare_engines import Read
from tests.conftest import ROOT
from tests.html import list_pages, read_tree


@pytest.fixture(scope="module")
def moved(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_site_source(renderer, ROOT, folder)
    return folder


@cache
def read_settings(folder: Path) -> dict[str, Any]:
    """The settings of the moved site, whose functions are given by name."""
    path = folder / "mkdocs.yml"
    settings: dict[str, Any] = yaml.unsafe_load(path.read_text(encoding="utf-8"))
    return settings


def convert(moved: Path, name: str) -> tuple[dict[str, Any], str]:
    """The front matter and the HTML of a page, as any engine with Python-Markdown makes it."""
    path = (moved / "docs" / name).with_suffix(".md")
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    settings = read_settings(moved)
    listed = [
        one if isinstance(one, dict) else {one: {}} for one in settings["markdown_extensions"]
    ]
    options = {name: given for one in listed for name, given in one.items()}
    html = Markdown(extensions=list(options), extension_configs=options).convert(body)
    return yaml.safe_load(front), html


def test_every_address_is_there_with_its_words_and_anchors(
    moved: Path, site: Path, renderer: Renderer
) -> None:
    old = list_redirects(renderer)
    for path in list_pages(site):
        name = path.relative_to(site).as_posix()
        if name in old:
            assert (moved / "docs" / name).is_file(), name
            continue
        meta, html = convert(moved, name)
        published = Read(path.read_text(encoding="utf-8"))
        assert set(meta["title"].split()) <= set(published.list_words("title")), name
        assert published.anchors >= Read(html).anchors, name
        if "template" not in meta:  # the others have words in their template
            words = published.list_words("main")
            said = Read(f"<main>{html}</main>").list_words("main")
            reading_time = words[:4]  # « Lecture : 3 min »
            assert words in (said, reading_time + said), name


def test_every_file_is_there_as_it_is_published(moved: Path, site: Path) -> None:
    made = {"404.html", "_headers", "sitemap.xml", "sitemap.xml.gz"}
    published = {name: content for name, content in read_tree(site).items() if name not in made}
    there = read_tree(moved / "docs")
    for name, content in published.items():
        if not name.endswith(".html"):
            assert there.get(name) == content, name


def test_the_menu_and_the_links_lead_to_files(moved: Path) -> None:
    settings = read_settings(moved)
    assert "hooks" not in settings
    for name in re.findall(r"[\w/-]+\.md", yaml.safe_dump(settings["nav"])):
        assert (moved / "docs" / name).is_file(), name
    code = re.compile(r"(`{3,}).*?\1", re.DOTALL)
    for path in (moved / "docs").rglob("*.md"):
        prose = code.sub("", path.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", prose):
            assert (path.parent / target).is_file(), (path, target)


def test_no_macro_is_left_to_another_engine(moved: Path) -> None:
    left = [path for path in (moved / "docs").rglob("*.md") if "{{ bloc(" in path.read_text()]
    assert left == []


@pytest.mark.parametrize(
    ("source", "address"),
    [("index.md", ""), ("a.md", "a/"), ("a/index.md", "a/"), ("a/b.md", "a/b/")],
)
def test_the_address_of_a_page_follows_from_its_file(source: str, address: str) -> None:
    assert find_address(source) == address
