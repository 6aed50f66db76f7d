"""The table of what the portraits touch, in both its forms."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from scripts.site.explorer import MOST_ROWS
from scripts.study.facets import list_catalogues
from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.blocks import Element, fold, list_blocks, read_html, read_main
from tests.conftest import Known, assemble
from tests.site.test_blocks import rename

FORM = "contribuer/raconter/"


def find_table(page: Element) -> Element:
    (table,) = [e for e in page.find_all("table") if "explorer" in e.attributes["class"]]
    return table


def read_rows(table: Element, part: str) -> list[list[Element]]:
    """Return the cells of each row of a part of the table."""
    return [
        [cell for cell in row.parts if isinstance(cell, Element)]
        for row in table.find_all(part)[0].find_all("tr")
    ]


def list_links(cell: Element) -> Iterator[str]:
    for link in cell.find_all("a"):
        yield urljoin("/portraits/", link.attributes["href"]).lstrip("/")


def list_columns(study: Study) -> list[tuple[str, str]]:
    words = study.vocabulaires
    return [
        *(("sphere", slug) for slug in study.spheres),
        *(("niveau", slug) for slug in words["niveaux"]),
        *(("age", slug) for slug in words["ages"]),
    ]


def test_each_cell_leads_to_the_sentence_that_says_how(known: Known) -> None:
    _, study, site = known
    rows = read_rows(find_table(read_main(site, "portraits/")), "tbody")
    values = list_catalogues(study)["portraits"].values
    assert len(rows) == len(study.portraits)
    for (heading, *cells), portrait in zip(rows, study.portraits.values(), strict=True):
        assert list(list_links(heading)) == [portrait.url]
        how = {("sphere", t.sphere): t.comment for t in portrait.spheres}
        how |= {("niveau", t.niveau): t.comment for t in portrait.niveaux}
        for (facet, slug), cell in zip(list_columns(study), cells, strict=True):
            links = list(list_links(cell))
            assert bool(links) == (slug in values[portrait.slug][facet]), (portrait.slug, slug)
            if links:
                address, _, anchor = links[0].partition("#")
                said = fold(
                    " ".join(b.text for b in list_blocks(read_main(site, address).get(anchor)))
                )
                expected = how.get((facet, slug)) or f"{portrait.ages.a} ans"  # type: ignore[union-attr]
                assert fold(expected) in said


def test_a_column_says_how_many_or_invites(known: Known) -> None:
    _, study, site = known
    table = find_table(read_main(site, "portraits/"))
    ((_, *cells),) = read_rows(table, "tfoot")
    values = list_catalogues(study)["portraits"].values.values()
    for (facet, slug), cell in zip(list_columns(study), cells, strict=True):
        number = sum(slug in own[facet] for own in values)
        if number:
            assert cell.text.strip() == str(number)
        else:
            assert list(list_links(cell)) == [FORM]


def test_links_that_say_the_same_lead_to_the_same(known: Known) -> None:
    _, _, site = known
    told: dict[str, str] = {}
    for link in find_table(read_main(site, "portraits/")).find_all("a"):
        words = " ".join(link.text.split())
        assert told.setdefault(words, link.attributes["href"]) == link.attributes["href"]


@pytest.mark.parametrize(("more", "grouped"), [(0, False), (1, True)])
def test_many_portraits_are_grouped_by_theme(study: Study, more: int, grouped: bool) -> None:
    first = next(iter(study.portraits.values()))
    wanted = MOST_ROWS + more - len(study.portraits)
    made = {f"p{n}": rename(first, f"p{n}") for n in range(wanted)}
    many = replace(study, portraits={**study.portraits, **made})
    block = read_html(assemble(many).show_block("portraits", "portraits/"))
    rows = read_rows(find_table(block), "tbody")
    themes = study.vocabulaires["themes"]
    assert len(rows) == (len(themes) if grouped else MOST_ROWS)
    if not grouped:
        return
    values = list_catalogues(many)["portraits"].values
    for (heading, *cells), (theme, term) in zip(rows, themes.items(), strict=True):
        assert " ".join(heading.text.split()) == set_french(term.titre)
        for (facet, slug), cell in zip(list_columns(study), cells, strict=True):
            number = sum(theme in own["theme"] and slug in own[facet] for own in values.values())
            (link,) = list_links(cell)
            if number:
                assert cell.text.split()[0] == str(number)
                assert dict(parse_qsl(urlsplit(link).query)) == {"theme": theme, facet: slug}
            else:
                assert link == FORM
