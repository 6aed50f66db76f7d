"""The folder that another engine builds: nothing of the site is missing from it."""

import io
import re
import shutil
from contextlib import redirect_stderr
from pathlib import Path

import pytest
import yaml

from scripts.engines.zensical import write_site_source
from scripts.print.press import Press, Printed
from scripts.problems.problem import RefusedError
from scripts.site.site import Site
from scripts.study.addresses import find_address
from scripts.study.study import read_study
from tests.blocks import read_html
from tests.conftest import ROOT, SMALL_STUDY, hide_digest
from tests.hosting import find_headers, read_rules
from tests.html import list_pages, read_tree


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder, and what was said; without prints, as the site that it is compared with."""
    folder, said = tmp_path_factory.mktemp("pages"), io.StringIO()
    refusing = Printed(refused=("Un essai : 3 pages, pour 2 au plus.",))
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(said):
        patch.setattr(Press, "make_all", lambda press: refusing)
        write_site_source(ROOT, folder)
    return folder, said.getvalue()


@pytest.fixture(scope="module")
def moved(written: tuple[Path, str]) -> Path:
    return written[0]


def read_document(path: Path) -> str:
    """The document that a page hands over to the engine."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert body == ""
    document: str = yaml.safe_load(front)["document"]
    return document


@pytest.mark.long
def test_every_page_is_the_one_that_is_published(moved: Path, site: Path) -> None:
    day = re.compile(r"Page du [^<]*\.")
    for path in list_pages(site):
        name = path.relative_to(site)
        if (moved / "docs" / name).is_file():
            there = (moved / "docs" / name).read_text(encoding="utf-8")  # an old address
        else:
            there = read_document((moved / "docs" / name).with_suffix(".md"))
        published = path.read_text(encoding="utf-8")
        assert day.sub("", there).strip() == day.sub("", published).strip(), name


def test_every_file_is_there_as_it_is_published(moved: Path, site: Path) -> None:
    made = {"404.html", "_headers", "sitemap.xml", "sitemap.xml.gz"}
    published = {name: content for name, content in read_tree(site).items() if name not in made}
    there = read_tree(moved / "docs")
    for name, content in published.items():
        if not name.endswith(".html"):
            assert there.get(name) == content, name


