"""What no text may hold is found wherever it is: the quick search before hides nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.schema.forbidden import CODE, find_code

TEXTS = [
    "un <b", "a {{", "a {%", "a {#", "a }}", "a %}", "[x](http://a)", "[x](a", "À REMPLIR : a",
    "A REMPLIR", "Ã©t", "Å“", "Â«", "â€", "\ufffd", "\ue010", "- a", "a\n-\u00a0a", "• a",
    "a\n · a", "* a", "a\n# b", "## a", "| a | b",
]  # fmt: skip


def find_all(text: str) -> list[tuple[str, str]]:
    """Return what each pattern finds in the text, all of it read by each."""
    return [
        (code, match[0].strip())
        for code, pattern in CODE.items()
        for match in re.finditer(pattern, text)
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_all_that_the_patterns_match_is_found(text: str) -> None:
    assert find_all(text)
    assert list(find_code(text)) == find_all(text)


@pytest.mark.parametrize("code", CODE)
@given(data=st.data())
def test_what_a_pattern_finds_is_always_found(code: str, data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(["", "a\n", "\n  ", "[Un lien](", "Été "]))
    written = data.draw(st.from_regex(CODE[code].removeprefix(r"(?<=\]\()"), fullmatch=True))
    text = f"{before}{written}"
    assert list(find_code(text)) == find_all(text)
