"""Whatever is in a file that somebody opens, nothing runs, nothing is lost and the page goes on.

A file is spoiled in one place at a time: each of its values, in turn, is one of those below.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from scripts.study.study import Study
from tests.in_browser import test_tools as tools
from tests.in_browser.conftest import note_faults
from tests.in_browser.test_drafts import context, open_tab, read_stored, type_and_keep
from tests.in_browser.test_form import go_to
from tests.in_browser.test_tools import FILLED, SCALE, read_kept, read_said, save

__all__ = ["context"]  # a fixture

DEEP = "DEEP"  # stands for lists in one another, which Python would not write
WRONG: list[Any] = [
    None,
    True,
    5,
    -1e308,
    "",
    '"><img src=x onerror=window.hacked=1><script>window.hacked=1</script>',
    "javascript:window.hacked=1",
    "a\u202eb\u2066c\u200bd\ufeff\u0000\u2028\uffff",
    "\ud800",
    "x" * 400_000,
    [],
    {},
    ["x"],
    {"toString": 1, "valueOf": 2},
    {"__proto__": {"hacked": 1}, "constructor": {"prototype": {"hacked": 1}}},
    [{}] * 100_000,
    DEEP,
]


def list_places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """List where the values of a file are: its own keys first, then what they hold."""
    if place:
        yield place
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from list_places(inner, (*place, key))
    elif isinstance(value, list) and value:
        yield from list_places(value[0], (*place, 0))


def spoil(file: dict[str, Any], place: tuple[Any, ...], wrong: Any) -> bytes:
    """Return the text of the file with a wrong value in this place."""
    spoiled = json.loads(json.dumps(file))
    group = spoiled
    for key in place[:-1]:
        group = group[key]
    group[place[-1]] = wrong
    deep = "[" * 10_000 + "]" * 10_000
    return json.dumps(spoiled).replace(f'"{DEEP}"', deep).encode()


def list_spoiled(file: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """List what may come in the place of a file, each under a name."""
    places = [*list_places(file), ("version",), ("__proto__",)]
    for place in places:
        for rank, wrong in enumerate(WRONG):
            yield f"{'.'.join(map(str, place))}-{rank}.json", spoil(file, place, wrong)
    text = json.dumps(file)
    yield "image.json", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100
    yield "coupe.json", text[:-5].encode()
    yield "utf-16.json", text.encode("utf-16")
    yield "latin.json", text.encode() + "é".encode("latin-1")
    yield "gros.json", b" " * 5_000_000
    yield "vide.json", b""


def open_each(
    page: Page, files: str, said: Locator, texts: Iterable[tuple[str, bytes]]
) -> Iterator[tuple[str, str]]:
    """Open files in turn; give the name of each, and what the page answers to it."""
    for name, text in texts:
        page.set_input_files(files, {"name": name, "mimeType": "application/json", "buffer": text})
        expect(said).to_contain_text(name)
        yield name, said.inner_text()
    assert page.evaluate("[window.hacked, ({}).hacked]") == [None, None]


@pytest.mark.long
@pytest.mark.parametrize(("url", "fill"), FILLED)
def test_a_tool_answers_whatever_the_file_of_a_team_holds(
    browser: Browser, address: str, study: Study, url: str, fill: Callable[[Page, Study], None]
) -> None:
    page = browser.new_page(locale="fr-FR")
    faults = note_faults(page)
    tools.go_to(page, address + url)
    fill(page, study)
    whole = json.loads(save(page)[1])
    if url == SCALE:
        whole["reponses"] = dict.fromkeys(whole["papiers"], "oui")
    page.get_by_label("Garder ce que j’écris").check()
    kept = read_kept(page)
    for name, told in open_each(page, "[data-garde=ouvrir]", read_said(page), list_spoiled(whole)):
        if "Rien n’a été changé" in told:
            assert read_kept(page) == kept, name
        else:
            assert " est ouvert" in told, name
            kept = read_kept(page)
    assert faults == []
    page.close()


@pytest.fixture
def whole(study: Study, site: Path) -> dict[str, Any]:
    """The draft of a long portrait, as the form writes it to a file."""
    published = site / "donnees/portraits/passerelles.json"
    data = json.loads(published.read_text(encoding="utf-8")) | {"origine": "temoignage"}
    del data["slug"], data["url"]
    return {"date": "2026-11-26T10:00:00.000Z", "data": data, "unticked": {}}


def put_everywhere(value: Any, wrong: Any) -> Any:
    """Return the value with a wrong one in the place of each of its texts, the words apart."""
    if isinstance(value, dict):
        return {key: put_everywhere(inner, wrong) for key, inner in value.items()}
    if isinstance(value, list):
        return [put_everywhere(inner, wrong) for inner in value]
    return wrong if isinstance(value, str) and " " in value else value


@pytest.mark.long
def test_the_form_answers_whatever_a_draft_holds(
    context: BrowserContext, address: str, whole: dict[str, Any]
) -> None:
    page = open_tab(context, address)
    faults = note_faults(page)
    everywhere = [
        (f"partout-{rank}.json", json.dumps(whole | {"data": put_everywhere(whole["data"], wrong)}))
        for rank, wrong in enumerate(WRONG)
        if isinstance(wrong, str) and len(wrong) < 100
    ]
    texts = [(name, text.encode()) for name, text in everywhere]
    opened = []
    for name, told in open_each(page, ".brouillon [type=file]", page.locator(".avis"), texts):
        if "n’est pas un brouillon" not in told:
            opened.append(name)
            go_to(page, "etape-relire")
            expect(page.locator("#etape-relire")).to_be_visible()
            go_to(page, "etape-1")
    assert opened, "texts, whatever they say, are texts"
    assert faults == []


@pytest.mark.long
def test_what_is_not_a_draft_is_refused_and_nothing_is_lost(
    context: BrowserContext, address: str, whole: dict[str, Any]
) -> None:
    page = open_tab(context, address)
    faults = note_faults(page)
    type_and_keep(page, "#titre", "Un titre")
    before = read_stored(page)["data"]
    texts = dict(list_spoiled(whole))
    script = """async texts => {
        const scripts = document.querySelector("script[src$='js/page.js']").src
        const { parseDraft } = await import(new URL("raconter/drafts.js", scripts))
        const schema = await (await fetch("../../schemas/portraits.json")).json()
        return texts.filter(text => !parseDraft(text, schema)).length
    }"""
    refused = [
        (name, text)
        for name, text in texts.items()
        if page.evaluate(script, [text.decode(errors="replace")])
    ]
    assert len(refused) > len(texts) / 2
    chosen = refused[:: len(refused) // 40]
    for name, told in open_each(page, ".brouillon [type=file]", page.locator(".avis"), chosen):
        assert "n’est pas un brouillon" in told, name
    assert read_stored(page)["data"] == before
    assert page.input_value("#titre") == "Un titre"
    assert faults == []
