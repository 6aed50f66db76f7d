"""The whole site, from a study, the pages that people wrote and the settings.

Whatever builds it (MkDocs, or another engine) hands over what is made here, and nothing else: the
pages made from data, whole; the frame of those that people write; the files of data.
"""

import multiprocessing
import os
import re
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..charts.charts import draw_chart
from ..data.package import write_binaries, write_texts
from ..office.grid import list_stages
from ..problems.problem import Problem
from ..study.addresses import find_share
from ..study.settings import find_archive_day
from ..study.study import Study
from ..text.markup import read_plain
from ..text.sentences import set_html
from ..text.typography import set_french
from .assets import find_published, name_folder
from .blocks import describe_block
from .cache import TextCache, digest_code, write_canonical
from .citations import Citations, Cited
from .contexts import EMBED_STYLE, STYLES, Contexts, Offer, PageSource, Target, list_constants
from .exports import list_exports
from .json_schemas import write_form_schema
from .menu import Item, Menu
from .outline import Heading, count_minutes, link_headings, list_contents, read_outline
from .policy import write_page_policy
from .preview import write_preview
from .prints import Print
from .rendering import TERM, Renderer
from .sources import Sources
from .written import FRENCH

STYLE = "assets/style.css"  # the sheets of extra_css, joined: one request
# Of those, what a page that other sites show in a frame needs.
BARE_STYLE = "assets/figure.css"
BARE_SHEETS = {f"assets/css/{name}.css" for name in ("tokens", "base", "graphique", "tableau")}
NOT_FOUND = "404.html"
GRID = "contribuer/grille.docx"
SHARED = "assets/images/partage.png"  # the image that goes with a page that has none of its own
PREVIEW = "contribuer/apercu.json"  # of the page of a portrait, for the form
FORM_SCHEMA = "schemas/portraits.json"  # in the place of that of docs/, which has no examples
WITHDRAWN = "Portrait retiré"  # the title of what is where a portrait was
FRAME, MAP, HEADING = "cadre.html", "plan.html", "parties/titre.html"
# A comment of a style sheet, or the spaces before a line: a sixth of what is sent.
_CSS_UNSEEN = re.compile(r"/\*.*?\*/\n?|^[ \t]+", re.DOTALL | re.MULTILINE)
MOST_ALONE = 20  # pages that one process makes: starting others would take longer


@dataclass(frozen=True)
class Page:
    """A page of the site, whole: anchors are what can be linked to in it.

    Its document is kept packed (see pack): an engine holds every page until it writes the last,
    and a thousand portraits would take a hundred megabytes.
    """

    url: str
    parent: str
    title: str
    packed: bytes
    anchors: frozenset[str]

    @property
    def document(self) -> str:
        """The HTML of the whole page."""
        return zlib.decompress(self.packed).decode()


def pack(document: str) -> bytes:
    """Return the document compressed: an eighth of its size, at the fastest level."""
    return zlib.compress(document.encode(), level=1)


@dataclass(frozen=True)
class Look:
    """What mkdocs.yml says of every page; built is the day of the build.

    Without a description, it is the one that the site's status gives.

    A preview gives its pages no security policy, since its reloading is an inline script, and does
    without the files that take long to write: the grid, the workbook, the archive.
    """

    name: str
    description: str
    navigation: Sequence[Any]
    sheets: Sequence[str]
    icon: str
    built: date
    preview: bool = False


@dataclass(frozen=True)
class _Place:
    """Where a page is: its trail in the menu, and the pages above it, the nearest first."""

    trail: tuple[Item, ...] = ()
    above: tuple[Target, ...] = ()


