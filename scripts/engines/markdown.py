"""Converts the Markdown of a page without MkDocs: its macros, its links, then its text."""

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath, relpath
from typing import Any

from jinja2 import Environment, StrictUndefined
from markdown import Markdown

from ..site.site import Site
from ..site.written import WrittenPage
from ..study.addresses import find_address

# Code, fenced, between backquotes or in HTML, which is left alone; or the target of a Markdown link
# to a file of the site, without its anchor.
_FILE = re.compile(
    r"(?P<fence>`{3,}).*?(?P=fence)|`[^`\n]*`|<code>.*?</code>"
    r"|(?<=\]\()(?P<file>(?!\w+:|[#/])[^)#\s]+)",
    re.DOTALL,
)


def convert_page(site: Site, page: WrittenPage, config: Mapping[str, Any]) -> str:
    """Return the document of a page that a person wrote; config is what mkdocs.yml says.

    Raises jinja2.TemplateError when a macro is at fault.
    """
    macros = {
        "bloc": lambda nom, **values: site.show_block(nom, page.url, **values),
        "chiffre": lambda slug: site.show_figure(slug, page.url),
    }
    text = Environment(undefined=StrictUndefined).from_string(page.markdown).render(macros)
    extensions: dict[str, Any] = {"tables": {}}  # which MkDocs adds
    for each in config["markdown_extensions"]:
        extensions |= each if isinstance(each, dict) else {each: {}}
    markdown = Markdown(extensions=list(extensions), extension_configs=extensions)
    html = markdown.convert(_move_links(site, page, text))
    return site.frame_written(page.file, html)


def _move_links(site: Site, page: WrittenPage, text: str) -> str:
    """Make the links to files lead to their addresses, from the page's own."""

    def follow(target: re.Match[str]) -> str:
        if not target["file"]:
            return target[0]
        path = normpath(join(dirname(page.file), target["file"]))
        address = find_address(path) if path.endswith(".md") else site.place(path)
        end = "/" if address.endswith("/") or not address else ""
        return relpath(address or ".", page.url or ".") + end

    return _FILE.sub(follow, text)
