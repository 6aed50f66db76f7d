"""What is built again after a change is what is built from nothing, byte for byte."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.portraits import write_portraits
from scripts.site.contexts import PageSource
from scripts.site.site import Page, Site
from scripts.site.sources import read_sources
from scripts.study.study import Memory, Study, read_study
from tests.conftest import SETTINGS, SMALL_STUDY, assemble, build_site, copy_small_project
from tests.html import read_tree

CHANGED = "portraits/passerelles.yml"
# What `mkdocs serve` does: the same process builds, and builds again after each change of a file.
SERVE = """
import sys, threading
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

site, *changes = sys.argv[1:]
first = load_config(site_dir=site, site_url="")
first.plugins.on_startup(command="serve", dirty=False)
build(first)
for change in changes:
    path, old, new = change.split("|")
    file = Path(path)
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    build(load_config(site_dir=site, site_url=""))
for thread in threading.enumerate():
    if thread is not threading.main_thread():
        thread.join()
"""


def serve(project: Path, site: Path, *changes: str) -> dict[str, bytes]:
    """Return the files of a preview of the project, once these changes are made one by one."""
    subprocess.run(
        [sys.executable, "-c", SERVE, str(site), *changes],
        cwd=project, check=True, env={**os.environ, "CI": "true"},
    )  # fmt: skip
    return read_tree(site)


@pytest.mark.long
def test_a_site_built_again_is_the_one_built_from_nothing(project: Path, tmp_path: Path) -> None:
    changes = [
        f"{CHANGED}|leviers:\n|leviers:\n  - Des hippocampes.\n",
        f"{CHANGED}|Unir les|Les hippocampes, ou unir les",
        "content/spheres/famille.yml|titre: |titre: Grande ",
        "overrides/partials/fil.html|Accueil|Bienvenue",
        "docs/synthese.md|title: |title: Grande ",
    ]
    built = serve(project, tmp_path / "again", *changes)
    shutil.rmtree(project / ".cache")
    expected = serve(project, tmp_path / "cold")
    assert b"Les hippocampes, ou" in built["portraits/passerelles/index.html"]
    assert b"Bienvenue" in built["portraits/passerelles/en-clair/index.html"]
    assert sorted(built) == sorted(expected)
    assert [name for name in expected if built[name] != expected[name]] == []


def test_what_is_read_for_a_preview_is_remembered() -> None:
    memory = Memory()
    first = read_sources(SMALL_STUDY, memory).study
    again = read_sources(SMALL_STUDY, memory).study
    assert first and again
    assert all(again.portraits[slug] is record for slug, record in first.portraits.items())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that are made rather than found in the cache."""
    urls: list[str] = []
    make = Site._make

    def note(site: Site, source: PageSource) -> Any:
        urls.append(source.url)
        return make(site, source)

    monkeypatch.setattr(Site, "_make", note)
    return urls


def build_pages(project: Path, memory: Memory | None = None) -> list[Page]:
    return assemble(read_study(project, memory=memory), root=project).make_pages()


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_what_shows_a_portrait_is_made_again(
    project: Path, study: Study, made: list[str]
) -> None:
    write_portraits(study, 20, project / "portraits")
    memory = Memory()
    before = {page.url: page for page in build_pages(project, memory)}
    assert sorted(made) == sorted(before)
    made.clear()
    assert build_pages(project, memory) == list(before.values())
    assert made == [], "nothing changed"
    change(project, "portraits/essai-0010.yml", "récit 10", "récit nouveau")
    pages = build_pages(project, memory)
    shown_on = {page.url for page in pages if "récit nouveau" in page.document}
    assert "portraits/essai-0010/" in shown_on
    assert shown_on <= set(made)
    assert len(made) < len(pages) / 4
    shutil.rmtree(project / ".cache/pages")
    assert build_pages(project) == pages, "as if nothing had been kept"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The project of the small study, to change at will: every kind of page, and few of each."""
    return copy_small_project(tmp_path / "projet")


def test_nothing_is_made_again_when_nothing_changed(small: Path, made: list[str]) -> None:
    pages = build_pages(small)
    assert sorted(made) == sorted(page.url for page in pages)
    made.clear()
    assert build_pages(small) == pages
    assert made == []


CHANGES = [
    ("overrides/parties/portrait.html", "</h1>", " Un hippocampe.</h1>"),
    ("overrides/parties/texte.html", "<li>", "<li>Un hippocampe. "),
    ("overrides/partials/pied.html", "Aide", "Un hippocampe"),
    ("overrides/parties/terme.html", 'class="terme"', 'class="terme hippocampe"'),
    ("content/glossaire.yml", "definition: ", "definition: Un hippocampe. "),
    ("content/spheres/famille.yml", "titre: ", "titre: Un hippocampe, "),
    ("content/etude.yml", "signature: ", "signature: Un hippocampe, "),
    ("content/vocabulaires.yml", "titre: Parents", "titre: L'hippocampe et les parents"),
    ("portraits/cafe.yml", "resume: |\n", "resume: |\n  Un hippocampe.\n"),
    ("content/chiffres/entretiens.yml", "titre: ", "titre: Un hippocampe, "),
]


@pytest.mark.parametrize(("file", "old", "new"), CHANGES, ids=[c[0] for c in CHANGES])
def test_what_shows_something_changed_is_made_again(
    small: Path, file: str, old: str, new: str
) -> None:
    build_pages(small)
    change(small, file, old, new)
    pages = build_pages(small)
    assert [page.url for page in pages if "hippocampe" in page.document]
    shutil.rmtree(small / ".cache/pages")
    assert pages == build_pages(small)


def test_settings_that_change_change_every_page(small: Path) -> None:
    study = read_study(small)
    assemble(study, root=small).make_pages()
    settings = SETTINGS | {"site_url": "https://exemple.fr"}
    pages = assemble(study, settings, root=small).make_pages()
    assert all("https://exemple.fr/" in page.document for page in pages)
    shutil.rmtree(small / ".cache/pages")
    assert pages == assemble(study, settings, root=small).make_pages()


@pytest.mark.parametrize(
    "spoil",
    [lambda text: text[:-9], lambda text: "", lambda text: "{}", lambda text: text + " ",
     lambda text: text.replace("é", "è", 1)],
)  # fmt: skip
def test_a_page_kept_that_is_torn_or_foreign_is_made_again(
    small: Path, spoil: Callable[[str], str]
) -> None:
    pages = build_pages(small)
    for path in (small / ".cache/pages").iterdir():
        path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert build_pages(small) == pages


def test_pages_made_in_processes_are_the_same(small: Path) -> None:
    study = read_study(small)
    pages = assemble(study, root=small).make_pages(in_processes=True)
    shutil.rmtree(small / ".cache/pages")
    assert assemble(study, root=small).make_pages() == pages


def test_without_a_place_to_keep_them_pages_are_made(small: Path) -> None:
    (small / ".cache").mkdir()
    (small / ".cache/pages").write_text("un fichier", encoding="utf-8")
    pages = assemble(read_study(small), root=small).make_pages(in_processes=True)
    (small / ".cache/pages").unlink()
    assert assemble(read_study(small), root=small).make_pages() == pages


@pytest.mark.long
def test_nothing_changed_is_built_without_matplotlib(project: Path, tmp_path: Path) -> None:
    assert build_site(project, tmp_path / "first").returncode == 0
    (tmp_path / "matplotlib.py").write_text("raise SystemExit('matplotlib is imported')")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "second")],
        cwd=project, capture_output=True, text=True, check=False,
        env={**os.environ, "CI": "true", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert read_tree(tmp_path / "first") == read_tree(tmp_path / "second")
