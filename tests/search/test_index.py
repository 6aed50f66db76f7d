"""The index, as a browser gets it."""

import json
import os
from pathlib import Path

import pytest

from scripts.search import index
from scripts.search.index import (
    ENGINE,
    RECORDS,
    WORDS,
    IndexingError,
    build_index,
    index_site,
)
from scripts.search.lexicon import read_lexicon
from scripts.search.records import SearchContent, list_records, render_records, split_words
from scripts.site.site import Site
from scripts.study.study import Study
from tests.conftest import ROOT, assemble


@pytest.fixture(scope="module")
def content(assembled: Site) -> SearchContent:
    assert assembled.study
    lexicon = read_lexicon(assembled.study)
    return render_records(assembled.renderer.environment, list_records(assembled), lexicon)


def read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_study_gives_the_same_index(content: SearchContent, tmp_path: Path) -> None:
    for name in "ab":
        build_index(content, tmp_path / name / "index")
    first, second = (read_files(tmp_path / name / "index") for name in "ab")
    assert first == second
    assert {RECORDS, WORDS} <= set(first)


def test_only_what_a_page_loads_is_published(content: SearchContent, tmp_path: Path) -> None:
    build_index(content, tmp_path / "index")
    folder = tmp_path / "index" / ENGINE
    files = {path.name.split(".")[0].split("_")[0] for path in folder.iterdir() if path.is_file()}
    assert files == {"pagefind", "pagefind-entry", "pagefind-worker", "wasm"}


def test_every_record_is_told_under_its_kind(content: SearchContent, study: Study) -> None:
    told = json.loads(content.records)
    assert len(told["fiches"]) == sum(map(len, content.parts))
    for kind, entries in {
        "portrait": study.portraits,
        "ressource": study.ressources,
        "centre": study.centres,
        "terme": study.glossaire,
    }.items():
        found = {row[0] for row in told["fiches"] if row[1] == kind}
        assert found == {entry.url for entry in entries.values()}
        assert kind in told["genres"]


def test_a_page_that_asks_not_to_be_found_is_not(site: Path) -> None:
    found = {row[0] for row in json.loads((site / RECORDS).read_text(encoding="utf-8"))["fiches"]}
    written = {}  # whether each page asks it, by address
    for path in (ROOT / "docs").rglob("*.md"):
        page = path.relative_to(ROOT / "docs").with_suffix("").as_posix().removesuffix("index")
        head = path.read_text(encoding="utf-8").split("---\n")[1]
        written[f"{page.rstrip('/')}/" if page else ""] = "\nrecherche: false" in head
    hidden = {page for page, asks in written.items() if asks}
    assert hidden >= {"", "recherche/", "mainteneurs/mesures/"}
    assert found & hidden == set()
    assert found >= written.keys() - hidden


def test_an_index_already_built_is_not_built_again(
    study: Study, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = index_site(assemble(study, root=project))
    assert folder.parent == project / ".cache/search"
    assert (folder / WORDS).is_file()
    monkeypatch.setattr(index, "_run_pagefind", None)
    assert index_site(assemble(study, root=project)) == folder
    template = project / "overrides/recherche/fiche.html"
    template.write_text(template.read_text(encoding="utf-8") + "<p>", encoding="utf-8")
    with pytest.raises(TypeError):
        index_site(assemble(study, root=project))


def test_the_index_that_was_built_first_is_forgotten_first(tmp_path: Path) -> None:
    names = [str(number) for number in range(index.KEPT + 1)]
    for age, name in enumerate(names):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (2_000_000_000 - age, 2_000_000_000 - age))
    index._forget_old(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*names[:-1]}


def test_a_failure_is_told_in_french_and_leaves_nothing(
    content: SearchContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(IndexingError, match="L'index de la recherche n'est pas construit"):
        build_index(content, tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_each_synonym_leads_to_words_of_the_site(site: Path, study: Study) -> None:
    words = json.loads((site / WORDS).read_text(encoding="utf-8"))["mots"].split()
    for entry in study.synonymes.synonymes:
        for other in entry.aussi:
            assert set(split_words(other)) <= set(words), f"{entry.mots[0]} : {other}"
