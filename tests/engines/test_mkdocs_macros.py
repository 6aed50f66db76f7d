"""What the pages a person writes may call."""

from pathlib import Path

import pytest

from tests.conftest import build_site
from tests.html import broken_links, read_page

PAGE = """\
---
title: Un essai
---

# Un essai

{macro}
"""


def test_a_macro_places_a_figure_in_any_page(project: Path, tmp_path: Path) -> None:
    (project / "docs/essai.md").write_text(PAGE.format(macro='{{ chiffre("contrat-de-ville") }}'))
    done = build_site(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = read_page(tmp_path / "site/essai/index.html")
    assert "chiffre-contrat-de-ville" in page.anchors
    assert "163" in page.text
    assert broken_links(tmp_path / "site") == []


@pytest.mark.long
def test_a_figure_that_does_not_exist_stops_the_build(project: Path, tmp_path: Path) -> None:
    (project / "docs/essai.md").write_text(PAGE.format(macro='{{ chiffre("contrat-ville") }}'))
    done = build_site(project, tmp_path / "site")
    assert done.returncode != 0
    assert "docs/essai.md : le chiffre « contrat-ville » n'existe pas." in done.stderr
    assert "« contrat-de-ville » ?" in done.stderr
