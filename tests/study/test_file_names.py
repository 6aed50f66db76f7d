"""What is said of a file that is not read, or whose name cannot be an address."""

import contextlib
import io
import subprocess
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.problems.problem import InvalidStudyError, Problem
from scripts.study.file_names import check_names, explain_unread, is_read, list_unexpected
from scripts.study.study import list_files, read_study
from tests.conftest import ROOT, copy_small_project


def run_check(project: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, from the project."""
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.chdir(project),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr("scripts.__main__.ROOT", project)
        code = main(["check", *files])
    return subprocess.CompletedProcess(files, code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project for all the files of the table, which are removed afterwards."""
    project = copy_small_project(tmp_path_factory.mktemp("noms") / "projet")
    (project / "docs/schemas").mkdir()
    return project


# The file, the code of what is said of it, and words of the sentence or of the remedy.
ASKED_ABOUT = [
    ("portraits/_casse.yml", "fichier-non-lu", "« casse.yml »"),
    ("portraits/.x.yml", "fichier-non-lu", "met un fichier de côté"),
    ("README.md", "fichier-non-lu", "mettez-le dans portraits/"),
    ("essai.yml", "fichier-non-lu", "mettez-le dans portraits/, sous le nom « essai.yml »"),
    ("docs/portraits/index.md", "fichier-non-lu", "make serve"),
    ("docs/schemas/portrait-a-remplir.yml", "fichier-non-lu", "dans portraits/"),
    ("../essai.yml", "fichier-non-lu", "hors du dossier du projet"),
    ("docs", "fichier-non-lu", "« docs » n'est pas lu"),
    ("portraits/.DS_Store", "fichier-laisse", "Supprimez-le"),
    ("portraits/._essai.yml", "fichier-laisse", "Supprimez-le"),
    ("portraits/.~lock.essai.yml#", "fichier-laisse", "Supprimez-le"),
    ("portraits/.essai.yml.swp", "fichier-laisse", "Supprimez-le"),
]
REFUSED = [
    ("portraits/index.yml", "nom-reserve", "« index-2.yml »"),
    ("portraits/en-clair.yml", "nom-reserve", "« en-clair-2.yml »"),
    ("content/chiffres/index.yml", "nom-reserve", "« index-2.yml »"),
    ("content/chapitres/agir/index.yml", "nom-reserve", "« index-2.yml »"),
    *((f"portraits/{name}.yml", "nom-reserve", f"« {name}-2.yml »")
      for name in ("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9")),
    (f"portraits/{'x' * 101}.yml", "nom-long", f"« {'x' * 60}.yml »"),
    ("portraits/essai.yml.txt", "nom-de-fichier", "Renommez-le « essai.yml »"),
    ("portraits/essai.txt", "nom-de-fichier", "Renommez-le « essai.yml »"),
    ("portraits/essai.yaml", "nom-de-fichier", "Renommez-le « essai.yml »"),
    ("portraits/ESSAI.YML", "nom-de-fichier", "Renommez-le « essai.yml »"),
    ("portraits/Été à l'école.yml", "nom-de-fichier", "Renommez-le « ete-a-l-ecole.yml »"),
    ("portraits/Jardin.yml", "nom-double", "« jardin.yml »"),
    ("portraits/jardin.yaml", "nom-double", "renommez celui-ci « jardin-2.yml »"),
    ("portraits/jardin.yml.txt", "nom-double", "« jardin.yml »"),
    ("portraits/Thumbs.db", "fichier-laisse", "Supprimez-le"),
    ("portraits/ehthumbs.db", "fichier-laisse", "Supprimez-le"),
    ("portraits/desktop.ini", "fichier-laisse", "Supprimez-le"),
    ("portraits/~$essai.yml", "fichier-laisse", "Supprimez-le"),
    ("portraits/essai.yml~", "fichier-laisse", "Supprimez-le"),
    ("portraits/essai.yml.bak", "fichier-laisse", "Supprimez-le"),
    ("portraits/#essai.yml#", "fichier-laisse", "Supprimez-le"),
    ("content/Thumbs.db", "fichier-laisse", "Supprimez-le"),
    ("portraits/essai.docx", "fichier-non-lu", "make import FILE="),
    ("portraits/README.md", "fichier-non-lu", "hors de ce dossier"),
    ("content/essai.yml", "fichier-non-lu", "dans portraits/"),
    ("content/Ressources.yml", "fichier-non-lu", "ne s'en sert"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "code", "words"), ASKED_ABOUT + REFUSED)
def test_a_file_that_is_not_read_is_told_when_asked_about(
    shared: Path, file: str, code: str, words: str
) -> None:
    path = shared / file
    made = not path.exists()
    if made:
        path.write_text("titre: Un essai\n", encoding="utf-8")
    try:
        done = run_check(shared, file)
    finally:
        if made:
            path.unlink()
    assert done.returncode == 1
    assert f" {code} " in done.stderr
    assert words in done.stderr
    assert "aucun problème" not in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("file", "code", "words"), REFUSED)
