"""The form of /contribuer/raconter/, as a contributor uses it in a real browser."""

import difflib
import json
import re
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, expect

from scripts.problems.messages import MESSAGES
from scripts.study.study import Study, read_study
from tests.conftest import ROOT, build_site, set_where_to_send
from tests.html import read_page
from tests.in_browser.holding import Held
from tests.in_browser.telling import WAY

PATH = "contribuer/raconter/"
FILES = sorted((ROOT / "portraits").glob("*.yml"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone, 360 pixels wide; a browser that has never seen the form."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    context.set_default_timeout(8000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def open_form(page: Page, address: str, query: str = "", step: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{address}{PATH}{query}{step}")
    page.wait_for_selector("#raconter:not([hidden])")
    unfold(page)


def unfold(page: Page) -> None:
    """Open all that may be left out, as who answers everything does, and what drafts allow."""
    page.evaluate("""() => {
        for (const each of document.querySelectorAll(".facultatifs, .brouillon details")) {
            each.open = true
        }
    }""")


def go_to(page: Page, step: str) -> None:
    page.evaluate("step => { location.hash = step }", step)
    page.wait_for_selector(f"#{step}:not([hidden])")


def read_file(page: Page) -> str:
    page.wait_for_selector(".pret")
    return page.input_value("#texte-du-fichier")


def read_answers(page: Page) -> str:
    """What the end of the form shows of the answers, one by one."""
    page.click("text=Vos réponses, une à une")
    return page.inner_text(".lecture-fiche")


def add_actor(page: Page, name: str, kind: str, number: int = 0) -> None:
    if number:
        page.click("#alliance-acteurs-ajouter")
    page.fill(f"#alliance-acteurs-{number}-nom", name)
    page.check(f"#acteurs-{kind}")
    unfold(page)


def tell(page: Page) -> None:
    """Answer what is asked, no more."""
    page.fill("#titre", "Un jardin partagé")
    page.fill("#resume", "Une école et un centre social cultivent un jardin.")
    page.check("#themes-environnement")
    go_to(page, "etape-2")
    page.check("#spheres-ecole")
    page.fill("#spheres-ecole-comment", "L'école ouvre sa cour.")
    page.check("#niveaux-meso")
    page.fill("#niveaux-meso-comment", "Les équipes préparent ensemble.")
    go_to(page, "etape-3")
    page.fill("#contexte-texte", "La cour n'avait pas un arbre.")
    go_to(page, "etape-4")
    unfold(page)
    page.fill("#alliance-methode-texte", "On sème ensemble.")
    add_actor(page, "Les parents", "parents")
    go_to(page, "etape-5")
    page.fill("#transformations-resultats_visibles-texte", "Les parents restent.")
    go_to(page, "etape-6")
    page.fill("#provenance-structure", "Un centre social")
    page.check("#provenance-consentement-oui")
    page.check("#provenance-licence-cc-by")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_portrait_opened_then_taken_away_is_the_same_file(
    page: Page, address: str, file: Path
) -> None:
    page.goto(f"{address}portraits/{file.stem}/")
    page.click("text=Corriger cette fiche")
    page.wait_for_selector("#raconter:not([hidden])")
    go_to(page, "etape-relire")
    assert read_file(page) == file.read_text(encoding="utf-8")


def test_an_actor_says_where_it_acts_or_not(page: Page, address: str) -> None:
    open_form(page, address)
    tell(page)
    go_to(page, "etape-4")
    add_actor(page, "Le centre social", "associations", 1)
    page.check("#alliance-acteurs-1-spheres-tiers-lieux")
    page.select_option("#alliance-acteurs-1-niveau", "meso")
    page.click("#alliance-acteurs-ajouter")
    unfold(page)
    page.fill("#alliance-acteurs-2-nom", "La commune")
    page.select_option("#alliance-acteurs-2-niveau", "macro")
    page.select_option("#alliance-acteurs-2-niveau", "")
    go_to(page, "etape-relire")
    read = read_answers(page)
    assert "Le centre social — Tiers-lieux éducatifs — Méso" in read
    told = yaml.safe_load(read_file(page))
    assert told["alliance"]["acteurs"] == [
        {"nom": "Les parents"},
        {"nom": "Le centre social", "spheres": ["tiers-lieux"], "niveau": "meso"},
        {"nom": "La commune"},
    ]


def test_the_types_of_actors_are_asked_once_for_all(page: Page, address: str) -> None:
    """However many are described: one list to tick, after them."""
    open_form(page, address)
    tell(page)
    go_to(page, "etape-4")
    add_actor(page, "La commune", "ville", 1)
    assert page.get_by_label("Enfants et jeunes").count() == 1
    for kind in ("parents", "ville"):
        page.uncheck(f"#acteurs-{kind}")
    page.click(".etape:visible >> text=Continuer")
    page.get_by_role("link", name="Types d’acteurs").click()
    assert page.evaluate("document.activeElement.id").startswith("acteurs-")
    page.check("#acteurs-ville")
    go_to(page, "etape-relire")
    told = yaml.safe_load(read_file(page))
    assert told["acteurs"] == ["ville"]
    assert told["alliance"]["acteurs"] == [{"nom": "Les parents"}, {"nom": "La commune"}]


@pytest.mark.parametrize(
    ("step", "asked", "one_of_several"),
    [
        ("etape-3", "Contexte", False),
        ("etape-4", "Alliances éducatives", True),
        ("etape-5", "Transformations", True),
    ],
)
def test_what_is_asked_is_said_before_it_is_missing(
    page: Page, address: str, step: str, asked: str, one_of_several: bool
) -> None:
    page.goto(f"{address}{PATH}#{step}")
    group = page.get_by_role("group", name=asked, exact=True).first
    expect(group.locator("textarea").first).to_be_visible()
    assert group.get_by_text("Une réponse au moins.").is_visible() == one_of_several
    assert "facultatif" not in group.locator("legend, label").all_inner_texts()[0]
    page.click(".etape:visible >> text=Continuer")
    page.locator(".bilan a", has_text=f"« {asked} »").click()
    assert group.evaluate("group => group.contains(document.activeElement)")


def test_words_are_explained_with_a_portrait_of_the_study(
    page: Page, address: str, study: Study
) -> None:
    open_form(page, address)
    told = page.locator("#raconter form").text_content() or ""
    plain = " ".join(told.replace("’", "'").split())
    for step in study.etapes.values():
        for example in step.exemples:
            title = study.portraits[example.portrait].titre
            assert f"Dans « {' '.join(title.replace('’', chr(39)).split())} »" in plain, example
    assert "Dans « Un noyau" in plain
    assert "» : 2019" in plain
    assert "Le dispositif combine soutien à la parentalité" in plain
    assert "La virtualité, c'est le numérique" in plain


def test_the_reading_view_says_ages_and_figures_as_people_do(page: Page, address: str) -> None:
    open_form(page, address)
    tell(page)
    go_to(page, "etape-2")
    page.fill("#ages-de", "3")
    page.fill("#ages-a", "11")
    go_to(page, "etape-3")
    page.click("#financeurs-ajouter")
    page.fill("#financeurs-0-qui", "La commune")
    page.fill("#financeurs-0-montant", "2000")
    go_to(page, "etape-5")
    page.click("#chiffres_cles-ajouter")
    page.fill("#chiffres_cles-0-valeur", "2,5")
    page.fill("#chiffres_cles-0-unite", "%")
    page.fill("#chiffres_cles-0-libelle", "des familles")
    go_to(page, "etape-relire")
    read_file(page)
    read = read_answers(page).replace("\u00a0", " ").replace("\u202f", " ")
    assert "De 3 à 11 ans\n" in read
    assert "2,5 % des familles" in read
    assert "La commune, 2000 €" in read


def test_one_word_changed_is_all_that_changes(page: Page, address: str) -> None:
    open_form(page, address, "?fiche=passerelles")
    page.fill("#sous_titre", "Un autre sous-titre")
    go_to(page, "etape-relire")
    before = (ROOT / "portraits/passerelles.yml").read_text(encoding="utf-8").splitlines()
    changed = [
        line for line in difflib.ndiff(before, read_file(page).splitlines()) if line[0] in "+-"
    ]
    assert changed == [
        "- sous_titre: Un enjeu de transition et de coéducation dans la petite enfance",
        "+ sous_titre: Un autre sous-titre",
    ]


def is_reached(page: Page, selector: str) -> bool:
    """Tell whether the element has the focus."""
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def press_until(page: Page, selector: str, key: str = "Tab") -> None:
    """Move with the keyboard alone until the element has the focus."""
    for _ in range(150):
        page.keyboard.press(key)
        if is_reached(page, selector):
            return
    raise AssertionError(f"{selector} was never reached")


@pytest.mark.long
def test_told_by_keyboard_alone_then_online(
    page: Page, address: str, project: Path, tmp_path: Path
) -> None:
    page.goto(f"{address}{PATH}")
    page.wait_for_selector("#raconter:not([hidden])")
    for selector, typed, shown in WAY:
        if not is_reached(page, selector):  # what is added has the focus
            press_until(page, selector)
        page.keyboard.type(typed)
        if shown:
            page.wait_for_selector(shown)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "le-jardin-des-colibris.yml"
    waiting.value.save_as(project / "portraits" / waiting.value.suggested_filename)

    site = tmp_path / "site"
    done = build_site(project, site)
    assert done.returncode == 0, done.stdout + done.stderr
    text = read_page(site / "portraits/le-jardin-des-colibris/index.html").text
    assert "Témoignage du terrain" in text
    assert "On sème ensemble." in text


# Where each message shows up as one types: the field, what is typed, the code, what is right.
TYPED = [
    ("#titre", "Mme Exemple", "vie-privee-personne", "Une enseignante"),
    ("#titre", "La ville d'Exemple", "lieu-nomme", "La ville"),
    ("#resume", "Écrire à a@exemple.fr", "vie-privee-courriel", "Écrire"),
    ("#resume", "Appeler le 06 12 34 56 78", "vie-privee-telephone", "Appeler"),
    ("#resume", "Un <b>jardin</b>", "balise", "Un *jardin*"),
    ("#resume", "Bonjour {{ nom }}", "gabarit", "Bonjour"),
    ("#resume", "[ici](http://exemple.fr)", "lien-interdit", "[ici](https://exemple.fr)"),
    ("#titre", "À REMPLIR", "a-remplir", "Un jardin"),
    ("#titre", "Un mot\u200b coupé", "caractere-interdit", "Un mot coupé"),
    ("#titre", "x" * 401, "texte-long", "x" * 400),
    ("#annee_label", "deux mille", "type", "2000"),
    ("#annee_label", "202", "nombre-hors-limites", "2022"),
    ("#contact_public-courriel", "contact.exemple.fr", "forme", "contact@exemple.fr"),
]


def test_a_message_shows_at_its_field_when_it_is_left(page: Page, address: str) -> None:
    open_form(page, address)
    for field, wrong, code, right in TYPED:
        section = page.locator(".etape", has=page.locator(field)).get_attribute("id")
        go_to(page, str(section))
        page.fill(field, wrong)
        page.press(field, "Tab")
        error = page.locator(f"{field}-erreur")
        said = " ".join(error.inner_text().removeprefix("⚠ ").split()).replace("« ", "«")
        assert said.startswith(MESSAGES[code].sentence.split("{")[0].replace("« ", "«")), code
        assert page.get_attribute(field, "aria-invalid") == "true", code
        assert f"{field[1:]}-erreur" in str(page.get_attribute(field, "aria-describedby"))
        page.fill(field, right)
        assert error.inner_text() == "", code
        assert page.get_attribute(field, "aria-invalid") is None, code


def test_a_finger_presses_the_button_it_touched_though_a_message_goes(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    context.set_default_timeout(8000)
    page = context.new_page()
    open_form(page, address, step="#etape-4")
    page.tap(".etape:visible >> text=Continuer")
    expect(page.locator("#alliance-erreur")).not_to_be_empty()
    page.fill("#alliance-methode-texte", "On sème ensemble.")
    page.tap("#alliance-acteurs-ajouter")
    expect(page.locator("#alliance-acteurs-1-nom")).to_be_visible()
    context.close()


def test_enter_in_a_line_neither_leaves_the_step_nor_makes_a_second_line(
    page: Page, address: str
) -> None:
    open_form(page, address)
    for field in ("#titre", "#annee_label"):  # a text that grows, a number
        section = str(page.locator(".etape", has=page.locator(field)).get_attribute("id"))
        go_to(page, section)
        page.fill(field, "12")
        page.press(field, "Enter")
        page.locator(field).press_sequentially("3")
        assert page.input_value(field) == "123"
        assert page.is_visible(f"#{section}")
        assert not page.is_visible(".bilan"), "the step was not tried"
    go_to(page, "etape-3")
    page.fill("#contexte-texte", "Un")
    page.press("#contexte-texte", "Enter")
    assert page.input_value("#contexte-texte") == "Un\n", "several paragraphs are welcome there"


def test_what_is_left_of_a_list_is_numbered_again(page: Page, address: str) -> None:
    open_form(page, address)
    go_to(page, "etape-3")
    for text in ("Premier.", "Deuxième.", "Troisième."):
        page.click("#contexte-points-ajouter")
        page.keyboard.type(text)
    items = page.locator(".element:visible")
    page.get_by_role("button", name="Retirer : point 1").click()
    assert page.evaluate("document.activeElement.id") == "contexte-points-ajouter"
    for number, text in ((1, "Deuxième."), (2, "Troisième.")):
        item = items.nth(number - 1)
        assert item.get_by_label(f"Point {number}", exact=True).input_value() == text
        assert item.get_by_role("button", name=f"Retirer : point {number}").is_visible()
    assert items.count() == 2
    page.get_by_role("button", name="Retirer : point 2").click()
    assert items.get_by_label("Point 1", exact=True).input_value() == "Deuxième."


def test_no_element_is_offered_beyond_the_most_that_a_list_admits(page: Page, address: str) -> None:
    open_form(page, address, step="#etape-5")
    add = page.locator("#chiffres_cles-ajouter")
    for number in range(1, 7):
        assert add.is_visible()
        add.click()
        assert page.evaluate("document.activeElement.id").startswith("chiffres_cles-")
        page.keyboard.type(str(number))
    assert page.locator("#chiffres_cles-6-valeur").count() == 0
    assert not add.is_visible(), "there is no seventh"
    page.get_by_role("button", name="Retirer : chiffre clé 1").click()
    assert page.evaluate("document.activeElement.id") == "chiffres_cles-ajouter"


def test_a_list_that_is_too_long_is_told_and_shortened(page: Page, address: str) -> None:
    """As in a draft of when more was admitted."""
    figures = [{"valeur": str(number), "libelle": "jours"} for number in range(7)]
    draft = {"date": "2026-11-23", "data": {"origine": "temoignage", "chiffres_cles": figures}}
    page.goto(f"{address}contribuer/")
    page.evaluate("text => localStorage.setItem('raconter', text)", json.dumps(draft))
    open_form(page, address, step="#etape-5")
    assert page.locator(".element:visible").count() == 7
    page.click(".etape:visible >> text=Continuer")
    link = page.locator(".bilan a", has_text="au plus 6 éléments : il y en a 7")
    link.click()
    assert page.evaluate("document.activeElement.id") == "chiffres_cles-0-valeur"
    page.get_by_role("button", name="Retirer : chiffre clé 7").click()
    assert not page.is_visible("#chiffres_cles-ajouter")
    page.click(".etape:visible >> text=Continuer")
    expect(page.locator(".bilan:visible", has_text="au plus 6")).to_have_count(0)
    assert "au plus 6" not in page.inner_text("#raconter")


def test_a_filled_element_is_removed_only_when_confirmed(
    context: BrowserContext, address: str
) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page = context.new_page()
    page.on("dialog", refuse)
    open_form(page, address, step="#etape-3")
    page.click("#contexte-points-ajouter")
    page.keyboard.type("Un point.")
    page.click("#contexte-points-ajouter")
    page.get_by_role("button", name="Retirer : point 1").click()
    assert page.get_by_label("Point 1", exact=True).input_value() == "Un point."
    assert "«\u202fpoint 1\u202f»" in asked[0]
    page.get_by_role("button", name="Retirer : point 2").click()  # nothing is written there
    assert page.locator(".element:visible").count() == 1
    assert len(asked) == 1


def test_what_is_said_of_a_step_stays_with_it(page: Page, address: str) -> None:
    open_form(page, address)
    assert page.is_visible(".a-savoir")
    page.click("text=Continuer")
    assert page.is_visible(".bilan")
    go_to(page, "etape-2")
    assert not page.is_visible(".bilan")
    assert not page.is_visible(".a-savoir")
    go_to(page, "etape-1")
    assert page.is_visible(".a-savoir")


def test_what_is_missing_is_listed_and_leads_to_its_field(page: Page, address: str) -> None:
    open_form(page, address)
    page.click("text=Continuer")
    assert page.evaluate("document.activeElement.matches('.bilan')")
    links = page.locator(".bilan a")
    told = [" ".join(text.split()) for text in links.all_inner_texts()]
    assert told == ["« Titre » manque.", "« Résumé » manque.", "« Thèmes » manque."]
    links.nth(1).click()
    assert page.evaluate("document.activeElement.id") == "resume"
    go_to(page, "etape-relire")
    assert not page.is_visible(".pret")
    assert page.locator(".bilan a").count() >= 8
    heading = page.inner_text(".bilan h2")
    assert heading.startswith(f"{page.locator('.bilan a').count()} réponses")
    steps = page.locator(".bilan > ul > li").evaluate_all(
        "items => items.map(item => item.firstChild.textContent)"
    )
    assert [step.partition("\u00a0:")[0] for step in steps] == [
        f"Étape {number}" for number in (1, 2, 3, 4, 5, 6)
    ]


def test_a_missing_answer_says_which(page: Page, address: str) -> None:
    open_form(page, address, step="#etape-6")
    page.fill("#contact_public-site", "https://exemple.fr")
    page.click(".etape:visible >> text=Continuer")
    told = [" ".join(text.split()) for text in page.locator(".bilan a").all_inner_texts()]
    assert "« Provenance, structure » manque." in told
    assert "« Contact public, structure » manque." in told


def test_two_faults_of_an_answer_are_one_answer(page: Page, address: str) -> None:
    open_form(page, address)
    page.fill("#resume", "Mme Martin et a@exemple.fr")
    page.fill("#titre", "Un jardin")
    page.check("#themes-sport")
    page.click(".etape:visible >> text=Continuer")
    assert page.inner_text(".bilan h2").startswith("Une réponse est à reprendre")
    (told,) = page.locator(".bilan a").all_inner_texts()
    assert "Une personne" in told
    assert "Une adresse électronique" in told


def test_messages_between_fields(page: Page, address: str) -> None:
    open_form(page, address)
    tell(page)
    go_to(page, "etape-2")
    page.fill("#ages-de", "11")
    page.fill("#ages-a", "6")
    page.press("#ages-a", "Tab")
    assert "à l'envers" in page.inner_text("#ages-erreur")
    page.fill("#ages-de", "")
    page.fill("#ages-a", "")
    go_to(page, "etape-5")
    for number in range(2):
        page.click("#sections-ajouter")
        page.select_option(f"#sections-{number}-partie", "alliance")
        page.fill(f"#sections-{number}-titre", "Les enfants")
        page.fill(f"#sections-{number}-texte", "Ils sèment.")
    go_to(page, "etape-relire")
    assert "écrite deux fois" in page.inner_text(".bilan")
    go_to(page, "etape-5")
    page.get_by_role("button", name="Retirer : section 2").click()
    go_to(page, "etape-1")
    for theme in ["sport", "culture", "sante", "langues"]:
        page.check(f"#themes-{theme}")
    go_to(page, "etape-6")
    page.check("#provenance-consentement-non")
    go_to(page, "etape-relire")
    told = page.inner_text(".bilan")
    assert "accepte au plus 4" in told
    assert "Sans l'accord des personnes" in told
    assert page.locator(".bilan a").count() == 2


def test_the_page_is_there_to_be_read_before_people_agree(page: Page, address: str) -> None:
    open_form(page, address)
    tell(page)
    page.reload()
    page.wait_for_selector("#raconter:not([hidden])")
    page.check("#provenance-consentement-non")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator(".sans-accord")).to_be_visible()
    shown = page.frame_locator(".a-venir iframe").locator("body")
    expect(shown).to_contain_text("L’école ouvre sa cour.")
    assert page.locator(".bilan a").count() == 1
    for hidden in (".passe", ".pret", ".a-relire"):
        expect(page.locator(hidden)).to_be_hidden()
    page.locator(".bilan a").click()
    page.check("#provenance-consentement-oui")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator(".passe")).to_be_visible()
    expect(page.locator(".pret")).to_be_visible()
    expect(page.locator(".sans-accord")).to_be_hidden()


