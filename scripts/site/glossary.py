"""Finds the glossary's words in a text, so that they can be marked as it is rendered."""

import re
from collections.abc import Iterable, Iterator

from ..schema.chapters import GlossaryTerm


class TermFinder:
    """Knows every form of every term; the longest form wins where several begin.

    The glossary is already set as French, as the texts are.
    """

    def __init__(self, glossary: Iterable[GlossaryTerm]) -> None:
        self._terms: dict[str, GlossaryTerm] = {}
        for term in glossary:
            for form in term.formes if term.definition else ():
                self._terms.setdefault(form, term)
                self._terms.setdefault(form[0].upper() + form[1:], term)
        by_letter: dict[str, list[str]] = {}  # fast: most places of a text fail on one letter
        for form in sorted(self._terms, key=len, reverse=True):
            by_letter.setdefault(form[0], []).append(re.escape(form[1:]))
        forms = "|".join(
            f"{re.escape(letter)}(?:{'|'.join(ends)})" for letter, ends in by_letter.items()
        )
        # A form of a term as a whole word, perhaps after an elision (« l’école »).
        self._pattern = re.compile(rf"(?<![\w+'-])(?:{forms})(?!\w)")

    def split(self, text: str) -> Iterator[tuple[str, GlossaryTerm | None]]:
        """Yield the text piece by piece, each with the term it is, if it is one.

        text is already set as French: its spaces and apostrophes are the printer's.
        """
        done = 0
        for match in self._pattern.finditer(text):
            yield text[done : match.start()], None
            yield match[0], self._terms[match[0]]
            done = match.end()
        yield text[done:], None
