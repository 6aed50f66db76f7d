"""The packages of data of the real study and of the small one, without building a site."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from scripts.data.package import FOLDER, Package, make_package, write_binaries, write_texts
from scripts.study.study import Study, read_study
from tests.conftest import SETTINGS, SMALL_STUDY

DAY = date(2026, 3, 1)
# Texts that a spreadsheet would compute, and one that a CSV file has to quote.
FORMULAS = ["=1+1", "+33 1", "-5 %", "@somme", "\t=1", '"cité", oui\nnon']


class Made(NamedTuple):
    """A study, its package, and the files of it, by their places in the folder of data."""

    study: Study
    package: Package
    texts: Mapping[str, str]
    binaries: Mapping[str, bytes]


def make(study: Study, day: date | None = DAY, **settings: str) -> Made:
    filled = {**SETTINGS, "site_name": "Alliances", **settings}
    package = make_package(study, filled, "Une lecture de l'étude.", day)
    texts = write_texts(package)
    binaries = write_binaries(package, texts)
    return Made(
        study, package,
        {name.removeprefix(FOLDER): text for name, text in texts.items()},
        {name.removeprefix(FOLDER): content for name, content in binaries.items()},
    )  # fmt: skip


def rename_a_centre(study: Study, name: str) -> Study:
    """Return the study, whose first centre is called so."""
    slug, centre = next(iter(study.centres.items()))
    renamed = centre.model_copy(update={"nom": name})
    return replace(study, centres={**study.centres, slug: renamed})


@pytest.fixture(scope="session")
def small_study() -> Study:
    return read_study(SMALL_STUDY)


@pytest.fixture(scope="session", params=["real", "small"])
def made(request: pytest.FixtureRequest, study: Study, small_study: Study) -> Made:
    return make(study if request.param == "real" else small_study)
