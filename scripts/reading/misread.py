"""Finds what a person takes for a sign of YAML, and YAML for text: spaces, dashes, remarks."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from ..problems.messages import build_problem
from ..problems.problem import Problem
from .lines import count_indent, find_list_indent, is_below_key

_HARD = "\u00a0\u2000-\u200a\u202f\u205f\u3000"  # Unicode's spaces, the simple one apart
_SPACES = rf"(?P<spaces> *[{_HARD}][ {_HARD}]*)"
_HARD_SPACE = re.compile(f"[{_HARD}]")
_INDENTED = "dans le décalage de la ligne"
# Where a no-break space keeps YAML from seeing its signs, and what to write instead.
_HARD_SPACES = [
    (re.compile(pattern), where, new)
    for pattern, where, new in (
        (_SPACES + r"(?=[\w\"'#-]|$)", _INDENTED, ""),
        (rf"\s*(?:- )*[a-z_]+{_SPACES}:(?:\s|$)", "avant les deux-points", ""),
        (rf"\s*(?:- )*[a-z_]+:{_SPACES}", "après les deux-points", " "),
        (rf"\s*(?:- )*-{_SPACES}", "après le tiret", " "),
    )
]
_GLUED = [
    (re.compile(r"\s+(?P<sign>[a-z_]{2,}:)(?P<text>[^\s/].*)"), "les deux-points"),
    (re.compile(r"\s*(?P<sign>-)(?P<text>[^\W\d].*)"), "le tiret"),
]
_OTHER_DASH = re.compile(rf"\s*(?P<dash>[–—―−‐‑•·◦‣●▪∙⁃*\uf0b7][ {_HARD}\t]+)(?P<item>.*)")
_BORDER = re.compile(r"(?P<dash>[|>+§][ \t]+)(?P<item>[a-z_]+:(?:\s.*)?)")  # of a table, first
# What word processors and phones put before items, where two lines at least have one.
_ODD_BULLET = re.compile(
    r"(?P<before>\s*)(?P<dash>[o§ØüvÜ→➢➤►▶❖+>]|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)"
    r"[ \t]+(?P<item>\w.*)"
)
# A box before an item, ticked or not.
_BOX = re.compile(
    r"(?P<before>\s*)(?:- )?(?:\[(?P<mark>[xX✓✔ ]?)\]|(?P<box>[☑☒✓✔☐□▢]))\s*(?P<item>\w.*)"
)
_QUOTED_LINE = re.compile(r"\s*[\"“«]\s*([a-z_]+): (.*\S)\s*[\"”»]\s*")  # « "titre: Semer" »
# A whole line that another language than YAML takes for a remark: « // à revoir ».
_REMARK = re.compile(r"(?P<before>\s*)(?P<sign>//+|/\*+|<!--|--(?=\s+\w))\s*(?P<text>.*)")
_REMARK_ENDS = {"/": "*/", "<": "-->"}
FOR_BAR = ("l", "I", "1", "!", "¦", "/")  # typed for a « | », which phones hide
_LONGEST_REMARK = 20  # lines


def _join(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern for any of them: one search tells that a line has none."""
    return re.compile("|".join(re.sub(r"\?P<\w+>", "?:", known.pattern) for known in patterns))


_ANY_HARD_SPACES = _join(pattern for pattern, _, _ in _HARD_SPACES)
_ANY_OTHER = _join(
    [_OTHER_DASH, _BORDER, _ODD_BULLET, _BOX, _REMARK, *(pattern for pattern, _ in _GLUED)]
)


def find_misread(lines: Sequence[str], number: int, file: str) -> Problem | None:
    """Return what looks like a sign of YAML in a line, and is text for it; None if nothing does.

    A no-break space beside a sign, another dash than the simple one before an item, or before a
    key, a remark of another language. number is the line's.
    """
    line = lines[number - 1]

    def tell(code: str, span: tuple[int, int], new: str, **values: Any) -> Problem:
        start, end = ((number, column + 1) for column in span)
        return build_problem(file, start, code, **values).about(start, end, new)

    for pattern, where, new in _HARD_SPACES if _HARD_SPACE.search(line) else ():
        if match := pattern.match(line):
            spaces = match["spaces"]
            code = f"{ord(spaces.lstrip(' ')[0]):04X}"
            new = " " * len(spaces) if where == _INDENTED else new
            span = match.span("spaces")
            return tell("espace-insecable", span, new, number=code, where=where)
    if match := _OTHER_DASH.match(line) or _BORDER.match(line):
        sign, item = match["dash"][0], match["item"]
        if not match.start("dash") and _is_key(lines, number, item):
            how = f"Retirez « {sign} » et l'espace qui suit : {item}"
            what = "cette puce est devant une clé"
            return tell("hors-fiche", match.span("dash"), "", what=what, how=how)
        new, fixed, start = "- ", f"- {item}", match.start("dash")
        if width := find_list_indent(lines, number):
            new, start = f"{' ' * width}- ", 0
            fixed += f" (et {width} espaces devant ce tiret)"
        return tell("tiret-simple", (start, match.end("dash")), new, sign=sign, fixed=fixed)
    if match := _QUOTED_LINE.fullmatch(line):
        what, fixed = "des guillemets sont autour de toute la ligne", f"{match[1]}: {match[2]}"
        span = len(line) - len(line.lstrip()), len(line)
        return tell("hors-fiche", span, fixed, what=what, how=f"Écrivez : {fixed}")
    if _BOX.fullmatch(line):
        return _tell_boxes(lines, number, file)
    if (
        _ODD_BULLET.match(line)
        and _ODD_BULLET.match("".join(lines[number : number + 1]))
        and (line[0] == " " or is_below_key(lines, number))
    ):
        return _tell_bullets(lines, number, file)
    if match := _REMARK.match(line):
        return _tell_remark(lines, number, match, file)
    for pattern, sign in _GLUED:
        if match := pattern.match(line):
            fixed = f"{match['sign']} {match['text']}"
            return tell(
                "espace-manquant", match.span("sign"), f"{match['sign']} ", sign=sign, fixed=fixed
            )
    return None


