"""Reads YAML text into plain data that keeps the line and column of everything.

Every scalar stays the text that was written: it is the schema that knows whether
« 08 », « oui » or « 12:30 » is a number, a yes or a word (YAML 1.1 would guess).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from .diagnosis import OPENING, diagnose, quote_value
from .files import explain_reason
from .messages import build_problem
from .problems import InvalidStudyError, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

# Controls, and what makes text read otherwise than it is written: zero-width and
# bidirectional characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"
Location: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]


class Marks(NamedTuple):
    """Where a value starts, and where each of its items or entries does."""

    value: Any
    key: Any
    inside: "Mapping[str | int, Marks]"


NOTHING: Mapping[str | int, Marks] = {}  # inside a text


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: its data, and where each part of it stands.

    file is the path shown to people, relative to the project.
    """

    file: str
    text: str
    data: Data
    marks: Marks

    def place(self, location: Location, *, of_key: bool = False) -> Place:
        """Return the line and column, from 1, of the part of the data at location.

        With of_key, of its key rather than of its value. A location that is not in the
        file (a missing key) has the place of the nearest part around it.
        """
        marks = self._find_marks(location)
        mark = marks.key if of_key else marks.value
        return mark.line + 1, mark.column + 1

    def place_of(self, snippet: str, location: Location, rank: int = 0) -> Place:
        """Return the line and column of the snippet inside the text at location.

        rank tells which, from 0, where the text has several. Lines may be cut inside it.
        """
        start = self._find_marks(location).value.index
        words = re.compile(r"\s+".join(map(re.escape, snippet.split())))
        found = next(islice(words.finditer(self.text, start), rank, None), None)
        if found is None:  # written with escapes
            return self.place(location)
        index = found.start()
        return self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index)

    def _find_marks(self, location: Location) -> Marks:
        marks = self.marks
        for step in location:
            if step not in marks.inside:
                break
            marks = marks.inside[step]
        return marks


def load_document(
    path: Path, root: Path, known: Document | None = None, reader: "type[Reader] | None" = None
) -> Document:
    """Read the YAML file at path; its name is shown relative to root.

    known is what was read there before: it is returned when the text is the same. reader builds
    the data, where the file is not quite one of the study's.
    Raises InvalidStudyError with every problem met: unreadable file, broken YAML, twice the
    same key, or what these files do not use (tags, anchors, several documents).
    """
    file = path.relative_to(root).as_posix()
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise _invalid(file, "lien-symbolique")
        if path.stat().st_size > MAX_BYTES:
            raise _invalid(file, "fichier-trop-gros")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        place = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        raise _invalid(file, "encodage", place) from error
    except OSError as error:
        raise _invalid(file, "illisible", reason=explain_reason(error)) from error
    return known if known and known.text == text else parse_document(text, file, reader)


