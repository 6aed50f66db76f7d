"""Hostile values in every field of every kind of file, as the schemas list them.

Each is refused with a message, or read as the text it is (test_hostile.py shows that text does
nothing in a page).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from scripts.problems.problem import InvalidStudyError
from scripts.reading.documents import Location, parse_document
from scripts.schema.introspection import FieldInfo, read_fields
from scripts.schema.registry import ALONE, CATALOGUES, FOLDERS, KINDS, SINGLES
from scripts.schema.site import Term
from scripts.study.study import Memory, Study, read_study
from scripts.study.validation import validate
from scripts.text.markup import render_inline
from tests.conftest import ROOT, SMALL_STUDY

MODELS = {kind.name: kind.model for kind in KINDS} | SINGLES
MODELS |= {"vocabulaires": Term}

CODE = [
    "{{ 7 * 7 }}", "{% include 'main.html' %}", "{# rien #}", "un }} deux", "{{config}}",
    "<script>alert(1)</script>", "<ScRiPt src=//x>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<style>*{display:none}</style>", "<!-- fin", "</title>",
    "<iframe srcdoc=x>", "[x](javascript:alert(1))", "[x]( javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)", "[x](//exemple.fr)",
    "[x](vbscript:x)", "[x](&#106;avascript:alert(1))", "<javascript:alert(1)>",
]  # fmt: skip
HIDDEN = [
    "un\u202eed",
    "\u2066deux",
    "zé\u200bro",
    "sans\ufeff",
    "\x00",
    "\x1b[31m",
]
LONG = "x" * 30_000
NUMBERS = ["9" * 30_000, "0x" + "f" * 30_000, "1e" + "9" * 30_000]
SHAPES = [{"a": {"b": "c"}}, [["a"]], "\n".join(["x" * 10] * 3_000)]
WORDS = [
    '" onmouseover=alert(1) x="', "' onfocus='alert(1)", "&lt;script&gt;", "&#60;b&#62;",
    "javascript:alert(1)", "data:text/html,x", "../../../etc/passwd", "/etc/passwd",
    "..\\..\\win.ini", "file:///etc/passwd", "$(id)", "`id`", "%s%n", "__import__('os')",
    "!!python/object:os.system", "*a", "&a", "-- x",
]  # fmt: skip


def list_places(fields: tuple[FieldInfo, ...], within: Location = ()) -> Iterator[Location]:
    """The location of every field that holds a value, in the first element of each list."""
    for field in fields:
        location = (*within, field.key, *([0] if field.many else []))
        if field.fields:
            yield from list_places(field.fields, location)
        else:
            yield location


def wrap(value: Any, location: Location) -> Any:
    """A file that holds nothing but the value, at the location."""
    for step in reversed(location):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def is_free(model: type[BaseModel], location: Location) -> bool:
    """Whether anything at all may be written there: what is wrong, shown as it is."""
    if model is SINGLES["pret"]:
        return location[-1] == "exemple"
    return model is CATALOGUES["erreurs"].model and location[-1] in ("texte", "nom")


def read_value(
    model: type[BaseModel], location: Location, value: Any, study: Study
) -> list[Location]:
    """Where the problems of a file are, when the value is at the location in it."""
    text = yaml.dump(wrap(value, location), Dumper=yaml.CSafeDumper, allow_unicode=True)
    try:
        document = parse_document(text, "x.yml")
    except InvalidStudyError as error:
        assert all(problem.message and problem.remedy for problem in error.problems)
        return [location]
    _, errors = validate(model, document, study.slugs, "x")
    assert all(problem.message and len(str(problem)) < 3_000 for _, problem in errors)
    return [place for place, _ in errors]


@pytest.mark.parametrize("kind", MODELS)
def test_code_and_what_cannot_be_seen_are_refused(study: Study, kind: str) -> None:
    model = MODELS[kind]
    for location in list_places(read_fields(model)):
        values = [*HIDDEN, LONG, *(SHAPES if is_free(model, location) else CODE)]
        if find(read_fields(model), location).kind != "un texte":
            values += NUMBERS
        for value in values:
            places = read_value(model, location, value, study)
            assert any(place[: len(location)] == location for place in places), (location, value)


@pytest.mark.parametrize("kind", MODELS)
def test_what_looks_like_code_elsewhere_is_text_or_refused(study: Study, kind: str) -> None:
    """A word of a list, a number and a date take none of it."""
    model = MODELS[kind]
    taken = 0
    for location in list_places(read_fields(model)):
        field = find(read_fields(model), location)
        for value in [*WORDS, *SHAPES]:
            places = read_value(model, location, value, study)
            refused = any(place[: len(location)] == location for place in places)
            taken += not refused
            if field.catalogue or field.choices or not field.kind.startswith("un texte"):
                assert refused or is_free(model, location), (location, value)
            if not isinstance(value, str):
                assert refused, (location, value)
    wordless = ("anciennes_adresses", "carte", "retraits")
    assert taken or kind in wordless, "text is not refused for looking odd"


def find(fields: tuple[FieldInfo, ...], location: Location) -> FieldInfo:
    (key, *rest) = [step for step in location if isinstance(step, str)]
    field = next(field for field in fields if field.key == key)
    return find(field.fields, tuple(rest)) if rest else field


@pytest.mark.parametrize(
    "name", ["{{ 7*7 }}.yml", "<svg onload=x>.yml", "a.b.yml", "a b.yml", "é\u202e.yml", "A.YML"]
)
@pytest.mark.parametrize("folder", ["portraits", "content/chiffres", "content/chapitres"])
def test_a_name_that_cannot_be_an_address_is_refused(
    tmp_path: Path, folder: str, name: str
) -> None:
    for kind in FOLDERS.values():
        (tmp_path / kind.folder).mkdir(parents=True)
    (tmp_path / folder / name).write_text("titre: x")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(tmp_path)
    assert ("nom-de-fichier", f"{folder}/{name}") in {
        (p.code, p.file) for p in caught.value.problems
    }


def test_a_folder_that_cannot_be_in_an_address_is_refused(project: Path) -> None:
    folder = project / "content/chapitres/<svg onload=x>"
    folder.mkdir()
    (folder / "x.yml").write_text("titre: x")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    assert "nom-de-fichier" in {problem.code for problem in caught.value.problems}


def test_what_is_set_aside_is_not_read(project: Path) -> None:
    for name in (".yml", "..yml", "_brouillon.yml", ".git/x.yml"):
        (project / "portraits" / name).parent.mkdir(exist_ok=True)
        (project / "portraits" / name).write_text("{{ 7*7 }}")
    assert len(read_study(project).portraits) == 7


@pytest.mark.parametrize("key", ["../../x", "<svg onload=x>", "{{ 7*7 }}", "a b", "x/../y", "À"])
@pytest.mark.parametrize("name", CATALOGUES)
def test_a_key_that_cannot_be_an_address_is_refused(tmp_path: Path, name: str, key: str) -> None:
    for kind in FOLDERS.values():
        (tmp_path / kind.folder).mkdir(parents=True)
    shutil.copy(SMALL_STUDY / "content/vocabulaires.yml", tmp_path / "content")
    text = yaml.dump({key: {"titre": "x"}}, Dumper=yaml.CSafeDumper, allow_unicode=True)
    (tmp_path / f"content/{name}.yml").write_text(text)
    with pytest.raises(InvalidStudyError) as caught:
        read_study(tmp_path)
    codes = {p.code for p in caught.value.problems if p.file == f"content/{name}.yml"}
    assert "nom-de-fichier" in codes


BOMBS = {
    "aliases": "a: &a [x, x]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1 or ''}, *a{n - 1 or ''}]\n" for n in range(1, 60)),
    "keys": "".join(f"k{n}: x\n" for n in range(90_000)),
    "references": "themes:\n" + "".join(f"  - t{n}\n" for n in range(90_000)),
    "letters": "contexte:\n  points:\n" + ("    - " + "a" * 19_990 + "\n") * 49,
    "links": "contexte:\n  points:\n" + ("    - '" + "[](" * 6_000 + "'\n") * 49,
    "brackets": "titre: " + "[" * 900_000,
    "mappings": "? " * 400_000,
    "digits": "numero: " + "9" * 900_000,
    "quotes": 'titre: "' + "x\n " * 300_000,
}
READ = """
import resource, sys
from scripts.study.validation import validate
from scripts.reading.documents import parse_document
from scripts.problems.problem import InvalidStudyError
from scripts.schema.portrait import Portrait
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
names = "licences spheres niveaux acteurs themes parties ressources"
slugs = {name: ["a"] for name in names.split()}
for text in sys.stdin.read().split(chr(30)):
    try:
        _, errors = validate(Portrait, parse_document(text, "x.yml"), slugs, "x")
        assert errors
    except InvalidStudyError as error:
        assert error.problems
