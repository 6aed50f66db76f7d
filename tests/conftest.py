"""What the tests share: the real study, the real site, a copy to break, a browser."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from scripts.engines.project import read_site
from scripts.publish.offline import write_archive
from scripts.search.index import list_indexed
from scripts.site.prints import Print
from scripts.site.rendering import Renderer
from scripts.site.site import Look, Site
from scripts.site.sources import Sources, read_sources
from scripts.site.written import WrittenPage
from scripts.study.host import VARIABLES
from scripts.study.settings import NO_SETTINGS
from scripts.study.study import Study, read_study
from tests.browser import ARGUMENTS, find_browser

ROOT = Path(__file__).resolve().parent.parent
SMALL_STUDY = ROOT / "tests/fixtures/etude"  # a study at its least, usual and fullest
PARTS = ["content", "docs", "overrides", "portraits", "scripts"]
SETTINGS = {**NO_SETTINGS}

for variable in VARIABLES:  # a host that runs the tests sets them: the site would say its address
    os.environ.pop(variable, None)


def pytest_xdist_auto_num_workers() -> int:
    """One more than the processors: a test that drives a browser often waits for it."""
    return (os.cpu_count() or 1) + 1


class Known(NamedTuple):
    """A study, the folder it is read from, and its site, built."""

    root: Path
    study: Study
    site: Path


@pytest.fixture(scope="session")
def study() -> Study:
    return read_study(ROOT)


# The day of every build, whatever starts it: what is agreed of a page must not change with the day
# of the tests.
BUILT = datetime(2026, 11, 26, tzinfo=UTC)
os.environ["SOURCE_DATE_EPOCH"] = str(int(BUILT.timestamp()))
LOOK = Look(
    "Alliances éducatives", "Une lecture de l’étude.", navigation=(), sheets=(),
    icon="assets/images/favicon.svg", built=BUILT.date(),
)  # fmt: skip


def assemble(
    study: Study | None, settings: Mapping[str, str] = SETTINGS,
    written: Sequence[WrittenPage] = (), root: Path = ROOT, prints: Sequence[Print] = (),
    shares: Collection[str] = (),
) -> Site:  # fmt: skip
    """Return the Site of a study without a build: it has no menu and no style sheet."""
    return Site(root, Sources(study, settings, list(written), [], []), LOOK, prints, shares)


def read_small_settings() -> dict[str, Any]:
    """Return the small study's mkdocs.yml, as MkDocs reads it."""
    with (SMALL_STUDY / "mkdocs.yml").open(encoding="utf-8") as file:
        return dict(yaml_load(file))


def assemble_small() -> Site:
    """Return the site of the small study and of the pages written for it, as nobody builds it."""
    settings = read_small_settings()
    look = replace(LOOK, name=settings["site_name"], navigation=settings["nav"])
    return Site(ROOT, read_sources(SMALL_STUDY), look)


@pytest.fixture(scope="session")
def assembled(study: Study) -> Site:
    return assemble(study)


@pytest.fixture(scope="session")
def small() -> Site:
    """The site of the small study, before anything builds it."""
    return assemble_small()


@pytest.fixture(scope="session")
def renderer(assembled: Site) -> Renderer:
    return assembled.renderer


def copy_project(folder: Path) -> Path:
    """Copy what a build needs of the project into a folder, which is made; return the folder."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to change at will."""
    return copy_project(tmp_path / "projet")


def set_where_to_send(project: Path) -> None:
    """Give a copy of the project a contact and a repository."""
    path = project / "mkdocs.yml"
    settings = path.read_text(encoding="utf-8")
    settings = settings.replace('contact: ""', "contact: alliances@exemple.fr")
    settings = settings.replace('repo_url: ""', "repo_url: https://github.com/a/b")
    path.write_text(settings, encoding="utf-8")


def build_site(project: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build the project strictly, as `make site` does, but for what is printed."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, "CI": "true", "IMPRIMER": "false", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def build_or_exit(site: Path, project: Path = ROOT) -> None:
    """Build a project, this one by default, into a folder, for a command that looks at it.

    Raises SystemExit, with what the build says, when it fails.
    """
    done = build_site(project, site)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def copy_small_project(folder: Path) -> Path:
    """Copy the small study and what makes its site into a folder; return the folder."""
    shutil.copytree(SMALL_STUDY, folder)
    for part in ("overrides", "scripts"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A copy of the small study's project, which is built in half the time."""
    return copy_small_project(tmp_path / "projet")


@pytest.fixture(scope="session")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that is read without a server, unpacked."""
    place = tmp_path_factory.mktemp("archive")
    write_archive(site, place / "etude.zip", list_indexed(read_site(ROOT)))
    with zipfile.ZipFile(place / "etude.zip") as zipped:
        zipped.extractall(place)
    return place / "etude"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built."""
    folder = tmp_path_factory.mktemp("site")
    done = build_site(ROOT, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout + done.stderr == "", "a build that succeeds says nothing"
    return folder


def find_assets(site: Path) -> str:
    """Return the address of the folder of a built site's assets, which is named by their digest."""
    (folder,) = (site / "assets").iterdir()
    return f"assets/{folder.name}/"


def hide_digest(text: str) -> str:
    """Return the text without the digest of the site's assets in their addresses."""
    return re.sub(r"\bassets/[0-9a-f]{12}/", "assets/", text)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small study, built."""
    folder = tmp_path_factory.mktemp("petite-etude")
    done = build_site(copy_small_project(folder / "projet"), folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def both(study: Study, site: Path, small_site: Path) -> list[Known]:
    """The real study and the small one, with their sites."""
    return [Known(ROOT, study, site), Known(SMALL_STUDY, read_study(SMALL_STUDY), small_site)]


@pytest.fixture(scope="session", params=[0, 1], ids=["real", "small"])
def known(request: pytest.FixtureRequest, both: list[Known]) -> Known:
    """The real study, then the small one."""
    chosen: int = request.param
    return both[chosen]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def serve_folder(
    folder: Path, handler: type[http.server.SimpleHTTPRequestHandler] = _Quiet
) -> Iterator[str]:
    """Serve the folder and yield its address."""
    answer = functools.partial(handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder and returns its address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serve_folder(folder))


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


REFUSED: list[str] = []  # by the policy of a page, in one test


def take_refused() -> list[str]:
    """Return what the policy has refused in this test, which had to be."""
    refused = REFUSED.copy()
    REFUSED.clear()
    return refused


def listen(context: BrowserContext) -> None:
    """Hear what the policy of the pages of a context refuses; Chromium says it on the console."""

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            REFUSED.append(message.text)

    context.on("console", hear)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        browser.on("context", listen)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _refuse_nothing() -> Iterator[None]:
    """Whatever a reader does, the site asks for nothing that its own policy refuses."""
    REFUSED.clear()
    yield
    assert REFUSED == []


@pytest.fixture(scope="session")
def form(address: str, browser: Browser) -> Iterator[Page]:
    """A page with the modules of the form, the schema, and what finds the names in a text."""
    page = browser.new_page()
    page.goto(f"{address}contribuer/raconter/")
    page.evaluate("""async () => {
        const scripts = document.querySelector("script[src$='js/page.js']").src
        const folder = new URL("raconter/", scripts).href
        for (const name of ["checks", "output"]) {
            Object.assign(window, await import(`${folder}${name}.js`))
        }
        window.schema = await (await fetch("../../schemas/portraits.json")).json()
        window.findNames = makeFinder(schema["x-anonymat"])
    }""")
    yield page
    page.close()
