"""The data files, as whoever downloads them reads them: they give the records back."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.schema.figures import FigureValue
from scripts.schema.registry import KINDS
from scripts.study.study import read_study
from tests.blocks import fold, read_main
from tests.conftest import Known

FOLDERS = {kind.name: kind.folder for kind in KINDS if kind.whole and kind.folder}
CATALOGUES = [kind.name for kind in KINDS if kind.whole and not kind.folder]


def read_json(site: Path, name: str) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads((site / f"donnees/{name}.json").read_text("utf-8"))
    return data


def read_csv(site: Path, name: str) -> list[list[str]]:
    with (site / f"donnees/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_yaml(path: Path, data: dict[str, Any]) -> None:
    """Write a record as its file does: a yes is « oui »."""

    def write(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: write(inner) for key, inner in value.items() if key not in ("slug", "url")}
        if isinstance(value, list):
            return [write(item) for item in value]
        return {True: "oui", False: "non"}[value] if isinstance(value, bool) else value

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(write(data), allow_unicode=True), encoding="utf-8")


def test_the_study_is_read_back_from_its_data_files(known: Known, tmp_path: Path) -> None:
    root, study, site = known
    for path in (root / "content").glob("*.yml"):  # what has no data file of its own
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / path.name).write_bytes(path.read_bytes())
    shutil.copytree(root / "docs", tmp_path / "docs")  # the pages that the home page leads to
    for name, folder in FOLDERS.items():
        for record in read_json(site, name):
            write_yaml(tmp_path / folder / f"{record['slug']}.yml", record)
    for name in CATALOGUES:
        records = {record["slug"]: record for record in read_json(site, name)}
        write_yaml(tmp_path / f"content/{name}.yml", records)
    again = read_study(tmp_path)
    for name in [*FOLDERS, *CATALOGUES]:
        assert again.catalogues[name] == study.catalogues[name], name


def test_a_record_says_its_address_and_comes_in_its_place(known: Known) -> None:
    _, study, site = known
    for name in [*FOLDERS, *CATALOGUES]:
        entries = study.catalogues[name]
        records = read_json(site, name)
        assert [record["slug"] for record in records] == list(entries)
        assert [record["url"] for record in records] == [f"/{e.url}" for e in entries.values()]


def test_a_portrait_has_a_file_of_its_own(known: Known) -> None:
    site = known.site
    records = {record["slug"]: record for record in read_json(site, "portraits")}
    files = {path.stem: json.loads(path.read_text("utf-8")) for path in
             (site / "donnees/portraits").glob("*.json")}  # fmt: skip
    assert files == records


PRINTED = ["nombre", "taux (%)", "base", "texte", "etat"]
COMPANY = ["population", "effectif", "annee", "declare", "edition"]


def read_figure(site: Path, slug: str) -> list[dict[str, str]]:
    heading, *lines = read_csv(site, f"chiffres/{slug}")
    assert heading == ["ligne", "dans", "colonne", *PRINTED, *COMPANY]
    return [dict(zip(heading, line, strict=True)) for line in lines]


def test_a_figure_says_each_number_its_unit_and_its_state(known: Known) -> None:
    _, study, site = known
    for slug, figure in study.chiffres.items():
        lines = read_figure(site, slug)
        cells = [
            (row, figure.colonnes[rank].titre if figure.colonnes else "", value)
            for row in figure.lignes
            for rank, value in enumerate(row.valeurs)
        ]
        titles = {row.cle: row.titre for row in figure.lignes}
        assert len(lines) == len(cells)
        for line, (row, column, value) in zip(lines, cells, strict=True):
            assert (line["ligne"], line["colonne"]) == (row.titre, column), slug
            assert line["dans"] == (titles[row.dans] if row.dans else "")
            assert read_value(line) == value, f"{slug}, {row.titre}, {column}"


def test_each_number_comes_with_whom_it_counts(known: Known) -> None:
    _, study, site = known
    for slug, figure in study.chiffres.items():
        company = [
            figure.population,
            str(figure.effectif or ""),
            str(figure.annee or ""),
            "oui" if figure.declare else "non",
            str(figure.edition),
        ]
        for line in read_figure(site, slug):
            assert [line[key] for key in COMPANY] == company, slug


def read_value(line: dict[str, str]) -> FigureValue:
    values = {key.removesuffix(" (%)"): line[key] for key in PRINTED if line[key]}
    return FigureValue.model_validate(values, context={"slugs": {}})


def test_the_small_study_has_every_kind_of_value(small_site: Path) -> None:
    def read(slug: str) -> list[list[str]]:
        return [[line[key] for key in PRINTED] for line in read_figure(small_site, slug)]

    assert read("reunions") == [
        ["30", "60", "50", "", ""],
        ["20", "41", "50", "", ""],
        ["", "", "", "la plupart", ""],
        ["", "", "", "", "dans-un-graphique"],
        ["", "", "", "", "non-concerne"],
        ["", "", "", "", "non-concerne"],
    ]
    assert read("portes-ouvertes") == [
        ["1500", "75", "", "", ""],
        ["", "12.5", "", "", ""],
        ["", "", "", "", "non-donne"],
    ]


def test_the_charts_say_who_touches_what_and_how_many(known: Known) -> None:
    _, study, site = known
    spheres = list(study.spheres)
    titles = [study.spheres[slug].titre for slug in spheres]
    assert read_csv(site, "graphiques/portraits-spheres") == [
        [study.graphiques["portraits-spheres"].categorie, *titles],
        *(
            [p.titre, *("1" if s in {t.sphere for t in p.spheres} else "0" for s in spheres)]
            for p in study.portraits.values()
        ),
    ]  # fmt: skip
    resources = study.ressources.values()
    _, *years = read_csv(site, "graphiques/ressources-par-annee")
    printed = [resource.annee for resource in resources]
    assert years == [
        [str(year), str(printed.count(year))] for year in range(min(printed), max(printed) + 1)
    ]
    _, *centres = read_csv(site, "graphiques/ressources-par-centre")
    signed = [author.centre for resource in resources for author in resource.auteurs]
    assert dict(centres) == {
        centre.nom: str(signed.count(slug))
        for slug, centre in study.centres.items()
        if slug in signed
    }
    counts = [int(count) for _, count in centres]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("url", ["portraits/", "ressources/"])
def test_the_table_of_a_chart_says_what_its_file_says(known: Known, url: str) -> None:
    site = known.site
    for figure in read_main(site, url).find_all("figure", **{"class": "graphique"}):
        slug = figure.attributes["id"].removeprefix("graphique-")
        rows = [
            [fold(cell.text) for tag in ("th", "td") for cell in row.find_all(tag)]
            for row in figure.find_all("tr")
        ]
        heading, *lines = read_csv(site, f"graphiques/{slug}")
        dots = {"oui": "1", "–": "0"}
        assert [[dots.get(cell, cell) for cell in row] for row in rows[1:]] == [
            [fold(cell) for cell in line] for line in lines
        ]
        assert rows[0] == [fold(cell) for cell in heading]


def test_every_data_file_is_offered(known: Known) -> None:
    site = known.site
    offered = {
        link.attributes["href"]
        for link in read_main(site, "donnees/").find_all("a")
        if "download" in link.attributes
    }
    published = {
        path.relative_to(site / "donnees").as_posix()
        for path in (site / "donnees").rglob("*.*")
        if path.suffix in (".json", ".csv", ".bib", ".ris", ".xlsx", ".zip")
    }
    of_charts = {name for name in published if name.startswith("graphiques/")}  # under each chart
    for_form = {"noms-de-portraits.json"}  # what a reader sees as the list of portraits
    assert offered == published - of_charts - for_form


def test_the_page_of_data_describes_every_table(known: Known) -> None:
    site = known.site
    tables = json.loads((site / "donnees/datapackage.json").read_text("utf-8"))["resources"]
    shown = read_main(site, "donnees/").find_all("details")
    assert len(shown) == len(tables)
    for table, element in zip(tables, shown, strict=True):
        text = fold(element.text)
        assert fold(f"{table['name']}.csv") in text
        assert fold(table["title"]) in text and fold(table["description"]) in text
        rows = [row.find_all("td") for row in element.find_all("tr")][1:]
        for field, cells in zip(table["schema"]["fields"], rows, strict=True):
            said = fold(cells[0].text)
            assert fold(field["title"]) in said and fold(field["description"]) in said
            values = field["constraints"].get("enum", [])
            assert all(fold(value) in fold(cells[1].text) for value in values), field["name"]
