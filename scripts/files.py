"""Writes files so that nobody ever sees half of one, and says in French why one cannot be."""

import errno
import os
import tempfile
from pathlib import Path

_FAULTS = {
    errno.ENOSPC: "le disque est plein : faites de la place",
    errno.EDQUOT: "votre part du disque est pleine : faites de la place",
    errno.EFBIG: "le disque n'accepte pas un fichier de cette taille : faites de la place",
    errno.EROFS: "le disque est en lecture seule : travaillez sur une copie",
    errno.EACCES: "vous n'en avez pas le droit : vérifiez à qui est le dossier",
    errno.EPERM: "vous n'en avez pas le droit : vérifiez à qui est le dossier",
    errno.ENOENT: "il n'existe pas, ou plus : recommencez",
    errno.ENOTDIR: "un fichier porte le nom d'un dossier : déplacez-le",
    errno.EISDIR: "un dossier porte le nom d'un fichier : déplacez-le",
    errno.EXDEV: "ce n'est pas le même disque que le projet : utilisez un dossier du projet",
    errno.ELOOP: "c'est un lien qui mène à lui-même : supprimez-le",
    errno.ENAMETOOLONG: "son nom est trop long : raccourcissez-le",
    errno.EEXIST: "ce nom est déjà pris : choisissez-en un autre",
    errno.EBUSY: "un autre programme s'en sert : fermez-le, puis recommencez",
    errno.EIO: "le disque a un défaut : essayez sur un autre",
}


def explain_fault(error: OSError) -> str:
    """Return what the system refused, in French, with what to do about it."""
    reason = explain_reason(error)
    return f"{error.filename} : {reason}." if error.filename else f"{reason.capitalize()}."


def explain_reason(error: OSError) -> str:
    """Return why the system refused, and what to do about it, without the file's name."""
    number = error.errno or 0
    unknown = f"le système a refusé ({errno.errorcode.get(number, 'sans dire pourquoi')})"
    return _FAULTS.get(number, unknown)


def write_atomically(path: Path, text: str) -> None:
    """Write text to path, whose folders are made: all of it, or nothing at all.

    Raises OSError where the folder cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).chmod(0o644)  # mkstemp's own is readable by nobody else
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
