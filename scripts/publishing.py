"""Builds the site beside the one that is there, and puts it in its place once it is whole."""

import ctypes
import os
import runpy
import shutil
import sys
from pathlib import Path

from .settings import read_build_date, read_settings


class FailedBuildError(Exception):
    """MkDocs could not build the site, and has said why."""


def publish_site(root: Path, site: Path) -> None:
    """Build the project at root, then exchange the new site with the one at `site`, at once.

    Whatever stops it, the site that is there stays whole; two builds do not meet, since each
    has a folder of its own. Raises FailedBuildError, or OSError where the system refuses.
    """
    read_settings(root)
    read_build_date()
    folder = root / ".cache" / "builds"
    _remove_orphans(folder)
    new = folder / str(os.getpid())
    new.mkdir(parents=True)
    try:
        _run_mkdocs(root, new)
        _exchange(new, site)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _run_mkdocs(root: Path, folder: Path) -> None:
    """Run MkDocs' command in this process, where what stops it can be told in French."""
    os.environ["CI"] = "true"
    sys.argv = ["mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    os.chdir(root)
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as stop:
        if stop.code:
            raise FailedBuildError from stop


def _exchange(new: Path, site: Path) -> None:
    """Put the new folder in the place of the site; the old one is then where the new one was.

    One system call where the system has it (Linux, renameat2): no instant without a site.
    Elsewhere two, an instant apart.
    """
    if not site.exists():
        new.rename(site)
        return
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, linux/fcntl.h and linux/fs.h
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call and call(here, os.fsencode(new), here, os.fsencode(site), exchange) == 0:
        return
    old = new.with_suffix(".old")
    site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _remove_orphans(folder: Path) -> None:
    """Remove what builds that were killed have left."""
    for left in folder.glob("*") if folder.is_dir() else ():
        try:
            os.kill(int(left.stem), 0)
        except (ProcessLookupError, ValueError):
            shutil.rmtree(left, ignore_errors=True)
        except PermissionError:
            pass  # somebody else's, and running
