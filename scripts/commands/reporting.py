"""Shows problems: to people, to tools, on the lines of a pull request."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path

import click

from ..problems.messages import PRIVACY
from ..problems.problem import InvalidStudyError, Problem
from ..reading.documents import join_line_ends, mark_invisible, read_file

MOST_ALIKE = 3  # problems of one kind that are shown whole: of the others, the lines are enough


def show_text(problems: Iterable[Problem], root: Path) -> str:
    """Return the problems for people: the line at fault, a caret under the place, the remedy."""
    read_lines = cache(partial(_read_lines, root))  # of each file once, whatever is wrong in it
    return "\n".join(
        _show_one(problem, read_lines) + _show_alike(alike)
        for problem, alike in _group_alike(problems)
    )


def show_json(problems: Iterable[Problem], root: Path) -> str:
    """Return the problems for tools: a JSON array of objects, with the fields of Problem."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1)


def show_github(problems: Iterable[Problem], root: Path) -> str:
    """Return the problems as GitHub's workflow commands, which annotate a pull request."""
    return "\n".join(map(_annotate, problems))


def show_summary(problems: Iterable[Problem], root: Path) -> str:
    """Return the problems as Markdown, for the summary that a host shows of a run."""
    files: dict[str, list[str]] = {}
    for problem, alike in _group_alike(problems):
        kind = "" if problem.stops else "À vérifier : "
        said = _escape_markdown(f"{kind}{problem.message}")
        remedy = f"<br>→ {_escape_markdown(problem.remedy)}" if problem.remedy else ""
        where = ", ".join(map(str, [problem.line, *alike]))
        line = f"| {where} | {said}{remedy} |"
        files.setdefault(problem.file, []).append(line)
    if not files:
        return "Tous les fichiers sont justes."
    parts = [
        f"### {_escape_markdown(file)}\n\n| Ligne | Ce qu'il faut regarder |\n|---|---|\n"
        + "\n".join(lines)
        for file, lines in files.items()
    ]
    end = (
        "Chaque point est aussi écrit sur sa ligne, dans l'onglet « Files changed ». Corrigez, "
        "enregistrez : la vérification repart seule."
    )
    return "\n\n".join([*parts, end])


FORMATS: dict[str, Callable[[Iterable[Problem], Path], str]] = {
    "texte": show_text,
    "json": show_json,
    "github": show_github,
    "resume": show_summary,
}


def _group_alike(problems: Iterable[Problem]) -> list[tuple[Problem, list[int]]]:
    """The problems to show, each with the lines of others that are mended in the same way.

    Those are alike that all have a certain replacement, or the very same remedy; persons and places
    are each shown.
    """
    shown: list[tuple[Problem, list[int]]] = []
    lines: dict[tuple[str, ...], list[list[int]]] = {}
    for problem in problems:
        words = () if problem.replacement is not None else (problem.remedy,)
        if problem.rank == PRIVACY:
            words = (problem.message,)
        alike = lines.setdefault((problem.file, problem.code, *words), [])
        if len(alike) < MOST_ALIKE:
            alike.append([])
            shown.append((problem, alike[-1]))
        else:
            alike[-1].append(problem.line)
    return shown


def _show_alike(lines: Sequence[int]) -> str:
    if not lines:
        return ""
    where = ", ".join(map(str, lines))
    others = (
        f"{len(lines)} autres du même genre, aux lignes" if lines[1:] else "un autre, à la ligne"
    )
    return f"      … et {others} {where}.\n"


def _show_one(problem: Problem, read_lines: Callable[[str], Sequence[str]]) -> str:
    file = mark_invisible(problem.file.replace("\n", "\ufffd"))
    place = click.style(f"{file}:{problem.line}:{problem.column}:", bold=True)
    colour = "red" if problem.stops else "yellow"
    shown = [f"{place} {click.style(problem.code, fg=colour)} {mark_invisible(problem.message)}"]
    if line := _find_line(read_lines(problem.file), problem.line):
        # A long line is shown around the place, tabs as one space, so that the caret falls right.
        start = max(0, problem.column - 60)
        number = f"{problem.line:>5} │ "
        part = mark_invisible(line[start : start + 90].replace("\t", " "))
        shown.append(click.style(number, dim=True) + part)
        caret = " " * (len(number) + problem.column - 1 - start) + "^"
        shown.append(click.style(caret, fg=colour))
    if problem.remedy:
        shown.append(f"      → {mark_invisible(problem.remedy)}")
    return "\n".join(shown) + "\n"


def _annotate(problem: Problem) -> str:
    kind = "error" if problem.stops else "warning"
    place = f"file={_escape(problem.file, ':,')},line={problem.line},col={problem.column}"
    if problem.range and problem.range.end_line >= problem.line:
        place += f",endLine={problem.range.end_line}"
        if problem.range.end_line == problem.line:  # the host knows columns of one line only
            place += f",endColumn={max(problem.column, problem.range.end_column)}"
    title = f"title={_escape(problem.code, ':,')}"
    return f"::{kind} {place},{title}::{_escape(f'{problem.message} {problem.remedy}')}"


def _read_lines(root: Path, file: str) -> list[str]:
    """The lines of a file; none of one that is not read, a link out of the project above all."""
    try:
        content = read_file(root / file, root)
    except (InvalidStudyError, ValueError):
        return []
    return join_line_ends(content.decode("utf-8-sig", errors="replace")).split("\n")


def _find_line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if number <= len(lines) else ""


def _escape_markdown(text: str) -> str:
    """Return a text that is somebody's, so that Markdown shows it as it is, on one line."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", mark_invisible(" ".join(text.split())))


def _escape(text: str, more: str = "") -> str:
    text = mark_invisible(text)
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
