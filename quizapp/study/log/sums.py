"""What a log adds up to, as far as home and `due` need it: states, sums a day and settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol

from quizapp.domain.memory import Day

if TYPE_CHECKING:
    from quizapp.domain.settings import Settings
    from quizapp.study.log.calibration import Calibration
    from quizapp.study.log.states import States

RULES = 3
"""Raised whenever the fold comes to another result for the same events."""


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


class Sums(Protocol):
    """A learner's progress, without what is only needed to change it."""

    @property
    def states(self) -> States:
        """Of every card."""
        ...

    @property
    def days(self) -> Mapping[Day, DaySums]:
        """Of every study day with an answer."""
        ...

    @property
    def calibration(self) -> Calibration:
        """How often cards in review were recalled, by how likely that was said to be."""
        ...

    @property
    def settings(self) -> Settings:
        """As they are now."""
        ...


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
