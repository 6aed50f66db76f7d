"""What a preview keeps from one build to the next, and what it does when it ends."""

import logging
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from scripts.engines import mkdocs_hooks as hooks
from scripts.problems.problem import RefusedError
from scripts.publish.failures import translate_record
from scripts.search.index import IndexingError
from scripts.site.site import Site
from tests.conftest import LOOK, ROOT, SETTINGS, SMALL_STUDY, assemble


class Theme(dict[str, Any]):
    """What is read of MkDocs' theme."""

    def __init__(self) -> None:
        super().__init__(favicon="assets/favicon.svg")
        self.static_templates = {"404.html", "sitemap.xml"}


class Config(dict[str, Any]):
    """What is read of MkDocs' settings: keys and attributes."""

    def __init__(self, **settings: Any) -> None:
        super().__init__()
        self.strict, self.dev_addr, self.theme = False, ("127.0.0.1", 8000), Theme()
        self.site_name, self.site_description, self.nav = "Un site", None, None
        self.extra_css, self.site_dir = ["a.css"], ""
        vars(self).update(settings)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Leave this process as it was."""
    handler, engine = signal.getsignal(signal.SIGTERM), logging.getLogger("mkdocs")
    level = engine.level
    yield
    hooks._preview = None
    signal.signal(signal.SIGTERM, handler)
    engine.setLevel(level)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The small study, as the project that is built."""
    shutil.copytree(SMALL_STUDY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    monkeypatch.setattr(hooks, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def preview() -> hooks._Preview:
    """A preview that has begun."""
    hooks.on_startup(command="serve", dirty=False)
    assert hooks._preview
    return hooks._preview


def test_only_a_preview_keeps_something_and_ends_by_itself() -> None:
    before = signal.getsignal(signal.SIGTERM)
    hooks.on_startup(command="build", dirty=False)
    assert hooks._preview is None
    assert signal.getsignal(signal.SIGTERM) == before
    hooks.on_startup(command="serve", dirty=False)
    assert hooks._preview
    with pytest.raises(SystemExit) as caught:
        signal.raise_signal(signal.SIGTERM)
    assert caught.value.code == 128 + signal.SIGTERM


def test_what_mkdocs_says_is_translated() -> None:
    handler = logging.StreamHandler()
    engine = logging.getLogger("mkdocs")
    engine.addHandler(handler)
    try:
        hooks.on_startup(command="build", dirty=False)
        assert handler.filters == [translate_record]
    finally:
        engine.removeHandler(handler)


@pytest.mark.parametrize(
    ("strict", "before", "after"),
    [
        (True, logging.ERROR, logging.WARNING),
        (True, logging.INFO, logging.INFO),
        (False, logging.ERROR, logging.ERROR),
    ],
)
def test_a_strict_build_that_is_quiet_still_counts_warnings(
    small: Path, strict: bool, before: int, after: int
) -> None:
    logging.getLogger("mkdocs").setLevel(before)
    hooks.on_config(Config(strict=strict))  # type: ignore[arg-type]
    assert logging.getLogger("mkdocs").level == after


@pytest.mark.parametrize("serving", [False, True])
def test_the_site_is_what_the_settings_say(small: Path, serving: bool) -> None:
    hooks.on_startup(command="serve" if serving else "build", dirty=False)
    config = Config(dev_addr=("127.0.0.1", 0))
    hooks.on_config(config)  # type: ignore[arg-type]
    look = config["alliances"].look
    assert (look.name, look.description, look.navigation) == ("Un site", "", [])
    assert (look.sheets, look.icon) == (["a.css"], "assets/favicon.svg")
    assert look.policy is not serving, "live reload is an inline script"
    assert config["alliances"].root == small
    assert config["problems"] == []
    assert config.extra_css == []
    assert config.theme.static_templates == {"sitemap.xml"}


def test_a_preview_looks_at_its_address_once(
    small: Path, preview: hooks._Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(hooks, "check_address", lambda *address: asked.append(address))
    for _ in range(2):
        hooks.on_config(Config())  # type: ignore[arg-type]
    assert asked == [("127.0.0.1", 8000)]


def test_what_is_refused_stops_mkdocs_in_one_sentence(
    small: Path, preview: hooks._Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*address: object) -> None:
        raise RefusedError("Pris.")

    monkeypatch.setattr(hooks, "check_address", refuse)
    with pytest.raises(Abort, match=r"^Pris\.$"):
        hooks.on_config(Config())  # type: ignore[arg-type]
    monkeypatch.setattr(hooks, "check_address", lambda *address: None)
    hooks.on_config(Config())  # type: ignore[arg-type]


def test_what_is_wrong_stops_a_build_and_is_shown_by_a_preview(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (small / "portraits/a.yml").write_text("titre: a: b\n", encoding="utf-8")
    (small / "docs/b.md").write_text("---\ntitle: a: b\n---\n", encoding="utf-8")
    with pytest.raises(Abort, match=r"^\d+ problème\(s\) : rien n'est publié\.$"):
        hooks.on_config(Config())  # type: ignore[arg-type]
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert any(line.startswith("docs/b.md:2:9: deux-points") for line in told)
    assert any(line.startswith("portraits/a.yml:1:9: deux-points") for line in told)
    hooks.on_startup(command="serve", dirty=False)
    config = Config(dev_addr=("127.0.0.1", 0))
    hooks.on_config(config)  # type: ignore[arg-type]
    assert config["alliances"].study is None
    assert len(config["problems"]) == len(told)


# ---- the index of a preview comes after its pages ----


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, Path]]:
    """The indexes put into a folder; that of a site is the site itself."""
    published: list[tuple[object, Path]] = []
    monkeypatch.setattr(hooks, "index_site", lambda site: site)
    monkeypatch.setattr(
        hooks, "publish_index", lambda index, folder: published.append((index, folder))
    )
    return published


def end_build(config: Config) -> None:
    hooks.on_post_build(config)  # type: ignore[arg-type]
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and thread.daemon:
            thread.join(10)


def test_a_preview_is_indexed_once_it_is_shown(
    preview: hooks._Preview, published: list[tuple[object, Path]], tmp_path: Path
) -> None:
    site = assemble(None)
    config = Config(site_dir=str(tmp_path))
    config.update(alliances=site, problems=[])
    end_build(config)
    assert published == [(site, tmp_path)]
    config["problems"] = ["faute"]
    config["alliances"] = assemble(None)
    end_build(config)
    assert published == [(site, tmp_path)], "what has a fault is not searched"
    assert preview.site is site


def test_a_build_that_another_follows_is_not_indexed(
    preview: hooks._Preview, published: list[tuple[object, Path]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    old, new = assemble(None), assemble(None)
    preview.site = new
    hooks._index_later(preview, old, tmp_path)
    assert published == []

    def index(site: Site) -> Site:
        preview.site = old  # meanwhile, another build
        return site

    monkeypatch.setattr(hooks, "index_site", index)
    hooks._index_later(preview, new, tmp_path)
    assert published == []


def test_a_preview_that_ends_writes_nothing_more(
    preview: hooks._Preview, published: list[tuple[object, Path]], tmp_path: Path
) -> None:
    site = assemble(None)
    preview.site = site
    hooks.on_shutdown()
    hooks._index_later(preview, site, tmp_path)
    assert published == []
    hooks._preview = None
    hooks.on_shutdown()


@pytest.mark.parametrize(
    ("error", "level"),
    [(IndexingError("Pas d'index."), logging.ERROR), (OSError("parti"), logging.DEBUG)],
)
def test_a_preview_goes_on_without_its_index(
    preview: hooks._Preview, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    tmp_path: Path, error: Exception, level: int,
) -> None:  # fmt: skip
    def fail(site: Site) -> None:
        raise error

    caplog.set_level(logging.DEBUG, "mkdocs.plugins.alliances")
    monkeypatch.setattr(hooks, "index_site", fail)
    preview.site = assemble(None)
    hooks._index_later(preview, preview.site, tmp_path)
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (level, str(error))


def test_what_a_search_needs_stops_a_build_that_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Index:
        def result(self) -> None:
            raise IndexingError("Pas d'index.")

    config = Config(site_dir=str(tmp_path))
    config.update(alliances=Site(ROOT, None, (), SETTINGS, LOOK), problems=[], index=Index())
    with pytest.raises(Abort, match=r"^Rien n'est publié sans la recherche\.$"):
        hooks.on_post_build(config)  # type: ignore[arg-type]
    assert caplog.messages == ["Pas d'index."]
    assert list(tmp_path.iterdir()) == []
