"""The code is laid out by step, and what a step needs is in the steps before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = ROOT / "scripts"
# In the order in which data flows.
STEPS = [
    "files", "text", "problems", "reading", "schema", "study", "charts", "data", "office", "site",
    "search",
    "print", "publish", "engines", "commands", "__main__",
]  # fmt: skip
ENGINES = {"mkdocs", "material", "zensical"}


def list_imports(path: Path, code: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of each module that a file imports."""
    package = ["scripts", *path.relative_to(code).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*above, *filter(None, [node.module])])
            # « from . import x » names its modules there; elsewhere they are what a module holds.
            names = [f"{module}.{alias.name}" for alias in node.names] if not node.module else []
            yield from ((node.lineno, name) for name in names or [module])


def find_faults(path: Path, code: Path = CODE) -> list[str]:
    own = path.relative_to(code).with_suffix("").parts[0]
    faults = []
    for line, module in list_imports(path, code):
        root, *inside = module.split(".")
        if root == "scripts" and inside and STEPS.index(inside[0]) > STEPS.index(own):
            faults.append(f"{path.name}:{line} imports {module}, a later step")
        if root in ENGINES and own != "engines":
            faults.append(f"{path.name}:{line} imports {module}, an engine")
    return faults


@pytest.mark.parametrize("step", STEPS)
def test_a_step_needs_only_those_before_it(step: str) -> None:
    folder = CODE / step
    paths = sorted(folder.rglob("*.py")) if folder.is_dir() else [CODE / f"{step}.py"]
    assert paths
    assert [fault for path in paths for fault in find_faults(path)] == []


def test_every_module_has_its_step() -> None:
    known = {path.relative_to(CODE).with_suffix("").parts[0] for path in CODE.rglob("*.py")}
    assert known == {*STEPS, "__init__"}


def test_an_import_that_runs_back_up_is_seen(tmp_path: Path) -> None:
    below, above = tmp_path / "text/x.py", tmp_path / "site/x.py"
    for path, text in {
        below: "from ..site import pages\n",
        above: "from .. import text\nfrom ..text.slugs import make_slug\nimport mkdocs\n",
    }.items():
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    assert find_faults(below, tmp_path) == ["x.py:1 imports scripts.site, a later step"]
    assert find_faults(above, tmp_path) == ["x.py:3 imports mkdocs, an engine"]


def test_tests_mirror_the_code() -> None:
    folders = {path.name for path in CODE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}


def test_what_hands_the_site_over_to_an_engine_is_short() -> None:
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines())
        for path in (CODE / "engines").glob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length >= 120} == {}


def test_only_a_preview_has_state_that_outlives_a_build() -> None:
    rebinding = {
        (path.name, name)
        for path in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Global)
        for name in node.names
    }
    assert rebinding == {("mkdocs_hooks.py", "_preview")}
