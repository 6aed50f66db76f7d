import csv
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.charts.charts import (
    PLACEHOLDERS,
    ChartData,
    count_bars,
    draw_chart,
    list_charts,
)
from scripts.schema.figures import Figure, FigureValue
from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.charts.drawings import Shape, Words, read_drawing
from tests.conftest import ROOT
from tests.html import read_tables
from tests.records import SAID

BARS = count_bars({"un": 3, "l'école : deux <b>": 40})


def find_labels(texts: list[Words], labels: list[str]) -> list[float]:
    """Return where the middle of each label stands; they must be there, whole, in this order."""
    lines = iter([words for words in texts if words.x <= 10])  # that of a part is indented
    places = []
    for label in labels:
        wanted, told, heights = set_french(label).replace(" ", ""), "", []
        while told != wanted:
            words = next(lines)
            told += words.text.replace(" ", "")
            heights.append(words.y)
            assert wanted.startswith(told), (wanted, told)
        places.append((heights[0] + heights[-1]) / 2)
    assert next(lines, None) is None, "no other label"
    return places


def read_value(figure: Figure, value: FigureValue) -> float | None:
    return value.taux if figure.unite == "%" else value.nombre


def assert_told(value: FigureValue, figure: Figure, text: str) -> None:
    """What is printed of a value can be read, what the figure measures first."""
    words = []
    if value.etat:
        words.append(SAID[value.etat].replace("'", "’"))
    if value.taux is not None:
        words.append(f"{value.taux:g}".replace(".", ",") + "\u202f%")
    if value.nombre is not None:
        words.insert(
            len(words) if figure.unite == "%" else 0, f"{value.nombre:,}".replace(",", "\u202f")
        )
    if value.base is not None:
        assert re.search(rf"\b(sur|de) {value.base}\b", text), (figure.slug, text)
    places = [text.find(word) for word in words]
    assert -1 not in places, (figure.slug, words, text)
    assert places == sorted(places), (figure.slug, words, text)


def list_figures(study: Study, forme: str) -> list[Figure]:
    found = [figure for figure in study.chiffres.values() if figure.forme == forme]
    assert found, forme
    return found


def test_same_data_same_bytes(tmp_path: Path) -> None:
    assert draw_chart("x", BARS, tmp_path / "a") == draw_chart("x", BARS, tmp_path / "b")


def test_another_value_is_another_drawing(tmp_path: Path) -> None:
    other = count_bars({"un": 3, "l'école : deux <b>": 41})
    assert draw_chart("x", BARS, tmp_path).body != draw_chart("x", other, tmp_path).body


def test_the_drawing_has_no_style_no_id_and_every_label(study: Study, tmp_path: Path) -> None:
    for slug, data in list_charts(study).items():
        drawing = draw_chart(slug, data, tmp_path)
        root = ElementTree.fromstring(f"<svg>{drawing.body}</svg>")
        for element in root.iter():
            assert not {"style", "id", "fill"} & set(element.attrib)
            assert element is root or element.get("class") in PLACEHOLDERS.values()
        text = " ".join(element.text or "" for element in root.iter("text"))
        for words in data.words if data.kind == "bars" else ():
            for word in words:
                assert word in text, slug


def test_bars_are_in_proportion(tmp_path: Path) -> None:
    shapes, texts = read_drawing(draw_chart("x", count_bars({"a": 10, "b": 40}), tmp_path))
    short, long = shapes
    assert long.width == pytest.approx(4 * short.width)
    assert long.left == short.left
    assert {shape.colour for shape in shapes} == {"bar"}, "the longest is whole: nothing is behind"
    for shape, middle in zip(shapes, find_labels(texts, ["a", "b"]), strict=True):
        assert shape.middle == pytest.approx(middle, abs=6)


def find_whole(figure: Figure, value: FigureValue) -> float:
    """What a full bar is: 100 for a rate, never the greatest one; for a count, its base."""
    if figure.unite == "%" and (value.taux is not None or value.base is None):
        return 100
    whole = value.base or figure.effectif
    assert whole, figure.slug
    return whole


