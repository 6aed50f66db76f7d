"""The portraits that were taken away: content/retraits.yml."""

from typing import Annotated, ClassVar, Literal

from ..text.slugs import SLUG
from .portrait import Portrait
from .rules import AllDistinct, Rule
from .types import Day, Line, NotAhead, Record, about

Reason = Literal["demande", "erreur", "donnees-personnelles"]


class Withdrawal(Record):
    """A portrait that was taken away: nothing of what it said stays, not even its title."""

    slug: Annotated[
        Line,
        about(
            "Nom du fichier", "Le nom qu'avait le fichier du portrait, sans « .yml ».",
            "jardin-partage", pattern=rf"^{SLUG.pattern}(/{SLUG.pattern})*$",
        ),
    ]  # fmt: skip
    date: Annotated[Annotated[Day, NotAhead()], about("Date", "Le jour du retrait.", "2026-11-23")]
    origine: Annotated[
        Literal["portrait", "temoignage"] | None,
        about("Origine", "Un portrait de l'étude, ou un témoignage.", "temoignage"),
    ] = None
    motif: Annotated[
        Reason | None,
        about(
            "Motif",
            "Pourquoi, en un mot de la liste : rien de plus n'est dit, ni gardé.",
            "demande",
        ),
    ] = None

    @property
    def pages(self) -> tuple[str, str]:
        """The addresses that say it: the portrait's, and that of its plain words, had it some."""
        url = Portrait.address.format(slug=self.slug)
        return url, f"{url}en-clair/"


class Withdrawals(Record):
    """What was taken away: content/retraits.yml."""

    rules: ClassVar[tuple[Rule, ...]] = (AllDistinct("element-double", "retraits", ("slug",)),)

    retraits: Annotated[
        tuple[Withdrawal, ...],
        about("Retraits", "Les portraits retirés, dans l'ordre que l'on veut.", one="un retrait"),
    ] = ()
