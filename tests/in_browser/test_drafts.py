"""What the form keeps in the browser: nothing typed is lost, nothing erased comes back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from scripts.study.study import Study
from tests.conftest import ROOT, SETTINGS, assemble
from tests.in_browser.test_accessibility import list_violations, set_view
from tests.in_browser.test_form import go_to, open_form, read_answers, read_file, tell

CORRECTION = "?fiche=passerelles"
PUBLISHED = "**/donnees/portraits/passerelles.json"
TITLE = "Unir les professionnalités : PasserelleS"  # as it is published


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never seen the form; questions of the browser are answered yes."""
    context = browser.new_context(viewport={"width": 1000, "height": 800}, locale="fr-FR")
    context.set_default_timeout(8000)
    context.on("dialog", lambda dialog: dialog.accept())
    yield context
    context.close()


def open_tab(context: BrowserContext, address: str, query: str = "", step: str = "") -> Page:
    page = context.new_page()
    open_form(page, address, query, step)
    return page


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """The form, as it opens to tell a new portrait."""
    return open_tab(context, address)


def type_and_keep(page: Page, field: str, text: str) -> None:
    page.fill(field, text)
    hide(page)


def hide(page: Page) -> None:
    """What a browser says when somebody turns to another tab: the draft is kept at once."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def read_stored(page: Page, name: str = "raconter") -> Any:
    stored = page.evaluate("name => localStorage.getItem(name)", name)
    return stored and json.loads(stored)


def press(page: Page, action: str) -> None:
    page.click(f'[data-action="{action}"]:visible')


def download(page: Page, action: str) -> tuple[str, str]:
    """The name and the text of the file that a button gives."""
    with page.expect_download() as waiting:
        press(page, action)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def close_and_see(page: Page) -> list[str]:
    """Close the tab as a person does; return the kinds of the questions that the browser asks."""
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.close(run_before_unload=True)
    while not page.is_closed():
        page.wait_for_event("close")
    return asked


# ---- erasing ----


def test_an_erased_draft_leaves_the_whole_form_empty(page: Page) -> None:
    tell(page)
    hide(page)
    go_to(page, "etape-relire")
    press(page, "effacer")
    assert page.input_value("#titre") == ""
    assert page.evaluate("document.activeElement.closest('#etape-1') !== null")
    assert read_stored(page) is None
    tell(page)
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    assert "Un jardin partagé" in read_file(page)


def test_an_erased_correction_leaves_the_published_text(
    context: BrowserContext, address: str
) -> None:
    page = open_tab(context, address, CORRECTION)
    type_and_keep(page, "#titre", "Un autre titre")
    press(page, "effacer")
    assert page.input_value("#titre") == TITLE
    go_to(page, "etape-relire")
    assert read_file(page) == (ROOT / "portraits/passerelles.yml").read_text(encoding="utf-8")


@pytest.mark.long
def test_what_is_erased_before_it_is_kept_does_not_come_back(page: Page) -> None:
    type_and_keep(page, "#titre", "Un titre")
    page.fill("#titre", "Un autre titre")
    press(page, "effacer")
    hide(page)
    page.wait_for_timeout(600)  # a pause after which a draft is kept
    assert read_stored(page) is None
    page.reload()
    page.wait_for_selector("#raconter:not([hidden])")
    assert page.input_value("#titre") == ""


@pytest.mark.long
def test_another_tab_does_not_bring_back_what_was_erased(
    context: BrowserContext, address: str
) -> None:
    first = open_tab(context, address)
    type_and_keep(first, "#titre", "Un titre")
    second = open_tab(context, address)
    first.clock.install()
    first.fill("#titre", "Un titre changé")  # not kept yet
    press(second, "effacer")
    expect(first.get_by_text("a été effacé")).to_be_visible()
    first.clock.run_for(2000)
    hide(first)
    assert read_stored(first) is None
    assert read_stored(first, "raconter-mis-de-cote") is None
    press(first, "garder")  # the writer may still want it
    assert read_stored(first)["data"]["titre"] == "Un titre changé"
    press(second, "prendre")
    assert second.input_value("#titre") == "Un titre changé"
    press(second, "effacer")
    press(first, "oublier")
    assert first.input_value("#titre") == ""
    assert read_stored(first) is None


# ---- two tabs ----


def test_two_tabs_the_writer_chooses_and_both_texts_are_kept(
    context: BrowserContext, address: str
) -> None:
    first, second = open_tab(context, address), open_tab(context, address)
    first.clock.install()
    first.fill("#titre", "Le premier titre")  # not kept yet
    type_and_keep(second, "#titre", "Le second titre")
    question = first.locator('[data-question="changed"]')
    expect(question).to_be_visible()
    assert question.evaluate("question => question === document.activeElement")
    assert first.locator("#raconter form").evaluate("form => form.inert")
    first.clock.run_for(2000)
    hide(first)
    assert read_stored(first)["data"]["titre"] == "Le second titre"
    press(first, "garder")
    assert first.input_value("#titre") == "Le premier titre"
    assert read_stored(first)["data"]["titre"] == "Le premier titre"
    assert "Le second titre" in first.inner_text(".mis-de-cote")
    name, text = download(first, "recuperer")
    assert (name, "Le second titre" in text) == ("brouillon-le-second-titre.json", True)
    press(second, "prendre")
    assert second.input_value("#titre") == "Le premier titre"
    assert second.locator(".mis-de-cote li").count() == 1
    press(second, "reprendre")
    assert second.input_value("#titre") == "Le second titre"
    assert "Le premier titre" in second.inner_text(".mis-de-cote")
    press(second, "jeter")
    assert not second.is_visible(".mis-de-cote")
    assert read_stored(second)["data"]["titre"] == "Le second titre"


@pytest.mark.long
def test_what_another_tab_set_aside_is_not_said_to_be_erased(
    context: BrowserContext, address: str
) -> None:
    publish(context, resume="Un résumé d'avant.")
    first = open_tab(context, address, CORRECTION)
    type_and_keep(first, "#sous_titre", "Mon sous-titre")
    publish(context, resume="Un résumé corrigé depuis.")
    second = open_tab(context, address, CORRECTION)
    press(second, "repartir")
    expect(first.locator('[data-question="aside"]')).to_be_visible()
    assert not first.get_by_text("a été effacé").is_visible()
    press(first, "prendre")
    assert first.input_value("#sous_titre") != "Mon sous-titre"
    assert first.locator(".mis-de-cote li").count() == 1
    assert '"sous_titre":"Mon sous-titre"' in download(first, "recuperer")[1]


@pytest.mark.long
def test_erasing_here_too_keeps_what_is_set_aside(context: BrowserContext, address: str) -> None:
    first, second = open_tab(context, address), open_tab(context, address)
    type_and_keep(first, "#titre", "Le premier titre")
    press(second, "prendre")
    first.evaluate("localStorage.removeItem('raconter')")
    second.evaluate(
        "localStorage.setItem('raconter-mis-de-cote', "
        "JSON.stringify([{id: '1', date: '2026-11-26T10:00:00Z', text: 'à garder'}]))"
    )
    press(second, "oublier")
    assert second.input_value("#titre") == ""
    assert download(second, "recuperer")[1] == "à garder"


@pytest.mark.long
def test_the_text_of_a_tab_is_set_aside_even_after_an_erasure(
    context: BrowserContext, address: str
) -> None:
    first = open_tab(context, address)
    type_and_keep(first, "#titre", "Le premier titre")
    second = open_tab(context, address)
    press(second, "effacer")
    expect(first.locator('[data-question="erased"]')).to_be_visible()
    type_and_keep(second, "#titre", "Le second titre")
    expect(first.locator('[data-question="changed"]')).to_be_visible()
    press(first, "prendre")
    assert first.input_value("#titre") == "Le second titre"
    assert '"titre":"Le premier titre"' in download(first, "recuperer")[1]


@pytest.mark.long
def test_a_text_already_kept_is_set_aside_as_promised(
    context: BrowserContext, address: str
) -> None:
    first = open_tab(context, address)
    type_and_keep(first, "#titre", "Le premier titre")
    second = open_tab(context, address)
    type_and_keep(second, "#titre", "Le second titre")
    expect(first.locator('[data-question="changed"]')).to_be_visible()
    press(first, "prendre")
    assert "Le premier titre" in first.inner_text(".mis-de-cote")


@pytest.mark.parametrize("action", ["tout-effacer", "jeter"])
@pytest.mark.long
def test_leaving_warns_once_another_tab_erased_what_was_set_aside(
    context: BrowserContext, address: str, action: str
) -> None:
    first, second = open_tab(context, address), open_tab(context, address)
    first.clock.install()
    first.fill("#titre", "Le premier titre")
    type_and_keep(second, "#titre", "Le second titre")
    expect(first.locator('[data-question="changed"]')).to_be_visible()
    expect(second.locator(".mis-de-cote")).to_be_visible()
    press(second, action)
    kept = "JSON.parse(localStorage.getItem('raconter-mis-de-cote'))"
    assert first.evaluate(kept) is None
    expected = "erased" if action == "tout-effacer" else "changed"
    expect(first.locator(f'[data-question="{expected}"]')).to_be_visible()
    first.wait_for_timeout(100)
    assert close_and_see(first) == ["beforeunload"]
    assert second.evaluate(kept) is None, "what is erased does not come back by itself"


def test_a_tab_closed_before_the_answer_loses_nothing(
    context: BrowserContext, address: str
) -> None:
    first, second = open_tab(context, address), open_tab(context, address)
    first.clock.install()
    first.fill("#titre", "Le premier titre")
    type_and_keep(second, "#titre", "Le second titre")
    expect(first.locator('[data-question="changed"]')).to_be_visible()
    assert close_and_see(first) == []
    third = open_tab(context, address)
    assert third.input_value("#titre") == "Le second titre"
    assert "Le premier titre" in third.inner_text(".mis-de-cote")


def test_a_tab_that_was_not_told_does_not_replace_the_other(
    context: BrowserContext, address: str
) -> None:
    first = open_tab(context, address)
    first.evaluate("addEventListener('storage', event => event.stopImmediatePropagation(), true)")
    type_and_keep(first, "#titre", "Le premier titre")
    stored = read_stored(first)
    stored["data"]["titre"] = "Le second titre"
    first.evaluate("text => localStorage.setItem('raconter', text)", json.dumps(stored))
    type_and_keep(first, "#titre", "Encore un titre")
    assert read_stored(first)["data"]["titre"] == "Le second titre"
    expect(first.locator('[data-question="changed"]')).to_be_visible()


@pytest.mark.long
def test_questions_and_texts_set_aside_are_accessible(
    context: BrowserContext, address: str
) -> None:
    first, second = open_tab(context, address), open_tab(context, address)
    found = []

    def look(page: Page, selector: str) -> None:
        expect(page.locator(selector)).to_be_visible()
        for width, scheme in [(320, "light"), (1280, "dark")]:
            set_view(page, width, scheme)
            found.extend(list_violations(page))
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    type_and_keep(first, "#titre", "Le premier titre, long comme une phrase que l'on dit")
    look(second, '[data-question="changed"]')
    second.keyboard.press("Tab")
    second.keyboard.press("Tab")
    second.keyboard.press("Enter")  # that of this tab
    assert second.evaluate("document.activeElement.matches('#etape-1 h2')")
    look(second, ".mis-de-cote")
    press(second, "tout-effacer")
    look(first, '[data-question="erased"]')
    assert found == []


# ---- a draft and the published text ----


def publish(context: BrowserContext, **keys: Any) -> None:
    """The published portrait changes."""

    def answer(route: Route) -> None:
        portrait = route.fetch().json()
        route.fulfill(json=portrait | keys)

    context.route(PUBLISHED, answer)


def test_a_draft_older_than_the_published_text_asks(context: BrowserContext, address: str) -> None:
    page = open_tab(context, address, CORRECTION)
    type_and_keep(page, "#sous_titre", "Mon sous-titre")
    publish(context, resume="Un résumé corrigé depuis.")
    for _ in range(2):  # until it is answered
        open_form(page, address, CORRECTION)
        question = page.locator('[data-question="outdated"]')
        assert "Résumé." in question.inner_text()
        assert question.evaluate("question => question === document.activeElement")
        assert page.locator("#raconter form").evaluate("form => form.inert")
    press(page, "repartir")
    assert page.input_value("#resume") == "Un résumé corrigé depuis."
    assert page.input_value("#sous_titre") != "Mon sous-titre"
    name, text = download(page, "recuperer")
    assert name == "brouillon-passerelles.json"
    assert json.loads(text)["data"]["sous_titre"] == "Mon sous-titre"
    open_form(page, address, CORRECTION)
    assert not page.is_visible(".question")
    assert TITLE in page.inner_text(".mis-de-cote")


@pytest.mark.long
def test_an_older_draft_may_be_continued(context: BrowserContext, address: str) -> None:
    page = open_tab(context, address, CORRECTION)
    type_and_keep(page, "#sous_titre", "Mon sous-titre")
    publish(context, resume="Un résumé corrigé depuis.")
    open_form(page, address, CORRECTION)
    press(page, "continuer")
    assert page.input_value("#sous_titre") == "Mon sous-titre"
    open_form(page, address, CORRECTION)
    assert not page.is_visible(".question")
    press(page, "effacer")
    assert page.input_value("#resume") == "Un résumé corrigé depuis."


def test_a_draft_that_was_published_asks_nothing(context: BrowserContext, address: str) -> None:
    page = open_tab(context, address, CORRECTION)
    type_and_keep(page, "#sous_titre", "Mon sous-titre")
    publish(context, sous_titre="Mon sous-titre")
    open_form(page, address, CORRECTION)
    assert not page.is_visible(".question")


@pytest.mark.long
def test_without_the_published_text_nothing_is_stored_as_its_correction(
    context: BrowserContext, address: str
) -> None:
    context.route(PUBLISHED, lambda route: route.abort())
    page = open_tab(context, address, CORRECTION)
    assert "une nouvelle fiche" in page.inner_text(".avis")
    tell(page)
    hide(page)
    assert read_stored(page, "raconter:passerelles") is None
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    assert page.inner_text("strong.fichier") == "un-jardin-partage.yml"
    context.unroute(PUBLISHED)
    open_form(page, address, CORRECTION)
    assert page.input_value("#titre") == TITLE
    open_form(page, address)
    assert page.input_value("#titre") == "Un jardin partagé"


@pytest.mark.long
def test_without_the_published_text_a_draft_of_its_correction_is_still_of_use(
    context: BrowserContext, address: str
) -> None:
    page = open_tab(context, address, CORRECTION)
    type_and_keep(page, "#sous_titre", "Mon sous-titre")
    context.route(PUBLISHED, lambda route: route.abort())
    open_form(page, address, CORRECTION)
    assert "ne peut pas être relue" in page.inner_text(".avis")
    assert page.input_value("#sous_titre") == "Mon sous-titre"
    type_and_keep(page, "#sous_titre", "Un autre sous-titre")
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    assert page.inner_text("strong.fichier") == "passerelles.yml"
    press(page, "effacer")
    assert page.input_value("#titre") == TITLE
    assert page.input_value("#sous_titre") != "Un autre sous-titre"


@pytest.mark.long
def test_a_broken_draft_is_listed_without_the_published_text(
    context: BrowserContext, address: str
) -> None:
    context.route(PUBLISHED, lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{address}contribuer/")
    page.evaluate("localStorage.setItem('raconter:passerelles', 'pas du JSON')")
    open_form(page, address, CORRECTION)
    assert "à télécharger ci-dessous" in page.inner_text(".avis")
    assert download(page, "recuperer") == ("brouillon.txt", "pas du JSON")
    assert page.locator('[data-action="reprendre"]').count() == 0
    press(page, "jeter")
    assert not page.is_visible(".mis-de-cote")
    assert read_stored(page, "raconter-mis-de-cote:passerelles") is None


# ---- what cannot be read ----

DAY = '"date": "2026-11-26T10:00:00Z"'
REFUSED = [
    "{}", "null", "[]", "3", "pas du JSON", "", '{"data": {}}', f"{{{DAY}}}",
    f'{{{DAY}, "data": null}}', f'{{{DAY}, "data": {{}}}}',
    '{"date": "hier", "data": {"origine": "temoignage"}}',
    f'{{{DAY}, "data": {{"origine": "autre"}}}}',
    *(
        f'{{{DAY}, "data": {{"origine": "temoignage", {keys}}}}}'
        for keys in [
            '"themes": "sport"', '"themes": {"0": "sport"}', '"spheres": null', '"spheres": [null]',
            '"spheres": ["ecole"]', '"titre": ["x"]', '"titre": {"x": 1}', '"contexte": "x"',
            '"titre": "\\ud800"',
            '"alliance": {"acteurs": [[]]}', '"inconnue": "x"', '"contexte": {"constructor": "x"}',
            '"slug": "passerelles"', '"slug": 3',
        ]
    ),
]  # fmt: skip


# As many fields would stop a browser.
TEXTS = ", ".join(['""'] * 50_000)
MANY = f'{{{DAY}, "data": {{"origine": "temoignage", "leviers": [{TEXTS}]}}}}'
AWAY = f'{{{DAY}, "data": {{"origine": "temoignage", "slug": "../../\\ud800"}}}}'

ACCEPTED = [
    f'{{{DAY}, "data": {{"origine": "temoignage", "titre": "x", "ages": {{"de": "dix"}}}}}}',
    f'{{{DAY}, "data": {{"origine": "etude"}}, "base": null, "unticked": {{"spheres": null}}}}',
]


def test_only_a_draft_is_taken_for_one(page: Page) -> None:
    script = """async texts => {
        const scripts = document.querySelector("script[src$='js/page.js']").src
        const { parseDraft } = await import(new URL("raconter/drafts.js", scripts))
        const schema = await (await fetch("../../schemas/portraits.json")).json()
        return texts.filter(text => parseDraft(text, schema, ""))
    }"""
    assert page.evaluate(script, [*REFUSED, *ACCEPTED]) == ACCEPTED
    assert page.evaluate(script.replace('""', '"passerelles"'), [*REFUSED[:9], *ACCEPTED]) == []


@pytest.mark.parametrize("text", ["{}", "pas du JSON", REFUSED[-3]])
def test_a_draft_of_another_shape_is_refused_and_kept(
    context: BrowserContext, address: str, text: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}contribuer/")
    page.evaluate("text => localStorage.setItem('raconter', text)", text)
    open_form(page, address)
    assert "ne peut pas être repris" in page.inner_text(".avis")
    assert "réseau" not in page.inner_text(".avis")
    assert page.input_value("#titre") == ""
    assert page.locator('[data-action="reprendre"]').count() == 0
    type_and_keep(page, "#titre", "Un titre")
    open_form(page, address)
    assert page.input_value("#titre") == "Un titre"
    assert download(page, "recuperer") == ("brouillon.txt", text)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("spheres", [{"sphere": "partie", "comment": "Ce que j'en disais."}]),
        ("themes", ["partie"]),
        ("sections", [{"partie": "partie", "titre": "Un titre", "texte": "Un texte."}]),
        ("provenance", {"licence": "partie"}),
        ("unticked", {"niveaux": [{"niveau": "partie", "comment": "Ce que j'en disais."}]}),
    ],
)
@pytest.mark.long
def test_a_draft_with_a_word_that_is_no_longer_offered_is_kept_whole(
    page: Page, address: str, key: str, value: Any
) -> None:
    type_and_keep(page, "#titre", "Un titre")
    stored = read_stored(page)
    (stored if key == "unticked" else stored["data"])[key] = value
    text = json.dumps(stored)
    page.evaluate("text => localStorage.setItem('raconter', text)", text)
    for _ in range(2):  # said again, but set aside once
        open_form(page, address)
        assert "n’est plus proposée" in page.inner_text(".avis")
        assert page.input_value("#titre") == "Un titre"
        assert page.locator(".mis-de-cote li").count() == 1
    type_and_keep(page, "#titre", "Un autre titre")
    assert download(page, "recuperer") == ("brouillon-un-titre.json", text)
    press(page, "reprendre")
    assert page.input_value("#titre") == "Un titre"
    assert "n’est plus proposée" in page.inner_text(".avis")
    assert "Un autre titre" in page.inner_text(".mis-de-cote")
    assert page.locator(".mis-de-cote li").count() == 2


NO_ROOM = """
    const put = Storage.prototype.setItem
    Storage.prototype.setItem = function (name, text) {
        if (name.startsWith("raconter-mis-de-cote")) throw new DOMException()
        put.call(this, name, text)
    }
