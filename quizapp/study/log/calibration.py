"""Is the memory model right about this learner? Predicted recall against what was recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.study.log.day_sums import DaySums

BINS = 20
"""Each five per cent wide."""


@dataclass(frozen=True, slots=True)
class RecallBin:
    """Answers to cards that were about equally likely to be recalled."""

    answers: int = 0
    predicted: int = 0
    """Thousandths, added up."""
    recalled: int = 0

    def plus(self, sums: DaySums, sign: int) -> RecallBin:
        """With one more answer, or one less."""
        return RecallBin(
            self.answers + sign,
            self.predicted + sign * sums.predicted,
            self.recalled + sign * sums.recalled,
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """All bins, the least likely first."""

    bins: tuple[RecallBin, ...] = (RecallBin(),) * BINS

    def plus(self, sums: DaySums, sign: int = 1) -> Calibration:
        """With one more answer to a card in review, or without one that was undone."""
        place = min(sums.predicted * BINS // 1000, BINS - 1)
        changed = self.bins[place].plus(sums, sign)
        return Calibration((*self.bins[:place], changed, *self.bins[place + 1 :]))

    def rows(self) -> list[list[int]]:
        """As plain values."""
        return [[each.answers, each.predicted, each.recalled] for each in self.bins]


def calibration_from(rows: Sequence[Sequence[int]]) -> Calibration:
    """From plain values. Raises ValueError if there are not so many bins."""
    if len(rows) != BINS:
        raise ValueError("another number of bins")
    return Calibration(tuple(RecallBin(*row) for row in rows))