def test_pages_are_made_in_several_processes(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def make_pages(_: Site, *, in_processes: bool = False) -> None:
        asked.append(in_processes)
        raise RefusedError("Assez.")

    monkeypatch.setattr(Press, "make_all", lambda press: Printed())
    monkeypatch.setattr(Site, "make_pages", make_pages)
    with pytest.raises(RefusedError, match=r"^Assez\.$"):
        write_site_source(small_project, tmp_path / "pages")
    assert asked == [True], "one would take twice as long"


def test_what_could_not_be_printed_is_told(written: tuple[Path, str]) -> None:
    assert written[1] == "Non imprimé : Un essai : 3 pages, pour 2 au plus.\n"


def test_the_menu_leads_to_files(moved: Path) -> None:
    settings = yaml.safe_load((moved / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "hooks" not in settings
    for name in re.findall(r"[\w/-]+\.md", yaml.safe_dump(settings["nav"])):
        assert (moved / "docs" / name).is_file(), name


@pytest.mark.parametrize(
    ("source", "address"),
    [("index.md", ""), ("a.md", "a/"), ("a/index.md", "a/"), ("a/b.md", "a/b/")],
)
def test_the_address_of_a_page_follows_from_its_file(source: str, address: str) -> None:
    assert find_address(source) == address


def test_the_engine_is_told_what_the_site_is(moved: Path) -> None:
    text = (moved / "mkdocs.yml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    assert list(told)[-2:] == ["plugins", "nav"]
    assert set(told) <= {
        "site_name", "site_description", "site_url", "theme", "validation", "plugins", "nav",
    }  # fmt: skip
    assert told["plugins"] == [{"search": {"enabled": False}}], "the search is ours"
    assert told["site_name"] == "Alliances éducatives"
    assert "Alliances éducatives" in text, "a person can read it"
    assert told["theme"]["custom_dir"] == "overrides"
    assert told["nav"][0] == {"Accueil": "index.md"}


def test_the_engine_shows_pages_as_they_are_and_ours_where_there_is_none(
    moved: Path, site: Path
) -> None:
    main = (moved / "overrides/main.html").read_text(encoding="utf-8")
    assert main == (ROOT / "overrides/main.html").read_text(encoding="utf-8")
    missing = (moved / "overrides/404.html").read_text(encoding="utf-8")
    assert missing.startswith("{% raw %}")
    assert missing.endswith("{% endraw %}")
    day = re.compile(r"Page du [^<]*\.")
    whole = missing.removeprefix("{% raw %}").removesuffix("{% endraw %}")
    published = (site / "404.html").read_text(encoding="utf-8")
    assert day.sub("", whole).strip() == day.sub("", published).strip()


def test_a_host_is_told_the_same_of_every_file(moved: Path, site: Path) -> None:
    there, published = read_rules(moved / "docs"), read_rules(site)
    for path in site.rglob("*"):
        if path.is_file() and path.name != "_headers":
            address = f"/{path.relative_to(site).as_posix().removesuffix('index.html')}"
            assert find_headers(there, address) == find_headers(published, address), address
    assert "/_headers" not in there
    assert find_headers(there, "/search.json") == find_headers(published, "/404.html")


def test_a_small_study_is_counted_and_its_links_lead_there(project: Path, tmp_path: Path) -> None:
    """Files are those of data: the page of an address that has none is a template here."""
    for part in ("content", "docs", "portraits"):
        shutil.rmtree(project / part)
    shutil.copytree(SMALL_STUDY, project, dirs_exist_ok=True)
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    more = "  - fenced_code\nextra_css: []\nvalidation: {}\n"
    settings = settings.replace("  - attr_list\n", f"  - attr_list\n{more}")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (project / "docs/liens.md").write_text(LINKS, encoding="utf-8")
    (project / "docs/plan.txt").write_text("un plan", encoding="utf-8")
    pages, files = write_site_source(project, tmp_path / "pages")
    documents = list((tmp_path / "pages/docs").rglob("index.md"))
    assert pages == len(documents)
    assert (tmp_path / "pages/docs/plan.txt").read_text(encoding="utf-8") == "un plan"
    assert not (tmp_path / "pages/docs/liens.md").exists(), "its page is in a folder"
    told = yaml.safe_load((tmp_path / "pages/mkdocs.yml").read_text(encoding="utf-8"))
    assert list(told) == ["site_name", "site_description", "theme", "plugins", "nav"]
    study = read_study(project)
    data = [path for path in (tmp_path / "pages/docs/donnees").rglob("*.*") if path.suffix != ".md"]
    bare = len(study.chiffres)  # the pages that other sites show in a frame
    moved = len(study.anciennes_adresses.adresses)
    gone = sum(len(withdrawal.pages) for withdrawal in study.retraits.retraits)
    form = 3  # its schema, the Word grid, and what its preview is made from
    assert files == len(data) + moved + bare + gone + form + 2, "and the styles"
    page = read_html(read_document(tmp_path / "pages/docs/liens/index.md"))
    (main,) = page.find_all("main")
    links = (link.attributes["href"] for link in main.find_all("a"))
    assert list(map(hide_digest, links)) == [
        "../", "../portraits/", "../chiffres/#autres", "#ici", "../assets/a.pdf", "/chiffres/",
        "https://exemple.fr/", "mailto:a@exemple.fr",
    ]  # fmt: skip
    assert [code.text for code in main.find_all("code")] == ["[a](index.md)", "[b](index.md)\n"]


LINKS = """\
---
title: Des liens
---

[a](index.md) [b](portraits/index.md) [c](chiffres/index.md#autres) [d](#ici) [e](assets/a.pdf)
[f](/chiffres/) [g](https://exemple.fr/) [h](mailto:a@exemple.fr) `[a](index.md)`

```
[b](index.md)
```
"""