"""


@pytest.mark.long
def test_bombs_are_refused_with_little_time_and_memory() -> None:
    """A million bytes at most, the most a file may have: all of them in the time of a build."""
    assert all(len(bomb) < 1_000_000 for bomb in BOMBS.values())
    done = subprocess.run(
        [sys.executable, "-c", READ], input="\x1e".join(BOMBS.values()), cwd=ROOT, text=True,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("mark", ["**a*", "[*", "[", "_a*", "[a](", "\\"])
def test_a_text_of_marks_alone_is_shown_as_it_is(mark: str) -> None:
    text = (mark * 20_000)[:20_000]
    assert render_inline(text) == text.replace("'", "&#39;")


CONTENT = {
    "missing": None,
    "empty": b"",
    "a list": b"- un\n",
    "a text": b"un\n",
    "nothing": b"~\n",
    "in UTF-16": "titre: é\n".encode("utf-16"),
    "a bomb": BOMBS["aliases"].encode(),
}


@pytest.fixture(scope="module")
def small_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small study, whose files are put back after each change."""
    return Path(shutil.copytree(SMALL_STUDY, tmp_path_factory.mktemp("etude") / "etude"))


@pytest.mark.parametrize("content", CONTENT)
def test_a_file_of_content_that_holds_something_else_is_named(
    small_files: Path, content: str
) -> None:
    memory = Memory()
    for path in (small_files / f"content/{name}.yml" for name in ALONE):
        before, after = path.read_bytes(), CONTENT[content]
        if after is None:
            path.unlink()
        else:
            path.write_bytes(after)
        with pytest.raises(InvalidStudyError) as caught:
            read_study(small_files, memory=memory)
        path.write_bytes(before)
        assert f"content/{path.name}" in {problem.file for problem in caught.value.problems}


