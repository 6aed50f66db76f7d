"""The site, as MkDocs knows it: what it is made from, its pages and its files."""

import gc
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from scripts.print.press import Press, Printed, tell_refused
from scripts.problems.problem import RefusedError
from scripts.publish.preview import check_address
from scripts.site.site import Look, Page, Site, pack
from scripts.site.sources import read_sources
from scripts.study.study import Memory

log = logging.getLogger("mkdocs.plugins.alliances")


class StudyPage(MkDocsPage):
    """A page that is already whole: nothing of it goes through Markdown, nor through macros."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        self.anchors = set(page.anchors)
        self.made = page
        super().__init__(page.title, file, config)

    @property
    def document(self) -> str:
        """What the frame's template shows, when it is asked for: there are many."""
        return self.made.document

    def read_source(self, config: MkDocsConfig) -> None:
        """Tell MkDocs that there is nothing to read."""
        self.markdown, self.meta = "", {"title": self.made.title, "render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Tell what can be linked to in the page."""
        self.content, self.present_anchor_ids = "", self.anchors


def check_place(config: MkDocsConfig) -> None:
    """Raise Abort where a preview cannot be served at the address of config."""
    try:
        check_address(*config.dev_addr)
    except RefusedError as error:
        raise Abort(str(error)) from None


def read_site(root: Path, config: MkDocsConfig, built: date, memory: Memory | None) -> Site:
    """Read all that the site is made from; memory is a preview's, None in a build.

    What is wrong stops a build: raises Abort. A preview finds it in config, under « problems ».
    Where config asks for it (extra.imprimer), all that is printed is printed before: the files are
    in config, under « printed », by their addresses.
    """
    sources = read_sources(root, memory)
    for problem in sources.problems:
        log.log(logging.ERROR if problem.stops else logging.INFO, "%s", problem)
    for problem in sources.page_problems:
        log.warning("%s %s", problem, problem.remedy)
    sheets = [name for name in config.extra_css if (root / "docs" / name).is_file()]
    for name in set(config.extra_css) - set(sheets):
        log.warning("mkdocs.yml : la feuille « %s » (extra_css) n'est pas dans docs/.", name)
    config["problems"] = sources.problems if sources.faults else []
    if sources.faults and memory is None:
        raise Abort(f"{len(sources.faults)} problème(s) : rien n'est publié.")
    look = Look(
        config.site_name, config.site_description or "", config.nav or [],
        sheets, str(config.theme["favicon"]), built, preview=memory is not None,
    )  # fmt: skip
    printed, shares = Printed(), dict[str, Path]()
    if memory is None and sources.study and config.extra.get("imprimer"):
        press = Press(root, sources.study, sources.settings, built)
        printed, shares = press.make_all(), press.draw_shares()
        tell_refused(printed)  # on its own: the log of a quiet build has only what stops it
    config["printed"] = {**printed.files, **shares}
    if memory is None:  # what was read stays to the end: it is looked through no more
        gc.freeze()
    return Site(root, sources, look, printed.prints, shares)


def hand_over(site: Site, pages: Iterable[Page], files: Files, config: MkDocsConfig) -> None:
    """Add the files of the site, and its pages, to those that MkDocs publishes.

    In the place of each page are the problems of config, when there are some.
    """
    binaries = site.binaries  # first: what it takes for a while is then free for the texts
    texts = site.make_files()
    for file in list(files):  # nothing of the theme's is published; the sheets are joined in one
        made = file.src_uri in site.look.sheets or file.src_uri in texts
        if file.src_dir in config.theme.dirs or made:
            files.remove(file)
        else:
            file.dest_uri = site.place(file.dest_uri)
    for address in list(texts):  # encoded, each takes half the memory
        content = texts.pop(address).encode()
        files.append(File.generated(config, site.place(address), content=content))
    for address, content in binaries.items():
        files.append(File.generated(config, address, content=content))
    for address, path in config["printed"].items():
        files.append(File.generated(config, address, abs_src_path=str(path)))
    for page in pages:
        if config["problems"]:
            document = site.show_problems(config["problems"], page.url, page.title)
            page = replace(page, packed=pack(document))
        file = File.generated(config, f"{page.url.removesuffix('/')}.md", content="")
        files.append(file)
        StudyPage(page, file, config)
