"""What a text may not hold: code, links that are not https, and in portraits, people and places."""

import re
from collections.abc import Iterator

_CODE = {
    "balise": re.compile(r"</?[a-zA-Z!?][^>\s]*>?"),
    "gabarit": re.compile(r"\{\{|\{%|\{#|\}\}|%\}"),
    "lien-interdit": re.compile(r"(?<=\]\()\s*(?!https://)[^)\s]*"),
    "a-remplir": re.compile(r"À REMPLIR.{0,40}"),
}

_CAPITAL = r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÛÜŒ][\wàâäçéèêëîïôöûüœ’'-]*[a-zàâäçéèêëîïôöûüœ]"
_OF = r"(?:(?:de la|de l['’]|du|des|de|d['’]|à la|à l['’]|aux?|à)\s?)?"
_PLACES = (
    r"[Cc]ités? éducatives?|[Vv]ille|[Cc]ommune|[Qq]uartier|[Mm]étropole|[Dd]épartement|"
    r"[Rr]égion|[Cc]ollège|[Ll]ycée|[Éé]cole|[Gg]roupe scolaire|[Cc]entre social"
)
_PEOPLE = {
    "vie-privee-courriel": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    "vie-privee-telephone": re.compile(
        r"(?<!\d)(?:\+\d{2,3}[ .-]?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)"
    ),
    "vie-privee-personne": re.compile(
        rf"\b(?:M\.|MM\.|Mmes?|Mlles?|Dr|Pr|Monsieur|Madame|Mademoiselle|Docteur) {_CAPITAL}"
    ),
    "lieu-nomme": re.compile(rf"\b(?:{_PLACES}) {_OF}(?!État\b|Éducation\b|France\b){_CAPITAL}"),
}


def find_code(text: str) -> Iterator[tuple[str, str]]:
    """Yield a problem's code and the snippet of text, for what looks like code or a bad link."""
    yield from _find(_CODE, text)


def find_people(text: str) -> Iterator[tuple[str, str]]:
    """Yield a problem's code and the snippet, for what names or reaches a person, or a place.

    A heuristic: capital letters after a civility or the name of a kind of place.
    """
    yield from _find(_PEOPLE, text)


def _find(patterns: dict[str, re.Pattern[str]], text: str) -> Iterator[tuple[str, str]]:
    for code, pattern in patterns.items():
        if match := pattern.search(text):
            yield code, match[0].strip()
