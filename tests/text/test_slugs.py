from itertools import islice

import pytest

from scripts.text.slugs import MAX_LENGTH, RESERVED, SLUG, make_slug, propose_slugs

# Titles, and the first two names that a file may take from them; the form is held to them too.
SLUGS = {
    "L'été à l'École": ("l-ete-a-l-ecole", "l-ete-a-l-ecole-2"),
    "L'été d'Élise": ("l-ete-d-elise", "l-ete-d-elise-2"),
    "L’été d’Élise": ("l-ete-d-elise", "l-ete-d-elise-2"),
    "Lʼe\u0301te\u0301 d‘Élise": ("l-ete-d-elise", "l-ete-d-elise-2"),
    "Œuvrer, ça & là !": ("oeuvrer-ca-la", "oeuvrer-ca-la-2"),
    "Łódź, Ærø": ("lodz-aero", "lodz-aero-2"),
    "STRASSE, Straße, STRAẞE": ("strasse-strasse-strasse", "strasse-strasse-strasse-2"),
    "Đorđe ı İ Þór Ǣ": ("dorde-i-i-thor-ae", "dorde-i-i-thor-ae-2"),
    "co\u2011éducation—école": ("co-education-ecole", "co-education-ecole-2"),
    "co\u00adopérer": ("cooperer", "cooperer-2"),
    "ﬁn ½ ℌ Å": ("fin-1-2-h-a", "fin-1-2-h-a-2"),
    "…": ("portrait", "portrait-2"),
    "☀️": ("portrait", "portrait-2"),
    "日本": ("portrait", "portrait-2"),
    "": ("portrait", "portrait-2"),
    "Index": ("index-2", "index-3"),
    "En clair !": ("en-clair-2", "en-clair-3"),
    "Con": ("con-2", "con-3"),
    "LPT1": ("lpt1-2", "lpt1-3"),
    "Com 1": ("com-1", "com-1-2"),
    "é" * 80: ("e" * 60, "e" * 60 + "-2"),
    "a" * 59 + " b": ("a" * 59, "a" * 59 + "-2"),
}


def test_a_slug_is_words_with_one_hyphen_between_two() -> None:
    right, wrong = ["a", "1", "a-b", "ab-1-c"], ["", "-", "-a", "a-", "a--b", "A", "é", "a b"]
    assert [text for text in [*right, *wrong] if SLUG.fullmatch(text)] == right


@pytest.mark.parametrize("title", SLUGS)
def test_the_names_of_a_title(title: str) -> None:
    assert tuple(islice(propose_slugs(title), 2)) == SLUGS[title]
    assert make_slug(title) == SLUGS[title][0]


@pytest.mark.parametrize("title", [*SLUGS, *sorted(RESERVED), "x" * 1000, "ß" * 59])
def test_every_name_may_be_a_file(title: str) -> None:
    for slug in islice(propose_slugs(title), 1000):
        assert SLUG.fullmatch(slug) and slug not in RESERVED and len(slug) <= MAX_LENGTH
