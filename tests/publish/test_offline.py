"""The archive that is read without a server."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.publish.offline import adapt_page, write_archive
from tests.conftest import find_assets
from tests.html import list_pages, read_page
from tests.search.judging import BOXES, TYPE, judge_links, read_list, score
from tests.search.test_judged import are_held


@pytest.fixture
def folder(archive: Path) -> Path:
    """The archive, unpacked."""
    return archive


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    yield page
    page.close()
    assert errors == []


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("", "index.html"), ("./", "./index.html"), ("a/", "a/index.html"), ("#b", "#b"),
        ("..", "../index.html"), ("../?c=d", "../index.html?c=d"), ("a/#b", "a/index.html#b"),
        ("a.pdf", "a.pdf"), ("https://exemple.fr/", "https://exemple.fr/"),
    ],
)  # fmt: skip
def test_a_link_to_a_folder_leads_to_the_file_in_it(link: str, file: str) -> None:
    assert adapt_page(f'<a href="{link}">') == f'<a href="{file}">'


def test_links_lead_to_files(folder: Path) -> None:
    for path in list_pages(folder):
        for link in read_page(path).links:
            target = link.partition("#")[0].partition("?")[0]
            if target and ":" not in target:
                assert (path.parent / target).is_file(), f"{path}: {link}"


def test_the_archive_has_what_is_read_and_nothing_for_a_server(site: Path, folder: Path) -> None:
    def list_files(place: Path) -> set[str]:
        return {p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file()}

    left = list_files(site) - list_files(folder)
    assert list_files(folder) - list_files(site) == {"hors-ligne.js"}
    assert {"_headers", "sitemap.xml", "sitemap.xml.gz", "404.html"} <= left
    for name in left - {"_headers", "sitemap.xml", "sitemap.xml.gz", "404.html"}:
        assert name.startswith(("pagefind/", f"{find_assets(site)}js/")), f"{name} is for readers"


def test_a_reader_goes_from_page_to_page(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(251, 247, 240)", "the style is there"
    page.get_by_role("link", name="Portraits", exact=True).first.click()
    page.locator("main .carte a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/portraits/" in page.url
    assert page.url.endswith("/index.html")


def test_the_search_answers_in_the_header_and_leads_to_pages(folder: Path, page: Page) -> None:
    page.goto((folder / "methode/index.html").as_uri())
    page.get_by_role("searchbox").fill("ecole")
    found = page.locator(".recherche-panneau .resultats a")
    expect(found.first).to_have_attribute("href", re.compile("spheres/ecole/"))
    assert page.locator(".recherche-panneau use").first.bounding_box(), "its icon is drawn"
    found.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sphère école")
    assert page.url.partition("#")[0].endswith("/spheres/ecole/index.html")


def test_the_page_of_the_search_answers_and_filters(folder: Path, page: Page) -> None:
    page.goto((folder / "recherche/index.html").as_uri() + "?q=parents")
    results = page.locator("main .resultat-genre")
    expect(results.first).to_be_visible()
    page.locator(".facettes summary").click()
    page.locator(".facettes [name=type][value=portrait]").check()
    expect(results.filter(has_not_text="Portrait")).to_have_count(0)
    expect(results.first).to_have_text("Portrait")


@pytest.mark.long
def test_the_archive_ranks_as_the_site_does(folder: Path, page: Page) -> None:
    """The same ranking, of what another engine finds: what is looked for comes first as often."""
    path, box, root = BOXES["page"]
    page.goto((folder / path / "index.html").as_uri())
    shown = [page.evaluate(TYPE, [box, root, query]) for query, _ in read_list("mesure")]
    answers = judge_links(f"{folder.as_uri()}/", "mesure", shown)
    assert are_held(score(answers)), [answer for answer in answers if answer.rank != 1]


def test_catalogues_filter_and_words_are_explained(folder: Path, page: Page) -> None:
    page.goto((folder / "ressources/index.html").as_uri())
    expect(page.locator("[data-liste] > *")).to_have_count(76)
    page.locator("form.filtres [name=theme]").first.check()
    expect(page.locator("[data-liste] > *:visible")).not_to_have_count(76)
    page.goto((folder / "methode/index.html").as_uri())
    page.locator("a.terme").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


def test_what_needs_a_server_says_so(folder: Path, page: Page) -> None:
    page.goto((folder / "contribuer/raconter/index.html").as_uri())
    expect(page.get_by_text("a besoin de JavaScript et du site en ligne")).to_be_visible()
    page.goto((folder / "portraits/comparer/index.html").as_uri())
    expect(page.get_by_text("hors du site en ligne")).to_be_visible()


@pytest.mark.parametrize(
    ("written", "linked"),
    [
        ('<a href="../">', '<a href="../index.html">'),
        ('<a class="x" href="../a/#b">', '<a class="x" href="../a/index.html#b">'),
        ('<form action="recherche/">', '<form action="recherche/index.html">'),
        ('<a href="a.json">', '<a href="a.json">'),
        ('<a href="#b">', '<a href="#b">'),
        ('<a href="https://exemple.fr/a/">', '<a href="https://exemple.fr/a/">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a href="/">', '<a href="/index.html">'),
        ('<link rel="next" href="../">', '<link rel="next" href="../index.html">'),
        ('<use href="a.svg#b"/><a href="a/">', '<use href="a.svg#b"/><a href="a/index.html">'),
        ('<a href="/a/b.html">', '<a href="/a/b.html">'),
    ],
)
def test_links_to_folders_alone_change(written: str, linked: str) -> None:
    assert adapt_page(written) == linked


def test_an_archive_is_the_same_for_the_same_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files = {
        "index.html": '<a href="b/">B</a>', "b/index.html": "<p>Été</p>" * 99, "a.css": "a{}",
        "assets/0a/js/page.js": "1", "pagefind/x": "1", "_headers": "", "404.html": "",
        "assets/0a/js/hors-ligne/loader.js": "début()", "recherche/mots.json": "{}",
        "assets/0a/js/hors-ligne/pagefind.js": "2", "assets/0a/js/raconter/form.js": "3",
        "recherche/fiches.json": "[]", "assets/0a/images/genres.svg": "<svg/>",
        "sitemap.xml": "", "sitemap.xml.gz": "",
    }  # fmt: skip
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    archive = tmp_path / "etude-1.zip"
    write_archive(site, archive, {"00000": "<p>Été</p>"})
    with zipfile.ZipFile(archive) as zipped:
        entries = zipped.infolist()
        texts = [zipped.read(entry).decode("utf-8") for entry in entries]
    read = {entry.filename.removeprefix("etude-1/"): text
            for entry, text in zip(entries, texts, strict=True)}  # fmt: skip
    assert list(read) == [
        "a.css", "assets/0a/images/genres.svg", "b/index.html", "index.html",
        "recherche/fiches.json", "recherche/mots.json", "hors-ligne.js",
    ]  # fmt: skip
    assert read["a.css"] == "a{}"
    assert read["b/index.html"] == "<p>Été</p>" * 99
    assert read["index.html"] == '<a href="b/index.html">B</a>'
    held, script = read["hors-ligne.js"].removeprefix("self.archive = ").split("\n")
    assert script == "début()"
    assert json.loads(held) == {
        "modules": {"assets/0a/js/page.js": "1", "pagefind/pagefind.js": "2"},
        "files": {"recherche/mots.json": "{}", "recherche/fiches.json": "[]"},
        "pictures": "<svg/>",
        "pages": {"00000": "<p>Été</p>"},
    }  # fmt: skip
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[2].compress_size < entries[2].file_size / 5, "it is compressed"
    write_archive(site, tmp_path / "etude-1.bis", {"00000": "<p>Été</p>"})
    assert (tmp_path / "etude-1.bis").read_bytes() == archive.read_bytes()


@pytest.mark.parametrize(
    ("written", "adapted"),
    [
        (
            '<script type="module" src="../assets/0/js/page.js"></script>\n'
            '<script type="module" src="../assets/0/js/catalogue.js"></script>\n'
            "<noscript>x</noscript>",
            '<script src="../hors-ligne.js" data-modules="assets/0/js/page.js '
            'assets/0/js/catalogue.js"'
            " defer></script>\n<noscript>x</noscript>",
        ),
        (
            '<script type="module" src="assets/0/js/page.js"></script>\n'
            '<script type="module" src="assets/0/js/comparer.js"></script>\n<noscript>x</noscript>',
            '<script src="hors-ligne.js" data-modules="assets/0/js/page.js" defer></script>\nx',
        ),
        ('<meta http-equiv="Content-Security-Policy" content="x">\n<p>a</p>', "<p>a</p>"),
        ('<meta http-equiv="Content-Security-Policy" content="x"><p>a</p>', "<p>a</p>"),
        (
            '<script type="module" src="a.js"></script><p>',
            '<script src="hors-ligne.js" data-modules="a.js" defer></script>\n<p>',
        ),
    ],
)
def test_a_script_of_the_archive_stands_for_modules(written: str, adapted: str) -> None:
    assert adapt_page(written) == adapted
