"""What a text may not hold is found, wherever it is: the quick search before hides nothing."""

import re

import pytest

from scripts.schema.forbidden import CODE, find_code

TEXTS = [
    "un <b", "a {{", "a {%", "a {#", "a }}", "a %}", "[x](http://a)", "[x](a", "À REMPLIR : a",
    "A REMPLIR", "Ã©t", "Å“", "Â«", "â€", "\ufffd", "\ue010", "- a", "a\n-\u00a0a", "• a",
    "a\n · a", "* a", "a\n# b", "## a", "| a | b",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_all_that_the_patterns_match_is_found(text: str) -> None:
    matched = [
        (code, match[0].strip())
        for code, pattern in CODE.items()
        for match in re.finditer(pattern, text)
    ]
    assert matched
    assert list(find_code(text)) == matched
