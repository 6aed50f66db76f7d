"""What a first view costs, on one page of each kind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.budget import AIM_KILOBYTES, AIM_REQUESTS, Weight, weigh_pages
from tests.conftest import build_site, set_where_to_send
from tests.kinds import KINDS

AIMED = ("accueil", "portrait", "chapitre", "sphere", "chiffre", "texte")


def test_a_first_view_is_light(browser: Browser, address: str) -> None:
    weights = {w.path: w for w in weigh_pages(browser, address, [KINDS[kind] for kind in AIMED])}
    for weight in weights.values():
        assert weight.within_budget, weight
        assert weight.kilobytes <= AIM_KILOBYTES, weight
        assert weight.requests <= AIM_REQUESTS, weight


def test_the_form_and_the_search_are_within_the_budget(browser: Browser, address: str) -> None:
    paths = ["contribuer/raconter/", "recherche/", "portraits/parents-acteurs/"]  # the heaviest
    assert [w for w in weigh_pages(browser, address, paths) if not w.within_budget] == []


@pytest.mark.long
def test_the_form_that_says_where_to_send_is_within_the_budget(
    browser: Browser, project: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    set_where_to_send(project)
    assert build_site(project, tmp_path / "site").returncode == 0
    (weight,) = weigh_pages(browser, serve(tmp_path / "site"), ["contribuer/raconter/"])
    assert weight.within_budget, weight


@pytest.mark.long
def test_every_kind_of_page_is_within_the_budget(browser: Browser, address: str) -> None:
    paths = [path.partition("?")[0] for path in KINDS.values()]  # before any search
    assert [w for w in weigh_pages(browser, address, paths) if not w.within_budget] == []


def test_ecoindex_follows_its_published_method() -> None:
    assert Weight("", 0, 0, 0).ecoindex == 100
    assert round(Weight("", 78, 1448.32, 603).ecoindex) == 50  # the middle of every scale
