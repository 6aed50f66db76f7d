"""Finds what a text may name: the words that have a capital within a sentence."""

import re
from collections.abc import Iterator

# What a name goes on by, between two capitals: « Mots du Quai », « Jean-Moulin », « Cour d’Or ».
_JOINT = r"(?:[ -](?:(?:de|du|des|la|le|les|aux?|et|en|sur|sous)[ -]|[dl]['’])?)"
_WORD = r"[^\W\d_a-zà-öø-ÿœ]\w*"
# After a word, a comma or an elision of the same sentence, quoted or not.
_NAME = re.compile(
    rf"(?:(?<=[\w,;()] )(?:[\"“«(] ?)?|(?<=\b[dlDL]['’]))({_WORD}(?:{_JOINT}{_WORD})*)"
)


def list_capitals(text: str) -> Iterator[str]:
    """Yield, in order, each run of words with a capital that does not begin a sentence.

    What is all capitals and figures, as « CM1 », is none: such letters name no one alone.
    """
    for name in _NAME.findall(" ".join(text.split())):
        if any(word[:1].isupper() and not word.isupper() for word in re.split(r"\W+", name)):
            yield name
