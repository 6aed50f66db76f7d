"""Every message has a wrong and a right example, and both do what the help page says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scripts.problems.messages import MESSAGES
from scripts.problems.problem import InvalidStudyError
from scripts.schema.site import Example
from scripts.site.json_schemas import list_schemas
from scripts.study.study import Memory, Study, read_study
from tests.conftest import copy_project
from tests.site.test_portrait_added import TEXT

RESOURCE = """\
essai:
  titre: Un essai
  auteurs:
    - centre: labo-cites
  annee: 2022
  pages: 4
  liens: [https://exemple.fr]
  themes: [sport]
  genre: guide
"""
FIGURE = """\
titre: Un essai
question: Qui vient ?
constat: La ville vient.
mesure: Part, en %
population: Des villes
source: Un essai
rubrique: Un essai
forme: tableau
declare: non
edition: 2026
lignes:
  - cle: ville
    titre: Ville
    valeurs:
      - nombre: 104
        taux: 50
"""
CHAPTER = """\
ordre: 99
titre: Un essai
resume: Un essai.
rubrique: Un essai
en_trois_points: [On sème., On arrose., On récolte.]
en_clair: [On sème., On arrose., On attend., On récolte., On partage.]
sections:
  - titre: Semer
    texte: On sème.
"""


def replace_keys(base: str, example: Example, margin: str = "") -> str:
    """The base with the keys of the example in place of its own."""
    chunks = re.split(rf"^(?={margin}\w)", base, flags=re.MULTILINE)
    text = (example.texte or "") * example.fois
    text = re.sub("^", margin, text, flags=re.MULTILINE).rstrip(" ")
    written = set(re.findall(rf"^{margin}(\w+):", text, flags=re.MULTILINE))
    removed = written | {example.sans}
    return "".join(c for c in chunks if c.split(":")[0].strip() not in removed) + text


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Memory]:
    """A copy of the project for all the examples, which clear away what they write."""
    return copy_project(tmp_path_factory.mktemp("exemples") / "projet"), Memory()


def codes_of(example: Example, project: Path, memory: Memory) -> set[str]:
    """The codes of the problems found once the example is in the project."""
    path = project / "portraits" / (example.nom or "jardin-partage.yml")
    if example.dans == "ressource":
        path = project / "content/ressources.yml"
        text = path.read_text(encoding="utf-8") + replace_keys(RESOURCE, example, "  ")
    elif example.dans == "chiffre":
        path = project / "content/chiffres/essai.yml"
        text = replace_keys(FIGURE, example)
    elif example.dans == "chapitre":
        path = project / "content/chapitres/essai.yml"
        text = replace_keys(CHAPTER, example)
    elif example.dans == "adresse":
        path = project / "content/anciennes_adresses.yml"
        text = example.texte or ""
    elif example.dans == "journal":
        path = project / "content/journal.yml"
        text = example.texte or ""
    elif example.dans == "retrait":
        path = project / "content/retraits.yml"
        text = example.texte or ""
    elif example.dans == "courriel":
        path = project / "content/courriels.yml"
        text = replace_keys(path.read_text(encoding="utf-8"), example)
    elif example.seul:
        text = (example.texte or "") * example.fois
    else:
        text = replace_keys(TEXT, example)
    if example.caractere:
        text = text.replace("␣", chr(int(example.caractere, 16)))
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    path.parent.mkdir(exist_ok=True)
    if example.ailleurs:
        (project.parent / "ailleurs.yml").write_text(text)
        path.symlink_to(project.parent / "ailleurs.yml")
    elif example.nom == "absent.yml":
        path.symlink_to(project / "portraits/nulle-part.yml")
    else:
        path.write_text(text, encoding=example.encodage)
    try:
        study = read_study(project, memory=memory)
    except InvalidStudyError as error:
        return {problem.code for problem in error.problems}
    finally:
        path.unlink()
        if before is not None:
            path.write_text(before, encoding="utf-8")
        if path.parent.suffix:
            path.parent.rmdir()
    return {problem.code for problem in study.notices}


@pytest.mark.parametrize("code", MESSAGES)
def test_both_examples_do_what_is_said(
    code: str, study: Study, shared: tuple[Path, Memory]
) -> None:
    assert codes_of(study.erreurs[code].faux, *shared) >= {code}
    assert codes_of(study.erreurs[code].juste, *shared) == set()


def test_no_example_is_left_over(study: Study) -> None:
    assert study.erreurs.keys() == MESSAGES.keys(), "each has one in content/erreurs.yml"


def test_every_rule_has_its_message(study: Study) -> None:
    codes: set[str] = set()

    def note(part: dict[str, Any]) -> dict[str, Any]:
        codes.update(rule["code"] for rule in part.get("x-regles", ()))
        return part

    for name, text in list_schemas(study).items():
        if name.endswith(".json"):
            json.loads(text, object_hook=note)
    assert codes
    assert codes - MESSAGES.keys() == set(), "give it one in scripts/problems/messages.py"


def test_sentences_are_whole() -> None:
    for code, message in MESSAGES.items():
        assert message.sentence.endswith("."), code
        assert message.remedy, code
