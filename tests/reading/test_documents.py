import os
import socket
import unicodedata
from pathlib import Path

import pytest
import yaml

from scripts.problems.findings import MAX_DESCRIBED
from scripts.problems.problem import InvalidStudyError
from scripts.reading.documents import (
    _CLUSTER,
    _LOST,
    FORBIDDEN,
    load_document,
    name_character,
    parse_document,
)
from scripts.reading.yaml_faults import NO_KEY, OTHER_REASON, REASONS, diagnose
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
        ("- " * 100_000 + "a", "x.yml:1:43: profondeur"),
    ],
)
def test_what_is_refused_and_where(text: str, start: str) -> None:
    assert problem_of(text).startswith(start)


def test_brackets_without_end_are_refused_whoever_counts_them() -> None:
    assert ": profondeur " in problem_of("[" * 100_000)
    deep = yaml.MarkedYAMLError(
        "while increasing flow level", None, "exceeded maximum nesting depth",
        yaml.Mark("", 0, 0, 1000, "", 0),
    )  # fmt: skip
    assert diagnose("[" * 1001, "x.yml", deep).code == "profondeur"


def test_every_duplicate_of_a_file_is_told() -> None:
    assert problem_of("a: 1\na: 2\nb: 1\nb: 2\n").count("cle-double") == 2


def test_a_key_given_twice_says_where_it_was_first() -> None:
    assert "ligne 3" in problem_of("b: 1\nc: 1\na: 1\nd: 1\na: 2\n")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("a: 1\ntitre: école\n".encode("latin-1"), "2:8"),
        ("a: 1\r\rtitre: école\n".encode("latin-1"), "3:8"),
        ("é: é\ntitre: é".encode() + b"\xe9", "2:9"),
        ("titre: école\n".encode("utf-16"), "1:1"),
        ("titre: école\n".encode("utf-16-le"), "1:1"),
        ("titre: jardin\n".encode("utf-16-le"), "1:1"),
        ("titre: jardin\n".encode("utf-32"), "1:1"),
    ],
)
def test_a_file_that_is_not_utf8(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "x.yml").write_bytes(content)
    with pytest.raises(InvalidStudyError, match=rf"^x\.yml:{place}: encodage") as caught:
        load_document(tmp_path / "x.yml", tmp_path)
    (problem,) = caught.value.problems
    assert all(word in problem.remedy for word in ("UTF-8", "Bloc-notes", "Word", "TextEdit"))


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


PIECES = "titre: L'été\nsous_titre: La fin du début\npoints:\n  - 'Co-éducation, Noël'\n"


@pytest.mark.parametrize(
    "typed",
    [
        unicodedata.normalize("NFD", PIECES),
        PIECES.replace("fi", "\ufb01"),
        PIECES.replace("é", "é\u00ad"),
        PIECES.replace("\n", "\r"),
        PIECES.replace("\n", "\r\n"),
        "\ufeff" + PIECES,
    ],
)
def test_a_text_is_read_as_it_looks(tmp_path: Path, typed: str) -> None:
    (tmp_path / "x.yml").write_bytes(typed.encode())
    document = load_document(tmp_path / "x.yml", tmp_path)
    assert document.data == parse_document(PIECES, "x.yml").data
    assert document.place(("points", 0)) == (4, 5)


def test_letters_written_as_escapes_are_read_as_they_look() -> None:
    assert parse_document('a: "e\\u0301\\ufb03"\n', "x.yml").data == {"a": "éffi"}


def test_a_place_in_the_text_as_typed() -> None:
    text = unicodedata.normalize("NFD", "a: x\ntitre: Été à Noël, Mme Éxemple\n")
    document = parse_document(text, "x.yml")
    line, column = document.place_of("Mme Éxemple", ("titre",))
    assert line == 2
    assert text.splitlines()[1][column - 1 :].startswith("Mme E")


