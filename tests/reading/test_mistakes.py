"""Typical mistakes, typed into a copy of a real portrait: the line, the column, the remedy."""

from pathlib import Path

import pytest

from scripts.problems.problem import InvalidStudyError, Problem
from scripts.study.study import read_study

FILE = "portraits/parents-acteurs.yml"


def type_in(project: Path, old: str, new: str) -> tuple[list[Problem], int]:
    """Put new in place of old; return the problems, and the line where it was typed."""
    path = project / FILE
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    return caught.value.problems, line


TITLE = "titre: Des parents, acteurs de la Cité !"
THEMES = "themes:\n"


@pytest.mark.parametrize(
    ("old", "new", "below", "column", "code", "remedy"),
    [
        (TITLE, "titre: Parents : acteurs", 0, 16, "deux-points", 'titre: "Parents : acteurs"'),
        (TITLE, "titre: 'L'école'", 0, 10, "apostrophe", 'titre: "L\'école"'),
        (TITLE, "titre: “Parents”", 0, 8, "guillemets-typographiques", 'titre: "Parents"'),
        (TITLE, "titre: Parents # 3", 0, 16, "diese", 'titre: "Parents # 3"'),
        (TITLE, 'titre: "Parents', 0, 8, "guillemet-ouvert", 'Ajoutez "'),
        (TITLE, "titre:Parents", 0, 1, "espace-manquant", "titre: Parents"),
        (TITLE, "titre: @parents", 0, 8, "caractere-special", 'titre: "@parents"'),
        (TITLE, "titre: Parents\ntitre: Autre", 1, 1, "cle-double", "Gardez la ligne"),
        (TITLE, "tittre: Parents", 0, 1, "cle-inconnue", "« titre »"),
        (TITLE, "titre:", 0, 1, "valeur-vide", "retirez la ligne"),
        (TITLE, "titre: [Parents]", 0, 8, "caractere-special", 'titre: "Parents"'),
        (TITLE, "titre: À REMPLIR", 0, 8, "a-remplir", "Écrivez votre texte"),
        (TITLE, "titre: Les {{ parents }}", 0, 12, "gabarit", "Retirez"),
        (TITLE, "titre: Les <script>alert(1)</script>", 0, 12, "balise", "Retirez la balise"),
        (TITLE, "titre: Voir [ici](javascript:alert)", 0, 19, "lien-interdit", "https://"),
        (TITLE, "titre: Voir [ici](data:text/html)", 0, 19, "lien-interdit", "https://"),
        (
            TITLE,
            "titre: Parents\n\tsous_titre: x",
            1,
            1,
            "tabulation",
            "deux espaces à la place de chaque",
        ),
        (
            TITLE,
            "titre: Parents\n  sous_titre: x",
            1,
            3,
            "indentation",
            "Retirez les espaces au début",
        ),
        (TITLE, "titre: Mme Exemple raconte", 0, 8, "vie-privee-personne", "fonction"),
        (TITLE, "titre: Appeler le 0612345678", 0, 19, "vie-privee-telephone", "contact_public"),
        (TITLE, "titre: Écrire à a.b@exemple.fr", 0, 17, "vie-privee-courriel", "contact_public"),
        (TITLE, "titre: La Cité éducative de Lille", 0, 11, "lieu-nomme", "la commune"),
        ("numero: 7", "numero: sept", 0, 9, "type", "numero: 1"),
        ("numero: 7", "numero: 1_0", 0, 9, "type", "numero: 1"),
        ("numero: 7", "numero: 7.5", 0, 9, "type", "numero: 1"),
        ("numero: 7", "numero: 7\nannee_label: 2022-01-01", 1, 14, "type", "annee_label: 2022"),
        ("numero: 7", "numero: 7\nages: {de: 12, a: 6}", 1, 7, "ages-inverses", "de: 6"),
        ("numero: 7", "numero: 7\nages: {de: 12:30, a: 13}", 1, 12, "type", "de: 12"),
        ("  - sphere: famille", "  - sphere: Famille", 0, 13, "reference-inconnue", "« famille »"),
        ("  - niveau: micro", "  - niveau: mirco", 0, 13, "reference-inconnue", "« micro »"),
        (THEMES, "themes:\n  - Parentalité\n", 1, 5, "reference-inconnue", "« parentalite »"),
        (THEMES, "themes: parentalite\nmotscles:\n", 0, 9, "type", "themes: [parentalite]"),
        (THEMES, "themes:\n  - a: b\n", 1, 5, "deux-points", '- "a: b"'),
    ],
)
def test_a_mistake_is_told_where_it_is(
    project: Path, old: str, new: str, below: int, column: int, code: str, remedy: str
) -> None:
    problems, line = type_in(project, old, new)
    told = [p for p in problems if p.code == code]
    assert told, problems
    assert (told[0].file, told[0].line, told[0].column) == (FILE, line + below, column), told[0]
    assert remedy in told[0].remedy


