"""What is known of each field, read from the JSON Schema of its model.

One reading of the models serves the messages, the template to fill in, the questions of
`new` and the reference page; the form reads the same JSON Schema.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from ..reading.documents import Location
from ..text.typography import set_french
from .rules import OneFilled
from .types import Line, Prose

Schema = dict[str, Any]

KIND_NAMES = {
    "string": "un mot de la liste",
    "integer": "un nombre entier",
    "array": "une liste",
    "object": "une suite de clés",
}


@dataclass(frozen=True)
class FieldInfo:
    """What people need to know of a field, read from its JSON Schema.

    kind says in French what its value is; type what JSON Schema calls it, « date » for a day;
    pattern is the form of a text that has one. many tells that it holds a list. example is YAML
    text, on one line. catalogue names the vocabulary or the kind of record that its values are
    slugs of; choices are its only values, when they are fixed. least and most are its limits: of
    elements for a list, of characters for a text, of the value for a number. fields are those
    inside it, of which one_filled tells that one at least is asked. prose says what its text may
    hold, when it holds one.
    """

    key: str
    label: Line
    help: Line
    kind: Line
    required: bool
    many: bool
    example: str
    catalogue: str
    choices: tuple[str, ...]
    least: int | None
    most: int | None
    fields: tuple["FieldInfo", ...]
    prose: Prose | None
    type: str = "string"
    pattern: str = ""
    one_filled: bool = False


@cache
def read_fields(model: type[BaseModel]) -> tuple[FieldInfo, ...]:
    """Return the fields of the model, in their order, with those inside them."""
    schema = model.model_json_schema()
    return tuple(_read_all(schema, schema.get("$defs", {})))


def find_field(model: type[BaseModel], location: Location) -> FieldInfo | None:
    """Return the field at the location in the data, None if there is none."""
    fields, found = read_fields(model), None
    for step in location:
        if isinstance(step, str):
            found = next((field for field in fields if field.key == step), None)
            if found is None:
                return None
            fields = found.fields
    return found


@cache
def list_labels(model: type[BaseModel]) -> dict[str, str]:
    """Return what people call each field of the model, by the keys that lead to it: « a.b »."""

    def walk(fields: tuple[FieldInfo, ...], above: str) -> Iterator[tuple[str, str]]:
        for field in fields:
            yield f"{above}{field.key}", set_french(field.label)
            yield from walk(field.fields, f"{above}{field.key}.")

    return dict(walk(read_fields(model), ""))


@cache
def list_keys(model: type[BaseModel]) -> frozenset[str]:
    """Return every key that a file of the model may have, wherever it goes."""
    return frozenset(path.rsplit(".", 1)[-1] for path in list_labels(model))


@cache
def list_prose(model: type[BaseModel]) -> dict[tuple[str, ...], FieldInfo]:
    """Return the fields of the model that hold prose, by the keys that lead to each."""

    def walk(fields: tuple[FieldInfo, ...], above: tuple[str, ...]) -> Iterator[Any]:
        for field in fields:
            if field.prose:
                yield (*above, field.key), field
            yield from walk(field.fields, (*above, field.key))

    return dict(walk(read_fields(model), ()))


def _read_all(schema: Schema, definitions: Mapping[str, Schema]) -> Iterator[FieldInfo]:
    required = schema.get("required", [])
    for key, raw in schema.get("properties", {}).items():
        yield _read(key, raw, key in required, definitions)


def _read(key: str, raw: Schema, required: bool, definitions: Mapping[str, Schema]) -> FieldInfo:
    outer = _resolve(raw, definitions)
    said = {**outer, **raw}  # an optional field has its title and help beside its « anyOf »
    many = outer.get("type") == "array"
    inner = _resolve(outer["items"], definitions) if many else outer
    fields = tuple(_read_all(inner, definitions))
    limits = ("minItems", "maxItems") if many else ("minimum", "maximum")
    examples = said.get("examples", [])
    return FieldInfo(
        key=key,
        label=said.get("title", key),
        help=said.get("description", ""),
        kind=_name_kind(inner),
        required=required,
        many=many,
        example=_write_example(examples[0] if examples else None, fields, many),
        catalogue=inner.get("x-catalogue", ""),
        choices=tuple(inner.get("enum", ())),
        least=said.get(limits[0], said.get("minLength") if not many else None),
        most=said.get(limits[1], said.get("maxLength") if not many else None),
        fields=fields,
        prose=_read_prose(inner),
        type=_name_type(inner),
        pattern=inner.get("pattern", "" if many else said.get("pattern", "")),
        one_filled=any(rule["regle"] == OneFilled.name for rule in inner.get("x-regles", ())),
    )


def _read_prose(schema: Schema) -> Prose | None:
    if "x-paragraphes" not in schema:
        return None
    return Prose(
        paragraphs=schema["x-paragraphes"],
        start=schema.get("x-debut", ""),
        admits=schema.get("x-admet", ""),
        may_name=schema.get("x-nomme", False),
        published=not schema.get("x-non-publie", False),
    )


def _resolve(raw: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Follow references, and look past « or nothing »."""
    if "anyOf" in raw:
        return _resolve(pick_something(raw["anyOf"]), definitions)
    if "$ref" in raw:
        return definitions[raw["$ref"].rsplit("/", 1)[1]]
    return raw


def pick_something(options: list[Schema]) -> Schema:
    """Return what a field is when it is there: the option that is not « nothing »."""
    (something,) = [option for option in options if option.get("type") != "null"]
    return something


def _name_kind(schema: Schema) -> str:
    if schema.get("format") == "date":
        return "une date"
    if "x-paragraphes" in schema:
        return "un texte" if schema["x-paragraphes"] else "un texte court, sur une ligne"
    return KIND_NAMES.get(schema.get("type", ""), "")


def _name_type(schema: Schema) -> str:
    if schema.get("format") == "date":
        return "date"
    return "string" if "x-paragraphes" in schema else str(schema.get("type", "string"))


def _write_example(example: Any, fields: tuple[FieldInfo, ...], many: bool) -> str:
    if example is None and fields:
        needed = [field for field in fields if field.required] or [fields[0]]
        example_text = ", ".join(f"{field.key}: {field.example or '…'}" for field in needed)
        return f"[{{{example_text}}}]" if many else f"{{{example_text}}}"
    if isinstance(example, list):
        return "[" + ", ".join(_quote(item) for item in example) + "]"
    return _quote(example)


def _quote(example: Any) -> str:
    if isinstance(example, int) or example is None:
        return "" if example is None else str(example)
    plain = example.replace("-", "").replace("_", "")
    return example if plain.isalnum() else json.dumps(example, ensure_ascii=False)
