import pytest

from scripts.text.patterns import write_portable


@pytest.mark.parametrize(
    ("pattern", "portable"),
    [
        (r"\w+", r"[\p{L}\p{N}_]+"),
        (r"[*\w.]", r"[*\p{L}\p{N}_.]"),
        (r"\[\w\]", r"\[[\p{L}\p{N}_]\]"),
        (r"[^\]\w]\w", r"[^\]\p{L}\p{N}_][\p{L}\p{N}_]"),
        (r"\d\s\\w", r"\d\s\\w"),
    ],
)
def test_what_knows_accents_in_python_knows_them_in_javascript(pattern: str, portable: str) -> None:
    assert write_portable(pattern) == portable


def test_the_edge_of_a_word_is_told_by_what_is_on_each_side() -> None:
    letter = r"[\p{L}\p{N}_]"
    edge = f"(?:(?<={letter})(?!{letter})|(?<!{letter})(?={letter}))"
    assert write_portable(r"ans?\b") == f"ans?{edge}"
