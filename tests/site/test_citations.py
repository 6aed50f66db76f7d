"""How pages are cited: read back by the programs that readers use, and by search engines' rules."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from check_jsonschema.cli import main as check_schema
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from click.testing import CliRunner

from scripts.schema.site import MONTHS
from scripts.site.citations import Citations, Cited, write_bibtex, write_ris
from scripts.site.site import Site
from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.blocks import Element, read_html
from tests.conftest import LOOK, ROOT, SETTINGS, assemble

FILLED = SETTINGS | {
    "site_url": "https://exemple.fr/lecture",
    "editeur": "L'éditeur & fils",
    "publication": "https://exemple.fr/l'étude",
}
# Titles that could be read as something else by each of the formats, in one or several lines.
HOSTILE = [
    "Des {accolades} et une {seule",
    "fermée} trop tôt",
    r"Une barre \ et une commande \input{secrets}",
    "50 % & 3 $ # _ ~ ^",
    "@article{faux, title = {non}}",
    '=HYPERLINK("https://exemple.fr"; "-2+3")',
    "Une ligne\nER  - \nTY  - BOOK",
    'Des « guillemets », des "droits" et une virgule, and deux mots',
    "</script><script>alert(1)</script>",
    "Œuvre d'été, naïve…",
]


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Return the entries of a file of BibTeX: their key, their type and their fields, unescaped."""
    library = parse_string(text)
    assert library.failed_blocks == []
    return [
        {"ID": entry.key, "ENTRYTYPE": entry.entry_type}
        | {
            field.key: str(field.value) if field.key == "url" else read_latex(str(field.value))
            for field in entry.fields
        }
        for entry in library.entries
    ]


def read_latex(text: str) -> str:
    """Return what LaTeX prints of a text."""
    named = {"braceleft": "\0", "braceright": "\1", "asciitilde": "~", "asciicircum": "^",
             "backslash": "\2"}  # fmt: skip
    assert re.search(r"(?<!\\)[&%$#_~^]", text) is None, "LaTeX would read a sign as its own"
    text = re.sub(r"\\text([a-z]+)\{\}", lambda found: named[found[1]], text)
    text = re.sub(r"\\([&%$#_])", r"\1", text)
    assert "\\" not in text
    return text.translate({ord(sign): None for sign in "{}"} | {0: "{", 1: "}", 2: "\\"})


