"""What a search may find: the records to index, and the words of the site.

Pagefind, the engine, folds case, accents and endings by itself; it parts no elision and reads
œ and co- as they are written. Texts are prepared for it here, and what a person types is
prepared by the same rules, published with the words.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any, NamedTuple, get_args

from jinja2 import Environment
from markdown_it import MarkdownIt
from pydantic import BaseModel

from ..schema.annexes import Centre, Resource
from ..schema.chapters import Chapter, GlossaryTerm
from ..schema.portrait import Portrait
from ..schema.registry import KINDS
from ..schema.spheres import Sphere
from ..schema.types import Entry, Line, Prose
from ..site.french import set_texts
from ..site.site import Site
from ..study.study import Study

LABELS = {kind.model: kind.label for kind in KINDS if kind.label}
# Prose that names parts of a record for programs, or says again what is said elsewhere.
LEFT_OUT = {"cle", "formes", "liens", "pages", "rubrique", "rubriques", "source", "verifications"}

ELISION_MARK = "\u200a"  # parts an elided word from the next
JOINT = "\u2060"  # joins the two letters of œ, and co- to its word: the engine skips it

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
RULES = [ELISION, PREFIX, Rule("œ", f"o{JOINT}e", "oe"), Rule("Œ", f"O{JOINT}e", "oe")]
# How an excerpt of the index is shown as it was written.
RESTORED = [(ELISION_MARK, ""), (f"o{JOINT}e", "œ"), (f"O{JOINT}e", "Œ"), (JOINT, "-")]

# Words that a question needs and an answer does not, once folded.
EMPTY_WORDS = (
    "a ai ainsi alors as au aucun aucune aussi aux avec avoir ca ce ceci cela celle celles celui "
    "ces cet cette ceux chez comme comment dans de des dire donc du elle elles en encore est et "
    "etaient etait etant ete etre eu eux fait faire faut il ils j je l la le les leur leurs lui m "
    "ma mais me mes moi mon n ne ni nos notre nous on ont or ou par pas plus pour pourquoi qu "
    "quand que quel quelle quelles quels qui quoi s sa sans se sera ses si son sont sous sur t ta "
    "te tes toi ton tres trop tu un une vers veut vos votre vous y"
)


@dataclass(frozen=True)
class SearchRecord:
    """Something that a search finds, at an address of its own.

    kind is portrait, sphere, chapitre, chiffre, ressource, centre, terme or page. texts are
    as the files hold them, emphasis and links still marked; labels are the words that
    classify it; spheres and themes are slugs.
    """

    url: str
    kind: str
    title: Line
    texts: tuple[Line, ...]
    labels: tuple[Line, ...] = ()
    spheres: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


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
    shown: dict[str, BaseModel] = {  # what the blocks of these pages show of the study
        "synthese/": study.synthese,
        "reseau/": study.reseau,
        "spheres/": study.modele,
    }
    for page in site.written.values():
        if not page.meta.get("recherche", True):
            continue
        texts = [page.description, *_read_markdown(page.markdown)]
        if page.url in shown:
            texts += list_texts(shown[page.url])
        records.append(
            SearchRecord(page.url, "page", site.name_page(page.url), tuple(filter(None, texts)))
        )
    return records


def _describe(study: Study, entry: Entry) -> SearchRecord:
    texts = list_texts(entry)
    labels: list[str] = []
    spheres: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    title = getattr(entry, "titre", "")
    match entry:
        case Portrait():
            themes = entry.themes
            spheres = tuple(touch.sphere for touch in entry.spheres)
            labels = [study.vocabulaires["acteurs"][slug].titre for slug in entry.acteurs]
        case Sphere():
            spheres = (entry.slug,)
        case Chapter():
            spheres = tuple(dict.fromkeys(s for part in entry.sections for s in part.spheres))
            models = [study.modeles[part.modele] for part in entry.sections if part.modele]
            texts += [text for model in models for text in list_texts(model)]
            texts.append(entry.rubrique)  # what who knows the study calls it
        case Resource():
            themes = entry.themes
            centres = [
                study.centres[author.centre].nom for author in entry.auteurs if author.centre
            ]
            labels = [*centres, str(entry.annee), study.vocabulaires["genres"][entry.genre].titre]
        case Centre():
            title = entry.nom
        case GlossaryTerm():
            title = f"{entry.terme} : {entry.developpe}" if entry.developpe else entry.terme
    labels += [study.vocabulaires["themes"][slug].titre for slug in themes]
    said = {title, getattr(entry, "terme", None), getattr(entry, "developpe", None)}
    return SearchRecord(
        url=entry.url,
        kind=LABELS[type(entry)],
        title=title,
        texts=tuple(text for text in texts if text not in said),
        labels=tuple(labels),
        spheres=spheres,
        themes=themes,
    )


def list_texts(record: BaseModel) -> list[str]:
    """Return the prose of a record and of those inside it, in the order of its fields."""
    return list(_walk(record))


def _walk(record: BaseModel) -> Iterator[str]:
    for name in _list_prose(type(record)):
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from _walk(item)
            elif item:
                yield item


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


def _read_markdown(text: str) -> list[str]:
    """The sentences of a page in Markdown, without the macros it calls."""
    tokens = MarkdownIt().parse(re.sub(r"\{\{.*?\}\}", "", text))
    return [token.content for token in tokens if token.type == "inline"]


# The engine takes 0.33 MB of memory a page while it builds an index: with more pages than these, it
# builds several, one after the other, which it then searches as one.
MOST_PAGES = 700


class SearchContent(NamedTuple):
    """What an index is made from: the slim pages and their facets, by file name; the words.

    parts has the pages of each of the indexes that are built, one when pages are not many.
    """

    parts: list[dict[str, str]]
    facets: dict[str, dict[str, tuple[str, ...]]]
    words: str


def render_records(templates: Environment, records: Iterable[SearchRecord]) -> SearchContent:
    """Return the slim pages to index, their facets, and the text of the file of words."""
    records, template = list(records), templates.get_template("recherche/fiche.html")
    parts: list[dict[str, str]] = [{} for _ in range(ceil(len(records) / MOST_PAGES))]
    facets, words = {}, Counter[str]()
    for rank, record in enumerate(records):
        name = f"{rank:05}.html"
        page = template.render(fiche=set_texts(record))
        words.update(split_words(html.unescape(re.sub(r"<[^>]*>", " ", page))))
        parts[rank % len(parts)][name] = prepare(page)
        facets[name] = {
            "type": (record.kind,),
            "sphere": record.spheres,
            "theme": record.themes,
        }
    return SearchContent(parts, facets, _write_words(words, len(parts)))


def prepare(text: str) -> str:
    """Return the text, or the HTML, written for the index."""
    for rule in RULES:
        text = re.sub(rule.pattern, rule.indexed, text)
    return text


def split_words(text: str) -> list[str]:
    """Return the words of a text, in lower case: two letters or more."""
    for rule in (ELISION, PREFIX):
        text = re.sub(rule.pattern, rule.asked, text)
    return re.findall(r"[a-zà-öø-ÿœ]{2,}(?:['’][a-zà-öø-ÿœ]+)*", text.lower())


def _write_words(words: Mapping[str, int], parts: int) -> str:
    """What a search needs beside the index; the most frequent words come first."""
    ranked = sorted(words, key=lambda word: (-words[word], word))
    content = {
        "index": parts,
        "regles": [[rule.pattern, rule.asked] for rule in RULES],
        "retours": RESTORED,
        "mots_vides": EMPTY_WORDS,
        "mots": " ".join(ranked),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
