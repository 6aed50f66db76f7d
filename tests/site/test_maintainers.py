"""What is written for those who keep the site without programming leads to what is there."""

import re
from pathlib import Path

import pytest

from scripts.reading.documents import parse_document
from scripts.schema.annexes import Resource
from scripts.schema.journal import Journal
from scripts.study.study import Study
from scripts.study.validation import validate
from tests.conftest import ROOT

FOLDER = ROOT / "docs/mainteneurs"
WRITTEN = [ROOT / "PASSATION.md", *(FOLDER / f"{name}.md" for name in (
    "index", "moderer", "navigateur", "essayer",
))]  # fmt: skip
GUIDES = "\n".join(
    (FOLDER / name).read_text(encoding="utf-8") for name in ("navigateur.md", "publier.md")
)
# A file or a folder of the project, as these pages name it: `content/journal.yml`, `portraits/`.
_NAMED = re.compile(r"`((?:content|docs|overrides|portraits|requirements|scripts|tests)/[^`]*)`")
_LINK = re.compile(r"\]\((?!https:)([^)#]+)")  # the target of a link to another file
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)  # the name of a target of the Makefile


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_what_a_page_names_is_there(path: Path) -> None:
    text = read(path)
    named = [ROOT / name for name in _NAMED.findall(text)]
    linked = [path.parent / target for target in _LINK.findall(text)]
    assert named or linked
    assert [each for each in (*named, *linked) if not each.exists()] == []
    targets = set(_TARGET.findall(read(ROOT / "Makefile")))
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets


def test_every_page_of_maintainers_is_one_link_away() -> None:
    linked = set(_LINK.findall(read(FOLDER / "index.md")))
    assert {path.name for path in FOLDER.glob("*.md")} - linked == {"index.md"}


def list_examples(name: str) -> list[str]:
    """Return the texts that the guides give to be pasted in a file, without their margin."""
    found = re.findall(
        rf'^( *)```yaml title="{name}"\n(.*?)\n\1```', GUIDES, re.DOTALL | re.MULTILINE
    )
    return [re.sub(rf"^{margin}", "", text, flags=re.MULTILINE) + "\n" for margin, text in found]


def test_what_the_guides_give_to_paste_is_accepted(study: Study) -> None:
    (resource,) = list_examples("content/ressources.yml")
    document = parse_document(resource, "content/ressources.yml")
    assert isinstance(document.data, dict)
    (slug,) = document.data
    made, problems = validate(Resource, document, study.slugs, slug, (slug,))
    assert made and problems == []
    (note,) = list_examples("content/journal.yml")
    journal, problems = validate(
        Journal, parse_document(note, "content/journal.yml"), study.slugs, "", names=study.names
    )
    assert journal and problems == []


def test_the_protocol_says_at_once_that_nobody_has_followed_it() -> None:
    text = read(FOLDER / "essayer.md")
    assert text.index("n'a pas encore été fait") < text.index("\n## ")


def test_the_drawings_say_that_they_are_drawings() -> None:
    drawings = sorted((ROOT / "docs/assets/images/mainteneurs").glob("*.svg"))
    assert {path.name for path in drawings} == set(re.findall(r"mainteneurs/([\w-]+\.svg)", GUIDES))
    for path in drawings:
        assert "<title>Dessin : " in read(path)
    assert GUIDES.count("/// caption\nDessin : ") == len(drawings)
