"""Shows problems: to people, to tools, on the lines of a pull request."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import click

from .problems import Problem


def show_text(problems: Iterable[Problem], root: Path) -> str:
    """For people: the line at fault with a caret under the place, and what to write instead."""
    return "\n".join(_show_one(problem, root) for problem in problems)


def show_json(problems: Iterable[Problem], root: Path) -> str:
    """For tools: an array of objects, with the fields of Problem."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1)


def show_github(problems: Iterable[Problem], root: Path) -> str:
    """Annotations of a pull request, in GitHub's workflow commands."""
    return "\n".join(map(_annotate, problems))


FORMATS: dict[str, Callable[[Iterable[Problem], Path], str]] = {
    "texte": show_text,
    "json": show_json,
    "github": show_github,
}


def _show_one(problem: Problem, root: Path) -> str:
    place = click.style(f"{problem.file}:{problem.line}:{problem.column}:", bold=True)
    colour = "red" if problem.stops else "yellow"
    shown = [f"{place} {click.style(problem.code, fg=colour)} {problem.message}"]
    if line := _read_line(root / problem.file, problem.line):
        # A long line is shown around the place, tabs as one space, so that the caret falls right.
        start = max(0, problem.column - 60)
        number = f"{problem.line:>5} │ "
        shown.append(click.style(number, dim=True) + line[start : start + 90].replace("\t", " "))
        caret = " " * (len(number) + problem.column - 1 - start) + "^"
        shown.append(click.style(caret, fg=colour))
    if problem.remedy:
        shown.append(f"      → {problem.remedy}")
    return "\n".join(shown) + "\n"


def _annotate(problem: Problem) -> str:
    kind = "error" if problem.stops else "warning"
    place = f"file={_escape(problem.file, ':,')},line={problem.line},col={problem.column}"
    title = f"title={_escape(problem.code, ':,')}"
    return f"::{kind} {place},{title}::{_escape(f'{problem.message} {problem.remedy}')}"


def _read_line(path: Path, number: int) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return lines[number - 1] if number <= len(lines) else ""


def _escape(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
