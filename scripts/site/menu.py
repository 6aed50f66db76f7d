"""The menu of the site: the navigation of mkdocs.yml, and where each page stands in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..study.addresses import find_address


@dataclass(frozen=True)
class Item:
    """A page of the menu, or a section, which has the address of its first page."""

    titre: str
    url: str
    children: tuple["Item", ...] = ()


class Menu:
    """The items of the menu, from the navigation and the titles of pages by their addresses."""

    def __init__(self, navigation: Sequence[Any], titles: Mapping[str, str]) -> None:
        self.items = tuple(_read_items(navigation, titles))
        self._trails = {trail[-1].url: trail for trail in self._walk(self.items, ())}

    def find_trail(self, url: str) -> tuple[Item, ...]:
        """Return the breadcrumb of a page: the items that lead to it, the section first, then it.

        Empty when the menu does not have the page.
        """
        return self._trails.get(url, ())

    def _walk(self, items: Sequence[Item], above: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
        for item in items:
            if item.children:
                yield from self._walk(item.children, (*above, item))
            else:
                yield (*above, item)


def _read_items(navigation: Sequence[Any], titles: Mapping[str, str]) -> Iterator[Item]:
    """The items of a part of the navigation; MkDocs warns of a page that does not exist."""
    for entry in navigation:
        title, inside = next(iter(entry.items())) if isinstance(entry, dict) else ("", entry)
        if isinstance(inside, str):
            url = find_address(inside)
            if url in titles:
                yield Item(title or titles[url], url)
        elif children := tuple(_read_items(inside, titles)):
            yield Item(title, children[0].url, children)
