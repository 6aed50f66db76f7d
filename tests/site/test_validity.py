"""Every page is valid HTML, by the Nu checker."""

from pathlib import Path

import pytest

from tests.kinds import KINDS
from tests.validator import explain_absence, list_errors

pytestmark = pytest.mark.skipif(explain_absence() is not None, reason=explain_absence() or "")


def test_one_page_of_each_kind_is_valid(site: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "faux.html"
    wrong.write_text("<!doctype html><title>Faux</title><p><div></p>", encoding="utf-8")
    paths = [site / path for path in KINDS.values()]
    errors = list_errors(
        [path / "index.html" if path.is_dir() else path for path in paths] + [wrong]
    )
    assert errors, "an error is seen"
    assert [error for error in errors if wrong.name not in error] == []


@pytest.mark.long
def test_every_page_is_valid(site: Path) -> None:
    assert list_errors([site]) == []
