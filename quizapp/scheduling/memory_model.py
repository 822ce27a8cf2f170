"""The memory model: FSRS-6, applied to whole study days.

Two answers are on the same day if they are on the same study day, whatever the hours between them.
"""

from __future__ import annotations

from typing import NamedTuple

from quizapp.domain.memory import Answered, Day, Days, Grade, New, Probability
from quizapp.scheduling import fsrs6
from quizapp.scheduling.fsrs6 import DECAY, FACTOR

_LAST_DAY = 2_000_000
"""Later days (after the year 7445) are clamped, because an event may claim any day."""
FIRST_DAY = Day(10_957)
"""2000-01-01. A clock that shows an earlier day has not been set: how long ago the answer was given
is unknown, so it counts as given on the day of the next one."""


class Strength(NamedTuple):
    """Stability and difficulty after an answer."""

    stability: Days
    difficulty: float


def recall(stability: Days, elapsed: float) -> Probability:
    """The chance that a card is recalled so many study days after its last answer."""
    return Probability(fsrs6.recall(stability, elapsed))


def recall_on(memory: Answered, day: Day) -> Probability:
    """The chance that a card is recalled on a study day."""
    return recall(memory.stability, day - memory.day)


def strengthened(memory: New | Answered, grade: Grade, day: Day) -> Strength:
    """Stability and difficulty after an answer.

    An answer dated before the last one counts as given on the day of that one.
    """
    if isinstance(memory, New):
        return Strength(Days(fsrs6.first_stability(grade)), fsrs6.first_difficulty(grade))
    elapsed = min(max(day, memory.day), _LAST_DAY) - memory.day
    if elapsed < 1 or memory.day < FIRST_DAY:
        stability = fsrs6.stability_same_day(memory.stability, grade)
    else:
        known = fsrs6.recall(memory.stability, elapsed)
        stability = fsrs6.stability_after(memory.difficulty, memory.stability, known, grade)
    return Strength(Days(stability), fsrs6.difficulty_after(memory.difficulty, grade))


def interval(stability: Days, desired_recall: Probability, longest: int = 36500) -> int:
    """Whole days until recall falls to the target recall, from 1 to `longest`.

    The forgetting curve solved for time; at a target recall of 0.9 it equals the stability.
    """
    exact: float = stability / FACTOR * (desired_recall ** (1 / DECAY) - 1)
    return min(max(round(exact), 1), longest)
