"""What the site gives away besides pages, as text: `python -m tests.golden` writes it.

Slides and documents with how they look, the data with what describes them, what is said to
programs in the head of a page, citations, what is printed from, what the printer is asked, and what
commands show: a review, a withdrawal, what an owner owes. The site is that of the small study,
whose every setting is filled in and whose history is known.
"""

import base64
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, get_args

import click
import pytest
import yaml
from docx import Document
from jinja2 import UndefinedError
from PIL import Image
from pydantic import BaseModel

from scripts.charts.charts import Drawing, draw_chart, list_charts
from scripts.commands.import_grid import import_grid
from scripts.commands.readability import score_pages
from scripts.commands.readiness import tell_readiness
from scripts.commands.reviewing import receive, review
from scripts.commands.withdrawing import plan_withdrawal
from scripts.data.package import DESCRIPTION, WORKBOOK, describe_dataset
from scripts.office.answers import read_answers
from scripts.office.grid import Stage, list_stages
from scripts.office.offered import list_office_files
from scripts.office.slides import write_slides
from scripts.office.word_file import MOST_MEMBERS, MOST_OCTETS, Row, read_grid
from scripts.office.word_file import Filled as FilledGrid
from scripts.office.word_grid import write_grid
from scripts.office.words import Words
from scripts.print.documents import Document as PrintedDocument
from scripts.print.documents import ShownFigure, list_documents
from scripts.print.pictures import list_pictures
from scripts.print.press import _draw_code
from scripts.print.shares import list_shares
from scripts.print.values import write_values
from scripts.problems.problem import RefusedError
from scripts.publish.headers import write_apache, write_headers_file, write_nginx
from scripts.schema.chapters import Model
from scripts.schema.figures import Figure
from scripts.schema.introspection import read_fields
from scripts.schema.portrait import Portrait
from scripts.schema.types import Entry
from scripts.search.index import ENGINE
from scripts.site.explorer import MOST_ROWS
from scripts.site.prints import Print
from scripts.site.site import Page, Site
from scripts.site.sources import Sources, read_sources
from scripts.study.history import Dates, History
from scripts.study.settings import NO_SETTINGS
from scripts.study.study import Study
from tests.blocks import Element, read_html
from tests.conftest import LOOK, ROOT, SMALL_STUDY, hide_digest
from tests.editions import add_edition
from tests.golden_elements import write_changes, write_elements, write_shown_blocks
from tests.office.filling import Grid, fill
from tests.office.reading import write_deck, write_document, write_workbook
from tests.office.test_word_file import WRONG_FILES
from tests.page_text import write_blocks
from tests.print.conftest import start_press
from tests.site.test_blocks import rename

SETTINGS = {
    **NO_SETTINGS,
    "site_name": "Petite étude", "site_url": "https://exemple.fr/etude",
    "editeur": "L'éditeur & fils", "directeur": "Un directeur", "hebergeur": "Un hébergeur",
    "contact": "contact@exemple.fr", "publication": "https://exemple.fr/livre",
    "licence": "Licence d'essai",
}  # fmt: skip
HISTORY = History(
    {
        "portraits/jardin.yml": Dates(date(2026, 1, 2), date(2026, 1, 2)),
        "portraits/passage.yml": Dates(date(2026, 1, 3), date(2026, 4, 1)),
        "portraits/cafe.yml": Dates(date(2026, 1, 4), date(2026, 5, 1)),
        "content/chiffres/entretiens.yml": Dates(date(2026, 1, 2), date(2026, 2, 3)),
    }
)
PRINTS = (
    Print("imprimes/portraits/cafe.pdf", "Le café", "fiche", "portraits/cafe/", "A4", 2, 30_000),
    Print("bureau/comparaison.docx", "Comparer", "comparaison", "portraits/comparer/", "A4", 0,
          40_000, "Word"),
)  # fmt: skip
# One page of each kind, whose head and whose citations are written.
SHOWN = (
    "portraits/cafe/", "portraits/jardin/", "spheres/virtualite/", "agir/", "agir/ensemble/",
    "chiffres/reunions/", "ressources/ecole-ouverte/", "ressources/zoom/", "glossaire/#cpo",
    "glossaire/#zone", "synthese/", "spheres/famille/en-clair/",
)  # fmt: skip


