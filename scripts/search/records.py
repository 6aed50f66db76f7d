"""What a search may find: the records to index, and the words of the site.

Pagefind, the engine, folds case, accents and endings by itself; it parts no elision and reads
œ and co- as they are written. Texts are prepared for it here, and what a person types is
prepared by the same rules, published with the words.
"""

import hashlib
import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import ceil
from typing import Any, NamedTuple, get_args

from jinja2 import Environment
from markdown.extensions.toc import slugify, unique
from markdown_it import MarkdownIt
from pydantic import BaseModel

from ..schema.annexes import Centre, Resource
from ..schema.chapters import Chapter, GlossaryTerm
from ..schema.figures import Figure
from ..schema.portrait import Alliance, Portrait
from ..schema.registry import KINDS
from ..schema.spheres import Sphere
from ..schema.types import Entry, Line, Prose
from ..site.cache import write_canonical
from ..site.exports import write_json
from ..site.french import set_texts
from ..site.site import Site
from ..study.study import Study
from ..text.typography import write_number
from .lexicon import Lexicon

LABELS = {kind.model: kind.label for kind in KINDS if kind.label}
# Prose that names parts of a record for programs, or says again what is said elsewhere.
LEFT_OUT = {"cle", "formes", "liens", "pages", "rubrique", "rubriques", "source", "verifications"}

ELISION_MARK = "\u200a"  # parts an elided word from the next
JOINT = "\u2060"  # joins the two letters of œ, and co- to its word: the engine skips it

# A call of the block that says a sentence of the site's status, and its title as Markdown has one.
_STATUS = re.compile(r'\{\{ bloc\("statut", phrase="(?P<name>\w+)"\) \}\}')

_LETTER = "0-9A-Za-zÀ-ÖØ-öø-ÿŒœ"


class Rule(NamedTuple):
    """A way of writing that has two forms: what it becomes in the index, and in a query.

    pattern is read alike by Python and by JavaScript.
    """

    pattern: str
    indexed: str
    asked: str


ELISION = Rule(
    rf"(?<![{_LETTER}])((?:[CDJLMNSTcdjlmnst]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi|)[Qq][Uu])['’])"
    rf"(?=[{_LETTER}])",
    rf"\1{ELISION_MARK}",
    " ",
)
PREFIX = Rule(rf"(?<![{_LETTER}])([Cc][Oo])-(?=[{_LETTER}])", rf"\1{JOINT}", "co")
SAINT = [
    Rule(rf"(?<![{_LETTER}])[Ss]t(?=[ -])", r"\g<0>", "saint"),
    Rule(rf"(?<![{_LETTER}])[Ss]te(?=[ -])", r"\g<0>", "sainte"),
]
RULES = [ELISION, PREFIX, *SAINT, Rule("œ", f"o{JOINT}e", "oe"), Rule("Œ", f"O{JOINT}e", "oe")]
# How an excerpt of the index is shown as it was written.
RESTORED = [(ELISION_MARK, ""), (f"o{JOINT}e", "œ"), (f"O{JOINT}e", "Œ"), (JOINT, "-")]

HOW_MANY = "combien"  # asks for a number
PLACE_WORDS = "centre centres commune crpv departement dept region ressources ville"  # say a place

# Words that a question needs and an answer does not, once folded.
EMPTY_WORDS = (
    "a ai aimerais ainsi alors as au aucun aucune aussi aux avec avoir c ca ce ceci cela celle "
    "celles celui ces cet cette ceux cherche chez combien comme comment connaitre d dans de "
    "definition des dire doit doivent donc du elle elles en encore est et etaient etait etant "
    "ete etre eu eux existe faire fait faut france il ils j jamais je l la le les leur leurs lui "
    "m ma mais me mes met mettre moi mon n ne ni nos notre nous on ont or ou par pas passe "
    "passent passer peut peuvent peux plus pour pourquoi puis qqn qu quand que quel quelle "
    "quelles quelqu quelque quelques quels qui quoi s sa sans se sera sert servent ses si "
    "signification signifie son sont sous sur t ta te tes toi ton toujours tres trop trouver tu "
    "un une va vais vers veulent veut veux vont vos votre voudrais voudrait vous y"
)


@dataclass(frozen=True)
class SearchSection:
    """A part of a page that can be linked to: its anchor, its heading, its texts."""

    anchor: str
    title: Line
    texts: tuple[Line, ...]


