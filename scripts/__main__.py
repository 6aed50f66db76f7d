"""The commands of the project: python -m scripts --help lists them."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import click

from .charts.charts import DRAWINGS, draw_chart, list_charts
from .commands.mending import Mended, mend_files
from .commands.new_portrait import ask_portrait, write_portrait
from .commands.places import FILE as PLACES
from .commands.places import write_places
from .commands.readiness import tell_readiness
from .commands.reporting import FORMATS
from .commands.withdrawing import REASONS, STAYS, plan_withdrawal
from .files import write_atomically
from .problems.problem import FailedBuildError, InvalidStudyError, Problem, RefusedError
from .site.json_schemas import FOLDER, list_schemas
from .study.file_names import explain_unread
from .study.settings import FILE as SETTINGS
from .study.settings import find_lines, read_project
from .study.study import Study, list_files, read_study

ROOT = Path(__file__).resolve().parent.parent
SHOWING = ("review", "readability", "headers")  # they only print: output cut short is a success
PROGRESS_FROM = 50  # files: reading more takes long enough to show progress


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named in the arguments and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts", description="Alliances éducatives")
    commands = parser.add_subparsers(dest="command", required=True)
    check_parser = commands.add_parser("check", help="vérifier les fichiers YAML et les réglages")
    check_parser.add_argument("files", nargs="*", metavar="FICHIER", type=Path)
    check_parser.add_argument("--format", choices=FORMATS, default="texte")
    check_parser.add_argument(
        "--fix", action="store_true", help="corriger ce qui ne peut être compris que d'une façon"
    )
    commands.add_parser("pret", help="dire si le site est prêt à publier, et ce qui manque")
    review_parser = commands.add_parser("review", help="préparer la relecture d'un portrait reçu")
    review_parser.add_argument(
        "file", metavar="FICHIER", type=Path, help="ou un dossier : chacun de ses fichiers"
    )
    commands.add_parser("new", help="raconter un portrait en répondant à quelques questions")
    import_parser = commands.add_parser("import", help="faire un portrait d'une grille remplie")
    import_parser.add_argument("file", metavar="GRILLE.docx", type=Path)
    withdraw_parser = commands.add_parser("withdraw", help="retirer un portrait de partout")
    withdraw_parser.add_argument("slug", metavar="NOM", help="le nom de son fichier, sans « .yml »")
    withdraw_parser.add_argument("--motif", choices=REASONS, default="")
    site_parser = commands.add_parser("site", help="construire le site, d'un bloc ou pas du tout")
    site_parser.add_argument(
        "folder", metavar="DOSSIER", type=Path, nargs="?", default=ROOT / "site"
    )
    serve_parser = commands.add_parser("serve", help="montrer le site, et suivre les changements")
    serve_parser.add_argument("address", metavar="ADRESSE", nargs="?", default="127.0.0.1:8000")
    print_parser = commands.add_parser("print", help="imprimer les fiches, le livret, les canevas")
    print_parser.add_argument(
        "folder", metavar="DOSSIER", type=Path, nargs="?", default=ROOT / "impressions"
    )
    commands.add_parser("charts", help="redessiner les graphiques dont les données ont changé")
    places_parser = commands.add_parser("places", help="récrire content/lieux.yml")
    places_parser.add_argument("package", metavar="PAQUET", type=Path)
    commands.add_parser("schemas", help="récrire docs/schemas/ d'après les modèles")
    pages_parser = commands.add_parser("pages", help="écrire tout le site, pour un autre moteur")
    pages_parser.add_argument("folder", metavar="DOSSIER", type=Path)
    commands.add_parser("headers", help="écrire les en-têtes du site, pour nginx")
    commands.add_parser("offline", help="mettre le site dans une archive, à lire sans serveur")
    commands.add_parser("hosting", help="mettre le site dans une archive, pour un hébergement")
    commands.add_parser("links", help="demander aux liens extérieurs s'ils répondent")
    commands.add_parser("readability", help="dire quels textes sont les plus difficiles à lire")
    options = parser.parse_args(arguments)
    try:
        code = run_and_tell(partial(run, options))
        sys.stdout.flush()
        sys.stderr.flush()
        return code
    except BrokenPipeError:  # as when « | head » has read enough
        stop_writing()
        return 0 if options.command in SHOWING else 1


def run_and_tell(command: Callable[[], int]) -> int:
    """Run a command; tell what stops it. Return its exit code."""
    try:
        return command()
    except BrokenPipeError:
        raise
    except InvalidStudyError as error:
        code = report(error.problems, "texte")
        for note in getattr(error, "__notes__", ()):
            print(f"\n{note}", file=sys.stderr)
        return code
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    except FailedBuildError as error:
        if str(error):
            print(error, file=sys.stderr)
        print("Rien n'est publié : le site d'avant, s'il y en a un, est intact.", file=sys.stderr)
        return 1
    except (EOFError, click.Abort):  # the input ended before an answer
        print("\nArrêté : rien n'a été écrit.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nArrêté : ce qui était déjà écrit l'est resté.", file=sys.stderr)
        return 1
    except Exception as error:
        from .publish.failures import explain_error  # imported late: it loads Jinja

        print(explain_error(error), file=sys.stderr)
        return 1


def run(options: argparse.Namespace) -> int:
    """Run the command of the options and return its exit code."""
    match options.command:
        case "check":
            return check(options.files, options.format, fix=options.fix)
        case "pret":
            return tell_ready()
        case "review":
            return review_all(options.file)
        case "new":
            return new_portrait()
        case "import":
            return import_portrait(options.file)
        case "withdraw":
            return withdraw(options.slug, options.motif)
        case "charts":
            return draw_charts()
        case "places":
            write_atomically(ROOT / PLACES, write_places(options.package))
            return 0
        case "schemas":
            return write_schemas()
        case "readability":
            return list_scores()
        case _:  # imported late: its libraries take long to load
            from .commands.building import build

            return build(ROOT, options)


def stop_writing() -> None:
    """Discard what is still buffered for a reader that is gone: flushing it at exit would fail."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def check(files: Sequence[Path], form: str = "texte", *, fix: bool = False) -> int:
    """List the problems of the files, of all of them when none is named; 1 if there is any.

    With fix, mend first what is certain, and show it.
    """
    for path in files:
        if not os.path.lexists(path):
            print(f"{path} : ce fichier n'existe pas.", file=sys.stderr)
            return 1
    wanted = [
        path.resolve() if path.is_dir() else path.parent.resolve() / path.name for path in files
    ]
    if fix:
        mend(wanted)
    problems = find_problems()
    checked = [ROOT / SETTINGS, *list_files(ROOT)]
    if files:
        problems = [problem for problem in problems if _is_about(problem, wanted)]
        told = {ROOT / problem.file for problem in problems}
        for path in wanted:
            within = [file for file in (*checked, *told) if file.is_relative_to(path)]
            if not within:
                problems.append(explain_unread(path, ROOT))
        checked = [file for file in checked if any(map(file.is_relative_to, wanted))]
    if problems or form in ("json", "resume"):
        code = report(problems, form)
        certain = sum(problem.replacement is not None for problem in problems)
        if certain and form == "texte" and not fix:
            click.echo(f"« make fix » en corrige {certain} lui-même.", err=True)
        return code
    print(f"{len(checked)} fichier(s) vérifié(s), aucun problème.")
    return 0