@pytest.mark.parametrize("make", ["fifo", "socket", "folder", "device"])
def test_what_is_not_a_file_is_never_waited_for(
    tmp_path: Path, make: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.yml"
    if make == "fifo":
        os.mkfifo(path)
    elif make == "socket":
        monkeypatch.chdir(tmp_path)  # a socket's path is short
        socket.socket(socket.AF_UNIX).bind("x.yml")
    elif make == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/null")
    code = "lien-symbolique" if make == "device" else "pas-un-fichier"
    with pytest.raises(InvalidStudyError, match=rf"^x\.yml:1:1: {code}"):
        load_document(path, tmp_path)


@pytest.mark.parametrize(
    ("target", "reason", "remedy"),
    [
        ("x.yml", "c'est un lien qui mène à lui-même", "Supprimez-le."),
        ("absent.yml", "il n'existe pas, ou plus", "Remettez-le, puis recommencez."),
        ("y.yml", "c'est un lien qui mène à lui-même", "Supprimez-le."),
    ],
)
def test_a_link_that_leads_to_no_file(
    tmp_path: Path, target: str, reason: str, remedy: str
) -> None:
    (tmp_path / "x.yml").symlink_to(target)
    (tmp_path / "y.yml").symlink_to("x.yml" if target == "y.yml" else "z.yml")
    with pytest.raises(InvalidStudyError) as caught:
        load_document(tmp_path / "x.yml", tmp_path)
    (problem,) = caught.value.problems
    assert str(problem) == f"x.yml:1:1: illisible « x.yml » ne peut pas être lu : {reason}."
    assert problem.remedy == remedy, "one remedy, that the reason calls for"


def test_many_problems_are_counted_and_the_first_told() -> None:
    for number in (1_000, 2_000):
        with pytest.raises(InvalidStudyError) as caught:
            parse_document("a: 1\n" * (number + 1), "x.yml")
        *told, last = caught.value.problems
        assert len(told) == MAX_DESCRIBED
        assert {problem.code for problem in told} == {"cle-double"}
        assert (last.code, last.count) == ("autres-problemes", number - MAX_DESCRIBED)
        assert str(last).startswith("x.yml:1:1: ")
        assert f"Et {number - MAX_DESCRIBED} autres problèmes" in last.message.replace("\u202f", "")
        assert sum(problem.count for problem in caught.value.problems) == number


def test_one_problem_too_many_is_counted_in_words() -> None:
    assert "Et un autre problème dans ce fichier." in problem_of("a: 1\n" * (MAX_DESCRIBED + 2))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n...\nb: 2\n", "%YAML 9.9\n---\na: 1\n", "%TAG x\n---\na: 1\n", "%x y\na: 1\n",
        "% 50 des\n", "a: !<x\n", "a: !x!y z\n", "a: !!\n", "a: &\n", "a: *\n", "a: & b\n",
        "a: |0\n  x\n",
        "a: |x\n", "a: >99\n", "a: |\n\tx\n", "a:\n  - b\n c\n", "? a\n? b: ? c\n", "a: ? b\n",
        "a: [b: c: d]\n", "a: {b: c: d}\n", "a: [,]\n", "a: ]\n", "a: }\n", "- a\nb: c\n",
        "a: 'x' y\n", 'a: "\\q"\n', 'a: "\\ud800"\n', 'a: "\\xZZ"\n', 'a: "x\n---\n', "a: `x`\n",
        "a: @x\n", "a: %x\n", "\ta: 1\n", "a: - b\n", "a: b: c\n",
        "[a\n", "{a\n", "a: 1\n b: 2\n",
    ],
)  # fmt: skip
def test_no_english_is_said_of_what_is_not_yaml(text: str) -> None:
    said = problem_of(text).split(": ", 1)[1]
    for english in ("found", "expected", "did not", "could", "while", "not allowed", "token"):
        assert english not in said, said
    if " yaml " in f" {said}":
        reasons = {*REASONS.values(), OTHER_REASON, NO_KEY}
        assert any(reason in said for reason in reasons), said


