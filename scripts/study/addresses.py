"""The addresses that the site publishes, and what each comes from: no two of them are the same.

A second page at an address would silently overwrite the first.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..problems.findings import Fault
from ..problems.messages import WITHDRAWN, build_problem
from ..problems.problem import Problem
from ..reading.documents import Document, Location
from ..schema.registry import KINDS, Kind
from ..schema.site import Home, OldAddresses
from ..schema.withdrawals import Withdrawals

# What the site publishes whatever its files hold.
_OWN = (
    "pagefind/", "recherche/mots.json", "recherche/fiches.json", "tous-les-portraits/",
    "assets/style.css", "assets/figure.css", "404.html", "sitemap.xml", "sitemap.xml.gz",
    "_headers", "donnees/noms-de-portraits.json", "imprimes/", "donnees/imprimes.json",
    "partages/", "images/", "bureau/", "contribuer/grille.docx", "contribuer/apercu.json",
    "donnees/citations.bib", "donnees/citations.ris", "donnees/citations.csl.json",
    "donnees/tables/", "donnees/datapackage.json", "donnees/alliances-educatives.xlsx",
    "donnees/alliances-educatives-donnees.zip", "nouveautes/atom.xml",
    *(f"donnees/{kind.name}.json" for kind in KINDS if kind.whole),
)  # fmt: skip
PRINTS = "imprimes/"  # all that is printed
SHARES = "partages/"  # the images of pages that are shared
PICTURES = "images/"  # the pictures of figures, to put in a slide or on paper
OFFICE = "bureau/"  # slides, and canvases to fill in with Word
# What is in them is the site's: the search engine's, the tables of data, the press's.
_FOLDERS = ("pagefind/", "donnees/tables/", PRINTS, SHARES, PICTURES, OFFICE)


# What to do about an address that leads nowhere.
_LOST = "Écrivez l'adresse d'une page du site, ou remettez la page."


class Source(NamedTuple):
    """An address, and where it comes from: a file, or the site itself when file is empty.

    document and location say where in the file, when it holds data.
    """

    address: str
    file: str = ""
    document: Document | None = None
    location: Location = ()

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column that it comes from."""
        if self.document is None:
            return 1, 1
        return self.document.place(self.location, of_key=bool(self.location))


def find_address(page: str) -> str:
    """Return the address of a page of docs/ from its path there: a.md → a/, b/index.md → b/."""
    if page == "index.md" or page.endswith("/index.md"):
        return page.removesuffix("index.md")
    return f"{page.removesuffix('.md')}/"


def find_share(page: str) -> str:
    """Return the address of the image that goes with a page where it is shared."""
    return f"{SHARES}{page.rstrip('/')}.png"


def list_site(root: Path) -> Iterator[Source]:
    """Yield what does not come from data: what the site makes, what docs/ holds."""
    yield from map(Source, _OWN)
    docs = root / "docs"
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            address = name.as_posix()
            address = find_address(address) if path.suffix == ".md" else address
            yield Source(address, path.relative_to(root).as_posix())


def list_entry(
    kind: Kind, slug: str, file: str, document: Document | None, location: Location = ()
) -> Iterator[Source]:
    """Yield what is published of a record; document is None when its file cannot be read."""
    for address in filter(None, (kind.page, kind.file, kind.embed)):
        yield Source(address.format(slug=slug), file, document, location)


def list_plain(url: str, document: Document) -> Iterator[Source]:
    """Yield the page in plain words of what is at url, if its file has some."""
    if isinstance(document.data, dict) and "en_clair" in document.data:
        yield Source(f"{url}en-clair/", document.file, document, ("en_clair",))


def list_old(moves: OldAddresses, document: Document) -> Iterator[Source]:
    """Yield the addresses that pages had before."""
    for number, move in enumerate(moves.adresses):
        location = ("adresses", number, "ancienne")
        yield Source(move.ancienne, document.file, document, location)


def list_withdrawn(
    withdrawals: Withdrawals, document: Document, portraits: Collection[str]
) -> Iterator[Source]:
    """Yield the pages of the portraits that were taken away, but those whose file is there yet."""
    for rank, withdrawal in enumerate(withdrawals.retraits):
        if withdrawal.slug not in portraits:
            for address in withdrawal.pages:
                yield Source(address, document.file, document, ("retraits", rank, "slug"))


def check_addresses(sources: Iterable[Source]) -> Iterator[Fault]:
    """Yield a fault for each source whose address one before it has."""
    first: dict[str, Source] = {}
    for source in sources:
        known = first.setdefault(_find_file(source.address), source)
        if known is not source:
            yield Fault(source.file, partial(_describe_double, source, known))


def check_moves(
    moves: OldAddresses, document: Document, sources: Iterable[Source]
) -> Iterator[Fault]:
    """Yield a fault for each page that has moved to where none of the sources is."""
    leads = (
        (("adresses", number, "nouvelle"), move.ancienne, move.nouvelle)
        for number, move in enumerate(moves.adresses)
    )
    return _check_leads(leads, document, sources)


def check_home(
    home: Home, document: Document, sources: Iterable[Source], withdrawn: Iterable[Source]
) -> Iterator[Fault]:
    """Yield a fault for each link of the home page that leads to none of the sources.

    withdrawn are the pages of the portraits that were taken away: no link leads there either.
    """
    leads = (
        (("publics", number, "taches", rank, "lien"), task.texte, task.lien)
        for number, readers in enumerate(home.publics)
        for rank, task in enumerate(readers.taches)
    )
    return _check_leads(leads, document, sources, withdrawn)


def _check_leads(
    leads: Iterable[tuple[Location, str, str]],
    document: Document,
    sources: Iterable[Source],
    withdrawn: Iterable[Source] = (),
) -> Iterator[Fault]:
    """Yield a fault for each address, after its location and what leads there, that has no page."""
    pages = {source.address for source in sources if source.file}
    gone = {source.address for source in withdrawn}
    for location, name, address in leads:
        if (page := address.partition("#")[0]) not in pages:
            place, values = document.place(location), {"old": name, "new": address}
            values["suggestion"] = WITHDRAWN if page in gone else _LOST
            describe = partial(build_problem, document.file, place, "adresse-perdue", **values)
            yield Fault(document.file, describe)


def _find_file(address: str) -> str:
    """The file at an address, as disks that do not tell capitals from small letters see it."""
    for folder in _FOLDERS:
        if address.startswith(folder):
            return folder
    file = f"{address}index.html" if address.endswith("/") or not address else address
    return file.casefold()


def _describe_double(source: Source, known: Source) -> Problem:
    other = f"{known.file}:{known.place[0]}" if known.file else "le site la fait lui-même"
    values = {"address": f"/{source.address}", "other": other}
    return build_problem(source.file, source.place, "adresse-double", **values)
