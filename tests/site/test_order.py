"""In what order things come, and what stands around a page: read on the pages themselves."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from scripts.study.study import Study
from tests.blocks import Element, list_blocks, read_document, read_main
from tests.conftest import Known

MINUTE = 200  # words, read silently by an adult


def find_links(element: Element, url: str) -> list[str]:
    """Return where the links of an element of the page at this address lead, in order."""
    return [
        urljoin(f"/{url}", link.attributes["href"]).lstrip("/") for link in element.find_all("a")
    ]


def find_neighbours(site: Path, url: str) -> dict[str, str]:
    main = read_main(site, url)
    return {
        rel: urljoin(f"/{url}", link.attributes["href"]).lstrip("/")
        for rel in ("prev", "next")
        for link in main.find_all("a", rel=rel)
    }


def list_in_reading_order(study: Study) -> dict[str, list[str]]:
    """Return the addresses of each kind as its pages lead from one to the next."""
    portraits = study.portraits.values()
    numbered = sorted((p for p in portraits if p.numero), key=lambda p: p.numero or 0)
    told = sorted((p for p in portraits if not p.numero), key=lambda p: p.slug)
    chapters = sorted(study.chapitres.values(), key=lambda chapter: chapter.ordre)
    last_step = max(study.modele.etapes, key=lambda step: step.nombre)
    orders: dict[str, list[Any]] = {
        "portraits": [*numbered, *told],
        "chapitres": chapters,
        "spheres": [study.spheres[slug] for slug in last_step.spheres],
        "chiffres": [study.chiffres[slug] for slug in sorted(study.chiffres)],
    }
    return {kind: [entry.url for entry in entries] for kind, entries in orders.items()}


@pytest.mark.parametrize("kind", ["portraits", "chapitres", "spheres", "chiffres"])
def test_a_page_leads_to_the_one_before_and_the_one_after(known: Known, kind: str) -> None:
    _, study, site = known
    order = list_in_reading_order(study)[kind]
    assert len(order) == len(getattr(study, kind)) > 2
    for place, url in enumerate(order):
        expected = {}
        if place or kind == "chapitres":  # the synthesis comes before the first chapter
            expected["prev"] = order[place - 1] if place else "synthese/"
        if place + 1 < len(order):
            expected["next"] = order[place + 1]
        assert find_neighbours(site, url) == expected, url


def test_what_leads_on_says_which_way_and_where(known: Known) -> None:
    _, study, site = known
    before = {"portraits": "Portrait précédent", "chapitres": "Avant"}
    after = {"portraits": "Portrait suivant", "chapitres": "Ensuite"}
    for kind in before:
        _, url, *_ = list_in_reading_order(study)[kind]
        main = read_main(site, url)
        for rel, name in (("prev", before[kind]), ("next", after[kind])):
            (link,) = main.find_all("a", rel=rel)
            title = read_main(site, find_neighbours(site, url)[rel]).find_all("h1")[0].text
            assert " ".join(link.text.split()) == f"{name} {' '.join(title.split())}"


def find_similar(site: Path, url: str) -> list[str]:
    """The portraits that a portrait's page says are close, in the order it says them."""
    html = read_main(site, url)
    lists = [e for e in html.find_all("ul") if "cartes" in e.attributes.get("class", "")]
    return [link for part in lists for link in find_links(part, url)]


def test_close_portraits_share_themes_as_well_as_spheres(small_site: Path) -> None:
    # With « passage », the café shares two spheres and a theme, the radio two themes, the garden
    # one sphere.
    assert find_similar(small_site, "portraits/passage/") == [
        "portraits/cafe/", "portraits/radio/", "portraits/jardin/",
    ]  # fmt: skip
    # The radio and the garden have nothing in common.
    assert find_similar(small_site, "portraits/radio/") == ["portraits/passage/", "portraits/cafe/"]


def test_no_portrait_left_out_is_closer_than_one_that_is_shown(known: Known) -> None:
    _, study, site = known
    traits = {
        portrait.url: {*portrait.themes, *(f"sphere {touch.sphere}" for touch in portrait.spheres)}
        for portrait in study.portraits.values()
    }
    for url, own in traits.items():
        shared = {other: len(own & traits[other]) for other in traits if other != url}
        shown = [shared.pop(other) for other in find_similar(site, url)]
        assert 0 < len(shown) <= 3, url
        assert shown == sorted(shown, reverse=True), url
        left = max(shared.values(), default=0)
        assert left <= shown[-1] if len(shown) == 3 else left == 0, url


TRAILS = {
    "portraits/cafe/": ["Portraits"],
    "portraits/cafe/en-clair/": ["Portraits", "Le café des parents : « entrez donc »"],
    "spheres/ecole/": ["Modèle"],
    "spheres/ecole/en-clair/": ["Modèle", "Sphère école"],
    "chiffres/reunions/": ["Chiffres"],
    "ressources/zoom/": ["Ressources"],
    "debut/": ["Étude"],
    "agir/": ["Étude"],
    "agir/ensemble/": ["Étude", "Agir"],
    "glossaire/": ["Ressources"],
    "portraits/": [],
    "recherche/": [],
}


@pytest.mark.parametrize("url", TRAILS)
def test_a_page_says_the_way_from_home(small_site: Path, url: str) -> None:
    document = read_document(small_site / url / "index.html")
    (trail,) = document.find_all("nav", **{"class": "fil"})
    *above, current = trail.find_all("li")
    assert [" ".join(item.text.split()) for item in above] == ["Accueil", *TRAILS[url]]
    assert current.attributes["aria-current"] == "page"
    home, *pages = find_links(trail, url)
    assert home == ""
    assert all((small_site / page / "index.html").is_file() for page in pages)