def test_each_bar_of_a_figure_is_as_long_as_its_share_of_the_whole(
    study: Study, tmp_path: Path
) -> None:
    for figure in list_figures(study, "barres"):
        drawing = draw_chart(figure.slug, list_charts(study)[f"chiffre-{figure.slug}"], tmp_path)
        shapes, texts = read_drawing(drawing)
        labels, cells = [], []
        for column in range(max(1, len(figure.colonnes))):
            labels += [part.titre for part in figure.colonnes[column : column + 1]]
            first = len(labels)
            labels += [row.titre for row in figure.lignes]
            cells += [
                (place, row, row.valeurs[column]) for place, row in enumerate(figure.lignes, first)
            ]
        places = find_labels(texts, labels)
        bars = iter([shape for shape in shapes if shape.colour != "empty"])  # an axis is apart
        edges: set[tuple[float, float | None]] = set()
        whole_bars: dict[str, tuple[Shape, Shape]] = {}
        filled: dict[str, float] = {}  # where the parts of a row have come to
        for place, row, cell in cells:
            value = cell.taux if cell.taux is not None and figure.unite == "%" else cell.nombre
            beside = [words for words in texts if words.x > 10 and near(words, places[place])]
            assert_told(cell, figure, " ".join(words.text for words in beside))
            if value is None:
                edges |= {(words.x, None) for words in beside}
                continue
            assert len({words.x for words in beside}) == 1, (figure.slug, beside)
            behind, bar = next(bars), next(bars)
            assert (behind.colour, bar.colour) == ("rest", "bar")
            assert (bar.top, bar.bottom) == (behind.top, behind.bottom)
            assert bar.middle == pytest.approx(places[place], abs=6)
            assert beside[0].x > behind.right
            room = behind.width
            if row.dans:
                around, within = whole_bars[row.dans]
                room = around.width
                assert (behind.left, behind.right) == (within.left, within.right)
                assert bar.left == pytest.approx(filled.get(row.dans, within.left), abs=0.02)
                assert bar.right <= within.right + 0.02, "a part stays in its whole"
                assert bar.bottom - bar.top < within.bottom - within.top
                filled[row.dans] = bar.right
            else:
                assert bar.left == behind.left
                whole_bars[row.cle] = behind, bar
                edges |= {(behind.left, behind.right), (behind.left, None)}
            share = value / find_whole(figure, cell)
            assert bar.width == pytest.approx(room * share, abs=0.02), figure.slug
        assert next(bars, None) is None
        assert len({left for left, _ in edges}) == 1, "all begin at the same place"
        assert len(edges) == 2, "and their wholes end at the same place"
        assert all(shape.right < drawing.width for shape in shapes)


def test_an_axis_goes_from_0_to_all_that_full_bars_are(study: Study, tmp_path: Path) -> None:
    ends = {}
    for figure in list_figures(study, "barres"):
        data = list_charts(study)[f"chiffre-{figure.slug}"]
        shapes, texts = read_drawing(draw_chart(figure.slug, data, tmp_path))
        axes = [shape for shape in shapes if shape.colour == "empty"]
        assert len(axes) == max(1, len(figure.colonnes))
        full = [shape for shape in shapes if shape.colour == "rest"]
        told = []
        for axis in axes:
            above = [shape for shape in full if shape.bottom <= axis.top]
            assert above, figure.slug
            left, right = min(s.left for s in above), max(s.right for s in above)
            assert (axis.left, axis.right) == pytest.approx((left, right), abs=0.02)
            start, end = [words for words in texts if 0 < words.y - axis.bottom < 20]
            assert (start.text, start.x, start.at_end) == ("0", axis.left, False)
            assert end.at_end
            assert end.x == pytest.approx(axis.right, abs=0.02)
            told.append(end.text.replace("\u202f", " "))
        ends[figure.slug] = told
    assert ends.pop("dispositifs-ministere") == ["188 ou 208", "196 ou 208"]
    assert ends.pop("groupes-de-travail") == ["100 % ou 208"]
    assert ends.pop("enquete-annees-de-label") == ["208"]
    assert all(told == ["100 %"] for told in ends.values()), ends


def near(words: Words, place: float) -> bool:
    """Whether the words stand beside a label, on its line or on the two around its middle."""
    return abs(words.y - place) < 9


def test_parts_fill_the_bar_that_they_are_inside(study: Study, tmp_path: Path) -> None:
    charts = list_charts(study)
    shapes, _ = read_drawing(draw_chart("x", charts["chiffre-stades-de-maturite"], tmp_path))
    *_, whole, _, first, _, second, _ = shapes
    assert whole.width == pytest.approx(first.width + second.width, abs=0.02)
    assert (first.left, second.right) == pytest.approx((whole.left, whole.right), abs=0.02)


