"""Reads YAML text into plain data that keeps the line and column of everything.

Every scalar stays the text that was written: it is the schema that knows whether
« 08 », « oui » or « 12:30 » is a number, a yes or a word (YAML 1.1 would guess).
"""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from ..files import explain_reason
from ..problems.findings import Findings
from ..problems.messages import build_problem
from ..problems.problem import InvalidStudyError, Place, Problem
from .alignment import find_flattened, find_listed_keys, say_item_too_far
from .edits import set_aside
from .lines import BLOCK
from .misread import FOR_BAR, find_misread, may_misread, say_no_bar
from .quotes import OPENING, UPSIDE_DOWN, find_quoted
from .strangers import find_numbered
from .yaml_faults import diagnose, quote_value, say_empty

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_COLUMN = 200  # of what begins a line: beyond, a line is not typed to be read
MAX_FAULTS = 20  # of a file that is not YAML: each is one more reading of it
PASTED = 3  # keys of a file that come again: not a slip, a text pasted twice
MAX_READ = 2 * MAX_BYTES  # characters, in all these readings

# Control characters, and those that make a text look otherwise than it is: zero-width and
# bidirectional ones.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
# What people call them; the others have only their code.
INVISIBLE = {
    "\u200b": "espace sans largeur",
    "\u200c": "antiliant sans largeur",
    "\u200d": "liant sans largeur",
    "\u200e": "marque de gauche à droite",
    "\u200f": "marque de droite à gauche",
    "\u2028": "séparateur de lignes",
    "\u2029": "séparateur de paragraphes",
    "\u202a": "début de texte de gauche à droite",
    "\u202b": "début de texte de droite à gauche",
    "\u202c": "fin de changement de sens",
    "\u202d": "sens forcé de gauche à droite",
    "\u202e": "sens forcé de droite à gauche",
    "\u2060": "liant de mots",
    "\u2061": "application de fonction",
    "\u2062": "multiplication invisible",
    "\u2063": "séparateur invisible",
    "\u2064": "plus invisible",
    "\u2066": "isolement de gauche à droite",
    "\u2067": "isolement de droite à gauche",
    "\u2068": "isolement du premier sens",
    "\u2069": "fin d'isolement",
    "\ufeff": "marque d'ordre des octets",
}
# Those that change nothing of a text when they are taken away: no letter and no emoji needs them.
_USELESS = {"\u200b", "\u2060", "\ufeff"}
# Joined letters (U+FB00 to U+FB06), and the hyphens that show only where a line is cut.
_JOINED = re.compile("[\ufb00-\ufb06\u00ad]")
_CLUSTER = re.compile(r"[^\u0300-\u036f]?[\u0300-\u036f]*")  # a letter and its accents

_AFTER_SPACE = re.compile(r"#(?<=[^\S\n]#)")  # what begins a comment, elsewhere than a line
# A comment at the end of a line, from the end of the value: « # and its words ».
_LOST = re.compile(r"\s+(?P<mark>#)\s*(?P<text>.*)")

START_AGAIN = (
    "Pour un portrait, partez du modèle : docs/schemas/portrait-a-remplir.yml. Un autre fichier se "
    "remet tel qu'il était : « git restore »."
)
ALL_HIDDEN = (
    "Chaque ligne est derrière un « # ». Retirez ce signe, et l'espace qui le suit, de celles de "
    "la fiche."
)
HIDDEN_KEY = re.compile(r"# ?[a-z_]+:(?:\s|$)")

_KINDS = {
    stat.S_IFDIR: "un dossier",
    stat.S_IFIFO: "un tube",
    stat.S_IFSOCK: "une prise réseau",
    stat.S_IFCHR: "un périphérique",
    stat.S_IFBLK: "un périphérique",
}

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"
Location: TypeAlias = tuple[str | int, ...]


class Marks(NamedTuple):
    """Where a value stands in the text: a tree of libyaml's marks, of the shape of the data.

    value is the mark of its start, key that of its key; inside has those of its items or entries.
    """

    value: Any
    key: Any
    inside: "Mapping[str | int, Marks]"


