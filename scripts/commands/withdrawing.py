"""Takes a portrait away from the site: its file, and every reference to it.

All is worked out and checked on a copy of the files first. Where only a person can decide, nothing
at all is written.
"""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, get_args

from ..files import explain_fault, write_atomically
from ..problems.problem import InvalidStudyError, Problem, RefusedError
from ..reading.documents import Document, join_line_ends, load_document, parse_document, read_file
from ..reading.removing import find_location, list_removals
from ..schema.withdrawals import Reason
from ..study.settings import FILE as SETTINGS
from ..study.settings import read_project
from ..study.study import Memory, list_files, list_folder
from ..study.suggestions import suggest
from .mending import Mended, decode

FOLDER = "portraits"
FILE = "content/retraits.yml"
REASONS = get_args(Reason)
ORIGINS = {"etude": "portrait", "temoignage": "temoignage"}
# The codes that a check gives to a reference to a missing portrait.
_BROKEN = ("reference-inconnue", "adresse-perdue")
# Files that may still name it: old addresses lead to the page that stays, guides have examples.
_MAY_NAME = (
    FILE, "content/anciennes_adresses.yml", "content/erreurs.yml", "docs/contribuer/",
    "docs/mainteneurs/", "docs/schemas/",
)  # fmt: skip
_FOLDERS = ("content", "docs", "portraits")  # what a check reads, besides mkdocs.yml
_TEXTS = {".html", ".md", ".yml"}  # files that may hold links

# What no command can take away, said once the rest is done.
STAYS = """\
Le portrait n'est plus dans les fichiers. Il reste, et c'est à vous de le faire :
  - publier : enregistrez et envoyez ce changement (git commit, git push) ; tant que le site n'est
    pas reconstruit, l'ancienne page y est ;
  - l'historique du dépôt, où chaque ancienne version se lit encore, avec les forks et les demandes
    de fusion : docs/mainteneurs/fuite.md dit comment l'en retirer, si rien ne doit en rester ;
  - les copies des autres : le cache de l'hébergeur, celui des moteurs de recherche (demandez-leur
    de retirer un « contenu obsolète »), Internet Archive (info@archive.org) ;
  - ce qui a été pris avant : les archives et les données téléchargées, les fiches imprimées ou
    enregistrées en PDF ; sur cet ordinateur, « make clean » vide les copies du site ;
  - répondre à qui l'a demandé : le courriel « retiré » est dans content/courriels.yml."""
_CUT = (
    "Le retrait est coupé en chemin : une partie des fichiers peut être changée, le portrait est "
    "encore là. Recommencez la même commande : elle finit ce qui manque."
)


