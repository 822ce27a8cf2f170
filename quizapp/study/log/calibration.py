"""How accurate the memory model is for this learner: predicted recall against actual recall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.errors import InvalidStates
from quizapp.study.log.day_sums import NOTHING, DaySums, added_up
from quizapp.study.log.state_rows import integer

BINS = 20
"""Each is five per cent wide."""


class RecallBin(NamedTuple):
    """Answers to cards with about the same predicted recall."""

    answers: int = 0
    predicted: int = 0
    """Thousandths, added up."""
    recalled: int = 0

    def plus(self, sums: DaySums, sign: int) -> RecallBin:
        """With one answer more (`sign` 1) or one fewer (-1)."""
        return RecallBin(
            self.answers + sign,
            self.predicted + sign * sums.predicted,
            self.recalled + sign * sums.recalled,
        )

    def replaced(self, before: RecallBin, after: RecallBin) -> RecallBin:
        """With some of its answers replaced by others."""
        return RecallBin(
            self.answers - before.answers + after.answers,
            self.predicted - before.predicted + after.predicted,
            self.recalled - before.recalled + after.recalled,
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """All bins, the lowest predicted recall first."""

    bins: tuple[RecallBin, ...] = (RecallBin(),) * BINS

    def plus(self, sums: DaySums, sign: int = 1) -> Calibration:
        """With one answer to a card in review added, or one that was undone removed."""
        place = _place(sums)
        bins = list(self.bins)
        bins[place] = bins[place].plus(sums, sign)
        return Calibration(tuple(bins))

    @staticmethod
    def of(answers: Iterable[DaySums]) -> Calibration:
        """Of many answers to cards in review."""
        bins: list[list[DaySums]] = [[] for _ in range(BINS)]
        for sums in answers:
            bins[_place(sums)].append(sums)
        totals = (added_up(rows) if rows else NOTHING for rows in bins)
        return Calibration(tuple(RecallBin(t.tested, t.predicted, t.recalled) for t in totals))

    def with_change(self, before: Calibration, after: Calibration) -> Calibration:
        """With the answers of `before` replaced by those of `after`."""
        rows = zip(self.bins, before.bins, after.bins, strict=True)
        return Calibration(tuple(own.replaced(old, new) for own, old, new in rows))

    def rows(self) -> list[list[int]]:
        """As plain values."""
        return [[each.answers, each.predicted, each.recalled] for each in self.bins]


def _place(sums: DaySums) -> int:
    return min(sums.predicted * BINS // 1000, BINS - 1)


def calibration_from(rows: Sequence[Sequence[object]]) -> Calibration:
    """From plain values. Raises InvalidStates."""
    try:
        bins = tuple(RecallBin(*map(integer, row)) for row in rows)
    except TypeError:
        raise InvalidStates from None
    if len(bins) != BINS:
        raise InvalidStates
    return Calibration(bins)
