"""Finds what is not of a record: what Git, a mail, a message or another program puts around it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ..problems.messages import build_problem
from ..problems.problem import Problem
from .lines import name_lines

_GIT = re.compile(r"<{7} .*|={7}|>{7} .*|\|{7} .*")  # what a merge leaves where two texts differ
# What a mail ends with, and a phone.
SIGN_OFF = re.compile(
    r"--\s*|(?:bien |très )?(?:cordialement|amicalement)\W*|bien à vous\W*"
    r"|bonne (?:journée|lecture)\W*"
    r"|(?:tél|tel|mobile|portable|courriel|e-?mail)\b.*|[^\s@]+@\S+|[0-9]{2}(?:[ .][0-9]{2}){4}"
    r"|(?:envoyé|sent|transmis) (?:de|depuis|from|par) .*|(?:télécharge[rz]|obtenir) outlook.*",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r">+ ?|\s*$")  # what an answer puts before each line of a mail
# « "titre": "Semer", »
_QUOTED_KEY = re.compile(
    r"(?P<before>\s*(?:- )*)\"(?P<key>[a-z_]+)\"\s*:(?P<value>.*?)(?P<comma>,?)\s*$"
)
_NUMBERED = re.compile(r" *(\d+)(?:[:.)|│]? |[:.)|│\t]|$)")
_LEAST_ASKED = 3  # questions with an answer below: fewer may be bullets
_LEAST_NUMBERED = 5  # lines: fewer may be a list
_FENCE = re.compile(r"```\w*\s*")  # what a message puts around code


def find_stranger(lines: Sequence[str], file: str) -> Problem | None:
    """Return the problem of what is not of the record; None where nothing of the kind is there."""
    if lines[0].startswith("{\\rtf"):
        what = "ce fichier est au format RTF, celui d'un traitement de texte"
        how = (
            "Enregistrez-le en texte brut. TextEdit : « Format », « Convertir au format "
            "Texte ». WordPad : « Enregistrer sous », « Document texte »."
        )
        return say_stranger(lines, file, what, how, 1, len(lines))
    marks = [n for n, line in enumerate(lines, 1) if _GIT.fullmatch(line)]
    if marks:
        what = "ces marques viennent de Git, là où deux versions diffèrent"
        how = "Gardez une des deux versions, et retirez ces marques."
        return say_stranger(lines, file, what, how, marks[0], marks[-1])
    if lines[0].startswith(">") and all(map(_ANSWERED.match, lines)):
        last = max(n for n, line in enumerate(lines, 1) if line.strip())
        plain = "\n".join(_ANSWERED.sub("", line, count=1) for line in lines[:last])
        how = f"Retirez « > » et l'espace qui suit, {name_lines(1, last)}."
        return say_stranger(lines, file, "ces « > » viennent d'un courriel", how, 1, last, plain)
    if found := _find_questions(lines, file) or _find_quoted_keys(lines, file):
        return found
    for number, line in enumerate(lines, 1):
        if _FENCE.fullmatch(line):
            how = "Retirez cette ligne."
            what = "cette marque entoure un texte dans un message"
            return say_stranger(lines, file, what, how, number, number, replacement="")
    return None


def _find_questions(lines: Sequence[str], file: str) -> Problem | None:
    """Questions that a mail repeats, each above its answer."""
    said = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    asked = [n for (n, line), (_, below) in pairwise(said) if line[0] == ">" != below[0]]
    if len(asked) < _LEAST_ASKED:
        return None
    what = "les « > » viennent d'un courriel, et les réponses sont sous les questions"
    first = next(n for n, line in said if line[0] == ">")
    how = (
        "Reprenez le modèle, et écrivez chaque réponse après sa clé, deux-points et une espace : "
        "titre: Un jardin partagé à l'école"
    )
    return say_stranger(lines, file, what, how, first, said[-1][0])


def _find_quoted_keys(lines: Sequence[str], file: str) -> Problem | None:
    """Keys between quotes and lines that end with a comma, as a program writes them."""
    quoted = {n: key for n, line in enumerate(lines, 1) if (key := _QUOTED_KEY.match(line))}
    if not any(key["comma"] for key in quoted.values()):
        return None
    first, last = min(quoted), max(quoted)
    plain = [
        _QUOTED_KEY.sub(r"\g<before>\g<key>:\g<value>", line) for line in lines[first - 1 : last]
    ]
    what = "les guillemets autour des clés, et les virgules au bout des lignes"
    how = f"Retirez-les, {name_lines(first, last)} : {plain[0].strip()}"
    return say_stranger(lines, file, what, how, first, last, "\n".join(plain))


def find_numbered(lines: Sequence[str], file: str) -> Problem | None:
    """Return the problem of a file whose lines all begin with their numbers, else None."""
    if any(line.strip() and not _NUMBERED.match(line) for line in lines):  # all but a few files
        return None
    said = [
        (n, int(found[1])) for n, line in enumerate(lines, 1) if (found := _NUMBERED.match(line))
    ]
    numbers = [number for _, number in said]
    if len(numbers) < _LEAST_NUMBERED or numbers != sorted({*numbers}):
        return None
    first, last = said[0][0], said[-1][0]
    plain = "\n".join(_NUMBERED.sub("", line, count=1) for line in lines[first - 1 : last])
    what, how = "un numéro est devant chaque ligne", f"Retirez-les, {name_lines(first, last)}."
    problem = build_problem(file, (first, 1), "hors-fiche", what=what, how=how)
    return problem.about((first, 1), (last, len(lines[last - 1]) + 1), plain)


def say_stranger(
    lines: Sequence[str],
    file: str,
    what: str,
    how: str,
    first: int,
    last: int,
    replacement: str | None = None,
) -> Problem:
    """Return the problem of lines that are not of the record."""
    end = last, len(lines[last - 1]) + 1
    problem = build_problem(file, (first, 1), "hors-fiche", what=what, how=how)
    return problem.about((first, 1), end, replacement)


def say_remove(first: int, last: int) -> str:
    """Return the remedy: lines to remove."""
    return f"Retirez ce qui n'est pas la fiche, {name_lines(first, last)}."
