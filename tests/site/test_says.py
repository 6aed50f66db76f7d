"""What the files hold is on the pages, and what the pages say comes from somewhere.

The site is read as it is published: no module that makes its pages is called here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple
from urllib.parse import urljoin

import pytest
from jinja2 import Environment
from pydantic import BaseModel

from scripts.schema.introspection import list_labels
from scripts.schema.portrait import Portrait
from scripts.schema.registry import KINDS
from scripts.study.study import Study
from tests.blocks import Block, Element, fold, list_blocks, read_main
from tests.conftest import ROOT, Known
from tests.records import MONTHS, SAID, Value, list_values

Location = tuple[str | int, ...]
# Every kind, but those that are about the files themselves: the form, and the page of messages.
CATALOGUES = [kind.name for kind in KINDS if kind.name not in ("erreurs", "etapes")]


class Shown(NamedTuple):
    """A record of the study, and where the site shows it."""

    kind: str
    name: str
    record: BaseModel
    places: list[tuple[str, Element]]  # each with the address of its page


def list_shown(study: Study, site: Path) -> Iterator[Shown]:
    """Yield every record of every kind, with all the places that say it."""

    def page(url: str, part: str = "") -> tuple[str, Element]:
        main = read_main(site, url)
        return url, main.get(part) if part else main

    for portrait in study.portraits.values():
        pages = [page(portrait.url)]
        pages += [page(f"{portrait.url}en-clair/")] if portrait.en_clair else []
        yield Shown("portraits", portrait.slug, portrait, pages)
    for sphere in study.spheres.values():
        pages = [page(sphere.url), page(f"{sphere.url}en-clair/")]
        yield Shown("spheres", sphere.slug, sphere, pages)
    for kind in KINDS:
        if kind.page and kind.name not in ("portraits", "spheres", "chapitres"):
            for slug, entry in study.list_records(kind).items():
                yield Shown(kind.name, slug, entry, [page(entry.url)])
    for chapter in study.chapitres.values():
        pages = [page(chapter.url), page(f"{chapter.url}en-clair/")]
        yield Shown("chapitres", chapter.slug, chapter, pages)
        for slug in filter(None, (section.modele for section in chapter.sections)):
            place = page(chapter.url, f"modele-{slug}")
            yield Shown("modeles", slug, study.modeles[slug], [place])
    for centre in study.centres.values():
        network = read_main(site, "reseau/")
        (around,) = (  # its territory is often the region, said once for all its centres
            region
            for region in network.find_all("li", **{"class": "region"})
            if network.get(centre.slug) in region.walk()
        )
        yield Shown("centres", centre.slug, centre, [("reseau/", around)])
    for term in study.glossaire.values():
        yield Shown("glossaire", term.slug, term, [page("glossaire/", term.slug)])
    for scale in study.reperes.values():
        yield Shown("reperes", scale.slug, scale, [page("se-situer/")])
    yield Shown("echiquier", "", study.echiquier, [page("echiquier/")])
    pages = [page("synthese/"), page("synthese/en-clair/")]
    yield Shown("synthese", "", study.synthese, pages)
    yield Shown("modele", "", study.modele, [page("spheres/")])
    yield Shown("reseau", "", study.reseau, [page("reseau/"), page("ressources/")])
    yield Shown("journal", "", study.journal, [page("nouveautes/")])
    for slug, chart in study.graphiques.items():
        for url in ("portraits/", "ressources/"):
            if f"graphique-{slug}" in {e.attributes.get("id") for e in page(url)[1].walk()}:
                yield Shown("graphiques", slug, chart, [page(url, f"graphique-{slug}")])


class Searched(NamedTuple):
    """A record, its values, and how its pages say each of them, by location."""

    shown: Shown
    values: list[Value]
    said: dict[Location, str]


# What a page says in words of its own, for a value that is none of a reader's.
WORDS = {
    ("portraits", "origine", "etude"): "de l'étude",
    ("portraits", "origine", "temoignage"): "Témoignage du terrain",
    ("portraits", "provenance.consentement", "oui"): "avec l'accord des personnes concernées",
    ("spheres", "transversale", "oui"): "traverse les quatre autres",
    ("spheres", "etape", "3"): "dès le modèle à trois sphères",
    ("spheres", "etape", "4"): "à partir du modèle à quatre sphères",
    ("spheres", "etape", "5"): "à partir du modèle à cinq sphères",
    ("chiffres", "verifications.lecture", "contradiction"): "Se contredisent",
    ("chiffres", "verifications.lecture", "rapprochement"): "À rapprocher",
    ("reperes", "parties.enonces.origine", "site"): "Énoncé de ce site",
    ("echiquier", "lignes.micro.origine", "site"): "Case : lecture de ce site",
    ("echiquier", "lignes.meso.origine", "site"): "Case : lecture de ce site",
    ("echiquier", "lignes.meso.origine", "etude"): "L'étude place ces liens à ce niveau",
    ("echiquier", "lignes.macro.origine", "site"): "Case : lecture de ce site",
    ("echiquier", "bande.origine", "site"): "Case : lecture de ce site",
    ("glossaire", "origine", "etude"): "D'après l'étude",
    ("glossaire", "origine", "site"): "Définition de ce site",
}

# What a page may leave out on purpose: the kind, the field, why.
LEFT_OUT = {
    ("portraits", "ages.a"): "where all have one age, it is said once (test_order.py)",
    ("portraits", "sections.partie"): "sections of one part share its heading",
    ("chapitres", "ordre"): "it ranks the chapters (test_order.py)",
    ("chapitres", "sections.niveau"): "it is the heading's level (test_golden.py)",
    ("modeles", "forme"): "it says how the model is drawn, not what it says",
    ("modeles", "lecture"): "it puts the remark among the disagreements (test_claims.py)",
    ("ressources", "lecture"): "it puts the remark among the disagreements (test_claims.py)",
    ("synthese", "parties.constats.lecture"): "the same (test_claims.py)",
    ("synthese", "messages.edition"): "only another edition is said beside (test_editions.py)",
    ("synthese", "parties.constats.edition"): "the same",
    ("synthese", "methode.edition"): "the same",
    ("chapitres", "remarques.lecture"): "the same (test_claims.py)",
    ("chiffres", "forme"): "it says how the figure is drawn, not what it says",
    ("chiffres", "lignes.cle"): "a name that only claims use",
    ("chiffres", "lignes.dans"): "its chart draws the row inside that one (test_charts.py)",
    ("chiffres", "colonnes.cle"): "a name that only claims use",
    ("chiffres", "verifications.genre"): "it says how the claim is computed again",
    ("chiffres", "verifications.mesure"): "the unit of the numbers says it",
    ("chiffres", "verifications.lignes"): "keys of rows, whose titles are said",
    ("chiffres", "verifications.ligne"): "the key of a row, whose title is said",
    ("chiffres", "verifications.autre_ligne"): "the key of a row of another figure",
    ("chiffres", "verifications.colonne"): "the key of a column, whose title is said",
    ("chiffres", "verifications.parties.ligne"): "the key of a row of another figure",
    ("centres", "etat"): "only a centre that is not at work yet is said to be so",
    ("glossaire", "formes"): "forms that texts are searched for (test_glossary.py)",
    ("reperes", "parties.cle"): "a name that only a saved file uses",
    ("reperes", "parties.enonces.cle"): "the same",
    ("reperes", "reponses.cle"): "the same",
    ("reperes", "parties.enonces.rubrique"): "statements of one source say it once",
    ("reperes", "parties.enonces.origine"): "only what this site adds is said to be so",
    ("reperes", "parties.chiffres.colonne"): "the key of a column, whose title is said",
    ("journal", "notes.date"): "notes of one day say it once (test_news.py)",
    ("journal", "notes.portrait"): "notes of one day on a page name it once (test_news.py)",
    ("reseau", "rubriques"): "the pages name the annexe instead",
    ("graphiques", "valeur"): "a matrix has a heading for each of its columns",
}  # fmt: skip


# Fields that no record of the two studies fills: the kind, the field, why.
EMPTY = {
    ("portraits", "fausses_alertes"): "only reviewers read it (test_reviewing.py)",
    ("journal", "fausses_alertes"): "the same",
    ("portraits", "remplace"): "a later edition fills it (test_editions.py)",
    ("chiffres", "remplace"): "the same",
    ("chiffres", "verifications.autre_colonne"): "no claim needs it yet (test_claims.py)",
}


def is_left_out(shown: Shown, value: Value) -> bool:
    """Whether a page may leave a value out; it draws no table of which nearly all is missing."""
    undrawn = getattr(shown.record, "mostly_missing", False)
    of_a_table = value.path.split(".")[0] in ("unite", "colonnes", "lignes")
    return (undrawn and of_a_table) or (shown.kind, value.path) in LEFT_OUT


def read_shown(shown: Shown) -> str:
    """What the pages of a record say, a block a line, then what their links are called aloud."""
    blocks = [fold(b.text) for _, place in shown.places for b in list_blocks(place)]
    links = [a.attributes.get("aria-label") for _, p in shown.places for a in p.find_all("a")]
    return "\n".join([*blocks, *(fold(label) for label in links if label)])


def find_said(shown: Shown, values: list[Value]) -> dict[Location, str]:
    """Return how the pages say each value, by its location; those that they do not say are absent.

    The longest are looked for first, and each is taken away once it is found: two values need
    two places, and what is said inside a longer text is not said by itself.
    """
    text = read_shown(shown)
    links = [a.attributes.get("href") for _, place in shown.places for a in place.find_all("a")]
    said = {}
    for value in sorted(values, key=lambda v: ((shown.kind, v.path) in LEFT_OUT, -len(v.text))):
        words = fold(WORDS.get((shown.kind, value.path, value.text), value.text))
        if not words or (words.startswith("https://") and words in links):
            said[value.location] = ""  # a link, without its words
        elif match := re.search(write_pattern(words), text):
            said[value.location] = match[0]
            text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
    return said


def write_pattern(said: str) -> str:
    """The pattern of a whole text, that may start with a capital; a number is a whole number."""
    before = r"(?<!\w)(?<!\d[,.])" if said[0].isalnum() else ""
    after = r"(?!\w)(?![,.]\d)" if said[-1].isalnum() else ""
    return f"{before}(?i:{re.escape(said[0])}){re.escape(said[1:])}{after}"


@pytest.fixture(scope="module")
def searched(both: list[Known]) -> list[Searched]:
    """Every record of both studies, its values, and how its pages say each of them."""
    searched = []
    for _, study, site in both:
        for shown in list_shown(study, site):
            values = list_values(shown.record, study)
            searched.append(Searched(shown, values, find_said(shown, values)))
    return searched


def test_every_kind_of_record_is_looked_for(both: list[Known], searched: list[Searched]) -> None:
    kinds = Counter(shown.kind for shown, _, _ in searched)
    for kind in CATALOGUES:
        expected = sum(len(known.study.catalogues[kind]) for known in both)
        if kind == "graphiques":
            expected -= len(both)  # one is for when portraits are many
        assert kinds[kind] == expected > 0
    for kind in ("synthese", "modele", "reseau", "echiquier", "journal"):
        assert kinds[kind] == len(both)


def test_every_field_has_a_value_to_look_for(searched: list[Searched]) -> None:
    fields = {
        (shown.kind, key)
        for shown, _, _ in searched
        for key, label in list_labels(type(shown.record)).items()
    }
    filled = {
        (shown.kind, value.path[: end.start()])
        for shown, values, _ in searched
        for value in values
        for end in re.finditer(r"\.|$", value.path)
    }
    assert sorted(fields - filled - EMPTY.keys()) == [], "give it a value in tests/fixtures/etude/"


def test_a_page_says_all_that_its_record_holds(searched: list[Searched]) -> None:
    assert [
        f"{shown.kind} {shown.name}, {value.path} : {value.text[:80]}"
        for shown, values, said in searched
        for value in values
        if value.location not in said and not is_left_out(shown, value)
    ] == []


def test_nothing_is_excused_that_every_page_says(searched: list[Searched]) -> None:
    absent = {
        (shown.kind, value.path)
        for shown, values, said in searched
        for value in values
        if value.location not in said
    }
    assert LEFT_OUT.keys() - absent == set()


def test_lists_and_paragraphs_are_in_their_order(searched: list[Searched]) -> None:
    disordered = []
    for shown, values, said in searched:
        text = read_shown(shown)
        for within, items in find_items(shown.kind, values, said).items():
            if (shown.kind, *within) in REORDERED:
                continue
            place = 0
            for item in items:
                if (match := re.compile(write_pattern(item)).search(text, place)) is None:
                    disordered.append(f"{shown.kind} {shown.name}, {within} : {item[:80]}")
                    break
                place = match.end()
    assert disordered == []


def find_items(
    kind: str, values: list[Value], said: dict[Location, str]
) -> dict[Location, list[str]]:
    """Return how the items of each list are said, in the list's order: each by its longest text."""
    longest: dict[Location, dict[int, str]] = defaultdict(dict)
    for value in values:
        if said.get(value.location) and (kind, value.path) not in LEFT_OUT:
            for depth, rank in enumerate(value.location):
                if isinstance(rank, int):
                    items = longest[value.location[:depth]]
                    items[rank] = max(items.get(rank, ""), said[value.location], key=len)
    return {place: [items[rank] for rank in sorted(items)] for place, items in longest.items()}


