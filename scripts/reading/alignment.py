"""Finds where a line should begin: keys, items and paragraphs that are out of line."""

import re
from collections.abc import Sequence
from itertools import takewhile

from ..problems.messages import build_problem
from ..problems.problem import Problem
from .lines import (
    KEY,
    count_indent,
    find_column,
    find_commented_key,
    find_last_text,
    find_line_before,
    find_list_indent,
    name_lines,
    says,
)
from .quotes import quote_text
from .strangers import SIGN_OFF, say_remove, say_stranger

ALIGN = "Les clés d'un même niveau commencent dans la même colonne."
NO_DASH = "Retirez le tiret et l'espace qui suit."
COMPARE = (
    "Comparez cette ligne, et celle d'avant, avec celles d'un autre portrait. Si c'est du texte, "
    "mettez-le entre guillemets droits, après sa clé."
)
MOST_COLUMNS = 1_000

_HEADING = re.compile(r"[^\s#-].{0,58}[^\s.!?…,;]")  # a short line at the margin, without a stop
_LISTED_KEY = re.compile(r"\A- (?=[a-z_]+:(?:\s|$))")
_LOST_LEVELS = 2  # keys with nothing under them, where no line is indented


def say_misaligned(lines: Sequence[str], number: int, file: str) -> Problem:
    """Return the problem of a line that is not where those around it are."""
    line = lines[number - 1]
    if extra := re.match(r" (?P<key>[\w-]+):(?:\s|$)", line):
        return _say_extra_space(lines, number, extra["key"], file)
    place = number, count_indent(line) + 1
    first = next(n for n, other in enumerate(lines, 1) if says(other) and other != "---")
    if not count_indent(line) and re.match(r"- [a-z_]+:(?:\s|$)", lines[first - 1]):
        problem = build_problem(file, (first, 1), "indentation", how=NO_DASH)
        return problem.about((first, 1), (first, 3), "")
    if found := _find_no_key(lines, number, file):
        return found
    if above := _find_item_above(lines, number):
        how = f"Il lui faut un tiret, comme à la ligne {above} : - {line.strip()}"
        return build_problem(file, place, "indentation", how=how).about(place, place, "- ")
    if found := _find_left_out(lines, number, file):
        return found
    problem = build_problem(file, place, "indentation", how=_align(lines, number))
    if not count_indent(line) or not (orphans := _find_orphans(lines, number)):
        return problem
    how = (
        f"Si une clé a été effacée au-dessus de la ligne {number}, comme « contexte: » ou "
        "« provenance: », remettez-la, seule sur sa ligne. Sinon, retirez "
        f"{count_indent(line)} espaces au début de chaque ligne, "
        f"{name_lines(number, orphans[-1])}."
    )
    end = orphans[-1], len(lines[orphans[-1] - 1]) + 1
    return build_problem(file, place, "indentation", how=how).about((number, 1), end)


def _find_no_key(lines: Sequence[str], number: int, file: str) -> Problem | None:
    """A line just above without a key, which leaves this one without its place."""
    above, line = find_line_before(lines, number), lines[number - 1]
    before = lines[above - 1] if above else ""
    word = before.strip().removeprefix("- ")
    if not KEY.match(line) or KEY.match(before) or not re.fullmatch(r"[\w' -]+", word):
        return None
    is_item = before.lstrip().startswith("- ")
    if is_item and (width := find_list_indent(lines, above)):
        place, how = (above, count_indent(before) + 1), say_list_indent(width)
        return build_problem(file, place, "indentation", how=how)
    if is_item and count_indent(line) == count_indent(before) + 2:
        how = f"Écrivez sa clé devant : - sphere: {word}, par exemple."
    elif not is_item and count_indent(line) == count_indent(before):
        how = "Si c'est un intertitre, retirez-la ; sinon, écrivez sa clé devant."
    else:
        return None
    return say_stranger(lines, file, f"la ligne {above} n'a pas de clé", how, above, above)


def _find_left_out(lines: Sequence[str], number: int, file: str) -> Problem | None:
    """The first keys of a part, above this line, that are as far as the key of the part."""
    line, first = lines[number - 1], number
    above = find_line_before(lines, number)
    least = count_indent(lines[above - 1])
    while (key := KEY.match(lines[above - 1])) and key["value"] and len(key["before"]) == least:
        first, above = above, find_line_before(lines, above)
    if key is None or key["value"] or len(key["before"]) != least or first == number:
        return None
    last, width = find_line_before(lines, number), count_indent(line)
    each = "de la ligne" if first == last else f"de chaque ligne, {name_lines(first, last)}"
    how = f"Mettez {width} espaces au début {each}, comme à la ligne {number}."
    problem = build_problem(file, (first, least + 1), "indentation", how=how)
    if first < last:
        return problem.about((first, 1), (last, len(lines[last - 1]) + 1))
    return problem.about((first, 1), (first, least + 1), " " * width)


def say_list_indent(width: int) -> str:
    """Return the remedy of a list that is before its key."""
    return f"Mettez {width} espaces devant chaque tiret de cette liste."


