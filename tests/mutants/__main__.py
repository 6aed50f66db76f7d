"""Breaks the code on purpose, and says what the tests did not see: make mutants.

Writes a page for maintainers. Returns 1 when too few mutants are killed.
"""

import argparse
import os
import posixpath
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from bench.reporting import describe_conditions, render_page
from scripts.files import write_atomically
from tests.conftest import ROOT
from tests.mutants.choosing import choose_tests, record_tests
from tests.mutants.making import Mutant, draw_mutants
from tests.mutants.running import KILLED, copy_project, try_mutant

PAGE = ROOT / "docs/mainteneurs/mutants.md"
TEMPLATE = ROOT / "tests/mutants/mutants.md.jinja"
LEAST = 90  # of 100 mutants, those that a test must kill
SCRIPT_SECONDS = 120  # the time of a script's tests, which are not measured
STEP = 20  # mutants from one line of progress to the next


def main() -> int:
    """Draw the mutants, try each, write the page; 1 when too few are killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--python", type=int, default=600, help="mutants of Python's functions")
    parser.add_argument("--others", type=int, default=80, help="mutants of what is around them")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other mutants")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        project, measured = Path(name, "projet"), Path(name, "mesures")
        measured.mkdir()
        copy_project(ROOT, project)
        mutants = draw_mutants(project, options.python, options.others, options.seed)
        click.echo("→ Looking at what each test runs", err=True)
        coverage = record_tests(project, measured)
        click.echo(f"  {len(coverage.seconds)} tests, {time.monotonic() - began:.0f} s", err=True)

        def try_one(mutant: Mutant) -> str:
            tests = choose_tests(mutant, project, coverage)
            is_script = mutant.file.endswith(".js")
            seconds = SCRIPT_SECONDS if is_script else coverage.count_all(tests)
            result, killer = try_mutant(project, mutant, tests, seconds)
            if result == KILLED:
                coverage.kills[posixpath.dirname(mutant.file)][killer] += 1
            return result

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(show_results(mutants, pool.map(try_one, mutants)))
    minutes = (time.monotonic() - began) / 60
    write_page(mutants, results, options.seed, minutes)
    killed = 100 * results.count(KILLED) / len(results)
    print(f"{killed:.1f} % of {len(results)} mutants killed in {minutes:.0f} min")
    return int(killed < LEAST)


def show_results(mutants: Sequence[Mutant], results: Iterable[str]) -> Iterator[str]:
    """Yield the results, and say on the way how far it is, and what a run cut short would lose."""
    for number, (mutant, result) in enumerate(zip(mutants, results, strict=True), start=1):
        if result != KILLED:
            where = f"{mutant.file}, line {mutant.lines[0]}"
            click.echo(f"  {result}: {where}: {mutant.before!r} → {mutant.after!r}", err=True)
        if number % STEP == 0 or number == len(mutants):
            click.echo(f"→ {number} of {len(mutants)} mutants", err=True)
        yield result


def write_page(
    mutants: Sequence[Mutant], results: Sequence[str], seed: int, minutes: float
) -> None:
    """Write the page for maintainers: how many are killed, and those that are not, by kind."""
    pairs = list(zip(mutants, results, strict=True))
    report = describe_conditions("mutmut", "coverage", "pytest") | {
        "graine": seed,
        "minutes": minutes,
        "moins": LEAST,
        "faits": Counter(mutant.kind for mutant in mutants),
        "tues": Counter(mutant.kind for mutant, result in pairs if result == KILLED),
        "restants": [(mutant, result) for mutant, result in pairs if result != KILLED],
    }
    write_atomically(PAGE, render_page(TEMPLATE, report))


if __name__ == "__main__":
    raise SystemExit(main())
