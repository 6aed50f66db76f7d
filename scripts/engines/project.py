"""Reads the project without MkDocs: what mkdocs.yml says, and all that the site is made from."""

from collections.abc import Mapping
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import yaml

from ..problems.problem import InvalidStudyError
from ..site.site import Look, Site
from ..site.sources import Sources, read_sources
from ..study.settings import read_build_date


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; a value under !ENV is its default, whatever the environment holds."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_object(node.value[-1]))
# A function, by its dotted name: !!python/name:package.module.function
_Loader.add_multi_constructor(
    "tag:yaml.org,2002:python/name:", lambda loader, name, node: resolve_name(name)
)


def read_all(root: Path) -> tuple[Mapping[str, Any], Sources, Look]:
    """Return mkdocs.yml, all that the site is made from, and its look.

    Raises InvalidStudyError with what is wrong in the files, RefusedError when the date of the
    build is, or an address that the host gives.
    """
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loader)
    sources = read_sources(root)
    if sources.faults or sources.page_problems:
        raise InvalidStudyError([*sources.problems, *sources.page_problems])
    look = Look(
        config["site_name"], config["site_description"], config["nav"], config.get("extra_css", []),
        config["theme"]["favicon"], read_build_date().date(),
    )  # fmt: skip
    return config, sources, look


def read_site(root: Path) -> Site:
    """Return the site of a project, before anything is printed of it. Raises as read_all does."""
    _, sources, look = read_all(root)
    return Site(root, sources, look)
