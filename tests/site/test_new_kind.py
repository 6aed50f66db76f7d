"""A kind of record that no code knows by name: a class, a line of the registry and a template."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import build_site
from tests.html import broken_links, read_page

SCHEMA = """\
from typing import Annotated, ClassVar

from .types import Entry, Line, Text, about


class Tool(Entry):
    address: ClassVar[str] = "outils/{slug}/"

    titre: Annotated[Line, about("Titre", "Le nom de l'outil.")]
    usage: Annotated[Text, about("Usage", "À quoi il sert.")]
"""
KIND = """\
    Kind(
        "outils", Tool, "content/outils", True,
        label="outil", names=("Outil", "Outils"), parent="ressources/", about="usage",
    ),
"""
TEMPLATE = "<h1>{{ outil.titre }}</h1>\n<p>{{ outil.usage | riche }}</p>\n"
RECORD = 'titre: L\'hippocampe\nusage: "Il sert à une chose : chatouiller."\n'


def test_a_new_kind_has_its_pages_its_data_its_place_in_the_search_and_on_the_map(
    project: Path, tmp_path: Path
) -> None:
    (project / "scripts/schema/tools.py").write_text(SCHEMA, encoding="utf-8")
    registry = project / "scripts/schema/registry.py"
    text = registry.read_text(encoding="utf-8")
    text = text.replace("from .types import", "from .tools import Tool\nfrom .types import", 1)
    text = text.replace('    Kind("graphiques"', f'{KIND}    Kind("graphiques"', 1)
    registry.write_text(text, encoding="utf-8")
    (project / "overrides/pages/outil.html").write_text(TEMPLATE, encoding="utf-8")
    (project / "content/outils").mkdir()
    (project / "content/outils/hippocampe.yml").write_text(RECORD, encoding="utf-8")

    site = tmp_path / "site"
    done = build_site(project, site)
    assert done.returncode == 0, done.stdout + done.stderr
    page = read_page(site / "outils/hippocampe/index.html")
    assert "Il sert à une chose\u00a0: chatouiller." in page.text
    (data,) = json.loads((site / "donnees/outils.json").read_text(encoding="utf-8"))
    assert (data["slug"], data["url"]) == ("hippocampe", "/outils/hippocampe/")
    assert data["usage"] == "Il sert à une chose : chatouiller."
    assert "outils.json 1 outil " in read_page(site / "donnees/index.html").text
    told = json.loads((site / "recherche/fiches.json").read_text(encoding="utf-8"))["fiches"]
    assert {row[0]: row[1] for row in told}["outils/hippocampe/"] == "outil"
    pieces = (site / "pagefind/fragment").iterdir()
    assert any(b"chatouiller." in gzip.decompress(path.read_bytes()) for path in pieces)
    assert "../outils/hippocampe/" in read_page(site / "plan-du-site/index.html").links
    assert "Outils" in read_page(site / "recherche/index.html").text
    assert broken_links(site) == []
    command = [sys.executable, "-m", "scripts", "schemas"]
    subprocess.run(command, cwd=project, check=True)
    schema = json.loads((project / "docs/schemas/outils.json").read_text(encoding="utf-8"))
    assert list(schema["properties"]) == ["titre", "usage"]
