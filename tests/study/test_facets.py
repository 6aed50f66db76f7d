"""Facets against the data, and why a resource is near another."""

from collections import Counter
from pathlib import Path

import pytest

from scripts.study.facets import (
    ABSENT,
    NEAR_BY,
    Catalogue,
    Facet,
    Value,
    find_bands,
    list_catalogues,
)
from scripts.study.study import Study
from scripts.text.folding import fold
from tests.blocks import Element, read_main
from tests.catalogue import Values, read_figures, read_portraits, read_resources
from tests.site.test_order import sort_french

AGES = ["0-3", "3-6", "6-11", "11-15", "15-18", "18-plus"]


@pytest.fixture(scope="module")
def catalogues(study: Study) -> dict[str, Catalogue]:
    return list_catalogues(study)


def test_every_entry_has_the_values_of_its_file(catalogues: dict[str, Catalogue]) -> None:
    for name, expected in (("portraits", read_portraits()), ("ressources", read_resources())):
        found = {
            slug: {facet: set(values) for facet, values in facets.items()}
            for slug, facets in catalogues[name].values.items()
        }
        assert found == expected


@pytest.mark.parametrize(
    ("url", "expected"), [("portraits/", read_portraits()), ("ressources/", read_resources())]
)
def test_a_filter_says_how_many_it_keeps(site: Path, url: str, expected: Values) -> None:
    (filters,) = read_main(site, url).find_all("form", **{"class": "filtres"})
    shown = {}
    for label in [e for e in filters.find_all("label") if e.find_all("input")]:
        (box,), (count,) = label.find_all("input"), label.find_all("span", **{"class": "compte"})
        facet = box.attributes["name"], box.attributes["value"]
        assert facet not in shown, "once"
        shown[facet] = int(count.text)
    kept = [
        (name, slug)
        for facets in expected.values()
        for name, slugs in facets.items()
        for slug in slugs
    ]
    assert shown == Counter(kept)


@pytest.mark.parametrize(
    ("url", "expected"), [("portraits/", read_portraits()), ("ressources/", read_resources())]
)
def test_an_item_carries_what_keeps_and_ranks_it(site: Path, url: str, expected: Values) -> None:
    (items,) = [e for e in read_main(site, url).find_all("ul") if "data-liste" in e.attributes]
    kept, ranks, titles = {}, [], []
    for item in [part for part in items.parts if isinstance(part, Element)]:
        link = item.find_all("a")[0]
        slug = link.attributes["href"].rstrip("/").rpartition("/")[2]
        kept[slug] = {
            facet: set(item.attributes[f"data-{facet}"].split()) for facet in expected[slug]
        }
        ranks.append(int(item.attributes["data-tri-titre"]))
        titles.append(" ".join(link.text.split()))
    assert kept == expected
    by_rank = [title for _, title in sorted(zip(ranks, titles, strict=True))]
    assert by_rank == sort_french(titles)
    assert len(set(ranks)) == len(ranks)


def test_figures_are_sorted_out_by_what_their_pages_say(
    site: Path, catalogues: dict[str, Catalogue]
) -> None:
    expected = read_figures(site)
    found = {
        slug: {facet: set(values) for facet, values in facets.items()}
        for slug, facets in catalogues["chiffres"].values.items()
    }
    assert found == expected
    (items,) = [
        e for e in read_main(site, "chiffres/").find_all("ul") if "data-liste" in e.attributes
    ]
    carried = {}
    for item in items.find_all("li", **{"class": "carte carte--chiffre"}):
        slug = item.find_all("h3")[0].find_all("a")[0].attributes["href"].strip("/")
        carried[slug] = {
            name: set(item.attributes[f"data-{name}"].split()) for name in expected[slug]
        }
    assert carried == expected
    populations = catalogues["chiffres"].facets["population"].values
    assert all(value.count > 1 for value in populations)


@pytest.mark.parametrize(
    ("first", "end", "bands"),
    [
        (0, 3, ["0-3"]),  # under 3 is not nursery school
        (3, 3, ["3-6"]),
        (10, 16, ["6-11", "11-15", "15-18"]),
        (16, 25, ["15-18", "18-plus"]),
        (30, 30, ["18-plus"]),
        (0, 30, AGES),
        (2, 4, ["0-3", "3-6"]),
        (3, 6, ["3-6"]),
        (6, 6, ["6-11"]),
        (17, 18, ["15-18"]),
        (18, 18, ["18-plus"]),
        (0, 0, ["0-3"]),
    ],
)
def test_ages_fall_in_the_bands_they_overlap(first: int, end: int, bands: list[str]) -> None:
    assert find_bands(AGES, first, end) == bands


def test_each_resource_has_near_ones_for_reasons_that_hold(
    catalogues: dict[str, Catalogue],
) -> None:
    records = read_resources()
    for slug, record in records.items():
        near = catalogues["ressources"].find_near(slug)
        assert 0 < len(near) <= 6
        assert slug not in {other.slug for other in near}
        for other in near:
            shared = {name: {v.slug for v in values} for name, values in other.shared.items()}
            assert shared, "nothing is near without a reason"
            assert ABSENT not in set().union(*shared.values())
            assert "retour-experience" not in shared.get("genre", ()), "most are: no reason"
            for name in NEAR_BY:
                common = record[name] & records[other.slug][name]
                assert shared.get(name, set()) == common - {ABSENT, "retour-experience"}


def test_what_is_rare_brings_closer(catalogues: dict[str, Catalogue]) -> None:
    near = catalogues["ressources"].find_near("action-passerelle-lille")
    assert [set(other.shared) for other in near[:2]] == [{"theme"}, {"theme"}]
    assert near[0].shared["theme"][0].slug == "petite-enfance"


