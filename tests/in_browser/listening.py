"""Serves a site whose pages tell what goes wrong in them, whatever browser opens them."""

import http.server
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from tests.conftest import serve_folder

SCRIPT, TOLD = "/ecoute.js", "/entendu"
# The first script of each page. A file that is missing is an event of its element alone.
LISTEN = f"""
const tell = (what) => navigator.sendBeacon("{TOLD}", `${{location.pathname}}: ${{what}}`)
addEventListener("securitypolicyviolation", (event) =>
  tell(`${{event.effectiveDirective}} refuses ${{event.blockedURI}}`))
addEventListener("unhandledrejection", ({{ reason }}) => tell(reason))
addEventListener("error", (event) => tell(event.message ?? event.target.outerHTML), true)
"""
TAG = f'<script src="{SCRIPT}"></script>'


@contextmanager
def serve_listening(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a site; yield its address, and the list of what its pages tell."""
    told: list[str] = []

    class Listener(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            page = path / "index.html" if self.path.split("?")[0].endswith("/") else path
            if self.path == SCRIPT:
                self.answer("text/javascript", LISTEN)
            elif page.suffix == ".html" and page.is_file():
                # After the policy, which would not see what stands before it.
                before, head, after = page.read_text(encoding="utf-8").partition("<title>")
                self.answer("text/html; charset=utf-8", f"{before}{TAG}{head}{after}")
            else:
                super().do_GET()

        def do_POST(self) -> None:
            told.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()

        def answer(self, kind: str, text: str) -> None:
            content = text.encode()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with serve_folder(folder, Listener) as address:
        yield address, told
