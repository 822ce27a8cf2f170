"""What the answers of one study day add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from quizapp.domain.memory import Day


@dataclass(frozen=True, slots=True)
class DaySums:
    """What one study day's counting answers add up to."""

    new: int = 0
    """Cards answered for the first time."""
    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0
    ms: int = 0
    tested: int = 0
    """Answers to cards that were in `review`."""
    recalled: int = 0
    """Those of them that were not Again."""
    predicted: int = 0
    """Thousandths: how many of them the memory model expected, added up."""

    @property
    def answers(self) -> int:
        """Answers of every grade."""
        return self.again + self.hard + self.good + self.easy

    def plus(self, other: DaySums, sign: int = 1) -> DaySums:
        """Both together, or the difference with `sign` -1."""
        return DaySums(*(getattr(self, name) + sign * getattr(other, name) for name in DAY_COLUMNS))


DAY_COLUMNS = tuple(field.name for field in fields(DaySums))
NOTHING = DaySums()


def days_from(columns: Mapping[str, Sequence[int]]) -> dict[Day, DaySums]:
    """Sums by day, from their columns."""
    rows = zip(*(columns[name] for name in DAY_COLUMNS), strict=True)
    return {Day(day): DaySums(*row) for day, row in zip(columns["day"], rows, strict=True)}


def day_columns(sums: Mapping[Day, DaySums]) -> dict[str, list[int]]:
    """Sums by day, as columns."""
    days = sorted(sums)
    columns: dict[str, list[int]] = {"day": list(days)}
    for name in DAY_COLUMNS:
        columns[name] = [getattr(sums[day], name) for day in days]
    return columns
