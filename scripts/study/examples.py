"""What portraits say where a question is not understood at once: the examples of each step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..schema.portrait import Portrait, TouchedLevel
from ..schema.types import Block, Line, TouchedSphere
from .study import Study


@dataclass(frozen=True)
class Example:
    """What a portrait, whose title is given, says first in a field, or about a word of it.

    champ is the field's key, with those it is inside: « alliance.methode ». cle leads to the answer
    inside it, as the interview grid asks for it; mot is the title of the word that this answer is
    about, if any: the slug of the word then ends cle.
    """

    champ: str
    cle: str
    titre: Line
    mot: Line
    texte: Line


def list_examples(study: Study) -> Iterator[Example]:
    """Yield the example of each field that has one (content/etapes.yml).

    Of a field whose words are each commented, the first is that of the portrait named there; one
    follows for each other word that a portrait comments, in that portrait if it does.
    """
    for step in study.etapes.values():
        for example in step.exemples:
            named = study.portraits[example.portrait]
            value = _look(named, example.champ)
            first = _make(named, example.champ, value, study)
            yield first
            if not first.mot:
                continue
            told = {first.cle}
            for portrait in (named, *study.portraits.values()):
                for touched in _look(portrait, example.champ):
                    other = _make(portrait, example.champ, touched, study)
                    if other.texte and other.cle not in told:
                        told.add(other.cle)
                        yield other


def _look(portrait: Portrait, field: str) -> Any:
    value: Any = portrait
    for key in field.split("."):
        value = getattr(value, key)
    return value


def _make(portrait: Portrait, field: str, value: Any, study: Study) -> Example:
    inside, word, text = _read_start(value, study)
    key = ".".join(filter(None, (field, inside)))
    return Example(field, key, portrait.titre, word, " ".join(text.split()))


def _read_start(value: Any, study: Study) -> tuple[str, str, str]:
    """The first thing that a field says: where inside it, about which word, and what."""
    match value:
        case TouchedSphere():
            return value.sphere, study.spheres[value.sphere].titre, value.comment or ""
        case TouchedLevel():
            level = study.vocabulaires["niveaux"][value.niveau]
            return value.niveau, level.titre, value.comment or ""
        case Block(texte=str(text)) if text:
            return "texte", "", text.split("\n\n")[0]
        case Block():
            return "points", "", value.points[0]
        case tuple():
            return _read_start(value[0], study)
        case _:
            return "", "", str(value)
