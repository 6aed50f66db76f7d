"""What a text may not hold is found, wherever it is: the quick search before hides nothing."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from scripts.schema.forbidden import CODE, find_code

# What the patterns are made of, and what stands around.
PIECES = [
    "a", "é", " ", "\u00a0", "\n", "<b", ">", "{{", "{%", "{#", "}}", "%}", "[x]", "(http:", "()",
    "À REMPLIR", "REMPLI", "Ã", "©", "Å", "“", "Â", "â", "€", "\ufffd", "\ue010", "-", "•", "·",
    "*", "#", "|",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("- a")
@example("a\n-\u00a0é")
@example("a À REMPLIR")
def test_all_that_the_patterns_match_is_found(text: str) -> None:
    matched = [
        (code, match[0].strip())
        for code, pattern in CODE.items()
        for match in re.finditer(pattern, text)
    ]
    assert list(find_code(text)) == matched
