"""What links are called: one who hears them alone, out of their page, knows where each leads."""

from urllib.parse import urljoin

from tests.blocks import Element, read_document
from tests.conftest import Known
from tests.kinds import list_addresses


def read_aloud(element: Element) -> str:
    """What a screen reader calls a link: its label, else what is inside it and not hidden."""
    if label := element.attributes.get("aria-label"):
        return label
    return "".join(
        part if isinstance(part, str) else read_aloud(part)
        for part in element.parts
        if isinstance(part, str) or part.attributes.get("aria-hidden") != "true"
    )


def list_links(page: Element, url: str) -> list[tuple[str, str]]:
    """Return what each link is called, and the page where it leads.

    Ways to a part of the same page are called as its heading, and words of the glossary as
    themselves: they are left out.
    """
    links = []
    for link in page.find_all("a"):
        href = link.attributes.get("href", "#")
        if href.startswith("#") or link.attributes.get("class") == "terme":
            continue
        target = urljoin(f"/{url}", href).partition("#")[0].removesuffix("index.html")
        links.append((" ".join(read_aloud(link).split()).casefold(), target))
    return links


def test_links_that_are_called_the_same_lead_to_the_same_page(known: Known) -> None:
    seen = 0
    for url in list_addresses(known.site):
        path = known.site / url
        named: dict[str, str] = {}
        for name, target in list_links(
            read_document(path / "index.html" if path.is_dir() else path), url
        ):
            assert name, (url, target)
            assert named.setdefault(name, target) == target, (url, name)
            seen += 1
    assert seen > 500
