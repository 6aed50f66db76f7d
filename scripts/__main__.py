"""The commands: python -m scripts check | charts | pages."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from .charts import draw_chart
from .files import write_atomically
from .pages import generate_files, generate_pages
from .problems import InvalidStudyError
from .rendering import Renderer
from .study import list_files, read_study

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named in the arguments and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts", description="Alliances éducatives")
    commands = parser.add_subparsers(dest="command", required=True)
    check_parser = commands.add_parser("check", help="vérifier les fichiers YAML")
    check_parser.add_argument("files", nargs="*", metavar="FICHIER", type=Path)
    commands.add_parser("charts", help="redessiner les graphiques dont les données ont changé")
    pages_parser = commands.add_parser("pages", help="écrire les pages faites des données")
    pages_parser.add_argument("folder", metavar="DOSSIER", type=Path)
    options = parser.parse_args(arguments)
    try:
        if options.command == "check":
            return check(options.files)
        if options.command == "charts":
            return draw_charts()
        return write_pages(options.folder)
    except InvalidStudyError as error:
        return report(error)
    except OSError as error:
        print(f"{error.filename} : {error.strerror}.", file=sys.stderr)
        return 1


def check(files: Sequence[Path]) -> int:
    """List the problems of the files, of all of them when none is named; 1 if there is any."""
    wanted = {path.resolve() for path in files}
    for path in files:
        if not path.is_file():
            print(f"{path} : ce fichier n'existe pas.", file=sys.stderr)
            return 1
    try:
        read_study(ROOT)
    except InvalidStudyError as error:
        problems = [
            problem
            for problem in error.problems
            if not wanted or (ROOT / problem.file).resolve() in wanted
        ]
        if problems:
            return report(InvalidStudyError(problems))
    count = len(files) or len(list_files(ROOT))
    print(f"{count} fichier(s) vérifié(s), aucun problème.")
    return 0


def draw_charts() -> int:
    """Draw the charts whose data changed since they were last drawn."""
    renderer = build_renderer()
    for slug, data in renderer.charts.items():
        draw_chart(slug, data, renderer.cache_folder)
    print(f"{len(renderer.charts)} graphiques à jour dans {renderer.cache_folder}.")
    return 0


def write_pages(folder: Path) -> int:
    """Write every page and data file made from the study into the folder."""
    renderer = build_renderer()
    pages = generate_pages(renderer)
    for page in pages:
        write_atomically(folder / page.url / "index.html", page.html)
    files = generate_files(renderer, lambda file: (ROOT / file).read_text(encoding="utf-8"))
    for address, text in files.items():
        write_atomically(folder / address, text)
    print(f"{len(pages)} pages et {len(files)} fichiers de données écrits dans {folder}.")
    return 0


def build_renderer() -> Renderer:
    """Return the renderer of the project's study, with the settings of mkdocs.yml."""
    # BaseLoader reads text only: mkdocs.yml has tags that are MkDocs' own.
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return Renderer(read_study(ROOT), ROOT, config["extra"]["reglages"])


def report(error: InvalidStudyError) -> int:
    """Print the problems, one a line, and return the exit code."""
    for problem in error.problems:
        print(problem, file=sys.stderr)
    print(f"{len(error.problems)} problème(s).", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
