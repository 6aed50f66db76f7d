"""Runs `mkdocs serve`, again each time the code changes, and leaves nothing behind."""

import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from ..problems.problem import RefusedError
from ..study.settings import read_build_date, read_settings
from .failures import check_parts

PERIOD = 0.5  # seconds between two looks at the code
PATIENCE = 10  # seconds that a server has to stop
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_OTHER = "« make serve ADDRESS=127.0.0.1:8001 »"


def preview_site(root: Path, address: str) -> int:
    """Serve the project at root on the address, host:port, until it is stopped.

    Return 0 once it is, or MkDocs' exit code when the first build fails. Raises RefusedError when
    the address or the environment is at fault, InvalidStudyError when mkdocs.yml is.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise RefusedError(f"« {address} » n'est pas une adresse et un port : essayez {_OTHER}.")
    check_address(host, int(port))
    check_parts(root)
    read_settings(root)
    read_build_date()
    with tempfile.TemporaryDirectory(prefix="alliances_") as previews, _Signals() as signals:
        print(f"→ Le site se construit, pour http://{address}/ (Ctrl-C l'arrête)", flush=True)
        return _serve(root, address, previews, signals)


def check_address(host: str, port: int) -> None:
    """Raise RefusedError when a server cannot listen there."""
    try:
        (family, kind, *_, place), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family, kind) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
    except OSError as error:
        match error.errno:
            case errno.EADDRINUSE:
                reason = "est pris, sans doute par une autre prévisualisation : arrêtez-la, ou"
            case errno.EACCES:
                reason = "est réservé par le système, comme tous les ports avant 1024 :"
            case _:
                reason = "n'est pas une adresse de cette machine :"
        raise RefusedError(f"http://{host}:{port}/ {reason} lancez {_OTHER}.") from error


class _Signals:
    """Records the signals that end a program, so that it stops between two of its steps."""

    def __init__(self) -> None:
        self.received = False
        self.handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self.handlers = {each: signal.signal(each, self._note) for each in STOPPING}
        return self

    def __exit__(self, *error: object) -> None:
        for each, handler in self.handlers.items():
            signal.signal(each, handler)

    def _note(self, signum: int, frame: object) -> None:
        self.received = True


def _serve(root: Path, address: str, previews: str, signals: _Signals) -> int:
    """Run the server until it is stopped, or until its first build fails.

    Where it fails later, it is the code that has changed: its next change starts it again.
    """
    code, changed = _list_code_dates(root), False
    server = _start_server(root, address, previews)
    while not signals.received:
        time.sleep(PERIOD)
        if (now := _list_code_dates(root)) != code:
            code, changed = now, True
            _stop_server(server)
            server = _start_server(root, address, previews)
        elif not changed and server.poll() is not None:
            print("Rien n'est servi : corrigez, puis recommencez.", file=sys.stderr)
            return server.returncode
    _stop_server(server)
    return 0


def _list_code_dates(root: Path) -> dict[Path, int]:
    """Return when each file of code was last changed."""
    dates = {}
    for path in (root / "scripts").rglob("*.py"):
        with suppress(FileNotFoundError):  # it has just been removed
            dates[path] = path.stat().st_mtime_ns
    return dates


def _start_server(root: Path, address: str, previews: str) -> subprocess.Popen[bytes]:
    """Start MkDocs as the head of a group of processes, which are then stopped together."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
        cwd=root, env={**os.environ, "TMPDIR": previews}, start_new_session=True,
    )  # fmt: skip


def _stop_server(server: subprocess.Popen[bytes]) -> None:
    for signum in (signal.SIGTERM, signal.SIGKILL):
        if server.poll() is None:
            os.killpg(server.pid, signum)
            with suppress(subprocess.TimeoutExpired):
                server.wait(PATIENCE)
