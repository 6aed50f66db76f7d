"""Asks a contributor a few questions in French, and writes a portrait that passes the checks."""

import re
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from ..files import write_new
from ..problems.messages import FALSE_ALARM, MESSAGES
from ..problems.problem import InvalidStudyError, Problem
from ..reading.documents import Location, parse_document
from ..reading.writing import write_mapping, write_record
from ..schema.anonymity import Names
from ..schema.portrait import Portrait
from ..study.suggestions import Slugs
from ..study.validation import validate
from ..text.slugs import propose_slugs

Ask = Callable[[str], str]
Say = Callable[[str], None]

FILE = "portraits/nouveau.yml"
YES_OR_NO = {"o": "oui", "n": "non"}  # how people shorten them
_BAD_BYTES = re.compile("[\ud800-\udfff]")  # surrogates: Python's escapes for invalid UTF-8

# Where each answer goes, and the words of the question.
TEXTS: list[tuple[tuple[str, ...], str]] = [
    (("titre",), "Le titre du portrait, sans nom de lieu"),
    (("resume",), "En deux ou trois phrases, de quoi s'agit-il et qu'est-ce qui a changé"),
    (("contexte", "texte"), "D'où part l'action : quel constat, quel besoin"),
    (("mise_en_oeuvre", "texte"), "Qu'a-t-on fait, concrètement"),
    (("alliance", "methode", "texte"), "Qui travaille avec qui, et comment"),
    (("transformations", "resultats_visibles", "texte"), "Que voit-on changer"),
    (("provenance", "structure"), "Quelle structure raconte"),
]  # fmt: skip
CHOICES = [
    ("spheres", "sphere", "Quelles sphères l'action touche-t-elle"),
    ("niveaux", "niveau", "À quels niveaux l'alliance agit-elle"),
    ("acteurs", "", "Quels types d'acteurs y participent"),
    ("themes", "", "Quels thèmes, un à quatre"),
]


def ask_portrait(slugs: Slugs, names: Names, ask: Ask, say: Say) -> Portrait:
    """Return the portrait told in the answers; a question is asked again until its answer is right.

    slugs are the words of each catalogue; names is what an answer may not name. ask shows a
    question and returns the answer; say shows a sentence.
    """
    data: dict[str, Any] = {"origine": "temoignage"}
    confirmed: list[str] = []

    def confirm(question: str) -> bool:
        while (answer := _read_yes_or_no(ask_readable(question))) not in YES_OR_NO.values():
            say("  Répondez par « oui » ou « non ».")
        return answer == "oui"

    def ask_readable(question: str) -> str:
        while True:
            answer = ask(question)
            if not _BAD_BYTES.search(answer):
                return answer
            say("  Cette réponse n'est pas en UTF-8 : réglez-y le terminal, ou évitez les accents.")

    def fill(path: Location, question: str, read: Callable[[str], Any] = str.strip) -> Any:
        while True:
            value = read(ask_readable(f"{question} ?"))
            problems = check_answer(path, value, slugs, names, confirmed)
            alarms = [p for p in problems if MESSAGES[p.code].confirmable]
            for problem in problems:
                say(f"  {problem.message} {problem.remedy.removesuffix(FALSE_ALARM)}".rstrip())
            if alarms and len(alarms) == len(problems):
                words = ", ".join(f"« {problem.snippet} »" for problem in alarms)
                if confirm(f"{words} : est-ce une fausse alerte (oui, non) ?"):
                    confirmed.extend(problem.snippet for problem in alarms)
                    problems = []
            if not problems:
                _put(data, path, value)
                return value

    for path, question in TEXTS:
        fill(path, question)
    consent = "Les personnes concernées sont-elles d'accord (oui, non)"
    fill(("provenance", "consentement"), consent, _read_yes_or_no)
    say(f"  Au choix : {', '.join(slugs['licences'])}.")
    fill(("provenance", "licence"), "Sous quelle licence")
    _put(data, ("provenance", "date"), date.today())
    for key, inner, question in CHOICES:
        say(f"  Au choix : {', '.join(slugs[key])}.")
        words = fill((key,), f"{question} (séparez par des virgules)", _split_words)
        if inner:
            data[key] = []
            for number, word in enumerate(words):
                data[key].append({inner: word})
                place = (key, number, "comment")
                fill(place, f"Comment, en une phrase, pour « {word} »")
    if confirmed:
        data["fausses_alertes"] = confirmed
    portrait, errors = validate(Portrait, _document(data), slugs, "nouveau", names=names)
    assert portrait, errors
    return portrait


def check_answer(
    path: Location, value: Any, slugs: Slugs, names: Names, confirmed: list[str]
) -> list[Problem]:
    """Return what is wrong with one answer, as the checks of a whole file would say it.

    confirmed are the words already said to be false alarms.
    """
    data: dict[str, Any] = {"origine": "temoignage"}
    key, inner = path[0], {key: inner for key, inner, _ in CHOICES}.get(str(path[0]), "")
    if len(path) == 3 and isinstance(path[1], int):
        _put(data, (key,), [{path[2]: value}])
        path = (key, 0, path[2])
    elif inner:
        _put(data, path, [{inner: word} for word in value])
    else:
        _put(data, path, value)
    if confirmed:
        data["fausses_alertes"] = confirmed
    try:
        _, errors = validate(Portrait, _document(data), slugs, "nouveau", names=names)
    except InvalidStudyError as error:  # an invisible character
        return error.problems
    return [
        problem
        for place, problem in errors
        if place[: len(path)] == path and problem.code not in ("cle-manquante", "fausse-alerte")
    ]


def write_portrait(portrait: Portrait, folder: Path, withdrawn: Collection[str] = ()) -> Path:
    """Write the portrait to a new file of the folder, named after its title; return its path.

    No file is ever replaced, and none takes the name of a portrait that was withdrawn. Raises
    OSError where the folder cannot be written to.
    """
    slugs = (slug for slug in propose_slugs(portrait.titre) if slug not in withdrawn)
    while True:
        path = folder / f"{next(slugs)}.yml"
        with suppress(FileExistsError):
            write_new(path, write_record(portrait, "portraits"))
            return path


def _read_yes_or_no(answer: str) -> str:
    """« oui » or « non », however it is typed; another word where it is neither."""
    word = answer.strip().lower()
    return YES_OR_NO.get(word, word)


def _split_words(answer: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", answer.strip()) if word]  # commas and spaces


def _put(data: Any, path: Location, value: Any) -> None:
    *parents, last = path
    for parent in parents:
        data = data.setdefault(parent, {}) if isinstance(data, dict) else data[parent]
    data[last] = value


def _document(data: dict[str, Any]) -> Any:
    return parse_document(write_mapping(data), FILE)
