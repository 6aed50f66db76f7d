from pathlib import Path

import pytest

from scripts.commands.new_portrait import ask_portrait, write_portrait
from scripts.study.study import Study, read_study

ANSWERS = [
    "Un jardin : partagé",
    "Une école et un centre cultivent un jardin.",
    "La cour était nue.",
    "On a semé.",
    "Les enseignants et les animateurs se voient chaque mois.",
    "Les parents restent.",
    "Un centre social",
    "oui",
    "cc-by",
    "ecole, famille",
    "L'école ouvre sa cour.",
    "Les parents sèment.",
    "micro",
    "Autour de l'enfant.",
    "parents",
    "environnement",
]


def tell(study: Study, answers: list[str]) -> tuple[object, list[str]]:
    said: list[str] = []
    left = iter(answers)
    return ask_portrait(study.slugs, study.names, lambda question: next(left), said.append), said


def test_the_answers_make_a_file_that_passes(project: Path, study: Study) -> None:
    portrait, said = tell(study, ANSWERS)
    path = write_portrait(portrait, project / "portraits")  # type: ignore[arg-type]
    assert path.name == "un-jardin-partage.yml"
    assert read_study(project).portraits["un-jardin-partage"].titre == "Un jardin : partagé"
    assert all("Au choix" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("number", "wrong", "told"),
    [
        (0, "", "vide"),
        (0, "Un jardin à l'école <b>verte</b>", "HTML"),
        (7, "non", "accord"),
        (7, "peut-être", "« oui » ou « non »"),
        (8, "libre", "Valeurs admises"),
        (9, "famile", "« famille »"),
        (9, "", "au moins"),
        (10, " ", "vide"),
        (12, "mikro", "« micro »"),
        (15, "sport, culture, sante, langues, numerique", "au plus"),
    ],
)
def test_a_wrong_answer_is_told_and_asked_again(
    study: Study, number: int, wrong: str, told: str
) -> None:
    _, said = tell(study, [*ANSWERS[:number], wrong, *ANSWERS[number:]])
    assert any(told in sentence for sentence in said), said


def test_no_file_is_replaced(project: Path, study: Study) -> None:
    portrait, _ = tell(study, ANSWERS)
    first = write_portrait(portrait, project / "portraits")  # type: ignore[arg-type]
    first.write_text("à moi")
    second = write_portrait(portrait, project / "portraits")  # type: ignore[arg-type]
    assert second.name == "un-jardin-partage-2.yml"
    assert first.read_text() == "à moi"


def test_a_name_is_told_and_asked_again(study: Study) -> None:
    answers = [ANSWERS[0], "Mme Exemple raconte.", "non", *ANSWERS[1:]]
    portrait, said = tell(study, answers)
    assert any("nommée" in sentence for sentence in said), said
    assert "Exemple" not in str(portrait)


@pytest.mark.parametrize("yes", ["oui", " Oui ", "OUI", "o", "O"])
def test_yes_is_understood_however_it_is_typed(study: Study, yes: str) -> None:
    answers = [ANSWERS[0], "Au collège Lumière.", yes, *ANSWERS[2:7], yes, *ANSWERS[8:]]
    portrait, said = tell(study, answers)
    assert portrait.fausses_alertes == ("collège Lumière",)  # type: ignore[attr-defined]
    assert not [sentence for sentence in said if "« oui » ou « non »" in sentence]


@pytest.mark.parametrize("no", ["non", "Non", "NON ", "n"])
def test_no_is_understood_however_it_is_typed(study: Study, no: str) -> None:
    answers = [ANSWERS[0], "Au collège Lumière.", no, *ANSWERS[1:7], no, *ANSWERS[7:]]
    portrait, said = tell(study, answers)
    assert portrait.resume == ANSWERS[1]  # type: ignore[attr-defined]
    assert [sentence for sentence in said if "Recueillez leur accord" in sentence]


@pytest.mark.parametrize(
    ("unclear", "told"),
    [("peut-être", "« oui » ou « non »"), ("", "« oui » ou « non »"), ("ou\udce9", "UTF-8")],
)
def test_an_unclear_yes_or_no_is_asked_again(study: Study, unclear: str, told: str) -> None:
    answers = [ANSWERS[0], "Au collège Lumière.", unclear, "oui", *ANSWERS[2:]]
    portrait, said = tell(study, answers)
    assert portrait.resume == "Au collège Lumière."  # type: ignore[attr-defined]
    assert [sentence for sentence in said if told in sentence]


def test_a_false_alarm_is_confirmed_once(project: Path, study: Study) -> None:
    answers = [ANSWERS[0], "Au collège Lumière.", "oui", "Le collège Lumière ouvre.", *ANSWERS[3:]]
    portrait, _ = tell(study, answers)
    assert portrait.resume == "Au collège Lumière."  # type: ignore[attr-defined]
    write_portrait(portrait, project / "portraits")  # type: ignore[arg-type]
    assert [notice.code for notice in read_study(project).notices] == ["fausse-alerte"] * 2
