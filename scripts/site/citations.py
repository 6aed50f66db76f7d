"""How what the site shows is cited: each page as a reading of the study, and the study.

A page, or a term of the glossary, is described once, as CSL-JSON (https://docs.citationstyles.org).
The page holds that description, and its script writes BibTeX and RIS from it; the whole files of
donnees/ are written here, by the same rules: a test holds both to the same bytes.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from ..schema.annexes import Resource
from ..schema.chapters import Chapter, GlossaryTerm
from ..schema.figures import Figure
from ..schema.portrait import Portrait
from ..schema.registry import Kind
from ..schema.site import MONTHS, Editions, Publication
from ..schema.spheres import Sphere
from ..schema.types import Entry, Line
from ..study.study import Study
from ..text.markup import read_plain
from ..text.slugs import make_slug
from ..text.typography import write_number
from .french import set_texts

Work = dict[str, Any]  # an item of CSL-JSON

MACROS = "parties/citation.html"
# What schema.org calls the pages of each kind, by its label; others are pages of the web.
_TYPES = {"portrait": "Article", "sphere": "Article", "chapitre": "Article", "chiffre": "Dataset"}


@dataclass(frozen=True)
class Cited:
    """What is cited of a page, or of a part of it.

    rubriques are the headings of the study that it restates; without them, lieu is its place there.
    precision completes the title. auteurs sign a testimony, or the document that a page presents.
    etude tells that it restates the study, edition which one where it is not the current one;
    fichier is the address of its data.
    """

    url: str
    titre: Line
    genre: str = ""
    rubriques: tuple[Line, ...] = ()
    lieu: Line = ""
    precision: Line = ""
    auteurs: tuple[Line, ...] = ()
    document: Resource | None = None
    etude: bool = True
    edition: int | None = None
    fichier: str = ""


def describe_cited(study: Study, kind: Kind, entry: Any) -> Cited:
    """Return how a record of the study is cited; one of a new kind, by its title alone."""
    describe = _DESCRIBED.get(type(entry))
    file = kind.file.format(slug=entry.slug)
    more = describe(study, entry) if describe else {}
    title = more.pop("titre", None) or getattr(entry, "nom", None) or entry.titre
    return Cited(entry.url, title, kind.label, fichier=file, **more)


def _describe_portrait(_: Study, portrait: Portrait) -> dict[str, Any]:
    told = portrait.provenance
    return {
        "lieu": portrait.source or "",
        "auteurs": (told.structure,) if told else (),
        "etude": portrait.origine == "etude",
        "edition": portrait.edition,
    }


def _describe_figure(_: Study, figure: Figure) -> dict[str, Any]:
    told = [figure.population]
    if figure.effectif:
        told.append(f"n = {write_number(figure.effectif)}")
    if figure.annee_a_dire:
        told.append(str(figure.annee_a_dire))
    if figure.declare:
        told.append("déclaré par les Cités")
    return {
        "rubriques": (figure.rubrique,),
        "precision": ", ".join(told),
        "edition": figure.edition,
    }


def _describe_resource(study: Study, resource: Resource) -> dict[str, Any]:
    names = (a.nom or study.centres[a.centre or ""].nom for a in resource.auteurs)
    return {"document": resource, "auteurs": tuple(names)}


def _describe_term(_: Study, term: GlossaryTerm) -> dict[str, Any]:
    return {
        "titre": f"{term.terme} ({term.developpe})" if term.developpe else term.terme,
        "rubriques": (term.rubrique,) if term.rubrique else (),
        "etude": term.origine == "etude",
    }


_DESCRIBED: dict[type[Entry], Callable[[Study, Any], dict[str, Any]]] = {
    Portrait: _describe_portrait,
    Figure: _describe_figure,
    Resource: _describe_resource,
    GlossaryTerm: _describe_term,
    Chapter: lambda _, chapter: {"rubriques": (chapter.rubrique,)},
    Sphere: lambda _, sphere: {"rubriques": sphere.rubriques},
}


class Citations:
    """Describes what is cited, for a study, the owner's settings, and the site's name and day."""

    def __init__(
        self, templates: Environment, etude: Editions, settings: Mapping[str, str], name: str,
        built: date,
    ) -> None:  # fmt: skip
        self.templates, self.settings, self.name, self.built = templates, settings, name, built
        self.base = settings["site_url"]
        self.prefix = make_slug(name)
        self.current = etude.courante
        self.studies = {
            year: self._describe_study(edition)
            for year, edition in set_texts(etude.by_year).items()
        }

    def list_works(self, cited: Cited) -> list[Work]:
        """Return the page, as an item of CSL-JSON; the document that it presents; the study."""
        cited = set_texts(cited)
        works = [self._describe_page(cited)]
        if cited.document:
            works.append(self._describe_document(cited, cited.document))
        return [*works, self._find_study(cited)] if cited.etude else works

    def _find_study(self, cited: Cited) -> Work:
        return self.studies[cited.edition or self.current]

    def _describe_study(self, etude: Publication) -> Work:
        month, year = etude.parution.split()
        return _drop_empty({
            "id": f"{self.prefix}-etude-{etude.annee}",
            "type": "book",
            "title": _flatten(etude.titre),
            "author": [{"family": a.nom, "given": a.prenom} for a in etude.auteurs],
            "publisher": _flatten(etude.signature),
            "issued": {"date-parts": [[int(year), MONTHS.index(month) + 1]]},
            "ISBN": etude.isbn,
            # the owner's settings have the address of the current one alone
            "URL": _encode(self.settings["publication"] if etude.annee == self.current else ""),
            "language": "fr",
        })  # fmt: skip

    def _describe_page(self, cited: Cited) -> Work:
        testimony = not cited.document
        note = self.templates.get_template(MACROS).module.provenance(cited)  # type: ignore[attr-defined]
        return _drop_empty({
            "id": self._name(cited),
            "type": "webpage",
            "title": _flatten(cited.titre),
            "author": _name_institutions(cited.auteurs) if testimony else [],
            "container-title": _flatten(self.name),
            "publisher": _flatten(self.settings["editeur"]),
            "issued": {"date-parts": [[self.built.year, self.built.month, self.built.day]]},
            "URL": _encode(f"{self.base}/{cited.url}") if self.base else "",
            "language": "fr",
            "note": _flatten(Markup(note).striptags()),
        })  # fmt: skip

    def _describe_document(self, cited: Cited, resource: Resource) -> Work:
        month = [MONTHS.index(resource.mois) + 1] if resource.mois in MONTHS else []
        return {
            "id": f"{self._name(cited)}-document",
            "type": "report",
            "title": _flatten(cited.titre),
            "author": _name_institutions(cited.auteurs),
            "issued": {"date-parts": [[resource.annee, *month]]},
            "page" if "-" in resource.pages else "number-of-pages": resource.pages,
            "URL": _encode(resource.liens[0]),
            "language": "fr",
        }

    def _name(self, cited: Cited) -> str:
        """The key of a page, which stays as long as its address."""
        return "-".join([self.prefix, *filter(None, cited.url.replace("#", "").split("/"))])

    def link_data(self, cited: Cited, description: str) -> dict[str, Any]:
        """Return what JSON-LD says of a page, in the words of https://schema.org."""
        page, *others = self.list_works(cited)
        site = {"@type": "WebSite", "name": self.name, "url": self.base and f"{self.base}/"}
        linked = {
            "@context": "https://schema.org",
            "@type": _TYPES.get(cited.genre, "WebPage"),
            "name": page["title"],
            "description": _flatten(description),
            "inLanguage": "fr",
            "version": self.built.isoformat(),
            "url": page.get("URL", ""),
            "author": [{"@type": "Organization", "name": n} for n in list_names(page)],
            "isPartOf": _drop_empty(site),
            "isBasedOn": self._link_study(self._find_study(cited)) if cited.etude else {},
        }
        if linked["@type"] == "Dataset" and self.base:
            address = f"{self.base}/{cited.fichier}"
            file = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": address}
            linked["distribution"] = file
        if cited.document:
            linked["mainEntity"] = {
                "@type": "CreativeWork",
                "name": others[0]["title"],
                "creditText": " ; ".join(list_names(others[0])),
                "datePublished": _write_date(others[0], "-"),
                "url": others[0]["URL"],
            }
        return _drop_empty(linked)

    def _link_study(self, study: Work) -> dict[str, Any]:
        return _drop_empty({
            "@type": ["Report", "Book"],  # a book has an ISBN, a report has none
            "name": study["title"],
            "author": [{"@type": "Person", "name": n} for n in list_names(study)],
            "publisher": {"@type": "Organization", "name": study["publisher"]},
            "datePublished": _write_date(study, "-"),
            "isbn": study["ISBN"],
            "inLanguage": "fr",
            "url": study.get("URL", ""),
        })  # fmt: skip

    def list_files(self, cited: Iterable[Cited]) -> dict[str, str]:
        """Return the whole files, by address: all that is cited, each once, then the study.

        Its last edition comes first.
        """
        works = {work["id"]: work for each in cited for work in self.list_works(each)}
        for study in self.studies.values():
            works.pop(study["id"], None)
        every = [*works.values(), *self.studies.values()]
        return {
            "donnees/citations.bib": "\n".join(map(write_bibtex, every)),
            "donnees/citations.ris": "\r\n".join(map(write_ris, every)),
            "donnees/citations.csl.json": json.dumps(every, ensure_ascii=False, indent=1) + "\n",
        }


