"""Any text, in any field, survives being written, read and shown; or it is refused."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from scripts.problems.problem import InvalidStudyError
from scripts.reading.documents import FORBIDDEN, parse_document, read_as_meant
from scripts.reading.writing import dump_record, write_mapping, write_record
from scripts.schema.portrait import Portrait
from scripts.study.study import Study
from scripts.study.validation import validate
from scripts.text.markup import render_inline
from scripts.text.typography import set_french, set_prose
from tests.conftest import ROOT


def test_the_seven_files_are_written_as_they_are_read(study: Study) -> None:
    for slug, portrait in study.portraits.items():
        written = (ROOT / f"portraits/{slug}.yml").read_text(encoding="utf-8")
        assert write_record(portrait, "portraits") == written


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_text_survives_or_is_refused_with_a_place(text: str) -> None:
    data = {"titre": text, "points": [text], "sous": {"texte": text}}
    try:
        read = parse_document(write_mapping(data), "x.yml").data
    except InvalidStudyError as error:
        assert FORBIDDEN.search(text) or "\r" in text or text.strip() != text or "\x85" in text
        assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)
        return
    assert isinstance(read, dict)
    for value in (read["titre"], read["points"][0], read["sous"]["texte"]):  # type: ignore[index, call-overload]
        assert str(value).strip() == read_as_meant(text).strip() or "\n" in text


WORDS = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=200
).map(str.strip)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS.filter(bool), min_size=1, max_size=4).map("\n\n".join))
def test_paragraphs_survive_yaml_and_the_model(text: str) -> None:
    data: dict[str, Any] = {"texte": text}
    try:
        read = parse_document(write_mapping(data), "x.yml").data
    except InvalidStudyError as error:
        assert FORBIDDEN.search(text), error
        return
    assert isinstance(read, dict)
    assert str(read["texte"]).strip() == read_as_meant(text)


@settings(max_examples=150, deadline=None)
@given(WORDS.filter(lambda text: text and not set(text) & set("*_[]()\\&<>`!")))
def test_words_are_shown_as_they_are(text: str) -> None:
    shown = Markup(re.sub("</?sup>", "", render_inline(set_prose(text)))).unescape()
    assert shown == set_french(" ".join(text.split()))


@settings(max_examples=250, deadline=2000)
@example("{0 #")  # an empty value after the end of the text
@given(st.text(max_size=400) | st.text(alphabet="- :\n'\"[]{}#&*!|>%@`abc\t", max_size=200))
def test_a_fuzzed_file_gives_data_or_problems_never_a_traceback(text: str) -> None:
    try:
        parse_document(text, "x.yml")
    except InvalidStudyError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.message
            assert 1 <= problem.line <= text.count("\n") + 2


@settings(max_examples=25, deadline=None)
@given(value=st.recursive(
    st.none() | st.text(max_size=20) | st.integers(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
))  # fmt: skip
def test_a_portrait_with_anything_in_a_field_gives_problems_in_french(
    study: Study, value: Any
) -> None:
    portrait = dump_record(study.portraits["parents-acteurs"])
    for key in list(portrait):
        data = portrait | {key: value}
        try:
            document = parse_document(write_mapping(data), "x.yml")
        except InvalidStudyError:
            continue
        _, errors = validate(Portrait, document, study.slugs, "x")
        for _, problem in errors:
            assert problem.code != "yaml", problem


@pytest.mark.parametrize(
    "text",
    ["oui", "08", "12:30", "2026-11-23", "1e3", "null", "~", "- a", "a: b", "a #b", "« a »", "“a”",
     "'", '"', "\\", "*a*", "&a", "!a", "%a", "@a", "`a`", "| a", "> a", "[a]", "{a}", "? a", "a:",
     "é" * 150, "mot " * 60 + "fin", "deux  espaces " * 20 + "fin"],
)  # fmt: skip
def test_text_that_yaml_would_turn_into_something_else(text: str) -> None:
    read = parse_document(write_mapping({"a": text, "b": [text]}), "x.yml").data
    assert read == {"a": text, "b": [text]}


def test_nothing_true_is_lost(tmp_path: Path, study: Study) -> None:
    """Zero is a value: PasserelleS begins at 0 years."""
    assert dump_record(study.portraits["passerelles"])["ages"]["de"] == 0


def test_what_is_empty_stays_what_it_is() -> None:
    data = {"a": {}, "b": [], "c": {"d": {}}}
    assert parse_document(write_mapping(data), "x.yml").data == data
