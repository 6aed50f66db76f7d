"""The frame of the pages in a real browser: keyboard, zoom, colours, paper, no script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.kinds import FRAMED, KINDS, list_addresses, open_whole

# Marks each stop of the keyboard, and says what is wrong with it.
STOP = """() => {
    const stop = document.activeElement
    if (stop === document.body || stop.dataset.stop) return ["end"]
    stop.dataset.stop = "1"
    const style = getComputedStyle(stop)
    const box = [...stop.getClientRects()].find((box) => box.width > 0 && box.height > 0)
    const name = stop.outerHTML.slice(0, 120)
    if (!box) return [`no size: ${name}`]
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
    const [high, low] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
    if (left >= right || high >= low) return [`off screen: ${name}`]
    const [x, y] = [(left + right) / 2, (high + low) / 2]
    const top = document.elementFromPoint(x, y)
    if (!top || !(stop.contains(top) || top.contains(stop))) return [`covered: ${name}`]
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
        return [`focus not shown: ${name}`]
    return []
}"""
MISSED = """() => [...document.querySelectorAll(
    "a[href], button, select, input, textarea, summary, [tabindex='0']")]
    .filter((control) => control.checkVisibility({contentVisibilityAuto: true})
        && !control.dataset.stop)
    .map((control) => control.outerHTML.slice(0, 120))"""
WALKED = ["accueil", "chapitre", "portrait", "portraits", "chiffre", "contribuer", "introuvable"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)  # tests add styles
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def open_page(page: Page, url: str, width: int = 1280, height: int = 800) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=height))
    open_whole(page, url)


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", WALKED)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, address: str, kind: str, width: int
) -> None:
    open_page(page, address + KINDS[kind], width)
    faults: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        if found == ["end"]:
            break
        faults += found
    assert faults == []
    assert page.evaluate(MISSED) == []


def test_the_skip_link_skips(page: Page, address: str) -> None:
    open_page(page, address + KINDS["chapitre"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_keeps_and_gives_back_the_focus(page: Page, address: str) -> None:
    open_page(page, address + KINDS["chapitre"], 360)
    button = page.get_by_role("button", name="Menu")
    menu = page.locator("#menu")
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("button", name="Fermer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")  # nothing behind an open menu can take the focus unseen
    for _ in range(menu.locator("a, button, summary").count() + 2):
        page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('#menu') === null")


def test_the_drawer_has_the_pages_of_every_section(page: Page, address: str) -> None:
    open_page(page, address + KINDS["chapitre"], 360)
    page.get_by_role("button", name="Menu").press("Enter")
    menu = page.get_by_role("navigation", name="Rubriques")
    for chapter in ("Qui siège autour de la table", "Douze pistes"):  # of two parts of the study
        expect(menu.get_by_role("link", name=chapter)).to_be_visible()
    here = menu.locator("[aria-current=page]")  # unfolded where one is
    assert here.evaluate("link => link.href") == address + KINDS["chapitre"]
    expect(menu.get_by_role("link", name="Le modèle à cinq sphères")).to_be_hidden()
    menu.locator("summary", has_text="Modèle").press("Enter")
    page.keyboard.press("Tab")
    first = menu.get_by_role("link", name="Le modèle à cinq sphères")
    expect(first).to_be_focused()
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "spheres/")
    page.set_viewport_size(ViewportSize(width=1280, height=800))
    expect(menu.get_by_role("link")).to_have_count(9)  # one a section; the others beside the page
    beside = page.get_by_role("navigation", name="Dans cette rubrique")
    expect(beside.get_by_role("link", name="Sphère famille")).to_be_visible()


def test_the_search_box_of_a_phone_opens_and_gives_back_the_focus(page: Page, address: str) -> None:
    open_page(page, address + KINDS["chapitre"], 360)
    button = page.get_by_role("button", name="Recherche")
    box = page.get_by_role("searchbox")
    expect(box).to_be_hidden()
    button.press("Enter")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Rechercher")).to_be_focused()
    page.keyboard.press("Tab")  # nothing behind an open box can take the focus unseen
    expect(box).to_be_hidden()


@pytest.mark.parametrize("kind", FRAMED)
def test_the_title_is_at_the_top_of_a_phone(page: Page, address: str, kind: str) -> None:
    open_page(page, address + KINDS[kind], 360, 740)
    top = page.evaluate("document.querySelector('h1').getBoundingClientRect().top")
    assert top <= 170
    header = page.locator(".entete")
    assert (header.bounding_box() or {"height": 0})["height"] <= 64, "one row"


def test_a_wide_screen_says_who_spoke_beside_the_text(page: Page, address: str) -> None:
    open_page(page, address + "coeduquer/communaute-inclusive/", 1600)
    beside = """pair => {
        const [text, other] = pair.split(" | ").map(selector =>
            document.querySelector(selector).getBoundingClientRect())
        return other.left >= text.right && other.top < text.bottom
    }"""
    assert page.evaluate(beside, ".trois-points | .a-citer")
    assert page.evaluate(beside, ".section-chapitre:has(> .marge) > p | .marge")
    page.set_viewport_size(ViewportSize(width=1280, height=800))
    assert not page.evaluate(beside, ".section-chapitre:has(> .marge) > p | .marge")


def test_no_single_key_does_anything(page: Page, address: str) -> None:
    open_page(page, address + KINDS["portrait"])
    page.keyboard.press("Tab")
    before = page.evaluate("[location.href, document.activeElement.outerHTML, scrollY]")
    for key in "abcdefghijklmnopqrstuvwxyz/?.,":
        page.keyboard.press(key)
    assert before == page.evaluate("[location.href, document.activeElement.outerHTML, scrollY]")


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways(page: Page, address: str, kind: str) -> None:
    read_in_large(page, address + KINDS[kind])


@pytest.mark.long
def test_no_page_at_all_scrolls_sideways(page: Page, address: str, site: Path) -> None:
    for path in list_addresses(site):
        read_in_large(page, address + path)


def read_in_large(page: Page, url: str) -> None:
    """Read a page on a narrow screen, zoomed, and with letters twice as large."""
    open_page(page, url, 320)
    assert overflow(page) <= 0, "at 320 px (1.4.10)"
    page.set_viewport_size(ViewportSize(width=640, height=400))
    assert overflow(page) <= 0, "at 1280 px, zoomed to 200 % (1.4.4)"
    page.set_viewport_size(ViewportSize(width=1280, height=800))
    page.add_style_tag(content="html { font-size: 200% }")
    assert overflow(page) <= 0, "at 1280 px, letters twice as large"
    page.set_viewport_size(ViewportSize(width=320, height=740))
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert overflow(page) <= 0, "at 320 px, letters twice as large, all unfolded"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_text_can_be_spaced_without_being_cut(
    page: Page, address: str, kind: str, width: int
) -> None:
    open_page(page, address + KINDS[kind], width)
    page.add_style_tag(
        content="""* { letter-spacing: 0.12em !important;
        line-height: 1.5 !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }"""
    )
    assert overflow(page) <= 0
    cut = page.evaluate("""[...document.querySelectorAll("body *")]
        .filter((element) => element.checkVisibility()
            && getComputedStyle(element).clipPath !== "inset(50%)" // for screen readers only
            && ["hidden", "clip"].includes(getComputedStyle(element).overflowX)
            && !element.closest("svg")
            && (element.scrollWidth > element.clientWidth + 1
                || element.scrollHeight > element.clientHeight + 1))
        .map((element) => element.outerHTML.slice(0, 120))""")
    assert cut == []


@pytest.mark.parametrize("kind", ["chapitre", "glossaire", "accueil", "formulaire"])
def test_nothing_moves_by_itself(browser: Browser, address: str, kind: str) -> None:
    page = browser.new_page(reduced_motion="no-preference", bypass_csp=True)
    open_whole(page, address + KINDS[kind])
    moving = """[...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element)
        return style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) > 0
            || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0)
    }).length"""
    assert page.evaluate(moving) == 0
    page.add_style_tag(content="html { scroll-behavior: smooth }")
    assert page.evaluate(moving) == 1, "what the test looks for is seen"
    page.close()


def test_colours_forced_by_the_device_are_kept(browser: Browser, address: str) -> None:
    page = browser.new_page(forced_colors="active", color_scheme="dark")
    page.goto(address + KINDS["modele"])
    seen = page.evaluate("""() => {
        const colour = (element, name) => getComputedStyle(element)[name]
        const probe = document.createElement("p")
        probe.style.setProperty("color", "CanvasText")
        probe.style.setProperty("background", "Canvas")
        document.body.append(probe)
        const words = document.querySelector(".modele-nom"), shape =
            document.querySelector(".modele-forme")
        return [colour(words, "fill") === colour(probe, "color"),
            colour(shape, "fill") === colour(probe, "backgroundColor"),
            colour(shape, "stroke") === colour(probe, "color")]
    }""")
    assert seen == [True, True, True]
    page.goto(address)
    for drawn in (".bouton--plein", ".evitement"):  # words have a plate of the ground's colour
        words, plate = page.evaluate(f"""[getComputedStyle(document.querySelector("{drawn}")).color,
            getComputedStyle(document.body).backgroundColor]""")
        assert words != plate, drawn
    chosen, other = page.evaluate("""["true", "false"].map((pressed) => getComputedStyle(
        document.querySelector(`.theme [aria-pressed=${pressed}]`)).backgroundColor)""")
    assert chosen != other
    page.goto(address + "ressources/")
    bar, ground = page.evaluate("""[getComputedStyle(document.querySelector(".chart-bar")).fill,
        getComputedStyle(document.body).backgroundColor]""")
    assert bar != ground
    page.close()


# The words that have the colour of what is behind them; those of drawings are looked at above.
UNSEEN = """() => [...document.querySelectorAll("body *:not(svg *)")].filter((element) => {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    if (!words || !element.checkVisibility()) return false
    let behind = element
    const ground = () => getComputedStyle(behind).backgroundColor
    while (behind.parentElement && /^rgba.*, 0\\)$/.test(ground())) behind = behind.parentElement
    return getComputedStyle(element).color === ground()
}).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_is_seen_in_forced_colours(
    browser: Browser, address: str, site: Path, scheme: str
) -> None:
    dark = scheme == "dark"
    page = browser.new_page(
        forced_colors="active", color_scheme="dark" if dark else "light", bypass_csp=True
    )
    for path in list_addresses(site):
        page.goto(address + path)
        assert page.evaluate(UNSEEN) == [], path
    unseen = "forced-color-adjust: none; color: red; background: red"
    page.set_content(f"<body style='{unseen}'><p>x</p>")
    assert len(page.evaluate(UNSEEN)) == 1, "what is not seen is found"
    page.close()


