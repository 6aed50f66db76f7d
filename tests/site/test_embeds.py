"""Other sites may show a figure: a bare page, and the code to copy where there is an address."""

import re
from dataclasses import replace
from html import unescape

from scripts.search.records import list_records
from scripts.study.study import read_study
from tests.blocks import fold, read_html
from tests.conftest import SETTINGS, SMALL_STUDY, assemble
from tests.html import Page

ADDRESS = "https://exemple.fr/etude"


def test_the_code_to_copy_shows_the_bare_page() -> None:
    study = read_study(SMALL_STUDY)
    slug, figure = next(iter(study.chiffres.items()))
    titled = figure.model_copy(update={"titre": 'Un « titre » & "autre" <b>'})
    study = replace(study, chiffres={**study.chiffres, slug: titled})
    site = assemble(study, SETTINGS | {"site_url": ADDRESS})
    page = next(page for page in site.make_pages() if page.url == figure.url)
    (code,) = re.findall(r'<pre id="code-integrer">(.*?)</pre>', page.document, re.DOTALL)
    assert "<" not in code, "it is shown, not run"
    (frame,) = read_html(unescape(code)).find_all("iframe")
    assert frame.attributes["src"] == f"{ADDRESS}/{figure.url}integrer/"
    assert fold(frame.attributes["title"] or "") == fold(titled.titre)
    assert f"{figure.url}integrer/index.html" in site.make_files()


def test_without_an_address_there_is_no_code_to_copy() -> None:
    study = read_study(SMALL_STUDY)
    pages = {page.url: page.document for page in assemble(study).make_pages()}
    for figure in study.chiffres.values():
        assert "iframe" not in pages[figure.url]


def test_a_bare_page_stays_out_of_searches_and_leads_to_the_whole_figure() -> None:
    study = read_study(SMALL_STUDY)
    site = assemble(study, SETTINGS | {"site_url": ADDRESS})
    for figure in study.chiffres.values():
        html = site.make_files()[f"{figure.url}integrer/index.html"]
        assert '<meta name="robots" content="noindex">' in html
        assert f'<link rel="canonical" href="{ADDRESS}/{figure.url}">' in html
        assert '<base target="_blank">' in html
        page = Page(html)
        assert "../" in page.links
        assert not [tag for tag, *_ in page.attributes if tag in ("script", "form", "nav")]
        for text in (figure.titre, figure.mesure, figure.source):
            assert fold(text) in fold(page.text)
    assert not [page.url for page in site.make_pages() if "integrer" in page.url]
    assert not [record for record in list_records(site) if "integrer" in str(record)]
