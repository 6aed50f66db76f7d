"""Reads the owner's settings in mkdocs.yml, and the date of the build."""

import os
import re
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ..problems.problem import InvalidStudyError, Problem, RefusedError
from ..reading.documents import Data, Document, Reader, load_document
from ..schema.settings import PLACES, OwnerSettings, SiteSettings
from .host import REPOSITORIES, SITES, Given, find_forge, read_address
from .study import Memory, Progress, Study, read_study
from .validation import validate

FILE = "mkdocs.yml"

Settings = Mapping[str, str]
# The two addresses that the host of a build may give, and where it says them.
_GIVEN = {"site_url": SITES, "repo_url": REPOSITORIES}
GIVEN_BY = "{}_par"  # the key of the names of the variables that say an address
NO_SETTINGS: Settings = dict.fromkeys(
    ["site_name", *_GIVEN, *map(GIVEN_BY.format, _GIVEN), "forge", *OwnerSettings.model_fields], ""
)  # what a preview shows while mkdocs.yml is at fault


def read_settings(root: Path) -> Settings:
    """Return what mkdocs.yml says of the site: its name, its addresses, extra.reglages.

    "" is what nobody has filled in; the two addresses are then those that the host of the build
    gives, and « site_url_par », « repo_url_par » name the variables that say them. Neither ends
    with a slash. « forge » is the kind of the repository's host, « gitlab » or « github », "" when
    nothing tells it.

    Raises InvalidStudyError with every problem of mkdocs.yml, at its line; RefusedError when an
    address that the host gives is none.
    """
    document = _load(root)
    settings, errors = validate(SiteSettings, document, {}, "")
    if settings is None:
        raise InvalidStudyError([problem for _, problem in errors])
    known = {"site_name": settings.site_name}
    for key, sources in _GIVEN.items():
        written = getattr(settings, key)
        given = Given(written) if written else read_address(key, sources)
        known |= {key: given.address.rstrip("/"), GIVEN_BY.format(key): given.named}
    known["forge"] = find_forge(known["repo_url"])
    said = settings.extra.reglages.model_dump(mode="json")
    return known | {name: value or "" for name, value in said.items()}


def find_lines(root: Path) -> Mapping[str, int]:
    """Return the line of mkdocs.yml where each setting is, or what it would be under.

    Raises InvalidStudyError when the file cannot be read.
    """
    document = _load(root)
    return {key: document.place(place, of_key=True)[0] for key, place in PLACES.items()}


def find_archive_day(settings: Settings) -> date | None:
    """Return the day since when the site is no longer kept up to date, None where it is."""
    return date.fromisoformat(settings["archive"]) if settings["archive"] else None


def _load(root: Path) -> Document:
    return load_document(root / FILE, root, reader=_SettingsReader)


def read_project(
    root: Path, progress: Progress = iter, memory: Memory | None = None
) -> tuple[Study, Settings]:
    """Return the study and the owner's settings.

    Raises InvalidStudyError with the problems of both, RefusedError as read_settings does;
    progress and memory are read_study's.
    """
    problems: list[Problem] = []
    try:
        settings = read_settings(root)
    except InvalidStudyError as error:
        problems = error.problems
    try:
        study = read_study(root, progress, memory)
    except InvalidStudyError as error:
        problems = problems + error.problems
    if problems:
        raise InvalidStudyError(sorted(problems))
    return study, settings


def read_build_date() -> datetime:
    """Return the moment of the build: SOURCE_DATE_EPOCH's where it is set, else now.

    Raises RefusedError when the variable is not a number of seconds that archives can keep.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return datetime.fromtimestamp(time.time(), UTC)
    if not re.fullmatch("[0-9]{1,10}", given) or int(given) >= 2**32:  # gzip's dates have 32 bits
        raise RefusedError(
            f"SOURCE_DATE_EPOCH vaut « {given[:40]} » : donnez un nombre de secondes depuis 1970 "
            "(celui de « git log -1 --format=%ct »), ou retirez cette variable."
        )
    return datetime.fromtimestamp(int(given), UTC)


class _SettingsReader(Reader):
    """Reads mkdocs.yml, where MkDocs admits more than we do in the study's files."""

    def is_doubtful(self, text: str) -> bool:
        """Look at every text: what is noted here is not what a file of the study may not hold."""
        return True

    def read(self, event: Any, depth: int) -> Data:
        data = super().read(event, depth)
        return _find_variable(data) if getattr(event, "tag", None) == "!ENV" else data

    def note(self, event: Any, code: str, **values: Any) -> None:
        tag = values.get("tag", "")
        known = tag in ("!ENV", "!relative") or tag.startswith("tag:yaml.org,2002:")
        if not known and code != "valeur-vide":
            super().note(event, code, **values)

    def check_plain(self, event: Any) -> None:
        """Admit a comment after a value; refuse quotes that pages would show, French ones too."""
        self.check_quotes(event, french=True)

    def read_scalar(self, event: Any) -> str | None:
        text = super().read_scalar(event)
        return None if text == "null" and not event.style else text


def _find_variable(names: Data) -> Data:
    """The value of the first variable of the environment that is set, else the default."""
    listed = names if isinstance(names, list) else [names]
    *variables, default = listed if len(listed) > 1 else [*listed, None]
    return next((os.environ[str(name)] for name in variables if str(name) in os.environ), default)
