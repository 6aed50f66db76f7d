"""The index of a preview comes after its pages, and only that of the last site."""

import logging
import threading
from pathlib import Path

import pytest

from scripts.search import background
from scripts.search.background import BackgroundIndexer
from scripts.search.index import IndexingError
from scripts.site.site import Site
from tests.conftest import assemble

LOG = logging.getLogger("tests.indexer")


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, Path]]:
    """The indexes put into a folder; that of a site is the site itself."""
    published: list[tuple[object, Path]] = []
    monkeypatch.setattr(background, "index_site", lambda site: site)
    monkeypatch.setattr(
        background, "publish_index", lambda index, folder: published.append((index, folder))
    )
    return published


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads that an indexer starts, and no other."""
    started: list[threading.Thread] = []

    class Noted(threading.Thread):
        def start(self) -> None:
            started.append(self)
            super().start()

    monkeypatch.setattr("scripts.search.background.threading.Thread", Noted)
    return started


def wait(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join(10)


def test_a_site_is_indexed_into_its_folder(
    threads: list[threading.Thread], published: list[tuple[object, Path]], tmp_path: Path
) -> None:
    site = assemble(None)
    BackgroundIndexer(LOG).start(site, tmp_path)
    wait(threads)
    assert published == [(site, tmp_path)]


def test_a_site_that_another_replaces_is_let_go(
    threads: list[threading.Thread],
    published: list[tuple[object, Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexer = BackgroundIndexer(LOG)
    indexed: list[Site] = []
    sites = [assemble(None) for _ in range(3)]
    begun, replaced = threading.Event(), threading.Event()

    def index(site: Site) -> Site:
        indexed.append(site)
        begun.set()
        assert replaced.wait(10)
        return site

    monkeypatch.setattr(background, "index_site", index)
    indexer.start(sites[0], tmp_path)
    assert begun.wait(10)
    for site in sites[1:]:
        indexer.start(site, tmp_path)
    replaced.set()
    wait(threads)
    assert indexed == [sites[0], sites[2]], "the second waited, in vain"
    assert published == [(sites[2], tmp_path)]


def test_nothing_is_written_once_it_is_stopped(
    threads: list[threading.Thread],
    published: list[tuple[object, Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexer = BackgroundIndexer(LOG)

    def index(site: Site) -> Site:
        indexer.stop()
        return site

    monkeypatch.setattr(background, "index_site", index)
    indexer.start(assemble(None), tmp_path)
    wait(threads)
    assert published == []


@pytest.mark.parametrize(
    ("error", "level"),
    [(IndexingError("Pas d'index."), logging.ERROR), (OSError("parti"), logging.DEBUG)],
)
def test_a_preview_goes_on_without_its_index(
    threads: list[threading.Thread],
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path,
    error: Exception, level: int,
) -> None:  # fmt: skip
    def fail(site: Site) -> None:
        raise error

    caplog.set_level(logging.DEBUG, LOG.name)
    monkeypatch.setattr(background, "index_site", fail)
    BackgroundIndexer(LOG).start(assemble(None), tmp_path)
    wait(threads)
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [(level, str(error))]
