"""Finds a browser for the tests, or sets one up; python -m tests.browser."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Debian's package of the same engine without windows, and its program: a page takes it a third of
# the processor's time that it takes the whole browser.
LIGHT = "chromium-headless-shell"
NAMES = [LIGHT, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser() -> str | None:
    """Return the path of the lightest Chromium or Chrome of the system, None if there is none."""
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or (str(mac) if mac.exists() else None)


def main() -> int:
    """Make sure that a browser is there: Debian's lightest, the system's, or Playwright's."""
    if not shutil.which(LIGHT) and shutil.which("apt-get") and os.geteuid() == 0:
        print("→ Installing Debian's Chromium without windows for the tests", flush=True)
        for command in (["update"], ["install", "--yes", "--no-install-recommends", LIGHT]):
            subprocess.run(["apt-get", "-qq", *command], stdout=subprocess.DEVNULL, check=False)
    if find_browser():
        return 0
    print("→ Installing Playwright's Chromium for the tests", flush=True)
    installed = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        capture_output=True,
        check=False,
    )
    if installed.returncode:
        print(
            "No browser for the tests: install Chromium or Chrome, then try again.", file=sys.stderr
        )
    return installed.returncode


if __name__ == "__main__":
    raise SystemExit(main())
