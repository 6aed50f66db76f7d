"""Places lead to the centres that work there."""

import pytest

from scripts.search.lexicon import NETWORK, list_places
from scripts.study.study import Study


@pytest.mark.parametrize(
    ("name", "centres"),
    [
        ("Seine-Saint-Denis", ["profession-banlieue"]),
        ("93", ["profession-banlieue"]),
        ("Saint-Denis", ["profession-banlieue"]),
        ("Val-d'Oise", ["pole-ressources-vds"]),
        ("Aisne", ["irev"]),
        # Their names stand in other territories: Pays de la Loire, Val-de-Marne, Val d'Oise.
        ("Loire", ["labo-cites"]),
        ("Marne", ["oriv"]),
        ("Oise", ["irev"]),
        ("Gard", ["villes-et-territoires"]),
        ("Bretagne", ["reso-villes"]),
        ("Nantes", ["reso-villes"]),
        ("Occitanie", ["ressources-et-territoires", "villes-et-territoires"]),
        (
            "Île-de-France",
            ["profession-banlieue", "pole-ressources-vds", "ressources-urbaines",
             "pole-ressources-paris"],
        ),
    ],
)  # fmt: skip
def test_a_place_has_its_centres(study: Study, name: str, centres: list[str]) -> None:
    places = list_places(study.lieux, tuple(study.centres.values()))
    urls = next(urls for names, urls in places if name in names)
    assert sorted(urls) == sorted(study.centres[slug].url for slug in centres)


def test_where_there_is_no_centre_the_network_stands_for_it(study: Study) -> None:
    places = list_places(study.lieux, tuple(study.centres.values()))
    assert {urls for names, urls in places if {"Corse", "Ajaccio"} & set(names)} == {(NETWORK,)}
    assert all(urls for _, urls in places)
