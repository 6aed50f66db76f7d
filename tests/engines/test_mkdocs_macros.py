"""What the pages a person writes may call."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.engines.mkdocs_macros import define_env
from scripts.site.site import Site
from scripts.study.study import read_study
from scripts.text.typography import set_french
from tests.conftest import SMALL_STUDY, build_site
from tests.html import read_page

PAGE = """\
---
title: Un essai
---

# Un essai

{macro}
"""


def test_a_macro_places_a_figure_in_any_page(small_project: Path, tmp_path: Path) -> None:
    text = PAGE.format(macro='{{ chiffre("portes-ouvertes") }}')
    (small_project / "docs/essai.md").write_text(text, encoding="utf-8")
    done = build_site(small_project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = read_page(tmp_path / "site/essai/index.html")
    assert "chiffre-portes-ouvertes" in page.anchors
    figure = read_study(SMALL_STUDY).chiffres["portes-ouvertes"]
    assert set_french(figure.titre) in page.text
    assert "../chiffres/portes-ouvertes/" in page.links


def test_a_block_leads_from_the_page_that_calls_it(small: Site) -> None:
    macros: dict[str, Callable[..., str]] = {}
    page = SimpleNamespace(url="a/b/")

    def note(macro: Callable[..., str]) -> None:
        macros[macro.__name__] = macro

    define_env(SimpleNamespace(page=page, conf={"alliances": small}, macro=note))
    assert 'href="../../chiffres/entretiens/"' in macros["bloc"]("chiffres")
    assert 'href="../../chiffres/reunions/"' in macros["chiffre"]("reunions")


@pytest.mark.long
def test_a_figure_that_does_not_exist_stops_the_build(project: Path, tmp_path: Path) -> None:
    (project / "docs/essai.md").write_text(PAGE.format(macro='{{ chiffre("contrat-ville") }}'))
    done = build_site(project, tmp_path / "site")
    assert done.returncode != 0
    assert "docs/essai.md : le chiffre « contrat-ville » n'existe pas." in done.stderr
    assert "« contrat-de-ville » ?" in done.stderr