def test_what_cannot_be_seen_has_a_french_name() -> None:
    names = {name_character(c) for c in map(chr, range(0x10000)) if FORBIDDEN.match(c)}
    assert "espace sans largeur, U+200B" in names
    assert "U+0000" in names
    assert not [name for name in names if name.upper() == name and not name.startswith("U+")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("b:\n  [a]: b\n", ["2:3 cle-illisible Une clé doit être un mot."]),
        ("~: b\n", ["1:1 cle-illisible Une clé doit être un mot."]),
        ("b: 1\na:\n", ["2:1 valeur-vide La clé « a » n'a pas de valeur."]),
        ("a: ~\nb: {c: }\n", ["1:1 valeur-vide La clé « a » n'a pas de valeur.",
                              "2:5 valeur-vide La clé « c » n'a pas de valeur."]),
        ("a: &x 1\nb: &y {c: d}\ne: *y\n",
         [f"{place} alias « & » et « * » ne sont pas admis au début d'un texte."
          for place in ("1:4", "2:4", "3:4")]),
        ("a: !x {b: c}\n", ["1:4 etiquette « !x » ne peut pas être devant un texte."]),
        ("é\n é: \u00ad\u2028\n", ["2:6 caractere-interdit Un caractère invisible (séparateur de "
                                   "lignes, U+2028) est interdit ici."]),
        ('b: 1\na: "\\u0007"\n', ["2:4 caractere-interdit Un caractère invisible (U+0007) est "
                                  "interdit ici."]),
        ("b:\n  c: 1\n  d: 2\n  c: 3\n  c: 4\n",
         ["4:3 cle-double La clé « c » est écrite deux fois ; la première est à la ligne 2.",
          "5:3 cle-double La clé « c » est écrite deux fois ; la première est à la ligne 4."]),
        ("# x\n", ["1:1 fichier-vide Rien n'est à lire dans ce fichier."]),
        ("a: b  # c\n  \nd: e # f\n", ["1:7 diese Ce qui suit « # » n'est pas lu : « c ».",
                                       "3:6 diese Ce qui suit « # » n'est pas lu : « f »."]),
        ("- |\n  x\n- y # z\n", ["3:5 diese Ce qui suit « # » n'est pas lu : « z »."]),
        ("b: c\na: “b”\n", ["2:4 guillemets-typographiques Ces guillemets-là ne peuvent pas "
                            "entourer un texte : il en faut des droits."]),
    ],
)  # fmt: skip
def test_each_thing_refused_is_told_where_it_is(text: str, told: list[str]) -> None:
    with pytest.raises(InvalidStudyError) as caught:
        parse_document(text, "dossier/x.yml")
    assert [str(p).split(": ", 1)[0] for p in caught.value.problems] == [
        f"dossier/x.yml:{line.split(' ')[0]}" for line in told
    ]
    assert [f"{p.code} {p.message}" for p in caught.value.problems] == [
        line.split(" ", 1)[1] for line in told
    ]


@pytest.mark.parametrize(
    "text", ["a: “b\n  c\n", "a: b”\n", 'a: "“b”"\n', "a: 'b' # c\n", "a: b#c\n"]
)
def test_what_only_looks_like_a_mistake_is_read(text: str) -> None:
    assert parse_document(text, "x.yml").data


def test_as_many_levels_as_are_admitted_are_read() -> None:
    assert parse_document("[" * 20 + "]" * 20, "x.yml").data
    assert problem_of("a: " + "[" * 20 + "b" + "]" * 20).startswith("x.yml:1:24: profondeur")
    assert problem_of("[" * 20 + "{a: b}" + "]" * 20).startswith("x.yml:1:22: profondeur")


