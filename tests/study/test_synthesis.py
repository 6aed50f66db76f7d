"""The synthesis keeps its promise: read in ten minutes, it tells rather than qualifies."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.problems.problem import InvalidStudyError
from scripts.study.study import Study, read_study
from tests.conftest import SMALL_STUDY
from tests.records import list_values

MOST_WORDS = 1_900  # 2,000 are read in ten minutes: the labels of the page take the others
MOST_NUANCES = 14
ELSEWHERE = {"en_clair", "edition"}  # on a page of its own; where it is not the current one


def test_the_synthesis_is_read_in_ten_minutes(study: Study) -> None:
    values = list_values(study.synthese, study)
    shown = [value.text for value in values if not ELSEWHERE & {*value.location}]
    assert len(" ".join(shown).split()) <= MOST_WORDS


def test_a_message_is_one_sentence_with_its_number(study: Study) -> None:
    for message in study.synthese.messages:
        assert re.fullmatch(r"[A-ZÀÉ0-9][^.!?]+[0-9][^.!?]+\.", message.texte), message.texte
        assert len(message.texte.split()) <= 45, message.texte


def test_few_findings_are_qualified(study: Study) -> None:
    qualified = [
        finding
        for finding in study.findings
        if getattr(finding, "nuance", None) or getattr(finding, "a_savoir", None)
    ]
    assert len(qualified) <= MOST_NUANCES


def test_messages_parts_and_method_all_cite_figures(study: Study) -> None:
    cited = {finding.chiffre for finding in study.findings}
    assert {"stades-de-maturite", "urgence-a-agir", "enquete-entretiens"} <= cited


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda message: "", "liste-courte"),
        (lambda message: message * 2, "liste-longue"),
    ],
)
def test_the_messages_are_seven(tmp_path: Path, change: Callable[[str], str], told: str) -> None:
    project = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, project)
    file = project / "content/synthese.yml"
    message = (
        "  - texte: Le quartier compte aussi.\n    lien: spheres/quartier\n    edition: 2025\n"
    )
    written = file.read_text(encoding="utf-8")
    assert message in written
    file.write_text(written.replace(message, change(message)), encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    (problem,) = caught.value.problems
    assert problem.code == told
    assert "7" in str(problem)
