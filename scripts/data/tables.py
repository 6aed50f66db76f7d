"""The study as tables: a row each record, each element of a list, each value of a figure.

Every column comes from a field of a schema, with its label, its help and its limits.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from ..charts.charts import ABSENT
from ..schema.figures import Figure, FigureColumn, FigureRow, FigureValue
from ..schema.introspection import FieldInfo, find_field, read_fields
from ..schema.portrait import Portrait
from ..schema.registry import KINDS, Kind
from ..schema.types import Line
from ..study.study import Study

Cells = tuple[Any, ...]

# The lists that have a table of their own: the kind of the record, the keys that lead to the list.
# A list inside a list has one too, whose rows say the ranks in both.
LISTS = (
    ("portraits", "spheres"), ("portraits", "niveaux"), ("portraits", "themes"),
    ("portraits", "alliance.acteurs"),
    ("portraits", "alliance.acteurs.spheres"), ("portraits", "chiffres_cles"),
    ("portraits", "financeurs"), ("portraits", "ressources"), ("spheres", "liens"),
    ("chapitres", "sections"), ("chapitres", "sections.chiffres"), ("ressources", "auteurs"),
    ("ressources", "liens"), ("ressources", "themes"), ("centres", "departements"),
)  # fmt: skip
VALUES = "chiffres_valeurs"
ROW = ("cle", "titre", "dans")  # what a row of a figure says besides its values
# What each value needs beside it: what is counted, and who says it.
COMPANY = (
    "mesure", "unite", "population", "effectif", "annee", "declare", "edition", "source",
    "rubrique",
)  # fmt: skip
ACTOR_TYPES = "portraits_types"
WORDS = "vocabulaires"


@dataclass(frozen=True)
class Column:
    """A column: what it is called in files and for people, what it says, what it may hold.

    type is that of the values, as Table Schema names it. words are its only values when they are
    few, each with its label; table is the one whose rows the values name, by its key.
    """

    name: str
    titre: Line
    aide: Line
    type: str = "string"
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    table: str = ""
    least: int | None = None
    most: int | None = None
    pattern: str = ""


@dataclass(frozen=True)
class Table:
    """A table: key are the columns that tell its rows apart.

    above is the table whose rows the first columns of the key name, for elements of a list.
    """

    name: str
    titre: Line
    aide: Line
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    key: tuple[str, ...]
    above: str = ""


SLUG = Column("slug", "Identifiant", "La fin de l'adresse de la page.", required=True)
URL = Column("url", "Adresse", "L'adresse de la page, depuis la racine du site.", required=True)
RANK = Column(
    "rang", "Rang", "La place dans la liste, à partir de 1.", "integer", required=True, least=1
)


def list_tables(study: Study) -> list[Table]:
    """Return every table of a study, in the order of its kinds of records."""
    maker = _TableMaker(study)
    tables = []
    for kind in KINDS:
        if not kind.whole:
            continue
        tables.append(maker.list_entries(kind))
        tables += [maker.list_elements(kind, path) for name, path in LISTS if name == kind.name]
        if kind.model is Portrait:
            tables.append(maker.list_actor_types(kind))
        if kind.model is Figure:
            tables.append(maker.list_values(kind))
    return [*tables, maker.list_words()]


class _TableMaker:
    """Makes the tables of a study; what a column may hold comes from its catalogues."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.kinds = {kind.name for kind in KINDS if kind.whole}

    def list_entries(self, kind: Kind) -> Table:
        """The records of a kind, with all that each says once."""
        fields = list(_list_single(read_fields(kind.model)))
        columns = [self.describe(chain) for chain in fields]
        paths = [[each.key for each in chain] for chain in fields]
        rows = (
            (slug, f"/{entry.url}", *(_find(entry, path) for path in paths))
            for slug, entry in self.study.list_records(kind).items()
        )
        help = "Une ligne par fiche."
        return Table(
            kind.name, kind.names[1], help, (SLUG, URL, *columns), tuple(rows), (SLUG.name,)
        )

    def list_elements(self, kind: Kind, path: str) -> Table:
        """The elements of a list of each record of a kind; of a list inside it too."""
        steps = path.split(".")
        chain = [find_field(kind.model, tuple(steps[: n + 1])) for n in range(len(steps))]
        known = [each for each in chain if each]
        *outer, last = lists = [each for each in known if each.many]
        inside = [*_list_single(last.fields)] if last.fields else []
        columns = [self.describe(each) for each in inside]
        if not inside:
            columns = [replace(self.describe([last]), name=_name_one(last.key))]
        above = [
            replace(RANK, name=_name_one(each.key), titre=f"Rang dans « {each.label} »")
            for each in outer
        ]
        owner = self.name_owner(kind)
        columns = [
            # a sphere that is linked to another one is a « lien_sphere »
            replace(c, name=f"{_name_one(last.key)}_{c.name}") if c.name == owner.name else c
            for c in columns
        ]
        key = [owner, *above, RANK]
        paths = [[each.key for each in chain] for chain in inside] or [[]]
        rows = (
            (slug, *ranks, *(_find(element, path) for path in paths))
            for slug, entry in self.study.list_records(kind).items()
            for ranks, element in _walk(entry, steps)
        )
        names = [kind.name, *(each.key for each in lists)]
        titles = " › ".join([kind.names[1], *(each.label for each in lists)])
        return Table(
            "_".join(names), titles, last.help, (*key, *columns), tuple(rows),
            tuple(column.name for column in key), "_".join(names[:-1]),
        )  # fmt: skip

    def list_actor_types(self, kind: Kind) -> Table:
        """The types of actors of each portrait, each once, as its page says them."""
        known = self.find(Portrait, "acteurs")
        columns = (self.name_owner(kind), replace(self.describe([known]), name="type"))
        rows = (
            (slug, word)
            for slug, portrait in self.study.portraits.items()
            for word in portrait.acteurs
        )
        title = f"{kind.names[1]} › {known.label}"
        help = "Toutes les familles d'acteurs d'un portrait, chacune une fois."
        return Table(
            ACTOR_TYPES, title, help, columns, tuple(rows),
            tuple(column.name for column in columns), kind.name,
        )  # fmt: skip

    def list_values(self, kind: Kind) -> Table:
        """The values of figures: the row and the column of each, whom it counts, who says it."""
        rows, columns = self.find(Figure, "lignes"), self.find(Figure, "colonnes")
        row, column = [self.find(FigureRow, key) for key in ROW], self.find(FigureColumn, "titre")
        where = [
            replace(self.describe([rows, row[0]]), name="ligne"),
            replace(self.describe([rows, row[1]]), name="titre_ligne"),
            replace(self.describe([rows, row[2]]), name="dans"),
            # a figure of one column does not name it
            replace(self.describe([columns, column]), name="colonne", required=False),
        ]
        printed = [self.describe([each]) for each in read_fields(FigureValue)]
        company = [self.describe([self.find(Figure, key)]) for key in COMPANY]
        key = (self.name_owner(kind), RANK)
        return Table(
            VALUES, f"{kind.names[1]} › Valeurs",
            "Une ligne par valeur imprimée, avec la population, l'année et la source.",
            (*key, *where, *printed, *company), tuple(self._list_cells()),
            tuple(column.name for column in key), kind.name,
        )  # fmt: skip

    def _list_cells(self) -> Iterator[Cells]:
        for slug, figure in self.study.chiffres.items():
            columns: list[str | None] = [column.titre for column in figure.colonnes]
            company = _list_cells(figure, COMPANY)
            cells = (
                (row, column, value)
                for row in figure.lignes
                for column, value in zip(columns or [None], row.valeurs, strict=True)
            )
            for rank, (row, column, value) in enumerate(cells, 1):
                printed = _list_cells(value, FigureValue.model_fields)
                yield slug, rank, *_list_cells(row, ROW), column, *printed, *company

    def list_words(self) -> Table:
        """The closed vocabularies: what each word stands for."""
        columns = (
            Column("vocabulaire", "Vocabulaire", "La liste dont il est.", required=True),
            Column("mot", "Mot", "Le mot, tel que les tables l'écrivent.", required=True),
            Column("titre", "Titre", "Le mot, tel que les pages le montrent.", required=True),
            Column("description", "Description", "Ce qu'il recouvre."),
        )
        rows = tuple(
            (name, slug, word.titre, word.description)
            for name, words in self.study.vocabulaires.items()
            for slug, word in words.items()
        )
        help = "Les listes fermées dont viennent les mots des autres tables."
        return Table(WORDS, "Vocabulaires", help, columns, rows, ("vocabulaire", "mot"))

    def name_owner(self, kind: Kind) -> Column:
        """The column that says which record of a kind a row is about."""
        title = kind.names[0]
        labels = {s: _name(e) for s, e in self.study.list_records(kind).items()}
        name = kind.label or _name_one(kind.name)
        help = "La fiche, par son identifiant."
        return Column(name, title, help, required=True, table=kind.name, words=labels)

    def find(self, model: type[BaseModel], key: str) -> FieldInfo:
        """The field of a model under a key."""
        return next(each for each in read_fields(model) if each.key == key)

    def describe(self, chain: Iterable[FieldInfo]) -> Column:
        """A column from a field and those that it is inside, the outermost first."""
        fields = list(chain)
        last = fields[-1]
        words = {choice: ABSENT.get(choice, choice) for choice in last.choices}
        if last.catalogue:
            records = self.study.catalogues.get(last.catalogue, {})
            words = {slug: _name(entry) for slug, entry in records.items()}
        yes_no = set(words) == {"oui", "non"}
        limited = last.type == "integer" and not last.many  # of a list, it is the length
        return Column(
            "_".join(each.key for each in fields),
            " : ".join(each.label for each in fields),
            last.help,
            "boolean" if yes_no else last.type,
            all(each.required for each in fields),
            {} if yes_no else words,
            last.catalogue if last.catalogue in self.kinds else "",
            last.least if limited else None,
            last.most if limited else None,
            last.pattern,
        )


