"""Lightens the drawings that Typst writes as SVG; what is seen stays the same."""

import re

DECIMALS = 3  # of a point, where a drawing is 1,920 wide: with fewer, outlines move a little

_NAME = re.compile(r'(?<=id=")g[0-9A-F]{32}(?=")|(?<=href="#)g[0-9A-F]{32}(?=")')
_DEFAULT = re.compile(r' (?:fill-rule="nonzero"|[xy]="0")')  # what is so when nothing is said
_DRAWN = re.compile(r'(?<= d=")[^"]*|(?<= [xy]=")[^"]*')
_NUMBER = re.compile(r"-?\d+\.\d+")
_AROUND_LETTER = re.compile(r"\s*([A-Za-z])\s*")


def lighten(drawing: str) -> str:
    """Return a drawing of Typst's in fewer octets.

    Each glyph, drawn once and used wherever it is written, has a short name in place of a long one;
    attributes that say the default go; numbers are rounded, without spaces that separate nothing.
    """
    names: dict[str, str] = {}
    drawing = _NAME.sub(lambda found: names.setdefault(found[0], f"g{len(names)}"), drawing)
    return _DRAWN.sub(_write_shorter, _DEFAULT.sub("", drawing))


def _write_shorter(drawn: re.Match[str]) -> str:
    rounded = _NUMBER.sub(_round, drawn[0])
    return _AROUND_LETTER.sub(r"\1", rounded).replace(" -", "-").strip()


def _round(number: re.Match[str]) -> str:
    return f"{float(number[0]):.{DECIMALS}f}".rstrip("0").rstrip(".")
