"""make pret: what the site's owner still has to fill in, whom it fails, and at which line."""

import re
import shutil
from pathlib import Path

import pytest

from scripts.schema.settings import PLACES
from scripts.study.readiness import _TELEPHONE, FoundSetting, find_settings
from scripts.study.study import Study
from tests.blocks import read_html
from tests.conftest import ROOT, SETTINGS, assemble
from tests.study.test_settings import type_in
from tests.test_main import Run, run, small

__all__ = ["run", "small"]  # the fixtures

LAW = {
    "editeur": "Maison des liens",
    "directeur": "Awa Martin",
    "hebergeur": "Nuage doux, 3 quai des Brumes, 76600 Le Havre, tél. 02 35 11 22 33",
    "contact": "bonjour@maison-des-liens.fr",
}
NAMES = "Éditeur, Directeur, Hébergeur, Contact"


@pytest.fixture
def project(small: Path) -> Path:
    """The small study, whose owner is told what the real one is."""
    shutil.copy(ROOT / "content/pret.yml", small / "content")
    return small


def fill(project: Path, **settings: str) -> dict[str, int]:
    """Write settings in mkdocs.yml; return their lines."""
    return {
        key: type_in(project, f'{key}: ""', f'{key}: "{value}"') for key, value in settings.items()
    }


def read_lines(project: Path) -> dict[str, int]:
    lines = (project / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    return {line.partition(":")[0].strip(): n for n, line in enumerate(lines, 1) if ": " in line}


def read_parts(said: str) -> dict[str, str]:
    """What is said, by the title of each part."""
    return dict(part.split("\n", 1) for part in said.split("\n\n") if "\n" in part)


def test_what_the_law_asks_for_comes_first_with_its_lines(run: Run, project: Path) -> None:
    code, said, err = run("pret")
    assert (code, err) == (1, "")
    owed, others, *_ = read_parts(said).items()
    assert owed[0] == "CE QUE LA LOI DEMANDE, ET QUI MANQUE"
    assert others[0] == "CE QUI MANQUE, ET QUE RIEN N'OBLIGE À REMPLIR"
    lines = read_lines(project)
    places = re.findall(r"\(mkdocs.yml, ligne (\d+), « (\w+): »\) : vide", owed[1])
    assert places == [(str(lines[key]), key) for key in LAW]
    for lead in ("Sans lui :", "À écrire :", "Exemple :"):
        assert owed[1].count(lead) == len(LAW)
    assert f"(mkdocs.yml, ligne {lines['site_url']}, « site_url: ») : vide" in others[1]
    assert "licence" not in others[1], "it is filled in"
    assert said.endswith(f"Pas encore prêt à publier : {NAMES}.\n")


def test_a_site_is_ready_once_the_law_has_what_it_asks_for(run: Run, project: Path) -> None:
    fill(project, **LAW)
    code, said, _ = run("pret")
    assert code == 0
    assert "CE QUE LA LOI DEMANDE" not in said
    for key in ("site_url", "repo_url", "publication"):
        assert f"« {key}: ») : vide" in said, "said all the same"
    assert "✓ Éditeur : Maison des liens\n" in said
    assert said.endswith("Prêt à publier : ce que la loi demande est rempli.\n")


def test_a_setting_that_is_not_there_is_told_where_it_would_be(run: Run, project: Path) -> None:
    _, said, _ = run("pret")
    line = read_lines(project)
    text = (project / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    assert "statut" not in line
    assert f"(mkdocs.yml, ligne {text.index('  reglages:') + 1}, « statut: ») : vide" in said


def test_an_unlikely_value_is_not_an_answer(run: Run, project: Path) -> None:
    lines = fill(project, **{**LAW, "directeur": "Nom du directeur", "hebergeur": "Nuage doux"})
    code, said, _ = run("pret")
    assert code == 1
    owed = read_parts(said)["CE QUE LA LOI DEMANDE, ET QUI MANQUE"]
    assert f"ligne {lines['directeur']}, « directeur: ») : invraisemblable" in owed
    assert "« Nom du directeur » : C'est le nom de ce qui est demandé" in owed
    assert "« Nuage doux » : Il y manque une adresse postale. Il y manque un numéro" in owed
    assert said.endswith("Pas encore prêt à publier : Directeur, Hébergeur.\n")


def test_what_the_host_gives_is_filled_in_and_it_is_said_by_what(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PAGES_URL", "https://une-ville.pages.fr/alliances")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "une-ville/alliances")
    answered = read_parts(run("pret")[1])["CE QUI EST REMPLI"]
    given = "donné par l'hébergeur"
    assert f"https://une-ville.pages.fr/alliances ({given} : CI_PAGES_URL)" in answered
    assert f"alliances ({given} : GITHUB_SERVER_URL et GITHUB_REPOSITORY)" in answered
    fill(project, site_url="https://alliances.une-ville.fr/")
    answered = read_parts(run("pret")[1])["CE QUI EST REMPLI"]
    assert "✓ Adresse du site : https://alliances.une-ville.fr\n" in answered


def test_what_check_refuses_is_told_as_check_tells_it(run: Run, project: Path) -> None:
    line = fill(project, site_url="http://une-ville.fr")["site_url"]
    code, said, err = run("pret")
    assert (code, said) == (1, "")
    assert err.startswith(f"mkdocs.yml:{line}:11: ")
    assert "lien-interdit" in err


def test_every_setting_has_its_entry(run: Run, project: Path) -> None:
    path = project / "content/pret.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  licence:", "  license:"), encoding="utf-8")
    code, _, err = run("pret")
    assert code == 1
    line = text[: text.index("  licence:")].count("\n") + 1
    assert f"content/pret.yml:{line}:3: cle-inconnue" in err
    assert "« licence »" in err


def find(study: Study, key: str, value: str, **others: str) -> FoundSetting:
    found = find_settings(study, SETTINGS | others | {key: value})
    return next(setting for setting in found if setting.cle == key)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("editeur", "à compléter"), ("editeur", "TODO"), ("editeur", "xxx"), ("editeur", "Éditeur"),
        ("editeur", "…"), ("directeur", "Prénom Nom"), ("directeur", "le directeur"),
        ("directeur", "Le directeur ou la directrice de la publication"),
        ("contact", "contact@exemple.fr"), ("contact", "https://www.example.org/contact"),
        ("contact", "noreply@maison-des-liens.fr"),
        ("site_url", "https://localhost:8000/"), ("site_url", "https://127.0.0.1/"),
        ("site_url", "https://liens.test/"), ("site_url", "https://liens.fr/index.html"),
        ("site_url", "https://liens.fr/portraits/"),
        ("site_url", "https://liens.fr/etude/cooperation/maturite"),
        ("site_url", "https://votre-domaine.fr/"),
        ("repo_url", "https://github.com/"), ("repo_url", "https://gitlab.com/liens"),
        ("repo_url", "https://github.com/liens/alliances/blob/main/README.md"),
        ("hebergeur", "Nuage doux, 3 quai des Brumes, 76600 Le Havre"),
        ("hebergeur", "Nuage doux, 02 35 11 22 33"),
        ("site_name", "My Docs"), ("publication", "https://exemple.fr/etude"),
    ],
)  # fmt: skip
def test_a_value_that_waits_for_an_answer_is_seen(study: Study, key: str, value: str) -> None:
    found = find(study, key, value)
    assert found.etat == "invraisemblable"
    assert found.raisons


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *LAW.items(),
        ("editeur", "Association Avenir"), ("editeur", "Test et Compagnie"),
        ("directeur", "Awa Martin, directrice de la publication"),
        ("contact", "https://maison-des-liens.fr/contact"),
        ("site_url", "https://liens.fr"), ("site_url", "https://liens.github.io/alliances/"),
        ("repo_url", "https://forge.liens.fr/groupe/sous-groupe/alliances/"),
        ("hebergeur", "Nuage doux SAS, 2 rue Basse, 59100 Roubaix, tél. 3900"),
        ("hebergeur", "Cloud Inc., 88 Main St., San Francisco, CA 94107, +1 877 448 48 20"),
        ("licence", "CC BY 4.0"), ("statut", "reseau"), ("lecture_imprimee", "non"),
    ],
)  # fmt: skip
def test_a_value_that_may_be_true_is_kept(study: Study, key: str, value: str) -> None:
    found = find(study, key, value)
    assert (found.etat, found.raisons) == ("rempli", ())


