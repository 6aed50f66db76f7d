"""What stands around every page, and what is told of it to browsers and to other sites."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scripts.site.rendering import Renderer
from scripts.site.site import Look, Site
from scripts.site.sources import Sources
from scripts.site.written import WrittenPage
from scripts.study.study import Study, read_study
from scripts.text.days import write_day
from tests.blocks import Element, list_blocks, read_html
from tests.conftest import LOOK, ROOT, SETTINGS, SMALL_STUDY, hide_digest

NAVIGATION = [
    {"Accueil": "index.md"},
    {
        "Agir": [
            "agir.md",
            {"Faire": "agir/faire.md"},
            {"Dehors": ["agir/dehors.md", "agir/loin.md"]},
        ]
    },
    {"Carte": "plan.md"},
]
PAGES = {
    "index.md": {"title": "Bienvenue"},
    "agir.md": {"title": "Agir ensemble"},
    "agir/faire.md": {"title": "Faire, pas à pas", "description": "Ce qu'on\n  fait ?"},
    "agir/dehors.md": {"title": "Dehors"},
    "agir/loin.md": {"title": "Loin"},
    "plan.md": {"title": "Le plan", "template": "plan.html"},
    "seul.md": {"title": "Seul"},
    "seul/cache.md": {"title": "Hors du menu"},
}
URLS = {file: re.sub(r"(?:^|(?<=/))index/$", "", file.replace(".md", "/")) for file in PAGES}
BODY = '<h1>Titre</h1><h2 id="a">Un</h2><p>mot</p><h3 id="b">Sous un</h3><h2 id="c">Deux</h2>'


def build(
    study: Study | None, settings: Mapping[str, str] = SETTINGS,
    written: Sequence[WrittenPage] = (), look: Look = LOOK, root: Path = ROOT,
) -> Site:  # fmt: skip
    return Site(root, Sources(study, dict(settings), list(written), [], []), look)


def frame(
    file: str, html: str = BODY, settings: Mapping[str, str] = SETTINGS, look: Look = LOOK,
    study: Study | None = None, **meta: Any,
) -> Element:  # fmt: skip
    """Return the document of a page of docs/, in a site that has only those above."""
    pages = {name: {**known, **(meta if name == file else {})} for name, known in PAGES.items()}
    written = [WrittenPage(name, URLS[name], known, "") for name, known in pages.items()]
    site = build(study, settings, written, replace(look, navigation=NAVIGATION))
    return read_html(site.frame_written(file, html))


def read_nav(page: Element, name: str) -> list[tuple[str, str | None, str | None]]:
    """The links of a navigation: the words, the address, and what it is to the page shown."""
    navs = page.find_all("nav", **{"aria-label": name})
    return [
        (" ".join(link.text.split()), link.attributes["href"], link.attributes.get("aria-current"))
        for nav in navs
        for link in nav.find_all("a")
    ]


def read_lines(element: Element) -> list[str]:
    return [block.text for block in list_blocks(element)]


# ---- where one is ----


def test_the_menu_shows_the_section_of_the_page() -> None:
    shown = read_nav(frame("agir/faire.md"), "Rubriques")
    sections = [link for link in shown if link[0] in ("Accueil", "Agir", "Carte")]
    assert sections == [
        ("Accueil", "../../", None), ("Agir", "../", "true"), ("Carte", "../../plan/", None),
    ]  # fmt: skip
    assert ("Faire", "./", "page") in shown, "the drawer has the pages of the section"
    assert read_nav(frame("plan.md"), "Rubriques")[-1] == ("Carte", "./", "page")
    assert {current for *_, current in read_nav(frame("seul.md"), "Rubriques")} == {None}


def test_a_section_shows_its_pages_and_those_of_the_part_where_one_is() -> None:
    assert read_nav(frame("agir/faire.md"), "Dans cette rubrique") == [
        ("Agir ensemble", "../", None), ("Faire", "./", "page"), ("Dehors", "../dehors/", None),
    ]  # fmt: skip
    assert read_nav(frame("agir/loin.md"), "Dans cette rubrique") == [
        ("Agir ensemble", "../", None), ("Faire", "../faire/", None),
        ("Dehors", "../dehors/", "true"), ("Loin", "./", "page"),
    ]  # fmt: skip
    assert read_nav(frame("plan.md"), "Dans cette rubrique") == []
    assert read_nav(frame("agir.md", hide=["navigation"]), "Dans cette rubrique") == []


def test_the_parts_of_a_page_are_listed_when_there_are_several() -> None:
    assert read_nav(frame("seul.md"), "Sur cette page") == [
        ("Un", "#a", None), ("Deux", "#c", None),
    ]  # fmt: skip
    assert read_nav(frame("seul.md", '<h2 id="a">Un</h2>'), "Sur cette page") == []
    assert read_nav(frame("seul.md", hide=["toc"]), "Sur cette page") == []


def test_the_way_from_home_names_each_page_above_once() -> None:
    def read_way(file: str) -> list[str]:
        (way,) = frame(file).find_all("nav", **{"aria-label": "Fil d’Ariane"})
        return [
            " ".join([item.text.strip(), *(a.attributes["href"] for a in item.find_all("a"))])
            for item in way.find_all("li")
        ]

    assert read_way("agir/loin.md") == ["Accueil ../../", "Agir ../", "Dehors ../dehors/", "Loin"]
    assert read_way("agir/dehors.md") == ["Accueil ../../", "Agir ../", "Dehors"]
    assert read_way("agir.md") == ["Accueil ../", "Agir ensemble"]
    assert read_way("seul.md") == ["Accueil ../", "Seul"]
    assert read_way("seul/cache.md") == ["Accueil ../../", "Seul ../", "Hors du menu"]
    assert frame("index.md").find_all("nav", **{"aria-label": "Fil d’Ariane"}) == []


# ---- what is said of the page ----


def read_head(page: Element) -> dict[str, str]:
    metas = {
        meta.attributes.get("name") or meta.attributes.get("property", ""): meta.attributes[
            "content"
        ]
        for meta in page.find_all("meta")
        if "content" in meta.attributes
    }
    links = {
        link.attributes["rel"]: link.attributes["href"] for link in page.find_all("link")
        if link.attributes["rel"] != "stylesheet"
    }  # fmt: skip
    (title,) = page.find_all("title")
    return metas | links | {"title": title.text.strip()}


def test_a_page_says_its_title_and_what_it_is_about() -> None:
    head = read_head(frame("agir/faire.md"))
    assert head["title"] == "Faire, pas à pas - Alliances éducatives"
    assert head["description"] == "Ce qu’on fait\u202f?"
    assert read_head(frame("agir.md"))["description"] == LOOK.description
    assert hide_digest(head["icon"]) == "../../assets/images/favicon.svg"
    assert "canonical" not in head
    assert "og:image" not in head


def test_a_site_that_knows_its_address_says_it() -> None:
    settings = SETTINGS | {"site_url": "https://exemple.fr/x"}
    page = frame("agir/faire.md", settings=settings)
    head = read_head(page)
    assert head["canonical"] == "https://exemple.fr/x/agir/faire/"
    assert hide_digest(head["og:image"]) == "https://exemple.fr/x/assets/images/partage.png"
    (printed,) = page.find_all("p", **{"class": "imprime"})
    assert (
        "Faire, https://exemple.fr/x/agir/faire/. Page du 26 novembre 2026."
        in read_lines(printed)[0]
    )


def test_a_page_in_another_language_says_it_and_keeps_its_signs() -> None:
    told = '<h1>What: it is</h1><h2 id="a">One</h2><h2 id="b">Two: "x"</h2><p>Not "so"; yes!</p>'
    page = frame("seul.md", told, lang="en", traduit="index.md", description="It's: so")
    (main,) = page.find_all("main")
    assert main.attributes["lang"] == "en"
    assert 'Not "so"; yes!' in main.text and "What: it is" in main.text
    assert read_head(page)["description"] == "It's: so"
    (contents,) = page.find_all("nav", **{"aria-label": "Sur cette page"})
    assert [each.attributes.get("lang") for each in contents.find_all("ul")] == ["en"]
    french = frame("seul.md", told)
    assert "lang" not in french.find_all("main")[0].attributes
    assert "yes\u202f!" in french.find_all("main")[0].text


def test_the_versions_of_a_page_lead_to_each_other() -> None:
    settings = SETTINGS | {"site_url": "https://exemple.fr/x"}
    written = [
        WrittenPage("index.md", "", {"title": "Accueil"}, ""),
        WrittenPage("en.md", "en/", {"title": "Home", "lang": "en", "traduit": "index.md"}, ""),
        WrittenPage("seul.md", "seul/", {"title": "Seul"}, ""),
    ]

    def list_versions(file: str, known: Mapping[str, str] = settings) -> list[tuple[str, str]]:
        page = read_html(build(None, known, written).frame_written(file, BODY))
        links = page.find_all("link", rel="alternate")
        return [(link.attributes["hreflang"], link.attributes["href"]) for link in links]

    both = [("fr", "https://exemple.fr/x/"), ("en", "https://exemple.fr/x/en/")]
    assert list_versions("index.md") == list_versions("en.md") == both
    assert list_versions("seul.md") == []
    assert list_versions("en.md", SETTINGS) == [], "only whole addresses may be given"
    page = read_html(build(None, SETTINGS, written).frame_written("seul.md", BODY))
    (link,) = [a for a in page.find_all("a") if a.text.strip() == "Home"]
    assert (link.attributes["href"], link.attributes["lang"]) == ("../en/", "en")


def test_what_is_printed_says_where_it_comes_from() -> None:
    study = read_study(SMALL_STUDY)
    (alone,), (told,) = (
        frame("seul.md", study=each).find_all("p", **{"class": "imprime"}) for each in (None, study)
    )
    assert read_lines(alone) == [
        "Alliances éducatives — Seul, adresse sur le site : /seul/. Page du 26 novembre 2026."
    ]
    assert (
        f"Source : {study.etude.current.nom}, {study.etude.current.parution}, reformulée"
        in read_lines(told)[0]
    )


def test_a_page_loads_the_styles_and_scripts_that_it_names() -> None:
    page = frame("agir.md", styles=["assets/a.css"], scripts=["assets/a.js", "assets/b.js"])
    links = page.find_all("link", rel="stylesheet")
    sheets = [hide_digest(link.attributes["href"]) for link in links]
    assert sheets == ["../assets/style.css", "../assets/a.css"]
    modules = page.find_all("script", type="module")
    assert [hide_digest(e.attributes["src"]) for e in modules] == [
        "../assets/js/page.js", "../assets/a.js", "../assets/b.js",
    ]  # fmt: skip


def test_a_page_says_how_long_it_takes_unless_it_asks_not_to() -> None:
    long = f"<p>{'mot ' * 500}</p>"
    assert "Lecture\u00a0: 2 min" in frame("seul.md", long).text
    assert "Lecture\u00a0: 9 min" in frame("seul.md", long, lecture=9).text
    assert "Lecture" not in frame("seul.md", long, lecture=False).text


def test_a_page_has_one_title_of_the_first_level() -> None:
    for html, title in ((BODY, "Titre"), ("<p>mot</p>", "Faire")):
        (heading,) = frame("agir/faire.md", html).find_all("h1")
        assert heading.text == title


@pytest.mark.parametrize("preview", [True, False])
def test_a_page_holds_its_policy_unless_it_is_a_preview(preview: bool) -> None:
    page = frame("seul.md", look=replace(LOOK, preview=preview))
    held = page.find_all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert len(held) == (not preview)


# ---- the pages that are about the others ----


def test_the_map_leads_to_every_page_of_the_menu_and_to_those_under_them() -> None:
    study = read_study(SMALL_STUDY)
    navigation = [*NAVIGATION, {"Portraits": "portraits/index.md"}]
    files = {**PAGES, "portraits/index.md": {"title": "Les portraits"}}
    urls = {**URLS, "portraits/index.md": "portraits/"}
    written = [WrittenPage(name, urls[name], meta, "") for name, meta in files.items()]
    site = build(study, written=written, look=replace(LOOK, navigation=navigation))
    (whole,) = read_html(site.frame_written("plan.md", "<p>x</p>")).find_all(
        "div", **{"class": "plan"}
    )
    assert [e.text for e in whole.find_all("h2")] == ["Accueil", "Agir", "Carte", "Portraits"]
    links = [a.attributes["href"] for a in whole.find_all("a")]
    listed = links[links.index("../portraits/") + 1 :]
    pages = list(study.portraits.values())
    shown = [
        address
        for p in pages
        for address in (f"../{p.url}", *([f"../{p.url}en-clair/"] if p.en_clair else []))
    ]
    assert sorted(listed) == sorted(shown)
    assert [link for link in listed if "en-clair" not in link] == [f"../{p.url}" for p in pages]
    assert [strong.text for strong in whole.find_all("strong")] == ["Dehors"]


@pytest.mark.parametrize(
    ("address", "root"), [("", "/"), ("https://exemple.fr", "/"), ("https://exemple.fr/x", "/x/")]
)
def test_what_is_shown_at_any_address_has_links_from_the_root(address: str, root: str) -> None:
    settings = SETTINGS | {"site_url": address}
    document = build(None, settings).make_files()["404.html"]
    page = read_html(document)
    links = {a.attributes["href"] for a in page.find_all("a")} - {"#contenu", "#haut"}
    assert {f"{root}synthese/", f"{root}portraits/", root} <= links
    assert {link for link in links if not link.startswith(root)} == set()
    assert read_head(page)["title"] == "Page introuvable - Alliances éducatives"
    assert "Lecture" not in page.text
    assert read_nav(page, "Fil d’Ariane") == []


def test_an_old_address_leads_to_the_new_one() -> None:
    study = read_study(SMALL_STUDY)
    for address, canonical in (("", "../jardin/"), ("https://exemple.fr", None)):
        site = build(study, SETTINGS | {"site_url": address})
        page = read_html(site.make_files()["portraits/potager/index.html"])
        (link,) = [a.attributes["href"] for a in page.find_all("a")]
        (refresh,) = page.find_all("meta", **{"http-equiv": "refresh"})
        assert refresh.attributes["content"] == f"0; url={link}"
        assert link == "../jardin/"
        expected = canonical or "https://exemple.fr/portraits/jardin/"
        assert read_head(page)["canonical"] == expected


# ---- the sheets, the links, the days ----


def test_the_sheets_are_joined_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "docs/css").mkdir(parents=True)
    (tmp_path / "docs/css/b.css").write_text("b { content: 'é' }", encoding="utf-8")
    (tmp_path / "docs/a.css").write_text("/* un mot */\na { width: calc(1px + 2px) }\n")
    look = replace(LOOK, sheets=["css/b.css", "a.css"])
    site = build(None, look=look, root=tmp_path)
    assert (
        site.make_files()["assets/style.css"]
        == "b { content: 'é' }\na { width: calc(1px + 2px) }\n"
    )


@pytest.mark.parametrize(
    ("url", "target", "link"),
    [
        ("", "", "./"),
        ("", "a/b/", "a/b/"),
        ("", "#x", "#x"),
        ("", "a.html", "a.html"),
        ("a/", "", "../"),
        ("a/", "#x", "../#x"),
        ("a/", "a/", "./"),
        ("a/", "a/#x", "#x"),
        ("a/b/", "a/", "../"),
        ("a/b/", "a/c/#x", "../c/#x"),
        ("a/b/", "assets/x.css", "../../assets/x.css"),
    ],
)
def test_a_link_leads_from_the_page_where_it_is(url: str, target: str, link: str) -> None:
    renderer = Renderer(ROOT, {"racine": "/x/"})
    renderer.url = url
    assert renderer.link(target) == link
    renderer.url = None
    assert renderer.link(target) == f"/x/{target}"


def test_the_first_of_a_month_is_said_as_such() -> None:
    assert write_day(date(2026, 3, 1)) == "1er mars 2026"
    assert write_day(date(2026, 8, 2)) == "2 août 2026"
    assert write_day(date(2026, 12, 11)) == "11 décembre 2026"
