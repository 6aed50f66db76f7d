"""The image that goes with the address of a page where it is shared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from ..charts.charts import ChartData, write_value
from ..schema.figures import Figure
from ..schema.registry import KINDS
from ..schema.types import Line
from ..site.french import set_texts
from ..study.addresses import find_share
from ..study.study import Study
from ..text.typography import set_french

TEMPLATE = "partage.typ"
WIDTH, HEIGHT = 1200, 630  # pixels: what networks and messages show whole
MOST_VALUES = 3  # of a figure, in letters that are still read on a telephone
MOST_PARTS = 4  # of a chapter


@dataclass(frozen=True)
class Share:
    """The image of a page: its title and a picture made from its data.

    page is its address, sorte what readers call its kind, context what the picture shows: the
    spheres that are touched, values, a sentence with its value if it has one, or the parts of the
    page.
    """

    page: str
    sorte: str
    titre: Line
    context: Mapping[str, Any]

    @property
    def url(self) -> str:
        """The address of the image."""
        return find_share(self.page)


class _Value(NamedTuple):
    """A value of a figure: share is the length of its bar, of 1, where it has one."""

    titre: Line
    mots: str
    share: float | None


def list_shares(study: Study, charts: Mapping[str, ChartData]) -> Iterator[Share]:
    """Yield the image of each portrait, sphere, chapter and figure; charts are list_charts's."""
    kinds = {kind.name: kind.names[0] for kind in KINDS}
    for portrait in study.portraits.values():
        touched = tuple(touch.sphere for touch in portrait.spheres)
        shown: Mapping[str, Any] = {
            "touchees": touched,
            "etude": study.find_edition(portrait.edition),
        }
        yield Share(portrait.url, kinds["portraits"], portrait.titre, shown)
    for sphere in study.spheres.values():
        touched = (sphere.slug,)
        yield Share(sphere.url, kinds["spheres"], sphere.titre, {"touchees": touched})
    for chapter in map(set_texts, study.chapitres.values()):
        shown = (
            {"valeur": chapter.a_citer.valeur, "phrase": chapter.a_citer.phrase}
            if chapter.a_citer
            else {"parties": tuple(part.titre for part in chapter.sections[:MOST_PARTS])}
        )
        yield Share(chapter.url, kinds["chapitres"], chapter.titre, shown)
    for slug, figure in study.chiffres.items():
        values = tuple(islice(_list_values(figure, charts.get(f"chiffre-{slug}")), MOST_VALUES))
        shown = (
            {"phrase": set_french(figure.constat)} if figure.mostly_missing else {"valeurs": values}
        )
        edition = study.find_edition(figure.edition)
        shown = {**shown, "chiffre": figure, "etude": edition}
        yield Share(figure.url, kinds["chiffres"], figure.titre, shown)


def _list_values(figure: Figure, chart: ChartData | None) -> Iterator[_Value]:
    """Yield the first value of each row that has one."""
    for rank, row in enumerate(figure.lignes):
        value = row.valeurs[0]
        if not value.etat:
            words = write_value(value, rate_first=figure.unite == "%")
            yield _Value(row.titre, words, chart.find_share(rank) if chart else None)
