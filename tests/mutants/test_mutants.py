"""What breaks the code on purpose does break it, and says so."""

import ast
from pathlib import Path

import pytest
from jinja2 import Environment

from tests.conftest import ROOT
from tests.mutants import __main__ as command
from tests.mutants.choosing import Coverage, choose_tests
from tests.mutants.making import Mutant, draw_mutants
from tests.mutants.running import KILLED, NOT_RUN, SURVIVED, try_mutant

CODE = {
    "scripts/compter.py": (
        "import re\n\nWORD = re.compile(r'[a-z]+')\n\n\n"
        "def count(text: str) -> int:\n    return len(WORD.findall(text)) + 0\n\n\n"
        "def unused() -> int:\n    return 1\n"
    ),
    "scripts/champ.py": "LINE = dict(max_length=3)\n",
    "overrides/page.html": "{% if a %}{{ b | upper }}{% endif %}\n",
    "docs/assets/js/page.js": "const MOST = 6\nif (a) {\n  stop(b)\n}\n",
    "tests/__init__.py": "",
    "tests/test_compter.py": (
        "from scripts.compter import count\n\n\n"
        "def test_two() -> None:\n    assert count('un deux') == 2\n"
    ),
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of a few lines."""
    for name, text in CODE.items():
        path = tmp_path / "petit" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "petit"


def test_each_mutant_is_one_change_and_still_reads(small: Path) -> None:
    mutants = draw_mutants(small, 100, 100, seed=1)
    made = {(mutant.kind, mutant.before.strip(), mutant.after) for mutant in mutants}
    assert {
        ("BinaryOperation", "len(WORD.findall(text)) + 0", "len(WORD.findall(text)) - 0"),
        ("Integer", "1", "2"),
        ("pattern", "r'[a-z]+'", "r'[a-z]*'"),
        ("limit", "max_length=3", "max_length=4"),
        ("block", "{% if a %}{{ b | upper }}{% endif %}", ""),
        ("condition", "a", "not (a)"),
        ("filter", "| upper", ""),
        ("bound", "6", "7"),
        ("condition", "a", "!(a)"),
        ("call", "stop(b)", ""),
    } <= made
    for mutant in mutants:
        assert mutant.text != CODE[mutant.file]
        if mutant.file.endswith(".py"):
            ast.parse(mutant.text)
        elif mutant.file.endswith(".html"):
            Environment().parse(mutant.text)


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ('read(path, encoding="utf-8")', {'read(None, encoding="utf-8")', 'read(encoding="utf-8")',
                                          'read(path, encoding="XXutf-8XX")'}),
        ('read(path, encoding="ascii")', {
            'read(None, encoding="ascii")', 'read(encoding="ascii")', 'read(path, )',
            'read(path, encoding=None)', 'read(path, encoding="XXasciiXX")',
            'read(path, encoding="ASCII")',
        }),
        ("zip(one, strict=True)", {"zip(None, strict=True)", "zip(strict=True)"}),
        ("zip(one, strict=False)", {"zip(None, strict=False)", "zip(strict=False)",
                                    "zip(one, strict=True)"}),
        ("list(zip(one, strict=True))", {"list(None)", "list(zip(None, strict=True))",
                                         "list(zip(strict=True))"}),
        ("run(check=False)", {"run(check=True)"}),
    ],
)  # fmt: skip
def test_what_nobody_could_tell_from_the_original_is_not_made(
    tmp_path: Path, code: str, made: set[str]
) -> None:
    (tmp_path / "scripts").mkdir()
    head = "def do(path, one):\n    return "
    (tmp_path / "scripts/x.py").write_text(f"{head}{code}\n", encoding="utf-8")
    mutants = draw_mutants(tmp_path, 100, 0, seed=1)
    assert {mutant.text.removeprefix(head).strip() for mutant in mutants} == made


def test_a_seed_draws_the_same_mutants_of_every_kind(small: Path) -> None:
    drawn = draw_mutants(small, 3, 4, seed=3)
    assert drawn == draw_mutants(small, 3, 4, seed=3)
    assert drawn != draw_mutants(small, 3, 4, seed=4)
    assert len(drawn) == 7
    assert {mutant.file for mutant in drawn[3:]} == {
        "overrides/page.html", "docs/assets/js/page.js", "scripts/compter.py", "scripts/champ.py",
    }  # fmt: skip


def test_a_mutant_meets_the_tests_that_run_it_the_quickest_first(small: Path) -> None:
    coverage = Coverage(
        {"slow": 15.0, "quick": 1.0, "endless": 90.0, "other": 2.0, "waits": 0.1, "too": 0.2},
        {"site": 9.0},
        {"waits": ["site"], "too": ["site"]},
        {"scripts/compter.py": {7: {"slow", "quick", "endless", "waits", "too"}, 1: {"other"}}},
    )
    chosen = {
        (mutant.kind, mutant.file): choose_tests(mutant, small, coverage)
        for mutant in draw_mutants(small, 100, 100, seed=1)
        if "unused" not in mutant.names
    }
    assert chosen["BinaryOperation", "scripts/compter.py"] == ["quick", "waits", "too", "slow"]
    assert chosen["pattern", "scripts/compter.py"] == ["quick", "waits", "too", "slow"]
    assert chosen["limit", "scripts/champ.py"] == ["quick", "other", "waits", "too", "slow"]
    assert chosen["block", "overrides/page.html"] == []
    coverage.templates["page.html"] = {"too", "waits"}
    (block,) = (each for each in draw_mutants(small, 0, 100, seed=1) if each.kind == "block")
    assert choose_tests(block, small, coverage) == ["waits", "too"]
    assert chosen["call", "docs/assets/js/page.js"][0] == "tests/in_browser/test_frame.py"


def test_a_slow_test_that_has_killed_leaves_their_place_to_those_of_the_module(small: Path) -> None:
    names = ["a/test_compter.py::own", "b/test_x.py::quick", "b/test_x.py::slow", "c/test_y.py::y"]
    own, quick, slow, long = names
    coverage = Coverage(
        {own: 1.0, quick: 0.1, slow: 28.0, long: 40.0},
        tests={"scripts/compter.py": {7: set(names)}},
    )
    (mutant, *_) = (each for each in draw_mutants(small, 100, 0, seed=1) if each.lines[0] == 7)
    assert choose_tests(mutant, small, coverage) == [own, quick, slow]
    coverage.kills["scripts"] |= {slow: 3, quick: 1}
    assert choose_tests(mutant, small, coverage) == [quick, slow, own]
    coverage.seconds[slow] = 29.5
    assert choose_tests(mutant, small, coverage) == [quick, own]


def test_every_script_has_its_tests() -> None:
    for path in (ROOT / "docs/assets/js").rglob("*.js"):
        mutant = Mutant(path.relative_to(ROOT).as_posix(), (1, 1), "call", "", "", "")
        for file in choose_tests(mutant, ROOT, Coverage({})):
            assert (ROOT / file).exists(), path


@pytest.mark.long  # it passes tests of its own, as the weekly run does
def test_a_mutant_is_killed_when_a_test_fails(small: Path) -> None:
    def try_with(old: str, new: str, *tests: str) -> str:
        file = "scripts/compter.py"
        mutant = Mutant(file, (7, 7), "", old, new, CODE[file].replace(old, new))
        return try_mutant(small, mutant, list(tests), 1)[0]

    test = "tests/test_compter.py::test_two"
    assert try_with("+ 0", "+ 1", test) == KILLED
    assert try_with("def count", "def conter", test) == KILLED
    assert try_with("+ 0", "- 0", test) == SURVIVED
    assert try_with("+ 0", "+ 1") == NOT_RUN
    assert try_with("+ 0", "+ endless()", test) == KILLED
    assert try_with("+ 0", "+ 1", test + "[a value no more]") == KILLED
    with pytest.raises(RuntimeError):
        try_with("+ 0", "+ 1", "tests/test_compter.py::test_three")
    assert (small / "scripts/compter.py").read_text(encoding="utf-8") == CODE["scripts/compter.py"]


def test_the_page_tells_what_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "PAGE", tmp_path / "mutants.md")
    left = Mutant("overrides/page.html", (4, 4), "filter", "{{ a < b | upper }}", "", "")
    dead = Mutant("scripts/x.py", (1, 1), "Integer", "1", "2", "")
    command.write_page([dead, left, dead], [KILLED, SURVIVED, KILLED], 1, 2.0)
    page = (tmp_path / "mutants.md").read_text(encoding="utf-8")
    assert "2 mutants tués sur 3" in page
    assert "66,7 %" in page
    assert "**non atteint**" in page
    assert "overrides/page.html, ligne 4" in page
    assert "<code>&#123;&#123; a &lt; b | upper }}</code>" in page
    assert "{{" not in page
    command.write_page([dead], [KILLED], 1, 2.0)
    page = (tmp_path / "mutants.md").read_text(encoding="utf-8")
    assert "Aucun." in page
    assert "**non atteint**" not in page
