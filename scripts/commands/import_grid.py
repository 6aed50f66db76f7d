"""Makes the file of a portrait from an interview grid that somebody has filled in."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..files import write_new
from ..office.answers import Remark, clean, read_answers
from ..office.grid import list_stages
from ..office.word_file import Filled, read_content, read_grid
from ..office.word_grid import write_grid
from ..problems.messages import MESSAGES, PRIVACY
from ..problems.problem import RefusedError
from ..reading.documents import Document, parse_document
from ..reading.writing import FIRST_LINE, WIDTH, write_mapping
from ..schema.portrait import Portrait
from ..study.study import Study
from ..study.validation import validate
from ..text.slugs import make_slug
from ..text.typography import set_french

FOLDER = "portraits"
MARK = "À VÉRIFIER : "


@dataclass(frozen=True)
class Imported:
    """The file made from a grid, and what the grid says outside its answers.

    altered tells that sentences of today's grid are not in it: some of those outside may be those
    of another version of the grid.
    """

    path: Path
    outside: tuple[str, ...]
    altered: bool


def import_grid(grid: Path, root: Path, study: Study) -> Imported:
    """Write the portrait that a filled grid tells into a new file, which its title names.

    What is missing in it, or not sure, stands at its line as a comment. Raises RefusedError when
    the file is no grid that can be read, when the portrait is there already, or when one of this
    name was taken away; OSError where the folder cannot be written to.
    """
    filled = read_grid(grid)
    stages = list_stages(study)
    told = read_answers(filled, stages, study)
    slug = make_slug(str(told.data.get("titre", "")))
    path = root / FOLDER / f"{slug}.yml"
    if slug in study.slugs["retraits"]:
        raise RefusedError(
            f"« {slug} » est le nom d'un portrait retiré du site (content/retraits.yml) : rien "
            "n'est écrit. Ce nom ne se reprend pas : changez le titre dans la grille. Si c'est lui "
            "qui revient, il faut aussi un nouvel accord des personnes."
        )
    blank = read_content(write_grid(root, stages, study.imprimer.grille, "", ""), grid.name)
    outside, altered = _find_outside(filled, blank, study)
    remarks = list(told.remarks)
    if outside:
        said = (
            "des mots de la grille sont hors des réponses : relisez-la, ils ne sont pas repris ici."
        )
        remarks.append(((), said))
    text = f"{FIRST_LINE.format(name=FOLDER)}\n{write_mapping(told.data)}"
    document = parse_document(text, f"{FOLDER}/{path.name}")
    _, problems = validate(Portrait, document, study.slugs, slug, names=study.names)
    for location, problem in problems:
        if MESSAGES[problem.code].rank >= PRIVACY:
            continue  # a name is not written once more
        unsure = next((n for n, (place, _) in enumerate(remarks) if place == location), None)
        if problem.code == "cle-manquante" and unsure is not None:
            # It is missing because its answer is not sure: told once, with what to write.
            remarks[unsure] = location, f"{remarks[unsure][1]} {problem.remedy}"
        else:
            remarks.append((location, f"{problem.message} {problem.remedy}".strip()))
    try:
        write_new(path, _write_remarks(document, remarks))
    except FileExistsError:
        raise RefusedError(
            f"{FOLDER}/{path.name} existe déjà : rien n'est écrit. Si c'est le même récit, "
            "corrigez ce fichier ; sinon, changez le titre dans la grille."
        ) from None
    return Imported(path, outside, altered)


def _find_outside(filled: Filled, blank: Filled, study: Study) -> tuple[tuple[str, ...], bool]:
    """Return what a filled grid holds outside its answers, that a blank one does not.

    And whether a blank one holds there what the filled one does not. Where to send the grid is in
    its own sentence, which ends with the owner's address.
    """
    words = study.imprimer.grille
    sent = {clean(set_french(words.sans_contact)), clean(set_french(words.retour))}
    told = [text for text in map(clean, filled.outside) if not text.startswith(tuple(sent))]
    known = {clean(text) for text in blank.outside} - sent
    return tuple(text for text in told if text not in known), not known <= set(told)


def _write_remarks(document: Document, remarks: Iterable[Remark]) -> str:
    """Return the document's text, each remark as a comment above the line of its place."""
    lines = document.text.split("\n")
    above: dict[int, list[str]] = {}
    for location, said in remarks:
        # what is missing from the file itself is told under its first line
        number = document.place(location)[0] if location else 2
        above.setdefault(max(2, number), []).append(said)
    written = []
    for number, line in enumerate(lines, 1):
        margin = " " * (len(line) - len(line.lstrip()))
        for said in above.get(number, ()):
            comment = textwrap.fill(
                f"{MARK}{said}".replace("« ", "«\N{NO-BREAK SPACE}"), WIDTH,
                initial_indent=f"{margin}# ", subsequent_indent=f"{margin}#   ",
                break_long_words=False,
            )  # fmt: skip
            written.append(comment.replace("\N{NO-BREAK SPACE}", " "))
        written.append(line)
    return "\n".join(written)
