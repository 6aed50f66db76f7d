import contextlib
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.charts.charts import list_charts
from scripts.study.study import Study
from tests.commands.test_new_portrait import ANSWERS
from tests.conftest import ROOT
from tests.html import read_tree


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts", *arguments],
        cwd=project, capture_output=True, text=True, check=False,
        env={**os.environ, "IMPRIMER": "false"},
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


@pytest.mark.long
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


def answer(project: Path, typed: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "scripts", "new"],
        cwd=project, input=typed, capture_output=True, check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.mark.parametrize("answered", [0, 1, 9, len(ANSWERS) - 1])
def test_new_stopped_at_any_question_writes_nothing(project: Path, answered: int) -> None:
    before = read_tree(project / "portraits")
    done = answer(project, "".join(f"{line}\n" for line in ANSWERS[:answered]).encode())
    assert done.returncode == 1
    assert done.stderr.decode().strip() == "Arrêté : rien n'a été écrit."
    assert read_tree(project / "portraits") == before


def test_new_stopped_by_the_keyboard_writes_nothing(project: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts", "new"],
        cwd=project, stdin=theirs, stdout=theirs, stderr=theirs,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while b"sans nom de lieu" not in shown:
            shown += os.read(ours, 1_000)
        for _ in range(10):  # as often as a person would: the terminal may not be ready for it
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=3)
                break
        while more := os.read(ours, 1_000):
            shown += more
    except OSError:  # how a terminal says that nobody writes to it any more
        pass
    assert process.wait(timeout=30) == 1
    assert shown.decode().splitlines()[-1] == "Arrêté : rien n'a été écrit."
    assert "Traceback" not in shown.decode()


def test_new_asks_again_for_what_is_not_in_utf8(project: Path) -> None:
    lines = [line.encode() for line in ANSWERS]
    typed = [ANSWERS[0].encode("latin-1"), lines[0], ANSWERS[1].encode("latin-1"), *lines[1:]]
    done = answer(project, b"".join(line + b"\n" for line in typed))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().count("pas en UTF-8") == 2
    written = (project / "portraits/un-jardin-partage.yml").read_text(encoding="utf-8")
    assert "Un jardin : partagé" in written


@pytest.mark.long
def test_a_missing_template_is_named(project: Path, tmp_path: Path) -> None:
    (project / "overrides/pages/portrait.html").unlink()
    done = run(project, "pages", str(tmp_path / "pages"))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Le modèle « pages/portrait.html » n'est pas dans overrides/. Remettez-le, ou corrigez son "
        "nom là où il est demandé."
    ]


def test_check_counts_the_problems_it_does_not_show(project: Path) -> None:
    (project / "portraits/essai.yml").write_text("titre: x\n" * 8_001, encoding="utf-8")
    done = run(project, "check")
    assert done.returncode == 1
    assert "Et 7\u202f800 autres problèmes dans ce fichier." in done.stderr
    assert done.stderr.splitlines()[-1] == "8000 problème(s)."
