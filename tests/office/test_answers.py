"""What people type in a grid becomes the data of a portrait, and nothing is guessed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scripts.office.answers import Told, read_answers
from scripts.office.grid import list_stages
from scripts.office.word_file import Filled, Row, read_grid
from scripts.reading.writing import dump_record
from scripts.study.study import Study
from tests.office.filling import Grid, fill, write_blank

Tell = Callable[..., Told]


@pytest.fixture(scope="module")
def tell(study: Study) -> Tell:
    """Reads answers, each a key and its paragraphs."""
    stages = list_stages(study)

    def read(*rows: tuple[str, list[str]]) -> Told:
        return read_answers(Filled(tuple(Row(k, tuple(p)) for k, p in rows), ()), stages, study)

    return read


def read_one(tell: Tell, key: str, *paragraphs: str) -> tuple[Any, list[str]]:
    """Return the value of one answer, and the remarks about it."""
    told = tell((key, list(paragraphs)))
    value: Any = told.data
    for step in key.split("."):
        value = value[0] if isinstance(value, list) else value
        value = value.get(step) if isinstance(value, dict) else None
    return value, [said for _, said in told.remarks]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("L\u2019école", "L'école"),
        ("dit «\u202foui\u202f», «\u00a0non\u00a0»", "dit « oui », « non »"),
        ("dit “oui”", "dit « oui »"),
        ("12\u202f000\u00a0€  par an", "12 000 € par an"),
        ("cafe\u0301 o\ufb03ciel con\u00adtinu\u200b", "café officiel continu"),
    ],
)
def test_signs_of_word_become_those_of_the_files(tell: Tell, typed: str, meant: str) -> None:
    assert read_one(tell, "cout", typed) == (meant, [])


def test_several_paragraphs(tell: Tell) -> None:
    assert read_one(tell, "titre", "Un jardin", "partagé")[0] == "Un jardin partagé"
    assert read_one(tell, "resume", "Un.", "Deux.")[0] == "Un.\n\nDeux."
    points = ["Un, en 2019. Bien.", "- Deux.", "• Trois.", "4. Quatre.", "5) Cinq."]
    meant = ["Un, en 2019. Bien.", "Deux.", "Trois.", "Quatre.", "Cinq."]
    assert read_one(tell, "leviers", *points) == (meant, [])


@pytest.mark.parametrize(
    "typed",
    ["25/11/2026", "25-11-2026", "25.11.2026", "2026-11-25", "25 novembre 2026",
     "Mercredi 25 Novembre 2026", "25 nov. 2026", "25\u00a0novembre  2026"],
)  # fmt: skip
def test_days_as_people_write_them(tell: Tell, typed: str) -> None:
    assert read_one(tell, "provenance.date", typed) == (date(2026, 11, 25), [])
    assert read_one(tell, "provenance.date", "1er décembre 2026")[0] == date(2026, 12, 1)


@pytest.mark.parametrize("typed", ["novembre 2026", "25/11/26", "31/02/2026", "hier", "11/25/2026"])
def test_a_day_that_is_not_sure_is_a_remark(tell: Tell, typed: str) -> None:
    value, (said,) = read_one(tell, "provenance.date", typed)
    assert value is None
    assert typed in said and "25/11/2026" in said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("2022", 2022), ("2 000 €", 2000), ("2\u202f000\u00a0euros", 2000), ("11 ans", 11)],
)
def test_numbers_with_their_unit(tell: Tell, typed: str, meant: int) -> None:
    assert read_one(tell, "annee_label", typed) == (meant, [])


@pytest.mark.parametrize("typed", ["environ 11", "2 k€", "2,5", "une dizaine", "9" * 5000, "-3"])
def test_a_number_that_is_not_sure_is_a_remark(tell: Tell, typed: str) -> None:
    value, (said,) = read_one(tell, "annee_label", typed)
    assert value is None
    assert "Année du label" in said and "nombre" in said


@pytest.mark.parametrize("typed", ["3-11 ans", "3 – 11 ans", "de 3 à 11 ans", "3 ans à 11 ans"])
@pytest.mark.parametrize("key", ["ages.de", "ages.a"])
def test_two_ages_in_one_answer_are_parted(tell: Tell, key: str, typed: str) -> None:
    told = tell((key, [typed]))
    assert told.data["ages"] == {"de": 3, "a": 11} and not told.remarks


def test_two_ages_where_both_are_answered_are_a_remark(tell: Tell) -> None:
    told = tell(("ages.de", ["3-11 ans"]), ("ages.a", ["11"]))
    assert told.data["ages"] == {"a": 11}
    assert [place for place, _ in told.remarks] == [("ages", "de")]


def test_a_percentage_is_a_number_and_its_unit(tell: Tell) -> None:
    told = tell(("chiffres_cles.valeur", ["2,5\u202f%"]), ("chiffres_cles.libelle", ["des élèves"]))
    assert told.data["chiffres_cles"] == [{"valeur": "2,5", "unite": "%", "libelle": "des élèves"}]
    kept = tell(("chiffres_cles.valeur", ["2 %"]), ("chiffres_cles.unite", ["%"]))
    assert kept.data["chiffres_cles"] == [{"valeur": "2", "unite": "%"}]
    other = tell(("chiffres_cles.valeur", ["2 %"]), ("chiffres_cles.unite", ["€"]))
    assert other.data["chiffres_cles"] == [{"valeur": "2 %", "unite": "€"}]


@pytest.mark.parametrize(
    "line",
    ["☒ Sport", "☑ Sport", "✓ Sport", "x Sport", "X Sport", "☐x Sport", "[x] Sport", "☐ Sport x",
     "Sport ✗", "v Sport", "Sport", "sport", "(X) Sport"],
)  # fmt: skip
def test_ticks_as_people_make_them(tell: Tell, line: str) -> None:
    told = read_one(tell, "themes", "☐ Numérique", line, "☐ Orientation et insertion")
    assert told == (["sport"], [])


@pytest.mark.parametrize(
    "lines",
    [["Sport, Culture et lecture"], ["x Sport ; x Culture et lecture"], ["☒ Sport, culture"],
     ["☐ Numérique", "☐ Environnementx Sport, Culture et lecture"],
     ["☐ Environnement Sport", "x Culture et lecture"]],
)  # fmt: skip
def test_choices_in_a_row_are_each_read(tell: Tell, lines: list[str]) -> None:
    """On a line of their own, or typed after the words of the last box."""
    assert read_one(tell, "themes", *lines) == (["sport", "culture"], [])


def test_a_remark_has_nothing_of_a_box_that_is_not_ticked(tell: Tell) -> None:
    value, (said,) = read_one(tell, "themes", "☒ Sport", "☐ Environnement, la cuisine, Sport")
    assert value == ["sport"]
    assert "« la cuisine, Sport »" in said


def test_what_is_not_ticked_is_not_said(tell: Tell) -> None:
    assert read_one(tell, "themes", "☐ Sport", "☐ Numérique") == (None, [])
    assert read_one(tell, "acteurs", "☐ Ville et intercommunalité", "x Parents")[0] == ["parents"]


def test_another_choice_is_a_remark(tell: Tell) -> None:
    value, (said,) = read_one(tell, "themes", "☒ Sport", "la cuisine aussi", "☒")
    assert value == ["sport"]
    assert "la cuisine aussi" in said and "Thèmes" in said


def test_two_ticks_where_one_is_asked_are_a_remark(tell: Tell) -> None:
    whole = "Licence ouverte (Etalab 2.0)"
    assert read_one(tell, "provenance.licence", f"☒ {whole}") == ("etalab-2", [])
    value, (said,) = read_one(
        tell, "provenance.licence", f"☒ {whole}", "☒ Creative Commons Attribution (CC BY 4.0)"
    )
    assert value is None
    assert "une seule" in said and whole in said


def test_yes_is_ticked_or_written(tell: Tell) -> None:
    assert read_one(tell, "provenance.consentement", "☒ Oui", "☐ Non")[0] == "oui"
    assert read_one(tell, "provenance.consentement", "oui")[0] == "oui"
    assert read_one(tell, "provenance.consentement", "☐ Oui", "☐ Non") == (None, [])
    value, (said,) = read_one(tell, "provenance.consentement", "bientôt")
    assert value is None and "bientôt" in said


def test_spheres_are_those_that_are_told(tell: Tell) -> None:
    told = tell(
        ("spheres.famille", ["X"]), ("spheres.ecole", ["Elle ouvre", "sa cour."]),
        ("spheres.quartier", ["Sans objet"]), ("spheres.virtualite", ["-"]),
    )  # fmt: skip
    assert told.data["spheres"] == [
        {"sphere": "famille"}, {"sphere": "ecole", "comment": "Elle ouvre sa cour."}
    ]  # fmt: skip
    assert not told.remarks


def test_resources_are_named_by_their_titles(tell: Tell, study: Study) -> None:
    slug, resource = next(iter(study.ressources.items()))
    value, (said,) = read_one(tell, "ressources", f"- {resource.titre.upper()}", "Un autre livre")
    assert value == [slug]
    assert "Un autre livre" in said and resource.titre.upper() not in said


def test_a_list_goes_on_with_each_table_and_empty_ones_are_left_out(tell: Tell) -> None:
    name, role, begin = "alliance.acteurs.nom", "alliance.acteurs.role", ("alliance.acteurs", [""])
    told = tell(
        begin, (name, ["Les parents"]), (role, []), begin, (name, []), (role, [" "]),
        begin, (name, ["La Ville"]), (name, ["L'école"]), (role, ["Elle accueille."]),
    )  # fmt: skip
    assert told.data["alliance"]["acteurs"] == [
        {"nom": "Les parents"}, {"nom": "La Ville"},
        {"nom": "L'école", "role": "Elle accueille."},
    ]  # fmt: skip


def test_nothing_is_lost_of_a_second_answer_or_of_an_old_question(tell: Tell) -> None:
    told = tell(("titre", ["Un"]), ("titre", ["Deux"]), ("budget", ["Trois"]), ("titre", []))
    assert told.data["titre"] == "Un"
    first, second = (said for _, said in told.remarks)
    assert "« Deux »" in first and "« Trois »" in second


@pytest.mark.parametrize("named", ["Mme Dupont", "06 12 34 56 78", "marie@exemple.fr"])
def test_a_remark_names_nobody(tell: Tell, named: str) -> None:
    _, (said,) = read_one(tell, "annee_label", f"demandez à {named}")
    assert named not in said


def test_a_very_long_choice_is_read_in_no_time(tell: Tell) -> None:
    value, (said,) = read_one(tell, "themes", "☐ x" * 100_000)
    assert value is None and said


TICKED = ("themes", "spheres", "acteurs")


def squeeze(value: Any) -> Any:
    """Paragraphs are the same wherever their lines are cut, ticks in whatever order."""
    if isinstance(value, dict):
        return {
            key: sorted(inner) if key in TICKED and isinstance(inner[0], str) else squeeze(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [squeeze(inner) for inner in value]
    return [" ".join(p.split()) for p in str(value).split("\n\n")]


@pytest.mark.long
def test_the_portraits_come_back_from_a_grid_as_they_are(study: Study, tmp_path: Path) -> None:
    stages = list_stages(study)
    blank = write_blank(study, tmp_path / "grille.docx")
    asked = {key for step in study.etapes.values() for key in step.champs}
    assert study.portraits
    for slug, portrait in study.portraits.items():
        said = {key: value for key, value in dump_record(portrait).items() if key in asked}
        grid = Grid(blank)
        fill(grid, said, study)
        told = read_answers(read_grid(grid.save(tmp_path / "g.docx")), stages, study)
        assert squeeze(told.data) == squeeze({"origine": "temoignage", **said}), slug
        assert not told.remarks, slug


@pytest.mark.parametrize("typed", ["☒", "☑", "✓", "x", "X", "v", "[x]", "☐ x"])
def test_a_tick_alone_says_that_a_level_is_touched_and_no_more(tell: Tell, typed: str) -> None:
    told = tell(("niveaux.micro", [typed]))
    assert told.data["niveaux"] == [{"niveau": "micro"}] and not told.remarks


def test_a_tick_before_a_sentence_is_no_part_of_it(tell: Tell) -> None:
    told = tell(("spheres.ecole", ["☒ L'école ouvre sa cour."]), ("spheres.famille", ["☐"]))
    assert told.data["spheres"] == [{"sphere": "ecole", "comment": "L'école ouvre sa cour."}]


def test_an_answer_that_seems_to_name_somebody_is_not_told_again(tell: Tell) -> None:
    told = tell(("themes", ["Mme Dupont"]))
    assert [said for _, said in told.remarks] == [
        "Thèmes : ce n'est pas un choix proposé. La réponse semble nommer quelqu'un ou un lieu : "
        "relisez-la dans la grille."
    ]


@pytest.mark.parametrize("typed", ["je ne sais plus", "Je ne sais pas.", "?", "NSP", "à compléter"])
def test_who_does_not_know_has_not_answered(tell: Tell, typed: str) -> None:
    for key in ("cout", "annee_label", "spheres.famille"):
        told = tell((key, [typed]))
        assert told.data == {"origine": "temoignage"} and not told.remarks


def test_yes_says_that_a_sphere_is_touched_and_no_more(tell: Tell) -> None:
    told = tell(("niveaux.micro", ["oui"]), ("spheres.ecole", ["Oui, elle ouvre sa cour."]))
    assert told.data["niveaux"] == [{"niveau": "micro"}]
    assert told.data["spheres"] == [{"sphere": "ecole", "comment": "Oui, elle ouvre sa cour."}]


def test_the_signs_of_a_list_pasted_from_word_are_no_words(tell: Tell) -> None:
    pasted = ["•\tUn.", "o   Deux.", "\uf0b7 Trois.", "§ Quatre.", "➢ Cinq.", "Ouvrir."]
    meant = ["Un.", "Deux.", "Trois.", "Quatre.", "Cinq.", "Ouvrir."]
    assert read_one(tell, "leviers", *pasted) == (meant, [])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("47 familles inscrites", {"valeur": "47", "libelle": "familles inscrites"}),
        ("plus de 50 familles", {"valeur": "plus de 50", "libelle": "familles"}),
        ("2,5 % avaient une carte",
         {"valeur": "2,5", "unite": "%", "libelle": "avaient une carte"}),
        ("6 000 élèves", {"valeur": "6 000", "libelle": "élèves"}),
        ("une trentaine", {"valeur": "une trentaine"}),
        ("3 sur 4", {"valeur": "3 sur 4"}),
        ("6 000 € par an", {"valeur": "6 000 € par an"}),
    ],
)  # fmt: skip
def test_a_number_and_what_it_counts_in_one_answer_are_parted(
    tell: Tell, typed: str, meant: dict[str, str]
) -> None:
    assert tell(("chiffres_cles.valeur", [typed])).data["chiffres_cles"] == [meant]
    both = tell(("chiffres_cles.valeur", [typed]), ("chiffres_cles.libelle", ["autre chose"]))
    assert both.data["chiffres_cles"][0]["libelle"] == "autre chose"


def test_what_follows_two_ages_is_their_words(tell: Tell) -> None:
    told = tell(("ages.de", ["de 3 à 10 ans, surtout les élèves de CM"]))
    assert told.data["ages"] == {"de": 3, "a": 10, "precision": "surtout les élèves de CM"}
    kept = tell(("ages.de", ["3-10 ans (maternelle)"]), ("ages.precision", ["primaire"]))
    assert kept.data["ages"] == {"precision": "primaire"}
    assert "maternelle" in kept.remarks[0][1], "nothing is lost"


def test_a_remark_calls_the_question_as_the_grid_does(tell: Tell) -> None:
    begin = ("financeurs", [""])
    told = tell(
        begin, ("financeurs.qui", []), begin, ("financeurs.qui", ["La Ville"]),
        ("financeurs.montant", ["un peu"]), ("ages.de", ["petits"]),
        ("spheres.ecole", ["Un."]), ("spheres.ecole", ["Deux."]),
    )  # fmt: skip
    said = "\n".join(said for _, said in told.remarks)
    for place in ("Qui paie, n° 2, Montant, ", "Âges, De, ", "Sphères, École, "):
        assert place in said
