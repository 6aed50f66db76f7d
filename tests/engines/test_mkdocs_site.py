"""What MkDocs is given of the site, and what it is told to do with it."""

import logging
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from scripts.engines.mkdocs_site import StudyPage, hand_over, read_site
from scripts.problems.problem import Problem
from scripts.site.site import Page, Site, pack
from tests.conftest import ROOT, SMALL_STUDY

PAGES = [
    Page("a/", "", "Le {{ jardin }}", pack("<p>A</p>"), frozenset({"ici"})),
    Page("a/b/", "a/", "B", pack("<p>B</p>"), frozenset()),
]
Given = Callable[..., tuple[Files, MkDocsConfig]]


@pytest.fixture
def give(tmp_path: Path, small: Site) -> Given:
    """Hand the pages over; return the files that MkDocs then has, and its settings."""

    def give_pages(*problems: Problem) -> tuple[Files, MkDocsConfig]:
        (tmp_path / "docs").mkdir()
        config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
        config.load_dict(
            {"site_name": "Essai", "theme": "material", "site_dir": str(tmp_path / "s")}
        )
        assert config.validate() == ([], [])
        config.plugins._current_plugin = "essai"  # as while MkDocs asks its plugins
        config["problems"], config["printed"] = problems, {"imprimes/a.pdf": tmp_path / "a.pdf"}
        there = {
            "docs": ["aide.md", "assets/photo.jpg", *list(small.make_files())[:1]],
            config.theme.dirs[0]: ["assets/theme.css"],
        }
        files = Files([
            File(name, folder, str(tmp_path), use_directory_urls=True)
            for folder, names in there.items() for name in names
        ])  # fmt: skip
        hand_over(small, PAGES, files, config)
        return files, config

    return give_pages


def test_the_site_s_own_files_are_published_and_none_of_the_theme_s(
    give: Given, small: Site, tmp_path: Path
) -> None:
    files, _ = give()
    texts = {small.place(name): text.encode() for name, text in small.make_files().items()}
    contents = {**texts, **small.binaries}
    made = {*contents, "imprimes/a.pdf", "a.md", "a/b.md"}
    assert {file.src_uri for file in files} == {"aide.md", "assets/photo.jpg", *made}
    for name, content in contents.items():
        file = files.get_file_from_path(name)
        assert file and file.content_bytes == content
    photo = files.get_file_from_path("assets/photo.jpg")
    assert photo and photo.dest_uri == small.place("assets/photo.jpg") != "assets/photo.jpg"
    printed = files.get_file_from_path("imprimes/a.pdf")
    assert printed and printed.abs_src_path == str(tmp_path / "a.pdf")


def test_a_page_is_published_as_it_is_at_its_address(give: Given) -> None:
    files, config = give()
    for page in PAGES:
        file = files.get_file_from_path(f"{page.url.removesuffix('/')}.md")
        assert file and file.page
        assert (file.url, file.page.title) == (page.url, page.title)
        file.page.read_source(config)
        file.page.render(config, files)
        assert (file.page.markdown, file.page.content) == ("", "")
        assert isinstance(file.page, StudyPage)
        assert file.page.document == page.document
        assert file.page.meta["render_macros"] is False, "braces of a title are no macro"
        assert frozenset(file.page.present_anchor_ids or ()) == page.anchors


def test_what_is_wrong_stands_in_the_place_of_each_page(give: Given) -> None:
    files, _ = give(Problem(1, "x.yml", 3, 9, "type", "Faux.", "Écrivez."))
    file = files.get_file_from_path("a/b.md")
    assert file and isinstance(file.page, StudyPage)
    shown = file.page.document
    assert "x.yml" in shown
    assert "<title>B - " in shown
    assert 'href="../../' in shown, "its links leave from its address"
    assert "<p>B</p>" not in shown


def test_what_only_has_to_be_looked_at_is_told_to_who_asks_for_details(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, root)
    (root / "overrides").symlink_to(ROOT / "overrides")
    path = root / "portraits/jardin.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}fausses_alertes: [Un mot]\n", encoding="utf-8")
    config = MkDocsConfig(str(root / "mkdocs.yml"))
    config.load_dict({"site_name": "Essai", "theme": "material"})
    assert config.validate() == ([], [])
    config.theme["favicon"] = "a.svg"
    with caplog.at_level(logging.INFO):
        read_site(root, config, date(2026, 11, 26), None)
    (record,) = [each for each in caplog.records if "fausse-alerte-inutile" in each.getMessage()]
    assert record.levelno == logging.INFO, "a build is not stopped"
    assert config["problems"] == []
