"""The study, whole and linked: everything that pages, charts and data files show."""

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel

from ..files import explain_reason
from ..problems.findings import Fault, Findings
from ..problems.messages import build_problem
from ..problems.problem import InvalidStudyError, Problem
from ..reading.documents import Document, Location, load_what_can_be
from ..schema.annexes import Centre, Network, Resource
from ..schema.anonymity import Names
from ..schema.canvases import Board, Scale
from ..schema.chapters import Chapter, ChapterSection, Finding, GlossaryTerm, Model, Synthesis
from ..schema.figures import Figure
from ..schema.introspection import list_keys, list_labels
from ..schema.journal import Journal
from ..schema.licences import Licences
from ..schema.mails import Mails
from ..schema.places import Lookalikes, Map, Places
from ..schema.portrait import Portrait
from ..schema.printing import Preparation, Printing
from ..schema.readiness import Readiness
from ..schema.registry import ALONE, CATALOGUES, FOLDERS, KINDS, SINGLES, Kind
from ..schema.review import Review
from ..schema.site import (
    Chart,
    Editions,
    ErrorHelp,
    Home,
    OldAddresses,
    Publication,
    Step,
    Term,
)
from ..schema.spheres import CoeducationModel, Sphere
from ..schema.status import Statuses
from ..schema.synonyms import Synonyms
from ..schema.types import Line
from ..schema.withdrawals import Withdrawals
from ..text.typography import sort_key
from .addresses import (
    Source,
    check_addresses,
    check_home,
    check_moves,
    list_entry,
    list_old,
    list_plain,
    list_site,
    list_withdrawn,
)
from .claims import Verdict, verify
from .editions import check_replacements, list_replacing, list_years, put_replaced_last
from .file_names import check_keys, check_names, check_slug, is_read, list_unexpected
from .suggestions import Slugs
from .validation import (
    EXPECTED,
    check_centres,
    check_figures,
    check_map,
    check_portraits,
    check_scales,
    check_withdrawn,
    keep_certain,
    validate,
    validate_record,
)
from .vocabularies import VOCABULARIES, check_vocabularies

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)
ANONYMOUS = (Portrait, Journal)  # records whose texts name no person and no place


class Mention(NamedTuple):
    """A place of a chapter that speaks of something; comment says what, where it does."""

    chapter: Chapter
    section: ChapterSection
    comment: str = ""


class PlainText(NamedTuple):
    """What a page says, in plain words; url and title are the page's own.

    kind is synthese, chapitre, sphere or portrait; testimony tells that it does not come from the
    study, edition from which one of the study where the page says its own.
    """

    kind: str
    url: str
    title: Line
    sentences: tuple[Line, ...]
    testimony: bool = False
    edition: int | None = None


