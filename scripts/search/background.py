"""Indexes the last site of a preview while people read it."""

import logging
import threading
from pathlib import Path

from ..site.site import Site
from .index import IndexingError, index_site, publish_index


class BackgroundIndexer:
    """Builds one index at a time, in a thread; a site that a newer one replaces is let go."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._latest: Site | None = None
        self._indexing = threading.Lock()
        self._publishing = threading.Lock()

    def start(self, site: Site, folder: Path) -> None:
        """Index the site, then publish the index into the folder, without waiting for either."""
        self._latest = site
        threading.Thread(target=self._index, args=(site, folder), daemon=True).start()

    def stop(self) -> None:
        """Write nothing more: the folder is about to be removed."""
        with self._publishing:
            self._latest = None

    def _index(self, site: Site, folder: Path) -> None:
        with self._indexing:
            if site is not self._latest:
                return
            try:
                index = index_site(site)
                with self._publishing:
                    if site is self._latest:
                        publish_index(index, folder)
            except IndexingError as error:
                self._log.error("%s", error)
            except OSError as error:  # a newer build, or the end, took the site's folder away
                self._log.debug("%s", error)
