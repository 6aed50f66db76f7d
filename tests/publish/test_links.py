"""The outside links, asked on a server of our own."""

import http.server
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.publish.links import check_links, find_links, write_report
from tests.conftest import serve_folder

asked: list[tuple[str, str, str]] = []


class _Host(http.server.SimpleHTTPRequestHandler):
    def do_HEAD(self) -> None:
        asked.append((self.command, self.path, self.headers["User-Agent"]))
        only_get = 405 if self.command == "HEAD" else 200
        codes = {"/ici": 200, "/parti": 302, "/seulement-get": only_get, "/non": 403, "/casse": 500}
        code = codes.get(self.path, 404)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/ici")
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
    paths = ["ici", "parti", "seulement-get", "non", "casse", "rien"]
    links = [*(host + path for path in paths), "http://127.0.0.1:9/"]
    answers = check_links(links, tmp_path / "cache", pause=0)
    assert [answers[link].state for link in links] == [
        "ok", "deplace", "ok", "refuse", "muet", "disparu", "muet",
    ]  # fmt: skip
    assert all(agent.startswith("alliances-educatives") for *_, agent in asked)
    said: list[str] = []
    write_report({link: ["content/x.yml:3"] for link in links}, answers, said.append)
    text = "\n".join(said)
    assert f"{host}parti → {host}ici\n    content/x.yml:3" in text
    assert "web.archive.org" in text
    assert "7 adresses extérieures, 2 qui répondent." in text


def test_a_good_answer_is_not_asked_again_a_bad_one_is(host: str, tmp_path: Path) -> None:
    links = [host + "ici", host + "rien"]
    check_links(links, tmp_path / "cache", pause=0)
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


def test_a_broken_cache_is_asked_anew(host: str, tmp_path: Path) -> None:
    check_links([host + "ici"], tmp_path / "cache", pause=0)
    for kept in (tmp_path / "cache").iterdir():
        kept.write_text("{")
    assert check_links([host + "ici"], tmp_path / "cache", pause=0)[host + "ici"].state == "ok"
