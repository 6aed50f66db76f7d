"""The page that the form shows before a portrait is in the site: it is the page of the site."""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from scripts.charts.alliance import place_actors
from scripts.schema.portrait import Actor
from scripts.study.study import Study
from scripts.text.markup import render_inline
from scripts.text.typography import set_prose
from tests.conftest import Known

# What only a built site knows, and adds around a portrait.
AROUND = [
    ".lecture", "[href$='.pdf']", "#proches, #proches + ul", "#dans-l-etude, #dans-l-etude + ul",
    "#ressources-choisies, #ressources-choisies + ul", "#ressources ~ ul",
    "#ressources ~ p:has([href*='?theme='])", "#ressources ~ .absent", ".avant-apres",
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
        const folder = new URL("../../assets/js/raconter/", location).href
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


def test_actors_stand_where_the_site_places_them(preview: Page, study: Study) -> None:
    """Of few actors and of many, with and without a level or a sphere, each as a dice says."""
    dice = random.Random(2026)
    spheres, levels = list(study.spheres), list(study.vocabulaires["niveaux"])
    casts = []
    for count in [*range(13), 20, 30, 45] * 8:
        most = dice.choice([1, 2, 5])
        cast = [
            {
                "nom": "La commune",
                "spheres": dice.sample(spheres, dice.randint(0, most)),
                "niveau": dice.choice([*levels, None]),
            }
            for _ in range(count)
        ]
        casts.append([{k: v for k, v in actor.items() if v is not None} for actor in cast])
    placed = preview.evaluate(
        """([casts, levels, around]) =>
            casts.map((cast) => placeActors(cast, levels, around, described.mesures))""",
        [casts, levels, [s.slug for s in study.spheres.values() if not s.transversale]],
    )
    known = {"slugs": {**study.slugs}}
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
