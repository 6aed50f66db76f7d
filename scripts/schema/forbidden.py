"""What a text may not hold, whatever file it is in: code, and links that are not https.

The form of the site checks with the same patterns, written so that Python and JavaScript read
them alike: no \\w, \\d nor \\b, which know accents here and not there.
"""

import re
from collections.abc import Iterator

CODE = {
    "balise": r"</?[a-zA-Z!?][^>\s]*>?",  # an HTML tag, or the start of one
    "gabarit": r"\{\{|\{%|\{#|\}\}|%\}",  # a delimiter of Jinja
    "lien-interdit": r"(?<=\]\()\s*(?!https://)[^)\s]*",  # the target of a Markdown link
    "a-remplir": r"[ÀA] REMPLIR.{0,40}",  # what is left of the template, and what follows
    # UTF-8 that was read as Latin-1 or Windows-1252, what no system could read, a sign of a font,
    # a character as HTML names it (« &eacute; »), or a mail or an address
    # (« =C3=A9 »), a word cut at the end of a line (« édu- cation »)
    "texte-abime": r"(?:&(?:[a-zA-Z]{2,8}|#[0-9]{1,5});[a-zà-ÿ]*)+"
    r"|(?:[=%][CE][0-9A-F](?:[=%][89AB][0-9A-F])+[a-z]*)+"
    r"|(?<![a-zà-ÿ])[a-zà-ÿ]{2,}-[ \n](?!et |ou )[a-zà-ÿ]{2,}"
    r"|[ÃÅ][\u0080-\u00bf“”‰€™Š‡Ž›œŒ‚„]|Â[\u0080-\u00bf]|â€.?|\ufffd|[\ue000-\uf8ff]",
    # lines that begin with a dash, a bullet or a star, as a list of Markdown does; several that
    # begin with a number
    "liste-dans-texte": r"(?:(?:^|\n) *[-•·*][ \u00a0][^\n]*)+"
    r"|(?:(?:^|\n) *[0-9]{1,2}[.)] [^\n]*){2,}",
    # a line that other languages than YAML take for a remark; an HTML one is a tag
    "remarque": r"(?:^|\n) *(?:\/\/|\/\*)[^\n]*",
    # What a spreadsheet that opens the data computes: it begins a cell, as the text does, and as
    # each line and what follows a semicolon may. « -5 % », « +33 1 » and « @lire » are none.
    "formule": r"(?:^\s*|[;\n] ?)"
    r"(?:[=＝]|[@＠][A-Za-z.]+\(|[+-]+(?:[^\s0-9+-]|[0-9][0-9 .,]*[-+*/^]))[^;\n]{0,40}",
    "mise-en-page": r"(?:^|\n)#+ [^\n]*|(?:^|\n) *\|[^\n]*\|[^\n]*",  # of Markdown
}
# What is typed for an answer that is not known: dots, a question mark. No portrait may hold it.
UNKNOWN = r"^[ .…?/*_–—-]+$"
_CODE = [(code, re.compile(pattern)) for code, pattern in CODE.items()]
# A quick search for what every match of these patterns holds: most texts have nothing of it.
_SIGN = re.compile("[<{}#|*•·\\]=@＝＠+&ÃÅÂâ\ufffd\ue000-\uf8ff]")
_DASH = re.compile("^\\s*-|-[ \u00a0\n]|[;\n] ?-")
_RANK = re.compile("\n *[0-9]{1,2}[.)] ")
_SIGNS = ("%C", "%E", "//", "/*", "REMPLIR")


def find_code(text: str) -> Iterator[tuple[str, str]]:
    """Yield the code of a problem and the words at fault, for each piece of code or bad link."""
    if not (
        _SIGN.search(text)
        or ("-" in text and _DASH.search(text))
        or any(sign in text for sign in _SIGNS)
        or ("\n" in text and _RANK.search(text))
    ):
        return
    for code, pattern in _CODE:
        for match in pattern.finditer(text):
            yield code, match[0].strip()
