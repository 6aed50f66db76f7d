"""The kinds of values a field may hold, and what every record shares.

What about() says of a field is what people read, in French: the JSON Schemas, the template
to fill in, the form, the reference page and the messages are made from it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import (
    CoreSchema,
    ErrorDetails,
    InitErrorDetails,
    PydanticCustomError,
    core_schema,
)

from ..text.typography import set_french
from .rules import OneFilled, OwedBy, Rule


class _Checked:
    """Marks a field whose value is checked with what the validation context knows.

    marks is what its JSON Schema says of it, for the form.
    """

    marks: Mapping[str, Any] = {}

    def check(self, value: Any, info: ValidationInfo) -> Any:
        """Return the value, or raise PydanticCustomError."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), **self.marks}


class Reference(_Checked):
    """Marks a text as the slug of an entry of a catalogue or of a vocabulary.

    The known slugs come in the validation context, as context["slugs"][catalogue].
    """

    def __init__(self, catalogue: str) -> None:
        self.catalogue = catalogue
        self.marks = {"x-catalogue": catalogue}

    def check(self, value: str, info: ValidationInfo) -> str:
        """Return the value; an unknown slug is an error of validation."""
        assert info.context is not None
        if value not in info.context["slugs"][self.catalogue]:
            raise PydanticCustomError("reference-inconnue", "", {"catalogue": self.catalogue})
        return value


class Declared(_Checked):
    """Marks a year as that of an edition of the study: content/etude.yml declares them.

    The known years come in the validation context, as context["slugs"]["editions"]. Where there is
    none, that file is at fault, and is said to be: nothing is said of what refers to it.
    """

    def check(self, value: int, info: ValidationInfo) -> int:
        """Return the value; the year of no edition is an error of validation."""
        assert info.context is not None
        known = list(info.context["slugs"]["editions"])
        if known and str(value) not in known:
            raise PydanticCustomError("edition-inconnue", "", {"known": ", ".join(known)})
        return value


class Accepted(_Checked):
    """Marks a yes or no that has to be yes; code is the problem's when it is no."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.marks = {"x-acceptee": code}

    def check(self, value: Any, info: ValidationInfo) -> Any:
        """Return the value; no is an error of validation."""
        if not value:
            raise PydanticCustomError(self.code, "")
        return value


class Blanks(_Checked):
    """Marks a text with {blanks} for somebody to fill in, each under one of these names."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.marks = {"x-blancs": names}

    def check(self, value: str, info: ValidationInfo) -> str:
        """Return the value; another name, or a brace alone, is an error of validation."""
        for found in re.finditer(r"\{([^{}]*)\}|[{}]", value):  # a blank, or a brace alone
            if found[1] not in self.names:
                known = ", ".join(f"{{{name}}}" for name in self.names) or "aucun"
                raise PydanticCustomError(
                    "blanc-inconnu", "", {"snippet": found[0], "known": known}
                )
        return value


class NotAhead(_Checked):
    """Marks a day that is not in the future, wherever it is written."""

    marks: Mapping[str, Any] = {"x-passee": True}

    def check(self, value: date, info: ValidationInfo) -> date:
        """Return the value; a day that nobody lives yet is an error of validation."""
        first_to_wake = timezone(timedelta(hours=14))
        if value > datetime.now(first_to_wake).date():
            raise PydanticCustomError("date-a-venir", "")
        return value


@dataclass(frozen=True)
class Prose:
    """Marks a text that people read: it holds no code and, in a portrait, names nobody.

    scripts/study/validation.py searches each such text for what it may not hold. paragraphs tells
    that it may have several lines. start is what it must begin with (https:// for a link). admits
    is the code of a problem that is none here (the telephone of a public contact). may_name tells
    that the name of a place is only to be confirmed (a structure that agrees to be named).
    published is false for words that no page shows.
    """

    paragraphs: bool = False
    start: str = ""
    admits: str = ""
    may_name: bool = False
    published: bool = True

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # An unquoted 12 is a number for an editor, and a text here: both are right.
        described: dict[str, Any] = {
            **handler(schema),
            "type": ["string", "number"],
            "x-paragraphes": self.paragraphs,
        }
        more = {
            "x-debut": self.start,
            "x-admet": self.admits,
            "x-nomme": self.may_name,
            "x-non-publie": not self.published,
        }
        return described | {key: value for key, value in more.items() if value}


