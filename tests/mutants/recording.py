"""A plugin of pytest that tells which test runs what, in this process and in those it starts.

Each test is a context of coverage.py; so is each fixture that several tests share, whichever of
them sets it up. The processes that tests start are measured too: they find their context in the
environment. Tests that need a browser are left out.

coverage.py sees no template: each is noted where this process reads or renders it.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import coverage
import pytest
from jinja2 import Environment, FileSystemLoader

CONTEXT = "MUTANTS_CONTEXT"
RESULTS = "MUTANTS_RESULTS"  # where to write what is known of each test

# Before the name of a fixture that several tests share: for its seconds, and for its templates.
SETUP = "setup of "
TEMPLATES = "templates of "

_BAR = "\x1f"  # what stands in a name for the bar, with which coverage.py joins contexts

SHARED: list[Any] = []  # the values of the fixtures that several tests share
TESTS: dict[str, dict[str, Any]] = {}
RUNNING: list[pytest.Item] = []  # the test that runs, after those that ran before
READ: dict[str, list[str]] = {}  # the templates of each context


def switch_context(name: str) -> str:
    """Attribute what runs from now on to a test, or to a fixture; return the one before."""
    before = os.environ.get(CONTEXT, "")
    os.environ[CONTEXT] = name = name.replace("|", _BAR)
    if measured := coverage.Coverage.current():
        measured.switch_context(name)
    return before


def note_templates() -> None:
    """Have jinja2 note in its context each template that is read, or rendered once more."""
    get_template, get_source = Environment.get_template, FileSystemLoader.get_source

    def note(name: Any) -> None:
        read = READ.setdefault(os.environ.get(CONTEXT, ""), [])
        if name not in read and isinstance(name, str):
            read.append(name)

    def note_rendered(self: Any, name: Any, *others: Any, **named: Any) -> Any:
        note(name)
        return get_template(self, name, *others, **named)

    def note_read(self: Any, environment: Any, template: str) -> Any:
        note(template)
        return get_source(self, environment, template)

    Environment.get_template = note_rendered  # type: ignore[method-assign]
    FileSystemLoader.get_source = note_read  # type: ignore[method-assign]


def read_context(written: str) -> str:
    """Return the test, or the fixture, of a context: after what a process began with and a bar."""
    return written.rpartition("|")[2].replace(_BAR, "|")


def forget() -> None:
    """Forget what the code keeps from one test to the next: each must be seen to run it."""
    for value in SHARED:
        for name in [name for name in getattr(value, "__dict__", {})
                     if isinstance(getattr(type(value), name, None), cached_property)]:  # fmt: skip
            del value.__dict__[name]
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "scripts":
            for kept in list(vars(module).values()):
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need a browser."""
    left_out = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_configure() -> None:
    """Begin to note templates, in each process that runs tests."""
    note_templates()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Measure one test."""
    forget()
    item.user_properties.append(("fixtures", list(getattr(item, "fixturenames", ()))))
    RUNNING.append(item)
    switch_context(item.nodeid)
    item.user_properties.append(("templates", READ.setdefault(os.environ[CONTEXT], [])))
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
    """Measure one fixture."""
    if fixturedef.scope == "function":
        return (yield)
    before = switch_context(f"fixture {fixturedef.argname}")
    read = READ.setdefault(os.environ[CONTEXT], [])
    began = time.perf_counter()
    try:
        value = yield
    finally:
        switch_context(before)
    seconds = time.perf_counter() - began
    RUNNING[-1].user_properties.append((SETUP + fixturedef.argname, seconds))
    RUNNING[-1].user_properties.append((TEMPLATES + fixturedef.argname, read))
    SHARED.append(value)
    return value


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep how long a test took, whether it passed, and what it needs."""
    test = TESTS.setdefault(report.nodeid, {"seconds": 0.0, "passed": False})
    known = dict(report.user_properties)
    test["fixtures"] = known.get("fixtures", [])
    test["templates"] = known.get("templates", [])
    for key, start in (("setups", SETUP), ("fixture_templates", TEMPLATES)):
        test[key] = {
            name.removeprefix(start): value
            for name, value in known.items()
            if name.startswith(start)
        }
    if report.when == "call":
        test["seconds"] = report.duration
        test["passed"] = report.passed


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what is known of each test; a worker has told it to the process that started it."""
    if not hasattr(session.config, "workerinput"):
        Path(os.environ[RESULTS]).write_text(json.dumps(TESTS), encoding="utf-8")
