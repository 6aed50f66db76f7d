"""What is typed outside the answers of a grid is brought back to its answer, or kept apart."""

from pathlib import Path

import pytest

from scripts.office.strays import Gathered, gather
from scripts.office.word_file import Row, Stray, read_grid
from scripts.study.study import Study
from tests.office.filling import Grid, write_blank


@pytest.fixture(scope="module")
def blank(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_blank(study, tmp_path_factory.mktemp("grille") / "grille.docx")


def gather_from(grid: Grid, blank: Path, folder: Path) -> Gathered:
    return gather(read_grid(grid.save(folder / "g.docx")), read_grid(blank), ["Quand la grille"])


def find(gathered: Gathered, key: str, rank: int = 0) -> Row:
    return [row for row in gathered.filled.rows if row.key == key][rank]


def test_a_blank_grid_holds_nothing_else(blank: Path, tmp_path: Path) -> None:
    gathered = gather_from(Grid(blank), blank, tmp_path)
    assert gathered.outside == () and not gathered.altered
    assert not any(row.beside for row in gathered.filled.rows)


def test_what_is_typed_under_a_label_is_its_answer(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    grid.find("titre")[0].cells[0].add_paragraph("Un jardin")
    grid.find("cout")[0].cells[0].paragraphs[0].add_run(" : 12 €")
    grid.find("alliance.acteurs.nom")[1].cells[0].add_paragraph("Les parents")
    gathered = gather_from(grid, blank, tmp_path)
    for key, rank, said in (
        ("titre", 0, "Un jardin"), ("cout", 0, "12 €"), ("alliance.acteurs.nom", 1, "Les parents"),
    ):  # fmt: skip
        row = find(gathered, key, rank)
        assert (row.answer, row.beside) == ((said,), True)
    assert gathered.outside == ()


def test_what_is_typed_after_the_heading_of_a_table_is_not_lost(
    blank: Path, tmp_path: Path
) -> None:
    grid = Grid(blank)
    grid.find("alliance.acteurs")[1].cells[0].paragraphs[0].add_run(" : les parents")
    gathered = gather_from(grid, blank, tmp_path)
    assert gathered.outside == (Stray("les parents", "alliance.acteurs"),)


def test_beside_an_answer_or_in_a_label_that_changed_it_is_kept_apart(
    blank: Path, tmp_path: Path
) -> None:
    """Nothing is guessed: the words of an older grid are no answer."""
    grid = Grid(blank)
    grid.answer("titre", "Un jardin")
    grid.find("titre")[0].cells[0].add_paragraph("ou un potager")
    label = grid.find("resume")[0].cells[0]
    label.paragraphs[1].runs[0].text = "Trois phrases, comme autrefois."
    gathered = gather_from(grid, blank, tmp_path)
    assert find(gathered, "titre").answer == ("Un jardin",)
    assert find(gathered, "resume").answer == ()
    assert gathered.outside == (
        Stray("ou un potager", "titre"), Stray("Trois phrases, comme autrefois.", "resume"),
    )  # fmt: skip
    assert gathered.altered


def test_a_label_of_another_version_is_not_what_somebody_typed(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    for run in grid.find("spheres.famille")[0].cells[0].paragraphs[0].runs:
        if "au choix" in run.text:
            run.text = ""
    assert gather_from(grid, blank, tmp_path).outside == ()


def test_what_stands_between_two_tables_comes_with_its_place(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    grid.document.add_paragraph("Et les parents.")
    (stray,) = gather_from(grid, blank, tmp_path).outside
    assert stray == Stray("Et les parents.", "contact_public.site")


def test_an_example_that_is_deleted_is_told(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    paragraph = grid.find("titre")[0].cells[0].paragraphs[-1]._p
    paragraph.getparent().remove(paragraph)
    gathered = gather_from(grid, blank, tmp_path)
    assert gathered.altered and gathered.outside == ()