class Decision(NamedTuple):
    """What a person has to decide before a portrait can go: where, and what."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} : {self.what}"


@dataclass(frozen=True)
class Withdrawing:
    """What has to change for a portrait to go, and what has to be decided first."""

    portrait: Path
    files: Mended
    decisions: tuple[Decision, ...]

    def write(self) -> None:
        """Change the files, the portrait last: cut on the way, it can be worked out again.

        Raises RefusedError where a file was changed since, by somebody or by another withdrawal:
        nothing is written then; and where a file cannot be written, or somebody stops it.
        """
        for path, before in self.files.before.items():
            if not path.is_file() or decode(path.read_bytes()) != before:
                raise RefusedError(
                    f"{path} vient d'être changé par ailleurs : rien n'est retiré. Recommencez."
                )
        try:
            for path, text in self.files.after.items():
                write_atomically(path, text)
            self.portrait.unlink()
        except (OSError, KeyboardInterrupt) as error:
            why = explain_fault(error) if isinstance(error, OSError) else "Arrêté."
            raise RefusedError(f"{why} {_CUT}") from None


def plan_withdrawal(root: Path, slug: str, day: date, reason: str = "") -> Withdrawing:
    """Work out how the portrait goes from the project under root; write nothing.

    reason is one of those that content/retraits.yml admits, or nothing. Raises RefusedError where
    no portrait has this name, or where it has gone already; InvalidStudyError where a file cannot
    be read, since it may speak of the portrait.
    """
    withdrawn = _read_withdrawn(root)
    portrait = _find_portrait(root, slug, withdrawn)
    for path in list_files(root):
        if path != portrait:
            load_document(path, root)
    with tempfile.TemporaryDirectory() as folder:
        copy = _Copy(root, Path(folder))
        before = copy.find_faults()
        if slug not in withdrawn:
            entry = {"slug": slug, "date": day.isoformat()}
            if origin := ORIGINS.get(_read_origin(portrait, root)):
                entry["origine"] = origin
            if reason:
                entry["motif"] = reason
            copy.write(FILE, _add_entry(copy.load(FILE), entry))
        copy.path(portrait.relative_to(root).as_posix()).unlink()
        decisions = list(copy.remove_references(before))
        told = {(decision.file, decision.line) for decision in decisions}
        decisions += (link for link in copy.find_links(slug) if link[:2] not in told)
        if not decisions:  # what no reference explains
            new = copy.find_new(before)
            decisions += [Decision(p.file, p.line, f"{p.message} {p.remedy}") for p in new]
        return Withdrawing(portrait, copy.list_changes(), tuple(sorted(decisions)))


def _read_withdrawn(root: Path) -> dict[str, str]:
    """The day of each withdrawal, by the name of the portrait."""
    entries = load_document(root / FILE, root).list_items("retraits")
    return {str(entry.get("slug")): str(entry.get("date")) for entry in entries}


def _find_portrait(root: Path, slug: str, withdrawn: Mapping[str, str]) -> Path:
    folder = root / FOLDER
    known = {p.relative_to(folder).with_suffix("").as_posix(): p for p in list_folder(folder)}
    if slug in known:
        return known[slug]
    if slug in withdrawn:
        raise RefusedError(f"« {slug} » est déjà retiré, depuis le {withdrawn[slug]} ({FILE}).")
    raise RefusedError(
        f"« {' '.join(slug.split())[:60]} » n'est le nom d'aucun fichier de {FOLDER}/ "
        f"(sans « .yml »). {suggest(slug, known)}"
    )


def _read_origin(portrait: Path, root: Path) -> str:
    """What the portrait says of its origin; nothing where its file is at fault."""
    try:
        data = load_document(portrait, root).data
    except InvalidStudyError:
        return ""
    return str(data.get("origine")) if isinstance(data, dict) else ""


def _add_entry(document: Document, entry: Mapping[str, str]) -> str:
    """The text of the file with one more entry; RefusedError where it is written in another way."""
    data = document.data if isinstance(document.data, dict) else {}
    known = data.get("retraits") or []
    margin = " " * (document.place(("retraits", 0))[1] - len("- ") - 1 if known else 2)
    lines = [f"{margin}  {key}: {value}" for key, value in entry.items()]
    lines[0] = f"{margin}- {lines[0].lstrip()}"
    text = document.text.rstrip("\n")
    if not known:
        text = re.sub(r"^retraits: *\[\]\s*\Z", "retraits:", text, flags=re.MULTILINE)  # the end
    text = "\n".join([text, *lines, ""])
    with suppress(InvalidStudyError):
        if parse_document(text, FILE).data == {**data, "retraits": [*known, dict(entry)]}:
            return text
    raise RefusedError(
        f"{FILE}:{document.place(('retraits',))[0]} : cette liste n'est pas écrite comme attendu. "
        "Rien n'est changé. Écrivez « retraits: » seul sur sa ligne, sans « [] », ces lignes "
        "dessous, à côté des autres s'il y en a, puis recommencez.\n" + "\n".join(lines)
    )


class _Copy:
    """A copy of what a check reads of a project, to try changes on."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.memory = Memory()
        self.texts: dict[str, str] = {}  # of the files that are changed
        for name in _FOLDERS:
            shutil.copytree(root / name, folder / name, symlinks=True)
        shutil.copy(root / SETTINGS, folder)

    def path(self, file: str) -> Path:
        """Return where the file is, in the copy."""
        return self.folder / file

    def load(self, file: str) -> Document:
        """Return what the file holds now."""
        return load_document(self.path(file), self.folder)

    def write(self, file: str, text: str) -> None:
        """Change a file of the copy."""
        self.texts[file] = text
        write_atomically(self.path(file), text)

    def find_faults(self) -> list[Problem]:
        """Return what stops a publication, as a check says it."""
        try:
            read_project(self.folder, memory=self.memory)
        except InvalidStudyError as error:
            return [problem for problem in error.problems if problem.stops]
        return []

    def find_new(self, before: Iterable[Problem]) -> list[Problem]:
        """Return the faults that were not there before, wherever these are now."""
        known = Counter(map(_key, before))
        faults = []
        for problem in self.find_faults():
            if known[_key(problem)]:
                known[_key(problem)] -= 1
            else:
                faults.append(problem)
        return faults

    def remove_references(self, before: Iterable[Problem]) -> Iterator[Decision]:
        """Remove what refers to nothing any more; yield what cannot be removed alone.

        The last of each file is first: those above keep their lines.
        """
        reached: dict[str, tuple[int, int]] = {}
        faults = self.find_new(before)
        while references := [
            fault
            for fault in faults
            if fault.code in _BROKEN and (fault.line, fault.column) < reached.get(fault.file, _END)
        ]:
            reference = max(references, key=lambda fault: (fault.line, fault.column))
            reached[reference.file] = reference.line, reference.column
            document = self.load(reference.file)
            location = find_location(document, (reference.line, reference.column))
            broken: list[Problem] = []
            for text in list_removals(document, location) if location else ():
                self.write(reference.file, text)
                left = self.find_new(before)
                broken = _subtract(left, faults)
                if not broken and len(left) < len(faults):
                    faults = left
                    break
            else:
                self.write(reference.file, document.text)
                yield Decision(reference.file, reference.line, _explain(broken))

    def find_links(self, slug: str) -> Iterator[Decision]:
        """Yield each line of a text that leads to the portrait, of those that stay."""
        tools = r"[?&]p=(?:[\w-]+(?:,|%2C))*"  # what compares portraits, or begins with one
        link = re.compile(rf"(?:\bportraits/|{tools}){re.escape(slug)}(?![\w-])")
        paths = [
            path for name in (*_FOLDERS, "overrides") for path in (self.root / name).rglob("*")
        ]
        for path in sorted([*paths, self.root / SETTINGS]):
            file = path.relative_to(self.root).as_posix()
            if path.suffix not in _TEXTS or file.startswith(_MAY_NAME) or not path.is_file():
                continue
            if file.startswith(f"{FOLDER}/{slug}."):
                continue
            lines = (decode(path.read_bytes()) or "").splitlines()
            kept = {*self.texts[file].split("\n")} if file in self.texts else {*lines}
            for number, line in enumerate(lines, 1):
                if line in kept and link.search(line):
                    yield Decision(file, number, _LINK)

    def list_changes(self) -> Mended:
        """Return the files that are changed, with their own ends of lines."""
        changes = Mended()
        for file, text in self.texts.items():
            path = self.root / file
            written = decode(read_file(path, self.root)) or ""
            if text != join_line_ends(written):
                ends = "\r\n" if "\r\n" in written else "\n"
                changes.before[path], changes.after[path] = written, text.replace("\n", ends)
        return changes


_END = (1_000_000, 0)  # below the last line of any file
_LINK = (
    "ce texte mène au portrait que vous retirez. Récrivez la phrase sans lui, ou retirez-la : ce "
    "qu'elle en dit doit partir aussi."
)


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.code, problem.message


def _subtract(problems: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    keys = set(map(_key, others))
    return [problem for problem in problems if _key(problem) not in keys]


def _explain(broken: Iterable[Problem]) -> str:
    why = " ".join(problem.message for problem in broken)
    if not why:
        return "le portrait que vous retirez y est nommé. Retirez-le de là à la main."
    return (
        "le portrait que vous retirez y est nommé, et l'en retirer laisserait une faute : "
        f"{why} Mettez autre chose à sa place, ou récrivez cette partie."
    )
