"""Runs MkDocs' build in this process, where what stops it can be told in French."""

import logging
import os
from pathlib import Path

import click

from ..problems.problem import FailedBuildError
from ..publish.failures import explain_error, translate


def build_site(root: Path, folder: Path) -> None:
    """Build the project at root into the folder, strictly. Raises FailedBuildError."""
    from mkdocs.__main__ import cli  # long to import, and the other commands do without

    # mkdocs.yml reads both; IMPRIMER=false builds without what is printed, in less time
    os.environ["CI"] = "true"
    os.environ.setdefault("IMPRIMER", "true")
    os.chdir(root)
    # --quiet would hide what it counts
    logging.getLogger("mkdocs.config").setLevel(logging.WARNING)
    try:
        options = ["--strict", "--quiet", "--site-dir", str(folder)]
        cli.main(["build", *options], standalone_mode=False)
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        raise FailedBuildError(translate(error.format_message())) from error
    except SystemExit as error:  # the macros plugin's
        raise FailedBuildError from error
    except Exception as error:
        raise FailedBuildError(explain_error(error)) from error
