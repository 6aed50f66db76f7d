"""What the small study's site gives away besides its pages, compared with what is agreed."""

import pytest

from tests.golden import read_agreed
from tests.golden_files import FILES, Filled, fill_site, write_file


@pytest.fixture(scope="module")
def filled() -> Filled:
    return fill_site()


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_as_agreed(filled: Filled, name: str) -> None:
    assert write_file(name, filled).splitlines() == read_agreed(name), (
        "if somebody should now find this, `make golden` writes it: read the difference"
    )