def test_bars_have_each_their_own_base(study: Study, tmp_path: Path) -> None:
    """40 of 188 is longer than 40 of 208; every full bar has one length, and says its base."""
    values = ((40, 40),)
    data = ChartData("bars", ("a",), values, (("40", "40"),), ("x", "y"), wholes=((188, 208),))
    shapes, _ = read_drawing(draw_chart("x", data, tmp_path))
    full, bar, other_full, other = shapes
    assert full.width == other_full.width
    assert bar.width / full.width == pytest.approx(40 / 188, abs=0.001)
    assert other.width / full.width == pytest.approx(40 / 208, abs=0.001)
    figure = study.chiffres["dispositifs-ministere"]
    _, texts = read_drawing(draw_chart("y", list_charts(study)[f"chiffre-{figure.slug}"], tmp_path))
    told = {words.text for words in texts}
    assert {"188 sur 208", "138 sur 188", "14 sur 196"} <= told


def test_the_parts_of_a_stacked_bar_follow_one_another(study: Study, tmp_path: Path) -> None:
    for figure in list_figures(study, "empilees"):
        drawing = draw_chart(figure.slug, list_charts(study)[f"chiffre-{figure.slug}"], tmp_path)
        shapes, texts = read_drawing(drawing)
        parts = iter(shapes)
        drawn = 0
        for row in figure.lignes:
            values = [read_value(figure, value) for value in row.valeurs]
            told = [name for name in texts if figure.colonnes[0].titre in name.text]
            if None in values:
                continue
            left = 0.0
            under = []
            for number, value in enumerate(values):
                part = next(parts)
                assert part.colour == ("rest" if number else "bar")
                assert part.left == pytest.approx(left, abs=0.02), row.titre
                left += (drawing.width - 2) * (value or 0) / 100
                assert part.right == pytest.approx(max(left - 2, part.left + 0.5), abs=0.02)
                under = [words for words in texts if 0 < words.y - part.bottom < 18]
            for place, column in ((0, 0), (-1, len(values) - 1)):
                name = figure.colonnes[column].titre
                assert under[place].text.startswith(name), "each end is named under it"
                assert under[place].at_end == bool(column)
                assert_told(row.valeurs[column], figure, under[place].text)
            drawn += 1
        assert next(parts, None) is None
        assert len(told) == drawn > 0


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (("Oui", "Non"), 1),
        (("Oui", "Non", "Sans avis"), 3),
        (("Des parents y siègent chaque année", "Aucun parent n'y siège"), 2),
    ],
)
def test_each_part_of_a_bar_is_named_where_nothing_else_is(
    tmp_path: Path, columns: tuple[str, ...], lines: int
) -> None:
    values = tuple(100 / len(columns) for _ in columns)
    words = tuple(f"{value:.0f} %" for value in values)
    rows, every = ("En ville", "Au village"), ((100,) * len(columns),) * 2
    data = ChartData("stacked", rows, (values, values), (words, words), columns, wholes=every)
    shapes, texts = read_drawing(draw_chart("x", data, tmp_path))
    names = [words for words in texts if words.text not in rows]
    assert [set_french(f"{c} : {w}") for c, w in zip(columns, words, strict=True)] * 2 == [
        words.text for words in names
    ]
    assert len({words.y for words in names}) == 2 * lines
    last, following = max(words.y for words in names[: len(columns)]), texts[len(columns) + 1]
    assert following.text == "Au village" and following.y - last > 12, "the next row is below"
    assert all(abs(words.y - shape.middle) > 10 for words in names for shape in shapes)


def test_a_dot_of_a_portrait_stands_under_each_sphere_it_touches(
    study: Study, tmp_path: Path
) -> None:
    drawing = draw_chart("x", list_charts(study)["portraits-spheres"], tmp_path)
    shapes, texts = read_drawing(drawing)
    names = [words for words in texts if words.leaning]
    assert [words.text for words in names] == [
        sphere.titre.split()[0] for sphere in study.spheres.values()
    ]
    rows = find_labels(texts, [portrait.titre for portrait in study.portraits.values()])
    dots = iter(shapes)
    for portrait, height in zip(study.portraits.values(), rows, strict=True):
        touched = {touch.sphere for touch in portrait.spheres}
        for slug, name in zip(study.spheres, names, strict=True):
            dot = next(dots)
            assert dot.middle == pytest.approx(height, abs=6)
            assert (dot.left + dot.right) / 2 == pytest.approx(name.x, abs=8)
            assert dot.colour == (slug if slug in touched else "empty")
            assert (dot.width > 12) == (slug in touched), "seen without its colour"
    assert next(dots, None) is None
    last = names[-1]
    assert names == sorted(names, key=lambda words: words.x)
    assert last.x < shapes[-1].right < drawing.width


