"""The pages made from the study, as a pure function: no MkDocs, no disk."""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from ..schema.types import Entry
from ..study.facets import FIRST_VIEW
from ..study.study import PlainText
from ..text.typography import set_french
from .rendering import Renderer

# The page that has every portrait, made when the catalogue's own page has only the first ones.
# As deep as the catalogue, whose script takes its list: the same relative links serve both.
ALL_PORTRAITS = "tous-les-portraits/"


@dataclass(frozen=True)
class Heading:
    """A heading of a page, as its table of contents shows it; level is 2 or 3."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True)
class GeneratedPage:
    """A page, ready to be framed by the theme.

    url is its address from the site's root, parent the address of the page above it.
    minutes is how long it takes to read, styles are the style sheets of its own; made_from is
    all that the page depends on, where it is known.
    """

    url: str
    parent: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    minutes: int
    styles: tuple[str, ...] = ()
    made_from: tuple[Any, ...] = field(default=(), repr=False, compare=False)

    @property
    def meta(self) -> dict[str, Any]:
        """What the frame is told of the page, as the front matter of a written page would."""
        return {
            "title": self.title,
            "description": self.description,
            "lecture": self.minutes,
            "sommaire": list_contents(self.headings),
            "styles": self.styles,
        }


def generate_pages(
    renderer: Renderer, known: Mapping[str, GeneratedPage] | None = None
) -> list[GeneratedPage]:
    """Return every page that is made from data alone.

    known are the pages made before, by address: a portrait's is taken from there when nothing
    that it depends on has changed.
    """
    study = renderer.study
    pages = []
    rest = replace(study, portraits={})  # what a portrait's page may show, besides portraits
    for portrait in study.portraits.values():
        similar = study.find_similar(portrait)
        made_from = (
            renderer.sources, renderer.settings, rest, portrait, study.find_neighbours(portrait),
            similar,
        )  # fmt: skip
        before = known.get(portrait.url) if known else None
        if before and before.made_from == made_from:
            pages.append(before)
            continue
        html = _render(renderer, "portrait", portrait, proches=similar)
        page = _build_page(portrait.url, "portraits/", portrait.titre, portrait.resume, html)
        pages.append(replace(page, made_from=made_from))
    for resource in study.ressources.values():
        html = renderer.render("pages/ressource.html", resource.url, ressource=resource)
        genre = study.vocabulaires["genres"][resource.genre].titre
        about = f"{genre}, {resource.annee} : {resource.titre}"
        pages.append(_build_page(resource.url, "ressources/", resource.titre, about, html))
    if len(study.portraits) > FIRST_VIEW:
        html = renderer.render("pages/tous-les-portraits.html", ALL_PORTRAITS)
        title = "Tous les portraits, à la suite"
        pages.append(_build_page(ALL_PORTRAITS, "portraits/", title, title, html))
    pages += [_build_plain_page(renderer, text) for text in study.plain_texts]
    # Those that show charts come last: charts may be drawn meanwhile.
    for sphere in study.spheres.values():
        html = _render(renderer, "sphere", sphere)
        pages.append(_build_page(sphere.url, "spheres/", sphere.nom, sphere.definition, html))
    for chapter in study.chapitres.values():
        html = _render(renderer, "chapitre", chapter)
        pages.append(_build_page(chapter.url, "", chapter.titre, chapter.resume, html))
    for figure in study.chiffres.values():
        html = _render(renderer, "chiffre", figure)
        pages.append(_build_page(figure.url, "chiffres/", figure.titre, figure.constat, html))
    return pages


def set_front_matter(meta: MutableMapping[str, Any]) -> None:
    """Set as French what the front matter of a written page says to readers."""
    for name in ("title", "description"):
        if isinstance(meta.get(name), str):
            meta[name] = set_french(meta[name])


def _render(renderer: Renderer, kind: str, entry: Entry, **more: Any) -> str:
    """The page of an entry: the template of its kind, given the entry under that name."""
    before, after = renderer.study.find_neighbours(entry)
    context = {kind: entry, "avant": before, "apres": after, **more}
    return renderer.render(f"pages/{kind}.html", entry.url, **context)


def _build_plain_page(renderer: Renderer, text: PlainText) -> GeneratedPage:
    url = f"{text.url}en-clair/"
    html = renderer.render("pages/en-clair.html", url, texte=text)
    description = " ".join(text.sentences[:2])
    page = _build_page(url, text.url, f"{text.title} (en clair)", description, html)
    return replace(page, styles=("assets/css/en-clair.css",))


def _build_page(url: str, parent: str, title: str, description: str, html: str) -> GeneratedPage:
    headings, anchors = read_outline(html)
    return GeneratedPage(
        url=url,
        parent=parent,
        title=set_french(title),
        description=set_french(" ".join(description.split())),
        html=html,
        headings=headings,
        anchors=anchors,
        minutes=count_minutes(html),
    )


def count_minutes(html: str) -> int:
    """Return how long a page takes to read, in minutes, at 200 words a minute.

    Source of the rate: Trauzettel-Klosinski and Dietz (2012), who measured 195 words a
    minute for French read aloud by adults.
    """
    words = len(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", html, flags=re.DOTALL).split())
    return max(1, round(words / 200))


_HEADING = re.compile(r'<(h[23])\b[^>]*? id="([^"]+)"[^>]*>(.*?)</\1>', re.DOTALL)
_ANCHOR = re.compile(r'<[^>]*? id="([^"]+)"')


def read_outline(html: str) -> tuple[tuple[Heading, ...], frozenset[str]]:
    """Return the headings of a page that can be linked to, and all its anchors.

    The page is one that our templates made: text in it holds neither tags nor quotes.
    """
    headings = tuple(
        Heading(int(tag[1]), anchor, " ".join(re.split(r"[ \t\n]+", _strip_tags(inside).strip())))
        for tag, anchor, inside in _HEADING.findall(html)
    )
    return headings, frozenset(_ANCHOR.findall(html))


def list_contents(headings: Iterable[Heading]) -> list[tuple[str, str]]:
    """Return the anchor and the title of each part of a page, for its table of contents."""
    return [(heading.anchor, heading.title) for heading in headings if heading.level == 2]


def _strip_tags(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))
