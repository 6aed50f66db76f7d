"""Writes the pages of a built site as the Markdown that somebody would have typed."""

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path

BLOCKS = {"p": "", "h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "dt": "",
          "dd": "", "td": "", "th": "", "caption": "", "figcaption": "", "summary": ""}  # fmt: skip
LEFT_OUT = {"script", "style", "svg", "template", "select", "form", "button"}


class _Writer(HTMLParser):
    """Keeps the words, headings, lists, emphasis and links of a page's main part."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.inside = False
        self.skipped = 0
        self.link = ""
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.inside = True
        elif tag in LEFT_OUT:
            self.skipped += 1
        elif not self.inside or self.skipped:
            return
        elif tag in BLOCKS:
            self.lines.append(BLOCKS[tag])
        elif tag == "a":
            self.link = self.find_source(dict(attrs).get("href") or "")
            self.write("[" if self.link else "")
        elif tag == "strong":
            self.write("**")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.inside = False
        elif tag in LEFT_OUT:
            self.skipped -= 1
        elif not self.inside or self.skipped:
            return
        elif tag in BLOCKS:
            self.lines.append("")
        elif tag == "a" and self.link:
            self.write(f"]({self.link})")
            self.link = ""
        elif tag == "strong":
            self.write("**")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skipped:
            self.write(re.sub(r"\s+", " ", re.sub(r"([*_\[\]])", r"\\\1", data)))

    def write(self, text: str) -> None:
        if not self.lines:
            self.lines.append("")
        self.lines[-1] += text

    def find_source(self, target: str) -> str:
        """The Markdown file that a link leads to, relative to this one; outside, the link."""
        path = target.partition("#")[0].partition("?")[0]
        if not path or ":" in path:
            return target if path else ""
        joined = posixpath.normpath(posixpath.join(self.address or ".", path))
        if not path.endswith("/"):
            return ""
        here = posixpath.dirname(name_source(self.address))
        return posixpath.relpath(name_source("" if joined == "." else joined), here or ".")


def name_source(address: str) -> str:
    """Return the Markdown file of the page at an address: portraits/x/ → portraits/x.md."""
    return f"{address.strip('/')}.md" if address.strip("/") else "index.md"


def write_markdown(site: Path, folder: Path) -> list[str]:
    """Write each page of the site as Markdown into the folder; return the files' names."""
    names = []
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        html = path.read_text(encoding="utf-8")
        writer = _Writer(address)
        writer.feed(html)
        lines = [line.strip() for line in writer.lines if line.strip(" -#*")]
        title = next((line[2:] for line in lines if line.startswith("# ")), address or "Accueil")
        text = "\n\n".join(lines)
        name = name_source(address)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        front = f'---\ntitle: "{title.replace(chr(34), chr(39))}"\n---\n\n'
        (folder / name).write_text(front + text + "\n", encoding="utf-8")
        names.append(name)
    return names
