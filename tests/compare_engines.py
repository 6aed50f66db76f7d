"""Builds the site with Zensical too and compares it with ours, page by page: make sortie."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

from tests.html import INLINE, Page
from tests.kinds import list_addresses

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache/sortie"
ZENSICAL = ROOT / ".cache/zensical/bin/zensical"
HEADINGS = {"h1", "h2", "h3"}
PLACES = HEADINGS | {"main", "script", "svg", "title"}


class ComparedPage(Page):
    """A page's title and headings, its words in its main part and around it."""

    def __init__(self, html: str) -> None:
        self.open: list[str] = []
        self.tags: list[str] = []
        self.said: dict[str, list[str]] = {"title": [], "main": [], "around": []}
        self.headings: list[str] = []
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.tags.append(tag)
        if tag in PLACES:
            self.open.append(tag)
        if tag in HEADINGS:
            self.headings.append(f"{tag} ")
        self.separate(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.remove(tag)
        self.separate(tag)

    def separate(self, tag: str) -> None:
        """Put a space between the words of two blocks."""
        if tag not in INLINE:
            self.said["main"].append(" ")
            self.said["around"].append(" ")

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if "main" in self.open:
            self.said["main"].append(data)
        elif "title" in self.open and "svg" not in self.open:
            self.said["title"].append(data)
        elif "script" not in self.open:
            self.said["around"].append(data)
        if HEADINGS & set(self.open):
            self.headings[-1] += data

    def list_words(self, place: str) -> list[str]:
        """Return the words of the title, of the main part, or of what is around it."""
        return "".join(self.said[place]).split()

    def describe(self, address: str) -> dict[str, object]:
        """Return what is compared of the page at this address, by aspect."""
        base = f"http://site/{address}"
        attributes = [
            (tag, name, urljoin(base, value or "") if name in ("action", "href", "src") else value)
            for tag, name, value in self.attributes
        ]
        return {
            "titre": self.list_words("title"),
            "intertitres": [heading.split() for heading in self.headings],
            "texte": self.list_words("main"),
            "liens": [value for tag, name, value in attributes if (tag, name) == ("a", "href")],
            "ancres": self.anchors,
            "cadre": self.list_words("around"),
            "balises": self.tags,
            "attributs": attributes,
        }


def main() -> int:
    """Build the two sites, show what differs in each page, then the totals."""
    ours, theirs = FOLDER / "mkdocs", FOLDER / "source/site"
    build(ours)
    addresses = sorted({*list_addresses(ours), *list_addresses(theirs)})
    width = max(map(len, addresses))
    totals: Counter[str] = Counter()
    for address in addresses:
        states = compare(ours, theirs, address)
        totals.update(states)
        print(f"/{address:<{width}}  {', '.join(states)}")
    print(f"\n{len(addresses)} adresses")
    for state, number in totals.most_common():
        print(f"{number:5}  {state}")
    print("\nFichiers qui ne sont pas des pages")
    for state, names in compare_files(ours, theirs).items():
        print(f"{len(names):5}  {state}")
        for name in names if state != "identiques" else ():
            print(f"       {name}")
    return 0


def build(ours: Path) -> None:
    """Build our site, write its source for another engine, build that with Zensical."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    source = FOLDER / "source"
    commands = {
        "avec MkDocs": [sys.executable, "-m", "scripts", "site", str(ours)],
        "en pages, sans MkDocs": [sys.executable, "-m", "scripts", "pages", str(source)],
        "avec Zensical": [
            str(ZENSICAL),
            "build",
            "--strict",
            "--clean",
            "-f",
            str(source / "mkdocs.yml"),
        ],
    }
    for name, command in commands.items():
        print(f"→ Le site, {name}", file=sys.stderr, flush=True)
        environment = {**os.environ, "CI": "true"}
        subprocess.run(command, cwd=ROOT, env=environment, stdout=sys.stderr, check=True)


def compare(ours: Path, theirs: Path, address: str) -> list[str]:
    """Return the aspects in which the page at this address differs, or that it is the same."""
    name = address if address.endswith(".html") else f"{address}index.html"
    if not (theirs / name).exists():
        return ["absente"]
    if not (ours / name).exists():
        return ["en plus"]
    here, there = (
        ComparedPage((site / name).read_text(encoding="utf-8")).describe(address)
        for site in (ours, theirs)
    )
    return [aspect for aspect in here if here[aspect] != there[aspect]] or ["identique"]


def compare_files(ours: Path, theirs: Path) -> dict[str, list[str]]:
    """Return the other files of the two sites by what became of them."""
    states: dict[str, list[str]] = {
        "identiques": [],
        "différents": [],
        "absents": [],
        "en plus": [],
    }
    for name in sorted(set(list_files(ours)) | set(list_files(theirs))):
        here, there = ours / name, theirs / name
        if not there.exists():
            state = "absents"
        elif not here.exists():
            state = "en plus"
        else:
            same = here.read_bytes() == there.read_bytes()
            state = "identiques" if same else "différents"
        states[state].append(name)
    return states


def list_files(site: Path) -> list[str]:
    """Return the files of a built site that are not pages."""
    files = (path for path in site.rglob("*") if path.is_file() and path.suffix != ".html")
    return [path.relative_to(site).as_posix() for path in files]


if __name__ == "__main__":
    raise SystemExit(main())
