"""The whole site as a folder that another engine builds: pages, one template, settings, files.

Each page is the index.md of a folder of its own, and holds the document that the site has made:
the engine publishes it as it is.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from ..files import write_atomically
from ..print.press import Press, tell_refused, write_copies
from ..publish.headers import write_headers_file
from ..search.index import index_site, publish_index
from ..site.site import NOT_FOUND, Site
from ..study.addresses import find_address
from .markdown import convert_page
from .project import read_all

# Settings that stay the same; the engine needs no Markdown extension, since it has no Markdown.
_KEPT = ("site_name", "site_description", "theme", "validation")
# What the engine puts beside the pages, whose headers are to be said too.
_MADE = {"404.html", "partials/theme.js", "search.json", "sitemap.xml", "sitemap.xml.gz"}


def write_site_source(root: Path, folder: Path) -> tuple[int, int]:
    """Write the whole site's source into the folder; return how many pages, how many files.

    Raises InvalidStudyError with what is wrong in the files, RefusedError when the date of the
    build is, or an address that the host gives, OSError where the folder cannot be written to,
    IndexingError without the search.
    """
    config, sources, look = read_all(root)
    assert sources.study is not None  # nothing is at fault
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)  # said before the long work where it cannot be made
    press = Press(root, sources.study, sources.settings, look.built)
    printed, shares = press.make_all(), press.draw_shares()
    tell_refused(printed)
    site = Site(root, sources, look, printed.prints, shares)
    documents = {page.url: page.document for page in site.make_pages(in_processes=True)}
    documents |= {page.url: convert_page(site, page, config) for page in sources.written}

    for path in (root / "docs").rglob("*.*"):
        name = path.relative_to(root / "docs").as_posix()
        if path.is_file() and path.suffix != ".md" and name not in look.sheets:
            write_atomically(docs / site.place(name), path.read_bytes())
    for url, document in documents.items():
        meta = {"title": site.titles[url], "document": document}
        # Between simple quotes, it takes the lines of a document for those of the page.
        front = yaml.safe_dump(meta, allow_unicode=True, default_style='"')
        write_atomically(docs / url / "index.md", f"---\n{front}---\n")
    files = site.make_files()
    not_found = files.pop(NOT_FOUND)
    for name, text in files.items():
        write_atomically(docs / site.place(name), text)
    for name, content in site.binaries.items():
        write_atomically(docs / name, content)
    write_copies({**printed.files, **shares}, docs)
    publish_index(index_site(site), docs)
    _write_templates(site, not_found, folder / "overrides")
    moved = {name: config[name] for name in _KEPT} | {
        "site_description": site.look.description,
        "site_url": sources.settings["site_url"],
        "plugins": [{"search": {"enabled": False}}],  # ours is in docs/
        "nav": _move(config["nav"]),
    }
    moved = {name: value for name, value in moved.items() if value}
    text = yaml.safe_dump(moved, allow_unicode=True, sort_keys=False)
    write_atomically(folder / "mkdocs.yml", text)
    _write_headers(site, docs)
    return len(documents), len(files) + len(site.binaries)


def _move(item: Any) -> Any:
    """Return a part of the navigation with each page where it is now."""
    match item:
        case str():
            return f"{find_address(item)}index.md"
        case dict():
            return {title: _move(inside) for title, inside in item.items()}
        case _:
            return [_move(inside) for inside in item]


def _write_templates(site: Site, not_found: str, overrides: Path) -> None:
    """Write what publishes a page as it is, and the page of an address that has none."""
    main = (site.root / "overrides/main.html").read_text(encoding="utf-8")
    write_atomically(overrides / "main.html", main)
    write_atomically(overrides / NOT_FOUND, f"{{% raw %}}{not_found}{{% endraw %}}")


def _write_headers(site: Site, docs: Path) -> None:
    files = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    published = {re.sub(r"\bindex\.md$", "index.html", name) for name in files - {"_headers"}}
    templates = site.renderer.environment
    write_atomically(docs / "_headers", write_headers_file(published | _MADE, templates))