ASKED = {
    "titre", "resume", "annee_label", "ages", "spheres", "niveaux", "acteurs", "themes",
    "chiffres_cles", "contexte", "alliance", "leviers", "ressources", "provenance",
}  # fmt: skip


class Filled(NamedTuple):
    """The small study's site, its pages; more is the study with figures of every form.

    A form asks in it for nearly all that a portrait says.
    """

    site: Site
    pages: list[Page]
    study: Study
    more: Study

    @property
    def words(self) -> Words:
        """What says the words of an office file."""
        status = self.study.statuts.find(SETTINGS["statut"])
        address = SETTINGS["site_url"]
        return Words(ROOT, self.study.etude, SETTINGS["site_name"], address, status)


def fill_site() -> Filled:
    """Return the site of the small study whose owner has filled everything in."""
    sources = replace(read_sources(SMALL_STUDY), settings=SETTINGS, history=HISTORY)
    study = sources.study
    assert study
    site = Site(ROOT, sources, replace(LOOK, name="Petite étude"), PRINTS)
    return Filled(site, site.make_pages(), study, add_figures(study))


def add_figures(study: Study) -> Study:
    """Return the study with figures of every form; a form asks in it for nearly everything."""
    path = ROOT / "tests/fixtures/chiffres.yml"
    figures = {
        slug: Figure.model_validate(data, context={"slug": slug, "slugs": study.slugs})
        for slug, data in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    }
    (slug, step), *_ = study.etapes.items()
    asked = tuple(field.key for field in read_fields(Portrait) if field.key in ASKED)
    steps = {slug: step.model_copy(update={"champs": asked})}
    return replace(study, chiffres={**study.chiffres, **figures}, etapes=steps)


# ---- what is changed in an office program ----


def write_slides_text(filled: Filled) -> Iterator[str]:
    """The figures of the small study, then one of each other form, then the model."""
    study, words = filled.more, filled.words
    files = {file.url: file for file in list_office_files(study, words)}
    for file in files.values():
        parts = (file.titre, file.genre, file.page, file.format, file.sorte)
        yield f"{file.url} : {' | '.join(parts)}"
    content = files["bureau/essentiel.pptx"].write()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield f"D'abord {', '.join(archive.namelist()[:4])}"
    yield from ["", *write_deck(content)]
    title = "Des chiffres de chaque forme"
    yield from ["", *write_deck(write_slides(title, tuple(study.chiffres.values()), words))]


def write_canvases(filled: Filled) -> Iterator[str]:
    """The canvases to fill in with Word."""
    for file in list_office_files(filled.study, filled.words):
        if file.url.endswith(".docx"):
            yield from [f"## {file.url}", "", *write_document(file.write()), ""]


def write_interview(filled: Filled) -> Iterator[str]:
    """The interview grid, as a form that asks for nearly everything has it."""
    study = filled.more
    stages, words = list_stages(study), study.imprimer.grille
    yield from write_document(write_grid(ROOT, stages, words, SETTINGS["contact"], "Petite étude"))


def write_imported(filled: Filled) -> Iterator[str]:
    """What is made of a grid where a portrait is told, with answers that are not sure."""
    study = filled.more
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "portraits").mkdir()
        (folder / "overrides").symlink_to(ROOT / "overrides")
        blank = write_grid(ROOT, list_stages(study), study.imprimer.grille, "", "")
        (folder / "grille.docx").write_bytes(blank)
        grid = Grid(folder / "grille.docx")
        path = SMALL_STUDY / "portraits/passage.yml"
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        unsure = told | {"annee_label": "vers 2022"}
        unsure["chiffres_cles"][1].pop("valeur")
        fill(grid, {key: value for key, value in unsure.items() if key in ASKED}, study)
        grid.document.paragraphs[1].add_run(" Rappelez-moi.")
        made = import_grid(read_grid(grid.save(folder / "remplie.docx")), folder, study)
        yield from made.path.read_text(encoding="utf-8").split("\n")
        yield from ["", "Hors des réponses", *made.outside]


