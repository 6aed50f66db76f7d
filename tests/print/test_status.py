"""What is printed or opened in an office program says what the site is, by the owner's setting."""

from pathlib import Path

import pytest

from scripts.office.words import Words
from scripts.print.pictures import TEMPLATE as PICTURE
from scripts.print.press import TEMPLATES
from scripts.print.shares import TEMPLATE as SHARE
from scripts.print.shares import list_shares
from scripts.schema.status import DEFAULT, STATUSES
from scripts.study.study import Study
from tests.conftest import ROOT
from tests.print.conftest import start_press
from tests.print.reading import fold_text, read_pages
from tests.print.test_pictures import read_pictures


@pytest.mark.parametrize(
    "status", [STATUSES[-1], *(pytest.param(s, marks=pytest.mark.long) for s in STATUSES[:-1])]
)
def test_what_is_printed_says_the_status(small_study: Study, tmp_path: Path, status: str) -> None:
    press = start_press(small_study, tmp_path, statut=status)
    words = small_study.statuts.find(status)
    natures = (fold_text(words.nature), fold_text(f"{words.lecture} de l'étude"))
    one_of_each = {document.template: document for document in press.documents}.values()
    said = {
        document.template: read_pages(
            press._compile(
                document,
                {
                    **press._write_values(document.context, document.titre, document.page),
                    "niveau": document.levels - 1,
                },
            )[1]
        )
        for document in one_of_each
    }
    said |= {slug: [text] for slug, text in read_pictures(press).items()}
    share = next(iter(list_shares(small_study, press.charts)))
    values = press._write_values({**share.context, "sorte": share.sorte}, share.titre, share.page)
    said[SHARE] = read_pages(press._typeset(SHARE, share.titre, values, format="pdf"))
    for name, pages in said.items():
        assert any(nature in "".join(pages) for nature in natures), name
        assert ("indépendant" in "".join(pages)) == (status == DEFAULT), name


def test_every_template_is_in_this_test_or_is_a_part_of_others(
    small_study: Study, tmp_path: Path
) -> None:
    press = start_press(small_study, tmp_path)
    used = {document.template for document in press.documents}
    names = {path.name for path in (ROOT / TEMPLATES).glob("*.typ")}
    assert names == used | {"cadre.typ", "canevas.typ", PICTURE, SHARE}


@pytest.mark.parametrize("status", STATUSES)
def test_slides_and_canvases_say_the_status(small_study: Study, status: str) -> None:
    known = small_study.statuts.find(status)
    words = Words(ROOT, small_study.etude, "Essai", "", known)
    said = words.say("lecture", "spheres/")
    assert said.startswith(f"Essai, {known.lecture.replace(chr(39), '’')} de l’étude")
    assert ("indépendant" in said) == (status == DEFAULT)
