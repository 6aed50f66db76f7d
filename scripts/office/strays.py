"""Finds what a filled grid holds outside its answers: typed under a label, between two tables."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from .answers import clean, is_said
from .word_file import Filled, Row, Stray

Label = tuple[str, ...]  # its paragraphs
_STATUS = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True)
class Gathered:
    """A grid whose answers are all in their cells, and what else was typed in it.

    altered tells that sentences of the blank grid are not in it.
    """

    filled: Filled
    outside: tuple[Stray, ...]
    altered: bool


def gather(filled: Filled, blank: Filled, ignored: Collection[str]) -> Gathered:
    """Return a filled grid with the answers that were typed under their label, and the rest.

    What follows a label that is whole, where there is no answer beside it, is the answer. ignored
    are the beginnings of sentences that are not the writer's, though a blank grid may lack them.
    """
    labels, known = _list_labels(blank), {clean(stray.text) for stray in blank.outside}
    rows, outside = list[Row](), list[Stray]()
    headings = {key.rpartition(".")[0] for key in labels}  # the rows that begin a table
    for row in filled.rows:
        typed, whole = _find_typed(tuple(map(clean, row.label)), labels.get(row.key, ()))
        asked = row.key not in headings and not any(map(is_said, row.answer))
        if typed and whole and asked:
            row = replace(row, answer=typed, beside=True)
        else:
            outside += (Stray(text, row.key) for text in typed)
        rows.append(row)
    others = [Stray(clean(stray.text), stray.after) for stray in filled.outside]
    others = [each for each in others if not each.text.startswith(tuple(ignored))]
    outside += (each for each in others if each.text not in known)
    kept = {each.text for each in others} | {clean(text) for row in rows for text in row.label}
    sentences = known | {text for each in labels.values() for label in each for text in label}
    missing = {text for text in sentences - kept if not text.startswith(tuple(ignored))}
    return Gathered(Filled(tuple(rows), tuple(outside)), tuple(outside), bool(missing))


def _list_labels(blank: Filled) -> Mapping[str, Sequence[Label]]:
    """Return the labels of each question of a blank grid, those that say the most first."""
    labels: dict[str, set[Label]] = defaultdict(set)
    for row in blank.rows:
        labels[row.key].add(tuple(map(clean, row.label)))
    return {key: sorted(found, key=len, reverse=True) for key, found in labels.items()}


def _find_typed(texts: Label, labels: Sequence[Label]) -> tuple[Label, bool]:
    """Return what was typed in the cell of a label, and whether the label is whole."""
    for label in labels:
        left, typed = list(label), list[str]()
        for text in texts:
            if left and text.startswith(left[0]):
                text = text.removeprefix(left.pop(0)).strip(" :")
            if text:
                typed.append(text)
        if not left:
            return tuple(typed), True
    said = tuple(text for label in labels for text in label)
    # That of another version of the grid may say « (facultatif) » or not.
    return tuple(
        text for text in texts if not any(one.startswith(_STATUS.sub("", text)) for one in said)
    ), False
