"""The sheet that helps to review a portrait that is received, before it is published.

The text is a stranger's: it is read and shown, never run, and its signs that a terminal would obey
are not printed.
"""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..office.word_file import OLD_OFFICE, ZIPPED
from ..problems.findings import MAX_DESCRIBED
from ..problems.messages import MESSAGES, build_problem
from ..problems.problem import InvalidStudyError, Problem, RefusedError
from ..reading.documents import (
    join_line_ends,
    mark_invisible,
    read_file,
    read_what_can_be,
)
from ..reading.writing import dump_record
from ..schema.introspection import FieldInfo, find_field, list_keys, list_labels, list_prose
from ..schema.mails import Mails
from ..schema.portrait import Portrait
from ..study.likeness import find_nearest
from ..study.study import Study
from ..study.validation import keep_certain, validate
from ..study.words import Words, list_words
from ..text.capitals import list_capitals
from ..text.days import write_day
from ..text.numbers import find_counted, list_counts
from ..text.slugs import make_slug
from .asking import MARK, Found, ask_about
from .mending import decode

# What GitHub makes of the form .github/ISSUE_TEMPLATE/portrait.yml: a title, then the answer.
_ISSUE = re.compile(r"^```ya?ml[ \t]*\n(?P<file>.*?)^```", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"^### Nom du fichier\s+(?P<name>\S+)", re.MULTILINE)
_UNTICKED = re.compile(r"^- \[ \] \**(?P<promise>[^*\n]+)\**(?P<rest>.*)", re.MULTILINE)
_TO_CHECK = re.compile(rf"\s*# {MARK}")
_LINK = re.compile(r"https?://[^\s)\]]*[\w/]")


# Said after the problems of the project, where they are all that can be told.
NO_SHEET = (
    "La fiche de relecture n'est pas faite : elle se sert des autres fichiers du site, où ces "
    "problèmes sont à corriger d'abord."
)


class Received(NamedTuple):
    """A portrait as it is received: its text, on the lines of the file of this name, and its slug.

    unticked are the promises of the host's form that are not made.
    """

    file: str
    text: str
    slug: str
    unticked: tuple[str, ...] = ()


def review(received: Received, study: Study) -> str:
    """Return the sheet for a portrait that is received."""
    document, problems = read_what_can_be(received.text, received.file, keys=list_keys(Portrait))
    data: Any = document.data if document and isinstance(document.data, dict) else {}
    alarms: list[Problem] = []
    found: list[Found] = [((), problem) for problem in problems]
    record = None
    if document:
        record, checked = validate(
            Portrait, document, study.slugs, received.slug, names=study.names
        )
        alarms = [p for _, p in checked if p.snippet and MESSAGES[p.code].rank >= _PEOPLE]
        found += keep_certain(checked, document, problems)
    requests = _list_requests(data, alarms, found, received, study)
    others = (problem for _, problem in found if problem not in alarms)
    problems_told = list(_tell_problems(others, received.text))
    meaning, likeness = _compare(data, received.slug, study)
    parts = [
        (
            f"FICHE DE RELECTURE : {received.file}",
            [
                _say_missing(requests),
                *_tell_origin(received, record, study),
                meaning,
                *([] if alarms or problems_told else ["Vérification : aucun problème."]),
            ],
        ),
        ("CE QUI EST DIT", _tell(data, (), list_words(study))),
        ("CE QU'IL FAUT SE DEMANDER", _ask(data, alarms, study)),
        ("CE QUE DIT LA VÉRIFICATION", problems_told),
        ("RESSEMBLANCE", likeness),
        ("À DEMANDER À L'AUTEUR", requests),
        ("LE COURRIEL À ENVOYER", _name_mails(requests)),
    ]
    told = [(title, list(lines)) for title, lines in parts]
    sheet = "\n\n".join(
        "\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in told if lines
    )
    return mark_invisible(sheet)


