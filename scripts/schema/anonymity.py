"""What names or reaches a person, or tells which Cité a portrait speaks of.

Texts are folded, then matched: patterns for what has a form (a telephone, a civility and a
name), a list for the names of places. The form of the site reads the same patterns and the same
list in its JSON Schema, and looks for them the same way (docs/assets/js/raconter/checks.js).
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..text.folding import SIGNS, find_origins, fold
from .name_patterns import DOUBT, PARTING, PLACE, PLACE_KINDS, list_patterns
from .places import Lookalikes, Places
from .types import Prose


class Alarm(NamedTuple):
    """What was found: the problem's code, its start and end in the text, the words there."""

    code: str
    start: int
    end: int
    snippet: str


# Gates: quick searches, each for something rare that every match of some patterns holds. A pattern
# is tried on a text only when its gate finds something there. They start with a character and look
# behind it afterwards, since a pattern that begins by looking behind is tried at every letter.
# This one: a civility (M., Mme, Dr, Me, Pr, monsieur, docteure, maître…) at the start of a word.
_CIVILITY = re.compile(
    r"[mMdDpP](?<![A-Za-z0-9_].)(?:(?<=[mM])(?i:me|mes|lle|lles|elle|elles|r|rs|m?\.|m?[ \n]|e"
    r"|onsieur|essieurs|adame|esdames|ademoiselle|esdemoiselles|aitre)|(?<=[dD])(?i:r|octeure?)"
    r"|(?<=[pP])(?:rs?|rof))(?![a-z])"
)
# A capital at the start of a word, that of a sentence apart.
_CAPITAL = re.compile(r"[A-Z](?<=[ \n\"':(\[-].)(?<![a-z][a-z][.][ \n].)")
_APART_FROM_WORDS = re.compile(r"[ \n:\"'.,(\[-]+")
_LAST_WORDS = frozenset(  # of the kinds of places, and of their acronyms, « R.E.P. »
    [kind.split()[-1].replace("s?", plural) for kind in PLACE_KINDS for plural in ("", "s")]
    + ["qpv", "mjc", "rep", "rep+", "+", "p", "v", "c"]
)
_DIGITS = re.compile(r"[0-9](?:[ .()/_,;:|~-]{0,4}[0-9]){4}")  # five digits near each other
# A number after « du » (rue du 8 mai), « dans le » (le 93), « DSDEN », « Caf » or « CAF ».
_DAY = re.compile(r"[0-9](?<=(?:[dD]u|le|EN|af|AF) .)")
# What an address on the internet holds, whatever stands for its « @ »: « (at) », « [arobase] ».
_SIGNS = ("@", "://", ".com/", " at ", " AT ", "robase", "ROBASE")
_BRACKETED = re.compile(r"[\[({<] ?[aA@]")


def _has_address(folded: str) -> bool:
    for sign in _SIGNS:  # a generator would take twice the time
        if sign in folded:
            return True
    return bool(_BRACKETED.search(folded))


def _follows_kind(folded: str) -> bool:
    """Tell whether a capital comes after the last word of a kind of place.

    Between the two there are only words that may part a name from its kind: « lycée général de ».
    """
    for place in map(re.Match.start, _CAPITAL.finditer(folded)):
        words = _APART_FROM_WORDS.split(folded[max(0, place - 50) : place].lower())
        for word in reversed(words):
            if word in _LAST_WORDS:
                return True
            if not PARTING.fullmatch(word):
                break
    return False


_GATES: dict[str, Callable[[str], object]] = {
    "digits": _DIGITS.search,
    "at": _has_address,
    "civility": _CIVILITY.search,
    "kind": _follows_kind,
    "day": _DAY.search,
}
_CAPITALISED = re.compile(r"[A-Z](?<![A-Za-z0-9].)[A-Za-z]+")  # a word that begins with a capital
_ARTICLES = ("Le ", "La ", "Les ", "L'")
# The text ends with an article, where the name of a place would begin: « au », « l' ».
_ARTICLE_BEFORE = re.compile(r"(?:^|[ \n(\"])(?:(?:le|la|les|au|aux|du|des)[ \n]|l')$")
_AT_BEFORE = re.compile(r"(?:^|[ \n])a $")  # « à Sens »
# A sentence begins here: at the start of a text, after a full stop, on a new line.
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?][\")]?|\n)[ \n\"(*-]*$")


