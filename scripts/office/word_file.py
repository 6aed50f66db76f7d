"""Reads the answers of an interview grid in a Word document that somebody has sent.

Of the whole document only its body is read: comments, headers, footers, notes, properties, pictures
and what the body does not show (text removed but tracked, hidden text) never are. Insertions that
are tracked are read: the writer sees them. Nothing in the file is trusted: its size, that of what
is compressed in it, its depth and its entities are bounded before anything is kept.
"""

import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import NoReturn
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ..files import explain_fault
from ..problems.problem import RefusedError
from ..reading.documents import MAX_BYTES

MOST_OCTETS = 30_000_000  # of the file: a grid has 50,000, and somebody may have put photographs in
MOST_MEMBERS = 2_000
MOST_UNPACKED = 20_000_000  # of the body: a grid has 300,000
MOST_DEPTH = 200
MOST_PIECES = 5_000  # rows, and paragraphs: a blank grid has 600
MOST_SAID = MAX_BYTES // 2  # letters: a portrait of as many could not be read again
ZIPPED = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and whatever Word encrypts
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATION = "/officeDocument"  # the type of the relation that leads to the body ends so

# What is not read of the body: what is removed, and what stands elsewhere on the page.
_UNREAD = {
    "del", "moveFrom", "delText", "instrText", "drawing", "pict", "object", "AlternateContent",
    "sdtPr", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr",
}  # fmt: skip
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
# The ticks and empty boxes of the fonts of signs, by their place in those.
_SYMBOLS = {
    "F0FE": "☒", "F0FD": "☒", "F078": "☒", "F053": "☒", "F051": "☒", "F052": "☒",
    "F0FC": "✓", "F050": "✓", "F0FB": "✗", "F04F": "✗", "F0A8": "☐", "F06F": "☐", "F0A3": "☐",
}  # fmt: skip
_KEY = re.compile(r"\[([a-z_]+(?:\.[a-z0-9_-]+)*)\]")


@dataclass(frozen=True)
class Row:
    """A row of the grid: the key of what it asks, the paragraphs of the answer and of the label.

    beside tells that the answer was found under the label.
    """

    key: str
    answer: tuple[str, ...]
    label: tuple[str, ...] = ()
    beside: bool = False


@dataclass(frozen=True)
class Stray:
    """A paragraph that stands in no answer; after is the key of the last row before it, if any."""

    text: str
    after: str


@dataclass(frozen=True)
class Filled:
    """A grid as it came back: its rows, and the paragraphs that stand in none."""

    rows: tuple[Row, ...]
    outside: tuple[Stray, ...]


def read_grid(path: Path) -> Filled:
    """Return what the grid at path holds.

    Raises RefusedError, which says what the file is and what to do, when it is no such grid.
    """
    return read_content(_load(path), path.name)


def read_content(content: bytes, name: str) -> Filled:
    """Return what a grid holds, from the bytes of its file; as read_grid otherwise."""
    pieces = list(islice(_list_pieces(_parse(_unpack(content, name), name)), MOST_PIECES + 1))
    paragraphs = [
        text
        for each in pieces
        for text in ((*each.label, *each.answer) if isinstance(each, Row) else [each])
    ]
    if max(len(pieces), len(paragraphs)) > MOST_PIECES or sum(map(len, paragraphs)) > MOST_SAID:
        _refuse_too_big(name)
    rows = tuple(piece for piece in pieces if isinstance(piece, Row))
    if not rows:
        _refuse(
            name,
            "ce document Word n'est pas une grille d'entretien de ce site",
            "Recopiez les réponses dans la grille de la page « Contribuer » du site.",
        )
    outside, after = list[Stray](), ""
    for piece in pieces:
        if isinstance(piece, Row):
            after = piece.key
        else:
            outside.append(Stray(piece, after))
    return Filled(rows, tuple(outside))


def _refuse(name: str, reason: str, remedy: str) -> NoReturn:
    raise RefusedError(f"{name} : {reason}. {remedy}") from None


def _load(path: Path) -> bytes:
    """Return what the file holds, once its name, its kind and its size are those of a document."""
    name = path.name
    if name.startswith("~$"):
        _refuse(
            name, "c'est le fichier que Word crée tant qu'un document est ouvert",
            f"Fermez Word, puis donnez le document lui-même : {name[2:]}.",
        )  # fmt: skip
    if path.suffix.lower() in (".yml", ".yaml"):
        _refuse(
            name, "c'est déjà le fichier d'un portrait",
            f"Il n'y a rien à importer. Pour le relire : make review FILE={quote(str(path))}",
        )  # fmt: skip
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            _refuse(name, "ce n'est pas un fichier", "Donnez le nom de la grille, en .docx.")
        if status.st_size > MOST_OCTETS:
            _refuse(
                name, f"ce fichier dépasse {MOST_OCTETS // 1_000_000} Mo",
                "Retirez-en les images, puis enregistrez-le.",
            )  # fmt: skip
        content = path.read_bytes()
    except OSError as error:
        raise RefusedError(explain_fault(error)) from error
    if not content:
        _refuse(name, "ce fichier est vide", "Demandez qu'on vous le renvoie.")
    if content.startswith(OLD_OFFICE):
        if _ENCRYPTED in content:
            _refuse(
                name, "ce document est protégé par un mot de passe",
                "Dans Word, retirez le mot de passe, puis enregistrez-le.",
            )  # fmt: skip
        _refuse(
            name, "c'est un document d'un ancien Word (.doc)",
            "Ouvrez-le, puis enregistrez-le au format .docx.",
        )  # fmt: skip
    if not content.startswith(ZIPPED):
        _refuse(
            name, "ce n'est pas un document Word (.docx)",
            "Ouvrez-le dans Word ou LibreOffice, puis enregistrez-le au format .docx.",
        )  # fmt: skip
    return content


