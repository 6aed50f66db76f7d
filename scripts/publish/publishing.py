"""Builds the site in a folder apart, and swaps it with the published one once it is whole."""

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems.problem import RefusedError
from ..study.settings import read_build_date, read_settings
from .failures import check_parts


def publish_site(root: Path, site: Path, build_into: Callable[[Path, Path], None]) -> None:
    """Build the project at root, then exchange the new site with the one at `site`, at once.

    build_into is given root and the folder to build into. Whatever stops it, the last whole site
    stays, or is put back by the next call. Two builds do not meet, since each has a folder of its
    own. Raises what build_into does, RefusedError when what is at `site` is no site or the
    environment is at fault, InvalidStudyError when mkdocs.yml is, OSError where the system refuses.
    """
    builds = root / ".cache" / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    with _hold_lock(builds):
        _clear_killed(builds)
    if _is_foreign(site):
        raise RefusedError(
            f"{site} contient autre chose qu'un site construit ici : choisissez un autre dossier."
        )
    check_parts(root)
    read_settings(root)
    read_build_date()
    with _open_build(builds, site) as build:
        build_into(root, build / "new")
        with _hold_lock(builds):
            _exchange(build / "new", site, build / "old")


def _is_foreign(site: Path) -> bool:
    """Tell whether something is there that no build has made."""
    if not site.is_dir():
        return site.exists()
    return any(site.iterdir()) and not (site / "_headers").is_file()


# A build has a folder: the new site, the old one while they are exchanged, and a lock file that
# holds the address of the folder to publish into. The system lets a lock go with the process that
# holds it, however that ends: a folder whose lock is free is that of a build that was killed.


@contextmanager
def _hold_lock(builds: Path) -> Iterator[None]:
    """Hold the lock of the builds: one process at a time opens, clears away or exchanges one."""
    with builds.with_suffix(".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


@contextmanager
def _open_build(builds: Path, site: Path) -> Iterator[Path]:
    """Make the folder of a build, and remove it at the end."""
    with _hold_lock(builds):
        build = Path(tempfile.mkdtemp(dir=builds))
        stream = (build / "lock").open("w", encoding="utf-8")
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.write(str(site))
        stream.flush()
    with stream:
        try:
            yield build
        finally:
            _clear(build)


def _exchange(new: Path, site: Path, old: Path) -> None:
    """Put the new folder in the place of the site.

    One system call where the system has it (Linux, renameat2): no instant without a site.
    Elsewhere two, an instant apart: a process killed in between leaves the site at `old`.
    """
    if not site.exists():
        site.parent.mkdir(parents=True, exist_ok=True)
        new.rename(site)
        return
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, linux/fcntl.h and linux/fs.h
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call and call(here, os.fsencode(new), here, os.fsencode(site), exchange) == 0:
        return
    site.rename(old)
    new.rename(site)


def _clear_killed(builds: Path) -> None:
    """Clear away what builds that were killed have left."""
    for build in builds.iterdir():
        try:
            with (build / "lock").open() as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _clear(build)
        except (BlockingIOError, PermissionError):
            pass  # it is being built, or somebody else's
        except FileNotFoundError:
            shutil.rmtree(build, ignore_errors=True)


def _clear(build: Path) -> None:
    """Remove the folder of a build, once the site that it took away is back in its place."""
    lock = build / "lock"
    site = Path(lock.read_text(encoding="utf-8"))
    if (build / "old").exists() and not site.exists():
        (build / "old").rename(site)
    lock.unlink()  # first: what is half removed is never put back
    shutil.rmtree(build, ignore_errors=True)
