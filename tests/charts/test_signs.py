"""Pictures of signs and small charts, as the pages show them, against the files."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from scripts.charts.signs import count_signs
from scripts.schema.figures import Figure
from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.blocks import Element, read_html, read_main
from tests.conftest import ROOT, SMALL_STUDY, Known, assemble
from tests.site.test_blocks import rename

STEP = 10  # from a sign to the next one


class Drawn(NamedTuple):
    """The signs of one drawing: where each stands, by line then column."""

    full: list[tuple[float, float]]
    small: list[tuple[float, float]]


def read_signs(drawing: Element) -> Drawn:
    """Return the place of every sign: each line of a path has one every ten units."""
    places: dict[str, list[tuple[float, float]]] = {"signes-pleins": [], "signes-vides": []}
    for path in drawing.find_all("path"):
        found = places[path.attributes["class"]]
        for x, y, length in re.findall(r"M([\d.]+) (\d+)h([\d.]+)", path.attributes["d"]):
            count = int(float(length) // STEP) + 1
            assert count <= 10, "one counts them by tens"
            # In the middle of its place, whatever its size.
            margin = (count * STEP - 2 - float(length)) / 2
            found += [(float(y), float(x) - margin + STEP * n) for n in range(count)]
    return Drawn(places["signes-pleins"], places["signes-vides"])


def squeeze(text: str) -> str:
    """A text on one line, with plain spaces only."""
    return " ".join(text.split())


def read_figure(slug: str) -> Any:
    return yaml.safe_load((ROOT / f"content/chiffres/{slug}.yml").read_text(encoding="utf-8"))


# The pictures of each figure: how many signs are full, of how many, in the order of the page.
PICTURES = {
    "association-publics": [(119, 208)],
    "associations-16-25": [(159, 208)],
    "caf-partenaire": [(177, 208)],
    "changement-structurel-au-depart": [(2, 34)],
    "contrat-de-ville": [(163, 208)],
    "formation-interprofessionnelle": [(162, 208)],
    "instance-diagnostic": [(29, 34)],
    "passage-a-l-alliance": [(31, 34), (5, 34)],
    "petite-enfance-priorite": [(181, 208)],
    "sante-enjeu": [(186, 208), (114, 208)],
    "urgence-a-agir": [(29, 34)],
}


def find_pictures(place: Element) -> list[Element]:
    """The drawings of signs, but for the marks of their legends."""
    return [
        part
        for image in place.find_all("div", **{"class": "compte-image"})
        for part in image.parts
        if isinstance(part, Element) and part.tag == "svg"
    ]


def test_every_figure_that_is_counted_is_looked_at(study: Study) -> None:
    assert {slug for slug, f in study.chiffres.items() if f.is_counted} == set(PICTURES)


@pytest.mark.parametrize("slug", PICTURES)
def test_there_is_a_sign_for_each(site: Path, slug: str) -> None:
    data = read_figure(slug)
    card = find_card(site, slug)
    main = read_main(site, f"chiffres/{slug}/")
    for place in (main, card):
        pictures = [read_signs(drawing) for drawing in find_pictures(place)]
        assert [(len(p.full), len(p.full) + len(p.small)) for p in pictures] == PICTURES[slug]
        for drawn in pictures:
            assert drawn.full + drawn.small == sorted({*drawn.full, *drawn.small}), "no two at once"
        for drawing in find_pictures(place):
            across, down = map(float, drawing.attributes["viewbox"].split()[2:])
            places = [place for signs in read_signs(drawing) for place in signs]
            assert max(x for _, x in places) + 8 <= across, "whole"
            assert max(y for y, _ in places) + 4 <= down
        text = squeeze(place.text)
        for row in data["lignes"]:
            count = row["valeurs"][0].get("nombre")
            title = re.escape(squeeze(set_french(row["titre"])))
            if count is None:
                assert re.search(rf"{title} ?: dans un graphique", text)
            else:
                whole = row["valeurs"][0].get("base", data["effectif"])
                assert re.search(rf"\b{count} sur {whole}( \(\d+.%\))? {title}", text)


def find_card(site: Path, slug: str) -> Element:
    """The card of a figure, on the page of all."""
    (cards,) = [
        e for e in read_main(site, "chiffres/").find_all("ul") if "data-liste" in e.attributes
    ]
    (card,) = [
        item
        for item in cards.find_all("li")
        if any(
            a.attributes["href"] == f"{slug}/" for h in item.find_all("h3") for a in h.find_all("a")
        )
    ]
    return card


def test_two_rows_share_one_picture_when_they_are_said_to_make_the_whole(study: Study) -> None:
    shared = {slug for slug in PICTURES if len(count_signs(study.chiffres[slug])[0].rows) == 2}
    assert shared == {"association-publics", "formation-interprofessionnelle"}
    figure = study.chiffres["association-publics"]
    (picture,) = count_signs(figure)
    assert [row.words for row in picture.rows] == ["119 sur 208", "89 sur 208"]
    unsaid = figure.model_copy(update={"verifications": ()})
    assert [(p.full, p.whole) for p in count_signs(unsaid)] == [(119, 208), (89, 208)]


def test_rows_that_count_among_others_share_no_picture(study: Study) -> None:
    figure = study.chiffres["association-publics"]
    first, second = figure.lignes
    value = second.valeurs[0].model_copy(update={"base": 300})
    other = second.model_copy(update={"valeurs": (value,)})
    pictures = count_signs(figure.model_copy(update={"lignes": (first, other)}))
    assert [(picture.full, picture.whole) for picture in pictures] == [(119, 208), (89, 300)]


@pytest.mark.parametrize(
    ("count", "whole"), [(1, 1), (0, 3), (3, 3), (31, 31), (10, 20), (61, 400)]
)
def test_any_count_is_drawn(study: Study, count: int, whole: int) -> None:
    for form in ("carres", "points"):
        figure = study.chiffres["caf-partenaire"]
        value = figure.lignes[0].valeurs[0].model_copy(update={"nombre": count, "base": whole})
        row = figure.lignes[0].model_copy(update={"valeurs": (value,)})
        changed = rename(figure, figure.slug, forme=form, lignes=(row,))
        assert show_signs(changed, study) == (count, whole - count)


def show_signs(figure: Figure, study: Study) -> tuple[int, int]:
    site = assemble(replace(study, chiffres={**study.chiffres, figure.slug: figure}))
    html = read_html(site.show_figure(figure.slug, "essai/"))
    (drawing,) = find_pictures(html)
    full, small = read_signs(drawing)
    return len(full), len(small)


def test_the_small_bars_of_a_card_are_as_long_as_their_share(site: Path, study: Study) -> None:
    seen = 0
    for slug, figure in study.chiffres.items():
        if figure.forme not in ("barres", "empilees"):
            continue
        known = [row for row in figure.lignes if not row.valeurs[0].etat]
        starts: dict[str, float] = {}
        items = find_card(site, slug).find_all("ul")[0].find_all("li")
        assert 0 < len(items) == min(5, len(known))
        for row, item in zip(known, items, strict=False):
            value = row.valeurs[0]
            length = value.taux if figure.unite == "%" else None
            if length is None:
                length = 100 * (value.nombre or 0) / find_base(figure, row)
            around, bar = item.find_all("rect")
            start, room = 0.0, 100.0
            if row.dans:
                start = starts.get(row.dans, 0.0)
                room = next(r.valeurs[0].taux or 0 for r in figure.lignes if r.cle == row.dans)
                starts[row.dans] = start + length
            assert float(bar.attributes["x"]) == pytest.approx(start, abs=0.01), slug
            assert float(bar.attributes["width"]) == pytest.approx(length, abs=0.01), slug
            assert float(around.attributes["width"]) == pytest.approx(room, abs=0.01), slug
            assert squeeze(item.text).startswith(squeeze(set_french(row.titre)))
            assert item.find_all("strong")[0].text
            seen += 1
    assert seen > 25


def find_base(figure: Figure, row: Any) -> float:
    return float(row.valeurs[0].base or figure.effectif or 0)


def test_few_values_are_told_in_large(site: Path, study: Study) -> None:
    told = [figure for figure in study.chiffres.values() if figure.forme == "phrase"]
    assert told
    for figure in told:
        for place in (read_main(site, figure.url), find_card(site, figure.slug)):
            phrases = place.find_all("p", **{"class": "phrase"})
            assert len(phrases) == len(figure.lignes)
            for phrase, row in zip(phrases, figure.lignes, strict=True):
                value = row.valeurs[0]
                said = value.texte or f"{value.taux:g}"
                assert squeeze(phrase.text).startswith(squeeze(set_french(said)))
                assert squeeze(phrase.text).endswith(squeeze(set_french(row.titre)))


def test_figures_of_the_same_people_are_one_picture(site: Path, study: Study) -> None:
    """Each bar is as long as its part of those counted, as the file of the figure says."""
    home = yaml.safe_load((ROOT / "content/accueil.yml").read_text(encoding="utf-8"))["ensemble"]
    (picture,) = [
        figure
        for figure in read_main(site, "chiffres/").find_all("figure")
        if "ensemble" in figure.attributes["class"].split()
    ]
    items = picture.find_all("li")
    assert len(items) == len(home["lignes"]) >= 4
    for item, row in zip(items, home["lignes"], strict=True):
        data = read_figure(row["chiffre"])
        count = data["lignes"][0]["valeurs"][0]["nombre"]
        (link,), (all_, bar) = item.find_all("a"), item.find_all("rect")
        assert link.attributes["href"] == f"{row['chiffre']}/"
        assert squeeze(item.text) == squeeze(
            f"{set_french(row['titre'])} {count} sur {data['effectif']}"
        )
        part = float(bar.attributes["width"]) / float(all_.attributes["width"])
        assert part == pytest.approx(count / data["effectif"], abs=0.001)
    populations = {read_figure(row["chiffre"])["population"] for row in home["lignes"]}
    assert len(populations) == 1, "they count the same people"


def test_the_page_of_figures_opens_on_those_chosen(known: Known) -> None:
    root, _, site = known
    home = yaml.safe_load((root / "content/accueil.yml").read_text(encoding="utf-8"))
    main = read_main(site, "chiffres/")
    (large,) = main.find_all("div", **{"class": "en-grand"})
    links = [a.attributes["href"] for h in large.find_all("h3") for a in h.find_all("a")]
    assert links == [f"{slug}/" for slug in home["chiffres"]]
    if root != SMALL_STUDY:
        assert len(links) == 5
        assert len(large.find_all("svg")) > 5


@pytest.mark.parametrize("words_of", ["chapitres", "chiffres", "verifications", "synthese"])
def test_links_of_a_page_that_say_the_same_lead_to_the_same(
    site: Path, study: Study, words_of: str
) -> None:
    """What is seen of them, not only what a screen reader says."""
    urls = {
        "chapitres": [chapter.url for chapter in study.chapitres.values()],
        "chiffres": ["chiffres/", *(figure.url for figure in study.chiffres.values())],
        "verifications": ["verifications/"],
        "synthese": ["synthese/"],
    }
    for url in urls[words_of]:
        seen: dict[str, str] = {}
        for link in read_main(site, url).find_all("a"):
            if words := squeeze(read_visible(link)):
                page = link.attributes["href"].partition("#")[0]
                assert seen.setdefault(words, page) == page, (url, words)


def read_visible(element: Element) -> str:
    return "".join(
        part if isinstance(part, str) else read_visible(part)
        for part in element.parts
        if isinstance(part, str) or "invisible" not in part.attributes.get("class", "").split()
    )


def test_the_dashes_of_the_style_are_as_far_apart_as_the_signs() -> None:
    css = (ROOT / "docs/assets/css/graphique.css").read_text(encoding="utf-8")
    dashes = re.findall(r"\.signes[^{}]*{[^}]*stroke-dasharray: ([\d.]+) ([\d.]+);", css)
    assert len(dashes) == 3
    for dash, gap in dashes:
        assert float(dash) + float(gap) == pytest.approx(STEP, abs=0.02)
