"""The network in a real browser: the map, the choice of a department, the same without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.study.study import Study
from scripts.study.territories import Network

PAGE = "reseau/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(address + PAGE)
    yield page
    context.close()


def read_shown(page: Page) -> set[str]:
    """The slugs of the centres that can be seen."""
    centres: list[str] = page.locator(".centre").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.id)"
    )
    return set(centres)


def choose(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Votre département")


def test_each_department_shows_the_centres_that_the_study_gives_it(
    page: Page, study: Study
) -> None:
    network = Network(study.centres.values(), study.lieux, study.carte)
    of_areas = {area.ancre: {c.slug for c in area.centres} for area in network.areas}
    assert len(network.departments) == 101
    for place in network.departments:
        label = f"{place.code} {place.nom}".replace("'", "’")
        choose(page).select_option(label=label)
        centres = of_areas.get(place.ancre, {place.ancre})
        assert read_shown(page) == centres, label
        told = page.locator(".resultats").inner_text().replace("\u00a0", " ")
        assert told.startswith(f"{label} : {len(centres) or 'aucun'} centre"), told
        assert page.locator(".region-note").is_visible() == (len(centres) > 1)
    choose(page).select_option("")
    assert read_shown(page) == set(study.centres)


@pytest.mark.parametrize("department", ["69 Rhône", "93 Seine-Saint-Denis", "48 Lozère"])
def test_a_telephone_is_within_two_screens_of_a_phone(page: Page, department: str) -> None:
    choose(page).select_option(label=department)
    (telephone,) = page.locator(".centre:visible a[href^='tel:']").all()
    box = telephone.bounding_box()
    assert box
    assert box["y"] + box["height"] < 2 * 720


def test_the_keyboard_goes_from_the_map_to_the_centres(page: Page) -> None:
    choose(page).select_option(label="75 Paris")
    tile = page.get_by_role("link", name="Occitanie : 2 centres")
    page.get_by_role("link", name="Nouvelle-Aquitaine : 1 centre").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(tile).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#region-occitanie")
    expect(page.locator("#villes-et-territoires")).to_be_in_viewport(ratio=0.1)
    expect(choose(page)).to_have_value("")


def test_every_tile_leads_to_its_region(page: Page, study: Study) -> None:
    tiles = page.locator(".tuile")
    expect(tiles).to_have_count(len(study.carte.codes))
    for tile in tiles.all():
        label = (tile.get_attribute("aria-label") or "").replace("\u00a0", " ")
        name, _, count = label.partition(" : ")
        region = page.locator(tile.get_attribute("href") or "?")
        assert name in region.locator("h3").inner_text()
        number = region.locator(".centre").count()
        assert count.startswith(str(number or "aucun"))


def test_words_stay_inside_their_tiles(page: Page) -> None:
    assert page.locator(".tuile").evaluate_all(
        """all => all.filter((tile) => {
          const box = tile.querySelector("rect").getBoundingClientRect()
          return [...tile.querySelectorAll("text")].some((text) => {
            const own = text.getBoundingClientRect()
            return own.left < box.left || own.right > box.right || own.top < box.top ||
              own.bottom > box.bottom
          })
        }).map((tile) => tile.getAttribute("aria-label"))"""
    ) == []  # fmt: skip


def test_without_script_departments_are_links_to_their_centres(
    scriptless: Page, address: str, study: Study
) -> None:
    scriptless.goto(address + PAGE)
    scriptless.get_by_text("Choisir dans la liste").click()
    scriptless.get_by_role("link", name="30 Gard").click()
    expect(scriptless).to_have_url(f"{address}{PAGE}#villes-et-territoires")
    assert read_shown(scriptless) == set(study.centres)
    expect(scriptless.get_by_role("combobox", name="Votre département")).to_have_count(0)
