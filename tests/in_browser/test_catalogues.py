"""The catalogues in a real browser, against counts made again from the YAML files."""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from scripts.study.facets import FIRST_VIEW, SHEET
from scripts.study.study import Study
from scripts.text.typography import set_french, sort_key
from tests.catalogue import Values, count_pages, read_figures, read_portraits, read_resources
from tests.conftest import ROOT, build_site, copy_project
from tests.html import broken_links, read_page
from tests.in_browser.holding import Held

expect.set_options(timeout=20_000)  # a busy machine is not a fault

# Ticks each set of values in turn; returns what is then shown, announced and counted.
TICK = """async (sets) => {
  const boxes = [...document.querySelectorAll("form.filtres [type=checkbox]")]
  const items = [...document.querySelectorAll("[data-liste] > *")]
  const list = document.querySelector("[data-liste]")
  const wait = async () => {
    while (list.ariaBusy) await new Promise((resolve) => setTimeout(resolve))
  }
  history.pushState = () => {}  // a browser lets a script write a few hundred addresses only
  const results = []
  for (const set of sets) {
    for (const box of boxes) box.checked = set.includes(`${box.name} ${box.value}`)
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }))
    await wait()
    results.push({
      shown: items.filter((item) => !item.hidden)
        .map((item) => item.querySelector("h3 a").getAttribute("href").split("/").at(-2)),
      counts: Object.fromEntries(boxes.map((box) => [
        `${box.name} ${box.value}`, box.closest("label").querySelector(".compte").textContent])),
      said: document.querySelector(".resultats").textContent,
      active: document.querySelectorAll(".actifs li").length,
    })
  }
  return results
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def passes(values: dict[str, set[str]], chosen: list[tuple[str, str]], but: str = "") -> bool:
    wanted: dict[str, set[str]] = {}
    for facet, value in chosen:
        wanted.setdefault(facet, set()).add(value)
    return all(facet == but or values[facet] & wanted[facet] for facet in wanted)


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "noun", "read"),
    [("ressources/", "ressource", read_resources), ("portraits/", "portrait", read_portraits)],
)
def test_every_value_alone_and_in_pairs(
    page: Page, address: str, path: str, noun: str, read: Callable[[], Values]
) -> None:
    entries = read()
    known = sorted({(f, v) for values in entries.values() for f in values for v in values[f]})
    sets = [[], *([one] for one in known), *map(list, itertools.combinations(known, 2))]
    page.goto(address + path)
    results = page.evaluate(TICK, [[" ".join(pair) for pair in chosen] for chosen in sets])
    for chosen, result in zip(sets, results, strict=True):
        left = {slug for slug, values in entries.items() if passes(values, chosen)}
        assert set(result["shown"]) == left, chosen
        plural = "s" if len(left) > 1 else ""
        of_all = f" sur {len(entries)}" if len(left) < len(entries) else ""
        assert result["said"] == f"{len(left)} {noun}{plural}{of_all}"
        assert result["active"] == len(chosen)
        assert result["counts"] == {
            f"{facet} {value}": str(
                sum(
                    value in values[facet] and passes(values, chosen, but=facet)
                    for values in entries.values()
                )
            )
            for facet, value in known
        }, chosen


def shown(page: Page) -> list[str]:
    """The slugs of the items that can be seen, in their order, once the list is ready."""
    expect(page.locator("[data-liste]")).not_to_have_attribute("aria-busy", "true")
    links = page.locator("[data-liste] > :not([hidden]) h3 a")
    addresses = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [address.split("/")[-2] for address in addresses]


def test_the_address_restores_what_was_asked(page: Page, address: str) -> None:
    entries = read_resources()
    page.goto(address + "ressources/?theme=sport&theme=culture&annee=2022&tri=longueur&lieu=nulle")
    wanted = [("theme", "sport"), ("theme", "culture"), ("annee", "2022")]
    left = {slug for slug, values in entries.items() if passes(values, wanted)}
    assert set(shown(page)) == left
    assert page.locator("#tri").input_value() == "longueur"
    expect(page.locator(".actifs li")).to_have_count(3)

    page.get_by_role("button", name="Retirer le filtre Année : 2022").click()
    expect(page).to_have_url(re.compile(r"\?theme=culture&theme=sport&tri=longueur$"))
    more = len(shown(page))
    assert more > len(left)
    page.reload()
    assert len(shown(page)) == more
    page.get_by_role("button", name="Tout effacer").click()
    expect(page).to_have_url(address + "ressources/?tri=longueur")
    assert len(shown(page)) == len(entries)
    page.go_back()
    assert len(shown(page)) == more
    page.go_back()
    assert set(shown(page)) == left
    page.go_forward()
    assert len(shown(page)) == more


def test_lists_are_sorted(page: Page, address: str, study: Study) -> None:
    def read(of: Callable[[Any], Any], entries: Any, order: str) -> list[Any]:
        page.locator("#tri").select_option(order)
        return [of(entries[slug]) for slug in shown(page)]

    page.goto(address + "ressources/")
    titles = read(lambda r: sort_key(r.titre), study.ressources, "")
    years = read(lambda r: -r.annee, study.ressources, "annee")
    lengths = read(lambda r: count_pages(r.pages), study.ressources, "longueur")
    for found in (titles, years, lengths):
        assert len(found) == len(study.ressources)
        assert found == sorted(found)
    page.goto(address + "portraits/")
    assert shown(page) == list(study.portraits)
    titles = read(lambda p: sort_key(p.titre), study.portraits, "titre")
    assert titles == sorted(titles)
    ages = read(lambda p: p.ages.de if p.ages else 99, study.portraits, "age")
    assert ages == sorted(ages)
    page.locator("#tri").select_option("")
    assert shown(page) == list(study.portraits)


def test_figures_that_disagree_are_one_filter_away(page: Page, address: str, site: Path) -> None:
    entries = read_figures(site)
    page.goto(address + "chiffres/")
    assert len(shown(page)) == len(entries)
    page.locator(".facette summary", has_text="Vérifications").click()
    page.get_by_label("Se contredisent").check()
    expect(page).to_have_url(re.compile(r"\?verdict=contradiction$"))
    left = {slug for slug, values in entries.items() if "contradiction" in values["verdict"]}
    assert set(shown(page)) == left != set()
    expect(page.locator(".resultats")).to_have_text(f"{len(left)} chiffres sur {len(entries)}")


@pytest.mark.parametrize(("path", "many"), [("ressources/", 76), ("portraits/", 7)])
def test_without_script_the_list_is_whole(
    scriptless: Page, address: str, path: str, many: int
) -> None:
    scriptless.goto(address + path + "?theme=sport")
    for item in scriptless.locator("[data-liste] > *").all():
        expect(item).to_be_visible()
    expect(scriptless.locator("[data-liste] > *")).to_have_count(many)
    for control in scriptless.locator(".filtres :is(input, select, button, summary)").all():
        expect(control).to_be_hidden()


def test_the_keyboard_filters_and_undoes(page: Page, address: str) -> None:
    page.goto(address + "ressources/")
    status = page.get_by_role("status").filter(has_text="ressources")
    expect(status).to_have_text("76 ressources")
    page.locator(".filtres-boite > summary").focus()
    for _ in range(3):  # the order, the first facet, its first value
        page.keyboard.press("Tab")
    first = page.get_by_role("checkbox", name="Petite enfance")
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(status).to_have_text("3 ressources sur 76")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(status).to_have_text("12 ressources sur 76")
    chip = page.get_by_role("button", name="Retirer le filtre Thème : Petite enfance")
    chip.focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("9 ressources sur 76")
    expect(page.get_by_role("button", name="Retirer le filtre")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("76 ressources")
    expect(page.locator(".filtres-boite > summary")).to_be_focused()


def test_nothing_found_says_so_as_long_as_it_is_true(page: Page, address: str) -> None:
    nothing = page.get_by_text("Rien ne répond à tous ces filtres à la fois")
    page.goto(address + "ressources/?theme=sport")
    expect(page.get_by_role("status").filter(has_text="ressources sur 76")).to_be_visible()
    expect(nothing).to_be_hidden()
    page.goto(address + "ressources/?theme=sport&annee=2020")
    expect(page.get_by_role("status").filter(has_text="0 ressource sur 76")).to_be_visible()
    expect(nothing).to_be_visible()
    page.get_by_role("button", name="Retirer le filtre Année : 2020").click()
    expect(page.get_by_role("status").filter(has_text="ressources sur 76")).to_be_visible()
    expect(nothing).to_be_hidden()


def test_going_through_the_orders_leaves_one_step_to_go_back_to(page: Page, address: str) -> None:
    page.goto(address + "portraits/")
    page.goto(address + "ressources/")
    page.locator(".filtres-boite > summary").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#tri")).to_be_focused()
    steps = page.evaluate("history.length")
    titles = page.locator("#tri option").evaluate_all("options => options.map(o => o.value)")
    for order in titles[1:]:
        page.keyboard.press("ArrowDown")
        expect(page).to_have_url(f"{address}ressources/?tri={order}")
    assert len(titles) > 2
    assert page.evaluate("history.length") == steps
    page.go_back()
    expect(page).to_have_url(address + "portraits/")


@pytest.mark.parametrize("path", ["ressources/", "portraits/"])
def test_filters_fit_a_narrow_phone(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + path)
    expect(page.locator(".facette").first).to_be_hidden()
    page.get_by_text("Filtrer et trier").click()
    page.locator(".facette").evaluate_all("facets => facets.forEach(f => { f.open = true })")
    page.locator("form.filtres [type=checkbox]").last.check()
    page.get_by_role("button", name="Voir les résultats").click()
    expect(page.locator(".resultats")).to_be_focused()
    expect(page.locator("[data-liste] > :not([hidden])").first).to_be_in_viewport()
    page.get_by_text("Filtrer et trier").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    heights = page.locator("form.filtres label").evaluate_all(
        "labels => labels.map(label => label.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project with more portraits than a first view shows, and its site."""
    project = copy_project(tmp_path_factory.mktemp("grown") / "projet")
    text = (ROOT / "portraits/passerelles.yml").read_text(encoding="utf-8")
    told = (
        "origine: temoignage\nprovenance:\n  structure: Un centre social\n  date: 2026-11-23\n"
        "  consentement: oui\n  licence: cc-by-sa\n"
    )
    text = re.sub(r"^(numero|edition|source): .*\n", "", text, flags=re.MULTILINE)
    text = text.replace("origine: etude\n", told)
    for number in range(SHEET):
        copy = text.replace("titre: ", f'titre: "Portrait {number}"\n# ', 1)
        theme = "- sport" if number % 2 else "- culture"
        copy = copy.replace("- mediation-droits", theme)
        (project / f"portraits/copie-{number:03}.yml").write_text(copy, encoding="utf-8")
    site = tmp_path_factory.mktemp("grown-site")
    done = build_site(project, site)
    assert done.returncode == 0, done.stderr
    return project, site


