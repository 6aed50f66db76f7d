"""What a preview keeps from one build to the next, and what it does when it ends."""

import logging
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from scripts.engines import mkdocs_hooks as hooks
from scripts.print.press import Printed
from scripts.problems.problem import Problem, RefusedError
from scripts.publish.failures import translate_record
from scripts.search.index import IndexingError
from scripts.site.written import WrittenPage
from tests.conftest import ROOT, SMALL_STUDY, assemble


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
        self.extra_css, self.site_dir = ["a.css", "absent.css"], ""
        self.extra: dict[str, Any] = {}
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
    (tmp_path / "docs/a.css").touch()
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
def test_the_site_is_what_the_settings_say(
    small: Path, serving: bool, caplog: pytest.LogCaptureFixture
) -> None:
    hooks.on_startup(command="serve" if serving else "build", dirty=False)
    config = Config(dev_addr=("127.0.0.1", 0))
    hooks.on_config(config)  # type: ignore[arg-type]
    look = config["alliances"].look
    assert (look.name, look.navigation) == ("Un site", [])
    assert look.description.startswith("Une lecture indépendante d’une petite étude")
    assert (look.sheets, look.icon) == (["a.css"], "assets/favicon.svg")
    assert look.preview is serving
    assert caplog.messages == [
        "mkdocs.yml : la feuille « absent.css » (extra_css) n'est pas dans docs/."
    ]
    assert config["alliances"].root == small
    assert config["problems"] == []
    assert config.extra_css == []
    assert config.theme.static_templates == {"sitemap.xml"}


