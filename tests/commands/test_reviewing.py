"""What a maintainer is shown of a portrait that is received."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.__main__ import main
from scripts.commands.reviewing import receive, review
from scripts.problems.problem import InvalidStudyError
from scripts.reading.documents import parse_document
from scripts.reading.writing import FIRST_LINE, write_mapping
from scripts.site.site import Site
from scripts.site.sources import read_sources
from scripts.study.likeness import find_nearest
from scripts.study.study import Study, read_study
from tests.conftest import LOOK, ROOT, SMALL_STUDY
from tests.office.filling import Grid, fill, write_blank
from tests.reading.typed import CONTEXT, TITLE
from tests.site.test_portrait_added import TEXT

Run = Callable[..., tuple[int, str]]

TOLD = TEXT.replace(
    CONTEXT, "  texte: Au collège Lumière, à Bron, voir https://exemple.fr/jardin.\n"
) + (
    "chiffres_cles:\n  - valeur: 50\n    unite: '%'\n    libelle: des familles\n"
    "fausses_alertes: [collège Lumière]\n"
)
ISSUE = (
    "### Nom du fichier\n\njardin-partage.yml\n\n### Le fichier, en entier\n\n```yaml\n{}```\n\n"
    "### Avant d'envoyer\n\n- [X] **Accord.** Oui.\n- [ ] **Sources.** Chaque nombre en a une.\n"
)


def show(folder: Path, text: str, study: Study, name: str = "recu.yml") -> dict[str, str]:
    """The parts of the sheet, by title."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    parts = review(receive(path), study).split("\n\n")
    return {title.split(" :")[0]: body for title, _, body in (p.partition("\n") for p in parts)}


def test_a_sheet_says_what_is_told_and_what_to_ask(study: Study, tmp_path: Path) -> None:
    sheet = show(tmp_path, TOLD, study)
    for line in ["Titre : Le jardin des colibris", "Sphères : Virtualité — ", "Niveaux : Méso — ",
                 "Types d’acteurs : Parents", "Chiffres clés : 50 % des familles"]:  # fmt: skip
        assert line in sheet["CE QUI EST DIT"]
    asked = sheet["CE QU'IL FAUT SE DEMANDER"]
    for question in study.relire.questions:
        assert (question.question in asked) == (question.titre != "Accord"), "it is given"
    assert "Accord : oui." in asked
    (confirmed,) = [line for line in asked.split("\n") if "collège Lumière" in line]
    assert "ligne 18" in confirmed
    assert "l'auteur dit fausse" in confirmed
    assert "« Bron »" in asked
    assert "CE QUE DIT LA VÉRIFICATION" not in sheet, "each alarm is told once"
    requests = sheet["À DEMANDER À L'AUTEUR"]
    for said in ["« collège Lumière » ; « Bron » : est-ce", "« 50 % des familles »",
                 "https://exemple.fr/jardin ?"]:  # fmt: skip
        assert said in requests
    assert "consentement" not in requests, "it is given"
    assert "Il manque 3 réponses" in sheet["FICHE DE RELECTURE"]
    assert "Demande 3." in asked.split("\n")[-1]
    assert "« Une question »" in sheet["LE COURRIEL À ENVOYER"]
    assert "« Accepté »" not in sheet["LE COURRIEL À ENVOYER"]


