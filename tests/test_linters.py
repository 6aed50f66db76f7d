"""Scripts and style sheets are held to their linters, where these can be had."""

import json
import shutil
from pathlib import Path

import pytest

from tests import linters, npm
from tests.conftest import ROOT

FAULTS = {
    "js/types.js": ('export const half = "un" / 2\n', "types.js(1,"),
    "js/style.js": ("export const one = 1;\n", "style.js"),
    "js/unused.js": ("const one = 1\n\nexport {}\n", "noUnusedVariables"),
    "css/known.css": ("a {\n  colour: red;\n}\n", "noUnknownProperty"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one right script, for the linters."""
    for name in ("biome.jsonc", "jsconfig.json"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "docs/assets/js").mkdir(parents=True)
    (tmp_path / "docs/assets/css").mkdir()
    (tmp_path / "docs/assets/js/right.js").write_text("export const one = 1\n", encoding="utf-8")
    return tmp_path


def find_faults(folder: Path) -> str:
    try:
        return linters.find_faults(folder)
    except npm.NotInstalledError as error:
        pytest.skip(str(error))


def test_what_is_right_passes_in_silence(folder: Path) -> None:
    assert find_faults(folder) == ""


def test_a_fault_of_a_script_or_a_style_sheet_is_told(folder: Path) -> None:
    for name, (text, _) in FAULTS.items():
        (folder / "docs/assets" / name).write_text(text, encoding="utf-8")
    said = find_faults(folder)
    assert [fault for _, fault in FAULTS.values() if fault not in said] == []


def test_who_has_no_node_is_told_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert linters.main() == 0
    assert "not checked: Node.js and npm are missing" in capsys.readouterr().out


def test_who_has_no_network_is_told_and_tries_again_later(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "requirements/linters", tmp_path / "requirements/linters")
    monkeypatch.setattr(npm, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for name, lines in {"node": "", "npm": "echo 'npm error code ENOTFOUND' >&2; exit 1"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    assert linters.main() == 0
    said = capsys.readouterr().out
    assert "not checked: npm could not install what requirements/linters/ locks" in said
    assert "ENOTFOUND" in said
    assert not (tmp_path / ".cache/linters").exists()


def test_what_is_found_wrong_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(linters, "find_faults", lambda root: "page.js: faux\n")
    assert linters.main() == 1
    assert capsys.readouterr().out == "page.js: faux\n"


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements/*/package-lock.json")))
def test_a_lock_names_no_registry(lock: Path) -> None:
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in packages.items() if name)
