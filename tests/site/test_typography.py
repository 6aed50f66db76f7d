"""Every page is set as French is: its apostrophes, and the spaces where no line may break."""

import re
from collections.abc import Iterator

from tests.blocks import Element, read_document
from tests.conftest import Known
from tests.html import list_pages

WRONG = re.compile(r"\w'\w|« |(?<=\w) [:;!?»€](?!\S)|(?<=\d) (?:%|ans?\b)")
AS_WRITTEN = {"code", "pre", "script", "style", "template", "textarea"}


def list_words(element: Element) -> Iterator[str]:
    """Yield the words of an element, but what is shown as it is written in a file."""
    for part in element.parts:
        if isinstance(part, str):
            yield part
        elif part.tag not in AS_WRITTEN:
            yield from list_words(part)


def list_wrong(document: Element) -> list[str]:
    """Return the words of a page that have a sign of a typewriter."""
    return [words.strip() for words in list_words(document) if WRONG.search(words)]


def test_no_page_has_a_sign_of_a_typewriter(known: Known) -> None:
    assert [
        f"{path.relative_to(known.site)} : {words}"
        for path in [*list_pages(known.site), known.site / "404.html"]
        for words in list_wrong(read_document(path))
    ] == []
