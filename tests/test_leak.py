"""What docs/mainteneurs/fuite.md says to do after a leak, done: the name is nowhere any more."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scripts.commands.withdrawing import plan_withdrawal
from scripts.site.site import Site
from scripts.site.sources import read_sources
from tests.conftest import LOOK, ROOT, SMALL_STUDY
from tests.golden_elements import make_documents
from tests.site.test_portrait_added import TEXT

PAGE = ROOT / "docs/mainteneurs/fuite.md"
LEAKED = "Zoraïde Quillevéré"
NAME = "ecole-dehors"
WAYS = {"rewritten": "git filter-repo", "new": "git checkout --orphan"}
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_NAME": "Essai" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "essai@exemple.fr" for who in ("AUTHOR", "COMMITTER")},
}


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    said = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == 0, said
    return said


def read_block(language: str, words: str) -> str:
    """Return what the page says to type, in the block that has these words."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    (block,) = (
        "\n".join(b.removeprefix(m) for b in t.splitlines()) for m, t in blocks if words in t
    )
    return block + "\n"


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """The repository of a host, where the name was published, then the portrait withdrawn."""
    project, host = tmp_path / "projet", tmp_path / "depot.git"
    project.mkdir()
    for part in ("content", "docs", "portraits", "mkdocs.yml"):
        run(SMALL_STUDY, "cp", "-r", part, str(project))
    portrait, journal = project / f"portraits/{NAME}.yml", project / "content/journal.yml"
    told = TEXT.replace("La cour n'avait", f"Pour {LEAKED}, la cour n'avait")
    portrait.write_text(told, encoding="utf-8")
    notes = journal.read_text(encoding="utf-8")
    git = ("git", "-c", "init.defaultBranch=main")
    run(project, *git, "init", "--quiet")
    for text, message in (
        (f"{notes}  - date: 2026-02-02\n    portrait: {NAME}\n    quoi: Vu.\n", "Raconter"),
        (f"{notes}  - date: 2026-02-02\n    chiffre: reunions\n    quoi: {LEAKED}.\n", "Changer"),
        (notes, f"Retirer ce qu'a dit {LEAKED}"),
    ):
        journal.write_text(text, encoding="utf-8")
        run(project, *git, "add", "--all")
        run(project, *git, "commit", "--quiet", "--message", message)
    run(tmp_path, *git, "init", "--quiet", "--bare", str(host))
    run(project, "git", "remote", "add", "origin", str(host))
    plan = plan_withdrawal(project, NAME, date(2026, 11, 26))
    assert plan.decisions == ()
    plan.write()
    run(project, *git, "commit", "--quiet", "--all", "--message", "Retirer un portrait")
    run(project, *git, "push", "--quiet", "origin", "main")
    return host


def read_all(repository: Path) -> str:
    """Return all that a repository holds: messages, changes, then every object, reached or not."""
    run(repository, "git", "fsck", "--full")
    logged = run(repository, "git", "log", "-p", "--all")
    objects = ["git", "cat-file", "--batch-all-objects", "--batch"]
    held = subprocess.run(objects, cwd=repository, capture_output=True, check=True).stdout
    return logged + held.decode("utf-8", "replace")


@pytest.mark.parametrize("way", WAYS)
def test_a_name_that_leaked_is_nowhere_once_the_page_is_followed(
    host: Path, tmp_path: Path, way: str
) -> None:
    assert LEAKED in read_all(host)
    typed = read_block("bash", WAYS[way])
    words = read_block("text", "==>")
    for ours, theirs in {
        "ADRESSE-DU-DEPOT": str(host), "jardin-partage": NAME, "Prénom Nom": LEAKED,
    }.items():  # fmt: skip
        assert ours in PAGE.read_text(encoding="utf-8")
        typed, words = typed.replace(ours, theirs), words.replace(ours, theirs)
    (tmp_path / "mots.txt").write_text(words, encoding="utf-8")
    said = run(tmp_path, "bash", "-e", "-c", typed)
    assert way == "new" or "First Changed Commit" in said

    # What the host does when it is asked to.
    run(host, "git", "reflog", "expire", "--expire=now", "--all")
    run(host, "git", "gc", "--quiet", "--prune=now")
    assert LEAKED not in read_all(host)
    assert "Quillev" not in read_all(host)
    run(tmp_path, "git", "clone", "--quiet", str(host), "apres")
    after = tmp_path / "apres"
    messages = run(after, "git", "log", "--format=%s").splitlines()
    assert messages == (
        ["Repartir d'un historique neuf"]
        if way == "new"
        else ["Retirer un portrait", "Retirer ce qu'a dit [retiré]", "Changer", "Raconter"]
    )
    if way == "rewritten":
        assert LEAKED not in read_all(tmp_path / "nettoyage")
        check = read_block("bash", "| grep").replace("Prénom Nom", LEAKED).strip()
        done = subprocess.run(["bash", "-c", check], cwd=tmp_path / "nettoyage", check=False)
        assert done.returncode == 1, "grep finds nothing"
        pages = make_documents(Site(ROOT, read_sources(after), LOOK))
        assert "a été retiré" in pages[f"portraits/{NAME}/"]
        assert [url for url, page in pages.items() if "Quillev" in page] == []
