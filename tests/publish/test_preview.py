"""Under `mkdocs serve`, a problem takes the place of the content until the next good save."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scripts.problems.problem import InvalidStudyError, RefusedError
from scripts.publish import preview
from scripts.publish.preview import check_address
from tests.conftest import ROOT, build_site
from tests.serving import find_free_place, serve_project, wait_for

# Another way to write every page, whatever the modules that make it.
CHANGE = """

def on_post_page(output, page, config):
    return output + "<p>Un hippocampe.</p>"
"""


@pytest.mark.long
def test_a_problem_is_shown_then_goes(project: Path, tmp_path: Path) -> None:
    path = project / "portraits/passerelles.yml"
    good = path.read_text(encoding="utf-8")
    log = tmp_path / "log"
    with serve_project(project, log) as address:
        url = address + "portraits/passerelles/"
        wait_for(url, "Ce qui aide, ce qui freine")
        wait_for(address + "recherche/mots.json", "coéducation")  # the index comes after the pages
        path.write_text(good.replace("numero: 1", "numero: un"), encoding="utf-8")
        html = wait_for(url, "ne peut pas être construit")
        assert "portraits/passerelles.yml" in html
        assert "ligne 3, colonne 9" in html
        assert "portraits/passerelles.yml:3:9: type" in log.read_text(encoding="utf-8")
        changed = good.replace("leviers:\n", "leviers:\n  - Des hippocampes.\n")
        path.write_text(changed, encoding="utf-8")
        wait_for(url, "Ce qui aide, ce qui freine")
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


@pytest.mark.long
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


def test_a_port_that_is_taken_is_said_once(small_project: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        process = start_preview(small_project, tmp_path, address)
        said = process.communicate(timeout=30)[0]
        alone = subprocess.run(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address], cwd=small_project,
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


@pytest.mark.long
def test_of_two_previews_at_once_one_serves_and_the_other_says_why(
    small_project: Path, tmp_path: Path
) -> None:
    """Both find the address free, then build; the slower of the two finds it taken."""
    address = find_free_place()
    folders = [tmp_path / "un", tmp_path / "deux"]
    for folder in folders:
        folder.mkdir()
    both = [start_preview(small_project, folder, address) for folder in folders]
    try:
        wait_for(f"http://{address}/", "<title>")
        while all(process.poll() is None for process in both):
            time.sleep(0.1)
        (refused,) = [process for process in both if process.poll() is not None]
        said = refused.communicate()[0]
        assert refused.returncode == 1
        assert f"http://{address}/ est pris" in said
        assert "Traceback" not in said
        wait_for(f"http://{address}/", "<title>")
    finally:
        for process in both:
            process.terminate()
            process.wait(60)
    assert [list((folder / "previews").iterdir()) for folder in folders] == [[], []]


def test_what_is_no_address_is_said_in_one_sentence(small_project: Path, tmp_path: Path) -> None:
    address = "127.0.0.1:70000"
    process = start_preview(small_project, tmp_path, address)
    said = process.communicate(timeout=30)[0]
    assert process.returncode == 1
    assert f"« {address} » n'est pas une adresse" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "127.0.0.1:", ":8000", "a:b", "a:-1", "a:0", "127.0.0.1:65536"]
)
def test_no_server_starts_at_what_is_no_address(address: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=f"« {address} » n'est pas une adresse et un port"):
        preview.preview_site(tmp_path, address)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Serve nothing; note what would be served: the root, the address, the folder."""
    started: list[Any] = []

    def serve(root: Path, address: str, previews: str, signals: preview._Signals) -> int:
        assert Path(previews).name.startswith("alliances_")
        assert not signals.received
        os.kill(os.getpid(), signal.SIGTERM)
        assert signals.received
        started.append((root, address, Path(previews)))
        return 7

    monkeypatch.setattr(preview, "_serve", serve)
    monkeypatch.setattr(preview, "check_address", lambda host, port: started.append((host, port)))
    return started


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [("127.0.0.1:1", "127.0.0.1", 1), ("a:65535", "a", 65535), ("::1:8000", "::1", 8000)],
)
def test_a_server_starts_where_it_is_asked_and_says_so(
    started: list[Any], capfd: pytest.CaptureFixture[str], address: str, host: str, port: int
) -> None:
    before = [signal.getsignal(each) for each in preview.STOPPING]
    assert preview.preview_site(ROOT, address) == 7
    known, (root, served, folder) = started
    assert known == (host, port)
    assert (root, served) == (ROOT, address)
    assert not folder.exists()
    assert [signal.getsignal(each) for each in preview.STOPPING] == before
    said = f"→ Le site se construit, pour http://{address}/ (Ctrl-C l'arrête)\n"
    assert capfd.readouterr().out == said


def test_nothing_starts_before_the_project_is_whole(
    started: list[Any], small_project: Path
) -> None:
    settings = small_project / "mkdocs.yml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text(good.replace('contact: ""', "contact: [a]"), encoding="utf-8")
    with pytest.raises(InvalidStudyError):
        preview.preview_site(small_project, "127.0.0.1:8000")
    settings.write_text(good, encoding="utf-8")
    (small_project / "overrides/main.html").unlink()
    with pytest.raises(RefusedError, match=r"overrides/main\.html n'existe pas"):
        preview.preview_site(small_project, "127.0.0.1:8000")
    assert started == [("127.0.0.1", 8000)] * 2


