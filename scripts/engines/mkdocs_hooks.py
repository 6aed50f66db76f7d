"""Hands the site over to MkDocs: its pages, its files, the frame of the pages MkDocs converts."""

import logging
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # MkDocs loads this file by its path, outside the package

from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import Abort  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import Files  # noqa: E402
from mkdocs.structure.pages import Page as MkDocsPage  # noqa: E402

from scripts.engines.mkdocs_site import StudyPage, check_place, hand_over, read_site  # noqa: E402
from scripts.problems.problem import RefusedError  # noqa: E402
from scripts.publish.failures import translate_record  # noqa: E402
from scripts.publish.headers import publish_headers  # noqa: E402
from scripts.search.background import BackgroundIndexer  # noqa: E402
from scripts.search.index import IndexingError, index_site, publish_index  # noqa: E402
from scripts.site.site import NOT_FOUND, Page, Site  # noqa: E402
from scripts.study.settings import read_build_date  # noqa: E402
from scripts.study.study import Memory  # noqa: E402

log = logging.getLogger("mkdocs.plugins.alliances")


@dataclass
class _Preview:
    """What `mkdocs serve` keeps from one build to the next.

    pages are those of the last study without a fault: they stay at their addresses meanwhile.
    """

    memory: Memory = field(default_factory=Memory)
    pages: list[Page] = field(default_factory=list)
    indexer: BackgroundIndexer = field(default_factory=lambda: BackgroundIndexer(log))


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
        built, memory = read_build_date().date(), _preview.memory if _preview else None
        config["alliances"] = read_site(ROOT, config, built, memory)
    except RefusedError as error:
        raise Abort(str(error)) from None
    if not _preview:  # the site map needs it; a preview has an address of its own
        site_url = config["alliances"].settings["site_url"]
        config.site_url = site_url and f"{site_url}/"
    config.theme.static_templates.discard(NOT_FOUND)  # ours is one of the site's files
    config.extra_css = []
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    site: Site = config["alliances"]
    pages = site.make_pages(in_processes=_preview is None)
    if _preview and not config["problems"]:
        _preview.pages = pages
    hand_over(site, _preview.pages if _preview else pages, files, config)
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
            document = site.frame_written(page.file.src_uri, html)
        page.meta["document"] = document
    return html


def on_post_build(config: MkDocsConfig) -> None:
    site, folder = config["alliances"], Path(config.site_dir)
    if _preview:  # pages are shown without waiting for the search
        if not config["problems"]:
            _preview.indexer.start(site, folder)
        return
    try:
        publish_index(config["index"].result(), folder)
    except IndexingError as error:
        log.error("%s", error)
        raise Abort("Rien n'est publié sans la recherche.") from None
    publish_headers(folder, site.renderer.environment)


def on_serve(server: object, config: MkDocsConfig, builder: object) -> None:
    check_place(config)  # now, since another preview may have begun during the first build


def on_shutdown() -> None:
    if _preview:
        _preview.indexer.stop()
