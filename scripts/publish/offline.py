"""Puts the site in an archive that is read from a folder, without a server."""

import re
import zipfile
from pathlib import Path

# A folder's address, in a link or a form: a file manager would list the folder.
_FOLDER = re.compile(
    r'(<(?:a|area|form|link)\b[^>]*?\s(?:href|action)=")((?:[^":?#]*/)?\.{0,2})([?#"])'
)
# Browsers load no module from a file: pages say what they lack, as without JavaScript.
_MODULE = re.compile(r'<script type="module"[^>]*></script>\n?|</?noscript>')
_SERVER = ("pagefind/", "_headers", "sitemap.xml", "assets/js/", "404.html")
_DAY = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same site


def write_archive(site: Path, archive: Path) -> None:
    """Write the built site into a zip file whose pages link to each other's files.

    Raises OSError where a file cannot be read or written.
    """
    folder = archive.stem
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            if name.startswith(_SERVER):
                continue
            content = path.read_bytes()
            if path.suffix == ".html":
                content = link_files(content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, content)


def link_files(html: str) -> str:
    """Return a page whose links to folders lead to the file in them, without its modules."""
    return _FOLDER.sub(_name_file, _MODULE.sub("", html))


def _name_file(found: re.Match[str]) -> str:
    start, folder, end = found.groups()
    if not folder and end != '"':
        return found[0]  # a place of the page itself
    return f"{start}{folder.rstrip('/') + '/' if folder else ''}index.html{end}"