def _say_missing(requests: list[str]) -> str:
    if not requests:
        return "Rien ne manque."
    answers = "une réponse" if len(requests) == 1 else f"{len(requests)} réponses"
    return f"Il manque {answers} de l'auteur."


_PEOPLE = MESSAGES["vie-privee-personne"].rank


def receive(path: Path) -> Received:
    """Read a portrait, alone or in the text of an issue.

    Raises InvalidStudyError, or RefusedError for a document of an office program.
    """
    file, path = path.name, path.resolve()
    content = read_file(path, path.parent)
    if content.startswith((ZIPPED, OLD_OFFICE)):
        raise RefusedError(
            f"{path.name} : c'est un document Word, ou d'un autre logiciel de bureau. Une grille "
            f"remplie devient d'abord un portrait : make import FILE={shlex.quote(str(path))}"
        )
    text = decode(content)
    if text is None:
        raise InvalidStudyError([build_problem(path.name, (1, 1), "encodage")])
    text = join_line_ends(text)
    issue = _ISSUE.search(text)
    if issue is None:
        return Received(file, text, make_slug(path.stem))
    name = _NAME.search(text)
    slug = make_slug(Path(name["name"]).stem if name else path.stem)
    blank = "\n" * text.count("\n", 0, issue.start("file"))
    unticked = tuple(
        f"{found['promise']}{found['rest']}" for found in _UNTICKED.finditer(text, issue.end())
    )
    return Received(file, blank + issue["file"], slug, unticked)


def _tell_origin(received: Received, record: Portrait | None, study: Study) -> Iterator[str]:
    known = study.portraits.get(received.slug)
    if known and known == record:
        yield f"Ce texte est déjà dans le projet : portraits/{received.slug}.yml."
    elif known:
        yield f"Corrige un portrait publié : « {known.titre} » (portraits/{received.slug}.yml)."
    elif received.slug in study.slugs["retraits"]:
        yield f"A le nom d'un portrait retiré du site : « {received.slug} » (content/retraits.yml)."
        yield "Ce nom ne se reprend pas : donnez-lui un autre nom de fichier."
        yield "Si c'est lui qui revient, il faut aussi un nouvel accord des personnes."
    else:
        yield f"Un nouveau portrait : portraits/{received.slug}.yml."
    yield from (f"Case non cochée : {promise}" for promise in received.unticked)


# What is said with the questions, or says nothing of the alliance.
_ELSEWHERE = (("origine",), ("fausses_alertes",), ("provenance", "consentement"))


def _tell(data: Any, keys: tuple[str, ...], words: Words) -> Iterator[str]:
    """All that the portrait says, each answer after the name of its question, to be read once."""
    if keys in _ELSEWHERE:
        return
    if isinstance(data, dict) and (not keys or any(map(_holds_groups, data.values()))):
        for key, value in data.items():
            yield from _tell(value, (*keys, str(key)), words)
        return
    labels = list_labels(Portrait)
    groups = isinstance(data, list) and _holds_groups(data)
    named = [labels.get(".".join(keys[:rank]), keys[rank - 1]) for rank in range(1, len(keys) + 1)]
    # The text of a group that holds other groups is called by both names.
    label = ", ".join(named[-1:] if groups or isinstance(data, dict) else named[-2:])
    for item in data if groups else [data]:
        yield f"{label} : {_join(item, keys, words)}"


def _holds_groups(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_holds_groups, value)))


def _join(value: Any, keys: tuple[str, ...], words: Words) -> str:
    """A value in one line, with those inside it."""
    if isinstance(value, dict):
        inside = ((inner, (*keys, str(key))) for key, inner in value.items())
        between = " " if keys == ("chiffres_cles",) else " — "
        return between.join(_join(inner, k, words) for inner, k in inside if k not in _ELSEWHERE)
    if isinstance(value, list):
        return " ; ".join(_join(inner, keys, words) for inner in value)
    text = re.sub(r"\n+", " ", "" if value is None else str(value)).strip()
    return _show(text, find_field(Portrait, keys), words)


