"""Whatever file somebody sends, it is read within bounds or refused in one sentence."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from scripts.office import word_file
from scripts.office.word_file import Filled, read_grid
from scripts.problems.problem import RefusedError
from scripts.study.study import Study
from tests.office.filling import Grid, write_blank

BODY = "word/document.xml"


@pytest.fixture(scope="module")
def blank(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_blank(study, tmp_path_factory.mktemp("grille") / "grille.docx")


def repack(blank: Path, path: Path, **changed: bytes) -> Path:
    """Write the grid with other members; body stands for its document.xml."""
    with zipfile.ZipFile(blank) as whole, zipfile.ZipFile(path, "w", 8) as other:
        for name in whole.namelist():
            other.writestr(name, changed.pop("body") if name == BODY and "body" in changed
                           else whole.read(name))  # fmt: skip
        for name, content in changed.items():
            other.writestr(name, content)
    return path


def read_body(blank: Path) -> str:
    with zipfile.ZipFile(blank) as archive:
        return archive.read(BODY).decode()


def pack(**members: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
WRONG_FILES = {
    "vide.docx": (b"", "vide"),
    "ancien.doc": (OLD, "enregistrez-le au format .docx"),
    "protege.docx": (OLD + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    "texte.docx": (b"Bonjour", "pas un document Word"),
    "feuille.pdf": (b"%PDF-1.7\n", "pas un document Word"),
    "lettre.rtf": (rb"{\rtf1 Bonjour}", "pas un document Word"),
    "note.odt": (pack(mimetype="application/vnd.oasis.opendocument.text"), "LibreOffice"),
    "archive.docx": (pack(a="b"), "pas un document Word"),
    "fiche.yml": (b"titre: Un jardin\n", "make review FILE="),
    "coupe.docx": (b"PK\x03\x04" + b"\0" * 200, "abîmé"),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_another_file_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    content, said = WRONG_FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    message = refuse(path)
    assert message.startswith(f"{name} : ") and said in message
    assert len(re.findall(r"[.!?](?:\s|$)", message)) >= 2, "what it is, then what to do"


def refuse(path: Path) -> str:
    with pytest.raises(RefusedError) as refused:
        read_grid(path)
    return str(refused.value)


def test_a_lock_of_word_names_the_document(tmp_path: Path) -> None:
    path = tmp_path / "~$grille.docx"
    path.write_bytes(b"\x05Marie")
    assert "donnez le document lui-même : grille.docx" in refuse(path)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert "il n'existe pas" in refuse(tmp_path / "absent.docx")
    assert "pas un fichier" in refuse(tmp_path)


def test_another_document_of_word_is_no_grid(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Compte rendu")
    document.add_table(2, 2).cell(0, 0).text = "Titre"
    document.save(str(tmp_path / "compte-rendu.docx"))
    assert "pas une grille" in refuse(tmp_path / "compte-rendu.docx")


def test_a_cut_file_is_damaged(blank: Path, tmp_path: Path) -> None:
    path = tmp_path / "g.docx"
    for length in (1000, 20_000, blank.stat().st_size - 40):
        path.write_bytes(blank.read_bytes()[:length])
        assert "abîmé" in refuse(path)


def test_an_archive_that_swells_is_refused(blank: Path, tmp_path: Path) -> None:
    swollen = read_body(blank).replace("<w:body>", "<w:body>" + " " * word_file.MOST_UNPACKED)
    path = repack(blank, tmp_path / "g.docx", body=swollen.encode())
    assert path.stat().st_size < 200_000
    assert "bien plus qu'une grille" in refuse(path)


CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
ROW = f"<w:tr>{CELL.format('[titre]')}{CELL}</w:tr>"
MANY = word_file.MOST_PIECES
TOO_MUCH = {
    "rows": "<w:tbl>" + "".join(ROW.format(n) for n in range(MANY)) + "</w:tbl>",
    "cells": f"<w:tbl><w:tr>{CELL.format('[titre]')}{CELL.format('a') * (MANY + 1)}</w:tr></w:tbl>",
    "paragraphs": "<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>" * MANY,
    "letters": f"<w:tbl>{ROW.format('a' * (word_file.MOST_SAID + 1))}</w:tbl>",
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_no_portrait_could_hold_is_refused(name: str, blank: Path, tmp_path: Path) -> None:
    """Nobody would read as much, and a file of as much would stop every check."""
    body = read_body(blank).replace("<w:sectPr", f"{TOO_MUCH[name]}<w:sectPr", 1)
    path = repack(blank, tmp_path / "g.docx", body=body.encode())
    assert "bien plus qu'une grille" in refuse(path)


def test_a_great_many_members_are_refused(blank: Path, tmp_path: Path) -> None:
    many = {f"m{n}": b"" for n in range(word_file.MOST_MEMBERS)}
    assert "bien plus qu'une grille" in refuse(repack(blank, tmp_path / "g.docx", **many))


def test_a_heavy_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "g.docx"
    with path.open("wb") as stream:
        stream.truncate(word_file.MOST_OCTETS + 1)
    assert "30 Mo" in refuse(path)


def test_a_member_with_a_password_is_told(blank: Path, tmp_path: Path) -> None:
    content = bytearray(blank.read_bytes())
    for place in [m.start() for m in re.finditer(b"PK\x01\x02", content)]:
        content[place + 8] |= 1  # « encrypted », in the list of members
    path = tmp_path / "g.docx"
    path.write_bytes(content)
    assert "mot de passe" in refuse(path)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "entities": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><w:document>&a9;</w:document>',
    "a file of the machine": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "a declaration alone": "<!DOCTYPE x><x/>",
    "depth": "<x>" * 100_000,
    "a depth that is closed": "<x>" * 5_000 + "</x>" * 5_000,
    "no XML": "Bonjour",
    "an unknown entity": "<x>&nbsp;</x>",
    "an unknown encoding": '<?xml version="1.0" encoding="klingon"?><x/>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused(name: str, blank: Path, tmp_path: Path) -> None:
    path = repack(blank, tmp_path / "g.docx", body=HOSTILE[name].encode())
    assert "abîmé" in refuse(path)


def read_answer(grid: Grid, path: Path, key: str = "titre") -> tuple[str, ...]:
    filled = read_grid(grid.save(path))
    return next(row.answer for row in filled.rows if row.key == key)


def put(grid: Grid, xml: str, key: str = "titre") -> None:
    """Add XML to the paragraph of an answer."""
    paragraph = grid.find(key)[0].cells[-1].paragraphs[0]._p
    for element in parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"):
        paragraph.append(element)


def run(text: str, more: str = "", tag: str = "t") -> str:
    return f'<w:r>{more}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


TRACKED = 'w:id="1" w:author="Marie" w:date="2026-11-25T10:00:00Z"'


def test_what_is_removed_is_not_read_and_what_is_added_is(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    put(grid, run("Un "))
    put(grid, f"<w:del {TRACKED}>{run('secret', tag='delText')}</w:del>")
    put(grid, f"<w:moveFrom {TRACKED}>{run('parti')}</w:moveFrom>")
    put(grid, f"<w:ins {TRACKED}>{run('jardin ')}</w:ins>")
    put(grid, f"<w:moveTo {TRACKED}>{run('partagé')}</w:moveTo>")
    assert read_answer(grid, tmp_path / "g.docx") == ("Un jardin partagé",)


def test_a_paragraph_whose_end_is_removed_goes_on(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    grid.answer("titre", "Un jardin ", "partagé", "à l'école")
    first = grid.find("titre")[0].cells[-1].paragraphs[0]._p
    mark = parse_xml(f"<w:rPr {nsdecls('w')}><w:del {TRACKED}/></w:rPr>")
    first.get_or_add_pPr().append(mark)
    assert read_answer(grid, tmp_path / "g.docx") == ("Un jardin partagé", "à l'école")


def test_a_removed_row_is_not_read(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    grid.answer("sous_titre", "secret")
    grid.find("sous_titre")[0]._tr.get_or_add_trPr().append(
        parse_xml(f"<w:del {nsdecls('w')} {TRACKED}/>")
    )
    assert "secret" not in str(read_grid(grid.save(tmp_path / "g.docx")))


def test_what_the_page_does_not_show_is_never_read(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    put(grid, run("caché", "<w:rPr><w:vanish/></w:rPr>") + run("Un jardin"))
    put(grid, run(' AUTHOR "Marie" ', tag="instrText"))
    put(
        grid,
        "<w:r><w:pict><w:txbxContent><w:p>"
        + run("flottant")
        + "</w:p></w:txbxContent></w:pict></w:r>",
    )
    document = grid.document
    document.sections[0].header.paragraphs[0].text = "en-tête"
    document.sections[0].footer.paragraphs[0].text = "pied"
    document.core_properties.author = document.core_properties.comments = "propriété"
    document.add_comment(document.paragraphs[0].runs, "remarque", "Marie", "M")
    filled = str(read_grid(grid.save(tmp_path / "g.docx")))
    assert "'Un jardin'" in filled
    for word in ("caché", "Marie", "flottant", "en-tête", "pied", "propriété", "remarque"):
        assert word not in filled, word


def test_lines_tabs_hyphens_and_links_are_read(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    put(grid, "<w:r><w:t>avant</w:t><w:tab/><w:t>hier</w:t><w:br/><w:t>demi</w:t><w:noBreakHyphen/>"
              "<w:t>tour</w:t></w:r>")  # fmt: skip
    put(grid, f"<w:hyperlink>{run(' exemple.fr')}</w:hyperlink>")
    assert read_answer(grid, tmp_path / "g.docx") == ("avant hier", "demi-tour exemple.fr")


def test_ticks_of_the_fonts_of_signs_are_read(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    put(grid, '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" Sport"))
    put(grid, '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>')
    assert read_answer(grid, tmp_path / "g.docx") == ("☒ Sport☐",)


def test_a_table_in_an_answer_is_read_as_its_paragraphs(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    inner = grid.find("titre")[0].cells[-1].add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Un", "jardin"
    assert read_answer(grid, tmp_path / "g.docx") == ("Un", "jardin")


def test_a_body_under_another_name_is_read(blank: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(blank) as whole, zipfile.ZipFile(tmp_path / "g.docx", "w") as other:
        for name in whole.namelist():
            content = whole.read(name).replace(b"word/document.xml", b"word/document2.xml")
            other.writestr(name.replace("word/document.xml", "word/document2.xml"), content)
    assert same(read_grid(tmp_path / "g.docx"), read_grid(blank))


def test_the_strict_variant_of_the_format_is_read(blank: Path, tmp_path: Path) -> None:
    strict = read_body(blank).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    path = repack(blank, tmp_path / "g.docx", body=strict.encode())
    assert same(read_grid(path), read_grid(blank))


def same(one: Filled, other: Filled) -> bool:
    return one == other and len(one.rows) > 67


def test_what_stands_outside_the_answers_is_kept_apart(blank: Path, tmp_path: Path) -> None:
    grid = Grid(blank)
    grid.document.add_paragraph("Appelez-moi.")
    grid.find("titre")[0].cells[0].add_paragraph("Un jardin, à gauche")
    row = grid.document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Voir [fin.]", "Un mot"
    filled = read_grid(grid.save(tmp_path / "g.docx"))
    strays = {stray.text: stray.after for stray in filled.outside}
    last = filled.rows[-1].key
    for words in ("Appelez-moi.", "Voir [fin.]", "Un mot"):
        assert strays[words] == last, "no question has such a key"
    assert filled.outside[0].after == "", "the title of the grid is above all"
    (title,) = (row for row in filled.rows if row.key == "titre")
    assert title.label[0] == "Titre" and title.label[-1] == "Un jardin, à gauche"
    assert title.answer == ()
    assert qn("w:t")