def _find_item_above(lines: Sequence[str], number: int) -> int:
    """The line of an item of a list, under whose dash this key is, as its own first key is."""
    line = lines[number - 1]
    if (key := KEY.match(line)) is None or "-" in key["before"]:
        return 0
    for above in range(number - 1, 0, -1):
        other = lines[above - 1]
        if says(other) and count_indent(other) <= count_indent(line):
            begun = KEY.match(other.strip().removeprefix("- "))
            is_item = other.startswith("- ", count_indent(line))
            return above if is_item and begun and begun["key"] == key["key"] else 0
    return 0


def _find_orphans(lines: Sequence[str], number: int) -> list[int]:
    """The lines of keys that are as wide as this one, under a key that has a value already."""
    line, before = lines[number - 1], lines[find_line_before(lines, number) - 1]
    above = KEY.match(before)
    is_item = before.lstrip().startswith("- ")
    key = KEY.match(line)
    if not key or line.lstrip().startswith("-") or not (is_item or (above and above["value"])):
        return []
    width, found = count_indent(line), [number]
    for below in range(number + 1, len(lines) + 1):
        other = lines[below - 1]
        if says(other) and count_indent(other) < width:
            break
        if says(other):
            found.append(below)
    return found if found[1:] or key["value"] in ("", "|", ">") else []


def _align(lines: Sequence[str], number: int) -> str:
    """What to put before a line, to be where the nearest of those above is."""
    line = lines[number - 1]
    if commented := find_commented_key(lines, number):
        return f"Retirez aussi le « # » devant « {commented} », à la ligne {number - 1}."
    item = line.lstrip().startswith("- ")
    if not item and not KEY.match(line):
        return say_where_it_goes(lines, number, number)
    columns: dict[int, int] = {}  # that a line of this kind may begin in, and where one does
    least = MOST_COLUMNS
    for above in range(number - 1, 0, -1):
        other = lines[above - 1]
        if not says(other) or count_indent(other) > least:
            continue
        is_item = other.lstrip().startswith("- ")
        if item == is_item:
            columns.setdefault(count_indent(other), above)
        elif is_item and KEY.match(other):
            columns.setdefault(find_column(other), above)
        least = count_indent(other)
    if item and not columns and (width := find_list_indent(lines, number)):
        return say_list_indent(width)
    before = KEY.match(lines[find_line_before(lines, number) - 1])
    if item and not columns and KEY.match(line):
        wide = count_indent(line)
        if not wide or (before and len(before["before"]) == wide):
            return NO_DASH
    if item and not columns and count_indent(line):
        return (
            "La clé de cette liste manque : remettez-la sur la ligne d'avant, seule, comme "
            "« themes: »."
        )
    if not columns:
        return ALIGN
    wide = count_indent(line)
    nearest = min(columns, key=lambda column: (abs(column - wide), -column))
    where = f"comme à la ligne {columns[nearest]}"
    if nearest == wide:
        return ALIGN
    first = KEY.match(lines[find_line_before(lines, columns[nearest]) - 1])
    if nearest == 0 and item and first and not first["value"]:  # all the others are further
        return (
            f"Mettez {wide} espaces devant le tiret de la ligne {columns[0]}, et devant chaque "
            "ligne qui va avec."
        )
    if nearest == 0:
        return f"Retirez les espaces au début de la ligne, {where}."
    return f"Mettez {nearest} espace{'s' * (nearest > 1)} au début de la ligne, {where}."


def _say_extra_space(lines: Sequence[str], number: int, key: str, file: str) -> Problem:
    """A space is left before a key and what is under it, as « # » without its space leaves."""
    last = number
    for candidate in range(number + 1, len(lines) + 1):
        line = lines[candidate - 1]
        if says(line) and not line.startswith(" "):
            break
        if line.startswith(" "):
            last = candidate
    moved = [line.removeprefix(" ") for line in lines[number - 1 : last]]
    end = last, len(lines[last - 1]) + 1
    values = {"key": key, "lines": name_lines(number, last)}
    problem = build_problem(file, (number, 1), "espace-en-trop", **values)
    return problem.about((number, 1), end, "\n".join(moved))


def say_where_it_goes(lines: Sequence[str], number: int, last: int) -> str:
    """Return what to do with lines without a key: they may be the rest of the text above."""
    before = find_line_before(lines, number)
    above = lines[before - 1] if before else ""
    key = KEY.match(above)
    if key and not key["value"] and number == last:
        answer = lines[number - 1].strip()
        fixed = f"{key['key']}: {quote_text(answer) if ': ' in answer else answer}"
        return f"Si c'est la réponse à « {key['key']}: », écrivez-la sur la même ligne : {fixed}"
    if key and key["value"]:
        width = len(key["before"]) + 2
    elif above.lstrip().startswith("- ") and not key:
        width = count_indent(above) + 2
    else:
        return COMPARE
    each, them = ("", "la") if last == number else (" chaque ligne", "les")
    where = f", {name_lines(number, last)}" if each else ""
    return (
        f"Si c'est la suite du texte de la ligne {before}, mettez {width} espaces devant{each}"
        f"{where} ; sinon, retirez-{them}."
    )


