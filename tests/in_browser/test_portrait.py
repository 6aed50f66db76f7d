"""The page of a portrait on a phone and on a wide screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from scripts.study.study import Study

SCREENS = 2 * 800  # a reader scrolls that far before giving up


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    yield page
    page.close()


def find_top(page: Page, selector: str) -> float:
    """Return how far an element is from the top of the page."""
    script = "element => element.getBoundingClientRect().top + scrollY"
    top: float = page.locator(selector).evaluate(script)
    return top


def test_on_a_phone_the_story_begins_within_two_screens(
    phone: Page, address: str, study: Study
) -> None:
    for portrait in study.portraits.values():
        phone.goto(address + portrait.url)
        assert find_top(phone, "#contexte") < SCREENS, portrait.slug


def test_on_a_phone_the_drawing_fits_and_its_numbers_can_be_read(phone: Page, address: str) -> None:
    phone.goto(address + "portraits/passerelles/")
    drawing = phone.locator("svg.alliance")
    box = drawing.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    for text in drawing.locator("text").all():
        inside = text.bounding_box()
        assert inside
        assert inside["height"] >= 13
        assert inside["x"] >= box["x"] - 1
        assert inside["x"] + inside["width"] <= box["x"] + box["width"] + 1


def test_on_a_wide_screen_the_figures_are_beside_the_story(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + "portraits/passerelles/")
    assert abs(find_top(page, "#contexte") - find_top(page, "#chiffres-cles")) < 40
    story, figures = (page.locator(name).bounding_box() for name in ("#contexte", "#chiffres-cles"))
    assert story
    assert figures
    assert story["x"] + 500 < figures["x"]
    page.close()


def test_a_cell_of_the_table_leads_to_its_sentence(phone: Page, address: str) -> None:
    phone.goto(address + "portraits/")
    phone.locator(".explorer").get_by_role("link", name="Micro : Unir les").click()
    phone.wait_for_url("**/portraits/passerelles/#niveau-micro")
    assert 0 <= find_top(phone, "#niveau-micro") - phone.evaluate("scrollY") < 800
