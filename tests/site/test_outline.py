"""The headings and the anchors of a page, from its HTML."""

import pytest

from scripts.site.outline import Heading, link_headings, read_outline


@pytest.mark.parametrize(
    ("html", "headings", "anchors"),
    [
        ('<h2 id="a">A</h2>', [Heading(2, "a", "A")], {"a"}),
        ('<h3 class="x" id="a" lang="fr">L\'<em>eau</em>\n &amp; feu</h3>',
         [Heading(3, "a", "L'eau & feu")], {"a"}),
        ('<h2 id="a"></h2>', [Heading(2, "a", "")], {"a"}),
        ('<h2 id="a">A\nB</h2><p id="b">C</p><h2 id="c">D</h2>',
         [Heading(2, "a", "A B"), Heading(2, "c", "D")], {"a", "b", "c"}),
        ('<h2>A</h2><h2 id="">B</h2><h4 id="c">C</h4>', [], {"c"}),
        ('<h2>A</h2><p id="b">B</p></h2>', [], {"b"}),
        ('<p>id="a"</p><br id="b"/><p id=""> id="c"</p>', [], {"b"}),
    ],
)  # fmt: skip
def test_what_can_be_linked_to_has_an_anchor(
    html: str, headings: list[Heading], anchors: set[str]
) -> None:
    found, known = read_outline(html)
    assert (list(found), set(known)) == (headings, anchors)


def test_headings_are_written_anew_where_they_are() -> None:
    def write(heading: Heading, attributes: str, inside: str) -> str:
        return f"[{heading.level}{attributes}|{inside}|{heading.anchor}]"

    html = '<p>A</p><h2 id="b" class="x">B <i>C</i></h2><h2>D</h2>'
    written = '<p>A</p>[2 id="b" class="x"|B <i>C</i>|b]<h2>D</h2>'
    assert link_headings(html, write) == written
