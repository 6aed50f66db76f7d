"""The real site, built: what a reader finds in it."""

from pathlib import Path
from urllib.parse import urljoin

from scripts.study.study import Study
from scripts.text.typography import set_french
from tests.conftest import ROOT, build_site, find_assets
from tests.html import broken_links, list_pages, read_page


def test_every_internal_link_and_anchor_resolves(site: Path) -> None:
    assert broken_links(site) == []


def test_a_link_that_leads_nowhere_stops_the_build(small_project: Path, tmp_path: Path) -> None:
    with (small_project / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[ailleurs](nulle-part.md)\n")
    done = build_site(small_project, tmp_path / "site")
    assert done.returncode == 1
    assert "nulle-part.md" in done.stdout + done.stderr


def test_the_annexes_are_all_there(site: Path, study: Study) -> None:
    index = read_page(site / "portraits/index.html")
    for portrait in study.portraits.values():
        assert (site / portrait.url / "index.html").is_file()
        assert set_french(portrait.titre) in index.text
    resources = read_page(site / "ressources/index.html")
    for resource in study.ressources.values():
        assert (site / resource.url / "index.html").is_file()
        assert set_french(resource.titre) in resources.text
        for link in resource.liens:
            assert link in resources.links
    network = read_page(site / "reseau/index.html")
    for centre in study.centres.values():
        assert centre.slug in network.anchors
        assert set_french(centre.nom) in network.text


def test_plain_words_are_one_switch_away_and_back(site: Path, study: Study) -> None:
    index = read_page(site / "en-clair/index.html")
    for text in study.plain_texts:
        full, plain = f"/{text.url}", f"/{text.url}en-clair/"
        assert plain in find_links(site, full)
        assert full in find_links(site, plain)
        assert plain in find_links(site, "/en-clair/")
        assert set_french(text.title) in index.text


def find_links(site: Path, address: str) -> set[str]:
    """Where the links of a page lead, in the site."""
    links = read_page(site / address.lstrip("/") / "index.html").links
    return {urljoin(address, link) for link in links}


def test_no_page_calls_a_third_party(site: Path) -> None:
    for path in list_pages(site):
        page = read_page(path)
        assert not [
            source for source in page.sources if source.startswith(("http:", "https:", "//"))
        ]


def test_our_markup_needs_no_unsafe_policy(site: Path) -> None:
    for path in list_pages(site):
        for tag, name, value in read_page(path).attributes:
            assert name != "style", f"{path}: <{tag} style={value}>"
            assert not name.startswith("on"), f"{path}: <{tag} {name}={value}>"


def test_pages_say_they_are_independent_and_what_is_not_filled_in(site: Path) -> None:
    assert "n’est pas un site de l’État" in read_page(site / "index.html").text
    assert "Accessibilité\u00a0: non conforme" in read_page(site / "index.html").text
    for page in ("a-propos", "mentions-legales", "accessibilite"):
        assert "non renseigné" in read_page(site / page / "index.html").text


def test_each_page_names_and_describes_itself(site: Path) -> None:
    titles: dict[str, Path] = {}
    for path in list_pages(site):
        html = path.read_text(encoding="utf-8")
        assert '<html lang="fr"' in html
        assert '<meta name="description" content="' in html
        title = html.partition("<title>")[2].partition("</title>")[0]
        assert titles.setdefault(title, path) == path


def test_a_portrait_lists_its_neighbours_only(site: Path, study: Study) -> None:
    others = {f"/{portrait.url}" for portrait in study.portraits.values()}
    links = find_links(site, "/portraits/passerelles/")
    assert 2 <= len(links & others - {"/portraits/passerelles/"}) <= 5
    assert "/portraits/" in links


def test_the_map_of_the_site_leads_to_every_page(site: Path) -> None:
    links = read_page(site / "plan-du-site/index.html").links
    listed = {(site / "plan-du-site" / link / "index.html").resolve() for link in links}
    # those of maintainers, and those that other sites show in a frame
    others = [*site.glob("mainteneurs/**/index.html"), *site.glob("chiffres/*/integrer/index.html")]
    unlisted = {path.resolve() for path in list_pages(site)} - listed
    assert unlisted == {path.resolve() for path in others}


def test_nothing_of_the_theme_is_published(site: Path) -> None:
    def list_assets(folder: Path) -> set[str]:
        names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        return {name for name in names if name.endswith((".css", ".js", ".map"))}

    published = list_assets(site / find_assets(site))
    assert published - list_assets(ROOT / "docs/assets") == {"style.css", "figure.css"}
    assert "css/tokens.css" not in published, "joined in the one sheet of every page"


def test_no_place_slips_out_of_a_portrait(site: Path, study: Study) -> None:
    for portrait in study.portraits.values():
        text = (
            (site / f"donnees/portraits/{portrait.slug}.json").read_text(encoding="utf-8").lower()
        )
        assert "département du nord" not in text
        assert "incubateur" not in text
        assert "saisonnier (" not in text
