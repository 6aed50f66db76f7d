"""Measures the site beside what a user would pick instead: make bench.

Each size is built by each contender in turn, so that what else the machine does falls on all;
medians are kept. The results go to .cache/bench.json and to a page for maintainers.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bench.contenders import ROOT, SETTINGS, Contender, prepare
from bench.measuring import Cost, run, take_median, weigh_folder
from bench.previewing import time_save
from scripts.files import write_atomically
from scripts.study import read_study

RESULTS = ROOT / ".cache/bench.json"
PAGE = ROOT / "docs/mainteneurs/mesures.md"
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
    parser.add_argument("--rounds", type=int, help="five by default, three from 1,000 on")
    options = parser.parse_args()
    results = {
        size: measure_size(size, options.rounds or (3 if size >= 1000 else 5))
        for size in map(int, options.sizes.split(","))
    }
    report = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": describe_machine(),
        "versions": list_versions(),
        "tailles": results,
    }
    write_atomically(RESULTS, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    page = render_page(report)
    write_atomically(PAGE, page)
    print(page)
    return 0


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
                    saves[one.name].append(time_save(one.folder, one.changed))
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


def describe_machine() -> str:
    """Return the processor, its number, the memory and the system."""
    cpuinfo = Path("/proc/cpuinfo")
    lines: Iterable[str] = cpuinfo.read_text().splitlines() if cpuinfo.exists() else ()
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 10**9
    processor = f"{model or platform.processor()}, {os.cpu_count()} cœurs"
    return f"{processor}, {memory} Go, {platform.platform()}"


def list_versions() -> dict[str, str]:
    """Return the versions of what is compared."""
    names = ("mkdocs", "mkdocs-material", "pagefind", "jinja2", "pydantic")
    versions = {"python": platform.python_version(), **{name: version(name) for name in names}}
    if shutil.which("hugo"):
        said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True)
        versions["hugo"] = said.stdout.split()[1]
    return versions


def render_page(report: dict[str, Any]) -> str:
    """Return the page for maintainers, in Markdown."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "bench"), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, autoescape=False,
    )  # fmt: skip
    environment.filters["virgule"] = write_decimal
    return environment.get_template("mesures.md.jinja").render(report)


def write_decimal(number: float, digits: int = 1) -> str:
    """Return a number with so many decimals, as French writes them."""
    return f"{number:.{digits}f}".replace(".", ",")


if __name__ == "__main__":
    raise SystemExit(main())
