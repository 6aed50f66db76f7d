"""The commands that build the site, or something of it."""

import argparse
import sys
from pathlib import Path

from ..engines.mkdocs_build import build_site
from ..engines.project import read_site
from ..engines.zensical import write_site_source
from ..print.press import Press, tell_refused, write_copies
from ..publish.headers import write_nginx
from ..publish.links import check_links, find_links, write_report
from ..publish.offline import write_archive
from ..publish.preview import preview_site
from ..publish.publishing import publish_site
from ..publish.shared_hosting import write_hosting_archive
from ..search.index import list_indexed
from ..site.rendering import Renderer
from ..study.settings import read_build_date, read_project, read_settings
from ..study.study import list_files


def build(root: Path, options: argparse.Namespace) -> int:
    """Run the command that the options name, and return its exit code."""
    match options.command:
        case "site":
            publish_site(root, options.folder.resolve(), build_site)
            return 0
        case "serve":
            return preview_site(root, options.address)
        case "print":
            return print_documents(root, options.folder.resolve())
        case "offline":
            return write_offline(root)
        case "hosting":
            return write_hosting(root)
        case "links":
            return ask_links(root)
        case "headers":
            print(write_nginx(Renderer(root, {}).environment), end="")
            return 0
        case _:
            return write_pages(root, options.folder)


def write_offline(root: Path) -> int:
    """Build the site, and put it in an archive to read without a server."""
    publish_site(root, root / "site", build_site)
    write_archive(root / "site", root / "alliances-educatives.zip", list_indexed(read_site(root)))
    return 0


def print_documents(root: Path, folder: Path) -> int:
    """Print all that is printed, into the folder, each document at its address."""
    study, settings = read_project(root)
    press = Press(root, study, settings, read_build_date().date())
    printed = press.print_all()
    write_copies(printed.files, folder)
    tell_refused(printed)
    print(f"{len(printed.prints)} documents dans {folder}.")
    return 0


def write_pages(root: Path, folder: Path) -> int:
    """Write the whole site into the folder, as pages that another engine builds."""
    if folder.resolve() == root:
        print("Ce dossier est celui du projet : choisissez-en un autre.", file=sys.stderr)
        return 1
    pages, files = write_site_source(root, folder)
    print(f"{pages} pages et {files} fichiers de données écrits dans {folder}.")
    return 0


def write_hosting(root: Path) -> int:
    """Build the site, and put it in an archive to copy to an ordinary host."""
    publish_site(root, root / "site", build_site)
    archive, settings = root / "alliances-educatives-hebergement.zip", read_settings(root)
    templates = Renderer(root, {}).environment
    write_hosting_archive(root / "site", archive, settings, read_build_date(), templates)
    print(f"{archive.name} est prêt : LISEZ-MOI.txt, dedans, dit comment le copier.")
    if not settings["site_url"]:
        print(
            "L'adresse du site n'est écrite nulle part : l'archive convient à un site à la racine "
            "de son nom (https://exemple.fr/). Sinon, écrivez-la sous « site_url: », dans "
            "mkdocs.yml, puis recommencez.",
            file=sys.stderr,
        )
    return 0


def ask_links(root: Path) -> int:
    """Say which outside links need somebody's attention; never a failure of anything."""
    examples = root / "content/erreurs.yml"
    files = [*list_files(root), *sorted((root / "docs").rglob("*.md"))]
    files.remove(examples)
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}
    places = find_links(texts)
    write_report(places, check_links(places, root / ".cache" / "links"), print)
    return 0
