"""Rules between the fields of one record, declared once.

A class of record lists its rules in its attribute « rules » and checks them when it is read. Its
JSON Schema carries them under « x-regles », where the form of the site interprets those of a
portrait: a new class of rule that a portrait uses needs its case in findBroken too
(docs/assets/js/raconter/checks.js).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

RuleFault = tuple[tuple[str | int, ...], dict[str, Any]]
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """A rule; name is what JSON Schemas call its class, code is that of the problem it raises."""

    name: ClassVar[str]
    code: str

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield a location in the data, and the values of a message, each time it breaks the rule.

        data is the record before it is validated; wrong are its keys that are invalid by
        themselves, or missing: those are already told.
        """
        raise NotImplementedError

    def describe(self) -> dict[str, Any]:
        """Return the rule as the JSON Schema says it."""
        return {"regle": self.name, **asdict(self)}

    def complete_schema(self, properties: dict[str, Any]) -> None:
        """Say what JSON Schema itself can say of the rule, in the properties of the record."""


@dataclass(frozen=True)
class OneFilled(Rule):
    """At least one of the keys is filled in."""

    name = "une-remplie"
    keys: tuple[str, ...]

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield the record itself when all its keys are empty."""
        if not any(_is_filled(data, key) or key in wrong for key in self.keys):
            yield (), {}


@dataclass(frozen=True)
class InOrder(Rule):
    """The first number is not above the second."""

    name = "croissante"
    keys: tuple[str, str]

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield the record itself when its numbers go downwards."""
        if any(key in wrong for key in self.keys):
            return
        low, high = (int(data[key]) for key in self.keys)
        if low > high:
            yield (), dict(zip(self.keys, (low, high), strict=True))


@dataclass(frozen=True)
class AllDistinct(Rule):
    """No two elements of a list are the same, or have the same values under the keys."""

    name = "distincts"
    within: str
    keys: tuple[str, ...] = ()

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield the place of each element that repeats another; its last key names it."""
        elements = data.get(self.within)
        seen = set()
        for index, element in enumerate(elements if isinstance(elements, list | tuple) else ()):
            values = self._read(element)
            if not all(isinstance(value, str) for value in values):
                continue  # at fault itself
            if values in seen:
                yield (self.within, index, *self.keys[-1:]), {"title": values[-1]}
            seen.add(values)

    def complete_schema(self, properties: dict[str, Any]) -> None:
        """Tell editors that the list refuses an element twice."""
        properties[self.within]["uniqueItems"] = True

    def _read(self, element: Any) -> tuple[Any, ...]:
        if not self.keys:
            return (element,)
        known = element if isinstance(element, Mapping) else {}
        return tuple(known.get(key) for key in self.keys)


@dataclass(frozen=True)
class Owed(Rule):
    """When key has this value, the keys in needs are filled in and those in refuses are not."""

    name = "doit"
    key: str
    value: str
    needs: tuple[str, ...]
    refuses: tuple[str, ...]

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield the record itself when it lacks a key, or else the first of those it refuses."""
        if data.get(self.key) != self.value:
            return
        refused = [key for key in self.refuses if _is_filled(data, key)]
        if not all(_is_filled(data, key) for key in self.needs):
            yield (), {}
        elif refused:
            yield (refused[0],), {}


@dataclass(frozen=True)
class OneOnly(Rule):
    """Exactly one of the keys is filled in."""

    name = "une-seule"
    keys: tuple[str, ...]

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield the record itself when none of its keys has a value, or several have."""
        if sum(_is_filled(data, key) or key in wrong for key in self.keys) != 1:
            yield (), {}


@dataclass(frozen=True)
class OwedBy(Rule):
    """needs has, for each value of key, the keys that must then be filled in."""

    name = "selon"
    key: str
    needs: Mapping[str, tuple[str, ...]]

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield the record itself, and the keys that it lacks."""
        value = data.get(self.key)
        needs = self.needs.get(value, ()) if isinstance(value, str) else ()
        missing = [key for key in needs if not _is_filled(data, key) and key not in wrong]
        if missing:
            yield (), {self.key: value, "missing": ", ".join(missing)}


@dataclass(frozen=True)
class FullRows(Rule):
    """Each row has a value for each column; one, where there is no column."""

    name = "valeur-par-colonne"
    rows: str
    values: str
    columns: str

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield the place of each row that has too many values, or too few."""
        rows, columns = data.get(self.rows), data.get(self.columns) or ()
        if self.columns in wrong or not isinstance(rows, list | tuple):
            return
        width = len(columns) or 1
        for index, row in enumerate(rows):
            values = row.get(self.values) if isinstance(row, Mapping) else None
            if isinstance(values, list | tuple) and len(values) != width:
                yield (self.rows, index), {"title": row.get("titre"), "width": width}


@dataclass(frozen=True)
class FewWords(Rule):
    """The text of key has at most `most` words; an apostrophe or a hyphen parts two words."""

    name = "mots-au-plus"
    key: str
    most: int

    def find_faults(self, data: Data, wrong: Collection[str]) -> Iterator[RuleFault]:
        """Yield the place of a text that has more."""
        text = data.get(self.key)
        if isinstance(text, str) and self.key not in wrong:
            words = len(re.findall(r"\w+", text))
            if words > self.most:
                yield (self.key,), {"words": words, "most": self.most}


def _is_filled(data: Data, key: str) -> bool:
    return data.get(key) not in (None, "", [], ())
