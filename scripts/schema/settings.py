"""What only the site's owner knows: keys of mkdocs.yml, beside MkDocs' own."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, WrapValidator

from .status import Status
from .types import Day, Line, Link, NotAhead, Record, about


def _let_empty(value: Any, check: Callable[[Any], str]) -> str:
    """Let a setting that nobody has filled in be; check what the others hold."""
    return "" if value is None or value == "" else check(value)


_Empty = WrapValidator(_let_empty)

_YesNo = Annotated[Literal["", "oui", "non"], _Empty]

_Words = Annotated[Line, _Empty]

_Status = Annotated[Literal["", Status], _Empty]
_PastDayOrNone = Annotated[
    Annotated[Day, NotAhead()] | None, BeforeValidator(lambda written: written or None)
]

# A host, without « user:token@ » before it, then maybe a path.
SiteAddress = Annotated[Link, Field(pattern=r"^https://[^\s/?#@]+(/[^\s?#]*)?$"), _Empty]

# A host, then maybe a path, a query or an anchor.
_Page = Annotated[Link, Field(pattern=r"^https://[^\s/?#]+([/?#]\S*)?$"), _Empty]

# A mail address, or that of a page.
_Reach = Annotated[
    Line,
    Field(pattern=r"^([^\s@<>?&/:]+@[^\s@<>?&/:]+\.[^\s@<>?&/:]+|https://[^\s/?#]+([/?#]\S*)?)$"),
    _Empty,
]


class OwnerSettings(Record):
    """What the pages say of the site: under extra.reglages."""

    editeur: Annotated[_Words, about("Éditeur", "Qui publie le site.", "")]
    directeur: Annotated[
        _Words,
        about("Directeur", "Le directeur ou la directrice de la publication.", ""),
    ]
    hebergeur: Annotated[
        _Words,
        about("Hébergeur", "Son nom, son adresse et son téléphone.", ""),
    ]
    contact: Annotated[
        _Reach, about("Contact", "Une adresse électronique, ou une page.", "contact@exemple.fr")
    ]
    publication: Annotated[
        _Page,
        about("Publication", "L'adresse de l'étude chez l'ANCT.", "https://exemple.fr/etude"),
    ]
    lecture_imprimee: Annotated[
        _YesNo,
        about(
            "Lecture imprimée",
            "« non » pour ne pas imprimer toute la lecture de l'étude en un document.",
            "non",
        ),
    ] = ""
    licence: Annotated[_Words, about("Licence", "Celle des textes reformulés du site.", "")]
    statut: Annotated[
        _Status,
        about("Statut", "Ce que le site dit être : content/statuts.yml.", "lecture-independante"),
    ] = ""
    archive: Annotated[
        _PastDayOrNone,
        about("Archive", "Le jour où le site cesse d'être mis à jour.", "2026-06-30"),
    ] = None


class Extra(Record):
    """What MkDocs lets a site add to its settings."""

    model_config = ConfigDict(extra="ignore")

    reglages: Annotated[OwnerSettings, about("Réglages", "Ce que seul le propriétaire connaît.")]


class SiteSettings(Record):
    """mkdocs.yml, as far as its owner fills it in."""

    model_config = ConfigDict(extra="ignore")

    site_name: Annotated[_Words, about("Nom du site", "Celui que portent toutes ses pages.")] = ""
    site_url: Annotated[
        SiteAddress, about("Adresse du site", "Une fois publié.", "https://exemple.fr/")
    ] = ""
    repo_url: Annotated[
        SiteAddress,
        about("Adresse du dépôt", "Où sont les fichiers du site.", "https://exemple.fr/depot"),
    ] = ""
    extra: Annotated[Extra, about("Extra", "Ce que le site ajoute aux réglages de MkDocs.")]


# Where each setting is in mkdocs.yml.
PLACES: dict[str, tuple[str, ...]] = {
    **{key: (key,) for key in SiteSettings.model_fields if key != "extra"},
    **{key: ("extra", "reglages", key) for key in OwnerSettings.model_fields},
}
