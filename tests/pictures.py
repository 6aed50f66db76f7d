"""Takes the pictures of the contributor's pages from the real thing: python -m tests.pictures."""

import html
import tempfile
from pathlib import Path

import click
from PIL import Image
from playwright.sync_api import sync_playwright

from scripts.commands.reporting import show_text
from scripts.problems.problem import InvalidStudyError
from scripts.study.study import read_study
from tests.browser import ARGUMENTS, find_browser
from tests.conftest import ROOT, copy_project
from tests.serving import serve_project
from tests.site.test_portrait_added import NEW, TEXT

FOLDER = ROOT / "docs/assets/images/contribuer"
TERMINAL = (
    "<pre style='margin:0;padding:20px 24px;background:#1c1a22;color:#f0ebe3;width:852px;"
    "font:15px/1.5 ui-monospace,monospace;white-space:pre-wrap'>{}</pre>"
)


def main() -> None:
    """Break a portrait in a copy of the project, and take what people then see."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copy_project(Path(folder) / "projet")
        path = project / NEW
        path.write_text(TEXT, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 900, "height": 600}, color_scheme="light")
        with serve_project(project) as address:
            click.echo("→ the page of a portrait")
            page.goto(address + "portraits/jardin-colibris/")
            page.screenshot(path=FOLDER / "page.png")
            path.write_text(TEXT.replace('"', ""), encoding="utf-8")
            click.echo("→ a problem in place of the page")
            page.wait_for_selector("text=ne peut pas être construit", timeout=30_000)
            page.screenshot(path=FOLDER / "probleme.png")
        try:
            read_study(project)
        except InvalidStudyError as error:
            click.echo("→ the answer of make check")
            shown = "$ make check\n" + click.unstyle(show_text(error.problems, project))
            page.set_content(TERMINAL.format(html.escape(shown)))
            page.locator("pre").screenshot(path=FOLDER / "verification.png")
        browser.close()
    for path in FOLDER.glob("*.png"):  # few colours are enough, and weigh three times less
        Image.open(path).convert("RGB").quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    main()
