"""Turns documents into records, and what is wrong with them into problems in French."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..problems.findings import MAX_DESCRIBED, Fault
from ..problems.messages import MESSAGES, PRIVACY, UNREADABLE, build_problem
from ..problems.problem import Place, Problem
from ..reading.documents import Document, Location
from ..reading.quotes import quote_text
from ..reading.yaml_faults import quote_item, quote_value, say_lost_bar
from ..schema.annexes import Centre
from ..schema.anonymity import Names
from ..schema.canvases import Scale
from ..schema.figures import MOST_SIGNS, Figure
from ..schema.forbidden import UNKNOWN, find_code
from ..schema.introspection import FieldInfo, find_field, list_keys, list_prose
from ..schema.places import Map, Places
from ..schema.portrait import Portrait
from ..schema.types import Prose
from ..schema.withdrawals import Withdrawals
from ..text.folding import fold
from ..text.typography import set_french
from .claims import find_unprinted
from .suggestions import (
    Meant,
    Shape,
    Slugs,
    find_erased,
    find_list,
    find_word,
    is_second_half,
    mend_word,
    say_home,
    say_missing,
    say_value,
    suggest,
    suggest_key,
    suggest_value,
)

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)

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
START_AGAIN = (
    "Partez du modèle, docs/schemas/portrait-a-remplir.yml, et écrivez-y chaque réponse après sa "
    "clé, deux-points et une espace : titre: Un jardin partagé à l'école"
)
EXPECTED = {
    "string_type": "Un texte est attendu",
    "int_parsing": "Un nombre entier est attendu",
    "int_type": "Un nombre entier est attendu",
    "bool_parsing": "« oui » ou « non » est attendu",
    "bool_type": "« oui » ou « non » est attendu",
    "date_parsing": "Une date, de la forme 2026-11-23, est attendue",
    "date_type": "Une date, de la forme 2026-11-23, est attendue",
    "date_from_datetime_parsing": "Une date, de la forme 2026-11-23, est attendue",
    "number_parsing": "Un nombre est attendu",
    "float_type": "Un nombre est attendu",
    "tuple_type": "Une liste est attendue",
    "model_type": "Une suite de clés est attendue",
}


def validate(
    model: type[AnyRecord],
    document: Document,
    slugs: Slugs,
    slug: str,
    within: Location = (),
    names: Names | None = None,
) -> tuple[AnyRecord | None, list[tuple[Location, Problem]]]:
    """Return the record the document holds at the location within, and what is wrong with it.

    slugs are the known slugs of each catalogue; names is what an anonymous text is searched for.
    There is a record where no problem stops it. Each problem comes with its location in the
    record; there are MAX_DESCRIBED of them at most.
    """
    record, faults = validate_record(model, document, slugs, slug, within, names)
    return record, [(fault.location, fault.describe()) for fault in faults[:MAX_DESCRIBED]]


def validate_record(
    model: type[AnyRecord],
    document: Document,
    slugs: Slugs,
    slug: str,
    within: Location = (),
    names: Names | None = None,
) -> tuple[AnyRecord | None, list[Fault]]:
    """Return the record the document holds at the location within, and all its faults.

    There is none where a fault stops it; the rest is as validate.
    """
    data = document.find(within)
    record, found = None, list(check_texts(model, document, within, names))
    found += check_name(document, slug, names) if names else []
    try:
        record = model.model_validate(data, context={"slugs": slugs, "slug": slug})
    except ValidationError as error:
        found += [
            Fault(
                document.file,
                partial(_describe, details, document, slugs, model, within),
                details["loc"],
            )
            for details in _leave_out_consequences(
                error.errors(include_url=False), document, model, within, slugs
            )
        ]
    if record is None or any(fault.stops for fault in found):
        return None, found
    return record, found + list(check_hidden(document) if model is Portrait else ())


# What is said of something that is not there.
_ABSENT = {
    "cle-manquante", "valeur-vide", "texte-vide", "liste-courte", "bloc-vide", "partie-vide",
    "origine-temoignage", "origine-etude", "lecture-seule",
}  # fmt: skip


# What is said of a text where something else is expected.
_NOT_TEXT = {"type", "reference-inconnue", "valeur-inconnue"}


def keep_certain(
    found: Iterable[tuple[Location, Problem]], document: Document, faults: Sequence[Problem]
) -> list[tuple[Location, Problem]]:
    """Return the problems of a record, with their locations, of what is read past some faults.

    What may only be a consequence of these is left out: nothing is missing that may be in what is
    set aside, and of a line that is at fault only persons and places are told.
    """
    told = {fault.line for fault in faults if fault.code != "cle-double"}
    quoted = {fault.line for fault in faults if fault.code == "deux-points"}
    moved = {line for fault in faults for line in fault.lines}
    is_whole = all(fault.rank != UNREADABLE or fault.replacement is not None for fault in faults)
    certain = []
    for location, problem in found:
        if (
            (
                problem.line in told
                and problem.rank < PRIVACY
                and not (problem.code in _NOT_TEXT and problem.line in quoted)
            )
            or (problem.code in _ABSENT and not is_whole)
            or (faults and _is_empty(document, location))
        ):
            continue
        if problem.line in moved:  # as it is read, mended, the line may have other columns
            problem = replace(problem, column=1, range=None, replacement=None)
        certain.append((location, problem))
    return certain


def _is_empty(document: Document, location: Location) -> bool:
    """Whether the location is that of a key without a value."""
    try:
        return isinstance(location[-1], str) and document.find(location) is None
    except (KeyError, IndexError, TypeError):
        return False


def check_texts(
    model: type[BaseModel], document: Document, within: Location = (), names: Names | None = None
) -> Iterator[Fault]:
    """Yield each fault of the texts of a record: code, a bad link, a person or a place named.

    names is what to search for, in an anonymous record; None where naming is allowed.
    """
    data = document.find(within)
    prose = list_prose(model)
    confirmed = _read_confirmed(data) if names else {}
    used = set()

    def tell(code: str, location: Location, rank: int = 0, **values: Any) -> Fault:
        describe = partial(_describe_text, document, code, within + location, rank, values)
        return Fault(document.file, describe, location, MESSAGES[code].stops)

    for location, keys, text in _walk_texts(data):
        field = prose.get(keys)
        if field is None or field.prose is None or not (words := text.strip()):
            continue
        listed = field.many and isinstance(location[-1], str)  # that it is no list is told
        if not field.prose.paragraphs and "\n" in words and not listed:
            yield tell("une-ligne", location, label=set_french(field.label))
        if names and re.match(UNKNOWN, words):
            yield tell("a-remplir", location, snippet=words)
        if not words.startswith(field.prose.start):
            yield tell("lien-interdit", location, snippet=text)
            continue
        if field.prose.paragraphs and (swallowed := _SWALLOWED.search(text)):
            above = document.place(within + location, of_key=True)[1] - 1
            how = (
                f"« {swallowed['key']} » est pris dans le texte au-dessus, car il est trop décalé. "
                f"Mettez {above} espaces devant, et deux de plus devant ce qui est dessous."
            )
            yield tell("indentation", location, snippet=swallowed["key"], how=how)
            continue
        times: dict[str, int] = {}
        for code, snippet in find_code(text):
            rank = times[snippet] = times.get(snippet, -1) + 1
            yield tell(code, location, rank, snippet=snippet)
        for alarm in names.find(text, field.prose) if names and field.prose.published else ():
            key = _fold_alarm(alarm.snippet)
            code = alarm.code
            if MESSAGES[code].confirmable and key in confirmed:
                used.add(key)
                code = "fausse-alerte"
            rank = text.count(alarm.snippet, 0, alarm.start)
            yield tell(code, location, rank, snippet=alarm.snippet)
    for key, (location, written) in confirmed.items():
        if key not in used:
            yield tell("fausse-alerte-inutile", location, snippet=written)


# The key of a list, inside the text before it.
_SWALLOWED = re.compile(r"^ *(?P<key>points:)\s*$", re.MULTILINE)

# Words that a title writes in small letters.
_SMALL = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}


def check_name(document: Document, slug: str, names: Names) -> Iterator[Fault]:
    """Yield a fault where a file's name, which is a public address, names a person or a place."""
    words = " ".join(w if w in _SMALL else w.capitalize() for w in slug.split("-"))
    for alarm in names.find(words, Prose(may_name=True)):
        describe = partial(build_problem, document.file, (1, 1), alarm.code, snippet=alarm.snippet)
        yield Fault(document.file, describe, stops=MESSAGES[alarm.code].stops)