def _show(value: str, field: FieldInfo | None, words: Words) -> str:
    """A value as people read it: the title of a word, a day in French."""
    if field and field.catalogue and (word := words[field.catalogue].get(value)):
        return word.title
    if field and field.type == "date":
        with suppress(ValueError):
            return write_day(date.fromisoformat(value))
    return value


def _find(data: Any, keys: Sequence[str]) -> Iterator[str]:
    """The texts at the end of the keys, in every item of the lists on the way."""
    if isinstance(data, list):
        for item in data:
            yield from _find(item, keys)
    elif isinstance(data, dict) and keys:
        yield from _find(data.get(keys[0]), keys[1:])
    elif isinstance(data, str) and not keys:
        yield data


def _list_figures(data: Any) -> Iterator[str]:
    figures = data.get("chiffres_cles")
    for figure in figures if isinstance(figures, list) else ():
        if isinstance(figure, dict):
            parts = (figure.get(key) for key in ("valeur", "unite", "libelle"))
            yield " ".join(part for part in parts if isinstance(part, str))


@dataclass
class _Evidence:
    """What a portrait says that a question is about, and the names of the places that say it."""

    said: str
    places: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = self.said if _LINK.fullmatch(self.said) else f"« {self.said} »"
        return f"{told} ({' ; '.join(self.places)})" if len(self.places) > 1 else told


_AGREEMENT = ("provenance", "consentement")


def _find_evidence(subject: str, data: Any, alarms: Iterable[Problem]) -> list[_Evidence]:
    """What the portrait says that a question of this subject is asked about, each once."""
    if subject == "sources":
        return list(_list_numbers(data))
    if subject == "accord":
        agreed = list(_find(data, _AGREEMENT)) == ["oui"]
        label = list_labels(Portrait)[".".join(_AGREEMENT)]
        said = [] if agreed else [f"{label} : oui"]
    elif subject == "anonymat":
        said = [alarm.snippet for alarm in alarms]
    else:
        said = [link for text in _list_texts(data) for link in _LINK.findall(text)]
    return [_Evidence(each) for each in dict.fromkeys(said)]


def _list_numbers(data: Any) -> Iterable[_Evidence]:
    """Each number that has a source, once, with all the places that tell it."""
    label = list_labels(Portrait)["chiffres_cles"]
    told = [(label, figure) for figure in _list_figures(data)]
    told += [(place, count) for place, text in _list_prose(data) for count in list_counts(text)]
    asked: dict[str, _Evidence] = {}
    by_number: dict[tuple[str, str], _Evidence] = {}
    for place, said in told:
        counted = find_counted(said)
        if counted and counted <= by_number.keys():
            known = [by_number[number] for number in counted]
        else:
            known = [asked.setdefault(said, _Evidence(said))]
            by_number |= dict.fromkeys(counted - by_number.keys(), known[0])
        for evidence in known:
            if place not in evidence.places:
                evidence.places.append(place)
    return asked.values()


def _list_prose(data: Any) -> Iterator[tuple[str, str]]:
    """The texts of the portrait, each after the name of its place.

    Its key figures, its source and its contact are apart.
    """
    labels = list_labels(Portrait)
    for keys in list_prose(Portrait):
        if keys[0] not in ("chiffres_cles", "source", "contact_public"):
            above = [labels[".".join(keys[:rank])] for rank in range(1, len(keys) + 1)]
            yield from ((", ".join(above[-2:]), text) for text in _find(data, keys))


def _list_texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _list_texts(value)


# What answers a question of which nothing has to be asked.
_ANSWERED = {"accord": "oui", "sources": "aucun nombre", "images": "aucun lien"}


