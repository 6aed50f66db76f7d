"""Chooses the tests that may kill a mutant: those that run what was changed."""

import ast
import json
import os
import posixpath
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from coverage import CoverageData
from coverage.exceptions import DataError

from tests.mutants import recording
from tests.mutants.making import Mutant

MOST_SECONDS = 30  # of tests for a mutant
QUICK = 0.05  # seconds: so many tests of a file are run at once

# The tests of a script, by its name or its folder's: a browser's coverage is not known.
SCRIPT_TESTS = {
    "page.js": [
        "in_browser/test_frame.py",
        "in_browser/test_terms.py",
        "in_browser/test_citations.py",
    ],
    "citer.js": ["in_browser/test_citations.py"],
    "catalogue.js": ["in_browser/test_catalogues.py"],
    "comme-chez-vous.js": ["in_browser/test_comparer.py"],
    "tableau.js": ["in_browser/test_figures.py"],
    "comparer.js": ["in_browser/test_comparer.py"],
    "centres.js": ["in_browser/test_network.py"],
    "glossaire.js": ["in_browser/test_glossary.py"],
    "hors-ligne": ["publish/test_offline.py"],
    "raconter": [
        "in_browser/test_form.py",
        "in_browser/test_form_rules.py",
        "in_browser/test_preview.py",
        "in_browser/test_drafts.py",
        "schema/test_anonymity.py",
    ],
    "recherche": ["in_browser/test_search.py", "search/test_judged.py"],
    "travail": ["in_browser/test_tools.py"],
}
# What fields say of themselves is published: these tests see a limit that moved.
SCHEMA_TESTS = "/test_json_schemas.py"
# What people find is agreed: these tests see most changes, before a site is built.
GOLDEN_TESTS = ("/test_site.py::test_a_page_reads", "/test_golden_files.py")
RESULTS = "tests.json"
SETTINGS = """[run]
data_file = {folder}/data
parallel = true
context = ${{{context}-}}
include = */scripts/*
concurrency = thread, multiprocessing
disable_warnings = no-data-collected, module-not-measured
"""


@dataclass
class Coverage:
    """What each test runs: its names by file, then by line, and how long each takes.

    setups has the seconds of the fixtures that several tests share, fixtures those that a test
    needs. templates has the tests that read each template, but those that a build renders. kills
    says how many mutants of a folder each test has killed.
    """

    seconds: dict[str, float]
    setups: dict[str, float] = field(default_factory=dict)
    fixtures: dict[str, list[str]] = field(default_factory=dict)
    tests: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    templates: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    kills: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def find_tests(self, file: str, lines: Iterable[int]) -> set[str]:
        """Return the tests that run one of the lines."""
        known = self.tests.get(file, {})
        return set().union(*(known.get(line, set()) for line in lines))

    def is_run(self, file: str, lines: Iterable[int]) -> bool:
        """Tell whether one of the lines runs, be it only when its module is read."""
        return not self.tests.get(file, {}).keys().isdisjoint(lines)

    def sort(self, tests: Iterable[str], file: str) -> list[str]:
        """Return the tests for a mutant of the file, as many as there is time for.

        Those of its module are always among them, then those that have killed around it, those that
        compare what people find with what is agreed, the quick ones, and one of each file of tests,
        the quickest, with the fixtures that it waits for; then another of each. They run in the
        same order, but those that have killed the most for the time they take come first.
        """
        kills = self.kills[posixpath.dirname(file)]
        worth = {test: kills[test] / max(self.count(test), QUICK) for test in tests}
        own = f"/test_{Path(file).stem.replace('-', '_')}.py"
        agreed = (*GOLDEN_TESTS, SCHEMA_TESTS) if "/schema/" in file else GOLDEN_TESTS
        turns: Counter[str] = Counter()
        ranks = {}
        for test in sorted(worth, key=lambda test: (self.count(test), test)):
            path = test.partition("::")[0]
            is_agreed = any(name in test for name in agreed)
            ranks[test] = (not path.endswith(own), -worth[test], not is_agreed, turns[path])
            turns[path] += self.count(test) > QUICK
        chosen: list[str] = []
        ready: set[str] = set()
        total = 0.0
        for test in sorted(ranks, key=lambda test: (*ranks[test], self.count(test), test)):
            seconds = self.count(test, ready)
            if chosen and total + seconds > MOST_SECONDS:
                continue
            total += seconds
            chosen.append(test)
            ready |= set(self.fixtures.get(test, ()))
        return sorted(chosen, key=lambda test: -worth[test])

    def count_all(self, tests: Iterable[str]) -> float:
        """Return how many seconds tests take, one after the other, fixtures set up once."""
        ready: set[str] = set()
        total = 0.0
        for test in tests:
            total += self.count(test, ready)
            ready |= set(self.fixtures.get(test, ()))
        return total

    def count(self, test: str, ready: Collection[str] = ()) -> float:
        """Return how many seconds a test takes when these fixtures are set up already."""
        waited = set(self.fixtures.get(test, ())) - set(ready)
        return self.seconds[test] + sum(self.setups.get(name, 0) for name in waited)


