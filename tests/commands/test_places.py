import json
from pathlib import Path

import pytest
import yaml

from scripts.commands.places import MIN_INHABITANTS, write_places


def test_places_are_written_with_the_communes_that_are_big_enough(tmp_path: Path) -> None:
    def commune(name: str, department: str, people: int | None, kind: str) -> dict[str, object]:
        about: dict[str, object] = {"nom": name, "departement": department, "type": kind}
        return about if people is None else about | {"population": people}

    current = "commune-actuelle"
    files = {
        "regions": [{"code": "84", "nom": "Auvergne-Rhône-Alpes", "zone": "metro"}],
        "departements": [
            {"code": "69", "nom": "Rhône", "region": "84", "zone": "metro"},
            {"code": "01", "nom": "Ain", "region": "84"},
        ],
        "communes": [
            commune("Lyon", "69", 500_000, current),
            commune("Juste", "69", MIN_INHABITANTS, current),
            commune("Bron", "69", MIN_INHABITANTS + 1, current),
            commune("Avant", "69", 500_000, "commune-deleguee"),
            commune("Vide", "01", None, current),
        ],
    }
    (tmp_path / "data").mkdir()
    for name, data in files.items():
        (tmp_path / f"data/{name}.json").write_text(json.dumps(data), encoding="utf-8")
    text = write_places(tmp_path)
    first, second, *_ = text.splitlines()
    assert first == "# yaml-language-server: $schema=../docs/schemas/lieux.json"
    assert second == "# Fait par « make places » : ne pas corriger à la main."
    assert "Rhône" in text
    data = yaml.safe_load(text)
    assert list(data) == ["source", "licence", "regions", "departements"]
    assert data["source"] == "https://github.com/etalab/decoupage-administratif"
    assert data["licence"] == "Licence Ouverte 2.0 (Insee, IGN ; paquet sous licence MIT)"
    assert data["regions"] == [{"code": "84", "nom": "Auvergne-Rhône-Alpes"}]
    assert data["departements"] == [
        {"code": "69", "nom": "Rhône", "region": "84", "communes": ["Lyon", "Bron"]},
        {"code": "01", "nom": "Ain", "region": "84"},
    ]
    assert max(map(len, text.splitlines())) <= 100


def test_a_missing_file_of_the_package_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_places(tmp_path)
