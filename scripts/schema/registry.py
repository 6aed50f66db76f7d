"""Every kind of file, declared once: where it is, what it holds, what is published of it."""

from dataclasses import dataclass

from pydantic import BaseModel

from .annexes import Centre, Network, Resource
from .canvases import Board, Scale
from .chapters import Chapter, GlossaryTerm, Model, Synthesis
from .figures import Figure
from .journal import Journal
from .licences import Licences
from .mails import Mails
from .places import Lookalikes, Map, Places
from .portrait import Portrait
from .printing import Preparation, Printing
from .readiness import Readiness
from .review import Review
from .site import Chart, Editions, ErrorHelp, Home, OldAddresses, Step
from .spheres import CoeducationModel, Sphere
from .status import Statuses
from .synonyms import Synonyms
from .types import Entry
from .withdrawals import Withdrawals


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    name is its key everywhere in the code. Its records are in folder, a file each; without folder,
    in content/<name>.yml, a mapping from slug to record.
    model is the class of a record; an Entry, whose address has no anchor, has a page of its own.
    whole tells that donnees/<name>.json publishes them all; file is the address of the data file
    of each, if it has one.
    label names the template of the page (overrides/pages/<label>.html), its variable, and the kind
    in the search; without label, a search finds none. names are what readers call one and many.
    parent is the address of the page above each page; about is the field that describes a record,
    instead of its title.
    """

    name: str
    model: type[BaseModel]
    folder: str = ""
    whole: bool = False
    file: str = ""
    label: str = ""
    names: tuple[str, str] = ("", "")
    parent: str = ""
    about: str = ""

    @property
    def page(self) -> str:
        """The address of the page of each; empty when they have none of their own."""
        address = self.model.address if issubclass(self.model, Entry) else ""
        return "" if "#" in address else address

    @property
    def embed(self) -> str:
        """The address of the page of each that other sites show in a frame, if it has one."""
        return getattr(self.model, "embed", "")


# In the order readers meet them.
KINDS = (
    Kind(
        "portraits",
        Portrait,
        "portraits",
        True,
        "donnees/portraits/{slug}.json",
        label="portrait",
        names=("Portrait", "Portraits"),
        parent="portraits/",
        about="resume",
    ),
    Kind(
        "spheres",
        Sphere,
        "content/spheres",
        True,
        label="sphere",
        names=("Sphère", "Sphères"),
        parent="spheres/",
        about="definition",
    ),
    Kind(
        "chapitres",
        Chapter,
        "content/chapitres",
        True,
        label="chapitre",
        names=("Chapitre", "Chapitres"),
        about="resume",
    ),
    Kind("modeles", Model, "content/modeles", True, names=("Modèle", "Modèles")),
    Kind(
        "chiffres",
        Figure,
        "content/chiffres",
        True,
        "donnees/chiffres/{slug}.csv",
        label="chiffre",
        names=("Chiffre", "Chiffres"),
        parent="chiffres/",
        about="constat",
    ),
    Kind(
        "ressources",
        Resource,
        whole=True,
        label="ressource",
        names=("Ressource", "Ressources"),
        parent="ressources/",
    ),
    Kind(
        "centres",
        Centre,
        whole=True,
        label="centre",
        names=("Centre de ressources", "Centres de ressources"),
    ),
    Kind(
        "glossaire",
        GlossaryTerm,
        whole=True,
        label="terme",
        names=("Terme du glossaire", "Termes du glossaire"),
    ),
    Kind(
        "reperes",
        Scale,
        "content/reperes",
        True,
        names=("Échelle pour se situer", "Échelles pour se situer"),
    ),
    Kind("graphiques", Chart, file="donnees/graphiques/{slug}.csv"),
    Kind("erreurs", ErrorHelp),
    Kind("etapes", Step),
)
FOLDERS = {kind.name: kind for kind in KINDS if kind.folder}
CATALOGUES = {kind.name: kind for kind in KINDS if not kind.folder}

# Files of content/ that hold one record.
SINGLES: dict[str, type[BaseModel]] = {
    "lieux": Places,  # with the next, what anonymous texts are searched for
    "homonymes": Lookalikes,
    "journal": Journal,
    "etude": Editions,
    "accueil": Home,
    "modele": CoeducationModel,
    "reseau": Network,
    "synthese": Synthesis,
    "imprimer": Printing,
    "preparer": Preparation,
    "echiquier": Board,
    "relire": Review,
    "courriels": Mails,
    "anciennes_adresses": OldAddresses,
    "retraits": Withdrawals,
    "carte": Map,
    "synonymes": Synonyms,
    "statuts": Statuses,
    "pret": Readiness,
    "licences": Licences,
}

ALONE = ("vocabulaires", *CATALOGUES, *SINGLES)  # the files that content/ itself holds
