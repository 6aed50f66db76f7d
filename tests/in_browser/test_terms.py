"""A glossary word: a link that anybody can follow, a tooltip for those who can have one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PAGE = "cooperation/metier-de-cpo/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address + PAGE)
    yield page
    context.close()


def test_pointing_shows_the_definition_and_leaving_hides_it(page: Page) -> None:
    word = page.locator("a.terme").first
    word.hover()
    bubble = page.get_by_role("tooltip")
    expect(bubble).to_be_visible()
    expect(bubble).to_contain_text(word.get_attribute("data-definition") or "?")
    bubble.hover()
    page.wait_for_timeout(400)
    expect(bubble).to_be_visible()
    page.mouse.move(5, 790)
    expect(bubble).to_be_hidden()


def test_the_keyboard_shows_it_and_escape_hides_it(page: Page) -> None:
    word = page.locator("a.terme").nth(1)
    word.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert word.get_attribute("aria-describedby") == "bulle"
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    expect(word).to_be_focused()


def test_the_bubble_stays_on_the_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(address + PAGE)
    for word in page.locator("a.terme").all()[:8]:
        word.scroll_into_view_if_needed()
        word.focus()
        box = page.get_by_role("tooltip").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        page.keyboard.press("Escape")
    context.close()


def test_a_first_touch_shows_it_and_a_second_follows(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(address + PAGE)
    word = page.locator("a.terme").first
    word.tap()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert page.url == address + PAGE
    word.tap()
    page.wait_for_url("**/glossaire/#*")
    context.close()


def test_without_script_it_is_a_link_to_the_word(scriptless: Page, address: str) -> None:
    scriptless.goto(address + PAGE)
    scriptless.locator("a.terme").first.click()
    scriptless.wait_for_url("**/glossaire/#*")
    anchor = scriptless.url.split("#")[1]
    expect(scriptless.locator(f"#{anchor} dt")).to_be_visible()