@dataclass(frozen=True)
class SearchRecord:
    """Something that a search finds, at an address of its own.

    kind is portrait, sphere, chapitre, chiffre, ressource, centre, terme or page. texts are
    as the files hold them, emphasis and links still marked, those of sections apart; names are
    what it is also called; labels are the words that classify it; telephone is shown without
    being searched; spheres and themes are slugs. edition is the year of what a later edition
    replaces, and replaced_by the address of what does.
    """

    url: str
    kind: str
    title: Line
    texts: tuple[Line, ...]
    sections: tuple[SearchSection, ...] = ()
    names: tuple[Line, ...] = ()
    labels: tuple[Line, ...] = ()
    telephone: str = ""
    spheres: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    edition: int = 0
    replaced_by: str = ""


def list_records(site: Site) -> list[SearchRecord]:
    """Return everything that a search may find, in the order readers meet it.

    site has a study.
    """
    study = site.study
    assert study
    records = [
        _describe(study, entry)
        for kind in KINDS
        if kind.label
        for entry in study.list_records(kind).values()
    ]
    shown: dict[str, Iterable[BaseModel]] = {  # what the blocks of these pages show of the study
        "synthese/": [study.synthese],
        "reseau/": [study.reseau],
        "spheres/": [study.modele],
        "se-situer/": study.reperes.values(),
        "echiquier/": [study.echiquier],
    }
    for page in site.written.values():
        if not page.meta.get("recherche", True):
            continue
        texts, sections = read_markdown(_STATUS.sub(partial(_say_status, site), page.markdown))
        for record in shown.get(page.url, ()):
            texts += list_texts(record)
        title = site.name_page(page.url)
        records.append(
            SearchRecord(
                page.url,
                "page",
                title,
                tuple(filter(None, [page.description, *texts])),
                sections,
                (page.title,) if page.title != title else (),
            )
        )
    return records


def _say_status(site: Site, call: re.Match[str]) -> str:
    """What the block says, as Markdown; the title has the anchor that the block gives it."""
    said = str(getattr(site.status, call["name"], ""))
    return f"## {said} {{#statut}}" if call["name"] == "titre" else said


def _describe(study: Study, entry: Entry) -> SearchRecord:
    texts: list[str] = []
    sections: list[SearchSection] = []
    names: list[str] = []
    labels: list[str] = []
    telephone = ""
    spheres: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    title = getattr(entry, "titre", "")
    match entry:
        case Portrait():
            sections = _list_portrait_sections(study, entry)
            texts = list_texts(entry, but=PORTRAIT_ANCHORS.keys() | {"sections", *WHO_TELLS})
            for name in WHO_TELLS:
                texts += _list_values(getattr(entry, name))
            themes = entry.themes
            spheres = tuple(touch.sphere for touch in entry.spheres)
            labels = [study.vocabulaires["acteurs"][slug].titre for slug in entry.acteurs]
        case Sphere():
            texts = list_texts(entry)
            spheres = (entry.slug,)
        case Chapter():
            texts = list_texts(entry, but={"sections"})
            texts.append(entry.rubrique)  # those who know the study call the chapter so
            for number, part in enumerate(entry.sections, 1):
                told = list_texts(part)
                if part.modele:
                    told += list_texts(study.modeles[part.modele])
                if part.rubrique and part.rubrique != part.titre:
                    told.append(part.rubrique)
                sections.append(_make_section(f"section-{number}", part.titre, told))
            spheres = tuple(dict.fromkeys(s for part in entry.sections for s in part.spheres))
            names = [entry.rubrique]
        case Figure():
            texts = [entry.constat, *list_texts(entry), *_list_cells(entry)]
        case Resource():
            texts = list_texts(entry)
            themes = entry.themes
            centres = [
                study.centres[author.centre].nom for author in entry.auteurs if author.centre
            ]
            labels = [*centres, str(entry.annee), study.vocabulaires["genres"][entry.genre].titre]
        case Centre():
            texts = list_texts(entry, but={"telephone"})
            title, telephone = entry.nom, entry.telephone or ""
        case GlossaryTerm():
            texts = list_texts(entry)
            title = f"{entry.terme} : {entry.developpe}" if entry.developpe else entry.terme
            names = [*filter(None, [entry.terme, entry.developpe])]
        case _:
            texts = list_texts(entry)
    labels += [study.vocabulaires["themes"][slug].titre for slug in themes]
    replacing = study.replacing.get(entry.url)
    said = {title, *names[:2]} if isinstance(entry, GlossaryTerm) else {title}
    return SearchRecord(
        url=entry.url,
        kind=LABELS[type(entry)],
        title=title,
        texts=tuple(dict.fromkeys(text for text in texts if text not in said)),
        sections=tuple(sections),
        names=tuple(dict.fromkeys(name for name in names if name != title)),
        labels=tuple(labels),
        telephone=telephone,
        spheres=spheres,
        themes=themes,
        edition=getattr(entry, "edition", 0) if replacing else 0,
        replaced_by=replacing[0].url if replacing else "",
    )


