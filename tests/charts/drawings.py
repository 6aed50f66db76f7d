"""Reads a drawing of a chart: its shapes, its words, and where they are."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from scripts.charts.charts import Drawing


@dataclass
class Shape:
    """A bar or a dot, as it is seen: its colour's name, its edges."""

    colour: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass
class Words:
    """A line of text, as it is seen: where it begins, or ends."""

    text: str
    x: float
    y: float
    at_end: bool
    leaning: bool


def read_drawing(drawing: Drawing) -> tuple[list[Shape], list[Words]]:
    """Return the shapes and the texts of a chart, in the order in which they are drawn."""
    root = ElementTree.fromstring(f"<svg>{drawing.body}</svg>")
    shapes, texts = [], []
    for element in root:
        if element.tag == "path":
            numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", element.attrib["d"])]
            across, down = numbers[::2], numbers[1::2]
            colour = element.attrib["class"].removeprefix("chart-")
            shapes.append(Shape(colour, min(across), max(across), min(down), max(down)))
        else:
            x, y = float(element.attrib["x"]), float(element.attrib["y"])
            end = element.get("text-anchor") == "end"
            texts.append(Words(element.text or "", x, y, end, "transform" in element.attrib))
    return shapes, texts
