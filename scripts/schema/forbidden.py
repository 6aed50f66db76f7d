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
    "a-remplir": r"À REMPLIR.{0,40}",  # what is left of the template to fill in, and what follows
}
_CODE = [(code, re.compile(pattern)) for code, pattern in CODE.items()]


def find_code(text: str) -> Iterator[tuple[str, str]]:
    """Yield the code of a problem and the words at fault, for each piece of code or bad link."""
    for code, pattern in _CODE:
        for match in pattern.finditer(text):
            yield code, match[0].strip()