def review_all(path: Path) -> int:
    """Print the sheet to review a portrait, or each one of a folder; tell which cannot be read."""
    if not path.is_dir():
        return review_portrait(path)
    files = [each for each in sorted(path.iterdir()) if each.is_file()]
    return max((run_and_tell(partial(review_portrait, file)) for file in files), default=0)


def review_portrait(file: Path) -> int:
    """Print the sheet to review a portrait.

    Raises InvalidStudyError where the file, or the project that it is read with, is at fault.
    """
    from .commands.reviewing import NO_SHEET, receive, review  # its library of days loads slowly

    received = receive(file)  # what cannot be read is told first
    with saying(NO_SHEET):
        study = read_for_review(file)
    print(f"{review(received, study)}\n")
    return 0


@contextmanager
def saying(note: str) -> Iterator[None]:
    """Add a note to the problems that are found inside: what they prevent."""
    try:
        yield
    except InvalidStudyError as error:
        error.add_note(note)
        raise


def read_for_review(file: Path) -> Study:
    """Return the study; without the portrait to review, where that is what is at fault in it."""
    try:
        return read_study(ROOT)
    except InvalidStudyError:
        path = file.resolve()
        if not path.is_relative_to(ROOT):
            raise
        return read_study(ROOT, without=path)


def tell_ready() -> int:
    """Say what the owner has to fill in before publishing; 1 while the law asks for some of it."""
    study, settings = read_project(ROOT)
    said, ready = tell_readiness(study, settings, find_lines(ROOT))
    print(said)
    return 0 if ready else 1


def find_problems() -> list[Problem]:
    """Return the problems of the whole project, those that stop nothing too."""
    try:
        return list(read_project(ROOT, show_progress)[0].notices)
    except InvalidStudyError as error:
        return error.problems


def mend(wanted: Sequence[Path]) -> None:
    """Mend what is certain in the files, in all of them when none is wanted; show it."""
    paths = [
        path for path in list_files(ROOT) if not wanted or any(map(path.is_relative_to, wanted))
    ]
    mended = Mended()
    try:
        mend_files(ROOT, paths, find_problems, mended)
    finally:  # if interrupted too: what is changed already is shown
        tell_mended(mended)


def tell_mended(mended: Mended) -> None:
    """Show what became of the files that were to be mended."""
    for difference in mended.show(ROOT):
        print(difference, end="")
    for path in mended.left:
        print(
            f"{path.relative_to(ROOT)} : laissé tel quel, car d'autres lignes auraient changé de "
            "sens. Corrigez-le à la main.",
            file=sys.stderr,
        )
    print(f"{len(mended.after)} fichier(s) corrigé(s).")


