"""Text from a file is never executed nor interpreted, whatever field it is in.

The checks refuse most of it; here they are passed over, so that what renders the pages is
shown to be safe by itself.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.conftest import ROOT
from tests.html import list_pages, read_page

HOSTILE = (
    "{{ 'evalu' ~ 'ated' }} {% include 'main.html' %} <script>window.hacked=1</script> "
    "<img src=x onerror=window.hacked=1> [lien](javascript:window.hacked=1) "
    '" onmouseover=window.hacked=1 x=" </title><svg onload=window.hacked=1> &lt;b&gt;'
)

# Builds the site from a study whose every prose field is followed by hostile text.
BUILD = f"""
import sys
from dataclasses import fields
from pydantic import BaseModel
import scripts.study.study
from mkdocs.__main__ import cli

HOSTILE = {HOSTILE!r}
# Not prose: what programs read.
KEPT = {{
    "pages", "site", "liens", "lien", "etat", "forme", "genre", "mesure", "cle", "lignes", "ligne",
    "colonne", "autre_ligne", "autre_colonne", "chiffre", "portrait", "modele", "dans", "encodage",
    "ancienne", "nouvelle", "lecture", "parution", "controles",
}}
real = scripts.study.study.read_study

def poison(value, key, slugs):
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return value.model_copy(
            update={{name: poison(getattr(value, name), name, slugs) for name in fields}}
        )
    if isinstance(value, tuple):
        return tuple(poison(item, key, slugs) for item in value)
    if isinstance(value, str) and value not in slugs and key not in KEPT:
        return value + " " + HOSTILE
    return value

def read_hostile(*arguments, **options):
    study = real(*arguments, **options)
    slugs = {{"etude", "temoignage", *(slug for known in study.slugs.values() for slug in known)}}
    changed = {{field.name: getattr(study, field.name) for field in fields(study)}}
    for name, records in changed.items():
        if isinstance(records, BaseModel):
            changed[name] = poison(records, name, slugs)
        elif name == "vocabulaires":
            changed[name] = {{
                vocabulary: {{slug: poison(term, name, slugs) for slug, term in terms.items()}}
                for vocabulary, terms in records.items()
            }}
        elif name != "notices":
            changed[name] = {{slug: poison(r, name, slugs) for slug, r in records.items()}}
    return scripts.study.study.Study(**changed)

scripts.study.study.read_study = read_hostile
cli(["build", "--quiet", "--site-dir", sys.argv[1]])
"""


def test_nothing_runs(tmp_path: Path, browser: Browser, serve: Callable[[Path], str]) -> None:
    site = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(site)],
        cwd=ROOT,
        env={**os.environ, "CI": "false", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    address = serve(site)
    context = browser.new_context()
    page = context.new_page()
    shown = 0
    for path in list_pages(site):
        html = read_page(path)
        assert "evaluated" not in path.read_text(encoding="utf-8"), f"{path}: Jinja was evaluated"
        for _, name, value in html.attributes:
            assert not name.startswith("on"), path
            assert not (value or "").startswith("javascript:"), path
        shown += html.text.count("{{ 'evalu'")
    assert shown > 1000, "hostile text is shown, as text"
    kinds = {path.relative_to(site).parts[0]: path for path in list_pages(site)}
    for path in kinds.values():  # one page of each kind, in a real browser
        page.goto(address + path.relative_to(site).as_posix())
        assert page.evaluate("window.hacked") is None, path
    page.goto(address)
    page.get_by_role("searchbox").fill("portrait onerror")
    expect(page.locator(".recherche-panneau .resultat").first).to_be_visible()
    assert page.evaluate("window.hacked") is None
    context.close()
