import json
import os
from pathlib import Path

import click
import pytest

from scripts.commands.reporting import (
    FORMATS,
    MOST_ALIKE,
    show_github,
    show_json,
    show_summary,
    show_text,
)
from scripts.problems.messages import build_problem
from scripts.problems.problem import Problem
from scripts.reading.documents import FORBIDDEN

PROBLEM = build_problem(
    "portraits/x.yml", (2, 8), "deux-points", fixed='titre: "Lire : 100 %, oui"'
)


def test_people_see_the_line_and_a_caret(tmp_path: Path) -> None:
    (tmp_path / "portraits").mkdir()
    (tmp_path / "portraits/x.yml").write_text("a: b\ntitre: Lire : un projet\n", encoding="utf-8")
    shown = show_text([PROBLEM], tmp_path).splitlines()
    assert "portraits/x.yml:2:8:" in shown[0]
    assert "Lire : un projet" in shown[1]
    caret = [line for line in shown if line.strip("\x1b[310m ").startswith("^")]
    assert len(caret) == 1
    assert '→ Écrivez : titre: "Lire' in shown[3]


def test_the_caret_of_a_long_line_falls_right(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("a" * 200 + "X" + "b" * 200, encoding="utf-8")
    shown = click.unstyle(show_text([build_problem("x.yml", (1, 201), "encodage")], tmp_path))
    line, caret = shown.splitlines()[1:3]
    assert line[caret.index("^")] == "X"


def test_tools_read_json(tmp_path: Path) -> None:
    (read,) = json.loads(show_json([PROBLEM], tmp_path))
    assert (read["file"], read["line"], read["column"]) == ("portraits/x.yml", 2, 8)
    assert read["code"] == "deux-points"
    assert read["remedy"]


def test_annotations_are_escaped(tmp_path: Path) -> None:
    annotation = show_github([PROBLEM], tmp_path)
    assert annotation.startswith("::error file=portraits/x.yml,line=2,col=8,title=deux-points::")
    assert "100 %25, oui" in annotation
    assert "\n" not in annotation


def test_nothing_is_shown_of_a_file_that_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "ailleurs.yml").write_text("secret: x\n", encoding="utf-8")
    root = tmp_path / "projet"
    root.mkdir()
    (root / "x.yml").symlink_to(tmp_path / "ailleurs.yml")
    os.mkfifo(root / "tube.yml")
    problems = [
        build_problem("x.yml", (1, 1), "lien-symbolique"),
        build_problem("tube.yml", (1, 1), "pas-un-fichier", name="tube.yml", kind="un tube"),
        build_problem("../ailleurs.yml", (1, 1), "encodage"),
        build_problem(str(tmp_path / "ailleurs.yml"), (1, 1), "encodage"),
    ]
    shown = show_text(problems, root)
    assert "secret" not in shown
    assert shown.count("→") == 4


def test_a_file_is_read_once_whatever_is_wrong_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.yml").write_text("a: b\n" * 500, encoding="utf-8")
    read: list[Path] = []

    def count(path: Path, root: Path) -> bytes:
        read.append(path)
        return path.read_bytes()

    monkeypatch.setattr("scripts.commands.reporting.read_file", count)
    problems = [build_problem("x.yml", (n, 1), "vie-privee-iban", snippet=n) for n in range(1, 500)]
    shown = show_text(problems, tmp_path)
    assert shown.count("a: b") == 499
    assert len(read) == 1


