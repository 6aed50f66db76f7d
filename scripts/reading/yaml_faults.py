"""What a person meant when a file is not YAML: from libyaml's error to a code and a remedy."""

import re
from typing import Any

import yaml

from ..problems.messages import build_problem
from ..problems.problem import Problem

# A line « key: value »: perhaps indented or in a list (« - »), its value perhaps empty.
KEY = re.compile(r"(?P<before>\s*(?:- )*)(?P<key>[\w-]+):(?P<space>\s*)(?P<value>(?:.*\S)?)\s*$")
OPENING = "“„‘"
CLOSING = {"[": "]", "{": "}"}

# What libyaml says, by the words of its message that tell it from others, and what it means.
REASONS = {
    "document start": "un seul document est attendu, et ceci en commence un autre",
    "document indicator": "une ligne « --- » ou « ... » est au milieu d'un texte",
    "node content": "une valeur est attendue ici",
    "directive": "une ligne ne peut pas commencer par « % »",
    "non-alphabetical": "une ligne ne peut pas commencer par « % »",
    "version number": "une ligne ne peut pas commencer par « % »",
    "or '.' character": "une ligne ne peut pas commencer par « % »",
    "YAML document": "une ligne ne peut pas commencer par « % »",
    "tag": "« ! » a un sens particulier devant un texte",
    "'!'": "« ! » a un sens particulier devant un texte",
    "'>'": "« ! » a un sens particulier devant un texte",
    "alphabetic or numeric": "« & » et « * » ont un sens particulier devant un texte",
    "indentation indicator": "le nombre après « | » ou « > » va de 1 à 9",
    "comment or line break": "rien ne peut suivre « | » ou « > » sur leur ligne",
    "tab character": "une tabulation sert de décalage",
    "mapping keys": "« ? » a un sens particulier devant un texte",
    "unexpected ':'": "deux-points ne peuvent pas suivre ce texte",
    "whitespace": "une espace est attendue",
}
OTHER_REASON = "sa ponctuation n'est pas celle du YAML"


def diagnose(text: str, file: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem that explains the error libyaml met in the text."""
    lines = text.split("\n")
    place = _place(error.problem_mark or error.context_mark)
    context = _place(error.context_mark) if error.context_mark else place
    line = lines[min(place[0], len(lines)) - 1]
    reason = error.problem or ""

    def say(code: str, where: tuple[int, int] = place, **values: Any) -> Problem:
        return build_problem(file, where, code, **values)

    if "\t" in line[: place[1]] and ("tab" in reason or "cannot start" in reason):
        return say("tabulation")
    if "quoted scalar" in (error.context or ""):
        if "escape" in reason:
            return say("antislash")
        return say("guillemet-ouvert", context, quote=lines[context[0] - 1][context[1] - 1])
    if "expected ',' or" in reason:
        char = lines[context[0] - 1][context[1] - 1]
        return say("crochet-ouvert", context, char=char, closing=CLOSING.get(char, char))
    if "block sequence entries" in reason:
        return say("tiret")
    if "cannot start any token" in reason or "alias" in (error.context or ""):
        return say("caractere-special", context, char=line[context[1] - 1], fixed=quote_value(line))
    if "mapping values are not allowed" in reason:
        found = _explain_colon(lines, place)
        return say(found[0], found[1], **found[2])
    if "expected ':'" in reason:
        line = lines[context[0] - 1]
        # « key:value », without a space
        if match := re.match(r"(\s*(?:- )*[\w-]+):(\S.*)", line):
            return say("espace-manquant", context, fixed=f"{match[1].strip()}: {match[2]}")
        return say("yaml", context, reason="une clé suivie de deux-points est attendue")
    if "expected key" in reason or "expected '-'" in reason:
        found = _explain_key(lines, place)
        return say(found[0], found[1], **found[2])
    return say("yaml", reason=_explain_reason(reason))


def _explain_reason(reason: str) -> str:
    return next((said for words, said in REASONS.items() if words in reason), OTHER_REASON)


def quote_value(line: str) -> str:
    """Return the line with its value between straight double quotes, as YAML wants it."""
    match = KEY.match(line)
    if match is None:
        return quote_item(line) if line.lstrip().startswith("- ") else _quote(line)
    return f"{match['key']}: {_quote(match['value'])}"


def quote_item(line: str) -> str:
    """Return the item of a list with all its text between straight double quotes."""
    return f"- {_quote(line.strip().removeprefix('- '))}"


def _quote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] in OPENING + "'\"" and value[-1] in "”“’'\"":
        value = value[1:-1].replace("''", "'")
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{value}"'


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


Finding = tuple[str, tuple[int, int], dict[str, Any]]


def _explain_colon(lines: list[str], place: tuple[int, int]) -> Finding:
    """A colon where none may be: inside a text, or after a key that is out of line."""
    line = lines[place[0] - 1]
    match = KEY.match(line)
    if match and match.start("value") < place[1] - 1:
        typographic = match["value"][:1] in OPENING
        code = "guillemets-typographiques" if typographic else "deux-points"
        where = (place[0], match.start("value") + 1) if typographic else place
        return code, where, {"fixed": quote_value(line)}
    before = _line_before(lines, place[0])
    # « key:value », without a space, on the line above; « key: value » and « https:// » apart
    if glued := re.match(r"(\s*(?:- )*[\w-]+):([^\s/].*)", lines[before - 1]):
        fixed = f"{glued[1].strip()}: {glued[2]}"
        return "espace-manquant", (before, glued.end(1) + 1), {"fixed": fixed}
    return _misaligned(lines, place[0])


def _explain_key(lines: list[str], place: tuple[int, int]) -> Finding:
    """A key was expected: a quote closed too early, or a line is out of line."""
    line = lines[place[0] - 1]
    match = KEY.match(line)
    value = match["value"] if match else line.strip().removeprefix("- ")
    start = line.index(value) + 1 if value else 1
    if value[:1] in ("'", '"') and start < place[1]:
        open_line = _open_quote_above(lines, place[0], value[0])
        if open_line:
            column = lines[open_line - 1].index(value[0]) + 1
            return "guillemet-ouvert", (open_line, column), {"quote": value[0]}
        if value[0] == "'":  # the place is after the apostrophe that closed the text
            column = line.rindex("'", 0, place[1] - 1) + 1
            return "apostrophe", (place[0], column), {"fixed": quote_value(line)}
        return "guillemets", place, {"fixed": quote_value(line)}
    return _misaligned(lines, place[0])


def _open_quote_above(lines: list[str], number: int, quote: str) -> int | None:
    """The line above whose text begins with a quote that it does not close."""
    for candidate in range(number - 1, 0, -1):
        match = KEY.match(lines[candidate - 1])
        if match and quote in match["value"]:
            value = match["value"]
            opened = value[0] == quote and value.count(quote) == 1
            return candidate if opened else None
    return None


def _misaligned(lines: list[str], number: int) -> Finding:
    line = lines[number - 1]
    column = len(line) - len(line.lstrip()) + 1
    hint = f"ici {column - 1} espace{'s' * (column > 2)}"
    before = _line_before(lines, number)
    if before:
        above = lines[before - 1]
        width = len(above) - len(above.lstrip(" -"))
        hint += f", {width} à la ligne {before}"
    return "indentation", (number, column), {"hint": hint}


def _line_before(lines: list[str], number: int) -> int:
    """The number of the last line above that says something, 0 if there is none."""
    for candidate in range(number - 1, 0, -1):
        if lines[candidate - 1].strip() and not lines[candidate - 1].lstrip().startswith("#"):
            return candidate
    return 0
