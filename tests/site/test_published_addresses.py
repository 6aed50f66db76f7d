"""Addresses never die."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.study.study import Study
from tests.addresses import read_addresses
from tests.conftest import build_site
from tests.html import broken_links, read_page

HELP = "put the page's new address in content/anciennes_adresses.yml"


def test_every_address_ever_published_still_answers(site: Path) -> None:
    for address in read_addresses():
        path, _, anchor = address.partition("#")
        target = site / path
        target = target / "index.html" if target.is_dir() else target
        assert target.is_file(), f"{address}: {HELP}"
        assert not anchor or anchor in read_page(target).anchors, f"{address}: {HELP}"


def test_resources_answer_where_they_were_on_the_list(site: Path, study: Study) -> None:
    anchors = read_page(site / "ressources/index.html").anchors
    assert set(study.ressources) <= anchors


def move(project: Path, old: str, new: str) -> None:
    (project / "content/anciennes_adresses.yml").write_text(
        f"adresses:\n  - ancienne: {old}\n    nouvelle: {new}\n", encoding="utf-8"
    )


@pytest.mark.long
def test_a_page_that_moved_is_found_from_where_it_was(
    project: Path, tmp_path: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    move(project, "portraits/avant/ici/", "portraits/passerelles/#contexte")
    done = build_site(project, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert broken_links(tmp_path / "site") == []
    address = serve(tmp_path / "site")
    page = browser.new_page()
    page.goto(address + "portraits/avant/ici/")
    page.wait_for_url(address + "portraits/passerelles/#contexte")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.close()


def test_an_old_address_that_leads_nowhere_stops_the_build(project: Path, tmp_path: Path) -> None:
    move(project, "portraits/passerelles/", "portraits/nulle-part/")
    done = build_site(project, tmp_path / "site")
    assert done.returncode == 1
    assert "qui n'est l'adresse d'aucune page" in done.stdout + done.stderr
    assert "est déjà l'adresse d'une page" in done.stdout + done.stderr
