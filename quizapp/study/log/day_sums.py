"""The sums of the answers of one study day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizapp.domain.memory import Day
from quizapp.errors import InvalidStates
from quizapp.study.log.state_rows import integer


class DaySums(NamedTuple):
    """The sums of one study day, undone answers not counted."""

    new: int = 0
    """Cards answered for the first time."""
    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0
    ms: int = 0
    tested: int = 0
    """Answers to cards in review."""
    recalled: int = 0
    """Answers to cards in review that were not Again."""
    predicted: int = 0
    """The predicted recall of cards in review, in thousandths, added up."""

    @property
    def answers(self) -> int:
        """Answers of every grade."""
        return self.again + self.hard + self.good + self.easy

    def plus(self, other: DaySums, sign: int = 1) -> DaySums:
        """The sum of both; with `sign` -1 the difference."""
        return DaySums(
            self.new + sign * other.new,
            self.again + sign * other.again,
            self.hard + sign * other.hard,
            self.good + sign * other.good,
            self.easy + sign * other.easy,
            self.ms + sign * other.ms,
            self.tested + sign * other.tested,
            self.recalled + sign * other.recalled,
            self.predicted + sign * other.predicted,
        )


def added_up(rows: Iterable[DaySums]) -> DaySums:
    """The sum of many."""
    return DaySums(*map(sum, zip(*rows, strict=True)))


DAY_COLUMNS = DaySums._fields
NOTHING = DaySums()


def days_from(columns: Mapping[str, Sequence[object]]) -> dict[Day, DaySums]:
    """Sums by day, from their columns. Raises InvalidStates."""
    try:
        rows = zip(*(columns[name] for name in ("day", *DAY_COLUMNS)), strict=True)
        return {Day(integer(day)): DaySums(*map(integer, row)) for day, *row in rows}
    except (KeyError, TypeError, ValueError):
        raise InvalidStates from None


def day_columns(sums: Mapping[Day, DaySums]) -> dict[str, list[int]]:
    """Sums by day, as columns."""
    days = sorted(sums)
    columns: dict[str, list[int]] = {"day": list(days)}
    for name in DAY_COLUMNS:
        columns[name] = [getattr(sums[day], name) for day in days]
    return columns
