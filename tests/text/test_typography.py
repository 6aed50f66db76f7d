import pytest

from scripts.text.typography import set_french, sort_key


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("l'école", "l’école"),
        ("Qui ? Moi ! Oui ; non : voilà", "Qui\u202f? Moi\u202f! Oui\u202f; non\u00a0: voilà"),
        ("un « mot »", "un «\u202fmot\u202f»"),
        ('un "mot"', "un «\u202fmot\u202f»"),
        ("50 000 € et 12345", "50\u202f000\u202f€ et 12\u202f345"),
        ("100 % en 2026", "100\u202f% en 2026"),
        ("oeuvre, soeur, coeur, manoeuvre", "œuvre, sœur, cœur, manœuvre"),
        ("poésie, coefficient, moelle", "poésie, coefficient, moelle"),
        ("à 12:30", "à 12:30"),
        ("ISBN 978-2-488583-12-1", "ISBN 978-2-488583-12-1"),
        ("etc...", "etc…"),
        ("17 km", "17\u00a0km"),
    ],
)
def test_french_as_it_is_printed(written: str, printed: str) -> None:
    assert set_french(written) == printed
    assert set_french(printed) == printed


def test_french_alphabetical_order() -> None:
    words = ["zoo", "École", "« Trouve »", "œuf", "eau", "Ecologie", "À Bron", "Action", "ou"]
    assert sorted(words, key=sort_key) == [
        "À Bron", "Action", "eau", "École", "Ecologie", "œuf", "ou", "« Trouve »", "zoo",
    ]  # fmt: skip
