"""With a thousand portraits, a search stays light."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.portraits import write_portraits
from scripts.study.study import Study
from tests.conftest import build_site

MOST = 400 * 1024  # bytes that a search may transfer
QUERIES = ["école", "menstruele", "parents éloignés", "égalité filles garçons"]


def list_requests(page: Page) -> list[str]:
    """Return the list that the addresses the page asks from now on are added to."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.mark.long
def test_a_search_among_a_thousand_portraits_is_light(
    project: Path, study: Study, tmp_path: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    write_portraits(study, 1000, project / "portraits")
    done = build_site(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/pagefind/2").is_dir(), "an index that long is in parts"
    address = serve(tmp_path / "site")

    def weigh(url: str) -> int:
        """What a host that compresses sends."""
        content = (tmp_path / "site" / url.removeprefix(address).partition("?")[0]).read_bytes()
        return min(len(content), len(gzip.compress(content)))

    for query in QUERIES:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address + "methode/", wait_until="networkidle")
        asked = list_requests(page)
        page.get_by_role("searchbox").fill(query)
        expect(page.locator(".recherche-panneau .resultat")).to_have_count(8, timeout=60_000)
        assert asked, "the search asks the index"
        assert sum(map(weigh, set(asked))) <= MOST, query
        context.close()