def test_a_telephone_is_of_any_country_or_is_said_to_be_one() -> None:
    right = [
        "01 23 45 67 89", "0123456789", "+33 1 23 45 67 89", "(01) 23-45.67/89", "12345678",
        "123456789012345", "tél. 3900", "Téléphone : 3900", "tel3900", "tél 3900 ou le site",
    ]  # fmt: skip
    wrong = ["3900", "75001", "1234567", "1234567890123456", "tél. 390", "tél. 39001", "motel 3900"]
    assert [text for text in [*right, *wrong] if _TELEPHONE.search(text)] == right


def test_the_address_of_the_repository_is_not_the_sites(study: Study) -> None:
    address = "https://forge.liens.fr/une-ville/alliances"
    assert find(study, "site_url", address, repo_url=address).etat == "invraisemblable"


def test_an_invented_example_copied_as_it_is_is_seen(study: Study) -> None:
    """Those of content/pret.yml and those of the schema, but for words of a closed list."""
    for key in ("site_url", "repo_url", *LAW, "publication"):
        help = getattr(study.pret.reglages, key)
        assert find(study, key, help.exemple).etat == "invraisemblable", key


def test_a_page_says_the_same_to_maintainers(study: Study) -> None:
    given = {"site_url": "https://liens.fr", "site_url_par": "CI_PAGES_URL", "editeur": "xxx"}
    site = assemble(study, SETTINGS | given)
    shown = {
        law: read_html(site.show_block("pret", "mainteneurs/reglages/", loi=law))
        for law in (True, False)
    }
    titles = [h3.attributes["id"] for block in shown.values() for h3 in block.find_all("h3")]
    found = find_settings(study, SETTINGS)
    assert titles == [f"reglage-{setting.cle}" for setting in found]
    assert {setting.cle for setting in found} == set(PLACES)
    law, others = (" ".join(block.text.split()) for block in shown.values())
    assert "invraisemblable : xxx C’est un texte qui attend une réponse." in law
    assert "donné par l’hébergeur (CI_PAGES_URL) : https://liens.fr " in others
    copied = [code.text for code in shown[True].find_all("code")]
    for setting in found[: len(LAW)]:
        assert f'{setting.cle}: "{setting.aide.exemple}"' in copied, "to be typed as it is"
    for setting in found:
        assert " ".join(setting.aide.ecrire.split())[:20].replace("'", "’") in law + others
