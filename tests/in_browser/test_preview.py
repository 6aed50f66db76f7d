"""The page that the form shows before a portrait is in the site: it is the page of the site."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from scripts.charts.alliance import place_actors
from scripts.schema.portrait import Actor
from scripts.study.study import Study
from scripts.text.days import write_day
from scripts.text.markup import render_inline
from scripts.text.typography import set_prose
from tests.conftest import Known
from tests.in_browser.test_form import go_to, open_form, tell, unfold

# What only a built site knows, and adds around a portrait.
AROUND = [
    ".lecture", "[href$='.pdf']", "#proches, #proches + ul", "#dans-l-etude, #dans-l-etude + ul",
    "#ressources-choisies, #ressources-choisies + ul", "#ressources, #ressources ~ ul",
    "#ressources ~ p:has([href*='?theme='])", "#ressources ~ .absent", ".avant-apres",
    ".citer", ".citer ~ .note", ".annonce", ".ancre", ".en-parler",
    "[href*='/comparer/?p=']", "[href*='/echiquier/?p=']",
    ".corriger, p:has(> .corriger:only-child)",
]  # fmt: skip

# Every element with its attributes, and every text, in order: what two pages that are the same
# have in common. A link is told by where it leads from a page at base, a number to a tenth.
READ = """
    const round = (text) =>
        text.replaceAll(/-?[0-9]+\\.[0-9]+/g, (number) => String(Math.round(number * 10) / 10))
    const fold = (text) => text.replaceAll(/[ \\n]+/g, " ").trim()
    const read = (node, base) => {
        if (node.nodeType === Node.TEXT_NODE) return fold(node.data) ? [fold(node.data)] : []
        if (node.nodeType !== Node.ELEMENT_NODE) return []
        // The built page names its headings apart from the links to them.
        if (/^h[1-6]$/.test(node.localName)) node.removeAttribute("aria-label")
        const attributes = [...node.attributes].map(({ name, value }) =>
            `${name}=${name === "href" ? new URL(value, base) : round(fold(value))}`)
        const inside = [...node.childNodes].flatMap((child) => read(child, base))
        return [[node.localName, ...attributes.sort()].join(" "), ...inside, `/${node.localName}`]
    }
    const parse = (html) => new DOMParser().parseFromString(html, "text/html")
"""


@pytest.fixture(scope="module")
def preview(browser: Browser, address: str) -> Iterator[Page]:
    """A page with the modules of the preview, and what the site says of a portrait's page."""
    page = browser.new_page()
    page.goto(f"{address}contribuer/raconter/")
    page.evaluate("""async () => {
        const scripts = document.querySelector("script[src$='js/page.js']").src
        const folder = new URL("raconter/", scripts).href
        for (const name of ["preview", "places", "prose"]) {
            Object.assign(window, await import(`${folder}${name}.js`))
        }
        window.schema = await (await fetch("../../schemas/portraits.json")).json()
        window.described = await (await fetch("../apercu.json")).json()
    }""")
    yield page
    page.close()


def read_built(page: Page, known: Known, url: str) -> list[str]:
    """Return what the built page of a portrait says of it."""
    html = (known.site / url / "index.html").read_text(encoding="utf-8")
    lines: list[str] = page.evaluate(
        f"""([html, url, around]) => {{
            {READ}
            const main = parse(html).querySelector("main")
            for (const part of main.querySelectorAll(around)) part.remove()
            for (const term of main.querySelectorAll("a.terme")) {{
                term.replaceWith(...term.childNodes)
            }}
            main.normalize()
            const base = new URL(url, new URL("../../", location))
            return [...main.childNodes].flatMap((child) => read(child, base))
        }}""",
        [html, url, ", ".join(AROUND)],
    )
    return lines


def read_preview(page: Page, data: dict[str, Any], described: Any) -> list[str]:
    """Return what the form would show of the portrait."""
    lines: list[str] = page.evaluate(
        f"""([data, described]) => {{
            {READ}
            const home = new URL("../../", location)
            const body = parse(writePage(data, data.slug, schema, described, home)).body
            return [...body.childNodes].flatMap((child) => read(child, home))
        }}""",
        [data, described],
    )
    return lines


def test_the_page_shown_is_the_page_built(preview: Page, known: Known) -> None:
    """Of each portrait of the study, and of those of the small one, where every field is filled."""
    described = json.loads((known.site / "contribuer/apercu.json").read_text(encoding="utf-8"))
    for slug, portrait in known.study.portraits.items():
        data = json.loads((known.site / f"donnees/portraits/{slug}.json").read_text("utf-8"))
        built = read_built(preview, known, portrait.url)
        assert len(built) > 100
        assert read_preview(preview, data, described) == built, slug


