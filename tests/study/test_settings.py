"""What the site's owner writes in mkdocs.yml: the line of each mistake, and what the pages say."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from scripts.problems.problem import InvalidStudyError, Problem, RefusedError
from scripts.schema.settings import OwnerSettings, SiteSettings
from scripts.study.settings import read_build_date, read_project, read_settings
from tests.commands.test_commands import run
from tests.conftest import ROOT, SMALL_STUDY
from tests.html import read_tree
from tests.publish.test_publishing import build

SITE, DEPOT = 'site_url: ""', 'repo_url: ""'
STATUT = '    statut: ""'
ARCHIVE = '    archive: ""'
EDITEUR, CONTACT, LICENCE = '    editeur: ""', '    contact: ""', '    licence: ""'


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A folder with nothing but a copy of mkdocs.yml."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def read_problems(folder: Path) -> list[Problem]:
    """Return what is told of the folder's mkdocs.yml."""
    with pytest.raises(InvalidStudyError) as caught:
        read_settings(folder)
    return list(caught.value.problems)


def type_in(folder: Path, old: str, new: str) -> int:
    """Put new in place of old in the folder's mkdocs.yml; return the line where it is."""
    path = folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "below", "column", "code", "remedy"),
    [
        (SITE, "site_url: http://exemple.fr/", 0, 11, "lien-interdit", "https://"),
        (SITE, "site_url: exemple.fr", 0, 11, "lien-interdit", "https://"),
        (SITE, "site_url: 12", 0, 11, "lien-interdit", "https://"),
        (SITE, "site_url: oui", 0, 11, "lien-interdit", "https://"),
        (SITE, "site_url: https://", 0, 11, "forme", "https://exemple.fr/"),
        (SITE, "site_url: https://exemple.fr/?a=b", 0, 11, "forme", "https://exemple.fr/"),
        (SITE, "site_url: https://exemple.fr/un site/", 0, 11, "forme", "https://exemple.fr/"),
        (
            SITE,
            "site_url: [https://exemple.fr/]",
            0,
            11,
            "caractere-special",
            "https://exemple.fr/",
        ),
        (SITE, "site_url: {a: b}", 0, 11, "caractere-special", '"{a: b}"'),
        (SITE, 'site_url: ""\nsite_url: ""', 1, 1, "cle-double", "Gardez la ligne"),
        (SITE, 'site_url: "https://exemple.fr', 0, 11, "guillemet-ouvert", 'Ajoutez "'),
        (SITE, "site_url: Lire : un projet", 0, 16, "deux-points", '"Lire : un projet"'),
        (SITE, 'site_url: ""\n\tx: y', 1, 1, "tabulation", "espaces"),
        (SITE, "site_url: !SITE x", 0, 11, "etiquette", "Supprimez-la"),
        (SITE, "site_url: &a x", 0, 11, "alias", "Supprimez"),
        (DEPOT, "repo_url: git@exemple.fr:depot.git", 0, 11, "lien-interdit", "https://"),
        (DEPOT, "repo_url: https://moi:jeton@exemple.fr/depot", 0, 11, "forme", "https://exemple"),
        (EDITEUR, "    editeur: [a, b]", 0, 14, "caractere-special", 'editeur: "a, b"'),
        (EDITEUR, "    editeur: L'école {{ nom }}", 0, 22, "gabarit", "Retirez-les"),
        (EDITEUR, "    editeur: <b>Moi</b>", 0, 14, "balise", "Retirez la balise"),
        (EDITEUR, "    editeur: |\n      a\n      b", 0, 14, "une-ligne", "retour à la ligne"),
        (EDITEUR, '    edituer: ""', 0, 5, "cle-inconnue", "« editeur »"),
        (EDITEUR, "", 2, 5, "cle-manquante", 'editeur: ""'),
        (EDITEUR, '    editeur: ""\n    depot: ""', 1, 5, "cle-inconnue", "Valeurs admises"),
        (CONTACT, "    contact: la mairie", 0, 14, "forme", "contact@exemple.fr"),
        (CONTACT, "    contact: 0612345678", 0, 14, "forme", "contact@exemple.fr"),
        (CONTACT, "    contact: moi@exemple", 0, 14, "forme", "contact@exemple.fr"),
        (CONTACT, "    contact: a@b.fr, c@d.fr", 0, 14, "forme", "contact@exemple.fr"),
        (CONTACT, "    contact: http://exemple.fr", 0, 14, "forme", "contact@exemple.fr"),
        (LICENCE, "    licence: [CC, BY]", 0, 14, "caractere-special", 'licence: "CC, BY"'),
        (SITE, "site_url: https://[exemple", 0, 11, "forme", "https://exemple"),
        (DEPOT, "repo_url: https://exemple\u2100.fr/un", 0, 11, "forme", "https://exemple"),
        (STATUT, "    statut: Réseau", 0, 13, "valeur-inconnue", "Vouliez-vous dire « reseau »"),
        (STATUT, "    statut: []", 0, 13, "valeur-inconnue", "Valeurs admises : autorisee"),
        (ARCHIVE, "    archive: 2100-01-01", 0, 14, "date-a-venir", "aujourd'hui, au plus tard"),
        (STATUT, "    statut: officiel", 0, 13, "valeur-inconnue", "autorisee"),
        (ARCHIVE, "    archive: oui", 0, 14, "type", "2026-06-30"),
        (ARCHIVE, "    archive: 30/06/2027", 0, 14, "type", "2027-06-30"),
        (ARCHIVE, "    archive: 2027-06-31", 0, 14, "type", "2026-06-30"),
        (ARCHIVE, "    archive: 2207-06-30", 0, 14, "date-improbable", "2207"),
        ("extra:\n", "extra: []\nautre:\n", 0, 8, "type", "reglages"),
        ("  reglages:\n", "  reglages:\n  autre:\n", 0, 12, "type", "editeur"),
        ("  reglages:\n", "  reglage:\n", 0, 3, "cle-manquante", "reglages"),
    ],
)
def test_a_mistake_is_told_where_it_is(
    settings: Path, old: str, new: str, below: int, column: int, code: str, remedy: str
) -> None:
    line = type_in(settings, old, new)
    with pytest.raises(InvalidStudyError) as caught:
        read_settings(settings)
    problem = next(problem for problem in caught.value.problems if problem.code == code)
    place = problem.file, problem.line, problem.column, problem.code
    assert place == ("mkdocs.yml", line + below, column, code), problem
    assert remedy in f"{problem.message} {problem.remedy}"


