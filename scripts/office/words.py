"""The words around the texts of what is written for Office: overrides/bureau/mots.jinja."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..schema.site import Editions
from ..schema.status import StatusWords
from ..text.markup import read_plain
from ..text.typography import set_french, write_number

TEMPLATES = "overrides/bureau"


class Words:
    """What says the words of a template: base is the address of the site, site its name, status
    what it says it is.
    """

    def __init__(
        self, root: Path, etude: Editions, site: str, base: str, status: StatusWords
    ) -> None:
        templates = Environment(
            loader=FileSystemLoader(root / TEMPLATES), undefined=StrictUndefined,
            trim_blocks=True, autoescape=False,  # nothing is HTML
        )  # fmt: skip
        templates.filters |= {"clair": clear, "nombre": write_number}
        templates.globals |= {
            "etude": etude.current, "editions": etude.by_year, "statut": status, "site": site,
            "base": base,
        }  # fmt: skip
        self.site = site
        self._module: Any = templates.get_template("mots.jinja").module

    def say(self, name: str, *values: Any) -> str:
        """Return what a macro of the template says of the values, set as French."""
        return set_french(str(getattr(self._module, name)(*values)).strip())

    def name(self, name: str) -> Any:
        """Return a word of the template, or several."""
        return getattr(self._module, name)


def clear(text: str) -> str:
    """Return a text without its marks, set as French."""
    return set_french(read_plain(text))