@pytest.mark.long
def test_a_long_list_has_a_page_of_its_own_fetched_when_asked(
    page: Page, grown: tuple[Path, Path], serve: Callable[[Path], str]
) -> None:
    project, site = grown
    entries = read_portraits(project)
    home = serve(site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    whole = home + "tous-les-portraits/"

    def fail(route: Route) -> None:
        route.abort()

    page.route(whole, fail)
    page.goto(home + "portraits/")
    expect(page.locator("form.filtres")).to_be_visible()
    expect(page.locator(".resultats")).to_have_text(f"{len(entries)} portraits")
    assert whole not in asked
    assert len(shown(page)) == FIRST_VIEW

    page.locator("[name=theme][value=sport]").evaluate("box => box.click()")
    expect(page.get_by_text("La liste complète n’a pas pu être chargée")).to_be_visible()
    page.unroute(whole)
    page.get_by_role("button", name="Tout effacer").click()
    page.locator("[name=theme][value=sport]").evaluate("box => box.click()")
    left = {slug for slug, values in entries.items() if "sport" in values["theme"]}
    expect(page.locator(".resultats")).to_have_text(f"{len(left)} portraits sur {len(entries)}")
    assert set(shown(page)) == left
    expect(page.get_by_text("La liste complète n’a pas pu être chargée")).to_be_hidden()
    page.get_by_role("button", name="Tout effacer").click()
    assert set(shown(page)) == set(entries)
    page.locator("[data-liste] a").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Portrait")

    page.goto(home + "portraits/?age=11-15")
    left = {slug for slug, values in entries.items() if "11-15" in values["age"]}
    expect(page.locator(".resultats")).to_have_text(f"{len(left)} portraits sur {len(entries)}")
    assert set(shown(page)) == left


@pytest.mark.long
def test_a_portrait_that_the_list_does_not_offer_is_compared(
    page: Page, grown: tuple[Path, Path], serve: Callable[[Path], str]
) -> None:
    page.goto(serve(grown[1]) + f"portraits/comparer/?p=copie-{SHEET - 1},rien,passerelles")
    expect(page.locator(".comparaison thead a").first).to_have_text(f"Portrait {SHEET - 1}")
    expect(page.locator(".comparaison thead a")).to_have_count(2)
    expect(page.locator(".resultats")).to_contain_text("« rien » n’est le nom d’aucun portrait")
    assert page.locator("#ajout option").count() == FIRST_VIEW + 1


@pytest.mark.long
def test_a_late_list_does_not_undo_what_was_asked_since(
    page: Page, grown: tuple[Path, Path], serve: Callable[[Path], str]
) -> None:
    project, site = grown
    entries = read_portraits(project)
    home = serve(site)
    whole = home + "tous-les-portraits/"
    late = Held(page, whole)
    page.goto(home + "portraits/")
    page.locator("[name=theme][value=sport]").evaluate("box => box.click()")
    late.wait()
    expect(page.locator("[data-liste]")).to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name="Tout effacer").click()
    late.release()
    expect(page.locator(".suite")).to_be_hidden()
    expect(page.locator("[data-liste]")).not_to_have_attribute("aria-busy", "true")
    assert set(shown(page)) == set(entries)
    expect(page.locator(".resultats")).to_have_text(f"{len(entries)} portraits")


