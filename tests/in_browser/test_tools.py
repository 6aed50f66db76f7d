"""What a team works with, in a real browser: scales and chessboard, from empty to printed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from scripts.schema.canvases import ScalePart
from scripts.study.study import Study
from tests.in_browser.conftest import note_faults
from tests.in_browser.test_accessibility import list_violations, set_view

SCALE, BOARD = "se-situer/", "echiquier/"
# Fifteen papers a statement: pas encore, en cours, oui, je ne sais pas.
VOTES = [(2, 5, 7, 1), (6, 4, 3, 2), (0, 3, 10, 2), (8, 4, 1, 2), (3, 3, 3, 6), (9, 2, 0, 4)]
HOSTILE = '<img src=x onerror="document.title=1"><b>gras</b>'


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 720}, locale="fr-FR")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that has to work without the network once it is open, and without a fault."""
    page = context.new_page()
    faults = note_faults(page)
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    assert faults == []


def go_to(page: Page, address: str) -> None:
    """Open a tool, then cut the network."""
    page.context.set_offline(False)
    page.goto(address, wait_until="load")
    page.locator(".garde").first.wait_for()
    page.context.set_offline(True)


def find_part(page: Page, study: Study, rank: int = 0) -> tuple[Locator, ScalePart]:
    scale = next(iter(study.reperes.values()))
    part = scale.parties[rank]
    return page.locator(f'[data-partie="{part.cle}"]'), part


def vote(page: Page, part: Locator) -> None:
    page.get_by_label("Une salle", exact=False).check()
    for statement, votes in zip(part.locator(".enonce").all(), VOTES, strict=True):
        for box, number in zip(statement.get_by_role("textbox").all(), votes, strict=True):
            box.fill(str(number))


def read_counts(part: Locator) -> list[list[str]]:
    return [
        row.locator(".dispersion-nombre").all_inner_texts()
        for row in part.locator(".dispersion tbody tr").all()
    ]