def test_the_file_is_offered_once_the_page_above_it_is_drawn(page: Page, address: str) -> None:
    """Drawn after, the page would push its buttons from under a finger."""
    late = Held(page, "**/apercu.json")
    open_form(page, address)
    tell(page)
    go_to(page, "etape-relire")
    late.wait()
    expect(page.locator(".passe")).to_be_visible()
    expect(page.locator(".pret")).to_be_hidden()
    late.release()
    expect(page.locator(".pret")).to_be_visible()
    expect(page.locator(".a-venir iframe")).to_be_visible()


def test_once_loaded_the_network_is_not_needed(
    page: Page, context: BrowserContext, address: str, project: Path
) -> None:
    open_form(page, address)
    with page.expect_response("**/noms-de-portraits.json"):  # the last thing that is asked for
        page.click("#titre")
    context.set_offline(True)
    tell(page)
    go_to(page, "etape-relire")
    with page.expect_download() as waiting:
        page.click('[data-action="telecharger"]')
    waiting.value.save_as(project / "portraits/un-jardin-partage.yml")
    assert read_study(project).portraits["un-jardin-partage"].titre == "Un jardin partagé"


def test_nothing_leaves_the_browser(page: Page, address: str) -> None:
    open_form(page, address)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    tell(page)
    go_to(page, "etape-relire")
    page.wait_for_timeout(600)  # the draft is kept meanwhile
    assert all(request.method == "GET" for request in requests)
    names = f"{address}donnees/noms-de-portraits.json"  # all of them: none is asked for
    same_for_all = {names, f"{address}contribuer/apercu.json"}
    asked = [request.url for request in requests if request.url not in same_for_all]
    assert all(re.fullmatch(rf"{address}assets/[^?#]*", url) for url in asked)


