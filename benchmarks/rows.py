"""One comparison as a line of the table."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.timing import Values

HEAD = (
    "| what | ours | p99 | reference | median | p99 | ratio | at most | |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True)
class Row:
    """Our times beside those of a reference in the same run."""

    what: str
    reference: str
    at_most: float
    """The highest acceptable ratio."""
    ours: Values
    theirs: Values
    by_p99: bool = False
    """Whether the p99 values are compared instead of the medians."""
    more: float = 0.0
    """Seconds that ours may take in addition."""
    is_memory: bool = False

    @property
    def ratio(self) -> float:
        """Our time divided by the reference's."""
        if self.by_p99:
            return self.ours.p99 / self.theirs.p99
        return self.ours.median / self.theirs.median

    @property
    def is_met(self) -> bool:
        """Whether the ratio is within its limit."""
        theirs = self.theirs.p99 if self.by_p99 else self.theirs.median
        return self.ratio * theirs <= self.at_most * theirs + self.more

    def line(self) -> str:
        """The row of the table."""
        limit = f"{self.at_most:g}" + (f" + {self.more * 1000:.0f} ms" if self.more else "")
        cells = (
            self.what,
            self._shown(self.ours.median),
            self._shown(self.ours.p99),
            self.reference,
            self._shown(self.theirs.median),
            self._shown(self.theirs.p99),
            f"{self.ratio:.2f}",
            limit,
            "met" if self.is_met else "**not met**",
        )
        return f"| {' | '.join(cells)} |"

    def _shown(self, value: float) -> str:
        return f"{value / 2**20:.0f} MB" if self.is_memory else milliseconds(value)


def milliseconds(seconds: float) -> str:
    """A time in milliseconds: whole, or with two significant digits if it is short."""
    value = seconds * 1000
    return f"{value:.0f} ms" if value >= 20 else f"{value:.2g} ms"
