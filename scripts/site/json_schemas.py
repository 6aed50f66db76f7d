"""The JSON Schemas that editors and the form read, and the template to fill in."""

import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..problems.messages import MESSAGES, Message
from ..reading.documents import FORBIDDEN, INVISIBLE
from ..reading.writing import FIRST_LINE, NOT_PLAIN, WIDTH
from ..schema.anonymity import describe_names
from ..schema.forbidden import CODE, UNKNOWN
from ..schema.introspection import FieldInfo, pick_something, read_fields
from ..schema.portrait import OF_THE_STUDY, Portrait
from ..schema.registry import CATALOGUES, FOLDERS, SINGLES
from ..study.examples import Example, list_examples
from ..study.study import Study
from ..study.validation import EXPECTED
from ..study.words import Words, list_words
from ..text import slugs
from ..text.typography import set_french
from .exports import write_json

FOLDER = Path("docs/schemas")
PLACEHOLDER = "À REMPLIR"
FOR_EDITORS = {"$schema", "additionalProperties", "uniqueItems", "x-catalogue"}
# The codes of docs/assets/js/raconter/checks.js, beside those that the schema and patterns bring.
CHECKED = {
    "caractere-interdit", "cle-manquante", "date-a-venir", "date-improbable",
    "fausse-alerte", "fausse-alerte-inutile", "forme", "lien-interdit", "lieu-possible",
    "liste-courte", "liste-longue", "nombre-hors-limites", "texte-long", "texte-vide", "type",
    "une-ligne",
}  # fmt: skip


def list_schemas(study: Study) -> dict[str, str]:
    """Return the text of every generated file of docs/schemas/, by name.

    Words of the vocabularies and known slugs are written into the schemas; nothing of the
    portraits, which come, change and go without these files.
    """
    models = {name: kind.model for name, kind in FOLDERS.items()}
    models |= SINGLES
    words = list_words(study)
    schemas = {name: build_schema(model, words) for name, model in models.items()}
    for name, kind in CATALOGUES.items():
        entry = build_schema(kind.model, words)
        schemas[name] = {
            "$schema": entry.pop("$schema"),
            "title": name,
            "type": "object",
            "$defs": entry.pop("$defs", {}),
            "additionalProperties": entry,
        }
    schemas["portraits"] |= describe_form(study, schemas["portraits"])
    files = {f"{name}.json": _write(schema) for name, schema in schemas.items()}
    return files | {"portrait-a-remplir.yml": write_template(words)}


def write_form_schema(study: Study) -> str:
    """Return the schema of a portrait as the form asks for it: with examples from portraits.

    In few bytes, since the form loads it at its first view: without what it does not show.
    """
    words = list_words(study)
    schema = build_schema(Portrait, words)
    schema |= describe_form(study, schema)
    for example in list_examples(study):
        _add_example(schema, example)
    asked = {key for step in study.etapes.values() for key in step.champs}
    for key in schema["properties"].keys() - asked:
        for unread in ("description", "examples"):
            schema["properties"][key].pop(unread, None)
    _drop_unread(schema)
    return write_json(schema)


def _write(schema: Mapping[str, Any]) -> str:
    """A line each, for diffs."""
    return json.dumps(schema, ensure_ascii=False, indent=0) + "\n"