class Names:
    """The patterns and the names of places to look for."""

    def __init__(self, places: Places, lookalikes: Lookalikes) -> None:
        self._patterns = [
            (code, gate, re.compile(pattern)) for code, gate, pattern in list_patterns(lookalikes)
        ]
        self._places = index_places(places, lookalikes)

    def find(self, text: str, prose: Prose) -> list[Alarm]:
        """Return the alarms of a text, in its order; where two overlap, the surest.

        prose says what this text may hold.
        """
        folded = fold(text)
        found: list[tuple[int, int, str]] = []  # in the order of the text
        for code, start, end in self._look(folded):
            rank = bisect_left(found, (start,))
            before, after = found[max(0, rank - 1) : rank], found[rank : rank + 1]
            free = all(other[1] <= start for other in before) and all(
                other[0] >= end for other in after
            )
            if code != prose.admits and free:
                code = DOUBT if prose.may_name and code == PLACE else code
                found.insert(rank, (start, end, code))
        if not found:
            return []
        origins = find_origins(text, [(start, end) for start, end, _ in found])
        return [
            Alarm(code, start, end, text[start:end])
            for (_, _, code), (start, end) in zip(found, origins, strict=True)
        ]

    def _look(self, folded: str) -> Iterator[tuple[str, int, int]]:
        opened = {name for name, gate in _GATES.items() if gate(folded)}
        for code, gate, pattern in self._patterns if opened else ():
            for match in pattern.finditer(folded) if gate in opened else ():
                yield code, match.start(), match.start() + len(match[0].rstrip(" \n\"'.-"))
        yield from self._find_places(folded)

    def _find_places(self, folded: str) -> Iterator[tuple[str, int, int]]:
        end = 0
        for match in _CAPITALISED.finditer(folded):
            start = match.start()
            for name, article, common in self._places.get(match[0].lower(), ()):
                after = start + len(name)
                if start < end or not _is_named(folded[start : after + 1], name):
                    continue
                before = folded[max(0, start - 6) : start].lower()
                if before.endswith("la ") and name.startswith("saint"):
                    continue  # a feast
                if article and not _ARTICLE_BEFORE.search(before):
                    continue
                alone = " " not in name and _SENTENCE_BEFORE.search(folded[:start][-12:])
                common = common and not _AT_BEFORE.search(before)
                yield DOUBT if common or alone else PLACE, start, after
                end = after
                break


def _is_named(written: str, name: str) -> bool:
    """Tell whether the name is written, then no letter more: hyphens or not, in any case."""
    plain = written.lower().replace("-", " ").replace("\n", " ")
    return plain.startswith(name) and not plain[len(name) :].isalnum()


Named = tuple[str, bool, bool]


def list_names(places: Places, lookalikes: Lookalikes) -> set[str]:
    """Return the names of all the places, those of no administration too."""
    names = {region.nom for region in places.regions}
    names |= {department.nom for department in places.departements}
    names |= {commune for other in places.departements for commune in other.communes}
    return names | set(lookalikes.autres_lieux)


def index_places(places: Places, lookalikes: Lookalikes) -> dict[str, list[Named]]:
    """Return the names of places by their first word, folded, the longest first.

    Each comes with whether an article stands before it, and whether it is a common word too.
    """
    index: dict[str, set[Named]] = {}
    for name in list_names(places, lookalikes):
        article = next((a for a in _ARTICLES if name.startswith(a)), "")
        plain = fold(name.removeprefix(article)).lower().replace("-", " ")
        common = name in lookalikes.lieux_courants
        shorter = re.sub(r"\bsaint(e?)\b", r"st\1", plain)
        for spelling in {plain, shorter}:
            first = re.match("[a-z]+", spelling)
            assert first, name
            index.setdefault(first[0], set()).add((spelling, bool(article), common))
    return {word: sorted(named, key=lambda n: -len(n[0])) for word, named in index.items()}


def describe_names(places: Places, lookalikes: Lookalikes) -> dict[str, Any]:
    """Return what the form needs to look for the same alarms."""
    return {
        "motifs": [(code, pattern) for code, _, pattern in list_patterns(lookalikes)],
        "lieux": "|".join(sorted(list_names(places, lookalikes))),  # lighter than a list
        "lieux_courants": lookalikes.lieux_courants,
        "signes": SIGNS,
    }