# An answer behind a « # »; « Exemple : » and what a key is for have a space before their colon.
_HIDDEN = re.compile(
    r"^[ \t]*(?P<sign>#)[ \t#]*"
    r"(?P<words>(?:- )?(?:(?P<key>[a-z_]{3,}): |(?<=- ))(?!.*REMPLIR|[|>])\S.*)",
    re.MULTILINE,
)


def check_hidden(document: Document) -> Iterator[Fault]:
    """Yield a fault for each key of a portrait that has an answer and is behind a « # »."""
    keys = list_keys(Portrait)
    for hidden in _HIDDEN.finditer(document.text):
        if hidden["key"] is None or hidden["key"] in keys:
            before = document.text[: hidden.start("sign")].split("\n")
            place = len(before), len(before[-1]) + 1
            values = {"words": _shorten(hidden["words"])}
            describe = partial(build_problem, document.file, place, "reponse-cachee", **values)
            yield Fault(document.file, describe, stops=False)


def _describe_text(
    document: Document, code: str, location: Location, rank: int, values: dict[str, Any]
) -> Problem:
    place = document.place(location)
    if snippet := values.get("snippet"):
        place = document.place_of(snippet, location, rank)
        if not MESSAGES[code].confirmable:
            values["snippet"] = _shorten(snippet)
    return build_problem(document.file, place, code, **values)


