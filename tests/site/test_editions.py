"""A later edition of the study, played on a copy: what readers see of both."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import validate

from scripts.charts.charts import list_charts
from scripts.data.package import make_package, write_texts
from scripts.files import write_atomically
from scripts.office.words import Words
from scripts.print.documents import list_documents
from scripts.print.pictures import list_pictures
from scripts.print.shares import list_shares
from scripts.search.records import list_records
from scripts.site.site import Site
from scripts.site.sources import Sources
from scripts.study.study import Study, read_study
from tests.blocks import Element, read_html
from tests.conftest import LOOK, ROOT, SETTINGS, SMALL_STUDY
from tests.editions import FIGURE, ISBN, PORTRAIT, add_edition

OLD, NEW = "978-0-00-000000-2", ISBN.format(year=2028)
PAIRS = [
    ("chiffres/reunions/", f"{Path(FIGURE).stem}"),
    ("portraits/passage/", Path(PORTRAIT).stem),
]


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the small study, with an edition 2028 beside its own, of 2025."""
    project = tmp_path_factory.mktemp("edition") / "projet"
    shutil.copytree(SMALL_STUDY, project)
    return Site(ROOT, Sources(read_study(add_edition(project)), SETTINGS, [], [], []), LOOK)


@pytest.fixture(scope="module")
def study(later: Site) -> Study:
    assert later.study
    return later.study


@pytest.fixture(scope="module")
def pages(later: Site) -> dict[str, Element]:
    return {page.url: read_html(page.document) for page in later.make_pages()}


def read_works(page: Element) -> dict[str, Any]:
    """The study that a page is cited from, as the programs that keep references read it."""
    works: list[dict[str, Any]] = json.loads(page.get("oeuvres").text)
    return works[-1]


def say(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("old", "slug"), PAIRS)
def test_each_leads_to_the_other(pages: dict[str, Element], old: str, slug: str) -> None:
    new = f"{old.partition('/')[0]}/{slug}/"
    notice = pages[old].get("remplace-par")
    assert "Remplacé par" in say(notice.text)
    assert "(édition 2028)." in say(notice.text)
    assert [a.attributes["href"] for a in notice.find_all("a")] == [f"../{slug}/"]
    back = pages[new].get("remplace")
    assert "(édition 2025)." in say(back.text)
    assert [a.attributes["href"] for a in back.find_all("a")] == [f"../{old.split('/')[1]}/"]
    assert "(édition 2025)" in pages[old].find_all("title")[0].text
    assert "(édition" not in pages[new].find_all("title")[0].text


@pytest.mark.parametrize(("old", "slug"), PAIRS)
def test_each_is_cited_with_its_own_edition(pages: dict[str, Element], old: str, slug: str) -> None:
    for url, isbn, day, author in (
        (old, OLD, "mars 2025", "AVAL"),
        (f"{old.partition('/')[0]}/{slug}/", NEW, "mai 2028", "RUISSEAU"),
    ):
        cited = say(pages[url].get("citation").text)
        assert isbn in cited and day in cited and author in cited
        assert read_works(pages[url])["ISBN"] == isbn
        (linked,) = pages[url].find_all("script", type="application/ld+json")[:1]
        assert isbn in linked.text


def test_what_an_edition_does_not_name_is_of_the_current_one(pages: dict[str, Element]) -> None:
    assert read_works(pages["agir/"])["ISBN"] == NEW
    assert "mai 2028" in say(pages["agir/"].find_all("main")[0].text)


def test_the_whole_files_of_citations_have_both(later: Site) -> None:
    works = json.loads(later.make_files()["donnees/citations.csl.json"])
    assert len(works) == len({work["id"] for work in works})
    assert [work["ISBN"] for work in works[-2:]] == [NEW, OLD]
    assert works[-1]["id"].endswith("-etude-2025")


@pytest.mark.parametrize(
    ("block", "old", "new"),
    [
        ("chiffres", "reunions/", "reunions-2028/"), ("portraits", "passage/", "passage-2028/"),
    ],
)  # fmt: skip
def test_lists_put_the_current_one_first_and_mark_the_other(
    later: Site, block: str, old: str, new: str
) -> None:
    shown = read_html(later.show_block(block, f"{block}/"))
    cards = shown.find_all("li", **{"class": f"carte{' carte--chiffre' * (block == 'chiffres')}"})
    by_link = {card.find_all("a")[0].attributes["href"]: say(card.text) for card in cards}
    links = list(by_link)
    assert links.index(new) < links.index(old)
    assert "emplacé" in by_link[old] and "édition 2025" in by_link[old]
    assert "emplacé" not in by_link[new]


@pytest.mark.parametrize("block", ["comparer", "donnees", "en-clair", "portraits", "verifications"])
def test_a_title_that_stands_alone_is_marked(later: Site, block: str) -> None:
    shown = say(read_html(later.show_block(block, f"{block}/")).text)
    assert "(édition 2025, remplacé)" in shown


def test_the_same_in_plain_words_says_the_same_edition(pages: dict[str, Element]) -> None:
    for slug, day in (("passage", "mars 2025"), ("passage-2028", "mai 2028")):
        page = pages[f"portraits/{slug}/en-clair/"].find_all("main")[0]
        assert f"({day}), redite par ce site" in say(page.text)


