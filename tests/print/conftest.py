"""What is printed of the real study and of the small one."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from scripts.print.press import Press, Printed
from scripts.study.study import Study, read_study
from tests.conftest import ROOT, SETTINGS, SMALL_STUDY

Print = Callable[..., Printed]
DAY = date(2026, 3, 1)  # not the day when the tests are run
ADDRESS = "https://exemple.fr/etude"


def start_press(study: Study, folder: Path, address: str = "", **settings: str) -> Press:
    """Return a press of the study that keeps what it prints in the folder."""
    known = {**SETTINGS, "site_name": "Essai", "site_url": address} | settings
    press = Press(ROOT, study, known, DAY)
    press.notes.folder, press.folder = folder / "notes", folder / "pdf"
    press.images, press.pictures = folder / "png", folder / "chiffres"
    press.office = folder / "bureau"
    return press


def make_old(folder: Path) -> None:
    """Leave the files of a folder as they are when nothing has asked for them for long."""
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))


@pytest.fixture(scope="session")
def small_study() -> Study:
    return read_study(SMALL_STUDY)


@pytest.fixture(scope="session")
def printed(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The real study, printed for a site that has an address."""
    return start_press(study, tmp_path_factory.mktemp("presse"), ADDRESS).print_all()


@pytest.fixture(scope="session")
def small_printed(small_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The small study, printed for a site without an address."""
    return start_press(small_study, tmp_path_factory.mktemp("presse")).print_all()
