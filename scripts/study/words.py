"""What people read of the words that a file may write: titles, and what they cover."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from .study import Study


class Word(NamedTuple):
    """What people read of a word: its title, and what it covers where that is said."""

    title: str
    help: str = ""


Words = Mapping[str, Mapping[str, Word]]  # of each catalogue, by slug


def list_words(study: Study) -> dict[str, dict[str, Word]]:
    """Return the words of each catalogue, with what is said of them."""
    words = {name: {slug: Word(slug) for slug in known} for name, known in study.slugs.items()}
    for name, records in study.catalogues.items():
        for slug, record in records.items():
            title = getattr(record, "nom" if name == "centres" else "titre", slug)
            words[name][slug] = Word(title, getattr(record, "description", None) or "")
    for slug, sphere in study.spheres.items():
        first, *_ = re.split(r"(?<=\.)\s", sphere.definition)  # after a full stop
        words["spheres"][slug] = Word(words["spheres"][slug].title, first)
    return words
