"""Files are written whole, for everybody to read; what the system refuses is said in French."""

import errno
import os
from pathlib import Path
from typing import IO

import pytest

from scripts.files import explain_fault, explain_reason, write_atomically, write_new


def test_a_file_is_written_whole_in_folders_that_are_made(tmp_path: Path) -> None:
    path = tmp_path / "un/deux/a.txt"
    write_atomically(path, "Été\n")
    write_atomically(path, "Hiver\n")
    assert path.read_text(encoding="utf-8") == "Hiver\n"
    assert path.stat().st_mode & 0o777 == 0o644
    assert [each.name for each in path.parent.iterdir()] == ["a.txt"]


def test_a_file_that_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, "avant")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match=r"a\.txt"):
        write_atomically(path, "après")
    assert [each.read_text() for each in tmp_path.iterdir()] == ["avant"]


def test_a_new_file_replaces_none(tmp_path: Path) -> None:
    write_new(tmp_path / "a.txt", "avant")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.txt", "après")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "avant"


@pytest.mark.skipif(not os.access("/dev/full", os.W_OK), reason="needs a disk that is always full")
@pytest.mark.parametrize("length", [1, 1_000_000])
def test_a_new_file_is_whole_or_is_not(
    length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, open_one = tmp_path / "a.txt", Path.open

    def open_on_a_full_disk(self: Path, mode: str, encoding: str) -> IO[str]:
        self.touch()
        return open_one(Path("/dev/full"), "w", encoding=encoding)

    monkeypatch.setattr(Path, "open", open_on_a_full_disk)
    with pytest.raises(OSError) as refused:
        write_new(path, "a" * length)
    assert refused.value.errno == errno.ENOSPC
    assert not path.exists()


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [
        (errno.ENOSPC, "a.txt", "a.txt : le disque est plein. Faites de la place."),
        (errno.ENOSPC, None, "Le disque est plein. Faites de la place."),
        (
            errno.EINVAL,
            "a.txt",
            "a.txt : le système a refusé (EINVAL). Vérifiez que vous y avez droit, puis "
            "recommencez.",
        ),
        (
            None,
            None,
            "Le système a refusé (sans dire pourquoi). Vérifiez que vous y avez droit, puis "
            "recommencez.",
        ),
    ],
)
def test_why_the_system_refused_is_said(number: int | None, name: str | None, said: str) -> None:
    error = OSError()
    error.errno, error.filename = number, name
    assert explain_fault(error).lower() == said.lower()
    assert explain_fault(error)[0] == said[0]
    reason, remedy = explain_reason(error)
    assert said.endswith(f"{remedy}")
    assert reason.lower() in said.lower()
