"""Takes a picture of each kind of page, for people to look at: python -m tests.shots [KIND…]."""

import sys
import tempfile
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from tests.browser import ARGUMENTS, find_browser
from tests.conftest import ROOT, build_or_exit, serve_folder
from tests.kinds import KINDS

FOLDER = ROOT / "shots"
WIDTHS = (360, 768, 1280, 1600)
SCHEMES = ("light", "dark")


def main() -> None:
    """Build the site, and write shots/<kind>-<width>-<scheme>.png for every kind asked."""
    kinds = {name: KINDS[name] for name in sys.argv[1:] or KINDS}
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_or_exit(Path(folder))
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        with serve_folder(Path(folder)) as address:
            views = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
            with click.progressbar(views, label="→ Pictures", file=sys.stderr) as shown:
                for width, scheme in shown:
                    page = browser.new_page(
                        viewport={"width": width, "height": 900},
                        color_scheme="dark" if scheme == "dark" else "light",
                    )
                    for name, path in kinds.items():
                        page.goto(address + path)
                        page.screenshot(
                            path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True
                        )
                    page.close()
        browser.close()
    click.echo(f"{len(views) * len(kinds)} pictures in {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
