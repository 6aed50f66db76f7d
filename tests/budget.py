"""Weighs what a reader's first view asks for, in a real browser: python -m tests.budget.

Bytes are those of the answers, compressed as a server would (gzip). EcoIndex follows the
published method (https://www.ecoindex.fr/comment-ca-marche/): the place of the page among the
pages of the web for its elements, its requests and its kilobytes. The results go to a page for
maintainers.
"""

import bisect
import gzip
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Browser, Page, Response, sync_playwright

from bench.reporting import describe_conditions, render_page
from scripts.files import write_atomically
from tests.browser import ARGUMENTS, find_browser
from tests.conftest import ROOT, build_or_exit, serve_folder
from tests.kinds import list_addresses

PAGE = ROOT / "docs/mainteneurs/poids.md"
TEMPLATE = ROOT / "tests/poids.md.jinja"
# They head the parts that tests.lighthouse and tests.vitals write.
LIGHTHOUSE, VITALS = "\n## Lighthouse\n", "\n## Ce que ressent un lecteur\n"
PARTS = (LIGHTHOUSE, VITALS)

MOST_KILOBYTES, AIM_KILOBYTES = 75, 45
MOST_REQUESTS, AIM_REQUESTS = 10, 7

# A page's family is the first whose pattern is its address.
FAMILIES = {
    "accueil": "",
    "pages en clair": ".*en-clair/",
    "portraits": "portraits/[^/]+/",
    "sphères": "spheres/[^/]+/",
    "chapitres": "(qui-parle|methode|cooperation|coeduquer|transformer|conclusion)/.*",
    "chiffres": "chiffres/[^/]+/",
    "ressources": "ressources/[^/]+/",
    "catalogues": "(portraits|chiffres|ressources|reseau|glossaire)/",
    "autres pages": ".*",
}

# EcoIndex's published quantiles of the pages of the web, by twentieths: how many elements, requests
# and kilobytes 0 %, 5 %… 100 % of them have at most.
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
    def family(self) -> str:
        return next(name for name, path in FAMILIES.items() if re.fullmatch(path, self.path))

    @property
    def ecoindex(self) -> float:
        """From 0 to 100, the best. It has no limit to pass: it counts every element as a cost."""
        places = (
            3 * _place(ELEMENTS, self.elements)
            + 2 * _place(REQUESTS, self.requests)
            + _place(KILOBYTES, self.kilobytes)
        )
        return 100 - 5 * places / 6


def _place(steps: Sequence[float], value: float) -> float:
    """Return the quantile of the value, from 0 to 20, interpolated between two steps."""
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
    """Print the weight of every page, the heaviest last, write the page; 1 over budget."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        build_or_exit(site)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        with serve_folder(site) as address:
            paths = list_addresses(site)
            with click.progressbar(paths, label="→ Weighing", file=sys.stderr) as shown:
                weights = list(weigh_pages(browser, address, shown))
        conditions = describe_conditions("mkdocs", "playwright", chromium=browser.version)
        browser.close()
    print(f"{'page':<55} requests     KB  elements  EcoIndex")
    for weight in sorted(weights, key=lambda weight: weight.kilobytes):
        over = "" if weight.within_budget else "  over budget"
        print(f"/{weight.path:<54} {weight.requests:>8} {weight.kilobytes:>6.1f} "
              f"{weight.elements:>9} {weight.ecoindex:>9.1f}{over}")  # fmt: skip
    print(f"At most {MOST_REQUESTS} requests and {MOST_KILOBYTES} KB; "
          f"the aim is {AIM_REQUESTS} and {AIM_KILOBYTES}.")  # fmt: skip
    write_page(conditions, weights)
    return int(not all(weight.within_budget for weight in weights))


def write_page(conditions: dict[str, Any], weights: Sequence[Weight]) -> None:
    """Write the page for maintainers, but for the parts of others."""
    report = conditions | {
        "poids": weights,
        "familles": list(FAMILIES),
        "requetes": MOST_REQUESTS,
        "kilo_octets": MOST_KILOBYTES,
    }
    write_part("", render_page(TEMPLATE, report))


def write_part(heading: str, text: str) -> None:
    """Write the part of the page under a heading; without one, what comes before the others."""
    pieces = re.split(f"({'|'.join(PARTS)})", PAGE.read_text(encoding="utf-8"))
    parts = {"": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True)), heading: text}
    write_atomically(PAGE, "".join(each + parts[each] for each in ("", *PARTS) if each in parts))


if __name__ == "__main__":
    raise SystemExit(main())
