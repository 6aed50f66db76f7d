"""The data files that anybody may reuse: JSON arrays of records, a CSV file a chart."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..charts.charts import ChartData
from ..schema.figures import Figure
from ..schema.registry import KINDS
from ..schema.site import Chart
from ..schema.types import Entry
from ..study.study import Study
from .prints import Print


def list_exports(
    study: Study, charts: Mapping[str, ChartData], prints: Sequence[Print] = ()
) -> dict[str, str]:
    """Return the text of every data file made from the study, by address.

    What was printed of it has one too, where something was.
    """
    files = {
        f"donnees/{kind.name}.json": write_json(
            [_describe(entry) for entry in study.list_records(kind).values()]
        )
        for kind in KINDS
        if kind.whole
    }
    taken = {*study.portraits, *study.slugs["retraits"]}  # for the form to find a free one
    files["donnees/noms-de-portraits.json"] = write_json(sorted(taken))
    if prints:
        files["donnees/imprimes.json"] = write_json(
            [asdict(made) | {"url": f"/{made.url}", "page": f"/{made.page}"} for made in prints]
        )
    return (
        files
        | {
            f"donnees/portraits/{slug}.json": write_json(_describe(portrait))
            for slug, portrait in study.portraits.items()
        }
        | {
            f"donnees/graphiques/{slug}.csv": _write_chart(words, charts[slug])
            for slug, words in study.graphiques.items()
            if slug in charts
        }
        | {
            f"donnees/chiffres/{slug}.csv": _write_figure(figure)
            for slug, figure in study.chiffres.items()
        }
    )


def _describe(entry: Entry) -> dict[str, Any]:
    """The keys of the YAML file, where it has them, with the entry's slug and address."""
    record = entry.model_dump(mode="json", exclude_unset=True)
    return {"slug": entry.slug, "url": f"/{entry.url}"} | record


def write_json(data: Any) -> str:
    """Return the data as JSON, in few bytes and in its own letters."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write_chart(words: Chart, data: ChartData) -> str:
    rows = zip(data.rows, data.values, strict=True)
    heading = [words.categorie, *(data.columns or [words.valeur])]
    return _write_rows([heading, *([row, *values] for row, values in rows)])


def _write_figure(figure: Figure) -> str:
    """One line a value: the row, the column, what is printed, and who is counted."""
    columns = [column.titre for column in figure.colonnes] or [""]
    titles = {row.cle: row.titre for row in figure.lignes}
    company = [
        figure.population,
        figure.effectif,
        figure.annee,
        "oui" if figure.declare else "non",
        figure.edition,
    ]
    heading = [
        "ligne", "dans", "colonne", "nombre", "taux (%)", "base", "texte", "etat",
        "population", "effectif", "annee", "declare", "edition",
    ]  # fmt: skip
    lines = []
    for row in figure.lignes:
        name = [row.titre, titles.get(row.dans or "")]
        for column, value in zip(columns, row.valeurs, strict=True):
            printed = [value.nombre, value.taux, value.base, value.texte, value.etat]
            lines.append([*name, column, *printed, *company])
    return _write_rows([heading, *lines])


def _write_rows(rows: Iterable[Iterable[Any]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()
