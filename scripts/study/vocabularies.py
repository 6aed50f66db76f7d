"""What content/vocabulaires.yml has to hold for the site to be made."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import get_args

from ..problems.findings import Fault
from ..problems.messages import build_problem
from ..reading.documents import Document, Location
from .claims import Label

# Every vocabulary, with the words that are chosen by the code; the other words are the owner's.
VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "themes": (),
    "acteurs": (),
    "niveaux": (),
    "parties": (),
    "genres": (),
    "etats": (),
    "licences": (),
    "facettes": (
        "theme", "sphere", "niveau", "age", "acteur", "origine", "annee", "centre", "lieu",
        "genre", "longueur", "chapitre", "population", "verdict",
    ),
    "absents": ("age", "centre", "lieu", "chapitre", "population", "verdict"),
    "verdicts": get_args(Label),
    "ages": (),
    "longueurs": (),
    "origines": ("etude", "temoignage"),
}  # fmt: skip
_BANDS = ("ages", "longueurs")  # whose words have limits, the second excluded: « 3-6 », « 18-plus »
_BAND = re.compile(r"\d{1,3}-(\d{1,3}|plus)")


def check_vocabularies(document: Document) -> Iterator[Fault]:
    """Yield a fault for each vocabulary or word that is missing, and each that has no limits."""
    assert isinstance(document.data, dict)
    for name, words in VOCABULARIES.items():
        if name not in document.data:
            yield _tell(document, (), "cle-manquante", label=name, how=f"Ajoutez : {name}:")
            continue
        written = document.data[name]
        if not isinstance(written, dict):
            continue  # which is told where its words are read
        for word in words:
            if word not in written:
                how = f"Ajoutez : {word}: {{titre: …}}"
                yield _tell(document, (name,), "cle-manquante", label=word, how=how)
        for band in written if name in _BANDS else ():
            if not _BAND.fullmatch(band):
                values = {"input": band, "label": name, "example": "3-6"}
                yield _tell(document, (name, band), "forme", **values)


def _tell(document: Document, location: Location, code: str, **values: str) -> Fault:
    place = document.place(location, of_key=True)
    return Fault(document.file, partial(build_problem, document.file, place, code, **values))