def _ask(data: Any, alarms: list[Problem], study: Study) -> Iterator[str]:
    asked = 0
    for question in study.relire.questions:
        evidence = _find_evidence(question.sujet, data, alarms)
        asked += bool(evidence)
        if not evidence and question.sujet in _ANSWERED:
            yield f"{question.titre} : {_ANSWERED[question.sujet]}."
            continue
        request = f" Demande {asked}." if evidence else ""
        yield f"[ ] {question.titre}. {question.question}{request}"
        if question.sujet == "anonymat":
            yield from (f"      ligne {p.line} : {p.message} {_explain(p)}" for p in alarms)
            if names := _list_names(data, study):
                yield f"      à relire, des majuscules : {', '.join(names)}"


def _list_names(data: Any, study: Study) -> list[str]:
    """What may be names: the capitals of the text that no published portrait has."""
    known = {
        name
        for portrait in study.portraits.values()
        for _, text in _list_prose(dump_record(portrait))
        for name in list_capitals(text)
    }
    found = (name for _, text in _list_prose(data) for name in list_capitals(text))
    return [name for name in dict.fromkeys(found) if name not in known]


def _explain(problem: Problem) -> str:
    """What an alarm is: confirmed by the writer as false, a doubt, or a refusal."""
    if problem.code == "fausse-alerte":
        return "(alarme que l'auteur dit fausse)"
    return "(refusé)" if problem.stops else "(doute)"


def _tell_problems(problems: Iterable[Problem], text: str) -> Iterator[str]:
    told = sorted(problems)[:MAX_DESCRIBED]
    yield from (f"ligne {p.line} : {p.message} {p.remedy}" for p in told)
    lines = [str(n) for n, line in enumerate(text.split("\n"), 1) if _TO_CHECK.match(line)]
    if lines:
        yield (
            f"Il reste des commentaires « {MARK} » (lignes {', '.join(lines)}) : ôtez chacun, "
            "une fois la réponse trouvée."
        )


_MOST_QUOTED = 20  # words of a passage: enough to recognise it


def _compare(data: Any, slug: str, study: Study) -> tuple[str, list[str]]:
    """What the likeness with a published portrait means; what is alike, where something is."""
    others = {
        other: " ".join(_list_texts(dump_record(portrait)))
        for other, portrait in study.portraits.items()
        if other != slug
    }
    nearest = find_nearest(" ".join(_list_texts(data)), others)
    if nearest is None:
        return "Aucun portrait à comparer.", []
    portrait = study.portraits[nearest.slug]
    meaning = next(like for like in study.relire.ressemblances if nearest.share >= like.part)
    if meaning is study.relire.ressemblances[-1]:
        return meaning.sens, []
    words = nearest.passage.split()
    passage = " ".join(words[:_MOST_QUOTED]) + (" …" if words[_MOST_QUOTED:] else "")
    return meaning.sens, [
        f"Le plus proche : « {portrait.titre} » (portraits/{nearest.slug}.yml).",
        f"Sur 100 suites de trois mots, {nearest.share} sont aussi dans l'autre.",
        f"Le plus long passage commun : « {passage} ».",
    ]


def _list_requests(
    data: Any, alarms: list[Problem], found: list[Found], received: Received, study: Study
) -> list[str]:
    """The list of what remains to ask, ready to be sent."""
    told = ((q, _find_evidence(q.sujet, data, alarms)) for q in study.relire.questions)
    requests = [
        question.demande.replace("{dit}", " ; ".join(map(str, evidence)))
        for question, evidence in told
        if evidence
    ]
    others = [f for f in found if f[1].stops and f[1] not in alarms and f[0] != _AGREEMENT]
    others.sort(key=lambda each: each[1])
    requests += [f"Cochez la case, si c'est vrai : {promise}" for promise in received.unticked]
    requests += [ask_about(each, data, study) for each in others]
    return [f"{number}. {request}" for number, request in enumerate(requests, 1)]


def _name_mails(requests: list[str]) -> Iterator[str]:
    """The mails that may follow, and where each is told on the site: when it goes, and its text."""
    labels = list_labels(Mails)
    for name in ["question"] if requests else ["accepte", "refuse"]:
        yield f"« {labels[name]} » : /mainteneurs/moderer/#courriel-{name}"