def build_schema(model: type[BaseModel], words: Words) -> dict[str, Any]:
    """Return the model's JSON Schema, with the words that may be written."""
    schema: dict[str, Any] = _fill_in(model.model_json_schema(), words)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def describe_form(study: Study, schema: dict[str, Any]) -> dict[str, Any]:
    """Return what the form needs beyond the schema of a portrait, so that it defines nothing.

    Its steps; the messages that it may show, and their words; the patterns of what a text may not
    hold; how YAML is written; how a file is named.
    """
    names = describe_names(study.lieux, study.homonymes)
    shown = CHECKED | {*CODE} | {code for code, _ in names["motifs"]} | {*_list_codes(schema)}
    return {
        "x-etapes": [
            {"titre": set_french(step.titre), "champs": step.champs}
            for step in study.etapes.values()
        ],
        "x-messages": {
            code: _describe_message(message) for code, message in MESSAGES.items() if code in shown
        },
        "x-attendus": {"integer": EXPECTED["int_parsing"], "date": EXPECTED["date_parsing"]},
        "x-code": CODE | {"a-remplir": f"{CODE['a-remplir']}|{UNKNOWN}"},
        "x-anonymat": names,
        "x-interdits": {"motif": FORBIDDEN.pattern, "noms": INVISIBLE},
        "x-ecriture": {
            "premiere_ligne": FIRST_LINE.format(name="portraits"),
            "largeur": WIDTH,
            "guillemets": NOT_PLAIN,
        },
        "x-adresse": {
            "lettres": slugs.LETTERS,
            "largeur": slugs.CUT_LENGTH,
            "sans_titre": slugs.UNTITLED,
            "reserves": sorted(slugs.RESERVED),
        },
    }


def _list_codes(part: Any) -> Iterator[str]:
    """The codes that the rules of a schema raise."""
    if isinstance(part, list):
        for item in part:
            yield from _list_codes(item)
    elif isinstance(part, dict):
        yield from (rule["code"] for rule in part.get("x-regles", ()))
        if "x-acceptee" in part:
            yield part["x-acceptee"]
        for inner in part.values():
            yield from _list_codes(inner)


def _describe_message(message: Message) -> dict[str, Any]:
    """What a message says; what most do, stop the form and not be confirmed, is not repeated."""
    remedy = message.remedy if message.in_form is None else message.in_form
    described: dict[str, Any] = {"phrase": message.sentence, "remede": remedy}
    if not message.stops:
        described["arrete"] = False
    if message.confirmable:
        described["confirmable"] = True
    return described


def _add_example(schema: dict[str, Any], example: Example) -> None:
    """Say in a field of the portraits' schema, found by its keys, what a portrait says there."""
    shape = schema
    for key in example.champ.split("."):
        owner = schema["$defs"][shape["$ref"].rsplit("/", 1)[1]] if "$ref" in shape else shape
        shape = owner["properties"][key]
    title, text = set_french(example.titre), set_french(example.texte)
    if example.mot:
        word = example.cle.rpartition(".")[2]
        shape.setdefault("x-exemples", {})[word] = {"titre": title, "texte": text}
    else:
        shape.setdefault("x-exemple", {"titre": title, "texte": text})


def _drop_unread(part: Any) -> None:
    """Take away what only an editor reads, and what the form does not show of lists and choices."""
    if isinstance(part, list):
        for item in part:
            _drop_unread(item)
    elif isinstance(part, dict):
        if {"enum", "items", "x-exemple"} & part.keys() or part.get("format") == "date":
            part.pop("examples", None)
        for key in FOR_EDITORS & part.keys():
            del part[key]
        if "items" in part:
            part["items"].pop("x-aides", None)
        for inner in part.values():
            _drop_unread(inner)


def _fill_in(part: Any, words: Words) -> Any:
    if isinstance(part, list):
        return [_fill_in(item, words) for item in part]
    if not isinstance(part, dict):
        return part
    if "anyOf" in part:  # « or nothing » is said by the key's absence
        option = pick_something(part["anyOf"])
        part = {key: value for key, value in part.items() if key != "anyOf"} | option
    part = {key: _fill_in(value, words) for key, value in part.items() if key != "default"}
    if part.get("additionalProperties") is False:
        part.pop("description", None)  # the docstring of a class is for programmers
    part |= {key: set_french(part[key]) for key in ("title", "description") if _is_text(part, key)}
    if _is_text(part, "x-catalogue") and part["x-catalogue"] != "portraits":
        catalogue = words[part["x-catalogue"]]
        part["enum"] = list(catalogue)
        part["x-libelles"] = [set_french(word.title) for word in catalogue.values()]
        if any(word.help for word in catalogue.values()):
            part["x-aides"] = [set_french(word.help) for word in catalogue.values()]
    return part


