"""Turns documents into records, and what is wrong with them into problems in French."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .diagnosis import quote_item
from .fields import FieldInfo, find_field, read_fields
from .loading import Document, Location
from .messages import MESSAGES, build_problem
from .problems import Problem
from .schema.figures import Figure
from .schema.portrait import Portrait
from .slugs import SLUG, make_slug
from .typography import set_french

SET_ASIDE = (".", "_")  # what the names of files that nobody reads begin with
Slugs = Mapping[str, Iterable[str]]
AnyRecord = TypeVar("AnyRecord", bound=BaseModel)

MOST_ERRORS = 200  # described in a record: beyond, nobody made them by hand, and each takes time

# pydantic's types of error → our codes; those not listed are already ours.
CODES = {
    "missing": "cle-manquante",
    "extra_forbidden": "cle-inconnue",
    "literal_error": "valeur-inconnue",
    "too_short": "liste-courte",
    "too_long": "liste-longue",
    "string_too_short": "texte-vide",
    "string_too_long": "texte-long",
    "string_pattern_mismatch": "forme",
    "greater_than_equal": "nombre-hors-limites",
    "less_than_equal": "nombre-hors-limites",
}
EXPECTED = {
    "string_type": "Un texte",
    "int_parsing": "Un nombre entier",
    "int_type": "Un nombre entier",
    "bool_parsing": "« oui » ou « non »",
    "bool_type": "« oui » ou « non »",
    "date_parsing": "Une date, de la forme 2026-11-23,",
    "date_type": "Une date, de la forme 2026-11-23,",
    "date_from_datetime_parsing": "Une date, de la forme 2026-11-23,",
    "number_parsing": "Un nombre",
    "float_type": "Un nombre",
    "tuple_type": "Une liste",
    "model_type": "Une suite de clés",
}


def find_errors(
    model: type[AnyRecord], document: Document, slugs: Slugs, slug: str, within: Location = ()
) -> tuple[AnyRecord | None, list[tuple[Location, Problem]]]:
    """Return the record the document holds at the location within, or what is wrong with it.

    slugs are the known slugs of each catalogue. Each problem comes with its location in the
    record; there are MOST_ERRORS of them at most.
    """
    data: Any = document.data
    for step in within:
        data = data[step]
    context = {"slugs": slugs, "slug": slug, "anonymous": issubclass(model, Portrait)}
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as error:
        errors = error.errors(include_url=False)[:MOST_ERRORS]
        return None, [
            (details["loc"], _describe(details, document, slugs, model, within))
            for details in errors
            if not _follows_from_another(details, errors)
        ]


def check_file_names(folder: Path, root: Path) -> list[Problem]:
    """Return a problem for each file, or folder, of the folder whose name cannot be an address."""
    problems = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(SET_ASIDE):
            continue
        suffix = "" if path.is_dir() else ".yml"
        if path.name != f"{path.stem}{suffix}" or not SLUG.fullmatch(path.stem):
            file = path.relative_to(root).as_posix()
            values = {"name": path.name, "better": f"{make_slug(path.stem)}{suffix}"}
            problems.append(build_problem(file, (1, 1), "nom-de-fichier", **values))
    return problems


def check_keys(document: Document, within: Location, keys: Iterable[str]) -> list[Problem]:
    """Return a problem for each key, at the location within, that cannot be an address."""
    return [
        build_problem(
            document.file,
            document.place((*within, key), of_key=True),
            "nom-de-fichier",
            name=_shorten(key),
            better=make_slug(key),
        )
        for key in keys
        if not SLUG.fullmatch(key)
    ][:MOST_ERRORS]


def check_portraits(portraits: Mapping[str, tuple[Document, Portrait]]) -> list[Problem]:
    """Return the problems between portraits: a number that two of them have."""
    problems = []
    numbers: dict[int, str] = {}
    for document, portrait in portraits.values():
        if portrait.numero is not None:
            first = numbers.setdefault(portrait.numero, document.file)
            if first != document.file:
                taken = {other.numero for _, other in portraits.values()}
                free = next(n for n in range(1, len(taken) + 2) if n not in taken)
                values = {"number": portrait.numero, "other": first, "free": free}
                place = document.place(("numero",))
                problems.append(build_problem(document.file, place, "numero-double", **values))
    return problems


def check_figures(figures: Mapping[str, tuple[Document, Figure]]) -> list[Problem]:
    """Return a problem for each claim about a row or a column that is not in its figure."""
    problems = []
    for document, figure in figures.values():
        for index, claim in enumerate(figure.verifications):
            if claim.chiffre and claim.chiffre not in figures:
                continue  # the other figure is itself at fault, and said to be
            other = figures[claim.chiffre][1] if claim.chiffre else figure
            references: tuple[tuple[Location, str | None, tuple[Any, ...]], ...] = (
                *((("lignes", n), row, figure.lignes) for n, row in enumerate(claim.lignes)),
                (("ligne",), claim.ligne, figure.lignes),
                (("colonne",), claim.colonne, figure.colonnes),
                (("autre_ligne",), claim.autre_ligne, other.lignes),
                (("autre_colonne",), claim.autre_colonne, other.colonnes),
            )
            for key, written, known in references:
                keys = [part.cle for part in known]
                if written is not None and written not in keys:
                    place = document.place(("verifications", index, *key))
                    values = {"input": written, "suggestion": suggest(written, keys)}
                    problems.append(build_problem(document.file, place, "cle-de-ligne", **values))
    return problems


def _follows_from_another(details: Any, errors: Sequence[Any]) -> bool:
    """Tell whether a list is short only because its items are wrong."""
    place = details["loc"]
    return details["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and other is not details for other in errors
    )


def _describe(
    details: Any, document: Document, slugs: Slugs, model: type[BaseModel], within: Location
) -> Problem:
    context = details.get("ctx", {})
    kind, loc = details["type"], (*details["loc"], *context.pop("place", ()))
    location = within + loc
    key = next((step for step in reversed(location) if isinstance(step, str)), document.file)
    field = find_field(model, loc)
    values: dict[str, Any] = {**context, "key": key, "input": _shorten(details["input"])}
    values["label"] = set_french(field.label) if field else key
    code = CODES.get(kind, kind)
    place = document.place(location, of_key=code == "cle-inconnue")
    if "snippet" in context:
        place = document.place_of(context["snippet"], location)
    if kind in EXPECTED:
        code = "type"
        values["expected"] = EXPECTED[kind]
        if kind == "string_type" and isinstance(details["input"], dict):
            code = "deux-points"  # « - Lire : un projet » is a mapping for YAML
            place = document.place((*location, *list(details["input"])[:1]), of_key=True)
            values["fixed"] = quote_item(document.text.splitlines()[place[0] - 1])
    if field:
        values |= _describe_field(field, one_item=isinstance(loc[-1], int))
    if code in ("cle-inconnue", "valeur-inconnue", "reference-inconnue"):
        written = str(loc[-1] if code == "cle-inconnue" else details["input"])
        values["suggestion"] = suggest(written, _list_candidates(code, field, loc, slugs, model))
    if code not in MESSAGES:
        code, values["reason"] = "yaml", details["msg"]
    return build_problem(document.file, place, code, **values)


def _describe_field(field: FieldInfo, *, one_item: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"low": field.least, "high": field.most}
    if field.example:
        values["example"] = f"{field.key}: {field.example}"
        if one_item and field.many:
            values["example"] = f"- {field.example.strip('[]').split(', ')[0]}"
    return values


def _list_candidates(
    code: str, field: FieldInfo | None, loc: Location, slugs: Slugs, model: type[BaseModel]
) -> Iterable[str]:
    if code == "cle-inconnue":
        parent = find_field(model, loc[:-1])
        return [inner.key for inner in (parent.fields if parent else read_fields(model))]
    if field is None:
        return ()
    return field.choices or slugs[field.catalogue]


def _shorten(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def suggest(written: str, candidates: Iterable[str]) -> str:
    """Return a sentence with the nearest candidate, or with all of them when none is near."""
    known = sorted(candidates)
    plain = make_slug(written)
    for close in (
        [candidate for candidate in known if make_slug(candidate) == plain],
        difflib.get_close_matches(plain, known, 1, 0.6),
    ):
        if close:
            return f"Vouliez-vous dire « {close[0]} » ?"
    return f"Valeurs admises : {', '.join(known)}."
