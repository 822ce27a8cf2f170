"""The memory model: FSRS-6's formulas, fed with whole study days.

Two answers are on one day when they are on one study day, not when less than 24 hours lie between.
"""

from __future__ import annotations

from typing import NamedTuple

from quizapp.domain.memory import Answered, Day, Days, Grade, New, Probability
from quizapp.scheduling import fsrs6
from quizapp.scheduling.fsrs6 import DECAY, FACTOR

_LAST_DAY = 2_000_000
"""Days past this (year 7445) are clamped: an event may claim any day."""


class Strength(NamedTuple):
    """What the model keeps of a card."""

    stability: Days
    difficulty: float


def recall(stability: Days, elapsed: float) -> Probability:
    """The chance that a card is known, so many study days after its last answer."""
    return Probability(fsrs6.recall(stability, elapsed))


def recall_on(memory: Answered, day: Day) -> Probability:
    """The chance that a card is known on a study day."""
    return recall(memory.stability, day - memory.day)


def strengthened(memory: New | Answered, grade: Grade, day: Day) -> Strength:
    """Stability and difficulty after an answer; a study day before the last counts as the last."""
    if isinstance(memory, New):
        return Strength(Days(fsrs6.first_stability(grade)), fsrs6.first_difficulty(grade))
    elapsed = _clamped(max(day, memory.day)) - _clamped(memory.day)
    if elapsed < 1:
        stability = fsrs6.stability_same_day(memory.stability, grade)
    else:
        known = fsrs6.recall(memory.stability, elapsed)
        stability = fsrs6.stability_after(memory.difficulty, memory.stability, known, grade)
    return Strength(Days(stability), fsrs6.difficulty_after(memory.difficulty, grade))


def interval(stability: Days, desired_recall: Probability, longest: int = 36500) -> int:
    """Whole days until recall has fallen to the desired one: at least 1, at most `longest`.

    The forgetting curve solved for time; at a desired recall of 0.9 it is the stability itself.
    """
    exact: float = stability / FACTOR * (desired_recall ** (1 / DECAY) - 1)
    return min(max(round(exact), 1), longest)


def _clamped(day: int) -> int:
    return min(max(day, 0), _LAST_DAY)
