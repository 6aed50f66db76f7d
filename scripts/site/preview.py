"""What the form shows the page of a portrait with, before the portrait is in the site.

A page gives no script leave to compile a template (policy.py). So the form receives what Jinja has
read in the very templates of that page, as trees, and walks them
(docs/assets/js/raconter/templates.js): the page is described once.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from jinja2 import nodes
from pydantic import BaseModel

from ..charts.alliance import MEASURES
from ..text.markup import MOST_MARKS, ORDINAL
from ..text.patterns import write_portable
from ..text.typography import list_typography
from .rendering import Renderer

TEMPLATE = "parties/portrait.html"


def write_preview(renderer: Renderer, styles: Sequence[str]) -> str:
    """Return, as JSON, the trees of the templates of a portrait's page and what they show.

    With them: the constants that they name, the rules of typography and of inline markup, and the
    measures of the drawing of an alliance. styles are the style sheets of that page.
    """
    parse, known = renderer.environment.parse, renderer.environment.globals
    trees = {name: parse(text) for name, text in renderer.read_templates(TEMPLATE).items()}
    named = {each.name for tree in trees.values() for each in tree.find_all(nodes.Name)}
    preview = {
        "gabarit": TEMPLATE,
        "gabarits": {name: _write_tree(tree) for name, tree in sorted(trees.items())},
        "constantes": {
            name: known[name] for name in sorted(named & known.keys()) if not callable(known[name])
        },
        "typographie": list_typography(),
        "ordinaux": write_portable(ORDINAL.pattern),
        "marques": MOST_MARKS,
        "mesures": MEASURES,
        "styles": styles,
    }
    return json.dumps(preview, default=_describe, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write_tree(node: nodes.Node) -> list[Any]:
    """The kind of a node, then its fields in Jinja's order."""
    fields: Iterable[tuple[str, Any]] = node.iter_fields(exclude=("ctx",))
    return [type(node).__name__, *(_write_field(value) for _, value in fields)]


def _write_field(value: Any) -> Any:
    if isinstance(value, nodes.Node):
        return _write_tree(value)
    return list(map(_write_field, value)) if isinstance(value, list | tuple) else value


def _describe(value: Any) -> Any:
    """A record, which JSON does not know."""
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else asdict(value)