def _read_whole_number(value: Any) -> Any:
    """Refuse what Python reads as a number and a person does not: 1_000, 3.0."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):  # « 12 », « -3 »
        raise PydanticCustomError("int_parsing", "")
    return value


def _read_yes_no(value: Any) -> Any:
    if isinstance(value, str) and value not in ("oui", "non"):
        raise PydanticCustomError("bool_parsing", "")
    return value == "oui" if isinstance(value, str) else value


_FIRST_DAY, _LAST_DAY = "2000-01-01", "2100-12-31"  # a year beyond is a slip of the keyboard


def _read_date(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):  # a day
        raise PydanticCustomError("date_parsing", "")
    if isinstance(value, str) and not _FIRST_DAY <= value <= _LAST_DAY:
        raise PydanticCustomError("date-improbable", "")
    return value


def _read_number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", value):  # « 12 », « 12.5 »
            raise PydanticCustomError("number_parsing", "")
        return float(value) if "." in value else int(value)
    return value


def about(label: str, help: str, example: Any = None, one: str = "", **limits: Any) -> Any:
    """Return pydantic's Field with a field's label, help and example in French, and its limits.

    one names an element of a list, with its article: « un point ». limits are pydantic's own
    keywords: ge, le, pattern, min_length, max_length.
    """
    examples = None if example is None else [example]
    return Field(title=label, description=help, examples=examples, **_name_limits(one, **limits))


def _name_limits(one: str = "", **limits: Any) -> dict[str, Any]:
    """The limits, and their names in JSON Schema: pydantic loses them behind a validator."""
    names = {"ge": "minimum", "le": "maximum", "pattern": "pattern"}
    named = {names[key]: value for key, value in limits.items() if key in names}
    if one:
        named["x-un"] = one

    def rename(schema: dict[str, Any]) -> None:
        for key in ("ge", "le"):
            schema.pop(key, None)
        schema.update(named)

    return {**limits, "json_schema_extra": rename}


def up_to(signs: int) -> StringConstraints:
    """Return the constraint on a text: not empty, and at most so many characters."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=signs)


_OneLine = Annotated[str, up_to(400)]

Line = Annotated[_OneLine, Prose()]

# Words that no page shows: they may name.
Unpublished = Annotated[
    str,
    up_to(200),
    Prose(published=False),
]

Structure = Annotated[_OneLine, Prose(may_name=True)]

Mail = Annotated[_OneLine, Prose(admits="vie-privee-courriel")]

Telephone = Annotated[_OneLine, Prose(admits="vie-privee-telephone")]

Text = Annotated[
    str,
    up_to(20_000),
    Prose(paragraphs=True),
]

# A text short enough for a card of a catalogue.
Summary = Annotated[
    str,
    up_to(600),
    Prose(paragraphs=True),
]


def _check_address(value: str) -> str:
    """Return the value; an address that has no host that can be read is an error of validation."""
    try:
        urlsplit(value)
    except ValueError:
        raise PydanticCustomError("forme", "") from None
    return value


Link = Annotated[_OneLine, AfterValidator(_check_address), Prose(start="https://", may_name=True)]

Whole = Annotated[int, BeforeValidator(_read_whole_number)]

Year = Annotated[Whole, Field(**_name_limits(ge=1900, le=2100))]

Edition = Annotated[Whole, Declared()]  # of the study, by its year

YesNo = Annotated[
    bool, BeforeValidator(_read_yes_no), WithJsonSchema({"type": "string", "enum": ["oui", "non"]})
]

Day = Annotated[
    date,
    BeforeValidator(_read_date),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "formatMinimum": _FIRST_DAY,
            "formatMaximum": _LAST_DAY,
        }
    ),
]

Number = Annotated[int | float, BeforeValidator(_read_number), WithJsonSchema({"type": "number"})]

_Readings = Literal["contradiction", "rapprochement"]

Lecture = Annotated[
    _Readings | None,
    about(
        "Lecture",
        "L'étude dit deux choses : elles se contredisent, ou diffèrent et peuvent être vraies.",
        "rapprochement",
    ),
]

SphereSlug = Annotated[str, Reference("spheres")]

FigureSlug = Annotated[str, Reference("chiffres")]

# Anything at all: what is wrong is shown as it is written.
Verbatim = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]

Rubric = Annotated[Line, about("Rubrique", "Le titre de l'étude où cela se trouve.")]

