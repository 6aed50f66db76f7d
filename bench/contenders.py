"""What is compared: this site, and the same pages in what a user would pick instead."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.markdown import write_markdown
from bench.measuring import run
from bench.portraits import write_portraits
from scripts.search.index import WORDS
from scripts.study.study import Study

ROOT = Path(__file__).resolve().parent.parent
PARTS = ["content", "docs", "overrides", "portraits", "scripts", "mkdocs.yml"]
SETTINGS = {"CI": "true", "NO_MKDOCS_2_WARNING": "1"}
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]

# Every page of the plain theme has the whole navigation: beyond, its site would fill the disk.
MOST_COMPARED = 2000

LAYOUTS = {
    "baseof": """\
<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "list": """\
{{ define "main" }}{{ .Content }}<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "single": """\
{{ define "main" }}{{ .Content }}{{ end }}
""",
}


@dataclass(frozen=True)
class Contender:
    """A project, the command that builds it into its folder site/, and a file to change.

    changed is the portrait to save under `mkdocs serve`, where saved says to measure it; index
    is the address of the search's words, where they follow the pages.
    """

    name: str
    folder: Path
    command: Sequence[str]
    changed: Path
    saved: bool = False
    index: str = ""


def prepare(study: Study, number: int, folder: Path) -> list[Contender]:
    """Make the projects with as many portraits, the study's own included, in the folder.

    Beyond MOST_COMPARED, ours alone.
    """
    ours = _prepare_ours(study, number, folder / "ours")
    if number > MOST_COMPARED:
        return [ours]
    contenders = [ours, _prepare_plain(ours, folder / "plain")]
    if shutil.which("hugo"):
        contenders.append(_prepare_hugo(contenders[1], folder / "hugo"))
    return contenders


def _prepare_ours(study: Study, number: int, folder: Path) -> Contender:
    folder.mkdir(parents=True)
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    write_portraits(study, number - len(study.portraits), folder / "portraits")
    run(MKDOCS, folder, SETTINGS)  # the charts are drawn, the pages known
    last = max((folder / "portraits").glob("*.yml"))
    return Contender("ce site", folder, MKDOCS, last, saved=True, index=WORDS)


def _prepare_plain(ours: Contender, folder: Path) -> Contender:
    """The theme as it comes, its own search, every page written and in the navigation."""
    site, docs = ours.folder / "site", folder / "docs"
    names = write_markdown(site, docs)
    shutil.copytree(site / "assets", docs / "assets", dirs_exist_ok=True)
    shutil.copytree(site / "donnees", docs / "donnees", dirs_exist_ok=True)
    rest = [name for name in names if not name.startswith("portraits/")]
    portraits = [name for name in names if name.startswith("portraits/")]
    settings = {
        "site_name": "Alliances éducatives",
        "theme": {"name": "material", "language": "fr", "font": False},
        "plugins": ["search"],
        "nav": [*rest, {"Portraits": portraits}],
        "validation": {"links": {"not_found": "ignore", "anchors": "ignore"}},
    }
    text = yaml.safe_dump(settings, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    # Nobody's patience is compared with minutes: from 1,000 on, a save is compared with our build.
    changed = docs / f"portraits/{ours.changed.stem}.md"
    return Contender("MkDocs seul", folder, MKDOCS, changed, saved=len(portraits) < 1000)


def _prepare_hugo(plain: Contender, folder: Path) -> Contender:
    docs = plain.folder / "docs"
    shutil.copytree(docs, folder / "content", ignore=shutil.ignore_patterns("assets", "donnees"))
    for part in ("assets", "donnees"):
        shutil.copytree(docs / part, folder / "static" / part)
    for path in list((folder / "content").rglob("index.md")):
        path.rename(path.with_name("_index.md"))  # elsewhere, its neighbours would be its parts
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    for name, text in LAYOUTS.items():
        (layouts / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / "config.yaml").write_text('title: Alliances\nbaseURL: "/"\n', encoding="utf-8")
    return Contender("Hugo", folder, ["hugo", "--quiet", "--destination", "site"], plain.changed)
