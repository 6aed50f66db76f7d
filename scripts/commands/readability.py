"""How easy the texts are to read: a score a page, for maintainers.

The score is Flesch's reading ease in the form that Kandel and Moles gave it for French:
207 - 1.015 x (words a sentence) - 73.6 x (syllables a word); the higher, the easier, and about 100
at most. textstat computes it, offline. It counts as syllables the places where a printer may
hyphenate, which are fewer than those we say (« école » has one): scores are to be compared with
one another (counting vowels instead ranks these pages alike), not with those of other tools.

Source: L. Kandel and A. Moles, « Application de l'indice de Flesch à la langue française »,
Cahiers d'études de radio-télévision, 19 (1958), pages 253-274.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import textstat
from pydantic import BaseModel

from ..reading.writing import dump_record
from ..study.study import Study

PLAIN = "en-clair"

_SENTENCE = re.compile(r"[.!?…:]$")  # the end of a sentence
# A Markdown link, whose words are kept; marks of emphasis, quotes.
_MARKS = re.compile(r"\[([^]]*)\]\([^)]*\)|[*_«»]")
_ELISION = re.compile(r"(?<=\w)['’](?=\w)")  # an apostrophe inside a word


class Score(NamedTuple):
    """How easy a page is; kind is the catalogue it comes from, or PLAIN."""

    value: float
    kind: str
    url: str


def score_pages(study: Study) -> list[Score]:
    """Return the score of every page made from data and of its plain words, worst first."""
    scores = [
        score_text("synthese", "synthese/", _find_sentences(study.synthese)),
        *(
            score_text(
                "chapitres",
                chapter.url,
                (
                    *_find_sentences(chapter),
                    *(
                        sentence
                        for section in chapter.sections
                        if section.modele
                        for sentence in _find_sentences(study.modeles[section.modele])
                    ),
                ),
            )
            for chapter in study.chapitres.values()
        ),
        *(
            score_text(kind, entry.url, _find_sentences(entry))
            for kind in ("portraits", "spheres", "chiffres")
            for entry in getattr(study, kind).values()
        ),
        *(score_text(PLAIN, f"{text.url}{PLAIN}/", text.sentences) for text in study.plain_texts),
    ]
    return sorted(scores)


def score_text(kind: str, url: str, sentences: Iterable[str]) -> Score:
    """Return the score of a page that holds these sentences; there is at least one."""
    textstat.set_lang("fr")
    text = " ".join(_prepare(sentence) for sentence in sentences)
    return Score(round(float(textstat.flesch_reading_ease(text)), 1), kind, url)


def read_floors(root: Path) -> Mapping[str, float]:
    """Return the least score a page of each kind may have: pyproject.toml, tool.readability."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    floors: Mapping[str, float] = settings["tool"]["readability"]
    return floors


def _find_sentences(record: BaseModel) -> Iterator[str]:
    """The prose of a record, its plain words apart: what ends as a sentence does.

    Titles, labels and names do not, and are left out.
    """
    data = dump_record(record)
    data.pop("en_clair", None)
    return _walk(data)


def _walk(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _walk(value)
    elif isinstance(data, str):
        yield from (part for part in data.split("\n\n") if _SENTENCE.search(part.strip()))


def _prepare(sentence: str) -> str:
    """Return the text as textstat counts it best: no marks, two words where there is an elision."""
    text = _ELISION.sub("' ", _MARKS.sub(r"\1", " ".join(sentence.split())))
    return re.sub(r"[:;]$", ".", text)