def test_a_build_tells_what_it_could_not_print(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refusing = Printed(refused=("Un essai : 3 pages, pour 2 au plus.",))
    monkeypatch.setattr("scripts.print.press.Press.make_all", lambda press: refusing)
    hooks.on_startup(command="build", dirty=False)
    config = Config(extra={"imprimer": True}, extra_css=[])
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # --quiet
    hooks.on_config(config)  # type: ignore[arg-type]
    assert capsys.readouterr().err == "Non imprimé : Un essai : 3 pages, pour 2 au plus.\n"


@pytest.mark.parametrize(
    ("command", "wanted", "printed"),
    [("build", True, True), ("build", False, False), ("serve", True, False)],
)
def test_what_is_printed_is_published_where_a_build_asks_for_it(
    small: Path, monkeypatch: pytest.MonkeyPatch, command: Any, wanted: bool, printed: bool
) -> None:
    hooks.on_startup(command=command, dirty=False)
    made = Printed(files={"imprimes/a.pdf": small / "a.pdf"})
    monkeypatch.setattr("scripts.print.press.Press.make_all", lambda press: made)
    config = Config(extra={"imprimer": wanted}, dev_addr=("127.0.0.1", 0))
    hooks.on_config(config)  # type: ignore[arg-type]
    assert config["printed"] == (dict(made.files) if printed else {})


def test_a_preview_looks_at_its_address_when_it_is_about_to_listen(
    small: Path, preview: hooks._Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*address: object) -> None:
        raise RefusedError("Pris.")

    monkeypatch.setattr("scripts.engines.mkdocs_site.check_address", refuse)
    config: Any = Config()
    for _ in range(2):  # whatever is built, then and later
        hooks.on_config(config)
    with pytest.raises(Abort, match=r"^Pris\.$"):
        hooks.on_serve(None, config, None)


def test_what_is_refused_stops_mkdocs_in_one_sentence(
    small: Path, preview: hooks._Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hier")
    with pytest.raises(Abort, match=r"^SOURCE_DATE_EPOCH vaut « hier »"):
        hooks.on_config(Config())  # type: ignore[arg-type]


def test_what_is_wrong_stops_a_build_and_is_shown_by_a_preview(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (small / "portraits/a.yml").write_text("titre: a: b\n", encoding="utf-8")
    (small / "docs/b.md").write_text("---\ntitle: a: b\n---\n", encoding="utf-8")
    with pytest.raises(Abort, match=r"^\d+ problème\(s\) : rien n'est publié\.$"):
        hooks.on_config(Config())  # type: ignore[arg-type]
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert any(line.startswith("portraits/a.yml:1:9: deux-points") for line in told)
    (warned,) = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING][:1]
    assert warned.startswith("docs/b.md:2:9: deux-points")
    assert "Écrivez" in warned
    hooks.on_startup(command="serve", dirty=False)
    config = Config(dev_addr=("127.0.0.1", 0))
    hooks.on_config(config)  # type: ignore[arg-type]
    assert config["alliances"].study is None
    assert [str(problem) for problem in config["problems"]] == told


def test_a_preview_is_indexed_once_it_is_shown_and_no_more_when_it_ends(
    preview: hooks._Preview, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: list[object] = []
    monkeypatch.setattr(preview.indexer, "start", lambda *given: done.append(given))
    monkeypatch.setattr(preview.indexer, "stop", lambda: done.append("stopped"))
    site = assemble(None)
    config = Config(site_dir=str(tmp_path))
    config.update(alliances=site, problems=["faute"])
    hooks.on_post_build(config)  # type: ignore[arg-type]
    assert done == [], "what has a fault is not searched"
    config["problems"] = []
    hooks.on_post_build(config)  # type: ignore[arg-type]
    assert done == [(site, tmp_path)]
    hooks.on_shutdown()
    assert done[1:] == ["stopped"]
    hooks._preview = None
    hooks.on_shutdown()


def test_what_a_search_needs_stops_a_build_that_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Index:
        def result(self) -> None:
            raise IndexingError("Pas d'index.")

    config = Config(site_dir=str(tmp_path))
    config.update(alliances=assemble(None), problems=[], index=Index())
    with pytest.raises(Abort, match=r"^Rien n'est publié sans la recherche\.$"):
        hooks.on_post_build(config)  # type: ignore[arg-type]
    assert caplog.messages == ["Pas d'index."]
    assert list(tmp_path.iterdir()) == []


class Made:
    """A site whose pages are made already."""

    def __init__(self, *pages: str) -> None:
        self.pages, self.several = list(pages), False

    def make_pages(self, *, in_processes: bool = False) -> list[str]:
        self.several = in_processes
        return self.pages


def test_pages_of_the_last_good_study_stay_while_a_fault_is_shown(
    preview: hooks._Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr(hooks, "hand_over", lambda site, pages, *_: given.append((site, pages)))
    good, wrong = Made("a", "b"), Made()
    for site, problems in ((good, []), (wrong, ["faute"])):
        config = Config()
        config.update(alliances=site, problems=problems)
        hooks.on_files("files", config)  # type: ignore[arg-type]
        assert "index" not in config
    assert given == [(good, ["a", "b"]), (wrong, ["a", "b"])]
    assert not good.several, "a preview has threads, which processes do not copy"


def test_a_build_makes_pages_in_processes_and_its_index_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[object] = []
    monkeypatch.setattr(hooks, "hand_over", lambda *arguments: given.append(arguments))
    monkeypatch.setattr(hooks, "index_site", lambda site: ("index", site))
    site, config = Made("a"), Config()
    config.update(alliances=site, problems=[])
    assert hooks.on_files("files", config) == "files"  # type: ignore[arg-type, comparison-overlap]
    assert given == [(site, ["a"], "files", config)]
    assert site.several
    assert config["index"].result(10) == ("index", site)


def test_a_written_page_has_its_frame_or_the_problems_in_its_place() -> None:
    page = SimpleNamespace(
        url="aide/", title="L'aide", meta={"template": "plan.html"},
        file=SimpleNamespace(src_uri="aide.md"),
    )  # fmt: skip
    written = [WrittenPage("aide.md", "aide/", {"title": "L’aide"}, "")]
    config = Config()
    config.update(alliances=assemble(None, written=written), problems=[])
    html = "<p>l'été</p>"
    assert hooks.on_page_content(html, page, config, "files") == html  # type: ignore[arg-type]
    assert list(page.meta) == ["document"], "the frame is ours"
    assert "<p>l’été</p>" in page.meta["document"]
    config["problems"] = [Problem(1, "x.yml", 3, 9, "type", "Faux.", "Écrivez.")]
    hooks.on_page_content(html, page, config, "files")  # type: ignore[arg-type]
    assert "x.yml" in page.meta["document"]
    assert "<title>L’aide - " in page.meta["document"]
    assert "été" not in page.meta["document"]
