"""The folder that another engine builds: nothing of the site is missing from it."""

import re
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


def convert(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter and the HTML of a page, as any engine with Python-Markdown makes it."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    html = Markdown(extensions=["attr_list", "fenced_code", "tables", "toc"]).convert(body)
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
        meta, html = convert((moved / "docs" / name).with_suffix(".md"))
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
    settings = yaml.safe_load((moved / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "hooks" not in settings
    for name in re.findall(r"[\w/-]+\.md", yaml.safe_dump(settings["nav"])):
        assert (moved / "docs" / name).is_file(), name
    for path in (moved / "docs").rglob("*.md"):
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
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
