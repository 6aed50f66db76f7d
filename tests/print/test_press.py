"""Documents are printed whole, readable by all, the same bytes twice, and only when they change."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from scripts.print.documents import Document
from scripts.print.press import Press, Printed
from scripts.problems.problem import RefusedError
from scripts.study.study import Study
from tests.print.conftest import ADDRESS, make_old, start_press
from tests.print.reading import count_colours, fold_text, read_pages, read_structure


def test_everything_is_printed_within_its_limits(printed: Printed, small_printed: Printed) -> None:
    for made in (printed, small_printed):
        assert made.refused == ()
        for document in made.prints:
            pdf = made.files[document.url].read_bytes()
            assert len(pdf) == document.octets
            with pypdfium2.PdfDocument(pdf) as opened:
                assert len(opened) == document.pages
            assert document.octets < (3_000_000 if document.genre == "lecture" else 400_000)
            if document.genre == "fiche":
                assert document.pages <= 2
            if document.genre == "en-clair":
                assert document.pages == 1


def test_documents_are_tagged_in_french_and_named(printed: Printed) -> None:
    for document in printed.prints:
        pdf = printed.files[document.url].read_bytes()
        assert re.search(rb"/Lang ?\(fr", pdf), document.url
        assert b"/MarkInfo" in pdf and b"pdfuaid:part" in pdf, document.url
        with pypdfium2.PdfDocument(pdf) as opened:
            said = opened.get_metadata_dict()
        assert fold_text(said["Title"]) == fold_text(document.titre), document.url
        assert said["CreationDate"].startswith("D:20260301"), "the day of the build"


def test_no_font_is_a_machine_s(printed: Printed) -> None:
    fonts = {
        font
        for path in printed.files.values()
        for font in re.findall(rb"/BaseFont ?/(?:[A-Z]{6}\+)?([\w-]+)", path.read_bytes())
    }
    assert fonts
    assert {font.split(b"-")[0] for font in fonts} == {b"LibertinusSerif"}


def test_nothing_is_off_the_page(printed: Printed) -> None:
    for document in printed.prints:
        with pypdfium2.PdfDocument(printed.files[document.url]) as opened:
            for page in opened:
                width, height = page.get_size()
                text = page.get_textpage()
                for rank in range(text.count_rects()):
                    left, bottom, right, top = text.get_rect(rank)
                    inside = left > 15 and bottom > 15 and right < width - 15 and top < height - 15
                    assert inside, (document.url, text.get_text_bounded(left, bottom, right, top))


def test_two_prints_have_the_same_bytes(small_study: Study, tmp_path: Path) -> None:
    first = start_press(small_study, tmp_path / "1").print_all()
    again = start_press(small_study, tmp_path / "2").print_all()
    assert first.prints == again.prints
    for address, path in first.files.items():
        assert path.read_bytes() == again.files[address].read_bytes(), address


def test_what_did_not_change_is_not_printed_again(
    small_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_one = Press._compile

    def note(self: Press, document: Document, values: dict[str, Any]) -> tuple[int, bytes]:
        compiled.append(document.url)
        return compile_one(self, document, values)

    monkeypatch.setattr(Press, "_compile", note)
    first = start_press(small_study, tmp_path).print_all()
    assert set(compiled) == {document.url for document in first.prints}
    compiled.clear()
    assert start_press(small_study, tmp_path).print_all() == first
    assert compiled == []
    slug = "jardin"
    changed = small_study.portraits[slug].model_copy(update={"titre": "Un autre jardin"})
    other = replace(small_study, portraits={**small_study.portraits, slug: changed})
    start_press(other, tmp_path).print_all()
    assert f"imprimes/portraits/{slug}.pdf" in compiled
    assert "imprimes/portraits/cafe.pdf" not in compiled


def test_a_torn_document_is_printed_again(small_study: Study, tmp_path: Path) -> None:
    first = start_press(small_study, tmp_path).print_all()
    address, path = next(iter(first.files.items()))
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    again = start_press(small_study, tmp_path).print_all()
    assert again.files[address].read_bytes() == whole


def test_what_is_no_longer_asked_for_is_removed(small_study: Study, tmp_path: Path) -> None:
    start_press(small_study, tmp_path).print_all()
    make_old(tmp_path)
    cited = {each.portrait for m in small_study.sections for each in m.section.portraits}
    cited |= {
        each.portrait
        for scale in small_study.reperes.values()
        for part in scale.parties
        for each in part.portraits
    }
    kept = {slug: small_study.portraits[slug] for slug in cited}
    assert len(kept) < len(small_study.portraits)
    fewer = start_press(replace(small_study, portraits=kept), tmp_path).print_all()
    assert {path.name for path in (tmp_path / "pdf").iterdir()} == {
        path.name for path in fewer.files.values()
    }


def test_what_another_build_is_about_to_copy_stays(small_study: Study, tmp_path: Path) -> None:
    """Two builds at once, of other words: neither removes what the other has printed."""
    files = list(start_press(small_study, tmp_path).make_all().files.values())
    make_old(tmp_path)
    assert list(start_press(small_study, tmp_path).make_all().files.values()) == files
    begun = tmp_path / "pdf/begun"
    begun.touch()
    start_press(small_study, tmp_path, site_name="Autre").make_all()
    assert [path for path in (*files, begun) if not path.exists()] == []


def test_a_site_with_an_address_gives_it_and_its_code(
    printed: Printed, small_printed: Printed
) -> None:
    for made, address in ((printed, f"{ADDRESS}/"), (small_printed, "")):
        for document in made.prints:
            pdf = made.files[document.url].read_bytes()
            text = "".join(read_pages(pdf))
            assert fold_text(f"{address}{document.page}") in text, document.url
            assert ("exemple.fr/etude" in text) == bool(address)
            pictures = [alt for kind, alt in read_structure(pdf) if kind == "Figure"]
            assert all(pictures), document.url
            assert any("Code à photographier" in alt for alt in pictures) == bool(address)


def test_a_text_that_does_not_fit_is_told_and_the_others_are_printed(
    small_study: Study, tmp_path: Path
) -> None:
    slug = "jardin"
    long = small_study.portraits[slug].model_copy(update={"leviers": ("Un levier. " * 30,) * 60})
    study = replace(small_study, portraits={**small_study.portraits, slug: long})
    printed = start_press(study, tmp_path).print_all()
    (told,) = printed.refused
    assert long.titre in told and "2 au plus : raccourcissez ses textes" in told
    assert f"imprimes/portraits/{slug}.pdf" not in printed.files
    assert "imprimes/portraits/cafe.pdf" in printed.files
    assert start_press(study, tmp_path).print_all().refused == printed.refused


@pytest.mark.parametrize(
    ("pages", "most", "asked", "printed"),
    [
        ([1], 0, [0], 1), ([9], 0, [0], 9), ([2], 2, [0], 2), ([2, 1, 1], 2, [0], 2),
        ([3, 2, 1], 2, [0, 1], 2), ([9, 3, 3, 2, 1], 2, [0, 2, 3], 2),
        ([9, 8, 7, 6, 2], 2, [0, 2, 3, 4], 2), ([3, 2], 2, [0, 1], 2),
        ([3], 2, [0], "3 pages, pour 2 au plus : raccourcissez ses textes."),
        ([9, 4, 3], 2, [0, 1, 2], "3 pages, pour 2 au plus : raccourcissez ses textes."),
    ],
)  # fmt: skip
def test_a_document_has_all_the_detail_that_its_pages_hold(
    small_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    pages: list[int], most: int, asked: list[int], printed: int | str,
) -> None:  # fmt: skip
    levels: list[int] = []

    def compile_one(_: Press, document: Document, values: dict[str, Any]) -> tuple[int, bytes]:
        levels.append(values["niveau"])
        return pages[levels[-1]], b"1234567890"

    monkeypatch.setattr(Press, "_compile", compile_one)
    press = start_press(small_study, tmp_path)
    (document, *_) = press.documents
    document = replace(document, levels=len(pages), most_pages=most, most_octets=10)
    press.documents = [document]
    made = press.print_all()
    assert sorted(levels) == asked
    if isinstance(printed, str):
        assert made.refused == (f"{document.titre} : {printed}",)
        assert made.prints == ()
    else:
        assert [(each.pages, each.octets) for each in made.prints] == [(printed, 10)]
    assert press.print_all() == made
    assert sorted(levels) == asked, "it is kept"
    if not isinstance(printed, str):
        press.documents = [replace(document, most_octets=9)]
        assert press.print_all().refused == (f"{document.titre} : 10 octets, pour 9 au plus.",)


def test_a_template_at_fault_is_named_with_its_line(small_study: Study, tmp_path: Path) -> None:
    press = start_press(small_study, tmp_path)
    press.templates = tmp_path / "imprimes"
    press.templates.mkdir()
    (press.templates / "fiche.typ").write_text("= Titre\n#inconnu\n", encoding="utf-8")
    with pytest.raises(RefusedError) as error:
        press.print_all()
    assert "fiche.typ:2 : « " in str(error.value)
    assert str(error.value).endswith("Corrigez ce modèle.")


def test_pages_have_something_on_them(printed: Printed) -> None:
    for document in printed.prints:
        assert count_colours(printed.files[document.url].read_bytes()) > 10, document.url


def test_what_an_archived_site_prints_says_so_at_its_foot(
    small_study: Study, tmp_path: Path
) -> None:
    press = start_press(small_study, tmp_path, archive="2027-06-30")
    press.documents = [each for each in press.documents if each.genre == "en-clair"][:1]
    (path,) = press.print_all().files.values()
    pages = read_pages(path)
    assert pages
    assert all(fold_text("Site archivé le 30 juin 2027.") in page for page in pages)
