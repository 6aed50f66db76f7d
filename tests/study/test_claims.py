"""The arithmetic, on numbers that agree, that do not, and that may overlap."""

from typing import Any

import pytest

from scripts.schema.figures import Figure
from scripts.study.claims import Verdict, verify
from scripts.study.study import Study

SLUGS = {"chiffres": ["autre"]}


def build(lines: list[dict[str, Any]], claim: dict[str, Any], **more: Any) -> Figure:
    data = {
        "titre": "Un essai", "question": "Qui ?", "constat": "Personne.", "mesure": "Part",
        "population": "Des villes", "source": "Un essai", "rubrique": "Un essai",
        "forme": "tableau", "lignes": lines, "verifications": [claim], **more,
    }  # fmt: skip
    context = {"slugs": SLUGS, "slug": "essai", "anonymous": False}
    return Figure.model_validate(data, context=context)


def line(key: str, *values: dict[str, Any]) -> dict[str, Any]:
    return {"cle": key, "titre": key, "valeurs": list(values)}


def judge(figure: Figure, **others: Figure) -> Verdict:
    (verdict,) = verify(figure, others)
    return verdict


@pytest.mark.parametrize(
    ("count", "base", "printed", "agrees"),
    [
        (163, 208, 78, True),  # 78.37
        (162, 208, 68, False),  # 77.88
        (1, 200, 1, True),  # 0.5, half a point away
        (1, 201, 1, False),
        (1, 3, 33.3, True),  # to a tenth when a tenth is printed
        (1, 3, 33.4, False),
    ],
)
def test_a_rate_agrees_within_half_its_last_digit(
    count: int, base: int, printed: float, agrees: bool
) -> None:
    cell = {"nombre": count, "taux": printed}
    verdict = judge(build([line("a", cell)], {"genre": "taux", "base": base}))
    assert verdict.agrees is agrees
    assert verdict.computed == round(100 * count / base, 1)
    assert (verdict.printed, verdict.count) == (printed, count)


@pytest.mark.parametrize(
    ("rates", "agrees"),
    [((15, 47, 38), True), ((33, 33, 33), True), ((42, 33, 15, 8), False), ((50, 48), False)],
)
def test_rounded_parts_of_a_whole(rates: tuple[int, ...], agrees: bool) -> None:
    lines = [line(str(number), {"taux": rate}) for number, rate in enumerate(rates)]
    verdict = judge(build(lines, {"genre": "somme", "mesure": "taux", "total": 100}))
    assert verdict.agrees is agrees
    assert verdict.terms == rates


@pytest.mark.parametrize(("counts", "agrees"), [((119, 89), True), ((31, 5), False)])
def test_counts_add_up_exactly(counts: tuple[int, int], agrees: bool) -> None:
    lines = [line(str(number), {"nombre": count}) for number, count in enumerate(counts)]
    total = 208 if agrees else 34
    verdict = judge(build(lines, {"genre": "somme", "mesure": "nombre", "total": total}))
    assert verdict.agrees is agrees
    assert verdict.computed == sum(counts)


@pytest.mark.parametrize("total", [99, 101])
def test_one_too_few_or_too_many_in_a_long_sum_of_counts_is_told(total: int) -> None:
    lines = [line(str(number), {"nombre": 10}) for number in range(10)]
    verdict = judge(build(lines, {"genre": "somme", "mesure": "nombre", "total": total}))
    assert verdict.agrees is False
    assert (verdict.printed, verdict.computed) == (total, 100)


def test_what_is_not_published_is_not_filled_in() -> None:
    lines = [line("a", {"taux": 40}), line("b", {"etat": "non-publie"})]
    verdict = judge(build(lines, {"genre": "somme", "mesure": "taux", "total": 100}))
    assert verdict.terms == (40,)
    assert verdict.agrees is False


def test_a_sum_of_one_row_names_it_and_one_of_several_names_none() -> None:
    lines = [line("a", {"nombre": 1}), line("b", {"nombre": 2}), line("c", {"nombre": 4})]
    claim = {"genre": "somme", "mesure": "nombre", "total": 3, "lignes": ["a", "b"]}
    verdict = judge(build(lines, claim))
    assert (verdict.terms, verdict.subject, verdict.agrees) == ((1, 2), "", True)
    verdict = judge(build(lines, {**claim, "lignes": ["c"], "total": 4}))
    assert (verdict.terms, verdict.subject, verdict.agrees) == ((4,), "c", True)


def test_a_sum_is_of_one_column_where_it_is_said_else_of_all() -> None:
    columns = [{"cle": "c1", "titre": "1"}, {"cle": "c2", "titre": "2"}]
    lines = [line("a", {"nombre": 1}, {"nombre": 2}), line("b", {"nombre": 4}, {"nombre": 8})]
    claim = {"genre": "somme", "mesure": "nombre", "total": 10}
    one = judge(build(lines, {**claim, "colonne": "c2"}, colonnes=columns))
    assert (one.terms, one.agrees) == ((2, 8), True)
    every = judge(build(lines, claim, colonnes=columns))
    assert (every.terms, every.computed, every.agrees) == ((1, 2, 4, 8), 15, False)


