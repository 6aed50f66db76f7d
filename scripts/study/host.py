"""What the host of a build says of the site: the addresses that its owner need not write.

A host sets these variables by itself when it builds; none is guessed from anything else.
"""

import os
from typing import NamedTuple
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from ..problems.problem import RefusedError
from ..schema.settings import SiteAddress


class Source(NamedTuple):
    """Variables whose values, joined by « / », are an address; the kind of host that sets them."""

    names: tuple[str, ...]
    kind: str = ""

    @property
    def address(self) -> str:
        """The address as the host gives it, "" where it gives none."""
        values = [os.environ.get(name, "").strip() for name in self.names]
        return "/".join(values) if all(values) else ""


# GitHub has no variable for the address of a site: .github/workflows/publier.yml sets
# ADRESSE_DU_SITE from what GitHub Pages answers.
SITES = (Source(("ADRESSE_DU_SITE",)), Source(("CI_PAGES_URL",)))
REPOSITORIES = (
    Source(("CI_PROJECT_URL",), "gitlab"),
    Source(("GITHUB_SERVER_URL", "GITHUB_REPOSITORY"), "github"),
)
VARIABLES = [name for source in (*SITES, *REPOSITORIES) for name in source.names]

_address: TypeAdapter[str] = TypeAdapter(SiteAddress)


class Given(NamedTuple):
    """An address that the host gives, and the names of the variables that say it: "" for none."""

    address: str = ""
    named: str = ""


def read_address(setting: str, sources: tuple[Source, ...]) -> Given:
    """Return the address that the first of the sources gives for a setting.

    Raises RefusedError, with the names of the variables, when it is no address in https.
    """
    source = next((source for source in sources if source.address), None)
    if source is None:
        return Given()
    named = " et ".join(source.names)
    try:
        return Given(_address.validate_python(source.address), named)
    except ValidationError:
        raise RefusedError(
            f"L'hébergeur donne « {source.address[:60]} » par {named} : ce n'est pas une adresse "
            f"en https://, sans identifiant, espace ni « ? ». Écrivez la bonne sous « {setting}: »,"
            f" dans mkdocs.yml, ou videz {named}."
        ) from None


def find_forge(repo_url: str) -> str:
    """Return the kind of host of a repository: « gitlab », « github », "" when nothing tells it.

    Its name tells it, or the host of the build, which knows its own repository.
    """
    name = urlsplit(repo_url).hostname or ""
    named = [kind for kind in ("gitlab", "github") if kind in name]
    own = [each.kind for each in REPOSITORIES if repo_url and each.address.rstrip("/") == repo_url]
    return next(iter([*named, *own]), "")
