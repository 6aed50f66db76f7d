"""Renders the Jinja templates of overrides/.

What comes from files is only ever a value given to a template, never a template: text
that looks like Jinja or HTML is shown as text.
"""

import posixpath
import re
import textwrap
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from ..charts.charts import DRAWINGS, ChartData, Drawing, draw_chart, write_value
from ..schema.chapters import GlossaryTerm
from ..text.days import write_day
from ..text.markup import raise_ordinals, render_inline, split_paragraphs
from ..text.typography import set_french, set_spaces, sort_key, write_number
from .assets import ASSETS, find_published
from .cache import CompiledTemplates
from .french import set_texts
from .glossary import TermFinder

TERM = "parties/terme.html"  # a word of the glossary: any page may show one
# A tag that brings another template: its name. Jinja's own search reads a template whole, as long
# as compiling it.
_BROUGHT = re.compile(r'\{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')


class Renderer:
    """The Jinja environment, with what every page may show: constants and the glossary.

    It renders one page at a time, in one or several calls, and remembers the page's address and
    the glossary terms already marked in it: a term is marked once a page. assets is the folder
    where those that it names are published.
    """

    def __init__(
        self,
        root: Path,
        constants: Mapping[str, Any],
        glossary: Iterable[GlossaryTerm] = (),
        assets: str = ASSETS,
    ) -> None:
        self.assets = assets
        self.finder = TermFinder(set_texts(tuple(glossary)))
        self.drawings = root / DRAWINGS
        self.url: str | None = ""
        self.marked: set[str] = set()
        self.digests: dict[str, bytes] = {}
        self.environment = Environment(
            loader=FileSystemLoader(root / "overrides"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[FrenchTemplates],
            auto_reload=False,  # a renderer serves one build
            bytecode_cache=CompiledTemplates(root),
        )
        self.environment.filters |= {
            "francais": set_french,
            "riche": self.render_rich,
            "sobre": render_inline,
            "paragraphes": split_paragraphs,
            "tri_francais": _sort_by,
            "jour": write_day,
            "nombre": write_number,
            "lignes": _wrap,
            "valeur": write_value,
            "capitale": lambda text: text[:1].upper() + text[1:],
        }
        # JSON for scripts, in the page's own letters: escaped, they weigh six times more
        self.environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
        self.environment.globals |= {
            **set_texts(constants), "lien": self.link, "dessin": self.draw, "icone": read_icon,
        }  # fmt: skip
        self.write_term = self.environment.get_template(TERM).module.terme  # type: ignore[attr-defined]

    def render(
        self, template: str, url: str | None, context: Mapping[str, Any], *, go_on: bool = False
    ) -> str:
        """Return the HTML of a template for the page at url, from the site's root.

        url is None for a page that is shown at any address. The texts of the context are set as
        French. With go_on, the HTML is one more part of the page rendered last: a term marked in
        another part is not marked again. Raises jinja2.TemplateError when the template is at fault.
        """
        if not go_on or url != self.url:
            self.marked = set()
        self.url = url
        return self.environment.get_template(template).render(set_texts(context))

    def digest(self, template: str) -> bytes:
        """Return a digest of the sources of a template and of those it includes or imports."""
        if template not in self.digests:
            text = repr(sorted(self.read_templates(template).items()))
            self.digests[template] = sha256(text.encode()).digest()
        return self.digests[template]

    def read_templates(self, template: str) -> dict[str, str]:
        """Return the source of a template, and of those it includes or imports, by name."""
        loader: Any = self.environment.loader
        read: dict[str, str] = {}
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name not in read:
                read[name] = loader.get_source(self.environment, name)[0]
                waiting += _BROUGHT.findall(read[name])
        return read

    def compile_templates(self, names: Iterable[str]) -> None:
        """Compile templates, and those they include or import, before processes share them."""
        for name in {inner for outer in names for inner in self.read_templates(outer)}:
            self.environment.get_template(name)

    def render_rich(self, text: str) -> Markup:
        """Return a text's HTML, each glossary word marked where the page first uses it."""
        return render_inline(text, self._mark_terms)

    def _mark_terms(self, text: str) -> str:
        pieces = []
        for piece, term in self.finder.split(text):
            if term is None or term.slug in self.marked:
                pieces.append(raise_ordinals(piece))
            else:
                self.marked.add(term.slug)
                pieces.append(self.write_term(raise_ordinals(piece), term, self.link(term.url)))
        return str(Markup().join(pieces))

    def link(self, target: str) -> str:
        """Return the link from the current page to an address, given from the site's root."""
        target = find_published(target, self.assets)
        if self.url is None:
            return f"{self.environment.globals['racine']}{target}"
        path, hash_sign, anchor = target.partition("#")
        if path == self.url and hash_sign:
            return f"#{anchor}"
        if path.partition("/")[0] != self.url.partition("/")[0]:  # most links: up, then down
            return "../" * self.url.count("/") + target
        relative = posixpath.relpath(path or ".", self.url or ".")
        if path.endswith("/") or not path:
            relative = f"{relative}/"
        return relative + hash_sign + anchor

    def draw(self, slug: str, chart: ChartData) -> Drawing:
        """Return a chart, drawn."""
        return draw_chart(slug, chart, self.drawings)


@cache
def read_icon(name: str) -> Markup:
    """Return a drawing of the theme's icon set (Material Design), to stand beside words.

    Raises jinja2.UndefinedError when the set has no such icon.
    """
    theme = find_spec("material")
    folders = (theme and theme.submodule_search_locations) or []
    for folder in folders:
        path = Path(folder) / "templates/.icons/material" / f"{name}.svg"
        if path.is_file():
            drawing = path.read_text(encoding="utf-8")
            # Not heard: what it stands beside, or its button, has a name.
            return Markup(drawing.replace("<svg", '<svg class="dessin" aria-hidden="true"', 1))
    raise UndefinedError(f"l'icône « {name} » de Material")


class FrenchTemplates(Extension):
    """A Jinja extension that sets the spaces of the words written in templates."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of a template, its own words set as French, strings included."""
        for token in stream:
            if token.type in ("data", "string"):
                yield Token(token.lineno, token.type, set_spaces(token.value))
            else:
                yield token


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False)


def _sort_by(records: Any, attribute: str) -> list[Any]:
    return sorted(records, key=lambda record: sort_key(getattr(record, attribute)))
