"""What the records hold, found by walking their models: a new field needs no line here."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from scripts.schema.types import Reference
from scripts.study.study import Study

MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
]  # fmt: skip
# How pages say a word that stands for itself in the files.
SAID = {
    "non-concerne": "non concerné",
    "non-donne": "non donné",
    "dans-un-graphique": "dans un graphique de l'étude, non repris ici",
}


class Value(NamedTuple):
    """One value of a record, as a page has to say it.

    path is the names of the fields that lead to it; location the same, with ranks in lists and of
    paragraphs. target is the address of the entry that it names, if it names one.
    """

    path: str
    location: tuple[str | int, ...]
    text: str
    target: str = ""


def list_values(record: BaseModel, study: Study) -> list[Value]:
    """Return every value of a record and of those inside it; a paragraph is a value."""
    return list(_walk(record, study, ()))


def _walk(record: BaseModel, study: Study, around: tuple[str | int, ...]) -> Iterator[Value]:
    for name, known in type(record).model_fields.items():
        catalogue = _find_catalogue((known.annotation, *known.metadata))
        value = getattr(record, name)
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for rank, item in items:
            location = (*around, name) if rank is None else (*around, name, rank)
            if isinstance(item, BaseModel):
                yield from _walk(item, study, location)
            elif item is not None and item is not False:
                path = ".".join(step for step in location if isinstance(step, str))
                for number, (text, target) in enumerate(_say(item, catalogue, study)):
                    yield Value(path, (*location, number), text, target)


def _say(value: Any, catalogue: str, study: Study) -> Iterator[tuple[str, str]]:
    if catalogue == "adresses":
        yield "", f"{value}/"
    elif catalogue == "champs":
        return  # for a script: what fills a row
    elif catalogue:
        yield name_entry(study, catalogue, value)
    elif value is True:
        yield "oui", ""
    elif isinstance(value, date):
        day = "1er" if value.day == 1 else value.day
        yield f"{day} {MONTHS[value.month - 1]} {value.year}", ""
    elif isinstance(value, (int, float)):
        yield str(value).replace(".", ","), ""
    else:
        for paragraph in re.split(r"\n{2,}", SAID.get(value, value)):
            yield unmark(paragraph), ""


def name_entry(study: Study, catalogue: str, slug: str) -> tuple[str, str]:
    """Return the title of an entry, or of a word of a vocabulary, and the address of its page."""
    entry = study.catalogues[catalogue][slug]
    title = getattr(entry, "titre", None) or entry.nom
    shown_apart = catalogue != "modeles"  # a model has no page: it is shown where it is named
    return title, getattr(entry, "url", "") if shown_apart else ""


def unmark(text: str) -> str:
    """Return a text without Markdown: the words of [links](https:…), *emphasis* and **strong**."""
    text = re.sub(r"\[([^\]]*)\]\(https:[^)]*\)", r"\1", text)
    return re.sub(r"(?<!\w)([*_]{1,2})(\S(?:.*?\S)?)\1(?!\w)", r"\2", text, flags=re.DOTALL)


def _find_catalogue(kind: Any) -> str:
    """The catalogue that a field's values name entries of, if they do."""
    if isinstance(kind, Reference):
        return kind.catalogue
    inside = kind if isinstance(kind, tuple) else get_args(kind)
    return next(filter(None, map(_find_catalogue, inside)), "")
