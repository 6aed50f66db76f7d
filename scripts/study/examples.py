"""What portraits say where a question is not understood at once: the examples of each step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..schema.portrait import TouchedLevel
from ..schema.types import Block, Line, TouchedSphere
from .study import Study


@dataclass(frozen=True)
class Example:
    """The first thing that a portrait, whose title is given, says in a field.

    champ is the field's key, with those it is inside: « alliance.methode ». cle leads to the answer
    inside it, as the interview grid asks for it; mot is the word that this answer is about, if any.
    """

    champ: str
    cle: str
    titre: Line
    mot: Line
    texte: Line


def list_examples(study: Study) -> Iterator[Example]:
    """Yield the example of each field that has one (content/etapes.yml)."""
    for step in study.etapes.values():
        for example in step.exemples:
            portrait = study.portraits[example.portrait]
            value: Any = portrait
            for key in example.champ.split("."):
                value = getattr(value, key)
            inside, word, text = _read_start(value, study)
            key = ".".join(filter(None, (example.champ, inside)))
            yield Example(example.champ, key, portrait.titre, word, " ".join(text.split()))


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
