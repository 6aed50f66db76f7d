"""The Content-Security-Policy that a page holds, in a <meta> tag."""

import base64
import hashlib
from collections.abc import Mapping

from jinja2 import Environment

# The directives a page can give itself. frame-ancestors is not one: only a header may hold it.
_PAGES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}


def write_page_policy(templates: Environment) -> str:
    """Return the policy of every page; the hash of its one inline script lets that script run."""
    return join_directives(list_directives(templates))


def list_directives(templates: Environment) -> dict[str, str]:
    """Return the directives of the policy of write_page_policy, by name."""
    script = templates.get_template("partials/theme.js").render()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return _PAGES | {"script-src": f"{_PAGES['script-src']} 'sha256-{digest}'"}


def join_directives(directives: Mapping[str, str]) -> str:
    """Return the directives as one text, as a header or a <meta> tag writes them."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())
