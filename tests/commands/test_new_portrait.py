from datetime import date
from pathlib import Path

import pytest

from scripts.commands.new_portrait import ask_portrait, write_portrait
from scripts.reading.writing import FIRST_LINE
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
    first, *_ = path.read_text(encoding="utf-8").split("\n")
    assert first == FIRST_LINE.format(name="portraits"), "editors check it as one types"
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


def test_every_answer_goes_where_it_is_asked_for(study: Study) -> None:
    asked: list[str] = []
    left = iter(ANSWERS)

    def answer(question: str) -> str:
        asked.append(question)
        return f"  {next(left)}  "

    said: list[str] = []
    told = ask_portrait(study.slugs, study.names, answer, said.append)
    assert asked[0] == "Le titre du portrait, sans nom de lieu ?"
    assert asked[7:12] == [
        "Les personnes concernées sont-elles d'accord (oui, non) ?",
        "Sous quelle licence ?",
        "Quelles sphères l'action touche-t-elle (séparez par des virgules) ?",
        "Comment, en une phrase, pour « ecole » ?",
        "Comment, en une phrase, pour « famille » ?",
    ]
    assert (told.titre, told.resume) == (ANSWERS[0], ANSWERS[1])
    assert told.contexte.texte == ANSWERS[2]
    assert told.mise_en_oeuvre and told.mise_en_oeuvre.texte == ANSWERS[3]
    assert told.alliance.methode and told.alliance.methode.texte == ANSWERS[4]
    results = told.transformations.resultats_visibles
    assert results and results.texte == ANSWERS[5]
    assert told.origine == "temoignage"
    origin = told.provenance
    assert origin is not None
    assert (origin.structure, origin.consentement) == (ANSWERS[6], True)
    assert (origin.licence, origin.date) == ("cc-by", date.today())
    assert [(touch.sphere, touch.comment) for touch in told.spheres] == [
        ("ecole", ANSWERS[10]), ("famille", ANSWERS[11]),
    ]  # fmt: skip
    assert [(touch.niveau, touch.comment) for touch in told.niveaux] == [("micro", ANSWERS[13])]
    assert (told.acteurs, told.themes) == (("parents",), ("environnement",))
    assert told.fausses_alertes == ()
    assert said == [
        f"  Au choix : {', '.join(study.slugs[key])}."
        for key in ("licences", "spheres", "niveaux", "acteurs", "themes")
    ]


def test_words_are_parted_by_commas_or_spaces(study: Study) -> None:
    actors = list(study.slugs["acteurs"])[:2]
    answers = [*ANSWERS[:9], " ecole ,famille,, ", *ANSWERS[10:14], " ".join(actors), ANSWERS[15]]
    told, _ = tell(study, answers)
    assert [touch.sphere for touch in told.spheres] == ["ecole", "famille"]  # type: ignore[attr-defined]
    assert list(told.acteurs) == actors  # type: ignore[attr-defined]


def test_a_fault_beside_an_alarm_is_not_confirmed_away(study: Study) -> None:
    wrong = "Au collège Lumière, écrire à a.b@exemple.fr."
    portrait, said = tell(study, [ANSWERS[0], wrong, *ANSWERS[1:]])
    assert portrait.resume == ANSWERS[1]  # type: ignore[attr-defined]
    assert any("adresse électronique" in sentence for sentence in said)
    assert not any("fausses_alertes" in sentence for sentence in said), "nothing to add by hand"
