"""What a machine may mend: what is certain, and nothing else of the file."""

import unicodedata
from pathlib import Path

import pytest

from scripts.commands.mending import Mended, decode, mend_files
from scripts.problems.problem import InvalidStudyError, Problem
from scripts.reading.documents import load_document, mark_invisible
from scripts.schema.portrait import Portrait
from scripts.study.study import Study
from scripts.study.validation import validate
from tests.html import read_tree
from tests.reading.typed import (
    CHANGES,
    CONTEXT,
    HARD,
    LEVELS,
    MORE,
    REPORTED,
    SUMMARY,
    THEMES,
    TITLE,
    Typed,
)
from tests.site.test_portrait_added import TEXT
from tests.study.test_file_names import run_check

COMMENT = "# Une remarque à garder.\n"


def find_problems(path: Path, study: Study) -> list[Problem]:
    try:
        document = load_document(path, path.parent)
    except InvalidStudyError as error:
        return error.problems
    _, found = validate(Portrait, document, study.slugs, "x", names=study.names)
    return [problem for _, problem in found]


def mend(folder: Path, content: bytes, study: Study) -> tuple[bytes, list[Problem], str]:
    """The file once it is mended, what is still wrong, and the difference that is shown."""
    path = folder / "x.yml"
    path.write_bytes(content)
    mended = Mended()
    mend_files(folder, [path], lambda: find_problems(path, study), mended)
    return path.read_bytes(), find_problems(path, study), "".join(mended.show(folder))


# What is typed in place of what, and what it becomes.
CERTAIN = [
    (TITLE, "titre: Lire : un projet\n", 'titre: "Lire : un projet"\n'),
    (TITLE, "titre: 'L'école'\n", 'titre: "L\'école"\n'),
    (TITLE, 'titre: "Lire" et écrire\n', 'titre: "\\"Lire\\" et écrire"\n'),
    (TITLE, "titre: “Le jardin”\n", 'titre: "Le jardin"\n'),
    (SUMMARY, "resume: “Une\n  école : ici”\n", 'resume: "Une\n  école : ici"\n'),
    (SUMMARY, "resume: « ‘Une : \"école\"\nici’ »\n", 'resume: "Une : \\"école\\"\n  ici"\n'),
    (THEMES, "themes: [“sport”, “sante”]\n", 'themes: ["sport", "sante"]\n'),
    ("- On sème ensemble.", "- “On sème\n      ensemble.”", '- "On sème\n        ensemble."'),
    (TITLE, 'titre: "Le jardin\n', 'titre: "Le jardin"\n'),
    (TITLE, "titre: [Projet] Le jardin\n", 'titre: "[Projet] Le jardin"\n'),
    (TITLE, "titre: @lire\n", 'titre: "@lire"\n'),
    (TITLE, f"titre:{HARD}Le jardin\n", "titre: Le jardin\n"),
    (TITLE, f"titre{HARD}: Le jardin\n", "titre: Le jardin\n"),
    (TITLE, "titre:Le jardin\n", "titre: Le jardin\n"),
    (TITLE, "Titre: Le jardin\n", "titre: Le jardin\n"),
    (TITLE, "titre: Le jardin\nsous-titre: Semer\n", "titre: Le jardin\nsous_titre: Semer\n"),
    (TITLE, 'titre: "Filles\\garçons"\n', 'titre: "Filles\\\\garçons"\n'),
    (TITLE, "titre: Le\u200b jardin\n", "titre: Le jardin\n"),
    (CONTEXT, f"{HARD}{HARD}texte: La cour.\n", "  texte: La cour.\n"),
    (CONTEXT, "\ttexte: La cour.\n", "  texte: La cour.\n"),
    (CONTEXT, "  texte: |\n    Un.\n\n  Deux.\n", "  texte: |\n    Un.\n\n    Deux.\n"),
    (THEMES, "themes:\n  – sport\n  • sante\n", "themes:\n  - sport\n  - sante\n"),
    (THEMES, "themes:\n  -sport\n", "themes:\n  - sport\n"),
    (THEMES, "themes: sport, sante\n", "themes: [sport, sante]\n"),
    (THEMES, "themes: [sport, sante\n", "themes: [sport, sante]\n"),
    (THEMES, "themes: [environement]\n", "themes: [environnement]\n"),
    ("meso", "Méso", "meso"),
    (CHANGES, f" leviers:\n   - Semer.\n{CHANGES}", f"leviers:\n  - Semer.\n{CHANGES}"),
    ("- On sème ensemble.", "- On sème : ensemble.", '- "On sème : ensemble."'),
    (TITLE, f"```yaml\n{TITLE}", f"\n{TITLE}"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "typed", "mended"), CERTAIN)
def test_what_is_certain_is_mended_and_nothing_else(
    study: Study, tmp_path: Path, old: str, typed: str, mended: str
) -> None:
    before = COMMENT + TEXT.replace(old, typed)
    after, problems, shown = mend(tmp_path, before.encode(), study)
    assert after.decode() == COMMENT + TEXT.replace(old, mended)
    assert problems == []
    removed = [line[1:] for line in shown.splitlines() if line.startswith("-")][1:]
    assert set(removed) <= set(mark_invisible(before).split("\n"))
    assert mend(tmp_path, after, study) == (after, [], "")