def _is_text(part: dict[str, Any], key: str) -> bool:
    return isinstance(part.get(key), str)  # under « properties », a key is a field's name


# Keys that the template shows as required, though a portrait may do without: a rule asks for them.
OWED = ("provenance",)


MOST_CHOICES, MOST_EXPLAINED = 20, 5  # words of a list that the template gives; explains if needed


def write_template(words: Words) -> str:
    """Return a portrait to fill in by hand: every field with its help and its words."""
    head = [
        FIRST_LINE.format(name="portraits"),
        "# Un portrait à remplir. Remplacez chaque « À REMPLIR » ; retirez ce qui ne sert pas.",
        "# Une ligne qui commence par # n'est pas lue : c'est une explication, ou une clé",
        "# facultative. Pour vous servir d'une clé facultative, retirez le # et l'espace qui le",
        "# suit, sur chacune de ses lignes.",
        "# Partout, « texte » reçoit des paragraphes séparés par une ligne vide, et « points »",
        "# une liste, une idée par tiret. Un texte avec deux-points se met entre guillemets",
        '# droits : titre: "Lire : un projet"',
        "# Personne n'est nommé, ni aucun lieu, ni aucun établissement : « une directrice »,",
        "# « la commune », « un collège ».",
    ]
    own = [field for field in read_fields(Portrait) if field.key not in OF_THE_STUDY]
    lines = [
        line
        for field in own
        for line in ["", *_write_field(field, words, field.required or field.key in OWED)]
    ]
    return "\n".join([*head, *lines]) + "\n"


def _write_field(field: FieldInfo, words: Words, needed: bool) -> Iterator[str]:
    """A field, after its help; what is not needed is written as a comment."""
    yield from _wrap(f"{field.label}{'' if needed else ' (facultatif)'} : {field.help}")
    if field.example and not field.fields:
        yield from _wrap(f"Exemple : {field.example.strip('[]')}")
    choices = words.get(field.catalogue, {})
    explained = needed and any(word.help for word in choices.values())
    if explained and len(choices) <= MOST_EXPLAINED:
        yield "# Au choix :"
        for slug, word in choices.items():
            yield from _wrap(f"  {slug} — {word.help or word.title}")
    elif 0 < len(choices) <= MOST_CHOICES:
        yield from _wrap(f"Au choix : {', '.join(choices)}.")
    off = "" if needed else "# "
    if field.fields:
        yield f"{off}{field.key}:"
        yield from (off + line for line in _write_inside(field, words))
    elif field.many:
        yield f"{off}{field.key}:"
        yield f"{off}  - {PLACEHOLDER}"
    else:
        yield f"{off}{field.key}: {'temoignage' if field.key == 'origine' else PLACEHOLDER}"


def _write_inside(field: FieldInfo, words: Words) -> Iterator[str]:
    """The fields of a field, two spaces further; those of a list begin with a dash."""
    if [inner.key for inner in field.fields] == ["texte", "points"]:
        yield from ("  texte: |", f"    {PLACEHOLDER}", "  # points:", f"  #   - {PLACEHOLDER}")
        return
    alone = not any(inner.required for inner in field.fields)  # then the first one is shown
    lines = [
        line
        for number, inner in enumerate(field.fields)
        for line in _write_field(inner, words, inner.required or (alone and number == 0))
    ]
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    for number, line in enumerate(lines):
        dash = "- " if number == first else "  "
        yield f"  {dash if field.many else ''}{line}"


def _wrap(comment: str) -> Iterator[str]:
    yield from textwrap.wrap(comment, 94, initial_indent="# ", subsequent_indent="#   ")
