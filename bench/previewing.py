"""Measures what a writer waits for: from the file saved to the page served."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from bench.contenders import SETTINGS
from bench.measuring import FailedRunError
from tests.serving import find_free_place

MOST = 900  # seconds to wait for a page


def time_save(folder: Path, file: Path, index: str = "") -> float:
    """Return the seconds from a save of the file to its page served, by `mkdocs serve`.

    The preview is written where `make serve` has it written (PREVIEWS). Something is saved once
    before: what the first change alone costs is not what is felt all day. index is the address of
    the search's words, where they follow the pages: nobody saves again before they are there.
    The file is left as it was. Raises FailedRunError when the page never comes.
    """
    written = file.read_text(encoding="utf-8")
    place = find_free_place()
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", place],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **SETTINGS, "CI": "false", "TMPDIR": os.environ.get("PREVIEWS", "/tmp")},
    )  # fmt: skip
    page = f"http://{place}/portraits/{file.stem}/"
    try:
        _wait(page, "<title>")
        for word in ("hippocampe", "libellule"):
            start = time.monotonic()
            file.write_text(_add(written, word), encoding="utf-8")
            _wait(page, word)
            took = time.monotonic() - start
            if index:
                _wait(f"http://{place}/{index}", word)
        return took
    finally:
        file.write_text(written, encoding="utf-8")
        _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server and what it started; one that does not answer, by force."""
    with suppress(ProcessLookupError):  # it had stopped by itself
        os.killpg(server.pid, signal.SIGINT)  # it then clears its folder away
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _add(text: str, word: str) -> str:
    """Add a word to a portrait's first lever, or to the end of a page in Markdown."""
    before, key, after = text.partition("\nleviers:\n")
    if not key:
        return f"{text}\n{word}\n"
    indent = after[: after.index("-")]
    return f"{before}{key}{indent}- Un {word}.\n{after}"


def _wait(page: str, word: str) -> None:
    end = time.monotonic() + MOST
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=MOST) as answer:
                if word in str(answer.read(), "utf-8"):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise FailedRunError(f"{word!r} never came to {page}")
