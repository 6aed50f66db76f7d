"""Writes files atomically, and says in French why the system refuses one."""

import errno
import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # that an archive can say

# What the system refused, and what to do about it.
_FAULTS = {
    errno.ENOSPC: ("le disque est plein", "Faites de la place."),
    errno.EDQUOT: ("votre part du disque est pleine", "Faites de la place."),
    errno.EFBIG: ("le disque n'accepte pas un fichier de cette taille", "Faites de la place."),
    errno.EROFS: ("le disque est en lecture seule", "Travaillez sur une copie."),
    errno.EACCES: ("vous n'en avez pas le droit", "Vérifiez à qui est le dossier."),
    errno.EPERM: ("vous n'en avez pas le droit", "Vérifiez à qui est le dossier."),
    errno.ENOENT: ("il n'existe pas, ou plus", "Remettez-le, puis recommencez."),
    errno.ENOTDIR: ("un fichier porte le nom d'un dossier", "Déplacez-le."),
    errno.EISDIR: ("un dossier porte le nom d'un fichier", "Déplacez-le."),
    errno.EXDEV: ("ce n'est pas le même disque que le projet", "Utilisez un dossier du projet."),
    errno.ELOOP: ("c'est un lien qui mène à lui-même", "Supprimez-le."),
    errno.ENAMETOOLONG: ("son nom est trop long", "Raccourcissez-le."),
    errno.EEXIST: ("ce nom est déjà pris", "Choisissez-en un autre."),
    errno.EBUSY: ("un autre programme s'en sert", "Fermez-le, puis recommencez."),
    errno.EIO: ("le disque a un défaut", "Essayez sur un autre."),
}


def explain_fault(error: OSError) -> str:
    """Return sentences in French: the file, what the system refused, what to do about it."""
    reason, remedy = explain_reason(error)
    said = f"{error.filename} : {reason}" if error.filename else reason.capitalize()
    return f"{said}. {remedy}"


def explain_reason(error: OSError) -> tuple[str, str]:
    """Return why the system refused, as words to follow a file's name, and a sentence of remedy."""
    number = error.errno or 0
    unknown = f"le système a refusé ({errno.errorcode.get(number, 'sans dire pourquoi')})"
    return _FAULTS.get(number, (unknown, "Vérifiez que vous y avez droit, puis recommencez."))


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a text, in UTF-8, or bytes to path: all of it, or nothing at all.

    Missing folders are made. It goes to a temporary file of the same folder, which then takes the
    name. Raises OSError where the folder cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
        Path(name).chmod(0o644)  # mkstemp's own is readable by nobody else
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)  # it may have taken the name just before a stop
        raise


def write_new(path: Path, content: str) -> None:
    """Write a text, in UTF-8, to a file that is not there yet: all of it, or nothing at all.

    Raises FileExistsError where there is one, OSError where it cannot be written.
    """
    with path.open("x", encoding="utf-8") as stream:
        try:
            stream.write(content)
            stream.flush()
        except BaseException:
            path.unlink()
            raise


def zip_files(files: Mapping[str, bytes], when: datetime = _FIRST_DAY) -> bytes:
    """Return an archive of the files, compressed: the same bytes any day, unless it says when."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, max(when, _FIRST_DAY).timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16  # writestr's own is readable by nobody else
            archive.writestr(member, content)
    return stream.getvalue()
