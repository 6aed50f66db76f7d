"""What the site's host should say with each file: the security policy, and how long to keep it."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment

from ..schema.figures import Figure
from ..search.index import ENGINE
from ..site.assets import ASSETS
from ..site.policy import join_directives, list_directives

# The search engine's worker runs WebAssembly. A worker follows the policy of its own file.
_ENGINE = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": "'self'",
    "frame-ancestors": "'none'",
}

EVERYWHERE = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Pages and data keep their addresses when they change: five minutes, so that what belongs together
# does not stay apart for long. Assets and the parts of the index are named by their content; the
# engine's own files are not: what they hold is asked for by names that it has chosen.
SHORT = "public, max-age=300"
FOREVER = "public, max-age=31536000, immutable"
_NAMED_BY_CONTENT = ("fragment", "index")  # folders
_LASTING = (f"{ASSETS}[^/]+/", f"{ENGINE}(.*/)?({'|'.join(_NAMED_BY_CONTENT)})/")  # patterns


# The types that an old host may not know, or say without the letters of texts.
TYPES = {
    ".bib": "text/x-bibtex",
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gz": "application/gzip",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".yml": "application/yaml",
    ".zip": "application/zip",
    # of the search engine, which compresses them itself
    ".pagefind": "application/octet-stream",
    ".pf_filter": "application/octet-stream",
    ".pf_fragment": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
}
_TEXT = re.compile("text/|application/(javascript|json|x-research|xml|yaml)|image/svg")

# The only pages that other sites may show in a frame: one under each figure.
_FIGURES = Figure.address.partition("{")[0]
_EMBED = Figure.embed.format(slug="[^/]+")


def _is_named_by_content(path: str) -> bool:
    return posixpath.basename(posixpath.dirname(path)) in _NAMED_BY_CONTENT


def list_headers(path: str, templates: Environment) -> dict[str, str]:
    """Return the headers of the file at path, from the site's root, that others do not have."""
    in_engine = path.startswith(ENGINE)
    framed_by = "*" if re.match(_EMBED, path) else "'none'"
    framed = list_directives(templates) | {"frame-ancestors": framed_by}
    policy = _ENGINE if in_engine else framed
    kept = FOREVER if any(re.match(lasting, path) for lasting in _LASTING) else SHORT
    return {"Content-Security-Policy": join_directives(policy), "Cache-Control": kept}


def write_headers_file(paths: Iterable[str], templates: Environment) -> str:
    """Return the _headers file, as Netlify and Cloudflare Pages read it, of the files at paths.

    When several rules match a path, these hosts join their values, so no two rules that set the
    same header may match one path: there is one rule for each folder and each file of the root.
    In the search engine's folder there is one for each file, and one for each folder of files
    named by their content; in that of figures, one for each depth, whatever the figure.
    """
    rules = {"*": EVERYWHERE}
    for path in sorted(paths):
        first, slash, _ = path.partition("/")
        rule = f"{first}/*" if slash else path.removesuffix("index.html")
        if path.startswith(_FIGURES):
            rule = re.sub(f"^({_FIGURES})[^/]+/", r"\1:nom/", path.removesuffix("index.html"))
        if path.startswith(ENGINE):
            rule = f"{posixpath.dirname(path)}/*" if _is_named_by_content(path) else path
        if rule not in rules:
            rules[rule] = list_headers(path, templates)
    return "".join(f"/{rule}\n{_write_lines(headers)}" for rule, headers in rules.items())


def _write_lines(headers: Mapping[str, str]) -> str:
    return "".join(f"  {name}: {value}\n" for name, value in headers.items())


def publish_headers(site: Path, templates: Environment) -> None:
    """Write the _headers file of the site built in a folder."""
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    (site / "_headers").write_text(write_headers_file(paths, templates), encoding="utf-8")


def _list_by_place(templates: Environment) -> list[dict[str, str]]:
    """Return the headers of pages, those of the search engine, those of what others may frame."""
    return [list_headers(path, templates) for path in ("", ENGINE, Figure.embed)]