def _is_about(problem: Problem, wanted: Iterable[Path]) -> bool:
    """Tell whether a problem is one of the files, or of what they cannot be checked without."""
    path = ROOT / problem.file
    return any(map(path.is_relative_to, wanted)) or not os.path.lexists(path)


def show_progress(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the paths, showing how far it is when they are many and somebody looks."""
    if len(paths) < PROGRESS_FROM or not sys.stderr.isatty():
        yield from paths
        return
    with click.progressbar(paths, label="Lecture des fichiers", file=sys.stderr) as shown:
        yield from shown


def new_portrait() -> int:
    """Ask for a portrait and write it to portraits/."""
    study = read_study(ROOT)
    click.echo("Quelques questions, et votre portrait est écrit. Ctrl-C pour abandonner.\n")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # asked again, rather than lost
    portrait = ask_portrait(
        study.slugs,
        study.names,
        lambda question: click.prompt(question, prompt_suffix=" "),
        click.echo,
    )
    path = write_portrait(portrait, ROOT / "portraits", study.slugs["retraits"])
    click.echo(f"\n{path.relative_to(ROOT)} est écrit. Relisez-le avec : make serve")
    return 0


def import_portrait(grid: Path) -> int:
    """Write the portrait that a filled grid tells to portraits/, and list its problems."""
    from .commands.import_grid import NOT_IMPORTED, import_grid  # its library is long to import
    from .office.word_file import read_grid

    filled = read_grid(grid)  # what is no grid is told first
    with saying(NOT_IMPORTED):
        study = read_study(ROOT)
    made = import_grid(filled, ROOT, study)
    print(f"{made.path.relative_to(ROOT)} est écrit. Ce qui est à vérifier y est dit à sa ligne.")
    if made.outside:
        print("Hors des réponses, et non repris :")
        print("\n".join(f"  {text}" for text in made.outside))
        if made.altered:
            print(
                "Cette grille n'a pas toutes les phrases de celle d'aujourd'hui : des mots en ont "
                "été ôtés, ou elle a été téléchargée avant un changement, et des siennes peuvent "
                "être parmi celles-ci."
            )
    code = check([made.path])
    if made.requests:
        print("\nÀ demander à qui a rempli la grille, par le courriel « Une question » :")
        print("\n".join(f"  {n}. {text}" for n, text in enumerate(made.requests, 1)))
    return code


def withdraw(slug: str, reason: str) -> int:
    """Take a portrait away from everywhere, show what changes, and say what stays."""
    plan = plan_withdrawal(ROOT, slug, date.today(), reason)
    if plan.decisions:
        print("\n".join(map(str, plan.decisions)), file=sys.stderr)
        print(
            f"\nRien n'est changé : {len(plan.decisions)} endroit(s) à décider. Corrigez-les, puis "
            "recommencez.",
            file=sys.stderr,
        )
        return 1
    plan.write()
    print("".join(plan.files.show(ROOT)))
    print(f"{plan.portrait.relative_to(ROOT).as_posix()} est supprimé.\n\n{STAYS}\n")
    return check([])


def draw_charts() -> int:
    """Draw the charts whose data changed since they were last drawn."""
    charts, folder = list_charts(read_study(ROOT)), ROOT / DRAWINGS
    for slug, data in charts.items():
        draw_chart(slug, data, folder)
    print(f"{len(charts)} graphiques à jour dans {folder}.")
    return 0


def write_schemas() -> int:
    """Write docs/schemas/ anew from the models."""
    files = list_schemas(read_study(ROOT))
    for name, text in files.items():
        write_atomically(ROOT / FOLDER / name, text)
    print(f"{len(files)} fichiers écrits dans {FOLDER}.")
    return 0


def list_scores() -> int:
    """List how easy every page is to read, worst first, then the worst of each kind."""
    from .commands.readability import read_floors, score_pages  # its library is a maintainer's only

    floors = read_floors(ROOT)
    scores = score_pages(read_study(ROOT))
    for score in scores:
        below = (
            f"  sous le seuil de {floors[score.kind]}" if score.value < floors[score.kind] else ""
        )
        print(f"{score.value:6.1f}  {score.kind:10}  {score.url}{below}")
    print(f"{len(scores)} textes, du plus difficile au plus facile (indice de Kandel et Moles).")
    return 0


def report(problems: Iterable[Problem], form: str) -> int:
    """Show the problems; return 1 if one of them stops a publication, else 0.

    Tools read them on the standard output.
    """
    found = list(problems)
    for_people = form == "texte"
    click.echo(FORMATS[form](found, ROOT), err=for_people)
    if for_people:
        faults = sum(problem.count for problem in found if problem.stops)
        doubts = sum(not problem.stops for problem in found)
        told = [f"{faults} problème(s)" if faults else "Aucun problème"]
        told += [f"{doubts} point(s) à vérifier"] if doubts else []
        click.echo(f"{', '.join(told)}.", err=True)
    return 1 if any(problem.stops for problem in found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
