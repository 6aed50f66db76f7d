"""The study, whole and linked: everything that pages, charts and data files show."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from .checks import Slugs, check_file_names, check_portraits, find_errors
from .loading import Document, Location, load_document
from .messages import build_problem
from .problems import InvalidStudyError, Problem
from .schema import (
    Centre,
    Chart,
    CoeducationModel,
    ErrorHelp,
    Network,
    Portrait,
    Resource,
    Sphere,
    Term,
)

# What the theme calls a catalogue file: a mapping from slug to record.
CATALOGUES: dict[str, type[BaseModel]] = {
    "centres": Centre,
    "ressources": Resource,
    "graphiques": Chart,
    "erreurs": ErrorHelp,
}
SINGLES: dict[str, type[BaseModel]] = {"modele": CoeducationModel, "reseau": Network}

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)


@dataclass(frozen=True)
class Study:
    """All the records, each catalogue in the order readers meet it, by slug.

    The study's portraits come first, by number, then the others by slug.
    """

    portraits: Mapping[str, Portrait]
    spheres: Mapping[str, Sphere]
    ressources: Mapping[str, Resource]
    centres: Mapping[str, Centre]
    graphiques: Mapping[str, Chart]
    erreurs: Mapping[str, ErrorHelp]
    modele: CoeducationModel
    reseau: Network
    vocabulaires: Mapping[str, Mapping[str, Term]]
    sources: Mapping[str, str]  # a portrait's slug → its file, relative to the project

    @cached_property
    def slugs(self) -> dict[str, list[str]]:
        """The words that a file may use, by catalogue and vocabulary."""
        names = ("spheres", "centres", "ressources")
        catalogues = {name: list(getattr(self, name)) for name in names}
        return {name: list(terms) for name, terms in self.vocabulaires.items()} | catalogues

    @cached_property
    def portraits_by_sphere(self) -> dict[str, list[Portrait]]:
        """The portraits that touch each sphere, in reading order."""
        return _group(
            self.spheres, self.portraits.values(), lambda p: (touch.sphere for touch in p.spheres)
        )

    @cached_property
    def portraits_by_theme(self) -> dict[str, list[Portrait]]:
        """The portraits on each theme, in reading order."""
        return _group(self.vocabulaires["themes"], self.portraits.values(), lambda p: p.themes)

    @cached_property
    def resources_by_theme(self) -> dict[str, list[Resource]]:
        """The resources on each theme, in the order of annexe 2."""
        return _group(self.vocabulaires["themes"], self.ressources.values(), lambda r: r.themes)

    @cached_property
    def resources_by_centre(self) -> dict[str, list[Resource]]:
        """The resources each centre signs, in the order of annexe 2."""
        return _group(
            self.centres,
            self.ressources.values(),
            lambda r: (author.centre for author in r.auteurs if author.centre),
        )

    @cached_property
    def resources_by_year(self) -> dict[int, int]:
        """How many resources each year has, from the first year to the last, zeros included."""
        counts = Counter(resource.annee for resource in self.ressources.values())
        return {year: counts[year] for year in range(min(counts), max(counts) + 1)}

    def find_neighbours(self, portrait: Portrait) -> tuple[Portrait | None, Portrait | None]:
        """Return the portraits read just before and just after."""
        before, after = self._neighbours[portrait.slug]
        return self.portraits.get(before), self.portraits.get(after)

    @cached_property
    def _neighbours(self) -> dict[str, tuple[str, str]]:
        order = ["", *self.portraits, ""]
        return {
            slug: (before, after)
            for before, slug, after in zip(order, order[1:-1], order[2:], strict=False)
        }

    def find_similar(self, portrait: Portrait, most: int = 3) -> list[Portrait]:
        """Return the portraits that share most spheres and themes with this one, closest first."""
        shared: Counter[str] = Counter()
        for touch in portrait.spheres:
            shared.update(other.slug for other in self.portraits_by_sphere[touch.sphere])
        for theme in portrait.themes:
            shared.update(other.slug for other in self.portraits_by_theme[theme])
        del shared[portrait.slug]
        order = list(self.portraits)
        ranked = sorted(shared, key=lambda slug: (-shared[slug], order.index(slug)))
        return [self.portraits[slug] for slug in ranked[:most]]


Progress = Callable[[Sequence[Path]], Iterable[Path]]


def read_study(root: Path, progress: Progress = iter) -> Study:
    """Read and check portraits/ and content/ under root.

    progress is given each long list of files and yields them as they are read. Raises
    InvalidStudyError with every problem of every file.
    """
    reader = _StudyReader(root, progress)
    study = reader.read()
    if reader.problems or study is None:
        raise InvalidStudyError(sorted(reader.problems))
    return study


def list_files(root: Path) -> list[Path]:
    """Return every YAML file the study is made of."""
    return sorted([*root.glob("portraits/*.yml"), *root.glob("content/**/*.yml")])


class _StudyReader:
    def __init__(self, root: Path, progress: Progress) -> None:
        self.root = root
        self.progress = progress
        self.problems: list[Problem] = []

    def read(self) -> Study | None:
        portraits = self.load_folder("portraits")
        spheres = self.load_folder("content/spheres")
        names = ["vocabulaires", *CATALOGUES, *SINGLES]
        single = {name: self.load(self.root / f"content/{name}.yml") for name in names}
        vocabularies = {
            name: self.build_catalogue(Term, single["vocabulaires"], {}, (name,))
            for name in self.list_keys(single["vocabulaires"])
        }
        slugs: Slugs = {
            **vocabularies,
            "spheres": spheres,
            "centres": self.list_keys(single["centres"]),
            "ressources": self.list_keys(single["ressources"]),
        }
        built: dict[str, Any] = {
            name: self.build_catalogue(model, single[name], slugs)
            for name, model in CATALOGUES.items()
        }
        for name, model in SINGLES.items():
            if document := single[name]:
                built[name] = self.build_record(model, document, slugs, name)
        built_spheres = self.build_folder(Sphere, spheres, slugs)
        built_portraits = self.build_folder(Portrait, portraits, slugs)
        self.problems += check_portraits(
            {slug: (portraits[slug], portrait) for slug, portrait in built_portraits.items()}
        )
        if self.problems:
            return None
        order = {slug: index for index, slug in enumerate(built["modele"].etapes[-1].spheres)}
        return Study(
            portraits=dict(sorted(built_portraits.items(), key=_reading_order)),
            spheres=dict(sorted(built_spheres.items(), key=lambda item: order[item[0]])),
            vocabulaires=vocabularies,
            sources={slug: document.file for slug, document in portraits.items()},
            **built,
        )

    def build_record(
        self,
        model: type[AnyRecord],
        document: Document,
        slugs: Slugs,
        slug: str,
        within: Location = (),
    ) -> AnyRecord | None:
        record, errors = find_errors(model, document, slugs, slug, within)
        self.problems += [problem for _, problem in errors]
        return record

    def load(self, path: Path) -> Document | None:
        try:
            return load_document(path, self.root)
        except InvalidStudyError as error:
            self.problems += error.problems
            return None

    def load_folder(self, folder: str) -> dict[str, Document]:
        documents = {}
        self.problems += check_file_names(self.root / folder, self.root)
        for path in self.progress(sorted((self.root / folder).glob("*.yml"))):
            if document := self.load(path):
                documents[path.stem] = document
        return documents

    def build_folder(
        self, model: type[AnyRecord], documents: Mapping[str, Document], slugs: Slugs
    ) -> dict[str, AnyRecord]:
        built = {
            slug: self.build_record(model, document, slugs, slug)
            for slug, document in documents.items()
        }
        return {slug: record for slug, record in built.items() if record}

    def build_catalogue(
        self,
        model: type[AnyRecord],
        document: Document | None,
        slugs: Slugs,
        within: Location = (),
    ) -> dict[str, AnyRecord]:
        """Build the records of a mapping from slug to record, at the location within."""
        if document is None:
            return {}
        built = {
            slug: self.build_record(model, document, slugs, slug, (*within, slug))
            for slug in self.list_keys(document, within)
        }
        return {slug: record for slug, record in built.items() if record}

    def list_keys(self, document: Document | None, within: Location = ()) -> list[str]:
        if document is None:
            return []
        data: Any = document.data
        for step in within:
            data = data[step]
        if isinstance(data, dict):
            return list(data)
        values = {"expected": "Une suite de clés", "key": within[-1] if within else document.file}
        self.problems.append(build_problem(document.file, document.place(within), "type", **values))
        return []


def _reading_order(item: tuple[str, Portrait]) -> tuple[bool, int, str]:
    slug, portrait = item
    return portrait.numero is None, portrait.numero or 0, slug


def _group(slugs: Iterable[str], records: Iterable[Any], find: Any) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {slug: [] for slug in slugs}
    for record in records:
        for slug in find(record):
            groups[slug].append(record)
    return groups
