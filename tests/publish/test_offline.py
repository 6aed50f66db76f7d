"""The archive that is read without a server."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.publish.offline import link_files, write_archive
from tests.html import list_pages, read_page


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("archive")
    write_archive(site, place / "etude.zip")
    zipfile.ZipFile(place / "etude.zip").extractall(place)
    return place / "etude"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    yield page
    page.close()
    assert errors == []


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
    assert list_files(folder) <= list_files(site)
    assert {"_headers", "sitemap.xml", "sitemap.xml.gz", "404.html"} <= left
    for name in left - {"_headers", "sitemap.xml", "sitemap.xml.gz", "404.html"}:
        assert name.startswith(("pagefind/", "assets/js/")), f"{name} is for who reads"


def test_a_reader_goes_from_page_to_page(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(251, 247, 240)", "the style is there"
    page.get_by_role("link", name="Portraits", exact=True).first.click()
    page.locator("main .carte a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/portraits/" in page.url
    assert page.url.endswith("/index.html")


def test_what_needs_a_server_says_so(folder: Path, page: Page) -> None:
    page.goto((folder / "methode/index.html").as_uri())
    page.get_by_role("searchbox").fill("jardin")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_text("La recherche a besoin de JavaScript")).to_be_visible()
    page.goto((folder / "contribuer/raconter/index.html").as_uri())
    expect(page.get_by_text("JavaScript").first).to_be_visible()
    page.goto((folder / "ressources/index.html").as_uri())
    expect(page.locator("[data-liste] > *")).to_have_count(76)


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
    ],
)
def test_links_to_folders_alone_change(written: str, linked: str) -> None:
    assert link_files(written) == linked


def test_an_archive_is_the_same_for_the_same_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files = {
        "index.html": '<a href="b/">B</a>', "b/index.html": "<p>Été</p>" * 99, "a.css": "a{}",
        "assets/js/page.js": "1", "pagefind/x": "1", "_headers": "", "404.html": "",
        "sitemap.xml": "", "sitemap.xml.gz": "",
    }  # fmt: skip
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    archive = tmp_path / "etude-1.zip"
    write_archive(site, archive)
    with zipfile.ZipFile(archive) as zipped:
        entries = zipped.infolist()
        texts = [zipped.read(entry).decode("utf-8") for entry in entries]
    assert [entry.filename for entry in entries] == [
        "etude-1/a.css", "etude-1/b/index.html", "etude-1/index.html",
    ]  # fmt: skip
    assert texts == ["a{}", "<p>Été</p>" * 99, '<a href="b/index.html">B</a>']
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[1].compress_size < entries[1].file_size / 5, "it is compressed"
