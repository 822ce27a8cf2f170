"""The memory state of a card, and the four grades that change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NewType, TypeAlias

Days = NewType("Days", float)
"""A length of time, in study days."""

Probability = NewType("Probability", float)
"""Between 0 and 1."""

Day = NewType("Day", int)
"""A study day: days since 1970-01-01."""

Seconds = NewType("Seconds", int)
"""An instant: whole seconds since 1970-01-01 UTC."""


class Grade(IntEnum):
    """How well the learner knew a card, in the learner's own judgement."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        """The name on the screen."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class New:
    """Never answered."""


@dataclass(frozen=True, slots=True)
class Learning:
    """Answered, and on the learning steps."""

    stability: Days
    difficulty: float
    day: Day
    """The study day of the last answer."""
    due: Seconds
    step: int
    """The step it waits on, from 0."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """In review: it comes back after days."""

    stability: Days
    difficulty: float
    day: Day
    due: Seconds


@dataclass(frozen=True, slots=True)
class Relearning:
    """Forgotten, and on the relearning steps."""

    stability: Days
    difficulty: float
    day: Day
    due: Seconds
    step: int


Answered: TypeAlias = Learning | Reviewing | Relearning
Memory: TypeAlias = New | Answered

LEECH_LAPSES = 8
"""Lapses: a card forgotten this often is a leech, which needs rewording rather than practice."""


@dataclass(frozen=True, slots=True)
class CardState:
    """Everything that the events say about one card."""

    memory: Memory = New()
    reps: int = 0
    """Answers of every grade, undone ones not counted."""
    lapses: int = 0
    """Times it was graded Again while in review."""
    at: int = 0
    """Milliseconds since 1970: the time of its newest event."""
    suspended: bool = False
    buried: Day | None = None
    """The study day for which it is set aside."""
    marked: bool = False
    quizzed: Day | None = None
    """The last study day on which applying a quiz changed it."""

    @property
    def is_leech(self) -> bool:
        """Whether it has been forgotten too often."""
        return self.lapses >= LEECH_LAPSES

    def is_buried(self, today: Day) -> bool:
        """Whether it is set aside today; a clock that was set back does not bring it back early."""
        return self.buried is not None and today <= self.buried

    def touched(self, at: int) -> CardState:
        """The same state, last changed at this time (milliseconds since 1970)."""
        return replace(self, at=at)


NEW_STATE = CardState()


def phase_of(memory: Memory) -> str:
    """The name of the phase in events, in JSON and on the screen."""
    match memory:
        case New():
            return "new"
        case Learning():
            return "learning"
        case Reviewing():
            return "review"
        case Relearning():
            return "relearning"
