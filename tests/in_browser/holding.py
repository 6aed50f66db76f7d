"""Answers that a test holds back: what a reader sees while one is late, and when it comes."""

import time

from playwright.sync_api import Page, Route

PATIENCE = 10  # seconds


class Held:
    """The requests of a page to an address, held back from now on until they are let go."""

    def __init__(self, page: Page, url: str) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route(url, lambda route: self._routes.append(route))

    def wait(self) -> None:
        """Wait until one is held; the browser tells of a request before it hands it over.

        Raises:
            TimeoutError: nothing was asked for.
        """
        end = time.monotonic() + PATIENCE
        while not self._routes:
            if time.monotonic() > end:
                raise TimeoutError("nothing was asked for")
            self._page.wait_for_timeout(20)

    def release(self) -> None:
        """Let them all go, and wait for what answers each."""
        for route in self._routes:
            with self._page.expect_response(route.request.url):
                route.continue_()
