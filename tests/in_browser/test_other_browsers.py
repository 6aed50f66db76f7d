"""In Firefox and WebKit too: search, in the site and in the archive, the form, all the rest.

Nothing goes wrong in a page meanwhile, and nothing asks for what its policy refuses.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.in_browser.listening import serve_listening
from tests.in_browser.telling import TITLE, WAY
from tests.kinds import KINDS
from tests.npm import NotInstalledError, install
from tests.search.judging import BOXES, PLACES, TYPE, judge_links, read_list, score
from tests.search.test_judged import are_held

pytestmark = pytest.mark.long

LIST = "temoin"
CORRECTION = "contribuer/raconter/?fiche=passerelles"
PHONE = 360  # pixels wide
PATIENCE = 1200  # seconds, for all that is asked of a browser
FIREFOX = ["firefox-esr", "firefox"]
WEBKIT = ["xvfb-run", "WebKitWebDriver"]
MINI_BROWSER = "/usr/lib/*/webkit2gtk-*/MiniBrowser"  # where Debian puts it
# Its buttons keep its window wider than a phone, unless they may be small.
SMALL_BUTTONS = "* { min-width: 0; margin: 0; padding: 0 }"

# Goes to the box, whose script page.js then asks for; types there.
FOCUS_AND_TYPE = f"""async ([box, root, query]) => {{
  document.querySelector(box).focus()
  return ({TYPE})([box, root, query])
}}"""
# Checks the box of portraits; returns how many it announces, and the kinds of the results shown.
FILTER = """async () => {
  const box = document.querySelector(".facettes [name=type][value=portrait]")
  const count = box.closest("label").querySelector(".compte").textContent
  const filtered = new Promise((done) => {
    new MutationObserver(done).observe(document, { subtree: true, attributeFilter: ["data-pour"] })
  })
  box.click()
  await filtered
  const kinds = document.querySelectorAll("main .resultat-genre")
  return [count, [...kinds].map((kind) => kind.textContent)]
}"""


# Waits for what is wanted, and for what has the focus to be in sight: a browser may scroll slowly.
# Returns how the page stands in its window, and the file that is made.
WAIT = """async (wanted) => {
  const isSeen = () => {
    const { bottom, top } = document.activeElement.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  }
  for (let waited = 0; (wanted && !document.querySelector(wanted)) || !isSeen(); waited += 50) {
    if (waited > 30_000) throw new Error(`${wanted || "what has the focus"} is not seen`)
    await new Promise((done) => setTimeout(done, 50))
  }
  return {
    width: innerWidth,
    excess: document.documentElement.scrollWidth - innerWidth,
    file: document.querySelector("#texte-du-fichier").value,
  }
}"""

# Uses everything that a page has, as long as this shows something new: opens what is closed, ticks,
# chooses, types, presses. Nothing leaves: no page is printed, no form sent, no link followed.
USE = """async () => {
  window.print = () => {}
  window.confirm = () => true
  for (const kind of ["submit", "click"]) {
    addEventListener(kind, (event) => {
      if (kind === "submit" || event.target.closest?.("a[href]")) event.preventDefault()
    })
  }
  const used = new Set()
  const use = (control) => {
    control.focus()
    if (control.matches("select")) control.selectedIndex = control.options.length - 1
    else if (control.matches("textarea, input:not([type=radio], [type=checkbox])")) {
      if (control.type !== "file") control.value = control.type === "date" ? "2026-01-31" : "école"
    } else return control.click()
    for (const kind of ["input", "change"]) {
      control.dispatchEvent(new Event(kind, { bubbles: true }))
    }
  }
  const wait = (time) => new Promise((done) => setTimeout(done, time))
  for (let round = 0; round < 4; round++) {
    const controls = document.querySelectorAll("summary, button, input, select, textarea")
    for (const control of [...controls].slice(0, 300)) {
      if (used.has(control) || !control.checkVisibility?.()) continue
      used.add(control)
      use(control)
      await wait(10)
    }
    scrollTo(0, document.body.scrollHeight)
    await wait(400)
  }
  return used.size
}"""
# What every policy of the site refuses.
BREAK = """async () => {
  const script = document.createElement("script")
  script.textContent = "window.run = 1"
  document.head.append(script)
  await new Promise((done) => setTimeout(done, 500))
  return window.run ?? 0
}"""


@contextmanager
def drive_webkit(settings: Path) -> Iterator[str]:
    """Yield the address of a WebDriver of WebKit, on a screen of its own.

    settings is an empty folder, for what the windows look like.
    """
    (settings / "gtk-3.0").mkdir()
    (settings / "gtk-3.0/gtk.css").write_text(SMALL_BUTTONS, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["xvfb-run", "--auto-servernum", "WebKitWebDriver", f"--port={port}"]
    environment = {**os.environ, "XDG_CONFIG_HOME": str(settings)}
    driver = subprocess.Popen(command, start_new_session=True, env=environment)
    try:
        for _ in range(600):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(driver.pid, signal.SIGTERM)
        driver.wait()


def ask(jobs: Sequence[dict[str, Any]], *browser: str | Path) -> list[Any]:
    """Return what the scripts of the jobs answer in a browser: what drive.mjs is told of it."""
    try:
        packages = install("browsers")
    except NotInstalledError as error:
        pytest.skip(f"{error}: nothing was tried in another browser")
    done = subprocess.run(
        ["node", Path(__file__).parent / "drive.mjs", packages, *browser],
        input=json.dumps(jobs), capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def check_search(address: str, *browser: str | Path) -> None:
    """Pass a judged list in both boxes of the site, then a filter of the search page."""
    jobs: list[dict[str, Any]] = []
    for place in PLACES:
        path, box, root = BOXES[place]
        jobs += [
            {"url": address + path, "script": FOCUS_AND_TYPE, "argument": [box, root, query]}
            for query, _ in read_list(LIST)
        ]
    path, box, root = BOXES["page"]
    jobs.append(
        {"url": address + path, "script": FOCUS_AND_TYPE, "argument": [box, root, "parents"]}
    )
    jobs.append({"url": address + path, "script": FILTER, "argument": None})
    *links, _, (count, kinds) = ask(jobs, *browser)
    size = len(read_list(LIST))
    for place, shown in zip(PLACES, (links[:size], links[size:]), strict=True):
        answers = judge_links(address, LIST, shown)
        assert are_held(score(answers)), (place, [a for a in answers if a.rank != 1])
    assert count == f"({len(kinds)})"
    assert set(kinds) == {"Portrait"}


def check_archive(folder: Path, *browser: str | Path) -> None:
    """Ask both boxes of the archive, opened from its folder, for a word."""
    jobs = []
    for place in PLACES:
        path, box, root = BOXES[place]
        url = (folder / path / "index.html").as_uri()
        jobs.append({"url": url, "script": FOCUS_AND_TYPE, "argument": [box, root, "ecole"]})
    for shown in ask(jobs, *browser):
        assert shown[0].startswith(f"{folder.as_uri()}/spheres/ecole/")


def check_form(address: str, *browser: str | Path) -> None:
    """Tell a portrait by keyboard alone, on a phone 360 pixels wide."""
    url = f"{address}contribuer/raconter/"
    ready = "#raconter:not([hidden]) #titre"
    jobs: list[dict[str, Any]] = [{"url": url, "script": WAIT, "argument": ready, "width": PHONE}]
    jobs += [
        {"url": url, "script": WAIT, "argument": shown, "reach": selector, "type": typed}
        for selector, typed, shown in WAY
    ]
    answers = ask(jobs, *browser)
    for job, answer in zip(jobs, answers, strict=True):
        assert answer["width"] == PHONE
        assert answer["excess"] <= 0, (job, "it scrolls sideways")
    told = yaml.safe_load(answers[-1]["file"])
    assert (told["titre"], told["themes"]) == (TITLE, ["environnement"])
    assert told["spheres"] == [{"sphere": "ecole", "comment": "L'école ouvre sa cour."}]
    assert told["contexte"] == {"points": ["La cour n'avait : pas un arbre."]}
    assert told["alliance"]["acteurs"] == [{"nom": "Les parents"}]
    assert told["acteurs"] == ["parents"]
    assert told["provenance"]["licence"] == "cc-by"


@pytest.fixture(params=["firefox", "webkit"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[str | Path]]:
    """Another browser, as drive.mjs is told of it; where it is not installed, that is said."""
    if request.param == "firefox":
        program = next(filter(None, map(shutil.which, FIREFOX)), None)
        if not program:
            pytest.skip("Firefox is not installed (Debian: firefox-esr): it was not tried")
        yield ["firefox", program]
        return
    programs = sorted(Path("/").glob(MINI_BROWSER.lstrip("/")))
    if not programs or not all(map(shutil.which, WEBKIT)):
        pytest.skip("WebKit is not installed (Debian: webkit2gtk-driver, xvfb): it was not tried")
    with drive_webkit(tmp_path) as driver:
        yield ["webkit", programs[0], driver]


@pytest.fixture
def heard(site: Path) -> Iterator[str]:
    """The address of a site where no script fails, nothing is missing, and no policy refuses."""
    with serve_listening(site) as (address, told):
        yield address
    assert told == []


def test_the_search_answers(heard: str, other: list[str | Path]) -> None:
    check_search(heard, *other)


def test_the_form_is_told_by_keyboard_on_a_phone(heard: str, other: list[str | Path]) -> None:
    check_form(heard, *other)


def test_all_that_a_page_offers_is_used(heard: str, other: list[str | Path]) -> None:
    pages = {**KINDS, "tableau": "echiquier/?p=passerelles", "correction": CORRECTION}
    jobs = [{"url": heard + path, "script": USE, "argument": None} for path in pages.values()]
    used = dict(zip(pages, ask(jobs, *other), strict=True))
    for kind in ("portraits", "se-situer", "echiquier", "formulaire", "correction"):
        assert used[kind] > 20, used


def test_what_a_policy_refuses_is_heard(site: Path, other: list[str | Path]) -> None:
    with serve_listening(site) as (address, told):
        jobs = [
            {"url": address + path, "script": BREAK, "argument": None}
            for path in (KINDS["portrait"], KINDS["integrer"])
        ]
        assert ask(jobs, *other) == [0, 0]
    assert len([words for words in told if "script-src" in words]) == 2, told


def test_the_archive_answers_from_its_folder(archive: Path, other: list[str | Path]) -> None:
    check_archive(archive, *other)
