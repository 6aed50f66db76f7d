"""What a first view costs, on one page of each kind."""

from playwright.sync_api import Browser

from tests.budget import AIM_KILOBYTES, AIM_REQUESTS, Weight, weigh_pages
from tests.kinds import KINDS


def test_a_first_view_is_light(browser: Browser, address: str) -> None:
    paths = [path.partition("?")[0] for path in KINDS.values()]  # before any search
    paths.append("portraits/parents-acteurs/")  # one of the longest
    weights = {weight.path: weight for weight in weigh_pages(browser, address, paths)}
    assert [weight for weight in weights.values() if not weight.within_budget] == []
    for kind in ("accueil", "portrait", "chapitre", "sphere", "chiffre", "texte"):
        weight = weights[KINDS[kind]]
        assert weight.kilobytes <= AIM_KILOBYTES, weight
        assert weight.requests <= AIM_REQUESTS, weight


def test_ecoindex_follows_its_published_method() -> None:
    assert Weight("", 0, 0, 0).ecoindex == 100
    assert round(Weight("", 78, 1448.32, 603).ecoindex) == 50  # the middle of every scale
