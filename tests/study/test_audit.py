"""What a line-by-line reading of the site beside the study settled: tests/audit.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("titre", "nom", "cle", "sphere", "niveau", "valeur")  # what an entry of a list is called


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def find(value: Any, steps: list[Any]) -> Any:
    """Return what is at a place: keys of mappings, and names or ranks of entries of lists."""
    for step in steps:
        if isinstance(value, list) and isinstance(step, str):
            (value,) = [entry for entry in value if step in map(entry.get, NAMES)]
        else:
            value = value[step]
    return value


def flatten(value: Any) -> str:
    """Return a text, or all the texts under a place, on one line."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return " | ".join(map(flatten, value))
    return " ".join(str(value).split())


SETTLED: list[dict[str, Any]] = read(ROOT / "tests/audit.yml")


@pytest.mark.parametrize(
    "point", SETTLED, ids=[f"{point['file']}-{point['lines']}" for point in SETTLED]
)
def test_what_was_settled_is_still_said(point: dict[str, Any]) -> None:
    data = read(ROOT / point["file"])
    place = find(data, point.get("at", []))
    if "types" in point:
        assert set(data["acteurs"]) == set(point["types"])
    elif "is" in point:
        assert place == point["is"]
    else:
        assert point["says"] in flatten(place)