def render_csl(works: list[dict[str, Any]]) -> list[str]:
    """Return what a program that reads CSL prints of each work."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(works), formatters.plain)
    for work in works:
        bibliography.register(Citation([CitationItem(work["id"])]))
    return [str(line) for line in bibliography.bibliography()]


def name_people(work: dict[str, Any]) -> list[str]:
    return [a.get("literal") or f"{a['family']}, {a['given']}" for a in work.get("author", ())]


@pytest.fixture(params=["real", "small", "filled"])
def whole(request: pytest.FixtureRequest, assembled: Site, small: Site, study: Study) -> Site:
    """The real site, the small one, and the real one whose owner has filled in the settings."""
    if request.param == "filled":
        return assemble(study, FILLED)
    return assembled if request.param == "real" else small


def read_works(site: Site) -> list[dict[str, Any]]:
    works: list[dict[str, Any]] = json.loads(site.make_files()["donnees/citations.csl.json"])
    return works


def test_the_whole_files_are_read_back(whole: Site) -> None:
    works = read_works(whole)
    study = whole.study
    assert study
    counted = sum(len(records) for records in [
        study.portraits, study.spheres, study.chapitres, study.chiffres, study.glossaire,
    ])  # fmt: skip
    assert len(works) == counted + 2 * len(study.ressources) + len(
        ["synthese", "glossaire", "etude"]
    )
    entries = read_bibtex(whole.make_files()["donnees/citations.bib"])
    records = rispy.loads(whole.make_files()["donnees/citations.ris"])
    assert len(entries) == len(records) == len(works) == len({work["id"] for work in works})
    for work, entry, record in zip(works, entries, records, strict=True):
        assert entry["ID"] == record["id"] == work["id"]
        assert entry["title"] == record["title"] == work["title"]
        assert entry.get("note", "") == "".join(record.get("notes", [])) == work.get("note", "")
        assert entry.get("url") == (record.get("urls") or [None])[0] == work.get("URL")
        assert entry["year"] == record["year"] == str(work["issued"]["date-parts"][0][0])
        assert record.get("authors", []) == name_people(work)
        assert entry.get("author", "") == " and ".join(name_people(work))
        assert entry.get("isbn") == record.get("issn") == work.get("ISBN")
    printed = render_csl(works[:3] + works[-1:])
    assert study.etude.current.auteurs[0].nom in set_french(printed[-1])
    assert all(work["title"][-20:].rstrip("?! ") in "".join(printed) for work in works[:3])


def test_lines_of_ris_end_as_the_format_wants(assembled: Site) -> None:
    text = assembled.make_files()["donnees/citations.ris"]
    assert "\n" not in text.replace("\r\n", "")
    for record in text.split("\r\n\r\n"):
        lines = record.strip("\r\n").split("\r\n")
        assert lines[0].startswith("TY  - ")
        assert lines[-1] == "ER  - "
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert "DA  - 2026/02//\r\n" in text


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_a_format(assembled: Site, title: str) -> None:
    assert assembled.citations
    cited = Cited("portraits/x/", title, precision=title, auteurs=(title,))
    works = assembled.citations.list_works(cited)
    said = " ".join(set_french(title).split())
    assert works[0]["title"] == said
    (entry, study) = read_bibtex("\n".join(map(write_bibtex, works)))
    (record, other) = rispy.loads("\r\n".join(map(write_ris, works)))
    assert entry["title"] == entry["author"] == record["title"] == record["authors"][0] == said
    assert entry["note"].startswith(said)
    assert study["isbn"] == other["issn"] == "978-2-488583-12-1"


def make_citations(site: Site, settings: dict[str, str]) -> Citations:
    assert site.study
    return Citations(
        site.renderer.environment, site.study.etude, settings, LOOK.name, date(2026, 3, 1)
    )


def test_a_figure_is_cited_with_whom_it_counts(assembled: Site, study: Study) -> None:
    cited = {each.url: each for each in assembled.contexts.list_cited()}  # type: ignore[union-attr]
    for figure in study.chiffres.values():
        told = cited[figure.url].precision
        assert told.startswith(figure.population)
        assert (figure.effectif is not None) == ("n = " in told), figure.slug
        assert figure.declare == told.endswith("déclaré par les Cités"), figure.slug
        assert figure.annee is None or told.count(str(figure.annee)) == 1, figure.slug


def test_both_layers_are_cited_and_no_address_is_promised(assembled: Site, study: Study) -> None:
    figure = next(iter(study.chiffres.values()))
    cited = next(c for c in assembled.contexts.list_cited() if c.url == figure.url)  # type: ignore[union-attr]
    page, book = make_citations(assembled, SETTINGS).list_works(cited)
    assert book["publisher"] == "ANCT et RNCRPV"
    assert book["issued"] == {"date-parts": [[2026, 2]]}
    assert [author["family"] for author in book["author"]][:2] == ["Guyon", "Arnoulet"]
    assert page["issued"] == {"date-parts": [[2026, 3, 1]]}
    for said in (figure.population, figure.rubrique, "GUYON", "978-2-488583-12-1"):
        assert " ".join(set_french(said).split()) in page["note"]
    assert "URL" not in page
    assert "URL" not in book
    page, book = make_citations(assembled, FILLED).list_works(cited)
    assert page["URL"] == f"https://exemple.fr/lecture/{figure.url}"
    assert page["publisher"] == "L'éditeur & fils"
    assert book["URL"] == "https://exemple.fr/l'étude"


def test_who_tells_a_testimony_signs_it_and_the_study_does_not(small: Site) -> None:
    assert small.study
    assert small.citations
    assert small.contexts
    told = {p.url: p.provenance for p in small.study.portraits.values() if p.provenance}
    assert told
    for cited in small.contexts.list_cited():
        if cited.url in told:
            (page,) = small.citations.list_works(cited)
            structure = told[cited.url].structure
            assert page["author"] == [{"literal": " ".join(set_french(structure).split())}]
            assert "note" not in page


def list_documents(site: Site) -> Iterator[tuple[str, Element]]:
    """Yield each page that may be cited, by its address."""
    assert site.contexts
    urls = {cited.url for cited in site.contexts.list_cited()}
    for page in site.make_pages():
        if page.url in urls:
            yield page.url, read_html(page.document)


def test_a_page_holds_what_the_whole_files_say_of_it(small: Site) -> None:
    works = {work["id"]: work for work in read_works(small)}
    seen = set()
    for url, document in list_documents(small):
        held = json.loads(document.get("oeuvres").text)
        assert held[0]["id"].endswith("-" + url.strip("/").replace("/", "-"))
        for work in held:
            assert works[work["id"]] == work
            seen.add(work["id"])
    assert len(seen) > 20


def test_the_text_says_both_layers(small: Site) -> None:
    assert small.study
    for url, document in list_documents(small):
        text = " ".join(document.get("citation").text.split())
        (heading, *_) = document.find_all("h1")
        title = " ".join(heading.text.split())
        assert title in text
        assert f"{small.look.name} [en ligne]. " in text
        assert "Version du 26 novembre 2026" in text
        assert "?." not in text
        portrait = small.study.portraits.get(url.split("/")[1]) if "portraits/" in url else None
        if portrait is None or portrait.origine == "etude":
            assert "D’après : AVAL, Anne, et al. Les écoles d’une rivière : l’étude. Amont" in text
            assert text.endswith("ISBN 978-0-00-000000-2.")


# What schema.org lets each type have, of what pages may say.
_OF_A_WORK = {
    "@type", "name", "description", "inLanguage", "version", "url", "author", "isPartOf",
    "isBasedOn", "publisher", "datePublished", "creditText",
}  # fmt: skip
KNOWN = {
    "Article": _OF_A_WORK,
    "Dataset": _OF_A_WORK | {"distribution"},
    "WebPage": _OF_A_WORK | {"mainEntity"},
    "WebSite": _OF_A_WORK,
    "CreativeWork": _OF_A_WORK,
    "Report": _OF_A_WORK,
    "Book": _OF_A_WORK | {"isbn"},
    "DataDownload": _OF_A_WORK | {"encodingFormat", "contentUrl"},
    "Organization": {"@type", "name"},
    "Person": {"@type", "name"},
}


def check_linked(value: Any) -> None:
    """See that every object has a known type and its properties, none of them empty."""
    if isinstance(value, list):
        for each in value:
            check_linked(each)
    elif isinstance(value, dict):
        types = value["@type"] if isinstance(value["@type"], list) else [value["@type"]]
        assert value.keys() - {"@context"} <= set().union(*(KNOWN[name] for name in types))
        assert all(value.values())
        for each in value.values():
            if not isinstance(each, str) and each != types:
                check_linked(each)


@pytest.mark.parametrize("settings", [{}, FILLED], ids=["empty", "filled"])
def test_programs_read_what_a_page_is(small: Site, settings: dict[str, str]) -> None:
    site = assemble(small.study, SETTINGS | settings)
    types = set()
    for url, document in list_documents(site):
        found = [m.attributes for m in document.find_all("meta") if "name" in m.attributes]
        metas = {attributes["name"]: attributes["content"] for attributes in found}
        (script,) = document.find_all("script", type="application/ld+json")
        linked = json.loads(script.text)
        check_linked(linked)
        assert linked["@context"] == "https://schema.org"
        assert linked["name"] == metas["citation_title"]
        assert metas["citation_author"]
        assert metas["citation_publication_date"] == "2026/11/26"
        assert metas["citation_language"] == linked["inLanguage"] == "fr"
        address = f"{settings['site_url']}/{url}" if settings else None
        assert metas.get("citation_public_url") == linked.get("url") == address
        types.add(linked["@type"])
        if linked["@type"] == "Dataset":
            assert ("distribution" in linked) == bool(settings)
        based = linked.get("isBasedOn")
        assert based is None or based["author"][0]["name"] == "Anne Aval"
    assert types == {"Article", "Dataset", "WebPage"}


def test_a_page_that_is_nothing_to_cite_says_nothing_of_the_kind(small: Site) -> None:
    document = read_html(small.make_files()["404.html"])
    assert not [*document.find_all("script", type="application/ld+json")]
    assert "citation_title" not in small.make_files()["404.html"]


def test_each_heading_has_a_link_named_for_it(small: Site) -> None:
    for _, document in list_documents(small):
        headings = [
            h for tag in ("h2", "h3") for h in document.find_all(tag) if h.attributes.get("id")
        ]
        assert headings
        for heading in headings:
            (link,) = heading.find_all("a", **{"class": "ancre"})
            title = " ".join(heading.text.split())
            assert heading.attributes["aria-label"] == title
            assert link.attributes["href"] == f"#{heading.attributes['id']}"
            assert link.attributes["aria-label"] == f"Lien vers cette partie\u00a0: {title}"


def test_a_mail_names_the_page_and_its_address(small: Site) -> None:
    settings = SETTINGS | {"site_url": "https://exemple.fr/lecture"}
    for site, address in ((assemble(small.study), ""), (assemble(small.study, settings), "there")):
        for url, document in list_documents(site):
            (mail,) = [a for a in document.get("citer-page").find_all("a")
                       if a.attributes.get("href", "").startswith("mailto:")]  # fmt: skip
            assert ("hidden" in mail.attributes) == (not address)
            end = f"https%3A//exemple.fr/lecture/{url}" if address else ""
            assert mail.attributes["href"].endswith(f"%0D%0A{end}")


def test_the_citation_file_says_what_the_study_does(study: Study) -> None:
    path = ROOT / "CITATION.cff"
    done = CliRunner().invoke(
        check_schema, ["--builtin-schema", "vendor.citation-file-format", str(path)]
    )
    assert done.exit_code == 0, done.output
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert said["title"] == LOOK.name
    for book, etude in zip(said["references"], study.etude.editions, strict=True):
        names = [(a["given-names"], a["family-names"]) for a in book["authors"]]
        assert names == [(a.prenom, a.nom) for a in etude.auteurs]
        assert (book["title"], book["isbn"]) == (etude.titre, etude.isbn)
        assert book["publisher"]["name"] == etude.signature
        assert f"{MONTHS[book['month'] - 1]} {book['year']}" == etude.parution


def test_the_authors_are_those_that_the_credits_name(study: Study) -> None:
    credits = {e.titre: e for e in study.modeles["credits"].elements}
    first, *others = [f"{a.prenom} {a.nom}" for a in study.etude.current.auteurs]
    assert (credits["Autrice"].texte or "").startswith(f"{first} (")
    assert list(credits["Co-auteurs"].points) == others


def test_a_work_without_a_month_is_cited_by_its_year(small: Site) -> None:
    assert small.study
    resource = next(iter(small.study.ressources.values()))
    for month, parts in ((None, [2020]), ("mars", [2020, 3]), ("mars-avril", [2020])):
        changed = resource.model_copy(update={"mois": month, "annee": 2020})
        cited = replace(Cited("ressources/x/", "X", document=changed), auteurs=("Y",))
        assert small.citations
        document = small.citations.list_works(cited)[1]
        assert document["issued"] == {"date-parts": [parts]}
