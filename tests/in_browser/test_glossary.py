"""The glossary in a real browser: terms are found as one types; all are there without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.study.study import Study


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}glossaire/")
    yield page
    context.close()


def find_terms(page: Page, typed: str) -> list[str]:
    page.get_by_label("Trouver un mot").fill(typed)
    terms: list[str] = page.locator(".glossaire > div:visible").evaluate_all(
        "all => all.map((one) => one.id)"
    )
    return terms


def test_terms_are_found_as_one_types(page: Page, study: Study) -> None:
    said = page.locator(".filtre .resultats")
    letters = page.get_by_role("navigation", name="Par lettre")
    assert find_terms(page, "CP") == [
        slug
        for slug, term in study.glossaire.items()
        if "cp" in f"{term.terme} {term.developpe}".lower()
    ]
    assert find_terms(page, "cpo") == ["cpo"]
    expect(said).to_have_text("1 mot trouvé")
    expect(letters).to_be_hidden()
    assert find_terms(page, " Educateur SPECIALISE") == find_terms(page, "éducateur spécialisé")
    assert len(find_terms(page, "")) == len(study.glossaire)
    expect(said).to_have_text(f"{len(study.glossaire)} mots")
    expect(letters).to_be_visible()


def test_definitions_are_searched_where_no_term_is_written_so(page: Page) -> None:
    said = page.locator(".filtre .resultats")
    assert "accrochage-scolaire" in find_terms(page, "contraire du décrochage")
    expect(said).to_contain_text("Aucun mot ne s’écrit ainsi ; 1 définition en parle.")
    assert find_terms(page, "zzz") == []
    expect(said).to_have_text("Aucun mot ni aucune définition.")


def test_without_script_every_term_is_there_and_no_box(
    scriptless: Page, address: str, study: Study
) -> None:
    scriptless.goto(f"{address}glossaire/")
    expect(scriptless.locator(".glossaire > div:visible")).to_have_count(len(study.glossaire))
    expect(scriptless.get_by_label("Trouver un mot")).to_be_hidden()
