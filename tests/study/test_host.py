"""The addresses that the host of a build gives: read where the owner wrote none, never guessed."""

from pathlib import Path

import pytest

from scripts.problems.problem import RefusedError
from scripts.study.host import find_forge
from scripts.study.settings import read_settings
from tests.commands.test_commands import run
from tests.study.test_settings import DEPOT, SITE, settings, type_in

__all__ = ["settings"]  # the fixture

GITHUB = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "une-ville/alliances"}
ON_GITHUB = "https://github.com/une-ville/alliances"
FORGE = "https://forge.exemple.fr/une-ville/alliances"


def set_variables(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("variables", "repo_url", "site_url", "forge"),
    [
        ({}, "", "", ""),
        (GITHUB, ON_GITHUB, "", "github"),
        (GITHUB | {"ADRESSE_DU_SITE": "https://une-ville.github.io/alliances"},
         ON_GITHUB, "https://une-ville.github.io/alliances", "github"),
        ({"CI_PROJECT_URL": f"{FORGE}/", "CI_PAGES_URL": "https://une-ville.pages.exemple.fr//"},
         FORGE, "https://une-ville.pages.exemple.fr", "gitlab"),
        ({"GITHUB_REPOSITORY": "une-ville/alliances"}, "", "", ""),
        (GITHUB | {"GITHUB_REPOSITORY": ""}, "", "", ""),
        ({"CI_PROJECT_URL": FORGE, "CI_PAGES_URL": "https://une-ville.pages.exemple.fr/a"},
         FORGE, "https://une-ville.pages.exemple.fr/a", "gitlab"),
    ],
)  # fmt: skip
def test_what_the_owner_left_empty_is_what_the_host_says(
    settings: Path, monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str], repo_url: str, site_url: str, forge: str,
) -> None:  # fmt: skip
    set_variables(monkeypatch, **variables)
    known = read_settings(settings)
    assert (known["repo_url"], known["site_url"], known["forge"]) == (repo_url, site_url, forge)


@pytest.mark.parametrize(
    ("written", "forge"),
    [
        (FORGE, "gitlab"),  # the host of the build is the one of this repository
        (f"{FORGE}/", "gitlab"),
        ("https://forge.exemple.fr/ailleurs", ""),
        ("https://github.com/a/gitlab", "github"),
        ("https://gitlab.exemple.fr/a/b", "gitlab"),
    ],
)
def test_settings_win(
    settings: Path, monkeypatch: pytest.MonkeyPatch, written: str, forge: str
) -> None:
    set_variables(monkeypatch, CI_PROJECT_URL=FORGE, CI_PAGES_URL="https://pages.exemple.fr/")
    type_in(settings, DEPOT, f"repo_url: {written}")
    type_in(settings, SITE, "site_url: https://exemple.fr/etude/")
    known = read_settings(settings)
    assert (known["repo_url"], known["forge"]) == (written.removesuffix("/"), forge)
    assert known["site_url"] == "https://exemple.fr/etude"


@pytest.mark.parametrize(
    ("variables", "named", "setting"),
    [
        ({"CI_PAGES_URL": "http://exemple.fr/"}, "CI_PAGES_URL", "site_url:"),
        ({"ADRESSE_DU_SITE": "exemple.fr"}, "ADRESSE_DU_SITE", "site_url:"),
        ({"CI_PROJECT_URL": "https://moi:jeton@exemple.fr/a"}, "CI_PROJECT_URL", "repo_url:"),
        (GITHUB | {"GITHUB_REPOSITORY": "une ville/a"},
         "GITHUB_SERVER_URL et GITHUB_REPOSITORY", "repo_url:"),
    ],
)  # fmt: skip
def test_a_wrong_one_is_told_with_the_name_of_its_variable(
    settings: Path, monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str], named: str, setting: str,
) -> None:  # fmt: skip
    set_variables(monkeypatch, **variables)
    with pytest.raises(RefusedError) as caught:
        read_settings(settings)
    assert f" par {named} :" in str(caught.value)
    assert f"« {setting} », dans mkdocs.yml, ou videz {named}." in str(caught.value)
    type_in(settings, SITE, "site_url: https://exemple.fr/")
    type_in(settings, DEPOT, "repo_url: https://exemple.fr/a")
    assert read_settings(settings)["site_url"] == "https://exemple.fr", "as the remedy says"


@pytest.mark.parametrize("command", ["check", "site", "pages"])
def test_every_command_says_it_in_one_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("CI_PAGES_URL", "http://exemple.fr/")
    done = run(project, command, *(["ailleurs"] if command == "pages" else []))
    assert done.returncode == 1
    assert "CI_PAGES_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://github.com/a/b", "github"),
        ("https://gitlab.exemple.fr/a/b", "gitlab"),
        ("https://forge.exemple.fr/a/b", "gitlab"),
        ("https://forge.exemple.fr/a/c", ""),
        ("", ""),
    ],
)
def test_the_kind_of_host_is_known_by_its_name_or_by_the_build(
    monkeypatch: pytest.MonkeyPatch, address: str, kind: str
) -> None:
    set_variables(monkeypatch, CI_PROJECT_URL="https://forge.exemple.fr/a/b")
    assert find_forge(address) == kind
