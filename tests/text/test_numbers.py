"""Which numbers of a text have a source."""

import pytest

from scripts.text.numbers import find_counted, list_counts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("25 parents sont là. Rien. Et 2,5 % de plus.", ["25 parents sont là", "Et 2,5 % de plus"]),
        ("2000 euros, 1 200 familles", ["2000 euros, 1 200 familles"]),
        ("un deux trois quatre cinq six 7 huit neuf dix onze douze treize",
         ["… deux trois quatre cinq six 7 huit neuf dix onze douze …"]),
        ("En 2022, le 12 mars, le 1er juin, le 3/4, le 2024-05-06", []),
        ("de 12 h à 14h30, de 6 à 11 ans, 3-6 ans, 12 ans, en 5e, en 1re", []),
        ("3 habitants, 3 ansériformes", ["3 habitants, 3 ansériformes"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_counted_is_told_with_the_words_around_it(text: str, told: list[str]) -> None:
    assert list(list_counts(text)) == told


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("47 familles inscrites", {("47", "famille")}),
        ("cette année 47 familles, et 2,5 % avec carte", {("47", "famille"), ("2,5", "%")}),
        ("1 200 des élèves, 1200 élèves", {("1200", "eleve")}),
        ("47", {("47", "")}),
        ("En 2022, de 6 à 11 ans", set()),
    ],
)  # fmt: skip
def test_a_number_is_known_again_by_what_it_counts(
    text: str, counted: set[tuple[str, str]]
) -> None:
    assert find_counted(text) == counted
