import subprocess
import sys
from pathlib import Path

from scripts.charts import list_charts
from scripts.study import Study
from tests.conftest import ROOT
from tests.html import read_tree


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts", *arguments],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_check_says_nothing_is_wrong(project: Path) -> None:
    done = run(project, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "aucun problème" in done.stdout


def test_check_lists_problems_and_fails(project: Path) -> None:
    path = project / "portraits/passerelles.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("numero: 1", "numero: un"))
    done = run(project, "check")
    assert done.returncode == 1
    assert done.stderr.startswith("portraits/passerelles.yml:3:9: type ")
    assert "Traceback" not in done.stderr


def test_check_of_one_file_is_about_that_file(project: Path) -> None:
    path = project / "portraits/passerelles.yml"
    path.write_text("titre: a: b")
    assert run(project, "check", "portraits/sejours-apprenants.yml").returncode == 0
    assert run(project, "check", "portraits/passerelles.yml").returncode == 1
    missing = run(project, "check", "portraits/absent.yml")
    assert missing.returncode == 1
    assert "n'existe pas" in missing.stderr


def test_pages_writes_everything_without_mkdocs(project: Path, tmp_path: Path) -> None:
    done = run(project, "pages", str(tmp_path / "pages"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "pages/docs/portraits/passerelles/index.md").is_file()
    assert (tmp_path / "pages/docs/donnees/ressources.json").is_file()


def test_pages_are_not_written_over_the_project(project: Path) -> None:
    before = read_tree(project / "docs")
    done = run(project, "pages", ".")
    assert done.returncode == 1
    assert "choisissez-en un autre" in done.stderr
    assert read_tree(project / "docs") == before


def test_a_folder_that_cannot_be_written_to(project: Path, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    done = run(project, "pages", str(tmp_path / "fichier" / "pages"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_readability_lists_every_page_the_hardest_first(study: Study) -> None:
    done = run(ROOT, "readability")
    assert done.returncode == 0, done.stderr
    *lines, summary = done.stdout.splitlines()
    scores = [float(line.split()[0]) for line in lines]
    assert scores == sorted(scores)
    assert {f"{text.url}en-clair/" for text in study.plain_texts} <= {
        line.split()[2] for line in lines
    }
    assert str(len(lines)) in summary


def test_charts_are_drawn_in_the_cache(project: Path, study: Study) -> None:
    assert run(project, "charts").returncode == 0
    drawn = list((project / ".cache/charts").glob("*.json"))
    assert len(drawn) == len(list_charts(study))
