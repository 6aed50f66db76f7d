"""Says in French what stops a build: MkDocs' own messages, errors in templates and in the code."""

import logging
import re
import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from ..files import explain_fault, write_atomically
from ..problems.problem import RefusedError

ROOT = Path(__file__).resolve().parents[2]
_NEEDED = ("content", "docs", "overrides/main.html", "portraits")

_LINK = r"Doc file '(?P<page>.+?)' contains an? .*?link '(?P<link>.+?)', "
_GUESS = r"(?: Did you mean '(?P<guess>.+)'\?)?"
_MACRO = r"\[macros\] - ERROR # _Macro \w+ Error_\s+_File_: `(?P<page>.+?)`\s+"
# What MkDocs and its macros plugin say of the ordinary mistakes in docs/ and in the menu. Each
# pattern matches a whole message; a message whose sentence is empty is not shown, since what
# follows it says more.
_SENTENCES = {
    r"A reference to '(?P<page>.+)' is included in the 'nav' configuration, which is not found.*": (
        "mkdocs.yml : « {page} », dans le menu (nav), n'est pas dans docs/. "
        "Corrigez ce nom, ou retirez la ligne."
    ),
    _LINK + r"but the target.* is not found among documentation files\." + _GUESS: (
        "docs/{page} : le lien « {link} » ne mène à aucun fichier de docs/. {guess}"
    ),
    _LINK + r"(?:but the doc .*|but there is no such anchor on this page\..*)": (
        "docs/{page} : le lien « {link} » mène à un endroit qui n'est pas dans la page. "
        "Corrigez ce qui suit « # »."
    ),
    _LINK + r"it was left as is\." + _GUESS: (
        "docs/{page} : le lien « {link} » n'est pas celui d'un fichier. {guess}"
    ),
    _MACRO + r"_RefusedError_: (?P<told>[^\n]+).*": "{told}",
    _MACRO
    + r"_Line \d+ in Markdown file:_ \*\*(?P<told>[^\n]+)\*\*\n```markdown\n(?P<line>[^\n]*).*": (
        "docs/{page} : cette ligne n'est pas une macro lisible ({told}) : « {line} »."
    ),
    _MACRO + r"_(?P<kind>\w+)_: (?P<told>[^\n]+).*": (
        "docs/{page} : une macro de cette page échoue ({kind} : {told}). "
        "Corrigez-la, ou retirez-la."
    ),
    r"Encoding error reading file: .*": "",
    r"Error (?:building|reading) page '(?P<page>.+?)':.*": (
        "La page « {page} » ne peut pas être construite :"
    ),
    r"Aborted with \d+ warnings in strict mode!": "",
    r"Aborted with .*configuration.*": "Les réglages de mkdocs.yml sont à corriger.",
}
_PATTERNS = [(re.compile(pattern, re.DOTALL), said) for pattern, said in _SENTENCES.items()]


def check_parts(root: Path) -> None:
    """Raise RefusedError when a part of the project that every build needs is not there."""
    for name in _NEEDED:
        if not (root / name).exists():
            raise RefusedError(f"{name} n'existe pas : remettez-le, avec « git restore {name} ».")


def translate(message: str) -> str:
    """Return what MkDocs says, in French where we know how; "" when it need not be said."""
    for pattern, sentence in _PATTERNS:
        if match := pattern.fullmatch(message):
            values = match.groupdict()
            if "guess" in values:
                guess = values["guess"]
                values["guess"] = f"Vouliez-vous dire « {guess} » ?" if guess else "Corrigez-le."
            return sentence.format(**values)
    return message


def translate_record(record: logging.LogRecord) -> bool:
    """Translate a record of the log, as a filter of a handler: False when it is not to be shown."""
    record.msg, record.args = translate(record.getMessage()), ()
    return bool(record.msg)


def explain_error(error: Exception) -> str:
    """Return what is wrong in the project, from the exception it led to: place, cause, remedy.

    The traceback of an unforeseen error is written to .cache/panne.txt.
    """
    place = _find_place(error)
    match error:
        case TemplateNotFound():  # an OSError too
            return (
                f"Le modèle « {error.name} » n'est pas dans overrides/. Remettez-le, ou corrigez "
                "son nom là où il est demandé."
            )
        case OSError():
            return explain_fault(error)
        case TemplateSyntaxError():
            name = Path(error.filename or error.name or "").resolve()
            place = f"{_shorten(name)}:{error.lineno}"
            return f"{place} : ce modèle n'est pas lisible ({error.message}). Corrigez cette ligne."
        case UndefinedError():
            return f"{place} : ce modèle demande ce qui n'existe pas ({error}). Corrigez ce nom."
        case RecursionError():
            return f"{place} : ce fichier s'appelle lui-même sans fin. Retirez l'appel de trop."
        case UnicodeDecodeError():
            return f"{_find_unreadable()} n'est pas en UTF-8 : enregistrez-le avec cet encodage."
    details = "".join(traceback.format_exception(error))
    write_atomically(ROOT / ".cache" / "panne.txt", details)
    return (
        f"{place} : une erreur que rien n'avait prévue ({type(error).__name__} : {error}). "
        "Son détail est dans .cache/panne.txt."
    )


def _find_place(error: Exception) -> str:
    """Return the file and line of the project nearest to the error, a template's before code's."""
    frames = [
        (name, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if (name := _shorten(Path(frame.filename))).startswith(("overrides/", "docs/", "scripts/"))
    ]
    templates = [frame for frame in frames if not frame[0].startswith("scripts/")]
    if isinstance(error, RecursionError):  # the line that calls itself, not the last one reached
        templates = [frame for frame in templates if templates.count(frame) > 1][:1]
    name, line = (templates or frames or [("Le site", None)])[-1]
    return f"{name}:{line}" if line else name


def _shorten(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def _find_unreadable() -> str:
    """Return the name of a text of the project that is not in UTF-8."""
    for path in [*(ROOT / "docs").rglob("*.md"), *(ROOT / "overrides").rglob("*.html")]:
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return _shorten(path)
    return "Un fichier"
