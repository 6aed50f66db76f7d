"""What is kept from one build to the next, and when it goes."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from pydantic import BaseModel

from scripts.site import cache
from scripts.site.cache import CompiledTemplates, TextCache, digest_code, write_canonical


class Word(BaseModel):
    text: str


@dataclass(frozen=True)
class Pair:
    word: Word
    day: date


class Watched(Environment):
    """An environment that says whether it compiled something."""

    compiled = False

    def compile(self, *values: Any, **options: Any) -> Any:
        self.compiled = True
        return super().compile(*values, **options)


def test_what_is_kept_is_given_back(tmp_path: Path) -> None:
    kept = TextCache(tmp_path / "un/deux")
    kept.write("a", ["été\nvert", ["b"]])
    kept.write("vide", None)
    assert kept.read("a") == ["été\nvert", ["b"]]
    assert kept.read("b") is None
    assert "été" in (tmp_path / "un/deux/a").read_text(encoding="utf-8"), "a person can read it"
    kept.write("a", "autre")
    assert TextCache(tmp_path / "un/deux").read("a") == "autre"


def test_what_is_under_the_name_of_another_is_not_given_back(tmp_path: Path) -> None:
    kept = TextCache(tmp_path)
    kept.write("a", "un")
    (tmp_path / "a").rename(tmp_path / "b")
    assert kept.read("b") is None


@pytest.mark.parametrize(("asked", "left"), [(0, 3), (1, 3), (2, 4), (9, 5)])
def test_the_oldest_go_when_they_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: int, left: int
) -> None:
    monkeypatch.setattr(cache, "LEAST_KEPT", 3)
    kept = TextCache(tmp_path)
    for age, name in enumerate("cadbe"):
        kept.write(name, name)
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    kept.prune(asked)
    assert {path.name for path in tmp_path.iterdir()} == set("cadbe"[:left])


def test_nothing_kept_is_nothing_to_remove(tmp_path: Path) -> None:
    TextCache(tmp_path / "rien").prune(1)


def test_what_is_equal_has_one_text_whatever_its_order() -> None:
    pair = Pair(Word(text="été"), date(2026, 3, 1))
    text = write_canonical({"b": pair, "a": (1, None)}).decode()
    assert text == write_canonical({"a": (1, None), "b": pair}).decode()
    assert all(part in text for part in ("été", "2026-03-01"))
    for other in (Pair(Word(text="hiver"), pair.day), Pair(pair.word, date(2026, 3, 2))):
        assert write_canonical({"b": other, "a": (1, None)}).decode() != text


def test_code_that_changes_has_another_digest(tmp_path: Path) -> None:
    (tmp_path / "scripts/dedans").mkdir(parents=True)
    code, other = tmp_path / "scripts/a.py", tmp_path / "scripts/dedans/b.py"
    code.write_text("1")
    other.write_text("2")
    before = digest_code(tmp_path)
    (tmp_path / "scripts/notes.txt").write_text("x")
    assert digest_code(tmp_path) == before
    other.write_text("3")
    assert digest_code(tmp_path) != before


def test_a_template_is_compiled_once_for_one_state_of_the_code(tmp_path: Path) -> None:
    code = tmp_path / "scripts/a.py"
    code.parent.mkdir()
    code.write_text("1")

    def show(source: str) -> tuple[str, bool]:
        """What a new environment shows of a template, and whether it had to compile it."""
        environment = Watched(
            loader=DictLoader({"a": source}), bytecode_cache=CompiledTemplates(tmp_path)
        )
        return environment.get_template("a").render(), environment.compiled

    assert show("{{ 1 + 1 }}") == ("2", True)
    assert show("{{ 1 + 1 }}") == ("2", False)
    assert show("{{ 1 + 2 }}") == ("3", True)
    code.write_text("2")
    assert show("{{ 1 + 2 }}") == ("3", True)
    for kept in (tmp_path / ".cache/templates").iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    assert show("{{ 1 + 2 }}") == ("3", True)
