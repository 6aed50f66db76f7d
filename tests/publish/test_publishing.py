"""Whatever happens to a build, a whole site stays in its place."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.engines.mkdocs_build import build_site
from scripts.problems.problem import RefusedError
from scripts.publish.publishing import publish_site
from tests.conftest import ROOT
from tests.html import read_tree

QUIETLY = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "IMPRIMER": "false"}
PATIENCE = 600  # seconds for a build, on a machine that does other work too


def start_build(project: Path, **options: object) -> subprocess.Popen[str]:
    """Start `python -m scripts site` in the project."""
    process: subprocess.Popen[str] = subprocess.Popen(
        [sys.executable, "-m", "scripts", "site"], cwd=project, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        **{"env": QUIETLY, **options},  # type: ignore[call-overload]
    )  # fmt: skip
    return process


def build(project: Path, **options: object) -> str:
    """Build the site and return what was said; the build must succeed."""
    process = start_build(project, **options)
    said = "".join(process.communicate(timeout=PATIENCE))
    assert process.returncode == 0, said
    return said


@pytest.mark.long
def test_a_build_killed_at_any_moment_leaves_the_last_whole_site(project: Path) -> None:
    build(project)
    before = read_tree(project / "site")
    began = time.monotonic()
    build(project)
    took = time.monotonic() - began
    title = project / "portraits/parents-acteurs.yml"
    title.write_text(
        title.read_text(encoding="utf-8").replace("acteurs de la", "au cœur de la", 1),
        encoding="utf-8",
    )
    left = []
    for part in (0.2, 0.5, 0.95):
        process = start_build(project, start_new_session=True)
        time.sleep(took * part)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        left.append(read_tree(project / "site"))
    build(project)
    assert all(tree in (before, read_tree(project / "site")) for tree in left)
    assert left[0] == before, "the earliest was killed long before its end"
    after = (project / "site/portraits/parents-acteurs/index.html").read_text(encoding="utf-8")
    assert "au cœur de la" in after
    assert list((project / ".cache/builds").iterdir()) == [], "what was killed is cleared away"


@pytest.mark.long
def test_two_builds_at_once_do_not_mix(small_project: Path) -> None:
    build(small_project)
    alone = read_tree(small_project / "site")
    both = [start_build(small_project), start_build(small_project)]
    for process in both:
        said = "".join(process.communicate(timeout=PATIENCE))
        assert process.returncode == 0, said
    assert read_tree(small_project / "site") == alone


# Told to Python as it starts: what is done to the site's own folder is written down.
WATCH = """
import os, sys
def watch(event, arguments):
    if event in ("os.rename", "os.rmdir", "os.remove", "shutil.move", "shutil.rmtree"):
        if os.path.realpath(os.fspath(arguments[0])) == os.environ["WATCHED"]:
            with open(os.environ["WATCHED"] + ".log", "a") as log:
                log.write(event + chr(10))
