"""Two builds of the same files give the same bytes."""

import os
from pathlib import Path

import pytest

from tests.conftest import copy_project
from tests.html import read_tree
from tests.publish.test_publishing import build


@pytest.mark.long
def test_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    trees = []
    for folder, settings in {
        "ici": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        "là-bas/un autre dossier": {
            "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANGUAGE": "de", "PYTHONHASHSEED": "2",
        },
    }.items():  # fmt: skip
        project = copy_project(tmp_path / folder)
        build(project, env={**os.environ, "SOURCE_DATE_EPOCH": "1790000000", **settings})
        trees.append(read_tree(project / "site"))
    one, other = trees
    assert {path for path in one.keys() | other if one.get(path) != other.get(path)} == set()
    assert "sitemap.xml.gz" in trees[0]
    assert any(path.startswith("pagefind/fragment/") for path in trees[0])