def test_counts_by_sphere_have_its_colour(study: Study, tmp_path: Path) -> None:
    portrait = next(iter(study.portraits.values()))
    many = replace(study, portraits={f"p{number}": portrait for number in range(31)})
    shapes, texts = read_drawing(draw_chart("x", list_charts(many)["spheres"], tmp_path))
    assert [shape.colour for shape in shapes] == list(study.spheres)
    find_labels(texts, [sphere.titre for sphere in study.spheres.values()])


def test_the_table_of_a_figure_says_what_its_chart_does(site: Path, study: Study) -> None:
    for slug, figure in study.chiffres.items():
        html = (site / f"chiffres/{slug}/index.html").read_text(encoding="utf-8")
        if figure.mostly_missing:
            assert list(read_tables(html)) == [], "a sentence says what is known"
            continue
        rows = next(rows for rows in read_tables(html) if len(rows) == len(figure.lignes) + 1)
        assert rows[0][1 : len(figure.colonnes) + 1] == [
            set_french(column.titre) for column in figure.colonnes
        ]
        for row, told in zip(figure.lignes, rows[1:], strict=True):
            assert told[0] == set_french(row.titre)
            for value, cell in zip(row.valeurs, told[1:], strict=False):
                assert cell, slug
                assert_told(value, figure, cell)


@pytest.mark.parametrize(
    ("slug", "page"),
    [
        ("ressources-par-annee", "ressources"),
        ("ressources-par-centre", "ressources"),
        ("portraits-spheres", "portraits"),
    ],
)
def test_the_table_and_the_file_of_a_chart_say_what_it_does(
    site: Path, study: Study, slug: str, page: str
) -> None:
    data = list_charts(study)[slug]
    html = (site / page / "index.html").read_text(encoding="utf-8")
    figure = re.search(rf'<figure[^>]* id="graphique-{slug}">.*?</figure>', html, re.DOTALL)
    assert figure
    (rows,) = read_tables(figure[0])
    assert rows[0][1:] == [set_french(column) for column in data.columns] or not data.columns
    told = [[row[0], *row[1:]] for row in rows[1:]]
    expected = [[set_french(row), *words] for row, words in zip(data.rows, data.words, strict=True)]
    assert told == expected
    file = (site / f"donnees/graphiques/{slug}.csv").read_text(encoding="utf-8")
    assert list(csv.reader(file.splitlines()))[1:] == [
        [row, *map(str, values)] for row, values in zip(data.rows, data.values, strict=True)
    ]


def test_the_counts_of_the_catalogues_are_drawn(study: Study) -> None:
    charts = list_charts(study)
    by_year = charts["ressources-par-annee"]
    years = {int(row): value for row, (value,) in zip(by_year.rows, by_year.values, strict=True)}
    for year, count in years.items():
        assert count == sum(resource.annee == year for resource in study.ressources.values())
    assert sum(value or 0 for value in years.values()) == len(study.ressources)
    centres = charts["ressources-par-centre"]
    counts = [value or 0 for (value,) in centres.values]
    assert counts == sorted(counts, reverse=True)
    for name, count in zip(centres.rows, counts, strict=True):
        (slug,) = (slug for slug, centre in study.centres.items() if centre.nom == name)
        assert count > 0
        assert count == sum(
            any(author.centre == slug for author in resource.auteurs)
            for resource in study.ressources.values()
        )


def test_nothing_changed_nothing_drawn(study: Study, tmp_path: Path) -> None:
    folder = ROOT / ".cache" / "charts"
    for slug, data in list_charts(study).items():
        draw_chart(slug, data, folder)
    code = (
        "import sys; from scripts.__main__ import main; main(['charts']); "
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("torn", ["", "{", "{}", '{"body": 1}', "[]"])
def test_a_torn_drawing_is_drawn_again(tmp_path: Path, torn: str) -> None:
    whole = draw_chart("x", BARS, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text(torn)
    assert draw_chart("x", BARS, tmp_path) == whole


def test_above_thirty_portraits_counts_replace_rows(study: Study) -> None:
    portrait = next(iter(study.portraits.values()))
    many = replace(study, portraits={f"p{number}": portrait for number in range(31)})
    charts = list_charts(many)
    assert "portraits-spheres" not in charts
    assert max(charts["spheres"].values) == (31,)
