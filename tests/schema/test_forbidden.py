"""What no text may hold is found wherever it is, though most texts are not searched for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.schema.forbidden import CODE, find_code


@pytest.mark.parametrize("code", CODE)
@given(data=st.data())
def test_what_a_pattern_finds_is_always_found(code: str, data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(["", "a\n", "\n  ", "[Un lien](", "Été "]))
    written = data.draw(st.from_regex(CODE[code].removeprefix(r"(?<=\]\()"), fullmatch=True))
    text = f"{before}{written}"
    everywhere = [
        (known, match[0].strip())
        for known, pattern in CODE.items()
        for match in re.finditer(pattern, text)
    ]
    assert list(find_code(text)) == everywhere
