"""Makes content/lieux.yml from the package of France's administrative places."""

import json
from pathlib import Path
from typing import Any

import yaml

FILE = Path("content/lieux.yml")
MIN_INHABITANTS = 10_000  # inhabitants of the communes that are kept

_HEAD = """\
# yaml-language-server: $schema=../docs/schemas/lieux.json
# Fait par « make places » : ne pas corriger à la main.
"""


def write_places(package: Path) -> str:
    """Return the YAML of the places in the unpacked npm package @etalab/decoupage-administratif.

    Communes of more than MIN_INHABITANTS inhabitants only. Raises OSError where a file is missing.
    """

    def load(name: str) -> list[dict[str, Any]]:
        loaded: list[dict[str, Any]] = json.loads((package / f"data/{name}.json").read_bytes())
        return loaded

    communes: dict[str, list[str]] = {}
    for commune in load("communes"):
        if commune["type"] == "commune-actuelle" and commune.get("population", 0) > MIN_INHABITANTS:
            communes.setdefault(commune["departement"], []).append(commune["nom"])
    data = {
        "source": "https://github.com/etalab/decoupage-administratif",
        "licence": "Licence Ouverte 2.0 (Insee, IGN ; paquet sous licence MIT)",
        "regions": [{"code": r["code"], "nom": r["nom"]} for r in load("regions")],
        "departements": [
            {"code": d["code"], "nom": d["nom"], "region": d["region"]}
            | ({"communes": communes[d["code"]]} if d["code"] in communes else {})
            for d in load("departements")
        ],
    }
    return _HEAD + yaml.safe_dump(
        data, allow_unicode=True, default_flow_style=None, sort_keys=False, width=100
    )
