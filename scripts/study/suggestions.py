"""What a person meant by a key or a value that is not one, and what to write instead."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from ..problems.messages import WITHDRAWN
from ..problems.problem import Problem
from ..reading.alignment import say_where_it_goes
from ..reading.documents import Document, Location
from ..reading.lines import count_indent, find_column, find_commented_key, is_below_key, says
from ..reading.quotes import quote_text
from ..schema.introspection import FieldInfo, find_field, list_labels, read_fields
from ..schema.portrait import OF_THE_STUDY
from ..schema.registry import CATALOGUES, FOLDERS
from ..text.days import read_day
from ..text.folding import fold
from ..text.slugs import make_slug

Slugs = Mapping[str, Iterable[str]]

MOST_LISTED = 30  # words that a message shows
MOST_COMPARED = 2_000  # words that a misspelt one is compared with: each takes time

NEAR = 0.8  # how alike, at least, a misspelt word and the right one are: difflib's ratio

_MAIL_HEADERS = {"De", "À", "A", "Cc", "Cci", "Objet", "Sujet", "Date", "Envoyé", "From", "To"}
_STEP = 2  # spaces that a level is indented by

# Each actor had its own types, before a portrait said those of all of them.
_TYPES_ONCE = (
    "Les types d'acteurs se disent une fois, hors de « alliance », sous « acteurs » : ajoutez-y "
    "ceux qui y manquent, puis retirez cette clé."
)

_MOST_HOMES = 3  # places of a key that a message names

# What is between the words of a list written as a text, from the surest to the least.
_BETWEEN = [re.compile(sign) for sign in (r"[,;/\n]", r"[,;/\n]|\s+et\s+|\s+-\s+", r"\s+")]
# A day among other words.
_DAY = re.compile(
    r"\b(?:\d{4}[/.-]\d\d?[/.-]\d\d?|\d\d?[/.-]\d\d?[/.-]\d{4}|\d\d?(?:er)? [^\W\d]+ \d{4})\b"
)
_RANK = re.compile(r"(?:\A|\s)(?:\d+|[a-h])[.)]\s+")  # « 1. On sème », « a) On sème »
_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?![\d.,])|\d++(?![\w.,]*\w))"
)
_INTERVAL = re.compile(
    r"(?:de\s+)?\d+(?:\s*[-–—/,]\s*|\s+(?:(?:ans\s+)?[àa]\s+)?)\d+(?:\s*ans)?", re.I
)
_AMOUNT = re.compile(r"(?P<value>\D{0,12}\d[\d ,.]*(?: ?[%€])?)\s*(?P<text>\S.*)", re.DOTALL)
# « La commune, 2 000 € »
_PAID = re.compile(r"(?P<text>[^\W\d].*?\w)\)?\s*[,;(=–-]+\s*(?P<sum>\d[\d  ]*(?:€|euros?))\s*\)?")
# « 1 250,50 »
_DECIMAL = re.compile(r"(?<!\d)(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d++),\d\d?(?!\d)")
_TIMES = re.compile(r"\s*(?:(?:k|mille)\b|k€|(?P<millions>millions?\b|M€))", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:€|euros?|ans?|%)?\s*", re.IGNORECASE)


class Meant(NamedTuple):
    """What to write instead of a value: a sentence, and the value itself where it is certain.

    fills are the keys that are then there.
    """

    how: str
    new: str | None = None
    fills: tuple[str, ...] = ()


class Shape(NamedTuple):
    """How a value is written: its first sign, how far it is indented if below its key, and whether
    it is between brackets.
    """

    sign: str = ""
    width: int = 0
    bracketed: bool = False


_ANY_SHAPE = Shape()


def say_value(
    kind: str,
    written: Any,
    field: FieldInfo | None,
    example: str,
    slugs: Slugs,
    shape: Shape = _ANY_SHAPE,
) -> Meant:
    """Return what to write instead of a value of another kind than its field's.

    kind is pydantic's type of error; example is that of the field, with its key.
    """
    shown = Meant(f"Exemple : {example}" if example else "")
    if field is None:
        return shown
    if written is None and kind == "string_type":
        return Meant("Écrivez votre texte après le tiret, ou retirez ce tiret.")
    if isinstance(written, dict) and kind == "tuple_type" and field.fields:
        first = next(iter(written), "")
        if item := _write_item(first, written[first] if written else None, field, slugs):
            return Meant(f"Mettez chacun sur sa ligne, après un tiret : {item}")
        how = f"Mettez un tiret et une espace devant « {first} », et deux espaces de plus devant "
        return Meant(f"{how}chaque ligne qui va avec.")
    if isinstance(written, list) and kind == "model_type":
        if not all(isinstance(item, str) for item in written):
            return Meant(
                f"Retirez les tirets : ici, chaque clé est seule sur sa ligne. {shown.how}"
            )
        if any(inner.key == "points" for inner in field.fields):
            return Meant(
                "Ajoutez, juste au-dessus de la liste, une ligne « points: », avec autant "
                "d'espaces que le premier tiret ; puis deux espaces de plus à chaque tiret."
            )
        written = " ".join(written)
    if not isinstance(written, str):
        return shown
    if kind.startswith("date"):
        day = read_day(written)
        if not day and (found := _DAY.search(written)) and (day := read_day(found[0])):
            return _say_written(field, day.isoformat(), certain=False, how="Gardez la date seule")
        how = f"Écrivez l'année, le mois et le jour, séparés par des tirets. {shown.how}"
        return _say_written(field, day.isoformat(), certain=True) if day else Meant(how)
    if kind.startswith("bool"):
        return _say_yes(written, field) or Meant(
            f"Écrivez : {field.key}: oui. Tant que ce n'est pas sûr : {field.key}: non"
        )
    if kind.startswith("int"):
        unknown = "" if field.required else "Si ce n'est pas connu, retirez la ligne. "
        return _say_number(written, field) or Meant(f"{unknown}{shown.how}")
    if kind == "tuple_type" and not field.fields:
        return _say_list(written, field, slugs, shape)
    if kind == "model_type":
        return _say_keys(written, field, example, slugs, shape)
    return shown


def _say_written(field: FieldInfo, value: str, *, certain: bool, how: str = "Écrivez") -> Meant:
    return Meant(f"{how} : {field.key}: {value}", value if certain else None)


def _say_yes(written: str, field: FieldInfo) -> Meant | None:
    word, *others = re.findall(r"\w+", fold(written).lower()) or [""]
    if {"oui", "non"} <= {word, *others}:
        return Meant(f"Gardez un seul des deux mots : {field.key}: oui, ou {field.key}: non")
    if word == "non" or (word == "oui" and not others):  # « oui sauf deux familles »
        return _say_written(field, word, certain=not others)
    return None


def _say_number(written: str, field: FieldInfo) -> Meant | None:
    """The only number of a text: « 6 000 € », « rentrée 2024 »."""
    if decimal := _DECIMAL.search(written):
        whole = re.sub(r"\D", "", decimal[1])
        return Meant(f"Arrondissez, sans virgule : {field.key}: {whole}")
    found = list(_NUMBER.finditer(written))
    if len(found) > 1:
        return Meant(f"Gardez un seul nombre. Par exemple : {field.key}: {found[0][0]}")
    if not found:
        return None
    digits = re.sub(r"\D", "", found[0][0])
    if times := _TIMES.match(written, found[0].end()):
        digits += "0" * (6 if times["millions"] else 3)
        return _say_written(field, digits, certain=False)
    around = written[: found[0].start()].strip(), written[found[0].end() :]
    certain = not around[0] and bool(_UNIT.fullmatch(around[1]))
    return _say_written(field, digits, certain=certain) if digits != written else None


def _say_list(written: str, field: FieldInfo, slugs: Slugs, shape: Shape) -> Meant:
    """A text where a list is expected."""
    if not field.catalogue:
        first = next(filter(None, _RANK.split(written.strip())), "").split("\n")[0]
        how = f"Retirez « {shape.sign} »" if shape.sign in ("|", ">") else "Passez à la ligne"
        how += ", et mettez un tiret et une espace devant chaque idée : "
        return Meant(f"{how}- {_quote_if_needed(first)}")
    known = slugs[field.catalogue]
    plain = _RANK.sub("\n", written)
    for signs in _BETWEEN:
        parts = filter(None, (part.strip(" ()") for part in signs.split(plain)))
        words = [find_word(part, known) for part in parts]
        if words and all(words):
            new = f"[{', '.join(words)}]"
            return _say_written(field, new, certain="\n" not in written)
    how = "Mettez chaque mot sur sa ligne, après un tiret et une espace. "
    where = _say_where(field.catalogue) if len([*known]) > MOST_LISTED else ""
    return Meant(how + (where or list_known(known)))


def _say_keys(written: str, field: FieldInfo, example: str, slugs: Slugs, shape: Shape) -> Meant:
    """A text where keys are expected."""
    begun = [inner.key for inner in field.fields if inner.key.startswith(written.strip())]
    if begun:  # « resultats_ », cut, or « texte » alone
        return Meant(f"Écrivez la clé entière, et deux-points : {begun[0]}:")
    first = written.strip().split("\n")[0]
    if any(inner.key == "texte" for inner in field.fields):
        if shape.sign in ("|", ">"):
            how = (
                f"Écrivez « {field.key}: » seul sur sa ligne ; dessous, avec deux espaces de plus, "
            )
            return Meant(f"{how}« texte: | » ; puis votre texte, encore deux espaces plus loin.")
        if shape.width > _STEP:
            how = "Ajoutez, juste au-dessus de ce texte, une ligne « texte: | », avec "
            return Meant(f"{how}{shape.width - _STEP} espaces devant.")
        how = "Écrivez ce texte sur la ligne d'en dessous, avec deux espaces de plus et sa clé : "
        return Meant(f"{how}texte: {_quote_if_needed(first)}")
    if not field.many and (numbers := [f for f in field.fields if f.type == "integer"]):
        return _say_numbers(written, field, numbers)
    if field.many and (item := _write_item(written, None, field, slugs)):
        where = ", sur sa ligne et sans crochets" if shape.bracketed else ""
        return Meant(f"Écrivez{where} : {item}")
    for inner in field.fields:
        if inner.catalogue and (word := find_word(written, slugs[inner.catalogue])):
            example = re.sub(rf"\b{inner.key}: [\w-]+", f"{inner.key}: {word}", example)
    return Meant(f"Exemple : {example}")


def _write_item(written: str, said: Any, field: FieldInfo, slugs: Slugs) -> str:
    """An item of a list from what was written instead: « nom : ce qu'il fait », or a text alone.

    Nothing where the words do not tell what each key holds.
    """
    first, *_ = field.fields
    if any(inner.key == written for inner in field.fields) or (first.catalogue and said is None):
        return ""
    amounts = [inner for inner in field.fields if inner.type == "integer"]
    if amounts and said is None and (parts := _PAID.fullmatch(written)):
        written, said = parts["text"], parts["sum"]
    texts = sorted((f for f in field.fields if f.prose), key=lambda inner: not inner.required)
    values: dict[str, str] = {}
    if isinstance(said, str) and first.catalogue:
        if word := find_word(written, slugs[first.catalogue]):
            values = {first.key: word}
        elif texts[1:]:
            values = {first.key: first.example, texts[0].key: quote_text(written)}
            texts = texts[1:]
    elif isinstance(said, str) or len([inner for inner in texts if inner.required]) == 1:
        values = {texts[0].key: quote_text(written)} if texts else {}
        texts = texts[1:]
    elif number := _AMOUNT.match(written):  # « 30 enfants »
        values = {first.key: quote_text(number["value"])}
        texts, said = [inner for inner in texts if inner.required][1:], number["text"]
    if not values:
        return ""
    if (
        amounts
        and isinstance(said, str)
        and (amount := _say_number(said, amounts[0]))
        and amount.new
    ):
        values[amounts[0].key] = amount.new
    elif isinstance(said, str) and texts:
        values[texts[0].key] = quote_text(said)
    return f"- {{{', '.join(f'{key}: {value}' for key, value in values.items())}}}"


def _say_numbers(written: str, field: FieldInfo, numbers: Sequence[FieldInfo]) -> Meant:
    """A text where a number for each of these keys is expected: « 6-11 »."""
    found = [number[0] for number in _NUMBER.finditer(written)]
    values = [f"{f.key}: {n}" for f, n in zip(numbers, found, strict=False)]
    text = next((f for f in field.fields if f.prose), None)
    if len(found) == len(numbers):
        whole = _INTERVAL.match(written.strip())
        more = written.strip()[whole.end() :].strip(" ,;()") if whole else ""
        certain = bool(whole) and not more
        if more and text:
            values.append(f"{text.key}: {_quote_if_needed(more)}")
        return _say_written(field, f"{{{', '.join(values)}}}", certain=certain)
    if not re.fullmatch(r"\s*\d+\s*|.*\d\s*ans?\b.*", written, re.DOTALL):  # « cycle 3 »
        found, values = [], []
    values += [f"{f.key}: {f.example}" for f in numbers[len(values) :]]
    if text and not found:
        values.append(f"{text.key}: {_quote_if_needed(written)}")
    return Meant(f"Complétez : {field.key}: {{{', '.join(values)}}}")


def _quote_if_needed(text: str) -> str:
    return quote_text(text) if re.search(r":(\s|$)| #|^\W", text) else text


def list_known(known: Iterable[str]) -> str:
    """Return a sentence with the words of a list, each with what it means where that is known."""
    words = sorted(filter(None, known))  # a setting may be left empty: no word to propose
    if not words:
        return "La liste est vide."
    terms = known if isinstance(known, Mapping) else {}
    return f"Valeurs admises : {', '.join(_explain(word, terms.get(word)) for word in words)}."


def _explain(word: str, term: Any) -> str:
    """A word of a vocabulary, with its title, or what it covers where the title is the word."""
    title, described = getattr(term, "titre", ""), getattr(term, "description", None) or ""
    meaning = title if make_slug(title) != word else described
    return f"{word} ({meaning.rstrip('.')})" if meaning else word


def find_word(written: str, known: Iterable[str]) -> str:
    """Return the only word of a list that is written, by itself or by its title; else nothing."""
    if not any(map(str.isalnum, written)):
        return ""
    candidates = list(filter(None, known))
    plain = make_slug(written)
    if isinstance(known, Mapping):
        for word, term in known.items():
            title = getattr(term, "titre", "")
            if title and plain == make_slug(title):
                return str(word)
    return find_near(written, candidates)


def suggest_value(
    written: str, field: FieldInfo | None, slugs: Slugs, key: str, *, listed: bool = True
) -> Meant:
    """Return what to write instead of a word that is not one of its list.

    listed tells whether the key may have several: it is a list, or in the items of one.
    """
    if field is None:
        return Meant(suggest(written, ()))
    if field.catalogue == "portraits" and written in slugs.get("retraits", ()):
        return Meant(WITHDRAWN)
    known = field.choices or slugs[field.catalogue]
    candidates = list(filter(None, known))
    how = _suggest_kind(written, field, slugs) or _suggest_all(written, candidates, key, listed)
    # « cc-by (Creative Commons) », « https://…/ressources/trouve-ta-voie/ »
    end = written.strip("/").split("/")[-1] if "://" in written else ""
    parts = written, written.split(" (")[0], end
    word = next(filter(None, (find_word(part, known) for part in parts)), "")
    if not how and word:
        how = f"Vouliez-vous dire « {word} » ?"
    where = _say_where(field.catalogue) if len(candidates) > MOST_LISTED else ""
    how = how or suggest(written, known, where)
    return Meant(how if where in how else f"{how} {where}", word or None)


def _say_where(catalogue: str) -> str:
    """Say where people find what a catalogue has; nothing of one that is no kind of record."""
    kind = CATALOGUES.get(catalogue) or FOLDERS.get(catalogue)
    if kind is None:
        return ""
    if not kind.parent:
        return f"La liste est dans {kind.folder or f'content/{kind.name}.yml'}."
    return (
        f"La liste est sur le site, à l'adresse /{kind.parent} : le mot à écrire est la fin de "
        "l'adresse de chaque page."
    )


def find_list(written: str, field: FieldInfo | None, model: type[BaseModel], slugs: Slugs) -> str:
    """Return the key of another list of the record that has the word; nothing without any."""
    lists = (other for other in read_fields(model) if other.many and other.catalogue)
    return next((f.key for f in lists if f != field and written in slugs[f.catalogue]), "")


def _suggest_kind(written: str, field: FieldInfo, slugs: Slugs) -> str:
    """Say that the name of a file is that of another kind than is expected; else nothing."""
    wanted = FOLDERS.get(field.catalogue)
    if wanted is None or wanted.name not in slugs:
        return ""
    for kind in FOLDERS.values():
        if written in slugs.get(kind.name, ()):
            return f"C'est un fichier de {kind.folder}/ : nommez-en un de {wanted.folder}/."
    return ""


def _suggest_all(written: str, candidates: Sequence[str], key: str, listed: bool) -> str:
    """Return a remedy for words of a list that are written as one, else nothing."""
    for signs in _BETWEEN:
        words = [find_near(word.strip(" ()"), candidates) for word in signs.split(written)]
        if len(words) > 1 and all(words):
            break
    else:
        return ""
    if not listed:
        return f"Gardez-en un seul : {key}: {words[0]}, par exemple."
    items = " et ".join(f"« {key}: {word} »" if key else f"« {word} »" for word in words)
    return f"Écrivez-en un par élément : {items}, chacun après son tiret."


def suggest_key(
    location: Location, document: Document, model: type[BaseModel], slugs: Slugs
) -> Meant:
    """Return what to do with a key that does not exist where it is: at the location, in a record.

    The new key is certain where it can only be one of those that are expected there.
    """
    written, above = str(location[-1]), location[:-1]
    if written in _MAIL_HEADERS:
        return Meant("C'est l'en-tête d'un courriel : retirez cette ligne.")
    if (written[:1].isupper() and "(facultatif)" in written) or written.strip() in (
        "Exemple",
        "Au choix",
    ):
        how = (
            "C'est une explication du modèle : remettez « # » et une espace devant chacune de ses "
            "lignes, ou retirez-la."
        )
        return Meant(how)
    if written == "types" and above[:1] == ("alliance",):
        return Meant(_TYPES_ONCE)
    parent = find_field(model, above)
    fields = parent.fields if parent else read_fields(model)
    numbered = _RANK.match(written)
    named = {make_slug(name): field.key for field in fields for name in (field.label, field.key)}
    bare = re.sub(r"\s*\(.*\)", "", written[numbered.end() if numbered else 0 :])
    if key := named.get(make_slug(bare)):
        if key in document.find(above):
            number = document.place((*above, key), of_key=True)[0]
            return Meant(f"« {key} » est déjà à la ligne {number} : gardez l'une des deux.")
        return Meant(f"Vouliez-vous dire « {key} » ?", key, (key,))
    line = document.place(location, of_key=True)[0]
    if commented := find_commented_key(document.text.split("\n"), line):
        return Meant(f"Retirez aussi le « # » devant « {commented} », à la ligne {line - 1}.")
    keys = [field.key for field in fields]
    if near := find_near(written, keys):
        return Meant(f"Vouliez-vous dire « {near} » ?", near, (near,))
    around = document.find(above)
    alone = isinstance(above[-1], int) and len(around) == 1 if above else False
    if alone and parent and (item := _write_item(written, around[written], parent, slugs)):
        needed = tuple(field.key for field in fields if field.required)
        return Meant(f"Écrivez : {item}", fills=needed)
    if " " in written.strip():
        lines = document.text.split("\n")
        if is_below_key(lines, line):
            return Meant(say_where_it_goes(lines, line, line))
        return Meant("Si c'est la suite d'un texte, décalez-la d'autant que ce qui la précède.")
    if erased := find_erased(location, document, model):
        return Meant(f"La ligne « {erased}: » manque : remettez-la, seule, juste au-dessus.")
    if home := _find_home(written, above, document, model):
        return Meant(home)
    missing = [field.key for field in fields if field.required and field.key not in around]
    names = ", ".join(f"« {key} »" for key in missing)
    where = f"Est-ce une de celles qui manquent : {names} ?" if missing else list_known(keys)
    how = suggest(written, keys, where)
    return Meant(how, fills=tuple(key for key in missing if f"« {key} »" in how))


def _list_homes(key: str, model: type[BaseModel]) -> list[list[str]]:
    """The keys that lead to each place where a key is right: none at the root of a record."""
    paths = [path.split(".") for path in list_labels(model)]
    return [path[:-1] for path in paths if path[-1] == key]


def find_erased(location: Location, document: Document, model: type[BaseModel]) -> str:
    """Return the key of the part that a key needs, and that is nowhere in the record.

    The key at the location is in another part: the line that began its own is erased. "" if not.
    """
    homes = _list_homes(str(location[-1]), model) if location[1:] else []
    for key in (home[0] for home in homes if len(home) == 1):
        field = find_field(model, (key,))
        if field and not field.many and f"{key}:" not in document.text:
            return key
    return ""


def _find_home(written: str, above: Location, document: Document, model: type[BaseModel]) -> str:
    """Say where a key goes, which is right elsewhere; nothing where it is right nowhere."""
    before = ""
    for key in document.find(above):
        if key == written:
            break
        before = key
    if before and find_field(model, (*above, before, written)):
        return f"Elle va sous « {before} » : mettez deux espaces de plus devant elle et ses lignes."
    homes = _list_homes(written, model)
    if [] in homes and written not in OF_THE_STUDY:
        return "Elle va hors de cette partie : mettez-la au début d'une ligne, sans espace devant."
    homes = [home for home in homes if home]
    if not homes or len(homes) > _MOST_HOMES:
        return ""
    if len(homes) == 1 and (home := find_field(model, tuple(homes[0]))) and home.many:
        return f"Elle va dans un élément de « {home.key} », sous son tiret : {home.example}"
    under = " ou sous ".join(f"« {home[-1]} »" for home in homes)
    return f"Elle va sous {under}, avec deux espaces de plus que devant cette clé."


def say_home(value: Any, model: type[BaseModel]) -> str:
    """Return where several keys go that are where a text is expected; nothing of other values."""
    if not isinstance(value, dict) or len(value) < 2:
        return ""
    homes = list(filter(None, _list_homes(next(iter(value)), model)))
    if len(homes) != 1:
        return ""
    under = ", puis ".join(f"« {key}: »" for key in homes[0])
    return f"Ces clés vont sous {under}, avec deux espaces de plus à chaque fois."


def mend_word(
    problem: Problem, document: Document, written: str, new: str | None, present: Collection[str]
) -> Problem:
    """The problem of a key or of a word of a list, with its range, and the only one it can be."""
    line = document.text.split("\n")[problem.line - 1]
    start = problem.column - 1
    if not written or not line.startswith(written, start):
        return problem  # between quotes, or cut
    end = problem.line, problem.column + len(written)
    return problem.about((problem.line, problem.column), end, None if new in present else new)


def find_near(written: str, candidates: Sequence[str]) -> str:
    """Return the only candidate that the written word can be, nothing where none or several can."""
    plain = make_slug(written)
    same = [candidate for candidate in candidates if _make_slug_once(candidate) == plain]
    if len(candidates) > MOST_COMPARED:
        return same[0] if len(same) == 1 else ""
    near = same or difflib.get_close_matches(plain, candidates, 2, NEAR)
    return near[0] if len(near) == 1 else ""


def suggest(written: str, candidates: Iterable[str], where: str = "") -> str:
    """Return a sentence with the nearest candidate, or with all of them when none is near.

    where is what to say instead of a list that is too long to be shown.
    """
    words = candidates if isinstance(candidates, Mapping) else [*candidates]
    known = sorted(filter(None, words))
    plain = make_slug(written)
    for close in (
        [candidate for candidate in known if _make_slug_once(candidate) == plain],
        difflib.get_close_matches(plain, known, 1, 0.6) if len(known) <= MOST_COMPARED else [],
    ):
        if close:
            return f"Vouliez-vous dire « {close[0]} » ?"
    return where or list_known(words)


_make_slug_once = lru_cache(20_000)(make_slug)  # the same words are candidates again and again


def say_missing(location: Location, document: Document, example: str) -> str:
    """Return what to add, and where, for the key at the location, which is missing."""
    key, above = location[-1], location[:-1]
    around = document.find(above)
    half = _find_half(location, document)
    if half and key in document.find(half):
        number = document.place((*half, key), of_key=True)[0]
        return f"Elle est à la ligne {number}, derrière un tiret : mettez une espace à sa place."
    if f"{key}:" in document.text:  # a long file lacks many keys: few are behind a « # »
        lines = document.text.split("\n")
        first = document.place(above, of_key=True)[0] if above else 1
        begun = lines[document.place(above)[0] - 1] if above else ""
        width = find_column(begun)
        spaces = r"\s*" if above else r"\s?"
        behind = re.compile(rf"\s*#{spaces}(?:- )?{re.escape(str(key))}:(?:\s|$)")
        for number in _list_inside(lines, first, width):
            if behind.match(lines[number - 1]):
                return (
                    f"Elle est à la ligne {number}, derrière un « # » : retirez ce signe et "
                    "l'espace qui suit."
                )
    glued = re.search(rf"(?m)^.*\S +{re.escape(str(key))}:\s*$", document.text)
    if glued:  # at the end of a text
        number = document.text.count("\n", 0, glued.start()) + 1
        return f"Elle est au bout de la ligne {number} : mettez-la au début de la suivante."
    beside = next(iter(around), "") if isinstance(around, dict) and above else ""
    where = f", alignée avec « {beside} »" if beside else ""
    return f"Ajoutez{where} : {example} (un exemple)"


def is_second_half(location: Location, document: Document, lacking: Collection[Location]) -> bool:
    """Whether a key is missing as its item is cut in two: the rest is before, and lacks this one's.

    lacking are the locations of all the keys that are missing.
    """
    before = _find_half(location, document, -1)
    here = document.find(location[:-1]) if before else {}
    return any((*before, key) in lacking for key in here)


def _find_half(location: Location, document: Document, step: int = 1) -> Location:
    """Where the item beside is, if it has none of the keys of this one; nowhere otherwise."""
    if len(location) < 3 or not isinstance(rank := location[-2], int):
        return ()
    items = document.find(location[:-2])
    if not isinstance(items, list) or not 0 <= rank + step < len(items):
        return ()
    here, beside = items[rank], items[rank + step]
    both = isinstance(here, dict) and isinstance(beside, dict) and here.keys().isdisjoint(beside)
    return (*location[:-2], rank + step) if both else ()


def _list_inside(lines: Sequence[str], first: int, width: int) -> Iterator[int]:
    """The numbers of the lines of a group of keys as wide, which begins at the first one."""
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if says(line) and number > first and count_indent(line) < width:
            return
        yield number
