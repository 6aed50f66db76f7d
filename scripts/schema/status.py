"""What the site says it is, by the owner's setting « statut »: content/statuts.yml."""

from typing import Annotated, Literal, get_args

from .types import Line, Record, about

Status = Literal["lecture-independante", "reseau", "autorisee"]
STATUSES: tuple[Status, ...] = get_args(Status)
DEFAULT = STATUSES[0]


class StatusWords(Record):
    """What the site says of itself under a status: blocs/statut.html shows it in written pages."""

    titre: Annotated[Line, about("Titre", "Le titre de la page À propos.")]
    nature: Annotated[
        Line,
        about("Nature", "Ce qu'est le site, en quelques mots qui se suffisent."),
    ]
    lecture: Annotated[
        Line,
        about("Lecture", "La même chose, en quelques mots que suit « de l'étude »."),
    ]
    presentation: Annotated[
        Line,
        about("Présentation", "Le site en une phrase, pour qui le trouve ou en prend les données."),
    ]
    liens: Annotated[
        Line, about("Liens", "Ce que le site est, et n'est pas, pour l'État et pour le réseau.")
    ]
    mentions: Annotated[Line, about("Mentions", "La même chose, sur la page des mentions légales.")]
    anglais: Annotated[Line, about("Anglais", "Ce qu'est le site, sur la page en anglais.")]
    condition: Annotated[
        Line,
        about("Condition", "Ce qui doit être vrai pour choisir ce statut."),
    ]


class Statuses(Record):
    """The sentences of each status, which the site says of itself."""

    lecture_independante: Annotated[
        StatusWords, about("Lecture indépendante", "Le statut de qui n'en choisit pas.")
    ]
    reseau: Annotated[StatusWords, about("Réseau", "Le site est celui du réseau, le RNCRPV.")]
    autorisee: Annotated[StatusWords, about("Autorisée", "L'ANCT a autorisé cette lecture.")]

    def find(self, setting: str) -> StatusWords:
        """Return the sentences of the status that the setting names; "" is the default."""
        words: StatusWords = getattr(self, (setting or DEFAULT).replace("-", "_"))
        return words
