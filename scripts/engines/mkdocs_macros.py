"""What the pages a person writes may call: mkdocs-macros-plugin's entry point.

{{ bloc("portraits") }} shows the template overrides/blocs/portraits.html;
{{ chiffre("contrat-de-ville") }} places a figure.
"""

from typing import Any

from jinja2 import TemplateError

from scripts.problems.problem import RefusedError
from scripts.publish.failures import explain_error
from scripts.study.validation import suggest


def define_env(env: Any) -> None:
    """Give the macros to the plugin."""

    def bloc(nom: str, **contexte: Any) -> str:
        """Return the HTML of the block of this name, for the page that calls it."""
        renderer = env.conf["renderer"]
        if renderer is None:
            return ""
        try:
            return str(renderer.render(f"blocs/{nom}.html", env.page.url, go_on=True, **contexte))
        except (TemplateError, RecursionError, UnicodeError) as error:
            raise RefusedError(
                f"{_page()} : le bloc « {nom} » ne peut pas être montré. {explain_error(error)}"
            ) from error

    def chiffre(slug: str) -> str:
        """Return the HTML of a figure: what it shows, its chart, its data."""
        renderer = env.conf["renderer"]
        if renderer and slug not in renderer.study.chiffres:
            close = suggest(slug, renderer.study.chiffres)
            raise RefusedError(f"{_page()} : le chiffre « {slug} » n'existe pas. {close}")
        return bloc("chiffre", slug=slug)

    def _page() -> str:
        return f"docs/{env.page.file.src_uri}"

    env.macro(bloc)
    env.macro(chiffre)
