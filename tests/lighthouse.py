"""Passes Lighthouse on five pages, as a phone asks for them: python -m tests.lighthouse.

Lighthouse is an npm package, installed from its own lock file (requirements/lighthouse/); it runs
the browser of the tests, on the site served with its headers, compressed. Of three runs the median
is kept. The results go to the page for maintainers that `make budget` writes.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from bench.reporting import describe_conditions, render_page
from tests.browser import find_browser
from tests.budget import LIGHTHOUSE, write_part
from tests.conftest import ROOT, build_or_exit
from tests.hosting import serve_site
from tests.kinds import KINDS
from tests.npm import NotInstalledError, install

# Its lock's only override: a package that asks for the « latest » of another, which npm ci refuses.
PROGRAM = ROOT / ".cache/lighthouse/node_modules/lighthouse/cli/index.js"
TEMPLATE = ROOT / "tests/lighthouse.md.jinja"

RUNS = 3
TRIES = 3  # on a busy machine a run may lose its trace: Lighthouse says to run it again
READ = ("accueil", "portrait", "chapitre", "chiffre", "ressources")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def ask_lighthouse(url: str) -> dict[str, int]:
    """Return the score of each category, from 0 to 100; what costs points is said."""
    for _ in range(TRIES):
        done = subprocess.run(
            ["node", PROGRAM, url, "--quiet", "--output=json", "--output-path=stdout",
             f"--only-categories={','.join(LEAST)}", "--chrome-flags=--headless=new --no-sandbox"],
            env={**os.environ, "CHROME_PATH": find_browser() or ""},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        if not done.returncode:
            break
    else:
        raise SystemExit(f"Lighthouse could not read {url}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    scores = {}
    for name, category in report["categories"].items():
        scores[name] = round(100 * category["score"])
        if scores[name] < LEAST[name]:
            for part in category["auditRefs"]:
                audit = report["audits"][part["id"]]
                if part["weight"] and (audit["score"] or 0) < 1:
                    click.echo(f"\n{url}: {name}: {audit['title']}", err=True)
    return scores


def main() -> int:
    """Read the pages, print the scores, write them; 1 if one is too low."""
    try:
        install("lighthouse", "--omit=optional")
    except NotInstalledError as error:
        raise SystemExit(f"Lighthouse cannot run: {error}") from error
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        build_or_exit(site)
        with serve_site(site) as address:
            runs = [kind for _ in range(RUNS) for kind in READ]
            scores: dict[str, list[dict[str, int]]] = {kind: [] for kind in READ}
            with click.progressbar(runs, label="→ Lighthouse", file=sys.stderr) as shown:
                for kind in shown:
                    scores[kind].append(ask_lighthouse(address + KINDS[kind]))
    medians = {
        KINDS[kind]: {name: int(statistics.median(run[name] for run in found)) for name in LEAST}
        for kind, found in scores.items()
    }
    for path, median in medians.items():
        print(f"/{path:<40}", *(f"{name} {score}" for name, score in median.items()))
    report_scores(medians)
    return int(any(median[name] < LEAST[name] for median in medians.values() for name in LEAST))


def report_scores(medians: dict[str, dict[str, int]]) -> None:
    """Write the part of the page for maintainers that tells the scores."""
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    version = json.loads((PROGRAM.parents[1] / "package.json").read_text())["version"]
    browser = subprocess.run(
        [find_browser() or "", "--version"], capture_output=True, text=True, check=True
    )
    conditions = describe_conditions(
        lighthouse=version, node=said.stdout.strip(), navigateur=browser.stdout.strip()
    )
    report = conditions | {"notes": medians, "seuils": LEAST, "tours": RUNS}
    write_part(LIGHTHOUSE, render_page(TEMPLATE, report) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
