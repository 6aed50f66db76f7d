"""Under `mkdocs serve`, a problem takes the place of the content until the next good save."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.problems.problem import RefusedError
from scripts.publish.preview import check_address
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
    code = project / "scripts/engines/mkdocs_hooks.py"
    with serve_project(project, tmp_path / "log", with_make=True) as address:
        wait_for(address + "methode/", "Lecture")
        with code.open("a", encoding="utf-8") as file:
            file.write(CHANGE)
        wait_for(address + "methode/", "Un hippocampe.")


def start_preview(project: Path, tmp_path: Path, address: str) -> subprocess.Popen[str]:
    """Start `python -m scripts serve`, whose previews go to tmp_path/previews."""
    (tmp_path / "previews").mkdir()
    process: subprocess.Popen[str] = subprocess.Popen(
        [sys.executable, "-m", "scripts", "serve", address], cwd=project, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "TMPDIR": str(tmp_path / "previews"), "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    return process


def find_free_address() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listener.getsockname()[1]}"


def test_a_port_that_is_taken_is_said_once(project: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        process = start_preview(project, tmp_path, address)
        said = process.communicate(timeout=30)[0]
        alone = subprocess.run(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address], cwd=project,
            capture_output=True, text=True, check=False, env=os.environ | {"TMPDIR": str(tmp_path)},
        )  # fmt: skip
    assert process.returncode == 1
    assert said.startswith(f"http://{address}/ est pris")
    assert "make serve ADDRESS=" in said
    assert len(said.splitlines()) == 1
    assert alone.returncode == 1
    assert f"http://{address}/ est pris" in alone.stdout
    assert "Traceback" not in alone.stdout + alone.stderr
    assert list((tmp_path).glob("mkdocs_*")) == []


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.1:", ":8000", "a:b", "127.0.0.1:70000"])
def test_what_is_no_address_is_said_in_one_sentence(
    project: Path, tmp_path: Path, address: str
) -> None:
    process = start_preview(project, tmp_path, address)
    said = process.communicate(timeout=30)[0]
    assert process.returncode == 1
    assert f"« {address} » n'est pas une adresse" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("name", ["exemple.invalid", "192.0.2.1"])
def test_an_address_that_another_machine_has_is_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="n'est pas une adresse de cette machine"):
        check_address(name, 8000)


@pytest.mark.parametrize(
    ("signum", "word"),
    [
        (signal.SIGHUP, "se construit"),
        (signal.SIGINT, "Cleaning site directory"),
        (signal.SIGTERM, "Cleaning site directory"),
    ],
)
def test_a_preview_stopped_before_it_answers_leaves_nothing(
    project: Path, tmp_path: Path, signum: int, word: str
) -> None:
    process = start_preview(project, tmp_path, find_free_address())
    assert process.stdout
    for line in process.stdout:
        if word in line:
            break
    os.kill(process.pid, signum)
    try:
        said = process.communicate(timeout=30)[0]
    finally:
        process.kill()
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert list((tmp_path / "previews").iterdir()) == []


def test_a_first_build_that_fails_stops_the_preview(project: Path, tmp_path: Path) -> None:
    (project / "scripts/engines/mkdocs_hooks.py").write_text("raise RuntimeError('panne')\n")
    process = start_preview(project, tmp_path, find_free_address())
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert said.count("panne") == 2, "once in the traceback's line of code, once as its message"
    assert said.endswith("Rien n'est servi : corrigez, puis recommencez.\n")
    assert list((tmp_path / "previews").iterdir()) == []


def test_a_wrong_setting_is_shown_then_goes(project: Path, tmp_path: Path) -> None:
    path = project / "mkdocs.yml"
    good = path.read_text(encoding="utf-8")
    with serve_project(project, tmp_path / "log") as address:
        path.write_text(good.replace('contact: ""', "contact: [a]"), encoding="utf-8")
        html = wait_for(address + "methode/", "ne peut pas être construit")
        assert "mkdocs.yml" in html
        path.write_text(good, encoding="utf-8")
        wait_for(address + "methode/", "Lecture")
