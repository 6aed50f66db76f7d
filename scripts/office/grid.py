"""The interview grid: what is asked of those who tell an alliance, in the order of the form.

Every label, help, example and choice comes from the schema of a portrait and from the
vocabularies: the document for Word, the printed one and the reading back share these questions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from ..schema.introspection import FieldInfo, read_fields
from ..schema.portrait import Portrait
from ..schema.rules import Owed
from ..schema.types import Line
from ..study.examples import Example, list_examples
from ..study.study import Study
from ..study.words import Words, list_words
from ..text.days import write_day

MOST_CHOICES = 20  # boxes to tick; the words of a longer catalogue are written by hand
COPIES = 4  # of a part that may be told several times, unless the schema admits fewer
_ROOM = {"paragraphes": 6, "liste": 4, "ligne": 1, "element": 3}  # lines to write on


@dataclass(frozen=True)
class Choice:
    """A box to tick."""

    slug: str
    titre: Line
    aide: Line


@dataclass(frozen=True)
class Question:
    """What is asked, and what there is to know before answering.

    cle leads to the answer in a portrait: « alliance.acteurs.nom ». exemple is what a portrait
    says there, whose title is dans, or is made up. au_choix tells that it is one of several of
    which one at least is asked. choix are the boxes to tick, several of them if plusieurs; without
    choix, lignes is how many lines there are to write on.
    """

    cle: str
    libelle: Line
    aide: Line
    exemple: Line
    dans: Line
    facultatif: bool
    choix: tuple[Choice, ...]
    plusieurs: bool
    lignes: int
    au_choix: bool = False


@dataclass(frozen=True)
class Part:
    """Questions that go together, printed `copies` times: once, unless cle is a list's.

    Without titre, they are those of the step itself. niveau counts the parts around it.
    une_au_moins tells that the portrait is refused while none of them is answered; au_choix, as of
    a question.
    """

    cle: str
    titre: Line
    aide: Line
    facultatif: bool
    niveau: int
    liste: bool
    copies: int
    questions: tuple[Question, ...]
    une_au_moins: bool = False
    au_choix: bool = False


@dataclass(frozen=True)
class Stage:
    """A step of the form (content/etapes.yml), with its questions."""

    titre: Line
    parties: tuple[Part, ...]


def list_stages(study: Study) -> tuple[Stage, ...]:
    """Return the whole grid, step by step."""
    fields = {field.key: field for field in read_fields(Portrait)}
    owed = {
        key
        for rule in Portrait.rules
        if isinstance(rule, Owed) and rule.value == "temoignage"
        for key in rule.needs
    }
    said = {each.cle: each for each in list_examples(study)}
    maker = _Maker(list_words(study), owed, said)
    return tuple(
        Stage(
            step.titre,
            tuple(_join(part for key in step.champs for part in maker.list_parts(fields[key]))),
        )
        for step in study.etapes.values()
    )  # fmt: skip


def list_questions(stages: tuple[Stage, ...]) -> dict[str, Question]:
    """Return every question by its key."""
    return {
        question.cle: question
        for stage in stages
        for part in stage.parties
        for question in part.questions
    }


def is_of_words(field: FieldInfo) -> bool:
    """Tell a list whose elements are each a word of a catalogue, and a comment."""
    if not field.many or len(field.fields) != 2:
        return False
    word, comment = field.fields
    return bool(word.catalogue) and not comment.fields and not comment.catalogue


def _join(parts: Iterator[Part]) -> Iterator[Part]:
    """Yield the parts, the questions of neighbours without a title in one."""
    waiting: list[Question] = []
    for part in parts:
        if part.titre:
            if waiting:
                yield _gather(waiting)
                waiting = []
            yield part
        else:
            waiting += part.questions
    if waiting:
        yield _gather(waiting)


def _gather(questions: list[Question]) -> Part:
    return Part("", "", "", False, 0, False, 1, tuple(questions))


@dataclass(frozen=True)
class _Maker:
    """Makes the parts of the grid from the fields of a portrait.

    owed are the keys that a rule asks for; said are the examples of portraits, by the key of their
    question; shown are the other examples given so far: each is given once.
    """

    words: Words
    owed: set[str]
    said: Mapping[str, Example]
    shown: set[str] = field(default_factory=set)

    def list_parts(
        self, field: FieldInfo, above: str = "", level: int = 1, *, of_several: bool = False
    ) -> Iterator[Part]:
        """Yield the parts that ask for a field, and for those inside it.

        of_several tells that the field is one of several of which one at least is asked.
        """
        key = f"{above}{field.key}"
        if not field.fields:
            yield _gather([self.ask(field, above)])
            return
        listed, optional = field.many, self.is_optional(field, key)
        chosen = not optional and field.one_filled
        least = chosen or (not optional and field.many)
        if touched := self.ask_each(field, key):
            listed, own, deeper = False, touched, []
        else:
            own = [
                self.ask(f, f"{key}.", within_list=field.many, of_several=chosen)
                for f in field.fields
                if not f.fields
            ]
            deeper = [f for f in field.fields if f.fields]
        copies = min(field.most or COPIES, COPIES) if listed else 1
        yield Part(
            key, field.label, field.help, optional, level, listed, copies, tuple(own), least,
            of_several,
        )  # fmt: skip
        for inner in deeper:
            yield from self.list_parts(inner, f"{key}.", level + 1, of_several=chosen)

    def is_optional(self, field: FieldInfo, key: str) -> bool:
        return not field.required and key not in self.owed

    def ask(
        self, field: FieldInfo, above: str, *, within_list: bool = False, of_several: bool = False
    ) -> Question:
        """Return the question that asks for a field without others inside it."""
        choices, help = self.list_choices(field), field.help
        example = "" if field.catalogue or choices else _read_example(field)
        if example in self.shown:
            example = ""
        self.shown.add(example)
        if field.catalogue and not choices:
            help = f"{help} Écrivez leurs titres, un par ligne."
        kind = "liste" if field.many else "ligne"
        if field.prose and field.prose.paragraphs and not field.many:
            kind = "element" if within_list else "paragraphes"
        room = max(_ROOM[kind], field.least or 0) if field.many else _ROOM[kind]
        key = f"{above}{field.key}"
        return Question(
            key, field.label, help, *self.illustrate(key, example), self.is_optional(field, key),
            choices, field.many, room, of_several,
        )  # fmt: skip

    def ask_each(self, field: FieldInfo, key: str) -> list[Question]:
        """Return a question for each word of a short catalogue, where an element has a comment.

        Empty when the field is no such list: each sphere and how it is touched is one.
        """
        choices = self.list_choices(field.fields[0]) if is_of_words(field) else ()
        return [
            Question(
                f"{key}.{each.slug}", each.titre, each.aide, *self.illustrate(f"{key}.{each.slug}"),
                False, (), False, 2, not self.is_optional(field, key),
            )
            for each in choices
        ]  # fmt: skip

    def illustrate(self, key: str, made_up: str = "") -> tuple[str, str]:
        """Return the example of a question, and the title of the portrait it comes from, if any."""
        example = self.said.get(key)
        return (example.texte, example.titre) if example else (made_up, "")

    def list_choices(self, field: FieldInfo) -> tuple[Choice, ...]:
        """Return the boxes to tick for a field; none where there would be too many."""
        if field.choices:
            return tuple(Choice(word, word.capitalize(), "") for word in field.choices)
        known = self.words[field.catalogue] if field.catalogue else {}
        if len(known) > MOST_CHOICES:
            return ()
        return tuple(Choice(slug, word.title, word.help) for slug, word in known.items())


def _read_example(field: FieldInfo) -> str:
    """Return a field's example as people write it, not as YAML does."""
    value: Any = yaml.safe_load(field.example) if field.example else ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return write_day(value) if isinstance(value, date) else str(value)
