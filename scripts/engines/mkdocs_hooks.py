"""Gives MkDocs the pages and files made from the study, and says what is wrong in it."""

import logging
import re
import signal
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # MkDocs loads this file by its path, outside the package

from jinja2 import Environment  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import Abort  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.nav import Navigation, Section  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402
from mkdocs.utils import get_build_datetime  # noqa: E402

from scripts.engines.zensical import STYLE  # noqa: E402
from scripts.problems.problem import InvalidStudyError, Problem, RefusedError  # noqa: E402
from scripts.publish.failures import translate_record  # noqa: E402
from scripts.publish.headers import write_headers_file, write_page_policy  # noqa: E402
from scripts.publish.preview import check_address  # noqa: E402
from scripts.reading.documents import parse_document  # noqa: E402
from scripts.search.index import IndexingError, build_index, publish_index  # noqa: E402
from scripts.search.records import (  # noqa: E402
    WrittenPage,
    list_records,
    render_records,
)
from scripts.site.exports import list_exports  # noqa: E402
from scripts.site.pages import (  # noqa: E402
    GeneratedPage,
    count_minutes,
    generate_pages,
    list_contents,
    read_outline,
    set_front_matter,
)
from scripts.site.redirects import list_redirects  # noqa: E402
from scripts.site.rendering import FrenchTemplates, Renderer, write_day  # noqa: E402
from scripts.study.settings import read_build_date, read_project  # noqa: E402
from scripts.study.study import Memory  # noqa: E402
from scripts.text.typography import set_html  # noqa: E402

log = logging.getLogger("mkdocs.plugins.alliances")

CACHE = ROOT / ".cache" / "search"

# What the last good build made: while a file is wrong, its pages stay at their addresses; the next
# build makes only what changed.
_last_good: dict[str, GeneratedPage] = {}
_memory = Memory()
_framed: dict[str, tuple[Any, str]] = {}  # by address: all that the page is made from, and the page
_serving = False
_answering = False
_latest: Renderer | None = None  # the last build's; one index is built at a time
_indexing = threading.Lock()
_publishing = threading.Lock()


def on_startup(command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(translate_record)
    if _serving:  # an exit, so that MkDocs removes the preview's folder
        signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit(128 + signum))


@event_priority(100)  # before the macros plugin, whose macros read the study
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _answering
    config["renderer"], config["problems"], config["written"] = None, [], []
    engine = logging.getLogger("mkdocs")
    if config.strict and engine.level > logging.WARNING:
        engine.setLevel(logging.WARNING)  # --quiet also hides the warnings that --strict counts
    try:
        read_build_date()
        if _serving and not _answering:
            check_address(*config.dev_addr)
            _answering = True
    except RefusedError as error:
        raise Abort(str(error)) from None
    try:
        study, settings = read_project(ROOT, memory=_memory if _serving else None)
        config["renderer"] = Renderer(study, ROOT, settings)
        for notice in study.notices:
            log.info("%s", notice)
        if not _serving:
            config["renderer"].draw_ahead()
    except InvalidStudyError as error:
        config["problems"] = error.problems
        for problem in error.problems:
            log.log(logging.ERROR if problem.stops else logging.INFO, "%s", problem)
        if not _serving:
            faults = sum(problem.stops for problem in error.problems)
            raise Abort(f"{faults} problème(s) : rien n'est publié.") from None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    _drop_theme_files(files, config)
    _join_styles(files, config)
    renderer = config["renderer"]
    if renderer:
        pages = generate_pages(renderer, _last_good)
        _last_good.clear()
        _last_good.update({page.url: page for page in pages})
        exports = list_exports(renderer.study, renderer.charts)
        for address, text in {**exports, **list_redirects(renderer)}.items():
            files.append(File.generated(config, address, content=text))
    for page in _last_good.values():
        file = File.generated(config, f"{page.url.rstrip('/')}.md", content="")
        StudyPage(page, file, config)
        files.append(file)
    return files


def _drop_theme_files(files: Files, config: MkDocsConfig) -> None:
    """Publish nothing of the theme's: its templates are ours, its styles and scripts unused."""
    for file in list(files):
        if file.src_dir in config.theme.dirs:
            files.remove(file)


