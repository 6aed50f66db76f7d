"""Makes the file of a portrait from an interview grid that somebody has filled in."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..files import write_new
from ..office.answers import Remark, Told, clean, read_answers
from ..office.grid import list_stages
from ..office.naming import name_place
from ..office.strays import gather
from ..office.word_file import Filled, Stray, read_content
from ..office.word_grid import write_grid
from ..problems.messages import MESSAGES, PRIVACY
from ..problems.problem import RefusedError
from ..reading.documents import Document, parse_document
from ..reading.writing import FIRST_LINE, WIDTH, write_mapping
from ..schema.portrait import Portrait
from ..study.study import Study
from ..study.validation import validate
from ..study.words import list_words
from ..text.slugs import make_slug
from ..text.typography import set_french
from .asking import MARK, Found, ask_about

FOLDER = "portraits"


@dataclass(frozen=True)
class Imported:
    """The file made from a grid, what the grid says outside its answers, what is to be asked.

    outside are sentences, each after the name of the question it follows. altered tells that
    sentences of today's grid are not in it: some of those outside may be those of another version
    of the grid. requests are for those who filled it in, in their words.
    """

    path: Path
    outside: tuple[str, ...]
    altered: bool
    requests: tuple[str, ...]


# Said after the problems of the project, where they are all that can be told.
NOT_IMPORTED = (
    "La grille n'est pas importée : elle se lit avec les autres fichiers du site, où ces problèmes "
    "sont à corriger d'abord. Si ce sont ceux d'une autre grille importée, sortez son fichier de "
    "portraits/ en attendant."
)


def import_grid(filled: Filled, root: Path, study: Study) -> Imported:
    """Write the portrait that a filled grid tells into a new file, which its title names.

    What is missing in it, or not sure, stands at its line as a comment. Raises RefusedError when
    the portrait is there already, or when one of this name was taken away; OSError where the folder
    cannot be written to.
    """
    stages, words = list_stages(study), study.imprimer.grille
    blank = read_content(write_grid(root, stages, words, "", ""), "grille.docx")
    # Where to send the grid is in its own sentence, which ends with the owner's address.
    sent = {clean(set_french(words.sans_contact)), clean(set_french(words.retour))}
    gathered = gather(filled, blank, sent)
    told = read_answers(gathered.filled, stages, study)
    slug = make_slug(str(told.data.get("titre", "")))
    path = root / FOLDER / f"{slug}.yml"
    if slug in study.slugs["retraits"]:
        raise RefusedError(
            f"« {slug} » est le nom d'un portrait retiré du site (content/retraits.yml) : rien "
            "n'est écrit. Ce nom ne se reprend pas : changez le titre dans la grille. Si c'est lui "
            "qui revient, il faut aussi un nouvel accord des personnes."
        )
    remarks = list(told.remarks)
    if gathered.outside:
        said = (
            "des mots de la grille sont hors des réponses : relisez-la, ils ne sont pas repris ici."
        )
        remarks.append(((), said))
    text = f"{FIRST_LINE.format(name=FOLDER)}\n{write_mapping(told.data)}"
    document = parse_document(text, f"{FOLDER}/{path.name}")
    _, problems = validate(Portrait, document, study.slugs, slug, names=study.names)
    requests = list(_list_requests(told, problems, study))
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
            "corrigez ce fichier ; ou supprimez-le, puis importez la grille corrigée. Si c'en est "
            "un autre, changez le titre dans la grille."
        ) from None
    outside = tuple(_name_stray(stray, study) for stray in gathered.outside)
    requests += [
        f"« {stray.text} » : à quelle question est-ce la réponse ?" for stray in gathered.outside
    ]
    return Imported(path, outside, gathered.altered, tuple(requests))


def _name_stray(stray: Stray, study: Study) -> str:
    """Return what stands in no answer, and after which question."""
    if not stray.after:
        return stray.text
    place = name_place(tuple(stray.after.split(".")), {}, list_words(study), {})
    return f"après « {place} » : {stray.text}"


def _list_requests(told: Told, problems: Iterable[Found], study: Study) -> Iterator[str]:
    """Yield what to ask: of the answers that are not sure, then of the problems of the others."""
    unsure = {location for location, _ in told.remarks}
    yield from (said for _, said in told.remarks)
    for location, problem in problems:
        # What is missing because its answer is not sure is asked once.
        if problem.stops and (problem.code != "cle-manquante" or location not in unsure):
            yield ask_about((location, problem), told.data, study, told.numbers)


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
                f"{MARK} : {said}".replace("« ", "«\N{NO-BREAK SPACE}"), WIDTH,
                initial_indent=f"{margin}# ", subsequent_indent=f"{margin}#   ",
                break_long_words=False,
            )  # fmt: skip
            written.append(comment.replace("\N{NO-BREAK SPACE}", " "))
        written.append(line)
    return "\n".join(written)
