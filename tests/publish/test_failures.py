"""Whatever a maintainer breaks, one French sentence says where, and nothing is published."""

import shutil
from pathlib import Path

import pytest

from scripts.publish.failures import translate
from tests.commands.test_commands import run

NOTHING = "Rien n'est publié : le site d'avant, s'il y en a un, est intact.\n"


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def insert(path: Path, before: str, text: str) -> None:
    whole = path.read_text(encoding="utf-8")
    assert before in whole
    path.write_text(whole.replace(before, text + before, 1), encoding="utf-8")


def build_in_vain(project: Path) -> list[str]:
    """Build the site, which must fail without a traceback; return the lines said before the end."""
    done = run(project, "site")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert said.endswith(NOTHING)
    assert not (project / "site").exists()
    lines = [line for line in said.removesuffix(NOTHING).splitlines() if line]
    return [line for line in lines if "│" not in line and "NO_MKDOCS_2_WARNING" not in line]


def test_every_broken_link_and_heading_is_told_at_once(project: Path) -> None:
    add(
        project / "docs/aide.md", "\n\n[a](rien.md) [b](methode.md#rien) [c](#rien) [d](chiffres)\n"
    )
    insert(project / "docs/recherche.md", "title:", "erreur: a: b\n")
    insert(project / "mkdocs.yml", "      - methode.md", "      - rien.md\n")
    insert(project / "mkdocs.yml", "  - assets/css/texte.css", "  - assets/css/rien.css\n")
    assert sorted(line.split(" -  ")[1] for line in build_in_vain(project)) == [
        "docs/aide.md : le lien « #rien » mène à un endroit qui n'est pas dans la page. "
        "Corrigez ce qui suit « # ».",
        "docs/aide.md : le lien « chiffres » n'est pas celui d'un fichier. "
        "Vouliez-vous dire « chiffres/index.md » ?",
        "docs/aide.md : le lien « methode.md#rien » mène à un endroit qui n'est pas dans la page. "
        "Corrigez ce qui suit « # ».",
        "docs/aide.md : le lien « rien.md » ne mène à aucun fichier de docs/. Corrigez-le.",
        "docs/recherche.md:2:10: deux-points Ce texte contient deux-points : il doit être entre "
        'guillemets. Écrivez : erreur: "a: b"',
        "mkdocs.yml : la feuille « assets/css/rien.css » (extra_css) n'est pas dans docs/.",
        "mkdocs.yml : « rien.md », dans le menu (nav), n'est pas dans docs/. "
        "Corrigez ce nom, ou retirez la ligne.",
    ]


@pytest.mark.parametrize(
    ("macro", "told"),
    [
        ('{{ bloc("rien") }}', "le bloc « rien » ne peut pas être montré. Le modèle « blocs/rien"),
        ('{{ chiffre("contrat") }}', "le chiffre « contrat » n'existe pas. Vouliez-vous dire"),
        ("{{ rien }}", "une macro de cette page échoue (UndefinedError : 'rien' is undefined)."),
        ('{{ bloc("contact" }}', "cette ligne n'est pas une macro lisible (unexpected '}', "),
    ],
)
def test_a_macro_that_fails_is_told_once(project: Path, macro: str, told: str) -> None:
    add(project / "docs/a-propos.md", f"\n\n{macro}\n")
    (line,) = build_in_vain(project)
    assert f"docs/a-propos.md : {told}" in line


@pytest.mark.parametrize(
    ("file", "before", "text", "told"),
    [
        ("blocs/contact.html", "</dl>", "{{ rien }}", "contact.html:5 : ce modèle demande ce qui"),
        ("blocs/contact.html", "</dl>", '{% include "blocs/contact.html" %}', "lui-même sans fin"),
        ("pages/portrait.html", "{%", "{% if %}", "overrides/pages/portrait.html:1 : ce modèle"),
        ("cadre.html", "</head>", '{% include "cadre.html" %}', "overrides/cadre.html:"),
        ("cadre.html", "</head>", '{{ icone("rien") }}', "n'existe pas (l'icône « rien »"),
        ("cadre.html", "</head>", '{% include "a.html" %}', "Le modèle « a.html » n'est pas dans"),
    ],
)
def test_a_template_that_fails_is_told_at_its_line(
    project: Path, file: str, before: str, text: str, told: str
) -> None:
    insert(project / "overrides" / file, before, text)
    assert told in build_in_vain(project)[-1]


@pytest.mark.parametrize("file", ["docs/aide.md", "overrides/blocs/contact.html"])
def test_a_text_that_is_not_in_utf_8_is_named(project: Path, file: str) -> None:
    (project / file).write_bytes("---\ntitle: Été\n---\n".encode("latin-1"))
    assert f"{file} n'est pas en UTF-8" in build_in_vain(project)[-1]


def test_what_nobody_foresaw_keeps_its_traceback(project: Path) -> None:
    add(
        project / "scripts/site/exports.py",
        "\n\ndef list_exports(study, charts):\n    return 1 / 0\n",
    )
    line = build_in_vain(project)[-1]
    assert "scripts/site/exports.py:" in line
    assert "ZeroDivisionError" in line
    assert "return 1 / 0" in (project / ".cache/panne.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["content", "docs", "overrides", "portraits"])
@pytest.mark.parametrize("command", ["site", "serve"])
def test_a_missing_folder_is_named(project: Path, part: str, command: str) -> None:
    shutil.rmtree(project / part)
    done = run(project, command)
    assert done.returncode == 1
    assert f"{part}" in done.stderr
    assert "git restore" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_mkdocs_says_of_its_own_settings_is_left_as_it_is(project: Path) -> None:
    insert(project / "mkdocs.yml", "docs_dir:", "docs_dirr: docs\n")
    told, end = build_in_vain(project)
    assert "docs_dirr" in told
    assert end == "Les réglages de mkdocs.yml sont à corriger."


def test_a_message_that_is_not_known_is_kept() -> None:
    assert translate("Something {new}.") == "Something {new}."