def _list_single(fields: Iterable[FieldInfo]) -> Iterator[list[FieldInfo]]:
    """Yield the fields that have one value, each after those that it is inside.

    A record inside that holds a list is left out: it is a part of a story, which JSON files hold.
    """
    for each in fields:
        if each.many:
            continue
        if not each.fields:
            yield [each]
        elif not any(inner.many or inner.fields for inner in each.fields):
            yield from ([each, inner] for inner in each.fields)


def _find(record: Any, path: Iterable[str]) -> Any:
    """Return what the keys lead to in a record, None where one of them has no value.

    A yes is « oui », as files of the study write it.
    """
    for key in path:
        record = None if record is None else getattr(record, key)
    return {True: "oui", False: "non"}[record] if isinstance(record, bool) else record


def _list_cells(record: Any, keys: Iterable[str]) -> list[Any]:
    return [_find(record, [key]) for key in keys]


def _walk(record: Any, steps: list[str], ranks: tuple[int, ...] = ()) -> Iterator[Any]:
    """Yield the ranks of each element of the list that keys lead to, in each list; and it."""
    if not steps:
        yield ranks, record
        return
    inner = getattr(record, steps[0])
    if isinstance(inner, tuple):
        for rank, element in enumerate(inner, 1):
            yield from _walk(element, steps[1:], (*ranks, rank))
    elif inner is not None:
        yield from _walk(inner, steps[1:], ranks)


def _name_one(key: str) -> str:
    """Return what one element of a list is called: « theme », of « themes »."""
    return key.removesuffix("s")


def _name(entry: Any) -> str:
    """Return what people call a record, or a word of a vocabulary."""
    keys = (key for key in ("titre", "nom", "terme") if hasattr(entry, key))
    return str(getattr(entry, next(keys)))
