"""What a search may find, and how it is prepared for the index."""

import json
import re
import unicodedata

import pytest

from scripts.search.records import (
    RESTORED,
    RULES,
    SearchRecord,
    list_records,
    prepare,
    read_markdown,
    split_words,
)
from scripts.site.site import Site
from scripts.site.written import WrittenPage
from scripts.study.study import Study
from tests.conftest import assemble
from tests.golden import OF_A_SITE, read_agreed, search_site


def list_all(record: SearchRecord) -> list[str]:
    """Its texts, those of its sections too."""
    return [*record.texts, *(text for section in record.sections for text in section.texts)]


def write_page(url: str, markdown: str, **meta: object) -> WrittenPage:
    known = {"title": "Un titre", "description": "Une phrase."} | meta
    return WrittenPage(f"{url}index.md", url, known, markdown)


@pytest.mark.parametrize("name", ["recherche-fiches", "recherche-mots"])
def test_what_is_searched_is_as_agreed(small: Site, name: str) -> None:
    assert OF_A_SITE[name](small).splitlines() == read_agreed(name)


def test_everything_with_an_address_is_a_record_of_its_own(study: Study, assembled: Site) -> None:
    addresses = [record.url for record in list_records(assembled)]
    assert len(addresses) == len(set(addresses))
    for catalogue in (
        study.portraits,
        study.spheres,
        study.chapitres,
        study.chiffres,
        study.ressources,
        study.centres,
        study.glossaire,
    ):
        assert {entry.url for entry in catalogue.values()} <= set(addresses)


def test_a_record_holds_what_its_page_says(study: Study, assembled: Site) -> None:
    records = {record.url: record for record in list_records(assembled)}
    portrait = study.portraits["precarite-menstruelle"]
    record = records[portrait.url]
    assert portrait.freins[0] in list_all(record)
    assert portrait.transformations.resultats_visibles
    assert portrait.transformations.resultats_visibles.points[0] in list_all(record)
    assert record.spheres == tuple(touch.sphere for touch in portrait.spheres)
    assert "Éducation nationale" in record.labels
    resource = study.ressources["action-passerelle-lille"]
    assert study.centres["irev"].nom in records[resource.url].labels
    assert not [text for text in records[resource.url].texts if text.startswith("http")]


def test_a_written_page_is_read_without_its_macros(study: Study) -> None:
    markdown = '# Un titre\n\nDu **texte** et [un lien](x.md).\n\n{{ bloc("recherche") }}\n'
    record = list_records(assemble(study, written=[write_page("x/", markdown)]))[-1]
    assert record.kind == "page"
    assert "bloc" not in " ".join(record.texts)
    assert "texte" in " ".join(record.texts)


def test_a_page_is_found_by_what_its_block_shows_of_the_study(study: Study) -> None:
    shown = {
        "synthese/": study.synthese.parties[0].constats[0].texte,
        "reseau/": study.reseau.missions[0],
        "spheres/": study.modele.permeabilite,
    }
    for url, text in shown.items():
        for address in (url, "ailleurs/"):
            page = write_page(address, "Un mot.")
            record = list_records(assemble(study, written=[page]))[-1]
            assert record.texts[:2] == ("Une phrase.", "Un mot.")
            assert (text in record.texts) == (address == url), address


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("l’école", "école"),
        ("d'élèves", "élèves"),
        ("Qu’est", "est"),
        ("jusqu’ici", "ici"),
        ("cœur", "coeur"),
        ("Œuvre", "oeuvre"),
        ("co-éducation", "coéducation"),
    ],
)
def test_a_query_and_the_index_follow_the_same_rules(written: str, asked: str) -> None:
    indexed = prepare(written).split()[-1]  # the engine parts words at spaces
    letters = "".join(c for c in indexed if unicodedata.category(c).startswith("L"))
    assert letters.lower() == asked
    query = written.lower()
    for rule in RULES:
        query = re.sub(rule.pattern, rule.asked, query)
    assert query.strip() == asked


@pytest.mark.parametrize("text", ["l’école", "Le cœur de l’Œuvre", "co-éducation", "aujourd’hui"])
def test_what_is_prepared_can_be_shown_as_it_was(text: str) -> None:
    shown = prepare(text)
    for mark, restored in RESTORED:
        shown = shown.replace(mark, restored)
    assert shown == text


def test_a_word_with_an_apostrophe_inside_is_one_word() -> None:
    assert prepare("aujourd’hui") == "aujourd’hui"


