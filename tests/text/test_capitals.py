"""What may be names: capitals within sentences."""

import pytest

from scripts.text.capitals import list_capitals


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La salle, avec les Mots du Quai (une association)", ["Mots du Quai"]),
        ("À l'école Jean-Moulin et dans celle des Tilleuls.", ["Jean-Moulin", "Tilleuls"]),
        ("C'est Madame Benali qui a osé.", ["Madame Benali"]),
        ("Venus d'Évreux (Les Pins),\nà l’Étoile d'Or.", ["Évreux", "Les Pins", "Étoile d'Or"]),
        ("Avec « Les Voisins », tout va.", ["Les Voisins"]),
        ("Les CM1 du REP+ lisent. Puis ils jouent. Et on goûte !", []),
        ("Une mère : « Venez ! » Rien de plus.", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_capital_within_a_sentence_may_be_a_name(text: str, names: list[str]) -> None:
    assert list(list_capitals(text)) == names
