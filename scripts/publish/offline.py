"""Puts the site in an archive that is read from a folder, without a server.

Its pages search and filter there too (docs/assets/js/hors-ligne/).
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from ..files import write_atomically, zip_files
from ..site.assets import ASSETS

# A folder's address, in a link or a form: a file manager would list the folder.
_FOLDER = re.compile(r'(<[^>]*?\s(?:href|action)=")((?:[^":?#]*/)?\.{0,2})([?#"])')
# From a folder browsers run classic scripts only: one of them stands for the modules of a page.
_MODULE = re.compile(r'<script type="module" src="((?:\.\./)*)([^"]*)"></script>\n?')
_NO_SCRIPT = re.compile(r"</?noscript>")
# The policy of a page admits neither a module held in memory nor a map of modules. In a folder
# there is no other site to keep away.
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_SCRIPTS = "js/"  # among the assets, as those that follow
# What these scripts show is asked of a server: pages say what they lack, as without JavaScript.
_ONLINE = ("js/raconter/", "js/comparer.js")
_LOADER, _ENGINE = "js/hors-ligne/loader.js", "js/hors-ligne/pagefind.js"
_PICTURES = "images/genres.svg"
_FILES = ("recherche/mots.json", "recherche/fiches.json")  # what the search asks for
LOADER = "hors-ligne.js"
_SERVER = ("pagefind/", "_headers", "sitemap.xml", "404.html")
_ASSET = re.compile(f"{ASSETS}[^/]+/")


def write_archive(site: Path, archive: Path, pages: Mapping[str, str]) -> None:
    """Write the built site into a zip file whose pages link to each other's files.

    pages are what the search reads, by rank: from a folder, its engine does not run.
    Raises OSError where a file cannot be read or written.
    """
    folder, files = archive.stem, {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name.startswith(_SERVER) or _name_asset(name).startswith(_SCRIPTS):
            continue
        content = path.read_bytes()
        if path.suffix == ".html":
            content = adapt_page(content.decode("utf-8")).encode("utf-8")
        files[f"{folder}/{name}"] = content
    files[f"{folder}/{LOADER}"] = _write_loader(site, pages).encode("utf-8")
    write_atomically(archive, zip_files(files))


def _write_loader(site: Path, pages: Mapping[str, str]) -> str:
    """The script that gives pages their modules, and what these ask for."""

    def read(name: str) -> str:
        return (site / name).read_text(encoding="utf-8")

    (assets,) = (f"{ASSETS}{folder.name}/" for folder in (site / ASSETS).iterdir())
    scripts = (path.relative_to(site).as_posix() for path in (site / assets).rglob("*.js"))
    left = tuple(assets + name for name in (*_ONLINE, _LOADER))
    modules = {name: read(name) for name in sorted(scripts) if not name.startswith(left)}
    modules["pagefind/pagefind.js"] = modules.pop(assets + _ENGINE)
    held = {
        "modules": modules,
        "files": {name: read(name) for name in _FILES},
        "pictures": read(assets + _PICTURES),
        "pages": pages,
    }
    return f"self.archive = {json.dumps(held, ensure_ascii=False)}\n{read(assets + _LOADER)}"


def _name_asset(address: str) -> str:
    """Return the name of an asset among them, from its address; that of another file is empty."""
    found = _ASSET.match(address)
    return address[found.end() :] if found else ""


def adapt_page(html: str) -> str:
    """Return a page as it is read from a folder.

    Its links to folders lead to the file in them; a script of the archive stands for its modules.
    """
    found = list(_MODULE.finditer(html))
    modules = [match[2] for match in found if not _name_asset(match[2]).startswith(_ONLINE)]
    if len(modules) < len(found):
        html = _NO_SCRIPT.sub("", html)
    if found:
        named = f'src="{found[0][1]}{LOADER}" data-modules="{" ".join(modules)}"'
        start = found[0].start()
        html = f"{html[:start]}<script {named} defer></script>\n{html[start:]}"
    return _FOLDER.sub(_name_file, _MODULE.sub("", _POLICY.sub("", html)))


def _name_file(found: re.Match[str]) -> str:
    start, folder, end = found.groups()
    if not folder and end != '"':
        return found[0]  # a place of the page itself
    return f"{start}{folder.removesuffix('/') + '/' if folder else ''}index.html{end}"
