"""What fields of one record owe to each other, said once.

A record checks its rules when it is read; the JSON Schema carries them under « x-regles », and
the form of the site interprets them there.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

Fault = tuple[tuple[str | int, ...], dict[str, Any]]


@dataclass(frozen=True)
class Rule:
    """One rule: code is the problem's when it is broken."""

    name: ClassVar[str]
    code: str

    def find_faults(self, record: Any) -> Iterator[Fault]:
        """Yield where the record breaks the rule, in it, and the values of the message."""
        raise NotImplementedError

    def describe(self) -> dict[str, Any]:
        """Return the rule as the JSON Schema says it."""
        return {"regle": self.name, **asdict(self)}


@dataclass(frozen=True)
class OneFilled(Rule):
    """At least one of the keys has a value."""

    name = "une-remplie"
    keys: tuple[str, ...]

    def find_faults(self, record: Any) -> Iterator[Fault]:
        """Yield the record itself when all its keys are empty."""
        if not any(getattr(record, key) for key in self.keys):
            yield (), {}


@dataclass(frozen=True)
class InOrder(Rule):
    """The first number is not above the second."""

    name = "croissante"
    keys: tuple[str, str]

    def find_faults(self, record: Any) -> Iterator[Fault]:
        """Yield the record itself when its numbers go downwards."""
        low, high = (getattr(record, key) for key in self.keys)
        if low > high:
            yield (), dict(zip(self.keys, (low, high), strict=True))


@dataclass(frozen=True)
class AllDistinct(Rule):
    """No two elements of a list have the same values under the keys; the last one names them."""

    name = "distincts"
    within: str
    keys: tuple[str, ...]

    def find_faults(self, record: Any) -> Iterator[Fault]:
        """Yield the place of each element that repeats another."""
        seen = set()
        for index, item in enumerate(getattr(record, self.within)):
            values = tuple(getattr(item, key) for key in self.keys)
            if values in seen:
                yield (self.within, index, self.keys[-1]), {"title": values[-1]}
            seen.add(values)


@dataclass(frozen=True)
class Owed(Rule):
    """When a key has a value, some keys have one too, and others have none."""

    name = "doit"
    key: str
    value: str
    needs: tuple[str, ...]
    refuses: tuple[str, ...]

    def find_faults(self, record: Any) -> Iterator[Fault]:
        """Yield the record itself when it lacks a key, or has one too many."""
        if getattr(record, self.key) != self.value:
            return
        lacks = any(getattr(record, key) in (None, ()) for key in self.needs)
        if lacks or any(getattr(record, key) not in (None, ()) for key in self.refuses):
            yield (), {}
