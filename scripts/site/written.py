"""The pages that a person writes in docs/: their front matter and their Markdown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..problems.problem import InvalidStudyError, Problem
from ..reading.documents import parse_document
from ..study.addresses import find_address
from ..text.typography import set_french

FRENCH = "fr"
# The front matter: what is between two lines of three dashes, at the start of the file.
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class WrittenPage:
    """A page of docs/: file is its path there, url its address, meta its front matter."""

    file: str
    url: str
    meta: Mapping[str, Any]
    markdown: str

    @property
    def title(self) -> str:
        """What its front matter calls it; else its file's name."""
        return str(self.meta.get("title", self.file))

    @property
    def language(self) -> str:
        """The code of the language it is written in."""
        return str(self.meta.get("lang", FRENCH))

    @property
    def description(self) -> str:
        """What it is about; empty where it does not say."""
        return str(self.meta.get("description", ""))


def read_written_pages(root: Path) -> tuple[list[WrittenPage], list[Problem]]:
    """Return the pages of docs/ under root, and what is wrong in their front matter.

    Files come before folders, the index first. A page whose front matter is wrong has none.
    """
    docs = root / "docs"
    pages: list[WrittenPage] = []
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md"), key=_sort_by_folder):
        if any(part.startswith(".") for part in path.relative_to(docs).parts):
            continue
        file, text = path.relative_to(docs).as_posix(), path.read_text(encoding="utf-8")
        try:
            meta = _read_front_matter(text, f"docs/{file}")
        except InvalidStudyError as error:
            problems += error.problems
            meta = {}
        body = _FRONT.sub("", text).strip()
        pages.append(WrittenPage(file, find_address(file), meta, body))
    return pages, problems


def _sort_by_folder(path: Path) -> tuple[Any, ...]:
    return path.parent.parts, path.name != "index.md", path.name


def _read_front_matter(text: str, file: str) -> dict[str, Any]:
    """Return what the front matter says, its words set as French."""
    front = _FRONT.match(text)
    if not front:
        return {}
    try:
        meta = yaml.safe_load(front[1]) or {}
    except yaml.YAMLError:
        # Told as for any file, where a value may have no remark; after a line that stands for the
        # opening dashes.
        try:
            parse_document(f"\n{front[1]}\n", file)
        except InvalidStudyError as error:
            told = [problem for problem in error.problems if problem.code != "diese"]
            raise InvalidStudyError(told or error.problems) from None
        raise
    if meta.get("lang", FRENCH) != FRENCH:
        return dict(meta)
    texts = {name: meta[name] for name in ("title", "description") if name in meta}
    return meta | {name: set_french(str(text)) for name, text in texts.items()}
