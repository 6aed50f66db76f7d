"""Measures the site beside what a user would pick instead: make bench.

Each size is built by each contender in turn, so that what else the machine does falls on all;
medians are kept. The results go to .cache/bench.json and to a page for maintainers, after each
size: one that is stopped loses no other.
"""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bench.contenders import ROOT, SETTINGS, Contender, prepare
from bench.measuring import Cost, run, take_median, weigh_folder
from bench.previewing import time_save
from bench.reporting import describe_conditions, render_page
from bench.searching import measure_searches
from scripts.files import write_atomically
from scripts.study.study import read_study

RESULTS = ROOT / ".cache/bench.json"
PAGE = ROOT / "docs/mainteneurs/mesures.md"
TEMPLATE = ROOT / "bench/mesures.md.jinja"
LIBYAML = (
    "import pathlib, yaml\n"
    "for folder in ('portraits', 'content'):\n"
    "    for path in pathlib.Path(folder).rglob('*.yml'):\n"
    "        yaml.load(path.read_text(encoding='utf-8'), yaml.CSafeLoader)\n"
)


def main() -> int:
    """Measure, print the table, write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", default="7,100,1000", help="numbers of portraits")
    parser.add_argument(
        "--rounds", type=int, help="five by default, three from 1,000 on, one from 10,000 on"
    )
    options = parser.parse_args()
    for stop in (signal.SIGTERM, signal.SIGHUP):  # an exit, so that what is served stops too
        signal.signal(stop, lambda number, _: sys.exit(128 + number))
    packages = ("mkdocs", "mkdocs-material", "pagefind", "jinja2", "pydantic")
    conditions = describe_conditions(*packages, **read_hugo_version())
    results: dict[int, Any] = {}
    for size in map(int, options.sizes.split(",")):
        results[size] = measure_size(size, options.rounds or choose_rounds(size))
        report = conditions | {"tailles": results}
        write_atomically(RESULTS, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        write_atomically(PAGE, render_page(TEMPLATE, report))
    print(PAGE.read_text(encoding="utf-8"))
    return 0


def choose_rounds(size: int) -> int:
    """Return how many times so many portraits are built: fewer when each takes minutes."""
    return 5 if size < 1000 else 3 if size < 10_000 else 1


def measure_size(size: int, rounds: int) -> dict[str, Any]:
    """Return what each contender takes for so many portraits."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        say(f"{size} portraits: preparing")
        contenders = prepare(read_study(ROOT), size, Path(name))
        builds: dict[str, list[Cost]] = {one.name: [] for one in contenders}
        saves: dict[str, list[float]] = {one.name: [] for one in contenders if one.saved}
        for turn in range(1, rounds + 1):
            for one in contenders:
                say(f"{size} portraits, {turn}/{rounds}: {one.name}")
                builds[one.name].append(build_cold(one))
        ours = contenders[0]
        again = [run(ours.command, ours.folder, SETTINGS) for _ in range(rounds)]
        for turn in range(1, rounds + 1):
            for one in contenders:
                if one.saved:
                    say(f"{size} portraits, {turn}/{rounds}: one saved, {one.name}")
                    saves[one.name].append(time_save(one.folder, one.changed, one.index))
        say(f"{size} portraits: searches")
        searches = measure_searches(ours.folder / "site", rounds)
        say(f"{size} portraits: check")
        checks = {"check": ["-m", "scripts", "check"], "libyaml": ["-c", LIBYAML]}
        read: dict[str, list[Cost]] = {name: [] for name in checks}
        for _ in range(rounds):
            for what, arguments in checks.items():
                read[what].append(run([sys.executable, *arguments], ours.folder))
        return {
            "tours": rounds,
            "outils": {
                one.name: {
                    **asdict(take_median(builds[one.name])),
                    "bytes": weigh_folder(one.folder / "site"),
                    "save": sorted(saves[one.name])[rounds // 2] if one.saved else None,
                }
                for one in contenders
            },
            "recherche": asdict(searches),
            "inchange": asdict(take_median(again)),
            **{what: asdict(take_median(costs)) for what, costs in read.items()},
        }


def build_cold(one: Contender) -> Cost:
    """Build from nothing: no site, no cache."""
    for left in ("site", ".cache"):
        shutil.rmtree(one.folder / left, ignore_errors=True)
    return run(one.command, one.folder, SETTINGS)


def say(text: str) -> None:
    """Show how far it is."""
    click.echo(f"→ {text}", err=True)


def read_hugo_version() -> dict[str, str]:
    """Return the version of Hugo by its name, nothing where it is not installed."""
    if not shutil.which("hugo"):
        return {}
    said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True)
    return {"hugo": said.stdout.split()[1]}


if __name__ == "__main__":
    raise SystemExit(main())