"""


@pytest.mark.long
def test_a_broken_draft_that_cannot_be_set_aside_stays_where_it_is(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}contribuer/")
    page.evaluate("localStorage.setItem('raconter', 'pas du JSON')")
    page.add_init_script(NO_ROOM)
    open_form(page, address)
    assert "la place manque" in page.inner_text(".avis")
    type_and_keep(page, "#titre", "Un titre")
    assert page.evaluate("localStorage.getItem('raconter')") == "pas du JSON"
    assert "ne garde pas votre texte" in page.inner_text(".brouillon")
    assert download(page, "recuperer") == ("brouillon.txt", "pas du JSON")
    press(page, "jeter")
    assert read_stored(page)["data"]["titre"] == "Un titre"
    assert not page.is_visible(".mis-de-cote")


def test_a_text_gives_way_only_where_it_can_be_set_aside(
    context: BrowserContext, address: str
) -> None:
    page = open_tab(context, address, CORRECTION)
    type_and_keep(page, "#sous_titre", "Mon sous-titre")
    publish(context, resume="Un résumé corrigé depuis.")
    page.add_init_script(NO_ROOM)
    open_form(page, address, CORRECTION)
    press(page, "repartir")
    assert "rien n’a été changé" in page.inner_text(".avis")
    assert read_stored(page, "raconter:passerelles")["data"]["sous_titre"] == "Mon sous-titre"
    press(page, "continuer")
    assert page.input_value("#sous_titre") == "Mon sous-titre"


@pytest.mark.long
def test_set_aside_texts_of_another_shape_stop_nothing(page: Page, address: str) -> None:
    for text in ["{}", "[null]", '[{"id": 3}]', "x", "null"]:
        page.evaluate("text => localStorage.setItem('raconter-mis-de-cote', text)", text)
        open_form(page, address)
        assert download(page, "recuperer") == ("brouillon.txt", text)
        press(page, "jeter")
        assert not page.is_visible(".mis-de-cote")


# ---- a browser that keeps nothing ----

UNKEPT = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException() }",
    "refused": "Object.defineProperty(window, 'localStorage', { get() { throw 'refused' } })",
    "absent": "Object.defineProperty(window, 'localStorage', { value: null })",
    "silent": "Storage.prototype.setItem = () => {}",
}


@pytest.mark.parametrize("script", UNKEPT.values(), ids=UNKEPT)
def test_a_browser_that_keeps_nothing_says_so(
    context: BrowserContext, address: str, script: str
) -> None:
    context.add_init_script(script)
    page = open_tab(context, address)
    assert "ne garde pas votre texte" in page.inner_text(".brouillon")
    page.fill("#titre", "Un titre")
    hide(page)
    assert "ne garde pas votre texte" in page.inner_text(".brouillon")
    name, text = download(page, "sauver")
    assert (name, json.loads(text)["data"]["titre"]) == ("brouillon-un-titre.json", "Un titre")
    page.fill("#titre", "Un autre titre")
    assert close_and_see(page) == ["beforeunload"]


def test_a_storage_that_fills_up_keeps_what_it_had(page: Page) -> None:
    type_and_keep(page, "#titre", "Un titre")
    page.evaluate(f"() => {{ {UNKEPT['full']} }}")
    type_and_keep(page, "#titre", "Un autre titre")
    assert page.get_attribute(".brouillon p", "role") == "alert"
    assert read_stored(page)["data"]["titre"] == "Un titre"
    assert close_and_see(page) == ["beforeunload"]


@pytest.mark.long
def test_a_text_that_cannot_be_set_aside_is_not_lost_without_a_word(
    context: BrowserContext, address: str
) -> None:
    first, second = open_tab(context, address), open_tab(context, address)
    first.clock.install()
    first.fill("#titre", "Le premier titre")
    first.evaluate(f"() => {{ {UNKEPT['full']} }}")
    type_and_keep(second, "#titre", "Le second titre")
    expect(first.locator('[data-question="changed"]')).to_be_visible()
    press(first, "prendre")
    assert first.input_value("#titre") == "Le second titre"
    assert '"titre":"Le premier titre"' in download(first, "recuperer")[1]
    assert close_and_see(first) == ["beforeunload"]


def test_leaving_asks_nothing_when_all_is_kept(
    page: Page, context: BrowserContext, address: str
) -> None:
    page.fill("#titre", "Un titre")
    assert close_and_see(page) == []
    assert open_tab(context, address).input_value("#titre") == "Un titre"


# ---- what is no longer ticked ----


def test_what_was_said_of_an_unticked_word_is_kept_but_not_written(
    page: Page, address: str
) -> None:
    tell(page)
    go_to(page, "etape-2")
    page.check("#spheres-famille")
    page.fill("#spheres-famille-comment", "Les parents sèment.")
    page.uncheck("#spheres-famille")
    page.check("#niveaux-micro")
    page.fill("#niveaux-micro-comment", "Autour de l'enfant.")
    page.uncheck("#niveaux-micro")
    hide(page)
    open_form(page, address, step="#etape-relire")
    page.wait_for_selector(".pret")
    assert "sèment" not in read_file(page)
    assert "Autour" not in read_file(page)
    go_to(page, "etape-2")
    page.check("#spheres-famille")
    assert page.input_value("#spheres-famille-comment") == "Les parents sèment."
    page.check("#niveaux-micro")
    assert page.input_value("#niveaux-micro-comment") == "Autour de l'enfant."
    go_to(page, "etape-relire")
    assert "sèment" in read_file(page)
    press(page, "effacer")
    go_to(page, "etape-2")
    page.check("#spheres-famille")
    assert page.input_value("#spheres-famille-comment") == ""


# ---- several sittings, several portraits ----


def open_file(page: Page, name: str, text: str) -> None:
    page.set_input_files(
        ".brouillon [type=file]",
        {"name": name, "mimeType": "application/json", "buffer": text.encode()},
    )


def test_a_draft_leaves_as_a_file_and_comes_back_whole(
    page: Page, browser: Browser, address: str
) -> None:
    tell(page)
    go_to(page, "etape-2")
    page.check("#spheres-famille")
    page.fill("#spheres-famille-comment", "Les parents sèment : des fèves.")
    page.uncheck("#spheres-famille")
    name, text = download(page, "sauver")
    assert name == "brouillon-un-jardin-partage.json"
    assert "Ouvrir un brouillon téléchargé" in page.inner_text(".avis")
    elsewhere = browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    there = open_tab(elsewhere, address)
    open_file(there, name, text)
    expect(there.locator(".avis")).to_contain_text("est ouvert")
    assert there.input_value("#titre") == "Un jardin partagé"
    assert read_stored(there)["data"] == json.loads(text)["data"]
    go_to(there, "etape-2")
    there.check("#spheres-famille")
    assert there.input_value("#spheres-famille-comment") == "Les parents sèment : des fèves."
    there.uncheck("#spheres-famille")
    go_to(there, "etape-relire")
    go_to(page, "etape-relire")
    assert read_file(there) == read_file(page)
    elsewhere.close()


def test_a_draft_that_is_opened_replaces_nothing(page: Page) -> None:
    type_and_keep(page, "#titre", "Le premier titre")
    name, text = download(page, "sauver")
    type_and_keep(page, "#titre", "Le second titre")
    open_file(page, name, text)
    expect(page.locator(".mis-de-cote")).to_contain_text("Le second titre")
    assert page.input_value("#titre") == "Le premier titre"


def test_the_draft_of_a_correction_is_opened_in_its_place(
    context: BrowserContext, browser: Browser, address: str
) -> None:
    page = open_tab(context, address, CORRECTION)
    type_and_keep(page, "#sous_titre", "Mon sous-titre")
    name, text = download(page, "sauver")
    elsewhere = browser.new_context(locale="fr-FR")
    there = open_tab(elsewhere, address)
    type_and_keep(there, "#titre", "Une autre fiche")
    open_file(there, name, text)
    there.wait_for_url("**/?fiche=passerelles")
    expect(there.locator("#sous_titre")).to_have_value("Mon sous-titre")
    assert "correction" not in there.inner_text("h1")
    other = there.get_by_role("link", name="Nouvelle fiche : « Une autre fiche »")
    other.click()
    expect(there.locator("#titre")).to_have_value("Une autre fiche")
    expect(there.get_by_role("link", name=f"Correction de « {TITLE} »")).to_be_visible()
    elsewhere.close()


@pytest.mark.parametrize(
    "text",
    ["", "titre: Un jardin", "{}", REFUSED[-3], "x" * 1_000_001, MANY, AWAY],
    ids=["empty", "yaml", "group", "shape", "long", "many", "away"],
)
def test_another_file_is_refused_and_changes_nothing(page: Page, text: str) -> None:
    type_and_keep(page, "#titre", "Un titre")
    open_file(page, "jardin.yml", text)
    expect(page.locator(".avis")).to_contain_text("jardin.yml n’est pas un brouillon")
    assert page.input_value("#titre") == "Un titre"
    assert not page.is_visible(".mis-de-cote")


def test_two_portraits_are_told_in_turn(page: Page, address: str) -> None:
    assert not page.is_visible('[data-action="commencer"]'), "nothing is begun yet"
    type_and_keep(page, "#titre", "Le jardin")
    press(page, "commencer")
    assert page.input_value("#titre") == ""
    type_and_keep(page, "#titre", "La ludothèque")
    assert "Le jardin" in page.inner_text(".mis-de-cote")
    open_form(page, address)  # another day
    assert page.input_value("#titre") == "La ludothèque"
    press(page, "reprendre")
    assert page.input_value("#titre") == "Le jardin"
    assert "La ludothèque" in page.inner_text(".mis-de-cote")
    press(page, "effacer")  # that one only
    assert page.input_value("#titre") == ""
    assert page.locator(".mis-de-cote li").count() == 1
    press(page, "reprendre")
    assert page.input_value("#titre") == "La ludothèque"
    press(page, "commencer")
    press(page, "tout-effacer")
    assert not page.is_visible(".autres-brouillons")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_another_portrait_is_not_begun_where_the_first_cannot_be_kept(page: Page) -> None:
    page.evaluate(f"() => {{ {UNKEPT['full']} }}")
    page.fill("#titre", "Le jardin")
    hide(page)
    press(page, "commencer")
    assert "rien n’a été changé" in page.inner_text(".avis")
    assert page.input_value("#titre") == "Le jardin"


# ---- the name of the file ----


@pytest.mark.parametrize(
    ("title", "name", "told"),
    [
        ("Passerelles", "passerelles-2.yml", "s’appelle déjà"),
        ("passerelles !", "passerelles-2.yml", "s’appelle déjà"),
        ("☀️", "portrait.yml", ""),
        ("Index", "index-2.yml", ""),
        ("Nul", "nul-2.yml", ""),
        ("L’été à Łódź", "l-ete-a-lodz.yml", ""),
    ],
)
def test_the_file_takes_a_name_that_is_free(page: Page, title: str, name: str, told: str) -> None:
    tell(page)
    go_to(page, "etape-1")
    page.fill("#titre", title)
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    assert page.inner_text("strong.fichier") == name
    assert page.is_visible(".nom") is bool(told)
    assert told in page.inner_text(".nom")
    assert download(page, "telecharger")[0] == name


@pytest.mark.long
def test_names_already_taken_are_all_passed_over(context: BrowserContext, address: str) -> None:
    names = ["portrait", "portrait-2", "portrait-4"]
    context.route("**/donnees/noms-de-portraits.json", lambda route: route.fulfill(json=names))
    page = open_tab(context, address)
    tell(page)
    go_to(page, "etape-1")
    page.fill("#titre", "日本")
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    assert page.inner_text("strong.fichier") == "portrait-3.yml"


def test_a_name_that_could_not_be_compared_is_said_to_be(
    context: BrowserContext, address: str
) -> None:
    context.route("**/donnees/noms-de-portraits.json", lambda route: route.abort())
    page = open_tab(context, address)
    tell(page)
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    assert "n’a pas pu être comparé" in page.inner_text(".nom")
    context.unroute("**/donnees/noms-de-portraits.json")
    go_to(page, "etape-6")
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    assert not page.is_visible(".nom")


def test_a_network_lost_at_once_loses_no_text(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    tell(page)
    go_to(page, "etape-relire")
    expect(page.locator(".avis")).to_contain_text("le réseau manque")
    name, text = download(page, "sauver")
    assert (name, "Un jardin partagé" in text) == ("brouillon.json", True)
    context.set_offline(False)
    page.reload()
    page.wait_for_selector(".pret")
    assert "Un jardin partagé" in read_file(page)


def test_an_end_that_never_comes_is_said(context: BrowserContext, address: str) -> None:
    context.route("**/raconter/sending.js", lambda route: None)  # never answered
    page = open_tab(context, address)
    page.clock.install()
    tell(page)
    go_to(page, "etape-relire")
    page.clock.run_for(30_000)
    expect(page.locator(".avis")).to_contain_text("le réseau manque")
    with page.expect_download() as waiting:
        press(page, "sauver")
        page.clock.run_for(30_000)
    assert waiting.value.suggested_filename == "brouillon.json"


@pytest.mark.parametrize("missing", ["form.js", "checks.js"])
def test_a_form_whose_script_is_missing_says_so(
    context: BrowserContext, address: str, missing: str
) -> None:
    context.route(f"**/raconter/{missing}", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{address}contribuer/raconter/")
    expect(page.get_by_text("Chargement")).to_be_visible()
    told = page.get_by_text("Le formulaire ne s’ouvre pas")
    expect(told).to_be_hidden()
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")  # later
    expect(told).to_be_visible()
    expect(told).to_contain_text("n’est pas perdu")


def test_a_form_whose_fields_never_arrive_says_so(context: BrowserContext, address: str) -> None:
    context.route("**/schemas/portraits.json", lambda route: None)  # never answered
    context.add_init_script(
        "const { timeout } = AbortSignal; AbortSignal.timeout = () => timeout.call(AbortSignal, 50)"
    )
    page = context.new_page()
    page.goto(f"{address}contribuer/raconter/")
    expect(page.get_by_text("Le formulaire ne s’ouvre pas")).to_be_visible()
    expect(page.get_by_text("Chargement")).to_be_hidden()
    assert not page.is_visible("#raconter")


def test_an_open_form_no_longer_says_that_it_opens(context: BrowserContext, address: str) -> None:
    assert not open_tab(context, address).is_visible(".ouverture")


# ---- dates ----


def test_a_year_has_four_digits_and_dates_are_french(page: Page) -> None:
    tell(page)
    page.fill("#provenance-date", "")
    page.focus("#provenance-date")
    page.keyboard.type("1111202611")  # the eleventh of November, and two digits too many
    assert re.fullmatch("[0-9]{4}-11-11", page.input_value("#provenance-date"))
    page.evaluate("document.querySelector('#provenance-date').value = '202611-11-25'")
    page.press("#provenance-date", "Tab")
    page.press("#provenance-structure", "Tab")
    go_to(page, "etape-relire")
    assert "de la forme 23/11/2026" in page.inner_text(".bilan")
    go_to(page, "etape-6")
    page.fill("#provenance-date", "2099-11-23")  # nobody tells what is still to come
    go_to(page, "etape-relire")
    assert "n'est pas encore passé" in page.inner_text(".bilan").replace("’", "'")
    go_to(page, "etape-6")
    page.fill("#provenance-date", "2026-11-25")
    go_to(page, "etape-relire")
    page.wait_for_selector(".pret")
    assert "25 novembre 2026" in read_answers(page)
    assert "date: 2026-11-25" in read_file(page)


def test_a_draft_is_taken_away_from_the_form_once_it_is_closed(
    context: BrowserContext, address: str, study: Study
) -> None:
    page = open_tab(context, address)
    type_and_keep(page, "#titre", "Le jardin des colibris")
    kept = page.evaluate("localStorage.getItem('raconter')")
    page.evaluate(
        "text => localStorage.setItem('raconter-mis-de-cote:passerelles',"
        " JSON.stringify([{id: '1', date: '', text}]))", "pas du JSON"
    )  # fmt: skip
    site = assemble(study, SETTINGS | {"archive": "2027-06-30"})
    closed = site.show_block("raconter", "contribuer/raconter/")
    served = page.request.get(f"{address}contribuer/raconter/").text()
    (assets,) = set(re.findall(r"assets/\w+/(?=js/page\.js)", served))
    closed = re.sub(r"assets/(?:\w+/)?(?=js/)", assets, closed)
    body = re.sub(r"(?s)(<main.*?>).*</main>", lambda found: f"{found[1]}{closed}</main>", served)
    context.route(
        "**/contribuer/raconter/*", lambda route: route.fulfill(body=body, content_type="text/html")
    )
    page.reload()
    texts = page.locator("#brouillons li")
    expect(texts).to_have_count(2)
    expect(texts.first).to_contain_text("Le jardin des colibris")
    assert download(page, "recuperer") == ("brouillon-1.json", kept)
    expect(page.locator("#brouillons .avis")).to_contain_text("brouillon-1.json")
    texts.first.get_by_text("L’effacer").click()
    texts.get_by_text("L’effacer").click()
    expect(texts).to_have_count(0)
    expect(page.get_by_text("Ce navigateur garde encore")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('raconter')") is None
    page.reload()
    expect(page.locator("#brouillons")).to_be_hidden()