def _unpack(content: bytes, name: str) -> bytes:
    """Return the XML of the body of the document."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                _refuse_too_big(name)
            members = set(archive.namelist())
            if "mimetype" in members:  # OpenDocument
                _refuse(
                    name, "c'est un document LibreOffice (.odt)",
                    "Ouvrez-le, puis enregistrez-le au format .docx.",
                )  # fmt: skip
            if "_rels/.rels" in members:
                relations = _parse(_read_member(archive, "_rels/.rels", name), name)
                for relation in relations.iter("Relationship"):
                    target = posixpath.normpath(relation.get("Target", "")).lstrip("/")
                    if relation.get("Type", "").endswith(_RELATION) and target in members:
                        return _read_member(archive, target, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        _refuse_damaged(name)
    except RuntimeError:  # zipfile's, of an archive with a password
        _refuse(name, "ce fichier est protégé par un mot de passe", "Retirez le mot de passe.")
    _refuse(
        name, "ce n'est pas un document Word (.docx)",
        "Ouvrez-le dans Word ou LibreOffice, puis enregistrez-le au format .docx.",
    )  # fmt: skip


def _read_member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    with archive.open(member) as stream:
        content = stream.read(MOST_UNPACKED + 1)  # whatever the archive says of its size
    if len(content) > MOST_UNPACKED:
        _refuse_too_big(name)
    return content


def _refuse_damaged(name: str) -> NoReturn:
    _refuse(name, "ce fichier est abîmé", "Demandez qu'on vous le renvoie.")


def _refuse_too_big(name: str) -> NoReturn:
    _refuse(
        name, "ce fichier contient bien plus qu'une grille",
        "Recopiez les réponses dans une grille neuve.",
    )  # fmt: skip


class _UntrustedError(Exception):
    """The XML is not what an office suite writes."""


class _Builder(ElementTree.TreeBuilder):
    """Builds elements without their namespaces; refuses entities, and depth without an end."""

    depth = 0

    def doctype(self, *declared: str | None) -> None:
        """Refuse what could define entities: no document of an office suite has any."""
        raise _UntrustedError

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Begin an element."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise _UntrustedError
        return super().start(_strip(tag), {_strip(key): value for key, value in attrs.items()})

    def end(self, tag: str, /) -> Element:
        """End an element."""
        self.depth -= 1
        return super().end(_strip(tag))


def _strip(name: str) -> str:
    return name.rpartition("}")[2]


def _parse(xml: bytes, name: str) -> Element:
    try:
        return ElementTree.fromstring(xml, ElementTree.XMLParser(target=_Builder()))
    except (ElementTree.ParseError, _UntrustedError, ValueError, LookupError):
        _refuse_damaged(name)


def _list_pieces(element: Element) -> Iterator[Row | str]:
    """Yield each row of the grid, and each paragraph that is in none, in reading order."""
    for piece in _find(element, {"p", "tr"}):
        if piece.tag == "p":
            yield from _read_paragraphs([piece])
            continue
        cells = list(_find(piece, {"tc"}))
        if not cells or piece.find("trPr/del") is not None:
            continue
        label = " ".join(_read_paragraphs(_find(cells[0], {"p"}), hidden=True))
        if key := _KEY.search(label):
            answer = (p for cell in cells[1:] for p in _read_paragraphs(_find(cell, {"p"})))
            yield Row(key[1], tuple(answer), tuple(_read_paragraphs(_find(cells[0], {"p"}))))
        else:
            for cell in cells:
                yield from _list_pieces(cell)


def _find(element: Element, tags: set[str]) -> Iterator[Element]:
    """Yield the nearest elements of these tags inside the element, where it is read."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag not in _UNREAD:
            yield from _find(child, tags)


def _read_paragraphs(paragraphs: Iterable[Element], *, hidden: bool = False) -> Iterator[str]:
    """Yield the text of each paragraph that has one, and of each line of it; hidden text too.

    A paragraph whose end is removed goes on in the next one.
    """
    text = ""
    for paragraph in paragraphs:
        text += "".join(_read_run(run, hidden) for run in _find(paragraph, {"r"}))
        if paragraph.find("pPr/rPr/del") is None:
            yield from filter(None, map(str.strip, text.split("\n")))
            text = ""
    yield from filter(None, map(str.strip, text.split("\n")))


def _read_run(run: Element, hidden: bool) -> str:
    vanish = run.find("rPr/vanish")
    if vanish is not None and not hidden and vanish.get("val", "true") not in ("0", "false", "off"):
        return ""
    text = ""
    for child in run:
        if child.tag == "t":
            text += child.text or ""
        elif child.tag == "sym":
            text += _SYMBOLS.get(child.get("char", "").upper(), "")
        else:
            text += _SIGNS.get(child.tag, "")
    return text