# Answers to a grid, by the key of what is asked: sure, unsure, twice, out of place.
ANSWERS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("provenance.structure", "Une école"), ("provenance.date", "25 novembre 2026"),
        ("provenance.consentement", "☒ Oui|☐ Non"), ("provenance.licence", "☒ Toutes|CC BY 4.0"),
        ("titre", "Un jardin"), ("resume", "Un.|Deux, “dit-on”."), ("annee_label", "2 022"),
        ("ages.de", "3-11 ans"), ("spheres.famille", "x"), ("spheres.ecole", "Elle ouvre."),
        ("spheres.quartier", "non"), ("niveaux.micro", "☒"), ("acteurs", "☒ Parents|☐ Jeunes"),
        ("themes", "x Culture|☒ Cuisine|Parentalité"), ("contexte.texte", "La cour."),
        ("contexte.points", "- Un.|2) Deux."), ("leviers", "• Le temps|…"),
        ("ressources", "☒ Zoom"), ("cout", "12 €"), ("fini", "…"),
        ("chiffres_cles.valeur", "50 %"), ("chiffres_cles.libelle", "des élèves"),
        ("chiffres_cles.valeur", "2"), ("chiffres_cles.unite", "jours"), ("chiffres_cles", ""),
        ("chiffres_cles.libelle", "des familles"), ("chiffres_cles", ""),
        ("alliance.acteurs.nom", "Une mère"),
        ("alliance.acteurs.niveau", "☒ Micro|☒ Méso"), ("alliance.acteurs.nom", "Un père"),
        ("alliance.acteurs.niveau", "Micro : ce qui entoure"), ("alliance.acteurs.role", ""),
    ),
    (
        ("titre", "Un jardin"), ("titre", ""), ("titre", "Une cour"), ("resume", ""),
        ("resume", "Mme Dupont raconte."), ("resume", "Mme Dupont, encore."),
        ("provenance.date", "hier"), ("annee_label", "vers 2022"), ("ages.de", "11"),
        ("ages.a", "3-11 ans"), ("provenance.consentement", "☐ Oui|☐ Non"),
        ("provenance.licence", "☒ " + "Longue " * 80), ("themes", "☒"),
        ("acteurs", "Parents|Parents"),
    ),
)  # fmt: skip


def write_answers(filled: Filled) -> Iterator[str]:
    """What is read in answers, and what is said of those that are not sure."""
    stages = list_stages(filled.more)
    for answers in ANSWERS:
        rows = tuple(Row(key, tuple(text.split("|"))) for key, text in answers)
        told = read_answers(FilledGrid(rows, ()), stages, filled.more)
        yield from json.dumps(told.data, ensure_ascii=False, indent=1, default=str).split("\n")
        yield from (f"{'.'.join(map(str, place))} : {said}" for place, said in told.remarks)
        yield ""