@pytest.mark.parametrize("day", ["2026-03-01", "2026-03-11", "2026-12-31"])
def test_a_day_is_written_as_on_the_site(preview: Page, small_site: Path, day: str) -> None:
    data = json.loads((small_site / "donnees/portraits/cafe.json").read_text("utf-8"))
    described = json.loads((small_site / "contribuer/apercu.json").read_text("utf-8"))
    data["provenance"]["date"] = day
    assert write_day(date.fromisoformat(day)) in " ".join(read_preview(preview, data, described))


def test_actors_stand_where_the_site_places_them(preview: Page, study: Study) -> None:
    """Of few actors and of many, with and without a level or a sphere, each as a dice says."""
    dice = random.Random(2026)
    spheres, levels = list(study.spheres), list(study.vocabulaires["niveaux"])
    casts = []
    for count in [*range(13), 20, 30, 45] * 8:
        most = dice.choice([1, 2, 5])
        cast = []
        for _ in range(count):
            actor: dict[str, Any] = {"nom": "La commune"}
            actor["spheres"] = dice.sample(spheres, dice.randint(0, most))
            if level := dice.choice([*levels, ""]):
                actor["niveau"] = level
            cast.append(actor)
        casts.append(cast)
    placed = preview.evaluate(
        """([casts, levels, around]) =>
            casts.map((cast) => placeActors(cast, levels, around, described.mesures))""",
        [casts, levels, [s.slug for s in study.spheres.values() if not s.transversale]],
    )
    known = {"slugs": study.slugs}
    for cast, found in zip(casts, placed, strict=True):
        actors = [Actor.model_validate(actor, context=known) for actor in cast]
        expected = asdict(place_actors(actors, levels, study.spheres.values()))
        assert found["size"] == pytest.approx(expected["size"], abs=0.1)
        assert found["bands"] == pytest.approx(expected["bands"])
        assert len(found["dots"]) == len(expected["dots"])
        for dot, other in zip(found["dots"], expected["dots"], strict=True):
            assert dot == pytest.approx(other, abs=0.11), cast


TEXTS = [
    "L'école, c'est « nous » : 12 345 élèves, 47% ; 1500 € !",
    'Il dit "oui"... puis l\'*été* revient, en n° 3, à 8 h',
    "Le coeur, la soeur, la MANOEUVRE et l'Oeuvre ; pas la coexistence ni le poème",
    "un mot **fort**, un mot *doux*, un _autre_ et __encore__, mais pas un_mot_lié ni 3 * 4 * 5",
    "**Fort avec *doux* dedans** et [un *lien*](https://exemple.fr/l'adresse?a=1&b=2) au 1er mars",
    "un lien refusé [ici](http://exemple.fr) et [là](javascript:alert(1)), 2e et 3.1e, * seul",
    '<b>gras</b> & <script>alert(1)</script> "><img src=x onerror=alert(1)>',
    "Deux lignes\nd'un paragraphe.\n\nPuis   un autre, l'une à « 3 ans » et 20000 habitants",
    "[**a**](https://exemple.fr) ** ** * * __ [x] *_* [y](",
    "*" * 600 + "a" + "*" * 600,
]


def test_texts_are_set_and_marked_as_the_site_does(preview: Page) -> None:
    written = preview.evaluate(
        """(texts) => {
            const { setProse, writeInline } = makeProse(described)
            return texts.map((text) => {
                const set = setProse(text)
                return [set, new DOMParser().parseFromString(writeInline(set).html, "text/html")
                    .body.innerHTML]
            })
        }""",
        TEXTS,
    )
    expected = preview.evaluate(
        """(written) => written.map(([set, html]) =>
            [set, new DOMParser().parseFromString(html, "text/html").body.innerHTML])""",
        [[set_prose(text), str(render_inline(set_prose(text)))] for text in TEXTS],
    )
    for text, found, wanted in zip(TEXTS, written, expected, strict=True):
        assert found == wanted, text


HOSTILE = [
    '"><img src=x onerror=alert(1)><script>alert(1)</script>',
    "' onmouseover='alert(1)' x='",
    "</title></main><iframe srcdoc=x></iframe>&lt;b&gt;&amp;",
    "{{ portrait.titre }}{% raw %}",
    '[x](javascript:alert(1)) **<u>gras</u>** [y](https://x"onclick="alert`1`)',
    "constructor",
    "__proto__",
]