def test_a_page_says_how_long_it_takes_to_read(known: Known) -> None:
    _, study, site = known
    orders = list_in_reading_order(study)
    minutes = []
    for url in [url for kind in orders.values() for url in kind]:
        main = read_main(site, url)
        first, *others = (b for b in list_blocks(main) if b.text[:1] != "[")
        found = re.fullmatch(r"Lecture : (\d+) min", first.text.replace("\u00a0", " "))
        assert found, url
        minutes.append(int(found[1]))
        words = sum(len(b.text.split()) for b in others if not is_drawn(b.parts[0]))
        for section in main.find_all("section", **{"class": "citer"}):  # copied, not read
            words -= sum(len(b.text.split()) for b in list_blocks(section) if b.text[:1] != "[")
        assert abs(minutes[-1] - words / MINUTE) <= 1, url
    assert min(minutes) == 1, "never none"


def is_drawn(part: Element | str) -> bool:
    return isinstance(part, Element) and part.tag == "svg"


def sort_french(titles: list[str]) -> list[str]:
    """Sort as a French dictionary does: accents, capitals and signs count for nothing."""

    def find_letters(title: str) -> str:
        plain = unicodedata.normalize("NFD", title.lower().replace("œ", "oe").replace("’", ""))
        letters = "".join(c for c in plain if c.isalnum() or c.isspace())
        return " ".join(letters.split())

    return sorted(titles, key=find_letters)


LISTS: Mapping[str, tuple[str, str]] = {  # where each list is, and what names its items
    "ressources/": ("ul", "h3"),
    "glossaire/": ("dl", "dt"),
}


@pytest.mark.parametrize("url", LISTS)
def test_a_catalogue_is_in_french_alphabetical_order(known: Known, url: str) -> None:
    _, study, site = known
    tag, name = LISTS[url]
    kind = url.strip("/")
    lists = [e for e in read_main(site, url).find_all(tag) if kind in e.attributes.get("class", "")]
    items = [part for part in lists[0].parts if isinstance(part, Element)]
    assert len(items) == len(getattr(study, kind))
    names = [item.find_all(name)[0] for item in items]
    titles = ["".join(p if isinstance(p, str) else p.text for p in e.parts[:1]) for e in names]
    assert titles == sort_french(titles)


def test_centres_are_in_the_alphabetical_order_of_their_regions(known: Known) -> None:
    _, study, site = known
    main = read_main(site, "reseau/")
    regions = main.find_all("li", **{"class": "region"})
    names = [region.find_all("h3")[0].text for region in regions]
    elsewhere = ["Ailleurs"] if "Ailleurs" in names else []
    assert names == sort_french([n for n in names if n != "Ailleurs"]) + elsewhere
    centres = [c for region in regions for c in region.find_all("li", **{"class": "centre"})]
    assert sorted(c.attributes["id"] for c in centres) == sorted(study.centres)
    for region in regions:
        own = [p.text for p in region.find_all("p", **{"class": "surtitre"})]
        assert own == sort_french(own)


def test_the_network_and_the_resources_come_before_what_is_said_of_them(small_site: Path) -> None:
    for url, first, then in (
        ("reseau/", "centres", ["presentation", "role", "pourquoi", "reseau"]),
        ("ressources/", "liste", ["presentation", "graphiques"]),
    ):
        headings = [h.attributes["id"] for h in read_main(small_site, url).find_all("h2")]
        assert headings[headings.index(first) + 1 :] == then


def test_letters_with_accents_and_joined_ones_are_sorted_as_french_sorts_them(
    small_site: Path,
) -> None:
    main = read_main(small_site, "ressources/")
    titles = [" ".join(heading.text.split()) for heading in main.find_all("h3")]
    assert titles == [
        "Eau vive", "L’école ouverte", "Œuvres d’enfants", "Où aller en été",
        "« Zoom » sur un quartier",
    ]  # fmt: skip
    terms = [" ".join(dt.text.split()) for dt in read_main(small_site, "glossaire/").find_all("dt")]
    assert [term.split()[0] for term in terms] == ["CPO", "Eau", "Écoute", "Zone"]


def test_portraits_are_listed_in_the_order_they_are_read(known: Known) -> None:
    _, study, site = known
    main = read_main(site, "portraits/")
    (cards,) = [e for e in main.find_all("ul") if "data-liste" in e.attributes]
    assert find_links(cards, "portraits/") == list_in_reading_order(study)["portraits"]


def test_numbers_dates_and_ages_are_written_as_french_writes_them(small_site: Path) -> None:
    figure = [b.text for b in list_blocks(read_main(small_site, "chiffres/portes-ouvertes/"))]
    assert "2 000" in figure, "the population"
    assert "75 % (1 500)" in figure
    assert "12,5 %" in figure
    html = (small_site / "chiffres/portes-ouvertes/index.html").read_text(encoding="utf-8")
    assert "75\u202f% (1\u202f500)" in html, "with spaces where no line breaks"
    radio = [b.text for b in list_blocks(read_main(small_site, "portraits/radio/"))]
    assert "6 ans" in radio, "and not « de 6 à 6 ans »"
    garden = " ".join(b.text for b in list_blocks(read_main(small_site, "portraits/jardin/")))
    assert "le 1er mars 2026" in garden
