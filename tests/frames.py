"""Compares this site's frame with the theme's own: make frames.

The same pages stand in both (bench.contenders). Of a few kinds, what a first view asks for is
weighed, and axe-core reads what is around their content, on a phone and on a screen.
"""

import tempfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from bench.contenders import SETTINGS, prepare
from bench.measuring import run
from scripts.study.study import read_study
from tests.browser import ARGUMENTS, find_browser
from tests.budget import weigh_pages
from tests.conftest import ROOT, serve_folder
from tests.in_browser.test_accessibility import TAGS
from tests.kinds import KINDS

COMPARED = ["accueil", "portrait", "ressources", "texte"]
WIDTHS = (360, 1280)
CONTENT = {"exclude": [["#contenu"], ["article"]]}
INLINE = "document.querySelectorAll('[style], style, script:not([src]):not([type])').length"


def main() -> None:
    """Print a line for each frame."""
    paths = [KINDS[kind] for kind in COMPARED]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        study = read_study(ROOT)
        ours, plain = prepare(study, len(study.portraits), Path(folder))[:2]
        run(plain.command, plain.folder, SETTINGS)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for one in (ours, plain):
            with serve_folder(one.folder / "site") as address:
                weights = list(weigh_pages(browser, address, paths))
                nodes, inline = read_frame(browser, address, paths)
            print(
                f"{one.name}: {span([weight.kilobytes for weight in weights])} KB, "
                f"{span([weight.requests for weight in weights])} requests; "
                f"axe: {nodes} nodes in {len(paths) * len(WIDTHS)} views; "
                f"at most {inline} inline styles and scripts in a page"
            )
        browser.close()


def read_frame(browser: Browser, address: str, paths: list[str]) -> tuple[int, int]:
    """Return how many nodes axe refuses in all views, and the most inline code of a page."""
    axe, nodes, inline = Axe(), 0, 0
    for path in paths:
        for width in WIDTHS:
            page = browser.new_page(viewport=ViewportSize(width=width, height=800))
            page.goto(address + path, wait_until="networkidle")
            found = axe.run(page, context=CONTENT, options={"runOnly": TAGS})
            nodes += sum(len(violation["nodes"]) for violation in found.response["violations"])
            inline = max(inline, page.evaluate(INLINE))
            page.close()
    return nodes, inline


def span(values: list[float]) -> str:
    """Return the least and the most, rounded."""
    return f"{min(values):.0f} to {max(values):.0f}"


if __name__ == "__main__":
    main()
