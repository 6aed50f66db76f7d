"""Asks those who told an alliance for what is missing of it, in words: no key, no line of YAML."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from ..office.grid import MOST_CHOICES
from ..office.naming import Numbers, name_place
from ..problems.messages import MESSAGES
from ..problems.problem import Problem
from ..reading.documents import Location
from ..schema.introspection import FieldInfo, find_field
from ..schema.portrait import Portrait
from ..study.study import Study
from ..study.words import Words, list_words

MARK = "À VÉRIFIER"  # begins a comment that an imported grid leaves in the file of a portrait
Found = tuple[Location, Problem]  # what is wrong with a portrait, and where in its data
_COUNTED_FROM_1: Numbers = MappingProxyType({})


def ask_about(found: Found, data: Any, study: Study, numbers: Numbers = _COUNTED_FROM_1) -> str:
    """Return what to ask about a problem of a portrait, whose data is given.

    The question is called by its name in the form and the grid; numbers are those of the grid.
    """
    location, problem = found
    words = list_words(study)
    if not location:
        return f"Ligne {problem.line} : {problem.message} {problem.remedy}"
    place, field = name_place(location, data, words, numbers), find_field(Portrait, location)
    message = MESSAGES[problem.code]
    remedy = problem.remedy if message.in_form is None else message.in_form
    if problem.code == "cle-manquante" and field:
        return " ".join([f"« {place} » manque.", field.help, *_list_choices(field, words)])
    if problem.code in ("reference-inconnue", "valeur-inconnue") and field:
        remedy = " ".join(_list_choices(field, words)) or remedy
    elif message.confirmable:
        remedy = f"{message.remedy} Si ce n'est pas un nom, dites-le."
    return f"« {place} » : {problem.message} {remedy}"


def _list_choices(field: FieldInfo, words: Words) -> Iterator[str]:
    """Yield what there is to choose from, where it is a short list."""
    known = words.get(field.catalogue, {})
    titles = [*field.choices, *(word.title for word in known.values())]
    if 0 < len(titles) <= MOST_CHOICES:
        yield f"Au choix : {' ; '.join(titles)}."