def list_names(work: Work) -> list[str]:
    """Return the names of the authors of a work, as people say them."""
    return [
        name.get("literal") or f"{name['given']} {name['family']}"
        for name in work.get("author", ())
    ]


def _flatten(text: str) -> str:
    """Return the text of one line: programs that read citations know no other space."""
    return " ".join(read_plain(text).split())


def _encode(address: str) -> str:
    """Return an address that no format reads as anything else."""
    return "".join(f"%{ord(sign):02X}" if sign in '{}\\"<> ' else sign for sign in address)


def _name_institutions(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"literal": _flatten(name)} for name in names]


def _drop_empty(known: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in known.items() if value}


def _write_date(work: Work, sign: str) -> str:
    return sign.join(f"{part:02}" for part in work["issued"]["date-parts"][0])


# Signs that LaTeX reads as its own.
_OF_LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "\\": "\\textbackslash{}",
    }
)
_BIBTEX_TYPES = {"webpage": "online", "book": "book", "report": "misc"}
_RIS_TYPES = {"webpage": "ELEC", "book": "BOOK", "report": "RPRT"}


def write_bibtex(work: Work) -> str:
    """Return an item of CSL-JSON as an entry of BibTeX."""

    def escape(name: str) -> str:
        return str(work.get(name, "")).translate(_OF_LATEX)

    day = dict(zip(("year", "month", "day"), work["issued"]["date-parts"][0], strict=False))
    fields = {
        "author": " and ".join(map(_name_in_bibtex, work.get("author", ()))),
        "title": f"{{{escape('title')}}}",
        "organization": escape("container-title"),
        "publisher": escape("publisher"),
        **day,
        "isbn": escape("ISBN"),
        "pages": escape("page").replace("-", "--"),
        "pagetotal": escape("number-of-pages"),
        "language": escape("language"),
        "url": work.get("URL", ""),
        "note": escape("note"),
    }
    lines = [f",\n  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{_BIBTEX_TYPES[work['type']]}{{{work['id']}{''.join(lines)}\n}}\n"


def _name_in_bibtex(name: Mapping[str, str]) -> str:
    """A person as « family, given »; braces keep the name of an institution whole."""
    if "literal" in name:
        return f"{{{name['literal'].translate(_OF_LATEX)}}}"
    return f"{name['family'].translate(_OF_LATEX)}, {name['given'].translate(_OF_LATEX)}"


def write_ris(work: Work) -> str:
    """Return an item of CSL-JSON as a record of RIS, whose lines end as the format wants."""
    first, _, last = str(work.get("page") or work.get("number-of-pages", "")).partition("-")
    tags = [
        ("TY", _RIS_TYPES[work["type"]]),
        ("ID", work["id"]),
        *(("AU", _name_in_ris(name)) for name in work.get("author", ())),
        ("TI", work["title"]),
        ("T2", work.get("container-title")),
        ("PB", work.get("publisher")),
        ("PY", work["issued"]["date-parts"][0][0]),
        ("DA", _write_date_in_ris(work)),
        ("SN", work.get("ISBN")),
        ("SP", first),
        ("EP", last),
        ("LA", work["language"]),
        ("UR", work.get("URL")),
        ("N1", work.get("note")),
    ]
    lines = [f"{tag}  - {value}\r\n" for tag, value in tags if value]
    return "".join([*lines, "ER  - \r\n"])


def _write_date_in_ris(work: Work) -> str:
    """A date as year/month/day/more: what is not known leaves its slash."""
    parts = len(work["issued"]["date-parts"][0])
    return _write_date(work, "/") + "/" * (4 - parts)


def _name_in_ris(name: Mapping[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"
