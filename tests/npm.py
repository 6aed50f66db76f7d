"""Installs the programs of npm that requirements/ locks, into .cache/, once."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# Where the network is missing, npm says so within seconds.
PATIENCE = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000"]


class NotInstalledError(Exception):
    """What is locked cannot be installed here; its text says why."""


def install(name: str, *options: str) -> Path:
    """Return the folder of the packages that requirements/<name>/ locks, installed if need be.

    options are npm's. Raises NotInstalledError where Node.js is missing or npm cannot install.
    """
    lock, folder = ROOT / "requirements" / name, ROOT / ".cache" / name
    packages, known = folder / "node_modules", folder / "package-lock.json"
    if not shutil.which("npm") or not shutil.which("node"):
        raise NotInstalledError("Node.js and npm are missing")
    # npm writes the file inside its folder when all is there.
    if (packages / ".package-lock.json").exists() and (
        known.read_bytes() == (lock / known.name).read_bytes()
    ):
        return packages
    print(f"→ Installing what requirements/{name}/ locks into .cache/", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(lock, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *PATIENCE, *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(folder)
        raise NotInstalledError(
            f"npm could not install what requirements/{name}/ locks\n{done.stderr.strip()}"
        )
    return packages
