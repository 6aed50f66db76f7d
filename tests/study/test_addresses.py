"""No two pages or files are published at the same address."""

import re
from pathlib import Path

import pytest

from scripts.problems.problem import InvalidStudyError, Problem
from scripts.schema.registry import KINDS
from scripts.study.addresses import list_entry, list_site
from scripts.study.study import Study, read_study
from tests.conftest import ROOT


def copy_as(project: Path, source: str, target: str) -> None:
    path = project / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((project / source).read_text(encoding="utf-8"), encoding="utf-8")


def find_problems(project: Path, code: str) -> list[Problem]:
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    return [problem for problem in caught.value.problems if problem.code == code]


CHAPTER = "content/chapitres/conclusion.yml"
PORTRAIT = "portraits/marche-introspective.yml"


@pytest.mark.parametrize(
    ("source", "target", "other"),
    [
        (CHAPTER, "content/chapitres/portraits.yml", "docs/portraits/index.md:1"),
        (CHAPTER, "content/chapitres/portraits/passerelles.yml", "portraits/passerelles.yml:2"),
        (CHAPTER, "content/chapitres/glossaire.yml", "docs/glossaire.md:1"),
        (CHAPTER, "content/chapitres/donnees.yml", "docs/donnees.md:1"),
        (CHAPTER, "content/chapitres/pagefind.yml", "le site la fait lui-même"),
        (CHAPTER, "content/chapitres/pagefind/x.yml", "le site la fait lui-même"),
        (CHAPTER, "content/chapitres/tous-les-portraits.yml", "le site la fait lui-même"),
        (CHAPTER, "content/chapitres/spheres/ecole.yml", "content/spheres/ecole.yml:"),
    ],
)
def test_a_file_at_the_address_of_another_is_refused(
    project: Path, source: str, target: str, other: str
) -> None:
    copy_as(project, source, target)
    problems = find_problems(project, "adresse-double")
    told = [f"{problem.file}:{problem.line} {problem.message}" for problem in problems]
    assert all(target in line for line in told)
    assert other in told[0]
    pages = [line for line in told if "en-clair/" not in line]
    assert len(pages) == 1, "the rest is its page in plain words"


def test_a_portrait_named_like_a_written_page_is_refused(project: Path) -> None:
    (project / "docs/portraits/marche-introspective.md").write_text("---\ntitle: x\n---\n")
    (problem,) = find_problems(project, "adresse-double")
    assert problem.file == PORTRAIT
    assert "docs/portraits/marche-introspective.md:1" in problem.message


def test_a_file_of_docs_in_the_place_of_data_is_refused(project: Path) -> None:
    (project / "docs/donnees").mkdir()
    (project / "docs/donnees/portraits.json").write_text("[]")
    (project / "docs/donnees/chiffres").mkdir()
    (project / "docs/donnees/chiffres/contrat-de-ville.csv").write_text("")
    problems = find_problems(project, "adresse-double")
    assert {problem.file for problem in problems} == {
        "docs/donnees/portraits.json",
        "content/chiffres/contrat-de-ville.yml",
    }


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("portraits/passerelles/", "portraits/", "adresse-double"),
        ("aide/", "portraits/", "adresse-double"),
        ("avant/", "portraits/nulle-part/", "adresse-perdue"),
        ("avant/", "donnees/portraits/", "adresse-perdue"),
    ],
)
def test_an_old_address_is_checked_at_its_line(
    project: Path, old: str, new: str, code: str
) -> None:
    path = project / "content/anciennes_adresses.yml"
    path.write_text(f"adresses:\n  - ancienne: {old}\n    nouvelle: {new}\n", encoding="utf-8")
    (problem,) = find_problems(project, code)
    assert (problem.file, problem.line) == (
        "content/anciennes_adresses.yml",
        2 if code == "adresse-double" else 3,
    )


def test_a_link_of_the_home_page_to_no_page_is_told_at_its_line(project: Path) -> None:
    path = project / "content/accueil.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lien: a-qui-demander/", "lien: a-qui/#moi"), encoding="utf-8")
    (problem,) = find_problems(project, "adresse-perdue")
    line = text[: text.index("lien: a-qui-demander/")].count("\n") + 1
    assert (problem.file, problem.line) == ("content/accueil.yml", line)
    assert problem.message == (
        "« À qui demander ? » mène à « a-qui/#moi », qui n'est l'adresse d'aucune page."
    )


def test_one_old_address_twice_is_refused(project: Path) -> None:
    path = project / "content/anciennes_adresses.yml"
    move = "  - ancienne: avant/\n    nouvelle: portraits/\n"
    path.write_text(f"adresses:\n{move}{move}", encoding="utf-8")
    (problem,) = find_problems(project, "adresse-double")
    assert problem.line == 4
    assert "content/anciennes_adresses.yml:2" in problem.message


def test_every_published_file_has_one_known_source(site: Path, study: Study) -> None:
    """What is built is what the check knows: nothing is published that it would not see."""
    entries = [
        source
        for kind in KINDS
        for slug in study.list_records(kind)
        for source in list_entry(kind, slug, "", None)
    ]
    known = {source.address for source in [*list_site(ROOT), *entries]}
    known |= {f"{text.url}en-clair/" for text in study.plain_texts}
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    addresses = {re.sub(r"(^|/)index\.html$", r"\1", name) for name in published}
    assert {a for a in addresses - known if not a.startswith("pagefind/")} == set()
