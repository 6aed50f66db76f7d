"""The drawing of an alliance against its data: who is where, and that everything can be read."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import cos, dist, hypot, radians, sin
from typing import Any, NamedTuple

import pytest

from scripts.charts.alliance import place_actors
from scripts.schema.portrait import Actor, Portrait
from scripts.site.rendering import Renderer
from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.blocks import Element, read_html, read_main
from tests.charts.alliances import CROWDS, make_actors
from tests.conftest import Known

CENTRE = (180.0, 212.0)
QUADRANTS = {(-1, -1): 0, (1, -1): 1, (1, 1): 2, (-1, 1): 3}  # left is -1, up is -1


class Dot(NamedTuple):
    """A number on the drawing: where it is, seen from the child, and the colour it has."""

    number: int
    x: float
    y: float
    colour: str


def read_dots(drawing: Element) -> list[Dot]:
    """Return the numbers where SVG puts them."""
    dots = []
    for group in drawing.find_all("g"):
        angle, *centre = map(float, re.findall(r"[-\d.]+", group.attributes["transform"]))
        assert tuple(centre) == CENTRE
        (circle,), (text,) = group.find_all("circle"), group.find_all("text")
        radius = CENTRE[1] - float(circle.attributes["cy"])
        x, y = radius * sin(radians(angle)), -radius * cos(radians(angle))
        turned = float(re.findall(r"[-\d.]+", text.attributes["transform"])[0])
        assert turned == -angle, "a number is upright"
        dots.append(Dot(int(text.text), x, y, group.attributes["class"].rpartition("acteur-")[2]))
    return dots


def find_band(drawing: Element, dot: Dot) -> int:
    """Return how many levels are nearer to the child than the one that the dot is in."""
    bands = sorted(
        float(e.attributes["r"]) for e in drawing.find_all("circle", **{"class": "alliance-bande"})
    )
    return sum(hypot(dot.x, dot.y) > band for band in bands)


def find_drawing(page: Element) -> Element | None:
    found = page.find_all("svg", **{"class": "alliance"})
    return found[0] if found else None


def draw(renderer: Renderer, study: Study, actors: Sequence[Actor]) -> Element:
    """Return the drawing of these actors."""
    module: Any = renderer.environment.get_template("parties/alliance.html").module
    levels, spheres = list(study.vocabulaires["niveaux"]), study.spheres.values()
    found = find_drawing(read_html(module.alliance(place_actors(actors, levels, spheres), ())))
    assert found
    return found


def list_expected(study: Study, portrait: Portrait) -> set[tuple[int, str]]:
    """Each number, with each sphere where it has to be: « aucune » for an actor without one."""
    return {
        (number, sphere)
        for number, actor in enumerate(portrait.alliance.acteurs, start=1)
        for sphere in actor.spheres or (["aucune"] if actor.niveau else [])
    }


def test_each_actor_is_in_its_spheres_at_its_level(known: Known) -> None:
    _, study, site = known
    around = [slug for slug, sphere in study.spheres.items() if not sphere.transversale]
    levels = list(study.vocabulaires["niveaux"])
    drawn = 0
    for portrait in study.portraits.values():
        drawing = find_drawing(read_main(site, portrait.url))
        expected = list_expected(study, portrait)
        assert (drawing is not None) == bool(expected), portrait.slug
        if drawing is None:
            continue
        drawn += 1
        dots = read_dots(drawing)
        assert sorted((dot.number, dot.colour) for dot in dots) == sorted(expected)
        assert all(dist(one[1:3], other[1:3]) > 18 for one, other in combinations(dots, 2))
        for dot in dots:
            level = portrait.alliance.acteurs[dot.number - 1].niveau
            if dot.colour in around:
                side = (1 if dot.x > 0 else -1, 1 if dot.y > 0 else -1)
                assert QUADRANTS[side] == around.index(dot.colour), (portrait.slug, dot)
            elif dot.colour == "aucune":
                assert min(abs(dot.x), abs(dot.y)) < abs(dot.x + dot.y) / 3, "between two spheres"
            else:
                assert find_band(drawing, dot) == len(levels), "around all the others"
                continue
            if level:
                assert find_band(drawing, dot) == levels.index(level), (portrait.slug, dot)
            else:
                assert hypot(dot.x, dot.y) == pytest.approx(170), "on the edge"
    assert drawn


def test_the_seven_say_where_their_actors_are(study: Study) -> None:
    for portrait in study.portraits.values():
        touched = {touch.sphere for touch in portrait.spheres}
        levels = {touch.niveau for touch in portrait.niveaux}
        for actor in portrait.alliance.acteurs:
            assert actor.niveau in levels, (portrait.slug, actor.nom)
            assert set(actor.spheres) <= touched, (portrait.slug, actor.nom)


def test_the_list_says_the_same_by_number(known: Known) -> None:
    _, study, site = known
    for portrait in study.portraits.values():
        lists = read_main(site, portrait.url).find_all("ol", **{"class": "acteurs"})
        items = [item for each in lists for item in each.find_all("li")]
        assert len(items) == len(portrait.alliance.acteurs)
        for item, actor in zip(items, portrait.alliance.acteurs, strict=True):
            said = [e.text for e in item.find_all("span")]
            level = actor.niveau and study.vocabulaires["niveaux"][actor.niveau].titre
            places = [study.spheres[slug].titre for slug in actor.spheres]
            assert [text for text in said if text.strip()] == [*places, *filter(None, [level])]


def test_the_types_of_its_actors_are_said(known: Known) -> None:
    _, study, site = known
    for portrait in study.portraits.values():
        main = read_main(site, portrait.url)
        (said,) = [
            after.text
            for before, after in pairwise(
                e for e in main.walk() if e.attributes.get("class") != "ancre"
            )
            if before.attributes.get("id") == "types-d-acteurs"
        ]
        titles = [
            set_french(study.vocabulaires["acteurs"][word].titre) for word in portrait.acteurs
        ]
        assert " ".join(said.split()) == " ".join(", ".join(titles).split())


def test_the_spheres_that_the_portrait_touches_are_tinted(known: Known) -> None:
    _, study, site = known
    for portrait in study.portraits.values():
        main = read_main(site, portrait.url)
        touched = {touch.sphere for touch in portrait.spheres}
        lit = {
            name.removeprefix("allume-")
            for e in main.find_all("circle")
            for name in e.attributes.get("class", "").split()
            if name.removeprefix("allume-") in study.spheres
        }
        assert lit == touched
        if drawing := find_drawing(main):
            shapes = [*drawing.find_all("path"), *drawing.find_all("circle")]
            names = " ".join(e.attributes.get("class", "") for e in shapes)
            tinted = set(re.findall(r"alliance-(?:secteur|anneau)-([\w-]+)", names))
            assert tinted == touched


@pytest.mark.parametrize("told", CROWDS, ids=str)
def test_numbers_never_hide_one_another(
    renderer: Renderer, study: Study, told: list[tuple[str, str, int]]
) -> None:
    actors = make_actors(study, *told)
    drawing = draw(renderer, study, actors)
    dots = read_dots(drawing)
    size = read_size(drawing)
    assert sorted(dot.number for dot in dots) == list(range(1, len(actors) + 1))
    for one, other in combinations(dots, 2):
        assert dist(one[1:3], other[1:3]) > 2 * size + 2, "two numbers do not touch"
    levels = list(study.vocabulaires["niveaux"])
    for dot in dots:
        assert hypot(dot.x, dot.y) > 34 + size, "the child is not covered"
        assert abs(dot.x) + size < 180, "the whole number is in the drawing"
        (actor,) = actors[dot.number - 1 : dot.number]
        if actor.niveau and dot.colour != "virtualite":
            assert find_band(drawing, dot) == levels.index(actor.niveau)
        for x, y in read_names(drawing):
            assert abs(dot.x - x) > 20 + size or abs(dot.y - y) > 4 + size, "names are not covered"
    assert size >= 8 or len(actors) > 12, "a number is large enough for two figures"


def read_size(drawing: Element) -> float:
    sizes = {g.find_all("circle")[0].attributes["r"] for g in drawing.find_all("g")}
    (size,) = sizes
    return float(size)


def read_names(drawing: Element) -> list[tuple[float, float]]:
    """Where the middle of the name of each level is, seen from the child."""
    texts = drawing.find_all("text", **{"class": "alliance-niveau"})
    return [(0.0, float(text.attributes["y"]) - 4 - CENTRE[1]) for text in texts]


def test_ages_are_a_band_from_birth_to_25(known: Known) -> None:
    _, study, site = known
    for portrait in study.portraits.values():
        drawings = read_main(site, portrait.url).find_all("svg", **{"class": "signe-ages"})
        assert len(drawings) == bool(portrait.ages)
        if portrait.ages:
            whole, band = drawings[0].find_all("rect")
            first, years = float(band.attributes["x"]), float(band.attributes["width"])
            assert float(whole.attributes["width"]) == 250
            assert first == 10 * portrait.ages.de
            assert years == max(10 * (portrait.ages.a - portrait.ages.de), 10)
