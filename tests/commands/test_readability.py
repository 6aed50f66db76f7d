"""The texts stay as easy to read as they are, and plain words are much easier."""

from scripts.commands.readability import PLAIN, read_floors, score_pages, score_text
from scripts.study.study import Study
from tests.conftest import ROOT

EASIER = 10  # points that plain words have over the full text, at least


def test_a_hard_text_scores_less_than_an_easy_one() -> None:
    easy = score_text("", "", ["Le chat dort.", "Il mange la soupe chaude."])
    hard = score_text(
        "",
        "",
        ["L'interprofessionnalité institutionnalisée questionne la transversalité des pratiques."],
    )
    assert easy.value > 90
    assert hard.value < 30


def test_no_page_is_harder_than_its_kind_allows(study: Study) -> None:
    """The study's pages: a testimony keeps its author's words."""
    told = {entry.url for entry in study.portraits.values() if entry.origine == "temoignage"}
    floors = read_floors(ROOT)
    scores = [score for score in score_pages(study) if score.url not in told]
    assert {score.kind for score in scores} == set(floors)
    assert [score for score in scores if score.value < floors[score.kind]] == []


def test_plain_words_are_much_easier_than_the_full_text(study: Study) -> None:
    scores = {score.url: score.value for score in score_pages(study)}
    for text in study.plain_texts:
        assert scores[f"{text.url}{PLAIN}/"] >= scores[text.url] + EASIER, text.url
