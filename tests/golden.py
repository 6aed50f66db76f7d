"""One page of each kind, at three sizes, as a person reads it: `python -m tests.golden` writes it.

And the drawings of charts, as a person sees them: each bar, each word, and where it is; where the
actors of an alliance stand on its drawing; what a search reads of each page; how each page is
titled and described where only that is shown; what the site gives away besides (golden_files.py).

The pages are those of a small study of tests/fixtures/, built as the real one is, so that
correcting a word of the real study changes none. A difference is what a reader gains or loses.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from scripts.charts.alliance import place_actors
from scripts.charts.charts import ChartData, count_bars, draw_chart, list_charts
from scripts.schema.portrait import Actor
from scripts.search.lexicon import read_lexicon
from scripts.search.records import SearchContent, list_records, render_records
from scripts.site.site import Site
from scripts.study.study import Study, read_study
from tests.blocks import list_blocks, read_document, read_html
from tests.charts.alliances import CROWDS, make_actors
from tests.charts.drawings import read_drawing
from tests.conftest import (
    ROOT,
    SMALL_STUDY,
    assemble_small,
    build_or_exit,
    copy_small_project,
)
from tests.golden_files import FILES, add_figures, fill_site, write_file
from tests.page_text import write_document

FOLDER = ROOT / "tests/golden"

# What each file of FOLDER shows: the address of a page, and the part of it, where it is not all.
PAGES = {
    "portrait-least": ("portraits/jardin/", ""),
    "portrait-usual": ("portraits/passage/", ""),
    "portrait-full": ("portraits/cafe/", ""),
    "sphere-least": ("spheres/famille/", ""),
    "sphere-usual": ("spheres/ecole/", ""),
    "sphere-full": ("spheres/virtualite/", ""),
    "chapitre-least": ("debut/", ""),
    "chapitre-usual": ("agir/", ""),
    "chapitre-full": ("agir/ensemble/", ""),
    "modele-least": ("debut/", "modele-trois-mots"),
    "modele-usual": ("agir/", "modele-quatre-pas"),
    "modele-full": ("agir/ensemble/", "modele-deux-logiques"),
    "chiffre-least": ("chiffres/entretiens/", ""),
    "chiffre-usual": ("chiffres/portes-ouvertes/", ""),
    "chiffre-full": ("chiffres/reunions/", ""),
    "chiffre-integre": ("chiffres/reunions/integrer/", ""),
    "ressource-least": ("ressources/eau-vive/", ""),
    "ressource-usual": ("ressources/zoom/", ""),
    "ressource-full": ("ressources/ecole-ouverte/", ""),
    "centre-least": ("reseau/", "ile"),
    "centre-usual": ("reseau/", "vosges"),
    "centre-full": ("reseau/", "ain"),
    "terme-least": ("glossaire/", "zone"),
    "terme-usual": ("glossaire/", "ecoute"),
    "terme-full": ("glossaire/", "cpo"),
    "en-clair-portrait": ("portraits/cafe/en-clair/", ""),
    "en-clair-sphere": ("spheres/famille/en-clair/", ""),
    "en-clair-synthese": ("synthese/en-clair/", ""),
    # Pages that show records of every size at once.
    "accueil": ("", ""),
    "portraits": ("portraits/", ""),
    "modele": ("spheres/", ""),
    "chiffres": ("chiffres/", ""),
    "verifications": ("verifications/", ""),
    "ressources": ("ressources/", ""),
    "reseau": ("reseau/", ""),
    "glossaire": ("glossaire/", ""),
    "synthese": ("synthese/", ""),
    "en-clair": ("en-clair/", ""),
    "donnees": ("donnees/", ""),
    "nouveautes": ("nouveautes/", ""),
    "recherche": ("recherche/", ""),
    "se-situer": ("se-situer/", ""),
    "echiquier": ("echiquier/", ""),
    "plan-du-site": ("plan-du-site/", ""),
    "ancienne-adresse": ("portraits/potager/", ""),
    "retire": ("portraits/atelier/", ""),
}  # fmt: skip


DRAWINGS = "dessins"  # the file of FOLDER that says where everything is in drawings


def _make_words(*lengths: int) -> tuple[str, ...]:
    """Texts of two words and so many signs: a line holds one of them, and not the next."""
    return tuple(f"Un {'m' * (length - 3)}" for length in lengths)


# Charts that the small study has none of.
MORE_CHARTS = {
    "lignes-pleines": ChartData(
        "bars", _make_words(23, 24, 21, 22), ((9, 1), (None, 1), (3, 1), (2, 1)),
        tuple(zip(("9", *_make_words(24), "3", "2"), ("1", "1", "1", "1"), strict=True)),
        _make_words(50, 51), inside=(None, None, 0, 0),
    ),
    "absences-pleines": ChartData(
        "bars", ("Un", "Deux"), ((None,), (None,)), tuple((w,) for w in _make_words(24, 25))
    ),
    "parts-pleines": ChartData(
        "stacked", _make_words(50, 51), ((60, 40), (None, None)),
        (("60 %", "40 %"), ("rien", "rien")), ("Oui", "Non"),
        wholes=((100, 100), (100, 100)),
    ),
    "points-pleins": ChartData(
        "matrix", _make_words(27, 28), ((1, 0), (0, 0)), (("oui", "–"), ("–", "–")),
        ("Famille", "École ouverte"), ("famille", "ecole"),
    ),
    "deux-colonnes": ChartData(
        "bars", ("Un", "L'école : deux fois deux mots, et plus", "Dont un"),
        ((40, 20.5), (None, 10), (20, 0)),
        (("40 sur 188", "20,5"), ("dans un graphique, non repris ici", "10"), ("20", "0")),
        ("À la campagne : tout ce qui est dit des villages et de leurs écoles", "En ville"),
        wholes=((188, 208), (188, 208), (188, 208)), inside=(None, None, 0),
    ),
    "couleurs": count_bars({"Famille": 1200, "École": 3}, ("famille", "ecole")),
    "valeurs-longues": ChartData(  # each as long as a line holds, then one sign longer
        "bars", ("Un", "Deux", "Trois", "Quatre", "Cinq"), ((12,), (12,), (40,), (None,), (None,)),
        (("12 sur 3 (4)",), ("12 sur 30 (4)",), ("40 sur 188 (21,3 %)",),
         ("non dit, selon les Cités",), ("non donné, hors des Cités",)),
    ),
    "rien": count_bars({"Un": 0}),
    "trois-parts": ChartData(
        "stacked", ("Un", "Un nom de plus de vingt-trois signes"), ((50, 30, 20), (100, 0, 0)),
        (("50 %", "30 %", "20 %"), ("100 %", "0 %", "0 %")), ("Oui", "Non", "Sans avis"),
        wholes=((100, 100, 100), (100, 100, 100)),
    ),
}  # fmt: skip


def main() -> None:
    """Write every file of FOLDER anew."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build_or_exit(site, copy_small_project(Path(folder) / "projet"))
        texts = read_golden_pages(site)
        texts[DRAWINGS] = write_drawings(Path(folder))
    small = assemble_small()
    texts |= {name: write(small) for name, write in OF_A_SITE.items()}
    filled = fill_site()
    texts |= {name: write_file(name, filled) for name in FILES}
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name, text in texts.items():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


