"""The folder that another engine builds: nothing of the site is missing from it."""

import re
from pathlib import Path

import pytest
import yaml

from scripts.engines.zensical import write_site_source
from scripts.study.addresses import find_address
from tests.conftest import ROOT
from tests.html import list_pages, read_tree


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_site_source(ROOT, folder)
    return folder


def read_document(path: Path) -> str:
    """The document that a page hands over to the engine."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert body == ""
    document: str = yaml.safe_load(front)["document"]
    return document


def test_every_page_is_the_one_that_is_published(moved: Path, site: Path) -> None:
    day = re.compile(r"Page du [^<]*\.")
    for path in list_pages(site):
        name = path.relative_to(site)
        if (moved / "docs" / name).is_file():
            there = (moved / "docs" / name).read_text(encoding="utf-8")  # an old address
        else:
            there = read_document((moved / "docs" / name).with_suffix(".md"))
        published = path.read_text(encoding="utf-8")
        assert day.sub("", there).strip() == day.sub("", published).strip(), name


def test_every_file_is_there_as_it_is_published(moved: Path, site: Path) -> None:
    made = {"404.html", "_headers", "sitemap.xml", "sitemap.xml.gz"}
    published = {name: content for name, content in read_tree(site).items() if name not in made}
    there = read_tree(moved / "docs")
    for name, content in published.items():
        if not name.endswith(".html"):
            assert there.get(name) == content, name


def test_the_menu_leads_to_files(moved: Path) -> None:
    settings = yaml.safe_load((moved / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "hooks" not in settings
    for name in re.findall(r"[\w/-]+\.md", yaml.safe_dump(settings["nav"])):
        assert (moved / "docs" / name).is_file(), name


@pytest.mark.parametrize(
    ("source", "address"),
    [("index.md", ""), ("a.md", "a/"), ("a/index.md", "a/"), ("a/b.md", "a/b/")],
)
def test_the_address_of_a_page_follows_from_its_file(source: str, address: str) -> None:
    assert find_address(source) == address
