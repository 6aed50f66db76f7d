"""What is taken out of a YAML text, and all the rest that stays as it was written."""

import pytest

from scripts.reading.documents import Location, parse_document
from scripts.reading.removing import find_location, list_removals

LIST = """\
# Les notes.
notes:
  # La première.
  - date: 2026-01-01
    portrait: jardin
    # Dite deux fois.
    quoi: >-
      Un texte
        # qui n'est pas une remarque,

      et sa suite.

  # La seconde.
  - {date: 2026-01-02, portrait: cafe}
  - quoi: Une autre.
    portrait: radio
fin: "oui"
"""


def remove(text: str, *location: str | int) -> list[str]:
    return list(list_removals(parse_document(text, "x.yml"), location))


def test_the_key_goes_or_the_item_and_nothing_else() -> None:
    key, item = remove(LIST, "notes", 0, "portrait")
    assert key == LIST.replace("    portrait: jardin\n", "")
    first = LIST[LIST.index("  - date: 2026-01-01") : LIST.index("\n  # La seconde.")]
    assert item == LIST.replace(first, "")
    key, item = remove(LIST, "notes", 1, "portrait")
    assert key == LIST.replace(", portrait: cafe", "")
    assert item == LIST.replace("  - {date: 2026-01-02, portrait: cafe}\n", "")
    key, item = remove(LIST, "notes", 2, "quoi")
    assert key == LIST.replace("quoi: Une autre.\n    portrait", "portrait")
    assert item == LIST.replace("  - quoi: Une autre.\n    portrait: radio\n", "")


@pytest.mark.parametrize(
    ("text", "location", "removals"),
    [
        ("a:\n  - p: x\nb: y\n", ("a", 0, "p"), ["b: y\n", "a: []\nb: y\n"]),
        ("a:\n- p: x\n- p: y\nb: z\n", ("a", 0, "p"), ["a:\n- p: y\nb: z\n"]),
        ("a:\n- p: x\nb: y\n", ("a", 0, "p"), ["b: y\n", "a: []\nb: y\n"]),
        ("b: y\na:\n-\n  p: x\n  q: z\n-\n  p: y\n", ("a", 0, "p"),
         ["b: y\na:\n-\n  q: z\n-\n  p: y\n", "b: y\na:\n-\n  p: y\n"]),
        ("a: [x, y, z]\n", ("a", 0), ["a: [y, z]\n"]),
        ("a: [x, y, z]\n", ("a", 2), ["a: [x, y]\n"]),
        ("a: [x]\nb: y\n", ("a", 0), ["a: []\nb: y\n", "b: y\n"]),
        ("a:\n  - x\n  - y\n", ("a", 1), ["a:\n  - x\n"]),
        ("a: x\nb: y\n", ("a",), ["b: y\n"]),
        ("a:\n  # Seul.\n  - x\nb: y\n", ("a", 0), ["b: y\n"]),
        ("a:\n  - - x\n    - y\n  - z\n", ("a", 0, 0), []),  # written so, it is left to a person
        ("a: x\n", ("a",), []),
    ],
)  # fmt: skip
def test_each_way_of_writing(text: str, location: Location, removals: list[str]) -> None:
    assert remove(text, *location) == removals


def test_a_text_is_found_by_its_place() -> None:
    document = parse_document(LIST, "x.yml")
    assert find_location(document, (14, 34)) == ("notes", 1, "portrait")
    assert find_location(document, (14, 33)) is None
