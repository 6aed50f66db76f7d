"""Weighs what a reader's first view asks for, in a real browser: python -m tests.budget.

Bytes are those of the answers, compressed as a server would (gzip). EcoIndex follows the
published method (https://www.ecoindex.fr/comment-ca-marche/): the place of the page among the
pages of the web for its elements, its requests and its kilobytes.
"""

import bisect
import gzip
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.browser import ARGUMENTS, find_browser
from tests.conftest import ROOT, build_site, serve_folder
from tests.kinds import list_addresses

MOST_KILOBYTES, AIM_KILOBYTES = 75, 40
MOST_REQUESTS, AIM_REQUESTS = 10, 6

# Twentieths of the pages of the web: elements, requests, kilobytes.
ELEMENTS = [0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237,
            1459, 1801, 2479, 594601]  # fmt: skip
REQUESTS = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281,
            3920]  # fmt: skip
KILOBYTES = [0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32,
             1648.27, 1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54,
             223212.26]  # fmt: skip


@dataclass(frozen=True)
class Weight:
    """What the first view of a page costs."""

    path: str
    requests: int
    kilobytes: float
    elements: int

    @property
    def within_budget(self) -> bool:
        return self.requests <= MOST_REQUESTS and self.kilobytes <= MOST_KILOBYTES

    @property
    def ecoindex(self) -> float:
        """From 0 to 100, the best."""
        places = (
            3 * _place(ELEMENTS, self.elements)
            + 2 * _place(REQUESTS, self.requests)
            + _place(KILOBYTES, self.kilobytes)
        )
        return 100 - 5 * places / 6


def _place(steps: Sequence[float], value: float) -> float:
    after = bisect.bisect_right(steps, value)
    low, high = steps[after - 1], steps[after]
    return after - 1 + (value - low) / (high - low)


def weigh_page(page: Page, address: str, path: str) -> Weight:
    """Return the weight of a page, opened for the first time."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address + path, wait_until="networkidle")
    elements = page.evaluate("document.querySelectorAll('*:not(svg *)').length")
    size = sum(len(gzip.compress(answer.body())) for answer in answers)
    return Weight(path, len(answers), size / 1000, elements)


def weigh_pages(browser: Browser, address: str, paths: Iterable[str]) -> Iterator[Weight]:
    """Yield the weight of each page, on a phone that keeps nothing from one to the next."""
    for path in paths:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        yield weigh_page(page, address, path)
        page.close()


def main() -> int:
    """Print the weight of every page, the heaviest last; 1 if one is over budget."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        done = build_site(ROOT, site)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        with serve_folder(site) as address:
            paths = list_addresses(site)
            with click.progressbar(paths, label="→ Weighing", file=sys.stderr) as shown:
                weights = list(weigh_pages(browser, address, shown))
        browser.close()
    print(f"{'page':<55} requests     KB  elements  EcoIndex")
    for weight in sorted(weights, key=lambda weight: weight.kilobytes):
        over = "" if weight.within_budget else "  over budget"
        print(f"/{weight.path:<54} {weight.requests:>8} {weight.kilobytes:>6.1f} "
              f"{weight.elements:>9} {weight.ecoindex:>9.0f}{over}")  # fmt: skip
    print(f"At most {MOST_REQUESTS} requests and {MOST_KILOBYTES} KB; "
          f"the aim is {AIM_REQUESTS} and {AIM_KILOBYTES}.")  # fmt: skip
    return int(not all(weight.within_budget for weight in weights))


if __name__ == "__main__":
    raise SystemExit(main())
