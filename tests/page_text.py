"""A page as lines of text: what a person reads, a block a line, its links after their words."""

from collections.abc import Iterator
from urllib.parse import urljoin

from tests.blocks import Block, Element, list_blocks


def write_document(document: Element, url: str, part: str = "") -> str:
    """Return a page, or the part of it that has this id, as text: a block a line.

    A page is its way from home, then its main content; what is round it is that of every page. url
    is its address, from which its links lead.
    """
    shown = [document.get(part)] if part else [*document.find_all("main")]
    if not part:
        shown = [*document.find_all("nav", **{"class": "fil"}), *shown]
    return "\n".join(line for element in shown for line in write_blocks(element, f"/{url}")) + "\n"


def write_blocks(element: Element, address: str) -> Iterator[str]:
    """The lines of an element: a blank one before a heading, a row of a table on one."""
    begun: set[Element] = set()  # rows, items and named parts whose first words are written
    for block in list_blocks(element):
        for around in block.within:
            if around not in begun and (name := _name_part(around)):
                begun.add(around)
                yield f"({name})"
        row = next((e for e in block.within if e.tag == "tr"), None)
        if row is None:
            words = _write_parts(block.parts, address)
        elif row not in begun:
            begun.add(row)
            words = f"| {' | '.join(_write_cells(row, address))} |"
        else:
            continue
        if words:
            yield from _place(words, block, begun)


def _name_part(element: Element) -> str:
    """The name of a part of the page; that of a heading is what it says."""
    return "" if element.tag in ("h2", "h3") else element.attributes.get("aria-label", "")


def _place(words: str, block: Block, begun: set[Element]) -> Iterator[str]:
    """A block's line, after the mark of what it is: a heading, an item, a question…"""
    inmost = block.within[-1].tag
    if inmost[:1] == "h" and inmost[1:].isdecimal():
        yield ""
        words = f"{'#' * int(inmost[1:])} {words}"
    words = MARKS.get(inmost, "{}").format(words)
    items = [e for e in block.within[1:] if e.tag == "li"]
    if items:
        parent = block.within[block.within.index(items[-1]) - 1]
        rank = [e for e in parent.parts if isinstance(e, Element)].index(items[-1]) + 1
        mark = f"{rank}." if parent.tag == "ol" else "-"
        mark = " " * len(mark) if items[-1] in begun else mark
        begun.add(items[-1])
        words = f"{'  ' * (len(items) - 1)}{mark} {words}"
    hidden = any("hidden" in e.attributes for e in block.within)
    yield f"(caché) {words}" if hidden else words


MARKS = {
    "caption": "Tableau : {}",
    "dt": "{} :",
    "dd": "    {}",
    "summary": "▸ {}",
    "option": "( ) {}",
    "legend": "{} :",
}


def _write_cells(row: Element, address: str) -> Iterator[str]:
    for cell in row.parts:
        if isinstance(cell, Element):
            yield " / ".join(_write_parts(b.parts, address) for b in list_blocks(cell))


def _write_parts(parts: list[Element | str], address: str) -> str:
    return " ".join("".join(_write_part(part, address) for part in parts).split())


def _write_part(part: Element | str, address: str) -> str:
    if isinstance(part, str):
        return part
    known = part.attributes
    inside = "".join(_write_part(inner, address) for inner in part.parts)
    match part.tag:
        case "svg" | "img":
            return _write_drawing(part, address)
        case "a" if known.get("class") == "ancre":
            return ""  # every heading has one (test_citations.py)
        case "a" if "data-definition" in known:
            return f"{inside} [{known['data-terme']} : {known['data-definition']}]"
        case "a" if "href" in known:  # a template's has none
            inside = known.get("aria-label", inside)
            return f"{inside} [{urljoin(address, known['href'])}]"
        case "input":
            return "[ ] "
        case "button":
            return f"<{inside.strip()}>"
        case "em":
            return f"*{inside}*"
        case "strong" if "title" not in known:
            return f"**{inside}**"
        case "small":
            return f" ({inside.strip()})"
        case _ if "title" in known:
            return f"{inside} ({known['title']})"
        case _:
            return inside


def _write_drawing(drawing: Element, address: str) -> str:
    """What is said of a drawing to those who do not see it, and the links that it holds."""
    if drawing.attributes.get("aria-hidden"):
        return ""
    said = [e.text.strip() for tag in ("title", "desc") for e in drawing.find_all(tag)]
    name = drawing.attributes.get("aria-label") or drawing.attributes.get("alt")
    links = [_write_part(link, address) for link in drawing.find_all("a")]
    return f"[image : {' '.join(filter(None, [name, *said]))}] {' '.join(links)}"
