"""What no text may hold is found wherever it is: the quick search before hides nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.schema.forbidden import CODE, find_code

TEXTS = [
    "un <b", "a {{", "a {%", "a {#", "a }}", "a %}", "[x](http://a)", "[x](a", "À REMPLIR : a",
    "A REMPLIR", "Ã©t", "Å“", "Â«", "â€", "\ufffd", "\ue010", "- a", "a\n-\u00a0a", "• a",
    "a\n · a", "* a", "a\n# b", "## a", "| a | b", "=1+1", "\t=1+1", "@SUM(A1)",
    "+cmd|' /c calc'!A0", "-2+3", "-A1", "--A1", '=HYPERLINK("https://exemple.fr")',
    "Un mot ; =1+1", "Un mot\n+A1", "Un mot;-A1", "＝1",
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


@pytest.mark.parametrize(
    "text",
    ["-5 %", "+33 1 23 45 67 89", "+ 3 points", "2 + 3 = 5", "un @ et un +", "un ; -5 % ; +2 %",
     "--", "@lire, le club", "peut-être\ndemain", "-2 °C", "−5 ; –6", "a;b"],
)  # fmt: skip
def test_a_number_with_its_sign_is_no_formula(text: str) -> None:
    assert "formule" not in dict(find_code(text))


@pytest.mark.parametrize("code", CODE)
@given(data=st.data())
def test_what_a_pattern_finds_is_always_found(code: str, data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(["", "a\n", "\n  ", "[Un lien](", "Été "]))
    written = data.draw(st.from_regex(CODE[code].removeprefix(r"(?<=\]\()"), fullmatch=True))
    text = f"{before}{written}"
    assert list(find_code(text)) == find_all(text)
