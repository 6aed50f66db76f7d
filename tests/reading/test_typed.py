"""What is said of files typed by hand: the line, the code, the remedy, in French."""

import re
from pathlib import Path

import pytest

from scripts.commands.reporting import show_text
from scripts.problems.problem import Problem
from scripts.reading.documents import MAX_FAULTS, read_what_can_be
from scripts.schema.introspection import list_keys
from scripts.schema.portrait import Portrait
from scripts.study.study import Study
from scripts.study.validation import validate
from tests.reading.typed import CONTEXT, MORE, REPORTED, SUMMARY, TALLIED, TITLE, Typed
from tests.site.test_portrait_added import TEXT

ENGLISH = re.compile(r"\b(found|expected|did not|could|while|not allowed|token|mapping|SPACE)\b")


def find_problems(text: str, study: Study) -> list[Problem]:
    """What is wrong in a portrait that has this text."""
    document, problems = read_what_can_be(text, "x.yml", keys=list_keys(Portrait))
    if problems or document is None:
        return problems
    _, found = validate(Portrait, document, study.slugs, "x", names=study.names)
    return [problem for _, problem in found]


CASES = REPORTED | MORE | TALLIED
MANY = 6  # messages on one mistake: more is a flood


@pytest.mark.parametrize("typed", CASES.values(), ids=CASES)
def test_what_is_typed_by_hand_is_understood(study: Study, typed: Typed) -> None:
    problems = find_problems(typed.text, study)
    told = [p for p in problems if (p.line, p.code) == (typed.line, typed.code)]
    assert told, problems
    said = f"{told[0].message} {told[0].remedy}"
    assert all(words in said for words in typed.said), said
    assert not any(ENGLISH.search(f"{p.message} {p.remedy}") for p in problems)
    assert show_text(problems, Path("absent")).count("x.yml:") <= MANY
    # One mistake is told once, and no consequence of it is more than a key that it hides.
    others = {p.code for p in problems if p.code != typed.code}
    assert others <= {"cle-manquante"}, problems


def test_a_right_portrait_is_told_nothing(study: Study) -> None:
    assert find_problems(TEXT, study) == []


def test_several_faults_of_a_file_that_is_not_yaml_are_told_at_once(study: Study) -> None:
    text = TEXT.replace(TITLE, "titre: Lire : dehors\n")
    text = text.replace(SUMMARY, 'resume: "Une école.\n')
    text = text.replace("themes: [environnement]", "themes:\n  – sport")
    text += " leviers:\n   - Les parents.\nfreins: [L'été\n"
    told = [(p.line, p.code) for p in sorted(find_problems(text, study))]
    assert told == [
        (7, "deux-points"), (8, "guillemet-ouvert"), (17, "tiret-simple"),
        (27, "espace-en-trop"), (29, "crochet-ouvert"),
    ]  # fmt: skip


def test_two_faults_of_a_line_are_told_at_once(study: Study) -> None:
    problems = find_problems(f"{TEXT} cout: Deux euros : un de la commune\n", study)
    assert [(p.line, p.code) for p in problems] == [(26, "espace-en-trop"), (26, "deux-points")]


def test_a_quote_that_a_remark_seems_to_close_is_told_where_it_opens(study: Study) -> None:
    text = f'{TEXT}leviers:\n  - "Les parents.\n# Exemple : "L\'été, personne."\n'
    assert [(p.line, p.code) for p in find_problems(text, study)] == [(27, "guillemet-ouvert")]


def test_what_cannot_be_mended_does_not_hide_what_follows(study: Study) -> None:
    text = TEXT.replace(SUMMARY, "une ligne sans clé\n" + SUMMARY) + "freins: - L'été\n"
    assert [(p.line, p.code) for p in find_problems(text, study)] == [(8, "yaml"), (27, "tiret")]


def test_faults_without_end_are_told_up_to_a_limit(study: Study) -> None:
    problems = find_problems("".join(f"a{n}: b: c\n" for n in range(2 * MAX_FAULTS)), study)
    assert [p.line for p in problems] == [*range(1, MAX_FAULTS + 1)]


def test_a_key_at_the_end_of_the_text_above_is_told_where_it_is(study: Study) -> None:
    text = TEXT.replace(f"{CONTEXT}alliance:", "  texte: |\n    La cour. alliance:")
    missing = [p for p in find_problems(text, study) if p.code == "cle-manquante"]
    assert [p.remedy for p in missing] == [
        "Elle est au bout de la ligne 19 : mettez-la au début de la suivante."
    ]
