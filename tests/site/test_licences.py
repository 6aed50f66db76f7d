"""What others have made is published with its licence: content/licences.yml has all of it."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import pytest

from scripts.study.study import Study
from tests.blocks import fold, read_main
from tests.conftest import find_assets

FONTS = (".eot", ".otf", ".ttf", ".woff", ".woff2")
PROGRAMS = (".js", ".wasm", ".pagefind")
# What these libraries write begins as a document of theirs, with its styles.
BEGUN_BY = {".docx": "python-docx", ".pptx": "python-pptx"}
SAID = re.compile(r"@licen[cs]e|@preserve|/\*!|copyright|\(c\) ", re.IGNORECASE)


@pytest.fixture(scope="module")
def signs(study: Study) -> set[str]:
    """The names by which what is shipped is found in the list."""
    return {sign for work in study.licences.oeuvres for sign in work.signes}


def list_icons() -> Iterator[tuple[str, str]]:
    """Yield the shape of each icon that pages may show, and the name of its set."""
    theme = find_spec("material")
    assert theme and theme.submodule_search_locations
    icons = Path(theme.submodule_search_locations[0]) / "templates/.icons"
    for path in icons.glob("*/**/*.svg"):
        if shape := re.search(r' d="([^"]+)"', path.read_text(encoding="utf-8")):
            yield shape[1], path.relative_to(icons).parts[0]


def test_the_set_of_every_icon_has_its_licence(site: Path, signs: set[str]) -> None:
    sets = dict(list_icons())
    pages = (path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    shapes = {shape for page in pages for shape in re.findall(r' d="([^"]+)"', page)}
    shown = {sets[shape] for shape in shapes & sets.keys()}
    assert "material" in shown
    assert shown - signs == set()


def test_every_program_and_every_font_of_others_has_its_licence(
    site: Path, signs: set[str]
) -> None:
    found = set()
    for path in (path for path in site.rglob("*") if path.is_file()):
        name = PurePosixPath(path.relative_to(site).as_posix())
        if path.suffix in FONTS:
            found.add(path.stem)
        elif path.suffix in PROGRAMS and not name.is_relative_to(f"{find_assets(site)}js"):
            found.add(name.parts[0])
        elif path.suffix in (".css", ".js"):
            said = SAID.search(path.read_text(encoding="utf-8"))
            assert not said, f"{name} is of others: a file of its own, with its licence"
        elif path.suffix in BEGUN_BY:
            found.add(BEGUN_BY[path.suffix])
    assert found >= {"pagefind", "python-docx"}, "these are published"
    assert found - signs == set()


def test_nothing_is_asked_of_others(site: Path) -> None:
    """The page says that no font, script or picture comes from elsewhere."""
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        asked = re.findall(r'(?:\ssrc="|url\("?|@import "?)(?:https?:)?//[^")]*', text)
        assert asked == [], path


def test_the_page_says_each_with_its_licence(study: Study, site: Path) -> None:
    main = read_main(site, "licences/")
    said = fold(main.text)
    links = {link.attributes.get("href") for link in main.find_all("a")}
    for work in study.licences.oeuvres:
        assert {work.adresse, work.texte} <= links
        for text in (work.nom, work.auteurs, work.usage, work.licence):
            assert fold(text) in said
    assert fold(study.lieux.licence) in said
    assert study.lieux.source in links
