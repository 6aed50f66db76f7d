"""No two pages or files are published at the same address."""

import re
from pathlib import Path

import pytest

from scripts.problems.problem import InvalidStudyError, Problem
from scripts.reading.documents import parse_document
from scripts.schema.registry import KINDS
from scripts.schema.site import OldAddresses
from scripts.study.addresses import Source, check_addresses, check_moves, list_entry, list_site
from scripts.study.study import Study, read_study
from tests.conftest import ROOT, hide_digest


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


def test_a_name_at_fault_hides_no_address_of_another_file(small_project: Path) -> None:
    copy_as(small_project, "portraits/jardin.yml", "portraits/Au fond.yml")
    (small_project / "docs/portraits/jardin.md").write_text("---\ntitle: x\n---\n")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(small_project)
    assert {(problem.code, problem.file) for problem in caught.value.problems} >= {
        ("nom-de-fichier", "portraits/Au fond.yml"), ("adresse-double", "portraits/jardin.yml"),
    }  # fmt: skip


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


def test_a_link_of_the_home_page_to_a_withdrawn_portrait_is_to_be_removed(project: Path) -> None:
    path = project / "content/accueil.yml"
    text = path.read_text(encoding="utf-8")
    gone = "lien: portraits/jardin-perdu/#contexte"
    path.write_text(text.replace("lien: a-qui-demander/", gone), encoding="utf-8")
    (project / "content/retraits.yml").write_text(
        "retraits:\n  - slug: jardin-perdu\n    date: 2026-02-01\n", encoding="utf-8"
    )
    (problem,) = find_problems(project, "adresse-perdue")
    assert problem.remedy.startswith("Ce portrait a été retiré")
    assert "remettez" not in problem.remedy


def test_one_old_address_twice_is_refused(project: Path) -> None:
    path = project / "content/anciennes_adresses.yml"
    move = "  - ancienne: avant/\n    nouvelle: portraits/\n"
    path.write_text(f"adresses:\n{move}{move}", encoding="utf-8")
    (problem,) = find_problems(project, "adresse-double")
    assert problem.line == 4
    assert "content/anciennes_adresses.yml:2" in problem.message


def test_what_docs_holds_is_published_but_what_begins_with_a_dot(tmp_path: Path) -> None:
    for name in ("index.md", "a.md", "b/index.md", "b/c.pdf", ".d/e.md", "b/.f"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text("")
    found = [(source.address, source.file) for source in list_site(tmp_path) if source.file]
    assert found == [
        ("a/", "docs/a.md"), ("b/c.pdf", "docs/b/c.pdf"), ("b/", "docs/b/index.md"),
        ("", "docs/index.md"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("new", "found"),
    [("a/", True), ("a/#ici", True), ("b/", False), ("b/#a", False), ("fait/", False)],
)
def test_a_page_moves_to_one_that_somebody_wrote(new: str, found: bool) -> None:
    text = f"adresses:\n  - ancienne: avant/\n    nouvelle: {new}\n"
    document = parse_document(text, "moves.yml")
    moves = OldAddresses.model_validate(
        {"adresses": [{"ancienne": "avant/", "nouvelle": new}]}, context={"slugs": {}, "slug": ""}
    )
    sources = [Source("a/", "docs/a.md"), Source("fait/")]
    told = [(fault.file, str(fault.describe())) for fault in check_moves(moves, document, sources)]
    assert [file for file, _ in told] == ([] if found else ["moves.yml"])
    for _, words in told:
        assert words.startswith("moves.yml:3:15: adresse-perdue ")
        assert f"« {new} »" in words or f"/{new}" in words


def test_two_at_one_address_are_told_at_the_second_ones_key() -> None:
    document = parse_document("un: {}\ndeux: {}\n", "x.yml")
    sources = [
        Source("a/", "docs/a.md"), Source("B/", "docs/B.md"),
        Source("b/", "x.yml", document, ("deux",)), Source("pagefind/", ""),
        Source("pagefind/x", "x.yml", document, ("un",)), Source("a/index.html", "docs/z"),
    ]  # fmt: skip
    told = [str(fault.describe()) for fault in check_addresses(sources)]
    assert [words.split(" ")[0] for words in told] == ["x.yml:2:1:", "x.yml:1:1:", "docs/z:1:1:"]
    assert "docs/B.md:1" in told[0]
    assert "le site la fait lui-même" in told[1]
    assert "docs/a.md:1" in told[2]


def test_a_page_of_docs_at_the_address_of_a_key_is_told_at_the_key(small_project: Path) -> None:
    (small_project / "docs/ressources/zoom.md").write_text("---\ntitle: x\n---\n")
    (problem,) = find_problems(small_project, "adresse-double")
    line = (small_project / "content/ressources.yml").read_text(encoding="utf-8").splitlines()
    assert (problem.file, problem.column) == ("content/ressources.yml", 1)
    assert line[problem.line - 1] == "zoom:"
    assert "docs/ressources/zoom.md:1" in problem.message


def test_a_page_of_docs_where_a_text_in_plain_words_is_told_at_that_text(
    small_project: Path,
) -> None:
    page = small_project / "docs/spheres/ecole/en-clair.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: x\n---\n")
    (problem,) = find_problems(small_project, "adresse-double")
    lines = (small_project / "content/spheres/ecole.yml").read_text(encoding="utf-8").splitlines()
    assert problem.file == "content/spheres/ecole.yml"
    assert lines[problem.line - 1] == "en_clair:"


def test_a_page_of_docs_where_a_figure_is_framed_is_told(small_project: Path) -> None:
    page = small_project / "docs/chiffres/reunions/integrer.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: x\n---\n")
    (problem,) = find_problems(small_project, "adresse-double")
    assert problem.file == "content/chiffres/reunions.yml"


# What is in them is the site's own, as the check knows.
FOLDERS = ("pagefind/", "donnees/tables/")


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
    known |= {page for withdrawal in study.retraits.retraits for page in withdrawal.pages}
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    addresses = {re.sub(r"(^|/)index\.html$", r"\1", hide_digest(name)) for name in published}
    assert {a for a in addresses - known if not a.startswith(FOLDERS)} == set()