class Server:
    """Stands for the process of a server: returncode is None while it runs."""

    def __init__(self, returncode: int | None = None) -> None:
        self.returncode = returncode

    def poll(self) -> int | None:
        return self.returncode


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Serve a project in so many looks at its code; tells the code, the starts, the stops."""
    code = tmp_path / "scripts/a.py"
    code.parent.mkdir()
    code.write_text("")

    def run(servers: list[Server], looks: list[str]) -> tuple[int, int, list[Server]]:
        signals = preview._Signals()
        stopped: list[Server] = []
        left, waiting = iter(servers), iter(looks)

        def wait(seconds: float) -> None:
            assert seconds == preview.PERIOD
            match next(waiting):
                case "changed":
                    os.utime(code, ns=(0, code.stat().st_mtime_ns + 1))
                case "stopped":
                    os.kill(os.getpid(), signal.SIGTERM)

        def start(root: Path, address: str, previews: str) -> Server:
            assert (root, address, previews) == (tmp_path, "a:1", "p")
            return next(left)

        monkeypatch.setattr(time, "sleep", wait)
        monkeypatch.setattr(preview, "_start_server", start)
        monkeypatch.setattr(preview, "_stop_server", stopped.append)
        with signals:
            ended = preview._serve(tmp_path, "a:1", "p", signals)
        return ended, len(servers) - len(list(left)), stopped

    return run


def test_a_server_goes_on_until_it_is_stopped(serve: Callable[..., Any]) -> None:
    server = Server()
    assert serve([server], ["", "", "stopped"]) == (0, 1, [server])


def test_a_server_starts_again_when_the_code_changes(serve: Callable[..., Any]) -> None:
    first, second = Server(), Server(3)  # its fault may be mended by the next change
    third = Server()
    servers = [first, second, third]
    looks = ["", "changed", "", "changed", "stopped"]
    assert serve(servers, looks) == (0, 3, servers)


def test_a_server_whose_first_build_fails_is_not_waited_for(
    serve: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve([Server(3)], ["", "stopped"]) == (3, 1, [])
    assert capsys.readouterr().err == "Rien n'est servi : corrigez, puis recommencez.\n"


def test_a_server_is_mkdocs_at_the_address_apart_from_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it leaves is in the folder of previews, and signals for us are not for it."""
    shown = "import os, sys; print(sys.argv[1:], os.getcwd(), os.environ['TMPDIR'], os.getpgrp())"
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable}\n{shown}\nprint(os.getpid(), 'A' in os.environ)\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setenv("A", "b")
    popen, out = subprocess.Popen, tmp_path / "out"
    with out.open("w") as stream:
        monkeypatch.setattr(subprocess, "Popen", partial(popen, stdout=stream))
        server = preview._start_server(tmp_path, "a:1", "p")
        assert server.wait(20) == 0
    arguments = ["-m", "mkdocs", "serve", "--dev-addr", "a:1"]
    assert out.read_text() == f"{arguments} {tmp_path} p {server.pid}\n{server.pid} True\n"


def test_a_server_that_does_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "PATIENCE", 0.2)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)"
    server = subprocess.Popen(
        [sys.executable, "-c", f"{deaf}; time.sleep(60)"], start_new_session=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert server.stdout
    server.stdout.readline()
    preview._stop_server(server)
    assert server.wait(10) == -signal.SIGKILL
    server.stdout.close()
    preview._stop_server(server)  # once more does no harm


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EADDRINUSE,
         "est pris, sans doute par une autre prévisualisation : arrêtez-la, ou lancez "),
        (errno.EACCES,
         "est réservé par le système, comme tous les ports avant 1024 : lancez "),
        (errno.EADDRNOTAVAIL, "n'est pas une adresse de cette machine : lancez "),
    ],
)  # fmt: skip
def test_why_a_server_cannot_listen_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(*given: object) -> None:
        raise OSError(number, "x")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(RefusedError) as caught:
        check_address("127.0.0.1", 80)
    remedy = "« make serve ADDRESS=127.0.0.1:8001 »"
    assert str(caught.value) == f"http://127.0.0.1:80/ {said}{remedy}."


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
    small_project: Path, tmp_path: Path, signum: int, word: str
) -> None:
    process = start_preview(small_project, tmp_path, find_free_place())
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


def test_a_first_build_that_fails_stops_the_preview(small_project: Path, tmp_path: Path) -> None:
    (small_project / "scripts/engines/mkdocs_hooks.py").write_text("raise RuntimeError('panne')\n")
    process = start_preview(small_project, tmp_path, find_free_place())
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert said.count("panne") == 2, "once in the traceback's line of code, once as its message"
    assert said.endswith("Rien n'est servi : corrigez, puis recommencez.\n")
    assert list((tmp_path / "previews").iterdir()) == []


@pytest.mark.long
def test_a_wrong_setting_is_shown_then_goes(small_project: Path, tmp_path: Path) -> None:
    path = small_project / "mkdocs.yml"
    good = path.read_text(encoding="utf-8")
    with serve_project(small_project, tmp_path / "log") as address:
        path.write_text(good.replace('contact: ""', "contact: [a]"), encoding="utf-8")
        html = wait_for(address + "aide/", "ne peut pas être construit")
        assert "mkdocs.yml" in html
        path.write_text(good, encoding="utf-8")
        wait_for(address + "aide/", "Lecture")
