"""With a thousand portraits, a search stays light."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.portraits import write_portraits
from bench.searching import QUERIES, search, weigh
from scripts.study.study import Study
from tests.conftest import build_site

MOST = 400 * 1024  # bytes that a search may transfer


@pytest.mark.long
def test_a_search_among_a_thousand_portraits_is_light(
    project: Path, study: Study, tmp_path: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    write_portraits(study, 1000, project / "portraits")
    done = build_site(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/pagefind/2").is_dir(), "an index that long is in parts"
    address = serve(tmp_path / "site")

    for query in QUERIES:
        asked, _ = search(browser, address, [query])
        assert any(url.startswith("pagefind/") for url in asked), "the search asks the index"
        assert weigh(tmp_path / "site", asked) <= MOST, query
