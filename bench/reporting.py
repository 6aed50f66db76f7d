"""Says what a measure was taken on, and renders the page that tells it to maintainers."""

import os
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined


def describe_conditions(*packages: str, **programs: str) -> dict[str, Any]:
    """Return the date, the machine, and the versions of Python, of packages and of programs."""
    packaged = {name: version(name) for name in packages}
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": _describe_machine(),
        "versions": {"python": platform.python_version()} | packaged | programs,
    }


def _describe_machine() -> str:
    """The processor, its number, the memory and the system."""
    cpuinfo = Path("/proc/cpuinfo")
    lines: Iterable[str] = cpuinfo.read_text().splitlines() if cpuinfo.exists() else ()
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 10**9
    processor = f"{model or platform.processor()}, {os.cpu_count()} cœurs"
    return f"{processor}, {memory} Go, {platform.platform()}"


def render_page(template: Path, report: Mapping[str, Any]) -> str:
    """Return the page for maintainers, in Markdown, that the template makes of the report."""
    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters["virgule"] = write_decimal
    return environment.from_string(template.read_text(encoding="utf-8")).render(report)


def write_decimal(number: float, digits: int = 1) -> str:
    """Return a number with so many decimals, as French writes them."""
    return f"{number:.{digits}f}".replace(".", ",")
