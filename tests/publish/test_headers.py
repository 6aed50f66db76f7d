"""What the host is told to say, and the site used as a reader does under it."""

import re
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from scripts.publish.headers import list_headers, write_headers_file, write_nginx
from scripts.site.rendering import Renderer
from tests.conftest import find_assets, take_refused
from tests.hosting import Rules, find_headers, read_rules, serve_site
from tests.html import list_pages, read_page
from tests.in_browser.test_form import open_form, tell
from tests.kinds import KINDS
from tests.serving import find_free_place, run_server

STRICT = (
    r"default-src 'none'; script-src 'self' 'sha256-[\w+/=]+'; style-src 'self'; img-src 'self'; "
    r"connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)


@pytest.fixture(scope="module")
def strict_address(site: Path) -> Iterator[str]:
    """The site, served with its headers."""
    with serve_site(site) as address:
        yield address


NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin")
# What stands around our lines in the configuration of a real server.
CONFIGURATION = """
daemon off; worker_processes 1; user root; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
types {{ text/html html; text/css css; application/javascript js; application/json json; }}
access_log off;
{outside}
server {{
listen {place};
root {site};
{inside}
}}
}}
"""


@pytest.fixture(scope="module")
def nginx_address(
    site: Path, renderer: Renderer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The site, served by nginx with the lines that `make headers` prints."""
    if not NGINX:
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    place = find_free_place()
    outside, _, inside = write_nginx(renderer.environment).partition("# Dans le bloc server :")
    parts = {"folder": folder, "site": site, "place": place, "outside": outside, "inside": inside}
    (folder / "nginx.conf").write_text(CONFIGURATION.format(**parts), encoding="utf-8")
    command = [NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    with run_server(command, f"http://{place}/"):
        yield f"http://{place}/"


def ask(url: str) -> dict[str, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return dict(answer.headers)
    except HTTPError as missing:
        return dict(missing.headers)


@pytest.mark.parametrize("kind", ["accueil", "portrait", "ressources", "introuvable"])
def test_a_page_comes_with_its_headers(strict_address: str, kind: str) -> None:
    headers = ask(strict_address + KINDS[kind])
    assert re.fullmatch(STRICT + "; frame-ancestors 'none'", headers["Content-Security-Policy"])
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "public, max-age=300"


PAGE, ENGINE_FILE, LASTING = "'self' 'sha256-", "'wasm-unsafe-eval'", "immutable"


@pytest.mark.parametrize(
    ("path", "said", "unsaid"),
    [
        ("index.html", PAGE, LASTING),
        ("style.css", PAGE, LASTING),
        ("assets/0a/style.css", LASTING, ENGINE_FILE),
        ("index/a.html", PAGE, LASTING),  # a folder of this name elsewhere than in the engine
        ("pagefind/pagefind.js", ENGINE_FILE, LASTING),
        ("pagefind/2/pagefind.js", ENGINE_FILE, LASTING),
        ("pagefind/fragment/a.pf_fragment", LASTING, PAGE),
        ("pagefind/2/index/a.pf_index", LASTING, PAGE),
    ],
)
def test_a_file_comes_with_the_headers_of_its_kind(
    renderer: Renderer, path: str, said: str, unsaid: str
) -> None:
    values = "\n".join(list_headers(path, renderer.environment).values())
    assert said in values
    assert unsaid not in values
    assert "frame-ancestors 'none'" in values


def test_two_rules_never_meet_on_what_differs(renderer: Renderer) -> None:
    paths = [
        "index.html", "404.html", "a/index.html", "a/b/c.css", "pagefind/pagefind.js",
        "pagefind/fragment/a", "pagefind/fragment/b", "pagefind/2/index/a", "pagefind/2/p.js",
        "chiffres/index.html", "chiffres/a/index.html", "chiffres/b/index.html",
        "chiffres/a/integrer/index.html", "chiffres/b/integrer/index.html",
    ]  # fmt: skip
    text = write_headers_file(reversed(paths), renderer.environment)
    rules = [line for line in text.splitlines() if not line.startswith("  ")]
    assert rules == [
        "/*", "/404.html", "/a/*", "/chiffres/:nom/", "/chiffres/:nom/integrer/", "/chiffres/", "/",
        "/pagefind/2/index/*", "/pagefind/2/p.js",
        "/pagefind/fragment/*", "/pagefind/pagefind.js",
    ]  # fmt: skip
    for rule in text.split("\n/"):
        names = [line.split(":")[0].strip() for line in rule.splitlines()[1:]]
        differing = ["Content-Security-Policy", "Cache-Control"]
        everywhere = rule.startswith("/*")
        assert ("Referrer-Policy" in names) == everywhere
        assert [name for name in names if name in differing] == ([] if everywhere else differing)


@pytest.fixture
def known(site: Path) -> dict[str, dict[str, str]]:
    """The headers of every file of the site, by its address."""
    rules = read_rules(site)
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    addresses = [path.removesuffix("index.html") for path in paths if path != "_headers"]
    return {address: find_headers(rules, f"/{address}") for address in addresses}


def test_only_what_is_named_by_its_content_is_kept_forever(known: Rules) -> None:
    forever = {path for path, headers in known.items() if "immutable" in headers["Cache-Control"]}
    parts = ("assets/", "pagefind/fragment/", "pagefind/index/")
    assert forever == {path for path in known if path.startswith(parts)}
    assert forever


def test_the_engine_alone_may_run_webassembly(known: Rules) -> None:
    unsafe = {p for p, headers in known.items() if "unsafe" in headers["Content-Security-Policy"]}
    assert unsafe == {path for path in known if path.startswith("pagefind/")}


def test_only_what_is_made_for_it_may_be_framed(known: Rules) -> None:
    framed = {
        path
        for path, headers in known.items()
        if "frame-ancestors 'none'" not in headers["Content-Security-Policy"]
    }
    assert framed == {path for path in known if path.endswith("/integrer/")}
    assert len(framed) > 30


def test_another_site_shows_a_figure_and_no_other_page(
    browser: Browser, strict_address: str, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    figure = f"{strict_address}{KINDS['chiffre']}"
    frames = {"figure": f"{figure}integrer/", "page": figure}
    html = "".join(f'<iframe id="{name}" src="{url}"></iframe>' for name, url in frames.items())
    (tmp_path / "index.html").write_text(f"<!doctype html>{html}", encoding="utf-8")
    page = browser.new_page()
    page.goto(serve(tmp_path))
    shown = page.frame_locator("#figure")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
    expect(page.frame_locator("#page").get_by_role("heading", level=1)).to_have_count(0)
    with page.context.expect_page() as opening:
        shown.get_by_role("link", name="Le chiffre en entier").click()
    assert opening.value.url == figure
    page.close()
    (refused,) = take_refused()
    assert "frame-ancestors" in refused


def test_every_page_holds_its_policy(site: Path) -> None:
    for path in [*list_pages(site), site / "404.html"]:
        attributes = read_page(path).attributes
        policy = attributes.index(("meta", "http-equiv", "Content-Security-Policy"))
        assert re.fullmatch(STRICT, attributes[policy + 1][2] or ""), path
        before = {name for tag, name, _ in attributes[:policy] if tag != "html"}
        assert before == {"charset"}, "before what it rules"


def test_nginx_is_told_the_same(site: Path, renderer: Renderer) -> None:
    text = write_nginx(renderer.environment)
    rules = read_rules(site)
    for name, value in rules["/*"].items():
        assert f'add_header {name} "{value}"' in text
    for path in ("/", "/chiffres/:nom/integrer/", "/pagefind/pagefind.js", "/pagefind/index/*"):
        for value in rules[path].values():
            assert f'"{value}"' in text
    defined = re.findall(r"^map \$uri \$(\w+) \{", text, re.MULTILINE)
    assert sorted(defined) == sorted(re.findall(r'"\$(\w+)"', text)), "each is used once"


def test_the_lines_for_nginx_are_these(renderer: Renderer) -> None:
    """Each in its place; what they say is compared with the rest above."""
    lines = re.sub(r'"[^"]*"', '"…"', write_nginx(renderer.environment)).splitlines()
    assert lines == [
        "# Au niveau http :",
        "map $uri $politique {", '  default "…";', '  ~/pagefind/ "…";',
        '  ~/chiffres/[^/]+/integrer/ "…";', "}",
        "map $uri $garde {", '  default "…";', '  ~/assets/[^/]+/ "…";',
        '  ~/pagefind/(.*/)?(fragment|index)/ "…";', "}",
        "# Dans le bloc server :",
        "error_page 404 /404.html;",
        "gzip on;",
        "gzip_types text/css application/javascript application/json image/svg+xml;",
        'add_header Strict-Transport-Security "…" always;',
        'add_header X-Content-Type-Options "…" always;',
        'add_header Referrer-Policy "…" always;',
        'add_header Permissions-Policy "…" always;',
        'add_header Cross-Origin-Opener-Policy "…" always;',
        'add_header Cross-Origin-Resource-Policy "…" always;',
        'add_header Content-Security-Policy "…" always;',
        'add_header Cache-Control "…";',
    ]  # fmt: skip


def test_a_host_is_told_the_same_values_everywhere(renderer: Renderer) -> None:
    page, lasting = write_headers_file(
        ["index.html", "pagefind/index/a"], renderer.environment
    ).split("/pagefind/index/*")
    everywhere, home = page.split("\n/\n")
    assert everywhere.splitlines() == [
        "/*",
        "  Strict-Transport-Security: max-age=31536000",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: same-origin",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "  Cross-Origin-Opener-Policy: same-origin",
        "  Cross-Origin-Resource-Policy: same-origin",
    ]
    policy, kept = home.splitlines()
    assert re.fullmatch(rf"  Content-Security-Policy: {STRICT}; frame-ancestors 'none'", policy)
    assert kept == "  Cache-Control: public, max-age=300"
    assert lasting.splitlines() == [
        "",
        "  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
        "connect-src 'self'; frame-ancestors 'none'",
        "  Cache-Control: public, max-age=31536000, immutable",
    ]


def test_a_real_nginx_says_the_same(site: Path, nginx_address: str, known: Rules) -> None:
    said = {path: ask(nginx_address + path) for path in known}
    for path, expected in known.items():
        assert {name: said[path].get(name) for name in expected} == expected, path
    missing = ask(f"{nginx_address}nulle-part/")
    assert re.fullmatch(STRICT + "; frame-ancestors 'none'", missing["Content-Security-Policy"])
    assert "Cache-Control" not in missing, "what is missing now may come"
    assets = find_assets(site)
    for path in ("", f"{assets}style.css", f"{assets}js/page.js"):
        asked = Request(nginx_address + path, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            assert answer.headers["Content-Encoding"] == "gzip", path


def search(page: Page, address: str) -> None:
    page.goto(address + "methode/")
    page.get_by_role("searchbox").fill("coeducation")
    expect(page.locator(".recherche-panneau .resultat").first).to_be_visible()
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("main .resultat").first).to_be_visible()
    page.locator("main .facettes summary").click()
    page.locator("main .facettes input:visible").first.check()
    expect(page.locator("main .resultat").first).to_be_visible()


def filter_resources(page: Page, address: str) -> None:
    page.goto(address + "ressources/")
    page.get_by_role("checkbox", name="Petite enfance").check()
    expect(page.get_by_role("status").filter(has_text="3 ressources sur 76")).to_be_visible()


def fill_the_form(page: Page, address: str) -> None:
    open_form(page, address)
    tell(page)
    page.evaluate("location.hash = 'etape-relire'")
    with page.expect_download() as waiting:
        page.locator('[data-action="telecharger"]').click()
    assert waiting.value.suggested_filename == "un-jardin-partage.yml"


def read_terms(page: Page, address: str) -> None:
    page.goto(address + KINDS["chapitre"])
    page.locator("main a.terme").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()


def choose_the_theme(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("group", name="Thème").get_by_role("button", name="Sombre").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "sombre")


def open_the_menu(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Portraits").first).to_be_visible()
    page.get_by_role("button", name="Fermer").click()


def open_every_kind(page: Page, address: str) -> None:
    for path in KINDS.values():
        page.goto(address + path)


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("address", marks=pytest.mark.long),
        pytest.param("nginx_address", marks=pytest.mark.long),
        "strict_address",
    ],
)
@pytest.mark.parametrize(
    "use",
    [search, filter_resources, fill_the_form, read_terms, choose_the_theme, open_the_menu,
     open_every_kind],
)  # fmt: skip
def test_everything_works_under_the_policy(
    browser: Browser,
    host: str,
    use: Callable[[Page, str], None],
    request: pytest.FixtureRequest,
) -> None:
    """On hosts that send the headers, and on one that sends none."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        errors.append(message.text)

    context.on("console", note)
    use(context.new_page(), request.getfixturevalue(host))
    context.close()
    assert errors == []


def test_what_a_stranger_adds_does_not_run(browser: Browser, address: str) -> None:
    """The policy is heard: without it, both of these would run."""
    page = browser.new_page()
    page.goto(address)
    page.evaluate("""() => {
        const script = document.createElement("script")
        script.textContent = "window.hacked = 1"
        document.body.append(script)
        document.body.setAttribute("onclick", "window.hacked = 1")
        document.body.click()
    }""")
    assert page.evaluate("window.hacked") is None
    page.close()
    assert len(take_refused()) == 2
