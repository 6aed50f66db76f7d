"""The package of data, as a program reads it: it is valid, and gives the records back."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from frictionless import validate

from scripts.data.package import ARCHIVE, VERSION, WORKBOOK, describe_dataset, write_binaries
from scripts.schema.figures import FigureValue
from scripts.schema.forbidden import find_code
from scripts.schema.introspection import read_fields
from scripts.schema.registry import KINDS
from scripts.study.study import Study
from tests.data.conftest import DAY, FORMULAS, Made, make, rename_a_centre


def read_table(made: Made, name: str) -> list[dict[str, str]]:
    stream = io.StringIO(made.texts[f"tables/{name}.csv"], newline="")
    return list(csv.DictReader(stream, strict=True))


def read_description(made: Made) -> Any:
    return json.loads(made.texts["datapackage.json"])


def test_it_is_a_valid_data_package(made: Made, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    for name, text in made.texts.items():
        (tmp_path / name).write_bytes(text.encode())
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert len(report.tasks) == len(made.package.tables)


def test_each_value_of_a_figure_is_a_row_with_whom_it_counts(made: Made) -> None:
    rows = iter(read_table(made, "chiffres_valeurs"))
    for slug, figure in made.study.chiffres.items():
        columns = figure.colonnes or (None,)
        for row in figure.lignes:
            for column, value in zip(columns, row.valeurs, strict=True):
                said = next(rows)
                names = [said[key] for key in ("chiffre", "ligne", "titre_ligne", "dans")]
                assert names == [slug, row.cle, row.titre, row.dans or ""]
                assert said["colonne"] == (column.titre if column else "")
                printed = {key: said[key] for key in FigureValue.model_fields if said[key]}
                assert FigureValue.model_validate(printed, context={"slugs": {}}) == value
                assert said["population"] == figure.population
                assert said["effectif"] == str(figure.effectif or "")
                assert said["annee"] == str(figure.annee or "")
                assert said["declare"] == ("oui" if figure.declare else "non")
                assert said["edition"] == str(figure.edition)
                assert (said["source"], said["rubrique"]) == (figure.source, figure.rubrique)
                assert said["unite"] == (figure.unite or "")
    assert next(rows, None) is None


def test_what_touches_what_is_a_row_each(made: Made) -> None:
    study = made.study
    portraits = study.portraits.values()

    def read(name: str, *keys: str) -> list[tuple[str, ...]]:
        return [tuple(row[key] for key in keys) for row in read_table(made, name)]

    assert read("portraits_spheres", "portrait", "sphere", "comment") == [
        (p.slug, touch.sphere, touch.comment) for p in portraits for touch in p.spheres
    ]
    assert read("portraits_acteurs", "portrait", "rang", "nom") == [
        (p.slug, str(rank), actor.nom)
        for p in portraits
        for rank, actor in enumerate(p.alliance.acteurs, 1)
    ]
    assert read("portraits_types", "portrait", "type") == [
        (p.slug, word) for p in portraits for word in p.acteurs
    ]
    assert read("spheres_liens", "sphere", "lien_sphere", "comment") == [
        (s.slug, link.sphere, link.comment) for s in study.spheres.values() for link in s.liens
    ]
    assert read("ressources_auteurs", "ressource", "nom", "centre") == [
        (r.slug, author.nom or "", author.centre or "")
        for r in study.ressources.values()
        for author in r.auteurs
    ]
    assert read("vocabulaires", "vocabulaire", "mot", "titre") == [
        (name, slug, word.titre)
        for name, words in study.vocabulaires.items()
        for slug, word in words.items()
    ]


def write_value(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(value)


def test_a_record_is_a_row_with_all_that_it_says_once(made: Made) -> None:
    for kind in (kind for kind in KINDS if kind.whole):
        records = made.study.list_records(kind)
        rows = read_table(made, kind.name)
        assert [(row["slug"], row["url"]) for row in rows] == [
            (slug, f"/{entry.url}") for slug, entry in records.items()
        ]
        for row, entry in zip(rows, records.values(), strict=True):
            for field in read_fields(kind.model):
                if not (field.many or field.fields or field.type == "date"):
                    value = getattr(entry, field.key)
                    assert row[field.key] == write_value(value), (kind.name, field.key)
    for row, portrait in zip(
        read_table(made, "portraits"), made.study.portraits.values(), strict=True
    ):
        ages, told = portrait.ages, portrait.provenance
        assert row["ages_de"] == (str(ages.de) if ages else "")
        assert row["provenance_date"] == (told.date.isoformat() if told else "")
        assert "fausses_alertes" not in row


def test_the_codebook_says_what_the_schemas_say(made: Made) -> None:
    described = {table["name"]: table for table in read_description(made)["resources"]}
    fields = {f["name"]: f for f in described["ressources"]["schema"]["fields"]}
    genre, annee = fields["genre"], fields["annee"]
    assert genre["title"] == "Genre"
    words = made.study.vocabulaires["genres"]
    assert genre["constraints"]["enum"] == list(words)
    assert genre["categories"] == [
        {"value": slug, "label": word.titre} for slug, word in words.items()
    ]
    assert annee["type"] == "integer"
    assert annee["constraints"]["required"] is True
    assert fields["lieu"]["constraints"]["required"] is False
    states = {f["name"]: f for f in described["chiffres_valeurs"]["schema"]["fields"]}["etat"]
    assert {"value": "non-concerne", "label": "non concerné"} in states["categories"]
    for table in described.values():
        for field in table["schema"]["fields"]:
            assert field["title"] and field["description"], (table["name"], field["name"])


def test_tables_are_written_as_the_rfc_says(made: Made) -> None:
    for name, text in made.texts.items():
        if name.endswith(".csv"):
            assert text.endswith("\r\n")
            assert not text.startswith("\ufeff")
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            assert len({len(row) for row in rows}) == 1


def test_a_text_that_begins_like_a_formula_is_not_altered(small_study: Study) -> None:
    for text in FORMULAS:
        made = make(rename_a_centre(small_study, text))
        assert read_table(made, "centres")[0]["nom"] == text


def test_no_cell_of_a_table_is_a_formula(made: Made) -> None:
    """The checks refuse one, so that nothing has to be put before a text."""
    for name, text in made.texts.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(text, newline="")):
                assert not [cell for cell in row if "formule" in dict(find_code(cell))], name


def test_the_archive_has_every_other_file(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made.binaries[ARCHIVE])) as archive:
        held = {info.filename: archive.read(info) for info in archive.infolist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    texts = {name: text.encode() for name, text in made.texts.items()}
    assert held == {**texts, WORKBOOK: made.binaries[WORKBOOK]}


def test_the_same_data_give_the_same_bytes(made: Made) -> None:
    texts = {f"donnees/{name}": text for name, text in made.texts.items()}
    again = write_binaries(made.package, texts)
    assert {f"donnees/{name}": content for name, content in made.binaries.items()} == again


def test_it_says_its_version_its_source_and_its_licence(small_study: Study) -> None:
    etude = small_study.etude.current
    empty = read_description(make(small_study, None))
    assert empty["version"] == VERSION
    assert "created" not in empty and "licenses" not in empty and "homepage" not in empty
    (source,) = empty["sources"]
    assert etude.titre in source["title"] and source["isbn"] == etude.isbn
    filled = read_description(
        make(small_study, DAY, licence="Licence ouverte", site_url="https://exemple.fr/etude")
    )
    assert filled["created"] == "2026-03-01T00:00:00Z"
    assert filled["homepage"] == "https://exemple.fr/etude/donnees/"
    (licence,) = filled["licenses"]
    assert licence["title"] == "Licence ouverte"
    assert licence["path"] == "https://exemple.fr/etude/mentions-legales/"


def test_search_engines_are_told_of_the_data(small_study: Study) -> None:
    here = describe_dataset(make(small_study, None).package)
    assert here["@type"] == "Dataset" and here["name"] and here["description"]
    assert "url" not in here and "dateModified" not in here and "license" not in here
    filled = make(small_study, DAY, licence="Libre", site_url="https://exemple.fr/etude")
    there = describe_dataset(filled.package)
    assert there["url"] == "https://exemple.fr/etude/donnees/"
    assert there["dateModified"] == "2026-03-01"
    assert there["license"]["name"] == "Libre"
    for dataset in (here, there):
        names = [each["contentUrl"].rpartition("/")[2] for each in dataset["distribution"]]
        assert len(names) == 3 and set(names) <= {*filled.texts, *filled.binaries}
    assert all(each["contentUrl"].startswith(there["url"]) for each in there["distribution"])
