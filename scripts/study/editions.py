"""The editions of the study: which are declared, and what a record of a later one replaces."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from ..problems.findings import Fault
from ..problems.messages import build_problem
from ..reading.documents import Document
from ..schema.figures import Figure
from ..schema.portrait import Portrait

OfAnEdition = TypeVar("OfAnEdition", Figure, Portrait)


def list_years(document: Document | None) -> list[str]:
    """Return the years of the editions that content/etude.yml declares, as they are written.

    There is none where it does not declare them as it should: what is wrong is told of that file.
    """
    data: Any = document.data if document else None
    written = data.get("editions") if isinstance(data, dict) else None
    years = [
        edition.get("annee") if isinstance(edition, dict) else None
        for edition in (written if isinstance(written, list) else [])
    ]
    known = [year for year in years if isinstance(year, str) and year.strip().isdecimal()]
    return known if len(known) == len(years) else []


def check_replacements(
    records: Mapping[str, tuple[Document, OfAnEdition]],
) -> Iterator[Fault]:
    """Yield a fault for each record that replaces one which is not of an older edition.

    So none replaces itself, and no chain of them comes back to where it began.
    """
    for document, record in records.values():
        if not record.remplace or record.remplace not in records:
            continue  # the other one is itself at fault, and said to be
        _, older = records[record.remplace]
        if older is record:
            other = "c'est ce fichier lui-même"
        elif older.edition is None:
            other = "c'est un témoignage, sans édition"
        elif older.edition >= (record.edition or 0):
            other = f"il est de l'édition {older.edition}"
        else:
            continue
        values = {"input": record.remplace, "edition": record.edition, "other": other}
        place = document.place(("remplace",))
        describe = partial(build_problem, document.file, place, "remplace-edition", **values)
        yield Fault(document.file, describe)


def list_replacing(records: Mapping[str, OfAnEdition]) -> dict[str, tuple[OfAnEdition, ...]]:
    """Return what replaces each record that is replaced, the last edition first, by its slug."""
    replacing: dict[str, list[OfAnEdition]] = {}
    for record in records.values():
        if record.remplace:
            replacing.setdefault(record.remplace, []).append(record)

    def age(record: OfAnEdition) -> int:
        return -(record.edition or 0)

    return {slug: tuple(sorted(found, key=age)) for slug, found in replacing.items()}


def put_replaced_last(records: Mapping[str, OfAnEdition]) -> dict[str, OfAnEdition]:
    """Return the records in their order, then those that others replace, the oldest last."""
    replaced = list_replacing(records)

    def weigh(item: tuple[str, OfAnEdition]) -> tuple[bool, int]:
        slug, record = item
        return slug in replaced, -(record.edition or 0) if slug in replaced else 0

    return dict(sorted(records.items(), key=weigh))
