"""Renders the study through the Jinja templates of overrides/.

What comes from files is only ever a value given to a template, never a template: text
that looks like Jinja or HTML is shown as text.
"""

import posixpath
import textwrap
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from ..charts.charts import Drawing, draw_ahead, draw_chart, list_charts, write_value
from ..problems.messages import MESSAGES
from ..schema.introspection import read_fields
from ..schema.portrait import Portrait
from ..study.facets import FIRST_VIEW, list_catalogues
from ..study.study import Study
from ..text.markup import raise_ordinals, render_inline, split_paragraphs
from ..text.typography import set_french, set_spaces, sort_key, write_number
from .glossary import TermFinder

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


class _Compiled(BytecodeCache):
    """Keeps the templates compiled from one study to the next, while somebody previews."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key + bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Renderer:
    """The templates, with one study and the site's settings.

    settings are what the owner of the site fills in (mkdocs.yml, extra). One page is
    rendered at a time: its address, and the terms already marked in it, are kept between
    the pieces of a same page.
    """

    def __init__(self, study: Study, root: Path, settings: Mapping[str, Any]) -> None:
        self.study = study
        self.settings = settings
        self.charts = list_charts(study)
        self.catalogues = list_catalogues(study)
        self.cache_folder = root / ".cache" / "charts"
        self.drawing: BaseProcess | None = None
        self.finder = TermFinder(study.glossaire)
        self.url = ""
        self.marked: set[str] = set()
        templates = root / "overrides"
        self.sources = {p: p.read_bytes() for p in templates.rglob("*") if p.is_file()}
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[FrenchTemplates],
            bytecode_cache=_COMPILED,
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
        }
        self.environment.globals |= {
            "etude": study,
            "catalogues": self.catalogues,
            "premiere_vue": FIRST_VIEW,
            "champs": read_fields(Portrait),
            "messages": MESSAGES,
            "reglages": settings,
            "lien": self.link,
            "dessin": self.draw,
            "graphique": self.charts.get,
        }
        self.write_term = self.environment.get_template("parties/terme.html").module.terme  # type: ignore[attr-defined]

    def render(self, template: str, url: str, *, go_on: bool = False, **context: Any) -> str:
        """Return the HTML of a template for the page at url, from the site's root.

        With go_on, it is one more piece of the page rendered last: a term marked there is
        not marked again. Raises jinja2.TemplateError when the template is at fault.
        """
        if not go_on or url != self.url:
            self.marked = set()
        self.url = url
        return self.environment.get_template(template).render(**context)

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
        """Return the relative address, for the current page, of an address from the site's root."""
        path, hash_sign, anchor = target.partition("#")
        if path == self.url and hash_sign:
            return f"#{anchor}"
        relative = posixpath.relpath(path or ".", self.url or ".")
        if path.endswith("/") or not path:
            relative = f"{relative}/"
        return relative + hash_sign + anchor

    def draw_ahead(self) -> None:
        """Start to draw the charts, while pages that show none are rendered."""
        self.drawing = draw_ahead(self.charts, self.cache_folder)

    def draw(self, slug: str) -> Drawing:
        """Return the chart of this name, drawn."""
        if self.drawing:
            self.drawing.join()
        return draw_chart(slug, self.charts[slug], self.cache_folder)


class FrenchTemplates(Extension):
    """Sets the spaces of the words that templates themselves hold."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of a template, its own words set as French, strings included."""
        for token in stream:
            if token.type in ("data", "string"):
                yield Token(token.lineno, token.type, set_spaces(token.value))
            else:
                yield token


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(set_french(text), width, break_long_words=False)


def write_day(day: date) -> str:
    """Return a day as French writes it: 1er mars 2026, 2 mars 2026."""
    written = format_date(day, "d MMMM y", locale="fr")
    return f"1er{written[1:]}" if day.day == 1 else written


def _sort_by(records: Any, attribute: str) -> list[Any]:
    return sorted(records, key=lambda record: sort_key(getattr(record, attribute)))
