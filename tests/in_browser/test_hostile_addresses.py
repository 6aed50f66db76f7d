"""Whatever somebody writes in an address, or has left in this browser, a page stays whole."""

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.in_browser.conftest import note_faults

SCRIPT = quote('"><img src=x onerror=window.hacked=1><script>window.hacked=1</script>')
ADDRESSES = [
    f"?q={SCRIPT}",
    f"recherche/?q={SCRIPT}",
    "recherche/?q=%00%ff%E2%80%AE",
    "recherche/?q=constructor&genre=__proto__",
    "recherche/?q=" + "a" * 20_000,
    "echiquier/?p=__proto__",
    "echiquier/?p=..",
    "echiquier/?p=%2F%2Fexemple.fr%2F",
    f"echiquier/?p={SCRIPT}",
    "portraits/comparer/?p=__proto__,constructor,..,%2e%2e",
    f"portraits/comparer/?p=passerelles,passerelles,{SCRIPT}",
    "portraits/?theme=__proto__&age=constructor&tri=toString",
    f"portraits/?theme={SCRIPT}#{SCRIPT}",
    "ressources/?annee=NaN&tri=hasOwnProperty",
    "chiffres/?verdict=valueOf&" + "theme=a&" * 3_000,
    "glossaire/#%E0%A4%A",
    "contribuer/raconter/?fiche=../../x",
    "contribuer/raconter/?fiche=__proto__",
    f"contribuer/raconter/?fiche={SCRIPT}",
]
KEPT = [
    "",
    "null",
    "[]",
    "12",
    "{}",
    "{broken",
    '{"outil":"echiquier","jetons":[null]}',
    '{"__proto__":{"hacked":1},"outil":"echiquier"}',
    '{"data":{"__proto__":{"hacked":1}},"version":999}',
    '{"outil":"se-situer-ou-en-sommes-nous","mode":{"toString":1}}',
    '{"outil":"se-situer-ou-en-sommes-nous","mode":' + "[" * 10_000 + "]" * 10_000 + "}",
    '{"date":"2026-11-26","data":{"origine":"temoignage","leviers":['
    + ",".join(['""'] * 100_000)
    + "]}}",
    '{"date":"2026-11-26","data":{"origine":"temoignage","titre":"\\ud800"}}',
    '{"a":' * 20_000,
    "x" * 300_000,
]
KEYS = ["raconter", "echiquier", "se-situer:ou-en-sommes-nous", "theme"]
WATCH = """
addEventListener("securitypolicyviolation", ({ blockedURI }) => console.error(`CSP ${blockedURI}`))
"""


def visit(browser: Browser, address: str, before: str = "") -> list[str]:
    """Open a page; return what its scripts or its policy complain of, a missing file apart."""
    context = browser.new_context()
    context.add_init_script(WATCH + before)
    page = context.new_page()
    said = note_faults(page)
    page.goto(address, wait_until="networkidle")
    assert page.evaluate("[window.hacked, ({}).hacked]") == [None, None]
    assert page.locator("h1").first.inner_text().strip()
    context.close()
    return [words for words in said if "status of 404" not in words]


@pytest.mark.long
@pytest.mark.parametrize("asked", ADDRESSES, ids=range(len(ADDRESSES)))
def test_an_address_runs_nothing_and_breaks_no_page(
    browser: Browser, address: str, asked: str
) -> None:
    assert visit(browser, address + asked) == []


@pytest.mark.long
@pytest.mark.parametrize("kept", KEPT, ids=range(len(KEPT)))
@pytest.mark.parametrize("url", ["contribuer/raconter/", "echiquier/", "se-situer/"])
def test_what_a_browser_keeps_breaks_no_page(
    browser: Browser, address: str, url: str, kept: str
) -> None:
    put = f"for (const key of {json.dumps(KEYS)}) localStorage.setItem(key, {json.dumps(kept)})"
    assert visit(browser, address + url, put) == []
