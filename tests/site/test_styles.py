"""The style sheets: their layers, their colours and sizes, and no rule for nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from matplotlib.colors import CSS4_COLORS

from scripts.site.contexts import EMBED_STYLE, STYLES
from tests.conftest import ROOT
from tests.html import read_page

SHEETS = {
    path.name: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in sorted((ROOT / "docs/assets/css").glob("*.css"))
}
TOKENS = "tokens.css"
FOR_AUTHORS = {"ecriture.css"}  # what a text may hold, whether or not one does today
JOINED = re.findall(
    r"^  - assets/css/(.+)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE
)
ORDER = re.findall(r"@layer ([\w, ]+);", "".join(SHEETS.values()))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix)a?\(")
SIZE = re.compile(r"(?<![\w.#-])-?(?:\d+\.)?\d+(?:r?em|px|pt|[cm]m|v[wh])\b")
MOST = 3  # a size written more often has a name


class Declaration(NamedTuple):
    within: tuple[str, ...]  # from the outermost block to the selector
    name: str
    value: str


def read_declarations(css: str) -> Iterator[Declaration]:
    within: list[str] = []
    for text, mark in re.findall(r"""((?:"[^"]*"|[^"{};])*)([{};])""", css):
        if mark == "{":
            within.append(" ".join(text.split()))
            continue
        name, colon, value = text.partition(":")
        if colon:
            yield Declaration(tuple(within), name.strip(), " ".join(value.split()))
        if mark == "}":
            within.pop()


DECLARATIONS = {name: list(read_declarations(css)) for name, css in SHEETS.items()}
SELECTORS = {
    name: {within[-1] for within, *_ in declarations if not within[-1].startswith("@")}
    for name, declarations in DECLARATIONS.items()
}


def test_the_order_of_the_layers_is_said_once_and_first() -> None:
    assert len(ORDER) == 1
    assert JOINED[0] == TOKENS
    assert SHEETS[TOKENS].lstrip().startswith(f"@layer {ORDER[0]};")


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_in_one_layer(sheet: str) -> None:
    outside = [each for each in DECLARATIONS[sheet] if not each.within[0].startswith("@layer ")]
    assert outside == []
    layers = {each.within[0].removeprefix("@layer ") for each in DECLARATIONS[sheet]}
    assert len(layers) == 1
    assert layers <= set(ORDER[0].split(", ")), "a layer that the order does not know is the last"


def test_sheets_are_joined_in_the_order_of_their_layers() -> None:
    layers = [DECLARATIONS[name][0].within[0].removeprefix("@layer ") for name in JOINED]
    assert layers == sorted(layers, key=ORDER[0].split(", ").index)


def test_every_sheet_is_joined_or_named_by_a_page() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")]
    fronts = [yaml.safe_load(text.split("---")[1]) for text in texts if text.startswith("---")]
    named = {style.rpartition("/")[2] for front in fronts for style in front.get("styles", [])}
    named |= {style.rpartition("/")[2] for styles in STYLES.values() for style in styles}
    named.add(EMBED_STYLE.rpartition("/")[2])
    assert set(SHEETS) == {*JOINED, *named}


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_rule_shouts(sheet: str) -> None:
    important = {within[-1] for within, _, value in DECLARATIONS[sheet] if "!important" in value}
    assert important <= {"[hidden]"}
    doubled = r"(\.[\w-]+)(?:[.:\[][^\s>+~,(]*)?\1(?![\w-])"
    assert [each for each in SELECTORS[sheet] if re.search(doubled, each)] == []


@pytest.mark.parametrize("sheet", sorted(SHEETS.keys() - {TOKENS}))
def test_a_colour_has_a_name(sheet: str) -> None:
    for declaration in DECLARATIONS[sheet]:
        value = re.sub(r'"[^"]*"|var\(--[\w-]+', "", declaration.value).lower()
        assert not COLOUR.search(value), declaration
        if not declaration.name.startswith(("grid", "font")):
            assert not CSS4_COLORS.keys() & re.findall(r"[\w-]+", value), declaration


def test_a_colour_of_the_screen_has_one_name() -> None:
    colours = Counter(
        colour
        for within, _, value in DECLARATIONS[TOKENS]
        if "@media print" not in within
        for colour in COLOUR.findall(value)
    )
    assert len(colours) > 20
    assert [colour for colour, number in colours.items() if number > 1] == []


def test_a_size_that_repeats_has_a_name() -> None:
    sizes = Counter(
        size
        for sheet, declarations in DECLARATIONS.items()
        if sheet != TOKENS
        for each in declarations
        for size in SIZE.findall(each.value)
    )
    del sizes["1px"]  # a hairline
    assert sizes
    assert {size: number for size, number in sizes.items() if number > MOST} == {}


def test_a_token_is_used_and_a_used_one_exists() -> None:
    everything = [each for declarations in DECLARATIONS.values() for each in declarations]
    named = {each.name for each in everything if each.name.startswith("--")}
    used = {name for each in everything for name in re.findall(r"var\((--[\w-]+)", each.value)}
    assert named == used


def test_every_class_is_worn(site: Path) -> None:
    worn = {
        name
        for path in site.rglob("*.html")
        for _, attribute, value in read_page(path).attributes
        if attribute == "class"
        for name in (value or "").split()
    }
    made = [*(ROOT / "docs/assets/js").rglob("*.js"), *(ROOT / "scripts/charts").glob("*.py")]
    worn |= {name for path in made for name in re.findall(r"[\w-]+", path.read_text("utf-8"))}
    variants = r"[\w-]+--[\w-]+"  # of a record that the study may not have yet
    for path in (ROOT / "overrides").rglob("*.html"):
        worn |= set(re.findall(variants, path.read_text(encoding="utf-8")))
    named = {
        name
        for sheet in SHEETS.keys() - FOR_AUTHORS
        for selector in SELECTORS[sheet]
        for name in re.findall(r"\.(-?[a-z][\w-]*)", selector)
    }
    assert named - worn == set()
