"""What is printed says what the records hold, as they hold it, and nothing that looks like code."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.print.press import Printed
from scripts.study.study import Study
from scripts.text.typography import set_spaces
from tests.conftest import ROOT
from tests.print.conftest import start_press
from tests.print.reading import fold_text, read_pages
from tests.records import list_values, unmark

HOSTILE = "#eval(1) \\ $x$ @ici <la> `brut` *gras /* rien */ // [a](b) = + - #{sys.inputs} \\u{41}"
# What a sheet never shows: what places a portrait on the site.
UNSAID = (
    "en_clair", "themes", "acteurs", "niveaux", "spheres.comment", "alliance.acteurs.spheres",
    "alliance.acteurs.niveau", "sections.partie", "provenance.consentement", "ressources",
    "origine", "numero",
)  # fmt: skip


def read_document(printed: Printed, address: str) -> str:
    return "".join(read_pages(printed.files[address]))


@pytest.mark.parametrize("slug", ["jardin", "cafe", "passage", "radio"])
def test_a_sheet_that_fits_says_the_whole_portrait(
    slug: str, small_study: Study, small_printed: Printed
) -> None:
    text = read_document(small_printed, f"imprimes/portraits/{slug}.pdf")
    for value in list_values(small_study.portraits[slug], small_study):
        if not any(value.path == path or value.path.startswith(f"{path}.") for path in UNSAID):
            assert fold_text(value.text) in text, value
    for question in small_study.imprimer.questions:
        assert fold_text(question) in text


def test_a_sheet_that_leaves_something_out_says_so(study: Study, printed: Printed) -> None:
    said = fold_text("Cette fiche abrège le récit")
    for slug, portrait in study.portraits.items():
        text = read_document(printed, f"imprimes/portraits/{slug}.pdf")
        told = [
            value.text
            for value in list_values(portrait, study)
            if value.path.startswith(("contexte", "mise_en_oeuvre", "transformations", "sections"))
            and "partie" not in value.path
            and "coût" not in value.text
        ]
        missing = [words for words in told if fold_text(words) not in text]
        assert bool(missing) <= (said in text), (slug, missing)
        for must in (portrait.titre, portrait.resume, *portrait.leviers):
            assert fold_text(must) in text, (slug, must)
        for block in (portrait.contexte, portrait.transformations.perspectives):
            for words in (*(block.points if block else ()),):
                assert fold_text(unmark(words)) in text, (slug, words)


def test_plain_words_are_all_there_alone_and_in_the_booklet(study: Study, printed: Printed) -> None:
    booklet = read_document(printed, "imprimes/en-clair.pdf")
    for text in study.plain_texts:
        alone = read_document(printed, f"imprimes/en-clair/{text.url.rstrip('/')}.pdf")
        for words in (text.title, *text.sentences):
            assert fold_text(unmark(words)) in alone, (text.url, words)
            assert fold_text(unmark(words)) in booklet, (text.url, words)


def test_a_hostile_text_stays_text(small_study: Study, tmp_path: Path) -> None:
    slug = "jardin"
    portrait = small_study.portraits[slug].model_copy(
        update={
            "titre": HOSTILE, "sous_titre": HOSTILE, "resume": HOSTILE,
            "leviers": (HOSTILE,), "en_clair": (HOSTILE,) * 8,
        }
    )  # fmt: skip
    study = replace(small_study, portraits={**small_study.portraits, slug: portrait})
    printed = start_press(study, tmp_path).print_all()
    assert printed.refused == ()
    wanted = fold_text(unmark(HOSTILE))
    for address in (f"imprimes/portraits/{slug}.pdf", f"imprimes/en-clair/portraits/{slug}.pdf"):
        assert wanted in read_document(printed, address), address


def test_the_words_of_templates_are_set_as_french() -> None:
    paths = sorted((ROOT / "overrides/imprimes").glob("*.typ"))
    assert paths
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            words = line.partition("// ")[0].replace(" != ", "")
            assert set_spaces(words) == words, f"{path.name}:{number}"
            assert "'" not in words, f"{path.name}:{number}"