def test_resources_that_share_most_of_a_portraits_themes_come_first(study: Study) -> None:
    resources = list_catalogues(study)["ressources"]
    for portrait in study.portraits.values():
        near = resources.find_sharing({"theme": portrait.themes}, 3)
        assert len(near) == 3
        common = [set(portrait.themes) & set(study.ressources[one.slug].themes) for one in near]
        assert all(common)
        assert [{value.slug for value in one.shared["theme"]} for one in near] == common
    assert resources.find_sharing({"theme": ["inconnu"]}, 3) == []


def build(values: dict[str, dict[str, tuple[str, ...]]]) -> Catalogue:
    """A catalogue of entries that have these values, by facet."""
    facets = {}
    for name in NEAR_BY:
        counts = Counter(value for found in values.values() for value in found[name])
        known = tuple(Value(slug, slug.upper(), None, count) for slug, count in counts.items())
        facets[name] = Facet(name, name, known)
    return Catalogue(facets, values, {})


def entry(*themes: str, place: str = ABSENT) -> dict[str, tuple[str, ...]]:
    return {"theme": themes, "centre": (ABSENT,), "lieu": (place,), "genre": (ABSENT,)}


def test_near_entries_come_closest_first_then_in_their_order() -> None:
    catalogue = build({
        "a": entry("rare", "commun"), "b": entry("commun"), "c": entry("rare"),
        "d": entry("commun", place="bron"), "e": entry("autre", place="bron"), "f": entry("seul"),
        "g": entry("autre"), "h": entry("autre"),
    })  # fmt: skip
    near = catalogue.find_near("a")
    assert [(one.slug, list(one.shared)) for one in near] == [
        ("c", ["theme"]), ("b", ["theme"]), ("d", ["theme"]),
    ]  # fmt: skip
    assert near[0].shared["theme"] == (Value("rare", "RARE", None, 2),)
    assert [one.slug for one in catalogue.find_near("d")] == ["e", "a", "b"]
    assert [one.slug for one in catalogue.find_near("a", 1)] == ["c"]
    assert catalogue.find_near("f") == []
    assert [n.slug for n in catalogue.find_sharing({"theme": ["rare", "commun"]}, 2)] == ["a", "c"]


def test_a_value_shared_adds_to_the_others() -> None:
    others = {str(number): entry("z") for number in range(9)}
    catalogue = build({
        "a": entry("x", "y", place="bron"), "b": entry("x"), "c": entry("x", "y"),
        "d": entry("y", place="bron"), **others,
    })  # fmt: skip
    near = catalogue.find_near("a")
    assert [one.slug for one in near] == ["d", "c", "b"]
    assert {name: [v.slug for v in values] for name, values in near[0].shared.items()} == {
        "theme": ["y"], "lieu": ["bron"],
    }  # fmt: skip
    assert [value.slug for value in near[1].shared["theme"]] == ["x", "y"]


@pytest.mark.parametrize(("others", "near"), [(1, 0), (2, 1), (3, 1)])
def test_what_most_entries_have_brings_none_together(others: int, near: int) -> None:
    rest = {str(number): entry(f"t{number}") for number in range(others)}
    catalogue = build({"a": entry("x"), "b": entry("x"), **rest})
    assert len(catalogue.find_near("a")) == near


def test_no_more_than_six_are_near() -> None:
    entries = {str(number): entry("x" if number < 9 else "y") for number in range(20)}
    assert [n.slug for n in build(entries).find_near("8")] == ["0", "1", "2", "3", "4", "5"]


def test_facets_are_in_the_order_readers_meet_them(
    catalogues: dict[str, Catalogue], study: Study
) -> None:
    portraits, resources = catalogues["portraits"], catalogues["ressources"]
    assert list(portraits.facets) == ["sphere", "niveau", "age", "acteur", "theme", "origine"]
    assert list(resources.facets) == ["theme", "annee", "centre", "lieu", "genre", "longueur"]
    years = [value.slug for value in resources.facets["annee"].values if value.slug != ABSENT]
    assert years == sorted(years, reverse=True)
    for catalogue in catalogues.values():
        for name, facet in catalogue.facets.items():
            assert facet.name == name
            assert facet.title == study.vocabulaires["facettes"][name].titre
            assert all(value.count > 0 and value.title for value in facet.values)
            assert [v.slug for v in facet.values if v.slug == ABSENT] in ([], [ABSENT])
            if ABSENT in {value.slug for value in facet.values}:
                assert facet.values[-1].slug == ABSENT
                assert facet.values[-1].title == study.vocabulaires["absents"][name].titre
    words = study.vocabulaires["themes"]
    for value in resources.facets["theme"].values:
        assert (value.title, value.description) == (
            words[value.slug].titre, words[value.slug].description,
        )  # fmt: skip


def test_what_sorts_an_entry(catalogues: dict[str, Catalogue], study: Study) -> None:
    portraits, resources = catalogues["portraits"].orders, catalogues["ressources"].orders
    assert sorted(portraits["titre"].values()) == list(range(len(study.portraits)))  # type: ignore[type-var]
    for slug, portrait in study.portraits.items():
        assert portraits["age"][slug] == (portrait.ages.de if portrait.ages else None)
    for slug, resource in study.ressources.items():
        assert resources["annee"][slug] == -resource.annee
        first, _, last = resource.pages.partition("-")
        pages = len(range(int(first), int(last) + 1)) if last else int(first)
        assert resources["longueur"][slug] == pages
    ordered = sorted(study.ressources, key=lambda slug: resources["titre"][slug] or 0)
    initials = [fold(study.ressources[slug].titre).lower().strip('" ')[0] for slug in ordered]
    assert initials == sorted(initials)