def test_a_mistake_made_on_every_line_is_shown_a_few_times(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("– a\n" * 9, encoding="utf-8")
    problems = [
        build_problem("x.yml", (n, 1), "tiret-simple", sign="–", fixed="- a").about(
            (n, 1), (n, 3), "- "
        )
        for n in range(1, 10)
    ]
    shown = click.unstyle(show_text(problems, tmp_path))
    assert shown.count("│ – a") == MOST_ALIKE
    assert "et 6 autres du même genre, aux lignes 4, 5, 6, 7, 8, 9." in shown
    assert "| 3, 4, 5, 6, 7, 8, 9 |" in show_summary(problems, tmp_path)


def show(problem: Problem, root: Path) -> list[str]:
    return click.unstyle(show_text([problem], root)).split("\n")


def test_what_people_see_of_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("a: b\n\ttitre: x\n", encoding="utf-8")
    problem = build_problem(
        "x.yml", (2, 2), "tabulation", spaces="deux espaces", lines="à la ligne 2"
    )
    assert show(problem, tmp_path) == [
        "x.yml:2:2: tabulation Une tabulation sert ici de décalage.",
        "    2 │  titre: x",
        "         ^",
        "      → Mettez deux espaces à la place de chaque tabulation, à la ligne 2.",
        "",
    ]


def test_what_has_no_line_or_no_remedy_is_shown_without(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"\xef\xbb\xbfa: b\r\rc: \xff\r\n")
    bare = build_problem("x.yml", (2, 1), "type", expected="Un texte est attendu", label="X")
    assert show(bare, tmp_path) == ["x.yml:2:1: type Un texte est attendu sous « X ».", ""]
    assert show(build_problem("x.yml", (5, 1), "cle-illisible"), tmp_path)[1].startswith("      → ")
    assert show(build_problem("x.yml", (1, 1), "cle-illisible"), tmp_path)[1] == "    1 │ a: b"
    assert show(build_problem("x.yml", (3, 4), "encodage"), tmp_path)[1] == "    3 │ c: \ufffd"


@pytest.mark.parametrize("column", [1, 60, 61, 62, 150])
def test_a_long_line_is_shown_around_the_place(tmp_path: Path, column: int) -> None:
    line = "".join(chr(0x4E00 + number) for number in range(300))
    (tmp_path / "x.yml").write_text(line, encoding="utf-8")
    _, shown, caret, *_ = show(build_problem("x.yml", (1, column), "tiret"), tmp_path)
    assert shown[caret.index("^")] == line[column - 1]
    assert len(shown) == len("    1 │ ") + 90
    assert shown.endswith(line[max(0, column - 60) :][:90])


def test_what_stops_is_red_and_what_is_to_check_is_not(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("a: b\n", encoding="utf-8")
    doubt = build_problem("x.yml", (1, 1), "lieu-possible", snippet="a")
    stop = build_problem("x.yml", (1, 1), "tiret")
    for problem, colour in ((doubt, 33), (stop, 31)):
        shown = show_text([problem], tmp_path)
        assert f"\x1b[{colour}m{problem.code}" in shown
        assert f"\x1b[{colour}m" + " " * 8 + "^" in shown
    assert show_github([doubt], tmp_path).startswith("::warning file=x.yml,line=1,col=1,")
    assert [p["rank"] for p in json.loads(show_json([doubt, stop], tmp_path))] == [4, 0]


def test_each_problem_is_apart_from_the_next(tmp_path: Path) -> None:
    problem = build_problem("absent.yml", (1, 1), "tiret")
    once = show_text([problem], tmp_path)
    assert once.endswith("\n")
    assert show_text([problem, problem], tmp_path) == f"{once}\n{once}"
    assert show_github([problem] * 2, tmp_path).count("\n::error ") == 1
    assert show_text([], tmp_path) == show_github([], tmp_path) == ""
    assert "é" in show_json([build_problem("é.yml", (1, 1), "tiret")], tmp_path)


def test_what_would_end_an_annotation_is_escaped(tmp_path: Path) -> None:
    problem = build_problem("a:b,c.yml", (1, 1), "balise", snippet="x,\r\ny:%")
    assert show_github([problem], tmp_path) == (
        "::error file=a%3Ab%2Cc.yml,line=1,col=1,title=balise::Ce texte contient du HTML "
        "(« x,%0D%0Ay:%25 »), qui s'afficherait tel quel. "
        "Retirez la balise ; pour insister, écrivez *le mot* entre astérisques."
    )


def test_only_what_says_the_place_escapes_its_own_signs(tmp_path: Path) -> None:
    problem = Problem(1, "a,b:X.yml", 3, 9, "type", "Un X : deux, trois.", "Écrivez.")
    assert show_github([problem], tmp_path) == (
        "::error file=a%2Cb%3AX.yml,line=3,col=9,title=type::Un X : deux, trois. Écrivez."
    )


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x1b]0;titre\x07", "\x9b2J", "\u202e", "\x00"])
@pytest.mark.parametrize("form", ["texte", "github", "resume"])
def test_nothing_of_a_strangers_file_is_obeyed_by_a_terminal(
    tmp_path: Path, form: str, sign: str
) -> None:
    name = f"a{sign.replace(chr(0), '')}b\nc.yml"
    (tmp_path / name).write_text(f"titre: un{sign}deux\n", encoding="utf-8")
    problem = build_problem(name, (1, 8), "deux-points", fixed=f"titre: {sign}")
    shown = FORMATS[form]([problem], tmp_path)
    assert FORBIDDEN.search(click.unstyle(shown)) is None
    assert "\ufffd" in shown
    assert not any(line.startswith("c.yml") for line in shown.splitlines())
