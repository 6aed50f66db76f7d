"""Writes records as YAML, the way the portraits are written by hand.

One way to write each value, so that reading a file and writing it again changes nothing.
The form of the site writes the same way: docs/assets/js/raconter/output.js.
"""

import re
import textwrap
from datetime import date
from typing import Any

from pydantic import BaseModel

from .quotes import OPENING

WIDTH = 100
FIRST_LINE = "# yaml-language-server: $schema=../docs/schemas/{name}.json"

# What YAML would read otherwise than as this very text, if it had no quotes: it begins with a sign
# of YAML; it holds « : », « # » or a tab; it ends with a space or a colon; it has two spaces in a
# row. The form reads the same pattern, in JavaScript.
NOT_PLAIN = rf"""^[\s\-?:,\[\]{{}}#&*!|>'"%@`{OPENING}~]|:\s|:$|\s#|\t|\s$|\s\s"""


def write_record(record: BaseModel, name: str) -> str:
    """Return the YAML file of a record; name is its JSON Schema's."""
    return f"{FIRST_LINE.format(name=name)}\n{write_mapping(dump_record(record))}"


def dump_record(record: BaseModel) -> dict[str, Any]:
    """Return the record's keys in their order, without those that have no value."""
    dumped = {}
    for name in type(record).model_fields:
        value = _dump(getattr(record, name))
        if value is not None and value is not False and value != []:
            dumped[name] = value
    return dumped


def write_mapping(mapping: dict[str, Any], indent: int = 0) -> str:
    """Return a mapping as YAML lines, each indented by as many spaces."""
    return "".join(
        f"{' ' * indent}{key}:{_write_value(value, indent, len(key) + 1)}"
        for key, value in mapping.items()
    )


def _dump(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return dump_record(value)
    if isinstance(value, tuple):
        return [_dump(item) for item in value]
    return "oui" if value is True else value


def _write_value(value: Any, indent: int, used: int) -> str:
    """What follows « key: »; used is the room that the key takes on its line."""
    if isinstance(value, dict):
        return "\n" + write_mapping(value, indent + 2) if value else " {}\n"
    if isinstance(value, list):
        if not value:
            return " []\n"
        return "\n" + "".join(_write_item(item, indent + 2) for item in value)
    return " " + _write_scalar(value, indent + 2, indent + used)


def _write_item(item: Any, indent: int) -> str:
    dash = f"{' ' * indent}- "
    if isinstance(item, dict):
        return dash + write_mapping(item, indent + 2).lstrip()
    return dash + _write_scalar(item, indent + 2, indent + 1)


def _write_scalar(value: Any, indent: int, used: int) -> str:
    if isinstance(value, int | date):
        return f"{value}\n"
    text = str(value)
    margin = " " * indent
    if "\n" in text:
        return "|\n" + "".join(f"{margin}{line}".rstrip() + "\n" for line in text.split("\n"))
    too_long = used + 1 + len(text) > WIDTH
    if too_long and not re.search(r"\s\s|[\t\r]", text):
        lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        return ">-\n" + "".join(f"{margin}{line}\n" for line in lines)
    if not text or re.search(NOT_PLAIN, text):
        escaped = (
            text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
        )
        return f'"{escaped}"\n'
    return f"{text}\n"
