import pytest

from scripts.text.typography import set_french, set_prose, sort_key, write_number


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
        ("3 ans, 1 an, 6 mois, 2 heures", "3\u00a0ans, 1\u00a0an, 6\u00a0mois, 2\u00a0heures"),
        ("3 animateurs, 2 hôtes, 5 kmx", "3 animateurs, 2 hôtes, 5 kmx"),
        ("n° 3, n°4, n° x", "n°\u202f3, n°\u202f4, n° x"),
        ("canon° 3", "canon° 3"),
        ('un "" vide', "un «\u202f» vide"),
        (
            "1 heure, 12 h, 3 Cités, 2 écoles",
            "1\u00a0heure, 12\u00a0h, 3\u00a0Cités, 2\u00a0écoles",
        ),
        ("les enfants' et l' « été »", "les enfants' et l' «\u202fété\u202f»"),
        ("l'«été» d'", "l’«\u202fété\u202f» d’"),
        ('l\'"été"', "l’«\u202fété\u202f»"),
        ("«mot»", "«\u202fmot\u202f»"),
        ("Vraiment! Oui? (Non!)", "Vraiment\u202f! Oui\u202f? (Non\u202f!)"),
        ("oui!non", "oui!non"),
        ("20% et 30€", "20\u202f% et 30\u202f€"),
        ("1234 ou 12345 ou 1234567", "1234 ou 12\u202f345 ou 1234567"),
        ("1 234 567", "1\u202f234\u202f567"),
        ("12 3456", "12 3456"),
        ("12345/6, 1.12345, 12345.6", "12345/6, 1.12345, 12345.6"),
        ('un "mot" puis\n"un autre', 'un «\u202fmot\u202f» puis\n"un autre'),
        ("Coeur, OEUVRE, noeud, voeux, boeuf", "Cœur, ŒUVRE, nœud, vœux, bœuf"),
        ("désoeuvrement, choeur, oecuménique", "désœuvrement, chœur, œcuménique"),
        ("a ;b, c :d", "a ;b, c :d"),
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


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1234, "1\u202f234"),
        (1234567, "1\u202f234\u202f567"),
        (0.5, "0,5"),
        (2.0, "2"),
        (1234.25, "1\u202f234,25"),
        (33.05, "33,05"),
        (-1234.5, "-1\u202f234,5"),
    ],
)
def test_a_number_as_it_is_printed(number: float, printed: str) -> None:
    assert write_number(number) == printed


def test_prose_is_set_paragraph_by_paragraph_but_the_targets_of_links() -> None:
    text = "L'été :\nl'*eau*.\n\n \nVoir [l'eau](https://exemple.fr/l'eau...) ?\n"
    assert set_prose(text) == (
        "L’été\u00a0: l’*eau*.\n\nVoir [l’eau](https://exemple.fr/l'eau...)\u202f?"
    )
