"""What the pages a person writes may call: mkdocs-macros-plugin's entry point.

{{ bloc("portraits") }} shows the template overrides/blocs/portraits.html.
"""

from typing import Any


def define_env(env: Any) -> None:
    """Give the macros to the plugin."""

    def bloc(nom: str, **contexte: Any) -> str:
        """Return the HTML of the block of this name, for the page that calls it."""
        renderer = env.conf["renderer"]
        if renderer is None:
            return ""
        return str(renderer.render(f"blocs/{nom}.html", env.page.url, go_on=True, **contexte))

    env.macro(bloc)
