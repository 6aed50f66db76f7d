import json
import os
from pathlib import Path

import pytest

from scripts.commands.reporting import show_github, show_json, show_text
from scripts.problems.messages import build_problem

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
    import click

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
    shown = show_text([build_problem("x.yml", (n, 1), "tiret") for n in range(1, 500)], tmp_path)
    assert shown.count("a: b") == 499
    assert len(read) == 1
