"""Patterns that Python and JavaScript read alike."""

import re

_LETTER = r"\p{L}\p{N}_"  # what \w is in Python; in JavaScript it knows no accents
_EDGE = rf"(?:(?<=[{_LETTER}])(?![{_LETTER}])|(?<![{_LETTER}])(?=[{_LETTER}]))"


def write_portable(pattern: str) -> str:
    """Return a pattern of Python as JavaScript reads it, with its flag « u »."""
    inside = False  # a class of characters

    def write(match: re.Match[str]) -> str:
        nonlocal inside
        piece = match[0]
        if piece in "[]":
            inside = piece == "["
        elif piece == r"\w":
            return _LETTER if inside else f"[{_LETTER}]"
        elif piece == r"\b":
            return _EDGE
        return piece

    return re.sub(r"\\.|[\[\]]", write, pattern)