@pytest.mark.parametrize(
    ("setting", "right", "wrong"),
    [
        (
            SiteSettings.model_fields["site_url"],
            ["https://a", "https://a/", "https://a.fr:80/b@c/"],
            ["https://", "https:///a", "https://a@b", "https://a?b", "https://a/?b", "https://a/#b",
             "https://a/b c"],
        ),
        (
            OwnerSettings.model_fields["publication"],
            ["https://a", "https://a/", "https://a?", "https://a#", "https://a@b/c?d#e"],
            ["https://", "https:///a", "https://?a", "https://a b", "https://a/b c"],
        ),
        (
            OwnerSettings.model_fields["contact"],
            ["a@b.c", "un.mot+a@b.c.d", "https://a", "https://a/", "https://a?b=c#d"],
            ["@b.c", "a@.c", "a@b.", "a@b", "a b@c.d", "a@b c.d", "a@b.c d", "https://", "https://?a",
             "https://a b", "https://a/b c", "a.b"],
        ),
    ],
    ids=["site_url", "publication", "contact"],
)  # fmt: skip
def test_an_address_is_known_by_each_of_its_parts(
    setting: FieldInfo, right: list[str], wrong: list[str]
) -> None:
    field = TypeAdapter[str](setting.rebuild_annotation())

    def is_right(value: str) -> bool:
        try:
            return field.validate_python(value) == value
        except ValidationError:
            return False

    assert [value for value in right if not is_right(value)] == []
    assert [value for value in wrong if is_right(value)] == []


@pytest.mark.parametrize("nothing", ["", '""', "~", "null", "''", "!ENV NOWHERE"])
@pytest.mark.parametrize(
    "key", ["site_url", "repo_url", "editeur", "contact", "publication", "archive"]
)
def test_what_nobody_knows_yet_is_left_empty(settings: Path, key: str, nothing: str) -> None:
    type_in(settings, f'{key}: ""', f"{key}: {nothing}")
    assert read_settings(settings)[key] == ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("site_url", "https://exemple.fr"),
        ("site_url", "https://exemple.fr:8443/un/etude"),
        ("repo_url", "https://gitlab.exemple.fr/un/depot"),
        ("contact", "alliances+site@exemple.fr"),
        ("contact", "https://exemple.fr/contact?sujet=site"),
        ("publication", "https://exemple.fr/etude.pdf#page=3"),
        ("licence", "4.0"),
        ("archive", "2026-06-30"),
        ("hebergeur", "Exemple : 1 rue de l'Exemple, 01 23 45 67 89"),
    ],
)
def test_what_is_right_is_kept_as_it_is_written(settings: Path, key: str, value: str) -> None:
    type_in(settings, f'{key}: ""', f'{key}: "{value}" # une remarque')
    assert read_settings(settings)[key] == value


