"""The data files that anybody may reuse: JSON arrays of records, a CSV file a chart."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from .charts import ChartData
from .schema import Entry
from .study import Study


def list_exports(study: Study, charts: Mapping[str, ChartData]) -> dict[str, str]:
    """Return the text of every data file made from the study, by address."""
    catalogues: dict[str, Mapping[str, Entry]] = {
        "portraits": study.portraits,
        "spheres": study.spheres,
        "ressources": study.ressources,
        "centres": study.centres,
    }
    return {
        f"donnees/{name}.json": _write_json(map(_describe, entries.values()))
        for name, entries in catalogues.items()
    } | {
        f"donnees/graphiques/{slug}.csv": _write_csv(study, slug, data)
        for slug, data in charts.items()
    }


def _describe(entry: Entry) -> dict[str, Any]:
    """The keys of the YAML file, where it has them, with the entry's slug and address."""
    record = entry.model_dump(mode="json", exclude_unset=True)
    return {"slug": entry.slug, "url": f"/{entry.url}"} | record


def _write_json(records: Iterable[Any]) -> str:
    return json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"


def _write_csv(study: Study, slug: str, data: ChartData) -> str:
    words = study.graphiques[slug]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([words.categorie, *(data.columns or [words.valeur])])
    for row, values in zip(data.rows, data.values, strict=True):
        writer.writerow([row, *values])
    return stream.getvalue()