def _walk_texts(
    data: Any, above: Location = (), keys: tuple[str, ...] = ()
) -> Iterator[tuple[Location, tuple[str, ...], str]]:
    """Yield each text after its location, and the keys alone of that location."""
    if isinstance(data, str):
        yield above, keys, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _walk_texts(value, (*above, key), (*keys, key))
    elif isinstance(data, list):
        for rank, value in enumerate(data):
            yield from _walk_texts(value, (*above, rank), keys)


def _read_confirmed(data: Any) -> dict[str, tuple[Location, str]]:
    """The alarms that the writer says are false: where each is, and how it is written."""
    written = data.get("fausses_alertes") if isinstance(data, dict) else None
    return {
        _fold_alarm(words): (("fausses_alertes", index), words)
        for index, words in enumerate(written if isinstance(written, list) else [])
        if isinstance(words, str)
    }


def _fold_alarm(words: str) -> str:
    return " ".join(fold(words).lower().split())


def check_portraits(portraits: Mapping[str, tuple[Document, Portrait]]) -> Iterator[Fault]:
    """Yield a fault for each portrait whose number another one of its edition has.

    Both are told: nothing says which of the two is the copy.
    """
    owners: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for document, portrait in portraits.values():
        owners[portrait.edition, portrait.numero].append(document.file)
    for document, portrait in portraits.values():
        edition, number = portrait.edition, portrait.numero
        other = next((file for file in owners[edition, number] if file != document.file), None)
        if number is not None and other is not None:
            free = next(rank for rank in count(1) if (edition, rank) not in owners)
            values = {"number": number, "other": other, "free": free}
            place = document.place(("numero",))
            describe = partial(build_problem, document.file, place, "numero-double", **values)
            yield Fault(document.file, describe)


def check_withdrawn(
    withdrawals: Withdrawals, document: Document, portraits: Collection[str]
) -> Iterator[Fault]:
    """Yield a fault for each portrait that has the name of one that was taken away."""
    for rank, withdrawal in enumerate(withdrawals.retraits):
        if withdrawal.slug in portraits:
            line, _ = document.place(("retraits", rank))
            file = f"portraits/{withdrawal.slug}.yml"
            values = {"name": withdrawal.slug, "other": f"{document.file}:{line}"}
            yield Fault(file, partial(build_problem, file, (1, 1), "portrait-retire", **values))


def check_map(drawn: Map, document: Document, places: Places) -> Iterator[Fault]:
    """Yield a fault for each region of the map that is not one of the places, or is there twice."""
    names = {region.code: region.nom for region in places.regions}
    seen = set[str]()
    for rank, code in drawn.codes:
        location = ("rangees", rank)
        values = {"input": code, "catalogue": "lieux", "title": names.get(code, code)}
        if code not in names:
            values["suggestion"] = suggest(code, names)
        elif code not in seen:
            seen.add(code)
            continue
        problem = "element-double" if code in names else "reference-inconnue"
        place = document.place_of(code, location)
        describe = partial(build_problem, document.file, place, problem, **values)
        yield Fault(document.file, describe)


