"""The site under a sub-path, as https://hôte/etude/."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kinds import KINDS
from tests.publish.test_headers import fill_the_form, filter_resources, search


@pytest.fixture(scope="module")
def address(
    site: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> str:
    """The site at /etude/, and nothing at the root."""
    root = tmp_path_factory.mktemp("hote")
    (root / "etude").symlink_to(site)
    return serve(root) + "etude/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    outside: list[str] = []
    missing: list[str] = []
    page.on("request", lambda request: outside.append(request.url)
            if not request.url.startswith((address, "blob:")) else None)  # fmt: skip
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    yield page
    context.close()
    assert outside == []
    assert missing == []


@pytest.mark.long
def test_pages_stay_under_it(page: Page, address: str) -> None:
    # The page for missing addresses is asked from any depth: it needs site_url to know its own.
    for path in KINDS.values():
        if path != "404.html":
            page.goto(address + path, wait_until="networkidle")
            expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("use", [search, filter_resources, fill_the_form])
def test_everything_works_under_it(
    page: Page, address: str, use: Callable[[Page, str], None]
) -> None:
    use(page, address)