def test_a_name_that_cannot_be_published_is_refused(
    shared: Path, file: str, code: str, words: str
) -> None:
    path = shared / file
    path.write_text("titre: Un essai\n", encoding="utf-8")
    try:
        with pytest.raises(InvalidStudyError) as caught:
            read_study(shared)
    finally:
        path.unlink()
    told = [p for p in caught.value.problems if p.file == file and p.code == code]
    assert len(told) == 1, caught.value.problems
    assert words in f"{told[0].message} {told[0].remedy}"


def test_a_key_with_a_reserved_name_is_refused(project: Path) -> None:
    path = project / "content/ressources.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("trouve-ta-voie:", "index:", 1), encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    told = [p for p in caught.value.problems if p.code == "nom-reserve"]
    assert [p.remedy for p in told] == ["Renommez-le « index-2 »."]
    assert text.splitlines()[told[0].line - 1].startswith("trouve-ta-voie:")


def test_only_what_was_read_is_counted(shared: Path) -> None:
    assert f"{len(list_files(shared)) + 1} fichier(s)" in run_check(shared).stdout
    assert "1 fichier(s)" in run_check(shared, "portraits/jardin.yml").stdout
    portraits = len(list((shared / "portraits").iterdir()))
    assert f"{portraits} fichier(s)" in run_check(shared, "portraits").stdout
    both = run_check(shared, "portraits/jardin.yml", "README.md")
    assert both.returncode == 1


def test_every_yaml_file_of_the_project_is_read() -> None:
    written = {*ROOT.glob("portraits/*.yml"), *ROOT.glob("content/**/*.yml")}
    assert written == set(list_files(ROOT))


@pytest.fixture
def portraits(tmp_path: Path) -> Path:
    """An empty folder of an empty project."""
    folder = tmp_path / "projet/portraits"
    folder.mkdir(parents=True)
    return folder


def tell(problems: list[Problem]) -> list[tuple[str, str, str]]:
    assert all((problem.line, problem.column) == (1, 1) for problem in problems)
    return [
        (problem.file, f"{problem.code} {problem.message}", problem.remedy) for problem in problems
    ]


NO_ADDRESS = "nom-de-fichier Le nom « {} » ne peut pas servir d'adresse."
DOUBLE = "nom-double « {} » aurait la même adresse que « {} »."
JOIN = "Réunissez-les dans « {} », ou renommez celui-ci « {} »."
RESERVED = "nom-reserve Le nom « {} » est réservé, par le site ou par Windows."
LEFT = "fichier-laisse « {} » a été laissé là par le système ou par un logiciel."
DELETE = "Supprimez-le : le site ne s'en sert pas."
UNREAD = "fichier-non-lu « {} » n'est pas lu : {}."
ENDS = "seuls les fichiers dont le nom finit par .yml le sont"


def test_every_name_of_a_folder_is_looked_at(portraits: Path) -> None:
    names = [
        "a.yml", "A.yml", "b.yaml", "c.yml", "c-2.yml", "c.yml.txt", "index.yml", "É.docx",
        "Thumbs.db", ".x.yml", "_y.yml", "é è.yml", "x" * 100 + ".yml",
    ]  # fmt: skip
    for name in names:
        (portraits / name).write_text("")
    for name in ("Un Dossier", "bon", "index", "_a", "dossier.yml"):
        (portraits / name).mkdir()
    (portraits / "bon/É.yml").write_text("")
    (portraits / "_a/É.yml").write_text("")
    (portraits / "lien").symlink_to(portraits / "bon")
    assert tell(check_names(portraits, portraits.parent)) == [
        ("portraits/A.yml", DOUBLE.format("A.yml", "a.yml"), JOIN.format("a.yml", "a-2.yml")),
        ("portraits/Thumbs.db", LEFT.format("Thumbs.db"), DELETE),
        ("portraits/Un Dossier", NO_ADDRESS.format("Un Dossier"), "Renommez-le « un-dossier »."),
        ("portraits/b.yaml", NO_ADDRESS.format("b.yaml"), "Renommez-le « b.yml »."),
        ("portraits/bon/É.yml", NO_ADDRESS.format("É.yml"), "Renommez-le « e.yml »."),
        (
            "portraits/c.yml.txt",
            DOUBLE.format("c.yml.txt", "c.yml"),
            JOIN.format("c.yml", "c-3.yml"),
        ),
        ("portraits/index", RESERVED.format("index"), "Renommez-le « index-2 »."),
        ("portraits/index.yml", RESERVED.format("index.yml"), "Renommez-le « index-2.yml »."),
        (
            "portraits/lien",
            "lien-symbolique Ce fichier est un lien vers un autre dossier.",
            "Remplacez le lien par une copie du fichier.",
        ),
        (
            "portraits/É.docx",
            UNREAD.format("É.docx", ENDS),
            "Rangez-le hors de ce dossier. Si c'est une grille remplie, elle devient un portrait : "
            "make import FILE='É.docx'",
        ),
        ("portraits/é è.yml", NO_ADDRESS.format("é è.yml"), "Renommez-le « e-e.yml »."),
    ]


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("é" + "x" * 55, f"« é{'x' * 55}.yml » ne peut pas servir"),
        ("é" + "x" * 56, f"« é{'x' * 56}.y… » ne peut pas servir"),
        ("x" * 101, f"« {'x' * 59}… » dépasse 100 signes."),
    ],
)
def test_a_long_name_is_cut_where_it_is_told(portraits: Path, stem: str, told: str) -> None:
    (portraits / f"{stem}.yml").write_text("")
    (problem,) = check_names(portraits, portraits.parent)
    assert told in problem.message