def record_tests(project: Path, folder: Path) -> Coverage:
    """Run the tests that need no browser in the project; return what each runs.

    folder is for what is measured. Tests that do not pass there are not counted on.
    """
    settings, results = folder / "coveragerc", folder / RESULTS
    settings.write_text(SETTINGS.format(folder=folder, context=recording.CONTEXT), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider",
         "-p", "tests.mutants.recording", f"--basetemp={folder / 'tmp'}"],
        cwd=project,
        env={**os.environ, "COVERAGE_PROCESS_START": str(settings),
             recording.RESULTS: str(results)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if not results.exists():
        raise SystemExit(done.stdout)
    return _read_recording(folder)


def _read_recording(folder: Path) -> Coverage:
    known = json.loads((folder / RESULTS).read_text(encoding="utf-8"))
    passed = {name: test for name, test in known.items() if test["passed"]}
    if failed := sorted(known.keys() - passed.keys()):
        click.echo(f"{len(failed)} tests did not pass, and are left out:", err=True)
        click.echo("\n".join(failed), err=True)
    users: dict[str, set[str]] = defaultdict(set)  # of each context, the tests
    for name, test in passed.items():
        users[name].add(name)
        for fixture in test["fixtures"]:
            users[f"fixture {fixture}"].add(name)
    coverage = Coverage(
        {name: test["seconds"] for name, test in passed.items()},
        {name: seconds for test in known.values() for name, seconds in test["setups"].items()},
        {name: test["fixtures"] for name, test in passed.items()},
    )
    for context, names in _list_templates(known):
        for name in names:
            coverage.templates[name] |= users[context]
    for path in folder.glob("data.*"):
        with suppress(DataError):  # of a process that its test has killed
            _read_data(path, users, coverage)
    return coverage


def _list_templates(tests: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield each context, a test or a fixture, with the templates that it reads."""
    for name, test in tests.items():
        yield name, test["templates"]
        for fixture, names in test["fixture_templates"].items():
            yield f"fixture {fixture}", names


def _read_data(path: Path, users: dict[str, set[str]], coverage: Coverage) -> None:
    data = CoverageData(str(path))
    data.read()
    for measured in data.measured_files():
        # A test may run a copy of the project: what counts is the path inside it.
        file = "scripts/" + measured.rpartition("/scripts/")[2]
        lines = coverage.tests.setdefault(file, defaultdict(set))
        for line, contexts in data.contexts_by_lineno(measured).items():
            for context in contexts:
                # In a process that a test started, the context is the process's own.
                lines[line] |= users.get(recording.read_context(context), set())


def choose_tests(mutant: Mutant, root: Path, coverage: Coverage) -> list[str]:
    """Return the tests to run against a mutant, in order; none when nothing runs it."""
    if mutant.file.endswith(".js"):
        return [f"tests/{name}" for name in _find_script_tests(mutant.file)]
    if mutant.file.endswith(".html"):
        found = set(coverage.templates[mutant.file.removeprefix("overrides/")])
    elif mutant.kind in ("pattern", "limit"):
        found = _find_users(root, coverage, set(mutant.names)) or set(coverage.seconds)
    else:
        lines = range(mutant.lines[0], mutant.lines[1] + 1)
        found = coverage.find_tests(mutant.file, lines) or _find_callers(root, coverage, mutant)
        if not found and coverage.is_run(mutant.file, lines):
            found = set(coverage.seconds)
    if mutant.file.startswith("scripts/schema/"):
        found |= {test for test in coverage.seconds if SCHEMA_TESTS in test}
    return coverage.sort(found, mutant.file)


def _find_script_tests(file: str) -> list[str]:
    part = file.removeprefix("docs/assets/js/").split("/")[0]
    return SCRIPT_TESTS[part]


def _find_callers(root: Path, coverage: Coverage, mutant: Mutant) -> set[str]:
    """The tests that run the mutant's function, whichever of its lines."""
    tree = ast.parse((root / mutant.file).read_text(encoding="utf-8"))
    return set().union(
        *(
            coverage.find_tests(mutant.file, _list_inner_lines(node))
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and node.name in mutant.names
            and node.lineno <= mutant.lines[1]
            and mutant.lines[0] <= (node.end_lineno or 0)
        )
    )


def _find_users(root: Path, coverage: Coverage, names: set[str]) -> set[str]:
    """The tests that run a function where one of the names is written."""
    found: set[str] = set()
    for path in (root / "scripts").rglob("*.py"):
        file = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and names & set(_list_names(node)):
                found |= coverage.find_tests(file, _list_inner_lines(node))
    return found


def _list_names(function: ast.FunctionDef) -> Iterable[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _list_inner_lines(function: ast.FunctionDef) -> range:
    """The lines of a function's body: the others run when its module is read."""
    return range(function.body[0].lineno, (function.end_lineno or 0) + 1)