def ground(page: Page) -> int:
    """How light the ground of the page is, from 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return int(re.findall(r"\d+", colour)[0])


def find_theme(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Thème").get_by_role("button", name=name)


def test_the_theme_is_chosen_remembered_and_never_flashes(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    open_page(page, address)
    assert ground(page) > 200
    expect(find_theme(page, "De l’appareil")).to_have_attribute("aria-pressed", "true")
    find_theme(page, "Sombre").click()
    assert ground(page) < 60
    assert context.cookies() == []
    page.route("**/page.js", lambda route: route.abort())  # before any other script
    page.goto(address + KINDS["portrait"])
    assert ground(page) < 60
    page.unroute("**/page.js")
    page.reload()
    expect(find_theme(page, "Sombre")).to_have_attribute("aria-pressed", "true")
    expect(find_theme(page, "Clair")).to_have_attribute("aria-pressed", "false")
    find_theme(page, "De l’appareil").press("Enter")
    assert ground(page) > 200
    page.emulate_media(color_scheme="dark")
    assert ground(page) < 60
    context.close()


@pytest.mark.parametrize("kept", ["rose", "", "dark"])
def test_an_unknown_theme_is_that_of_the_device(browser: Browser, address: str, kept: str) -> None:
    context = browser.new_context(color_scheme="dark")
    context.add_init_script(f"localStorage.setItem('theme', '{kept}')")
    page = context.new_page()
    open_page(page, address)
    assert ground(page) < 60
    expect(page.locator("html")).to_have_attribute("data-theme", "auto")
    expect(find_theme(page, "De l’appareil")).to_have_attribute("aria-pressed", "true")
    context.close()


def test_without_script_everything_can_be_reached(scriptless: Page, address: str) -> None:
    scriptless.set_viewport_size({"width": 360, "height": 740})
    scriptless.goto(address + KINDS["chapitre"])
    scriptless.locator(".sommaire summary").click()
    expect(scriptless.locator(".sommaire a").first).to_be_visible()
    scriptless.get_by_role("button", name="Menu").click()
    expect(scriptless.get_by_role("group", name="Thème")).to_be_hidden()  # it would do nothing
    scriptless.locator("#menu").get_by_role("link", name="Transformer", exact=True).click()
    scriptless.get_by_role("button", name="Recherche").click()
    expect(scriptless.get_by_role("searchbox")).to_be_visible()
    scriptless.keyboard.press("Escape")
    scriptless.get_by_role("button", name="Menu").click()
    scriptless.locator("#menu").get_by_role("link", name="Portraits", exact=True).click()
    expect(scriptless.get_by_role("heading", level=1)).to_be_visible()
    assert scriptless.locator(".carte").count() >= 7


def test_what_was_unfolded_for_paper_is_folded_again(page: Page, address: str) -> None:
    open_page(page, address + KINDS["ressources"])
    opened = """[...document.querySelectorAll("main details")].map((details) => details.open)"""
    page.locator("main figure summary").first.click()
    before = page.evaluate(opened)
    assert True in before
    assert False in before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(page.evaluate(opened))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(opened) == before


ON_PAPER = ["accueil", "portrait", "portraits", "chapitre", "chiffre", "ressources", "reseau"]


@pytest.mark.parametrize("kind", ON_PAPER)
def test_on_paper(browser: Browser, address: str, kind: str) -> None:
    page = browser.new_page(color_scheme="dark")
    open_whole(page, address + KINDS[kind])
    page.emulate_media(media="print", color_scheme="dark")
    for chrome in (".entete", ".fil", ".rubrique", ".sommaire", ".pied nav"):
        for each in page.locator(chrome).all():
            expect(each).to_be_hidden()
    for control in page.locator("button, select, input, form").all():
        expect(control).to_be_hidden()
    assert ground(page) == 255, "black on white, whatever the screen shows"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    end = page.locator(".imprime")
    expect(end).to_be_visible()
    for words in ("Source", KINDS[kind], "Page du"):
        expect(end).to_contain_text(words)
    folded = page.locator("main details:not([open]) :is(table, li)")
    for row in folded.all()[:5]:
        assert (row.bounding_box() or {"height": 0})["height"] > 0, "what is folded is printed"
    written = page.evaluate("""[...document.querySelectorAll("main a[href^=http]")].map((link) =>
        [link.href, link.textContent, getComputedStyle(link, "::after").content])""")
    for href, text, after in written:
        bare = re.sub(r"^https?://|/$", "", href)
        assert (bare in text) != (href.rstrip("/") in after), (href, text, after)
    whole = page.evaluate("""[...document.querySelectorAll("table, svg, tr")].every((element) =>
        getComputedStyle(element).breakInside === "avoid")""")
    assert whole
    paper = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert paper
    assert [round(float(side)) for side in paper.groups()] == [595, 842], "A4, in points"
    page.close()