def say_paragraph(lines: Sequence[str], number: int, above: int, file: str) -> Problem:
    """Return the problem of a paragraph that is less indented than the text it is a part of."""
    if (key := KEY.match(lines[above - 1])) and lines[number - 1].lstrip().startswith("- "):
        return _say_points(lines, number, len(key["before"]), file)
    first = next(n for n, line in enumerate(lines[above:], above + 1) if line.strip())
    width = count_indent(lines[first - 1])
    like = "comme au paragraphe d'avant"
    if first == number:
        width, like = count_indent(lines[above - 1]) + 2, "deux de plus que devant sa clé"
    if lines[number - 1].strip() in ("|", ">"):
        how = "Retirez cette ligne."
        return say_stranger(lines, file, "cette barre est de trop", how, number, number, "")
    last = find_last_text(lines, number)
    if any(map(SIGN_OFF.fullmatch, lines[number - 1 : last])):
        what = "ce texte est sous sa dernière ligne"
        return say_stranger(
            lines, file, what, say_remove(number, last), number, last, replacement=""
        )
    if number == last and _HEADING.fullmatch(lines[number - 1]):
        how = (
            "Si c'est un intertitre ou le bas d'une page, retirez cette ligne. Si c'est la "
            f"suite du texte de la ligne {above}, mettez {width} espaces devant."
        )
        return say_stranger(lines, file, "cette ligne n'a pas de clé", how, number, number)
    moved = [" " * width + line.strip() for line in lines[number - 1 : last]]
    place = number, count_indent(lines[number - 1]) + 1
    problem = build_problem(file, place, "paragraphe-decale", first=above, width=width, like=like)
    end = last, len(lines[last - 1]) + 1
    return problem.about((number, 1), end, "\n".join(moved))


def _say_points(lines: Sequence[str], number: int, width: int, file: str) -> Problem:
    """The problem of a list below a text, without its key, which is as far as that of the text."""
    items = takewhile(lambda line: line.lstrip().startswith("- "), lines[number - 1 :])
    last = number - 1 + len([*items])
    how = (
        f"Si c'est une liste, ajoutez au-dessus une ligne « points: », avec {width} espaces "
        f"devant ; puis mettez {width + 2} espaces devant chaque tiret."
    )
    place = number, count_indent(lines[number - 1]) + 1
    problem = build_problem(file, place, "indentation", how=how)
    return problem.about((number, 1), (last, len(lines[last - 1]) + 1))


def say_item_too_far(line: str, number: int, first: str, file: str) -> Problem:
    """Return the problem of an item whose dash is further than that of the first one above."""
    width, now = count_indent(first), count_indent(line)
    how = f"Mettez {width} espaces au" if width else "Retirez les espaces au"
    how += " début de la ligne, comme devant le tiret d'avant."
    problem = build_problem(file, (number, now + 1), "indentation", how=how)
    return problem.about((number, 1), (number, now + 1), " " * width)


def find_listed_keys(lines: Sequence[str], file: str) -> Problem | None:
    """Return the problem of a dash before keys of a file, which is no list; None without any."""
    found = [n for n, line in enumerate(lines, 1) if _LISTED_KEY.match(line)]
    if not found:
        return None
    first, last = found[0], found[-1]
    how = "Retirez le tiret et l'espace qui suit"
    new = "\n".join(_LISTED_KEY.sub("", line) for line in lines[first - 1 : last])
    if last == first:  # what follows is as wide as the key
        last = max(n for n, line in enumerate(lines, 1) if line.strip())
        how += f", et deux espaces devant chaque ligne, jusqu'à la ligne {last}"
        new = "\n".join(line[2:] for line in lines[first - 1 : last])
    else:
        how += f", devant chaque clé qui commence une ligne, de la ligne {first} à la ligne {last}"
    problem = build_problem(file, (first, 1), "indentation", how=f"{how}.")
    return problem.about((first, 1), (last, len(lines[last - 1]) + 1), new)


def find_flattened(lines: Sequence[str], file: str) -> Problem | None:
    """Return the problem of a file whose lines have lost what they were indented by, else None.

    Nothing is under a key that needs something: a mail or a chat has taken the spaces away.
    """
    if any(line.startswith((" ", "\t")) for line in lines):  # all but a few files
        return None
    said = [line for line in lines if line.strip() and not line.startswith("#")]
    bare = [n for n, line in enumerate(said[:-1]) if re.fullmatch(r"[a-z_]+:\s*", line)]
    lost = [n for n in bare if re.match("[a-z_]+:", said[n + 1])]
    if len(lost) < _LOST_LEVELS:
        return None
    how = (
        "Les espaces du début des lignes ont été perdues en route, dans un message sans doute. "
        "Remettez-les comme dans le modèle : deux de plus sous chaque clé qui n'a rien à sa "
        "droite. "
        "Ou reprenez le fichier d'origine, en pièce jointe."
    )
    number = lines.index(said[lost[0] + 1]) + 1
    return build_problem(file, (number, 1), "indentation", how=how)
