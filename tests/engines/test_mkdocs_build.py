"""What stops MkDocs is told in French, in the process that asked for the site."""

import logging
import os
from pathlib import Path

import click
import pytest
from mkdocs.__main__ import cli

from scripts.engines.mkdocs_build import build_site
from scripts.problems.problem import FailedBuildError


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What MkDocs is asked, and where; it raises what is at the end of the list."""
    asked: list[tuple[object, ...]] = []

    def run(arguments: list[str], standalone_mode: bool = True) -> None:
        error = asked.pop() if asked else None
        asked.append((arguments, standalone_mode, Path.cwd(), os.environ["CI"]))
        if isinstance(error, BaseException):
            raise error

    monkeypatch.setattr(cli, "main", run)
    monkeypatch.setenv("CI", "false")
    monkeypatch.chdir(Path.cwd())
    return asked


def test_mkdocs_builds_the_project_strictly_in_its_folder(
    asked: list[tuple[object, ...]], tmp_path: Path
) -> None:
    logging.getLogger("mkdocs.config").setLevel(logging.ERROR)
    build_site(tmp_path, tmp_path / "site")
    arguments = ["build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    assert asked == [(arguments, False, tmp_path, "true")]
    assert logging.getLogger("mkdocs.config").level == logging.WARNING


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (click.ClickException("Aborted with 2 warnings in strict mode!"), ""),
        (click.ClickException("Aborted with 1 configuration errors!"),
         "Les réglages de mkdocs.yml sont à corriger."),
        (SystemExit(1), ""),
        (OSError(28, "x", "site"), "site : le disque est plein. Faites de la place."),
    ],
)  # fmt: skip
def test_what_stops_a_build_is_told(
    asked: list[object], tmp_path: Path, error: BaseException, said: str
) -> None:
    asked.append(error)
    with pytest.raises(FailedBuildError) as caught:
        build_site(tmp_path, tmp_path / "site")
    assert str(caught.value) == said


def test_a_build_that_is_stopped_by_hand_is_stopped(asked: list[object], tmp_path: Path) -> None:
    asked.append(click.Abort())
    with pytest.raises(KeyboardInterrupt):
        build_site(tmp_path, tmp_path / "site")
