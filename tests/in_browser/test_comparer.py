"""Portraits side by side, and those that are like one's own."""

import io

import pypdfium2
from playwright.sync_api import Page, Route, ViewportSize, expect

from scripts.study.study import Study
from tests.in_browser.holding import Held

FOUR = "passerelles,precarite-menstruelle,parents-acteurs,impact-collectif"


def list_columns(page: Page) -> list[str]:
    return page.locator(".comparaison thead th a").all_inner_texts()


def test_what_is_ticked_in_the_catalogue_stands_side_by_side(page: Page, address: str) -> None:
    page.goto(address + "portraits/")
    titles = page.locator(".cartes .carte-titre").all_inner_texts()
    for number in (0, 2):
        page.locator(".a-cocher input").nth(number).check()
    page.get_by_role("button", name="Comparer les portraits cochés").click()
    expect(page.locator(".resultats")).to_have_text("2 portraits, côte à côte.")
    assert list_columns(page) == [titles[0], titles[2]]
    page.go_back()
    page.goto(address + "portraits/passerelles/")
    page.get_by_role("link", name="Comparer", exact=True).click()
    expect(page.locator(".resultats")).to_contain_text("Ajoutez-en un autre")


def test_a_row_says_what_the_portraits_say_and_what_they_do_not(page: Page, address: str) -> None:
    page.goto(f"{address}portraits/comparer/?p=passerelles,parents-acteurs")
    rows = page.locator(".comparaison tbody tr:visible")
    expect(page.locator(".resultats")).to_have_text("2 portraits, côte à côte.")
    texts = {
        row.locator("th").inner_text().splitlines()[0]: row.locator("td").all_inner_texts()
        for row in rows.all()
    }
    assert "50\u202f000\u202f€ de deux Cités" in texts["Le coût"][0]
    assert texts["Le coût"][1] == "non dit"
    assert "moins de 3\u00a0ans" in texts["Pour qui"][0]
    assert "PasserelleS naît d’un double constat" in texts["Point de départ"][0]
    assert page.locator(".comparaison [id], .comparaison td svg").count() == 0
    long = page.locator(".comparaison tr", has_text="Ce qui a changé").locator("td").first
    assert long.locator("li").count() == 3
    expect(long.get_by_role("link", name="lire la suite")).to_be_visible()
    links = page.locator(".comparaison td a").evaluate_all("all => all.map((each) => each.href)")
    assert len(links) > 3
    for link in set(links):
        assert page.request.get(link).ok, link
    more = page.locator(".comparer-suite").first
    href = more.get_attribute("href")
    assert href
    page.goto(address + href.removeprefix("/"))
    assert page.locator(f"[id='{href.partition('#')[2]}']").is_visible()


def test_a_long_list_is_cut_and_leads_to_its_place(page: Page, address: str, study: Study) -> None:
    slug = next(s for s, p in study.portraits.items() if len(p.freins) > 3)
    page.goto(f"{address}portraits/comparer/?p={slug}")
    cell = page.locator(".comparaison tr", has_text="Ce qui reste difficile").locator("td")
    expect(cell.locator("li")).to_have_count(3)
    cell.get_by_role("link", name="lire la suite").click()
    expect(page).to_have_url(f"{address}portraits/{slug}/#freins")


def test_the_address_alone_says_what_is_compared(page: Page, address: str) -> None:
    page.goto(f"{address}portraits/comparer/?p=rien,passerelles")
    expect(page.locator(".resultats")).to_contain_text("« rien »")
    page.get_by_label("Ajouter un portrait").select_option("parents-acteurs")
    expect(page.locator(".comparaison thead th")).to_have_count(3)
    assert page.url.endswith("?p=passerelles,parents-acteurs")
    page.reload()
    expect(page.locator(".comparaison thead th")).to_have_count(3)
    assert page.locator("#ajout option:disabled").count() == 2  # a portrait comes once
    page.locator(".comparaison thead button").first.click()
    expect(page.locator(".comparaison thead th")).to_have_count(2)
    expect(page.get_by_label("Ajouter un portrait")).to_be_focused()
    page.go_back()
    expect(page.locator(".comparaison thead th")).to_have_count(3)
    page.goto(f"{address}portraits/comparer/?p={FOUR},marche-introspective")
    expect(page.locator(".resultats")).to_contain_text("Quatre portraits au plus")
    assert len(list_columns(page)) == 4
    assert page.get_by_label("Ajouter un portrait").is_disabled()
    page.goto(f"{address}portraits/comparer/")
    expect(page.locator(".resultats")).to_have_text("Choisissez un premier portrait.")
    assert page.get_by_text("À l’origine").is_visible(), "the blank grid has every row"