def test_an_entry_that_is_named_is_one_link_away(searched: list[Searched]) -> None:
    for shown, values, _ in searched:
        links = {
            urljoin(f"/{url}", link.attributes.get("href", ""))
            for url, place in shown.places
            for link in place.find_all("a")
        }
        for value in values:
            if value.target and (shown.kind, value.path) not in LEFT_OUT:
                assert f"/{value.target}" in links, f"{shown.kind} {shown.name}, {value.path}"


# Lists that pages show in another order on purpose: the kind, the field, why.
REORDERED = {
    ("journal", "notes"): "the last one first (test_news.py)",
    ("chiffres", "verifications"): "what agrees is folded after what does not",
}


# What pages say that no file and no template does, but for numbers and dates: short, and why.
DERIVED = [
    *SAID.values(),  # how the states of a value are said
    *ascii_uppercase,  # the letters that the glossary is sorted under
    "1er",  # a day
    "ou",  # between the bases of bars that have several
    *(name for kind in KINDS for name in kind.names if name),  # what readers call a kind
    *(kind.name for kind in KINDS if kind.whole),  # the names of data files
]


@cache
def split_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", fold(text).lower()))


def list_template_texts() -> Iterator[str]:
    """Yield the words that templates hold: between their tags, and in their strings."""
    for path in (ROOT / "overrides").rglob("*.html"):
        html = ""
        for _, kind, value in Environment().lex(path.read_text(encoding="utf-8")):
            if kind == "data":
                html += value
            elif kind == "string":
                yield value[1:-1]
            elif kind.endswith("_begin"):
                html += "\0"
        for text in re.split(r"<[^<>]*>", html):
            for piece in re.split(r"\0", text):
                yield unescape(piece)
            yield from (f"{plural}s" for plural in re.findall(r"(\w+)\0", text))


