"""The real site in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.in_browser.conftest import note_faults

PAGES = [
    "", "portraits/", "portraits/passerelles/", "portraits/parents-acteurs/", "spheres/",
    "spheres/virtualite/", "ressources/", "ressources/usages-du-sport-cites-educatives/", "reseau/",
    "donnees/", "a-propos/", "recherche/?q=coeduquation",
]  # fmt: skip


@pytest.fixture(params=[(360, "dark"), (1280, "light")], ids=str)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_pages_open_without_error_overflow_or_outside_request(page: Page, address: str) -> None:
    faults = note_faults(page)
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url)
            if not request.url.startswith((address, "data:", "blob:")) else None)  # fmt: skip
    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")
        expect(page.locator("h1")).to_have_count(1)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], path  # type: ignore[index]
    assert faults == []
    assert outside == []


def test_the_three_doors_of_the_home_page_open(page: Page, address: str) -> None:
    for name, title in [
        ("Lire les portraits", "Portraits d’alliances éducatives"),
        ("Comprendre le modèle", "Le modèle de la coéducation à cinq sphères"),
        ("Trouver une ressource", "Les ressources du réseau"),
    ]:
        page.goto(address)
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_model_is_made_of_links(page: Page, address: str) -> None:
    page.goto(address + "spheres/")
    page.locator("svg.modele a", has_text="Quartier").click()
    expect(page).to_have_url(address + "spheres/quartier/")


def test_words_of_the_model_can_be_read_on_a_phone(page: Page, address: str) -> None:
    page.goto(address + "spheres/")
    heights = (
        page.locator("svg.modele")
        .first.locator("text")
        .evaluate_all("texts => texts.map(text => text.getBoundingClientRect().height)")
    )
    assert min(heights) >= 14


@pytest.mark.parametrize("path", ["portraits/passerelles/", "methode/"])
def test_the_menu_of_a_phone_leads_everywhere(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address + path)
    menu = page.get_by_role("navigation", name="Rubriques")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    for name in ("Accueil", "Portraits"):
        expect(menu.get_by_role("link", name=name, exact=True)).to_be_visible()
    menu.locator("summary", has_text="À propos").click()
    expect(menu.get_by_role("link", name="Plan du site")).to_be_visible()
    menu.get_by_role("link", name="Portraits", exact=True).click()
    expect(page).to_have_url(address + "portraits/")
    context.close()


def test_a_page_that_does_not_exist_says_so_in_french(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page n’existe pas")
    page.locator("main").get_by_role("link", name="les portraits").click()
    expect(page).to_have_url(address + "portraits/")


def test_tabs_of_a_written_page_need_no_script_and_all_are_on_paper(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}contribuer/ecrire-une-page/")
    school, centre = page.locator(".tabbed-content").all()
    expect(school).to_be_visible()
    expect(centre).to_be_hidden()
    page.get_by_role("radio", name="À l’école").focus()
    page.keyboard.press("ArrowRight")
    expect(school).to_be_hidden()
    expect(centre).to_be_visible()
    page.emulate_media(media="print")
    expect(school).to_be_visible()
    expect(centre).to_be_visible()
    page.close()
