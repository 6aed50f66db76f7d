"""The workbook, as a spreadsheet opens it: what is a number is one, and no text is a formula."""

import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from scripts.data.package import WORKBOOK
from scripts.study.study import Study
from tests.data.conftest import DAY, FORMULAS, Made, make, rename_a_centre


def open_workbook(made: Made) -> Workbook:
    return load_workbook(io.BytesIO(made.binaries[WORKBOOK]))


def read_rows(sheet: Worksheet) -> list[dict[str, Cell]]:
    """The cells of each row of a sheet, by the titles of its columns."""
    head, *rows = sheet.iter_rows()
    titles = [str(cell.value) for cell in head]
    return [dict(zip(titles, row, strict=True)) for row in rows]


def test_each_table_has_its_sheet_after_what_it_is(made: Made) -> None:
    book = open_workbook(made)
    assert book.sheetnames == ["Lisez-moi", "Colonnes", *(t.name for t in made.package.tables)]
    for table in made.package.tables:
        sheet = book[table.name]
        assert sheet.freeze_panes == "A2", table.name
        assert sheet.max_row == len(table.rows) + 1
        assert all(cell.font.bold for cell in sheet[1])
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
        assert all(8 <= width <= 61 for width in widths)


def test_the_first_sheet_says_what_it_is(small_study: Study) -> None:
    made = make(small_study, DAY, licence="Licence ouverte", site_url="https://exemple.fr")
    rows = [[cell.value for cell in row] for row in open_workbook(made)["Lisez-moi"].iter_rows()]
    said = {row[0]: str(row[1]) for row in rows if row[0]}
    assert said["Licence"] == "Licence ouverte"
    assert small_study.etude.current.titre in said["Étude"]
    assert said["ISBN"] == small_study.etude.current.isbn
    assert said["Adresse"] == "https://exemple.fr/donnees/"
    assert "01/03/2026" in said["Version"]
    assert said["portraits"].startswith("Portraits (4 lignes).")
    nobody = open_workbook(make(small_study, None))["Lisez-moi"]
    said = {str(row[0].value): str(row[1].value) for row in nobody.iter_rows()}
    assert said["Licence"] == "Non renseignée"
    assert "Adresse" not in said


PLACE, GENRE = ("Feuille", "Colonne"), ["ressources", "Genre"]


def test_every_column_is_described(made: Made) -> None:
    rows = read_rows(open_workbook(made)["Colonnes"])
    described = [(row["Feuille"].value, row["Nom dans les CSV"].value) for row in rows]
    columns = [(t.name, column.name) for t in made.package.tables for column in t.columns]
    assert described == columns
    assert all(row["Contenu"].value and row["Type"].value for row in rows)
    (genre,) = (row for row in rows if [row[key].value for key in PLACE] == GENRE)
    slug, word = next(iter(made.study.vocabulaires["genres"].items()))
    assert f"{slug} ({word.titre})" in str(genre["Valeurs"].value)


def test_numbers_are_numbers_and_words_are_readable(made: Made) -> None:
    study = made.study
    values = [
        (figure, value)
        for figure in study.chiffres.values()
        for row in figure.lignes
        for value in row.valeurs
    ]
    rows = read_rows(open_workbook(made)["chiffres_valeurs"])
    for row, (figure, value) in zip(rows, values, strict=True):
        assert row["Nombre"].value == value.nombre
        assert row["Taux"].value == value.taux
        assert row["Effectif"].value == figure.effectif
        assert row["Chiffre"].value == figure.titre
        assert row["Déclaré"].value == ("oui" if figure.declare else "non")
        assert row["Population"].value == figure.population
    touched = [
        (p.titre, study.spheres[touch.sphere].titre)
        for p in study.portraits.values()
        for touch in p.spheres
    ]
    rows = read_rows(open_workbook(made)["portraits_spheres"])
    assert [(row["Portrait"].value, row["Sphère"].value) for row in rows] == touched


def test_a_telephone_has_no_mark_of_an_error(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made.binaries[WORKBOOK])) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in sheets[1:]:  # after the cover
            assert b'<ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/>' in book.read(
                name
            )


def test_days_are_days(small_study: Study) -> None:
    rows = read_rows(open_workbook(make(small_study))["portraits"])
    told = {p.titre: p.provenance.date for p in small_study.portraits.values() if p.provenance}
    assert told
    for row in rows:
        cell, day = row["Provenance : Date"], told.get(str(row["Titre"].value))
        assert cell.is_date == (day is not None)
        if day:
            assert isinstance(cell.value, datetime) and cell.value.date() == day


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(small_study: Study, text: str) -> None:
    book = open_workbook(make(rename_a_centre(small_study, text)))
    cell = read_rows(book["centres"])[0]["Nom"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (not text.startswith('"')), "still a text once it is edited"
    for sheet in book:
        types = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert types <= {"s", "n", "d"}, sheet.title


def test_its_dates_are_those_of_the_data(small_study: Study) -> None:
    for day, written in ((DAY, DAY), (None, date(1980, 1, 1))):
        made = make(small_study, day)
        book = open_workbook(made)
        assert book.properties.created.date() == written
        with zipfile.ZipFile(io.BytesIO(made.binaries[WORKBOOK])) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.long  # seven seconds
def test_libreoffice_opens_it(small_study: Study, tmp_path: Path) -> None:
    office = shutil.which("localc")  # LibreOffice may be there without its spreadsheet
    if office is None:
        pytest.skip("LibreOffice Calc is not here: the workbook was not opened in it")
    (tmp_path / WORKBOOK).write_bytes(make(small_study).binaries[WORKBOOK])
    # every sheet as a CSV file in UTF-8, as it shows them
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    options = [f"-env:UserInstallation=file://{tmp_path}/profil", "--headless"]
    command = [office, *options, "--convert-to", form, "--outdir", str(tmp_path), WORKBOOK]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    shown = tmp_path / f"{Path(WORKBOOK).stem}-spheres.csv"
    text = shown.read_text(encoding="utf-8")
    assert all(sphere.titre in text for sphere in small_study.spheres.values())
