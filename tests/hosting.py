"""Serves a built site as a host does: with the headers of its _headers file, compressed."""

import gzip
import http.server
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from tests.conftest import serve_folder

Rules = dict[str, dict[str, str]]
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".csv"}


def read_rules(site: Path) -> Rules:
    """Return the rules of a site's _headers file."""
    rules: Rules = {}
    rule: dict[str, str] = {}
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        assert len(line) < 2000, "Cloudflare Pages reads no longer line"
        if line.startswith("/"):
            rule = rules.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            rule[name] = value
    assert len(rules) < 100, "Cloudflare Pages reads no more rules"
    return rules


def find_headers(rules: Rules, path: str) -> dict[str, str]:
    """Return the headers that the rules give a path: all that match it, joined, as hosts do."""
    headers: dict[str, str] = {}
    for pattern, values in rules.items():
        # a star is anything; « :nom », anything between two slashes
        shape = re.sub(r":\w+", "[^/]+", re.escape(pattern)).replace(r"\*", ".*")
        if re.fullmatch(shape, path):
            for name, value in values.items():
                headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


class _Host(http.server.SimpleHTTPRequestHandler):
    rules: Rules

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        name = self.path.partition("?")[0]
        path = Path(self.translate_path(name + "index.html" if name.endswith("/") else name))
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (accepted and path.is_file() and path.suffix in COMPRESSED):
            return super().send_head()
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        for name, value in find_headers(self.rules, self.path.partition("?")[0]).items():
            self.send_header(name, value)
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with suppress(BrokenPipeError):  # a browser that went on to another page
            super().copyfile(source, outputfile)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def serve_site(site: Path) -> Iterator[str]:
    """Serve the site and yield its address."""
    with serve_folder(site, type("Host", (_Host,), {"rules": read_rules(site)})) as address:
        yield address
