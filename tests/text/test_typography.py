import random
import re
from html import unescape

import pytest

from scripts.text.typography import set_french, set_html, set_markdown, sort_key, write_number


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("l'école", "l’école"),
        ("Qui ? Moi ! Oui ; non : voilà", "Qui\u202f? Moi\u202f! Oui\u202f; non\u00a0: voilà"),
        ("un « mot »", "un «\u202fmot\u202f»"),
        ('un "mot"', "un «\u202fmot\u202f»"),
        ("50 000 € et 12345", "50\u202f000\u202f€ et 12\u202f345"),
        ("100 % en 2026", "100\u202f% en 2026"),
        ("oeuvre, soeur, coeur, manoeuvre", "œuvre, sœur, cœur, manœuvre"),
        ("poésie, coefficient, moelle", "poésie, coefficient, moelle"),
        ("à 12:30", "à 12:30"),
        ("ISBN 978-2-488583-12-1", "ISBN 978-2-488583-12-1"),
        ("etc...", "etc…"),
        ("17 km", "17\u00a0km"),
        ("3 ans, 1 an, 6 mois, 2 heures", "3\u00a0ans, 1\u00a0an, 6\u00a0mois, 2\u00a0heures"),
        ("3 animateurs, 2 hôtes, 5 kmx", "3 animateurs, 2 hôtes, 5 kmx"),
        ("n° 3, n°4, n° x", "n°\u202f3, n°\u202f4, n° x"),
        ("les enfants' et l' « été »", "les enfants' et l' «\u202fété\u202f»"),
        ("l'«été» d'", "l’«\u202fété\u202f» d’"),
        ('l\'"été"', "l’«\u202fété\u202f»"),
        ("«mot»", "«\u202fmot\u202f»"),
        ("Vraiment! Oui? (Non!)", "Vraiment\u202f! Oui\u202f? (Non\u202f!)"),
        ("oui!non", "oui!non"),
        ("20% et 30€", "20\u202f% et 30\u202f€"),
        ("1234 ou 12345 ou 1234567", "1234 ou 12\u202f345 ou 1234567"),
        ("1 234 567", "1\u202f234\u202f567"),
        ("12 3456", "12 3456"),
        ("12345/6, 1.12345, 12345.6", "12345/6, 1.12345, 12345.6"),
        ('un "mot" puis\n"un autre', 'un «\u202fmot\u202f» puis\n"un autre'),
        ("Coeur, OEUVRE, noeud, voeux, boeuf", "Cœur, ŒUVRE, nœud, vœux, bœuf"),
        ("désoeuvrement, choeur, oecuménique", "désœuvrement, chœur, œcuménique"),
        ("a ;b, c :d", "a ;b, c :d"),
    ],
)
def test_french_as_it_is_printed(written: str, printed: str) -> None:
    assert set_french(written) == printed
    assert set_french(printed) == printed


def test_french_alphabetical_order() -> None:
    words = ["zoo", "École", "« Trouve »", "œuf", "eau", "Ecologie", "À Bron", "Action", "ou"]
    assert sorted(words, key=sort_key) == [
        "À Bron", "Action", "eau", "École", "Ecologie", "œuf", "ou", "« Trouve »", "zoo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1234, "1\u202f234"),
        (1234567, "1\u202f234\u202f567"),
        (0.5, "0,5"),
        (2.0, "2"),
        (1234.25, "1\u202f234,25"),
        (33.05, "33,05"),
        (-1234.5, "-1\u202f234,5"),
    ],
)
def test_a_number_as_it_is_printed(number: float, printed: str) -> None:
    assert write_number(number) == printed


@pytest.mark.parametrize(
    "kept",
    [
        "`l'été`",
        "```\nl'été\nl'eau\n```",
        "{{ carte('l\\'été') }}",
        "{% if x == 'a' %}",
        "<a title='l'été'>",
        "](https://exemple.fr/l'ete)",
        "````\n```\nl'été\n```\nl'eau\n````",
        '{ title="l\'été" }',
        "<code>l'été <b>l'eau</b></code>",
    ],
)
def test_code_tags_and_links_of_a_page_are_left_alone(kept: str) -> None:
    assert set_markdown(f"l'été {kept} l'eau") == f"l’été {kept} l’eau"


@pytest.mark.parametrize("mark", ["!!! note", "    ??? note", "???+ note", "===", "===+"])
def test_the_title_of_an_admonition_or_of_a_tab_keeps_its_quotes(mark: str) -> None:
    written = f'Il dit "oui".\n\n{mark} "L\'été"\n\n    L\'eau'
    printed = f'Il dit «\u202foui\u202f».\n\n{mark} "L’été"\n\n    L’eau'
    assert set_markdown(written) == printed


def test_a_page_without_code_is_set_whole() -> None:
    assert set_markdown("l'été : oui") == "l’été\u00a0: oui"


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
