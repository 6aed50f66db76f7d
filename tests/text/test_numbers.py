"""Which numbers of a text have a source."""

import pytest

from scripts.text.numbers import list_counts


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
