"""Under `mkdocs serve`, a problem takes the place of the content until the next good save."""

import shutil
import sys
from pathlib import Path

from tests.conftest import ROOT, build_site
from tests.serving import serve_project, wait_for

# Another way to write every page, whatever the modules that make it.
CHANGE = """

def on_post_page(output, page, config):
    return output + "<p>Un hippocampe.</p>"
"""


def test_a_problem_is_shown_then_goes(project: Path, tmp_path: Path) -> None:
    path = project / "portraits/passerelles.yml"
    good = path.read_text(encoding="utf-8")
    log = tmp_path / "log"
    with serve_project(project, log) as address:
        url = address + "portraits/passerelles/"
        wait_for(url, "Leviers et freins")
        wait_for(address + "recherche/mots.json", "coéducation")  # the index comes after the pages
        path.write_text(good.replace("numero: 1", "numero: un"), encoding="utf-8")
        html = wait_for(url, "ne peut pas être construit")
        assert "portraits/passerelles.yml" in html
        assert "ligne 3, colonne 9" in html
        assert "portraits/passerelles.yml:3:9: type" in log.read_text(encoding="utf-8")
        changed = good.replace("leviers:\n", "leviers:\n  - Des hippocampes.\n")
        path.write_text(changed, encoding="utf-8")
        wait_for(url, "Leviers et freins")
        wait_for(address + "recherche/mots.json", "hippocampes")


def test_a_strict_build_publishes_nothing_wrong(project: Path, tmp_path: Path) -> None:
    path = project / "portraits/passerelles.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("numero: 1", "numero: un"))
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("la dernière version bonne")
    done = build_site(project, site)
    assert done.returncode != 0
    assert "portraits/passerelles.yml:3:9: type" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert (site / "index.html").read_text() == "la dernière version bonne"


def test_make_serve_takes_a_change_of_code_in(project: Path, tmp_path: Path) -> None:
    shutil.copy2(ROOT / "Makefile", project)
    shutil.copytree(ROOT / "requirements", project / "requirements")
    (project / ".venv").symlink_to(sys.prefix)
    code = project / "scripts/hooks.py"
    with serve_project(project, tmp_path / "log", with_make=True) as address:
        wait_for(address + "methode/", "Lecture")
        with code.open("a", encoding="utf-8") as file:
            file.write(CHANGE)
        wait_for(address + "methode/", "Un hippocampe.")