def write_nginx(templates: Environment) -> str:
    """Return the lines of an nginx configuration that say the same as the _headers file."""
    pages, engine, embeds = _list_by_place(templates)
    lines = [
        "# Au niveau http :",
        *_write_map(
            "politique", "Content-Security-Policy",
            {"default": pages, f"~/{ENGINE}": engine, f"~/{_EMBED}": embeds},
        ),
        *_write_map(
            "garde", "Cache-Control",
            {"default": pages}
            | {f"~/{lasting}": {"Cache-Control": FOREVER} for lasting in _LASTING},
        ),
        "# Dans le bloc server :",
        "error_page 404 /404.html;",
        "gzip on;",
        "gzip_types text/css application/javascript application/json image/svg+xml;",
    ]  # fmt: skip
    known = EVERYWHERE | {"Content-Security-Policy": "$politique"}
    lines += [f'add_header {name} "{value}" always;' for name, value in known.items()]
    lines.append('add_header Cache-Control "$garde";')  # a missing file is not kept forever
    return "\n".join(lines) + "\n"


def _write_map(variable: str, name: str, headers: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return a map from paths to a header: headers has all those of each path, or of any other."""
    lines = [f'  {path} "{known[name]}";' for path, known in headers.items()]
    return [f"map $uri ${variable} {{", *lines, "}"]


def write_apache(templates: Environment, root: str = "/") -> str:
    """Return the .htaccess file that says the same to Apache, for a site at the path root.

    What a host may not have (a module) is passed over: the site is then served without it.
    """
    texts = [suffix for suffix, kind in TYPES.items() if _TEXT.match(kind)]
    compressed = sorted({TYPES[suffix] for suffix in texts})
    return "\n".join([
        "# Écrit par « make hebergement » : un changement fait ici se perd à la prochaine archive.",
        f"ErrorDocument 403 {root}404.html",
        f"ErrorDocument 404 {root}404.html",
        "AddDefaultCharset utf-8",
        *_put_if("dir", ["DirectoryIndex index.html"]),
        *_put_if("autoindex", ["Options -Indexes"]),
        # .well-known/ is what proves to others that one holds the site's name
        *_put_if("alias", [r'RedirectMatch 404 "/\.(?!well-known/)"']),
        *_put_if("mime", [
            *(f"AddType {kind} {suffix}" for suffix, kind in TYPES.items()),
            f"AddCharset utf-8 {' '.join(texts)}",
        ]),
        *_put_if("deflate", _put_if("filter", [
            f"AddOutputFilterByType DEFLATE {' '.join(compressed)}",
        ])),
        # both or neither: pages' policy would stop the search engine
        *_put_if("setenvif", _put_if("headers", _list_apache_headers(templates))),
    ]) + "\n"  # fmt: skip


def _put_if(module: str, lines: Iterable[str]) -> list[str]:
    return [f"<IfModule mod_{module}.c>", *lines, "</IfModule>"]


def _list_apache_headers(templates: Environment) -> list[str]:
    pages, engine, embeds = _list_by_place(templates)
    policy, kept = "Content-Security-Policy", "Cache-Control"
    return [
        f'SetEnvIf Request_URI "/{ENGINE}" moteur',
        *(f'SetEnvIf Request_URI "/{lasting}" durable' for lasting in _LASTING),
        f'SetEnvIf Request_URI "/{_EMBED}" cadre',
        *(f'Header always set {name} "{value}"' for name, value in EVERYWHERE.items()),
        f'Header always set {policy} "{pages[policy]}"',
        f'Header always set {policy} "{engine[policy]}" env=moteur',
        f'Header always set {policy} "{embeds[policy]}" env=cadre',
        f'Header set {kept} "{pages[kept]}"',
        f'Header set {kept} "{FOREVER}" env=durable',
        # a missing file may come
        '<Files "404.html">', f"Header unset {kept}", "</Files>",
    ]  # fmt: skip