def check_centres(
    centres: Mapping[str, Centre], document: Document, places: Places
) -> Iterator[Fault]:
    """Yield a fault for each department of a centre that is not one of the places."""
    names = [place.nom for place in places.departements]
    for slug, centre in centres.items():
        for rank, name in enumerate(centre.departements):
            if name not in names:
                location = (slug, "departements", rank)
                values = {"input": name, "catalogue": "lieux", "suggestion": suggest(name, names)}
                describe = partial(
                    build_problem, document.file, document.place(location), "reference-inconnue",
                    **values,
                )  # fmt: skip
                yield Fault(document.file, describe)


def check_figures(figures: Mapping[str, tuple[Document, Figure]]) -> Iterator[Fault]:
    """Yield a fault for each row, column or value that a figure names and does not have.

    A claim names some, of its figure or of another; a row names the one it is a part of.
    """
    rows, columns = (
        {
            slug: dict.fromkeys(part.cle for part in getattr(figure, key))
            for slug, (_, figure) in figures.items()
        }
        for key in ("lignes", "colonnes")
    )
    for slug, (document, figure) in figures.items():
        yield from _check_parts(document, figure)
        yield from _check_counts(document, figure)
        for index, claim in enumerate(figure.verifications):
            if claim.chiffre and claim.chiffre not in figures:
                continue  # the other figure is itself at fault, and said to be
            other = claim.chiffre or slug
            references: tuple[tuple[Location, str | None, Mapping[str, None]], ...] = (
                *((("lignes", n), row, rows[slug]) for n, row in enumerate(claim.lignes)),
                (("ligne",), claim.ligne, rows[slug]),
                (("colonne",), claim.colonne, columns[slug]),
                (("autre_ligne",), claim.autre_ligne, rows[other]),
                (("autre_colonne",), claim.autre_colonne, columns[other]),
                *(
                    (("parties", n, "ligne"), part.ligne, rows[other])
                    for n, part in enumerate(claim.parties)
                ),
            )
            strangers = False
            for key, written, known in references:
                if written is not None and written not in known:
                    strangers = True
                    location = ("verifications", index, *key)
                    describe = partial(_describe_key, document, location, written, known)
                    yield Fault(document.file, describe)
            if not strangers:
                for key, written in find_unprinted(figure, claim, figures[other][1]):
                    location = ("verifications", index, *key)
                    values = {"input": written, "measure": claim.mesure or "taux"}
                    describe = partial(
                        _describe_place, document, location, "valeur-a-comparer", values
                    )
                    yield Fault(document.file, describe)


def check_scales(
    scales: Mapping[str, tuple[Document, Scale]], figures: Mapping[str, Figure]
) -> Iterator[Fault]:
    """Yield a fault for each row or column that a scale names and its figure does not have.

    A figure that is itself at fault is not among the figures, and is said to be elsewhere.
    """
    for document, scale in scales.values():
        for rank, part in enumerate(scale.parties):
            for number, beside in enumerate(part.chiffres):
                if not (figure := figures.get(beside.chiffre)):
                    continue
                within = ("parties", rank, "chiffres", number)
                rows = [row.cle for row in figure.lignes]
                columns = [column.cle for column in figure.colonnes]
                named: list[tuple[Location, str, list[str]]] = [
                    *((("lignes", n), row, rows) for n, row in enumerate(beside.lignes)),
                    *([(("colonne",), beside.colonne, columns)] if beside.colonne else []),
                ]
                for key, written, known in named:
                    if written not in known:
                        location = (*within, *key)
                        describe = partial(_describe_key, document, location, written, known)
                        yield Fault(document.file, describe)


def _check_parts(document: Document, figure: Figure) -> Iterator[Fault]:
    """Yield a fault for each row said to be inside one that is not a whole row above it."""
    whole = set()
    for index, row in enumerate(figure.lignes):
        if row.dans is None:
            whole.add(row.cle)
        elif row.dans not in whole:
            location = ("lignes", index, "dans")
            describe = partial(
                _describe_place, document, location, "ligne-dans", {"input": row.dans}
            )
            yield Fault(document.file, describe)


def _check_counts(document: Document, figure: Figure) -> Iterator[Fault]:
    """Yield a fault for each row of a figure drawn one by one that cannot be; words can stay."""
    if not figure.is_counted:
        return
    for index, row in enumerate(figure.lignes):
        first, *others = row.valeurs
        whole = figure.find_whole(first)
        in_words = (first.etat or first.texte) and first.nombre is None and first.taux is None
        counted = (
            isinstance(first.nombre, int)
            and isinstance(whole, int)
            and first.nombre <= whole <= MOST_SIGNS
        )
        if others or not (counted or in_words):
            location = ("lignes", index)
            values = {"title": row.titre, "form": figure.forme, "most": str(MOST_SIGNS)}
            describe = partial(_describe_place, document, location, "a-compter", values)
            yield Fault(document.file, describe)


