"""A grid that LibreOffice has opened and saved is read as before."""

import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.office.answers import read_answers
from scripts.office.grid import list_stages
from scripts.office.word_file import read_grid
from scripts.reading.writing import dump_record
from scripts.study.study import Study
from tests.office.filling import Grid, fill, write_blank

SOFFICE = shutil.which("soffice")


@pytest.mark.long
@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_a_grid_saved_by_libreoffice_says_the_same(study: Study, tmp_path: Path) -> None:
    stages = list_stages(study)
    grid = Grid(write_blank(study, tmp_path / "vide.docx"))
    fill(grid, dump_record(study.portraits["passerelles"]), study)
    filled = grid.save(tmp_path / "grille.docx")
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profil", "--headless",
         "--convert-to", "docx:Office Open XML Text", "--outdir", tmp_path / "reprise", filled],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = tmp_path / "reprise/grille.docx"
    assert saved.read_bytes() != filled.read_bytes()
    before, after = (read_answers(read_grid(path), stages, study) for path in (filled, saved))
    assert after == before
    assert read_grid(saved).outside == read_grid(filled).outside
