"""Search, as somebody types it: what is found, in what order, and what is said of it."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from scripts.search import records
from scripts.search.index import build_index, publish_index
from scripts.search.lexicon import read_lexicon
from scripts.site.site import Site
from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.in_browser.holding import Held

# The engine, asked in the page: addresses of what is found, with their texts.
ASK = """async (query) => {
  const scripts = document.querySelector("script[src$='js/page.js']").src
  window.engine ??= (await import(new URL("recherche/engine.js", scripts))).Engine.load()
  const engine = await window.engine
  const found = await engine.search(query)
  const read = (list) => Promise.all(list.map(async ({ rank, url }) => {
    const { content } = await (await engine.index).read(rank)
    return [url, content]
  }))
  return { ...found, exact: await read(found.exact), approximate: await read(found.approximate) }
}"""

SAME = [
    ["école", "ecole", "écoles", "ECOLES", "l'école", "l’école"],
    ["coéducation", "coeducation", "co-éducation", "co-education"],
    ["élève", "eleve", "élèves", "d'élèves"],
    ["mise en œuvre", "mise en oeuvre"],
    ["réseau", "réseaux"],
    ["local", "locaux"],
    ["municipal", "municipaux", "municipale"],
    ["éducateur", "éducatrice", "éducatrices", "éducateur·rice", "éducateur.rice.s"],
    ["précarité menstruelle", "precarite menstruelle"],
]


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def asking(context: BrowserContext, address: str) -> Page:
    """A page of the site, to ask the engine from."""
    page = context.new_page()
    page.goto(address + "a-propos/")
    return page


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    page = context.new_page()
    page.goto(address + "methode/")
    yield page
    page.close()


def list_found(page: Page) -> list[str]:
    """The addresses of the results that the page shows."""
    links = page.locator("main .resultat a")
    hrefs: list[str] = links.evaluate_all("links => links.map(link => link.pathname + link.hash)")
    return hrefs


@pytest.mark.long
def test_an_index_in_parts_finds_what_a_whole_one_finds(
    site: Path, assembled: Site, tmp_path: Path,
    serve: Callable[[Path], str], context: BrowserContext, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    found = []
    for most in (10_000, 60):
        monkeypatch.setattr(records, "MOST_PAGES", most)
        monkeypatch.setattr(records, "MOST_PARTS", 100)
        templates = assembled.renderer.environment
        assert assembled.study
        lexicon = read_lexicon(assembled.study)
        content = records.render_records(templates, records.list_records(assembled), lexicon)
        copy, folder = tmp_path / f"at-most-{most}", tmp_path / f"index-{most}"
        shutil.copytree(site, copy)
        build_index(content, folder)
        publish_index(folder, copy)
        page = context.new_page()
        page.goto(serve(copy) + "a-propos/")
        answers = [page.evaluate(ASK, query) for query in ("école", "coeducation", "parents loin")]
        found.append([sorted(url for url, _ in answer["exact"]) for answer in answers])
        parts = len(content.parts)
        page.close()
    assert parts > 2
    assert found[0] == found[1]
    assert all(found[0])


@pytest.mark.parametrize("row", SAME, ids=lambda row: row[0])
def test_every_spelling_finds_the_same_in_the_same_order(asking: Page, row: list[str]) -> None:
    first, *others = [asking.evaluate(ASK, spelling) for spelling in row]
    assert first["exact"] or first["approximate"]
    for spelling, found in zip(row[1:], others, strict=True):
        for part in ("exact", "approximate"):
            assert [url for url, _ in found[part]] == [url for url, _ in first[part]], spelling


def test_pages_with_school_come_without_those_with_only_ecology(asking: Page) -> None:
    found = asking.evaluate(ASK, "ecole")
    assert len(found["exact"]) > 50
    for url, content in found["exact"]:
        assert "cole" in content.lower().replace("écologi", ""), url


def test_singular_and_plural_come_together(asking: Page) -> None:
    for one, many in [("réseau", "réseaux"), ("local", "locaux")]:
        texts = [re.findall(r"\w+", text.lower()) for _, text in asking.evaluate(ASK, one)["exact"]]
        assert any(many in words and one not in words for words in texts)
        assert any(one in words and many not in words for words in texts)


def test_menstrual_poverty_leads_to_its_portrait(asking: Page, study: Study) -> None:
    found = asking.evaluate(ASK, "precarite menstruelle")["exact"]
    assert found[0][0] == study.portraits["precarite-menstruelle"].url


@pytest.mark.parametrize("query", ["classe passerelle", "filles garçons séjours", "santé collège"])
def test_pages_with_all_the_words_come_first(asking: Page, query: str) -> None:
    counts = [
        sum(word.rstrip("s") in content.lower() for word in query.split())
        for _, content in asking.evaluate(ASK, query)["exact"]
    ]
    assert counts[0] == len(query.split())
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("coeduquation", "coéducation"),
        ("menstuelle", "menstruelle"),
        ("précarité menstuelle", "précarité menstruelle"),
        ("l'ecoole", "l'école"),
        ("parrents", "parents"),
    ],
)
def test_a_misspelt_word_is_understood(page: Page, address: str, typed: str, meant: str) -> None:
    page.goto(f"{address}recherche/?q={quote(typed)}")
    suggestion = page.locator("main .recherche-suggestion")
    expect(suggestion).to_have_text(f"Vouliez-vous dire « {meant} » ?")
    near = page.locator("main section", has=page.get_by_role("heading", level=2))
    near = near.filter(has=page.get_by_role("heading", name="Résultats approchants"))
    expect(near.locator(".resultat").first).to_be_visible()
    suggestion.get_by_role("link").click()
    expect(page.get_by_role("searchbox")).to_have_value(meant)
    expect(page.get_by_role("heading", name="Résultats", exact=True)).to_be_visible()
    expect(suggestion).to_have_count(0)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("une classe passerelle dans ma ville ?", "portraits/passerelles/"),
        ("filles et garçons, séjours d'été", "portraits/egalite-filles-garcons/"),
        ("les parents qui ne viennent jamais", "coeduquer/communaute-inclusive/"),
        ("mon centre de ressources en Bretagne", "reseau/#"),
        ("que veut dire CPO ?", "glossaire/#cpo"),
        ("je ne sais pas à qui demander", "a-qui-demander/"),
        ("à qui demander de l'aide pour mon enfant ?", "a-qui-demander/"),
    ],
)
def test_a_question_is_answered_in_two_actions(page: Page, question: str, answer: str) -> None:
    page.get_by_role("searchbox").fill(question)
    results = page.locator(".recherche-panneau .resultat a")
    expect(results.first).to_be_visible()
    hrefs = results.evaluate_all("links => links.map(link => link.href)")
    assert answer in " ".join(hrefs[:3])


@pytest.mark.parametrize(
    ("query", "centres"),
    [
        ("Toulouse", ["ressources-et-territoires", "villes-et-territoires"]),
        ("rennes", ["reso-villes"]),
        ("94", ["ressources-urbaines"]),
        ("val d'oise", ["pole-ressources-vds"]),
        ("La Réunion", ["cr-csur"]),
        ("Nice", ["cite-ressources"]),
        ("Bretagne", ["reso-villes"]),
        ("seine saint denis", ["profession-banlieue"]),
        ("SEINE-SAINT-DENIS", ["profession-banlieue"]),
        ("Limoges", ["pqn-a"]),
        ("cayenne", ["crpv-guyane"]),
        ("St-Etienne", ["labo-cites"]),
        ("Saint-Denis", ["profession-banlieue", "cr-csur"]),  # there are two
        ("la réunion", ["cr-csur"]),
        ("nord", ["irev"]),
        ("département 94", ["ressources-urbaines"]),
        ("centre de ressources de la Manche", ["ors-creai-normandie"]),
    ],
)
def test_a_place_leads_to_its_centre(asking: Page, query: str, centres: list[str]) -> None:
    found = asking.evaluate(ASK, query)
    first = [url for url, _ in found["exact"][: len(centres)]]
    assert sorted(first) == sorted(f"reseau/#{slug}" for slug in centres)
    assert found["correction"] == ""


@pytest.mark.parametrize("query", ["réunion", "sens"])
def test_a_word_that_is_a_place_only_with_a_capital_stays_a_word(asking: Page, query: str) -> None:
    first, _ = asking.evaluate(ASK, query)["exact"][0]
    assert not first.startswith("reseau/")


def test_a_place_that_no_page_tells_of_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}recherche/?q=Rennes")
    expect(page.locator("main .recherche-remarque")).to_contain_text(
        "Aucune page ne parle de « Rennes »".replace("« ", "«\u202f").replace(" »", "\u202f»")
    )
    first = page.locator("main .resultat").first
    expect(first.locator(".resultat-telephone")).to_have_text("02 40 58 02 03")


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("47 %", "chiffres/stades-de-maturite/"),
        ("REP+", "glossaire/#rep-plus"),
        ("REP", "glossaire/#rep"),
        ("5 sphères", "spheres/"),
        ("0-3 ans", "ressources/assistantes-maternelles-tarentaise-beaubrun/"),
        ("10000 enfants", "chiffres/enfants-hors-ecole/"),
        ("professeur", "spheres/ecole/"),
        ("témoigner", "contribuer/raconter/"),
        ("éducatrice", "glossaire/#eje"),
        ("petit déjeuner", "ressources/petits-dejeuners-ecole/"),
        # A compound in one word, words that the site writes in one; a verb and its noun.
        ("turnover", "glossaire/#turn-over"),
        ("péri scolaire", "glossaire/#periscolaire"),
        ("péri-scolaire", "glossaire/#periscolaire"),
        ("pérenniser", "glossaire/#perennisation"),
        # Words that stand side by side before those that are only near; a kind that is asked for.
        ("assemblée des familles", "portraits/parents-acteurs/"),
        ("statistiques santé", "chiffres/sante-enjeu/"),
    ],
)
def test_what_is_asked_comes_first(asking: Page, query: str, url: str) -> None:
    assert asking.evaluate(ASK, query)["exact"][0][0] == url


def test_a_telephone_is_not_searched(asking: Page) -> None:
    assert asking.evaluate(ASK, "04 78 77 01 43")["exact"] == []


def test_a_name_is_not_corrected(asking: Page) -> None:
    found = asking.evaluate(ASK, "Parrents")
    assert (found["correction"], found["missing"]) == ("", ["Parrents"])


def test_synonyms_are_told(page: Page, address: str) -> None:
    page.goto(f"{address}recherche/?q=professeur")
    expect(page.locator("main .recherche-remarque")).to_have_text(
        "Aussi cherché : enseignant, école."
    )


def test_a_word_that_no_page_has_is_told_before_the_others(page: Page, address: str) -> None:
    page.goto(f"{address}recherche/?q=xyzzyqwk scolaire")
    expect(page.locator("main .recherche-remarque")).to_have_text(
        "Aucune page n’a «\u202fxyzzyqwk\u202f»."
    )
    expect(page.locator(".recherche-etat")).to_have_text(
        re.compile(r"^\d+ résultats pour «\sscolaire\s»\.$")
    )


def test_the_words_of_a_long_query_beyond_a_dozen_are_left_out(asking: Page) -> None:
    words = [f"inconnu{chr(97 + n // 26)}{chr(97 + n % 26)}k" for n in range(600)]
    found = asking.evaluate(ASK, " ".join(words))
    assert found["leftOut"] == words[12:]
    assert len(found["missing"]) == 12


def test_a_result_opens_at_the_section_where_its_words_are(
    page: Page, address: str, study: Study
) -> None:
    page.goto(f"{address}recherche/?q=anonymes attractivité&type=chapitre")
    link = page.locator("main .resultat a").first
    expect(link).to_have_attribute("href", re.compile(r"/methode/#section-\d+:~:text="))
    link.click()
    expect(page).to_have_url(re.compile(r"/methode/#section-\d+$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_header_groups_results_by_kind(page: Page, study: Study) -> None:
    page.get_by_role("searchbox").fill("Bretagne")
    groups = page.locator(".recherche-groupe")
    expect(groups.first.locator(".resultat-genre")).to_have_text("Centre de ressources")
    centre = study.centres["reso-villes"]
    expect(groups.first.locator(".resultat-passage")).to_have_text(str(centre.telephone))
    page.get_by_role("searchbox").fill("contrat de ville")
    expect(groups.first.locator(".resultat-genre")).to_have_text("Chiffre")
    names = groups.locator(".resultat-genre").all_text_contents()
    assert len(names) == len(set(names))
    expect(page.locator(".recherche-panneau .resultat")).to_have_count(8)
    icons = page.locator(".genre-icone use")
    expect(icons).to_have_count(len(names))


@pytest.mark.parametrize("names", ["fiches", "mots", "{fiches,mots}"])
def test_an_index_that_another_build_made_reloads_the_page_once(
    context: BrowserContext, address: str, site: Path, names: str
) -> None:
    """As many records, or words, that are those of another index."""
    page = context.new_page()

    def answer_another(route: Route) -> None:
        told = json.loads((site / route.request.url.removeprefix(address)).read_text("utf-8"))
        route.fulfill(json=told | {"repere": "§autre"})

    page.route(f"**/recherche/{names}.json", answer_another)
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.goto(f"{address}recherche/?q=parents")
    expect(page.locator(".recherche-etat")).to_have_text(re.compile("La recherche ne répond pas"))
    assert len(loads) == 2
    page.close()


def test_nothing_is_asked_of_the_index_before_somebody_types(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    for path in ("", "portraits/passerelles/", "recherche/"):
        page.goto(address + path, wait_until="networkidle")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    heavy = ("pagefind/", "recherche/mots.json", "recherche/fiches.json")
    assert not [url for url in asked if url.startswith(heavy)]
    page.keyboard.type("santé")
    expect(page.locator(".resultat").first).to_be_visible()
    assert {url.split("/")[0] for url in asked if url.startswith(heavy)} == {
        "pagefind",
        "recherche",
    }
    page.close()


def test_the_box_of_every_page_works_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("passerelle")
    panel = page.locator(".recherche-panneau")
    expect(panel.get_by_role("status")).to_have_text(re.compile(r"\d+ résultats"))
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("link", name="Tous les résultats")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(panel.locator(".resultat a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=passerelle")
    expect(page.locator("main .resultat").first).to_be_visible()


def test_results_tell_their_kind_and_mark_the_words(page: Page, address: str) -> None:
    page.goto(f"{address}recherche/?q=mise%20en%20oeuvre&type=portrait")
    result = page.locator("main .resultat").first
    expect(result.locator(".resultat-genre")).to_have_text("Portrait")
    expect(result.locator("mark", has_text="œuvre").first).to_be_visible()
    expect(result.get_by_role("link")).to_have_attribute("href", re.compile("/portraits/"))
    marked = page.locator("main mark").evaluate_all("marks => marks.map(mark => mark.textContent)")
    assert {word.lower() for word in marked} <= {"mise", "mises", "œuvre", "œuvres", "mettre"}


def test_facets_count_combine_and_stay_in_the_address(
    page: Page, address: str, study: Study
) -> None:
    page.goto(f"{address}recherche/?q=parents")
    status = page.locator(".recherche-etat")
    expect(status).to_contain_text("pour « parents »")
    facets = page.locator(".facettes")
    facets.locator("summary").click()
    facets.locator("[value=ressource]").check()
    expect(page).to_have_url(f"{address}recherche/?q=parents&type=ressource")
    count = facets.locator("label:has([value=ressource]) .compte").text_content()
    expect(status).to_have_text(f"{(count or '').strip('()')} résultats pour « parents ».")
    theme = facets.locator("[value=parentalite]")
    theme.check()
    expect(page).to_have_url(f"{address}recherche/?q=parents&type=ressource&theme=parentalite")
    expected = [r for r in study.ressources.values() if "parentalite" in r.themes]
    expect(page.locator(".recherche-etat")).to_contain_text(f"{len(expected)} résultats")
    found = list_found(page)

    other = page.context.new_page()  # the address is all it takes
    other.goto(page.url)
    expect(other.locator("main .resultat")).to_have_count(len(found))
    assert list_found(other) == found
    other.close()

    page.go_back()
    expect(page).to_have_url(f"{address}recherche/?q=parents&type=ressource")
    expect(theme).not_to_be_checked()
    facets.get_by_role("button", name="Effacer les filtres").click()
    expect(page).to_have_url(f"{address}recherche/?q=parents")


@pytest.mark.parametrize("kind", ["ressource", "centre", "terme"])
def test_every_entry_of_the_annexes_is_found(asking: Page, study: Study, kind: str) -> None:
    catalogue: dict[str, Any] = {
        "ressource": {r.url: r.titre for r in study.ressources.values()},
        "centre": {c.url: c.nom for c in study.centres.values()},
        "terme": {t.url: t.terme for t in study.glossaire.values()},
    }[kind]
    for url, title in list(catalogue.items())[::7]:
        found = asking.evaluate(ASK, set_french(title))
        assert url in [address for address, _ in found["exact"]], title


def test_typing_leaves_one_step_to_go_back_to(page: Page, address: str) -> None:
    page.goto(f"{address}recherche/")
    steps = page.evaluate("history.length")
    box = page.locator("main").get_by_role("searchbox")
    for word in ("cou", "parents", "parents école"):
        box.fill(word)
        expect(page).to_have_url(f"{address}recherche/?q={quote(word).replace('%20', '+')}")
    assert page.evaluate("history.length") == steps
    page.go_back()
    expect(page).to_have_url(address + "methode/")


@pytest.mark.parametrize("place", ["methode/", "recherche/"])
def test_a_late_answer_does_not_replace_a_newer_one(page: Page, address: str, place: str) -> None:
    page.goto(address + place)
    late = Held(page, "**/pagefind/fragment/**")
    boxes = page.get_by_role("searchbox")
    box = boxes.last if place == "recherche/" else boxes.first
    box.fill("passerelle")
    late.wait()
    box.fill("xyzzyqwk")
    status = page.get_by_role("status").filter(has_text="Aucun résultat")
    expect(status).to_be_visible()
    late.release()
    page.wait_for_timeout(300)  # a late answer would show now
    expect(status).to_be_visible()
    expect(page.locator(".resultat")).to_have_count(0)


def test_nothing_is_said_of_a_search_once_it_is_erased(page: Page, address: str) -> None:
    page.goto(f"{address}recherche/?q=parents")
    expect(page.locator("main .resultat").first).to_be_visible()
    expect(page.locator(".facettes")).to_be_visible()
    expect(page.locator(".recherche-portes")).to_be_hidden()
    page.locator("main").get_by_role("searchbox").fill("")
    expect(page.locator(".resultat")).to_have_count(0)
    expect(page.locator(".recherche-etat")).to_have_text("")
    expect(page.locator(".facettes")).to_be_hidden()
    expect(page.locator(".recherche-portes")).to_be_visible()


def test_nothing_found_says_what_to_try_and_where_to_go(page: Page, address: str) -> None:
    page.goto(f"{address}recherche/?q=xyzzyqwk")
    expect(page.locator(".recherche-etat")).to_have_text("Aucun résultat pour « xyzzyqwk ».")
    expect(page.get_by_text("Ce que vous pouvez essayer")).to_be_visible()
    page.locator("main").get_by_role("link", name="Les portraits").click()
    expect(page).to_have_url(address + "portraits/")


def test_hostile_words_are_shown_as_text(page: Page, address: str) -> None:
    hostile = "<img src=x onerror=window.hacked=1> école"
    page.goto(f"{address}recherche/?q={quote(hostile)}")
    expect(page.locator(".recherche-etat")).to_contain_text("window.hacked=1")
    expect(page.locator("main .resultat").first).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator(".recherche-etat img, .recherche-resultats img").count() == 0


def test_without_script_the_box_leads_to_the_catalogues(scriptless: Page, address: str) -> None:
    scriptless.goto(address + "methode/")
    scriptless.get_by_role("searchbox").fill("école")
    scriptless.get_by_role("button", name="Rechercher").click()
    scriptless.wait_for_url("**/recherche/?q=*")
    expect(scriptless.get_by_text("La recherche a besoin de JavaScript")).to_be_visible()
    expect(scriptless.locator("main").get_by_role("link", name="Les ressources")).to_be_visible()
    expect(scriptless.locator("main").get_by_role("searchbox")).to_be_hidden()


@pytest.mark.parametrize("path", ["methode/", "recherche/?q=coeduquation"])
def test_it_fits_a_phone(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(address + path)
    if "recherche" not in path:
        page.get_by_role("button", name="Recherche").tap()
    page.get_by_role("searchbox").fill("coeduquation")
    expect(page.locator(".resultat").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    # Read at once: results are shown anew when better ones come.
    edges = "link => { const {left, right} = link.getBoundingClientRect(); return [left, right] }"
    left, right = page.locator(".resultat a").first.evaluate(edges)
    assert 0 <= left < right <= 320
    context.close()


def test_what_a_later_edition_replaces_comes_after_it_and_is_marked(
    context: BrowserContext, address: str
) -> None:
    asked = f"{address}recherche/?q=maturit%C3%A9&type=chiffre"
    page = context.new_page()

    def list_two() -> list[str]:
        page.goto(asked)
        expect(page.locator("main .resultat")).not_to_have_count(0)
        return [href.partition("#")[0] for href in list_found(page)[:2]]

    first, second = list_two()

    def replace_first(route: Route) -> None:
        told = route.fetch().json()
        row = next(row for row in told["fiches"] if first.endswith(row[0]))
        row[7:] = ["", 2026, second.lstrip("/")]
        route.fulfill(json=told)

    page.route("**/recherche/fiches.json", replace_first)
    assert list_two() == [second, first]
    expect(page.locator("main .resultat").nth(1)).to_contain_text("(édition 2026, remplacé)")
    expect(page.locator("main .resultat").nth(0)).not_to_contain_text("édition")
    page.close()