@pytest.mark.parametrize(("size", "read"), [(1_000_000, True), (1_000_001, False)])
def test_a_file_of_a_million_bytes_is_the_biggest(tmp_path: Path, size: int, read: bool) -> None:
    (tmp_path / "x.yml").write_text("a: b\n#" + "x" * (size - 6))
    if read:
        assert load_document(tmp_path / "x.yml", tmp_path).data == {"a": "b"}
        return
    with pytest.raises(InvalidStudyError, match=r"^x\.yml:1:1: fichier-trop-gros"):
        load_document(tmp_path / "x.yml", tmp_path)


def test_a_text_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a: b\n")
    first = load_document(path, tmp_path)
    assert load_document(path, tmp_path, first) is first
    path.write_text("a: c\n")
    assert load_document(path, tmp_path, first).data == {"a": "c"}


def test_a_place_is_that_of_the_right_one_of_several() -> None:
    text = "z: Lille\na: Lille, Lille\n  et Lille\nb: [Lille, Lyon]\n"
    document = parse_document(text, "x.yml")
    places = [document.place_of("Lille", ("a",), rank) for rank in range(3)]
    assert places == [(2, 4), (2, 11), (3, 6)]
    assert document.place_of("Lille", ("b", 0)) == (4, 5)
    assert document.place_of("Lyon", ("b", 0)) == (4, 12)
    assert document.place_of("Bron", ("a",)) == (2, 4), "not there: the text it should be in"


def test_a_place_is_found_where_a_line_is_cut() -> None:
    document = parse_document("a: >-\n  Avec Mme\n  Exemple.\n", "x.yml")
    assert document.place_of("Mme Exemple", ("a",)) == (2, 8)


def test_a_place_is_found_after_letters_typed_otherwise() -> None:
    text = unicodedata.normalize("NFD", "a: x\nb: Été ﬁn, Éxemple et Élu\n")
    document = parse_document(text, "x.yml")
    for word in ("Éxemple", "Élu", "fin"):
        line, column = document.place_of(word, ("b",))
        typed = text.splitlines()[line - 1][column - 1 :]
        assert unicodedata.normalize("NFKC", typed).startswith(word)


@pytest.mark.parametrize(
    ("make", "kind"), [("fifo", "un tube"), ("folder", "un dossier"), ("socket", "une prise")]
)
def test_what_is_not_a_file_is_told_for_what_it_is(
    tmp_path: Path, make: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if make == "fifo":
        os.mkfifo("x.yml")
    elif make == "folder":
        Path("x.yml").mkdir()
    else:
        socket.socket(socket.AF_UNIX).bind("x.yml")
    with pytest.raises(InvalidStudyError) as caught:
        load_document(tmp_path / "x.yml", tmp_path)
    assert f"« x.yml » n'est pas un fichier mais {kind}" in caught.value.problems[0].message


def test_a_device_is_told_for_what_it_is() -> None:
    with pytest.raises(InvalidStudyError, match="n'est pas un fichier mais un périphérique"):
        load_document(Path("/dev/null"), Path("/dev"))


def test_a_link_inside_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / "y.yml").write_text("a: b\n")
    (tmp_path / "x.yml").symlink_to("y.yml")
    assert load_document(tmp_path / "x.yml", tmp_path).data == {"a": "b"}


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.yml").write_text("a: b\n")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InvalidStudyError) as caught:
        load_document(tmp_path / "x.yml", tmp_path)
    (problem,) = caught.value.problems
    assert problem.message == "« x.yml » ne peut pas être lu : vous n'en avez pas le droit."
    assert problem.remedy == "Vérifiez à qui est le dossier."


def test_what_a_comment_takes_away_follows_a_space() -> None:
    right, wrong = [" #", " # a", "  #a", " #  a # b"], ["", "#", "# a", " a", " a # b"]
    assert [text for text in [*right, *wrong] if _LOST.match(text)] == right


def test_a_letter_goes_with_its_accents() -> None:
    text = "\u0301ae\u0301\u0302b"
    assert _CLUSTER.findall(text) == ["\u0301", "a", "e\u0301\u0302", "b", ""]
