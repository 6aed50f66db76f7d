"""How well a search answers: python -m tests.search.judging [FOLDER OF A BUILT SITE].

Each list of queries (tests/search/requetes-*.yml) says which pages answer each. They are typed in
a real browser, in the search page and in the box of every page, and what is shown is judged.
"""

import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright

from tests.browser import ARGUMENTS, find_browser
from tests.conftest import ROOT, build_site, serve_folder

NAMES = ("reglage", "mesure", "temoin")
LISTS = {name: ROOT / f"tests/search/requetes-{name}.yml" for name in NAMES}
PLACES = ("page", "entete")
SHOWN = 10  # results that count

# Waits for what is shown to be the answer to what is typed, then reads where its links lead. It is
# told of the answer: asked every few milliseconds, WebKit leaves the worker of the search no time.
TYPE = """async ([box, root, query]) => {
  const field = document.querySelector(box)
  const area = () => document.querySelector(root)
  await new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`no answer to ${query}`)), 280_000)
    const observer = new MutationObserver(() => {
      if (area()?.dataset.pour !== query) return
      clearTimeout(late)
      observer.disconnect()
      done()
    })
    observer.observe(document, { subtree: true, attributeFilter: ["data-pour"] })
    field.value = query
    field.dispatchEvent(new Event("input", { bubbles: true }))
  })
  return [...area().querySelectorAll(".resultat a")].map((link) => link.href)
}"""
ASK = """async ([query, most]) => {
  const icon = document.querySelector("link[rel=icon]").href
  window.engine ??= (await import(new URL("../js/recherche/engine.js", icon))).Engine.load()
  const { exact, approximate } = await (await window.engine).search(query)
  return [...exact, ...approximate].slice(0, most).map(({ url }) => url)
}"""
BOXES = {
    "page": ("recherche/", ".recherche-page [name=q]", ".recherche-resultats"),
    "entete": ("methode/", ".recherche-entete [name=q]", ".recherche-panneau"),
}


@dataclass(frozen=True)
class Judged:
    """A query, the pages that answer it, and those that were shown, in order."""

    query: str
    wanted: Sequence[str]
    shown: Sequence[str]

    @property
    def rank(self) -> int:
        """The rank of the first page wanted; 0 when none is shown."""
        ranks = (n for n, url in enumerate(self.shown[:SHOWN], 1) if _answers(url, self.wanted))
        return next(ranks, 0)


@dataclass(frozen=True)
class Score:
    first: float
    three: float
    reciprocal: float


def score(answers: Sequence[Judged]) -> Score:
    """Return the shares of answers that are first and among three, and the mean reciprocal rank."""
    ranks = [answer.rank for answer in answers]
    return Score(
        sum(rank == 1 for rank in ranks) / len(ranks),
        sum(0 < rank <= 3 for rank in ranks) / len(ranks),
        sum(1 / rank for rank in ranks if rank) / len(ranks),
    )


def read_list(name: str) -> list[tuple[str, list[str]]]:
    """Return the queries of a list, each with the addresses of the pages that answer it."""
    rows = yaml.safe_load(LISTS[name].read_text(encoding="utf-8"))
    return [(row["requete"], row["pages"]) for row in rows]


def judge(page: Page, address: str, place: str, name: str) -> list[Judged]:
    """Type the queries of a list in a box of the site at an address; return what each got."""
    path, box, root = BOXES[place]
    page.goto(address + path)
    page.locator(box).focus()
    queries = [query for query, _ in read_list(name)]
    return judge_links(address, name, [page.evaluate(TYPE, [box, root, q]) for q in queries])


def judge_links(address: str, name: str, links: Iterable[Iterable[str]]) -> list[Judged]:
    """Return what each query of a list got, from the links that were shown for it."""
    return [
        Judged(query, wanted, [link.removeprefix(address).split(":~:")[0] for link in shown])
        for (query, wanted), shown in zip(read_list(name), links, strict=True)
    ]


def judge_engine(page: Page, address: str, name: str) -> list[Judged]:
    """Ask the queries of a list of the engine alone, as the search page orders what it finds."""
    page.goto(f"{address}methode/")
    return [
        Judged(query, wanted, page.evaluate(ASK, [query, SHOWN]))
        for query, wanted in read_list(name)
    ]


def _answers(shown: str, wanted: Iterable[str]) -> bool:
    """Whether a page is one that is wanted, opened at any of its sections."""
    entries = ("reseau/", "glossaire/")  # whose anchors are entries of their own
    return any(
        shown.rstrip("#") == url or (url not in entries and shown.startswith(f"{url}#"))
        for url in wanted
    )


def main(arguments: Sequence[str]) -> int:
    """Judge a built site, or build one; print the scores and the answers that are not first."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(arguments[0]) if arguments else Path(folder)
        if not arguments:
            done = build_site(ROOT, site)
            if done.returncode:
                print(done.stdout + done.stderr, file=sys.stderr)
                return 1
        with serve_folder(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
            page = browser.new_page()
            for name in LISTS:
                for place in PLACES:
                    _report(name, place, judge(page, address, place, name))
            browser.close()
    return 0


def _report(name: str, place: str, answers: Sequence[Judged]) -> None:
    got = score(answers)
    print(f"{name}, {place}: {len(answers)} queries, first {got.first:.3f}, "
          f"among three {got.three:.3f}, mean reciprocal rank {got.reciprocal:.3f}")  # fmt: skip
    for answer in answers:
        if answer.rank != 1:
            print(f"  {answer.rank or '-'}  {answer.query}: {', '.join(answer.shown[:4])}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
