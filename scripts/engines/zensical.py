"""The whole site as a folder that another engine builds: pages, templates, settings, files.

What MkDocs' plugins and our hooks do to pages is already done in them. Each page is the index.md
of a folder of its own: a link then leads to the same place from the file and from the page.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from pkgutil import resolve_name
from posixpath import dirname, join, normpath, relpath
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined
from markdown import Markdown

from ..files import write_atomically
from ..publish.headers import write_headers_file, write_page_policy
from ..search.index import build_index, publish_index
from ..search.records import WrittenPage, list_records, render_records
from ..site.exports import list_exports
from ..site.pages import (
    count_minutes,
    generate_pages,
    list_contents,
    read_outline,
    set_front_matter,
)
from ..site.redirects import list_redirects
from ..site.rendering import Renderer, write_day
from ..study.addresses import find_address
from ..study.settings import read_build_date
from ..text.typography import set_html, set_markdown, set_spaces
from .mkdocs_macros import define_env

STYLE = "assets/style.css"  # the sheets of extra_css, joined: one request
# Settings that stay the same.
_KEPT = ("site_name", "site_description", "theme", "validation")
# What the engine puts beside the pages, whose headers are to be said too.
_MADE = {"404.html", "partials/theme.js", "search.json", "sitemap.xml", "sitemap.xml.gz"}
# The target of a Markdown link to a file of the site, its anchor left out; or code, to be kept.
_FILE = re.compile(
    r"(?P<fence>`{3,}).*?(?P=fence)|`[^`\n]*`|(?<=\]\()(?P<file>(?!\w+:|[#/])[^)#\s]+)", re.DOTALL
)

Settings = Mapping[str, Any]
Above = list[dict[str, str]]  # what is above a page, the nearest first: title and url


@dataclass
class Source:
    """A page to write: its front matter and its body, Markdown or HTML.

    parent is the address of the page above it, where the navigation does not say it.
    """

    meta: dict[str, Any]
    body: str
    parent: str | None = None


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; a value that the environment may change has the one it has without."""


def _read_default(loader: _Loader, node: yaml.SequenceNode) -> Any:
    return loader.construct_sequence(node)[-1]


_Loader.add_constructor("!ENV", _read_default)
# A function, by its dotted name: !!python/name:package.module.function
_Loader.add_multi_constructor(
    "tag:yaml.org,2002:python/name:", lambda loader, name, node: resolve_name(name)
)


