"""What is printed says what the records hold, as they hold it, and nothing that looks like code."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pydantic import BaseModel

from scripts.office.grid import list_questions, list_stages
from scripts.print.press import Printed
from scripts.study.study import Study
from scripts.text.typography import set_spaces
from tests.conftest import ROOT
from tests.print.conftest import start_press
from tests.print.reading import fold_text, read_body, read_structure
from tests.records import list_values, unmark

HOSTILE = "#eval(1) \\ $x$ @ici <la> `brut` *gras /* rien */ // [a](b) = + - #{sys.inputs} \\u{41}"
# What a sheet never shows: what places a portrait on the site.
UNSAID = (
    "en_clair", "themes", "acteurs", "niveaux", "spheres.comment", "alliance.acteurs.spheres",
    "alliance.acteurs.niveau", "sections.partie", "provenance.consentement", "ressources",
    "origine", "numero", "edition",  # its head says the day when its edition came out
)  # fmt: skip


Known = tuple[Study, Printed]


@pytest.fixture(params=["real", "small"])
def known_prints(
    request: pytest.FixtureRequest, study: Study, printed: Printed,
    small_study: Study, small_printed: Printed,
) -> Known:  # fmt: skip
    return (study, printed) if request.param == "real" else (small_study, small_printed)


def read_document(printed: Printed, address: str) -> str:
    return read_body(printed.files[address])


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


def say_all(record: BaseModel, study: Study, *unsaid: str) -> list[str]:
    """Return what a record holds, but the keys and what is named in unsaid."""
    return [
        fold_text(value.text)
        for value in list_values(record, study)
        if not set(value.path.split(".")) & {*unsaid, "cle", "origine"}
    ]


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_canvases_say_all_that_guides_a_hand(known_prints: Known, paper: str) -> None:
    study, printed = known_prints
    for slug, scale in study.reperes.items():
        text = read_document(printed, f"imprimes/reperes/{slug}-{paper}.pdf")
        unsaid = ("portraits", "rubrique", "chiffre", "lignes", "colonne")
        assert [words for words in say_all(scale, study, *unsaid) if words not in text] == []
        for part in scale.parties:
            for each in part.chiffres:
                assert fold_text(study.chiffres[each.chiffre].titre) in text
                assert fold_text(study.chiffres[each.chiffre].population) in text
    canvases: list[tuple[str, BaseModel, list[str]]] = [
        ("echiquier", study.echiquier, ["rubriques", "resume"]),
        ("comparaison", study.imprimer.comparaison, []),
        ("spheres", study.imprimer.spheres, []),
    ]
    for name, record, hidden in canvases:
        text = read_document(printed, f"imprimes/{name}-{paper}.pdf")
        assert [words for words in say_all(record, study, *hidden) if words not in text] == []
    for sphere in study.spheres.values():
        assert fold_text(sphere.definition) in text


def test_a_canvas_is_one_sheet_of_its_paper(printed: Printed) -> None:
    for made in printed.prints:
        with pypdfium2.PdfDocument(printed.files[made.url]) as document:
            width, height = document[0].get_size()
        wanted = {"A4": (595, 842), "A3": (842, 1191)}[made.format]
        assert sorted((round(width), round(height))) == sorted(wanted), made.url
        if made.genre in ("echiquier", "spheres", "comparaison", "centres"):
            assert made.pages == 1, made.url


def test_the_kit_and_the_preparation_say_all_their_words(known_prints: Known) -> None:
    study, printed = known_prints
    text = read_document(printed, "imprimes/animer.pdf")
    assert [w for w in say_all(study.imprimer.animer, study) if w not in text] == []
    text = read_document(printed, "imprimes/preparer.pdf")
    unsaid = ("chiffre", "lien", "rubriques")
    assert [w for w in say_all(study.preparer, study, *unsaid) if w not in text] == []
    for question in study.preparer.questions:
        assert fold_text(study.chiffres[question.chiffre].constat) in text
        assert fold_text(f"/{question.lien}/") in text
    text = read_document(printed, "imprimes/centres.pdf")
    for centre in study.centres.values():
        for words in (centre.nom, centre.territoire, centre.telephone, centre.site):
            assert fold_text(words or "") in text, centre


def test_the_grid_asks_on_paper_what_it_asks_in_word(known_prints: Known) -> None:
    study, printed = known_prints
    text = read_document(printed, "imprimes/grille.pdf")
    of_word = ("dans_word", "retour", "sans_contact")
    assert [w for w in say_all(study.imprimer.grille, study, *of_word) if w not in text] == []
    assert ".docx" not in text, "nothing is saved on paper"
    for key, question in list_questions(list_stages(study)).items():
        told = (question.libelle, question.aide, *(choice.titre for choice in question.choix))
        assert [words for words in told if fold_text(words) not in text] == [], key


def test_an_element_of_the_grid_is_on_one_page(known_prints: Known) -> None:
    study, printed = known_prints
    with pypdfium2.PdfDocument(printed.files["imprimes/grille.pdf"]) as document:
        pages = [fold_text(page.get_textpage().get_text_range()) for page in document]
    for part in (part for stage in list_stages(study) for part in stage.parties if part.liste):
        for number in range(1, part.copies + 1):
            heading = fold_text(f"{part.titre}, n° {number}")
            (after,) = (page.split(heading)[1] for page in pages if heading in page)
            for question in part.questions:
                assert fold_text(question.libelle) in after, (part.titre, number)


def test_agendas_last_what_their_titles_say(study: Study) -> None:
    for agenda, minutes in zip(study.imprimer.animer.deroules, (90, 210), strict=True):
        lasting = [int(step.duree.removesuffix(" min")) for step in agenda.etapes]
        assert sum(lasting) == minutes, agenda.titre


def test_the_reading_says_all_of_the_study(known_prints: Known) -> None:
    study, printed = known_prints
    text = read_document(printed, "imprimes/lecture.pdf")
    figures = [study.chiffres[m] for chapter in study.chapitres.values() for m in chapter.figures]
    shown = {s.section.modele for s in study.sections if s.section.modele}
    missing = [
        words
        for records, unsaid in (
            (study.chapitres.values(), ("ordre", "niveau", "en_clair", "modele", "chiffres",
                                        "chiffre", "portrait", "spheres", "lecture", "rubrique")),
            ([study.modeles[slug] for slug in shown], ("forme", "centre", "lecture")),
            (study.spheres.values(), ("etape", "transversale", "en_clair", "rubriques",
                                      "rubrique", "sphere")),
            (study.glossaire.values(), ("formes", "rubrique", "origine")),
            ([study.synthese], ("en_clair", "lien", "chiffre", "lecture")),
        )
        for record in records
        for words in say_all(record, study, *unsaid)
        if words not in text
    ]  # fmt: skip
    assert missing == []
    for figure in figures:
        assert fold_text(figure.titre) in text, figure.titre
        told = fold_text(figure.constat) if figure.mostly_missing else fold_text(figure.mesure)
        assert told in text, figure.titre


def test_every_chart_of_the_reading_is_told_in_words(study: Study, printed: Printed) -> None:
    told = {alt for kind, alt in read_structure(printed.files["imprimes/lecture.pdf"])}
    told = {fold_text(alt) for alt in told}
    charts = [f for f in study.chiffres.values() if f.forme in ("barres", "empilees")]
    shown = {slug for chapter in study.chapitres.values() for slug in chapter.figures}
    for figure in charts:
        if figure.slug in shown and not figure.mostly_missing:
            title = fold_text(figure.titre)
            assert any(alt.startswith(title) for alt in told), figure.slug


def test_the_owner_may_leave_the_reading_out(small_study: Study, tmp_path: Path) -> None:
    press = start_press(small_study, tmp_path, lecture_imprimee="non")
    assert "lecture" not in {document.genre for document in press.documents}


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