def _join_styles(files: Files, config: MkDocsConfig) -> None:
    sheets = []
    for path in config.extra_css:
        if file := files.get_file_from_path(str(path)):
            sheets.append(file)
            files.remove(file)
        else:
            log.warning("mkdocs.yml : la feuille « %s » (extra_css) n'est pas dans docs/.", path)
    text = "\n".join(file.content_string for file in sheets)
    files.append(File.generated(config, STYLE, content=text))
    config.extra_css = [STYLE]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Make the frame of the pages escape what it shows, and speak French as the others do."""
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension(FrenchTemplates)
    renderer = config["renderer"]
    if renderer and not _serving:  # the pages are written while Pagefind reads
        worker = ThreadPoolExecutor(1)
        config["index"] = worker.submit(_build_index, renderer, config["written"])
    config.extra["politique"] = "" if _serving else write_page_policy(env)
    config.extra["construit_le"] = write_day(get_build_datetime())
    if renderer and _serving:
        _recall_frames(files, config)
    return env


def _recall_frames(files: Files, config: MkDocsConfig) -> None:
    """Let the pages that nothing changed be shown as they were framed last."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    menu = [(page.url, str(page.title)) for page in pages if isinstance(page.parent, Section)]
    around = (config["renderer"].sources, config.user_configs, menu, config.extra["construit_le"])
    for page in pages:
        if isinstance(page, StudyPage):
            above = [str(item.title) for item in page.ancestors]
            page.made_from = (page.generated, above, around)
            made_from, html = _framed.get(page.url, (None, ""))
            if made_from == page.made_from:
                page.meta.update(template="deja-encadree.html", encadree=html)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Put each generated page under its parent, without listing a thousand in the sidebar."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    by_address = {page.url: page for page in pages}
    for page in pages:
        if isinstance(page, StudyPage) and page.parent is None:
            above: Any = by_address.get(page.generated.parent)
            page.parent = above
    return nav


def _check_front_matter(page: Page) -> None:
    """Say what is wrong in the front matter of a page: MkDocs would show it as text."""
    if front := re.match(r"---\n(.*?)\n---\n", page.file.content_string, re.DOTALL):
        try:
            parse_document(f"\n{front[1]}\n", f"docs/{page.file.src_uri}")
        except InvalidStudyError as error:
            for problem in error.problems:
                log.warning("%s %s", problem, problem.remedy)


@event_priority(100)  # before macros put HTML in the page
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if not page.meta:
        _check_front_matter(page)
    set_front_matter(page.meta)
    if not isinstance(page, StudyPage) and page.meta.get("recherche", True):
        written = WrittenPage(page.url, str(page.title), page.meta.get("description", ""), markdown)
        config["written"].append(written)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    problems: list[Problem] = config["problems"]
    if not problems:
        if not isinstance(page, StudyPage):
            html = set_html(html)  # after Markdown, whose notation has quotes too
            # what macros add is not in Markdown's own contents
            page.meta["sommaire"] = list_contents(read_outline(html)[0])
            page.meta.setdefault("lecture", count_minutes(html))
        return html
    environment = config.theme.get_env()
    return environment.get_template("blocs/problemes.html").render(problemes=problems)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if _serving and config["renderer"] and isinstance(page, StudyPage):
        _framed[page.url] = page.made_from, output
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Build the search index; while somebody writes, the pages are shown without waiting for it."""
    global _latest
    if not config["renderer"]:
        return
    _latest = config["renderer"]
    site = Path(config.site_dir)
    if _serving:
        task = (_latest, config["written"], site)
        threading.Thread(target=_index_later, args=task, daemon=True).start()
        return
    try:
        publish_index(config["index"].result(), site)
    except IndexingError as error:
        log.error("%s", error)
        raise Abort("Rien n'est publié sans la recherche.") from None
    published = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    headers = write_headers_file(published, config["renderer"].environment)
    (site / "_headers").write_text(headers, encoding="utf-8")


def on_shutdown() -> None:
    """Write nothing more into the preview's folder: MkDocs is about to remove it."""
    global _latest
    with _publishing:
        _latest = None


def _build_index(renderer: Renderer, written: Iterable[WrittenPage]) -> Path:
    records = list_records(renderer.study, written)
    return build_index(render_records(renderer, records), CACHE)


def _index_later(renderer: Renderer, written: Iterable[WrittenPage], site: Path) -> None:
    with _indexing:
        if renderer is not _latest:
            return
        try:
            folder = _build_index(renderer, written)
            with _publishing:
                if renderer is _latest:
                    publish_index(folder, site)
        except IndexingError as error:
            log.error("%s", error)
        except OSError as error:  # a newer build, or the end, took the site's folder away
            log.debug("%s", error)


class StudyPage(Page):
    """A page whose HTML is already made: text from data never goes through Markdown."""

    def __init__(self, generated: GeneratedPage, file: File, config: MkDocsConfig) -> None:
        self.generated = generated
        self.made_from: Any = None
        super().__init__(generated.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        # its title is text from a file, never a template
        self.meta = {**self.generated.meta, "render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.generated.html
        self.present_anchor_ids = set(self.generated.anchors)
