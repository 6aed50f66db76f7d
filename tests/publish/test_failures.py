"""Whatever a maintainer breaks, one French sentence says where, and nothing is published."""

import logging
import shutil
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.problems.problem import RefusedError
from scripts.publish import failures
from scripts.publish.failures import check_parts, explain_error, translate, translate_record
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


@pytest.mark.long
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
        pytest.param(
            '{{ bloc("rien") }}',
            "le bloc « rien » ne peut pas être montré. Le modèle « blocs/rien",
            marks=pytest.mark.long,
        ),
        pytest.param(
            '{{ chiffre("entretien") }}',
            "le chiffre « entretien » n'existe pas. Vouliez-vous dire",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "{{ rien }}",
            "une macro de cette page échoue (UndefinedError : 'rien' is undefined).",
            marks=pytest.mark.long,
        ),
        ('{{ bloc("contact" }}', "cette ligne n'est pas une macro lisible (unexpected '}', "),
    ],
)
def test_a_macro_that_fails_is_told_once(small_project: Path, macro: str, told: str) -> None:
    add(small_project / "docs/aide.md", f"\n\n{macro}\n")
    (line,) = build_in_vain(small_project)
    assert f"docs/aide.md : {told}" in line


@pytest.mark.parametrize(
    ("file", "before", "text", "told"),
    [
        (
            "blocs/glossaire.html",
            "</dl>",
            "{{ rien }}",
            "glossaire.html:26 : ce modèle demande ce qui",
        ),
        pytest.param(
            "blocs/glossaire.html",
            "</dl>",
            '{% include "blocs/glossaire.html" %}',
            "lui-même sans fin",
            marks=pytest.mark.long,
        ),
        ("pages/portrait.html", "{%", "{% if %}", "overrides/pages/portrait.html:2 : ce modèle"),
        pytest.param(
            "cadre.html",
            "</head>",
            '{% include "cadre.html" %}',
            "overrides/cadre.html:",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "cadre.html",
            "</head>",
            '{{ icone("rien") }}',
            "n'existe pas (l'icône « rien »",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "cadre.html",
            "</head>",
            '{% include "a.html" %}',
            "Le modèle « a.html » n'est pas dans",
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_template_that_fails_is_told_at_its_line(
    small_project: Path, file: str, before: str, text: str, told: str
) -> None:
    insert(small_project / "overrides" / file, before, text)
    assert told in build_in_vain(small_project)[-1]


@pytest.mark.parametrize(
    "file",
    ["docs/aide.md", pytest.param("overrides/blocs/glossaire.html", marks=pytest.mark.long)],
)
def test_a_text_that_is_not_in_utf_8_is_named(small_project: Path, file: str) -> None:
    (small_project / file).write_bytes("---\ntitle: Été\n---\n".encode("latin-1"))
    assert f"{file} n'est pas en UTF-8" in build_in_vain(small_project)[-1]


def test_what_nobody_foresaw_keeps_its_traceback(small_project: Path) -> None:
    add(
        small_project / "scripts/site/exports.py",
        "\n\ndef list_exports(*given):\n    return 1 / 0\n",
    )
    line = build_in_vain(small_project)[-1]
    assert "scripts/site/exports.py:" in line
    assert "ZeroDivisionError" in line
    assert "return 1 / 0" in (small_project / ".cache/panne.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["content", "docs", "overrides", "portraits"])
@pytest.mark.parametrize("command", ["site", "serve"])
def test_a_missing_folder_is_named(small_project: Path, part: str, command: str) -> None:
    shutil.rmtree(small_project / part)
    done = run(small_project, command)
    assert done.returncode == 1
    assert f"{part}" in done.stderr
    assert "git restore" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_mkdocs_says_of_its_own_settings_is_left_as_it_is(small_project: Path) -> None:
    insert(small_project / "mkdocs.yml", "theme:", "docs_dirr: docs\n")
    told, end = build_in_vain(small_project)
    assert "docs_dirr" in told
    assert end == "Les réglages de mkdocs.yml sont à corriger."


def test_a_message_that_is_not_known_is_kept() -> None:
    assert translate("Something {new}.") == "Something {new}."


LINK = "Doc file 'a.md' contains a link 'b.md', but the target 'b.md' is not found among"
BAD_MACRO = "[macros] - ERROR # _Macro Rendering Error_\n\n_File_: `a.md`\n\n"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("A reference to 'a.md' is included in the 'nav' configuration, which is not found in",
         "mkdocs.yml : « a.md », dans le menu (nav), n'est pas dans docs/. "
         "Corrigez ce nom, ou retirez la ligne."),
        (f"{LINK} documentation files.",
         "docs/a.md : le lien « b.md » ne mène à aucun fichier de docs/. Corrigez-le."),
        (f"{LINK} documentation files. Did you mean 'c.md'?",
         "docs/a.md : le lien « b.md » ne mène à aucun fichier de docs/. "
         "Vouliez-vous dire « c.md » ?"),
        ("Doc file 'a.md' contains an unrecognized relative link 'b', it was left as is.",
         "docs/a.md : le lien « b » n'est pas celui d'un fichier. Corrigez-le."),
        ("Doc file 'a.md' contains a link '#b', but there is no such anchor on this page.",
         "docs/a.md : le lien « #b » mène à un endroit qui n'est pas dans la page. "
         "Corrigez ce qui suit « # »."),
        (f"{BAD_MACRO}_RefusedError_: docs/a.md : Non.\n\nTraceback", "docs/a.md : Non."),
        (f"{BAD_MACRO}_UndefinedError_: 'b' is undefined\n\nTraceback",
         "docs/a.md : une macro de cette page échoue (UndefinedError : 'b' is undefined). "
         "Corrigez-la, ou retirez-la."),
        ("Encoding error reading file: a.md", ""),
        ("Error building page 'a.md': x", "La page « a.md » ne peut pas être construite :"),
        ("Aborted with 3 warnings in strict mode!", ""),
        ("Aborted with 1 configuration errors!", "Les réglages de mkdocs.yml sont à corriger."),
        ("Autre", "Autre"),
    ],
)  # fmt: skip
def test_what_mkdocs_says_is_said_in_french(message: str, said: str) -> None:
    assert translate(message) == said
    record = logging.LogRecord(
        "mkdocs", logging.ERROR, "", 1, "%s%s", (message[:1], message[1:]), None
    )
    assert translate_record(record) == bool(said)
    assert record.getMessage() == said


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that holds nothing but what a test puts there."""
    monkeypatch.setattr(failures, "ROOT", tmp_path)
    for name in ("docs", "overrides/blocs", "scripts"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def fail(root: Path, text: str, name: str = "overrides/a.html") -> Exception:
    """The error that a template of the project, or a module, leads to."""
    path = root / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Exception) as caught:
        if path.suffix == ".py":
            exec(compile(text, str(path), "exec"), {})
        else:
            loader = FileSystemLoader(root / "overrides")
            Environment(loader=loader, undefined=StrictUndefined).get_template(path.name).render()
    return caught.value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("overrides/a.html", "un\n{{ rien }}",
         "overrides/a.html:2 : ce modèle demande ce qui n'existe pas ('rien' is undefined). "
         "Corrigez ce nom."),
        ("overrides/a.html", "un\n{% if %}", "overrides/a.html:2 : ce modèle n'est pas lisible "
         "(Expected an expression, got 'end of statement block'). Corrigez cette ligne."),
        ("overrides/a.html", "{% include 'a.html' %}",
         "overrides/a.html:1 : ce fichier s'appelle lui-même sans fin. Retirez l'appel de trop."),
        ("overrides/a.html", "{% include 'b.html' %}",
         "Le modèle « b.html » n'est pas dans overrides/. Remettez-le, ou corrigez son nom là où "
         "il est demandé."),
        ("scripts/a.py", "open('/rien/du/tout')",
         "/rien/du/tout : il n'existe pas, ou plus. Remettez-le, puis recommencez."),
        ("scripts/a.py", "un = 1\n1 / 0",
         "scripts/a.py:2 : une erreur que rien n'avait prévue (ZeroDivisionError : division by "
         "zero). Son détail est dans .cache/panne.txt."),
        ("autre.py", "1 / 0",
         "Le site : une erreur que rien n'avait prévue (ZeroDivisionError : division by zero). "
         "Son détail est dans .cache/panne.txt."),
    ],
)  # fmt: skip
def test_an_error_is_explained_at_its_place(root: Path, name: str, text: str, said: str) -> None:
    assert explain_error(fail(root, text, name)) == said
    details = root / ".cache/panne.txt"
    assert details.exists() == ("panne" in said)
    if details.exists():
        assert details.read_text(encoding="utf-8").startswith("Traceback")
        assert "ZeroDivisionError" in details.read_text(encoding="utf-8")


def test_a_template_is_named_before_the_code_that_calls_it(root: Path) -> None:
    (root / "overrides/a.html").write_text("un\n\n{{ f() }}", encoding="utf-8")
    code = (
        "from jinja2 import Environment, FileSystemLoader\n"
        f"templates = Environment(loader=FileSystemLoader({str(root / 'overrides')!r}))\n"
        "templates.get_template('a.html').render(f=lambda: 1 / 0)\n"
    )
    assert explain_error(fail(root, code, "scripts/a.py")).startswith("overrides/a.html:3 : ")


@pytest.mark.parametrize(
    ("name", "said"),
    [("docs/a.md", "docs/a.md"), ("overrides/blocs/a.html", "overrides/blocs/a.html"),
     ("docs/a.txt", "Un fichier")],
)  # fmt: skip
def test_the_text_that_is_not_in_utf_8_is_found(root: Path, name: str, said: str) -> None:
    (root / "docs/b.md").write_text("Été", encoding="utf-8")
    (root / name).write_bytes("Été".encode("latin-1"))
    error = UnicodeDecodeError("utf-8", b"\xc9", 0, 1, "invalid")
    remedy = "enregistrez-le avec cet encodage."
    assert explain_error(error) == f"{said} n'est pas en UTF-8 : {remedy}"


def test_what_every_build_needs_is_named_when_it_is_missing(tmp_path: Path) -> None:
    for name in ("content", "docs", "overrides/main.html", "portraits"):
        with pytest.raises(RefusedError) as caught:
            check_parts(tmp_path)
        remedy = f"remettez-le, avec « git restore {name} »."
        assert str(caught.value) == f"{name} n'existe pas : {remedy}"
        (tmp_path / name).mkdir(parents=True)
    check_parts(tmp_path)