def test_a_tick_is_seen_before_the_list_follows(page: Page, address: str) -> None:
    """A slow telephone takes a while to make the list: the box answers the finger at once."""
    page.goto(address + "ressources/")
    before, ticked, painted = page.evaluate("""() => new Promise((done) => {
        const list = "[data-liste] > :not([hidden])"
        const count = () => document.querySelectorAll(list).length
        const before = count()
        const box = document.querySelector(".filtres [type=checkbox]")
        box.click()
        requestAnimationFrame(() => done([before, box.checked, count()]))
    })""")
    assert ticked
    assert painted == before
    expect(page.locator("[data-liste] > :not([hidden])")).not_to_have_count(before)


@pytest.mark.long
def test_a_failure_is_said_no_more_once_its_filter_is_gone(
    page: Page, grown: tuple[Path, Path], serve: Callable[[Path], str]
) -> None:
    home = serve(grown[1])
    failure = page.get_by_text("La liste complète n’a pas pu être chargée")
    page.route(home + "tous-les-portraits/", lambda route: route.abort())
    page.goto(home + "portraits/")
    expect(failure).to_be_hidden()
    page.locator("[name=theme][value=sport]").evaluate("box => box.click()")
    expect(failure).to_be_visible()
    page.get_by_role("button", name="Tout effacer").click()
    expect(failure).to_be_hidden()


