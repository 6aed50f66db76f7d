"""From each line of the map of the study to its page and its anchor."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from scripts.study.study import Study
from scripts.text.markup import render_inline
from scripts.text.typography import set_french, write_number
from tests.html import Page, list_pages, read_page
from tests.records import SAID

MODELS = {
    "A1": ("methode", ["niveaux-d-alliance"]),
    "A2": ("methode", ["hypotheses", "objectifs-nationaux", "definitions"]),
    "A3": ("methode", ["categories-de-cites", "enjeux-des-categories", "heritages-des-categories"]),
    "A4": ("cooperation/metier-de-cpo", ["dimensions-cpo", "poles-cpo", "enjeux-cpo"]),
    "A5": (
        "cooperation/composition",
        ["de-la-cooperation-a-l-alliance", "freins-de-l-instance", "caf-et-departement"],
    ),
    "A6": ("cooperation/gouvernance", ["logiques-de-gouvernance", "gouvernance-circulaire"]),
    "A7": (
        "cooperation/maturite",
        ["stades-de-maturite", "marqueurs-d-integration", "enjeux-partages-contrats-de-ville"],
    ),
    "A8": (
        "cooperation/interprofessionnalite",
        [
            "transversalites", "degres-d-articulation", "methodes-d-articulation",
            "formation-interprofessionnelle-definition", "participants-aux-formations",
            "resultats-interprofessionnalite", "freins-interprofessionnalite",
        ],
    ),
    "A9": ("coeduquer", ["quatre-quetes"]),
    "A12": ("coeduquer/communaute-inclusive", ["perceptions-instances", "perceptions-parents"]),
    "A13": ("coeduquer/communaute-inclusive", ["trajectoire-des-parents"]),
    "A14": (
        "coeduquer/communaute-animee",
        ["pas-vers-la-coeducation", "marges-de-la-coeducation", "raisons-d-appartenance"],
    ),
    "A15": ("coeduquer/communaute-animee", ["methodes-d-experimentation"]),
    "A16": (
        "coeduquer/innovation",
        ["enjeux-0-6-ans", "enjeux-16-25-ans", "enjeux-sante", "parcours-educatifs",
         "place-des-associations"],
    ),
    "A17": (
        "transformer/changements",
        ["conditions-de-valeur-egale", "conditions-majeures", "paradoxe-cpo",
         "formes-de-qualification", "habitudes-de-travail", "situations-limitantes"],
    ),
    "A18": ("transformer/pistes", ["pistes-d-avenir"]),
    "A19": ("conclusion", ["fonctions-a-allier", "modele-redefini"]),
    "A21": ("qui-parle", ["trois-c", "appuis-des-centres", "coordination-nationale"]),
    "A22": ("qui-parle", ["credits"]),
}  # fmt: skip
ELEMENTS = {  # how many things a model counts, as the map says
    "dimensions-cpo": 6, "enjeux-cpo": 5, "de-la-cooperation-a-l-alliance": 5,
    "freins-de-l-instance": 2, "logiques-de-gouvernance": 4, "stades-de-maturite": 3,
    "marqueurs-d-integration": 3, "enjeux-partages-contrats-de-ville": 4, "transversalites": 2,
    "degres-d-articulation": 3, "methodes-d-articulation": 2, "quatre-quetes": 4,
    "perceptions-instances": 15, "perceptions-parents": 10, "pas-vers-la-coeducation": 5,
    "marges-de-la-coeducation": 3, "methodes-d-experimentation": 6, "parcours-educatifs": 4,
    "conditions-de-valeur-egale": 6, "conditions-majeures": 5, "categories-de-cites": 4,
    "hypotheses": 3, "objectifs-nationaux": 3, "niveaux-d-alliance": 3, "trois-c": 3,
}  # fmt: skip
FIGURES = {
    "B1": ["enquete-entretiens", "enquete-annees-de-label"],
    "B2": ["enquete-cpo"],
    "B3": ["composition-instance"],
    "B4": ["instance-diagnostic", "passage-a-l-alliance"],
    "B5": ["stades-de-maturite"],
    "B6": ["maturite-par-annee"],
    "B7": ["contrat-de-ville"],
    "B8": ["schemas-locaux"],
    "B9": ["formation-interprofessionnelle"],
    "B10": ["association-publics", "non-association-par-annee", "association-parents-par-annee"],
    "B11": ["groupes-de-travail", "missions-des-groupes"],
    "B12": ["petite-enfance-priorite", "dispositifs-ministere"],
    "B13": ["partenaires-16-25", "associations-16-25"],
    "B14": ["sante-enjeu", "caf-partenaire"],
    "B15": ["urgence-a-agir", "changement-structurel-au-depart"],
    "B16": ["appartenance"],
    "B17": [
        "formations-avec-parents", "ingenierie-30-pour-cent", "programme-en-nombres",
        "enfants-hors-ecole", "nombres-du-terrain",
    ],
}  # fmt: skip
NUMBERS = {  # numbers of part B, as printed
    "enquete-annees-de-label": "80 45 83", "enquete-cpo": "108 104 560",
    "enquete-entretiens": "41 34", "composition-instance": "42 33 15 8",
    "instance-diagnostic": "29", "passage-a-l-alliance": "31 5",
    "stades-de-maturite": "15 47 38 30 8", "maturite-par-annee": "54",
    "contrat-de-ville": "163 78", "schemas-locaux": "91 77 95 80 74 40 75 45 2 12",
    "formation-interprofessionnelle": "162 68 46", "association-publics": "119 89",
    "non-association-par-annee": "35 44 16 36 38 46", "association-parents-par-annee": "58 48",
    "groupes-de-travail": "175 84", "missions-des-groupes": "78 69 35",
    "petite-enfance-priorite": "181", "dispositifs-ministere": "188 196 138 173 40 11 5 14",
    "partenaires-16-25": "89 80 50 48 26", "associations-16-25": "159",
    "sante-enjeu": "186 114", "caf-partenaire": "177", "urgence-a-agir": "29",
    "changement-structurel-au-depart": "2", "appartenance": "100",
    "publics-associes": "53",
}  # fmt: skip


@pytest.mark.parametrize("line", MODELS)
def test_a_model_is_on_its_page(site: Path, study: Study, line: str) -> None:
    page, models = MODELS[line]
    read = read_page(site / page / "index.html")
    for slug in models:
        assert f"modele-{slug}" in read.anchors, slug
        for element in study.modeles[slug].elements:
            assert set_french(element.titre) in read.text, element.titre
        if slug in ELEMENTS:
            assert len(study.modeles[slug].elements) >= ELEMENTS[slug], slug


def test_every_model_is_shown_somewhere(study: Study) -> None:
    shown = {mention.section.modele for mention in study.sections}
    assert set(study.modeles) - shown == set()


def test_the_spheres_their_effects_and_the_way_from_three_to_five(site: Path, study: Study) -> None:
    model = read_page(site / "spheres/index.html")  # A10
    assert {"de-trois-a-cinq", "etape-3", "etape-4", "etape-5", "permeabilite"} <= model.anchors
    for sphere in study.spheres.values():  # A11
        page = read_page(site / sphere.url / "index.html")
        assert {"effets-observes", "effets-attendus", "portraits"} <= page.anchors


def test_the_method_and_the_synthesis(site: Path, study: Study) -> None:
    method = read_page(site / "methode/index.html").text.lower()  # A20
    for word in ("collaborative", "qualitative", "quantitative", "chercheur", "anonym"):
        assert word in method
    synthesis = read_page(site / "synthese/index.html").text  # A23
    for finding in study.findings:
        assert Page(render_inline(set_french(finding.texte))).text in synthesis
    credits = read_page(site / "qui-parle/index.html").text  # A22
    for word in ("978-2-488583-12-1", "Henri Prévost", "Marie-Pascale Guyon", "Muriel Thoin"):
        assert word in credits


@pytest.mark.parametrize("line", FIGURES)
def test_a_figure_has_its_page_its_table_and_its_data(site: Path, study: Study, line: str) -> None:
    for slug in FIGURES[line]:
        figure = study.chiffres[slug]
        page = read_page(site / figure.url / "index.html")
        assert {"donnees", "citer", "usages"} <= page.anchors
        assert set_french(figure.rubrique) in page.text
        assert (site / f"donnees/chiffres/{slug}.csv").is_file()
        for row in () if figure.mostly_missing else figure.lignes:
            assert set_french(row.titre) in page.text
            for value in row.valeurs:
                for number in (value.nombre, value.taux):
                    assert number is None or write_number(number) in page.text
                if value.etat:
                    assert set_french(SAID[value.etat]) in page.text


@pytest.mark.parametrize("slug", NUMBERS)
def test_the_printed_numbers_are_in_the_data(study: Study, slug: str) -> None:
    cells = [value for row in study.chiffres[slug].lignes for value in row.valeurs]
    printed = {str(n) for value in cells for n in (value.nombre, value.taux) if n is not None}
    assert set(NUMBERS[slug].split()) <= printed


LABELS = {"contradiction": "Se contredisent", "rapprochement": "À rapprocher"}


def test_a_disagreement_is_told_wherever_the_figure_is_used(site: Path, study: Study) -> None:
    for slug, verdicts in study.verdicts.items():
        if not any(verdict.agrees is False for verdict in verdicts):
            continue
        labels = {verdict.label for verdict in verdicts if verdict.agrees is False}
        pages = {f"chiffres/{slug}/", "verifications/"}
        pages |= {mention.chapter.url for mention in study.mentions_of_figures[slug]}
        for page in pages:
            text = read_page(site / page / "index.html").text
            for label in labels:
                assert LABELS[label] in text, (slug, page)


def test_every_verdict_is_listed(site: Path, study: Study) -> None:
    html = (site / "verifications/index.html").read_text(encoding="utf-8")
    written = [told for told in study.disagreements if not told.verdict]
    expected = sum(map(len, study.verdicts.values())) + len(written)
    assert html.count('<li class="verdict ') == expected > 60


def test_links_go_both_ways(site: Path, study: Study) -> None:
    for chapter, section, _ in study.sections:
        for cited in section.portraits:
            page = read_page(site / f"portraits/{cited.portrait}/index.html")
            assert any(link.endswith(chapter.url) for link in page.links)
        for slug in section.chiffres:
            page = read_page(site / f"chiffres/{slug}/index.html")
            assert any(f"{chapter.url}#chiffre-{slug}" in link for link in page.links)
        for slug in section.spheres:
            page = read_page(site / f"spheres/{slug}/index.html")
            assert any(link.endswith(chapter.url) for link in page.links)


def test_everything_is_two_clicks_from_home(site: Path) -> None:
    def follow(pages: set[str]) -> set[str]:
        found = set(pages)
        for page in pages:
            for link in read_page(site / page).links:
                parts = urlsplit(urljoin(f"http://site/{page}", link))
                path = unquote(parts.path).lstrip("/")
                if (parts.netloc == "site" and path.endswith("/")) or path == "":
                    found.add(f"{path}index.html")
        return {page for page in found if (site / page).is_file()}

    reached = follow(follow({"index.html"}))
    pages = {path.relative_to(site).as_posix() for path in list_pages(site)}
    # those of maintainers, and those that other sites show in a frame
    elsewhere = {page for page in pages if re.match("mainteneurs/|chiffres/.*/integrer/", page)}
    assert pages - reached - elsewhere == set()


def test_the_menu_follows_the_reading_order(study: Study) -> None:
    import yaml

    from tests.conftest import ROOT

    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)

    def flatten(item: Any) -> list[str]:
        if isinstance(item, str):
            return [item.removesuffix(".md")]
        values = item.values() if isinstance(item, dict) else item
        return [path for value in values for path in flatten(value)]

    menu = [path for path in flatten(config["nav"]) if path in study.chapitres]
    assert menu == list(study.chapitres)
