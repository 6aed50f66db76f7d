"""Turns the answers of a filled grid into the data of a portrait, and what is unsure of them.

Nothing is guessed: an answer that can be read in two ways, or in none, gives no value but a remark.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..reading.documents import FORBIDDEN, Location, read_as_meant
from ..reading.writing import WIDTH
from ..schema.anonymity import Names
from ..schema.introspection import FieldInfo, find_field, read_fields
from ..schema.portrait import Ages, Portrait
from ..schema.rules import InOrder
from ..schema.types import Prose
from ..study.study import Study
from ..study.words import list_words
from ..text.days import read_day
from ..text.folding import fold
from .grid import Choice, Question, Stage, list_questions
from .naming import Numbers, name_place
from .word_file import Filled, Row

Paragraphs = Sequence[str]
Remark = tuple[Location, str]  # where it stands in the data, and a sentence in French

_TICKS, _BOXES = "☒☑✓✔✗✘✕✖×⊠■●", "☐□❏❑❒▢○"
_SIGN = rf"[{_TICKS}{_BOXES}\s\[\](){{}}]|(?<!\w)[xXvV](?!\w)"
_TICKED_LINE = re.compile(rf"(?P<before>(?:{_SIGN})*)(?P<words>.*?)(?P<after>(?:{_SIGN})*)")
_LONGEST_CHOICE = 500  # signs
_SAID = re.compile(r"[^\s./…_?–—-]")  # anything but what fills an empty place
# Dashes and dots, and the letters that are bullets in the fonts of signs: « o » is a ring.
_BULLET = re.compile(r"^(?:[-•·–—*▪■◦○●‣→➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc§Øo]\s+|\d{1,2}[.)]\s+)")
# A number, its unit, and what it counts: « plus de 50 % des familles ».
_COUNTED = re.compile(
    r"(?P<valeur>(?:\D{0,20}\s)?\d[\d ,.]*?)\s*(?P<unite>%)?\s+(?P<libelle>[^\W\d]\D*)"
)
_NUMBER = re.compile(r"(\d[\d ]{,11})(?:ans?|€|euros?)?")
_RANGE = re.compile(
    r"(?:de |entre )?(\d{1,2})(?: ans?)? ?(?:-|à|a|et) ?(\d{1,2})(?: ans?)?(?:\s*[,;(]\s*(\D.*))?"
)
_NOT_TOUCHED = {"non", "non concerne", "sans objet", "aucun", "aucune"}
_TOUCHED = {"oui", "oui oui"}
_NOT_KNOWN = {
    "je ne sais pas", "je ne sais plus", "on ne sait pas", "nous ne savons pas", "ne sait pas",
    "nsp", "pas connu", "inconnu", "non connu", "non renseigne", "a completer", "a voir",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """The data of a portrait, as its file writes it, and the remarks about the answers.

    numbers are those that the grid gives to the elements of its lists.
    """

    data: dict[str, Any]
    remarks: tuple[Remark, ...]
    numbers: Numbers


def read_answers(filled: Filled, stages: tuple[Stage, ...], study: Study) -> Told:
    """Return what the answers of a grid say."""
    reader = _Reader(stages, study)
    reader.read_rows(filled.rows)
    data = {"origine": "temoignage", **reader.data}
    return Told(_order(data, read_fields(Portrait)), tuple(reader.remarks), reader.numbers)


def clean(text: str) -> str:
    """Return a text typed in Word with the spaces, quotes and apostrophes of the files."""
    text = re.sub("[“„«]\\s*", "« ", text)
    text = re.sub("\\s*[”‟»]", " »", text)
    text = re.sub("[’‘ʼ]", "'", FORBIDDEN.sub("", text))
    return " ".join(read_as_meant(text).split())


def is_said(text: str) -> bool:
    """Tell a text from what fills an empty place: dots, a dash, a question mark."""
    return _SAID.search(text) is not None


class _Reader:
    """Reads the rows of a grid into data."""

    def __init__(self, stages: tuple[Stage, ...], study: Study) -> None:
        self.questions = list_questions(stages)
        self.lists = {part.cle for stage in stages for part in stage.parties if part.liste}
        self.words = list_words(study)
        self.titles = {
            name: {_fold(word.title): slug for slug, word in known.items()}
            for name, known in self.words.items()
        }
        self.numbers: dict[Location, int] = {}
        self.names: Names = study.names
        self.data: dict[str, Any] = {}
        self.remarks: list[Remark] = []

    def read_rows(self, rows: Iterable[Row]) -> None:
        """Read the rows in their order: a list has one more element wherever it begins again."""
        elements: dict[str, list[dict[str, Paragraphs]]] = {key: [] for key in self.lists}
        alone: dict[str, Paragraphs] = {}
        for row in rows:
            above = row.key.rpartition(".")[0]
            answer: Paragraphs = [text for text in map(clean, row.answer) if is_said(text)]
            if _fold(" ".join(answer)) in _NOT_KNOWN:
                answer = ()
            elif row.beside and row.key in self.questions:
                said = "écrit sous la question, dans la colonne de gauche ; est-ce sa réponse ?"
                self.note_about(_locate(row.key), said, answer)
            if row.key in self.lists:
                elements[row.key].append({})
            elif row.key not in self.questions:
                if answer:
                    said = f"la question « {row.key} » n'est plus dans la grille"
                    self.note((), "", said, answer)
            elif above in self.lists:
                if not elements[above] or row.key in elements[above][-1]:
                    elements[above].append({})
                elements[above][-1][row.key] = answer
            elif answer and alone.get(row.key):
                self.note_about(_locate(row.key), "il y a une seconde réponse", answer)
            else:
                alone[row.key] = answer or alone.get(row.key, ())
        _share_range(alone)
        for key, answer in alone.items():
            if answer:
                self.read_alone(key, answer)
        for key, told in elements.items():
            self.read_elements(key, told)

    def read_alone(self, key: str, answer: Paragraphs) -> None:
        """Read what is asked once."""
        location = _locate(key)
        field = find_field(Portrait, location)
        if field is None:  # a word of a catalogue, and how it is touched
            self.read_touched(key, answer)
        elif (value := self.read(self.questions[key], field, answer, location)) is not None:
            _put(self.data, location, value)

    def read_touched(self, key: str, answer: Paragraphs) -> None:
        """Read whether, and how, a sphere or a level is touched."""
        *above, word = key.split(".")
        field = find_field(Portrait, tuple(above))
        assert field is not None
        text = " ".join(answer)
        if _fold(text) in _NOT_TOUCHED:
            return
        item = {field.fields[0].key: word}
        if _fold(text) in _TOUCHED:
            pass  # how, is missing
        elif said := text.strip(_TICKS + _BOXES + " "):
            if not _is_only_signs(said):
                item[field.fields[1].key] = said
        elif not any(sign in text for sign in _TICKS):
            return  # a box that is left empty
        self.data.setdefault(field.key, []).append(item)

    def read_elements(self, key: str, told: Iterable[Mapping[str, Paragraphs]]) -> None:
        """Read the elements of a list, each from its answers."""
        location, elements = _locate(key), list[dict[str, Any]]()
        for number, answers in enumerate(told, 1):
            element: dict[str, Any] = {}
            self.numbers[*location, len(elements)] = number
            for name, answer in answers.items():
                place: Location = (*location, len(elements), name.rpartition(".")[2])
                field = find_field(Portrait, place)
                assert field is not None
                value = self.read(self.questions[name], field, answer, place) if answer else None
                if value is not None:
                    element[field.key] = value
            if element:
                elements.append(_part_unit(element))
        if elements:
            _put(self.data, location, elements)

    def read(
        self, question: Question, field: FieldInfo, answer: Paragraphs, place: Location
    ) -> Any:
        """Return the value of an answer; None, with a remark, where it is not sure."""
        if question.choix:
            return self.read_choices(question, answer, place)
        if field.catalogue:
            return self.read_titles(question, field, answer, place)
        if field.many:
            return [text for each in answer if (text := _BULLET.sub("", each))]
        text = " ".join(answer)
        for kind, read_kind, wanted in _KINDS:
            if field.type == kind:
                value = read_kind(text)
                if value is None:
                    self.note_about(place, f"ce n'est pas {wanted}", answer)
                return value
        return _join_paragraphs(answer) if field.prose and field.prose.paragraphs else text

    def read_choices(self, question: Question, answer: Paragraphs, place: Location) -> Any:
        """Return the slugs that are ticked, or the one where there may be only one."""
        ticked, strange = _find_ticked(question.choix, answer)
        if strange:
            self.note_about(place, "ce n'est pas un choix proposé", strange)
        if question.plusieurs:
            return [choice.slug for choice in ticked] or None
        if len(ticked) > 1:
            titles = [choice.titre for choice in ticked]
            self.note_about(place, "une seule réponse est attendue", titles)
        return ticked[0].slug if len(ticked) == 1 else None

    def read_titles(
        self, question: Question, field: FieldInfo, answer: Paragraphs, place: Location
    ) -> list[str] | None:
        """Return the slugs of what is named, a title a line."""
        known = self.titles[field.catalogue]
        told = (_BULLET.sub("", each) for each in answer)
        lines = [
            part for each in told for part in _part_list(each, lambda one: _fold(one) in known)
        ]
        strange = [line for line in lines if _fold(line) not in known]
        if strange:
            self.note_about(place, "le site n'a pas ce titre", strange)
        return [known[_fold(line)] for line in lines if _fold(line) in known] or None

    def note_about(self, place: Location, said: str, answer: Paragraphs) -> None:
        """Keep a remark about the answer to a question, called by its name."""
        self.note(place, name_place(place, {}, self.words, self.numbers), said, answer)

    def note(self, place: Location, label: str, said: str, answer: Paragraphs) -> None:
        """Keep a remark; the words of the answer are told unless they seem to name somebody.

        A comment is published with the file, and nothing checks it.
        """
        text, said = " / ".join(answer), said if said.endswith("?") else f"{said}."
        if any(self.names.find(text, Prose())):
            about = f"{label} : " if label else ""
            hidden = "La réponse semble nommer quelqu'un ou un lieu : relisez-la dans la grille."
            told = f"{about}{said} {hidden}"
        else:
            told = f"{label + ', ' if label else ''}« {text} » : {said}"
        self.remarks.append((place, told))


def _locate(key: str) -> tuple[str, ...]:
    return tuple(key.split("."))


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", fold(text).lower()).split())


def _put(data: dict[str, Any], location: tuple[str, ...], value: Any) -> None:
    *above, last = location
    for key in above:
        data = data.setdefault(key, {})
    data[last] = value


def _order(data: Any, fields: Sequence[FieldInfo]) -> Any:
    """Return the data with its keys in the order of the schema."""
    if isinstance(data, list):
        return [_order(item, fields) for item in data]
    if not isinstance(data, dict):
        return data
    return {f.key: _order(data[f.key], f.fields) for f in fields if f.key in data}


def _share_range(answers: dict[str, Paragraphs]) -> None:
    """Part « 3-11 ans », where one of two numbers in order is asked and the other has no answer.

    What follows, as in « 3-11 ans, surtout les CM1 », is the words of the field, if it has none.
    """
    (rule,) = (rule for rule in Ages.rules if isinstance(rule, InOrder))
    first, second = (f"ages.{key}" for key in rule.keys)
    told = [text for key in (first, second) if (text := " ".join(answers.get(key, ())))]
    if len(told) != 1 or not (found := _RANGE.fullmatch(fold(told[0]).lower())):
        return
    more = told[0][found.start(3) :].rstrip(" )") if found[3] else ""
    if more and answers.get("ages.precision"):
        return
    answers[first], answers[second] = [found[1]], [found[2]]
    if more:
        answers["ages.precision"] = [more]


def _part_unit(element: dict[str, Any]) -> dict[str, Any]:
    """Return a key figure whose unit, or what it counts, is beside its number: « 78 % »."""
    value = element.get("valeur", "")
    if element.keys() == {"valeur"} and (found := _COUNTED.fullmatch(value)):
        return {key: said for key, said in found.groupdict().items() if said}
    if value.endswith("%") and element.get("unite", "%") == "%":
        return element | {"valeur": value.removesuffix("%").strip(), "unite": "%"}
    return element


def _join_paragraphs(paragraphs: Paragraphs) -> str:
    if len(paragraphs) == 1:
        return paragraphs[0]
    width = WIDTH - 4
    return "\n\n".join(
        textwrap.fill(each, width, break_long_words=False, break_on_hyphens=False)
        for each in paragraphs
    )


def _is_only_signs(line: str) -> bool:
    """Tell a line that is only a tick, drawn or typed."""
    found = _TICKED_LINE.fullmatch(line)
    return found is not None and not found["words"]


def _find_ticked(choices: Sequence[Choice], lines: Paragraphs) -> tuple[list[Choice], list[str]]:
    """Return the choices that are ticked, or written where nothing is to tick; and other words."""
    ticked, strange = [], list[str]()
    for line in _part_choices(choices, lines):
        found = _TICKED_LINE.fullmatch(line) if len(line) <= _LONGEST_CHOICE else None
        if found is None:
            strange.append(line)
            continue
        signs, words = found["before"] + found["after"], found["words"]
        choice = next((each for each in choices if _names(words, each)), None)
        tick = re.search(rf"[{_TICKS}xXvV]", signs)
        if choice is None and (words or tick):
            strange.append(line)
        elif choice and (tick or not re.search(rf"[{_BOXES}]", signs)) and choice not in ticked:
            ticked.append(choice)
    return ticked, strange


def _part_choices(choices: Sequence[Choice], lines: Paragraphs) -> Iterator[str]:
    """Yield the lines; alone, each of several choices in a row, and what follows those of a box."""
    titles = [clean(title) for each in choices for title in (_whole(each), each.titre)]
    boxed = re.compile(
        rf"(?P<box>[{_TICKS}{_BOXES}]\s*(?:{'|'.join(map(re.escape, titles))}))(?P<more>.+)"
    )
    for line in lines:
        more = line
        if not _find_choice(choices, line) and (found := boxed.fullmatch(line)):
            yield found["box"]
            more = found["more"].strip(" ,;")
        yield from _part_list(more, lambda part: _find_choice(choices, part))


def _part_list(line: str, is_known: Callable[[str], Any]) -> list[str]:
    """Part a line at its commas where it is known only so."""
    parts = re.split(r"\s*[,;]\s*", line)
    return parts if not is_known(line) and all(map(is_known, parts)) else [line]


def _find_choice(choices: Sequence[Choice], line: str) -> Choice | None:
    """The choice that a line names, with its tick or box or without."""
    found = _TICKED_LINE.fullmatch(line) if len(line) <= _LONGEST_CHOICE else None
    return next((each for each in choices if found and _names(found["words"], each)), None)


def _whole(choice: Choice) -> str:
    return f"{choice.titre} : {choice.aide}"


def _names(words: str, choice: Choice) -> bool:
    """Tell whether the words are those of a choice, with or without what it covers."""
    return _fold(words) in (_fold(choice.titre), _fold(_whole(choice)), _fold(choice.slug))


def _read_number(text: str) -> int | None:
    """« 12 », « 2 000 € », « 6 ans »."""
    found = _NUMBER.fullmatch(text.lower())
    return int(found[1].replace(" ", "")) if found else None


# What is asked otherwise than as a text: its type, what reads it, what it is called.
_KINDS: tuple[tuple[str, Callable[[str], Any], str], ...] = (
    ("integer", _read_number, "un nombre entier, seul, en chiffres"),
    ("date", read_day, "une date comme 25/11/2026"),
)
