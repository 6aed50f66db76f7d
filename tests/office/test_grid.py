"""The interview grid asks what the form asks, with its words."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from docx import Document

from scripts.office.grid import MOST_CHOICES, list_questions, list_stages
from scripts.schema.introspection import FieldInfo, read_fields
from scripts.schema.portrait import Portrait
from scripts.study.study import Study
from scripts.text.folding import fold
from scripts.text.typography import set_french
from tests.conftest import ROOT, assemble
from tests.office.filling import Grid, read_key, write_blank


def list_leaves(fields: tuple[FieldInfo, ...], above: str = "") -> dict[str, FieldInfo]:
    leaves: dict[str, FieldInfo] = {}
    for field in fields:
        key = f"{above}{field.key}"
        leaves |= list_leaves(field.fields, f"{key}.") if field.fields else {key: field}
    return leaves


def read_plain(text: str) -> str:
    """Return a text without what lines and typography make of it."""
    return " ".join(fold(text).split())


def test_it_asks_for_every_field_of_every_step(study: Study) -> None:
    asked = list_questions(list_stages(study))
    kept = {key for step in study.etapes.values() for key in step.champs}
    touched = {"spheres", "niveaux"}  # a row for each word, whose answer is its comment
    for key, field in list_leaves(read_fields(Portrait)).items():
        first = key.partition(".")[0]
        if first not in kept or first in touched:
            continue
        question = asked.pop(key)
        assert (question.libelle, question.aide[: len(field.help)]) == (field.label, field.help)
        known = list(study.slugs.get(field.catalogue, ())) or list(field.choices)
        if known and len(known) <= MOST_CHOICES:
            assert [choice.slug for choice in question.choix] == known
    assert list(asked) == [f"spheres.{s}" for s in study.spheres] + [
        f"niveaux.{n}" for n in study.vocabulaires["niveaux"]
    ]


def test_what_has_to_be_answered_is_not_said_optional(study: Study) -> None:
    asked = list_questions(list_stages(study))
    assert [asked[key].facultatif for key in ("titre", "themes", "sous_titre")] == [0, 0, 1]
    optional = {p.cle: p.facultatif for s in list_stages(study) for p in s.parties if p.cle}
    assert not optional["provenance"], "a rule asks for it"
    assert optional["contact_public"]


def test_what_is_one_of_several_is_said_as_the_form_does(study: Study, tmp_path: Path) -> None:
    """The form says « au choix » where one of these at least is asked, « facultatif » elsewhere."""
    grid = Grid(write_blank(study, tmp_path / "grille.docx"))
    for key, said in {
        "contexte.texte": "(au choix)", "contexte.points": "(au choix)",
        "mise_en_oeuvre.texte": "(facultatif)", "sous_titre": "(facultatif)", "titre": "",
        "spheres.famille": "(au choix)", "niveaux.macro": "(au choix)",
        "acteurs": "",
    }.items():  # fmt: skip
        label = grid.find(key)[0].cells[0].paragraphs[0].text
        assert re.findall(r"\(.*?\)", label) == [said] * bool(said), key
    told = [p.text for p in grid.document.paragraphs]
    assert "Résultats visibles (au choix)" in told
    assert "Méthode (au choix)" in told


def test_where_one_answer_at_least_is_asked_is_said(study: Study, tmp_path: Path) -> None:
    """The portrait is refused without it: it is known before the grid is sent."""
    parts = {p.cle: p for s in list_stages(study) for p in s.parties}
    assert {key for key, part in parts.items() if part.une_au_moins} == {
        "spheres", "niveaux", "contexte", "alliance", "transformations",
    }  # fmt: skip
    grid = Grid(write_blank(study, tmp_path / "grille.docx"))
    told = [p.text for p in grid.document.paragraphs]
    assert sum("Une réponse au moins est demandée ici." in text for text in told) == 5


def test_the_document_says_labels_helps_examples_and_choices(study: Study, tmp_path: Path) -> None:
    grid = Grid(write_blank(study, tmp_path / "grille.docx"))
    for key, question in list_questions(list_stages(study)).items():
        for rank, row in enumerate(grid.find(key)):
            label, *answers = row.cells
            assert set_french(question.libelle) in label.text, key
            for words in filter(None, (question.aide, question.exemple)):
                assert (set_french(words) in label.text) == (rank == 0), "given once"
            boxes = "\n".join("".join(cell._tc.itertext()) for cell in answers)
            for choice in question.choix:
                assert f"☐ {set_french(choice.titre)}" in boxes, key


def test_an_example_of_the_form_is_in_the_grid_with_its_portrait(
    study: Study, tmp_path: Path
) -> None:
    grid = Grid(write_blank(study, tmp_path / "grille.docx"))
    wanted = [example for step in study.etapes.values() for example in step.exemples]
    labels = {
        example.champ: [
            row.cells[0].text
            for key in list_questions(list_stages(study))
            if key == example.champ or key.startswith(f"{example.champ}.")
            for row in grid.find(key)
        ]
        for example in wanted
    }
    for example in wanted:
        title = set_french(f"Dans « {study.portraits[example.portrait].titre} » : ")
        shown = [text for text in labels[example.champ] if title in text]
        said = [read_plain(text.split(title)[1].split("\n")[0]) for text in shown]
        file = (ROOT / f"portraits/{example.portrait}.yml").read_text(encoding="utf-8")
        assert said and len(set(said)) == len(said), "each word has its own"
        assert all(each and each in read_plain(file) for each in said)


def test_its_keys_are_hidden(study: Study, tmp_path: Path) -> None:
    document = Document(str(write_blank(study, tmp_path / "grille.docx")))
    keys = [
        run
        for table in document.tables
        for row in table.rows
        for run in row.cells[0].paragraphs[0].runs
        if "[" in run.text
    ]
    assert len(keys) > 67
    assert all(run.font.hidden for run in keys)


def test_it_says_where_to_send_it(study: Study, tmp_path: Path) -> None:
    def read(contact: str) -> str:
        path = write_blank(study, tmp_path / "grille.docx", contact)
        return "\n".join(p.text for p in Document(str(path)).paragraphs[:12])

    assert "contact@exemple.fr" in read("contact@exemple.fr")
    assert "centre de ressources" in read("")
    assert "contact du site" not in read("")


def test_a_hostile_contact_stays_text(study: Study, tmp_path: Path) -> None:
    hostile = "</w:t><w:evil/> & {{ 7 * 7 }}"
    path = write_blank(study, tmp_path / "grille.docx", hostile)
    assert hostile in "\n".join(p.text for p in Document(str(path)).paragraphs[:12])


def test_the_same_grid_is_the_same_bytes_without_a_date(study: Study, tmp_path: Path) -> None:
    content = write_blank(study, tmp_path / "un.docx").read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert "created" not in core and "modified" not in core and "python" not in core
    assert write_blank(study, tmp_path / "deux.docx").read_bytes() == content


def test_the_site_publishes_it_and_its_page_says_its_size(study: Study) -> None:
    site = assemble(study)
    content = site.binaries["contribuer/grille.docx"]
    page = " ".join(site.show_block("contribuer", "contribuer/").split())
    assert 'href="../contribuer/grille.docx" download' in page or 'href="grille.docx"' in page
    assert f"Document Word de {round(len(content) / 1024)} Ko" in page
    assert "imprimes/grille.pdf" not in page, "nothing was printed"


def test_what_is_typed_after_a_label_is_not_hidden_with_its_key(
    study: Study, tmp_path: Path
) -> None:
    document = Document(str(write_blank(study, tmp_path / "grille.docx")))
    for table in document.tables:
        for row in table.rows:
            *_, last = row.cells[0].paragraphs[0].runs
            assert not last.font.hidden, "Word writes on as what is before"


def test_an_element_of_a_list_stays_on_one_page(study: Study, tmp_path: Path) -> None:
    grid = Grid(write_blank(study, tmp_path / "grille.docx"))
    (first, *_) = [t for t in grid.document.tables if read_key(t.rows[0]) == "financeurs"]
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in first.rows]
    assert kept == [True, True, True, None], "the last row leaves the page free"


def test_there_is_a_line_for_each_sentence_that_is_asked(study: Study) -> None:
    asked = list_questions(list_stages(study))
    assert asked["en_clair"].lignes >= 8
    assert asked["leviers"].lignes == 4