@pytest.mark.parametrize("kind", ["a folder", "a link out of the project", "a loop", "a pipe"])
def test_what_stands_in_the_place_of_a_file_of_content_is_told(
    small_files: Path, kind: str
) -> None:
    memory = Memory()
    for path in (small_files / f"content/{name}.yml" for name in ALONE):
        before = path.read_bytes()
        path.unlink()
        if kind == "a folder":
            path.mkdir()
        elif kind == "a pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(path if kind == "a loop" else "/etc/passwd")
        with pytest.raises(InvalidStudyError) as caught:
            read_study(small_files, memory=memory)
        path.rmdir() if kind == "a folder" else path.unlink()
        path.write_bytes(before)
        assert f"content/{path.name}" in {problem.file for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("themes:", "theme:", "cle-manquante", "« themes » manque. Ajoutez : themes:"),
        ("longueurs:", "longueur:", "cle-manquante", "« longueurs » manque."),
        ("  accord:", "  accords:", "cle-manquante", "« accord » manque. Ajoutez : accord: {"),
        ("  verdict:", "  verdicts:", "cle-manquante", "« verdict » manque."),
        ("  3-6:", "  maternelle:", "forme", "« maternelle » n'a pas la forme attendue"),
        ("  18-plus:", "  18-:", "forme", "Exemple : 3-6"),
    ],
)
def test_a_vocabulary_or_a_word_that_the_site_needs_is_asked_for(
    project: Path, old: str, new: str, code: str, said: str
) -> None:
    path = project / "content/vocabulaires.yml"
    text = path.read_text(encoding="utf-8")
    assert f"\n{old}\n" in text
    path.write_text(text.replace(f"\n{old}\n", f"\n{new}\n", 1), encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    told = [p for p in caught.value.problems if p.file == "content/vocabulaires.yml"]
    assert any(p.code == code and said in f"{p.message} {p.remedy}" for p in told), told