Rubrics = Annotated[tuple[Line, ...], about("Rubriques", "Les titres de l'étude d'où cela vient.")]


PlainSentence = Annotated[str, up_to(120), Prose()]


def _about_plain_words(least: int, most: int) -> Any:
    """What is known of a page said again in plain words, in so many sentences."""
    return about(
        "En clair",
        f"La même chose en {least} à {most} phrases de 120 signes au plus. Une idée par phrase, au "
        "présent, avec des mots de tous les jours. Un mot difficile est expliqué aussitôt.",
        ["Les parents et les enfants cultivent un jardin.", "Le jardin est dans l'école."],
        "une phrase",
        min_length=least,
        max_length=most,
    )


PlainWords = Annotated[tuple[PlainSentence, ...], _about_plain_words(8, 15)]

# A chapter is one of many: its plain words are fewer.
FewPlainWords = Annotated[tuple[PlainSentence, ...], _about_plain_words(5, 8)]


def _keep_error(details: ErrorDetails) -> InitErrorDetails:
    """What pydantic has found, to be raised again with more."""
    kept = PydanticCustomError(details["type"], "", details.get("ctx"))
    return {"type": kept, "loc": details["loc"], "input": details["input"]}


class Record(BaseModel):
    """Part of a file: known keys only, and nothing changes once it is read.

    in_words says in one line what the record tells, for the form to show it: each {key} is its
    value, and what stands between [ ] goes with a key that has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    rules: ClassVar[tuple[Rule, ...]] = ()
    in_words: ClassVar[str] = ""

    @model_validator(mode="wrap")
    @classmethod
    def _follow_rules(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Read the record; tell what breaks its rules together with what is wrong in its fields."""
        errors: list[InitErrorDetails] = []
        try:
            record = handler(data)
        except ValidationError as error:
            if not cls.rules or not isinstance(data, Mapping):
                raise
            errors += map(_keep_error, error.errors(include_url=False))
        wrong = {str(details["loc"][0]) for details in errors if details["loc"]}
        for rule in cls.rules if isinstance(data, Mapping) else ():
            for place, values in rule.find_faults(data, wrong):
                broken = PydanticCustomError(rule.code, "", values)
                errors.append({"type": broken, "loc": place, "input": data})
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return record

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        described = handler(schema)
        if cls.in_words:
            handler.resolve_ref_schema(described)["x-phrase"] = set_french(cls.in_words)
        if cls.rules:
            own = handler.resolve_ref_schema(described)
            own["x-regles"] = [rule.describe() for rule in cls.rules]
            for rule in cls.rules:
                rule.complete_schema(own["properties"])
        return described


def reading_of(key: str) -> Rule:
    """Return the rule that a record with a « lecture » has the text it is about, under the key."""
    return OwedBy("lecture-seule", "lecture", dict.fromkeys(get_args(_Readings), (key,)))


class Entry(Record):
    """A record that has an address on the site: a page of its own, or an anchor in a page.

    address is the template of that address, from the site's root. The slug is the file's name, or
    the key in the catalogue; the validation context has it, as context["slug"].
    """

    address: ClassVar[str]
    _slug: str = PrivateAttr("")

    def model_post_init(self, context: Any) -> None:
        """Take the slug from the validation context."""
        self._slug = context["slug"]

    @cached_property
    def slug(self) -> str:
        """The end of the entry's address."""
        return self._slug

    @cached_property
    def url(self) -> str:
        """The entry's address, from the site's root."""
        return self.address.format(slug=self.slug)


Paragraphs = Annotated[
    Text | None,
    about(
        "Texte",
        "Un ou plusieurs paragraphes, séparés par une ligne vide.",
        "La cour de l'école n'avait pas un arbre.",
    ),
]

Points = Annotated[
    tuple[Text, ...],
    about("Points", "Une liste, une idée par point.", ["On sème.", "On récolte."], "un point"),
]


class Passage(Record):
    """Something to read: paragraphs, a list, or more."""

    rules: ClassVar[tuple[Rule, ...]] = (OneFilled("bloc-vide", ("texte", "points")),)


class Block(Passage):
    texte: Paragraphs = None
    points: Points = ()


class TouchedSphere(Record):
    sphere: Annotated[SphereSlug, about("Sphère", "Une des cinq sphères.", "ecole")]
    comment: Annotated[
        Line,
        about("Comment", "Comment elle est touchée, en une phrase.", "L'école ouvre sa cour."),
    ]
