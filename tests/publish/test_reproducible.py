"""Two builds of the same files give the same bytes, whatever the kind of file."""

import os
import subprocess
import sys
from pathlib import Path, PurePath

import pytest

from tests.conftest import copy_project
from tests.html import read_tree

# All that is written where the site has an address: none is left out without a word.
KINDS = {
    ".bib", ".css", ".csv", ".docx", ".gz", ".html", ".js", ".json", ".pdf", ".png", ".pptx",
    ".ris", ".svg", ".xlsx", ".xml", ".zip",
}  # fmt: skip
# The clock of the second is a day later.
PLACES = {
    "ici": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "là-bas/un autre dossier": {
        "TZ": "DEMAIN-24", "LC_ALL": "C", "LANGUAGE": "de", "PYTHONHASHSEED": "2",
    },
}  # fmt: skip


NOTES = """notes:
  - date: 2026-03-02
    portrait: passerelles
    quoi: Le coût est précisé.
"""


def fill(path: Path, empty: str, filled: str) -> None:
    """Write something where a file of the project has nothing."""
    text = path.read_text(encoding="utf-8")
    assert empty in text
    path.write_text(text.replace(empty, filled), encoding="utf-8")


@pytest.mark.long
def test_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    trees = []
    for folder, settings in PLACES.items():
        project = copy_project(tmp_path / folder)
        fill(project / "mkdocs.yml", 'site_url: ""', "site_url: https://exemple.fr/etude/")
        fill(project / "content/journal.yml", "notes: []", NOTES)
        for command in ("hosting", "offline"):
            done = subprocess.run(
                [sys.executable, "-m", "scripts", command], cwd=project, text=True,
                env={**os.environ, "SOURCE_DATE_EPOCH": "1790000000", **settings},
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout
        archives = {path.name: path.read_bytes() for path in project.glob("*.zip")}
        assert len(archives) == 2
        trees.append(read_tree(project / "site") | archives)
    one, other = trees
    assert {path for path in one.keys() | other if one.get(path) != other.get(path)} == set()
    assert {PurePath(path).suffix for path in one} >= KINDS
    assert any(path.endswith("atom.xml") for path in one)
    assert any(path.startswith("partages/") for path in one)
    assert any(path.startswith("pagefind/fragment/") for path in one)