def test_a_portrait_that_does_not_come_is_told_and_may_be_asked_again(
    page: Page, address: str
) -> None:
    page.route("**/portraits/passerelles/", lambda route: route.abort())
    page.goto(f"{address}portraits/comparer/?p=passerelles,parents-acteurs")
    expect(page.locator(".resultats")).to_contain_text("n’a pas pu être chargé")
    assert len(list_columns(page)) == 1
    page.unroute("**/portraits/passerelles/")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.locator(".comparaison thead th")).to_have_count(3)


def test_a_portrait_that_comes_late_does_not_replace_what_was_asked_since(
    page: Page, address: str
) -> None:
    late = Held(page, "**/portraits/passerelles/")
    page.goto(f"{address}portraits/comparer/")
    page.get_by_label("Ajouter un portrait").select_option("passerelles")
    late.wait()
    page.go_back()
    expect(page.locator(".resultats")).to_have_text("Choisissez un premier portrait.")
    late.release()
    page.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert list_columns(page) == []


def test_four_portraits_hold_on_one_sheet_and_in_a_table_to_paste(page: Page, address: str) -> None:
    page.goto(f"{address}portraits/comparer/?p={FOUR}")
    expect(page.locator(".resultats")).to_contain_text("4 portraits, côte à côte.")
    sheet = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(sheet) == 1
    width, height = sheet[0].get_size()
    assert width > height
    assert "Si la personne clé part" in sheet[0].get_textpage().get_text_bounded()
    page.get_by_role("button", name="Copier le tableau").click()
    expect(page.locator(".resultats")).to_contain_text("est copié")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert [line.count("\t") for line in lines] == [4] * len(lines)
    assert lines[0].startswith("Rubrique\tUnir les professionnalités")
    assert "lire la suite" not in "".join(lines)
    assert len(lines) == page.locator(".comparaison tr:visible").count()
    pasted = page.evaluate("""async () => {
        const [item] = await navigator.clipboard.read()
        return (await item.getType("text/html")).text()
    }""")
    assert pasted.count("<td") == 4 * (len(lines) - 1)


def test_on_a_phone_titles_and_rubrics_stay_in_sight(page: Page, address: str) -> None:
    page.set_viewport_size(ViewportSize(width=360, height=740))
    page.goto(f"{address}portraits/comparer/?p=passerelles,parents-acteurs")
    expect(page.locator(".resultats")).to_have_text("2 portraits, côte à côte.")
    table = page.locator(".comparaison")
    table.evaluate("box => { box.scrollIntoView(); box.scrollBy(150, 900) }")
    box = table.bounding_box()
    head = page.locator(".comparaison thead th").nth(2).bounding_box()
    row = page.locator(".comparaison tbody th").nth(3).bounding_box()
    assert box and head and row
    assert abs(head["y"] - box["y"]) < 2
    assert abs(row["x"] - box["x"]) < 2


def test_portraits_like_ones_own_come_in_order_and_say_why(page: Page, address: str) -> None:
    page.goto(address + "portraits/")
    page.get_by_label("De quoi s’agit-il ?").select_option("parentalite")
    page.get_by_label("Dans quelle sphère ?").select_option("quartier")
    reasons = page.locator(".ressemble-liste span")
    expect(reasons.first).to_have_text("Comme chez vous\u00a0: Parents et parentalité, Quartier.")
    shared = [text.count(",") for text in reasons.all_inner_texts()]
    assert shared == sorted(shared, reverse=True)
    assert set(shared) == {0, 1}
    firsts = page.locator(".ressemble-liste a").all_inner_texts()[:3]
    page.get_by_role("link", name="Comparer les premiers").click()
    expect(page.locator(".comparaison thead th")).to_have_count(4)
    assert list_columns(page) == firsts


def test_a_list_that_does_not_come_is_told(page: Page, address: str) -> None:
    def cut(route: Route) -> None:
        text = route.fetch().text().replace(" data-liste", ' data-liste data-suite="../absente/"')
        route.fulfill(body=text, content_type="text/html")

    page.route("**/portraits/", cut)
    page.goto(address + "portraits/")
    page.get_by_label("Dans quelle sphère ?").select_option("quartier")
    expect(page.locator(".ressemble-etat")).to_contain_text("n’a pas pu être chargée")


def test_few_are_shown_and_one_alone_is_not_compared(page: Page, address: str) -> None:
    page.goto(address + "portraits/")
    compare = page.get_by_role("link", name="Comparer les premiers")
    page.get_by_label("Pour quel âge ?").select_option("0-3")
    expect(page.locator(".ressemble-etat")).to_have_text("1 portrait vous ressemble.")
    expect(compare).to_be_hidden()
    page.get_by_label("Pour quel âge ?").select_option("")
    page.get_by_label("À quel niveau").select_option("meso")
    expect(page.locator(".ressemble-etat")).to_contain_text("7 portraits")
    expect(page.locator(".ressemble-liste li")).to_have_count(6)
    expect(compare).to_be_visible()
