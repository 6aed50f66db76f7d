"""What a search costs in a browser: bytes, and the time until its first results are shown."""

import gzip
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import ARGUMENTS, find_browser
from tests.conftest import serve_folder

QUERIES = [
    "école",
    "menstruele",
    "parents éloignés",
    "égalité filles garçons",
    "comment associer les parents aux décisions de la cité",  # the heaviest of the judged ones
]
PAGE = "methode/"  # whose header is asked

# Goes to the box, whose script comes then; types; returns how many milliseconds the answer takes.
TIME = """async (query) => {
  const find = (selector) => document.querySelector(selector)
  const wait = (isThere) => new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      done()
    })
    const attributeFilter = ["data-pour"]
    observer.observe(document, { subtree: true, childList: true, attributeFilter })
  })
  const field = find(".recherche-entete [name=q]")
  field.focus()
  if (!find(".recherche-panneau")) await wait(() => find(".recherche-panneau"))
  const start = performance.now()
  const answered = wait(() => find(".recherche-panneau").dataset.pour === query)
  field.value = query
  field.dispatchEvent(new Event("input", { bubbles: true }))
  await answered
  return performance.now() - start
}"""


@dataclass(frozen=True)
class SearchCost:
    """What searches take: bytes of the heaviest, compressed; medians of milliseconds.

    cold is the first search of a reader, who has nothing of the index; warm, the next ones.
    """

    bytes: int
    cold: float
    warm: float


def measure_searches(site: Path, rounds: int) -> SearchCost:
    """Return what searches take in the box of a page of a built site."""
    weights, cold, warm = [], [], []
    with serve_folder(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for first in QUERIES * rounds:
            asked, times = search(browser, address, [first, *QUERIES])
            weights.append(weigh(site, asked))
            cold.append(times[0])
            warm += [time for query, time in zip(QUERIES, times[1:], strict=True) if query != first]
        browser.close()
    return SearchCost(max(weights), statistics.median(cold), statistics.median(warm))


def search(browser: Browser, address: str, queries: Iterable[str]) -> tuple[set[str], list[float]]:
    """Type queries as somebody who has just come.

    Return the addresses, in the site, that the first asks for, and the milliseconds of each.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + PAGE, wait_until="networkidle")
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(address)))
    first, *others = queries
    times: list[float] = [page.evaluate(TIME, first)]
    page.wait_for_load_state("networkidle")
    of_the_first = set(asked)
    times += [page.evaluate(TIME, query) for query in others]
    context.close()
    return of_the_first, times


def weigh(site: Path, asked: Iterable[str]) -> int:
    """Return the bytes of files of a site as a host that compresses sends them."""
    contents = [(site / url.partition("?")[0]).read_bytes() for url in asked]
    return sum(min(len(content), len(gzip.compress(content))) for content in contents)