def save(page: Page, button: str = "Enregistrer un fichier") -> tuple[str, str]:
    """The name and the text of the file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def open_file(page: Page, text: str, name: str = "notre-travail.json") -> None:
    page.locator("[data-garde=ouvrir]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


def read_said(page: Page) -> Locator:
    return page.locator(".garde-dit")


def count_kept(page: Page) -> int:
    kept: int = page.evaluate("Object.keys(localStorage).length")
    return kept


def read_kept(page: Page) -> str:
    kept: str = page.evaluate("JSON.stringify(Object.values(localStorage))")
    return kept


def add(page: Page, square: str, text: str, kind: str = "une action") -> None:
    page.locator(f'[data-ajouter="{square}"]').click()
    page.get_by_role("dialog").get_by_label("Une action ou un acteur").fill(text)
    page.get_by_role("dialog").get_by_label(kind, exact=True).check()
    page.get_by_role("dialog").get_by_role("button", name="Poser").click()


def list_tokens(page: Page, square: str) -> list[str]:
    return page.locator(f'[data-case="{square}"] .jeton-texte').all_inner_texts()


# ---- « Où en sommes-nous ? » ----


def test_a_room_of_fifteen_sees_its_spread_beside_the_printed_figures(
    page: Page, address: str, study: Study
) -> None:
    go_to(page, address + SCALE)
    part, told = find_part(page, study)
    expect(part.locator(".dispersion")).to_be_hidden()
    vote(page, part)
    assert read_counts(part) == [[str(number) for number in votes] for votes in VOTES]
    for total in (".dispersion-total", ".enonce-total"):
        assert part.locator(total).all_inner_texts() == ["15 réponses"] * len(VOTES)
    widths = part.locator(".dispersion-barre rect").evaluate_all(
        "bars => bars.map((bar) => bar.getBoundingClientRect().width)"
    )
    numbers = [number for votes in VOTES for number in votes]
    assert [round(widths[i] * 10 / max(widths)) for i in range(len(widths))] == numbers
    beside = part.locator(".en-face").first.inner_text()
    for words in ("2024", "208", "déclaré par les Cités", "47\u202f%"):
        assert words in re.sub(r"[\u00a0\u202f]%", "\u202f%", beside)
    for question in told.a_discuter:
        expect(part.locator(".a-discuter")).to_contain_text(question.texte.split("'")[0])
    assert not re.search(r"score : |rang : |sur 100", page.locator("main").inner_text())


def test_one_person_answers_by_keyboard(page: Page, address: str, study: Study) -> None:
    go_to(page, address + SCALE)
    part, _ = find_part(page, study)
    part.locator("[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert read_counts(part) == [["0", "1", "0", "0"]]
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert read_counts(part) == [["0", "1", "0", "0"], ["1", "0", "0", "0"]]
    expect(part.locator(".enonce-total:visible")).to_have_count(0)


def test_a_number_that_is_none_is_told_and_not_counted(
    page: Page, address: str, study: Study
) -> None:
    go_to(page, address + SCALE)
    part, _ = find_part(page, study)
    page.get_by_label("Une salle", exact=False).check()
    boxes = part.locator(".enonce").first.get_by_role("textbox")
    boxes.nth(0).fill("3")
    for wrong in ("-4", "dix", "1,5"):
        boxes.nth(1).fill(wrong)
        expect(part.get_by_role("alert")).to_contain_text("de 0 à 999")
        assert read_counts(part) == [["3", "0", "0", "0"]]
    boxes.nth(1).fill("4")
    boxes.nth(1).press("Enter")  # as one types numbers: nothing is sent, nothing is lost
    expect(part.get_by_role("alert")).to_be_hidden()
    assert read_counts(part) == [["3", "4", "0", "0"]]


def test_what_was_answered_is_printed_and_nothing_else(
    page: Page, address: str, study: Study
) -> None:
    go_to(page, address + SCALE)
    part, _ = find_part(page, study)
    vote(page, part)
    page.get_by_label("Ce qui nous surprend").fill("Nous ne disons pas la même chose.")
    page.emulate_media(media="print")
    expect(part.locator(".dispersion")).to_be_visible()
    expect(part.locator(".en-face")).to_be_visible()
    expect(page.locator(".partie:visible")).to_have_count(1)
    expect(page.locator(".garde")).to_be_hidden()
    expect(page.get_by_label("Ce qui nous surprend")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Tout effacer").click()
    page.emulate_media(media="print")
    scale = next(iter(study.reperes.values()))
    expect(page.locator(".partie:visible")).to_have_count(len(scale.parties))  # the blank sheet


# ---- what both keep, and what leaves ----


def fill_scale(page: Page, study: Study) -> None:
    vote(page, find_part(page, study)[0])
    page.get_by_label("Ce qui nous surprend").fill(f"{HOSTILE}\nPuis une autre ligne")


def fill_board(page: Page, study: Study) -> None:
    page.get_by_label("Nom de notre plateau").fill("Notre plateau")
    page.get_by_label("Ce que nous en retenons").fill("Un vide à combler\nDeux, même")
    add(page, "ecole.meso", HOSTILE)
    add(page, "virtualite", "La médiathèque", "un acteur")


FILLED = [(SCALE, fill_scale), (BOARD, fill_board)]


@pytest.mark.parametrize(("url", "fill"), FILLED)
def test_nothing_is_kept_unless_asked_and_it_can_be_erased(
    page: Page, address: str, study: Study, url: str, fill: Any
) -> None:
    go_to(page, address + url)
    fill(page, study)
    assert count_kept(page) == 0
    _, written = save(page)
    box = page.get_by_label("Garder ce que j’écris")
    box.check()
    expect(read_said(page)).to_contain_text("Gardé dans ce navigateur")
    assert count_kept(page) == 1
    go_to(page, address + url)
    expect(read_said(page)).to_contain_text("est revenu")
    expect(box).to_be_checked()
    assert save(page)[1] == written
    box.uncheck()
    assert count_kept(page) == 0
    go_to(page, address + url)
    expect(box).not_to_be_checked()
    assert save(page)[1] != written


@pytest.mark.parametrize(("url", "fill"), FILLED)
def test_a_file_brings_all_back_and_so_does_a_change_of_mind(
    page: Page, address: str, study: Study, url: str, fill: Any
) -> None:
    go_to(page, address + url)
    fill(page, study)
    name, written = save(page)
    assert re.fullmatch(r"[a-z-]+-\d{4}-\d\d-\d\d\.json", name)
    page.get_by_label("Garder ce que j’écris").check()
    for _ in range(2):  # once too often: what was written is still at hand
        page.get_by_role("button", name="Tout effacer").click()
        expect(page.locator(".jeton, .dispersion:visible")).to_have_count(0)
        expect(page.get_by_label("Garder ce que j’écris")).not_to_be_checked()
    assert count_kept(page) == 0
    page.get_by_label("Garder ce que j’écris").check()
    page.get_by_role("button", name="Revenir").click()
    assert save(page)[1] == written
    assert "gras" in read_kept(page)
    page.get_by_role("button", name="Tout effacer").click()
    open_file(page, written)
    expect(read_said(page)).to_have_text("notre-travail.json est ouvert.")
    assert page.locator("[data-garde=ouvrir]").input_value() == ""  # it may be chosen again
    assert save(page)[1] == written
    expect(page.locator(".jeton, .dispersion:visible").first).to_be_visible()
    assert page.title() != "1"
    assert page.locator("main b", has_text="gras").count() == 0  # a text stays a text


def test_who_leaves_is_asked_where_something_would_be_lost(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    note, keep = page.get_by_label("Ce que nous en retenons"), "Garder ce que j’écris"

    def leave() -> list[str]:
        asked.clear()
        go_to(page, address + BOARD)
        return list(asked)

    def write() -> None:
        note.click()
        page.keyboard.type("Un vide à combler")

    leave()
    assert leave() == []
    write()
    assert leave() == ["beforeunload"]
    write()
    save(page)
    assert leave() == []
    write()
    page.get_by_label(keep).check()
    assert leave() == []
    page.get_by_label(keep).uncheck()
    assert leave() == ["beforeunload"]
    write()
    page.get_by_label(keep).check()
    page.evaluate("localStorage.setItem('echiquier', '{}')")  # as another tab does
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'echiquier' }))")
    expect(page.locator(".garde-autre")).to_be_visible()
    assert leave() == ["beforeunload"]


@pytest.mark.parametrize("url", [SCALE, BOARD])
def test_a_button_prints(page: Page, address: str, url: str) -> None:
    go_to(page, address + url)
    page.evaluate("void (window.print = () => { document.title = 'imprimé' })")
    page.get_by_role("button", name="Imprimer").click()
    assert page.title() == "imprimé"


def test_what_a_file_answers_is_in_sight_and_its_notes_are_texts(
    page: Page, address: str, study: Study
) -> None:
    go_to(page, address + SCALE)
    _, empty = save(page)
    part, told = find_part(page, study, 2)
    expect(part.locator(".enonce").first).to_be_hidden()
    answers = {f"{told.cle}.{told.enonces[0].cle}": "oui"}
    open_file(
        page, json.dumps(json.loads(empty) | {"reponses": answers, "notes": [{"a": 1}, "Oui"]})
    )
    expect(part.locator(".dispersion")).to_be_visible()
    assert read_counts(part) == [["0", "0", "1", "0"]]
    expect(page.get_by_label("Ce qui nous surprend")).to_have_value("")
    expect(page.get_by_label("Où nous divergeons")).to_have_value("Oui")
    open_file(page, json.dumps(json.loads(empty) | {"repere": "une-autre-echelle"}))
    expect(read_said(page)).to_contain_text("Rien n’a été changé")


REFUSED = [
    ("pas du JSON", "ne vient pas de cette page"),
    ("", "ne vient pas de cette page"),
    ("null", "ne vient pas de cette page"),
    ("[1, 2]", "ne vient pas de cette page"),
    ("[" * 100_000, "ne vient pas de cette page"),
    ('{"outil": 3}', "ne vient pas de cette page"),
    ('{"outil": "autre"}', "vient d’un autre outil"),
    ('{"outil": "OUTIL", "reponses": 1, "jetons": 1}', "ne vient pas de cette page"),
    ('{"outil": "OUTIL", "papiers": {"stades.entraide": 3}, "jetons": [3]}', "ne vient pas"),
    ('{"outil": "OUTIL", "papiers": {"stades.entraide": {"oui": -3}}, "jetons": [{}]}', "abîmé"),
    ('{"outil": "OUTIL", "papiers": {"stades.entraide": {"oui": 1e9}}, "jetons": [null]}', "abîmé"),
    (
        '{"outil": "OUTIL", "mode": "x", "jetons": [{"texte": "a", "genre": "x", "cases": []}]}',
        "abîmé",
    ),
    ('{"outil": "OUTIL", "notes": {"length": 9}, "jetons": {"length": 9}}', "abîmé"),
    ('{"outil": "OUTIL", "mode": {"toString": 1}, "jetons": [{"cases": []}]}', "abîmé"),
    (
        '{"outil": "OUTIL", "papiers": {"stades.entraide": {"oui": {"toString": 1}}}, '
        f'"mode": {"[" * 10_000}{"]" * 10_000}, "jetons": 1}}',
        "abîmé",
    ),
    (" " * 1_000_001, "trop gros"),
]


@pytest.mark.parametrize(("url", "fill"), FILLED)
def test_a_broken_or_hostile_file_is_refused_and_nothing_is_lost(
    page: Page, address: str, study: Study, url: str, fill: Any
) -> None:
    go_to(page, address + url)
    fill(page, study)
    _, written = save(page)
    tool = json.loads(written)["outil"]
    for rank, (text, reason) in enumerate(REFUSED):
        open_file(page, text.replace("OUTIL", tool), f"étrange-{rank}.json")
        expect(read_said(page)).to_contain_text(f"étrange-{rank}.json")
        expect(read_said(page)).to_contain_text(reason)
        expect(read_said(page)).to_contain_text("Rien n’a été changé")
    assert save(page)[1] == written


@pytest.mark.parametrize("url", [SCALE, BOARD])
def test_what_is_no_longer_here_is_counted_and_the_rest_is_read(
    page: Page, address: str, url: str
) -> None:
    go_to(page, address + url)
    _, empty = save(page)
    told = json.loads(empty)
    if url == SCALE:
        told |= {"reponses": {"stades.entraide": "oui", "stades.coordination": {"toString": 1}}}
        told |= {"papiers": {"__proto__": {"oui": 3}}}
    else:
        squares = ["ecole.meso", "lune.micro", "__proto__"]
        told |= {"jetons": [{"texte": "Le café", "genre": "action", "cases": squares}]}
    open_file(page, json.dumps(told))
    expect(read_said(page)).to_contain_text("2 lignes n’existent plus ici")
    if url == SCALE:
        expect(page.locator("[value=oui]:checked")).to_have_count(1)
    else:
        assert list_tokens(page, "ecole.meso") == ["Le café"]


@pytest.mark.parametrize("url", [SCALE, BOARD])
def test_what_the_browser_keeps_and_cannot_be_read_is_left_there(
    page: Page, address: str, url: str
) -> None:
    key = "echiquier" if url == BOARD else "se-situer:ou-en-sommes-nous"
    go_to(page, address + url)
    page.evaluate("key => localStorage.setItem(key, '{abîmé')", key)
    go_to(page, address + url)
    expect(read_said(page)).to_contain_text("ne se lit plus")
    page.get_by_label("Ce qui nous surprend" if url == SCALE else "Nom de notre").fill("Du neuf")
    assert page.evaluate("key => localStorage.getItem(key)", key) == "{abîmé"


@pytest.mark.parametrize(
    ("url", "label"),
    [
        (BOARD, "Nom de notre plateau"),
        pytest.param(SCALE, "Ce qui nous surprend", marks=pytest.mark.long),
    ],
)
def test_two_tabs_neither_replace_nor_erase_what_the_other_keeps(
    page: Page, context: BrowserContext, address: str, url: str, label: str
) -> None:
    other = context.new_page()
    for tab in (page, other):
        go_to(tab, address + url)
    keep, warning = "Garder ce que j’écris", ".garde-autre"
    page.get_by_label(label).fill("Un")
    other.evaluate("addEventListener('storage', () => { document.title = 'su' }, { once: true })")
    page.get_by_label(keep).check()
    expect(other).to_have_title("su")
    expect(other.locator(warning)).to_be_hidden()  # nothing is kept from there: nothing to ask
    other.get_by_label(label).fill("Deux")
    other.get_by_label(keep).click()  # what the first tab keeps was never read here
    expect(other.locator(warning)).to_be_in_viewport()
    expect(other.get_by_label(keep)).not_to_be_checked()
    assert "Un" in read_kept(page)
    other.get_by_role("button", name="Tout effacer").click()
    expect(read_said(other)).to_contain_text("garde encore ce qu’un autre onglet a écrit")
    assert "Un" in read_kept(page)
    other.get_by_role("button", name="Revenir").click()
    other.get_by_role("button", name="Garder plutôt ce qui est ici").click()
    expect(other.locator(warning)).to_be_hidden()
    assert "Deux" in read_kept(page)
    expect(page.locator(warning)).to_be_visible()  # without a word written there
    expect(page.get_by_label(keep)).not_to_be_checked()
    expect(page.get_by_label(label)).to_have_value("Un")
    page.get_by_role("button", name="Reprendre ce que garde").click()
    expect(page.get_by_label(label)).to_have_value("Deux")
    expect(page.locator(warning)).to_be_hidden()
    page.get_by_role("button", name="Revenir").click()
    expect(page.get_by_label(label)).to_have_value("Un")
    expect(other.locator(warning)).to_be_visible()
    other.get_by_role("button", name="Garder plutôt ce qui est ici").click()
    other.get_by_role("button", name="Revenir").click()  # to what it replaced
    expect(other.get_by_label(label)).to_have_value("Un")
    expect(other.get_by_label(keep)).to_be_checked()


def test_what_a_tab_erases_is_not_kept_anew_by_another(
    page: Page, context: BrowserContext, address: str
) -> None:
    go_to(page, address + BOARD)
    page.get_by_label("Nom de notre plateau").fill("Un")
    page.get_by_label("Garder ce que j’écris").check()
    other = context.new_page()
    go_to(other, address + BOARD)
    expect(other.get_by_label("Garder ce que j’écris")).to_be_checked()
    page.get_by_label("Garder ce que j’écris").uncheck()
    expect(read_said(other)).to_contain_text("Un autre onglet a effacé")
    other.get_by_label("Nom de notre plateau").fill("Un, et la suite")
    assert count_kept(page) == 0
    other.get_by_label("Garder ce que j’écris").check()
    assert "Un, et la suite" in read_kept(page)


# ---- the chessboard ----


def test_a_token_is_written_moved_and_taken_away_by_keyboard(page: Page, address: str) -> None:
    go_to(page, address + BOARD)
    square = page.locator('[data-case="quartier.micro"]')
    asked = square.get_by_text("acteur plutôt que consommateur")
    expect(asked).to_be_visible()
    square.get_by_role("button", name="Ajouter").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Écrivez d’abord")
    page.keyboard.type("  ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Écrivez d’abord")
    page.get_by_role("button", name="Annuler").press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(square.get_by_role("button", name="Ajouter")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Un terrain tenu par les jeunes")
    page.keyboard.press("Enter")
    assert list_tokens(page, "quartier.micro") == ["Un terrain tenu par les jeunes"]
    expect(asked).to_be_hidden()
    expect(square.get_by_role("button", name="Action : Un terrain")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Quartier, micro").press("Space")
    page.get_by_role("checkbox", name="École, méso").press("Space")
    page.get_by_role("checkbox", name="Virtualité").press("Space")
    page.keyboard.press("Enter")
    assert list_tokens(page, "quartier.micro") == []
    expect(asked).to_be_visible()
    for place in ("ecole.meso", "virtualite"):
        assert list_tokens(page, place) == ["Un terrain tenu par les jeunes"]
    expect(page.locator('[data-case="ecole.meso"] .jeton')).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Retirer ce jeton").press("Enter")
    expect(page.locator(".jeton")).to_have_count(0)


def test_a_board_begins_with_the_actors_of_a_portrait(
    page: Page, address: str, study: Study
) -> None:
    portrait = study.portraits["passerelles"]
    go_to(page, address + BOARD)
    add(page, "famille.macro", "Ce que nous avions")
    page.get_by_label("Nom de notre plateau").fill("Le nôtre")
    page.get_by_label("Partir d’un portrait").select_option(
        label=portrait.titre.replace(" :", "\u00a0:")
    )
    page.get_by_role("button", name="Poser ses acteurs").click()
    page.get_by_role("button", name="Poser ses acteurs").click()  # nobody comes twice
    assert list_tokens(page, "famille.macro") == ["Ce que nous avions"]
    for actor in portrait.alliance.acteurs:
        places = [f"{sphere}.{actor.niveau}" for sphere in actor.spheres]
        own = page.locator(".jeton-texte", has_text=actor.nom.split("(")[0].replace("'", "’"))
        assert own.count() == max(1, len(places))
    expect(page.get_by_label("Nom de notre plateau")).to_have_value("Le nôtre")
    waiting = page.get_by_role("region", name="À placer")
    expect(waiting.locator(".jeton")).to_have_count(1)
    expect(waiting).to_contain_text("La caisse d’allocations familiales")


def list_board(page: Page) -> list[tuple[str, list[str]]]:
    return [
        (str(square.get_attribute("data-case")), square.locator(".jeton-texte").all_inner_texts())
        for square in page.locator(".case").all()
    ]


def test_a_portrait_leads_to_its_board_and_the_board_back(page: Page, address: str) -> None:
    page.goto(f"{address}portraits/passerelles/")
    page.get_by_role("link", name="L’échiquier de cette alliance").click()
    status = page.locator(".plateau-dit")
    expect(status).to_contain_text("acteurs du portrait « Unir les professionnalités")
    board = list_board(page)
    assert sum(map(len, dict(board).values())) > 5
    expect(page.get_by_label("Nom de notre plateau")).to_have_value(re.compile("PasserelleS"))
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.get_by_role("link", name="Le comparer").click()
    expect(page.locator(".comparaison thead th a")).to_have_text([re.compile("PasserelleS")])
    assert asked == [], "nothing was written: nothing is lost"
    page.go_back()
    page.get_by_role("link", name="Le portrait « Unir les").click()
    expect(page).to_have_url(f"{address}portraits/passerelles/")


def test_a_board_that_is_kept_is_not_replaced_by_the_one_of_a_portrait(
    page: Page, address: str
) -> None:
    go_to(page, address + BOARD)
    add(page, "famille.macro", "Ce que nous avions")
    page.get_by_label("Garder ce que j’écris").check()
    go_to(page, f"{address}{BOARD}?p=passerelles")
    expect(page.locator(".plateau-dit")).to_contain_text("n’est pas vide")
    expect(page.locator(".jeton")).to_have_count(1)
    page.get_by_role("button", name="Poser ses acteurs").click()
    assert page.locator(".jeton").count() > 5
    assert list_tokens(page, "famille.macro") == ["Ce que nous avions"]
    assert "caisse d’allocations" in read_kept(page)


def test_a_portrait_that_did_not_come_with_the_board_is_read_from_its_page(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{BOARD}?p=passerelles")
    expect(page.locator(".plateau-dit")).to_contain_text("acteurs du portrait")
    wanted = list_board(page)

    def leave_out(route: Route) -> None:
        text = route.fetch().text()
        text = re.sub(r'(id="departs">).*?(</script>)', r"\1[]\2", text)
        route.fulfill(body=text, content_type="text/html")

    page.route("**/echiquier/?p=*", leave_out)
    page.goto(f"{address}{BOARD}?p=passerelles")
    expect(page.locator(".plateau-dit")).to_contain_text("acteurs du portrait")
    assert list_board(page) == wanted
    add(page, "famille.macro", "Un autre")
    page.get_by_role("button", name="Poser ses acteurs").click()  # it is in the list since
    expect(page.locator(".plateau-dit")).to_contain_text("acteurs ajoutés : 0")


def test_who_acts_across_all_spheres_is_on_the_band(page: Page, address: str) -> None:
    def move(route: Route) -> None:
        before, mark, rest = route.fetch().text().partition('id="departs">')
        told, end, after = rest.partition("</script>")
        portraits = json.loads(told)
        for actor in (actor for portrait in portraits for actor in portrait["jetons"]):
            actor |= {"spheres": ["virtualite"], "niveau": None}
        text = f"{before}{mark}{json.dumps(portraits)}{end}{after}"
        route.fulfill(body=text, content_type="text/html")

    page.route("**/echiquier/?p=*", move)
    page.goto(f"{address}{BOARD}?p=passerelles")
    expect(page.locator(".plateau-dit")).to_contain_text("acteurs du portrait")
    assert len(list_tokens(page, "virtualite")) == page.locator(".jeton").count() > 5


def test_a_board_holds_three_hundred_tokens(page: Page, address: str) -> None:
    go_to(page, address + BOARD)
    _, empty = save(page)
    tokens = [{"texte": f"Action {n}", "genre": "action", "cases": []} for n in range(301)]
    open_file(page, json.dumps(json.loads(empty) | {"jetons": tokens}))
    expect(read_said(page)).to_contain_text("Rien n’a été changé")
    open_file(page, json.dumps(json.loads(empty) | {"jetons": tokens[:300]}))
    expect(page.locator(".jeton")).to_have_count(300)
    page.get_by_label("Partir d’un portrait").select_option(index=1)
    page.get_by_role("button", name="Poser ses acteurs").click()
    expect(page.locator(".jeton")).to_have_count(300)
    page.locator("[data-ajouter]").first.click()
    page.keyboard.type("Une de trop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("300 jetons")


@pytest.mark.parametrize("asked", ["comparer", "javascript:alert(1)", "../mentions-legales"])
def test_an_address_that_names_no_portrait_is_told(
    context: BrowserContext, address: str, asked: str
) -> None:
    page = context.new_page()  # where a page that does not come is told to the console
    page.goto(f"{address}{BOARD}?p={asked}")
    expect(page.locator(".plateau-dit")).to_contain_text("n’a pas pu être lu")
    expect(page.locator(".jeton")).to_have_count(0)
    assert page.locator(".depart-retour").is_hidden()


def test_a_board_leaves_as_a_picture_that_stands_alone(
    page: Page, address: str, context: BrowserContext
) -> None:
    set_view(page, 1280, "dark")
    go_to(page, address + BOARD)
    theme = page.evaluate("document.documentElement.dataset.theme")
    page.get_by_label("Nom de notre plateau").fill("Le plateau & <nous>")
    add(page, "ecole.meso", HOSTILE)
    add(page, "famille.micro", "mot" * 60, "un acteur")
    for number in range(12):
        add(page, "virtualite", f"Un atelier numérique pour les parents, groupe {number}")
    add(page, "quartier.macro", "Sans case")
    page.get_by_role("button", name="Action : Sans case").click()
    page.get_by_role("checkbox", name="Quartier, macro").uncheck()
    page.get_by_role("button", name="Poser", exact=True).click()
    name, text = save(page, "Enregistrer l’image (SVG)")
    assert name == "echiquier.svg"
    picture = ElementTree.fromstring(text)
    tags = {element.tag.rpartition("}")[2] for element in picture.iter()}
    assert tags == {"svg", "title", "desc", "rect", "text"}
    assert not any(
        key.startswith("on") or "href" in key for e in picture.iter() for key in e.attrib
    )
    said = "".join(e.text or "" for e in picture.iter() if e.tag.endswith("text"))
    for words in (
        "Leplateau&<nous>",
        HOSTILE,
        "mot" * 60,
        "Virtualité",
        "faitautorité",
        "Àplacer:Sanscase",
    ):
        assert words.replace(" ", "") in re.sub(r"\s", "", said)
    assert "Quiparlepourl’Éducationnationale" in re.sub(r"\s", "", said)  # an empty square asks
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    reader = context.new_page()
    context.set_offline(False)
    reader.set_content(text)  # as a browser shows it: nothing sticks out
    boxes = reader.locator("text").evaluate_all(
        "all => all.map((one) => one.getBBox()).map(({ x, width }) => x + width)"
    )
    assert max(boxes) <= float(picture.get("width") or 0)
    overlaps = reader.evaluate("""() => {
        const boxes = [...document.querySelectorAll("text")].map((one) => one.getBBox())
        const cross = (a, b) =>
            a.x < b.x + b.width && b.x < a.x + a.width &&
            a.y + 3 < b.y + b.height && b.y + 3 < a.y + a.height
        return boxes.filter((one, rank) => boxes.slice(rank + 1).some((b) => cross(one, b))).length
    }""")
    assert overlaps == 0


@pytest.mark.parametrize("orientation", ["screen", "print"])
def test_a_board_is_seen_whole(page: Page, address: str, orientation: Any) -> None:
    go_to(page, address + BOARD)
    add(page, "ecole.meso", "Le café des parents")
    page.emulate_media(media=orientation)
    expect(page.get_by_text("Le café des parents", exact=True)).to_be_visible()
    expect(page.locator(".case:visible")).to_have_count(13)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320 or orientation == "print"
    if orientation == "print":
        expect(page.get_by_role("button", name="Ajouter").first).to_be_hidden()
        expect(page.locator(".garde")).to_be_hidden()


# ---- for everybody ----


@pytest.mark.parametrize("url", [SCALE, BOARD])
def test_without_script_the_blank_sheet_is_there(
    scriptless: Page, address: str, study: Study, url: str
) -> None:
    scriptless.set_viewport_size({"width": 320, "height": 700})
    scriptless.goto(address + url)
    expect(scriptless.locator(".garde")).to_be_hidden()
    expect(scriptless.locator("noscript p", has_text="Sans JavaScript")).to_be_visible()
    if url == SCALE:
        part, told = find_part(scriptless, study)
        expect(part.locator(".enonce:visible")).to_have_count(len(told.enonces))
        expect(part.locator("[type=radio]:visible")).to_have_count(4 * len(told.enonces))
    else:
        expect(scriptless.locator(".case .questions:visible")).to_have_count(13)
        expect(scriptless.get_by_role("button", name="Ajouter")).to_have_count(0)


@pytest.mark.long
@pytest.mark.parametrize(
    ("width", "scheme"),
    [(320, "light"), pytest.param(1280, "dark", marks=pytest.mark.long)],
)
def test_each_state_is_accessible(
    page: Page, address: str, study: Study, width: int, scheme: str
) -> None:
    set_view(page, width, scheme)
    go_to(page, address + SCALE)
    assert list_violations(page) == []
    for folded in page.locator(".partie > summary").all()[1:]:
        folded.click()
    fill_scale(page, study)
    part, _ = find_part(page, study, 1)
    part.get_by_role("textbox").first.fill("dix")
    page.get_by_label("Garder ce que j’écris").check()
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    open_file(page, "cassé")
    page.get_by_role("button", name="Tout effacer").click()
    assert list_violations(page) == []
    go_to(page, address + BOARD)
    assert list_violations(page) == []
    page.locator("[data-ajouter]").first.click()
    assert list_violations(page) == []
    page.get_by_role("button", name="Poser", exact=True).click()
    assert list_violations(page) == []
    page.keyboard.press("Escape")
    fill_board(page, study)
    page.get_by_label("Partir d’un portrait").select_option(index=1)
    page.get_by_role("button", name="Poser ses acteurs").click()
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
