"""The templates can be read: no line is longer than a screen is wide; and all that one brings."""

from pathlib import Path
from typing import Any

import pytest
from jinja2.meta import find_referenced_templates

from scripts.site.rendering import TERM, Renderer
from tests.conftest import ROOT

WIDEST = 160  # characters of a line
FILES = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "overrides").rglob("*.*"))
TEMPLATES = [name for name in FILES if name.endswith(".html")]


@pytest.mark.parametrize("name", FILES)
def test_no_line_of_a_template_is_too_long(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > WIDEST] == []


def test_the_templates_that_one_brings_are_those_that_jinja_knows() -> None:
    renderer = Renderer(ROOT, {})
    for name in TEMPLATES:
        read: dict[str, str] = renderer.read_templates(name.removeprefix("overrides/"))
        for text in read.values():
            known: set[Any] = set(find_referenced_templates(renderer.environment.parse(text)))
            assert known <= read.keys(), name


def test_a_template_that_changes_is_shown_as_it_is_in_the_next_build(tmp_path: Path) -> None:
    templates = tmp_path / "overrides"
    (templates / "parties").mkdir(parents=True)
    (templates / TERM).write_text("{% macro terme() %}{% endmacro %}", encoding="utf-8")
    page, part = templates / "page.html", templates / "part.html"
    page.write_text('{% include "part.html" %}', encoding="utf-8")
    shown, digests = [], set()
    for word in ("un", "deux", "un"):
        part.write_text(word, encoding="utf-8")
        renderer = Renderer(tmp_path, {})
        shown.append(renderer.render("page.html", "", {}))
        digests.add(renderer.digest("page.html"))
    assert shown == ["un", "deux", "un"]
    assert len(digests) == 2