def parse_document(text: str, file: str, reader: "type[Reader] | None" = None) -> Document:
    """Read YAML text; file is the name shown in problems. Raises as load_document."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if found := FORBIDDEN.search(text):
        before = text[: found.start()]
        place = before.count("\n") + 1, found.start() - before.rfind("\n")
        raise _invalid(file, "caractere-interdit", place, name=name_character(found[0]))
    reading = (reader or Reader)(text, file)
    try:
        data, marks = reading.read_document()
    except yaml.MarkedYAMLError as error:
        raise InvalidStudyError([*reading.problems, diagnose(text, file, error)]) from error
    if reading.problems:
        raise InvalidStudyError(reading.problems)
    return Document(file, text, data, marks)


def name_character(character: str) -> str:
    """Return the Unicode name of a character, its code where it has none."""
    return unicodedata.name(character, f"U+{ord(character):04X}")


def _invalid(file: str, code: str, place: Place = (1, 1), **values: Any) -> InvalidStudyError:
    return InvalidStudyError([build_problem(file, place, code, **values)])


class Reader:
    """Builds data from libyaml's events, and notes what a file of the study may not hold.

    PyYAML's own composer recurses without a limit and crashes the process on a file of
    brackets: here depth is counted.
    """

    def __init__(self, text: str, file: str) -> None:
        self.parser: Any = CParser(text)
        self.lines = text.splitlines()
        self.file = file
        self.problems: list[Problem] = []

    def read_document(self) -> tuple[Data, Marks]:
        """Return the data of the whole text; raises yaml.MarkedYAMLError where it is not YAML."""
        self.parser.get_event()  # start of the stream
        start = self.parser.get_event()
        if isinstance(start, yaml.StreamEndEvent):
            raise _invalid(self.file, "fichier-vide")
        event = self.parser.get_event()
        data, marks = self.read(event, event.start_mark, 0)
        self.parser.get_event()  # end of the document
        event = self.parser.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            self.note(event, "plusieurs-documents")
        return data, marks

    def read(self, event: Any, key: Any, depth: int) -> tuple[Data, Marks]:
        """Return the value that begins with the event; key is the mark of its key."""
        if depth > MAX_DEPTH:
            self.note(event, "profondeur")
            raise InvalidStudyError(self.problems)
        if event.anchor is not None:  # an alias has one too
            self.note(event, "alias")
        elif event.tag is not None:
            self.note(event, "etiquette", tag=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self.read_scalar(event), Marks(event.start_mark, key, NOTHING)
        inside: dict[str | int, Marks] = {}
        data: Data = None
        if isinstance(event, yaml.MappingStartEvent):
            data = self.read_mapping(inside, depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            data = self.read_sequence(inside, depth)
        return data, Marks(event.start_mark, key, inside)

    def read_scalar(self, event: Any) -> str | None:
        """Return a text as it is written, None where there is none."""
        text: str = event.value
        if not event.style:
            self.check_plain(event)
            if text in ("", "~"):
                return None
        elif found := FORBIDDEN.search(text):  # written as an escape, « \\u200b »
            self.note(event, "caractere-interdit", name=name_character(found[0]))
        return text

    def read_mapping(self, inside: dict[str | int, Marks], depth: int) -> dict[str, Data]:
        """Return the values by key, up to the end of the mapping; add their marks to inside."""
        data: dict[str, Data] = {}
        while not isinstance(event := self.parser.get_event(), yaml.MappingEndEvent):
            key, _ = self.read(event, event.start_mark, depth + 1)
            value = self.parser.get_event()
            if not isinstance(key, str):
                self.note(event, "cle-illisible")
                key = ""
            elif key in data:
                self.note(event, "cle-double", key=key, first=inside[key].key.line + 1)
            data[key], inside[key] = self.read(value, event.start_mark, depth + 1)
            if data[key] is None and not isinstance(value, yaml.AliasEvent):
                self.note(event, "valeur-vide", key=key)
        return data

    def read_sequence(self, inside: dict[str | int, Marks], depth: int) -> list[Data]:
        """Return the items, up to the end of the sequence; add their marks to inside."""
        data: list[Data] = []
        while not isinstance(event := self.parser.get_event(), yaml.SequenceEndEvent):
            item, inside[len(data)] = self.read(event, event.start_mark, depth + 1)
            data.append(item)
        return data

    def check_plain(self, event: Any) -> None:
        """Note what a text without quotes loses or shows without meaning to."""
        end = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if event.value and "#" in line and (lost := re.match(r"\s+#\s*(.*)", line[end.column :])):
            place = end.line + 1, end.column + lost[0].index("#") + 1
            self.problems.append(
                build_problem(self.file, place, "diese", lost=lost[1], fixed=quote_value(line))
            )
        if event.value[:1] and event.value[0] in OPENING and event.value[-1:] in "”“’":
            start = self.lines[event.start_mark.line]
            self.note(event, "guillemets-typographiques", fixed=quote_value(start))

    def note(self, event: Any, code: str, **values: Any) -> None:
        """Note the problem of this code where the event is; values fill its message."""
        mark = event.start_mark
        place = mark.line + 1, mark.column + 1
        self.problems.append(build_problem(self.file, place, code, **values))
