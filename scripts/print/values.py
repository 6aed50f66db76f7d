"""What a Typst template is given: records, as JSON, whose texts are only ever values.

A text is a string or, where it has several paragraphs, emphasis or links, a list of paragraphs;
a paragraph is a list of strings and of {texte, gras, italique, exposant, lien}.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from ..schema.types import Entry
from ..site.french import list_prose, set_texts
from ..text.markup import Span, list_spans, split_paragraphs


def write_values(value: Any) -> Any:
    """Return the value as JSON has it, its texts set as French."""
    return _write(set_texts(value))


def _write(value: Any) -> Any:
    if isinstance(value, date):
        return {"annee": value.year, "mois": value.month, "jour": value.day}
    if isinstance(value, Mapping):
        return {str(key): _write(inner) for key, inner in value.items()}
    if isinstance(value, BaseModel):
        known = {"slug": value.slug, "url": value.url} if isinstance(value, Entry) else {}
        return known | _write_fields(value, list(type(value).model_fields))
    if is_dataclass(value) and not isinstance(value, type):
        return _write_fields(value, [field.name for field in fields(value)])
    if hasattr(value, "_fields"):  # a named tuple
        return _write_fields(value, list(value._fields))
    if isinstance(value, tuple | list):
        return list(map(_write, value))
    return value


def _write_fields(record: Any, names: list[str]) -> dict[str, Any]:
    kind: Any = type(record)
    prose = list_prose(kind)
    return {
        name: (write_text if name in prose else _write)(getattr(record, name)) for name in names
    }


def write_text(text: Any) -> Any:
    """Return a text, or those of a tuple; nothing stays nothing."""
    if isinstance(text, tuple):
        return list(map(write_text, text))
    if not isinstance(text, str):
        return text
    paragraphs = [list(map(_write_span, list_spans(each))) for each in split_paragraphs(text)]
    if len(paragraphs) == 1 and len(paragraphs[0]) == 1 and isinstance(paragraphs[0][0], str):
        return paragraphs[0][0]
    return paragraphs


def _write_span(span: Span) -> Any:
    if span == Span(span.text):
        return span.text
    return {
        "texte": span.text, "gras": span.bold, "italique": span.italic,
        "exposant": span.raised, "lien": span.link,
    }  # fmt: skip
