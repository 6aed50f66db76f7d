"""Measures what a reader feels on a slow phone: python -m tests.vitals.

Three measures of the web's own (Web Vitals): when the largest piece of the first view is shown
(LCP), how much of a page moves while it loads and is read (CLS), how long a tap or a key waits
before the page shows what it does (INP). The phone is the one that Lighthouse has: a processor four
times slower, a slow mobile network; the taps and the keys are real ones. Of several runs the median
is kept. The results go to the page for maintainers that `make budget` writes.
"""

import statistics
import sys
import tempfile
from dataclasses import astuple, dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, ElementHandle, Locator, Page, sync_playwright

from bench.portraits import write_portraits
from bench.reporting import describe_conditions, render_page
from scripts.study.study import read_study
from tests.browser import ARGUMENTS, find_browser
from tests.budget import VITALS, write_part
from tests.conftest import ROOT, build_or_exit, copy_project
from tests.hosting import serve_site
from tests.kinds import KINDS

TEMPLATE = ROOT / "tests/vitals.md.jinja"
READ = (
    "accueil", "portrait", "chapitre", "chiffres", "ressources", "recherche", "formulaire",
    "se-situer", "echiquier",
)  # fmt: skip
MANY = 1000  # portraits, in a second site whose catalogue is read too
RUNS = 3
SLOWER = 4  # times: the processor
# Slow 4G, as Lighthouse has it: bits a second, then milliseconds.
NETWORK = {"downloadThroughput": 1_638_400 / 8, "uploadThroughput": 675_000 / 8, "latency": 150}
PHONE = {"width": 360, "height": 740}
MOST_TRIED = 3  # of the controls of a kind, on a page
TYPED = "parents"
REST = 600  # milliseconds, after which a page has answered

# Written down from the first moment of a page.
WATCH = """
window.felt = { shown: 0, moved: 0, waits: {} }
const watch = (type, read) => new PerformanceObserver((list) => list.getEntries().forEach(read))
    .observe({ type, buffered: true, durationThreshold: 16 })
watch("largest-contentful-paint", ({ startTime }) => { felt.shown = startTime })
watch("layout-shift", ({ hadRecentInput, value }) => { if (!hadRecentInput) felt.moved += value })
watch("event", ({ interactionId, duration }) => {
    if (interactionId) {
        felt.waits[interactionId] = Math.max(felt.waits[interactionId] ?? 0, duration)
    }
})
"""


@dataclass(frozen=True)
class Felt:
    """What is felt on a page: milliseconds, a share of the screen, milliseconds."""

    lcp: float
    cls: float
    inp: float


MOST = Felt(1800, 0.02, 150)


def feel_page(browser: Browser, url: str) -> Felt:
    """Return what is felt on a page that is opened for the first time, read whole, then used."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(WATCH)
    phone = context.new_cdp_session(page)
    phone.send("Network.emulateNetworkConditions", {"offline": False, **NETWORK})
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(REST)
    shown = page.evaluate("felt.shown")  # what comes later is not of the first view
    read_whole(page)
    use(page)
    felt = page.evaluate("felt")
    context.close()
    return Felt(shown, felt["moved"], max(felt["waits"].values(), default=0))


def read_whole(page: Page) -> None:
    """Go down the page, screen by screen, then back to its beginning."""
    height = page.evaluate("document.documentElement.scrollHeight")
    for _ in range(0, height, PHONE["height"]):
        page.evaluate("scrollBy({ top: innerHeight, behavior: 'instant' })")
        page.wait_for_timeout(50)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")


def use(page: Page) -> None:
    """Tap what opens and what is ticked, and type where one types: the first ones of each."""
    for name in ("Menu", "Fermer"):
        tap(page, page.get_by_role("button", name=name, exact=True).filter(visible=True).first)
    folded = page.locator("main summary").filter(visible=True)
    for rank in range(MOST_TRIED):
        if rank < folded.count():  # a tap may show others, or take some away
            tap(page, folded.nth(rank))
    for kind in ("radio", "checkbox"):
        labels = page.locator(f"main label:has([type={kind}])").filter(visible=True)
        # Found once: to look again in a thousand cards is work that no reader gives.
        for label in labels.element_handles()[:MOST_TRIED]:
            if label.is_visible():
                tap(page, label)
    boxes = page.locator("main :is([type=search], [type=text], textarea)").filter(visible=True)
    for rank in range(min(boxes.count(), MOST_TRIED)):
        boxes.nth(rank).press_sequentially(TYPED, delay=80)
        page.wait_for_timeout(REST)


def tap(page: Page, control: Locator | ElementHandle) -> None:
    """Tap a control of a page, and wait for what it does."""
    control.tap()
    page.wait_for_timeout(REST)


def main() -> int:
    """Read the pages, print what is felt, write it; 1 if one is over what is asked."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        site, crowded = folder / "site", folder / "crowded"
        build_or_exit(site)
        build_crowded(folder / "project", crowded)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        with serve_site(site) as address, serve_site(crowded) as crowded_address:
            read = {(KINDS[kind], 0): address + KINDS[kind] for kind in READ}
            read[KINDS["portraits"], MANY] = crowded_address + KINDS["portraits"]
            felt: dict[tuple[str, int], list[Felt]] = {page: [] for page in read}
            runs = list(read) * RUNS
            with click.progressbar(runs, label="→ Reading", file=sys.stderr) as shown:
                for page in shown:
                    felt[page].append(feel_page(browser, read[page]))
        conditions = describe_conditions("playwright", chromium=browser.version)
        browser.close()
    medians = {
        page: Felt(*map(statistics.median, zip(*map(astuple, each), strict=True)))
        for page, each in felt.items()
    }
    for (path, portraits), median in medians.items():
        title = f"{path} ({portraits} portraits)" if portraits else path
        print(f"/{title:<30} LCP {median.lcp:>5.0f} ms  CLS {median.cls:.3f}  "
              f"INP {median.inp:>4.0f} ms{'' if is_asked(median) else '  too much'}")  # fmt: skip
    report = conditions | {"ressentis": medians, "seuils": MOST, "tours": RUNS, "fois": SLOWER}
    write_part(VITALS, render_page(TEMPLATE, report) + "\n")
    return int(not all(map(is_asked, medians.values())))


def build_crowded(project: Path, site: Path) -> None:
    """Copy the project into a folder, and build its site with MANY portraits."""
    copy_project(project)
    study = read_study(ROOT)
    write_portraits(study, MANY - len(study.portraits), project / "portraits")
    build_or_exit(site, project)


def is_asked(felt: Felt) -> bool:
    """Whether nothing is over what is asked."""
    return all(value <= most for value, most in zip(astuple(felt), astuple(MOST), strict=True))


if __name__ == "__main__":
    raise SystemExit(main())