# Where a portrait shows the fields that have a heading (overrides/parties/portrait.html).
PORTRAIT_ANCHORS = {
    "chiffres_cles": "chiffres-cles",
    "contexte": "contexte",
    "mise_en_oeuvre": "mise-en-oeuvre",
    "parcours": "parcours",
    "financeurs": "financeurs",
    "alliance": "alliance",
    "transformations": "transformations",
    "leviers": "leviers",
    "freins": "freins",
}


# The author of a portrait, and whom to ask about it: the last thing that it says.
WHO_TELLS = ("provenance", "contact_public")


def _list_portrait_sections(study: Study, portrait: Portrait) -> list[SearchSection]:
    parts, seen = study.vocabulaires["parties"], Counter[str]()
    fields = Portrait.model_fields
    sections = []
    for name, anchor in PORTRAIT_ANCHORS.items():
        title = parts[anchor].titre if anchor in parts else str(fields[name].title)
        value = getattr(portrait, name)
        told = list_texts(value, but={"acteurs"}) if name == "alliance" else _list_values(value)
        if told:
            sections.append(_make_section(anchor, title, told))
    actors = _list_values(portrait.alliance.acteurs)
    if actors:
        sections.append(
            _make_section("acteurs", str(Alliance.model_fields["acteurs"].title), actors)
        )
    for section in portrait.sections:
        seen[section.partie] += 1
        anchor = f"{section.partie}-section-{seen[section.partie]}"
        sections.append(_make_section(anchor, section.titre, list_texts(section)))
    return sections


def _make_section(anchor: str, title: str, texts: Iterable[str]) -> SearchSection:
    return SearchSection(anchor, title, tuple(text for text in texts if text != title))


def _list_cells(figure: Figure) -> list[str]:
    """The numbers of a figure, each row with its own, and whom they count."""
    rows = []
    for row in figure.lignes:
        cells = []
        for value in row.valeurs:
            if value.nombre is not None:
                cells.append(write_number(value.nombre))
            if value.taux is not None:
                cells.append(f"{write_number(value.taux)} %")
        if cells:
            rows.append(f"{row.titre} : {', '.join(cells)}")
    if figure.effectif:
        rows.append(f"{figure.population} : {write_number(figure.effectif)}")
    return rows


def list_texts(record: BaseModel, but: Collection[str] = ()) -> list[str]:
    """Return the prose of a record and of those inside it, in the order of its fields.

    but are the fields of the record that are left out.
    """
    return [
        text
        for name in _list_prose(type(record))
        if name not in but
        for text in _list_values(getattr(record, name))
    ]


def _list_values(value: Any) -> list[str]:
    """The prose of the value of a field: a text, a record, or several."""
    items = value if isinstance(value, tuple) else (value,)
    return [
        text
        for item in items
        if item
        for text in (list_texts(item) if isinstance(item, BaseModel) else [item])
    ]


@cache
def _list_prose(model: type[BaseModel]) -> list[str]:
    """The fields of a model that hold prose, or records that may."""
    return [
        name
        for name, field in model.model_fields.items()
        if name not in LEFT_OUT
        and not field.exclude
        and _is_prose((field.annotation, *field.metadata))
    ]


def _is_prose(kind: Any) -> bool:
    if isinstance(kind, tuple):
        return any(map(_is_prose, kind))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return True
    return isinstance(kind, Prose) or _is_prose(get_args(kind))


# The notation of docs/ that is not plain Markdown: macros, the opening line of an admonition or a
# tab, icons, calls of notes, attributes, what begins a caption or a block.
_NOTATION = re.compile(
    r"\{\{.*?\}\}|^[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]*[\w-]*|:[a-z0-9]+(?:-[a-z0-9]+)+:"
    r"|\[\^[^\]]+\]:?|\{:?[ \t]*[.#][^}\n]*\}|^[ \t]*///.*$|^[ \t]*\*\[[^\]]+\]:.*$|<[^>\n]*>",
    re.MULTILINE,
)
_ANCHOR = re.compile(r"\{[^}]*#([\w-]+)")  # the id that attr_list gives a heading


