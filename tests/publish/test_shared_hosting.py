"""The archive for ordinary hosting, copied to a real Apache and asked for its pages."""

import gzip
import os
import re
import shutil
import tempfile
import urllib.request
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser

from scripts.publish.headers import EVERYWHERE, TYPES, list_headers, write_apache
from scripts.publish.shared_hosting import write_hosting_archive
from scripts.site.rendering import Renderer
from tests.apache import APACHE, serve_with_apache
from tests.conftest import SETTINGS, find_assets
from tests.publish.test_headers import search

BUILT = datetime(2026, 11, 26, 12, 30, 10, tzinfo=UTC)
ADDRESS = "https://exemple.fr/etude"  # the site is in a folder of its host


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(url: str, **headers: str) -> Answer:
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=asked), timeout=10) as got:
            return Answer(got.status, dict(got.headers), got.read())
    except HTTPError as refused:
        return Answer(refused.code, dict(refused.headers), refused.read())


def write(site: Path, archive: Path, renderer: Renderer, address: str = ADDRESS) -> Path:
    """Write the archive of a site, and return it."""
    settings = {**SETTINGS, "site_name": "Alliances éducatives", "site_url": address}
    write_hosting_archive(site, archive, settings, BUILT, renderer.environment)
    return archive


@pytest.fixture(scope="module")
def copied(
    site: Path, renderer: Renderer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """What a host publishes once the archive is copied to its folder etude/."""
    archive = write(site, tmp_path_factory.mktemp("archive") / "hebergement.zip", renderer)
    root = Path(tempfile.mkdtemp())  # pytest's own folders are closed to Apache
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(root)
    (root / "site").rename(root / "etude")
    root.chmod(0o755)
    yield root
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def apache_address(copied: Path) -> Iterator[str]:
    """The site, served by Apache."""
    if not APACHE:
        pytest.skip("apache2 is not installed")
    with serve_with_apache(copied, open_folder(copied), "etude/") as address:
        yield f"{address}etude/"


def open_folder(root: Path) -> Path:
    """Return a folder for Apache's own files, out of what it publishes."""
    folder = Path(tempfile.mkdtemp(dir=root))
    folder.chmod(0o755)
    return folder


def list_addresses(copied: Path) -> dict[str, str]:
    """Return the address of every file that is published, and the file."""
    folder = copied / "etude"
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return {path.removesuffix("index.html"): path for path in paths if path != ".htaccess"}


def check_headers(apache_address: str, renderer: Renderer, addresses: dict[str, str]) -> None:
    """Ask for each address, and compare what comes with what every host is told."""
    for address, path in addresses.items():
        answer = ask(apache_address + address)
        assert answer.status == 200, address
        expected = EVERYWHERE | list_headers(path, renderer.environment)
        if path == "404.html":
            del expected["Cache-Control"]  # it stands for what is missing, and may come
        assert {name: answer.headers.get(name) for name in expected} == expected, address
        assert answer.headers["Content-Type"].partition(";")[0] == TYPES[Path(path).suffix], address


def test_apache_says_of_each_kind_of_file_what_every_host_is_told(
    copied: Path, apache_address: str, renderer: Renderer
) -> None:
    known = list_addresses(copied)
    kinds = {
        (path.partition("/")[0], Path(path).suffix, path.count("/")): address
        for address, path in known.items()
    }
    chosen = {address: known[address] for address in kinds.values()}
    assert any(path.endswith("integrer/index.html") for path in chosen.values())
    assert any(path.startswith("pagefind/fragment/") for path in chosen.values())
    check_headers(apache_address, renderer, chosen)


@pytest.mark.long
def test_apache_says_of_every_file_what_every_host_is_told(
    copied: Path, apache_address: str, renderer: Renderer
) -> None:
    check_headers(apache_address, renderer, list_addresses(copied))


@pytest.mark.parametrize(
    "path", ["nulle-part/", "portraits/nulle-part/", "pagefind/fragment/x.pf_fragment"]
)
def test_what_is_missing_is_the_site_s_own_page(apache_address: str, path: str) -> None:
    answer = ask(apache_address + path)
    assert answer.status == 404
    assert "<h1>Cette page n’existe pas</h1>" in answer.body.decode()
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cache-Control" not in answer.headers, "what is missing now may come"


def test_a_refusal_is_not_shown_in_a_frame_either(apache_address: str) -> None:
    """Apache writes this page by itself: the headers of pages that are found are not in it."""
    answer = ask(f"{apache_address}index.html", Range="bytes=99999999-")
    assert answer.status == 416
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_hidden_files_and_folders_without_a_page_are_not_shown(apache_address: str) -> None:
    for path in (".htaccess", ".git/config"):
        answer = ask(apache_address + path)
        assert answer.status == 404, path
        assert b"AddType" not in answer.body
    for path in ("assets/", "donnees/", "pagefind/"):
        answer = ask(apache_address + path)
        assert b"Index of" not in answer.body, path
    assert answer.status == 403
    assert "Cette page n’existe pas" in answer.body.decode()


def test_what_proves_a_name_is_shown(copied: Path, apache_address: str) -> None:
    """A certificate is given to a site whose .well-known/ answers."""
    (copied / "etude/.well-known").mkdir()
    (copied / "etude/.well-known/preuve").write_text("oui")
    assert ask(f"{apache_address}.well-known/preuve").body == b"oui"


def test_texts_come_compressed_and_with_their_letters(copied: Path, apache_address: str) -> None:
    assets = find_assets(copied / "etude")
    for path in ("", f"{assets}style.css", f"{assets}js/page.js", "recherche/mots.json"):
        answer = ask(apache_address + path, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert answer.headers["Content-Type"].endswith("; charset=utf-8"), path
        assert gzip.decompress(answer.body) == ask(apache_address + path).body


def test_what_did_not_change_is_not_sent_again(copied: Path, apache_address: str) -> None:
    """The files of an archive are of the day of its build, however they are copied."""
    os.utime(copied / "etude/index.html", (BUILT.timestamp(),) * 2)
    first = ask(apache_address).headers
    assert first["Last-Modified"] == "Thu, 26 Nov 2026 12:30:10 GMT"
    assert ask(apache_address, If_None_Match=first["ETag"]).status == 304
    os.utime(copied / "etude/index.html", (BUILT.timestamp() + 2,) * 2)
    assert ask(apache_address, If_None_Match=first["ETag"]).status == 200


def test_a_host_without_these_modules_shows_the_site(copied: Path, apache_address: str) -> None:
    assert apache_address
    with serve_with_apache(copied, open_folder(copied), "etude/", modules=()) as address:
        answer = ask(f"{address}etude/portraits/")
        assert answer.status == 200
        assert "Content-Security-Policy" not in answer.headers
        assert "<h1>Cette page n’existe pas</h1>" in ask(f"{address}etude/x/").body.decode()


@pytest.mark.long
def test_the_search_answers(browser: Browser, apache_address: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    search(page, apache_address)
    page.close()
    assert errors == []


def test_every_published_type_is_known(site: Path) -> None:
    suffixes = {path.suffix for path in site.rglob("*") if path.is_file()} - {""}
    assert suffixes - set(TYPES) == set()


@pytest.fixture
def little(tmp_path: Path) -> Path:
    """A site of three files."""
    folder = tmp_path / "petit"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text("<title>Été</title>", encoding="utf-8")
    (folder / "a/b.css").write_text("a{}")
    (folder / "_headers").write_text("/*\n")
    return folder


def test_the_archive_has_the_site_and_beside_it_what_to_read(
    little: Path, tmp_path: Path, renderer: Renderer
) -> None:
    archive = write(little, tmp_path / "un.zip", renderer)
    with zipfile.ZipFile(archive) as zipped:
        entries = zipped.infolist()
        note = zipped.read("LISEZ-MOI.txt").decode()
        assert zipped.read("site/index.html").decode() == "<title>Été</title>"
        assert zipped.read("site/.htaccess").decode() == write_apache(
            renderer.environment, "/etude/"
        )
    names = [entry.filename for entry in entries]
    assert names == ["site/.htaccess", "site/a/b.css", "site/index.html", "LISEZ-MOI.txt"]
    assert {entry.date_time for entry in entries} == {(2026, 11, 26, 12, 30, 10)}
    assert {entry.external_attr >> 16 & 0o777 for entry in entries} == {0o644}, "a host reads them"
    assert "pour cette adresse : https://exemple.fr/etude\r\n" in note.replace("\xa0", " ")
    assert "(https://exemple.fr/etude/nulle-part/)" in note
    assert "ATTENTION" not in note
    for told in (".htaccess", "Erreur 500", "SFTP", "METTRE À JOUR", "PERDU SANS LE FICHIER"):
        assert told in note
    assert max(map(len, note.splitlines())) < 110, "it is read without wrapping"
    again = write(little, tmp_path / "deux.zip", renderer)
    assert again.read_bytes() == archive.read_bytes()


def test_an_archive_without_an_address_says_where_it_fits(
    little: Path, tmp_path: Path, renderer: Renderer
) -> None:
    with zipfile.ZipFile(write(little, tmp_path / "un.zip", renderer, "")) as zipped:
        settings = zipped.read("site/.htaccess").decode()
        note = zipped.read("LISEZ-MOI.txt").decode()
    assert "ErrorDocument 404 /404.html\n" in settings
    assert "ATTENTION" in note
    assert "(https://exemple.fr/nulle-part/)" in note


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("https://exemple.fr", "/"),
        ("https://exemple.fr/etude", "/etude/"),
        ("https://exemple.fr/a/b", "/a/b/"),
    ],
)
def test_the_missing_page_is_asked_where_the_site_is(
    little: Path, tmp_path: Path, renderer: Renderer, address: str, root: str
) -> None:
    with zipfile.ZipFile(write(little, tmp_path / "un.zip", renderer, address)) as zipped:
        settings = zipped.read("site/.htaccess").decode()
    assert re.findall("ErrorDocument 40[34] (.*)", settings) == [f"{root}404.html"] * 2


def test_the_lines_for_apache_are_these(renderer: Renderer) -> None:
    """Each in its place; what they say is what a real Apache is asked for."""
    lines = re.sub(r'"[^"]*"', '"…"', write_apache(renderer.environment)).splitlines()
    types = [line for line in lines if line.startswith("AddType ")]
    assert types == [f"AddType {kind} {suffix}" for suffix, kind in TYPES.items()]
    assert [line for line in lines[1:] if line not in types] == [
        "ErrorDocument 403 /404.html",
        "ErrorDocument 404 /404.html",
        "AddDefaultCharset utf-8",
        "<IfModule mod_dir.c>", "DirectoryIndex index.html", "</IfModule>",
        "<IfModule mod_autoindex.c>", "Options -Indexes", "</IfModule>",
        "<IfModule mod_alias.c>", 'RedirectMatch 404 "…"', "</IfModule>",
        "<IfModule mod_mime.c>",
        "AddCharset utf-8 .bib .css .csv .html .js .json .ris .svg .txt .xml .yml",
        "</IfModule>",
        "<IfModule mod_deflate.c>", "<IfModule mod_filter.c>",
        "AddOutputFilterByType DEFLATE application/json application/x-research-info-systems "
        "application/xml application/yaml image/svg+xml text/css text/csv text/html "
        "text/javascript text/plain text/x-bibtex",
        "</IfModule>", "</IfModule>",
        "<IfModule mod_setenvif.c>", "<IfModule mod_headers.c>",
        'SetEnvIf Request_URI "…" moteur',
        *['SetEnvIf Request_URI "…" durable'] * 2,
        'SetEnvIf Request_URI "…" cadre',
        *(f'Header always set {name} "…"' for name in EVERYWHERE),
        'Header always set Content-Security-Policy "…"',
        'Header always set Content-Security-Policy "…" env=moteur',
        'Header always set Content-Security-Policy "…" env=cadre',
        'Header set Cache-Control "…"',
        'Header set Cache-Control "…" env=durable',
        '<Files "…">', "Header unset Cache-Control", "</Files>",
        "</IfModule>", "</IfModule>",
    ]  # fmt: skip