def test_a_draft_survives_a_closed_tab_and_can_be_erased(
    page: Page, context: BrowserContext, address: str
) -> None:
    open_form(page, address)
    tell(page)
    page.close()
    again = context.new_page()
    again.on("dialog", lambda dialog: dialog.accept())
    open_form(again, address)
    assert "est repris" in again.inner_text(".avis")
    go_to(again, "etape-relire")
    assert "Un jardin partagé" in read_file(again)
    again.click("text=Effacer le brouillon")
    assert again.evaluate("localStorage.getItem('raconter')") is None
    open_form(again, address)
    assert again.input_value("#titre") == ""


def test_a_correction_has_a_draft_of_its_own(page: Page, address: str) -> None:
    open_form(page, address, "?fiche=passerelles")
    page.fill("#titre", "Un titre corrigé")
    open_form(page, address)
    assert page.input_value("#titre") == ""
    open_form(page, address, "?fiche=passerelles")
    assert page.input_value("#titre") == "Un titre corrigé"
    open_form(page, address, "?fiche=nulle-part")
    assert "Cette fiche n’existe pas" in page.inner_text(".avis")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% x %}",
    "[x](javascript:alert(1))",
    "</textarea><svg onload=alert(1)>",
    "' : # - & * ! | > % @ `",
]


