"""Hands the site over to MkDocs: its pages, its files, the frame of the pages MkDocs converts."""

import logging
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # MkDocs loads this file by its path, outside the package

from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import Abort  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.pages import Page as MkDocsPage  # noqa: E402

from scripts.problems.problem import InvalidStudyError, RefusedError  # noqa: E402
from scripts.publish.failures import translate_record  # noqa: E402
from scripts.publish.headers import write_headers_file  # noqa: E402
from scripts.publish.preview import check_address  # noqa: E402
from scripts.search.index import IndexingError, index_site, publish_index  # noqa: E402
from scripts.site.site import NOT_FOUND, Look, Page, Site  # noqa: E402
from scripts.site.written import read_written_pages  # noqa: E402
from scripts.study.settings import NO_SETTINGS, read_build_date, read_project  # noqa: E402
from scripts.study.study import Memory  # noqa: E402
from scripts.text.sentences import set_html  # noqa: E402

log = logging.getLogger("mkdocs.plugins.alliances")


@dataclass
class _Preview:
    """What `mkdocs serve` keeps from one build to the next: what was read, and what was good.

    pages are those of the last study without a fault: they stay at their addresses meanwhile.
    """

    memory: Memory = field(default_factory=Memory)
    pages: list[Page] = field(default_factory=list)
    site: Site | None = None  # the last build's; one index is built at a time
    listening: bool = False
    indexing: threading.Lock = field(default_factory=threading.Lock)
    publishing: threading.Lock = field(default_factory=threading.Lock)


# The only state that outlives a build: MkDocs runs these functions anew at each change of a file.
_preview: _Preview | None = None


def on_startup(command: str, dirty: bool) -> None:
    global _preview
    _preview = _Preview() if command == "serve" else None
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(translate_record)
    if _preview:  # an exit, so that MkDocs removes the preview's folder
        signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit(128 + signum))


@event_priority(100)  # before the macros plugin, whose macros ask for the site
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    engine = logging.getLogger("mkdocs")
    if config.strict and engine.level > logging.WARNING:
        engine.setLevel(logging.WARNING)  # --quiet also hides the warnings that --strict counts
    try:
        built = read_build_date().date()
        if _preview and not _preview.listening:
            check_address(*config.dev_addr)
            _preview.listening = True
        config["alliances"] = _read_site(config, built)
    except RefusedError as error:
        raise Abort(str(error)) from None
    config.theme.static_templates.discard(NOT_FOUND)  # ours is one of the site's files
    config.extra_css = []
    return config


def _read_site(config: MkDocsConfig, built: date) -> Site:
    """Read all that the site is made from. What is wrong stops a build; a preview shows it."""
    written, config["problems"] = read_written_pages(ROOT)
    study, settings = None, NO_SETTINGS
    try:
        study, settings = read_project(ROOT, memory=_preview.memory if _preview else None)
        for notice in study.notices:
            log.info("%s", notice)
    except InvalidStudyError as error:
        config["problems"] += error.problems
    for problem in config["problems"]:
        log.log(logging.ERROR if problem.stops else logging.INFO, "%s", problem)
    faults = sum(problem.stops for problem in config["problems"])
    if faults and not _preview:
        raise Abort(f"{faults} problème(s) : rien n'est publié.")
    look = Look(
        config.site_name, config.site_description or "", config.nav or [],
        config.extra_css, str(config.theme["favicon"]), built, policy=_preview is None,
    )  # fmt: skip
    return Site(ROOT, study, written, settings, look)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    site: Site = config["alliances"]
    for file in list(files):  # nothing of the theme's is published; the sheets are joined in one
        if file.src_dir in config.theme.dirs or file.src_uri in site.look.sheets:
            files.remove(file)
    for address, text in site.files.items():
        files.append(File.generated(config, address, content=text))
    pages = site.make_pages(in_processes=_preview is None)
    if not config["problems"] and _preview:
        _preview.pages = pages
    for page in _preview.pages if _preview else pages:
        document = page.document
        if config["problems"]:
            document = site.show_problems(config["problems"], page.url, page.title)
        file = File.generated(config, f"{page.url.rstrip('/')}.md", content="")
        files.append(file)
        StudyPage(page, document, file, config)
    if not _preview:  # Pagefind reads while MkDocs writes the pages
        config["index"] = ThreadPoolExecutor(1).submit(index_site, site)
    return files


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    site: Site = config["alliances"]
    if not isinstance(page, StudyPage):
        page.meta.pop("template", None)  # our frame's
        if config["problems"]:
            document = site.show_problems(config["problems"], page.url, str(page.title))
        else:
            # after Markdown, whose notation has quotes too
            document = site.frame_written(page.file.src_uri, set_html(html))
        page.meta["document"] = document
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Publish the search index; while somebody writes, pages are shown without waiting for it."""
    site, folder = config["alliances"], Path(config.site_dir)
    if _preview:
        if not config["problems"]:
            _preview.site = site
            threading.Thread(
                target=_index_later, args=(_preview, site, folder), daemon=True
            ).start()
        return
    try:
        publish_index(config["index"].result(), folder)
    except IndexingError as error:
        log.error("%s", error)
        raise Abort("Rien n'est publié sans la recherche.") from None
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    headers = write_headers_file(paths, site.renderer.environment)
    (folder / "_headers").write_text(headers, encoding="utf-8")


def on_shutdown() -> None:
    """Write nothing more into the preview's folder: MkDocs is about to remove it."""
    if _preview:
        with _preview.publishing:
            _preview.site = None


def _index_later(preview: _Preview, site: Site, folder: Path) -> None:
    with preview.indexing:
        if site is not preview.site:
            return
        try:
            index = index_site(site)
            with preview.publishing:
                if site is preview.site:
                    publish_index(index, folder)
        except IndexingError as error:
            log.error("%s", error)
        except OSError as error:  # a newer build, or the end, took the site's folder away
            log.debug("%s", error)


class StudyPage(MkDocsPage):
    """A page that is already whole: nothing of it goes through Markdown, nor through macros."""

    def __init__(self, page: Page, document: str, file: File, config: MkDocsConfig) -> None:
        self.anchors = set(page.anchors)
        self.known = {"title": page.title, "document": document, "render_macros": False}
        super().__init__(page.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown, self.meta = "", self.known

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content, self.present_anchor_ids = "", self.anchors
