"""Every kind of file, declared once: where it is, what it holds, what is published of it."""

from dataclasses import dataclass

from pydantic import BaseModel

from .annexes import Centre, Network, Resource
from .canvases import Board, Scale
from .chapters import Chapter, GlossaryTerm, Model, Synthesis
from .figures import Figure
from .places import Lookalikes, Map, Places
from .portrait import Portrait
from .printing import Preparation, Printing
from .site import Chart, ErrorHelp, Home, OldAddresses, Publication, Step
from .spheres import CoeducationModel, Sphere
from .synonyms import Synonyms
from .types import Entry


@dataclass(frozen=True)
class Kind:
    """A kind of record, called by the name of its folder or file.

    folder holds one file a record; without it, content/ holds one file of them all, from slug to
    record. whole says that they are published in one data file, file is the address of the data
    file of each, label its page's template and what a search calls it in its data, names what
    readers call one and many. parent is the address of
    the page above each of their pages, about the field that describes one.
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
    Kind("modeles", Model, "content/modeles", True),
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
    Kind("reperes", Scale, "content/reperes", True),
    Kind("graphiques", Chart, file="donnees/graphiques/{slug}.csv"),
    Kind("erreurs", ErrorHelp),
    Kind("etapes", Step),
)
FOLDERS = {kind.name: kind for kind in KINDS if kind.folder}
CATALOGUES = {kind.name: kind for kind in KINDS if not kind.folder}

# Files of content/ that hold one record.
SINGLES: dict[str, type[BaseModel]] = {
    "etude": Publication,
    "accueil": Home,
    "modele": CoeducationModel,
    "reseau": Network,
    "synthese": Synthesis,
    "imprimer": Printing,
    "preparer": Preparation,
    "echiquier": Board,
    "anciennes_adresses": OldAddresses,
    "lieux": Places,
    "carte": Map,
    "homonymes": Lookalikes,
    "synonymes": Synonyms,
}

ALONE = ("vocabulaires", *CATALOGUES, *SINGLES)  # the files that content/ itself holds
