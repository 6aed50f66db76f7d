"""The commands, run in this process on the small study: what is said, where, and the exit code."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest

from scripts import __main__ as command
from scripts.charts.charts import list_charts
from scripts.commands import building, import_grid, mending, readability
from scripts.commands.import_grid import Imported
from scripts.commands.readability import Score
from scripts.engines.mkdocs_build import build_site
from scripts.files import write_atomically
from scripts.office import word_file
from scripts.print.press import Printed
from scripts.problems.problem import FailedBuildError, RefusedError
from scripts.publish.headers import write_nginx
from scripts.publish.links import Answer
from scripts.search.index import IndexingError
from scripts.site.rendering import Renderer
from scripts.study.study import list_files, read_study
from tests.conftest import ROOT, SMALL_STUDY

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small study, as the project, where the commands are run."""
    root = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, root)
    monkeypatch.setattr(command, "ROOT", root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(small: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_main(*arguments: str) -> tuple[int, str, str]:
        code = command.main(arguments)
        said = capsys.readouterr()
        return code, said.out, click.unstyle(said.err)

    return run_main


def spoil(small: Path, name: str = "zzz.yml") -> str:
    (small / "portraits" / name).write_text("titre: a: b\n", encoding="utf-8")
    return f"portraits/{name}:1:9: deux-points"


def test_nothing_wrong_is_said_with_how_many_files_were_read(run: Run, small: Path) -> None:
    number = len(list_files(small)) + 1
    assert run("check") == (0, f"{number} fichier(s) vérifié(s), aucun problème.\n", "")
    assert run("check", "--format", "json") == (0, "[]\n", "")
    assert run("check", "mkdocs.yml") == (0, "1 fichier(s) vérifié(s), aucun problème.\n", "")
    inside = len(list(small.glob("portraits/**/*.yml")))
    assert run("check", "portraits")[1].startswith(f"{inside} fichier(s)")
    assert run("check", "portraits", "mkdocs.yml")[1].startswith(f"{inside + 1} fichier(s)")


def test_a_problem_is_said_to_people_apart_from_what_tools_read(run: Run, small: Path) -> None:
    place = spoil(small)
    code, out, err = run("check")
    assert (code, out) == (1, "")
    assert err.startswith(f"{place} ")
    assert err.endswith("1 problème(s).\n")
    code, out, err = run("check", "--format", "json")
    assert (code, err) == (1, "")
    assert [problem["code"] for problem in json.loads(out)] == ["deux-points"]
    code, out, err = run("check", "--format", "github")
    assert (code, err) == (1, "")
    assert out.startswith("::error file=portraits/zzz.yml,line=1,col=9,")


def test_check_says_how_many_problems_it_could_mend(run: Run, small: Path) -> None:
    path = small / "portraits/zzz.yml"
    path.write_text("titre: Lire : ici\nages: {de: 6 ans}\ncout: ?\n", encoding="utf-8")
    assert run("check")[2].endswith("\n« make fix » en corrige 3 lui-même.\n")
    code, out, err = run("check", "--fix")
    assert (code, "make fix" in err) == (1, False)
    for mended in ('+titre: "Lire : ici"', "+ages: {de: 6}", '+cout: "?"'):
        assert mended in out


def test_mending_that_is_stopped_shows_what_it_has_changed(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = small / "portraits/yyy.yml", small / "portraits/zzz.yml"
    for path in (first, second):
        path.write_text("titre: Lire : ici\n", encoding="utf-8")

    def write_once(path: Path, text: str) -> None:
        if path == second:
            raise KeyboardInterrupt
        write_atomically(path, text)

    monkeypatch.setattr(mending, "write_atomically", write_once)
    code, out, err = run("check", "--fix")
    assert (code, err) == (1, "\nArrêté : ce qui était déjà écrit l'est resté.\n")
    assert '+titre: "Lire : ici"' in out and "zzz.yml" not in out
    assert out.endswith("1 fichier(s) corrigé(s).\n")
    assert first.read_text(encoding="utf-8") == 'titre: "Lire : ici"\n'
    assert second.read_text(encoding="utf-8") == "titre: Lire : ici\n"


def test_a_sheet_that_cannot_be_made_says_why(run: Run, small: Path, tmp_path: Path) -> None:
    place = spoil(small)
    (tmp_path / "zzz.yml").write_text("titre: a: b\n", encoding="utf-8")
    code, out, err = run("review", str(tmp_path / "zzz.yml"))
    assert (code, out) == (1, "")
    assert err.startswith(f"{place} ") and err.count("fiche de relecture") == 1
    assert "corriger d'abord" in err and "Traceback" not in err
    code, out, err = run("review", "portraits/zzz.yml")
    assert (code, err) == (0, ""), "it alone is at fault"
    (small / "portraits/zzz.yml").write_bytes("titre: L'été\n".encode("mac-roman"))
    code, out, err = run("review", "portraits/zzz.yml")
    assert (code, out) == (1, "") and " encodage " in err
    (small / "portraits/zzz.yml").unlink()
    code, out, err = run("review", str(tmp_path / "zzz.yml"))
    assert (code, err) == (0, "") and "ligne 1 : Ce texte contient deux-points" in out


def test_check_is_about_the_files_that_are_named(run: Run, small: Path) -> None:
    first, second = spoil(small, "yyy.yml"), spoil(small, "zzz.yml")
    code, _, err = run("check", "portraits/yyy.yml")
    assert code == 1
    assert first in err
    assert second not in err
    code, _, err = run("check", str(small / "portraits"))
    assert (code, err.splitlines()[-1]) == (1, "2 problème(s).")
    assert run("check", "content")[0] == 0
    assert run("check", "mkdocs.yml", "content")[0] == 0


def test_a_file_that_is_not_there_or_not_read_is_said(run: Run, small: Path) -> None:
    code, out, err = run("check", "mkdocs.yml", "absent.yml")
    assert (code, out, err) == (1, "", "absent.yml : ce fichier n'existe pas.\n")
    (small / "notes.txt").write_text("")
    code, _, err = run("check", "mkdocs.yml", "notes.txt")
    assert code == 1
    assert err.startswith("notes.txt:1:1: fichier-non-lu ")
    (small / "portraits/boucle.yml").symlink_to("boucle.yml")
    code, _, err = run("check", "portraits/boucle.yml")
    assert code == 1
    assert "illisible" in err
    assert err.count("→") == 1


def test_what_only_has_to_be_looked_at_does_not_fail(run: Run, small: Path) -> None:
    path = next(small.glob("portraits/**/*.yml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "fausses_alertes: [Un mot]\n", encoding="utf-8")
    code, out, err = run("check")
    assert (code, out) == (0, "")
    assert "fausse-alerte-inutile" in err
    assert err.endswith("Aucun problème, 1 point(s) à vérifier.\n")
    spoil(small)
    code, _, err = run("check")
    assert code == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (IndexingError("Pas d'index."), "Pas d'index.\n"),
        (RefusedError("Non."), "Non.\n"),
        (FailedBuildError("Faute."),
         "Faute.\nRien n'est publié : le site d'avant, s'il y en a un, est intact.\n"),
        (FailedBuildError(),
         "Rien n'est publié : le site d'avant, s'il y en a un, est intact.\n"),
        (KeyboardInterrupt(), "\nArrêté : ce qui était déjà écrit l'est resté.\n"),
        (EOFError(), "\nArrêté : rien n'a été écrit.\n"),
        (click.Abort(), "\nArrêté : rien n'a été écrit.\n"),
        (PermissionError(13, "x", "site"),
         "site : vous n'en avez pas le droit. Vérifiez à qui est le dossier.\n"),
        (OSError(28, "x"), "Le disque est plein. Faites de la place.\n"),
        (OSError(5000, "x", "a"),
         "a : le système a refusé (sans dire pourquoi). Vérifiez que vous y avez droit, "
         "puis recommencez.\n"),
    ],
)  # fmt: skip
def test_what_stops_a_command_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    def fail(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(building, "publish_site", fail)
    assert run("site") == (1, "", said)


@pytest.mark.parametrize(
    ("arguments", "folder"), [(["site"], "etude/site"), (["site", "ailleurs"], "etude/ailleurs")]
)
def test_a_site_is_published_where_it_is_asked(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], folder: str
) -> None:
    published: list[tuple[object, ...]] = []
    monkeypatch.setattr(building, "publish_site", lambda *given: published.append(given))
    assert run(*arguments) == (0, "", "")
    assert published == [(small, small.parent / folder, build_site)]


def test_the_site_is_served_at_the_address_that_is_asked(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[object, ...]] = []

    def serve(*given: object) -> int:
        served.append(given)
        return 3

    monkeypatch.setattr(building, "preview_site", serve)
    assert [run("serve")[0], run("serve", "127.0.0.1:1")[0]] == [3, 3]
    assert served == [(small, "127.0.0.1:8000"), (small, "127.0.0.1:1")]


def test_schemas_are_written_anew(run: Run, small: Path) -> None:
    code, out, _ = run("schemas")
    written = sorted(path.name for path in (small / "docs/schemas").iterdir())
    assert code == 0
    assert out == f"{len(written)} fichiers écrits dans docs/schemas.\n"
    assert "portraits.json" in written


def test_an_archive_is_made_of_a_site_just_built(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[object, ...]] = []
    monkeypatch.setattr(building, "publish_site", lambda *given: done.append(given[:2]))
    monkeypatch.setattr(building, "write_archive", lambda *given: done.append(given))
    (small / "overrides").symlink_to(ROOT / "overrides")
    assert run("offline")[0] == 0
    site = small / "site"
    built, (read, archive, pages) = done
    assert built == (small, site)
    assert (read, archive) == (site, small / "alliances-educatives.zip")
    assert isinstance(pages, dict)
    assert "<h1" in pages["00000.html"], "what the search reads goes with it"


def test_an_archive_for_a_host_says_whether_its_address_is_known(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "overrides").symlink_to(ROOT / "overrides")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")

    def build(root: Path, site: Path, build_into: object) -> None:
        assert (root, site, build_into) == (small, small / "site", build_site)
        site.mkdir()
        (site / "index.html").write_text("<title>Été</title>", encoding="utf-8")

    monkeypatch.setattr(building, "publish_site", build)
    settings = small / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for address, told in {
        "": "L'adresse du site n'est écrite nulle part",
        "https://a.fr/b": "",
    }.items():
        shutil.rmtree(small / "site", ignore_errors=True)
        lines = re.sub("(?m)^site_url:.*\n", "", text)
        settings.write_text(f'{lines}\nsite_url: "{address}"\n', encoding="utf-8")
        code, out, err = run("hosting")
        assert (code, err[: len(told)], bool(err)) == (0, told, bool(told))
        assert out.startswith("alliances-educatives-hebergement.zip est prêt")
        with zipfile.ZipFile(small / "alliances-educatives-hebergement.zip") as zipped:
            assert (f"pour cette adresse : {address}\r" in read_note(zipped)) == bool(address)
            (year, *_) = zipped.infolist()[0].date_time
        assert year == 2026, "the day of the build"


def read_note(zipped: zipfile.ZipFile) -> str:
    return zipped.read("LISEZ-MOI.txt").decode().replace("\xa0", " ")


def test_a_command_that_does_not_exist_is_refused(run: Run) -> None:
    with pytest.raises(SystemExit) as caught:
        run("rien")
    assert caught.value.code == 2
    with pytest.raises(SystemExit) as caught:
        run()
    assert caught.value.code == 2


@pytest.mark.parametrize(("number", "watched", "shown"), [
    (command.PROGRESS_FROM, True, True), (command.PROGRESS_FROM - 1, True, False),
    (command.PROGRESS_FROM, False, False),
])  # fmt: skip
def test_how_far_reading_is_shows_when_it_is_long_and_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, number: int, watched: bool, shown: bool
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return watched

    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    paths = [Path(str(number)) for number in range(number)]
    assert list(command.show_progress(paths)) == paths
    assert ("Lecture des fichiers" in screen.getvalue()) is shown


def test_a_portrait_told_is_written_and_where_it_is_said(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    typed = io.TextIOWrapper(io.BytesIO(b"Un caf\xe9\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", typed)
    monkeypatch.setattr(command, "ask_portrait", lambda slugs, names, ask, say: ask("Son titre ?"))

    def write(portrait: object, folder: Path, _withdrawn: object) -> Path:
        asked.append(f"{portrait} {os.path.relpath(folder, small)}")
        return folder / "un-jardin.yml"

    monkeypatch.setattr(command, "write_portrait", write)
    code, out, _ = run("new")
    assert code == 0
    assert asked == ["Un caf\udce9 portraits"], "what cannot be read is told, as an answer is"
    assert out.splitlines() == [
        "Quelques questions, et votre portrait est écrit. Ctrl-C pour abandonner.", "",
        "Son titre ? ",
        "portraits/un-jardin.yml est écrit. Relisez-le avec : make serve",
    ]  # fmt: skip


def test_what_a_grid_says_beside_its_answers_is_told(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Imported(small / "portraits/jardin.yml", ("Rappelez-moi.", "Le soir."), False, ())
    monkeypatch.setattr(word_file, "read_grid", lambda _: None)
    monkeypatch.setattr(import_grid, "import_grid", lambda filled, root, study: told)
    code, out, err = run("import", "grille.docx")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "portraits/jardin.yml est écrit. Ce qui est à vérifier y est dit à sa ligne.",
        "Hors des réponses, et non repris :", "  Rappelez-moi.", "  Le soir.",
        "1 fichier(s) vérifié(s), aucun problème.",
    ]  # fmt: skip
    monkeypatch.setattr(import_grid, "import_grid", lambda *_: replace(told, altered=True))
    assert "téléchargée avant un changement" in run("import", "grille.docx")[1]
    monkeypatch.setattr(import_grid, "import_grid", lambda *_: replace(told, outside=()))
    assert len(run("import", "grille.docx")[1].splitlines()) == 2
    asked = replace(told, outside=(), requests=("La date ?", "Le lieu ?"))
    monkeypatch.setattr(import_grid, "import_grid", lambda *_: asked)
    title, *listed = run("import", "grille.docx")[1].splitlines()[-3:]
    assert "« Une question »" in title, "the mail to send"
    assert listed == ["  1. La date ?", "  2. Le lieu ?"]


def test_a_grid_is_not_read_beside_files_at_fault(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_file, "read_grid", lambda _: None)
    (small / "portraits/brouillon.yml").write_text("titre: Seul\n", encoding="utf-8")
    code, _, err = run("import", "grille.docx")
    assert code == 1
    assert "brouillon.yml" in err and "sortez son fichier de portraits/" in err


HELP = {
    (): [
        "usage: python -m scripts [-h]", "Alliances éducatives",
        "check vérifier les fichiers YAML et les réglages",
        "review préparer la relecture d'un portrait reçu",
        "new raconter un portrait en répondant à quelques questions",
        "withdraw retirer un portrait de partout",
        "import faire un portrait d'une grille remplie",
        "site construire le site, d'un bloc ou pas du tout",
        "serve montrer le site, et suivre les changements",
        "print imprimer les fiches, le livret, les canevas",
        "charts redessiner les graphiques dont les données ont changé",
        "places récrire content/lieux.yml",
        "schemas récrire docs/schemas/ d'après les modèles",
        "pages écrire tout le site, pour un autre moteur",
        "headers écrire les en-têtes du site, pour nginx",
        "offline mettre le site dans une archive, à lire sans serveur",
        "hosting mettre le site dans une archive, pour un hébergement",
        "links demander aux liens extérieurs s'ils répondent",
        "readability dire quels textes sont les plus difficiles à lire",
    ],
    ("check",): ["[--format {texte,json,github,resume}]", "[--fix]", "[FICHIER ...]"],
    ("review",): ["scripts review [-h] FICHIER"],
    ("import",): ["scripts import [-h] GRILLE.docx"],
    ("site",): ["[DOSSIER]"],
    ("print",): ["[DOSSIER]"],
    ("serve",): ["[ADRESSE]"],
    ("places",): ["scripts places [-h] PAQUET"],
    ("pages",): ["scripts pages [-h] DOSSIER"],
}  # fmt: skip


@pytest.mark.parametrize("asked", HELP)
def test_help_says_what_each_command_does(
    asked: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit) as caught:
        command.main([*asked, "--help"])
    assert caught.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert [words for words in HELP[asked] if words not in said] == []


@pytest.mark.parametrize("arguments", [["places"], ["pages"], ["check", "--format", "xml"]])
def test_a_command_without_what_it_needs_is_refused(run: Run, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2


def test_outside_links_are_those_of_the_data_and_of_the_written_pages(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The examples of faults hold addresses that are wrong on purpose."""
    (small / "docs/aide.md").write_text("Été\nhttps://exemple.fr/aide\n", encoding="utf-8")
    (small / "docs/notes.txt").write_text("https://exemple.fr/notes\n", encoding="utf-8")
    with (small / "content/erreurs.yml").open("a", encoding="utf-8") as examples:
        examples.write("# https://exemple.fr/faux\n")
    asked: list[tuple[dict[str, list[str]], Path]] = []

    def check(places: dict[str, list[str]], cache: Path) -> dict[str, Answer]:
        asked.append((places, cache))
        return {address: Answer("disparu", "404") for address in places}

    monkeypatch.setattr(building, "check_links", check)
    code, out, err = run("links")
    ((places, cache),) = asked
    assert (code, err, cache) == (0, "", small / ".cache/links")
    assert places["https://exemple.fr/aide"] == ["docs/aide.md:2"]
    assert not {"https://exemple.fr/faux", "https://exemple.fr/notes"} & set(places)
    of_data = {place.partition(":")[0] for found in places.values() for place in found}
    assert "content/ressources.yml" in of_data
    assert f"\n{len(places)} adresse(s) : n'existe plus" in out
    assert out.endswith(f"\n{len(places)} adresses extérieures, 0 qui répondent.\n")


def test_charts_are_drawn_and_where_is_said(run: Run, small: Path) -> None:
    charts = list_charts(read_study(small))
    code, out, err = run("charts")
    drawn = list((small / ".cache/charts").iterdir())
    assert (code, err) == (0, "")
    assert all(any(path.name.startswith(slug) for path in drawn) for slug in charts)
    assert out == f"{len(drawn)} graphiques à jour dans {small / '.cache/charts'}.\n"
    assert len(drawn) == len(charts)


def test_another_engine_is_given_a_folder_that_is_not_the_project(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[Path, Path]] = []

    def write(root: Path, folder: Path) -> tuple[int, int]:
        written.append((root, folder))
        return 12, 3

    monkeypatch.setattr(building, "write_site_source", write)
    said = "Ce dossier est celui du projet : choisissez-en un autre.\n"
    assert run("pages", "docs/..") == (1, "", said)
    assert written == []
    assert run("pages", "x") == (0, "12 pages et 3 fichiers de données écrits dans x.\n", "")
    assert written == [(small, Path("x"))]


def test_places_are_written_from_the_package_that_is_named(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "write_places", lambda package: f"# {package}\n")
    assert run("places", "paquet") == (0, "", "")
    assert (small / "content/lieux.yml").read_text(encoding="utf-8") == "# paquet\n"


def test_headers_are_printed_for_the_host(run: Run, small: Path) -> None:
    (small / "overrides").symlink_to(ROOT / "overrides")
    code, out, err = run("headers")
    assert (code, err) == (0, "")
    assert out == write_nginx(Renderer(ROOT, {}).environment)


def test_texts_are_listed_the_hardest_first_and_those_under_their_floor_told(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = [Score(61.25, "portraits", "portraits/a/"), Score(62, "portraits", "portraits/b/")]
    monkeypatch.setattr(readability, "read_floors", {small: {"portraits": 62}}.get)
    monkeypatch.setattr(readability, "score_pages", lambda study: scores)
    assert run("readability") == (
        0,
        "  61.2  portraits   portraits/a/  sous le seuil de 62\n"
        "  62.0  portraits   portraits/b/\n"
        "2 textes, du plus difficile au plus facile (indice de Kandel et Moles).\n",
        "",
    )


def test_what_could_not_be_printed_is_said(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "overrides/imprimes", small / "overrides/imprimes")
    refused = Printed(refused=("Un jardin : 3 pages, pour 2 au plus.",))
    monkeypatch.setattr("scripts.print.press.Press.print_all", lambda press: refused)
    told = "Non imprimé : Un jardin : 3 pages, pour 2 au plus.\n"
    assert run("print", str(tmp_path)) == (0, f"0 documents dans {tmp_path}.\n", told)


def test_print_writes_every_document_at_its_address(run: Run, small: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overrides/imprimes", small / "overrides/imprimes")
    folder = tmp_path / "papier"
    code, said, told = run("print", str(folder))
    assert (code, told) == (0, "")
    written = [path.name for path in folder.rglob("imprimes/**/*.pdf")]
    assert {"jardin.pdf", "echiquier-a3.pdf", "lecture.pdf", "animer.pdf"} <= {*written}
    assert said == f"{len(written)} documents dans {folder}.\n"


def test_a_command_waits_for_no_library_that_it_does_not_use() -> None:
    code = (
        "import sys, scripts.__main__; long = {'docx', 'jinja2', 'matplotlib', 'mkdocs', 'pptx', "
        "'xlsxwriter'}; print(long & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


@pytest.mark.parametrize("command_line", ["check", "headers"])
def test_who_stops_reading_hears_nothing(command_line: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # as head has done, once it has its lines
    done = subprocess.run(
        [sys.executable, "-m", "scripts", command_line],
        cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writing)
    assert not done.stderr
    assert done.returncode == (command_line == "check")


def test_who_stops_reading_what_is_told_of_a_refusal_gets_no_trace(tmp_path: Path) -> None:
    """« 2>&1 | head »: both outputs are closed while what stops the command is told."""
    reading, writing = os.pipe()
    os.close(reading)
    code = (
        "import sys; from scripts import __main__ as command; "
        "sys.excepthook = lambda *error: open(sys.argv[1], 'w').write(str(error)); "
        "sys.exit(command.main(['import', 'absent.docx']))"
    )
    told = tmp_path / "trace"
    done = subprocess.run(
        [sys.executable, "-c", code, str(told)],
        cwd=ROOT, stdout=writing, stderr=writing, check=False,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == 1
    assert not told.exists(), told.read_text()