def test_the_home_page_and_the_great_figures_put_the_current_one_first(later: Site) -> None:
    home = read_html(later.show_block("accueil", ""))
    found = home.find_all("ul", **{"class": "chiffres chiffres--accueil sans-puce"})[0]
    assert "Remplacé par Le soir, toujours (édition 2028)" in say(found.find_all("li")[-1].text)
    figures = read_html(later.show_block("chiffres", "chiffres/"))
    ids = [e.attributes["id"] for e in figures.find_all("figure") if "id" in e.attributes]
    assert ids[:2] == ["chiffre-entretiens", "chiffre-reunions"]  # the home page names « reunions »
    assert "Remplacé par" in say(figures.get("chiffre-reunions").text)


def test_a_finding_of_an_older_edition_is_copied_with_its_own_reference(later: Site) -> None:
    synthesis = read_html(later.show_block("synthese", "synthese/"))
    messages = synthesis.find_all("ol", **{"class": "messages"})[0]
    assert say(messages.text).count("(édition 2025)") == 7
    buttons = [b.attributes.get("data-copier") for b in synthesis.find_all("button")]
    assert "constat-m1 reference-2025" in buttons
    assert "mars 2025" in synthesis.get("reference-2025").text


def test_data_hold_the_edition_and_what_replaces_what(
    later: Site, study: Study, tmp_path: Path
) -> None:
    package = make_package(study, SETTINGS, "", None)
    texts = write_texts(package)

    def read(name: str) -> dict[str, dict[str, str]]:
        rows = csv.DictReader(io.StringIO(texts[f"donnees/tables/{name}.csv"]))
        return {row.get("slug") or row["chiffre"]: row for row in rows}

    figures, portraits = read("chiffres"), read("portraits")
    assert (figures["reunions"]["edition"], figures["reunions"]["remplace"]) == ("2025", "")
    assert figures["reunions-2028"]["edition"] == "2028"
    assert figures["reunions-2028"]["remplace"] == "reunions"
    assert portraits["passage-2028"]["remplace"] == "passage"
    assert portraits["cafe"]["edition"] == ""  # a testimony has none
    values = read("chiffres_valeurs")
    assert {values[slug]["edition"] for slug in ("reunions", "entretiens")} == {"2025"}
    assert values["reunions-2028"]["edition"] == "2028"
    whole = {each["slug"]: each for each in json.loads(later.make_files()["donnees/chiffres.json"])}
    assert (whole["reunions-2028"]["edition"], whole["reunions"]["edition"]) == (2028, 2025)
    alone = csv.DictReader(io.StringIO(later.make_files()["donnees/chiffres/reunions-2028.csv"]))
    assert {row["edition"] for row in alone} == {"2028"}
    description = json.loads(texts["donnees/datapackage.json"])
    assert [source["isbn"] for source in description["sources"]] == [NEW, OLD]
    for name, text in texts.items():
        write_atomically(tmp_path / name, text.encode())
    report = validate(str(tmp_path / "donnees/datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []


def test_what_is_taken_away_says_its_own_edition(study: Study) -> None:
    charts = list_charts(study)
    pictures = {p.chiffre.slug: p.context["etude"].annee for p in list_pictures(study, charts)}
    assert (pictures["reunions"], pictures["reunions-2028"]) == (2025, 2028)
    shares = {s.page: s.context["etude"].annee for s in list_shares(study, charts)
              if "etude" in s.context}  # fmt: skip
    sheets = {d.page: d.context["etude"].annee for d in list_documents(study, SETTINGS, {})
              if d.genre == "fiche"}  # fmt: skip
    assert (shares["chiffres/reunions/"], shares["portraits/passage-2028/"]) == (2025, 2028)
    assert (sheets["portraits/passage/"], sheets["portraits/passage-2028/"]) == (2025, 2028)
    words = Words(ROOT, study.etude, "Essai", "", study.statuts.find(""))
    old, new = (study.chiffres[slug] for slug in ("reunions", "reunions-2028"))
    assert "mars 2025" in words.say("source", old) and "mai 2028" in words.say("source", new)
    assert "édition 2025" in words.say("population", old)
    assert "édition" not in words.say("population", new)


def test_a_replaced_portrait_is_no_row_of_the_chart(study: Study) -> None:
    rows = list_charts(study)["portraits-spheres"].rows
    assert "Passer en 6e, à trois" in rows
    assert "Passer en 6e : la main tendue" not in rows


def test_a_search_knows_what_replaces_what(later: Site) -> None:
    found = {record.url: record for record in list_records(later)}
    old = found["chiffres/reunions/"]
    assert (old.edition, old.replaced_by) == (2025, "chiffres/reunions-2028/")
    assert not found["chiffres/reunions-2028/"].edition


def test_today_nothing_says_an_edition_but_sources(small: Site) -> None:
    for page in small.make_pages():
        if page.url.startswith(("chiffres/", "portraits/", "agir/")):
            text = say(read_html(page.document).find_all("main")[0].text)
            assert "emplacé" not in text
            assert text.count("édition") <= 1