def put_everywhere(value: Any, text: str) -> Any:
    """Return the data with the text after each of its own that people read."""
    if isinstance(value, dict):
        return {key: put_everywhere(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [put_everywhere(inner, text) for inner in value]
    return f"{value} {text}" if isinstance(value, str) and " " in value else value


def list_elements(page: Page, data: dict[str, Any], described: Any) -> list[str]:
    """Return the elements of the page of a portrait, but those that its texts may mark."""
    elements: list[str] = page.evaluate(
        """([data, described]) => {
            const html = writePage(data, data.slug, schema, described, new URL("../../", location))
            const { body } = new DOMParser().parseFromString(html, "text/html")
            const isMarked = (element) =>
                element.matches("strong, em, a[href^='https:']") && element.attributes.length < 2
            return [...body.querySelectorAll("*")]
                .filter((element) => !isMarked(element))
                .map((element) => element.cloneNode(false).outerHTML)
        }""",
        [data, described],
    )
    return elements


def test_a_text_stays_a_text(preview: Page, small_site: Path) -> None:
    data = json.loads((small_site / "donnees/portraits/cafe.json").read_text("utf-8"))
    described = json.loads((small_site / "contribuer/apercu.json").read_text("utf-8"))
    expected = list_elements(preview, data, described)
    for text in HOSTILE:
        assert list_elements(preview, put_everywhere(data, text), described) == expected, text
    data["contact_public"]["courriel"] = 'a@b.fr"onclick="alert`1`'
    mail = next(e for e in list_elements(preview, data, described) if "mailto:" in e)
    assert mail == '<a href="mailto:a@b.fr&quot;onclick=&quot;alert`1`"></a>'
    shown = read_preview(preview, put_everywhere(data, HOSTILE[0]), described)
    assert sum("<script>alert(1)</script>" in line for line in shown) > 40


def find_frame(page: Page) -> FrameLocator:
    go_to(page, "etape-relire")
    frame = page.frame_locator(".a-venir iframe")
    frame.locator("h1").wait_for()
    return frame


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 320, "height": 740}, reduced_motion="reduce")
    page.set_default_timeout(20_000)
    yield page
    page.close()


def test_the_last_step_shows_the_page_from_what_was_told(page: Page, address: str) -> None:
    """The least that can be told, then one more answer; by keyboard, on the narrowest screen."""
    open_form(page, address)
    tell(page)
    frame = find_frame(page)
    expect(frame.locator("h1")).to_have_text("Un jardin partagé")
    expect(frame.locator(".surtitre")).to_have_text("Témoignage du terrain")
    assert frame.locator("h2").all_inner_texts() == [
        "Contexte", "Alliances éducatives", "Transformations", "Qui s’allie",
    ]  # fmt: skip
    expect(frame.locator("#contexte + p")).to_have_text("La cour n’avait pas un arbre.")
    expect(frame.locator("#types-d-acteurs + p")).to_have_text("Parents")
    assert frame.locator("svg.alliance").count() == 0
    said = frame.locator("main").inner_text()
    assert not re.findall(r"undefined|null|NaN|None|\[object", said)
    assert frame.locator("a:not([href^='https://'])[href]").count() == 0
    assert frame.locator("h2").first.evaluate("title => getComputedStyle(title).color") == (
        page.locator("h2:visible").first.evaluate("title => getComputedStyle(title).color")
    )

    go_to(page, "etape-4")
    for number in range(8):
        page.click("#alliance-acteurs-ajouter")
        unfold(page)
        page.fill(f"#alliance-acteurs-{number}-nom", f"Un acteur <{number + 1}>")
        page.check(f"#alliance-acteurs-{number}-spheres-tiers-lieux")
        page.select_option(f"#alliance-acteurs-{number}-niveau", "meso")
    find_frame(page)
    expect(frame.locator(".acteurs li")).to_have_count(8)
    expect(frame.locator(".acteurs strong").last).to_have_text("Un acteur <8>")
    dots = frame.locator("svg.alliance .alliance-acteur-tiers-lieux text")
    assert sorted(dots.all_text_contents()) == list("12345678")

    page.get_by_role("button", name="Sur un téléphone").focus()
    widths = []
    for _ in range(2):
        widths.append(frame.locator("html").evaluate("root => root.clientWidth"))
        box = page.locator(".a-venir iframe").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert widths == [360, 1280]
    expect(page.get_by_role("button", name="Sur un ordinateur")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_without_network_the_answers_are_still_read_and_it_is_said(
    page: Page, address: str
) -> None:
    page.route("**/apercu.json", lambda route: route.abort())
    open_form(page, address, "?fiche=passerelles", "#etape-relire")
    expect(page.locator(".avis")).to_contain_text("n’a pas pu s’ouvrir")
    expect(page.locator(".lecture-fiche h4").first).to_be_visible()
    expect(page.locator(".a-venir")).to_be_hidden()
    page.unroute_all()
    go_to(page, "etape-1")
    expect(find_frame(page).locator(".surtitre")).to_have_text("Portrait 1 de l’étude")


def test_the_colours_are_those_that_the_reader_chooses(page: Page, address: str) -> None:
    open_form(page, address, "?fiche=passerelles")
    page.evaluate("document.documentElement.dataset.theme = 'sombre'")
    frame = find_frame(page)
    colours = []
    for theme in ("sombre", "clair"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        script = "element => getComputedStyle(element).color"
        expect(frame.locator("html")).to_have_attribute("data-theme", theme)
        colours.append(frame.locator("h1").evaluate(script))
        assert colours[-1] == page.locator("h1").evaluate(script)
    assert len(set(colours)) == 2
