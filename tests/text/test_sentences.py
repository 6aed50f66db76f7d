"""Sentences of HTML, cut by tags or not."""

import random
import re
from html import unescape

import pytest

from scripts.text.sentences import set_html
from scripts.text.typography import set_french


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<p>l'été : oui</p>", "<p>l’été\u00a0: oui</p>"),
        ("« <em>x</em> »", "«\u202f<em>x</em>\u202f»"),
        ("«<em>x</em>»", "«\u202f<em>x</em>\u202f»"),
        ("l'<strong>étude</strong>", "l’<strong>étude</strong>"),
        ('"un <em>mot</em>"', "«\u202fun <em>mot</em>\u202f»"),
        ('<em>"un</em> mot"', "<em>«\u202fun</em> mot\u202f»"),
        ('un <em>"mot"</em> !', "un <em>«\u202fmot\u202f»</em>\u202f!"),
        ('<a href="/x">Qui</a> ? <b>Moi !</b>', '<a href="/x">Qui</a>\u202f? <b>Moi\u202f!</b>'),
        ("<b>20</b> % et <b>3</b> ans", "<b>20</b>\u202f% et <b>3</b>\u00a0ans"),
        ("12<b>345</b> habitants", "12<b>\u202f345</b> habitants"),
        ("un c<b>o</b>eur", "un c<b>œ</b>ur"),
        ("le <code>a'b</code> ?", "le <code>a'b</code>\u202f?"),
        ('l\'<code>x</code> et "<kbd>a</kbd>"', "l’<code>x</code> et «\u202f<kbd>a</kbd>\u202f»"),
        ('"un\nmot"', "«\u202fun mot\u202f»"),
        ("un\n<em>mot</em>\n?", "un\n<em>mot</em>\u202f?"),
        ('<p>"un</p><p>deux"</p>', '<p>"un</p><p>deux"</p>'),
        ('<li>"un<ul><li>deux"</li></ul>', '<li>"un<ul><li>deux"</li></ul>'),
        ("&quot;Q&amp;R&quot; &lt;b&gt; l&#39;été", "«\u202fQ&amp;R\u202f» &lt;b&gt; l’été"),
        ("1 &lt; 2 ?", "1 &lt; 2\u202f?"),
        ("oui<!-- l'été --> ?", "oui<!-- l'été -->\u202f?"),
        ('<img alt="l\'été ?" src="l\'a.png"> ?', '<img alt="l’été\u202f?" src="l\'a.png">\u202f?'),
        ('<abbr title="l\'&quot;x&quot; &amp; y">','<abbr title="l’«\u202fx\u202f» &amp; y">'),
        ('<a aria-label="l\'eau" data-a="l\'eau">', '<a aria-label="l’eau" data-a="l\'eau">'),
        ("<svg><text>l'a</text><svg/></svg>l'b", "<svg><text>l'a</text><svg/></svg>l’b"),
        ("<pre><pre>l'a</pre>l'b</pre>l'c", "<pre><pre>l'a</pre>l'b</pre>l’c"),
        ("<SPAN\n>l'a</SPAN >", "<SPAN\n>l’a</SPAN >"),
    ],
)  # fmt: skip
def test_the_html_of_a_page(written: str, printed: str) -> None:
    assert set_html(written) == printed
    assert set_html(printed) == printed


@pytest.mark.parametrize(
    "kept",
    [
        "<code>l'été</code>",
        "<pre>l'été\nl'eau</pre>",
        "<kbd>l'</kbd>",
        "<script>if (a < b) l'été</script>",
        "<style>l'été</style>",
        "<textarea>l'été</textarea>",
        "<svg><title>l'été</title></svg>",
        "<a href=\"/?a='b'\">x</a>",
        '<a href="https://exemple.fr/?id=12345">https://exemple.fr/?id=12345</a>',
        '<a href="http://exemple.fr/?id=12345">http://exemple.fr/?id=12345</a>',
        "<a>\n  www.exemple.fr/?id=12345\n</a>",
        "<!-- l'été -->",
        "<!doctype html>",
        "<?php l'été ?>",
        "<p>\n  déjà\n  composé&nbsp;: l’été &amp; l&#8217;eau\n</p>",
        "",
    ],
)
def test_what_html_keeps_as_it_is(kept: str) -> None:
    assert set_html(kept) == kept


PIECES = [
    *["l'", '"', '"', "«", "»", " ", " ", "\n", "!", "?", ":", ";", "%", "€", "...", "oe", "coeur"],
    *["mot", "un", "12345", "12 345", "3 ans", "n° 3", "&amp;", "&#39;", "\u00a0", "\u202f"],
    *["<em>", "</em>", "<strong>", "</strong>", '<a href="x">', "</a>", "<code>l'a</code>"],
]  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_any_sentence_is_set_whole_and_every_word_stays_in_its_tags(seed: int) -> None:
    chance = random.Random(seed)
    html = "".join(chance.choices(PIECES, k=30))
    done = set_html(html)
    tags = re.compile("(<code>.*?</code>|<[^>]*>)")
    before, after = tags.split(html), tags.split(done)
    assert after[1::2] == before[1::2], "the tags"
    for old, new in zip(before[::2], after[::2], strict=True):
        assert _letters(new) == _letters(old)
    text, words = (re.sub(r"<code>.*?</code>", "X", one) for one in (html, done))
    text, words = (unescape(re.sub("<[^>]*>", "", one)) for one in (text, words))
    flat = re.sub(r"[ \t]*\n[ \t]*", " ", text)
    assert re.sub(r"[ \t]*\n[ \t]*", " ", words) == set_french(flat)
    if set_french(set_french(flat)) == set_french(flat):
        assert set_html(done) == done


def _letters(text: str) -> str:
    """What typography never changes of a text."""
    return re.sub(r"[\s\"«»'’.…]", "", unescape(text)).replace("œ", "oe")
