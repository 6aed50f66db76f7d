"""Finds the glossary's words in a text, so that they can be marked as it is rendered."""

import re
from collections.abc import Iterator, Mapping

from .schema.chapters import GlossaryTerm
from .typography import set_french

_WORD = re.compile(r"[«\w][\w+’'-]*")


class TermFinder:
    """Knows every form of every term; the longest form wins where several begin."""

    def __init__(self, glossary: Mapping[str, GlossaryTerm]) -> None:
        self._forms: dict[str, list[tuple[str, GlossaryTerm]]] = {}
        for term in glossary.values():
            if term.definition:
                for form in term.formes:
                    self._add(set_french(form), term)
        for forms in self._forms.values():
            forms.sort(key=lambda item: -len(item[0]))

    def _add(self, form: str, term: GlossaryTerm) -> None:
        for written in {form, form[0].upper() + form[1:]}:
            match = _WORD.match(written)
            if match:
                self._forms.setdefault(match[0], []).append((written, term))

    def split(self, text: str) -> Iterator[tuple[str, GlossaryTerm | None]]:
        """Yield the text piece by piece, each with the term it is, if it is one.

        text is already set as French: its spaces and apostrophes are the printer's.
        """
        done = 0
        for match in _WORD.finditer(text):
            if match.start() < done:
                continue
            for start in self._list_starts(match):
                found = self._find(text, start)
                if found:
                    form, term = found
                    yield text[done:start], None
                    yield form, term
                    done = start + len(form)
                    break
        yield text[done:], None

    def _list_starts(self, match: re.Match[str]) -> Iterator[int]:
        """Where a term may begin in a word: at its start, and after an elision."""
        yield match.start()
        elision = match[0].find("’")
        if 0 < elision <= 5:
            yield match.start() + elision + 1

    def _find(self, text: str, start: int) -> tuple[str, GlossaryTerm] | None:
        word = _WORD.match(text, start)
        for form, term in self._forms.get(word[0], ()) if word else ():
            end = start + len(form)
            if text.startswith(form, start) and not re.match(r"\w", text[end : end + 1]):
                return form, term
        return None