sys.addaudithook(watch)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no such system call")
def test_the_new_site_takes_the_place_of_the_old_one_at_once(
    small_project: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    site = small_project / "site"
    environment = {**QUIETLY, "PYTHONPATH": str(tmp_path), "WATCHED": str(site)}
    build(small_project, env=environment)
    first = site.stat().st_ino
    build(small_project, env=environment)
    assert site.stat().st_ino != first, "another folder, whole, and not the same filled again"
    log = Path(f"{site}.log")
    assert not log.exists(), f"for a moment there was no site: {log.read_text(encoding='utf-8')}"


def list_written(project: Path) -> set[Path]:
    """Return the pages that builds have written so far; another process may be removing some."""
    return {
        Path(folder, name)
        for folder, _, names in os.walk(project / ".cache/builds")
        for name in names
        if name.endswith(".html")
    }


def start_and_stop(project: Path, how: signal.Signals) -> subprocess.Popen[str]:
    """Start a build, and stop it once it has begun to write."""
    known = list_written(project)
    process = start_build(project)
    while process.poll() is None:
        if list_written(project) - known:
            process.send_signal(how)
            return process
        time.sleep(0.05)
    raise AssertionError("the build wrote nothing")


@pytest.mark.long
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs to pause a process")
def test_a_build_clears_what_is_left_of_another_unless_it_goes_on(project: Path) -> None:
    start_and_stop(project, signal.SIGKILL).communicate()
    assert list_written(project)
    paused = start_and_stop(project, signal.SIGSTOP)
    try:
        build(project)
        site = read_tree(project / "site")
    finally:
        paused.send_signal(signal.SIGCONT)
        said = "".join(paused.communicate(timeout=PATIENCE))
    assert paused.returncode == 0, said
    assert read_tree(project / "site") == site
    assert not list_written(project)


def test_a_wrong_file_leaves_the_site_and_says_so(small_project: Path) -> None:
    build(small_project)
    before = read_tree(small_project / "site")
    (small_project / "portraits/faux.yml").write_text("titre: a: b\n", encoding="utf-8")
    process = start_build(small_project)
    said = "".join(process.communicate(timeout=PATIENCE))
    assert process.returncode == 1
    assert "portraits/faux.yml:1:" in said
    assert "est intact" in said
    assert read_tree(small_project / "site") == before


def limit_disk() -> None:
    """What a full disk looks like to a program: no file may grow past 20 KB."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.long
def test_a_full_disk_is_said_in_one_sentence(small_project: Path) -> None:
    process = start_build(small_project, preexec_fn=limit_disk)
    said = "".join(process.communicate(timeout=PATIENCE))
    assert process.returncode == 1
    assert "Faites de la place" in said
    assert "Traceback" not in said
    assert not (small_project / "site").exists()


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder that nobody may write")
def test_a_folder_that_may_not_be_written_is_said_in_one_sentence(small_project: Path) -> None:
    (small_project / ".cache").symlink_to("/sys/kernel")
    process = start_build(small_project)
    said = "".join(process.communicate(timeout=PATIENCE))
    assert process.returncode == 1
    assert "/builds" in said
    assert re.search("pas le droit|lecture seule", said), said
    assert "Traceback" not in said


def test_a_page_that_vanishes_while_the_site_is_built_is_named(small_project: Path) -> None:
    (small_project / "docs/partie.md").symlink_to(small_project / "docs/nulle-part.md")
    process = start_build(small_project)
    said = "".join(process.communicate(timeout=PATIENCE))
    assert process.returncode == 1
    assert "docs/partie.md : il n'existe pas, ou plus. Remettez-le, puis recommencez." in said
    assert "Traceback" not in said


# What a build is here: quick, and stopped where the test says.
QUICK = """
import ctypes, os, pathlib, sys, time
from scripts.publish.publishing import publish_site

def build(root, folder):
    folder.mkdir()
    (folder / "_headers").write_text("")
    (folder / "index.html").write_text(sys.argv[1])
    if "wait" in sys.argv:
        print("building", flush=True)
        sys.stdin.read()

def rename(path, target):
    if "kill" in sys.argv and path.name == "new" and target == site:
        os._exit(9)
    if "fail" in sys.argv and path.name == "new" and target == site:
        raise KeyboardInterrupt
    return os.rename(path, target)

site = pathlib.Path("site").resolve()
if "old system" in sys.argv:
    ctypes.CDLL = lambda *name, **options: None
    pathlib.Path.rename = rename
publish_site(pathlib.Path.cwd(), site, build)
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with its settings only, for builds that are not MkDocs' own."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name in ("content", "docs", "overrides", "portraits"):
        (tmp_path / name).mkdir()
    (tmp_path / "overrides/main.html").touch()
    return tmp_path


def start_quick(project: Path, *words: str) -> subprocess.Popen[str]:
    process: subprocess.Popen[str] = subprocess.Popen(
        [sys.executable, "-c", QUICK, *words], cwd=project, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return process


def quick(project: Path, *words: str) -> int:
    """Publish a site of one page, that says the first word; return the exit code."""
    process = start_quick(project, *words)
    process.communicate(timeout=30)
    return process.returncode


def read_home(project: Path) -> str:
    return (project / "site/index.html").read_text(encoding="utf-8")


def list_builds(project: Path) -> list[Path]:
    return list((project / ".cache/builds").iterdir())


@pytest.mark.parametrize("system", ["new system", "old system"])
def test_a_site_takes_the_place_of_another(small: Path, system: str) -> None:
    for words in ("un", "deux", "trois"):
        assert quick(small, words, system) == 0
        assert read_home(small) == words
        assert list_builds(small) == []


@pytest.mark.skipif(sys.platform != "linux", reason="another system exchanges no folders")
def test_there_is_no_instant_without_a_site(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(root: Path, folder: Path) -> None:
        folder.mkdir()
        (folder / "_headers").touch()
        (folder / "index.html").write_text(" ".join(builds), encoding="utf-8")

    def rename(path: Path, target: Path) -> None:
        raise AssertionError(f"{path} moves while {target} waits")

    builds = ["un"]
    publish_site(small, small / "site", build)
    monkeypatch.setattr(Path, "rename", rename)
    builds.append("deux")
    publish_site(small, small / "site", build)
    assert read_home(small) == "un deux"
    assert list_builds(small) == []


def test_a_site_taken_away_by_a_killed_build_is_put_back(small: Path) -> None:
    quick(small, "un")
    assert quick(small, "deux", "old system", "kill") == 9
    assert not (small / "site").exists()
    # the next build brings nothing: the project is wrong
    text = (small / "mkdocs.yml").read_text(encoding="utf-8")
    (small / "mkdocs.yml").write_text("site_url: 12\n")
    assert quick(small, "trois", "old system") == 1
    assert read_home(small) == "un"
    assert list_builds(small) == []
    (small / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert quick(small, "trois", "old system") == 0
    assert read_home(small) == "trois"


def test_a_site_is_put_back_by_the_build_that_is_stopped(small: Path) -> None:
    quick(small, "un")
    assert quick(small, "deux", "old system", "fail") != 0
    assert read_home(small) == "un"
    assert list_builds(small) == []


@pytest.mark.parametrize("system", ["new system", "old system"])
def test_a_build_in_progress_keeps_its_folder(small: Path, system: str) -> None:
    slow = start_quick(small, "un", system, "wait")
    assert slow.stdout
    assert slow.stdout.readline() == "building\n"
    killed = start_quick(small, "deux", system, "wait")
    assert killed.stdout
    assert killed.stdout.readline() == "building\n"
    killed.kill()
    killed.communicate()
    assert len(list_builds(small)) == 2
    assert quick(small, "trois", system) == 0
    assert len(list_builds(small)) == 1, "what was killed is cleared away, and nothing else"
    slow.communicate("", timeout=30)
    assert slow.returncode == 0
    assert read_home(small) == "un", "the last one to end"
    assert list_builds(small) == []


@pytest.mark.parametrize("folder", ["docs", "fichier"])
def test_what_is_not_a_site_is_never_replaced(small: Path, folder: str) -> None:
    (small / "docs/index.md").write_text("Un texte.")
    (small / "fichier").write_text("Un texte.")
    before = read_tree(small)
    with pytest.raises(RefusedError, match="choisissez un autre dossier"):
        publish_site(small, small / folder, build_site)
    after = read_tree(small)
    assert {name: after.get(name) for name in before} == before
