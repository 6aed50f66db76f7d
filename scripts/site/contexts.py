"""What the template of each page made from a record is given, and that of a few other pages.

A page shows nothing else of the study: what it depends on is its context, and what every page may
show (list_constants).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import Any, NamedTuple

from ..charts.alliance import place_actors
from ..charts.charts import ChartData, list_charts
from ..charts.signs import Signs, count_signs
from ..data.package import Package, make_package
from ..schema.annexes import Resource
from ..schema.chapters import Chapter, GlossaryTerm
from ..schema.figures import Figure
from ..schema.introspection import list_labels
from ..schema.portrait import Portrait
from ..schema.registry import KINDS, Kind
from ..schema.spheres import Sphere
from ..schema.types import Entry, Line
from ..study.claims import Verdict
from ..study.facets import FIRST_VIEW, SHEET, Value, list_catalogues
from ..study.history import NO_HISTORY, History
from ..study.settings import NO_SETTINGS, Settings
from ..study.study import Mention, Study
from ..text.typography import set_french
from .citations import Cited, describe_cited
from .news import News, find_last, follow, list_news
from .prints import Print

Context = dict[str, Any]

SYNTHESIS, GLOSSARY = "synthese/", "glossaire/"
TERMS = next(kind for kind in KINDS if kind.model is GlossaryTerm)
# The first page of the list of all portraits, made when the catalogue's page has only some. Its
# pages are as deep as the catalogue's: its script shows their lists, whose links are relative.
ALL_PORTRAITS = "tous-les-portraits/"
MOST_PORTRAITS = 6  # on a theme, in the page of a resource
EMBED_STYLE = "assets/css/integrer.css"
FEED = "nouveautes/atom.xml"
PLAIN_STYLE = "assets/css/en-clair.css"
# By the label of a kind: the style sheets and the scripts that only its pages load.
STYLES = {"portrait": ("assets/css/portrait.css", "assets/css/alliance.css")}
SCRIPTS = {"chiffre": ("assets/js/tableau.js",)}


@dataclass(frozen=True)
class Target:
    """A page to go to."""

    url: str
    titre: Line


@dataclass(frozen=True)
class Offer:
    """A file to take away, and how big it is."""

    url: str
    octets: int


@dataclass(frozen=True)
class OfEdition(Target):
    """A figure or a portrait of the study, and the year of its edition."""

    edition: int


@dataclass(frozen=True)
class Replaced:
    """A record that others replace: the year of its edition, and these, the latest first."""

    edition: int
    par: tuple[OfEdition, ...]


@dataclass(frozen=True)
class Card(Target):
    """A page to go to, and a text about it."""

    texte: Line


@dataclass(frozen=True)
class PortraitCard(Target):
    """What a list shows of a portrait."""

    slug: str
    resume: Line
    origine: str
    numero: int | None
    edition: int | None
    spheres: tuple[str, ...]


@dataclass(frozen=True)
class Citation(Target):
    """A chapter that speaks of something, and what it says or where, in its order."""

    textes: tuple[Line, ...]


class Reading(NamedTuple):
    """A part of a page, and the heading of the study where it is read."""

    titre: Line
    rubrique: Line


@dataclass(frozen=True)
class SphereMark(Target):
    """A sphere, where only its name is shown; etape and transversale place it in the model."""

    slug: str
    etape: int
    transversale: bool


@dataclass(frozen=True)
class NearResource(Target):
    """A resource near another record, and the values they share, by facet."""

    annee: int
    partage: Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True)
class OnTheme:
    """What is on a theme: the first of them, and how many there are."""

    slug: str
    titre: Line
    pages: tuple[Target, ...]
    total: int


@dataclass(frozen=True)
class ShownFigure:
    """A figure with its chart, where it has one, what came of its claims, and those it cites.

    signes are its pictures, where it has a sign for each of those who are counted.
    """

    chiffre: Figure
    graphique: ChartData | None
    signes: tuple[Signs, ...]
    verdicts: tuple[Verdict, ...]
    autres: Mapping[str, Target]


@dataclass(frozen=True)
class PageSource:
    """A page to make: where it is, under which other, what it is about, what it is made from."""

    url: str
    parent: str
    titre: Line
    description: Line
    template: str
    context: Context
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def list_constants(study: Study) -> Context:
    """Return what any page may show of the study: the names of things."""
    return {
        "etude": study.etude.current,
        "editions": study.etude.by_year,
        "remplacements": dict(_list_replaced(study)),
        "vocabulaires": study.vocabulaires,
        "spheres": {
            s.slug: SphereMark(s.url, s.titre, s.slug, s.etape, s.transversale)
            for s in study.spheres.values()
        },
        "libelles": list_labels(Portrait),
        "genres_de_fiches": {kind.label: kind.names for kind in KINDS if kind.label},
        "centre_du_modele": set_french(study.modele.centre.titre),
        "premiere_vue": FIRST_VIEW,
    }


def target(entry: Any) -> Target:
    """Return the way to an entry's page."""
    return Target(entry.url, entry.titre)


