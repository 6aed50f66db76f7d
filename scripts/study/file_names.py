"""The names of files: which are read, which can be an address, which were left there."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from shlex import quote

from ..problems.findings import Fault
from ..problems.messages import build_problem
from ..problems.problem import Problem
from ..reading.documents import Document, Location
from ..text import slugs
from ..text.slugs import SLUG, make_slug, propose_slugs

_OF_WORD = (".docx", ".doc", ".odt", ".rtf")  # what a filled interview grid may come back as
SET_ASIDE = (".", "_")  # a file or folder whose name begins so is ignored

# The name of a file of text, its ends apart: « essai.yml.txt » is what a system that hides
# the ends of names makes of « essai.yml ».
_TEXT = re.compile(r"(?P<stem>.+?)(?:\.(?:yml|yaml|txt))+", re.IGNORECASE)

# The files that systems, office suites (« ~$a.docx », « .~lock.a# »), editors (« a~ », « .a.swp »)
# and browsers (« a.part ») leave beside those of people.
_LEFT_OVER = re.compile(
    r"thumbs\.db|ehthumbs\.db|desktop\.ini|\$recycle\.bin|system volume information"
    r"|\.ds_store|\._.*|__macosx|\.spotlight-v100|\.trashes|\.fseventsd|icon\r"
    r"|~\$.*|\.~lock\..*#|~wrl.*\.tmp"
    r"|.*~|#.*#|\..*\.sw[a-p]|.*\.(?:bak|orig|tmp|part|crdownload)",
    re.IGNORECASE,
)


def is_read(path: Path, folder: Path) -> bool:
    """Tell whether a file of the folder, or of a folder inside it, is one to read."""
    return not _is_set_aside(path, folder) and not _LEFT_OVER.fullmatch(path.name)


def _is_set_aside(path: Path, folder: Path) -> bool:
    return any(part.startswith(SET_ASIDE) for part in path.relative_to(folder).parts)


def check_names(folder: Path, root: Path) -> list[Problem]:
    """Return a problem for each name that cannot be an address, in the folder and inside it.

    Raises OSError when a folder cannot be read.
    """
    problems = []
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith(SET_ASIDE))
    names = {path.name for path in paths}
    for path in paths:
        file = path.relative_to(root).as_posix()
        is_folder = path.is_dir() and path.suffix != ".yml"
        if is_folder and path.is_symlink():
            problems.append(build_problem(file, (1, 1), "lien-symbolique"))
            continue
        problems += [
            build_problem(file, (1, 1), code, **values)
            for code, values in _find_faults(path.name, names - {path.name}, is_folder=is_folder)
        ]
        if is_folder:
            problems += check_names(path, root)
    return problems


def _find_faults(
    name: str, others: Iterable[str], *, is_folder: bool
) -> Iterator[tuple[str, dict[str, object]]]:
    """The code of what is wrong with the name of a file, beside the others of its folder."""
    match = _TEXT.fullmatch(name)
    stem, suffix = (name, "") if is_folder else (match["stem"] if match else name, ".yml")
    better = f"{make_slug(stem)}{suffix}"
    if _LEFT_OVER.fullmatch(name):
        yield "fichier-laisse", {"name": name}
    elif not match and not is_folder:
        better = f"{make_slug(Path(name).stem)}{suffix}"
        where = f"Si c'est une fiche, mettez-la dans un fichier « {better} » ; sinon, rangez-le "
        where += "hors de ce dossier."
        if Path(name).suffix.lower() in _OF_WORD:
            where = f"Rangez-le hors de ce dossier. {_say_import(name)}"
        why = "seuls les fichiers dont le nom finit par .yml le sont"
        yield "fichier-non-lu", {"name": name, "why": why, "where": where}
    elif name != f"{stem}{suffix}" or (code := check_slug(stem)):
        known = {other.casefold(): other for other in others} | {other: other for other in others}
        if other := known.get(better):
            free = next(slug for slug in propose_slugs(stem) if f"{slug}{suffix}" not in known)
            yield "nom-double", {"name": name, "other": other, "better": f"{free}{suffix}"}
        else:
            code = "nom-de-fichier" if name != f"{stem}{suffix}" else code
            yield code, {"name": shorten_name(name), "better": better, "most": slugs.MAX_LENGTH}


def check_slug(slug: str) -> str:
    """Return the code of what is wrong with a part of an address, nothing when it can be one."""
    if not SLUG.fullmatch(slug):
        return "nom-de-fichier"
    if slug in slugs.RESERVED:
        return "nom-reserve"
    return "nom-long" if len(slug) > slugs.MAX_LENGTH else ""


def check_keys(document: Document, within: Location, keys: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each key, at the location within, that cannot be an address."""
    for key in keys:
        if code := check_slug(key):
            location = (*within, key)
            yield Fault(document.file, partial(_describe_key, document, location, code))


