"""What is printed is laid out for a reader: nothing over anything, no line left alone."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from pydantic import BaseModel

from scripts.print.press import Printed
from scripts.study.study import Study
from tests.print.reading import Layout, Place, fold_text, list_overlaps, read_pages
from tests.records import unmark

FOUND_BY = 30  # signs of a text, enough to find it


def list_introduced(record: BaseModel) -> Iterator[tuple[str, str]]:
    """Yield how each text of a record that introduces a list ends, and how the list begins."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from list_introduced(each)
    text, points = getattr(record, "texte", None), getattr(record, "points", ())
    if text and points:
        introduction, point = (fold_text(unmark(each)) for each in (text, points[0]))
        yield introduction[-FOUND_BY:], point[:FOUND_BY]


@pytest.mark.long
def test_what_introduces_a_list_stays_with_it_in_a_sheet(study: Study, printed: Printed) -> None:
    held = 0
    for slug, portrait in study.portraits.items():
        sheet = Layout(printed.files[f"imprimes/portraits/{slug}.pdf"])
        for introduction, point in list_introduced(portrait):
            if introduction not in sheet.text:
                continue  # left out for want of room
            end = sheet.text.index(introduction) + len(introduction) - 1
            above, below = sheet.places[end], sheet.places[sheet.text.index(point, end)]
            assert above.page == below.page, (slug, introduction)
            assert above.bottom > below.bottom, (slug, introduction)  # in one column
            held += 1
    assert held > 10


def test_what_introduces_a_list_stays_with_it_in_the_reading(
    study: Study, printed: Printed
) -> None:
    pages = read_pages(printed.files["imprimes/lecture.pdf"])
    told = [*study.chapitres.values(), *study.spheres.values()]
    pairs = [pair for record in told for pair in list_introduced(record)]
    assert len(pairs) > 20
    for introduction, point in pairs:
        assert any(point in page.partition(introduction)[2] for page in pages), introduction


@pytest.mark.long
def test_no_text_lies_over_another(printed: Printed, small_printed: Printed) -> None:
    for made in (printed, small_printed):
        for document in made.prints:
            if document.genre != "lecture":  # long, and nothing in it has a place of its own
                assert list_overlaps(made.files[document.url]) == [], document.url


def test_a_scale_has_a_page_for_each_subject(printed: Printed, study: Study) -> None:
    pages = {made.url: made.pages for made in printed.prints}
    for slug, scale in study.reperes.items():
        for paper in ("a4", "a3"):
            assert pages[f"imprimes/reperes/{slug}-{paper}.pdf"] == 1 + len(scale.parties)


def test_the_sphere_that_crosses_all_is_no_row_of_the_board(printed: Printed, study: Study) -> None:
    sheet = Layout(printed.files["imprimes/echiquier-a4.pdf"])
    board, read = study.echiquier, 0
    spheres: list[Place] = []
    squares: list[Place] = []
    for row in board.lignes:
        square = sheet.find(row.macro.questions[0])
        spheres.append(
            sheet.places[
                sheet.text.rindex(fold_text(study.spheres[row.sphere].titre), read, square)
            ]
        )
        squares.append(sheet.places[square])
        read = square
    band = sheet.places[sheet.find(board.bande.questions[0])]
    assert all(one.bottom > other.bottom for one, other in pairwise(spheres))
    assert band.left > max(square.left for square in squares)
    assert band.bottom > spheres[1].bottom  # begins beside the first row


def test_an_agenda_and_its_notes_fill_one_page(printed: Printed, study: Study) -> None:
    pages = {made.genre: made.pages for made in printed.prints}
    assert pages["animer"] == 1 + len(study.imprimer.animer.deroules)
