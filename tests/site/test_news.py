"""What is new: the page, the feed, and what each page says of its own changes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from scripts.problems.problem import InvalidStudyError
from scripts.site.site import Site
from scripts.site.sources import Sources
from scripts.study.history import NO_HISTORY, Dates, History
from scripts.study.study import Study, read_study
from scripts.text.typography import set_french
from tests.blocks import list_blocks, read_html
from tests.conftest import LOOK, ROOT, SETTINGS, SMALL_STUDY

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "nouveautes/atom.xml"
BASE = "https://exemple.fr/etude"
KNOWN = History(
    {
        "portraits/jardin.yml": Dates(date(2026, 1, 2), date(2026, 1, 2)),
        "portraits/passage.yml": Dates(date(2026, 1, 3), date(2026, 4, 1)),
        "portraits/cafe.yml": Dates(date(2026, 1, 4), date(2026, 5, 1)),
        "content/chiffres/entretiens.yml": Dates(date(2026, 1, 2), date(2026, 2, 3)),
    }
)


@pytest.fixture(scope="module")
def small_study() -> Study:
    return read_study(SMALL_STUDY)


def assemble(study: Study, base: str = BASE, history: History = KNOWN) -> Site:
    settings: Mapping[str, str] = {**SETTINGS, "site_url": base}
    return Site(ROOT, Sources(study, settings, [], [], [], history), LOOK)


def find_document(site: Site, url: str) -> str:
    return next(page.document for page in site.make_pages() if page.url == url)


def read_feed(site: Site) -> ElementTree.Element:
    return ElementTree.fromstring(site.make_files()[FEED])


def list_entries(feed: ElementTree.Element) -> Iterator[dict[str, str]]:
    for entry in feed.iter(f"{ATOM}entry"):
        said = {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        (link,) = entry.iter(f"{ATOM}link")
        yield said | {"link": link.attrib["href"]}


def test_the_feed_says_what_came_and_what_changed(small_study: Study) -> None:
    entries = list(list_entries(read_feed(assemble(small_study))))
    assert [(e["updated"][:10], e["link"].removeprefix(f"{BASE}/")) for e in entries] == [
        ("2026-03-02", "portraits/cafe/"),
        ("2026-02-15", "chiffres/reunions/"),
        ("2026-02-01", "portraits/cafe/"),
        ("2026-01-04", "portraits/cafe/"),
        ("2026-01-03", "portraits/passage/"),
        ("2026-01-02", "portraits/jardin/"),
    ]
    assert entries[0]["title"].startswith("Portrait corrigé")
    assert entries[0]["summary"] == "Le coût est dit. Qui paie l’est aussi."
    assert entries[2]["summary"].endswith("six ans."), "without marks nor tags"
    assert entries[3]["title"].startswith("Nouveau portrait")
    assert "café des parents" in entries[3]["title"]
    assert entries[3]["summary"].startswith("Le vendredi")


def test_the_feed_is_what_atom_asks_for(small_study: Study) -> None:
    feed = read_feed(assemble(small_study))
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
    ids = [each.text or "" for each in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"{BASE}/") for each in ids)
    assert all(each.attrib["href"].startswith(f"{BASE}/") for each in feed.iter(f"{ATOM}link"))
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{BASE}/{FEED}", "alternate": f"{BASE}/nouveautes/"}
    days = [each.text or "" for each in feed.iter(f"{ATOM}updated")]
    assert days[0] == days[1]
    assert days[1:] == sorted(days[1:], reverse=True)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_a_feed_reader_reads_what_the_site_says(small_study: Study) -> None:
    """What a program that follows feeds shows, and how it tells one entry from another."""
    read = feedparser.parse(assemble(small_study).make_files()[FEED].encode())
    assert not read.bozo, read.get("bozo_exception")
    assert (read.version, read.feed.language) == ("atom10", "fr")
    assert read.feed.title == f"{LOOK.name}\u00a0: nouveautés"
    assert read.feed.link == read.feed.id == f"{BASE}/nouveautes/"
    cafe = set_french(small_study.portraits["cafe"].titre)
    shown = [(date(*entry.updated_parsed[:3]), entry.title, entry.link) for entry in read.entries]
    assert shown[:4] == [
        (date(2026, 3, 2), f"Portrait corrigé\u00a0: {cafe}", f"{BASE}/portraits/cafe/"),
        (date(2026, 2, 15), "Chiffre corrigé\u00a0: Les réunions se tiennent plutôt le soir",
         f"{BASE}/chiffres/reunions/"),
        (date(2026, 2, 1), f"Portrait corrigé\u00a0: {cafe}", f"{BASE}/portraits/cafe/"),
        (date(2026, 1, 4), f"Nouveau portrait\u00a0: {cafe}", f"{BASE}/portraits/cafe/"),
    ]  # fmt: skip
    assert all(entry.summary and entry.title_detail.type == "text/plain" for entry in read.entries)


def test_a_reader_of_the_feed_is_not_told_again_what_it_knows(small_study: Study) -> None:
    def list_ids(study: Study) -> list[str]:
        read = feedparser.parse(assemble(study).make_files()[FEED].encode())
        return [entry.id for entry in read.entries]

    note = small_study.journal.notes[0].model_copy(update={"date": date(2026, 6, 1)})
    more = small_study.journal.model_copy(update={"notes": (note, *small_study.journal.notes)})
    before, after = list_ids(small_study), list_ids(replace(small_study, journal=more))
    assert len(set(after)) == len(after) == len(before) + 1
    assert after[1:] == before


def test_a_hostile_title_stays_a_text(small_study: Study) -> None:
    title = '<script>alert(1)</script> & ]]> " {{ 7 * 7 }}'
    cafe = small_study.portraits["cafe"].model_copy(update={"titre": title})
    study = replace(small_study, portraits={**small_study.portraits, "cafe": cafe})
    entry, *_ = list_entries(read_feed(assemble(study)))
    assert "<script>alert(1)</script> & ]]>" in entry["title"]
    assert "{{ 7 * 7 }}" in entry["title"]
    read = feedparser.parse(assemble(study).make_files()[FEED].encode())
    assert not read.bozo and "<script>alert(1)</script> & ]]>" in read.entries[0].title


def test_without_an_address_no_feed_is_promised(small_study: Study) -> None:
    site = assemble(small_study, "")
    assert FEED not in site.make_files()
    assert "atom" not in site.show_block("nouveautes", "nouveautes/")
    assert "atom" not in find_document(site, "portraits/cafe/")


def test_the_feed_is_offered_where_it_is(small_study: Study) -> None:
    site = assemble(small_study)
    page = read_html(find_document(site, "portraits/cafe/"))
    (link,) = page.find_all("link", rel="alternate")
    assert link.attributes["href"] == f"../../{FEED}"
    assert 'href="atom.xml"' in site.show_block("nouveautes", "nouveautes/")


def test_without_news_the_page_says_so_and_there_is_no_feed(small_study: Study) -> None:
    silent = small_study.journal.model_copy(update={"notes": ()})
    site = assemble(replace(small_study, journal=silent), BASE, NO_HISTORY)
    assert FEED not in site.make_files()
    assert "Rien à annoncer" in site.show_block("nouveautes", "nouveautes/")


def read_notes(site: Site, url: str) -> list[str]:
    document = read_html(find_document(site, url))
    texts = (" ".join(block.text.split()) for block in list_blocks(document))
    return [text for text in texts if text.startswith(("Modifié", "Paru"))]


def test_a_page_says_when_it_changed_and_what(small_study: Study) -> None:
    site = assemble(small_study)
    assert read_notes(site, "portraits/cafe/") == [
        "Modifié le 2 mars 2026. Le coût est dit. Qui paie l’est aussi.",
        "Modifié le 1er février 2026. L’âge des enfants est précisé : six ans.",
    ], "a note leads: git's own days are not said"
    assert read_notes(site, "portraits/passage/") == ["Modifié le 1er avril 2026."]
    assert read_notes(site, "portraits/jardin/") == ["Paru le 2 janvier 2026."]
    assert read_notes(site, "chiffres/entretiens/") == ["Modifié le 3 février 2026."]
    assert read_notes(site, "chiffres/reunions/")[0].startswith("Modifié le 15 février 2026.")


def test_where_no_day_is_known_none_is_said(small_study: Study) -> None:
    site = assemble(small_study, BASE, NO_HISTORY)
    assert read_notes(site, "portraits/jardin/") == []
    assert read_notes(site, "chiffres/entretiens/") == []


def test_the_data_are_dated_by_what_changed_last(small_study: Study) -> None:
    said = assemble(small_study).show_block("donnees", "donnees/")
    assert '"dateModified": "2026-05-01"' in said
    said = assemble(small_study, BASE, NO_HISTORY).show_block("donnees", "donnees/")
    assert '"dateModified": "2026-03-02"' in said


@pytest.mark.parametrize(
    ("note", "line", "code"),
    [
        ("date: 2026-11-23\n    portrait: passerele\n    quoi: Oui.", 3, "reference-inconnue"),
        ("date: 2100-11-23\n    portrait: cafe\n    quoi: Oui.", 2, "date-a-venir"),
        ("date: 2026-02-30\n    portrait: cafe\n    quoi: Oui.", 2, "type"),
        ("date: 2026-11-23\n    quoi: Oui.", 2, "note-ambigue"),
        ("date: 2026-11-23\n    portrait: cafe\n    quoi: Mme Exemple raconte.", 4,
         "vie-privee-personne"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_journal_is_told_at_its_line(
    small_project: Path, note: str, line: int, code: str
) -> None:
    (small_project / "content/journal.yml").write_text(f"notes:\n  - {note}\n", encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(small_project)
    (problem,) = [problem for problem in caught.value.problems if problem.stops]
    assert (problem.file, problem.line, problem.code) == ("content/journal.yml", line, code)