def read_markdown(markdown: str) -> tuple[list[str], tuple[SearchSection, ...]]:
    """Return the sentences of a page of docs/ before its first section, and its sections.

    What the page says is kept, without what marks it up nor the macros it calls; its title too is
    left out. Anchors are those that Markdown gives its headings.
    """
    first: list[str] = []
    sections: list[tuple[str, str, list[str]]] = []
    seen: set[str] = set()
    heading = ""
    for token in MarkdownIt().parse(re.sub(r"^ {4}", "", markdown, flags=re.MULTILINE)):
        if token.type in ("heading_open", "heading_close"):
            heading = token.tag if token.type == "heading_open" else ""
        elif token.type == "inline":
            text = " ".join(_NOTATION.sub(" ", token.content).split()).strip('" ')
            if heading and heading != "h1":
                given = _ANCHOR.search(token.content)
                anchor = given[1] if given else unique(slugify(text, "-"), seen)
                sections.append((anchor, text, []))
            elif text and not heading:
                (sections[-1][2] if sections else first).append(text)
    return first, tuple(_make_section(*section) for section in sections)


# The engine takes 0.33 MB of memory a page while it builds an index: with more pages than these, it
# builds several, one after the other, which it then searches as one. A search asks each of them for
# every word: beyond MOST_PARTS their pages grow rather than their number, and memory with them.
MOST_PAGES = 700
MOST_PARTS = 3


class SearchContent(NamedTuple):
    """What a search is made from: the slim pages by file name, and two files to publish.

    parts has the pages of each of the indexes that are built, one when pages are not many, encoded:
    as texts, those of ten thousand portraits would take another hundred megabytes. words is what a
    query is read with, records what is told of each page, in the order of their names.
    """

    parts: list[dict[str, bytes]]
    words: str
    records: str


def render_records(
    templates: Environment, records: Sequence[SearchRecord], lexicon: Lexicon
) -> SearchContent:
    """Return the slim pages to index, and the texts of the two files of a search."""
    template = templates.get_template("recherche/fiche.html")
    mark = _make_mark(records)
    count = min(ceil(len(records) / MOST_PAGES), MOST_PARTS)
    parts: list[dict[str, bytes]] = [{} for _ in range(count)]
    words = Counter[str]()
    told = []
    for rank, record in enumerate(map(set_texts, records)):
        name = f"{rank:05}"
        page = template.render(fiche=record, rang=name, repere=mark)
        words.update(split_words(html.unescape(re.sub(r"<[^>]*>", " ", page.replace(mark, "")))))
        parts[rank % len(parts)][f"{name}.html"] = prepare(page).encode()
        told.append(_list_told(record))
    kinds = vars(templates.get_template("parties/genres.html").module)["genres"]
    index = {"repere": mark, "genres": kinds, "fiches": told}
    return SearchContent(parts, _write_words(words, len(parts), mark, lexicon), write_json(index))


def _make_mark(records: Sequence[SearchRecord]) -> str:
    """A word of letters that every page of an index has, and that no other index has."""
    digest = digest_records(records).hex()[:12]
    return "§" + "".join(chr(ord("a") + int(digit, 16)) for digit in digest)


def digest_records(records: Iterable[SearchRecord]) -> bytes:
    """Return a digest of all that the records say."""
    digest = hashlib.sha256()
    for record in records:  # one by one: together, they take as much memory as the study
        digest.update(write_canonical(record))
    return digest.digest()


def _list_told(record: SearchRecord) -> list[Any]:
    """What is told of a page before any of its text is fetched."""
    headings = [section.title for section in record.sections]
    replaced = [record.telephone, record.edition, record.replaced_by] if record.edition else []
    return [
        record.url,
        record.kind,
        record.title,
        record.names,
        headings,
        record.spheres,
        record.themes,
        *(replaced or filter(None, [record.telephone])),
    ]


def prepare(text: str) -> str:
    """Return the text, or the HTML, written for the index."""
    for rule in RULES:
        text = re.sub(rule.pattern, rule.indexed, text)
    return text


def split_words(text: str) -> list[str]:
    """Return the words of a text, in lower case: two letters or more."""
    for rule in (ELISION, PREFIX):
        text = re.sub(rule.pattern, rule.asked, text)
    return re.findall(r"[a-zà-öø-ÿœ]{2,}\+?(?:['’][a-zà-öø-ÿœ]+)*", text.lower())


def _write_words(words: Mapping[str, int], parts: int, mark: str, lexicon: Lexicon) -> str:
    """What a query is read with; the most frequent words of the site come first."""
    ranked = sorted(words, key=lambda word: (-words[word], word))
    content = {
        "index": parts,
        "repere": mark,
        "regles": [[rule.pattern, rule.asked] for rule in RULES],
        "retours": RESTORED,
        "mots_vides": EMPTY_WORDS,
        "combien": HOW_MANY,
        "synonymes": lexicon.synonyms,
        "lieux": lexicon.places,
        "regions_courantes": lexicon.areas,
        "villes_courantes": lexicon.towns,
        "avant_lieux": PLACE_WORDS,
        "mots": " ".join(ranked),
    }
    return write_json(content)