def _describe_key(
    document: Document, location: Location, written: str, known: Iterable[str]
) -> Problem:
    values = {"input": written, "suggestion": suggest(written, known)}
    return _describe_place(document, location, "cle-de-ligne", values)


def _describe_place(
    document: Document, location: Location, code: str, values: Mapping[str, str]
) -> Problem:
    return build_problem(document.file, document.place(location), code, **values)


def _leave_out_consequences(
    errors: Sequence[Any],
    document: Document,
    model: type[BaseModel],
    within: Location,
    slugs: Slugs,
) -> Iterator[Any]:
    """Yield the errors, but neither that a list is short when some of its items are wrong, nor that
    a key is missing when one that does not exist can only be it.
    """
    around = {
        details["loc"][:length] for details in errors for length in range(len(details["loc"]))
    }
    missing = {
        details["loc"][: len(details["loc"]) - (details["type"] == "missing")]
        for details in errors
        if details["type"] == "missing"
    }
    unknown = (
        d["loc"] for d in errors if d["type"] == "extra_forbidden" and d["loc"][:-1] in missing
    )
    meant = {
        (*loc[:-1], key)
        for loc in islice(unknown, MAX_DESCRIBED)
        for key in suggest_key(within + loc, document, model, slugs).fills
    }
    # The first key that each part whose line is erased leaves in another one.
    erased: dict[str, Location] = {}
    for loc in islice((d["loc"] for d in errors if d["type"] == "extra_forbidden"), MAX_DESCRIBED):
        if part := find_erased(within + loc, document, model):
            erased.setdefault(part, loc)
            meant.add((part,))
    lacking = {d["loc"] for d in errors if d["type"] == "missing"}
    filled = {loc[:-1] for loc in meant}
    spoilt = {d["loc"][:-1] for d in errors if d["type"] == "extra_forbidden"}
    # A key of the record, inside one of its parts.
    meant |= {d["loc"][-1:] for d in errors if d["type"] == "extra_forbidden" and d["loc"][1:]}
    for details in errors:
        if details["type"] == "too_short" and details["loc"] in around:
            continue
        if details["type"] == "missing" and (
            details["loc"] in meant
            or is_second_half(within + details["loc"], document, [within + loc for loc in lacking])
        ):
            continue
        if (
            details["type"] == "extra_forbidden"
            and erased
            and details["loc"] not in erased.values()
            and find_erased(within + details["loc"], document, model)
        ):
            continue
        if details["type"] == "bloc-vide" and details["loc"] in filled:
            continue
        if details["type"] == "partie-vide" and details["loc"] in spoilt:
            continue
        yield details


