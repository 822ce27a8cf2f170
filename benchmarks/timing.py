"""Runs both sides in turn, and collects their results."""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Run: TypeAlias = Callable[[], list[float]]
"""One run in a fresh process: what it measured, in seconds or in bytes."""


@dataclass(frozen=True, slots=True)
class Values:
    """The measurements of one side."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.values)

    @property
    def p99(self) -> float:
        """The 99th percentile; of few values, the largest."""
        ordered = sorted(self.values)
        return ordered[math.ceil(0.99 * len(ordered)) - 1]


def in_turn(ours: Run, theirs: Run, runs: int) -> tuple[Values, Values]:
    """Run both sides in turn, this many times; the first run of each only warms up."""
    pairs = [(ours(), theirs()) for _ in range(runs + 1)][1:]
    return _all_of(one for one, _ in pairs), _all_of(other for _, other in pairs)


def alone(run: Run, runs: int) -> Values:
    """Run one side, after one run to warm up."""
    return _all_of([run() for _ in range(runs + 1)][1:])


def _all_of(runs: Iterable[list[float]]) -> Values:
    return Values(tuple(value for run in runs for value in run))


def whole_process(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Seconds of a process from its start to its end."""

    def run() -> list[float]:
        begun = time.perf_counter()
        subprocess.run(arguments, env=environment, check=True, capture_output=True)
        return [time.perf_counter() - begun]

    return run


def peak_memory(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    """The peak memory of a process, in bytes."""

    def run() -> list[float]:
        with subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, arguments)
        return [used.ru_maxrss * MEMORY_UNIT]

    return run


MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


def said_by(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    """The times that a process measured itself and printed as a list."""

    def run() -> list[float]:
        done = subprocess.run(
            arguments, env=environment, check=True, capture_output=True, text=True
        )
        found: list[float] = json.loads(done.stdout)
        return found

    return run


def python_of(environment: Path) -> str:
    """The interpreter of a virtual environment."""
    return str(environment / "bin" / "python")