class Disagreement(NamedTuple):
    """Two things that the study says and that differ, and the page where the site tells it.

    lecture says how to read it, contradiction or rapprochement. verdict has the numbers or the
    sentences where a figure's claim tells it; text is then only what explains it.
    """

    title: Line
    url: str
    lecture: str
    text: Line
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Study:
    """All the records, each catalogue in the order readers meet it, by slug.

    The study's portraits come first, those of the last edition before others, by number, then the
    testimonies, by slug; chapters come in reading order. A figure or a portrait of the study that
    one of a later edition replaces comes after those that none does.
    """

    portraits: Mapping[str, Portrait]
    spheres: Mapping[str, Sphere]
    chiffres: Mapping[str, Figure]
    modeles: Mapping[str, Model]
    chapitres: Mapping[str, Chapter]
    ressources: Mapping[str, Resource]
    centres: Mapping[str, Centre]
    glossaire: Mapping[str, GlossaryTerm]
    reperes: Mapping[str, Scale]
    graphiques: Mapping[str, Chart]
    erreurs: Mapping[str, ErrorHelp]
    etapes: Mapping[str, Step]
    etude: Editions
    accueil: Home
    modele: CoeducationModel
    reseau: Network
    synthese: Synthesis
    imprimer: Printing
    preparer: Preparation
    echiquier: Board
    relire: Review
    courriels: Mails
    anciennes_adresses: OldAddresses
    retraits: Withdrawals
    journal: Journal
    lieux: Places
    carte: Map
    homonymes: Lookalikes
    synonymes: Synonyms
    statuts: Statuses
    pret: Readiness
    licences: Licences
    vocabulaires: Mapping[str, Mapping[str, Term]]
    autres: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # kinds not named here
    notices: tuple[Problem, ...] = ()  # what stops nothing, and somebody has to look at

    def list_records(self, kind: Kind) -> Mapping[str, Any]:
        """Return the records of a kind, by slug."""
        records: Mapping[str, Any] = self.autres.get(kind.name) or getattr(self, kind.name, {})
        return records

    @cached_property
    def names(self) -> Names:
        """The persons and places that no portrait may name."""
        return Names(self.lieux, self.homonymes)

    @cached_property
    def catalogues(self) -> dict[str, Mapping[str, Any]]:
        """What a file may refer to by its slug: the records of each kind, and each vocabulary."""
        return {**self.vocabulaires, **{kind.name: self.list_records(kind) for kind in KINDS}}

    @cached_property
    def slugs(self) -> dict[str, Collection[str]]:
        """The slugs that a file may write, by catalogue; those of vocabularies lead to their terms.

        « adresses » are those of pages, « champs » the fields of a portrait, « editions » the years
        of those of the study, « retraits » the portraits that were taken away.
        """
        slugs = {name: list(entries) for name, entries in self.catalogues.items()}
        return {
            **slugs,
            **self.vocabulaires,
            "adresses": _list_addresses(slugs),
            "champs": list(list_labels(Portrait)),
            "editions": list(map(str, self.etude.by_year)),
            "retraits": [withdrawal.slug for withdrawal in self.retraits.retraits],
        }

    @cached_property
    def replacing(self) -> dict[str, tuple[Figure, ...] | tuple[Portrait, ...]]:
        """What replaces each record that is replaced, the last edition first, by its address."""
        return {
            **{self.chiffres[slug].url: by for slug, by in list_replacing(self.chiffres).items()},
            **{self.portraits[slug].url: by for slug, by in list_replacing(self.portraits).items()},
        }

    def find_edition(self, year: int | None) -> Publication:
        """Return the edition of a year; the current one for what does not say its own."""
        return self.etude.by_year[year or self.etude.courante]

    @cached_property
    def sections(self) -> list[Mention]:
        """Every section of every chapter, in reading order."""
        return [
            Mention(chapter, section)
            for chapter in self.chapitres.values()
            for section in chapter.sections
        ]

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding of the synthesis, its messages first."""
        synthesis = self.synthese
        told = [finding for part in synthesis.parties for finding in part.constats]
        return [*synthesis.messages, *told, *synthesis.methode]

    @cached_property
    def plain_texts(self) -> list[PlainText]:
        """Everything that is also said in plain words."""
        synthesis = self.synthese
        return [
            PlainText("synthese", "synthese/", synthesis.titre, synthesis.en_clair),
            *(PlainText("chapitre", c.url, c.titre, c.en_clair) for c in self.chapitres.values()),
            *(PlainText("sphere", s.url, s.nom, s.en_clair) for s in self.spheres.values()),
            *(
                PlainText(
                    "portrait", p.url, p.titre, p.en_clair, p.origine == "temoignage", p.edition
                )
                for p in self.portraits.values()
                if p.en_clair
            ),
        ]

    @cached_property
    def mentions_of_figures(self) -> dict[str, list[Mention]]:
        """Where each figure is shown in the chapters."""
        return _group(self.chiffres, self.sections, lambda m: m.section.chiffres)

    @cached_property
    def mentions_of_spheres(self) -> dict[str, list[Mention]]:
        """Where the chapters speak of each sphere."""
        return _group(self.spheres, self.sections, lambda m: m.section.spheres)

    @cached_property
    def mentions_of_portraits(self) -> dict[str, list[Mention]]:
        """Where the chapters cite each portrait, and for what."""
        mentions: dict[str, list[Mention]] = {slug: [] for slug in self.portraits}
        for chapter, section, _ in self.sections:
            for cited in section.portraits:
                mentions[cited.portrait].append(Mention(chapter, section, cited.comment))
        return mentions

    @cached_property
    def verdicts(self) -> dict[str, list[Verdict]]:
        """What came of the claims of each figure."""
        return {slug: verify(figure, self.chiffres) for slug, figure in self.chiffres.items()}

    @cached_property
    def disagreements(self) -> list[Disagreement]:
        """Everything on which the study differs from itself, each told once, figures first."""
        synthesis, shown = self.synthese, dict[str, Mention]()
        for mention in self.sections:
            shown.setdefault(mention.section.modele or "", mention)
        written = [
            *(
                (synthesis.titre, "synthese/", finding.lecture, finding.nuance)
                for part in synthesis.parties
                for finding in part.constats
            ),
            *(
                (chapter.titre, f"{chapter.url}#remarques", remark.lecture, remark.texte)
                for chapter in self.chapitres.values()
                for remark in chapter.remarques
            ),
            *(
                (m.titre, f"{shown[slug].chapter.url}#modele-{slug}", m.lecture, m.remarque)
                for slug, m in self.modeles.items()
                if slug in shown
            ),
            *((r.titre, r.url, r.lecture, r.remarque) for r in self.ressources.values()),
        ]
        return [
            *(
                Disagreement(
                    v.figure.titre, f"{v.figure.url}#verifications", v.label,
                    v.claim.explication or "", v,
                )
                for v in chain.from_iterable(self.verdicts.values())
                if v.agrees is False
            ),
            *(
                Disagreement(title, url, lecture, text or "")
                for title, url, lecture, text in written
                if lecture
            ),
        ]  # fmt: skip

    def find_parts(self, chapter: Chapter) -> list[Chapter]:
        """Return the chapters inside this one, in reading order."""
        inside = f"{chapter.slug}/"
        return [other for slug, other in self.chapitres.items() if slug.startswith(inside)]

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
        """The resources on each theme, by title."""
        by_title = sorted(self.ressources.values(), key=lambda r: sort_key(r.titre))
        return _group(self.vocabulaires["themes"], by_title, lambda r: r.themes)

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

    def find_similar(self, portrait: Portrait, most: int = 3) -> list[Portrait]:
        """Return the portraits that share most spheres and themes with this one, closest first.

        Portraits are compared all at once, a bit each: among thousands, two by two is too long.
        """
        own = self._ranks[portrait.slug]
        sharing = [self._offered & ~(1 << own)]  # at each rank, those that share as many, or more
        for holders in self._holders:
            if holders >> own & 1:
                sharing.append(0)
                for count in range(len(sharing) - 1, 0, -1):
                    sharing[count] |= sharing[count - 1] & holders
        closest: list[Portrait] = []
        taken = 0
        for left in reversed(sharing[1:]):
            while (left := left & ~taken) and len(closest) < most:
                first = left & -left
                taken |= first
                closest.append(self._in_order[first.bit_length() - 1])
        return closest

    @cached_property
    def _in_order(self) -> list[Portrait]:
        return list(self.portraits.values())

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {slug: rank for rank, slug in enumerate(self.portraits)}

    @cached_property
    def _offered(self) -> int:
        """The portraits that no other replaces, the only ones that a page offers as similar."""
        return self._gather(p for p in self.portraits.values() if p.url not in self.replacing)

    @cached_property
    def _holders(self) -> list[int]:
        """The portraits of each sphere, then of each theme."""
        groups = [*self.portraits_by_sphere.values(), *self.portraits_by_theme.values()]
        return [self._gather(portraits) for portraits in groups]

    def _gather(self, portraits: Iterable[Portrait]) -> int:
        """Portraits as a bit set, by rank."""
        return sum(1 << self._ranks[portrait.slug] for portrait in portraits)


Progress = Callable[[Sequence[Path]], Iterable[Path]]
MadeFrom = tuple[Document, Slugs, Names | None]


@dataclass
class Memory:
    """A cache of what was read, for a preview: what did not change is not read again.

    documents has the parsed files, by path. records has each record with its faults, by file and
    location in it; it is reused while what it depends on (MadeFrom) is the same. names is the
    search for names, after the two records it is made from.
    """

    documents: dict[Path, Document] = field(default_factory=dict)
    records: dict[tuple[str, Location], tuple[MadeFrom, Any, list[Fault]]] = field(
        default_factory=dict
    )
    names: tuple[Places, Lookalikes, Names] | None = None

    def find_names(self, places: Places, lookalikes: Lookalikes) -> Names:
        """Return what texts are searched for, made again only when its two lists change."""
        if self.names is None or self.names[:2] != (places, lookalikes):
            self.names = places, lookalikes, Names(places, lookalikes)
        return self.names[2]


def _are_same(before: MadeFrom, now: MadeFrom) -> bool:
    return before[0] is now[0] and before[1] == now[1] and before[2] is now[2]


def read_study(
    root: Path,
    progress: Progress = iter,
    memory: Memory | None = None,
    without: Path | None = None,
) -> Study:
    """Read and check portraits/ and content/ under root.

    progress is given each long list of files and yields them as they are read; memory makes the
    next reading shorter; without is a file that is left out, as if it were not there. Raises
    InvalidStudyError with every problem of every file.
    """
    reader = _StudyReader(root, progress, memory or Memory(), without)
    with _without_collector():
        study = reader.read()
    if study is None:
        raise InvalidStudyError(sorted(reader.list_problems()))
    return study


@contextmanager
def _without_collector() -> Iterator[None]:
    """Disable the cyclic garbage collector while reading: all that is read is kept.

    With a thousand portraits, reading takes a tenth less of processor time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def list_files(root: Path) -> list[Path]:
    """Return every YAML file the study is made of."""
    folders = [root / kind.folder for kind in FOLDERS.values()]
    alone = [root / f"content/{name}.yml" for name in ALONE]
    return sorted([*alone, *(path for folder in folders for path in list_folder(folder))])


