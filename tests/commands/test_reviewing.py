"""What a maintainer is shown of a portrait that is received."""

import subprocess
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.commands.reviewing import receive, review
from scripts.problems.problem import InvalidStudyError
from scripts.study.likeness import find_nearest
from scripts.study.study import Study
from tests.conftest import ROOT
from tests.reading.typed import CONTEXT, TITLE
from tests.site.test_portrait_added import TEXT

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
    parts = review(path, study).split("\n\n")
    return {title.split(" :")[0]: body for title, _, body in (p.partition("\n") for p in parts)}


def test_a_sheet_says_what_is_told_and_what_to_ask(study: Study, tmp_path: Path) -> None:
    sheet = show(tmp_path, TOLD, study)
    for line in ["Titre : Le jardin des colibris", "Sphère : Virtualité", "Niveau : Méso",
                 "Types d’acteurs : Parents", "Chiffre : 50 % des familles"]:  # fmt: skip
        assert line in sheet["CE QUI EST DIT"]
    asked = sheet["CE QU'IL FAUT SE DEMANDER"]
    for question in study.relire.questions:
        assert question.question in asked
    (confirmed,) = [line for line in asked.split("\n") if "collège Lumière" in line]
    assert "ligne 18" in confirmed
    assert "l'auteur dit fausse" in confirmed
    assert "« Bron »" in asked
    assert "https://exemple.fr/jardin\n" in f"{asked}\n"
    assert "Bron" in sheet["CE QUE DIT LA VÉRIFICATION"]
    requests = sheet["À DEMANDER À L'AUTEUR"]
    for said in ["« collège Lumière » : est-ce", "« Bron » : est-ce", "« 50 % des familles »"]:
        assert said in requests
    assert "consentement" not in requests, "it is given"
    assert study.courriels.question.quand in sheet["LE COURRIEL À ENVOYER"]
    assert study.courriels.accepte.quand not in sheet["LE COURRIEL À ENVOYER"]


def test_a_text_that_lacks_nothing_is_followed_by_an_answer(study: Study, tmp_path: Path) -> None:
    sheet = show(tmp_path, TEXT, study)
    assert sheet["À DEMANDER À L'AUTEUR"].strip() == "Rien."
    for mail in (study.courriels.accepte, study.courriels.refuse):
        assert mail.quand in sheet["LE COURRIEL À ENVOYER"]
    assert study.courriels.question.quand not in sheet["LE COURRIEL À ENVOYER"]


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
    told = show(tmp_path, text, study, "autre-nom.yml")["RESSEMBLANCE"]
    assert "portraits/passerelles.yml" in told
    assert "100 sont aussi" in told
    assert study.relire.ressemblances[0].sens in told
    assert study.relire.ressemblances[-1].sens in show(tmp_path, TEXT, study)["RESSEMBLANCE"]


def test_a_correction_is_not_compared_with_itself(study: Study, tmp_path: Path) -> None:
    text = (ROOT / "portraits/passerelles.yml").read_text(encoding="utf-8")
    sheet = show(tmp_path, text, study, "passerelles.yml")
    assert "Corrige un portrait publié" in sheet["FICHE DE RELECTURE"]
    assert "portraits/passerelles.yml" not in sheet["RESSEMBLANCE"]


def test_likeness_is_of_runs_of_words() -> None:
    nearest = find_nearest("Un deux trois quatre.", {"a": "six sept huit", "b": "Un, deux TROIS"})
    assert nearest == ("b", 100, "un deux trois")
    assert find_nearest("Un deux", {}) is None


def test_a_terminal_obeys_nothing_of_a_stranger_s_text(study: Study, tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(
        TEXT.replace("La cour", 'La "\x1b]0;x\x07" cour') + 'cout: "\\e[2J"\n', encoding="utf-8"
    )
    shown = review(tmp_path / "x.yml", study)
    assert "\x1b" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize("content", [b"", b"# rien\n", b"[1, 2]\n", b"titre\n", b"spheres: x\n"])
def test_what_says_nothing_has_its_sheet_too(study: Study, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.yml").write_bytes(content)
    assert "À DEMANDER À L'AUTEUR\n  1. " in review(tmp_path / "x.yml", study)


def test_what_cannot_be_read_is_told(study: Study, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.yml"):
        with pytest.raises(InvalidStudyError):
            review(path, study)
    (tmp_path / "x.yml").write_bytes(TEXT.encode("mac-roman"))
    with pytest.raises(InvalidStudyError, match="encodage"):
        review(tmp_path / "x.yml", study)


def run_git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=x", "-c", "user.email=x@exemple.fr", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_from_the_form_to_the_merged_page(
    small_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What the form writes, proposed on a branch, checked, reviewed, merged, then built."""
    from scripts.reading.documents import parse_document
    from scripts.reading.writing import FIRST_LINE, write_mapping
    from scripts.site.site import Site
    from scripts.site.sources import read_sources
    from tests.conftest import LOOK

    kept = tmp_path / "depot.git"
    run_git(tmp_path, "init", "--bare", str(kept))
    run_git(small_project, "init")
    run_git(small_project, "add", "content", "portraits", "docs", "mkdocs.yml")
    run_git(small_project, "commit", "-m", "Le site")
    run_git(small_project, "push", str(kept), "HEAD:main")

    contributor = tmp_path / "copie"
    run_git(tmp_path, "clone", "--branch", "main", str(kept), str(contributor))
    data = parse_document(TEXT, "x.yml").data
    assert isinstance(data, dict)
    text = f"{FIRST_LINE.format(name='portraits')}\n{write_mapping(data)}"
    run_git(contributor, "checkout", "-b", "jardin-colibris")
    (contributor / "portraits/jardin-colibris.yml").write_text(text, encoding="utf-8")
    run_git(contributor, "add", "portraits")
    run_git(contributor, "commit", "-m", "Le jardin des colibris")
    run_git(contributor, "push", "origin", "jardin-colibris")

    run_git(small_project, "fetch", str(kept), "jardin-colibris")
    received = run_git(small_project, "show", "FETCH_HEAD:portraits/jardin-colibris.yml")
    (tmp_path / "jardin-colibris.yml").write_text(received, encoding="utf-8")
    monkeypatch.setattr("scripts.__main__.ROOT", small_project)
    assert main(["review", str(tmp_path / "jardin-colibris.yml")]) == 0
    sheet = capsys.readouterr().out
    assert "Un nouveau portrait : portraits/jardin-colibris.yml" in sheet
    assert "Aucun problème." in sheet

    run_git(small_project, "merge", "FETCH_HEAD", "-m", "Le jardin des colibris")
    assert main(["check", str(small_project / "portraits/jardin-colibris.yml")]) == 0
    pages = Site(ROOT, read_sources(small_project), LOOK).make_pages()
    (page,) = [page for page in pages if page.url == "portraits/jardin-colibris/"]
    assert "Le jardin des colibris" in page.document