IN_PORTRAITS = "mettez-le dans portraits/, sous le nom « {} »."


@pytest.mark.parametrize(
    ("file", "shown", "said", "remedy"),
    [
        ("portraits/_É.yml", "portraits/_É.yml", UNREAD.format(
            "_É.yml", "un nom qui commence par « . » ou « _ » met un fichier de côté"),
         "Pour qu'il soit lu, " + IN_PORTRAITS.format("e.yml")),
        ("portraits/.a/c.yml", "portraits/.a/c.yml", UNREAD.format(
            "c.yml", "un nom qui commence par « . » ou « _ » met un fichier de côté"),
         "Pour qu'il soit lu, " + IN_PORTRAITS.format("c.yml")),
        ("portraits/Thumbs.db", "portraits/Thumbs.db", LEFT.format("Thumbs.db"), DELETE),
        ("docs/x.md", "docs/x.md", UNREAD.format(
            "x.md", "les pages et les modèles de docs/ ne sont pas des fiches"),
         "Une fiche se met dans portraits/ ; une page se relit avec « make serve »."),
        ("Lisez moi.md", "Lisez moi.md", UNREAD.format(
            "Lisez moi.md", "seuls portraits/ et content/ le sont"),
         "Si c'est un portrait, " + IN_PORTRAITS.format("lisez-moi.yml")),
    ],
)  # fmt: skip
def test_why_a_file_is_not_read(
    portraits: Path, file: str, shown: str, said: str, remedy: str
) -> None:
    root = portraits.parent
    assert tell([explain_unread(root / file, root)]) == [(shown, said, remedy)]


def test_why_a_file_out_of_the_project_is_not_read(portraits: Path) -> None:
    path = portraits.parent.parent / "É.yml"
    assert tell([explain_unread(path, portraits.parent)]) == [
        (
            path.as_posix(),
            UNREAD.format("É.yml", "il est hors du dossier du projet"),
            "Si c'est un portrait, copiez-le dans portraits/, sous le nom « e.yml ».",
        )
    ]


def test_strangers_of_a_folder_are_told_in_order(portraits: Path) -> None:
    for name in ("z.yml", "a.yml", "b.bak", ".x", "_y", "connu.yml"):
        (portraits / name).write_text("")
    why = "aucune page du site ne s'en sert, et portraits/ n'a que les fichiers du site"
    where = "Si c'est un portrait, mettez-le dans portraits/ ; sinon, rangez-le ailleurs."
    assert tell(list_unexpected(portraits, portraits.parent, ["connu.yml"])) == [
        ("portraits/a.yml", UNREAD.format("a.yml", why), where),
        ("portraits/b.bak", LEFT.format("b.bak"), DELETE),
        ("portraits/z.yml", UNREAD.format("z.yml", why), where),
    ]


@pytest.mark.parametrize(
    ("file", "read"),
    [("a.yml", True), ("b/a.yml", True), ("_a.yml", False), ("_b/a.yml", False),
     ("b/.a.yml", False), ("a.yml~", False), ("b/~$a.yml", False), ("a_.yml", True)],
)  # fmt: skip
def test_which_files_are_read(portraits: Path, file: str, read: bool) -> None:
    assert is_read(portraits / file, portraits) is read
