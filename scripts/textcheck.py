"""What a text may not hold: code, links that are not https, and in portraits, people and places.

The form of the site checks with the same patterns, written so that Python and JavaScript read
them alike: no \\w, \\d nor \\b, which know accents here and not there.
"""

import re
from collections.abc import Iterator

CODE = {
    "balise": r"</?[a-zA-Z!?][^>\s]*>?",
    "gabarit": r"\{\{|\{%|\{#|\}\}|%\}",
    "lien-interdit": r"(?<=\]\()\s*(?!https://)[^)\s]*",
    "a-remplir": r"À REMPLIR.{0,40}",
}

_CAPITALS = "A-ZÀ-ÖØ-ÞŒ"
_SMALL = "a-zß-öø-ÿœ"
_LETTER = f"0-9_{_CAPITALS}{_SMALL}"
_CAPITAL = rf"[{_CAPITALS}][{_LETTER}’'-]*[{_SMALL}]"
_OF = r"(?:(?:de la|de l['’]|du|des|de|d['’]|à la|à l['’]|aux?|à)\s?)?"
_KINDS = (
    "cités? éducatives?", "ville", "commune", "quartier", "métropole", "département", "région",
    "collège", "lycée", "école", "groupe scolaire", "centre social",
)  # fmt: skip
_PLACES = "|".join(f"{kind}|{kind[0].upper()}{kind[1:]}" for kind in _KINDS)
_CIVILITIES = r"M\.|MM\.|Mmes?|Mlles?|Dr|Pr|Monsieur|Madame|Mademoiselle|Docteur"
PEOPLE = {
    "vie-privee-courriel": rf"[{_LETTER}.+-]{{1,64}}@[{_LETTER}-]{{1,64}}\.[{_LETTER}.-]+",
    "vie-privee-telephone": (
        r"(?<![0-9])(?:\+[0-9]{2,3}[ .-]?|0)[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])"
    ),
    "vie-privee-personne": rf"(?<![{_LETTER}])(?:{_CIVILITIES}) {_CAPITAL}",
    "lieu-nomme": (
        rf"(?<![{_LETTER}])(?:{_PLACES}) {_OF}"
        rf"(?!(?:État|Éducation|France)(?![{_LETTER}])){_CAPITAL}"
    ),
}

_LOOK_BEHIND = re.compile(r"^\(\?<!\[[^]]*\]\)")


class _Search:
    """A pattern, first looked for without what stands before it.

    A search that begins by looking behind stops at every letter of a text: four times as long.
    """

    def __init__(self, pattern: str) -> None:
        self.rough = re.compile(_LOOK_BEHIND.sub("", pattern))
        self.exact = re.compile(pattern)

    def search(self, text: str) -> re.Match[str] | None:
        return self.exact.search(text) if self.rough.search(text) else None


_CODE = {code: _Search(pattern) for code, pattern in CODE.items()}
_PEOPLE = {code: _Search(pattern) for code, pattern in PEOPLE.items()}


def find_code(text: str) -> Iterator[tuple[str, str]]:
    """Yield a problem's code and the snippet of text, for what looks like code or a bad link."""
    yield from _find(_CODE, text)


def find_people(text: str) -> Iterator[tuple[str, str]]:
    """Yield a problem's code and the snippet, for what names or reaches a person, or a place.

    A heuristic: capital letters after a civility or the name of a kind of place.
    """
    yield from _find(_PEOPLE, text)


def _find(patterns: dict[str, _Search], text: str) -> Iterator[tuple[str, str]]:
    for code, pattern in patterns.items():
        if match := pattern.search(text):
            yield code, match[0].strip()
