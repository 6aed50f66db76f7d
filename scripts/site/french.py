"""Applies French typography to the context of a template, once, before it is rendered.

Only the fields whose type is marked as Prose (schema/types.py) are changed: those that people
read. Other texts are addresses and keys.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from ..schema.types import Prose
from ..text.typography import set_prose

Setter = Callable[[Any], Any]


def set_texts(value: Any) -> Any:
    """Return a copy of the value, with the prose of every record in it set as French.

    Records are pydantic models, dataclasses and named tuples; mappings and sequences are walked,
    and a list becomes a tuple.
    """
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, Mapping):
        return {key: set_texts(inner) for key, inner in value.items()}
    if hasattr(value, "_replace"):  # a named tuple
        return value._replace(**_set_fields(value))
    if isinstance(value, tuple | list):
        return tuple(map(set_texts, value))
    if isinstance(value, BaseModel):
        return value.model_copy(update=_set_fields(value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **_set_fields(value))
    return value


def _set_fields(record: Any) -> dict[str, Any]:
    kind: Any = type(record)
    return {name: set_one(getattr(record, name)) for name, set_one in _list_setters(kind)}


def _set_prose(value: Any) -> Any:
    """Set a text, or those of a tuple; nothing stays nothing."""
    if isinstance(value, str):
        return set_prose(value)
    return tuple(map(_set_prose, value)) if isinstance(value, tuple) else value


@cache
def _list_setters(kind: Any) -> list[tuple[str, Setter]]:
    """The fields of a class that hold prose or records, each with the function that sets it."""
    hints = get_type_hints(kind, include_extras=True)
    if issubclass(kind, BaseModel):
        names = list(kind.model_fields)
    else:
        names = list(kind._fields) if hasattr(kind, "_fields") else [f.name for f in fields(kind)]
    setters: list[tuple[str, Setter]] = []
    for name in names:
        if _find(hints[name], _is_prose):
            setters.append((name, _set_prose))
        elif _find(hints[name], _is_record):
            setters.append((name, set_texts))
    return setters


@cache
def list_prose(kind: Any) -> frozenset[str]:
    """Return the names of the fields of a class that people read as texts."""
    return frozenset(name for name, set_one in _list_setters(kind) if set_one is _set_prose)


def _find(hint: Any, wanted: Callable[[Any], bool]) -> bool:
    """Tell whether a type, or one inside it, is what is wanted."""
    inner = (*get_args(hint), *getattr(hint, "__metadata__", ()))
    return wanted(hint) or any(_find(each, wanted) for each in inner)


def _is_prose(hint: Any) -> bool:
    """Tell a text from an address: of a page, a mailbox or a telephone."""
    return isinstance(hint, Prose) and not hint.start and not hint.admits


def _is_record(hint: Any) -> bool:
    return hint is Any or (
        isinstance(hint, type)
        and (issubclass(hint, BaseModel) or is_dataclass(hint) or hasattr(hint, "_fields"))
    )