class Sources:
    """The pieces that what a page says is made of."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.pieces: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for piece in filter(None, map(split_words, texts)):
            self.pieces[piece[0]].add(piece)

    def find_strange(self, block: Block) -> str:
        """Return where a block begins to be no piece, number or date; "" where all of it is."""
        drawn = block.parts[0]
        if isinstance(drawn, Element) and drawn.tag == "svg":  # its lines are words apart
            lines = [e.text for e in drawn.walk() if e.tag in ("title", "desc", "text")]
        else:
            lines = [block.text]
        words = tuple(word for line in lines for word in split_words(line))
        reached = {0}
        for place, word in enumerate(words):
            if place in reached:
                if word.isdecimal():
                    reached.add(place + 1)
                    if words[place + 1 : place + 2] and words[place + 1] in MONTHS:
                        reached.add(place + 2)
                for piece in self.pieces.get(word, ()):
                    if words[place : place + len(piece)] == piece:
                        reached.add(place + len(piece))
        return "" if len(words) in reached else " ".join(words[max(reached) :])


def list_sources(study: Study) -> list[str]:
    """Return the texts that pages are made of: records, vocabularies, templates."""
    records = [
        *(study.synthese, study.modele, study.reseau, study.etude, study.accueil),
        *(study.echiquier, study.imprimer, study.preparer, study.journal),
        *(study.statuts, study.pret, study.courriels, study.licences),
        *(record for name in CATALOGUES for record in study.catalogues[name].values()),
        *(term for terms in study.vocabulaires.values() for term in terms.values()),
    ]
    values = [value for record in records for value in list_values(record, study)]
    texts = [v.text for v in values if v.path.rpartition(".")[2] not in ("cle", "formes")]
    hosts = [text.split("/")[2] for text in texts if text.startswith("https://")]
    spheres = [sphere.titre for sphere in study.spheres.values()]
    # A sphere by its whole name, and by the word that a matrix has room for.
    names = [name for title in spheres for name in (f"Sphère {title}", title.split()[0])]
    names += [name for place in study.lieux.regions for name in (place.code, place.nom)]
    names += [name for place in study.lieux.departements for name in (place.code, place.nom)]
    source = [study.lieux.source, study.lieux.licence]
    labels = list_labels(Portrait).values()  # what fields are called, on the pages too
    return [*texts, *hosts, *names, *source, *labels, *DERIVED, *list_template_texts()]


def list_made_pages(docs: Path, site: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield the pages that data and templates make, each with the words that a person wrote there.

    A page in Markdown is one of them when it has nothing but its title and a block.
    """
    for path in sorted(site.rglob("index.html")):
        page = path.parent.relative_to(site)
        sources = [docs / name for name in (f"{page}.md", f"{page}/index.md")]
        written = [source for source in sources if source.is_file()]
        if all(is_a_block(source) for source in written):
            yield page, [text for source in written for text in list_written_texts(source)]