def test_hostile_text_in_every_field_is_only_text(page: Page, address: str, project: Path) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    open_form(page, address)
    for button in page.locator('button[id$="-ajouter"]').all():
        button.evaluate("button => button.click()")
    for choice in page.locator(".choix input").all():
        choice.evaluate("input => { if (!input.checked) input.click() }")
    for number, text in enumerate(HOSTILE):
        page.evaluate(
            """text => document.querySelectorAll(
                "#raconter input[type=text], #raconter textarea:not([readonly])"
            ).forEach(field => {
                field.value = text
                field.dispatchEvent(new Event("input", { bubbles: true }))
            })""",
            text,
        )
        go_to(page, "etape-relire")
        assert not page.is_visible(".pret")
        assert page.locator("#raconter :is(script, img, svg)").count() == 0
        go_to(page, f"etape-{number % 3 + 1}")
    # The last text has nothing forbidden in it: where it may be, it is written as it is.
    open_form(page, address, "?fiche=passerelles")
    page.fill("#titre", HOSTILE[-1])
    go_to(page, "etape-relire")
    assert HOSTILE[-1] in read_answers(page)
    (project / "portraits/passerelles.yml").write_text(read_file(page), encoding="utf-8")
    assert read_study(project).portraits["passerelles"].titre == HOSTILE[-1]
    assert dialogs == []