def write_refusals(_: Filled) -> Iterator[str]:
    """What is said of each file that is no grid to import."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, (content, _said) in WRONG_FILES.items():
            (folder / file).write_bytes(content)
        with (folder / "photos.docx").open("wb") as stream:
            stream.truncate(MOST_OCTETS + 1)
        with zipfile.ZipFile(folder / "membres.docx", "w") as archive:
            for number in range(MOST_MEMBERS + 1):
                archive.writestr(f"{number}", b"")
        Document().save(str(folder / "compte-rendu.docx"))
        (folder / "~$grille.docx").touch()
        (folder / "dossier.docx").mkdir()
        for path in [*sorted(folder.iterdir()), folder / "absente.docx"]:
            try:
                read_grid(path)
            except RefusedError as error:
                yield str(error).replace(f"{folder}/", "")


# ---- data ----


def write_book(filled: Filled) -> Iterator[str]:
    """The workbook of all tables."""
    yield from write_workbook(filled.site.binaries[f"donnees/{WORKBOOK}"])


def write_package(filled: Filled) -> Iterator[str]:
    """What describes the tables to programs, but how big they are and their digests.

    Then what search engines of data read.
    """
    text = filled.site.make_files()[f"donnees/{DESCRIPTION}"]
    assert "é" in text, "a person can read it"
    described = json.loads(text)
    tables = described.pop("resources")
    yield from json.dumps(described, ensure_ascii=False, indent=1).split("\n")
    for table in tables:
        columns = table.pop("schema")
        fields = columns.pop("fields")
        known = {key: value for key, value in table.items() if key not in ("bytes", "hash")}
        yield from ["", *(json.dumps(each, ensure_ascii=False) for each in (known, columns))]
        yield from (f"  {json.dumps(field, ensure_ascii=False)}" for field in fields)
    assert filled.site.contexts
    dataset = describe_dataset(filled.site.contexts.package)
    yield from ["", *json.dumps(dataset, ensure_ascii=False, indent=1).split("\n")]


def write_data_files(filled: Filled) -> Iterator[str]:
    """The data of pages, and the feed."""
    kept = ("donnees/", "nouveautes/")
    others = (f"donnees/{DESCRIPTION}", "donnees/tables/", "donnees/citations.")
    for name, text in sorted(filled.site.make_files().items()):
        if name.startswith(kept) and not name.startswith(others):
            yield from ["", f"# {name}"]
            if name.endswith(".json"):
                assert "\\u" not in text, "a person can read it"
                data = json.loads(text)
                records = data if isinstance(data, list) else [data]
                yield from (json.dumps(each, ensure_ascii=False) for each in records)
            else:
                yield from text.replace("\r\n", "\n").split("\n")


# ---- what is said to programs ----


def write_heads(filled: Filled) -> Iterator[str]:
    """The head of one page of each kind: what a search engine shows, or a message that links it."""
    for page in filled.pages:
        if page.url not in SHOWN:
            continue
        yield from ["", f"# {page.url}"]
        (head,) = read_html(page.document).find_all("head")
        for element in head.parts:
            if isinstance(element, str):
                continue
            known = element.attributes
            said = " ".join(f"{key}={value}" for key, value in known.items())
            yield f"{element.tag} {_hide_digest(filled, hide_digest(said))}"
            if known.get("type") == "application/ld+json":
                linked = json.loads(element.text)
                text = hide_digest(json.dumps(linked, ensure_ascii=False, indent=1))
                yield from text.split("\n")
            elif element.tag == "title":
                yield f"  {element.text.strip()}"


def _hide_digest(filled: Filled, policy: str) -> str:
    """Return a policy without the digest of the script that pages begin with, if it is right."""
    (head,) = read_html(filled.pages[0].document).find_all("head")
    (script,) = (script for script in head.find_all("script") if not script.attributes)
    digest = base64.b64encode(sha256(script.text.encode()).digest()).decode()
    return policy.replace(digest, "…")


def write_citations(filled: Filled) -> Iterator[str]:
    """The files of citations, of one page of each kind; then the key of each other one."""
    site = filled.site
    assert site.contexts and site.citations
    cited = site.contexts.list_cited()
    shown = [each for each in cited if each.url in SHOWN]
    for name, text in site.citations.list_files(shown).items():
        yield from ["", f"# {name}", *text.replace("\r\n", "\n").split("\n")]
    others = json.loads(site.make_files()["donnees/citations.csl.json"])
    yield from ["# toutes", *(f"{work['id']} : {work['title']}" for work in others)]


def write_host_rules(filled: Filled) -> Iterator[str]:
    """What the host is told to say with each file, in each of its ways."""
    site = filled.site
    paths = [f"{page.url}index.html" for page in filled.pages]
    engine = [f"{ENGINE}{name}" for name in ("pagefind.js", "index/a.pf_index", "fragment/b.pf")]
    paths += [*site.make_files(), *engine, "index.html", "sitemap.xml"]
    for write in (partial(write_headers_file, paths), write_nginx, write_apache):
        yield from _hide_digest(filled, write(site.renderer.environment)).split("\n")


# ---- what is printed ----


def write_prints(filled: Filled) -> Iterator[str]:
    """What each document, picture and image to share is made from; records by their addresses."""
    study = filled.more
    charts = list_charts(study)
    with tempfile.TemporaryDirectory() as folder:
        drawings = {
            slug.removeprefix("chiffre-"): draw_chart(slug, chart, Path(folder))
            for slug, chart in charts.items()
            if slug.startswith("chiffre-")
        }
    for document in list_documents(study, SETTINGS, drawings):
        known = {f.name: getattr(document, f.name) for f in fields(document)}
        context = known.pop("context")
        yield from ["", f"# {known.pop('url')} : {known.pop('titre')}"]
        yield ", ".join(f"{key} {value}" for key, value in known.items())
        yield from _write_context(context)
    yield from ["", "# Un code", _draw_code("https://exemple.fr/etude/portraits/")]
    for picture in list_pictures(study, charts):
        yield from ["", f"# {picture.find_url('png')}, {picture.find_url('svg')}"]
        yield from _write_context(picture.context)
    for share in list_shares(study, charts):
        yield from ["", f"# {share.url} : {share.titre} ({share.sorte}, {share.page})"]
        yield from _write_context(share.context)


def write_press(filled: Filled) -> Iterator[str]:
    """What is asked of the printer, and what is then known of each print, but how heavy it is."""
    asked: list[str] = []
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "png")

    def typeset(name: str, title: str, values: Any, **options: Any) -> bytes:
        document = values["document"]
        said = {"demande": title, **document, "qr": document["qr"].startswith("<svg")}
        known = [f"{key} {value}" for key, value in options.items()]
        asked.append(f"- {json.dumps(said, ensure_ascii=False)} : {', '.join([name, *known])}")
        return picture.getvalue() if options["format"] == "png" else b"<svg></svg>"

    def compile_one(document: PrintedDocument, values: Any) -> tuple[int, bytes]:
        if document.genre == "centres":
            asked.append(json.dumps(values["centres"], ensure_ascii=False))
        made = typeset(document.template, document.titre, values, format="pdf")
        return document.most_pages or 1, made

    with tempfile.TemporaryDirectory() as name:
        settings = SETTINGS | {"archive": "2027-06-30"}
        press = start_press(filled.study, Path(name), **settings)
        vars(press).update(_typeset=typeset, _compile=compile_one)
        yield from json.dumps(press.shared, ensure_ascii=False, indent=1).split("\n")
        for printed in (press.print_all(), press.draw_pictures(), press.write_office()):
            yield ""
            for each in printed.prints:
                octets = printed.files[each.url].stat().st_size
                assert each.octets == octets
                known = [str(getattr(each, f.name)) for f in fields(each) if f.name != "octets"]
                yield " | ".join([*known, printed.files[each.url].suffix])
            yield from [*asked, *printed.refused]
            asked.clear()
            yield from dict.fromkeys(
                path.read_text(encoding="utf-8")
                for path in printed.files.values()
                if path.suffix == ".svg"
            )
        deck = write_deck(printed.files["bureau/essentiel.pptx"].read_bytes())
        yield from dict.fromkeys(line for line in deck if "https://" in line)
        yield ""
        yield from (f"{url} {path.suffix}" for url, path in press.draw_shares().items())
        yield from asked


def _write_context(context: Any) -> Iterator[str]:
    for key, value in context.items():
        yield f"- {key} : {json.dumps(_shorten(value), ensure_ascii=False)}"


def _shorten(value: Any) -> Any:
    """A value of a template as JSON has it, where a record is its address, or its class."""
    if isinstance(value, Entry):
        return value.url
    if isinstance(value, Drawing):
        return f"dessin de {value.width} × {value.height}"
    if isinstance(value, ShownFigure):
        return {f.name: _shorten(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, BaseModel | Stage):
        return type(value).__name__
    if isinstance(value, dict):
        return {str(key): _shorten(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return [_shorten(inner) for inner in value]
    return write_values(value)


# ---- what a maintainer is shown ----

RECEIVED = """\
### Nom du fichier