def _read_config(root: Path) -> dict[str, Any]:
    """Return what mkdocs.yml says to the engine."""
    settings: dict[str, Any] = yaml.load(
        (root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loader
    )
    return settings


def write_site_source(renderer: Renderer, root: Path, folder: Path) -> tuple[int, int]:
    """Write the whole site's source into the folder; return how many pages, how many data files.

    Raises RefusedError when the date of the build is wrong, OSError where the folder cannot be
    written to, IndexingError without the search.
    """
    built, settings, docs = read_build_date(), _read_config(root), folder / "docs"
    menu = {url: (title, above) for url, title, above in _walk(settings["nav"], [])}
    pages, searched = {}, []
    for path in sorted((root / "docs").rglob("*.md"), key=_sort_as_mkdocs):
        name = path.relative_to(root / "docs").as_posix()
        _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
        meta, text = yaml.safe_load(front), text.strip()
        set_front_matter(meta)
        url = find_address(name)
        pages[url] = _build_written(renderer, name, meta, text, settings)
        if meta.get("recherche", True):
            title = menu.get(url, ("",))[0] or meta["title"]
            searched.append(WrittenPage(url, title, meta.get("description", ""), text))
    pages |= {
        page.url: Source(page.meta, page.html, page.parent) for page in generate_pages(renderer)
    }
    _place_pages(pages, menu)

    shutil.copytree(root / "docs", docs, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.md"))
    for url, page in pages.items():
        front = yaml.safe_dump(page.meta, allow_unicode=True, sort_keys=False)
        write_atomically(docs / url / "index.md", f"---\n{front}---\n\n{page.body}\n")
    data = list_exports(renderer.study, renderer.charts)
    for address, text in {**data, **list_redirects(renderer)}.items():
        write_atomically(docs / address, text)
    _join_styles(docs, settings["extra_css"])
    content = render_records(renderer, list_records(renderer.study, searched))
    publish_index(build_index(content, root / ".cache" / "search"), docs)
    _write_templates(renderer.environment, root / "overrides", folder / "overrides")
    _write_settings(renderer, settings, built, folder)
    _write_headers(renderer.environment, docs)
    return len(pages), len(data)


def _sort_as_mkdocs(path: Path) -> tuple[Any, ...]:
    """Files before folders, the index first: the search then reads them in the same order."""
    return path.parent.parts, path.name != "index.md", path.name


def _build_written(
    renderer: Renderer, name: str, meta: dict[str, Any], text: str, settings: Settings
) -> Source:
    """The page that a person wrote in the file of this name, its macros rendered."""
    body = _move_links(name, _render_macros(renderer, name, set_markdown(text)))
    extensions = _list_extensions(settings)
    html = Markdown(extensions=list(extensions), extension_configs=extensions).convert(body)
    meta["sommaire"] = list_contents(read_outline(html)[0])
    meta.setdefault("lecture", count_minutes(html))
    return Source(meta, body)


def _render_macros(renderer: Renderer, name: str, text: str) -> str:
    macros: dict[str, Any] = {}
    plugin = SimpleNamespace(
        conf={"renderer": renderer},
        page=SimpleNamespace(url=find_address(name), file=SimpleNamespace(src_uri=name)),
        macro=lambda function: macros.update({function.__name__: function}),
    )
    define_env(plugin)
    environment = Environment(undefined=StrictUndefined, finalize=set_html)
    return environment.from_string(text).render(macros)


def _move_links(name: str, text: str) -> str:
    """Make the links to files lead to where these are now, from where the page is now."""

    def follow(target: re.Match[str]) -> str:
        if not target["file"]:
            return target[0]
        path = normpath(join(dirname(name), target["file"]))
        return relpath(_move(path) if path.endswith(".md") else path, find_address(name) or ".")

    return _FILE.sub(follow, text)


def _walk(items: Sequence[Any], above: Above) -> Iterator[tuple[str, str, Above]]:
    """The pages of the navigation: address, title where it gives one, sections above."""
    for item in items:
        title, inside = next(iter(item.items())) if isinstance(item, dict) else ("", item)
        if isinstance(inside, str):
            yield find_address(inside), title, above
        else:
            first = next(_walk(inside, []))[0]
            yield from _walk(inside, [{"title": title, "url": first}, *above])


def _place_pages(pages: Mapping[str, Source], menu: Mapping[str, tuple[str, Above]]) -> None:
    """Say what is above each page that is not in the menu, and on the map what is under each."""

    def name_page(url: str) -> dict[str, str]:
        return {"title": menu.get(url, ("",))[0] or pages[url].meta["title"], "url": url}

    def find_above(url: str) -> Above:
        if url in menu:
            return menu[url][1]
        parent = pages[url].parent
        return [] if parent is None else [name_page(parent), *find_above(parent)]

    under: dict[str, list[dict[str, str]]] = {}
    for url, page in pages.items():
        if url not in menu and page.parent is not None:
            page.meta["ancetres"] = find_above(url)
            under.setdefault(page.parent, []).append(name_page(url))
    for page in pages.values():
        if page.meta.get("template") == "plan.html":
            page.meta["faites"] = under


def _move(item: Any) -> Any:
    """Return a part of the navigation with each page where it is now."""
    match item:
        case str():
            return f"{find_address(item)}index.md"
        case dict():
            return {title: _move(inside) for title, inside in item.items()}
        case _:
            return [_move(inside) for inside in item]


def _list_extensions(settings: Settings) -> dict[str, dict[str, Any]]:
    """The Markdown extensions of mkdocs.yml, each with its options, and that which MkDocs adds."""
    listed = [*settings["markdown_extensions"], "tables"]
    return {
        name: options
        for one in listed
        for name, options in (one if isinstance(one, dict) else {one: {}}).items()
    }


def _join_styles(docs: Path, sheets: Sequence[str]) -> None:
    write_atomically(
        docs / STYLE, "\n".join((docs / name).read_text(encoding="utf-8") for name in sheets)
    )
    for name in sheets:
        (docs / name).unlink()


def _write_templates(environment: Environment, overrides: Path, folder: Path) -> None:
    """Write the frame of the pages for an engine that neither escapes nor knows French."""
    for path in [*overrides.glob("*.html"), *overrides.glob("partials/*")]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            tokens = environment.lex(text)
            text = "".join(set_spaces(part) if kind == "data" else part for _, kind, part in tokens)
            text = text.replace("| url }}", "| url | safe }}")  # it would write / as &#x2f;
            if "{% extends" not in text:
                text = f"{{% autoescape true %}}{text}{{% endautoescape %}}"
        write_atomically(folder / path.relative_to(overrides), text)


def _write_headers(environment: Environment, docs: Path) -> None:
    files = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    published = {re.sub(r"\bindex\.md$", "index.html", name) for name in files - {"_headers"}}
    write_atomically(docs / "_headers", write_headers_file(published | _MADE, environment))


def _write_settings(renderer: Renderer, settings: Settings, built: date, folder: Path) -> None:
    moved = {name: settings[name] for name in _KEPT} | {
        "extra_css": [STYLE],
        "extra": {
            "generator": False,
            "politique": write_page_policy(renderer.environment),
            "construit_le": write_day(built),
        },
        "plugins": [{"search": {"enabled": False}}],  # ours is in docs/
        "markdown_extensions": [*settings["markdown_extensions"], "tables"],
        "nav": _move(settings["nav"]),
    }
    if renderer.settings["site_url"]:
        moved["site_url"] = renderer.settings["site_url"]
    text = yaml.dump(moved, allow_unicode=True, sort_keys=False)  # functions by their names
    write_atomically(folder / "mkdocs.yml", text)
