"""Facets against the data, and why a resource is near another."""

from collections import Counter
from pathlib import Path

import pytest

from scripts.study.facets import ABSENT, NEAR_BY, Catalogue, find_bands, list_catalogues
from scripts.study.study import Study
from tests.blocks import Element, read_main
from tests.catalogue import Values, read_portraits, read_resources
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
    (filters,) = read_main(site, url).find_all("form")
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


@pytest.mark.parametrize(
    ("first", "end", "bands"),
    [
        (0, 3, ["0-3"]),  # under 3 is not nursery school
        (3, 3, ["3-6"]),
        (10, 16, ["6-11", "11-15", "15-18"]),
        (16, 25, ["15-18", "18-plus"]),
        (30, 30, ["18-plus"]),
        (0, 30, AGES),
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