jardin-partage.yml

### Le fichier, en entier

```yaml
{}```

### Avant d'envoyer

- [X] **Accord.** Oui.
- [ ] **Sources.** Chaque nombre en a une.
"""


def write_review(filled: Filled) -> Iterator[str]:
    """The sheets of a portrait that is received with doubts and faults, and of a correction."""
    text = (SMALL_STUDY / "portraits/cafe.yml").read_text(encoding="utf-8")
    changed = {
        "  consentement: oui\n": "  consentement: non\n",
        "themes: [parentalite,": "themes: [cuisine, parentalite,",
        "Les parents restaient à la grille.": "Les parents de Mme Dupont venaient de Bron.",
        "  - La salle sert aussi": "  - Voir https://exemple.fr/salle, la salle sert aussi",
    }
    for old, new in changed.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    text += "fausses_alertes: [Bron]\n"
    with tempfile.TemporaryDirectory() as folder:
        issue = Path(folder, "demande.txt")
        issue.write_text(RECEIVED.format(text), encoding="utf-8")
        yield from [*review(receive(issue), filled.study).split("\n"), "", ""]
        text = (SMALL_STUDY / "portraits/radio.yml").read_text(encoding="utf-8")
        correction = Path(folder, "radio.yml")
        correction.write_text(f'{text}cout: "Trois \\e[2J sous"\n', encoding="utf-8")
        yield from review(receive(correction), filled.study).split("\n")


def write_withdrawals(_: Filled) -> Iterator[str]:
    """What is shown of a withdrawal, where something has to be decided, and where there is none."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "etude")
        shutil.copytree(SMALL_STUDY, root)
        day = date(2026, 11, 26)
        list_file = root / "content/retraits.yml"
        plans = [plan_withdrawal(root, slug, day, "demande") for slug in ("passage", "jardin")]
        chapter = root / "content/chapitres/agir/ensemble.yml"
        text = chapter.read_text(encoding="utf-8")
        linked = text.replace("Une réunion par mois.", "Voir [ici](portraits/passage/#debut).")
        chapter.write_text(linked, encoding="utf-8")
        plans.append(plan_withdrawal(root, "passage", day))
        chapter.write_text(text, encoding="utf-8")
        for plan in plans:
            yield from ["", f"# {plan.portrait.relative_to(root)}", *map(str, plan.decisions)]
            for difference in plan.files.show(root):
                yield from click.unstyle(difference).split("\n")
        odd = {
            "atelier": "", "../passage": "", "passages": "", "cafe": "retraits: []  # aucun\n",
            "radio": "retraits: [\n]\n",
        }  # fmt: skip
        for slug, text in odd.items():
            if text:
                list_file.write_text(text, encoding="utf-8")
            with pytest.raises(RefusedError) as refused:
                plan_withdrawal(root, slug, day)
            yield from ["", f"# {slug}", *str(refused.value).split("\n")]
        shutil.copy(SMALL_STUDY / "content/retraits.yml", list_file)
        plan = plan_withdrawal(root, "passage", day)
        (root / "portraits/passage.yml").unlink()
        for _time in range(2):
            with pytest.raises(RefusedError) as refused:
                plan.write()
            yield from ["", str(refused.value).replace(f"{root}/", "")]