@pytest.mark.parametrize(
    ("old", "typed"),
    [
        (TITLE, "titre: Le jardin # 2\n"),
        (TITLE, "titre: Lire : un # projet\n"),
        (TITLE, "tx: Le jardin\n"),
        (LEVELS, "niveaux: [micro]\n"),
        ("meso", "mcro"),
        (THEMES, "themes: sport, pluie\n"),
        (SUMMARY, "resume: Lire : un\n  projet\n"),
        (THEMES, f"{THEMES}ages: de: 6\n"),
        (SUMMARY, f"{SUMMARY}---\ntitre: Semer\n"),
        (TITLE, f"<<<<<<< HEAD\n{TITLE}=======\ntitre: Semer\n>>>>>>> jardin\n"),
        (TITLE, f"{TITLE}Titre: Semer\n"),
        (TITLE, "titre: La famille 👨\u200d👩\u200d👧\n"),
    ],
)
def test_what_may_be_meant_in_two_ways_is_left_and_told(
    study: Study, tmp_path: Path, old: str, typed: str
) -> None:
    before = TEXT.replace(old, typed).encode()
    after, problems, shown = mend(tmp_path, before, study)
    assert (after, shown) == (before, "")
    assert problems


@pytest.mark.parametrize("typed", [*REPORTED.values(), *MORE.values()], ids=[*REPORTED, *MORE])
def test_mending_again_what_is_typed_by_hand_changes_nothing(
    study: Study, tmp_path: Path, typed: Typed
) -> None:
    after, _, _ = mend(tmp_path, (COMMENT + typed.text).encode(), study)
    assert COMMENT in after.decode()
    again, _, shown = mend(tmp_path, after, study)
    assert (again, shown) == (after, "")


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-16"),
        TEXT.encode("latin-1"),
        TEXT.encode("cp1252"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.rstrip("\n").encode(),
    ],
    ids=["utf-16", "latin-1", "cp1252", "nfd", "no last end of line"],
)
def test_a_file_of_another_system_is_written_in_utf8(
    study: Study, tmp_path: Path, content: bytes
) -> None:
    assert mend(tmp_path, content, study)[0] == TEXT.encode()


def test_line_ends_are_kept(study: Study, tmp_path: Path) -> None:
    typed = TEXT.replace(TITLE, "titre: Lire : ici\n").replace("\n", "\r\n")
    after, problems, _ = mend(tmp_path, typed.encode(), study)
    assert after.decode() == typed.replace("Lire : ici", '"Lire : ici"')
    assert problems == []


def test_a_file_that_may_be_in_another_encoding_is_left(study: Study, tmp_path: Path) -> None:
    content = TEXT.encode("mac-roman")
    assert decode(content) is None
    after, problems, shown = mend(tmp_path, content, study)
    assert (after, shown) == (content, "")
    assert [problem.code for problem in problems] == ["encodage"]


def test_a_remedy_that_would_change_other_lines_is_not_applied(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a: b\nc:\n  d: e\n", encoding="utf-8")
    problem = Problem(0, "x.yml", 2, 1, "type", "Faux.", "Juste.").about((2, 1), (2, 3), "c: |")
    mended = Mended()
    mend_files(tmp_path, [path], lambda: [problem], mended)
    assert path.read_text(encoding="utf-8") == "a: b\nc:\n  d: e\n"
    assert (mended.left, mended.after) == ([path], {})


def test_check_mends_shows_and_tells_the_rest(project: Path) -> None:
    wrong = project / "portraits/jardin.yml"
    wrong.write_text(
        TEXT.replace(TITLE, "titre: Lire : un projet\n").replace("oui", "peut-être"),
        encoding="utf-8",
    )
    others = read_tree(project / "content")
    done = run_check(project, "--fix")
    assert done.returncode == 1
    assert '-titre: Lire : un projet\n+titre: "Lire : un projet"\n' in done.stdout
    assert "1 fichier(s) corrigé(s)." in done.stdout
    assert "« oui » ou « non »" in done.stderr
    assert "Lire : un projet" not in done.stderr
    assert read_tree(project / "content") == others
    assert "0 fichier(s) corrigé(s)." in run_check(project, "--fix").stdout


def test_nothing_that_is_shown_of_a_file_is_what_a_terminal_obeys(tmp_path: Path) -> None:
    mended, path = Mended(), tmp_path / "x.yml"
    mended.before[path] = "titre: un\x1b[31m jardin\nresume: a\u202eb\n"
    mended.after[path] = "titre: un jardin\nresume: a\u202eb\n"
    shown = "".join(mended.show(tmp_path))
    assert "-titre: un\ufffd[31m jardin\n+titre: un jardin\n resume: a\ufffdb\n" in shown
