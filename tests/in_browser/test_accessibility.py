"""What a machine can say of accessibility: axe-core, and the tree that screen readers read."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, ViewportSize

from tests.kinds import FRAMED, KINDS, list_addresses, open_whole

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that a change of scheme may break
VIEWS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
# Both widths and both schemes; the long test reads every page in every view, with every rule.
VIEWS_OF_A_KIND = [(360, "light", TAGS), (1280, "dark", COLOURS)]

axe = Axe()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


def set_view(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=800))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


def list_violations(page: Page | Frame, rules: Sequence[str] = TAGS) -> list[str]:
    found = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{page.url}: {violation['id']}: {node['html'][:150]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_one_page_of_each_kind(page: Page, address: str, kind: str) -> None:
    open_whole(page, address + KINDS[kind])
    found = []
    for width, scheme, rules in VIEWS_OF_A_KIND:
        set_view(page, width, scheme)
        found += list_violations(page, rules)
    assert found == []


@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_every_page(page: Page, address: str, site: Path, width: int, scheme: str) -> None:
    set_view(page, width, scheme)
    found = []
    for path in list_addresses(site):
        page.goto(address + path)
        found += list_violations(page)
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens(page: Page, address: str, scheme: str) -> None:
    set_view(page, 360, scheme)
    page.goto(address + KINDS["chapitre"])
    page.get_by_role("button", name="Menu").click()
    for folded in page.locator("#menu summary").all()[1:]:  # the first section, here, is unfolded
        folded.click()
    assert list_violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Recherche").click()
    assert list_violations(page) == []
    page.keyboard.press("Escape")
    for folded in page.locator(".cadre summary:visible").all():
        folded.click()
    page.locator("main a.terme").first.focus()
    assert page.get_by_role("tooltip").is_visible()
    assert list_violations(page) == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_what_a_reader_uses(page: Page, address: str, scheme: str) -> None:
    set_view(page, 360, scheme)
    rules = TAGS if scheme == "light" else COLOURS
    page.goto(address + KINDS["ressources"])
    page.get_by_role("button", name="Recherche").click()
    page.get_by_role("searchbox").fill("precarite menstruele")
    page.locator(".recherche-panneau .resultat").first.wait_for()
    assert list_violations(page, rules) == []
    page.keyboard.press("Escape")
    for folded in page.locator("form.filtres summary").all():
        folded.click()
    page.locator("form.filtres [type=checkbox]").first.check()
    assert list_violations(page, rules) == []
    page.goto(address + "recherche/?q=ecole&type=portrait")
    page.locator("main .resultat").first.wait_for()
    assert list_violations(page, rules) == []
    page.goto(address + KINDS["formulaire"])
    page.get_by_role("button", name="Continuer").click()
    assert page.locator(".bilan a").count() == 3
    assert list_violations(page, rules) == []
    for step in range(2, 7):
        page.evaluate("step => { location.hash = `etape-${step}` }", step)
        page.locator(f"#etape-{step}:not([hidden])").wait_for()
        for box in page.locator(f"#etape-{step} [type=checkbox]").all()[:2]:
            box.evaluate("box => box.click()")
        for add in page.locator(f'#etape-{step} button[id$="-ajouter"]').all():
            add.evaluate("button => button.click()")
        assert list_violations(page, rules) == [], step
    page.goto("about:blank")
    page.goto(f"{address}{KINDS['formulaire']}?fiche=passerelles#etape-relire")
    page.frame_locator(".a-venir iframe").locator("h1").wait_for()
    assert list_violations(page, rules) == []
    assert list_violations(page.frames[1], rules) == []


def test_axe_sees_a_fault(page: Page) -> None:
    page.set_content("<html lang=fr><title>x</title><main><h1>x</h1><img src=x></main></html>")
    assert any("image-alt" in violation for violation in list_violations(page))


# A line of the tree, in YAML: « - heading "Aide" [level=1] », « - navigation "Rubriques": »;
# between quotes where its name has a colon.
NODE = re.compile(r"""^\s*- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?(?: \[level=(\d)\])?""", re.MULTILINE)
LANDMARKS = {"banner", "main", "contentinfo", "navigation", "search", "region", "complementary"}


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", FRAMED)
def test_a_screen_reader_hears_a_clear_outline(
    page: Page, address: str, kind: str, width: int
) -> None:
    set_view(page, width, "light")
    open_whole(page, address + KINDS[kind])
    nodes = NODE.findall(page.locator("body").aria_snapshot())
    levels = [int(level) for role, _, level in nodes if role == "heading"]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for role in ("banner", "main", "contentinfo"):
        assert [found for found, _, _ in nodes].count(role) == 1, role
    named = [(role, name) for role, name, _ in nodes if role in LANDMARKS]
    assert len(named) == len(set(named)), named
    assert all(name for role, name in named if role in ("navigation", "region"))
    roles = {"img", "table", "heading", "link"}
    if kind == "ecrire":
        roles.remove("table")  # Markdown has no title for one: the heading above announces it
    assert all(name for role, name, _ in nodes if role in roles)


def test_tables_and_pictures_say_what_they_show_and_nothing_plays(page: Page, address: str) -> None:
    for path in KINDS.values():
        page.goto(address + path, wait_until="domcontentloaded")
        faults = page.evaluate("""() => [
            ...[...document.querySelectorAll("table")].filter((table) =>
                !table.querySelector("th[scope=col]") || table.className && ( // not Markdown's
                    !table.caption?.textContent.trim()
                    || table.querySelector("tbody tr:not(:has(> th[scope=row]))"))),
            ...[...document.querySelectorAll("main img")].filter((image) => image.alt.length < 15),
            ...[...document.querySelectorAll("main svg[role=img] > title")].filter((title) =>
                title.textContent.trim().length < 10),
            ...document.querySelectorAll("svg:not([role], [aria-hidden])"),
            ...document.querySelectorAll("iframe, video, audio, object, embed"),
        ].map((element) => element.outerHTML.slice(0, 150))""")
        assert faults == [], path