def read_agreed(name: str) -> list[str]:
    """Return the lines of a file of FOLDER."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def read_golden_pages(site: Path) -> dict[str, str]:
    """Return what each file of FOLDER has to hold, by its name."""
    return {
        name: write_document(read_document(site / url / "index.html"), url, part)
        for name, (url, part) in PAGES.items()
    }


ATTRIBUTE = re.compile(r' ([\w:-]+)="')  # of an element of a drawing


def write_drawings(folder: Path) -> str:
    """Return where everything is in each chart, then where the actors of each alliance stand.

    In units of the drawing, and in degrees from the top; folder is for a cache.
    """
    study = add_figures(read_study(SMALL_STUDY))
    return "\n".join([*_write_charts(study, folder), *_write_alliances(study)]) + "\n"


def _write_charts(study: Study, folder: Path) -> Iterator[str]:
    for slug, data in (list_charts(study) | MORE_CHARTS).items():
        drawing = draw_chart(slug, data, folder)
        shapes, texts = read_drawing(drawing)
        yield from ["", f"# {slug} : {drawing.width} × {drawing.height}"]
        yield f"attributs : {' '.join(sorted(set(ATTRIBUTE.findall(drawing.body))))}"
        for s in shapes:
            yield f"{s.colour} : {s.left:.1f} à {s.right:.1f}, {s.top:.1f} à {s.bottom:.1f}"
        for words in texts:
            how = f"{' fin' if words.at_end else ''}{' penché' if words.leaning else ''}"
            yield f"« {words.text} » :{how} {words.x:.0f}, {words.y:.0f}"


def _write_alliances(study: Study) -> Iterator[str]:
    """Those of the portraits, then crowds."""
    told: dict[str, Sequence[Actor]] = {
        slug: portrait.alliance.acteurs for slug, portrait in study.portraits.items()
    }
    for crowd in CROWDS:
        names = (f"{number} × {sphere or '–'} {level or '–'}" for sphere, level, number in crowd)
        told[", ".join(names)] = make_actors(study, *crowd)
    for name, actors in told.items():
        placed = place_actors(actors, list(study.vocabulaires["niveaux"]), study.spheres.values())
        bands = " ".join(f"{band:.2f}" for band in placed.bands)
        yield from ["", f"# {name} : rayon {placed.size}, niveaux jusqu'à {bands}"]
        yield " ; ".join(f"{d.number} {d.sphere or '–'} {d.angle}° {d.radius}" for d in placed.dots)


def search_site(site: Site) -> SearchContent:
    """Return what a search of the site is made from."""
    assert site.study
    lexicon = read_lexicon(site.study)
    return render_records(site.renderer.environment, list_records(site), lexicon)


def write_records(site: Site) -> str:
    """Return what is indexed of each page, after the row that a search is told of it.

    Marks that nobody sees are shown: | where an elided word ends, ~ where two letters are joined.
    """
    content = search_site(site)
    pages = {name: page.decode() for part in content.parts for name, page in part.items()}
    lines = []
    for row, name in zip(json.loads(content.records)["fiches"], sorted(pages), strict=True):
        document = read_html(pages[name].translate({0x200A: "|", 0x2060: "~"}))
        lines += ["", json.dumps(row, ensure_ascii=False)]
        for meta in document.find_all("meta"):
            marks = (value for key, value in meta.attributes.items() if key != "content")
            lines.append(f"{' '.join(marks)} : {meta.attributes['content']}")
        for block in list_blocks(document):
            element = block.within[-1]
            known = "".join(f" {key}={value}" for key, value in element.attributes.items())
            lines.append(f"{element.tag}{known} : {' '.join(element.text.split())}")
    return "\n".join(lines) + "\n"


def write_query_table(site: Site) -> str:
    """Return what a query is read with, and the names of the kinds that are found."""
    content = search_site(site)
    told = json.loads(content.words) | {"genres": json.loads(content.records)["genres"]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def write_descriptions(site: Site) -> str:
    """Return where each page made from data is, under which, with its title and description."""
    lines = []
    for page in site.make_pages():
        document = read_html(page.document)
        (described,) = document.find_all("meta", name="description")
        title, *_ = document.find_all("title")  # then those of drawings
        lines += [
            "",
            f"{page.url} sous {page.parent} : {page.title}",
            title.text.strip(),
            described.attributes["content"],
        ]
    return "\n".join(lines) + "\n"


# The other files of FOLDER, from the site of the small study before it is built.
OF_A_SITE: dict[str, Callable[[Site], str]] = {
    "recherche-fiches": write_records,
    "recherche-mots": write_query_table,
    "descriptions": write_descriptions,
}


if __name__ == "__main__":
    main()
