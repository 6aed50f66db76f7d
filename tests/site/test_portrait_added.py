"""A file dropped into portraits/ is all it takes, and taking it away undoes all of it."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from tests.conftest import build_site
from tests.html import read_page

NEW = "portraits/jardin-colibris.yml"
TEXT = """\
origine: temoignage
provenance:
  structure: Un centre de ressources politique de la ville
  date: 2026-11-23
  consentement: oui
  licence: cc-by-sa
titre: "Le jardin des colibris : l'école dehors"
resume: Une école et un centre social cultivent un jardin avec les parents.
spheres:
  - sphere: virtualite
    comment: Les photos du jardin sont partagées sur le blog de l'école.
niveaux:
  - niveau: meso
    comment: Enseignants et animateurs préparent ensemble.
acteurs: [parents]
themes: [environnement]
contexte:
  texte: La cour n'avait pas un arbre.
alliance:
  methode:
    points:
      - On sème ensemble.
transformations:
  resultats_visibles:
    texte: Les parents restent après la classe.
"""


def traces(site: Path) -> set[str]:
    """Where the new portrait shows."""
    found = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file()
        and path.suffix in (".html", ".json", ".csv", ".yml")
        and "colibri" in path.read_text(encoding="utf-8").lower()
    }
    return found | {
        path.relative_to(site).as_posix() for path in site.rglob("*colibri*") if path.is_dir()
    }


def test_added_then_removed(small_project: Path, tmp_path: Path) -> None:
    before, during, after = (tmp_path / name for name in ("before", "during", "after"))
    assert build_site(small_project, before).returncode == 0
    (small_project / NEW).write_text(TEXT, encoding="utf-8")
    done = build_site(small_project, during)
    assert done.returncode == 0, done.stderr
    (small_project / NEW).unlink()
    assert build_site(small_project, after).returncode == 0

    assert traces(after) == traces(before)
    new = traces(during) - traces(before)
    assert {
        "portraits/jardin-colibris",
        "portraits/jardin-colibris/index.html",
        "portraits/index.html",
        "spheres/virtualite/index.html",
        "donnees/portraits.json",
        "donnees/portraits/jardin-colibris.json",
        "donnees/noms-de-portraits.json",
        "donnees/graphiques/portraits-spheres.csv",
        "recherche/mots.json",
        "plan-du-site/index.html",
    } <= new
    page = read_page(during / "portraits/jardin-colibris/index.html")
    assert "../../spheres/virtualite/" in page.links
    portraits = json.loads((during / "donnees/portraits.json").read_text(encoding="utf-8"))
    assert "jardin-colibris" in [portrait["slug"] for portrait in portraits]
    index = read_page(during / "portraits/index.html").text
    assert "Le jardin des colibris\u00a0: l’école dehors" in index
    counted = [
        re.findall(r"tiré (\d+)\sportraits", read_page(folder / "portraits/index.html").text)
        for folder in (before, during)
    ]
    assert counted[0] == counted[1] != [], "the study's portraits never count the others"
    page = read_page(during / "portraits/jardin-colibris/index.html")
    assert "Témoignage" in page.text
    assert any("environnement" in text.lower() for text in page.words)


@pytest.mark.long
def test_a_text_typed_on_another_system_is_found(project: Path, tmp_path: Path) -> None:
    """Accents apart from their letters, letters joined, old line ends: the words are the same."""
    typed = TEXT.replace('titre: "', 'titre: "Zéphyr raffiné, ', 1).replace("fi", "\ufb01")
    typed = unicodedata.normalize("NFD", typed).replace("\n", "\r")
    (project / NEW).write_bytes(typed.encode())
    done = build_site(project, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    portrait = json.loads((tmp_path / "site/donnees/portraits/jardin-colibris.json").read_text())
    assert portrait["titre"].startswith("Zéphyr raffiné, ")
    words = (tmp_path / "site/recherche/mots.json").read_text(encoding="utf-8")
    assert {"zéphyr", "raffiné"} <= set(re.findall(r"\w+", words))