@pytest.mark.parametrize("end", ["/", "//"])
@pytest.mark.parametrize("key", ["site_url", "repo_url"])
def test_an_address_is_the_same_with_slashes_at_its_end(settings: Path, key: str, end: str) -> None:
    type_in(settings, f'{key}: ""', f"{key}: https://exemple.fr/a{end}")
    assert read_settings(settings)[key] == "https://exemple.fr/a"


def test_the_addresses_may_be_left_to_mkdocs(settings: Path) -> None:
    type_in(settings, SITE, "")
    type_in(settings, DEPOT, "")
    assert read_settings(settings)["repo_url"] == ""


def test_a_variable_of_the_environment_may_say_an_address(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(settings, SITE, 'site_url: !ENV [SITE_A, SITE_B, "https://exemple.fr/"]')
    assert read_settings(settings)["site_url"] == "https://exemple.fr"
    monkeypatch.setenv("SITE_B", "https://ailleurs.fr/")
    assert read_settings(settings)["site_url"] == "https://ailleurs.fr"
    monkeypatch.setenv("SITE_A", "http://ailleurs.fr/")
    with pytest.raises(InvalidStudyError, match="lien-interdit"):
        read_settings(settings)


def test_a_missing_file_is_told_in_french(tmp_path: Path) -> None:
    with pytest.raises(InvalidStudyError, match=r"mkdocs.yml:1:1: illisible .*n'existe pas"):
        read_settings(tmp_path)


@pytest.mark.parametrize("command", ["check", "site", "serve", "pages"])
def test_every_command_says_the_same_before_it_does_anything(project: Path, command: str) -> None:
    type_in(project, CONTACT, "    contact: [a]")
    before = read_tree(project)
    done = run(project, command, *(["ailleurs"] if command == "pages" else []))
    assert done.returncode == 1
    assert done.stderr.startswith("mkdocs.yml:28:14: caractere-special ")
    assert done.stderr.count("mkdocs.yml:28:14") == 1
    assert "Traceback" not in done.stderr
    written = {name for name in read_tree(project).keys() - before if "__pycache__" not in name}
    assert written <= {".cache/builds.lock"}


def test_check_tells_the_settings_and_the_files_at_once(project: Path) -> None:
    type_in(project, CONTACT, "    contact: [a]")
    (project / "portraits/faux.yml").write_text("titre: a: b\n", encoding="utf-8")
    said = run(project, "check").stderr
    assert "mkdocs.yml:28:14: caractere-special" in said
    assert "portraits/faux.yml:1:9: deux-points" in said
    assert run(project, "check", "mkdocs.yml").stderr.startswith(
        "mkdocs.yml:28:14: caractere-special"
    )


@pytest.mark.long
def test_the_pages_say_what_is_filled_in_and_nothing_more(project: Path) -> None:
    build(project)
    before = read_tree(project / "site")
    type_in(project, DEPOT, "repo_url: https://github.com/exemple/depot")
    build(project)
    after = read_tree(project / "site")
    changed = {name for name in before.keys() | after if before.get(name) != after.get(name)}
    pages = {name for name in changed if name.endswith(".html")}
    leading = {name for name in after if b"https://github.com/exemple/depot" in after[name]}
    assert pages == leading | {"index.html"}
    promise = "votre expérience a sa page ici".encode()  # said where it can be sent, and only there
    assert promise in after["index.html"]
    assert promise not in before["index.html"]
    assert b'href="https://github.com/exemple/depot"' in after["a-propos/index.html"]
    form = str(after["contribuer/raconter/index.html"], "utf-8")
    assert "https://github.com/exemple/depot/new/main/portraits?filename=" in form


@pytest.mark.parametrize(
    ("command", "given"),
    [("site", "abc"), ("serve", "abc"),
     *(("pages", given) for given in ("", "-1", "1.5", "4294967296", "9" * 30, "²"))],
)  # fmt: skip
def test_a_date_that_is_not_one_is_said_in_one_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: str, given: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    done = run(project, command, *(["ailleurs"] if command == "pages" else []))
    assert done.returncode == 1
    assert f"SOURCE_DATE_EPOCH vaut « {given} »" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (project / "site").exists()
    assert not (project / "ailleurs").exists()


def test_the_date_of_a_build_is_the_one_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert read_build_date().isoformat() == "2026-09-21T14:13:20+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "x")
    with pytest.raises(RefusedError):
        read_build_date()


def test_now_is_the_date_of_a_build_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC)
    assert before <= read_build_date() <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("given", "read"),
    [("0", "1970-01-01T00:00:00"), ("4294967295", "2106-02-07T06:28:15"), ("4294967296", "")],
)
def test_a_date_is_one_that_archives_keep(
    monkeypatch: pytest.MonkeyPatch, given: str, read: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    if read:
        assert read_build_date().isoformat() == f"{read}+00:00"
        return
    with pytest.raises(RefusedError) as caught:
        read_build_date()
    assert str(caught.value) == (
        f"SOURCE_DATE_EPOCH vaut « {given} » : donnez un nombre de secondes depuis 1970 "
        "(celui de « git log -1 --format=%ct »), ou retirez cette variable."
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!ENV SITE_A", ""),
        ("!ENV SITE_C", "https://c.fr"),
        ("!ENV [SITE_C]", "https://c.fr"),
        ("!ENV [SITE_A, SITE_C, 'https://d.fr/']", "https://c.fr"),
        ("!ENV [SITE_A, 'https://d.fr/']", "https://d.fr"),
        ("!!str https://e.fr/", "https://e.fr"),
    ],
)
def test_what_mkdocs_admits_is_read(
    settings: Path, monkeypatch: pytest.MonkeyPatch, written: str, value: str
) -> None:
    monkeypatch.setenv("SITE_C", "https://c.fr/")
    for name in ("SITE_A", "SITE_B"):
        monkeypatch.delenv(name, raising=False)
    type_in(settings, SITE, f"site_url: {written} # une remarque")
    assert read_settings(settings)["site_url"] == value