def test_the_most_frequent_words_come_first(assembled: Site) -> None:
    content = search_site(assembled)
    words = json.loads(content.words)["mots"].split()
    assert words.index("éducative") < words.index("menstruelle")
    assert len(words) == len(set(words))
    assert split_words("L’Œuvre d’un été, aujourd’hui co-écrite") == [
        "œuvre",
        "un",
        "été",
        "aujourd’hui",
        "coécrite",
    ]


def test_an_index_of_many_pages_is_in_parts_that_hold_them_all(
    assembled: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = list_records(assembled)
    (whole,) = search_site(assembled).parts
    monkeypatch.setattr("scripts.search.records.MOST_PAGES", 100)
    monkeypatch.setattr("scripts.search.records.MOST_PARTS", 2)
    assert len(search_site(assembled).parts) == 2
    monkeypatch.setattr("scripts.search.records.MOST_PARTS", 100)
    content = search_site(assembled)
    assert len(content.parts) == json.loads(content.words)["index"] > len(records) // 100
    assert max(map(len, content.parts)) <= 100
    assert {name: page for part in content.parts for name, page in part.items()} == whole
    assert sum(map(len, content.parts)) == len(whole)


def test_hostile_text_stays_text(study: Study) -> None:
    page = write_page("x/", "<img src=x onerror=alert(1)>", title="<script>alert(1)</script>")
    site = assemble(study, written=[page])
    [pages] = search_site(site).parts
    html = list(pages.values())[-1].decode()
    assert "<script" not in html
    assert "<img" not in html


def test_a_page_that_asks_not_to_be_found_is_no_record(study: Study) -> None:
    site = assemble(study, written=[write_page("x/", "Du texte.", recherche=False)])
    assert "x/" not in {record.url for record in list_records(site)}


def test_a_chapter_and_a_portrait_are_read_by_sections_that_their_page_has(
    study: Study, assembled: Site
) -> None:
    pages = {page.url: page for page in assembled.make_pages()}
    records = {record.url: record for record in list_records(assembled)}
    for entry in [*study.chapitres.values(), *study.portraits.values()]:
        record = records[entry.url]
        assert record.sections
        for section in record.sections:
            assert section.anchor in pages[entry.url].anchors, (entry.url, section.title)
            assert section.texts, section.title
        assert len({section.anchor for section in record.sections}) == len(record.sections)


def test_a_chapter_is_found_by_the_title_that_the_study_gives_it(
    study: Study, assembled: Site
) -> None:
    records = {record.url: record for record in list_records(assembled)}
    for chapter in study.chapitres.values():
        assert {chapter.titre, *records[chapter.url].names} >= {chapter.rubrique}


def test_a_figure_is_found_by_the_numbers_of_its_rows(study: Study, assembled: Site) -> None:
    records = {record.url: record for record in list_records(assembled)}
    for figure in study.chiffres.values():
        said = " ".join(records[figure.url].texts)
        for row in figure.lignes:
            for value in row.valeurs:
                if value.taux is not None:
                    assert f"{value.taux:g} %".replace(".", ",") in said, figure.slug


def test_a_telephone_is_shown_and_not_searched(study: Study, assembled: Site) -> None:
    records = {record.url: record for record in list_records(assembled)}
    centre = study.centres["labo-cites"]
    assert records[centre.url].telephone == centre.telephone
    [pages] = search_site(assembled).parts
    assert not [page for page in pages.values() if str(centre.telephone) in page.decode()]
    assert str(centre.telephone) in search_site(assembled).records


def test_markdown_is_read_without_its_notation() -> None:
    first, sections = read_markdown(
        "# Titre\n\nUn :material-home: mot[^1] **fort**.\n\n## Une étape {#pas }\n\n"
        '!!! astuce "Bon à savoir"\n    Un conseil.\n\n=== "Onglet"\n\n    Son texte.\n\n'
        "## Une suite { .grand #la-suite }\n\n## Une fin { # }\n\n"
        '## Une étape\n\n{{ bloc("x") }}\n\n[^1]: Une note.\n{ .cartes }\n'
    )
    assert first == ["Un mot **fort**."]
    assert [(section.anchor, section.title) for section in sections] == [
        ("pas", "Une étape"),
        ("la-suite", "Une suite"),
        ("une-fin", "Une fin"),
        ("une-etape", "Une étape"),
    ]
    said = " ".join(text for section in sections for text in section.texts)
    assert said == 'Bon à savoir" Un conseil. Onglet Son texte. Une note.'
