"""What a first view costs, on one page of each kind."""

import pytest
from playwright.sync_api import Browser

from scripts.study.study import Study
from tests.budget import AIM_KILOBYTES, AIM_REQUESTS, EXCEPTIONS, Weight, weigh_pages
from tests.kinds import KINDS


def test_a_first_view_is_light(browser: Browser, address: str) -> None:
    paths = [path.partition("?")[0] for path in KINDS.values()]  # before any search
    paths.append("portraits/parents-acteurs/")  # the longest of those without an exception
    weights = {weight.path: weight for weight in weigh_pages(browser, address, paths)}
    assert [weight for weight in weights.values() if not weight.within_budget] == []
    for kind in ("accueil", "portrait", "chapitre", "sphere", "chiffre", "texte"):
        weight = weights[KINDS[kind]]
        assert weight.kilobytes <= AIM_KILOBYTES, weight
        assert weight.requests <= AIM_REQUESTS, weight
    for path in ("", "portraits/parents-acteurs/", KINDS["chiffre"]):
        assert weights[path].ecoindex >= 85, weights[path]


@pytest.mark.long
def test_every_portrait_and_figure_of_the_study_is_spare(
    browser: Browser, address: str, study: Study
) -> None:
    portraits = [p.url for p in study.portraits.values() if p.origine == "etude"]
    figures = [figure.url for figure in study.chiffres.values()]
    weights = list(weigh_pages(browser, address, portraits + figures))
    assert [weight for weight in weights if weight.ecoindex < weight.least_ecoindex] == []
    assert {weight.least_ecoindex for weight in weights if weight.path not in EXCEPTIONS} == {85}


def test_ecoindex_follows_its_published_method() -> None:
    assert Weight("", 0, 0, 0).ecoindex == 100
    assert round(Weight("", 78, 1448.32, 603).ecoindex) == 50  # the middle of every scale
