"""What scripts say is in the templates: each sentence is there, set as French, and is said."""

import json
import re
from pathlib import Path

import pytest

from scripts.text.typography import set_spaces
from tests.blocks import read_document
from tests.conftest import ROOT

SCRIPTS = ROOT / "docs/assets/js"
# The block of a page, then the scripts that say its sentences, each with what it calls to say one.
BLOCKS = {
    ("recherche/", "mots-recherche"): {
        "recherche/quick.js": "say",
        "recherche/page.js": "sayAnywhere",
        "recherche/results.js": "say",
    },
    ("recherche/", "mots"): {"recherche/page.js": "say"},
    ("ressources/", "mots"): {"catalogue.js": "say"},
    ("portraits/", "mots"): {"catalogue.js": "say"},
    ("portraits/", "mots-ressemble"): {"comme-chez-vous.js": "say"},
    ("portraits/comparer/", "mots"): {"comparer.js": "say"},
    ("reseau/", "mots"): {"centres.js": "say"},
    ("glossaire/", "mots"): {"glossaire.js": "say"},
    ("se-situer/", "mots-garde"): {"travail/keeping.js": "say"},
    ("se-situer/", "mots"): {"travail/scale.js": "say"},
    ("echiquier/", "mots"): {"travail/board.js": "say"},
    ("contribuer/raconter/", "mots"): {
        f"raconter/{name}.js": "say" for name in ("form", "fields", "sending", "shelf")
    },
}
# Words of the JSON Schema that the form says as they are.
OF_THE_SCHEMA = {"oui", "non"}


def read_code(path: Path) -> str:
    """Return a script without its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"(?m)(^|\s)//.*$", "", re.sub(r"(?s)/\*.*?\*/", "", text))


@pytest.mark.parametrize(("url", "block"), BLOCKS)
def test_a_script_says_the_sentences_of_its_template(site: Path, url: str, block: str) -> None:
    said = set()
    for name, function in BLOCKS[url, block].items():
        # The name of a sentence, or two to choose from: say("one"), say(n ? "one" : "two").
        calls = rf'\b{function}\((?:[^"()]*\? )?"(\w+)"(?: : "(\w+)")?'
        for names in re.findall(calls, read_code(SCRIPTS / name)):
            said |= set(filter(None, names))
    sentences = json.loads(read_document(site / url / "index.html").get(block).text)
    assert said == sentences.keys() - OF_THE_SCHEMA
    for given in sentences.values():
        for sentence in given if isinstance(given, list) else [given]:
            assert sentence == set_spaces(sentence)


@pytest.mark.parametrize("path", sorted(SCRIPTS.rglob("*.js")), ids=lambda path: path.name)
def test_no_script_holds_a_french_word(path: Path) -> None:
    assert re.findall(r".*[àâçèéêëîïôùûœÀÉ].*", read_code(path)) == []