def is_a_block(source: Path) -> bool:
    body = source.read_text(encoding="utf-8").split("---\n", 2)[2]
    return re.fullmatch(r"\{\{ bloc\(.*\) \}\}", re.sub(r"(?m)^#.*$", "", body).strip()) is not None


def list_written_texts(source: Path) -> Iterator[str]:
    """Yield the words at the head of a page in Markdown, and its headings."""
    for line in source.read_text(encoding="utf-8").splitlines():
        yield line.removeprefix("#").partition(": ")[2] or line.lstrip("# ")


# Pages that say what fields and messages are, as tests of their own hold them to.
OF_THE_SCHEMAS = ("contribuer/champs", "contribuer/erreurs", "donnees")


def test_no_word_comes_from_nowhere(known: Known) -> None:
    root, study, site = known
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    sources = [*list_sources(study), *(line.partition(": ")[2] for line in settings)]
    strange = []
    of_data = Sources(sources)
    for page, written in list_made_pages(root / "docs", site):
        if page.as_posix() not in OF_THE_SCHEMAS:
            pieces = Sources([*sources, *written]) if written else of_data
            for block in list_blocks(read_main(site, page.as_posix())):
                if rest := pieces.find_strange(block):
                    strange.append(f"{page} : … {rest[:80]}")
    assert strange == []