@dataclass(frozen=True)
class Document:
    """A YAML file: its data, and where each part of it stands.

    file is the path shown to people, relative to the project.
    """

    file: str
    text: str
    data: Data

    @cached_property
    def marks(self) -> Marks:
        """Where the data stands: read from the text again, when a place is first asked for.

        Most files have nothing wrong: the marks of all would take most of the time and memory.
        """
        parser: Any = CParser(self.text)
        parser.get_event()  # start of the stream
        parser.get_event()  # start of the document
        event = parser.get_event()
        return _read_marks(parser, event, event.start_mark)

    def find(self, location: Location) -> Any:
        """Return the part of the data at the location. Raises KeyError or IndexError without it."""
        data: Any = self.data
        for step in location:
            data = data[step]
        return data

    def list_items(self, key: str) -> list[dict[str, Any]]:
        """Return the groups of keys in the list under a key of the file, before it is checked.

        What is written in another way is left out: its fault is told elsewhere.
        """
        listed = self.data.get(key) if isinstance(self.data, dict) else None
        items = listed if isinstance(listed, list) else []
        return [item for item in items if isinstance(item, dict)]

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

        The snippet is written as in the data (see read_as_meant), the place is in the file's own
        text. rank, from 0, tells which one is meant where the text has several. The snippet may
        run over the end of a line.
        """
        mark = self._find_marks(location).value
        # The words of the snippet, with any spaces or line ends between them.
        words = re.compile(r"\s+".join(map(re.escape, snippet.split())))
        found = next(islice(words.finditer(self.text, mark.index), rank, None), None)
        if found:
            return _find_place(self.text, found.start())
        for number, (typed, meant) in enumerate(_pair_lines(self.text)[mark.line :]):
            index = meant.find(snippet)
            if index >= 0:
                return mark.line + 1 + number, _find_column(typed, index)
        return self.place(location)

    def _find_marks(self, location: Location) -> Marks:
        marks = self.marks
        for step in location:
            if step not in marks.inside:
                break
            marks = marks.inside[step]
        return marks


def _read_marks(parser: Any, event: Any, key: Any) -> Marks:
    """The marks of the value that begins with the event; key is the mark of its key."""
    inside: dict[str | int, Marks] = {}
    if isinstance(event, yaml.MappingStartEvent):
        while not isinstance(name := parser.get_event(), yaml.MappingEndEvent):
            _read_marks(parser, name, name.start_mark)  # a key may be anything, and is then no text
            text = _read_scalar(name) if isinstance(name, yaml.ScalarEvent) else None
            inside[text or ""] = _read_marks(parser, parser.get_event(), name.start_mark)
    elif isinstance(event, yaml.SequenceStartEvent):
        while not isinstance(item := parser.get_event(), yaml.SequenceEndEvent):
            inside[len(inside)] = _read_marks(parser, item, item.start_mark)
    return Marks(event.start_mark, key, inside)


def _read_scalar(event: Any) -> str | None:
    """The text of a scalar, None where there is none."""
    return None if not event.style and event.value in ("", "~") else read_as_meant(event.value)


def load_document(
    path: Path, root: Path, known: Document | None = None, reader: "type[Reader] | None" = None
) -> Document:
    """Read the YAML file at path; its name is shown relative to root.

    known is what was read there before: it is returned when the text is the same. reader builds
    the data, where the file is not quite one of the study's.
    Raises InvalidStudyError with every problem met: unreadable file, broken YAML, twice the
    same key, or what these files do not use (tags, anchors, several documents).
    """
    document, problems = load_what_can_be(path, root, known, reader)
    if problems or document is None:
        raise InvalidStudyError(problems)
    return document


def load_what_can_be(
    path: Path,
    root: Path,
    known: Document | None = None,
    reader: "type[Reader] | None" = None,
    keys: Collection[str] = (),
) -> tuple[Document | None, list[Problem]]:
    """Return what is read of the file at path past its faults, and every problem met.

    As load_document, without an exception once the text of the file is known.
    """
    file = path.relative_to(root).as_posix()
    content = read_file(path, root)
    if content.count(0) > len(content) / 4:  # letters of two bytes
        raise _invalid(file, "encodage")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = join_line_ends(error.object[: error.start].decode("utf-8"))
        raise _invalid(file, "encodage", _find_place(before, len(before))) from error
    text = join_line_ends(text)
    return (
        (known, []) if known and known.text == text else read_what_can_be(text, file, reader, keys)
    )


def read_file(path: Path, root: Path) -> bytes:
    """Return what the file holds.

    Raises InvalidStudyError when it is not a file, is a link that leads out of root, holds more
    than MAX_BYTES or cannot be read. Nothing is ever waited for, as reading a pipe would.
    """
    file = path.relative_to(root).as_posix()
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise _invalid(file, "lien-symbolique")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = _KINDS[stat.S_IFMT(status.st_mode)]
            raise _invalid(file, "pas-un-fichier", name=path.name, kind=kind)
        if status.st_size > MAX_BYTES:
            raise _invalid(file, "fichier-trop-gros")
        return path.read_bytes()
    except OSError as error:
        reason, remedy = explain_reason(error)
        raise _invalid(file, "illisible", name=path.name, reason=reason, remedy=remedy) from error


def join_line_ends(text: str) -> str:
    """Return the text with the line ends of every system written alike."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_as_meant(text: str) -> str:
    """Return the text normalised: composed accents (NFC), ligatures of fonts as letters.

    Soft hyphens (U+00AD) are removed.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return _JOINED.sub(_part_letters, text)


def _part_letters(joined: re.Match[str]) -> str:
    return "" if joined[0] == "\u00ad" else unicodedata.normalize("NFKC", joined[0])


def parse_document(text: str, file: str, reader: "type[Reader] | None" = None) -> Document:
    """Read YAML text; file is the name shown in problems. Raises as load_document."""
    document, problems = read_what_can_be(join_line_ends(text), file, reader)
    if problems or document is None:
        raise InvalidStudyError(problems)
    return document


def read_what_can_be(
    text: str,
    file: str,
    reader: "type[Reader] | None" = None,
    keys: Collection[str] = (),
) -> tuple[Document | None, list[Problem]]:
    """Return what is read of a YAML text past its faults, and every problem met.

    Its line ends are those that join_line_ends writes. There is no document where nothing can be
    read. Where something is at fault, it holds what was meant if that is certain, else nothing;
    lines keep their numbers. keys are those that the file may have, where they are known: a key
    that is badly written is then understood.
    """
    lines = text.split("\n")
    if spoilt := find_numbered(lines, file) or find_flattened(lines, file):
        return None, [spoilt]
    faults = _find_invisible(text, file)
    told = {(fault.line, fault.code) for fault in faults}
    unread = {fault.line for fault in faults}  # lines that nothing more can be said of
    near = {*unread}  # lines where, and under which, what is out of line may be a consequence
    reading = _Attempt(FORBIDDEN.sub("", text) if faults else text, file, reader or Reader, keys)
    for _ in range(max(1, min(MAX_FAULTS, MAX_READ // (len(text) + 1)))):
        if (fault := reading.fault) is None:
            break
        # What is told again, or of a line set aside, or an indentation there or just below.
        if (
            (fault.line, fault.code) in told
            or fault.line in unread
            or (fault.code == "indentation" and near & {fault.line, fault.line - 1})
        ):
            fault = replace(fault, replacement=None)
        else:
            faults.append(fault)
            told.add((fault.line, fault.code))
        near.update(fault.lines)
        if fault.replacement is None:
            unread.update(fault.lines)
        reading = _Attempt(set_aside(reading.text, fault), file, reader or Reader, keys)
    if faults and (reading.fault or reading.document is None):
        return reading.document, faults
    # Keys whose value was set aside are empty: that is no mistake of the writer's.
    noted = [p for p in reading.problems if not faults or p.code != "valeur-vide"]
    return reading.document, [*noted, *faults]


def _find_invisible(text: str, file: str) -> list[Problem]:
    findings = Findings(file)

    def describe(found: re.Match[str]) -> Problem:
        place = _find_place(text, found.start())
        problem = build_problem(file, place, "caractere-interdit", name=name_character(found[0]))
        if found[0] not in _USELESS:
            return problem
        return problem.about(place, (place[0], place[1] + 1), "")

    for found in FORBIDDEN.finditer(text):
        findings.add(partial(describe, found))
    return findings.list()


def mark_invisible(text: str) -> str:
    """Return the text with « \ufffd » for each sign that a terminal obeys, or that is not seen."""
    return FORBIDDEN.sub("\ufffd", text)


def name_character(character: str) -> str:
    """Return the code of a character that cannot be seen, after its name where it has one."""
    code = f"U+{ord(character):04X}"
    return f"{INVISIBLE[character]}, {code}" if character in INVISIBLE else code


def _find_place(text: str, index: int) -> Place:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


@lru_cache(maxsize=2)
def _pair_lines(text: str) -> list[tuple[str, str]]:
    """Each line of the text, as it is typed and as read_as_meant returns it."""
    return [(line, read_as_meant(line)) for line in text.split("\n")]


def _find_column(line: str, index: int) -> int:
    """The column, in a line as typed, of the character at the index once it is read as meant."""
    length = 0
    for cluster in _CLUSTER.finditer(line):
        length += len(read_as_meant(cluster[0]))
        if length > index:
            return cluster.start() + 1
    return 1


def _invalid(file: str, code: str, place: Place = (1, 1), **values: Any) -> InvalidStudyError:
    return InvalidStudyError([build_problem(file, place, code, **values)])


class _Attempt:
    """One reading of a text.

    document is what is read, None where nothing is; problems are what a whole text may not hold;
    fault is what keeps it from being read as it is meant, None where nothing does.
    """

    def __init__(self, text: str, file: str, reader: "type[Reader]", keys: Collection[str]) -> None:
        self.text = text
        self.document: Document | None = None
        self.problems: list[Problem] = []
        self.fault: Problem | None = None
        reading = reader(text, file)
        try:
            self.document = Document(file, text, reading.read_document())
            self.fault = reading.misread
        except yaml.MarkedYAMLError as error:
            self.fault = diagnose(text, file, error, keys)
        except InvalidStudyError as error:
            self.problems = error.problems
            return
        self.problems = reading.findings.list()


class Reader:
    """Builds data from libyaml's events, and notes what a file of the study may not hold.

    PyYAML's own composer recurses without a limit and crashes the process on a file of
    brackets: here depth is counted.
    """

    def __init__(self, text: str, file: str) -> None:
        self.parser: Any = CParser(text)
        self.lines = text.split("\n")
        self.file = file
        self.findings = Findings(file)
        self.misread: Problem | None = None  # the first thing that is not read as it is meant
        self.doubtful = self.is_doubtful(text)
        self.as_meant = read_as_meant(text) == text  # then so is every part of it, escapes apart

    def is_doubtful(self, text: str) -> bool:
        """Tell whether check_plain may have anything to note: few texts have, and it takes time."""
        return (
            may_misread(text, self.lines)
            or any(sign in text for sign in OPENING)
            or bool(_AFTER_SPACE.search(text))
        )

    def read_document(self) -> Data:
        """Return the data of the whole text; raises yaml.MarkedYAMLError where it is not YAML."""
        self.parser.get_event()  # start of the stream
        start = self.parser.get_event()
        if isinstance(start, yaml.StreamEndEvent):
            hidden = any(map(HIDDEN_KEY.match, self.lines))
            raise _invalid(self.file, "fichier-vide", how=ALL_HIDDEN if hidden else START_AGAIN)
        event = self.parser.get_event()
        if isinstance(event, yaml.SequenceStartEvent):
            self.misread = find_listed_keys(self.lines, self.file)
        data = self.read(event, 0)
        self.parser.get_event()  # end of the document
        event = self.parser.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            self.note_second_document(event.start_mark.line)
        return data

    def note_second_document(self, line: int) -> None:
        """Note where a second document begins; a line that only ends the first one may go."""
        place, end = (line + 1, 1), (line + 1, 4)  # « --- »
        alone = self.lines[line:] and not "".join(self.lines[line:]).strip(" -")
        problem = build_problem(self.file, place, "plusieurs-documents", line="---")
        self.findings.add(lambda: problem.about(place, end, "") if alone else problem)

    def read(self, event: Any, depth: int) -> Data:
        """Return the value that begins with the event."""
        if depth > MAX_DEPTH:
            self.note(event, "profondeur")
            raise InvalidStudyError(self.findings.list())
        if event.anchor is not None:  # an alias has one too
            self.note(event, "alias")
        elif event.tag is not None:
            self.note(event, "etiquette", tag=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self.read_scalar(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.read_mapping(event, depth)
        return self.read_sequence(depth) if isinstance(event, yaml.SequenceStartEvent) else None

    def read_scalar(self, event: Any) -> str | None:
        """Return a text as it is written, None where there is none."""
        text: str = event.value
        if not event.style:
            # An item that is further than those above, what is typed for a bar.
            if (
                self.doubtful
                or " - " in text
                or (text[1:2] == " " and text[0] in FOR_BAR)
                or text[:1] == UPSIDE_DOWN
            ):
                self.check_plain(event)
            if text in ("", "~"):
                return None
        elif event.style == '"':
            if found := FORBIDDEN.search(text):  # written as an escape, « \\u200b »
                self.note(event, "caractere-interdit", name=name_character(found[0]))
            return read_as_meant(text)
        return text if self.as_meant else read_as_meant(text)

    def read_mapping(self, start: Any, depth: int) -> Data:
        """Return the values by key, up to the end of the mapping; numbers alone are a list."""
        data: dict[str, Data] = {}
        lines: dict[str, int] = {}  # of the keys
        bare: list[str] = []  # keys without a colon
        twice: dict[str, list[Callable[[], Problem]]] = {}
        while not isinstance(event := self.parser.get_event(), yaml.MappingEndEvent):
            key = self.read(event, depth + 1)
            value = self.parser.get_event()
            if not isinstance(key, str):
                self.note(event, "cle-illisible")
                key = ""
            elif key in data:
                twice.setdefault(key, []).extend(self.tell_twice(event, value, lines, start))
            lines[key] = event.start_mark.line + 1
            data[key] = self.read(value, depth + 1)
            if start.flow_style and value.start_mark.index == event.end_mark.index:  # « {x} »
                bare.append(key)
            elif data[key] is None and not isinstance(value, yaml.AliasEvent):
                self.note_empty(event, key)
        if bare and all(key.isdigit() for key in bare):  # « {6, 11} »
            return [*bare]
        if bare:
            fixed = quote_value("".join(self.lines[start.start_mark.line :][:1]))
            self.note(start, "caractere-special", char="{", fixed=fixed)
        if depth == 0 and len(twice) >= PASTED:
            self.note_copy(min(describe().line for describe, *_ in twice.values()))
        else:
            for describe in chain.from_iterable(twice.values()):
                self.findings.add(describe)
        return data

    def tell_twice(
        self, event: Any, value: Any, lines: Mapping[str, int], start: Any
    ) -> Iterator[Callable[[], Problem]]:
        """Yield what describes a key that is on one of these lines too: perhaps of another item."""
        mark, key = start.start_mark, read_as_meant(event.value)
        first, number = next(iter(lines)), event.start_mark.line + 1
        how = f"Gardez la ligne {lines[key]} ou la ligne {number}, et retirez l'autre."
        if not isinstance(value, yaml.ScalarEvent) or value.style in ("|", ">"):
            how = (
                f"Si les deux comptent, mettez sous la ligne {lines[key]} ce qui est sous la ligne "
                f"{number}, et retirez celle-ci. Sinon, gardez l'une des deux, avec ce qui est "
                "dessous."
            )
        elif BLOCK.fullmatch(self.lines[lines[key] - 1]):
            how = (
                f"Si les deux comptent, mettez le texte de la ligne {number} sous celui de la "
                f"ligne {lines[key]}, sans sa clé. Sinon, gardez l'un des deux."
            )
        if self.lines[mark.line][: mark.column].endswith("- "):
            if key != first and lines[first] > lines[key]:
                return  # that another item begins is told
            line = self.lines[number - 1]
            if key == first and not line[: event.start_mark.column].strip():
                how = (
                    "Si c'est un autre élément de la liste, il lui faut son tiret : au lieu de "
                    f"deux de ses espaces, écrivez : - {line.strip()}. Sinon, gardez-en une seule."
                )
        place = number, event.start_mark.column + 1
        values = {"key": key, "first": lines[key], "how": how}
        yield partial(build_problem, self.file, place, "cle-double", **values)

    def note_copy(self, first: int) -> None:
        """Note that keys of the file come again from a line on: something is pasted there."""
        last = max(n for n, line in enumerate(self.lines, 1) if line.strip())
        place, end = (first, 1), (last, len(self.lines[last - 1]) + 1)
        problem = build_problem(self.file, place, "fiche-double", first=first, last=last)
        self.findings.add(lambda: problem.about(place, end))

    def note_empty(self, event: Any, key: str) -> None:
        """Note a key without a value: perhaps there is one, behind a « # »."""
        number = event.start_mark.line + 1
        line = self.lines[number - 1]
        if lost := _LOST.match(line, event.end_mark.column + 1):
            place, fixed = (number, lost.start("mark") + 1), quote_value(line)
            words = lost["text"].split()
            if words[1:] and all(word.startswith("#") for word in words[1:]):  # « #sport #sante »
                fixed = f"{key}: [{', '.join(word.strip('#,') for word in words)}]"
            self.findings.add(
                lambda: build_problem(self.file, place, "diese", lost=lost["text"], fixed=fixed)
            )
        else:
            self.note(event, "valeur-vide", key=key, how=say_empty(self.lines, number))

    def read_sequence(self, depth: int) -> list[Data]:
        """Return the items, up to the end of the sequence."""
        data: list[Data] = []
        while not isinstance(event := self.parser.get_event(), yaml.SequenceEndEvent):
            data.append(self.read(event, depth + 1))
        return data

    def check_plain(self, event: Any) -> None:
        """Note what a text without quotes loses or shows without meaning to."""
        if self.misread is None:
            self.misread = self.find_misread(event)
        end = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if event.value and (lost := _LOST.match(line, end.column)):
            place = end.line + 1, lost.start("mark") + 1
            self.findings.add(
                lambda: build_problem(
                    self.file, place, "diese", lost=lost["text"], fixed=quote_value(line)
                )
            )
        self.check_quotes(event)

    def check_quotes(self, event: Any, *, french: bool = False) -> None:
        """Note a text between quotes that YAML does not know; « » too with french."""
        mark = event.start_mark
        if event.value and event.value[0] in OPENING + UPSIDE_DOWN + "«":
            place = mark.line + 1, mark.column + 1
            if quoted := find_quoted(self.lines, place, self.file, french=french):
                self.findings.add(lambda: quoted)

    def find_misread(self, event: Any) -> Problem | None:
        """Return what a text that begins its line has of signs of YAML, None without any."""
        start, end = event.start_mark, event.end_mark
        if start.column > MAX_COLUMN:
            return None
        lines = self.lines[start.line : end.line + bool(end.column)]
        if lines[1:] and lines[0][start.column :].strip() in FOR_BAR:
            return say_no_bar(lines[0], start.line + 1, start.column, self.file)
        if not lines or lines[0][: start.column].strip(" -"):
            return None
        for number, line in enumerate(lines[1:], start.line + 2):
            if "-" in lines[0][: start.column] and line.lstrip().startswith("- "):
                return say_item_too_far(line, number, lines[0], self.file)
        numbers = range(start.line + 1, start.line + 1 + len(lines))
        found = (find_misread(self.lines, number, self.file) for number in numbers)
        return next(filter(None, found), None)

    def note(self, event: Any, code: str, **values: Any) -> None:
        """Note the problem of this code where the event is; values fill its message."""
        mark = event.start_mark
        place = mark.line + 1, mark.column + 1
        self.findings.add(lambda: build_problem(self.file, place, code, **values))