@pytest.mark.long
def test_the_letter_and_the_repository_carry_no_text(
    context: BrowserContext, project: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    set_where_to_send(project)
    site = tmp_path / "site"
    assert build_site(project, site).returncode == 0
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    open_form(page, serve(site))
    tell(page)
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    letter = str(page.get_attribute('[data-action="courriel"]', "href"))
    assert letter.startswith("mailto:alliances@exemple.fr?subject=")
    assert len(letter) < 900
    assert "un-jardin-partage.yml" in urllib.parse.unquote(letter)
    assert "cultivent" not in urllib.parse.unquote(letter)
    page.evaluate("addEventListener('click', event => event.target.href && event.preventDefault())")
    with page.expect_download():
        page.click('[data-action="courriel"]')
    billet, new = (
        way.get_attribute("href") for way in page.locator("a[data-adresse*=github]").all()
    )
    title = "title=Portrait%20%3A%20Un%20jardin%20partag%C3%A9&nom=un-jardin-partage.yml"
    assert billet == f"https://github.com/a/b/issues/new?template=portrait.yml&{title}"
    assert new == "https://github.com/a/b/new/main/portraits?filename=un-jardin-partage.yml"
    page.click('[data-action="copier"]')
    expect(page.locator(".resultat")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == read_file(page)


def test_without_javascript_the_other_way_is_shown(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}{PATH}")
    page.get_by_role("link", name="remplir un fichier à la main").click()
    assert page.inner_text("h1") == "Écrire un portrait à la main"
    page.close()


def test_no_other_page_loads_the_form(site: Path) -> None:
    loading = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if 'raconter/form.js"' in path.read_text(encoding="utf-8")
    ]
    assert loading == [f"{PATH}index.html"]


def test_a_false_alarm_is_confirmed_and_taken_back(page: Page, address: str) -> None:
    open_form(page, address)
    title = page.get_by_label("Titre", exact=True)
    title.fill("Au collège Lumière, chez Mme\u00a0Martin")
    title.press("Tab")
    error = page.locator("#titre-erreur")
    expect(error).to_contain_text("Une personne semble nommée")
    expect(error).to_contain_text("Un lieu semble nommé")
    expect(error).not_to_contain_text("fausses_alertes")
    box = page.get_by_label("Fausse alerte : « collège Lumière »")
    box.check()
    expect(error).not_to_contain_text("Un lieu semble nommé")
    expect(error).to_contain_text("Une personne semble nommée")
    box.uncheck()
    expect(error).to_contain_text("Un lieu semble nommé")
    box.check()
    expect(page.get_by_text("Brouillon gardé")).to_be_visible()
    page.wait_for_timeout(500)  # it is kept once nobody types
    page.reload()
    expect(page.get_by_label("Fausse alerte : « collège Lumière »")).to_be_checked()
    expect(error).to_contain_text("Une personne semble nommée")  # what is wrong shows too
    # Once the words are gone there is nothing to confirm; what was said of them is not forgotten.
    title.fill("Un collège")
    title.press("Tab")
    expect(page.get_by_label("Fausse alerte")).to_have_count(0)
    title.fill("Au collège Lumière")
    title.press("Tab")
    expect(page.get_by_label("Fausse alerte : « collège Lumière »")).to_be_checked()
    expect(error).to_be_empty()


def test_a_false_alarm_whose_words_are_gone_is_not_written(page: Page, address: str) -> None:
    open_form(page, address)
    tell(page)
    go_to(page, "etape-1")
    title = page.get_by_label("Titre", exact=True)
    title.fill("Au collège Lumière")
    title.press("Tab")
    page.get_by_label("Fausse alerte : « collège Lumière »").check()
    go_to(page, "etape-relire")
    assert "- collège Lumière" in read_file(page)
    go_to(page, "etape-1")
    title.fill("Un collège")
    go_to(page, "etape-relire")
    assert "fausses_alertes" not in read_file(page)


def test_a_false_alarm_typed_in_two_ways_is_taken_back(page: Page, address: str) -> None:
    open_form(page, address)
    for field, text in (("#titre", "Chez Mme\u00a0Martin"), ("#resume", "Avec Mme Martin")):
        page.fill(field, text)
        page.press(field, "Tab")
    boxes = page.get_by_label("Fausse alerte : « Mme Martin »")
    expect(boxes).to_have_count(2)
    boxes.first.check()
    expect(boxes.last).to_be_checked()
    boxes.last.uncheck()
    expect(boxes.first).not_to_be_checked()
    expect(page.locator("#titre-erreur")).to_contain_text("Une personne semble nommée")


def test_the_faults_of_a_text_are_a_list_each_told_once(page: Page, address: str) -> None:
    open_form(page, address)
    page.fill("#resume", "Mme Martin et a@exemple.fr, puis Mme Martin")
    page.press("#resume", "Tab")
    told = page.locator("#resume-erreur").get_by_role("listitem").all_inner_texts()
    assert len(told) == 2
    assert "Une personne semble nommée" in told[0]
    assert told[1].endswith("se met sous «\u202fContact public\u202f».")


def test_no_remedy_asks_for_yaml(page: Page, address: str) -> None:
    open_form(page, address)
    tell(page)
    page.check("#provenance-consentement-non")
    go_to(page, "etape-2")
    page.fill("#ages-de", "11")
    page.fill("#ages-a", "6")
    page.press("#ages-a", "Tab")
    go_to(page, "etape-3")
    page.fill("#contexte-texte", "")
    go_to(page, "etape-relire")
    told = page.locator("#raconter .erreur li").all_text_contents()
    assert len(told) >= 3
    assert [text for text in told if re.search(r"\w:(?!//)|[a-z]_[a-z]|la ligne", text)] == []
    for remedy in ("cochez", "Échangez les deux nombres", "ou ajoutez un point"):
        assert any(remedy in text for text in told), remedy


def test_what_is_to_be_mended_is_listed_in_the_order_of_the_form(page: Page, address: str) -> None:
    open_form(page, address, step="#etape-relire")
    links = page.locator(".bilan a")
    told = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    shown = page.locator("#raconter form [id]").evaluate_all("parts => parts.map(p => `#${p.id}`)")
    assert len(told) >= 8
    assert told == sorted(told, key=shown.index)


def test_a_doubt_does_not_stop_the_form(page: Page, address: str) -> None:
    open_form(page, address)
    title = page.get_by_label("Titre", exact=True)
    title.fill("Dans le Nord")
    title.press("Tab")
    expect(page.locator("#titre-erreur")).to_be_empty()
    expect(page.get_by_text("« Nord » est peut-être un lieu")).to_be_visible()
    expect(title).not_to_have_attribute("aria-invalid", "true")


def test_nothing_is_wider_than_the_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_form(page, address, "?fiche=precarite-menstruelle")
    for step in [*(f"etape-{n}" for n in range(1, 6)), "etape-relire"]:
        go_to(page, step)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, step


def test_what_may_be_left_out_is_closed_under_its_name(page: Page, address: str) -> None:
    page.goto(f"{address}{PATH}#etape-2")
    page.wait_for_selector("#raconter:not([hidden])")
    expect(page.locator("#ages-de")).to_be_hidden()
    named = page.get_by_text("Facultatif : année du label, âges")
    named.click()
    page.fill("#ages-de", "50")
    named.click()
    expect(page.locator("#ages-de")).to_be_hidden()
    page.click(".etape:visible >> text=Continuer")
    page.locator(".bilan a", has_text="50").click()
    assert is_reached(page, "#ages-de"), "a link to an answer opens what it is closed in"
    expect(page.locator("#ages-de")).to_be_in_viewport()


def test_what_is_answered_is_open(page: Page, address: str) -> None:
    page.goto(f"{address}{PATH}?fiche=passerelles")
    page.wait_for_selector("#raconter:not([hidden])")
    expect(page.locator("#sous_titre")).to_be_visible()
    go_to(page, "etape-3")
    expect(page.locator("#contexte-texte")).to_be_visible()


def test_an_actor_is_asked_from_the_start_and_where_it_is_missing(page: Page, address: str) -> None:
    open_form(page, address, step="#etape-4")
    expect(page.locator("#alliance-acteurs-0-nom")).to_be_visible()
    page.click(".etape:visible >> text=Continuer")
    page.locator(".bilan a").first.click()
    assert is_reached(page, "#alliance-acteurs-0-nom")


def test_each_step_begins_at_the_same_place_of_the_screen(page: Page, address: str) -> None:
    page.goto(f"{address}{PATH}")
    tops = set()
    for number in range(1, 7):
        go_to(page, f"etape-{number}")
        tops.add(page.evaluate("document.querySelector('form').getBoundingClientRect().top"))
        expect(page.locator("footer").last).not_to_be_in_viewport()
    assert len(tops) == 1, "the shortest too"


def test_an_example_is_a_press_away_and_given_once(page: Page, address: str) -> None:
    page.goto(f"{address}{PATH}")
    field = page.locator(".champ-saisie", has=page.locator("#titre"))
    example = field.get_by_text("Un jardin partagé")
    expect(example).to_be_hidden()
    field.get_by_text("Un exemple").click()
    expect(example).to_be_visible()
    go_to(page, "etape-4")
    page.click("#alliance-acteurs-ajouter")
    first, second = page.locator(".element:visible").all()
    for told in ("Un exemple", "jamais le nom de quelqu’un"):
        expect(first.get_by_text(told).first).to_be_visible()
        expect(second.get_by_text(told).first).to_be_hidden()


def test_what_one_may_do_with_drafts_is_closed_until_it_is_wanted(page: Page, address: str) -> None:
    page.goto(f"{address}{PATH}")
    expect(page.get_by_text("Ouvrir un brouillon téléchargé")).to_be_hidden()
    page.fill("#titre", "Un jardin")
    expect(page.get_by_text("Brouillon gardé à")).to_be_visible()
    page.get_by_text("Vos brouillons", exact=True).click()
    for told in ("Ouvrir un brouillon", "Télécharger le brouillon", "Effacer le brouillon"):
        expect(page.get_by_text(told)).to_be_visible()


def test_words_are_explained_and_illustrated_when_it_is_wanted(page: Page, address: str) -> None:
    open_form(page, address, step="#etape-2")
    meaning = page.get_by_text("La virtualité, c’est le numérique").first
    expect(meaning).to_be_hidden()
    page.get_by_text("Ces mots, expliqués").click()
    expect(meaning).to_be_visible()
    page.check("#spheres-famille")
    example = page.get_by_text("Le dispositif combine soutien à la parentalité")
    expect(example).to_be_hidden()
    page.locator(".precision:visible").get_by_text("Un exemple").click()
    expect(example).to_be_visible()