def test_a_sum_of_decimals_is_shown_without_what_floats_add() -> None:
    lines = [line("a", {"taux": 0.1}), line("b", {"taux": 0.2})]
    verdict = judge(build(lines, {"genre": "somme", "mesure": "taux", "total": 1}))
    assert (verdict.computed, verdict.printed, verdict.agrees) == (0.3, 1, False)


@pytest.mark.parametrize(("total", "agrees"), [(50.8, True), (50.9, False), (50.5, False)])
def test_decimals_may_be_half_a_tenth_away_each(total: float, agrees: bool) -> None:
    lines = [line(str(number), {"taux": rate}) for number, rate in enumerate((20.2, 20.2, 10.3))]
    verdict = judge(build(lines, {"genre": "somme", "mesure": "taux", "total": total}))
    assert verdict.agrees is agrees


def test_a_rate_without_its_number_is_not_judged() -> None:
    lines = [
        line("a", {"taux": 50}),
        line("b", {"nombre": 1}),
        line("c", {"nombre": 1, "taux": 50}),
    ]
    verdict = judge(build(lines, {"genre": "taux", "base": 2}))
    assert (verdict.subject, verdict.agrees) == ("c", True)


def test_sentences_that_disagree_are_told_as_they_are() -> None:
    claim = {"genre": "phrases", "ici": "Une.", "la": "Deux.", "explication": "Elles diffèrent."}
    verdict = judge(build([line("a", {"taux": 1})], claim))
    assert verdict.agrees is False
    assert verdict.printed is None


def test_the_same_number_elsewhere() -> None:
    claim = {"genre": "egalite", "ligne": "a", "mesure": "taux", "ailleurs": 42, "rubrique": "X"}
    verdict = judge(build([line("b", {"taux": 1}), line("a", {"taux": 42})], claim))
    assert (verdict.agrees, verdict.subject) == (True, "a")
    assert (verdict.printed, verdict.computed) == (42, 42)
    columns = [{"cle": "c1", "titre": "1"}, {"cle": "c2", "titre": "2"}]
    cells = line("a", {"taux": 41}, {"taux": 42})
    assert judge(build([cells], claim | {"colonne": "c2"}, colonnes=columns)).agrees is True
    assert judge(build([cells], claim | {"colonne": "c1"}, colonnes=columns)).agrees is False
    assert judge(build([line("a", {"taux": 41})], claim)).agrees is False


def test_the_same_thing_in_another_figure() -> None:
    claim = {
        "genre": "renvoi", "ligne": "a", "mesure": "nombre", "chiffre": "autre",
        "autre_ligne": "b", "autre_colonne": "c2",
    }  # fmt: skip
    columns = [{"cle": "c1", "titre": "1"}, {"cle": "c2", "titre": "2"}]
    note = {"genre": "recouvrement", "explication": "Rien."}
    other = build([line("b", {"nombre": 1}, {"nombre": 2})], note, colonnes=columns)
    verdict = judge(build([line("a", {"nombre": 2})], claim), autre=other)
    assert (verdict.agrees, verdict.subject) == (True, "a")
    assert (verdict.printed, verdict.computed) == (2, 2)
    two = build(
        [line("a", {"nombre": 1}, {"nombre": 2})], claim | {"colonne": "c2"}, colonnes=columns
    )
    assert judge(two, autre=other).agrees is True
    assert judge(build([line("a", {"nombre": 1})], claim), autre=other).agrees is False


def test_what_may_overlap_is_not_summed() -> None:
    lines = [line("a", {"taux": 78}), line("b", {"taux": 69})]
    verdict = judge(build(lines, {"genre": "recouvrement", "explication": "Plusieurs réponses."}))
    assert verdict.agrees is None
    assert verdict.terms == ()


def test_a_new_figure_is_checked_without_new_code(study: Study) -> None:
    for slug, figure in study.chiffres.items():
        genres = {verdict.claim.genre for verdict in study.verdicts[slug]}
        assert genres == {claim.genre for claim in figure.verifications}


def test_the_disagreements_of_the_study_are_all_told(study: Study) -> None:
    gaps = {
        (slug, verdict.claim.genre)
        for slug, verdicts in study.verdicts.items()
        for verdict in verdicts
        if verdict.agrees is False and verdict.claim.genre != "phrases"
    }
    assert gaps == {
        ("formation-interprofessionnelle", "taux"),  # 162 of 208 printed as 68 %
        ("passage-a-l-alliance", "somme"),  # 31 + 5 of 34
        ("composition-instance", "somme"),  # 98 %
    }
