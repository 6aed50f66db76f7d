"""The menu, from the navigation of mkdocs.yml."""

from scripts.site.menu import Item, Menu

NAVIGATION = [
    {"Accueil": "index.md"},
    "seul.md",
    {"Étude": ["synthese.md", {"Agir": ["agir.md", {"À deux": "agir/ensemble.md"}]}]},
    "absent.md",
    {"Vide": ["absent.md"]},
]
TITLES = {
    "": "Bienvenue", "seul/": "Seul", "synthese/": "La synthèse", "agir/": "Agir, le chapitre",
    "agir/ensemble/": "Agir ensemble",
}  # fmt: skip

HOME, ALONE, SYNTHESIS = (
    Item("Accueil", ""),
    Item("Seul", "seul/"),
    Item("La synthèse", "synthese/"),
)
ACT, TOGETHER = Item("Agir, le chapitre", "agir/"), Item("À deux", "agir/ensemble/")
ACTING = Item("Agir", "agir/", (ACT, TOGETHER))
STUDY = Item("Étude", "synthese/", (SYNTHESIS, ACTING))


def test_an_item_has_its_own_title_or_its_pages_and_a_section_its_first_address() -> None:
    assert Menu(NAVIGATION, TITLES).items == (HOME, ALONE, STUDY)


def test_the_items_that_lead_to_a_page_come_the_highest_first() -> None:
    menu = Menu(NAVIGATION, TITLES)
    assert menu.find_trail("") == (HOME,)
    assert menu.find_trail("synthese/") == (STUDY, SYNTHESIS)
    assert menu.find_trail("agir/") == (STUDY, ACTING, ACT)
    assert menu.find_trail("agir/ensemble/") == (STUDY, ACTING, TOGETHER)
    assert menu.find_trail("ailleurs/") == ()
