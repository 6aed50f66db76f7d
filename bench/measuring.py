"""Runs a command and says what it took: seconds, processor, memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class FailedRunError(Exception):
    """What was to be measured did not work; the message ends with what it said."""


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds on the clock, seconds of processor, peak memory in megabytes.

    On a machine that others use, the processor's seconds are the steadier of the two.
    """

    seconds: float
    processor: float
    memory: float


def run(command: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None) -> Cost:
    """Run the command in the folder, with more settings of environment, and return its cost.

    Memory is that of the greatest of its processes. Raises FailedRunError when it fails.
    """
    log = folder / "bench.log"
    start = time.monotonic()
    with log.open("w") as stream:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=stream,
            stderr=stream,
            env={**os.environ, **(settings or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedRunError(f"{' '.join(command)}: {log.read_text()[-2000:]}")
    scale = 1_000_000 if sys.platform == "darwin" else 1_000  # bytes there, kilobytes here
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def take_median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each thing measured."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.processor for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )


def weigh_folder(folder: Path) -> int:
    """Return the bytes of all the files of the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
