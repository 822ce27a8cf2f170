"""What is known of one card in the learner's head, and the four grades that change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NewType, TypeAlias

Days = NewType("Days", float)
"""A length of time in study days."""

Probability = NewType("Probability", float)
"""Between 0 and 1."""

Day = NewType("Day", int)
"""A study day: days since 1970-01-01."""

Seconds = NewType("Seconds", int)
"""An instant: whole seconds since 1970-01-01 UTC."""


class Grade(IntEnum):
    """How well the learner knew it, judged by the learner."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        """The word on the key."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class New:
    """Never answered."""


@dataclass(frozen=True, slots=True)
class Learning:
    """Answered, and on the short first steps."""

    stability: Days
    difficulty: float
    day: Day
    """The study day of the last answer."""
    due: Seconds
    step: int
    """Which of the steps it waits on, from 0."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Learnt: it comes back in days."""

    stability: Days
    difficulty: float
    day: Day
    due: Seconds


@dataclass(frozen=True, slots=True)
class Relearning:
    """Forgotten, and on the short steps back."""

    stability: Days
    difficulty: float
    day: Day
    due: Seconds
    step: int


Answered: TypeAlias = Learning | Reviewing | Relearning
Memory: TypeAlias = New | Answered

LEECH_LAPSES = 8
"""A card forgotten this often is a leech: the card is at fault, not the learner."""


@dataclass(frozen=True, slots=True)
class CardState:
    """All that the events say about one card."""

    memory: Memory = New()
    reps: int = 0
    """Answers that count, of every grade."""
    lapses: int = 0
    """Times it was forgotten after it had been learnt."""
    at: int = 0
    """Milliseconds: the newest event about it."""
    suspended: bool = False
    buried: Day | None = None
    """The study day on which it was set aside; the next day it is back."""
    marked: bool = False
    quizzed: Day | None = None
    """The last study day on which a quiz that was applied changed it."""

    @property
    def is_leech(self) -> bool:
        """Whether it has been forgotten too often."""
        return self.lapses >= LEECH_LAPSES

    def is_buried(self, today: Day) -> bool:
        """Whether it is set aside today (a clock set back does not bring it back early)."""
        return self.buried is not None and today <= self.buried

    def touched(self, at: int) -> CardState:
        """The same, known to have changed at that time."""
        return replace(self, at=at)


FRESH = CardState()


def phase_of(memory: Memory) -> str:
    """The phase's name in events, in JSON and on the screen."""
    match memory:
        case New():
            return "new"
        case Learning():
            return "learning"
        case Reviewing():
            return "review"
        case Relearning():
            return "relearning"
