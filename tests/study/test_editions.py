"""A later edition of the study beside the first one: what the files may say, and may not."""

import shutil
from pathlib import Path

import pytest

from scripts.problems.problem import InvalidStudyError
from scripts.study.study import Study, read_study
from tests.conftest import SMALL_STUDY
from tests.editions import FIGURE, PORTRAIT, add_edition

OLD_FIGURE, OLD_PORTRAIT = "content/chiffres/reunions.yml", "portraits/passage.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small study, with an edition 2028 beside its own, of 2025."""
    shutil.copytree(SMALL_STUDY, tmp_path / "projet")
    return add_edition(tmp_path / "projet")


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def list_problems(project: Path) -> list[tuple[str, str, str]]:
    """The file, the code and the words of each problem of a project."""
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    return [(p.file, p.code, f"{p.message} {p.remedy}") for p in caught.value.problems]


def name_slugs(study: Study) -> tuple[list[str], list[str]]:
    return list(study.chiffres), list(study.portraits)


def test_what_is_replaced_comes_after_what_is_not(project: Path) -> None:
    assert name_slugs(read_study(SMALL_STUDY)) == (
        ["entretiens", "portes-ouvertes", "reunions"], ["passage", "radio", "cafe", "jardin"],
    )  # fmt: skip
    assert name_slugs(read_study(project)) == (
        ["entretiens", "portes-ouvertes", "reunions-2028", "reunions"],
        ["passage-2028", "radio", "cafe", "jardin", "passage"],
    )


def test_a_third_edition_follows_the_second(project: Path) -> None:
    text = (project / FIGURE).read_text(encoding="utf-8")
    third = text.replace("edition: 2028", "edition: 2030").replace(
        "remplace: reunions", "remplace: reunions-2028"
    )
    (project / "content/chiffres/a-2030.yml").write_text(third, encoding="utf-8")
    add_edition(project, 2030, figures=False)
    study = read_study(project)
    assert list(study.chiffres)[-3:] == ["portes-ouvertes", "reunions-2028", "reunions"]
    by = {url: [each.slug for each in found] for url, found in study.replacing.items()}
    assert by["chiffres/reunions-2028/"] == ["a-2030"]
    assert by["chiffres/reunions/"] == ["reunions-2028"]
    assert list(study.etude.by_year) == [2030, 2028, 2025]


def test_a_number_may_be_that_of_another_edition_only(project: Path) -> None:
    read_study(project)  # both have a portrait 1
    change(project, PORTRAIT, "edition: 2028\nremplace: passage\n", "edition: 2025\n")
    assert [code for _, code, _ in list_problems(project)] == ["numero-double"] * 2


def test_a_similar_portrait_is_not_one_that_is_replaced(project: Path) -> None:
    study = read_study(project)
    near = {p.slug for each in study.portraits.values() for p in study.find_similar(each)}
    assert "passage-2028" in near
    assert "passage" not in near


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        (FIGURE, "edition: 2028", "edition: 2027", "edition-inconnue",
         "L'édition 2027 de l'étude n'est pas déclarée. Éditions déclarées : 2025, 2028."),
        (PORTRAIT, "edition: 2028", "edition: 2027", "edition-inconnue", "content/etude.yml"),
        ("content/synthese.yml", "lien: debut\n    edition: 2025", "lien: debut\n    edition: 2024",
         "edition-inconnue", "2025, 2028"),
        ("content/etude.yml", "courante: 2028", "courante: 2027", "edition-inconnue", "2027"),
        ("content/etude.yml", "annee: 2028", "annee: 2025", "element-double", "« 2025 »"),
        ("content/etude.yml", "annee: 2028", "annee: l'an 2028", "type", "Un nombre entier"),
        ("content/etude.yml", "annee: 2025", "annee: [2025]", "type", "annee: 2026"),
        (OLD_FIGURE, "edition: 2025\n", "", "cle-manquante", "« Édition » manque"),
        (OLD_PORTRAIT, "edition: 2025\n", "", "origine-etude", "une édition"),
        (FIGURE, "edition: 2028", "edition: 2025", "remplace-edition",
         "« reunions » n'est pas d'une édition plus ancienne que 2025 : il est de l'édition 2025."),
        (FIGURE, "remplace: reunions", "remplace: reunions-2028", "remplace-edition",
         "c'est ce fichier lui-même"),
        (OLD_FIGURE, "edition: 2025", "edition: 2025\nremplace: reunions-2028",
         "remplace-edition", "il est de l'édition 2028"),  # a loop
        (PORTRAIT, "remplace: passage", "remplace: cafe", "remplace-edition",
         "c'est un témoignage, sans édition"),
        (FIGURE, "remplace: reunions", "remplace: passage", "reference-inconnue",
         "C'est un fichier de portraits/ : nommez-en un de content/chiffres/."),
        (PORTRAIT, "remplace: passage", "remplace: reunions", "reference-inconnue",
         "C'est un fichier de content/chiffres/ : nommez-en un de portraits/."),
        (FIGURE, "remplace: reunions", "remplace: reunion", "reference-inconnue",
         "Vouliez-vous dire « reunions » ?"),
        ("portraits/cafe.yml", "origine: temoignage", "origine: temoignage\nedition: 2028",
         "origine-temoignage", "ni édition"),
        ("portraits/cafe.yml", "origine: temoignage", "origine: temoignage\nremplace: passage",
         "origine-temoignage", "« remplace: »"),
    ],
)  # fmt: skip
def test_what_no_edition_can_be_is_told_in_its_file(
    project: Path, file: str, old: str, new: str, code: str, words: str
) -> None:
    change(project, file, old, new)
    found = [(where, said) for where, kind, said in list_problems(project) if kind == code]
    assert [where for where, _ in found] == [file]
    assert words in found[0][1]


@pytest.mark.parametrize(
    ("old", "new"),
    [("editions:", "edition:"), ("annee: 2028", "annee: l'an 2028"), ("annee: 2025", "annee: []")],
)
def test_editions_that_cannot_be_read_are_told_once(project: Path, old: str, new: str) -> None:
    change(project, "content/etude.yml", old, new)
    assert {file for file, *_ in list_problems(project)} == {"content/etude.yml"}
