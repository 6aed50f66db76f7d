"""`make import`: from a grid that somebody has filled in with Word to the file of a portrait."""

import re
import shutil
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from scripts.commands.import_grid import import_grid
from scripts.office.word_file import read_grid
from scripts.problems.problem import RefusedError
from scripts.study.study import Study, read_study
from tests.commands.test_commands import run
from tests.conftest import ROOT
from tests.office.filling import Grid, read_key, write_blank


def fill_as_a_person_does(grid: Grid) -> None:
    """What a coordinator types, on paper made of « de » and of ticks."""
    grid.answer("titre", "Un café des parents")
    grid.answer("resume", "Chaque mardi, l’école ouvre une salle aux parents.")
    grid.tick("themes", "Parents et parentalité", sign="X")
    grid.answer("ages.de", "3-11 ans")
    grid.answer("spheres.ecole", "L’école prête une salle.")
    grid.answer("niveaux.meso", "Enseignants et parents préparent ensemble.")
    grid.answer("contexte.texte", "Les parents ne venaient pas.", "Ils n’osaient pas entrer.")
    grid.answer("alliance.acteurs.nom", "Le centre social", rank=1)
    grid.tick("acteurs", "Associations")
    grid.answer("transformations.resultats_visibles.points", "- Ils entrent.", "- Ils parlent.")
    grid.answer("provenance.structure", "Un centre social")
    grid.answer("provenance.date", "25 novembre 2026")
    grid.tick("provenance.consentement", "Oui")
    grid.tick("provenance.licence", "Licence ouverte (Etalab 2.0)")


