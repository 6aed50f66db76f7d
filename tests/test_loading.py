import pytest

from scripts.loading import load_document, parse_document
from scripts.problems import InvalidStudyError
from tests.conftest import ROOT


def problem_of(text: str) -> str:
    with pytest.raises(InvalidStudyError) as caught:
        parse_document(text, "x.yml")
    return str(caught.value)


def test_scalars_stay_what_was_written() -> None:
    text = (
        "telephone: 06 72 24 10 01\nnumero: 08\nheure: 12:30\n"
        "reponse: oui\ndate: 2026-02-01\nno: no\n"
    )
    assert parse_document(text, "x.yml").data == {
        "telephone": "06 72 24 10 01",
        "numero": "08",
        "heure": "12:30",
        "reponse": "oui",
        "date": "2026-02-01",
        "no": "no",
    }


def test_nothing_is_none_and_quoted_nothing_is_text() -> None:
    assert parse_document("- \n- ''\n- ~\n", "x.yml").data == [None, "", None]


def test_places_of_values_and_keys() -> None:
    document = parse_document("a: 1\nlist:\n  - nom: x\n    age: 3\n", "x.yml")
    assert document.place(("list", 0, "age")) == (4, 10)
    assert document.place(("list", 0, "age"), of_key=True) == (4, 5)
    assert document.place(("list", 0)) == (3, 5)
    assert document.place(("list", 0, "missing")) == (3, 5)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a: 1\na: 2\n", "x.yml:2:1: cle-double"),
        ("titre: Lire : un projet\n", "x.yml:1:13: deux-points"),
        ("a: &x 1\nb: *x\n", "x.yml:1:4: alias"),
        ("a: !!python/object:os.system 1\n", "x.yml:1:4: etiquette"),
        ("a: 1\n---\nb: 2\n", "x.yml:2:1: plusieurs-documents"),
        ("", "x.yml:1:1: fichier-vide"),
        ("a: \x00\n", "x.yml:1:4: caractere-interdit"),
        ("a:\n\tb: 1\n", "x.yml:2:1: tabulation"),
        ('a: "un\\u200b mot"\n', "x.yml:1:4: caractere-interdit"),
        ('a: "un\\0 mot"\n', "x.yml:1:4: caractere-interdit"),
        ("[" * 100_000, "x.yml:1:22: profondeur"),
        ("- " * 100_000 + "a", "x.yml:1:43: profondeur"),
    ],
)
def test_what_is_refused_and_where(text: str, start: str) -> None:
    assert problem_of(text).startswith(start)


def test_every_duplicate_of_a_file_is_told() -> None:
    assert problem_of("a: 1\na: 2\nb: 1\nb: 2\n").count("cle-double") == 2


def test_a_key_given_twice_says_where_it_was_first() -> None:
    assert "ligne 3" in problem_of("b: 1\nc: 1\na: 1\nd: 1\na: 2\n")


def test_a_file_that_is_not_utf8(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("x")
    (folder / "x.yml").write_bytes("a: 1\ntitre: école\n".encode("latin-1"))
    with pytest.raises(InvalidStudyError, match=r"^x\.yml:2:8: encodage"):
        load_document(folder / "x.yml", folder)


def test_a_file_that_is_too_big(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("x")
    (folder / "x.yml").write_text("a: " + "x" * 2_000_000)
    with pytest.raises(InvalidStudyError, match="fichier-trop-gros"):
        load_document(folder / "x.yml", folder)


def test_a_byte_order_mark_is_no_problem(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("x")
    (folder / "x.yml").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert load_document(folder / "x.yml", folder).data == {"a": "1"}


def test_positions_in_a_real_portrait() -> None:
    path = ROOT / "portraits/passerelles.yml"
    line, column = load_document(path, ROOT).place(("titre",), of_key=True)
    assert (
        path.read_text(encoding="utf-8").splitlines()[line - 1][column - 1 :].startswith("titre:")
    )