def test_a_number_taken_twice_names_both_files_and_a_free_one(project: Path) -> None:
    problems, _ = type_in(project, "numero: 7", "numero: 2")
    other = "portraits/sejours-apprenants.yml"
    assert [problem.file for problem in problems] == [FILE, other]
    assert other in problems[0].message
    assert FILE in problems[1].message
    assert all("libre est 7" in problem.remedy for problem in problems)


def test_an_unknown_resource_of_a_testimony(project: Path) -> None:
    from tests.site.test_portrait_added import NEW, TEXT

    (project / NEW).write_text(TEXT + "ressources: [trouve-ta-voix]\n", encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    (problem,) = caught.value.problems
    assert problem.code == "reference-inconnue"
    assert "« trouve-ta-voie »" in problem.remedy
    assert problem.line == (TEXT.count("\n") + 1)


@pytest.mark.parametrize("name", ["Été.yml", "un jardin.yml", "Jardin.yml", "jardin.yaml", "a.txt"])
def test_a_file_name_that_cannot_be_an_address(project: Path, name: str) -> None:
    (project / "portraits" / name).write_text("titre: x\n", encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    told = [p for p in caught.value.problems if p.code == "nom-de-fichier"]
    assert [p.file for p in told] == [f"portraits/{name}"]
    better = told[0].remedy.split("« ")[1].split(" »")[0]
    assert better.endswith(".yml")
    assert better == better.lower()


def test_a_file_of_fifty_megabytes_is_refused_unread(project: Path) -> None:
    with (project / "portraits/gros.yml").open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(InvalidStudyError, match="fichier-trop-gros"):
        read_study(project)


def test_crlf_and_bom_are_no_problem(project: Path) -> None:
    path = project / FILE
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_study(project).portraits["parents-acteurs"].numero == 7


def test_faults_of_yaml_and_of_values_are_told_together(project: Path) -> None:
    from tests.site.test_portrait_added import NEW, TEXT

    text = TEXT.replace("resume: ", "resume: Mme Exemple : ").replace("2026-11-23", "hier")
    text = text.replace("themes: [", "themes: [sports, ").replace("  texte: La", "  - texte : La")
    (project / NEW).write_text(f"{text}cout: un : deux\nfreins: -\n", encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    assert [(p.line, p.code) for p in sorted(caught.value.problems)] == [
        (8, "deux-points"),
        (26, "deux-points"),
        (27, "tiret"),
        (4, "type"),
        (18, "type"),
        (16, "reference-inconnue"),
        (8, "vie-privee-personne"),
    ]


def test_the_values_of_lines_that_have_to_move_are_told(project: Path) -> None:
    from tests.site.test_portrait_added import NEW, TEXT

    text = f"{TEXT} leviers:\n   - Le but : semer\n"
    (project / NEW).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    problems = sorted(caught.value.problems)
    assert [(p.line, p.code) for p in problems] == [(26, "espace-en-trop"), (27, "deux-points")]
    assert problems[1].replacement is None, "the line is not where it was when this was found"


def test_nothing_is_missing_that_may_be_in_what_cannot_be_read(project: Path) -> None:
    from tests.site.test_portrait_added import NEW, TEXT

    text = TEXT.replace("spheres:\n", "spheres: - ecole\n")
    (project / NEW).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    assert [(p.line, p.code) for p in caught.value.problems] == [(9, "tiret")]


def test_worst_first(project: Path) -> None:
    (project / "portraits/zzz.yml").write_text("titre: a: b\n", encoding="utf-8")
    problems, _ = type_in(project, TITLE, "titre: Mme Exemple")
    assert problems[0].code == "deux-points"
    assert problems[-1].code == "vie-privee-personne"


def test_an_institution_may_give_its_public_contact(project: Path) -> None:
    from tests.site.test_portrait_added import NEW, TEXT

    contact = (
        "contact_public:\n  structure: Le centre social\n  courriel: contact@exemple.fr\n"
        "  telephone: 01 23 45 67 89\n  site: https://exemple.fr\n"
    )
    (project / NEW).write_text(TEXT + contact, encoding="utf-8")
    assert read_study(project).portraits["jardin-colibris"].contact_public
