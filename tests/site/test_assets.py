"""Assets are published under the digest of what they hold: what changes has another address."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.site.site import STYLE, Site
from scripts.site.sources import Sources
from tests.conftest import LOOK, ROOT, SETTINGS, find_assets
from tests.html import list_pages


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that has a style and a script, and no study."""
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "docs/assets/js").mkdir(parents=True)
    (tmp_path / "docs/assets/js/a.js").write_text("a()")
    (tmp_path / "docs/b.css").write_text("b {}")
    return tmp_path


def make(root: Path, *, preview: bool = False) -> Site:
    look = replace(LOOK, sheets=["b.css"], preview=preview)
    return Site(root, Sources(None, SETTINGS, [], [], []), look)


def test_the_address_changes_with_what_is_there_alone(root: Path) -> None:
    first = make(root).assets
    assert re.fullmatch(r"assets/[0-9a-f]{12}/", first)
    (root / "docs/aide.md").write_text("Un mot.")
    assert make(root).assets == first
    (root / "docs/assets/js/a.js").write_text("b()")
    second = make(root).assets
    (root / "docs/b.css").write_text("b { margin: 0 }")
    third = make(root).assets
    (root / "docs/assets/js/a.js").rename(root / "docs/assets/js/c.js")
    assert len({first, second, third, make(root).assets}) == 4


def test_a_page_kept_does_not_lead_to_what_is_no_more(root: Path) -> None:
    assert make(root).place(STYLE) in make(root).make_files()["404.html"]
    (root / "docs/b.css").write_text("i {}")
    assert make(root).place(STYLE) in make(root).make_files()["404.html"]


def test_a_preview_keeps_its_pages_when_a_style_changes(root: Path) -> None:
    first = make(root, preview=True).assets
    (root / "docs/b.css").write_text("i {}")
    assert make(root, preview=True).assets == first != make(root).assets
    assert first.count("/") == make(root).assets.count("/"), "scripts count the folders"


def test_every_asset_is_in_the_one_folder(site: Path) -> None:
    assets = find_assets(site)
    assert (site / assets / "style.css").is_file()
    assert (site / assets / "images/favicon.svg").is_file()
    for path in list_pages(site):
        for address in re.findall(r'(?:src|href)="([^"]*assets/[^"]*)"', path.read_text("utf-8")):
            assert assets in address, path


def test_the_search_page_asks_at_once_for_the_scripts_it_starts_with(site: Path) -> None:
    scripts = site / find_assets(site) / "js"
    html = (site / "recherche/index.html").read_text("utf-8")
    asked = set(re.findall(r'<script type="module" src="[^"]*/js/([^"]+)"', html))
    needed = {"page.js", "recherche/page.js"}
    while (
        found := {
            (scripts / name).parent.joinpath(other).resolve().relative_to(scripts).as_posix()
            for name in needed
            for other in re.findall(r'(?m)^import .* from "([^"]+)"', (scripts / name).read_text())
        }
        - needed
    ):
        needed |= found
    assert asked == needed
