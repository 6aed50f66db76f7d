"""What golden pages leave aside, as text.

The blocks that no page of the small study shows, what pages become in another state of the site,
and the attributes that style sheets and scripts select elements by.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from functools import cache

from scripts.engines.markdown import convert_page
from scripts.problems.problem import Problem
from scripts.site.site import Site
from tests.blocks import Element, read_html
from tests.conftest import ROOT, read_small_settings
from tests.page_text import write_blocks, write_document

# A block, as a page that a person writes calls it.
_CALL = re.compile(r'^\{\{ (bloc\("([\w-]+)"(?:, (\w+)=(?:"(\w+)"|(True)|False))?\)) \}\}$', re.M)
# It shows every message there is: tests/site/test_blocks.py says how.
_MESSAGES = "erreurs"
PROBLEMS = [
    Problem(1, "portraits/cafe.yml", 3, 1, "cle-inconnue", "Une faute.", "Corrigez-la."),
    Problem(1, "content/carte.yml", 12, 4, "cle-inconnue", "L'autre faute.", "Retirez-la."),
]
# The attributes that style sheets and scripts select by; golden pages have words and links.
_KNOWN_BY = re.compile(
    r"class|data-(?!definition|terme).*|aria-(?!label$).*|hidden|open|checked|disabled|required"
    r"|role|scope|colspan|rowspan|for|lang|name|type|value|min|max|step|maxlength|rel|loading"
)


def make_blocks(site: Site) -> dict[str, str]:
    """Return each block that pages of docs/ show and none of the site, by how it is called."""
    shown = {name for page in site.written.values() for _, name, *_ in _CALL.findall(page.markdown)}
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))
    calls = {call: given for text in texts for call, *given in _CALL.findall(text)}
    blocks = {}
    for call, (name, key, text, yes) in sorted(calls.items()):
        if name in {*shown, _MESSAGES}:
            continue
        values = {key: text or bool(yes)} if key else {}
        blocks[call] = site.show_block(name, f"{name}/", **values)
    return blocks


def make_documents(site: Site) -> dict[str, str]:
    """Return every page of a site by its address, as nobody builds it."""
    settings = read_small_settings()
    documents = {page.url: page.document for page in site.make_pages()}
    documents |= {page.url: convert_page(site, page, settings) for page in site.written.values()}
    other = {name: text for name, text in site.make_files().items() if name.endswith(".html")}
    return documents | {name.removesuffix("index.html"): text for name, text in other.items()}


def write_shown_blocks(site: Site) -> Iterator[str]:
    """The blocks that no page of the site shows, then what takes the place of a site at fault."""
    for call, html in make_blocks(site).items():
        yield from ["", f"# {call}", *write_blocks(read_html(html), "/")]
    problems = read_html(site.show_problems(PROBLEMS, "", "En panne"))
    yield from ["", "# problemes", write_document(problems, "")]


def write_changes(usual: Site, other: Site) -> Iterator[str]:
    """What is lost and won on each page and each block where the site is the other."""
    before = _read_pages(usual)
    for page, lines in _read_pages(other).items():
        compared = [*unified_diff(before.get(page, []), lines, n=0, lineterm="")][2:]
        if changes := [line for line in compared if not line.startswith("@@")]:
            yield from ["", f"# {page}", *changes]


@cache
def _read_pages(site: Site) -> dict[str, list[str]]:
    pages = {
        url: write_document(read_html(html), url) for url, html in make_documents(site).items()
    }
    blocks = {
        call: "\n".join(write_blocks(read_html(html), "/"))
        for call, html in make_blocks(site).items()
    }
    return {name: text.split("\n") for name, text in (pages | blocks).items()}


def write_elements(site: Site) -> Iterator[str]:
    """How style sheets and scripts know the elements of each page, and how many there are of each.

    What is round a page is that of every page: it is told of the first only.
    """
    around: set[str] = set()
    for name, html in (make_documents(site) | make_blocks(site)).items():
        document = read_html(html)
        shown = document.find_all("main") if around else []
        counts = Counter(
            known
            for element in (shown or [document])
            for inner in element.walk()
            if (known := _name_element(inner))
        )
        around |= counts.keys()
        yield from ["", f"# {name}"]
        yield from (f"{count} × {known}" for known, count in counts.items())


def _name_element(element: Element) -> str:
    known = element.attributes.items()
    found = [f"{key}={value}".strip("=") for key, value in known if _KNOWN_BY.fullmatch(key)]
    return " ".join([element.tag, *found]) if found else ""
