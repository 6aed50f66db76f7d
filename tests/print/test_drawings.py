"""A drawing in fewer octets draws the same: the same outlines, where they were."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import typst

from scripts.print.drawings import lighten

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
TEXT = """
#set page(width: 1920pt, height: 1080pt)
#set text(font: "Libertinus Serif", size: 31.7pt)
#place(dx: 7.123456pt, rect(width: 30%, height: 16pt, fill: rgb("#b5452c")))
#lorem(60) #text(fill: rgb("#5b5666"), size: 0.82em, lorem(20))
"""


@pytest.fixture(scope="module")
def drawing(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("dessin") / "texte.typ"
    path.write_text(TEXT, encoding="utf-8")
    drawn = typst.compile(path, format="svg", ignore_system_fonts=True)
    assert isinstance(drawn, bytes)
    return drawn.decode()


def list_drawn(drawing: str) -> Iterator[tuple[str, str, str, list[float]]]:
    """Yield what is drawn, in order: where, in what colour, the letters and numbers of its path."""
    root = ElementTree.fromstring(drawing)
    glyphs = {symbol.get("id"): symbol for symbol in root.iter(f"{SVG}symbol")}
    known = {path for glyph in glyphs.values() for path in glyph.iter(f"{SVG}path")}
    for element in root.iter():
        path = element
        if element.tag == f"{SVG}use":
            (path,) = glyphs[element.attrib[LINK].removeprefix("#")]
        elif element.tag != f"{SVG}path" or element in known:
            continue
        letters, numbers = read_path(path.attrib["d"])
        place = [float(element.get(axis, "0")) for axis in "xy"]
        yield element.get("fill", ""), element.get("transform", ""), letters, [*place, *numbers]


def read_path(path: str) -> tuple[str, list[float]]:
    """Return the letters of a path, then its numbers, as the grammar of SVG parts them."""
    letters = "".join(re.findall("[A-Za-z]", path))
    return letters, [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)]


def test_what_is_drawn_is_where_it_was(drawing: str) -> None:
    before, after = list(list_drawn(drawing)), list(list_drawn(lighten(drawing)))
    assert len(before) == len(after) > 400
    for (*same, numbers), (*as_before, lightened) in zip(before, after, strict=True):
        assert as_before == same
        assert lightened == pytest.approx(numbers, abs=0.0006)


def test_it_takes_a_quarter_less(drawing: str) -> None:
    assert len(lighten(drawing)) < 0.75 * len(drawing)
    assert lighten(lighten(drawing)) == lighten(drawing)