def write_ease(filled: Filled) -> Iterator[str]:
    """How easy each page is to read, the worst first."""
    yield from (f"{s.value} {s.kind} {s.url}" for s in score_pages(filled.study))


def write_owed(filled: Filled) -> Iterator[str]:
    """What is told to the owner of a site, of which little is filled in."""
    lines = {key: number for number, key in enumerate(SETTINGS, 2)}
    told = filled.study.pret.model_copy(update={"rappels": ("Vérifiez " + "bien " * 30, "Lisez.")})
    study = replace(filled.study, pret=told)
    some = {
        "site_name": "Petite étude", "editeur": "à compléter", "contact": "bonjour@liens.fr",
        "site_url": "https://liens.fr", "site_url_par": "CI_PAGES_URL",
    }  # fmt: skip
    for settings in (SETTINGS, {**NO_SETTINGS, **some}):
        yield from [*tell_readiness(study, settings, lines)[0].split("\n"), ""]


# ---- what pages are besides what golden pages show ----


def write_drawn_models(filled: Filled) -> Iterator[str]:
    """What the drawing of each form of model is made of, and its words."""
    template = filled.site.renderer.environment.get_template("parties/schemas.html")
    draw = template.module.dessin_de  # type: ignore[attr-defined]
    form = Model.model_fields["forme"].annotation
    for model in filled.study.modeles.values():
        for name in get_args(form):
            with suppress(UndefinedError):  # the model has not what this form draws
                drawing = read_html(draw(model.model_copy(update={"forme": name})))
                yield from ["", f"# {name} : {model.slug}", *_write_shapes(drawing)]


