"""What others have made is in what is printed with its licence: content/licences.yml has it."""

import re

from scripts.print.press import Printed
from scripts.study.study import Study

# A font is named after six letters that stand for the signs that the file holds of it.
FONT = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?(\w+)")


def test_every_font_of_a_document_has_its_licence(printed: Printed, study: Study) -> None:
    pdfs = (path.read_bytes() for path in printed.files.values() if path.suffix == ".pdf")
    fonts = {name.decode() for pdf in pdfs for name in FONT.findall(pdf)}
    signs = {sign for work in study.licences.oeuvres for sign in work.signes}
    assert fonts and fonts <= signs