def list_folder(folder: Path) -> list[Path]:
    """Return the files that are read in a folder and inside it, in the order of their names."""
    return [path for path in sorted(folder.rglob("*.yml")) if is_read(path, folder)]


class _StudyReader:
    """Reads the files of a project into a Study, and collects every problem on the way."""

    def __init__(
        self, root: Path, progress: Progress, memory: Memory, without: Path | None
    ) -> None:
        self.root = root
        self.progress = progress
        self.memory = memory
        self.without = without
        self.problems: list[Problem] = []
        self.names: Names | None = None
        self.findings: dict[str, Findings] = {}
        self.at_fault: dict[str, tuple[Document, list[Problem]]] = {}  # what is read of a file

    def list_problems(self) -> list[Problem]:
        """Return every problem met, those of a same file in the order they were met."""
        found = [problem for findings in self.findings.values() for problem in findings.list()]
        return self.problems + found

    def note(self, fault: Fault) -> None:
        """Keep the fault among those of its file."""
        if fault.file not in self.findings:
            self.findings[fault.file] = Findings(fault.file)
        self.findings[fault.file].add(fault.describe)

    def read(self) -> Study | None:
        """Return the study; None when a problem stops a publication."""
        if not self.check_folders():
            return None
        folders = {name: self.load_folder(kind) for name, kind in FOLDERS.items()}
        single = {name: self.load(self.root / f"content/{name}.yml") for name in ALONE}
        if not self.check_vocabularies(single["vocabulaires"]):
            return None
        vocabularies = {
            name: self.build_catalogue(Term, single["vocabulaires"], {}, (name,))
            for name in self.list_keys(single["vocabulaires"])
        }
        catalogues: dict[str, Iterable[str]] = {
            **{name: dict.fromkeys(documents) for name, documents in folders.items()},
            **{name: dict.fromkeys(self.list_keys(single[name])) for name in CATALOGUES},
        }
        slugs: Slugs = {
            **vocabularies,
            **catalogues,
            "adresses": dict.fromkeys(_list_addresses(catalogues)),
            "champs": list_labels(Portrait),
            "editions": dict.fromkeys(list_years(single["etude"])),
            "retraits": dict.fromkeys(_read_withdrawn(single["retraits"])),
        }
        built: dict[str, Any] = {}
        for name, model in SINGLES.items():
            if self.names is None and built.get("lieux") and built.get("homonymes"):
                self.names = self.memory.find_names(built["lieux"], built["homonymes"])
            if document := single[name]:
                built[name] = self.build_record(model, document, slugs, name)
        for name, kind in FOLDERS.items():
            built[name] = self.build_folder(kind, folders[name], slugs)
        for name, kind in CATALOGUES.items():
            built[name] = self.build_catalogue(kind.model, single[name], slugs)
        checks: list[tuple[str, Callable[[Any], Iterable[Fault]]]] = [
            ("portraits", check_portraits),
            ("portraits", check_replacements),
            ("chiffres", check_figures),
            ("chiffres", check_replacements),
            ("reperes", lambda scales: check_scales(scales, built["chiffres"])),
        ]
        for name, check in checks:
            records = {slug: (folders[name][slug], record) for slug, record in built[name].items()}
            for fault in check(records):
                self.note(fault)
        if (document := single["retraits"]) and (withdrawn := built.get("retraits")):
            for fault in check_withdrawn(withdrawn, document, folders["portraits"]):
                self.note(fault)
        if places := built.get("lieux"):
            if single["carte"] and built.get("carte"):
                for fault in check_map(built["carte"], single["carte"], places):
                    self.note(fault)
            if single["centres"]:
                for fault in check_centres(built["centres"], single["centres"], places):
                    self.note(fault)
        self.check_addresses(folders, single, built)
        problems = self.list_problems()
        if any(problem.stops for problem in problems):
            return None
        spheres = built["modele"].etapes[-1].spheres
        built["spheres"] = {slug: built["spheres"][slug] for slug in spheres}
        portraits = dict(sorted(built["portraits"].items(), key=_reading_order))
        built["portraits"] = put_replaced_last(portraits)
        built["chiffres"] = put_replaced_last(built["chiffres"])
        built["chapitres"] = dict(sorted(built["chapitres"].items(), key=lambda c: c[1].ordre))
        notices = tuple(sorted(problems))
        known = {name: built.pop(name) for name in list(built) if name in Study.__annotations__}
        return Study(vocabulaires=vocabularies, notices=notices, autres=built, **known)

    def check_folders(self) -> bool:
        """Tell whether the folders are there; note those that are not, and names at fault in them.

        Without one of them nothing else is said: all that refers to it would be at fault.
        """
        content = self.root / "content"
        names = [f"{name}.yml" for name in ALONE] + [
            Path(kind.folder).name for kind in FOLDERS.values()
        ]
        try:
            self.problems += list_unexpected(content, self.root, names)
            for kind in FOLDERS.values():
                self.problems += check_names(self.root / kind.folder, self.root)
        except OSError as error:
            path = Path(error.filename)
            reason, remedy = explain_reason(error)
            values = {"name": f"{path.name}/", "reason": reason, "remedy": remedy}
            file = path.relative_to(self.root).as_posix()
            self.problems = [build_problem(file, (1, 1), "illisible", **values)]
            return False
        return True

    def check_vocabularies(self, document: Document | None) -> bool:
        """Tell whether every vocabulary is there; note those that are not, and words at fault.

        Without one of them nothing else is said: all that refers to it would be at fault.
        """
        names = set(self.list_keys(document))
        for fault in check_vocabularies(document) if document and names else ():
            self.note(fault)
        return names >= VOCABULARIES.keys()

    def check_addresses(
        self,
        folders: Mapping[str, Mapping[str, Document | None]],
        single: Mapping[str, Document | None],
        built: Mapping[str, Any],
    ) -> None:
        """Note each address that two pages or files would have, or that leads nowhere."""
        sources = list(list_site(self.root))
        for name, documents in folders.items():
            for slug, document in documents.items():
                if any(map(check_slug, slug.split("/"))):
                    continue  # it has to change its name first
                kind = FOLDERS[name]
                sources += list_entry(kind, slug, f"{kind.folder}/{slug}.yml", document)
                if document and "en_clair" in kind.model.model_fields:
                    sources += list_plain(kind.page.format(slug=slug), document)
        for name, kind in CATALOGUES.items():
            document = single[name]
            if document and isinstance(document.data, dict):
                for key in document.data:
                    sources += list_entry(kind, key, document.file, document, (key,))
        if single["synthese"]:
            sources += list_plain("synthese/", single["synthese"])
        old: list[Source] = []
        if (document := single["retraits"]) and (withdrawn := built.get("retraits")):
            old += list_withdrawn(withdrawn, document, folders["portraits"])
        home, moves = built.get("accueil"), built.get("anciennes_adresses")
        if home and (document := single["accueil"]):
            for fault in check_home(home, document, sources, old):
                self.note(fault)
        if moves and (document := single["anciennes_adresses"]):
            for fault in check_moves(moves, document, [*sources, *old]):
                self.note(fault)
            old += list_old(moves, document)
        for fault in check_addresses([*sources, *old]):
            self.note(fault)

    def build_record(
        self,
        model: type[AnyRecord],
        document: Document,
        slugs: Slugs,
        slug: str,
        within: Location = (),
    ) -> AnyRecord | None:
        place = document.file, within
        names = self.names if issubclass(model, ANONYMOUS) else None
        made_from = document, slugs, names
        known_from, record, faults = self.memory.records.get(place, (None, None, []))
        if known_from is None or not _are_same(known_from, made_from):
            record, faults = validate_record(model, document, slugs, slug, within, names)
            self.memory.records[place] = made_from, record, faults
        for fault in faults:
            self.note(fault)
        return cast(AnyRecord | None, record)

    def load(self, path: Path, keys: Collection[str] = ()) -> Document | None:
        known = self.memory.documents.get(path)
        try:
            document, faults = load_what_can_be(path, self.root, known, keys=keys)
        except InvalidStudyError as error:
            self.problems += error.problems
            return None
        if faults or document is None:
            self.problems += faults
            if document:
                self.at_fault[document.file] = document, faults
            return None
        self.memory.documents[path] = document
        return document

    def load_folder(self, kind: Kind) -> dict[str, Document | None]:
        """Load the files of a folder and of those inside it; a slug is the path from the folder.

        A file that cannot be read keeps its slug: what refers to it is not at fault.
        """
        folder, documents = self.root / kind.folder, {}
        keys = list_keys(kind.model)
        for path in self.progress(list_folder(folder)):
            if path == self.without:
                continue
            slug = path.relative_to(folder).with_suffix("").as_posix()
            documents[slug] = self.load(path, keys)
        return documents

    def build_folder(
        self, kind: Kind, documents: Mapping[str, Document | None], slugs: Slugs
    ) -> dict[str, Any]:
        built = {}
        for slug, document in documents.items():
            if document:
                built[slug] = self.build_record(kind.model, document, slugs, slug)
            elif at_fault := self.at_fault.get(f"{kind.folder}/{slug}.yml"):
                self.check_at_fault(kind.model, *at_fault, slugs, slug)
        return {slug: record for slug, record in built.items() if record}

    def check_at_fault(
        self,
        model: type[BaseModel],
        document: Document,
        faults: Sequence[Problem],
        slugs: Slugs,
        slug: str,
    ) -> None:
        """Note what is wrong in what could be read of a file that is not YAML."""
        names = self.names if issubclass(model, ANONYMOUS) else None
        _, found = validate(model, document, slugs, slug, names=names)
        self.problems += [problem for _, problem in keep_certain(found, document, faults)]

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
        keys = self.list_keys(document, within)
        for fault in check_keys(document, within, keys):
            self.note(fault)
        built = {
            slug: self.build_record(model, document, slugs, slug, (*within, slug)) for slug in keys
        }
        return {slug: record for slug, record in built.items() if record}

    def list_keys(self, document: Document | None, within: Location = ()) -> list[str]:
        if document is None:
            return []
        data = document.find(within)
        if isinstance(data, dict):
            return list(data)
        values = {
            "expected": EXPECTED["model_type"],
            "label": within[-1] if within else document.file,
        }
        self.problems.append(build_problem(document.file, document.place(within), "type", **values))
        return []


def _read_withdrawn(document: Document | None) -> list[str]:
    """The portraits that were taken away, before their file is checked."""
    items = document.list_items("retraits") if document else []
    return [slug for item in items if isinstance(slug := item.get("slug"), str)]


def _list_addresses(catalogues: Mapping[str, Iterable[str]]) -> list[str]:
    """The pages that a text may point to, without their last slash."""
    pages = [f"{name}/{slug}" for name in ("chiffres", "spheres") for slug in catalogues[name]]
    return [*catalogues["chapitres"], "portraits", "spheres", "chiffres", *pages]


def _reading_order(item: tuple[str, Portrait]) -> tuple[bool, int, int, str]:
    slug, portrait = item
    return portrait.numero is None, -(portrait.edition or 0), portrait.numero or 0, slug


def _group(slugs: Iterable[str], records: Iterable[Any], find: Any) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {slug: [] for slug in slugs}
    for record in records:
        for slug in find(record):
            groups[slug].append(record)
    return groups
