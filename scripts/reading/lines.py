"""What is seen of a text line by line: its keys, what is before a line, how far a text goes."""

import re
from collections.abc import Sequence

# A line « key: value »: perhaps indented or in a list (« - »), its value perhaps empty.
KEY = re.compile(r"(?P<before>\s*(?:- )*)(?P<key>[\w-]+):(?P<space>\s*)(?P<value>(?:.*\S)?)\s*$")

# A line that announces a text of several lines: « texte: | ».
BLOCK = re.compile(r"(?P<before>\s*(?:- )*)(?:[\w-]+:\s+)?[|>][-+0-9]*\s*(?:#.*)?")
_ITEM = re.compile(r"[^\w\s\"'«“#][ \t\u00a0]")  # a dash, a bullet
_COMMENTED_KEY = re.compile(r"\s*#[\s#]*(?:- )*(?P<key>[\w-]+):\s*")


def says(line: str) -> bool:
    """Tell whether a line is neither empty nor a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def count_indent(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def find_column(line: str) -> int:
    """Return how far what a line says is: after its spaces, and its dash where it has one."""
    return len(line) - len(line.lstrip(" -"))


def name_lines(first: int, last: int) -> str:
    """Return where lines are: « de la ligne 2 à la ligne 4 »."""
    return f"de la ligne {first} à la ligne {last}" if last > first else f"à la ligne {first}"


def find_line_before(lines: Sequence[str], number: int) -> int:
    """Return the number of the last line above that says something, 0 if there is none."""
    return next((n for n in range(number - 1, 0, -1) if says(lines[n - 1])), 0)


def find_list_indent(lines: Sequence[str], number: int) -> int:
    """Return how far an item has to be, where it is before the key of its list; 0 elsewhere.

    The item may have another sign than a dash; those above it, as far as it, are of its list.
    """
    width = count_indent(lines[number - 1])
    above = (line for line in reversed(lines[: number - 1]) if says(line))
    before = next((line for line in above if not _ITEM.match(line.lstrip())), "")
    key = KEY.match(before)
    deeper = len(key["before"]) + 2 if key and not key["value"] else 0
    return deeper if deeper > width + 2 else 0


def is_below_key(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line is the first one below a key that has no value."""
    key = KEY.match(lines[find_line_before(lines, number) - 1])
    return key is not None and not key["value"]


def goes_on(lines: Sequence[str], number: int) -> bool:
    """Tell whether the text of a line goes on below: the next one is deeper, or is no key."""
    line = lines[number - 1]
    width = find_column(line)
    for below in lines[number:]:
        if says(below):
            item = below.lstrip().startswith("- ")
            return not item and (
                count_indent(below) > count_indent(line) and count_indent(below) != width
            )
    return False


def find_block(lines: Sequence[str], number: int) -> int:
    """Return the line above that opens a text of several lines, just before; 0 if none."""
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        if opened := BLOCK.fullmatch(line):
            inside = [other for other in lines[above : number - 1] if other.strip()]
            deeper = all(count_indent(other) > len(opened["before"]) for other in inside)
            return above if deeper else 0
    return 0


def find_last_text(lines: Sequence[str], number: int) -> int:
    """Return the last line of what begins at this one and has no key."""
    last = number
    for candidate in range(number + 1, len(lines) + 1):
        line = lines[candidate - 1]
        if KEY.match(line) or line.lstrip().startswith(("- ", "#")):
            break
        if line.strip() and count_indent(line) > count_indent(lines[number - 1]):
            break
        if line.strip():
            last = candidate
    return last


def find_commented_key(lines: Sequence[str], number: int) -> str:
    """Return the key without a value that is behind a « # » just above a line; "" if none is."""
    found = _COMMENTED_KEY.fullmatch(lines[number - 2]) if number > 1 else None
    return found["key"] if found else ""
