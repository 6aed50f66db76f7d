"""What names or reaches a person, or a place, is found however it is typed; nothing else is."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
import yaml
from playwright.sync_api import Page

from scripts.__main__ import main
from scripts.problems.problem import InvalidStudyError, Problem
from scripts.schema import anonymity
from scripts.schema.anonymity import Names
from scripts.schema.name_patterns import PLACE_KINDS
from scripts.schema.types import Prose
from scripts.search.records import list_texts
from scripts.site.exports import list_exports
from scripts.study.study import Study, read_study
from tests.conftest import ROOT
from tests.site.test_portrait_added import NEW
from tests.site.test_portrait_added import TEXT as PORTRAIT

TABLE: dict[str, Any] = yaml.safe_load((ROOT / "tests/anonymity.yml").read_text(encoding="utf-8"))
REFUSED = [(code, text) for code, texts in TABLE["refused"].items() for text in texts]
TEXT = Prose(paragraphs=True)
AROUND = ["{}", "On sait que {} aide les familles.", "« {} », dit-on.", "Les parents : {}."]

Find = Callable[[str], list[tuple[str, str]]]  # the code and the words of each alarm of a text


@pytest.fixture(scope="module")
def names(study: Study) -> Names:
    return study.names


@pytest.fixture(params=["command line", "form"])
def find(request: pytest.FixtureRequest, names: Names) -> Find:
    """Looks for alarms, on either side."""
    if request.param == "command line":
        return lambda text: [(alarm.code, alarm.snippet) for alarm in names.find(text, TEXT)]
    form: Page = request.getfixturevalue("form")
    script = "text => findNames(text, {}).map(({code, snippet}) => [code, snippet])"
    return lambda text: [tuple(alarm) for alarm in form.evaluate(script, text)]


@pytest.mark.parametrize(("code", "text"), REFUSED, ids=str)
def test_what_names_is_refused_where_it_stands(find: Find, code: str, text: str) -> None:
    for around in AROUND:
        typed = around.format(text)
        found = find(typed)
        assert [alarm[0] for alarm in found] == [code], (typed, found)
        assert found[0][1] in text, "the words as they are typed"
        assert re.findall(r"\w+", text)[-1] in found[0][1], "the name, whole"


@pytest.mark.parametrize("text", TABLE["shown_in_part"])
def test_what_a_link_names_is_refused(find: Find, text: str) -> None:
    assert [code for code, _ in find(f"On sait que {text} aide.")][:1] == ["lieu-nomme"]


@pytest.mark.parametrize("text", TABLE["doubtful"])
def test_what_may_be_a_place_is_a_doubt(find: Find, text: str) -> None:
    assert [code for code, _ in find(f"On sait que {text} aide.")] == ["lieu-possible"]


def test_a_town_that_begins_a_sentence_is_a_doubt(find: Find) -> None:
    assert find("Roubaix ouvre sa cour. Grigny aussi.") == [
        ("lieu-possible", "Roubaix"), ("lieu-possible", "Grigny"),
    ]  # fmt: skip
    assert find("La cour de Roubaix") == [("lieu-nomme", "Roubaix")]


@pytest.mark.parametrize("text", TABLE["allowed"])
def test_what_names_nobody_passes(find: Find, text: str) -> None:
    for around in AROUND:
        assert find(around.format(text)) == [], around


def test_all_the_alarms_of_a_text_are_told_at_once(find: Find) -> None:
    found = find("Mme Martin, au collège Jean Moulin de Roubaix : 06 12 34 56 78, a@b.fr")
    assert [code for code, _ in found] == [
        "vie-privee-personne", "lieu-nomme", "vie-privee-telephone", "vie-privee-courriel",
    ]  # fmt: skip
    assert [code for code, _ in find("à Lens et à Roubaix, chez Mme Martin")] == [
        "lieu-nomme", "lieu-nomme", "vie-privee-personne",
    ]  # fmt: skip


def list_sentences(study: Study) -> list[str]:
    entries = [*study.portraits.values(), *study.chapitres.values()]
    texts = [" ".join(text.split()) for entry in entries for text in list_texts(entry)]
    sentences = {part for text in texts for part in re.split(r"(?<=[.?!])\s+", text)}
    return sorted(sentence for sentence in sentences if len(sentence.split()) > 5)


def test_of_200_sentences_of_the_study_none_is_refused(find: Find, study: Study) -> None:
    drawn = random.Random(7).sample(list_sentences(study), 200)
    assert {sentence: found for sentence in drawn if (found := find(sentence))} == {}


def list_numbers() -> Iterator[tuple[str, str]]:
    """Valid numbers of France and overseas, and of its neighbours, as people write them."""
    for region in ("FR", "GP", "GF", "MQ", "RE", "YT", "BE", "CH", "DE", "ES"):
        for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
            number = phonenumbers.example_number_for_type(region, kind)
            assert number
            for form in ("INTERNATIONAL", "E164", "NATIONAL"):
                if form != "NATIONAL" or region in ("FR", "GP", "GF", "MQ", "RE", "YT"):
                    how = getattr(phonenumbers.PhoneNumberFormat, form)
                    yield phonenumbers.format_number(number, how), region


def test_every_telephone_that_a_library_knows_is_found(names: Names) -> None:
    hand = random.Random(7)
    for number, region in list_numbers():
        for _ in range(5):
            apart = hand.choice([" ", "\u00a0", "\u202f", ".", "-", "\u2011", "/", "  ", ""])
            text = f"Appelez le {number.replace(' ', apart)} le matin."
            plain = f"Appelez le {number} le matin."
            assert phonenumbers.PhoneNumberMatcher(plain, region).has_next(), plain
            assert [a.code for a in names.find(text, TEXT)] == ["vie-privee-telephone"], text


def test_no_telephone_where_a_library_finds_none(names: Names, study: Study) -> None:
    for sentence in list_sentences(study):
        assert not phonenumbers.PhoneNumberMatcher(sentence, "FR").has_next(), sentence
        assert "vie-privee-telephone" not in [a.code for a in names.find(sentence, TEXT)], sentence


@pytest.mark.parametrize("part", ["Mme ", "a", "0 ", "A-", "école de la ", "Saint-", "M. de la ",
                                  "a.a@a.", "1 ", "d'", "é", "\n", "J.", "ville : "])  # fmt: skip
def test_what_repeats_in_a_long_text_is_looked_at_to_its_end(names: Names, part: str) -> None:
    text = part * (100_000 // len(part)) + ". Puis on va chez Mme Martin"
    assert names.find(text, TEXT)[-1].snippet == "Mme Martin"


def test_no_gate_hides_an_alarm(
    names: Names, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = random.Random(1)
    kinds = [kind.replace("?", "") for kind in (*PLACE_KINDS, "REP+", "R.E.P.", "MJC", "COLLÈGE")]
    between = ["", " public", " professionnels", " général", " élémentaire privée", " rural :"]
    links = [" ", " de ", " de la ", " de l'", " du ", " d'", " à ", " aux ", "\n", " (", " « "]
    texts = [around.format(text) for _, text in REFUSED for around in AROUND]
    texts += [
        around.format("".join(map(hand.choice, [kinds, between, links, ["Jean Moulin", "J. M."]])))
        for _ in range(500)
        for around in AROUND
    ]
    texts += [text for portrait in study.portraits.values() for text in list_texts(portrait)]
    found = [names.find(text, TEXT) for text in texts]
    monkeypatch.setattr(anonymity, "_GATES", dict.fromkeys(anonymity._GATES, bool))
    assert found == [names.find(text, TEXT) for text in texts]


def test_many_alarms_hide_none(find: Find) -> None:
    text = "école Dupont, " * 300 + "puis à Roubaix"
    found = find(text)
    assert found[-1] == ("lieu-nomme", "Roubaix")
    assert len(found) == 301


def test_the_lists_agree(study: Study) -> None:
    """A common name is that of a place; every département has its region."""
    places = {d.nom for d in study.lieux.departements} | {r.nom for r in study.lieux.regions}
    places |= {commune for d in study.lieux.departements for commune in d.communes}
    assert set(study.homonymes.lieux_courants) <= places
    assert not set(study.homonymes.autres_lieux) & places
    assert {d.region for d in study.lieux.departements} <= {r.code for r in study.lieux.regions}
    assert len([c for d in study.lieux.departements for c in d.communes]) == 1067
    assert len(study.lieux.departements) == 109


# ---- in a file ----


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("structure: Un centre de ressources politique de la ville",
         "structure: École maternelle, Mme Benali 06 12 34 56 78",
         ["vie-privee-personne", "vie-privee-telephone"]),
        ("structure: Un centre de ressources politique de la ville",
         "structure: L'école Jean Exemple", ["lieu-possible"]),
        ("titre:", "contact_public:\n  structure: x\n  telephone: appelez Mme Martin\ntitre:",
         ["vie-privee-personne", "forme"]),
        ("titre:", "contact_public:\n  structure: x\n  telephone: 01 23 45 67 89\ntitre:", []),
        ("titre:", "contact_public:\n  structure: x\n  courriel: a@exemple.fr\ntitre:", []),
        ("titre:", "contact_public:\n  structure: a@exemple.fr\ntitre:", ["vie-privee-courriel"]),
        ("themes: [", "leviers: [Mme Martin, M. Dupont]\nthemes: [", ["vie-privee-personne"] * 2),
    ],
)  # fmt: skip
def test_every_published_text_is_looked_at(
    project: Path, old: str, new: str, codes: list[str]
) -> None:
    assert old in PORTRAIT
    assert sorted(p.code for p in check(project, PORTRAIT.replace(old, new, 1))) == sorted(codes)


def check(project: Path, text: str) -> list[Problem]:
    """The problems of a portrait that holds this text."""
    (project / NEW).write_text(text, encoding="utf-8")
    try:
        return list(read_study(project).notices)
    except InvalidStudyError as error:
        return error.problems


def test_a_name_is_told_at_its_line_though_lines_are_cut_inside_it(project: Path) -> None:
    text = PORTRAIT.replace(
        "resume: Une école",
        "resume: >-\n  Mme\u00a0X et Mme\u00a0Y,\n  puis Mme\n  Martin. Une école",
    )
    (problem,) = check(project, text)
    line = text[: text.index("Mme\n")].count("\n") + 1
    assert (problem.line, problem.column) == (line, len("  puis ") + 1)


def test_a_confirmed_alarm_is_shown_to_who_reads_again_and_to_nobody_else(project: Path) -> None:
    text = PORTRAIT.replace("resume: Une école", "resume: Au collège Lumière, une école")
    assert [p.code for p in check(project, text)] == ["lieu-nomme"]
    (notice,) = check(project, f"{text}fausses_alertes: [ College   lumiere ]\n")
    assert (notice.code, notice.snippet) == ("fausse-alerte", "collège Lumière")
    assert notice.line == text[: text.index("Lumière")].count("\n") + 1
    study = read_study(project)
    record = study.portraits["jardin-colibris"]
    assert record.fausses_alertes == ("College   lumiere",)
    assert "fausses_alertes" not in list_exports(study, {})["donnees/portraits.json"]
    assert "College   lumiere" not in list_texts(record)


@pytest.mark.parametrize("text", ["06 12 34 56 78", "a@b.fr", "FR76 3000 6000 0112 3456 7890 189",
                                  "2 85 05 78 006 084 36"])  # fmt: skip
def test_what_reaches_a_person_cannot_be_confirmed(project: Path, text: str) -> None:
    typed = PORTRAIT.replace("resume: Une école", f"resume: Joindre {text}. Une école")
    problems = check(project, f'{typed}fausses_alertes: ["{text}"]\n')
    assert [p.code for p in problems if p.stops] != []
    assert "fausse-alerte" not in [p.code for p in problems]


def test_a_doubt_stops_nothing_and_the_command_says_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scripts.__main__.ROOT", project)
    text = PORTRAIT.replace("resume: Une école", "resume: Dans le Nord, une école")
    check(project, text)
    assert main(["check"]) == 0
    shown = capsys.readouterr().err
    assert "« Nord » est peut-être un lieu" in shown
    assert "Aucun problème, 1 point(s) à vérifier." in shown
    line = text[: text.index("Nord")].count("\n") + 1
    assert main(["check", "--format", "github"]) == 0
    assert capsys.readouterr().out.startswith(f"::warning file={NEW},line={line},")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("mme-martin-raconte", ["vie-privee-personne"]),
        ("un-jardin-a-roubaix", ["lieu-possible"]),
        ("un-jardin-a-l-ecole", []),
        ("l-ecole-de-la-deuxieme-chance", []),
    ],
)
def test_the_name_of_a_file_names_nobody(project: Path, name: str, codes: list[str]) -> None:
    (project / f"portraits/{name}.yml").write_text(PORTRAIT, encoding="utf-8")
    try:
        found = list(read_study(project).notices)
    except InvalidStudyError as error:
        found = error.problems
    assert [problem.code for problem in found] == codes
