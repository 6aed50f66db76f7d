"""Renders the study through the Jinja templates of overrides/.

What comes from files is only ever a value given to a template, never a template: text
that looks like Jinja or HTML is shown as text.
"""

import posixpath
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context

from .charts import Drawing, draw_chart, list_charts
from .fields import read_fields
from .markup import render_inline, split_paragraphs
from .messages import MESSAGES
from .schema import Portrait
from .study import Study
from .typography import set_french, set_spaces, sort_key


class Renderer:
    """The templates, with one study and the site's settings.

    settings are what the owner of the site fills in (mkdocs.yml, extra).
    """

    def __init__(self, study: Study, root: Path, settings: Mapping[str, Any]) -> None:
        self.study = study
        self.charts = list_charts(study)
        self.cache_folder = root / ".cache" / "charts"
        self.environment = Environment(
            loader=FileSystemLoader(root / "overrides"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[FrenchTemplates],
        )
        self.environment.filters |= {
            "francais": set_french,
            "riche": render_inline,
            "paragraphes": split_paragraphs,
            "tri_francais": _sort_by,
            "jour": _write_day,
        }
        self.environment.globals |= {
            "etude": study,
            "champs": read_fields(Portrait),
            "messages": MESSAGES,
            "reglages": settings,
            "lien": _link,
            "dessin": self.draw,
            "graphique": self.charts.get,
        }

    def render(self, template: str, url: str, **context: Any) -> str:
        """Return the HTML of a template for the page at url, from the site's root.

        Raises jinja2.TemplateError when the template is at fault.
        """
        return self.environment.get_template(template).render(url=url, **context)

    def draw(self, slug: str) -> Drawing:
        """Return the chart of this name, drawn."""
        return draw_chart(slug, self.charts[slug], self.cache_folder)


class FrenchTemplates(Extension):
    """Sets the spaces of the words that templates themselves hold."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of a template, its own words set as French."""
        for token in stream:
            yield (
                Token(token.lineno, token.type, set_spaces(token.value))
                if (token.type == "data")
                else token
            )


@pass_context
def _link(context: Context, target: str) -> str:
    """The relative address of target, an address from the site's root, for the current page."""
    path, hash_sign, anchor = target.partition("#")
    url = context["url"]
    if path == url and hash_sign:
        return f"#{anchor}"
    relative = posixpath.relpath(path or ".", url or ".")
    if path.endswith("/") or not path:
        relative = f"{relative}/"
    return relative + hash_sign + anchor


def _write_day(day: date) -> str:
    return format_date(day, "d MMMM y", locale="fr")


def _sort_by(records: Any, attribute: str) -> list[Any]:
    return sorted(records, key=lambda record: sort_key(getattr(record, attribute)))