@pytest.mark.parametrize("quoted", ["« MIT »", "«MIT»", "“MIT”", "„MIT“", "‘MIT’"])
def test_quotes_that_pages_would_show_are_refused(settings: Path, quoted: str) -> None:
    type_in(settings, LICENCE, f"    licence: {quoted} # une remarque")
    (problem,) = read_problems(settings)
    assert problem.code == "guillemets-typographiques"
    assert problem.remedy == 'Écrivez : licence: "MIT"'


def test_quotes_inside_a_value_are_its_own(settings: Path) -> None:
    type_in(settings, LICENCE, "    licence: « Le Lien » et « Ensemble »")
    assert read_settings(settings)["licence"] == "« Le Lien » et « Ensemble »"


def test_no_empty_word_is_proposed_for_a_setting(settings: Path) -> None:
    type_in(settings, '    statut: ""', "    statut: RNCRPV")
    (problem,) = read_problems(settings)
    assert problem.remedy == "Valeurs admises : autorisee, lecture-independante, reseau."


def test_null_between_quotes_is_a_word(settings: Path) -> None:
    type_in(settings, LICENCE, '    licence: "null"')
    assert read_settings(settings)["licence"] == "null"


def test_the_study_and_the_settings_are_read_together(tmp_path: Path) -> None:
    root = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, root)
    study, settings = read_project(root)
    assert study.portraits
    assert settings == read_settings(root)
    mkdocs, portrait = root / "mkdocs.yml", root / "portraits/zzz.yml"
    portrait.write_text("titre: a: b\n", encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_project(root)
    assert {problem.file for problem in caught.value.problems} == {"portraits/zzz.yml"}
    mkdocs.write_text("site_url: 3\n", encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_project(root)
    files = [problem.file for problem in caught.value.problems]
    assert files[0] == "portraits/zzz.yml", "the worst first"
    assert {*files} == {"portraits/zzz.yml", "mkdocs.yml"}
    portrait.unlink()
    with pytest.raises(InvalidStudyError) as caught:
        read_project(root)
    assert {problem.file for problem in caught.value.problems} == {"mkdocs.yml"}
