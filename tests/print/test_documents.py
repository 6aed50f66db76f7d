"""Which documents are printed, of which pages, and what a sheet that is too long leaves out."""

from dataclasses import replace

import pytest

from scripts.print.documents import list_documents
from scripts.schema.portrait import Section
from scripts.study.addresses import list_site
from scripts.study.study import Study
from tests.conftest import ROOT, SETTINGS


def test_a_document_is_of_a_page_of_the_site(study: Study) -> None:
    pages = {source.address for source in list_site(ROOT)}
    pages |= {
        address for text in study.plain_texts for address in (text.url, f"{text.url}en-clair/")
    }
    pages |= {portrait.url for portrait in study.portraits.values()}
    documents = {document.url: document for document in list_documents(study, SETTINGS, {})}
    assert {document.page.partition("#")[0] for document in documents.values()} <= pages
    for name, page in (("comparaison", "portraits/comparer/"), ("echiquier", "echiquier/"),
                       ("spheres", "spheres/")):  # fmt: skip
        assert documents[f"imprimes/{name}-a4.pdf"].page == page
    assert documents["imprimes/lecture.pdf"].page == "synthese/"
    assert documents["imprimes/en-clair.pdf"].titre == "Tout en clair"
    offered = {genre for use in study.imprimer.usages for genre in use.genres}
    assert {document.genre for document in documents.values()} == offered - {"diapositives"}


PARTS = ["contexte", "heritage", "mise-en-oeuvre", "alliance", "transformations"]


@pytest.mark.parametrize(
    ("told", "first"),
    [
        # what the grid tells too goes first, the longest before the others
        ((True, True), ["mise-en-oeuvre", "alliance", "contexte", "transformations", "heritage"]),
        ((False, True), ["alliance", "contexte", "transformations", "heritage", "mise-en-oeuvre"]),
        ((True, False), ["mise-en-oeuvre", "contexte", "transformations", "heritage", "alliance"]),
    ],
)
def test_a_long_sheet_leaves_out_first_what_it_also_tells_elsewhere(
    small_study: Study, told: tuple[bool, bool], first: list[str]
) -> None:
    signs = {"contexte": 30, "heritage": 99, "mise-en-oeuvre": 50, "alliance": 40}
    sections = tuple(
        Section.model_construct(partie=part, titre=part, texte="a" * signs.get(part, 1), points=())
        for part in PARTS
    )
    portrait = small_study.portraits["cafe"]
    carried, actors = told
    alliance = portrait.alliance.model_copy(
        update={"methode": None} | ({} if actors else {"acteurs": ()})
    )
    changed = portrait.model_copy(
        update={"sections": sections, "alliance": alliance}
        | ({} if carried else {"mise_en_oeuvre": None})
    )
    study = replace(small_study, portraits={"cafe": changed})
    sheet = next(iter(list_documents(study, SETTINGS, {})))
    assert [PARTS[rank] for rank in sheet.context["coupes"]] == first
    assert sheet.levels > len(first) and sheet.most_pages == 2


def test_an_archived_site_prints_no_grid_that_nobody_would_receive(small_study: Study) -> None:
    genres = {
        archive: {
            document.genre
            for document in list_documents(small_study, SETTINGS | {"archive": archive}, {})
        }
        for archive in ("", "2027-06-30")
    }
    assert genres[""] - genres["2027-06-30"] == {"grille"}
