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
    """The moment at which the step ends."""
    step: int
    """The step it waits on, from 0."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """In review: it comes back after days, on a study day and not at a moment of its own."""

    stability: Days
    difficulty: float
    day: Day
    due_day: Day


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
LEECH_AGAIN = 4
"""Lapses more, after which a leech is announced, or suspended, once more."""


@dataclass(frozen=True, slots=True)
class AnsweredGap:
    """A gap of a cloze as it was when it was last answered."""

    answer: str
    of: int
    """How many gaps the text had."""


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
    last: str | None = None
    """The id of the newest event that changed its memory; None if there is none."""
    history: int = 0
    """A checksum of the ids of all events that changed its memory, in their order."""
    suspended: bool = False
    buried: Day | None = None
    """The study day for which it is set aside."""
    marked: bool = False
    quizzed: Day | None = None
    """The last study day on which applying a quiz changed it."""
    announced: int = 0
    """Its lapses when it was last announced as a leech; 0 if it never was."""
    leech_suspended: int = 0
    """Its lapses when it was last suspended as a leech; 0 if it never was."""
    gap: AnsweredGap | None = None
    """The gap that it asks for, if it is a gap and its answers say which."""

    @property
    def is_leech(self) -> bool:
        """Whether it has been forgotten too often."""
        return self.lapses >= LEECH_LAPSES

    def lapses_after(self, grade: Grade) -> int:
        """How often it will have been forgotten once it is graded."""
        forgot = grade is Grade.AGAIN and isinstance(self.memory, Reviewing)
        return self.lapses + forgot

    def is_buried(self, today: Day) -> bool:
        """Whether it is set aside today."""
        return self.buried is not None and is_buried(self.buried, today)

    def touched(self, at: int) -> CardState:
        """The same state, last changed at this time (milliseconds since 1970)."""
        return replace(self, at=at)


def is_leech_again(lapses: int, last: int) -> bool:
    """Whether to announce, or suspend, a leech; `last` is its lapses when that was last done, or 0.

    By whatever path it got there: lapses of two machines may be added up, or a setting come late.
    """
    return lapses >= (last + LEECH_AGAIN if last else LEECH_LAPSES)


def is_buried(day: Day, today: Day) -> bool:
    """Whether a card that was buried on a day is set aside today.

    Also today if that was tomorrow, because a journey west may repeat a day; a day further ahead
    comes from a wrong clock.
    """
    return 0 <= day - today <= 1


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
