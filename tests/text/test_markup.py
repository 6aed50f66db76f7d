from scripts.text.markup import render_inline, split_paragraphs


def test_emphasis_and_links_are_rendered() -> None:
    assert render_inline("un *mot* et un [lien](https://exemple.fr/l'a?b=12345)") == (
        'un <em>mot</em> et un <a href="https://exemple.fr/l\'a?b=12345">lien</a>'
    )


def test_the_rest_stays_text() -> None:
    hostile = (
        "<script>alert(1)</script> {{ 7*7 }} {% raw %} `code` # titre ![i](https://x.fr/a.png) "
        "[a](javascript:alert(1)) [b](data:text/html,x) [c](http://x.fr) <b onclick=x> &lt;i&gt;"
    )
    html = str(render_inline(hostile))
    assert "<script" not in html
    assert "<b" not in html
    assert "<img" not in html
    assert "&amp;lt;i&amp;gt;" in html
    assert "{{ 7*7 }}" in html
    assert html.count("<a ") == 1  # what follows the « ! »: an https link, and only that


def test_ordinals_are_raised() -> None:
    assert render_inline("De la 4e à la 2de, au 1er et au 2d degré.") == (
        "De la 4<sup>e</sup> à la 2<sup>de</sup>, au 1<sup>er</sup> et au 2<sup>d</sup> degré."
    )
    for text in ("10 e", "G2e", "3,5e", "le 3 de mai", "3ème"):
        assert render_inline(text) == text


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert split_paragraphs("un\nsuite\n\n\ndeux\n") == ["un\nsuite", "deux"]
