"""What the catalogues must show, read again from the YAML files, apart from scripts/."""

from pathlib import Path
from typing import Any

import yaml

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


def write_place(place: str) -> str:
    return place.lower().replace(" – ", "-").translate(PLACES)


def count_pages(pages: str) -> int:
    first, _, last = pages.partition("-")
    return int(last) - int(first) + 1 if last else int(first)