def list_texts(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return [text for each in inside for text in list_texts(each)]
    return [str(value)]


def test_all_that_a_portrait_says_is_told_once(tmp_path: Path) -> None:
    """Who reviews reads the sheet, and needs not read the file."""
    path = SMALL_STUDY / "portraits/cafe.yml"
    text = path.read_text(encoding="utf-8")
    said = show(tmp_path, text, read_study(SMALL_STUDY))["CE QUI EST DIT"]
    told = " ".join(said.split())
    sentences = [value for value in list_texts(yaml.safe_load(text)) if " " in value]
    assert len(sentences) > 50
    for sentence in sentences:
        assert " ".join(sentence.split()) in told
    assert "Marges de progrès, Texte : Il reste des absents." in said


def test_a_number_in_a_sentence_is_asked_for_its_source(study: Study, tmp_path: Path) -> None:
    text = TEXT.replace("On sème ensemble", "25 parents sèment, de 6 à 11 ans, en 5e")
    text += "cout: Depuis 2022, 3000 euros par an.\nfreins:\n  - Les absences baissent de 2,5 %\n"
    sheet = show(tmp_path, text, study)
    for said in ("25 parents sèment", "3000 euros par an", "absences baissent de 2,5 %"):
        assert said in sheet["À DEMANDER À L'AUTEUR"]
    assert len(sheet["À DEMANDER À L'AUTEUR"].strip().split("\n")) == 1, "asked together"


def test_what_may_be_a_name_is_shown_to_be_read(study: Study, tmp_path: Path) -> None:
    text = TEXT.replace("On sème ensemble", "On sème avec les Mots du Quai, à la Cité, avec l'État")
    asked = show(tmp_path, text, study)["CE QU'IL FAUT SE DEMANDER"]
    (line,) = [line for line in asked.split("\n") if "majuscules" in line]
    assert line.endswith(": Mots du Quai"), "the others are in portraits that are published"
    assert "majuscules" not in show(tmp_path, TEXT, study)["CE QU'IL FAUT SE DEMANDER"]


def test_words_of_the_files_are_shown_as_people_write_them(study: Study, tmp_path: Path) -> None:
    said = show(tmp_path, TEXT, study)["CE QUI EST DIT"]
    assert "23 novembre 2026" in said
    assert study.vocabulaires["licences"]["cc-by-sa"].titre in said
    assert "Niveaux : Méso" in said
    assert not re.search(r"cc-by|2026-11|environnement\b", said)
    wrong = show(tmp_path, TEXT.replace("2026-11-23", "hier"), study)["CE QUI EST DIT"]
    assert " — hier — " in wrong


def test_a_text_that_lacks_nothing_is_followed_by_an_answer(study: Study, tmp_path: Path) -> None:
    sheet = show(tmp_path, TEXT, study)
    assert sheet["FICHE DE RELECTURE"].split("\n")[0].strip() == "Rien ne manque."
    assert sheet.keys().isdisjoint({"À DEMANDER À L'AUTEUR", "CE QUE DIT LA VÉRIFICATION"})
    asked = sheet["CE QU'IL FAUT SE DEMANDER"].split("\n")
    assert len(asked) == 4 and "Sources : aucun nombre." in asked[2], "answered in a line"
    for mail in ("accepte", "refuse"):
        assert f"/mainteneurs/moderer/#courriel-{mail}" in sheet["LE COURRIEL À ENVOYER"]
    assert "« Une question »" not in sheet["LE COURRIEL À ENVOYER"]


def test_an_issue_that_is_pasted_is_read_at_its_lines(study: Study, tmp_path: Path) -> None:
    wrong = TOLD.replace(TITLE, "titre: Lire : un projet\n")
    sheet = show(tmp_path, ISSUE.format(wrong), study, "demande.txt")
    assert "portraits/jardin-partage.yml" in sheet["FICHE DE RELECTURE"]
    assert "ligne 14 : Ce texte contient deux-points" in sheet["CE QUE DIT LA VÉRIFICATION"]
    assert "Cochez la case, si c'est vrai : Sources. Chaque" in sheet["À DEMANDER À L'AUTEUR"]
    assert "Accord. Oui" not in sheet["À DEMANDER À L'AUTEUR"]
    assert "Titre : Lire : un projet" in sheet["CE QUI EST DIT"], "what is meant is shown"


def test_the_form_of_the_host_is_the_one_that_is_read(tmp_path: Path) -> None:
    form = (ROOT / ".github/ISSUE_TEMPLATE/portrait.yml").read_text(encoding="utf-8")
    assert "label: Nom du fichier\n" in form
    assert "render: yaml\n" in form
    (tmp_path / "x.txt").write_text(ISSUE.format(TEXT), encoding="utf-8")
    received = receive(tmp_path / "x.txt")
    assert received.text == "\n" * 7 + TEXT
    assert (received.slug, received.unticked) == (
        "jardin-partage", ("Sources. Chaque nombre en a une.",),
    )  # fmt: skip


def test_a_testimony_sent_twice_is_told(study: Study, tmp_path: Path) -> None:
    text = (ROOT / "portraits/passerelles.yml").read_text(encoding="utf-8")
    sheet = show(tmp_path, text, study, "autre-nom.yml")
    told = sheet["RESSEMBLANCE"]
    assert "portraits/passerelles.yml" in told
    assert "100 sont aussi" in told
    assert len(told.split("\n")[-1].split()) < 40, "enough of the passage to recognise it"
    assert study.relire.ressemblances[0].sens in sheet["FICHE DE RELECTURE"]
    sheet = show(tmp_path, TEXT, study)
    assert study.relire.ressemblances[-1].sens in sheet["FICHE DE RELECTURE"]
    assert "RESSEMBLANCE" not in sheet


def test_a_correction_is_not_compared_with_itself(study: Study, tmp_path: Path) -> None:
    text = (ROOT / "portraits/passerelles.yml").read_text(encoding="utf-8")
    sheet = show(tmp_path, text, study, "passerelles.yml")
    assert "déjà dans le projet : portraits/passerelles.yml" in sheet["FICHE DE RELECTURE"]
    sheet = show(tmp_path, text.replace("50 000 €", "12 €"), study, "passerelles.yml")
    assert "Corrige un portrait publié" in sheet["FICHE DE RELECTURE"]
    assert "RESSEMBLANCE" not in sheet


def test_the_name_of_a_portrait_that_was_taken_away_is_told(tmp_path: Path) -> None:
    sheet = show(tmp_path, TEXT, read_study(SMALL_STUDY), "atelier.yml")
    assert "retiré du site : « atelier »" in sheet["FICHE DE RELECTURE"]
    assert "Un nouveau portrait" not in sheet["FICHE DE RELECTURE"]


def test_likeness_is_of_runs_of_words() -> None:
    nearest = find_nearest("Un deux trois quatre.", {"a": "six sept huit", "b": "Un, deux TROIS"})
    assert nearest == ("b", 100, "un deux trois")
    assert find_nearest("Un deux", {}) is None


def test_a_terminal_obeys_nothing_of_a_stranger_s_text(study: Study, tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(
        TEXT.replace("La cour", 'La "\x1b]0;x\x07" cour') + 'cout: "\\e[2J"\n', encoding="utf-8"
    )
    shown = review(receive(tmp_path / "x.yml"), study)
    assert "\x1b" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize("content", [b"", b"# rien\n", b"[1, 2]\n", b"titre\n", b"spheres: x\n"])
def test_what_says_nothing_has_its_sheet_too(study: Study, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.yml").write_bytes(content)
    assert "À DEMANDER À L'AUTEUR\n  1. " in review(receive(tmp_path / "x.yml"), study)


def test_what_cannot_be_read_is_told(study: Study, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.yml"):
        with pytest.raises(InvalidStudyError):
            review(receive(path), study)
    (tmp_path / "x.yml").write_bytes(TEXT.encode("mac-roman"))
    with pytest.raises(InvalidStudyError, match="encodage"):
        review(receive(tmp_path / "x.yml"), study)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_grid_is_sent_to_the_command_that_imports_it(
    small_project: Path, tmp_path: Path, run_command: Run, content: bytes
) -> None:
    path = tmp_path / "grille remplie.docx"
    path.write_bytes(content + b"\0" * 9)
    (small_project / "portraits/brouillon.yml").write_text("titre: Seul\n", encoding="utf-8")
    code, said = run_command(small_project, "review", str(path))
    assert code == 1 and said.count("\n") == 1, "whatever else is at fault"
    assert f"make import FILE='{path}'" in said


def test_a_draft_of_the_project_is_reviewed_where_it_is(
    small_project: Path, run_command: Run
) -> None:
    """As `make import` leaves it: it alone is at fault."""
    path = small_project / "portraits/brouillon.yml"
    text = f"# À VÉRIFIER : Date\n{TEXT}".replace("  consentement: oui\n", "")
    path.write_text(text, encoding="utf-8")
    code, sheet = run_command(small_project, "review", str(path))
    assert code == 0
    assert "Un nouveau portrait : portraits/brouillon.yml" in sheet
    assert "« À VÉRIFIER » (lignes 1)" in sheet
    (path.parent / "autre.yml").write_text("titre: Seul\n", encoding="utf-8")
    code, said = run_command(small_project, "review", str(path))
    assert code == 1 and "La fiche de relecture n'est pas faite" in said


def test_what_is_asked_of_the_author_is_in_plain_words(study: Study, tmp_path: Path) -> None:
    text = TEXT.replace("  consentement: oui\n", "").replace("  licence: cc-by-sa\n", "")
    asked = show(tmp_path, text, study)["À DEMANDER À L'AUTEUR"]
    assert "« Provenance, Licence » manque." in asked
    assert study.vocabulaires["licences"]["etalab-2"].titre in asked
    assert asked.count("Consentement") == 1, "the question of the agreement asks for it"
    assert "Ajoutez" not in asked and "licence:" not in asked and "consentement:" not in asked
    wrong = TEXT.replace("licence: cc-by-sa", "licence: libre")
    asked = show(tmp_path, wrong, study)["À DEMANDER À L'AUTEUR"]
    assert study.vocabulaires["licences"]["etalab-2"].titre in asked, "titles, not slugs"
    assert "etalab-2" not in asked


def test_a_number_told_twice_is_asked_about_once(study: Study, tmp_path: Path) -> None:
    figures = [("47", "", "familles inscrites"), ("2,5", "%", "avaient une carte")]
    told = TEXT.replace("On sème ensemble", "Déjà 47 familles, et 2,5 % avec carte")
    told += "freins:\n  - Les 47 enseignants manquent\nchiffres_cles:\n" + "".join(
        f"  - valeur: '{value}'\n    libelle: {label}\n" + (f"    unite: '{unit}'\n" * bool(unit))
        for value, unit, label in figures
    )
    sheet = show(tmp_path, told, study)
    (asked,) = [line for line in sheet["À DEMANDER À L'AUTEUR"].split("\n") if "nombre" in line]
    for said in ("47 familles inscrites", "2,5 % avaient une carte"):
        assert f"« {said} » (Chiffres clés ; " in asked
    assert "47 enseignants manquent » ?" in asked, "as many teachers as families are another number"


def run_git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=x", "-c", "user.email=x@exemple.fr", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def publish_and_clone(project: Path, tmp_path: Path) -> Path:
    """Commit a project, push it to a repository of its own; return a contributor's clone."""
    kept = tmp_path / "depot.git"
    run_git(tmp_path, "init", "--bare", str(kept))
    run_git(project, "init")
    run_git(project, "add", "content", "portraits", "docs", "mkdocs.yml")
    run_git(project, "commit", "-m", "Le site")
    run_git(project, "remote", "add", "origin", str(kept))
    run_git(project, "push", "origin", "HEAD:main")
    contributor = tmp_path / "copie"
    run_git(tmp_path, "clone", "--branch", "main", str(kept), str(contributor))
    return contributor


def propose(contributor: Path, slug: str) -> None:
    """Push a portrait of the contributor's clone, on a branch."""
    run_git(contributor, "checkout", "-b", slug)
    run_git(contributor, "add", f"portraits/{slug}.yml")
    run_git(contributor, "commit", "-m", slug)
    run_git(contributor, "push", "origin", slug)


def review_and_merge(project: Path, tmp_path: Path, slug: str, run_command: Run) -> str:
    """What a maintainer does of a branch: returns the sheet, once it is merged and passes."""
    run_git(project, "fetch", "origin", slug)
    received = tmp_path / f"{slug}.yml"
    received.write_text(run_git(project, "show", f"FETCH_HEAD:portraits/{slug}.yml"), "utf-8")
    code, sheet = run_command(project, "review", str(received))
    assert code == 0, sheet
    run_git(project, "merge", "FETCH_HEAD", "-m", slug)
    code, said = run_command(project, "check")
    assert code == 0, said
    return sheet


def read_page_of(project: Path, slug: str) -> str:
    """The page of a portrait, in the site that the project makes."""
    pages = Site(ROOT, read_sources(project), LOOK).make_pages()
    (page,) = [page for page in pages if page.url == f"portraits/{slug}/"]
    return page.document


@pytest.fixture
def run_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in the project that is named first; returns its code and what it says."""

    def run(project: Path, *arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("scripts.__main__.ROOT", project)
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_each_portrait_of_a_folder_has_its_sheet(
    small_project: Path, tmp_path: Path, run_command: Run
) -> None:
    """All that came at once; what cannot be read keeps nobody from the others."""
    folder = tmp_path / "reçus"
    folder.mkdir()
    (folder / "a.docx").write_bytes(b"PK\x03\x04" + b"\0" * 9)
    for name in ("b", "c"):
        (folder / f"{name} d.yml").write_text(TEXT, encoding="utf-8")
    code, said = run_command(small_project, "review", str(folder))
    assert code == 1 and "make import FILE=" in said
    assert re.findall("RELECTURE : (.+)", said) == ["b d.yml", "c d.yml"]


def test_from_the_form_to_the_merged_page(
    small_project: Path, tmp_path: Path, run_command: Run
) -> None:
    """What the form writes, proposed on a branch, checked, reviewed, merged, then built."""
    contributor = publish_and_clone(small_project, tmp_path)
    data = parse_document(TEXT, "x.yml").data
    assert isinstance(data, dict)
    text = f"{FIRST_LINE.format(name='portraits')}\n{write_mapping(data)}"
    (contributor / "portraits/jardin-colibris.yml").write_text(text, encoding="utf-8")
    propose(contributor, "jardin-colibris")

    sheet = review_and_merge(small_project, tmp_path, "jardin-colibris", run_command)
    assert "Un nouveau portrait : portraits/jardin-colibris.yml" in sheet
    assert "Vérification : aucun problème." in sheet
    assert "Le jardin des colibris" in read_page_of(small_project, "jardin-colibris")


def test_from_the_grid_to_the_merged_page(
    small_project: Path, tmp_path: Path, run_command: Run
) -> None:
    """A grid filled in Word, imported, its faults mended, then as what the form writes."""
    steps = yaml.safe_load((ROOT / "content/etapes.yml").read_text(encoding="utf-8"))
    for step in steps.values():  # the small study has not the portraits of their examples
        step.pop("exemples", None)
    (small_project / "content/etapes.yml").write_text(yaml.safe_dump(steps), encoding="utf-8")
    contributor = publish_and_clone(small_project, tmp_path)
    shutil.copytree(ROOT / "overrides/bureau", contributor / "overrides/bureau")

    study = read_study(contributor)
    grid = Grid(write_blank(study, tmp_path / "grille.docx"))
    data: Any = parse_document(TEXT, "x.yml").data
    del data["provenance"]["date"]
    fill(grid, data | {"resume": "À Oyonnax, une école et un centre social cultivent."}, study)
    grid.answer("provenance.date", "un lundi de novembre")
    filled = grid.save(tmp_path / "grille remplie.docx")
    code, said = run_command(contributor, "import", str(filled))
    (path,) = (contributor / "portraits").glob("le-jardin-*.yml")
    assert code == 1 and f"{path.name} est écrit" in said
    for fault in ("« Date » manque", "« Oyonnax »", "« Ecole Dehors » est peut-être un lieu"):
        assert fault in said

    slug = "jardin-colibris"
    written = path.read_text(encoding="utf-8")
    assert "À VÉRIFIER : Provenance, Date, « un lundi de novembre »" in written
    mended = re.sub(r"^ *# {1,3}(À VÉRIFIER| ).*\n", "", written, flags=re.MULTILINE)
    mended = mended.replace("À Oyonnax, une", "Une")
    mended = mended.replace("provenance:\n", "provenance:\n  date: 2026-11-23\n")
    path = path.rename(path.with_name(f"{slug}.yml"))
    path.write_text(mended, encoding="utf-8")
    code, said = run_command(contributor, "check", str(path))
    assert (code, said) == (0, "1 fichier(s) vérifié(s), aucun problème.\n")
    propose(contributor, slug)

    sheet = review_and_merge(small_project, tmp_path, slug, run_command)
    assert f"Un nouveau portrait : portraits/{slug}.yml" in sheet
    assert "Vérification : aucun problème." in sheet
    page = read_page_of(small_project, slug)
    assert "Une école et un centre social cultivent." in page
    assert "VÉRIFIER" not in page and "Oyonnax" not in page
