"""Calls the places of a portrait's data by the names that people read in the grid and the form."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..reading.documents import Location
from ..schema.introspection import FieldInfo, find_field
from ..schema.portrait import Portrait
from ..study.words import Word, Words
from .grid import is_of_words

Numbers = Mapping[Location, int]  # of an element's table in the grid, by its location in the data


def name_place(location: Location, data: Any, words: Words, numbers: Numbers) -> str:
    """Return what the grid calls a place in the data of a portrait: « Qui paie, n° 2, Montant ».

    An element is counted from 1, unless numbers has it. What is told of each word of a catalogue,
    as of a sphere, is called by its title: « Sphères, Famille ».
    """
    named = list(_name_steps(location, data, words, numbers))
    lists = [rank for rank, step in enumerate(location) if isinstance(step, int)]
    return ", ".join(named[lists[0] - 1 :] if lists else named[-2:])


def _name_steps(location: Location, data: Any, words: Words, numbers: Numbers) -> Iterator[str]:
    around: FieldInfo | None = None
    for rank, step in enumerate(location, 1):
        data = _step_into(data, step)
        if isinstance(step, int):
            word = _find_word(around, data, words)
            yield word.title if word else f"n° {numbers.get(location[:rank], step + 1)}"
            if word:
                return
        else:
            found = find_field(Portrait, location[:rank])
            asked = words[around.fields[0].catalogue] if around and is_of_words(around) else {}
            yield found.label if found else asked[step].title if step in asked else step
            around = found


def _step_into(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (LookupError, TypeError):
        return None


def _find_word(field: FieldInfo | None, element: Any, words: Words) -> Word | None:
    """Return the word that an element of a list is about, None where it is not about one."""
    if field is None or not is_of_words(field) or not isinstance(element, dict):
        return None
    first = field.fields[0]
    return words[first.catalogue].get(str(element.get(first.key)))
