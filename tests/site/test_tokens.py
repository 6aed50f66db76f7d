"""Contrasts of the tokens, computed in both schemes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from tests.conftest import ROOT

CSS = (ROOT / "docs/assets/css/tokens.css").read_text(encoding="utf-8")
COLOURS = re.findall(
    r"--([\w-]+): var\(--clair, (#[0-9a-f]{6})\) var\(--sombre, (#[0-9a-f]{6})\);", CSS
)
ALIASES = re.findall(r"--([\w-]+): var\(--([\w-]+)\);", CSS)
SCHEMES = {
    "clair": {name: light for name, light, _ in COLOURS},
    "sombre": {name: dark for name, _, dark in COLOURS},
}
for tokens in SCHEMES.values():
    tokens |= {alias: tokens[name] for alias, name in ALIASES}
TEXT = ["encre", "encre-douce", "marque", "levier", "frein"]
SHAPES = [
    "famille", "ecole", "tiers-lieux", "quartier", "virtualite", "marque", "encre-douce", "bord",
]  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["clair", "sombre"])
@pytest.mark.parametrize("ground", ["papier", "feuille", "marque-fond"])
def test_words_can_be_read(scheme: str, ground: str) -> None:
    tokens = SCHEMES[scheme]
    for name in TEXT[:3] if ground == "marque-fond" else TEXT:
        assert contrast(tokens[name], tokens[ground]) >= 4.5, name


@pytest.mark.parametrize("scheme", ["clair", "sombre"])
@pytest.mark.parametrize("ground", ["papier", "feuille"])
def test_shapes_can_be_seen(scheme: str, ground: str) -> None:
    tokens = SCHEMES[scheme]
    for name in SHAPES:
        assert contrast(tokens[name], tokens[ground]) >= 3, name


@pytest.mark.parametrize("scheme", ["clair", "sombre"])
def test_a_bar_stands_out_from_what_is_left_of_it(scheme: str) -> None:
    assert contrast(SCHEMES[scheme]["marque"], SCHEMES[scheme]["trait"]) >= 3
