"""Prints with Typst: PDF that a screen reader can read (PDF/UA-1), images; the same bytes twice.

What was printed is kept in .cache/print/, by what it is made from: what did not change is not
printed again, and what nothing has asked for lately is removed.
"""

import io
import json
import os
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property, partial
from hashlib import sha256
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from time import time as now
from typing import Any
from xml.sax.saxutils import escape

import segno
import typst
from PIL import Image

from ..charts.charts import DRAWINGS, draw_chart, list_charts
from ..files import write_atomically
from ..office.words import TEMPLATES as TEXTS
from ..office.words import Words
from ..problems.problem import RefusedError
from ..schema.types import Line
from ..site.cache import TextCache, digest_code
from ..site.contexts import list_constants
from ..site.prints import Print
from ..study.settings import Settings, find_archive_day
from ..study.study import Study
from ..text.typography import set_french
from . import pictures, shares
from .documents import Document, list_documents
from .drawings import lighten
from .values import write_values

TEMPLATES = "overrides/imprimes"
KEPT = ".cache/print"
PIXELS = 72  # to an inch: one to a point
LATELY = 3600  # seconds: what was asked for since may be what another build is about to copy
COLOURS = 64  # of an image: enough for flat tints, and four times lighter


@dataclass(frozen=True)
class Printed:
    """What was printed: prints in the order of documents, the file of each, by its address.

    refused says in French which documents were not, and why.
    """

    prints: tuple[Print, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


class Press:
    """Prints the documents of a study; built is the day of its data."""

    def __init__(self, root: Path, study: Study, settings: Settings, built: date) -> None:
        self.root, self.templates, self.study = root, root / TEMPLATES, study
        self.base = settings["site_url"]
        self.charts = list_charts(study)
        drawings = {
            slug.removeprefix("chiffre-"): draw_chart(slug, chart, root / DRAWINGS)
            for slug, chart in self.charts.items()
            if slug.startswith("chiffre-")
        }
        self.documents = list(list_documents(study, settings, drawings))
        self.moment = datetime.combine(built, time(), UTC)
        self.status = study.statuts.find(settings["statut"])
        constants = list_constants(study)
        self.shared = write_values(
            {
                "site": {
                    "nom": set_french(settings["site_name"]),
                    "donnees": built,
                    "adresse": self.base.partition("://")[2],
                    "archive": find_archive_day(settings),
                },
                "statut": self.status,
                **{key: constants[key] for key in ("etude", "spheres")},
            }
        )
        self.notes = TextCache(root / KEPT / "notes")
        self.folder, self.images = root / KEPT / "pdf", root / KEPT / "png"
        self.pictures, self.office = root / KEPT / "chiffres", root / KEPT / "bureau"
        self._compilers: dict[str, typst.Compiler] = {}

    def make_all(self) -> Printed:
        """Make all that pages offer to take away: documents, pictures, slides and canvases.

        Raises RefusedError when a template is at fault.
        """
        made = (self.print_all(), self.draw_pictures(), self.write_office())
        return Printed(
            tuple(chain.from_iterable(each.prints for each in made)),
            dict(chain.from_iterable(each.files.items() for each in made)),
            tuple(chain.from_iterable(each.refused for each in made)),
        )

    def print_all(self) -> Printed:
        """Print every document that is not kept as it has to be.

        Raises RefusedError when a template is at fault.
        """
        prints, files, refused = [], dict[str, Path](), []
        for document in self.documents:
            values = self._write_values(document.context, document.titre, document.page, code=True)
            key = self._find_key(document, values)
            note = self._read(key) or self._print(document, values, key)
            if "refus" in note:
                refused.append(note["refus"])
                continue
            files[document.url] = self._place(key)
            prints.append(
                Print(
                    document.url, set_french(document.titre), document.genre, document.page,
                    document.format, note["pages"], note["octets"],
                )
            )  # fmt: skip
        self.notes.prune(len(self.documents))
        _forget_others(self.folder, files.values())
        return Printed(tuple(prints), files, tuple(refused))

    def draw_pictures(self) -> Printed:
        """Draw each figure, for a slide and for paper, but those that are kept as they have to be.

        Raises RefusedError when the template is at fault.
        """
        prints, files = [], dict[str, Path]()
        for picture in pictures.list_pictures(self.study, self.charts):
            figure = picture.chiffre
            for format, genre in pictures.FORMATS.items():
                url = picture.find_url(format)
                files[url] = path = self._draw(
                    pictures.TEMPLATE, figure.titre, figure.url, picture.context, self.pictures,
                    format,
                )  # fmt: skip
                size = f"{pictures.WIDTH} × {pictures.HEIGHT}" if format == "png" else ""
                prints.append(
                    Print(
                        url, set_french(figure.titre), genre, figure.url, size, 0,
                        path.stat().st_size, format.upper(),
                    )
                )  # fmt: skip
        _forget_others(self.pictures, files.values())
        return Printed(tuple(prints), files)

    def write_office(self) -> Printed:
        """Write what is changed in an office program, but what is kept as it has to be."""
        from ..office.offered import list_office_files  # its libraries are long to import

        name, study = self.shared["site"]["nom"], self.study
        words = Words(self.root, study.etude, name, self.base, self.status)
        prints, files = [], dict[str, Path]()
        for file in list_office_files(self.study, words):
            key = self._digest([file.url, self.base, self.shared, write_values(file.context)])
            files[file.url] = path = self.office / f"{key}{Path(file.url).suffix}"
            if not _is_kept(path):
                write_atomically(path, file.write())
            prints.append(
                Print(
                    file.url, set_french(file.titre), file.genre, file.page, file.format, 0,
                    path.stat().st_size, file.sorte,
                )
            )  # fmt: skip
        _forget_others(self.office, files.values())
        return Printed(tuple(prints), files)

    def draw_shares(self) -> dict[str, Path]:
        """Return the file of each image to share, by its address.

        None where the site has no address: only a whole address leads to an image.
        Raises RefusedError when the template is at fault.
        """
        if not self.base:
            return {}
        files = {
            share.url: self._draw(
                shares.TEMPLATE, share.titre, share.page,
                {**share.context, "sorte": share.sorte}, self.images,
            )
            for share in shares.list_shares(self.study, self.charts)
        }  # fmt: skip
        _forget_others(self.images, files.values())
        return files

    def _draw(
        self, template: str, title: Line, page: str, context: Mapping[str, Any], folder: Path,
        format: str = "png",
    ) -> Path:  # fmt: skip
        """Draw an image, if the folder does not keep it as it has to be; return its file."""
        values = self._write_values(context, title, page)
        path = folder / f"{self._digest([template, values])}.{format}"
        if not _is_kept(path):
            drawn = self._typeset(template, title, values, format=format, ppi=PIXELS)
            finish = _reduce if format == "png" else partial(_name_drawing, values["document"])
            write_atomically(path, finish(drawn))
        return path

    def _write_values(
        self, context: Mapping[str, Any], title: Line, page: str, *, code: bool = False
    ) -> dict[str, Any]:
        """Return what a template is given about a page, with the code that leads a telephone there
        where it is asked for.
        """
        address = f"{self.base}/{page}" if self.base else ""
        described = {
            "titre": set_french(title), "page": page, "adresse": address,
            "qr": _draw_code(address) if code and address else "",
        }  # fmt: skip
        return {**self.shared, **write_values(context), "document": described}

    def _find_key(self, document: Document, values: Mapping[str, Any]) -> str:
        """Return a digest of all that a document is made from."""
        limits = [document.template, document.most_pages, document.levels, document.most_octets]
        return self._digest([limits, values])

    def _digest(self, values: Any) -> str:
        """Return a digest of values, and of all that they are printed with."""
        return sha256(self._made_by + json.dumps(values, sort_keys=True).encode()).hexdigest()

    @cached_property
    def _made_by(self) -> bytes:
        templates = [*self.templates.glob("*.typ"), *(self.root / TEXTS).glob("*")]
        sources = [path.read_bytes() for path in sorted(templates)]
        return sha256(
            b"".join([digest_code(self.root), version("typst").encode(), *sources])
        ).digest()

    def _read(self, key: str) -> dict[str, Any] | None:
        """Return what is known of the document that is kept under the key, if it is whole."""
        note: dict[str, Any] | None = self.notes.read(key)
        if note is None or "refus" in note:
            return note
        path = self._place(key)
        with suppress(OSError):
            if _is_kept(path) and sha256(path.read_bytes()).hexdigest() == note["somme"]:
                return note
        return None

    def _place(self, key: str) -> Path:
        return self.folder / f"{key}.pdf"

    def _print(self, document: Document, values: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Print a document, with as much detail as its pages hold, and keep it."""
        most = document.most_pages or sys.maxsize
        made: dict[int, tuple[int, bytes]] = {}

        def fits(level: int) -> bool:
            if level not in made:
                made[level] = self._compile(document, {**values, "niveau": level})
            return made[level][0] <= most

        last = document.levels - 1
        # most fit in full; else the fullest level that fits is searched for, the last one at worst
        level = (
            0 if fits(0) or not last else bisect_left(range(last), True, lo=1, hi=last, key=fits)
        )
        fits(level)
        pages, pdf = made[level]
        note: dict[str, Any] = {"pages": pages, "octets": len(pdf)}
        if pages > most:
            said = f"{pages} pages, pour {most} au plus : raccourcissez ses textes"
            note = {"refus": f"{document.titre} : {said}."}
        elif len(pdf) > document.most_octets:
            said = f"{len(pdf)} octets, pour {document.most_octets} au plus"
            note = {"refus": f"{document.titre} : {said}."}
        else:
            note["somme"] = sha256(pdf).hexdigest()
            write_atomically(self._place(key), pdf)
        self.notes.write(key, note)
        return note

    def _compile(self, document: Document, values: Mapping[str, Any]) -> tuple[int, bytes]:
        """Return how many pages a document takes, and the PDF."""
        name = document.template
        pdf = self._typeset(
            name, document.titre, values, format="pdf", pdf_standards=["ua-1"],
            timestamp=self.moment,
        )  # fmt: skip
        return int(self._compilers[name].query("<pages>", field="value", one=True)), pdf

    def _typeset(self, name: str, title: Line, values: Mapping[str, Any], **options: Any) -> bytes:
        """Return what a template makes of values; options are those of typst's compiler.

        Raises RefusedError when the template is at fault.
        """
        if name not in self._compilers:
            self._compilers[name] = typst.Compiler(
                self.templates / name, root=self.templates, ignore_system_fonts=True
            )
        try:
            made = self._compilers[name].compile(
                sys_inputs={"donnees": json.dumps(values)}, **options
            )
        except typst.TypstError as error:
            raise RefusedError(
                f"{TEMPLATES}/{_find_line(error, name)} : « {title} » ne s'imprime pas "
                f"({error.message}). Corrigez ce modèle."
            ) from error
        assert isinstance(made, bytes)
        return made


def _is_kept(path: Path) -> bool:
    """Tell whether a file is kept; note that it is asked for."""
    try:
        os.utime(path)
    except OSError:  # absent, or somebody else's
        return path.exists()
    return True


def _forget_others(folder: Path, kept: Iterable[Path]) -> None:
    """Remove what is kept in a folder and that nothing has asked for lately."""
    names = {path.name for path in kept}
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in names and path.stat().st_mtime < now() - LATELY:
                path.unlink()


def _find_line(error: typst.TypstError, name: str) -> str:
    """Return the file and the line of a template's fault; name is the document's own template."""
    # « ┌─ cadre.typ:12:3 »
    place = re.search(r"([\w-]+\.typ:\d+):\d+", error.diagnostic or "")
    return place[1] if place else name


def _reduce(image: bytes) -> bytes:
    """Return an image with fewer colours."""
    reduced = io.BytesIO()
    tints = Image.open(io.BytesIO(image)).convert("RGB")
    # The colours that are farthest apart: flat tints, which a mean of them would only make heavier.
    few = tints.quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    few.save(reduced, "png", optimize=True)
    return reduced.getvalue()


def _name_drawing(page: Mapping[str, str], drawing: bytes) -> bytes:
    """Return an SVG in fewer octets, which says its title and the page that it is about."""
    inside = f"<title>{escape(page['titre'])}</title><desc>{escape(page['adresse'])}</desc>"
    return lighten(drawing.decode()).replace(">", f' role="img">{inside}', 1).encode()


def _draw_code(address: str) -> str:
    """Return the SVG of the code that leads a telephone to an address."""
    drawing = io.BytesIO()
    segno.make(address, micro=False, error="m").save(drawing, kind="svg", xmldecl=False, border=2)
    return drawing.getvalue().decode()


def tell_refused(printed: Printed) -> None:
    """Say on the standard error, in French, what was not printed and why."""
    for reason in printed.refused:
        print(f"Non imprimé : {reason}", file=sys.stderr)


def write_copies(files: Mapping[str, Path], folder: Path) -> None:
    """Write what was printed into the folder, each file at its address."""
    for address, path in files.items():
        write_atomically(folder / address, path.read_bytes())
