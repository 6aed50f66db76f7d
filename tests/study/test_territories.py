"""Which centre answers for a department: what the printed territories say, and no guess."""

import pytest

from scripts.schema.annexes import Centre
from scripts.schema.places import Map, Places
from scripts.study.study import Study
from scripts.study.territories import Network, read_territory

REGIONS = {
    "24": "Centre-Val de Loire", "52": "Pays de la Loire", "53": "Bretagne", "84": "Le Rhône",
}  # fmt: skip
DEPARTMENTS = {
    "38": ("Isère", "84"), "42": ("Loire", "84"), "59": ("Nord", "84"), "95": ("Val-d'Oise", "84"),
    "77": ("Seine-et-Marne", "24"), "44": ("Loire-Atlantique", "52"), "29": ("Finistère", "53"),
}  # fmt: skip
PLACES = Places.model_validate(
    {
        "source": "https://exemple.fr",
        "licence": "libre",
        "regions": [{"code": code, "nom": name} for code, name in REGIONS.items()],
        "departements": [
            {"code": code, "nom": name, "region": region}
            for code, (name, region) in DEPARTMENTS.items()
        ],
    }
)


def build_centre(territory: str, *departments: str, slug: str = "un") -> Centre:
    data = {"nom": slug, "territoire": territory, "departements": departments, "etat": "x"}
    context = {"slug": slug, "slugs": {"etats": ["x"]}}
    return Centre.model_validate(data, context=context)


@pytest.mark.parametrize(
    ("printed", "regions", "certain"),
    [
        ("Pays de la Loire", {"52"}, {"44"}),
        ("Bretagne-Pays de la Loire", {"52", "53"}, {"29", "44"}),
        ("Bretagne et Pays de la Loire", {"52", "53"}, {"29", "44"}),
        ("Val d’Oise, Seine-et-Marne et Loire", {"24", "84"}, {"42", "77", "95"}),
        ("Loire", {"84"}, {"42"}),
        ("Loire-Atlantique", {"52"}, {"44"}),  # « Loire » is in its name
        ("Centre-Val de Loire", {"24"}, {"77"}),
        ("Bretagne occidentale", {"53"}, set()),
        ("Sud du Finistère", set(), set()),
        ("Nord-Isère", set(), set()),
        ("Val de Loire", set(), set()),
        ("Île-aux-Moines", set(), set()),
    ],
)
def test_only_a_territory_made_of_whole_names_is_certain(
    printed: str, regions: set[str], certain: set[str]
) -> None:
    territory = read_territory(build_centre(printed), PLACES)
    assert territory.regions == regions
    assert territory.departements == certain


def test_departments_that_the_study_names_elsewhere_are_certain_and_the_only_ones() -> None:
    territory = read_territory(build_centre("Le Rhône", "Isère", "Loire-Atlantique"), PLACES)
    assert territory.departements == {"38", "44"}
    assert territory.regions == {"52", "84"}


def test_a_department_leads_to_its_one_centre_else_to_its_area() -> None:
    centres = [
        build_centre("Bretagne orientale", slug="est"),
        build_centre("Isère", slug="alpes"),
        build_centre("Isère et Nord", slug="deux"),
        build_centre("Ailleurs", slug="loin"),
    ]
    network = Network(centres, PLACES, Map(rangees=("53 | 84", "..")))
    assert {place.code: place.ancre for place in network.departments} == {
        "29": "region-bretagne",
        "38": "region-le-rhone",
        "42": "region-le-rhone",
        "59": "deux",
        "95": "region-le-rhone",
    }
    assert [centre.slug for centre in network.elsewhere] == ["loin"]
    assert [(tile.colonne, tile.nombre) for tile in network.tiles] == [(0, 1), (1.125, 2)]
    assert [area.certaine for area in network.areas] == [False, False]


def test_a_centre_outside_the_map_has_its_region_all_the_same() -> None:
    network = Network([build_centre("Bretagne")], PLACES, Map(rangees=("84",)))
    assert [area.ancre for area in network.areas] == ["region-bretagne", "region-le-rhone"]
    assert len(network.tiles) == 1


def test_the_map_has_every_region_and_every_department_leads_where_the_study_says(
    study: Study,
) -> None:
    network = Network(study.centres.values(), study.lieux, study.carte)
    regions = {region.code for region in study.lieux.regions if len(region.code) == 2}
    assert len(network.tiles) == len(regions) == 18
    assert len(network.departments) == 101
    assert network.elsewhere == ()
    assert sorted(c.slug for area in network.areas for c in area.centres) == sorted(study.centres)
    to = {place.code: place.ancre for place in network.departments}
    assert to["69"] == "labo-cites"
    assert to["93"] == "profession-banlieue"
    assert to["95"] == "pole-ressources-vds"
    assert to["77"] == "ressources-urbaines"
    assert to["75"] == "pole-ressources-paris"
    assert to["29"] == to["44"] == "reso-villes"
    assert to["976"] == "maore-ouvoimoja"
    unsure = {code for code, anchor in to.items() if anchor.startswith("region-")}
    assert unsure == {"2A", "2B", "09", "12", "31", "32", "46", "65", "81", "82"}
    assert {code for code in to if to[code] == "villes-et-territoires"} == {
        "11", "30", "34", "48", "66",
    }  # fmt: skip