def _write_shapes(drawing: Element) -> Iterator[str]:
    for element in drawing.walk():
        known = " ".join(f"{key}={value}" for key, value in element.attributes.items())
        words = " ".join(part.strip() for part in element.parts if isinstance(part, str)).strip()
        if known or words:
            yield f"{element.tag} {known} {words}".rstrip()


@cache
def _read_small() -> tuple[Sources, Site]:
    """The sources of the small study, and its site where nothing is filled in."""
    sources = read_sources(SMALL_STUDY)
    return sources, Site(ROOT, sources, LOOK)


def write_filled(filled: Filled) -> Iterator[str]:
    """What changes on pages where the owner has filled everything in."""
    yield from write_changes(_read_small()[1], filled.site)


def write_set(filled: Filled, **settings: str) -> Iterator[str]:
    """What changes on pages where some settings are others."""
    sources, _ = _read_small()
    other = Site(ROOT, replace(sources, settings=SETTINGS | settings), filled.site.look)
    yield from write_changes(filled.site, other)


def write_more_figures(filled: Filled) -> Iterator[str]:
    """What changes on pages where there are figures of every form."""
    sources, plain = _read_small()
    yield from write_changes(plain, Site(ROOT, replace(sources, study=filled.more), LOOK))


def write_later_edition(_: Filled) -> Iterator[str]:
    """What changes on pages where the study has one more edition."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SMALL_STUDY, Path(folder, "etude"))
        later = read_sources(add_edition(Path(folder, "etude")))
        yield from write_changes(_read_small()[1], Site(ROOT, later, LOOK))


def write_many_portraits(filled: Filled) -> Iterator[str]:
    """The list of portraits where they are too many for each to have a row of its table."""
    sources, study = _read_small()[0], filled.study
    first = next(iter(study.portraits.values()))
    many = {f"p{number}": rename(first, f"p{number}") for number in range(MOST_ROWS)}
    study = replace(study, portraits={**study.portraits, **many})
    html = Site(ROOT, replace(sources, study=study), LOOK).show_block("portraits", "portraits/")
    yield from write_blocks(read_html(html), "/portraits/")


# The files of FOLDER that are written here, by their names.
FILES: dict[str, Callable[[Filled], Iterator[str]]] = {
    "bureau-diapositives": write_slides_text,
    "bureau-canevas": write_canvases,
    "bureau-grille": write_interview,
    "bureau-grille-remplie": write_imported,
    "bureau-grille-refusee": write_refusals,
    "bureau-grille-reponses": write_answers,
    "donnees-classeur": write_book,
    "donnees-description": write_package,
    "donnees-fichiers": write_data_files,
    "entetes-de-pages": write_heads,
    "entetes-d-hebergeur": write_host_rules,
    "citations": write_citations,
    "imprimes": write_prints,
    "presse": write_press,
    "relecture": write_review,
    "retrait": write_withdrawals,
    "lisibilite": write_ease,
    "pret": write_owed,
    "blocs": lambda filled: write_shown_blocks(filled.site),
    "etat-rempli": write_filled,
    "etat-archive": partial(write_set, archive="2027-06-30"),
    "etat-depot": partial(
        write_set, repo_url="https://github.com/exemple/depot", forge="github",
        contact="https://exemple.fr/contact", statut="reseau",
    ),
    "etat-chiffres": write_more_figures,
    "etat-edition": write_later_edition,
    "etat-nombreux": write_many_portraits,
    "modeles-dessines": write_drawn_models,
    "elements": lambda filled: write_elements(filled.site),
}  # fmt: skip


def write_file(name: str, filled: Filled) -> str:
    """Return what a file of FILES has to hold."""
    return "\n".join(line.rstrip() for line in FILES[name](filled)).strip("\n") + "\n"
