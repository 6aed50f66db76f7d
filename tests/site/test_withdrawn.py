"""The page that stays where a portrait was: somebody who has its address finds it, nobody else."""

import json
from pathlib import Path

from scripts.study.study import Study
from tests.html import read_page
from tests.kinds import list_addresses

GONE = ["portraits/atelier/", "portraits/atelier/en-clair/"]


def test_the_address_says_so_and_nothing_leads_there(small_site: Path) -> None:
    for url in GONE:
        page = (small_site / url / "index.html").read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in page
        assert "Ce témoignage a été retiré" in page
    assert not (small_site / "donnees/portraits/atelier.json").exists()
    sitemap = (small_site / "sitemap.xml").read_text(encoding="utf-8")
    assert "portraits/atelier" not in sitemap
    told = json.loads((small_site / "recherche/fiches.json").read_text(encoding="utf-8"))["fiches"]
    assert [row for row in told if "atelier" in row[0]] == []
    for address in list_addresses(small_site):
        if address not in GONE:
            place = small_site / address
            page_links = read_page(place / "index.html" if place.is_dir() else place).links
            assert [link for link in page_links if "portraits/atelier" in link] == []


def test_no_other_page_asks_not_to_be_indexed(site: Path, study: Study) -> None:
    assert study.portraits
    for address in ("", "portraits/", "portraits/passerelles/", "chiffres/contrat-de-ville/"):
        page = (site / address / "index.html").read_text(encoding="utf-8")
        assert 'name="robots"' not in page, address
