"""Whether a site is ready to be published: what each of its owner's settings is found to be."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from ..schema.readiness import Check, Hint, Readiness, SettingHelp
from ..schema.settings import PLACES
from ..schema.types import Line
from ..text.folding import fold
from .settings import GIVEN_BY, Settings
from .study import Study

State = Literal["rempli", "hebergeur", "invraisemblable", "vide"]


@dataclass(frozen=True)
class FoundSetting:
    """A setting as a build has it: aide is what is said of it to its owner.

    par names the variables of the host that give it; raisons say why its value is unlikely.
    """

    cle: str
    nom: Line
    aide: SettingHelp
    etat: State
    valeur: str
    par: str
    raisons: tuple[Line, ...]

    @property
    def is_answered(self) -> bool:
        """Whether it is filled in, by somebody or by the host, with what looks like an answer."""
        return self.etat in ("rempli", "hebergeur")

    @property
    def is_owed(self) -> bool:
        """Whether the law asks for it, and nobody has answered."""
        return self.aide.loi and not self.is_answered


def find_settings(study: Study, settings: Settings) -> list[FoundSetting]:
    """Return every setting of the owner, those that the law asks for first, as mkdocs.yml orders
    them.
    """
    found = [_find(key, study, settings) for key in PLACES]
    return sorted(found, key=lambda setting: not setting.aide.loi)


def _find(key: str, study: Study, settings: Settings) -> FoundSetting:
    readiness = study.pret
    help: SettingHelp = getattr(readiness.reglages, key)
    name = str(type(readiness.reglages).model_fields[key].title)
    value, given = settings[key], settings.get(GIVEN_BY.format(key), "")
    reasons = tuple(_doubt(value, help, study, settings)) if value else ()
    state: State = "rempli"
    if not value:
        state = "vide"
    elif reasons:
        state = "invraisemblable"
    elif given:
        state = "hebergeur"
    return FoundSetting(key, name, help, state, value, given, reasons)


def _doubt(value: str, help: SettingHelp, study: Study, settings: Settings) -> Iterator[str]:
    """Why a value does not look like an answer."""
    readiness: Readiness = study.pret
    folded = " ".join(fold(value).lower().split())
    yield from dict.fromkeys(hint.raison for hint in readiness.indices if _is_hinted(hint, folded))
    for check in help.controles:
        if not _CHECKS[check](value, study, settings):
            yield getattr(readiness.controles, check)


def _is_hinted(hint: Hint, folded: str) -> bool:
    """Tell whether a folded value holds one of the words, or is one where it has to be."""
    if hint.entier:
        return folded in hint.mots
    return any(re.search(_write_pattern(word), folded) for word in hint.mots)


def _write_pattern(word: str) -> str:
    """A pattern of a word that no other letter touches."""
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"


# A number of any country, or a short one that is said to be a telephone: « tél. 3900 ».
_TELEPHONE = re.compile(
    r"(?<!\d)[+(]?\d(?:[ .()/-]{0,2}\d){7,14}(?!\d)|\bt[ée]l[a-zé.]*[ :]*\d{4}(?!\d)", re.IGNORECASE
)


def _has_telephone(value: str, study: Study, settings: Settings) -> bool:
    return bool(_TELEPHONE.search(value))


def _has_place(value: str, study: Study, settings: Settings) -> bool:
    """Tell whether a text has a postal address: numbers among words, the telephone set aside."""
    rest = _TELEPHONE.sub(" ", value)
    return bool(re.search(r"\d", rest)) and len(re.findall(r"[^\W\d]{2,}", rest)) >= 3


def _is_home(value: str, study: Study, settings: Settings) -> bool:
    """Tell whether an address may be that of the site's home page."""
    path = urlsplit(value).path.strip("/")
    pages = tuple(study.slugs["adresses"])
    inside = "." in path.rpartition("/")[2] or f"/{path}".endswith(tuple(f"/{p}" for p in pages))
    return not inside and value != settings["repo_url"]


def _is_repository(value: str, study: Study, settings: Settings) -> bool:
    """Tell whether an address may be a repository's: its owner's name, then its own."""
    parts = urlsplit(value).path.strip("/").split("/")
    return len(parts) >= 2 and not {"blob", "tree", "raw", "edit", "-"} & {*parts}


_CHECKS: Mapping[Check, Callable[[str, Study, Settings], bool]] = {
    "adresse": _has_place,
    "telephone": _has_telephone,
    "accueil": _is_home,
    "depot": _is_repository,
}
