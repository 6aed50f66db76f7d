"""The package of data: a CSV file a table, what describes them, a workbook, an archive of all.

It is a Tabular Data Package (Frictionless): datapackage.json is the codebook that programs read.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from ..files import zip_files
from ..schema.types import Line
from ..study.settings import Settings
from ..study.study import Study
from .tables import Column, Table, list_tables

FOLDER = "donnees/"
TABLES = "tables/"  # in FOLDER
DESCRIPTION = "datapackage.json"
WORKBOOK = "alliances-educatives.xlsx"
ARCHIVE = "alliances-educatives-donnees.zip"
FILES = {
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ARCHIVE: "application/zip",
    DESCRIPTION: "application/json",
}
# Of the tables' shape: the first number changes when a table or a column is removed or renamed, or
# changes its meaning; the second when one is added.
VERSION = "1.1"


@dataclass(frozen=True)
class Package:
    """What is said of the data as a whole. jour is the day they last changed, when it is known."""

    titre: Line
    description: Line
    version: str
    jour: date | None
    licence: Line
    adresse: str
    editions: tuple[Mapping[str, str], ...]  # of the study, the last first
    tables: tuple[Table, ...]


def make_package(study: Study, settings: Settings, description: str, day: date | None) -> Package:
    """Return the package of a study, which description says in a sentence."""
    current = study.etude.current
    editions = tuple(
        {
            "titre": edition.titre, "signature": edition.signature,
            "parution": edition.parution, "isbn": edition.isbn,
            "publication": settings["publication"] if edition is current else "",
        }
        for edition in study.etude.by_year.values()
    )  # fmt: skip
    return Package(
        settings["site_name"], description, VERSION, day, settings["licence"],
        settings["site_url"], editions, tuple(list_tables(study)),
    )  # fmt: skip


def describe_dataset(package: Package) -> dict[str, Any]:
    """Return what search engines of data read on the page of the data (schema.org, JSON-LD)."""
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{package.titre} : les données",
        "description": package.description,
        "url": f"{package.adresse}/{FOLDER}" if package.adresse else "",
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "version": package.version,
        "dateModified": str(package.jour or ""),
        "license": package.licence and {"@type": "CreativeWork", "name": package.licence},
        "isBasedOn": [
            {
                "@type": "Book", "name": study["titre"], "author": study["signature"],
                "isbn": study["isbn"],
            }
            for study in package.editions
        ],
        "distribution": [
            {
                "@type": "DataDownload", "encodingFormat": kind,
                "contentUrl": f"{package.adresse}/{FOLDER}{name}" if package.adresse else name,
            }
            for name, kind in FILES.items()
        ],
    }  # fmt: skip
    return {key: value for key, value in described.items() if value}


def write_texts(package: Package) -> dict[str, str]:
    """Return the tables and what describes them, by address."""
    files = {_place(table): write_csv(table) for table in package.tables}
    described = describe_package(package, files)
    files[DESCRIPTION] = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    return {f"{FOLDER}{name}": text for name, text in files.items()}


def write_binaries(package: Package, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Return the workbook, and the archive of all, by address: the same bytes for the same data.

    texts are what write_texts gives of the package.
    """
    from .workbook import write_workbook  # its library is long to import

    workbook = write_workbook(package.tables, _write_cover(package), package.jour)
    files = {name.removeprefix(FOLDER): text.encode() for name, text in texts.items()}
    files[WORKBOOK] = workbook
    return {f"{FOLDER}{WORKBOOK}": workbook, f"{FOLDER}{ARCHIVE}": zip_files(files)}


def _place(table: Table) -> str:
    return f"{TABLES}{table.name}.csv"


def write_csv(table: Table) -> str:
    """Return a table as RFC 4180 says: UTF-8 without a mark, CRLF, quotes where they are needed.

    Texts are as they are: nothing is put before one that begins like a formula, which would be read
    back as a part of it. The checks refuse such a text; spreadsheets have the workbook.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)  # the dialect « excel » is that of the RFC
    writer.writerow(column.name for column in table.columns)
    writer.writerows(table.rows)
    return stream.getvalue()


def describe_package(package: Package, files: Mapping[str, str]) -> dict[str, Any]:
    """Return what datapackage.json says; files are the CSV files, by their places."""
    sources = [
        {
            "title": f"{study['signature']}, {study['titre']}, {study['parution']}",
            "path": study["publication"], "isbn": study["isbn"],
        }
        for study in package.editions
    ]  # fmt: skip
    licence = {"title": package.licence, "path": f"{package.adresse}/mentions-legales/"}
    described = {
        "profile": "tabular-data-package",
        "name": "alliances-educatives",
        "title": package.titre,
        "description": package.description,
        "homepage": f"{package.adresse}/{FOLDER}" if package.adresse else "",
        "version": package.version,
        "created": f"{package.jour}T00:00:00Z" if package.jour else "",
        "language": "fr",
        # a licence has an address or a code of its own: the page that says it
        "licenses": [licence] if package.licence and package.adresse else [],
        "sources": [{key: said for key, said in each.items() if said} for each in sources],
        "resources": [
            _describe_table(table, files[_place(table)], package) for table in package.tables
        ],
    }
    return {key: value for key, value in described.items() if value}


def _describe_table(table: Table, text: str, package: Package) -> dict[str, Any]:
    content = text.encode()
    keys = {each.name: list(each.key) for each in package.tables}
    outer = list(table.key[: len(keys[table.above])]) if table.above else []
    links = [(outer, table.above, keys[table.above])] if table.above else []
    links += [
        ([column.name], column.table, keys[column.table])
        for column in table.columns
        if column.table and [column.name] != outer
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.titre,
        "description": table.aide,
        "path": _place(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [_describe_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": names,
                    # the standard names the table itself by nothing
                    "reference": {"resource": "" if other == table.name else other, "fields": key},
                }
                for names, other, key in links
            ],
        },
    }


def _describe_column(column: Column) -> dict[str, Any]:
    closed = column.words if not column.table else {}
    limits: dict[str, Any] = {
        "required": column.required,
        "enum": list(closed),
        "minimum": column.least,
        "maximum": column.most,
        "pattern": column.pattern,
    }
    described: dict[str, Any] = {
        "name": column.name,
        "title": column.titre,
        "description": column.aide,
        "type": column.type,
    }
    if column.type == "boolean":
        described |= {"trueValues": ["oui"], "falseValues": ["non"]}
    if closed:
        described["categories"] = [{"value": w, "label": label} for w, label in closed.items()]
    return described | {"constraints": {k: v for k, v in limits.items() if v not in (None, [], "")}}


def _write_cover(package: Package) -> list[tuple[str, str]]:
    """The first sheet of the workbook: what it is, where it comes from, how to read it."""
    day = f", données du {package.jour:%d/%m/%Y}" if package.jour else ""
    return [
        ("Titre", package.titre),
        ("Contenu", package.description),
        ("Adresse", f"{package.adresse}/{FOLDER}" if package.adresse else ""),
        ("Version", f"{package.version}{day}"),
        *(
            line
            for study in package.editions
            for line in (
                ("Étude", f"{study['signature']}, {study['titre']}, {study['parution']}"),
                ("ISBN", study["isbn"]),
                ("Publication", study["publication"]),
            )
        ),
        ("Licence", package.licence or "Non renseignée"),
        ("Lecture", "Une feuille par table. Les mots d'une liste fermée y ont leur titre ; les "
                    "fichiers CSV ont leur code. La feuille « Colonnes » décrit chaque colonne. "
                    "Une case vide : l'étude ne dit rien, ou la question ne se pose pas."),
    ]  # fmt: skip