@pytest.fixture(scope="module")
def blank(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_blank(study, tmp_path_factory.mktemp("grille") / "grille.docx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that has only what a grid is read with, and room for portraits."""
    (tmp_path / "portraits").mkdir()
    shutil.copytree(ROOT / "overrides/bureau", tmp_path / "overrides/bureau")
    return tmp_path


def test_a_filled_grid_becomes_a_portrait_that_passes(
    project: Path, blank: Path, tmp_path: Path
) -> None:
    grid = Grid(blank)
    fill_as_a_person_does(grid)
    filled = grid.save(tmp_path / "grille d'une école.docx")
    done = run(project, "import", str(filled))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    written = (project / "portraits/un-cafe-des-parents.yml").read_text(encoding="utf-8")
    assert "À VÉRIFIER" not in written
    assert "  de: 3\n  a: 11\n" in written and "date: 2026-11-25" in written
    assert "    Les parents ne venaient pas.\n\n    Ils n'osaient pas entrer.\n" in written
    again = run(project, "import", str(filled))
    assert again.returncode == 1 and "existe déjà" in again.stderr
    assert "Traceback" not in again.stderr


def test_another_file_is_refused_without_a_trace(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "~$grille.docx"
    path.write_bytes(b"x")
    before = sorted((project / "portraits").iterdir())
    done = run(project, "import", str(path))
    assert done.returncode == 1 and done.stderr.startswith("~$grille.docx : ")
    assert "Traceback" not in done.stderr
    assert sorted((project / "portraits").iterdir()) == before


def test_what_is_missing_or_unsure_stands_at_its_line(
    study: Study, folder: Path, blank: Path
) -> None:
    grid = Grid(blank)
    fill_as_a_person_does(grid)
    grid.answer("annee_label", "vers 2022")
    grid.answer("ages.precision", "primaire")
    grid.answer("chiffres_cles.libelle", "des parents reviennent")
    grid.answer("alliance.acteurs.nom", "Mme Dupont", rank=2)
    grid.document.paragraphs[1].add_run(" Rappelez Mme Martin.")
    made = import_grid(read_grid(grid.save(folder / "g.docx")), folder, study)
    lines = made.path.read_text(encoding="utf-8").split("\n")
    assert any("« vers 2022 »" in line for line in lines[1:3])
    rank = lines.index("  - libelle: des parents reviennent")
    above = "\n".join(lines[rank - 2 : rank])  # a comment may need two lines
    assert "À VÉRIFIER : « Valeur » manque" in above
    comments = " ".join(line for line in lines if re.match(r"\s*#", line))
    assert "Dupont" not in comments and "Martin" not in comments, "nothing checks a comment"
    assert "hors des réponses" in comments
    assert any("Mme Martin" in words for words in made.outside)
    assert "annee_label" not in "\n".join(line for line in lines if "#" not in line)


def test_an_answer_that_is_not_sure_is_told_once_with_what_to_write(
    study: Study, folder: Path, blank: Path
) -> None:
    grid = Grid(blank)
    fill_as_a_person_does(grid)
    grid.find("provenance.date")[0].cells[-1].paragraphs[0].runs[0].text = "novembre 2026"
    made = import_grid(read_grid(grid.save(folder / "g.docx")), folder, study)
    comments = re.findall(r"# (À VÉRIFIER.*(?:\n *#   .*)*)", made.path.read_text(encoding="utf-8"))
    (told,) = (re.sub(r"\s+#\s+", " ", each) for each in comments)
    assert told.startswith(
        "À VÉRIFIER : Provenance, Date, « novembre 2026 » : ce n'est pas une date"
    )
    assert "Ajoutez, alignée avec « structure » : date: " in told
    (asked,) = made.requests
    assert "Provenance, Date, « novembre 2026 »" in asked and "date:" not in asked


def test_a_grid_of_another_version_is_said_to_be_one(
    study: Study, folder: Path, tmp_path: Path
) -> None:
    grid = Grid(write_blank(study, tmp_path / "grille.docx", contact="alliances@exemple.fr"))
    fill_as_a_person_does(grid)
    made = import_grid(read_grid(grid.save(folder / "g.docx")), folder, study)
    assert not made.outside and not made.altered, "the address is the grid's own"
    made.path.unlink()
    grid.document.paragraphs[1].text = "Une phrase que la grille avait autrefois."
    made = import_grid(read_grid(grid.save(folder / "g.docx")), folder, study)
    assert made.outside == ("Une phrase que la grille avait autrefois.",) and made.altered


def test_an_empty_grid_says_what_is_missing(study: Study, folder: Path, blank: Path) -> None:
    made = import_grid(read_grid(blank), folder, study)
    assert made.path.name == "portrait.yml" and not made.outside
    written = made.path.read_text(encoding="utf-8")
    for label in ("Titre", "Résumé", "Thèmes", "Contexte"):
        assert f"À VÉRIFIER : « {label} » manque" in written
    data = [line for line in written.split("\n") if not line.startswith("#") and line]
    assert data == ["origine: temoignage"]


def test_a_portrait_that_was_taken_away_does_not_come_back_by_a_grid(
    small_project: Path, tmp_path: Path
) -> None:
    grid = Grid(write_blank(read_study(small_project), tmp_path / "grille.docx"))
    grid.answer("titre", "Atelier")
    filled = grid.save(tmp_path / "grille.docx")
    done = run(small_project, "import", str(filled))
    assert (done.returncode, done.stdout) == (1, "")
    assert "« atelier » est le nom d'un portrait retiré" in done.stderr
    assert done.stderr.count("\n") == 1 and "changez le titre dans la grille" in done.stderr
    assert not (small_project / "portraits/atelier.yml").exists()


def test_what_is_there_is_never_replaced(study: Study, folder: Path, blank: Path) -> None:
    there = folder / "portraits/portrait.yml"
    there.write_text("titre: autre", encoding="utf-8")
    with pytest.raises(RefusedError, match="existe déjà"):
        import_grid(read_grid(blank), folder, study)
    assert there.read_text(encoding="utf-8") == "titre: autre"


def test_what_is_asked_is_in_the_words_of_the_grid(study: Study, folder: Path, blank: Path) -> None:
    """It is sent to somebody who has Word: no key, no line, and what there is to choose from."""
    grid = Grid(blank)
    fill_as_a_person_does(grid)
    grid.answer("alliance.acteurs.role", "Il agit.", rank=3)
    grid.answer("spheres.famille", "oui")
    grid.find("cout")[0].cells[0].add_paragraph("12 € par an")
    licence = grid.find("provenance.licence")[0]
    for text in [e for e in licence._tr.iter(qn("w:t")) if e.text == "☒"]:
        text.text = "☐"
    made = import_grid(read_grid(grid.save(folder / "g.docx")), folder, study)
    asked = "\n".join(made.requests)
    for said in (
        "« Acteurs, n° 4, Fonction ou structure » manque. Ou un groupe",
        "« Sphères, Famille » manque. Comment elle est touchée",
        "« Provenance, Licence » manque.", "Licence ouverte (Etalab 2.0)",
        "Coût, « 12 € par an » : écrit sous la question",
    ):  # fmt: skip
        assert said in asked
    assert not re.search(r"\w+:|Ajoutez|[Ll]igne \d", asked)
    assert "cout: 12 € par an\n" in made.path.read_text(encoding="utf-8")


def test_what_stands_outside_is_told_after_its_question(
    study: Study, folder: Path, blank: Path
) -> None:
    grid = Grid(blank)
    fill_as_a_person_does(grid)
    table = [t for t in grid.document.tables if read_key(t.rows[0]) == "alliance.acteurs"][-1]
    table._tbl.addnext(grid.document.add_paragraph("Et les parents.")._p)
    made = import_grid(read_grid(grid.save(folder / "g.docx")), folder, study)
    assert made.outside == ("après « Acteurs, Niveau » : Et les parents.",)
    assert not made.altered
    assert made.requests == ("« Et les parents. » : à quelle question est-ce la réponse ?",)


def test_a_corrected_grid_is_told_how_to_come_again(
    study: Study, folder: Path, blank: Path
) -> None:
    (folder / "portraits/portrait.yml").write_text("titre: autre", encoding="utf-8")
    with pytest.raises(RefusedError, match="supprimez-le, puis importez la grille corrigée"):
        import_grid(read_grid(blank), folder, study)