@pytest.mark.long
def test_a_long_list_is_whole_without_script(grown: tuple[Path, Path]) -> None:
    project, site = grown
    first = read_page(site / "portraits/index.html")
    assert any(link.endswith("tous-les-portraits/") for link in first.links)
    sheets = list(site.glob("tous-les-portraits*/index.html"))
    assert len(sheets) == 2
    links = {link for sheet in sheets for link in read_page(sheet).links}
    for slug in read_portraits(project):
        assert f"../portraits/{slug}/" in links
    assert broken_links(site) == []


def test_each_resource_has_its_page(site: Path, study: Study) -> None:
    catalogue = (site / "ressources/index.html").read_text(encoding="utf-8")
    for slug, resource in study.ressources.items():
        assert f'href="{slug}/"' in catalogue
        page = read_page(site / f"ressources/{slug}/index.html")
        words = study.vocabulaires
        facts = [resource.titre, str(resource.annee), resource.mois, resource.lieu, resource.pages]
        facts += [author.nom for author in resource.auteurs]
        facts += [study.centres[a.centre].nom for a in resource.auteurs if a.centre]
        facts += [words["genres"][resource.genre].titre]
        facts += [words["themes"][theme].titre for theme in resource.themes]
        for fact in filter(None, facts):
            assert set_french(fact).lower() in page.text.lower(), (slug, fact)
        for link in resource.liens:
            assert link in page.links
        for author in resource.auteurs:
            assert not author.centre or f"../../reseau/#{author.centre}" in page.links
        assert ("À savoir." in page.text) == bool(resource.remarque)
        for theme in resource.themes:
            for portrait in study.portraits_by_theme[theme]:
                assert f"../../portraits/{portrait.slug}/" in page.links


def test_what_is_near_a_resource_comes_with_a_reason(site: Path, study: Study) -> None:
    for slug in study.ressources:
        html = (site / f"ressources/{slug}/index.html").read_text(encoding="utf-8")
        section = html.partition('id="proches"')[2].partition("</section>")[0]
        near = section.split("<li>")[1:]
        assert near, slug
        for item in near:
            other = re.search(r'href="\.\./([^/"]+)/"', item)
            assert other and other[1] in study.ressources
            assert re.search(r"Même[^<]*\u00a0:\s\w", item), (slug, other[1])


def test_the_list_does_not_jump_when_its_filters_come(page: Page, address: str) -> None:
    page.route("**/catalogue.js", lambda route: route.abort())
    page.goto(f"{address}portraits/")
    box = page.locator(".resultats").bounding_box()
    expect(page.locator(".filtres")).to_be_hidden()
    page.unroute("**/catalogue.js")
    page.reload()
    expect(page.locator(".filtres")).to_be_visible()
    assert box == page.locator(".resultats").bounding_box()
