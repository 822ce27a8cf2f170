"""The memory model: FSRS-6, through the reference library, fed with whole study days.

Only this module knows the library. It gets no steps (ours are a table, in `steps`), no chance, and
times that are always noon UTC of a study day: what it would call "the same day" is then a study day
and not a span of 24 hours.

Formulas: the FSRS-6 algorithm as published by the open-spaced-repetition project.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.memory import Day, Days, Grade, New, Probability, Seen

if TYPE_CHECKING:
    from fsrs import Scheduler

DECAY = -0.1542
"""FSRS-6's default exponent of forgetting (its parameter w20, negated)."""
FACTOR: float = 0.9 ** (1 / DECAY) - 1
"""Chosen so that recall is 0.9 after as many days as the stability."""

_NOON = datetime(1970, 1, 1, 12, tzinfo=UTC)
_LAST_DAY = 2_000_000
"""Days past this (year 7445) are clamped: an event may claim any day."""


class Strength(NamedTuple):
    """What the model keeps of a card."""

    stability: Days
    difficulty: float


def recall(stability: Days, elapsed: float) -> Probability:
    """The chance that a card is known, so many study days after its last answer.

    FSRS-6's forgetting curve, `(1 + FACTOR * t / S) ** DECAY`. Written out here because the library
    takes long to import and the queue needs nothing else of it.
    """
    return Probability((1 + FACTOR * max(elapsed, 0) / stability) ** DECAY)


def recall_on(memory: Seen, day: Day) -> Probability:
    """The chance that a card is known on a study day."""
    return recall(memory.stability, day - memory.day)


def strengthened(memory: New | Seen, grade: Grade, day: Day) -> Strength:
    """Stability and difficulty after an answer; a study day before the last counts as the last."""
    from fsrs import Card, Rating, State

    if isinstance(memory, New):
        card = Card(card_id=0, state=State.Learning, due=_NOON)
        seen = day
    else:
        seen = memory.day
        card = Card(
            card_id=0,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=_noon(seen),
            last_review=_noon(seen),
        )
    after, _ = _scheduler().review_card(card, Rating(grade), _noon(max(day, seen)))
    if after.stability is None or after.difficulty is None:
        raise AssertionError("the model answered without a memory")
    return Strength(Days(after.stability), after.difficulty)


def interval(stability: Days, desired_recall: Probability, longest: int = 36500) -> int:
    """Whole days until recall has fallen to the desired one: at least 1, at most `longest`.

    The forgetting curve solved for time; at a desired recall of 0.9 it is the stability itself.
    """
    exact: float = stability / FACTOR * (desired_recall ** (1 / DECAY) - 1)
    return min(max(round(exact), 1), longest)


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _noon(day: int) -> datetime:
    return _NOON + timedelta(days=min(max(day, 0), _LAST_DAY))
