"""What is said of a file that is not read, or whose name cannot be an address."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.problems.problem import InvalidStudyError
from scripts.study.study import list_files, read_study
from tests.conftest import ROOT


def run_check(project: Path, *files: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts", "check", *files],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project for all the files of the table, which are removed afterwards."""
    from tests.conftest import copy_project

    return copy_project(tmp_path_factory.mktemp("noms") / "projet")


# The file, the code of what is said of it, and words of the sentence or of the remedy.
ASKED_ABOUT = [
    ("portraits/_casse.yml", "fichier-non-lu", "« casse.yml »"),
    ("portraits/.x.yml", "fichier-non-lu", "met un fichier de côté"),
    ("README.md", "fichier-non-lu", "mettez-le dans portraits/"),
    ("essai.yml", "fichier-non-lu", "mettez-le dans portraits/, sous le nom « essai.yml »"),
    ("docs/portraits/index.md", "fichier-non-lu", "make serve"),
    ("docs/schemas/portrait-a-remplir.yml", "fichier-non-lu", "dans portraits/"),
    ("../essai.yml", "fichier-non-lu", "hors du dossier du projet"),
    ("docs", "fichier-non-lu", "« docs » n'est pas lu"),
    ("portraits/.DS_Store", "fichier-laisse", "Supprimez-le"),
    ("portraits/._essai.yml", "fichier-laisse", "Supprimez-le"),
    ("portraits/.~lock.essai.yml#", "fichier-laisse", "Supprimez-le"),
    ("portraits/.essai.yml.swp", "fichier-laisse", "Supprimez-le"),
]
REFUSED = [
    ("portraits/index.yml", "nom-reserve", "« index-2.yml »"),
    ("portraits/en-clair.yml", "nom-reserve", "« en-clair-2.yml »"),
    ("content/chiffres/index.yml", "nom-reserve", "« index-2.yml »"),
    ("content/chapitres/cooperation/index.yml", "nom-reserve", "« index-2.yml »"),
    *((f"portraits/{name}.yml", "nom-reserve", f"« {name}-2.yml »")
      for name in ("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9")),
    (f"portraits/{'x' * 101}.yml", "nom-long", f"« {'x' * 60}.yml »"),
    ("portraits/essai.yml.txt", "nom-de-fichier", "Renommez-le « essai.yml »"),
    ("portraits/essai.txt", "nom-de-fichier", "Renommez-le « essai.yml »"),
    ("portraits/essai.yaml", "nom-de-fichier", "Renommez-le « essai.yml »"),
    ("portraits/ESSAI.YML", "nom-de-fichier", "Renommez-le « essai.yml »"),
    ("portraits/Été à l'école.yml", "nom-de-fichier", "Renommez-le « ete-a-l-ecole.yml »"),
    ("portraits/Passerelles.yml", "nom-double", "« passerelles.yml »"),
    ("portraits/passerelles.yaml", "nom-double", "renommez celui-ci « passerelles-2.yml »"),
    ("portraits/passerelles.yml.txt", "nom-double", "« passerelles.yml »"),
    ("portraits/Thumbs.db", "fichier-laisse", "Supprimez-le"),
    ("portraits/ehthumbs.db", "fichier-laisse", "Supprimez-le"),
    ("portraits/desktop.ini", "fichier-laisse", "Supprimez-le"),
    ("portraits/~$essai.yml", "fichier-laisse", "Supprimez-le"),
    ("portraits/essai.yml~", "fichier-laisse", "Supprimez-le"),
    ("portraits/essai.yml.bak", "fichier-laisse", "Supprimez-le"),
    ("portraits/#essai.yml#", "fichier-laisse", "Supprimez-le"),
    ("content/Thumbs.db", "fichier-laisse", "Supprimez-le"),
    ("portraits/essai.docx", "fichier-non-lu", "« essai.yml »"),
    ("portraits/README.md", "fichier-non-lu", "hors de ce dossier"),
    ("content/essai.yml", "fichier-non-lu", "dans portraits/"),
    ("content/Ressources.yml", "fichier-non-lu", "ne s'en sert"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "code", "words"), ASKED_ABOUT + REFUSED)
def test_a_file_that_is_not_read_is_told_when_asked_about(
    shared: Path, file: str, code: str, words: str
) -> None:
    path = shared / file
    made = not path.exists()
    if made:
        path.write_text("titre: Un essai\n", encoding="utf-8")
    try:
        done = run_check(shared, file)
    finally:
        if made:
            path.unlink()
    assert done.returncode == 1
    assert f" {code} " in done.stderr
    assert words in done.stderr
    assert "aucun problème" not in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("file", "code", "words"), REFUSED)
def test_a_name_that_cannot_be_published_is_refused(
    shared: Path, file: str, code: str, words: str
) -> None:
    path = shared / file
    path.write_text("titre: Un essai\n", encoding="utf-8")
    try:
        with pytest.raises(InvalidStudyError) as caught:
            read_study(shared)
    finally:
        path.unlink()
    told = [p for p in caught.value.problems if p.file == file and p.code == code]
    assert len(told) == 1, caught.value.problems
    assert words in f"{told[0].message} {told[0].remedy}"


def test_a_key_with_a_reserved_name_is_refused(project: Path) -> None:
    path = project / "content/ressources.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("trouve-ta-voie:", "index:", 1), encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    told = [p for p in caught.value.problems if p.code == "nom-reserve"]
    assert [p.remedy for p in told] == ["Renommez-le « index-2 »."]
    assert text.splitlines()[told[0].line - 1].startswith("trouve-ta-voie:")


def test_only_what_was_read_is_counted(shared: Path) -> None:
    assert f"{len(list_files(shared)) + 1} fichier(s)" in run_check(shared).stdout
    assert "1 fichier(s)" in run_check(shared, "portraits/passerelles.yml").stdout
    assert "7 fichier(s)" in run_check(shared, "portraits").stdout
    both = run_check(shared, "portraits/passerelles.yml", "README.md")
    assert both.returncode == 1


def test_every_yaml_file_of_the_project_is_read() -> None:
    written = {*ROOT.glob("portraits/*.yml"), *ROOT.glob("content/**/*.yml")}
    assert written == set(list_files(ROOT))
