"""Runs the chosen tests against a mutant, in a copy of the project."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutants.making import Mutant

SLOWER = 5  # how many times longer than usual the tests may take, and a minute more

TIMED_OUT = -1

KILLED, SURVIVED, NOT_RUN = "killed", "survived", "not-run"


def copy_project(root: Path, folder: Path) -> None:
    """Copy the project's files, those that git does not know yet included."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, names.split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)


def try_mutant(project: Path, mutant: Mutant, tests: list[str], seconds: float) -> tuple[str, str]:
    """Return what became of a mutant of the project, and the test that killed it by failing.

    seconds is how long the tests take without it; a mutant that makes them last for ever is killed.
    Raises RuntimeError when pytest cannot run them.
    """
    if not tests:
        return NOT_RUN, ""
    with tempfile.TemporaryDirectory(prefix="mutant-") as name:
        copy, chosen = Path(name, "projet"), Path(name, "tests.txt")
        shutil.copytree(project, copy, symlinks=True)
        (copy / mutant.file).write_text(mutant.text, encoding="utf-8")
        code, said = _run_tests(copy, chosen, tests, seconds)
        if _is_unknown(code, said):
            # The mutant changes the values that a test is passed with: with all there are, then.
            all_values = list(dict.fromkeys(test.partition("[")[0] for test in tests))
            code, said = _run_tests(copy, chosen, all_values, seconds)
    # Read as pytest defines it; under 4, the mutant keeps the tests from being read.
    if code in (1, 2, TIMED_OUT) or (code == 4 and not _is_unknown(code, said)):
        failed = re.search(r"^FAILED (.+?)(?: - .*)?$", said, re.MULTILINE)
        return KILLED, failed[1] if failed else ""
    if code == 0:
        return SURVIVED, ""
    raise RuntimeError(f"pytest stopped with code {code}:\n{said}")


def _run_tests(copy: Path, chosen: Path, tests: list[str], seconds: float) -> tuple[int, str]:
    """Run the tests in the copy, up to the first failure; return pytest's code and words."""
    chosen.write_text("\n".join(tests), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "--no-header", "--tb=no",
         "-p", "no:cacheprovider", f"--basetemp={chosen.with_suffix('')}", f"@{chosen}"],
        cwd=copy, start_new_session=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        said = process.communicate(timeout=SLOWER * seconds + 60)[0]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return TIMED_OUT, ""
    return process.returncode, said


def _is_unknown(code: int, said: str) -> bool:
    """Whether pytest knows none of the tests by that name, rather than failed to read them."""
    return code == 4 and not re.search(r"^ERROR \S+\.py|conftest", said, re.MULTILINE)
