"""What the pages a person writes may call: mkdocs-macros-plugin's entry point.

{{ bloc("portraits") }} shows the template overrides/blocs/portraits.html;
{{ chiffre("contrat-de-ville") }} places a figure.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import TemplateError

from scripts.problems.problem import RefusedError
from scripts.publish.failures import explain_error
from scripts.site.site import Site
from scripts.study.suggestions import suggest


def define_env(env: Any) -> None:
    """Give the macros to the plugin."""

    def bloc(nom: str, **contexte: Any) -> str:
        """Return the HTML of the block of this name, for the page that calls it."""
        return show(nom, lambda site: site.show_block(nom, env.page.url, **contexte))

    def chiffre(slug: str) -> str:
        """Return the HTML of a figure: what it shows, its chart, its data."""
        study = env.conf["alliances"].study
        if study and slug not in study.chiffres:
            close = suggest(slug, study.chiffres)
            raise RefusedError(f"{name_page()} : le chiffre « {slug} » n'existe pas. {close}")
        return show("chiffre", lambda site: site.show_figure(slug, env.page.url))

    def show(nom: str, show_in: Callable[[Site], str]) -> str:
        try:
            return show_in(env.conf["alliances"])
        except (TemplateError, RecursionError, UnicodeError) as error:
            reason = explain_error(error)
            raise RefusedError(
                f"{name_page()} : le bloc « {nom} » ne peut pas être montré. {reason}"
            ) from error

    def name_page() -> str:
        return f"docs/{env.page.file.src_uri}"

    env.macro(bloc)
    env.macro(chiffre)
