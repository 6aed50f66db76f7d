"""Runs `mkdocs serve` on a project, as a maintainer does."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def find_free_place() -> str:
    """Return an address and a port of this machine that nothing listens to."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def run_server(command: Sequence[str], url: str) -> Iterator[None]:
    """Run a server, once the page at url answers; stop it afterwards."""
    server = subprocess.Popen(command)
    try:
        wait_for(url, "<title>")
        yield
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def serve_project(
    project: Path, log: Path | None = None, *, with_make: bool = False
) -> Iterator[str]:
    """Serve the project and yield its address, once its home page answers.

    With `mkdocs serve`, or with `make serve` where the project has a Makefile. It is stopped as a
    person stops it, and must leave nothing behind.
    """
    place = find_free_place()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", place]
    if with_make:
        command = ["make", "serve", f"ADDRESS={place}"]
    with (
        log.open("w") if log else tempfile.TemporaryFile("w") as stream,
        tempfile.TemporaryDirectory() as previews,
    ):
        server = subprocess.Popen(
            command, cwd=project, stdout=stream, stderr=stream, start_new_session=True,
            env={**os.environ, "CI": "false", "TMPDIR": previews, "PREVIEWS": previews},
        )  # fmt: skip
        try:
            wait_for(f"http://{place}/", "<title>")
            yield f"http://{place}/"
            assert server.poll() is None, "the server died"
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(30)
        assert list(Path(previews).iterdir()) == []


def wait_for(url: str, words: str, seconds: float = 120) -> str:
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
