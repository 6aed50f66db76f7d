"""Builds the search index: slim pages → the files that a browser asks.

What is built is kept in .cache/search/, by content: nothing changed, nothing to do.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..problems.problem import RefusedError
from ..site.cache import write_canonical
from ..site.site import Site
from .lexicon import Lexicon, read_lexicon
from .records import (
    SearchContent,
    SearchRecord,
    digest_records,
    list_records,
    render_records,
)

ENGINE = "pagefind/"  # where its files are, in the site
WORDS = "recherche/mots.json"
RECORDS = "recherche/fiches.json"
# Word places in a part of the index, where Pagefind's own choice is 20,000: with a thousand
# portraits, a search would fetch 570 KB. With fewer than these a search is no lighter: a part has
# one frequent word by then. Pagefind has no other setting for it yet.
PART = 1500
# Of no language: Pagefind would take « éducatrice » for « éducation », whose stem is the same. The
# forms of a word are told by docs/assets/js/recherche/words.js.
LANGUAGE = "unknown"
SIGNS = "%+€§"  # that words are made of: 47 %, REP+; § begins the mark of the build
# What the engine writes that no page of ours loads: its own interfaces, other languages.
UNUSED = ["*-ui.*", "pagefind-highlight.js"]
BROUGHT = ["*.js", "wasm.*"]  # by the first index, to those that are searched with it
KEPT = 5  # indexes kept in the cache, the last built


class IndexingError(RefusedError):
    """The index cannot be built; the message says why, in French."""


def index_site(site: Site) -> Path:
    """Return the folder that holds the index of the site, and what a search reads beside it.

    What the folder holds goes to the site as it is. It is in the cache when nothing that it is
    made from changed. Raises IndexingError when Pagefind is not installed or fails.
    """
    records = list_records(site)
    assert site.study
    lexicon = read_lexicon(site.study)
    folder = site.root / ".cache" / "search" / _fingerprint(site, records, lexicon)
    if not folder.is_dir():
        build_index(render_records(site.renderer.environment, records, lexicon), folder)
    return folder


def list_indexed(site: Site) -> dict[str, str]:
    """Return the slim pages of the site, by rank, as its index reads them."""
    assert site.study
    content = render_records(
        site.renderer.environment, list_records(site), read_lexicon(site.study)
    )
    return {name: page.decode() for part in content.parts for name, page in part.items()}


def build_index(content: SearchContent, folder: Path) -> None:
    """Build the index, and the files that a search reads, into a folder, at once.

    Raises IndexingError when Pagefind fails.
    """
    cache_folder = folder.parent
    cache_folder.mkdir(parents=True, exist_ok=True)
    # A preview that ends removes it while the index is being written.
    with tempfile.TemporaryDirectory(dir=cache_folder, ignore_cleanup_errors=True) as name:
        built = Path(name, "index")
        for number, pages in enumerate(content.parts, 1):
            source = Path(name, f"pages-{number}")
            source.mkdir()
            for page, html in pages.items():
                (source / page).write_bytes(html)
            part = built / ENGINE / (str(number) if number > 1 else "")
            _run_pagefind(source, part)
            for pattern in UNUSED + (BROUGHT if number > 1 else []):
                for path in part.glob(pattern):
                    path.unlink()
        (built / WORDS).parent.mkdir()
        (built / WORDS).write_text(content.words, encoding="utf-8")
        (built / RECORDS).write_text(content.records, encoding="utf-8")
        try:
            built.replace(folder)
        except OSError:  # somebody built the same meanwhile
            if not folder.is_dir():
                raise
    _forget_old(cache_folder)


def _forget_old(cache_folder: Path) -> None:
    built = sorted(cache_folder.iterdir(), key=lambda folder: folder.stat().st_mtime)
    for folder in built[:-KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


def publish_index(folder: Path, site: Path) -> None:
    """Copy a built index into the site, in the place of the one that is there."""
    shutil.rmtree(site / ENGINE, ignore_errors=True)
    shutil.copytree(folder, site, copy_function=shutil.copyfile, dirs_exist_ok=True)


def _fingerprint(site: Site, records: Sequence[SearchRecord], lexicon: Lexicon) -> str:
    """Return a digest of all that the index is made from."""
    try:
        engine = version("pagefind").encode()
    except PackageNotFoundError:
        raise IndexingError(_explain("il n'est pas installé")) from None
    template = site.renderer.digest("recherche/fiche.html")
    made_from = [
        engine, site.code, template, digest_records(records), write_canonical(lexicon),
    ]  # fmt: skip
    return hashlib.sha256(b"".join(made_from)).hexdigest()[:16]


def _run_pagefind(source: Path, output: Path) -> None:
    options = [
        "--silent", "--force-language", LANGUAGE, "--include-characters", SIGNS,
        "--site", source, "--output-path", output,
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", *map(str, options)],
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(PART)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["aucun message"]
        raise IndexingError(_explain(said[-1]))


def _explain(reason: str) -> str:
    return (
        f"L'index de la recherche n'est pas construit : Pagefind a échoué ({reason}). "
        "Pour le réinstaller : .venv/bin/pip install --require-hashes -r requirements/site.txt"
    )
