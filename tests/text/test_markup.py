from markupsafe import Markup

from scripts.text.markup import (
    MOST_MARKS,
    raise_ordinals,
    read_plain,
    render_inline,
    split_paragraphs,
)


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
    assert render_inline("les 1ers, 1res, 2es, 2nds, 2nd, 2ndes, 2ds") == (
        "les 1<sup>ers</sup>, 1<sup>res</sup>, 2<sup>es</sup>, 2<sup>nds</sup>, 2<sup>nd</sup>, "
        "2<sup>ndes</sup>, 2<sup>ds</sup>"
    )
    assert render_inline("la 1re, la 2nde, le 2e") == (
        "la 1<sup>re</sup>, la 2<sup>nde</sup>, le 2<sup>e</sup>"
    )
    for text in ("10 e", "G2e", "3,5e", "le 3 de mai", "3ème"):
        assert render_inline(text) == text


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert split_paragraphs("un\nsuite\n\n\ndeux\n") == ["un\nsuite", "deux"]


def test_plain_text_is_written_by_whoever_asks_outside_links() -> None:
    def write(text: str) -> Markup:
        return Markup("<b>{}</b>").format(text)

    assert render_inline("l’eau", write) == "<b>l’eau</b>"
    assert render_inline("l’eau *d’ici*", write) == "<b>l’eau </b><em><b>d’ici</b></em>"
    assert render_inline("un [lien du 2e](https://x.fr) ici", write) == (
        '<b>un </b><a href="https://x.fr">lien du 2<sup>e</sup></a><b> ici</b>'
    )


def test_a_text_with_too_many_marks_is_shown_as_it_is_written() -> None:
    pairs = MOST_MARKS // 2
    assert render_inline("*a* " * pairs) == "<em>a</em> " * pairs
    assert render_inline("*a* " * pairs + "*") == "*a* " * pairs + "*"


def test_ordinals_are_raised_in_text_that_is_escaped() -> None:
    assert raise_ordinals("<b> 4e") == "&lt;b&gt; 4<sup>e</sup>"


def test_a_text_is_read_without_what_marks_it_up() -> None:
    text = "Un *mot* **fort**, [un\u00a0lien](https://exemple.fr/), en 6e & <b>le reste</b>."
    assert read_plain(text) == "Un mot fort, un\u00a0lien, en 6e & <b>le reste</b>."