def show_card(portrait: Portrait) -> PortraitCard:
    """Return what a list shows of a portrait."""
    return PortraitCard(
        portrait.url, portrait.titre, portrait.slug, portrait.resume, portrait.origine,
        portrait.numero, portrait.edition, tuple(touched.sphere for touched in portrait.spheres),
    )  # fmt: skip


def name_edition(record: Figure | Portrait) -> OfEdition:
    """Return the way to a record of the study, and its edition."""
    assert record.edition
    return OfEdition(record.url, record.titre, record.edition)


def _list_replaced(study: Study) -> Iterator[tuple[str, Replaced]]:
    """Yield the address of each record that is replaced, and what is said of it."""
    records: list[Figure | Portrait] = [*study.chiffres.values(), *study.portraits.values()]
    for record in records:
        if record.edition and (replacing := study.replacing.get(record.url)):
            yield record.url, Replaced(record.edition, tuple(map(name_edition, replacing)))


def name_chapters(study: Study, slugs: Iterable[str]) -> dict[str, Target]:
    """Return the ways to the chapters among the addresses « cooperation/maturite », by address."""
    chapters = study.chapitres
    return {slug: target(chapters[slug]) for slug in sorted(set(slugs) & chapters.keys())}


class Contexts:
    """Everything that the pages of a study are given; prints is what was printed of it.

    offer_grid makes the interview grid, to fill in with Word; description says in a sentence what
    the site is; history when its files changed.
    """

    def __init__(
        self, study: Study, prints: Iterable[Print] = (),
        offer_grid: Callable[[], Offer] | None = None,
        settings: Settings = NO_SETTINGS, description: str = "", history: History = NO_HISTORY,
    ) -> None:  # fmt: skip
        self.study = study
        self.offer_grid = offer_grid
        self.history = history
        self.settings = settings
        self.description = description
        self.prints = tuple(prints)
        self._prints_by_page: dict[str, list[Print]] = {}
        for made in self.prints:
            self._prints_by_page.setdefault(made.page, []).append(made)
        self.cited_pages = {
            SYNTHESIS: Cited(SYNTHESIS, study.synthese.titre, rubriques=(study.synthese.rubrique,)),
            GLOSSARY: Cited(GLOSSARY, TERMS.names[1]),
        }
        self.charts = list_charts(study)
        self.catalogues = list_catalogues(study)

    @cached_property
    def package(self) -> Package:
        """All the data of the study, as tables."""
        day = find_last(self.study, self.history)
        return make_package(self.study, self.settings, self.description, day)

    @cached_property
    def news(self) -> tuple[News, ...]:
        """What is new, the last first."""
        return list_news(self.study, self.history)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The addresses of the pages of the whole list of portraits; none when one view has it."""
        total = len(self.study.portraits)
        ranks = range(ceil(total / SHEET)) if total > FIRST_VIEW else ()
        return tuple(
            f"{ALL_PORTRAITS[:-1]}-{rank + 1}/" if rank else ALL_PORTRAITS for rank in ranks
        )

    @property
    def feed(self) -> str:
        """The address of the feed; empty where it has none: no address of its own, or no news."""
        return FEED if self.settings["site_url"] and self.news else ""

    def list_pages(self) -> Iterator[PageSource]:
        """Yield every page that is made from data alone."""
        more: dict[type[Entry], Callable[[Any], Context]] = {
            Portrait: self.describe_portrait,
            Sphere: self.describe_sphere,
            Chapter: self.describe_chapter,
            Figure: self.describe_figure,
            Resource: self.describe_resource,
        }
        for kind in KINDS:
            if not kind.page:
                continue
            for before, entry, after in self._read_in_order(kind):
                context = {
                    kind.label: entry,
                    "reference": describe_cited(self.study, kind, entry),
                    "avant": before and target(before),
                    "apres": after and target(after),
                }
                if type(entry) in more:
                    context |= more[type(entry)](entry)
                yield PageSource(
                    entry.url, kind.parent, self._name_page(entry), self.describe(kind, entry),
                    f"pages/{kind.label}.html", context,
                    STYLES.get(kind.label, ()), SCRIPTS.get(kind.label, ()),
                )  # fmt: skip
        portraits, sheets = tuple(self.study.portraits.values()), self.sheets
        for rank, url in enumerate(sheets):
            title = "Tous les portraits, à la suite"
            title += f" (page {rank + 1})" if rank else ""
            shown = portraits[rank * SHEET : (rank + 1) * SHEET]
            context = {
                "portraits": tuple(map(show_card, shown)),
                "catalogue": self.catalogues["portraits"].keep([each.slug for each in shown]),
                "total": len(portraits),
                "feuilles": sheets,
                "rang": rank,
            }
            yield PageSource(
                url, "portraits/", title, title, "pages/tous-les-portraits.html", context
            )
        for text in self.study.plain_texts:
            yield PageSource(
                f"{text.url}en-clair/", text.url, f"{text.title} (en clair)",
                " ".join(text.sentences[:2]), "pages/en-clair.html",
                {"texte": text, "imprimes": self.find_prints(f"{text.url}en-clair/")},
                (PLAIN_STYLE,),
            )  # fmt: skip

    def list_cited(self) -> list[Cited]:
        """Return all that readers may cite: what has a page of its own, and each term."""
        kinds = (kind for kind in KINDS if kind.page or kind is TERMS)
        return [
            *self.cited_pages.values(),
            *(
                describe_cited(self.study, kind, entry)
                for kind in kinds
                for entry in self.study.list_records(kind).values()
            ),
        ]

    def _name_page(self, entry: Any) -> str:
        """The title of an entry's page; what is replaced may have that of what replaces it."""
        title: str = getattr(entry, "nom", entry.titre)
        replaced = entry.url in self.study.replacing
        return f"{title} (édition {entry.edition})" if replaced else title

    def _read_in_order(self, kind: Kind) -> Iterator[tuple[Any, Any, Any]]:
        """Yield each record of a kind, between the one before and the one after."""
        order = [None, *self.study.list_records(kind).values(), None]
        yield from zip(order, order[1:-1], order[2:], strict=False)

    def describe(self, kind: Kind, entry: Any) -> str:
        """Return what the page of an entry says of itself where only its address is shown."""
        if isinstance(entry, Resource):
            genre = self.study.vocabulaires["genres"][entry.genre].titre
            return f"{genre}, {entry.annee} : {entry.titre}"
        text: str = getattr(entry, kind.about) if kind.about else entry.titre
        return text

    def describe_portrait(self, portrait: Portrait) -> Context:
        """Return what the page of a portrait shows besides it."""
        study = self.study
        near = self.catalogues["ressources"].find_sharing({"theme": portrait.themes}, 3)
        return {
            "places": place_actors(
                portrait.alliance.acteurs,
                list(study.vocabulaires["niveaux"]),
                study.spheres.values(),
            ),
            "remplace": self._find_replaced(study.portraits, portrait),
            "imprimes": self.find_prints(portrait.url),
            "suivi": follow(study, self.history, portrait),
            "proches": tuple(Card(p.url, p.titre, p.resume) for p in study.find_similar(portrait)),
            "mentions": _cite(study.mentions_of_portraits[portrait.slug], attrgetter("comment")),
            "choisies": tuple(target(study.ressources[slug]) for slug in portrait.ressources),
            "rapprochees": tuple(self._name_resource(each.slug, {}) for each in near),
            "themes": tuple(
                OnTheme(theme, study.vocabulaires["themes"][theme].titre, (), len(resources))
                for theme in portrait.themes
                if (resources := study.resources_by_theme[theme])
            ),
        }

    def describe_sphere(self, sphere: Sphere) -> Context:
        """Return what the page of a sphere shows besides it."""
        portraits = self.study.portraits_by_sphere[sphere.slug]
        touched = (
            (portrait, next(t for t in portrait.spheres if t.sphere == sphere.slug))
            for portrait in portraits[:FIRST_VIEW]
        )
        mentions = self.study.mentions_of_spheres[sphere.slug]
        return {
            "portraits": tuple(Card(p.url, p.titre, touch.comment) for p, touch in touched),
            "total": len(portraits),
            "mentions": _cite(mentions, lambda mention: mention.section.titre),
        }

    def describe_chapter(self, chapter: Chapter) -> Context:
        """Return what the page of a chapter shows besides it."""
        study, sections = self.study, chapter.sections
        told = [(s.titre, s.rubrique) for s in sections if s.rubrique]
        return {
            "cite": study.chiffres[chapter.a_citer.chiffre] if chapter.a_citer else None,
            "renvois": tuple(Reading(*pair) for pair in told if pair[1] != chapter.rubrique),
            "modeles": {s.modele: study.modeles[s.modele] for s in sections if s.modele},
            "chiffres": {slug: self.show_figure(slug) for slug in chapter.figures},
            "portraits": {
                cited.portrait: target(study.portraits[cited.portrait])
                for section in sections
                for cited in section.portraits
            },
            "parties": tuple(map(target, study.find_parts(chapter))),
            "synthese": Target(SYNTHESIS, study.synthese.titre),
        }

    def describe_figure(self, figure: Figure) -> Context:
        """Return what the page of a figure shows besides it."""
        cited = [finding for finding in self.study.findings if finding.chiffre == figure.slug]
        mentions = self.study.mentions_of_figures[figure.slug]
        return {
            "montre": self.show_figure(figure.slug),
            "remplace": self._find_replaced(self.study.chiffres, figure),
            "imprimes": self.find_prints(figure.url),
            "suivi": follow(self.study, self.history, figure),
            "mentions": tuple(
                Card(mention.chapter.url, mention.chapter.titre, mention.section.titre)
                for mention in mentions
            ),
            "synthese": Target(SYNTHESIS, self.study.synthese.titre) if cited else None,
        }

    def describe_resource(self, resource: Resource) -> Context:
        """Return what the page of a resource shows besides it."""
        themes = self.study.vocabulaires["themes"]
        portraits = self.study.portraits_by_theme
        near = self.catalogues["ressources"].find_near(resource.slug)
        return {
            "centres": self.name_centres([resource]),
            "proches": tuple(self._name_resource(each.slug, each.shared) for each in near),
            "portraits": tuple(
                OnTheme(
                    theme, themes[theme].titre,
                    tuple(map(target, portraits[theme][:MOST_PORTRAITS])), len(portraits[theme]),
                )
                for theme in resource.themes
            ),
        }  # fmt: skip

    def _find_replaced(
        self, records: Mapping[str, Figure] | Mapping[str, Portrait], record: Figure | Portrait
    ) -> OfEdition | None:
        """Return the record that this one replaces, if there is one."""
        return name_edition(records[record.remplace]) if record.remplace else None

    def show_figure(self, slug: str) -> ShownFigure:
        """Return a figure with all that is shown of it."""
        figures, verdicts = self.study.chiffres, tuple(self.study.verdicts[slug])
        cited = {verdict.claim.chiffre for verdict in verdicts} - {None}
        return ShownFigure(
            figures[slug],
            self.charts.get(f"chiffre-{slug}"),
            count_signs(figures[slug]) if figures[slug].is_counted else (),
            verdicts,
            {other: target(figures[other]) for other in sorted(filter(None, cited))},
        )

    def find_prints(self, url: str) -> tuple[Print, ...]:
        """Return what was printed of the page at an address."""
        return tuple(self._prints_by_page.get(url, ()))

    def name_centres(self, resources: Iterable[Resource]) -> dict[str, Target]:
        """Return the centres that sign the resources, by slug."""
        centres = self.study.centres
        slugs = {a.centre for resource in resources for a in resource.auteurs if a.centre}
        return {s: Target(centres[s].url, centres[s].nom) for s in sorted(slugs)}

    def _name_resource(self, slug: str, shared: Mapping[str, tuple[Value, ...]]) -> NearResource:
        resource = self.study.ressources[slug]
        return NearResource(resource.url, resource.titre, resource.annee, shared)


def _cite(mentions: Iterable[Mention], read: Callable[[Mention], str]) -> tuple[Citation, ...]:
    """Gather what is read of the mentions by chapter; they come in reading order."""
    chapters = groupby(mentions, key=attrgetter("chapter.ordre"))
    found = []
    for _, group in chapters:
        inside = list(group)
        chapter = inside[0].chapter
        found.append(Citation(chapter.url, chapter.titre, tuple(map(read, inside))))
    return tuple(found)
