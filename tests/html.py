"""Reads the pages of a built site."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# Elements that go on within a line; any other parts two words.
INLINE = {"a", "abbr", "cite", "code", "em", "mark", "small", "span", "strong", "sup", "time"}


class Page(HTMLParser):
    """A page, parsed: its links, what it loads (sources), its anchors, attributes and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sources: list[str] = []
        self.anchors: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.words.append(" ")
        for name, value in attrs:
            self.attributes.append((tag, name, value))
            if name == "id" and value:
                self.anchors.add(value)
            if name == "href" and value and tag != "link":
                self.links.append(value)
            elif name in ("src", "href") and value:
                self.sources.append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"[ \t\n]+", " ", "".join(self.words))


@cache
def read_page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def read_tables(html: str) -> list[list[list[str]]]:
    """Return the tables of a page: the words of each cell, row by row, the heading first."""
    # Cut at the tags of tables, of rows and of cells.
    return [
        [
            [Page(cell).text.strip() for cell in re.split(r"<t[hd]\b[^>]*>", row)[1:]]
            for row in re.split(r"<tr[^>]*>", table)[1:]
        ]
        for table in re.findall(r"<table.*?</table>", html, re.DOTALL)
    ]


def list_pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def broken_links(site: Path) -> list[str]:
    """Return every internal link that leads to no file, or to no anchor of it."""
    broken = []
    for path in list_pages(site):
        base = "http://site/" + path.relative_to(site).as_posix()
        for link in [*read_page(path).links, *read_page(path).sources]:
            parts = urlsplit(urljoin(base, link))
            if parts.netloc != "site":
                continue
            target = site / unquote(parts.path).lstrip("/")
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                broken.append(f"{path.relative_to(site)}: {link}")
            elif parts.fragment and parts.fragment not in read_page(target).anchors:
                broken.append(f"{path.relative_to(site)}: {link} (anchor)")
    return broken


def read_tree(site: Path) -> dict[str, bytes]:
    """Return the content of every file of a built site, by its path from the root."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
