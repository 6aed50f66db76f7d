"""Under `mkdocs serve`, a problem takes the place of the content until the next good save."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(url: str, words: str, seconds: float = 30) -> str:
    """Return the page once it holds the words."""
    html = ""
    for _ in range(int(seconds * 5)):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                html = str(answer.read(), "utf-8")
            if words in html:
                return html
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{words!r} never came to {url}: {html[-3000:]}")


def test_a_problem_is_shown_then_goes(project: Path, tmp_path: Path) -> None:
    port = free_port()
    log = tmp_path / "log"
    with log.open("w") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project, stdout=stream, stderr=stream, env={**os.environ, "CI": "false"},
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}/portraits/passerelles/"
    path = project / "portraits/passerelles.yml"
    good = path.read_text(encoding="utf-8")
    try:
        wait_for(url, "Leviers et freins")
        path.write_text(good.replace("numero: 1", "numero: un"), encoding="utf-8")
        html = wait_for(url, "ne peut pas être construit")
        assert "portraits/passerelles.yml" in html
        assert "ligne 3, colonne 9" in html
        assert "portraits/passerelles.yml:3:9: type" in log.read_text(encoding="utf-8")
        path.write_text(good.replace("titre: ", "titre: Nouveau, ", 1), encoding="utf-8")
        path.write_text(good, encoding="utf-8")
        wait_for(url, "Leviers et freins")
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait(10)


def test_a_strict_build_publishes_nothing_wrong(project: Path, tmp_path: Path) -> None:
    from tests.conftest import build_site

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
