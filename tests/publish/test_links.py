"""The outside links, asked on a server of our own."""

import http.server
import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.publish.links import Answer, check_links, find_links, write_report
from tests.conftest import serve_folder

asked: list[tuple[str, str, str]] = []


class _Host(http.server.SimpleHTTPRequestHandler):
    def do_HEAD(self) -> None:
        asked.append((self.command, self.path, self.headers["User-Agent"]))
        only_get = 405 if self.command == "HEAD" else 200
        codes = {
            "/ici": 200, "/ici/": 200, "/parti": 302, "/barre": 302, "/barre/": 200,
            "/seulement-get": only_get, "/non": 403, "/fini": 410, "/casse": 500, "/pire": 503,
        }  # fmt: skip
        code = codes.get(self.path, 404)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", {"/barre": "/barre/"}.get(self.path, "/ici"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    asked.clear()
    with serve_folder(tmp_path, _Host) as address:
        yield address


def test_each_answer_has_its_remedy(host: str, tmp_path: Path) -> None:
    states = {
        f"{host}ici": "ok",
        f"{host}parti": "deplace",
        f"{host}barre": "ok",  # to itself, with its last slash
        f"{host}seulement-get": "ok",
        f"{host}non": "refuse",
        f"{host}casse": "muet",
        f"{host}pire": "muet",
        f"{host}rien": "disparu",
        f"{host}fini": "disparu",
        "http://127.0.0.1:9/": "muet",
        "http://exemple.fr:port/": "muet",  # no address at all
    }
    answers = check_links(states, tmp_path / "cache", pause=0)
    assert {link: answer.state for link, answer in answers.items()} == states
    assert all(agent.startswith("alliances-educatives") for *_, agent in asked)


def test_the_report_says_what_to_do_of_each_address_and_where_it_is() -> None:
    answers = {
        "https://a.fr/": Answer("ok", "200", "https://a.fr/"),
        "https://b.fr/": Answer("deplace", "200", "https://c.fr/"),
        "https://d.fr/": Answer("disparu", "404"),
        "https://e.fr/": Answer("disparu", "410"),
        "https://f.fr/": Answer("plus-tard"),
    }
    said: list[str] = []
    write_report({link: ["x.yml:3", "y.yml:4"] for link in answers}, answers, said.append)
    places = "\n    x.yml:3, y.yml:4"
    assert said == [
        "\n1 adresse(s) : a changé d'adresse : remplacez-la par celle d'arrivée, "
        "après l'avoir lue.",
        f"  https://b.fr/ → https://c.fr/{places}",
        "\n2 adresse(s) : n'existe plus : cherchez la page ailleurs sur son site, "
        "ou sur web.archive.org.",
        f"  https://d.fr/ (404){places}",
        f"  https://e.fr/ (410){places}",
        "\n1 adresse(s) : n'a pas été demandée, faute de temps : relancez make links.",
        f"  https://f.fr/{places}",
        "\n5 adresses extérieures, 1 qui répondent.",
    ]


def test_a_host_that_says_nothing_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def wait(_: urllib.request.Request, *, timeout: float) -> None:
        waited.append(timeout)
        raise TimeoutError

    monkeypatch.setattr(urllib.request, "urlopen", wait)
    answers = check_links(["https://exemple.fr/"], tmp_path / "cache", pause=0, timeout=0.5)
    assert (answers["https://exemple.fr/"].state, waited) == ("muet", [0.5, 0.5])


def test_an_answer_says_the_code_it_came_with(host: str, tmp_path: Path) -> None:
    codes = {"ici": "200", "parti": "200", "non": "403", "rien": "404", "casse": "500"}
    answers = check_links([host + path for path in codes], tmp_path / "cache", pause=0)
    assert {path: answers[host + path].reason for path in codes} == codes
    assert answers[f"{host}parti"].final == f"{host}ici"
    (mute,) = check_links(["http://127.0.0.1:9/"], tmp_path / "cache", pause=0).values()
    assert mute.reason == "aucune réponse"


