"""The days of files, as git tells them: from the whole history, or not at all."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from scripts.study.history import Dates, read_history

JARDIN = "portraits/jardin.yml"


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> None:
    moment = f"{day}T12:00:00+0000"
    names = {f"GIT_{who}_{what}": "x@exemple.fr" for who in ("AUTHOR", "COMMITTER")
             for what in ("NAME", "EMAIL")}  # fmt: skip
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    subprocess.run(
        ["git", "-C", str(root), *arguments],
        env={**os.environ, **names, **dates}, check=True, capture_output=True,
    )  # fmt: skip


def commit(root: Path, day: str, **texts: str) -> None:
    for name, text in texts.items():
        path = root / f"portraits/{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-m", "x", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three commits: a portrait is told, another comes, the first one is corrected."""
    root = tmp_path / "depot"
    root.mkdir()
    git(root, "init", "-q")
    commit(root, "2026-01-02", jardin="titre: Un jardin\n" * 9)
    commit(root, "2026-02-03", café="titre: Un café\n")
    commit(root, "2026-03-04", jardin="titre: Un jardin partagé\n" + "titre: Un jardin\n" * 8)
    return root


def test_a_file_came_and_changed(repository: Path) -> None:
    history = read_history(repository)
    assert history.files == {
        JARDIN: Dates(date(2026, 1, 2), date(2026, 3, 4)),
        "portraits/café.yml": Dates(date(2026, 2, 3), date(2026, 2, 3)),
    }
    assert history.last == date(2026, 3, 4)


def test_a_file_that_takes_another_name_keeps_its_days(repository: Path) -> None:
    git(repository, "mv", JARDIN, "portraits/potager.yml")
    commit(repository, "2026-04-05")
    git(repository, "mv", "portraits/potager.yml", "portraits/verger.yml")
    commit(repository, "2026-05-06")
    files = read_history(repository).files
    assert files["portraits/verger.yml"] == Dates(date(2026, 1, 2), date(2026, 5, 6))


def test_nothing_is_known_of_a_part_of_the_history(repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "partiel"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", str(shallow))
    assert (shallow / JARDIN).is_file()
    assert read_history(shallow).last is None


def test_nothing_is_known_without_git(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = repository / "portraits"  # of a repository that is another project's
    assert read_history(inside).last is None
    (tmp_path / "faux").mkdir()
    (tmp_path / "faux/.git").write_text("rien")
    assert read_history(tmp_path / "faux").last is None
    monkeypatch.setenv("PATH", "")
    assert read_history(repository).last is None


def test_the_reader_s_own_settings_change_nothing(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {
        "log.showSignature": "true", "diff.renames": "false", "color.ui": "always",
        "core.quotePath": "true", "log.date": "relative",
    }  # fmt: skip
    for number, (key, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
        monkeypatch.setenv("GIT_CONFIG_COUNT", str(number + 1))
    history = read_history(repository)
    assert history.last == date(2026, 3, 4)
    assert "portraits/café.yml" in history.files