class Site:
    """What is published. root is the project's folder: its templates, and what it keeps; prints
    is what was printed before, for the pages that offer it, shares the addresses of the images
    that were drawn to go with pages.

    Without a study, whose files are at fault, there are only the pages that people wrote.
    """

    def __init__(
        self,
        root: Path,
        sources: Sources,
        look: Look,
        prints: Sequence[Print] = (),
        shares: Collection[str] = (),
    ) -> None:
        self.study, self.settings = study, settings = sources.study, sources.settings
        self.status = study.statuts.find(settings["statut"]) if study else None
        described = look.description or (self.status.presentation if self.status else "")
        look = replace(look, description=set_french(described))
        self.root, self.look, self.shares = root, look, frozenset(shares)
        self.written = {page.file: page for page in sources.written}
        self.sheets = {
            STYLE: self._join_sheets(look.sheets),
            BARE_STYLE: self._join_sheets(name for name in look.sheets if name in BARE_SHEETS),
        }
        self.assets = name_folder(root, self.sheets, preview=look.preview)
        self.archived = find_archive_day(settings)
        offer_grid = None if look.preview or self.archived else self._offer_grid
        self.contexts = (
            Contexts(study, prints, offer_grid, settings, look.description, sources.history)
            if study
            else None
        )
        self.sources = list(self.contexts.list_pages()) if self.contexts else []
        self.titles = {source.url: set_french(source.titre) for source in self.sources}
        self.titles |= {page.url: page.title for page in sources.written}
        if study:
            gone = (url for withdrawal in study.retraits.retraits for url in withdrawal.pages)
            self.titles |= dict.fromkeys(gone, WITHDRAWN)
        self.parents = {source.url: source.parent for source in self.sources}
        self.menu = Menu(look.navigation, self.titles)
        constants = {"look": look, "menu": self.menu.items, "reglages": settings}
        constants["archive"] = self.archived
        constants["flux"] = self.contexts.feed if self.contexts else ""
        constants["racine"] = f"{urlsplit(settings['site_url']).path}/"
        constants["statut"] = self.status
        constants |= list_constants(study) if study else {"etude": None}
        glossary = tuple(study.glossaire.values()) if study else ()
        self.renderer = Renderer(root, constants, glossary, self.assets)
        templates = self.renderer.environment
        self.other_languages = tuple(p for p in sources.written if p.language != FRENCH)
        templates.globals["autres_langues"] = self.other_languages
        self.citations = None
        if study:
            self.citations = Citations(templates, study.etude, settings, look.name, look.built)
            templates.globals["oeuvres"] = self.citations.list_works
            templates.globals["donnees_liees"] = self.citations.link_data
        # With the way to each: its template is imported once, here, as that of a term is.
        self._write_heading = templates.get_template(HEADING).module.titre  # type: ignore[attr-defined]
        templates.globals["politique"] = "" if look.preview else write_page_policy(templates)
        self.cache = TextCache(root / ".cache" / "pages")
        self.code = digest_code(root)
        others = [(page.url, page.title, page.language) for page in self.other_languages]
        made_from = [constants, glossary, look.preview, self.assets, others]
        shared = [self.code, write_canonical(made_from)]
        self._shared = sha256(b"".join(shared)).digest()

    @cached_property
    def _grid(self) -> bytes:
        from ..office.word_grid import write_grid  # its library is long to import

        assert self.study
        stages, words = list_stages(self.study), self.study.imprimer.grille
        contact, name = self.settings["contact"], self.look.name
        return write_grid(self.root, stages, words, contact, name)

    @cached_property
    def _tables(self) -> dict[str, str]:
        assert self.contexts
        return write_texts(self.contexts.package)

    def place(self, address: str) -> str:
        """Return where the file that is known by an address is published."""
        return find_published(address, self.assets)

    def _offer_grid(self) -> Offer:
        return Offer(GRID, len(self._grid))

    def make_pages(self, *, in_processes: bool = False) -> list[Page]:
        """Return every page that is made from data alone, from the cache where it is there.

        With in_processes, several processes may make those that are not.
        Raises jinja2.TemplateError when a template is at fault.
        """
        keys = {
            source.url: self._find_key(source.url, source.template, source)
            for source in self.sources
        }
        pages = {source.url: self._recall(source, keys) for source in self.sources}
        missing = [source for source in self.sources if pages[source.url] is None]
        if in_processes and len(missing) > MOST_ALONE:
            self._make_in_processes(missing, keys)
            pages |= {source.url: self._recall(source, keys) for source in missing}
        for source in missing:
            if pages[source.url] is None:
                made = self._make(source)
                self.cache.write(keys[source.url], made)
                pages[source.url] = self._build_page(source, *made)
        self.cache.prune(len(keys))
        return [page for page in pages.values() if page]

    def _recall(self, source: PageSource, keys: Mapping[str, str]) -> Page | None:
        """Return the page that is in the cache under its key; None without it."""
        made = self.cache.read(keys[source.url])
        return made and self._build_page(source, *made)

    def _build_page(self, source: PageSource, document: str, anchors: Iterable[str]) -> Page:
        title = self.titles[source.url]
        return Page(source.url, source.parent, title, pack(document), frozenset(anchors))

    def _find_key(self, url: str, template: str, *own: Any) -> str:
        """Return the key of a page in the cache: a digest of all that it is made from.

        own is what no other page is made from.
        """
        templates = [self.renderer.digest(name) for name in (template, FRAME, TERM, HEADING)]
        made_from = write_canonical([own, self._find_place(url).above, self._find_share(url)])
        return sha256(b"".join([self._shared, *templates, made_from])).hexdigest()

    def _make(self, source: PageSource) -> tuple[str, list[str]]:
        """Return the document of a page, and its anchors."""
        html = self.renderer.render(source.template, source.url, source.context)
        headings, anchors = read_outline(html)
        meta = {
            "description": source.description, "styles": source.styles, "scripts": source.scripts,
        }  # fmt: skip
        cited = source.context.get("reference")
        return self._frame(source.url, html, headings, meta, cited), sorted(anchors)

    def _make_in_processes(self, missing: Sequence[PageSource], keys: Mapping[str, str]) -> None:
        """Make the pages, in one process for each core, and put them in the cache.

        The processes are forked, so that they share what pages are made from; this process has no
        other thread at that time. Where the system cannot fork, nothing is done. The caller makes
        what a process has failed to make, and so meets its error.
        """
        if "fork" not in multiprocessing.get_all_start_methods():
            return
        count = os.cpu_count() or 1

        def draw_charts() -> None:
            with suppress(Exception):
                for slug, chart in self.contexts.charts.items() if self.contexts else ():
                    draw_chart(slug, chart, self.renderer.drawings)

        def make_share(number: int) -> None:
            with suppress(Exception):
                for source in missing[number::count]:
                    self.cache.write(keys[source.url], self._make(source))

        # First, what each would do again: import what draws charts, compile the templates.
        start = multiprocessing.get_context("fork").Process
        drawing = start(target=draw_charts)
        drawing.start()
        self.renderer.compile_templates({FRAME, *(source.template for source in missing)})
        drawing.join()
        processes = [start(target=make_share, args=(number,)) for number in range(count)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()

    def show_block(self, name: str, url: str, **values: Any) -> str:
        """Return the HTML of a block of the page at url: overrides/blocs/<name>.html.

        Empty without a study. Raises jinja2.TemplateError when the template is at fault.
        """
        if self.contexts is None:
            return ""
        context = describe_block(self.contexts, name, **values)
        return self.renderer.render(f"blocs/{name}.html", url, context, go_on=True)

    def show_figure(self, slug: str, url: str) -> str:
        """Return the HTML of a figure, for the page at url; as show_block does."""
        shown = self.contexts.show_figure(slug) if self.contexts else None
        return self.show_block("chiffre", url, montre=shown)

    def show_problems(self, problems: Sequence[Problem], url: str, title: str) -> str:
        """Return the document that says what is wrong in the files, in the place of a page."""
        self.titles.setdefault(url, title)
        html = self.renderer.render("blocs/problemes.html", url, {"problemes": problems})
        return self._frame(url, html, (), {"lecture": False})

    def frame_written(self, file: str, html: str) -> str:
        """Return the document of a page of docs/, from the HTML of its Markdown.

        It is in the cache when nothing that it is made from changed.
        """
        page = self.written[file]
        url, template = page.url, page.meta.get("template", FRAME)
        under = self._list_under() if template == MAP else {}
        key = self._find_key(url, template, page, html, self._list_versions(url), under)
        document: str | None = self.cache.read(key)
        if document is None:
            if page.language == FRENCH:  # after Markdown, whose notation has quotes too
                html = set_html(html)
            document = self._frame(url, html, read_outline(html)[0], page.meta)
            self.cache.write(key, document)
        return document

    def _frame(
        self, url: str, html: str, headings: Sequence[Heading], meta: Mapping[str, Any],
        cited: Cited | None = None,
    ) -> str:  # fmt: skip
        place = self._find_place(url)
        base = self.settings["site_url"]
        description = " ".join(str(meta.get("description", "")).split())
        context = {
            "url": url,
            "nom": self.name_page(url),
            "titre": self.titles[url],
            "description": read_plain(description if "lang" in meta else set_french(description)),
            "langue": meta.get("lang", ""),
            "robots": meta.get("robots", ""),
            "versions": self._list_versions(url) if base else (),
            "chemin": place.trail,
            "ancetres": place.above,
            "sommaire": list_contents(headings),
            "lecture": meta.get("lecture", count_minutes(html)),
            "canonique": f"{base}/{url}" if base else "",
            "partage": f"{base}/{self._find_share(url)}" if base else "",
            "styles": meta.get("styles", ()),
            "scripts": meta.get("scripts", ()),
            "cachees": meta.get("hide", ()),
            "reference": cited,
            "corps": link_headings(html, self._write_heading),
        }
        if meta.get("template") == MAP:
            context["sous"] = self._list_under()
        return self.renderer.render(meta.get("template", FRAME), url, context, go_on=True)

    def name_page(self, url: str) -> str:
        """Return what the menu calls a page, else its title."""
        trail = self.menu.find_trail(url)
        return trail[-1].titre if trail else self.titles[url]

    def _find_place(self, url: str) -> _Place:
        """Return where a page is; what the menu does not have is under its parent.

        A page of data says which; a written one is under the page of the folder it is in.
        """
        if trail := self.menu.find_trail(url):
            return _Place(trail, tuple(Target(i.url, i.titre) for i in reversed(trail[:-1])))
        parent = self.parents.get(url, url[: url.rstrip("/").rfind("/") + 1])
        if not parent or parent not in self.titles:
            return _Place()
        around = self._find_place(parent)
        return _Place(around.trail, (Target(parent, self.name_page(parent)), *around.above))

    def _list_versions(self, url: str) -> list[tuple[str, str]]:
        """The languages that a page is in, and the whole address of each version."""
        base = self.settings["site_url"]
        for page in self.written.values():
            original = self.written.get(str(page.meta.get("traduit")))
            if original and url in (page.url, original.url):
                return [(each.language, f"{base}/{each.url}") for each in (original, page)]
        return []

    def _find_share(self, url: str) -> str:
        """Return the address of the image that goes with a page."""
        own = find_share(url)
        return own if own in self.shares else self.place(SHARED)

    def _list_under(self) -> dict[str, list[Item]]:
        """The pages under each page, but those that the menu or the list of all portraits shows."""
        under: dict[str, list[Item]] = {}
        listed: set[str] = set()
        if self.contexts and self.contexts.sheets:
            listed = {portrait.url for portrait in self.contexts.study.portraits.values()}
        for url, parent in self.parents.items():
            if not self.menu.find_trail(url) and url not in listed:
                under.setdefault(parent, []).append(Item(self.titles[url], url))
        return under

    def make_files(self) -> dict[str, str]:
        """Return the text of each file that is not a page, by address; place says where it goes.

        They are not kept here: with a thousand portraits, they take 45 MB.
        """
        files = {**self.sheets, NOT_FOUND: self._make_not_found()}
        if self.study and self.contexts and self.citations:
            files |= list_exports(self.study, self.contexts.charts, self.contexts.prints)
            files[FORM_SCHEMA] = write_form_schema(self.study)
            files |= self.citations.list_files(self.contexts.list_cited())
            files |= self._tables
            if not self.archived:  # else the form, which shows it, is closed
                styles = map(self.place, (STYLE, *STYLES["portrait"]))
                files[PREVIEW] = write_preview(self.renderer, tuple(styles))
            if self.contexts.feed:
                files[self.contexts.feed] = self._make_feed(self.contexts)
            for move in self.study.anciennes_adresses.adresses:
                context = {"ancienne": move.ancienne, "nouvelle": move.nouvelle}
                html = self.renderer.render("pages/ancienne-adresse.html", move.ancienne, context)
                files[f"{move.ancienne}index.html"] = html
            files |= self._make_embeds(self.contexts)
            files |= self._make_withdrawn(self.study)
        return files

    def _make_embeds(self, contexts: Contexts) -> dict[str, str]:
        """The pages that other sites show in a frame: bare, and none of those that readers find."""
        pages = {}
        for slug, figure in contexts.study.chiffres.items():
            context = {"montre": contexts.show_figure(slug), "styles": (BARE_STYLE, EMBED_STYLE)}
            html = self.renderer.render("pages/integrer.html", figure.embed_url, context)
            pages[f"{figure.embed_url}index.html"] = html
        return pages

    def _make_withdrawn(self, study: Study) -> dict[str, str]:
        """The pages where a portrait was: nothing leads to them, but the links of other sites."""
        pages = {}
        for withdrawal in study.retraits.retraits:
            for url in withdrawal.pages:
                html = self.renderer.render("pages/retire.html", url, {"retrait": withdrawal})
                meta = {"description": WITHDRAWN, "lecture": False, "robots": "noindex"}
                pages[f"{url}index.html"] = self._frame(url, html, (), meta)
        return pages

    def _make_feed(self, contexts: Contexts) -> str:
        base = self.settings["site_url"]
        context = {"base": f"{base}/", "nouvelles": contexts.news}
        return self.renderer.render("atom.xml", contexts.feed, context)

    @cached_property
    def binaries(self) -> dict[str, bytes]:
        """What is in each file that is neither a page nor a text, by address."""
        if self.contexts is None or self.look.preview:
            return {}
        grid = {} if self.archived else {GRID: self._grid}
        return grid | write_binaries(self.contexts.package, self._tables)

    def _join_sheets(self, sheets: Iterable[str]) -> str:
        """Return the sheets as one, without their comments nor their indents."""
        paths = (self.root / "docs" / name for name in sheets)
        joined = "\n".join(path.read_text(encoding="utf-8") for path in paths)
        return _CSS_UNSEEN.sub("", joined)

    def _make_not_found(self) -> str:
        """The page that a host shows at any address that has none: its links are absolute."""
        empty: dict[str, Any] = dict.fromkeys(
            ("chemin", "sommaire", "styles", "scripts", "cachees", "versions"), ()
        )
        words = dict.fromkeys(
            ("nom", "titre", "description", "canonique", "partage", "langue", "robots", "corps"), ""
        )
        context = empty | words | {"url": None, "lecture": False, "reference": None}
        return self.renderer.render("pages/introuvable.html", None, context)
