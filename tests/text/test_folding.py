import pytest

from scripts.text.folding import find_origins, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Été à Noël, ÇA ET LÀ", "Ete a Noel, CA ET LA"),
        ("œuvre, Œuvre, Ærø, Straße, Łódź", "oeuvre, Oeuvre, Aero, Strasse, Lodz"),
        ("un\tmot", "un mot"),
        ("un *mot* et **deux**", "un mot et deux"),
        ("co\u2011éducation – école — ici", "co-education - ecole - ici"),
        ("l’été ‘x’", "l'ete 'x'"),
        ("« mot » “mot”", '" mot " "mot"'),
        ("animateur·rice", "animateur.rice"),
        ("1⁄2 ½", "1/2 1/2"),
        ("ﬁn", "fin"),
        ("10\u202f000", "10 000"),
        ("日本", "日本"),
        ("", ""),
    ],
)
def test_a_text_is_folded_to_a_plain_keyboard(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded", "origin"),
    [
        ("un mot ici", "mot", "mot"),
        ("à Cœur-Noël", "Noel", "Noël"),
        ("Cœur", "Coeur", "Cœur"),
        ("e\u0301te\u0301 a", "ete", "e\u0301te\u0301"),
        ("a *Lille* b", "Lille", "Lille"),
        ("½ Lille", "Lille", "Lille"),
    ],
)
def test_a_place_of_a_folded_text_is_found_in_the_text(text: str, folded: str, origin: str) -> None:
    start = fold(text).index(folded)
    ((first, end),) = find_origins(text, [(start, start + len(folded))])
    assert text[first:end].rstrip("*") == origin


def test_every_place_is_found() -> None:
    assert find_origins("abcd", [(0, 1), (2, 4)]) == [(0, 1), (2, 4)]
    assert find_origins("abcd", []) == []
