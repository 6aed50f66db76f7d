"""Mends in the files what can only be meant in one way, and shows what it changes."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..files import write_atomically
from ..problems.problem import InvalidStudyError, Problem
from ..reading.documents import (
    Document,
    join_line_ends,
    mark_invisible,
    read_as_meant,
    read_file,
    read_what_can_be,
)
from ..reading.edits import Edited, apply_remedies

MOST_ROUNDS = 20  # readings of the project: a remedy may show what was hidden behind a fault

# What French is written with, beside ASCII: a file of Windows whose other signs are all of these
# is one in Windows-1252.
_FRENCH = re.compile("[\x00-\x7fàâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»“”‘’–—…€°\u00a0]*")


class Mended:
    """What became of the files: the difference of each that changed, those left as they were."""

    def __init__(self) -> None:
        self.before: dict[Path, str] = {}
        self.after: dict[Path, str] = {}
        self.left: list[Path] = []

    def show(self, root: Path) -> Iterator[str]:
        """Yield the difference of each file, as `diff -u` writes it."""
        for path, text in self.after.items():
            file = path.relative_to(root).as_posix()
            lines = self.before[path].splitlines(True), text.splitlines(True)
            difference = difflib.unified_diff(*lines, f"{file} (avant)", f"{file} (après)")
            shown = (line if line.endswith("\n") else f"{line}\n" for line in difference)
            yield mark_invisible("".join(shown))


def mend_files(
    root: Path, paths: Sequence[Path], find_problems: Callable[[], Iterable[Problem]],
    mended: Mended,
) -> None:  # fmt: skip
    """Mend the files at the paths; find_problems reads the project and returns what is wrong.

    A file is written only if all that was read of it, apart from the lines that are mended, reads
    the same afterwards. What becomes of each is noted in mended as it is done: it is true wherever
    somebody stops. Raises OSError when a file cannot be written.
    """
    for path in paths:
        _write_plainly(path, root, mended)
    for _ in range(MOST_ROUNDS):
        changed = False
        by_file: dict[Path, list[Problem]] = {}
        for problem in find_problems():
            if problem.replacement is not None:
                by_file.setdefault(root / problem.file, []).append(problem)
        for path in paths:
            if (problems := by_file.get(path)) and path not in mended.left:
                changed |= _mend(path, root, problems, mended)
        if not changed:
            break


def decode(content: bytes) -> str | None:
    """Return the text of a file in UTF-8, in UTF-16 with its mark, or in Windows-1252 in French.

    None where it may be in another encoding.
    """
    for encoding, sure in (
        ("utf-8-sig", b"\0" not in content),
        ("utf-16", content.startswith((b"\xff\xfe", b"\xfe\xff"))),
        ("cp1252", b"\0" not in content),
    ):
        try:
            text = content.decode(encoding) if sure else None
        except UnicodeDecodeError:
            continue
        if text is not None and (encoding != "cp1252" or _FRENCH.fullmatch(text)):
            return text
    return None


def _write_plainly(path: Path, root: Path, mended: Mended) -> None:
    """Write a file in UTF-8, with composed accents and an end to its last line."""
    try:
        content = read_file(path, root)
    except InvalidStudyError:
        return  # told by the check
    text = decode(content)
    if not text or not text.strip():
        return
    plain = read_as_meant(text)
    plain += "" if plain.endswith(("\n", "\r")) else "\n"
    if plain.encode() not in (content, content.removeprefix(b"\xef\xbb\xbf")):
        lines = join_line_ends(text), join_line_ends(plain)
        if _list_leaves(lines[0], path.name) == _list_leaves(lines[1], path.name):
            _keep(path, text, plain, mended)
        else:
            mended.left.append(path)


def _mend(path: Path, root: Path, problems: Sequence[Problem], mended: Mended) -> bool:
    """Apply what is certain to a file; tell whether it is changed."""
    written = decode(read_file(path, root)) or ""
    text = join_line_ends(written)
    edited = apply_remedies(text, problems)
    if not _is_same_elsewhere(text, edited, path.name):
        mended.left.append(path)
        return False
    if edited.text == text:
        return False
    ends = "\r\n" if "\r\n" in written else "\n"
    _keep(path, written, edited.text.replace("\n", ends), mended)
    return True


def _keep(path: Path, before: str, after: str, mended: Mended) -> None:
    write_atomically(path, after)
    mended.before.setdefault(path, before)
    mended.after[path] = after


def _is_same_elsewhere(text: str, edited: Edited, file: str) -> bool:
    """Whether all that is not on a mended line is where it was."""
    before = _list_leaves(text, file, edited.before)
    after = _list_leaves(edited.text, file, edited.after)
    return before == after


Leaves = list[tuple[tuple[Any, ...], Any]]


def _list_leaves(text: str, file: str, touched: frozenset[int] = frozenset()) -> Leaves:
    """What is read of a text, each value with the keys that lead to it, apart from mended lines.

    A key that is mended leads, before and after, to the same values.
    """
    document, _ = read_what_can_be(text, file)
    return list(_walk(document, document.data, (), (), touched)) if document else []


def _walk(
    document: Document, data: Any, location: tuple[Any, ...], told: tuple[Any, ...],
    touched: frozenset[int],
) -> Iterator[tuple[tuple[Any, ...], Any]]:  # fmt: skip
    if isinstance(data, dict | list):
        inside: Iterable[tuple[Any, Any]] = (
            data.items() if isinstance(data, Mapping) else enumerate(data)
        )
        for step, value in inside:
            place = document.place((*location, step), of_key=True)
            shown = None if place[0] in touched else step
            yield from _walk(document, value, (*location, step), (*told, shown), touched)
        return
    lines = {document.place(location)[0], document.place(location, of_key=True)[0]}
    if lines.isdisjoint(touched):
        yield told, data