def _describe(
    details: Any, document: Document, slugs: Slugs, model: type[BaseModel], within: Location
) -> Problem:
    context = details.get("ctx", {})
    kind, loc = details["type"], details["loc"]
    location = within + loc
    key = next((step for step in reversed(location) if isinstance(step, str)), document.file)
    field = find_field(model, loc)
    values: dict[str, Any] = {**context, "key": key, "input": _shorten(details["input"])}
    values["label"] = set_french(field.label) if field else key
    code = CODES.get(kind, kind)
    if code not in MESSAGES:
        code = "forme"  # pydantic's own words are English
    lists = (list,) if field and field.prose else ()
    if kind == "string_type" and isinstance(details["input"], (dict, *lists)):
        word = (
            find_word(next(iter(details["input"]), ""), slugs[field.catalogue])
            if (field and field.catalogue and isinstance(details["input"], dict))
            else ""
        )
        if word:
            values |= {
                "expected": "Un mot seul est attendu",
                "how": f"Gardez le mot seul : - {word}",
            }
            return build_problem(document.file, document.place(location), "type", **values)
        if home := say_home(details["input"], model):
            values |= {"expected": EXPECTED[kind], "how": home}
            return build_problem(document.file, document.place(location), "type", **values)
        return _describe_structure(details["input"], document, location)
    place = document.place(location, of_key=code in ("cle-inconnue", "origine-temoignage"))
    if snippet := context.get("snippet"):
        place = document.place_of(snippet, location)
    if kind in EXPECTED:
        code = "type"
        values["expected"] = EXPECTED[kind]
    example = _show_example(field, one_item=isinstance(loc[-1], int)) if field else ""
    if field:
        values |= {"low": field.least, "high": field.most}
    if example:
        values["example"] = example
    if code == "cle-inconnue":
        meant = suggest_key(location, document, model, slugs)
        problem = build_problem(document.file, place, code, **values, suggestion=meant.how)
        return mend_word(problem, document, str(loc[-1]), meant.new, document.find(location[:-1]))
    if code in ("valeur-inconnue", "reference-inconnue"):
        listed = any(isinstance(step, int) for step in loc)
        named = "" if isinstance(loc[-1], int) else key
        meant = suggest_value(str(details["input"]), field, slugs, named, listed=listed)
        if not meant.new and (elsewhere := find_list(str(details["input"]), field, model, slugs)):
            meant = Meant(f"C'est un mot de « {elsewhere}: » : mettez-le sous cette clé.")
        problem = build_problem(document.file, place, code, **values, suggestion=meant.how)
        return mend_word(problem, document, str(details["input"]), meant.new, ())
    if code == "type" and loc:
        shape = _find_shape(document, place, location)
        meant = say_value(kind, details["input"], field, example, slugs, shape)
        problem = build_problem(document.file, place, code, **values, how=meant.how)
        return mend_word(problem, document, str(details["input"] or ""), meant.new, ())
    if code == "type" and not loc and model is Portrait:
        values |= {"label": "Portrait", "how": START_AGAIN}
    if code == "cle-manquante" and example:
        values["how"] = say_missing(location, document, example)
    return build_problem(document.file, place, code, **values)


def _find_shape(document: Document, place: Place, location: Location) -> Shape:
    line = document.text.split("\n")[place[0] - 1]
    below = place[0] > document.place(location, of_key=True)[0]
    before = line[: place[1] - 1]
    bracketed = before.count("[") > before.count("]")
    return Shape(line[place[1] - 1 : place[1]], place[1] - 1 if below else 0, bracketed)


def _describe_structure(value: Any, doc: Document, loc: Location) -> Problem:
    """A text that YAML takes for a list or keys: « - Lire : un projet », « titre: {x} »."""
    place = doc.place(loc)
    line = doc.text.split("\n")[place[0] - 1]
    if line[place[1] - 1] in "[{":
        char = line[place[1] - 1]
        return build_problem(
            doc.file, place, "caractere-special", char=char, fixed=quote_value(line)
        )
    key_line = doc.place(loc, of_key=True)[0]
    if isinstance(value, dict) and isinstance(loc[-1], str) and place[0] > key_line:
        return say_lost_bar(doc.text.split("\n")[key_line - 1], key_line, doc.file)
    if isinstance(value, list):
        how = f"Écrivez : {quote_value(line)}"
        if (
            isinstance(loc[-1], str)
            and place[0] > key_line
            and all(isinstance(x, str) for x in value)
        ):
            how = f"Ici, pas de liste. Écrivez : {loc[-1]}: {quote_text(' '.join(value))}"
        values = {"expected": EXPECTED["string_type"], "label": loc[-1], "how": how}
        return build_problem(doc.file, place, "type", **values)
    place = doc.place((*loc, *list(value)[:1]), of_key=True)
    line = doc.text.split("\n")[place[0] - 1]
    fixed = quote_item(line)
    problem = build_problem(doc.file, place, "deux-points", fixed=fixed)
    (said,) = value.values() if len(value) == 1 else (None,)
    begins = line[: place[1] - 1].endswith("- ")
    certain = begins and isinstance(said, str) and line.endswith(said)
    new = fixed.removeprefix("- ") if certain else None
    return problem.about(place, (place[0], len(line) + 1), new)


def _show_example(field: FieldInfo, *, one_item: bool) -> str:
    """The example of a field after its key, or of an item of its list after a dash."""
    choice = next(filter(None, field.choices), "")
    example = field.example or (f"[{choice}]" if choice and field.many else choice)
    if not example or not (one_item and field.many):
        return f"{field.key}: {example}" if example else ""
    inside = example.removeprefix("[").removesuffix("]")
    first = re.match(r'"(?:[^"\\]|\\.)*"|[^,]*', inside)
    return f"- {inside if field.fields or not first else first[0]}"


def _shorten(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
