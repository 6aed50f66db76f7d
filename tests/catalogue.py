"""What the catalogues must show, read again from the YAML files, apart from scripts/."""

import re
from pathlib import Path
from typing import Any

import yaml

from scripts.text.slugs import make_slug
from tests.conftest import ROOT

# From each band's limits to its place in the address; the upper limit is excluded.
AGES = {(0, 3): "0-3", (3, 6): "3-6", (6, 11): "6-11", (11, 15): "11-15", (15, 18): "15-18",
        (18, 99): "18-plus"}  # fmt: skip
LENGTHS = {range(4): "1-4", range(4, 10): "4-10", range(10, 999): "10-plus"}
PLACES = str.maketrans({" ": "-", "ê": "e", "é": "e"})

Values = dict[str, dict[str, set[str]]]  # an entry's slug → facet → values


def read_portraits(project: Path = ROOT) -> Values:
    return {path.stem: _read_portrait(path) for path in sorted(project.glob("portraits/*.yml"))}


def _read_portrait(path: Path) -> dict[str, set[str]]:
    data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    ages = data.get("ages")
    return {
        "sphere": {touch["sphere"] for touch in data["spheres"]},
        "niveau": {touch["niveau"] for touch in data["niveaux"]},
        "acteur": set(data["acteurs"]),
        "theme": set(data["themes"]),
        "origine": {data["origine"]},
        "age": {
            slug
            for (low, high), slug in AGES.items()
            if ages
            and any(low <= age < high for age in range(ages["de"], max(ages["a"], ages["de"] + 1)))
        }
        or {"absent"},
    }


def read_resources() -> Values:
    data: Any = yaml.safe_load((ROOT / "content/ressources.yml").read_text(encoding="utf-8"))
    return {
        slug: {
            "theme": set(record["themes"]),
            "annee": {str(record["annee"])},
            "genre": {record["genre"]},
            "centre": {a["centre"] for a in record["auteurs"] if "centre" in a} or {"absent"},
            "lieu": {write_place(record["lieu"])} if "lieu" in record else {"absent"},
            "longueur": {
                slug for pages, slug in LENGTHS.items() if count_pages(record["pages"]) in pages
            },
        }
        for slug, record in data.items()
    }


def read_figures(site: Path) -> Values:
    """By great chapter, by population where another figure has it, by what its own page says."""
    figures: dict[str, Any] = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "content/chiffres").glob("*.yml"))
    }
    shown: dict[str, set[str]] = {slug: set() for slug in figures}
    for path in (ROOT / "content/chapitres").rglob("*.yml"):
        chapter: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        for section in chapter["sections"]:
            for slug in section.get("chiffres", ()):
                shown[slug].add(path.relative_to(ROOT / "content/chapitres").parts[0].split(".")[0])
    counted = [figure["population"] for figure in figures.values()]
    return {
        slug: {
            "chapitre": shown[slug] or {"absent"},
            "population": {
                make_slug(figure["population"]) if counted.count(figure["population"]) > 1
                else "absent"
            },
            "verdict": read_verdicts(site, slug) or {"absent"},
        }
        for slug, figure in figures.items()
    }  # fmt: skip


def read_verdicts(site: Path, slug: str) -> set[str]:
    html = (site / f"chiffres/{slug}/index.html").read_text(encoding="utf-8")
    return set(re.findall(r'<li class="verdict verdict--(\w+)"', html))


def write_place(place: str) -> str:
    return place.lower().replace(" – ", "-").translate(PLACES)


def count_pages(pages: str) -> int:
    first, _, last = pages.partition("-")
    return int(last) - int(first) + 1 if last else int(first)
