"""The templates can be read: no line is longer than a screen is wide."""

import pytest

from tests.conftest import ROOT

WIDEST = 160  # characters of a line


@pytest.mark.parametrize(
    "name", sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "overrides").rglob("*.html"))
)
def test_no_line_of_a_template_is_too_long(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > WIDEST] == []
