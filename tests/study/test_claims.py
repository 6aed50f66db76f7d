"""The arithmetic, on numbers that agree, that do not, and that may overlap."""

from typing import Any

import pytest

from scripts.schema.figures import Figure
from scripts.study.claims import Verdict, verify
from scripts.study.study import Study

SLUGS = {"chiffres": ["autre"], "editions": ["2026"]}
NOTE = {"genre": "recouvrement", "explication": "Rien."}


def build(lines: list[dict[str, Any]], claim: dict[str, Any], **more: Any) -> Figure:
    data = {
        "titre": "Un essai", "question": "Qui ?", "constat": "Personne.", "mesure": "Part",
        "population": "Des villes", "source": "Un essai", "rubrique": "Un essai",
        "forme": "tableau", "declare": "non", "edition": "2026", "lignes": lines,
        "verifications": [claim], **more,
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


@pytest.mark.parametrize("missing", ["non-concerne", "non-donne", "dans-un-graphique"])
def test_what_is_missing_is_not_filled_in(missing: str) -> None:
    lines = [line("a", {"taux": 40}), line("b", {"etat": missing})]
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


@pytest.mark.parametrize("reading", ["contradiction", "rapprochement"])
def test_sentences_that_differ_are_told_as_they_are_read(reading: str) -> None:
    claim = {
        "genre": "phrases", "ici": "Une.", "la": "Deux.", "explication": "Elles diffèrent.",
        "lecture": reading,
    }  # fmt: skip
    verdict = judge(build([line("a", {"taux": 1})], claim))
    assert (verdict.agrees, verdict.label) == (False, reading)
    assert verdict.printed is None


def test_numbers_that_disagree_contradict_each_other_unless_read_otherwise() -> None:
    claim = {"genre": "somme", "mesure": "taux", "total": 100}
    lines = [line("a", {"taux": 50}), line("b", {"taux": 40})]
    assert judge(build(lines, claim)).label == "contradiction"
    assert judge(build(lines, claim | {"lecture": "rapprochement"})).label == "rapprochement"
    assert judge(build(lines, claim | {"total": 90})).label == "accord"


@pytest.mark.parametrize(
    ("printed", "bases", "count", "computed", "agrees"),
    [
        (53, (45, 74), 62, 29.6, False),
        (30, (45, 74), 62, 29.6, True),  # half a point for what is printed, and for each part
        (31, (45, 74), 62, 29.6, False),
        (52, (88, 120), 109, 52.2, True),
    ],
)
def test_the_rates_of_the_parts_give_that_of_the_whole(
    printed: int, bases: tuple[int, int], count: int, computed: float, agrees: bool
) -> None:
    parts = [{"ligne": key, "base": base} for key, base in zip("ab", bases, strict=True)]
    other = build([line("a", {"taux": 58}), line("b", {"taux": 48})], NOTE)
    claim = {"genre": "parties", "ligne": "c", "base": 208, "parties": parts}
    figure = build([line("c", {"taux": printed})], claim | {"chiffre": "autre"})
    verdict = judge(figure, autre=other)
    assert (verdict.agrees, verdict.count, verdict.computed) == (agrees, count, computed)
    assert (verdict.printed, verdict.subject, verdict.terms) == (printed, "c", (58, 48))


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
    other = build([line("b", {"nombre": 1}, {"nombre": 2})], NOTE, colonnes=columns)
    verdict = judge(build([line("a", {"nombre": 2})], claim), autre=other)
    assert (verdict.agrees, verdict.subject) == (True, "a")
    assert (verdict.printed, verdict.computed) == (2, 2)
    two = build(
        [line("a", {"nombre": 1}, {"nombre": 2})], claim | {"colonne": "c2"}, colonnes=columns
    )
    assert judge(two, autre=other).agrees is True
    assert judge(build([line("a", {"nombre": 1})], claim), autre=other).agrees is False


def test_what_may_overlap_need_not_add_up_and_its_sum_is_told_where_asked() -> None:
    lines = [line("a", {"taux": 78}), line("b", {"taux": 69})]
    verdict = judge(build(lines, NOTE))
    assert (verdict.agrees, verdict.label, verdict.terms) == (None, "recouvrement", ())
    verdict = judge(build(lines, NOTE | {"mesure": "taux", "total": 100}))
    assert (verdict.agrees, verdict.label) == (None, "recouvrement")
    assert (verdict.terms, verdict.computed, verdict.printed) == ((78, 69), 147, 100)
    verdict = judge(build(lines, NOTE | {"mesure": "taux", "total": 147}))
    assert verdict.agrees is None, "that they add up says nothing either"


def test_a_sum_of_one_column_names_it() -> None:
    columns = [{"cle": "c1", "titre": "Une"}, {"cle": "c2", "titre": "Deux"}]
    lines = [line("a", {"nombre": 1}, {"nombre": 2}), line("b", {"nombre": 4}, {"nombre": 8})]
    claim = NOTE | {"mesure": "nombre", "colonne": "c2"}
    assert judge(build(lines, claim, colonnes=columns)).subject == "Deux"


@pytest.mark.parametrize(
    ("cells", "mostly"),
    [
        (["non-donne", "dans-un-graphique", ""], True),
        (["non-donne", ""], False),
        (["non-concerne", "non-concerne", ""], False),  # the study's own answer is no gap
    ],
)
def test_a_table_is_mostly_missing_where_most_of_its_cells_are(
    cells: list[str], mostly: bool
) -> None:
    values = [{"etat": cell} if cell else {"taux": 1} for cell in cells]
    figure = build([line(str(rank), value) for rank, value in enumerate(values)], NOTE)
    assert figure.mostly_missing is mostly


def test_a_new_figure_is_checked_without_new_code(study: Study) -> None:
    for slug, figure in study.chiffres.items():
        genres = {verdict.claim.genre for verdict in study.verdicts[slug]}
        assert genres == {claim.genre for claim in figure.verifications}


def test_the_disagreements_of_the_study_are_all_told(study: Study) -> None:
    gaps = {
        (slug, verdict.claim.genre): verdict.label
        for slug, verdicts in study.verdicts.items()
        for verdict in verdicts
        if verdict.agrees is False and verdict.claim.genre != "phrases"
    }
    assert gaps == {
        ("formation-interprofessionnelle", "taux"): "contradiction",  # 162 of 208: 68 %
        ("passage-a-l-alliance", "somme"): "contradiction",  # 31 + 5 of 34
        ("publics-associes", "parties"): "contradiction",  # 53 % of 208; 58 and 48 % of 119
        ("composition-instance", "somme"): "rapprochement",  # 98 %, but the chart is missing
    }


def test_no_contradiction_is_charged_where_a_picture_is_missing(study: Study) -> None:
    """What a missing picture may explain is not said to be false."""
    for slug, verdicts in study.verdicts.items():
        for verdict in verdicts:
            if verdict.label == "contradiction":
                told = verdict.claim.explication or ""
                assert not {"image", "graphique"} & set(told.replace(".", "").split()), slug


def test_every_disagreement_is_listed_once_where_it_is_told(study: Study) -> None:
    listed = study.disagreements
    assert len({(d.url, d.text, d.verdict) for d in listed}) == len(listed)
    assert {d.lecture for d in listed} == {"contradiction", "rapprochement"}
    by_page = [d.url.partition("/")[0] for d in listed]
    for page in ("chiffres", "synthese", "ressources", "coeduquer"):
        assert page in by_page, page
    verdicts = [v for known in study.verdicts.values() for v in known if v.agrees is False]
    assert [d.verdict for d in listed if d.verdict] == verdicts
    written = [d for d in listed if not d.verdict]
    marked = [
        *(f for part in study.synthese.parties for f in part.constats if f.lecture),
        *(r for chapter in study.chapitres.values() for r in chapter.remarques if r.lecture),
        *(m for m in study.modeles.values() if m.lecture),
        *(r for r in study.ressources.values() if r.lecture),
    ]
    assert len(written) == len(marked) > 20
    assert all(d.text and d.title for d in written)
    assert [d.title for d in written if d.url.startswith("ressources/")] == [
        r.titre for r in study.ressources.values() if r.lecture
    ]


def test_a_remark_is_no_disagreement_of_itself(study: Study) -> None:
    told = {d.text for d in study.disagreements}
    plain = [m.remarque for m in study.modeles.values() if m.remarque and not m.lecture]
    assert plain
    assert not told & set(plain)