def _match_all(pattern: re.Pattern[str], lines: Sequence[str]) -> list[re.Match[str]]:
    """The matches of a pattern in the first lines, as many as follow each other."""
    return [match for match in takewhile(bool, map(pattern.fullmatch, lines)) if match]


def _tell_bullets(lines: Sequence[str], number: int, file: str) -> Problem:
    """The problem of signs that are bullets as several lines begin so."""
    bullets = _match_all(_ODD_BULLET, lines[number - 1 :])
    width = find_list_indent(lines, number)
    new = [f"{bullet['before'] or ' ' * width}- {bullet['item']}" for bullet in bullets]
    return _tell_items(lines, number, bullets[0]["dash"], new, new[0].strip(), file)


def _tell_boxes(lines: Sequence[str], number: int, file: str) -> Problem:
    """The problem of boxes before items, ticked or not."""
    boxes = _match_all(_BOX, lines[number - 1 :])
    ticked = [
        bool((box["mark"] or "").strip()) or (box["box"] or "☐") not in "☐□▢" for box in boxes
    ]
    new = [
        f"{box['before']}{'-' if is_ticked else '#'} {box['item']}"
        for box, is_ticked in zip(boxes, ticked, strict=True)
    ]
    sign = lines[number - 1].split(boxes[0]["item"])[0].strip().removeprefix("- ")
    fixed = new[ticked.index(True)].strip() if any(ticked) else "- …"
    if not all(ticked):
        fixed += ". Retirez les lignes qui ne sont pas cochées"
    return _tell_items(lines, number, sign, new, fixed, file)


def _tell_items(
    lines: Sequence[str], number: int, sign: str, new: Sequence[str], fixed: str, file: str
) -> Problem:
    """The problem of lines, from a number on, that have a sign in the place of a dash."""
    place, last = (number, count_indent(lines[number - 1]) + 1), number + len(new) - 1
    if last > number:
        fixed += f" — de même jusqu'à la ligne {last}."
    problem = build_problem(file, place, "tiret-simple", sign=sign, fixed=fixed)
    return problem.about((number, 1), (last, len(lines[last - 1]) + 1), "\n".join(new))


def say_no_bar(line: str, number: int, column: int, file: str) -> Problem:
    """Return the problem of a letter in the place of the bar before a text of several lines."""
    place, fixed = (number, column + 1), f"{line[:column].strip()} |"
    values = {"reason": "la barre « | » est attendue", "how": f"Écrivez : {fixed}"}
    problem = build_problem(file, place, "yaml", **values)
    return problem.about(place, (number, column + 2), "|")


def _is_key(lines: Sequence[str], number: int, item: str) -> bool:
    """Whether what follows a bullet at the margin is a key of the file, not of a list's item."""
    if not re.match(r"[a-z_]+:(?:\s|$)", item):
        return False
    above = (line for line in reversed(lines[: number - 1]) if line.strip())
    before = next((line for line in above if not line.lstrip().startswith("#")), "")
    return not re.fullmatch(r"\W*[a-z_]+:\s*", before) or before.startswith(" ")


def _tell_remark(
    lines: Sequence[str], number: int, remark: re.Match[str], file: str
) -> Problem | None:
    """The problem of a remark, on one line or up to the sign that ends it."""
    ends = _REMARK_ENDS.get(remark["sign"][0], "") if remark["sign"] != "//" else ""
    last = number
    if ends:
        among = enumerate(lines[number - 1 : number - 1 + _LONGEST_REMARK], number)
        last = next((n for n, line in among if ends in line), number)
    texts = [remark["text"], *(line.strip() for line in lines[number:last])]
    new = "\n".join(
        f"{remark['before']}# {text.removesuffix(ends).strip()}".rstrip() for text in texts
    )
    start, end = (number, remark.start("sign") + 1), (last, len(lines[last - 1]) + 1)
    shown = lines[number - 1].strip() + (f" … {lines[last - 1].strip()}" if last > number else "")
    problem = build_problem(file, start, "remarque", snippet=shown)
    return problem.about((number, 1), end, new)


def may_misread(text: str, lines: Iterable[str]) -> bool:
    """Tell whether find_misread has something to say of a line of the text: few have such lines."""
    return any(map(_ANY_OTHER.match, lines)) or (
        bool(_HARD_SPACE.search(text)) and any(map(_ANY_HARD_SPACES.match, lines))
    )