@pytest.mark.parametrize(
    ("asked_for", "led_to", "same"),
    [
        ("http://exemple.fr", "https://www.exemple.fr/", True),
        ("https://www.exemple.fr/a/", "http://exemple.fr/a", True),
        ("https://exemple.fr/a", "https://exemple.fr/b", False),
        ("https://exemple.fr/a/b", "https://exemple.fr/ab", False),
    ],
)
def test_https_www_and_a_last_slash_make_no_other_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked_for: str, led_to: str, same: bool
) -> None:
    class Reply:
        url, status = led_to, 200

        def __enter__(self) -> "Reply":
            return self

        def __exit__(self, *error: object) -> None:
            pass

    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: Reply())
    (answer,) = check_links([asked_for], tmp_path / "cache").values()
    assert (answer.state == "ok") == same


def test_a_host_is_left_in_peace_between_two_questions(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    check_links([f"{host}{path}" for path in ("ici", "rien", "non")], tmp_path / "cache", pause=7)
    assert pauses == [0, 7, 7]


def test_what_there_is_no_time_for_is_left_for_another_day(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_links([f"{host}ici"], tmp_path / "cache", pause=0)
    monkeypatch.setattr("scripts.publish.links.LONGEST", -1.0)
    asked.clear()
    answers = check_links([f"{host}ici", f"{host}rien"], tmp_path / "cache", pause=0)
    assert [answers[f"{host}{path}"].state for path in ("ici", "rien")] == ["ok", "plus-tard"]
    assert asked == []


@pytest.mark.parametrize(("days", "again"), [(6.9, False), (7.1, True)])
def test_a_good_answer_is_kept_for_a_week(
    host: str, tmp_path: Path, days: float, again: bool
) -> None:
    links = [f"{host}ici", f"{host}parti"]
    check_links(links, tmp_path / "cache", pause=0)
    for kept in (tmp_path / "cache").iterdir():
        old = json.loads(kept.read_text()) | {"date": time.time() - days * 24 * 3600}
        kept.write_text(json.dumps(old))
    asked.clear()
    check_links(links, tmp_path / "cache", pause=0)
    assert bool(asked) == again


def test_a_good_answer_is_not_asked_again_a_bad_one_is(host: str, tmp_path: Path) -> None:
    links = [host + "ici", host + "rien"]
    check_links(links, tmp_path / "cache", pause=0)
    assert [(method, path) for method, path, _ in asked] == [
        ("HEAD", "/ici"), ("HEAD", "/rien"), ("GET", "/rien"),
    ]  # fmt: skip
    asked.clear()
    answers = check_links(links, tmp_path / "cache", pause=0)
    assert {path for _, path, _ in asked} == {"/rien"}
    assert answers[links[0]].state == "ok"


def test_links_are_found_with_their_place() -> None:
    text = "a: x\nb: Voir https://exemple.fr/a_b(c). Et [ici](https://exemple.fr/d#e).\nsite: www.x.fr\nhttp://127.0.0.1:8000/"
    assert find_links({"x.yml": text}) == {
        "https://exemple.fr/a_b": ["x.yml:2"],
        "https://exemple.fr/d": ["x.yml:2"],
        "https://www.x.fr": ["x.yml:3"],
    }


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Lire https://exemple.fr/a.", ["https://exemple.fr/a"]),
        ("https://exemple.fr/a, puis https://exemple.fr/b !", ["https://exemple.fr/a",
                                                               "https://exemple.fr/b"]),
        ("https://exemple.fr/a et https://exemple.fr/a", ["https://exemple.fr/a"]),
        ("« https://exemple.fr/a »", ["https://exemple.fr/a"]),
        ("<a href='http://exemple.fr/a'>", ["http://exemple.fr/a"]),
        ("*https://exemple.fr/a*", ["https://exemple.fr/a"]),
        ("https://exemple.fr/a?b=c&d=e#f", ["https://exemple.fr/a?b=c&d=e"]),
        ("http://127.0.0.1:8000/a", []),
        ("site: https://exemple.fr", ["https://exemple.fr"]),
        ("  site: www.exemple.fr", ["https://www.exemple.fr"]),
        ("le site: www.exemple.fr", []),
    ],
)  # fmt: skip
def test_an_address_ends_where_its_sentence_goes_on(written: str, found: list[str]) -> None:
    assert find_links({"x.yml": f"\n{written}\n"}) == {address: ["x.yml:2"] for address in found}


def test_a_broken_cache_is_asked_anew(host: str, tmp_path: Path) -> None:
    check_links([host + "ici"], tmp_path / "cache", pause=0)
    for kept in (tmp_path / "cache").iterdir():
        kept.write_text("{")
    assert check_links([host + "ici"], tmp_path / "cache", pause=0)[host + "ici"].state == "ok"
