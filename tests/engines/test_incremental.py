"""What is built again after a change is what is built from nothing, byte for byte."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.portraits import write_portraits
from scripts.site.exports import list_exports
from scripts.site.pages import generate_pages
from scripts.site.rendering import Renderer
from scripts.study.study import Memory, Study, read_study
from tests.conftest import SETTINGS, build_site
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


def read_preview(folder: Path) -> dict[str, bytes]:
    """The files of a site but its content policy, which a preview does without."""
    policy = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
    files = read_tree(folder)
    return {name: policy.sub(b"", files[name]) for name in files if name != "_headers"}


@pytest.mark.long
def test_a_site_built_again_is_the_one_built_from_nothing(project: Path, tmp_path: Path) -> None:
    again, cold = tmp_path / "again", tmp_path / "cold"
    changes = [
        f"{CHANGED}|leviers:\n|leviers:\n  - Des hippocampes.\n",
        f"{CHANGED}|Unir les|Les hippocampes, ou unir les",
        "content/spheres/famille.yml|titre: |titre: Grande ",
        "overrides/partials/fil.html|Accueil|Bienvenue",
        "docs/synthese.md|title: |title: Grande ",
    ]
    subprocess.run(
        [sys.executable, "-c", SERVE, str(again), *changes],
        cwd=project, check=True, env={**os.environ, "CI": "true"},
    )  # fmt: skip
    assert build_site(project, cold).returncode == 0
    built, expected = read_preview(again), read_preview(cold)
    assert b"Les hippocampes, ou" in built["portraits/passerelles/index.html"]
    assert b"Bienvenue" in built["portraits/passerelles/en-clair/index.html"]
    assert sorted(built) == sorted(expected)
    assert [name for name in expected if built[name] != expected[name]] == []


def test_only_what_changed_is_made_again(project: Path, study: Study) -> None:
    write_portraits(study, 20, project / "portraits")
    memory = Memory()
    first = Renderer(read_study(project, memory=memory), project, SETTINGS)
    known = {page.url: page for page in generate_pages(first)}
    path = project / "portraits/essai-0010.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("récit 10", "récit nouveau"), encoding="utf-8")

    second = Renderer(read_study(project, memory=memory), project, SETTINGS)
    read_again = [
        slug
        for slug, portrait in second.study.portraits.items()
        if portrait is not first.study.portraits[slug]
    ]
    assert read_again == ["essai-0010"]
    pages = generate_pages(second, known)
    fresh = Renderer(read_study(project), project, SETTINGS)
    assert pages == generate_pages(fresh)
    assert list_exports(second.study, second.charts) == list_exports(fresh.study, fresh.charts)
    made_again = {page.url for page in pages if page is not known[page.url]}
    shown_on = {
        page.url
        for page in pages
        if page.parent == "portraits/" and "récit nouveau" in page.title + page.html
    }
    assert "portraits/essai-0010/" in shown_on
    assert {url for url in made_again if url.startswith("portraits/essai")} == {
        url for url in shown_on if url.startswith("portraits/essai")
    }


def test_a_template_that_changes_changes_every_page(project: Path) -> None:
    study = read_study(project)
    known = {page.url: page for page in generate_pages(Renderer(study, project, SETTINGS))}
    path = project / "overrides/pages/portrait.html"
    path.write_text(path.read_text(encoding="utf-8") + "<p>Un hippocampe.</p>", encoding="utf-8")
    pages = generate_pages(Renderer(study, project, SETTINGS), known)
    portraits = [page for page in pages if page.parent == "portraits/"]
    assert all("hippocampe" in page.html for page in portraits)


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
