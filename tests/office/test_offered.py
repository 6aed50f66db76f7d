"""Slides and canvases open in an office program, say what the site says, and are the same twice."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from pptx import Presentation

from scripts.office.offered import OfficeFile, list_office_files
from scripts.office.words import Words
from scripts.schema.figures import Figure
from scripts.study.study import Study, read_study
from tests.conftest import ROOT, SMALL_STUDY, assemble
from tests.print.conftest import start_press
from tests.print.reading import fold_text

ADDRESS = "https://exemple.fr/etude"
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def small_study() -> Study:
    return read_study(SMALL_STUDY)


def list_files(study: Study) -> dict[str, OfficeFile]:
    words = Words(ROOT, study.etude, "Essai", ADDRESS, study.statuts.find(""))
    return {file.url: file for file in list_office_files(study, words)}


def read_slide(slide: Any) -> str:
    """Return all that a slide says, folded: its boxes, its tables, its chart and its notes."""
    said = [slide.notes_slide.notes_text_frame.text]
    for shape in slide.shapes:
        if shape.has_text_frame:
            said.append(shape.text_frame.text)
        if shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
        if shape.has_chart:
            said += [str(name) for name in shape.chart.plots[0].categories]
            said += [series.name for series in shape.chart.plots[0].series]
    return fold_text(" ".join(said))


def open_slides(file: OfficeFile) -> list[Any]:
    return list(Presentation(io.BytesIO(file.write())).slides)


def check_slide(figure: Figure, slide: Any) -> None:
    said = read_slide(slide)
    texts = [figure.titre, figure.mesure, figure.population, figure.source, figure.rubrique]
    texts += [figure.constat, *figure.reserves, f"{ADDRESS}/{figure.url}"]
    if not figure.mostly_missing:
        texts += [row.titre for row in figure.lignes]
        texts += [row.note for row in figure.lignes if row.note]
    for text in texts:
        assert fold_text(text.replace("*", "")) in said, (figure.slug, text)


def test_a_slide_says_the_figure_whole(small_study: Study) -> None:
    files = list_files(small_study)
    for slug, figure in small_study.chiffres.items():
        (slide,) = open_slides(files[f"bureau/chiffres/{slug}.pptx"])
        check_slide(figure, slide)


def test_charts_are_those_of_the_program_with_the_printed_numbers(study: Study) -> None:
    files = list_files(study)

    def read(slug: str) -> tuple[list[Any], Any]:
        (slide,) = open_slides(files[f"bureau/chiffres/{slug}.pptx"])
        (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
        workbook = zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert "xl/worksheets/sheet1.xml" in workbook.namelist(), "its numbers can be edited"
        return [list(series.values) for series in chart.plots[0].series], chart

    values, chart = read("stades-de-maturite")
    assert values == [[15, 47, 38, 30, 8]]
    assert chart.value_axis.maximum_scale == 100
    values, chart = read("caf-partenaire")
    assert values == [[177]] and chart.value_axis.maximum_scale == 208
    assert chart.plots[0].series[0].data_labels.number_format == 'General" sur 208"'
    values, chart = read("schemas-locaux")
    assert [round(sum(pair)) for pair in zip(*values, strict=True) if None not in pair] == [
        100
    ] * 10
    values, chart = read("dispositifs-ministere")
    assert values[0][0] == round(100 * 188 / 208, 1), "each against its own whole"
    label = chart.plots[0].series[0].points[1].data_label.text_frame.text
    assert fold_text(label) == fold_text("138 sur 188")


def test_the_headlines_end_with_the_model(small_study: Study) -> None:
    file = list_files(small_study)["bureau/essentiel.pptx"]
    *figures, model = open_slides(file)
    for slug, slide in zip(small_study.accueil.chiffres, figures, strict=True):
        check_slide(small_study.chiffres[slug], slide)
    said = read_slide(model)
    for text in (small_study.modele.titre, small_study.modele.centre.titre,
                 *(sphere.titre for sphere in small_study.spheres.values()),
                 *(sphere.definition for sphere in small_study.spheres.values())):  # fmt: skip
        assert fold_text(text.replace("*", "")) in said, text


def read_document(file: OfficeFile) -> tuple[str, list[Any]]:
    document = Document(io.BytesIO(file.write()))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    texts = [paragraph.text for paragraph in document.paragraphs]
    return fold_text(" ".join([*texts, *cells])), list(document.tables)


def test_the_canvases_ask_what_their_sheets_do_and_leave_room(small_study: Study) -> None:
    files = list_files(small_study)
    grid = small_study.imprimer.comparaison
    said, (table,) = read_document(files["bureau/comparaison.docx"])
    asked = [text for row in grid.lignes for text in (row.titre, row.aide) if text]
    for text in (grid.titre, grid.consigne, *asked, *grid.questions):
        assert fold_text(text.replace("*", "")) in said, text
    assert len(table.rows) == 1 + len(grid.lignes)
    assert {cell.text for row in table.rows[1:] for cell in row.cells[1:]} == {""}
    for slug, scale in small_study.reperes.items():
        said, tables = read_document(files[f"bureau/reperes/{slug}.docx"])
        texts = [scale.titre, *scale.regle, *(answer.titre for answer in scale.reponses)]
        for part in scale.parties:
            texts += [part.titre, *(question.texte for question in part.a_discuter)]
            texts += [statement.texte for statement in part.enonces]
            texts += [small_study.chiffres[each.chiffre].titre for each in part.chiffres]
        for text in texts:
            assert fold_text(text.replace("*", "")) in said, (slug, text)
        assert len(tables) == len(scale.parties)
        for table, part in zip(tables, scale.parties, strict=True):
            assert len(table.rows) == 1 + len(part.enonces)
            assert len(table.columns) == 1 + len(scale.reponses)


def test_the_same_bytes_come_twice_without_a_date(
    small_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start_press(small_study, tmp_path / "1", f"{ADDRESS}/").write_office()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    again = start_press(small_study, tmp_path / "2", f"{ADDRESS}/").write_office()
    for address, path in first.files.items():
        content = path.read_bytes()
        assert content == again.files[address].read_bytes(), address
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert {info.date_time[0] for info in archive.infolist()} == {1980}, address
            core = archive.read("docProps/core.xml").decode()
            assert "dcterms" not in core.replace("xmlns:dcterms", ""), address
            assert "fr-FR" in core and "Essai" in core, address
            inside = b"".join(map(archive.read, archive.namelist())).decode(errors="ignore")
            assert f"{ADDRESS}/" in inside, "it says where it comes from"


def test_only_what_changed_is_written_again(small_study: Study, tmp_path: Path) -> None:
    first = start_press(small_study, tmp_path).write_office()
    slug = next(slug for slug in small_study.chiffres if slug not in small_study.accueil.chiffres)
    cited = {
        c.chiffre
        for scale in small_study.reperes.values()
        for p in scale.parties
        for c in p.chiffres
    }
    changed = small_study.chiffres[slug].model_copy(update={"titre": "Autre <titre> & co"})
    study = replace(small_study, chiffres={**small_study.chiffres, slug: changed})
    again = start_press(study, tmp_path).write_office()
    others = {address for address, path in again.files.items() if path != first.files[address]}
    expected = {f"bureau/chiffres/{slug}.pptx"}
    if slug in cited:
        expected |= {address for address in first.files if "reperes" in address}
    assert others == expected


def test_pages_offer_them_where_they_were_written(small_study: Study, tmp_path: Path) -> None:
    made = start_press(small_study, tmp_path).write_office()
    site = assemble(small_study, prints=made.prints)
    pages = {page.url: page.document for page in site.make_pages()}
    for slug, figure in small_study.chiffres.items():
        offered = f'href="../../bureau/chiffres/{slug}.pptx" download>Diapositive à modifier'
        assert offered in pages[figure.url]
        assert "PowerPoint de" in pages[figure.url]
    blocks = {
        ("comparer", "portraits/comparer/"): "bureau/comparaison.docx",
        ("se-situer", "se-situer/"): f"bureau/reperes/{next(iter(small_study.reperes))}.docx",
        ("chiffres", "chiffres/"): "bureau/essentiel.pptx",
        ("imprimer", "imprimer/"): "",
    }
    for (name, url), address in blocks.items():
        assert address in site.show_block(name, url)
        assert ".docx" not in assemble(small_study).show_block(name, url)


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.long
def test_libreoffice_opens_them(study: Study, tmp_path: Path) -> None:
    files = list_files(study)
    kept = ("bureau/essentiel.pptx", "bureau/comparaison.docx",
            f"bureau/reperes/{next(iter(study.reperes))}.docx")  # fmt: skip
    paths = []
    for url in kept:
        paths.append(tmp_path / Path(url).name)
        paths[-1].write_bytes(files[url].write())
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=120)
    counts = []
    for path in paths:
        with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as opened:
            counts.append(len(opened))
            picture = opened[0].render(scale=0.5).to_pil()
            assert len(picture.getcolors(maxcolors=1_000_000) or ()) > 10, path.name
    assert counts[0] == 1 + len(study.accueil.chiffres)
    assert counts[2] >= len(next(iter(study.reperes.values())).parties)
