"""Each figure has a picture to put in a slide or on paper, which says all that it is and whence."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from scripts.charts.charts import list_charts, write_value
from scripts.print.pictures import TEMPLATE, list_pictures
from scripts.print.press import Press, Printed
from scripts.schema.figures import Figure
from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.conftest import assemble
from tests.print.conftest import ADDRESS, make_old, start_press
from tests.print.reading import fold_text, read_pages


@pytest.fixture(scope="module")
def drawn(small_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return start_press(small_study, tmp_path_factory.mktemp("images"), ADDRESS).draw_pictures()


def read_pictures(press: Press) -> dict[str, str]:
    """Return what the picture of each figure says, by slug, read from a PDF of it."""
    said = {}
    for picture in list_pictures(press.study, press.charts):
        figure = picture.chiffre
        values = press._write_values(picture.context, figure.titre, figure.url)
        pages = read_pages(press._typeset(TEMPLATE, figure.titre, values, format="pdf"))
        assert len(pages) == 1, figure.slug
        said[figure.slug] = pages[0]
    return said


def list_said(figure: Figure) -> list[str]:
    """Return what the picture of a figure has to say, besides its values."""
    said = [figure.titre, figure.mesure, figure.population, figure.source, figure.rubrique]
    said += figure.reserves[:1]
    said += ["déclaré par les Cités"] if figure.declare else []
    said += [str(figure.annee)] if figure.annee else []
    return said


def check_said(press: Press) -> None:
    for slug, said in read_pictures(press).items():
        figure = press.study.chiffres[slug]
        texts = list_said(figure)
        if figure.mostly_missing:
            texts.append(figure.constat)
        else:
            texts += [row.titre for row in figure.lignes]
            if not figure.is_counted:  # a picture says a count with its population
                rates = figure.unite == "%"
                texts += [
                    write_value(value, rate_first=rates)
                    for r in figure.lignes
                    for value in r.valeurs
                ]
                texts += [row.note for row in figure.lignes if row.note]
        for text in texts:
            assert fold_text(set_french(re.sub(r"\*", "", text))) in said, (slug, text)
        assert fold_text(f"{press.base}/{figure.url}" if press.base else "") in said
        assert fold_text(f"{press.shared['site']['nom']}, une lecture indépendante") in said


def test_a_picture_says_what_its_page_does(small_study: Study, tmp_path: Path) -> None:
    check_said(start_press(small_study, tmp_path, ADDRESS))


@pytest.mark.long  # every figure
def test_those_of_the_study_do_too(study: Study, tmp_path: Path) -> None:
    check_said(start_press(study, tmp_path, ADDRESS))


def test_each_figure_has_one_for_a_slide_and_one_for_paper(
    drawn: Printed, small_study: Study
) -> None:
    for slug, figure in small_study.chiffres.items():
        slide, paper = (made for made in drawn.prints if made.page == figure.url)
        assert slide.url == f"images/chiffres/{slug}.png"
        with Image.open(drawn.files[slide.url]) as image:
            assert image.size == (1920, 1080)
            assert 5 < len(image.convert("RGB").getcolors() or ()) <= 64
        assert slide.octets == drawn.files[slide.url].stat().st_size < 200_000
        assert paper.url == f"images/chiffres/{slug}.svg"
        root = ElementTree.parse(drawn.files[paper.url]).getroot()
        svg = "{http://www.w3.org/2000/svg}"
        assert root.findtext(f"{svg}title") == set_french(figure.titre)
        assert root.findtext(f"{svg}desc") == f"{ADDRESS}/{figure.url}"


def test_a_drawing_takes_nothing_from_elsewhere(drawn: Printed) -> None:
    """Its colours and its letters are inside: it is the same in any program."""
    for address, path in drawn.files.items():
        if address.endswith(".svg"):
            text = path.read_text(encoding="utf-8")
            assert not re.findall(r"<(?:text|style|image|script)\b|url\(|var\(|currentColor", text)
            assert {ref[0] for ref in re.findall(r'href="([^"]*)"', text)} == {"#"}
            assert "#7447a6" in text


def test_a_disagreement_is_told(study: Study, tmp_path: Path) -> None:
    told = {
        p.chiffre.slug: p.context["desaccords"] for p in list_pictures(study, list_charts(study))
    }
    assert told["enquete-annees-de-label"] == ("Se contredisent",)
    assert told["enfants-hors-ecole"] == ()
    one = {"enquete-annees-de-label": study.chiffres["enquete-annees-de-label"]}
    press = start_press(study, tmp_path)
    press.study = replace(study, chiffres={**one})
    assert fold_text("Se contredisent : ce site a comparé") in read_pictures(press)[next(iter(one))]


@pytest.mark.long
def test_the_same_bytes_come_twice_and_only_what_changed_is_drawn_again(
    small_study: Study, tmp_path: Path
) -> None:
    first = start_press(small_study, tmp_path / "1").draw_pictures()
    other = start_press(small_study, tmp_path / "2").draw_pictures()
    for address, path in first.files.items():
        assert path.read_bytes() == other.files[address].read_bytes(), address
    before = {address: path.stat().st_ino for address, path in first.files.items()}
    make_old(tmp_path)
    slug, figure = next(iter(small_study.chiffres.items()))
    changed = figure.model_copy(update={"titre": '#image("x") \\ $x$ *Autre* <titre> & co'})
    study = replace(small_study, chiffres={**small_study.chiffres, slug: changed})
    again = start_press(study, tmp_path / "1").draw_pictures()
    kept = {address for address, path in again.files.items() if path == first.files[address]}
    assert set(first.files) - kept == {f"images/chiffres/{slug}.{kind}" for kind in ("png", "svg")}
    assert all(again.files[address].stat().st_ino == before[address] for address in kept)
    assert len(list((tmp_path / "1/chiffres").iterdir())) == len(again.files), "the rest is removed"
    ElementTree.parse(again.files[f"images/chiffres/{slug}.svg"])


def test_the_page_of_a_figure_offers_them_with_their_size(
    drawn: Printed, small_study: Study
) -> None:
    site = assemble(small_study, prints=drawn.prints)
    pages = {page.url: " ".join(page.document.split()) for page in site.make_pages()}
    slide, paper = drawn.prints[:2]
    page = pages[slide.page]
    address = f'href="../../{slide.url}" download>'
    assert f"{address}Image pour une diapositive (1920 × 1080 pixels, PNG de" in page
    assert f'href="../../{paper.url}" download>' in page
    assert f"SVG de {round(paper.octets / 1024)} Ko)" in page.replace("\u202f", "")
    assert {url for url, text in pages.items() if "images/chiffres" in text} == {
        figure.url for figure in small_study.chiffres.values()
    }
    without = {page.url: page.document for page in assemble(small_study).make_pages()}
    assert "emporter" not in without[slide.page]
