import pytest

from scripts.problems.findings import MAX_DESCRIBED, Findings
from scripts.problems.messages import LONGEST, MESSAGES, build_problem
from scripts.problems.problem import InvalidStudyError, Problem


def find(number: int) -> tuple[list[Problem], int]:
    """The problems of a file with as many, and how many of them were described."""
    described = []

    def describe() -> Problem:
        described.append(build_problem("x.yml", (1, 1), "tiret"))
        return described[-1]

    findings = Findings("x.yml")
    for _ in range(number):
        findings.add(describe)
    return findings.list(), len(described)


def test_as_many_problems_as_are_described_are_only_those() -> None:
    problems, described = find(MAX_DESCRIBED)
    assert len(problems) == described == MAX_DESCRIBED
    assert {problem.code for problem in problems} == {"tiret"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (1, "Et un autre problème dans ce fichier."),
        (2, "Et 2 autres problèmes dans ce fichier."),
        (1234, "Et 1\u202f234 autres problèmes dans ce fichier."),
    ],
)
def test_the_others_are_counted_in_one(more: int, said: str) -> None:
    problems, described = find(MAX_DESCRIBED + more)
    assert described == MAX_DESCRIBED
    last = problems[-1]
    assert len(problems) == MAX_DESCRIBED + 1
    assert str(last) == f"x.yml:1:1: autres-problemes {said}"
    assert last.remedy == "Corrigez d'abord ceux d'avant, puis vérifiez à nouveau."
    assert last.count == more
    assert max(problems) is last, "sorted, it still comes last"


def test_no_problem_is_told_of_a_file_without_one() -> None:
    assert find(0) == ([], 0)


def test_a_problem_says_where_and_what() -> None:
    problem = build_problem("x.yml", (3, 7), "balise", snippet="<b>")
    assert (problem.file, problem.line, problem.column) == ("x.yml", 3, 7)
    assert (problem.code, problem.snippet, problem.count) == ("balise", "<b>", 1)
    assert problem.message == "Ce texte contient du HTML (« <b> »), qui s'afficherait tel quel."
    assert problem.remedy.startswith("Retirez la balise ;")
    assert str(problem) == f"x.yml:3:7: balise {problem.message}"
    assert str(InvalidStudyError([problem, problem])) == f"{problem}\n{problem}"


def test_what_may_be_a_false_alarm_says_how_to_say_so() -> None:
    problem = build_problem("x.yml", (1, 1), "lieu-nomme", snippet="Bron")
    assert problem.remedy == (
        "Retirez le nom, gardez le mot : « la Cité éducative », « la commune », « un collège », "
        "« la médiathèque ». "
        "Si c'est une fausse alerte, ajoutez ces mots sous « fausses_alertes: »."
    )


def test_a_remedy_that_nobody_knows_is_left_out() -> None:
    problem = build_problem("x.yml", (1, 1), "type", expected="Un texte est attendu", label="X")
    assert problem.remedy == ""


@pytest.mark.parametrize(
    ("length", "shown"),
    [(LONGEST, "x" * LONGEST), (LONGEST + 1, "x" * (LONGEST - 1) + "…")],
)
def test_a_value_that_nobody_would_read_is_cut(length: int, shown: str) -> None:
    problem = build_problem("x.yml", (1, 1), "balise", snippet="x" * length)
    assert f"(« {shown} »)" in problem.message
    assert problem.snippet == shown


def test_the_worst_comes_first_then_by_file_and_place() -> None:
    problems = [
        build_problem("a.yml", (1, 1), "lieu-possible", snippet="x"),
        build_problem("b.yml", (1, 1), "encodage"),
        build_problem("a.yml", (2, 1), "tiret"),
        build_problem("a.yml", (10, 1), "tiret"),
        build_problem("a.yml", (2, 9), "tiret"),
        build_problem("a.yml", (1, 1), "lieu-nomme", snippet="x"),
        build_problem("a.yml", (1, 1), "cle-inconnue", key="x", suggestion=""),
        build_problem("a.yml", (1, 1), "gabarit", snippet="x"),
    ]
    assert [(p.file, p.line, p.column, p.code) for p in sorted(problems)] == [
        ("a.yml", 2, 1, "tiret"),
        ("a.yml", 2, 9, "tiret"),
        ("a.yml", 10, 1, "tiret"),
        ("b.yml", 1, 1, "encodage"),
        ("a.yml", 1, 1, "cle-inconnue"),
        ("a.yml", 1, 1, "gabarit"),
        ("a.yml", 1, 1, "lieu-nomme"),
        ("a.yml", 1, 1, "lieu-possible"),
    ]
    assert [problem.stops for problem in problems] == [False] + [True] * 7


def test_a_sentence_said_of_no_file_has_no_value() -> None:
    message = MESSAGES["numero-double"]
    assert message.general == "Le numéro … est aussi celui de …."
    assert [code for code, message in MESSAGES.items() if not message.stops] == [
        "reponse-cachee", "lieu-possible", "fausse-alerte", "fausse-alerte-inutile",
    ]  # fmt: skip
