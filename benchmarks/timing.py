"""Pairs of processes in turn, and what their times come to."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one side, in the order of the runs."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)

    @property
    def slowest(self) -> float:
        """The longest one."""
        return max(self.seconds)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    what: str
    reference: str
    at_most: float
    """The ratio that it should not exceed."""
    ours: Times
    theirs: Times

    @property
    def ratio(self) -> float:
        """Ours in the reference's."""
        return self.ours.median / self.theirs.median

    def line(self) -> str:
        """A line of the table."""
        met = "met" if self.ratio <= self.at_most else "**not met**"
        cells = (
            self.what,
            f"{self.ours.median * 1000:.0f} ms",
            f"{self.ours.slowest * 1000:.0f} ms",
            self.reference,
            f"{self.theirs.median * 1000:.0f} ms",
            f"{self.theirs.slowest * 1000:.0f} ms",
            f"{self.ratio:.2f}",
            f"{self.at_most:g}",
            met,
        )
        return f"| {' | '.join(cells)} |"


HEAD = (
    "| what | ours | slowest | reference | takes | slowest | ratio | at most | |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def in_turn(
    ours: Callable[[], float], theirs: Callable[[], float], runs: int
) -> tuple[Times, Times]:
    """Both sides, one after the other so many times; the first run of each warms up."""
    pairs = [(ours(), theirs()) for _ in range(runs + 1)][1:]
    return Times(tuple(one for one, _ in pairs)), Times(tuple(other for _, other in pairs))


def whole_process(arguments: Sequence[str], environment: dict[str, str]) -> Callable[[], float]:
    """A process from its start to its end."""

    def run() -> float:
        begun = time.perf_counter()
        subprocess.run(arguments, env=environment, check=True, capture_output=True)
        return time.perf_counter() - begun

    return run


def said_by(arguments: Sequence[str], environment: dict[str, str]) -> Callable[[], float]:
    """What a process measured of itself, and printed as its last line."""

    def run() -> float:
        done = subprocess.run(
            arguments, env=environment, check=True, capture_output=True, text=True
        )
        return float(done.stdout.split()[-1])

    return run


def python_of(environment: Path) -> str:
    """The interpreter of a virtual environment."""
    return str(environment / "bin" / "python")