def _describe_key(document: Document, location: Location, code: str) -> Problem:
    key = str(location[-1])
    values = {"name": shorten_name(key), "better": make_slug(key), "most": slugs.MAX_LENGTH}
    return build_problem(document.file, document.place(location, of_key=True), code, **values)


def shorten_name(name: str) -> str:
    """Return the name as a sentence shows it, cut when it is very long."""
    return name if len(name) <= 60 else name[:59] + "…"


def explain_unread(path: Path, root: Path) -> Problem:
    """Return why a file that somebody asks about is not read, and where it should be."""
    file, better = path.as_posix(), f"{make_slug(path.stem)}.yml"
    if path.is_relative_to(root):
        file = path.relative_to(root).as_posix()
    if _LEFT_OVER.fullmatch(path.name):
        return build_problem(file, (1, 1), "fichier-laisse", name=path.name)
    if path.suffix.lower() in _OF_WORD:
        why, where = "c'est un document à ouvrir dans Word", _say_import(file)
    elif not path.is_relative_to(root):
        why = "il est hors du dossier du projet"
        where = f"Si c'est un portrait, copiez-le dans portraits/, sous le nom « {better} »."
    elif _is_set_aside(path, root):
        why = "un nom qui commence par « . » ou « _ » met un fichier de côté"
        where = f"Pour qu'il soit lu, mettez-le dans portraits/, sous le nom « {better} »."
    elif file.startswith("docs/"):
        why = "les pages et les modèles de docs/ ne sont pas des fiches"
        where = "Une fiche se met dans portraits/ ; une page se relit avec « make serve »."
    else:
        why = "seuls portraits/ et content/ le sont"
        where = f"Si c'est un portrait, mettez-le dans portraits/, sous le nom « {better} »."
    return build_problem(file, (1, 1), "fichier-non-lu", name=path.name, why=why, where=where)


def _say_import(file: str) -> str:
    return f"Si c'est une grille remplie, elle devient un portrait : make import FILE={quote(file)}"


def list_unexpected(folder: Path, root: Path, known: Iterable[str]) -> list[Problem]:
    """Return a problem for each file of the folder whose name is not one of the known ones."""
    names = {*known}
    problems = []
    for path in sorted(folder.iterdir()):
        if path.name in names or path.name.startswith(SET_ASIDE):
            continue
        file = path.relative_to(root).as_posix()
        if _LEFT_OVER.fullmatch(path.name):
            problems.append(build_problem(file, (1, 1), "fichier-laisse", name=path.name))
            continue
        why = f"aucune page du site ne s'en sert, et {folder.name}/ n'a que les fichiers du site"
        where = "Si c'est un portrait, mettez-le dans portraits/ ; sinon, rangez-le ailleurs."
        values = {"name": path.name, "why": why, "where": where}
        problems.append(build_problem(file, (1, 1), "fichier-non-lu", **values))
    return problems
