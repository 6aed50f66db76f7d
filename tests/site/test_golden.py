"""What a reader finds on one page of each kind, compared with what is agreed."""

from pathlib import Path

import pytest

from tests.golden import (
    DRAWINGS,
    FOLDER,
    OF_A_SITE,
    PAGES,
    read_agreed,
    read_golden_pages,
    write_drawings,
)
from tests.golden_files import FILES


@pytest.fixture(scope="module")
def pages(small_site: Path) -> dict[str, str]:
    return read_golden_pages(small_site)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_agreed(pages: dict[str, str], name: str) -> None:
    assert pages[name].splitlines() == read_agreed(name), (
        "if a reader should now find this, `make golden` writes it: read the difference"
    )


def test_drawings_are_as_agreed(tmp_path: Path) -> None:
    assert write_drawings(tmp_path).splitlines() == read_agreed(DRAWINGS)


def test_no_page_is_forgotten() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {*PAGES, *OF_A_SITE, *FILES, DRAWINGS}
