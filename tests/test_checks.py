"""A broken copy of the real files: what is said, and where."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.problems import InvalidStudyError
from scripts.study import read_study
from tests.conftest import SMALL_STUDY

Breaker = Callable[[str], str]


def problems_after(project: Path, file: str, change: Breaker) -> list[str]:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert change(text) != text, "the test breaks nothing"
    path.write_text(change(text), encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    return [f"{problem} {problem.remedy}" for problem in caught.value.problems]


def line_of(project: Path, file: str, start: str) -> int:
    lines = (project / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(start))


PORTRAIT = "portraits/passerelles.yml"


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("numero: 1", "numero: un", "type", "nombre entier"),
        ("origine: etude", "origine: étude", "valeur-inconnue", "« etude » ?"),
        ("  - sphere: famille", "  - sphere: famile", "reference-inconnue", "« famille » ?"),
        ("  - niveau: micro", "  - niveau: mikro", "reference-inconnue", "« micro » ?"),
        ("  - parentalite", "  - parentalité", "reference-inconnue", "« parentalite » ?"),
        ("titre: ", "tittre: ", "cle-inconnue", "« titre » ?"),
    ],
)
def test_a_wrong_value_is_told_at_its_line(
    project: Path, old: str, new: str, code: str, words: str
) -> None:
    line = line_of(project, PORTRAIT, old.strip())
    found = problems_after(project, PORTRAIT, lambda text: text.replace(old, new, 1))
    told = [problem for problem in found if problem.startswith(f"{PORTRAIT}:{line}:")]
    assert any(f" {code} " in problem and words in problem for problem in told), found


def test_a_missing_key_is_named(project: Path) -> None:
    found = problems_after(
        project, PORTRAIT, lambda text: re.sub(r"^titre:.*\n", "", text, flags=re.MULTILINE)
    )
    assert [problem.split(": ", 1)[0] for problem in found] == [f"{PORTRAIT}:2:1"]
    assert "cle-manquante « Titre » manque." in found[0]
    assert 'Ajoutez : titre: "Un jardin partagé' in found[0]


def test_ages_the_wrong_way_round(project: Path) -> None:
    found = problems_after(project, PORTRAIT, lambda text: text.replace("  de: 0", "  de: 9"))
    assert len(found) == 1
    assert "ages-inverses" in found[0]


def test_one_age_is_a_span_of_ages_too(project: Path) -> None:
    path = project / PORTRAIT
    path.write_text(path.read_text(encoding="utf-8").replace("  de: 0", "  de: 3"))
    ages = read_study(project).portraits["passerelles"].ages
    assert ages
    assert (ages.de, ages.a) == (3, 3)


@pytest.mark.parametrize("values", [1, 3])
def test_a_row_has_a_value_for_each_column_and_no_more(tmp_path: Path, values: int) -> None:
    project = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, project)
    value = "      - etat: non-concerne\n"
    found = problems_after(
        project,
        "content/chiffres/reunions.yml",
        lambda text: text.replace(value * 2, value * values),
    )
    (told,) = found
    assert " valeurs-par-colonne " in told
    assert "En mer" in told


def test_one_number_twice(project: Path) -> None:
    found = problems_after(
        project, PORTRAIT, lambda text: text.replace("numero: 1\n", "numero: 7\n")
    )
    assert len(found) == 1
    assert "numero-double" in found[0]


def test_a_resource_with_an_unknown_centre_and_a_bad_link(project: Path) -> None:
    def change(text: str) -> str:
        text = text.replace("centre: labo-cites", "centre: labo-cite", 1)
        return text.replace("- https://", "- javascript:", 1)

    found = problems_after(project, "content/ressources.yml", change)
    assert len(found) == 2
    assert "lien-interdit" in found[0]
    assert "« labo-cites » ?" in found[1]


def test_problems_of_all_files_at_once(project: Path) -> None:
    (project / "portraits/sejours-apprenants.yml").write_text("titre: a: b\n", encoding="utf-8")
    (project / "portraits/Été à l'école.yml").write_text("titre: x\n", encoding="utf-8")
    found = problems_after(project, PORTRAIT, lambda text: text.replace("numero: 1", "numero: un"))
    files = {problem.split(":")[0] for problem in found}
    assert files == {PORTRAIT, "portraits/sejours-apprenants.yml", "portraits/Été à l'école.yml"}


def test_a_list_where_a_mapping_is_due(project: Path) -> None:
    found = problems_after(project, "content/centres.yml", lambda text: "- a\n- b\n")
    assert any("content/centres.yml:1:1: type" in problem for problem in found)


def test_a_claim_about_a_figure_that_is_itself_wrong(project: Path) -> None:
    path = project / "content/chiffres/unanimites.yml"
    other = re.search(r"chiffre: ([a-z-]+)", path.read_text(encoding="utf-8"))
    assert other
    file = f"content/chiffres/{other[1]}.yml"
    found = problems_after(project, file, lambda text: text.replace("question:", "questoin:", 1))
    assert {problem.split(":")[0] for problem in found} == {file}


def test_a_file_with_a_thousand_faults_tells_a_bounded_number_of_them(project: Path) -> None:
    keys = "".join(f"inconnue_{number}: x\n" for number in range(1000))
    found = problems_after(project, PORTRAIT, lambda text: text + keys)
    assert 100 <= len(found) <= 201
    assert all(problem.startswith(f"{PORTRAIT}:") for problem in found)
