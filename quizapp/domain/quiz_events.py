"""The payloads of the events of a quiz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from quizapp.domain.memory import Day, Seconds
from quizapp.domain.quiz_setup import QuizSetup

Apart: TypeAlias = Literal["card", "deck"] | bool | None
"""Whether a card is not the one to which a rename, of it or of its deck, leads, because the decks
had both ids. True is what an earlier version wrote for "card".
"""
UNSTATED = ""
"""In place of an event's id: the event does not say."""


@dataclass(frozen=True, slots=True)
class QuizOpened:
    """A quiz was started. The event's id is the attempt's."""

    setup: QuizSetup
    seed: int
    """The seed for wrong options and their order."""
    cards: tuple[str, ...]
    """The cards asked, in order."""
    texts: tuple[str, ...]
    """Hash of each card's text, to notice cards edited since."""
    expected: tuple[int, ...]
    """The share of each question expected to be right, in thousandths."""
    pass_mark: int
    """Thousandths."""
    limit: int | None = None
    """Milliseconds on the one clock for all questions, if there is one."""


@dataclass(frozen=True, slots=True)
class QuizAnswered:
    """A question of an attempt was answered; a later answer to it replaces this one."""

    attempt: str
    place: int
    """Which question, from 0."""
    card: str
    result: str
    """`right`, `wrong`, `timeout` or `skipped`."""
    credit: int
    """The share of the question that was right, in thousandths."""
    ms: int
    """Time used on this question."""
    used: int
    """Milliseconds on the attempt's clock, this question included."""
    points: int
    """For its time; the bonus for a streak is computed from all answers."""
    answer: str | None = None
    """What was answered, if answers are kept."""
    typed: bool = False
    """Whether it was typed without a hint, so that it can't be a guess."""
    sure: str | None = None
    """`sure`, `unsure` or `guess`, if that was asked and answered."""
    like: str | None = None
    """The card whose answer was given by mistake."""
    overruled: bool = False
    """Whether the learner overruled the judge."""


@dataclass(frozen=True, slots=True)
class QuizLeft:
    """An attempt was left with a question open; its clock continues from here."""

    attempt: str
    place: int
    ms: int
    """Time used on that question so far."""
    used: int
    """Milliseconds on the attempt's clock."""


@dataclass(frozen=True, slots=True)
class QuizClosed:
    """An attempt was finished."""

    attempt: str
    used: int
    """Milliseconds on the attempt's clock."""
    counted: tuple[int, ...]
    """The questions that count, answered or not, by number from 0."""


@dataclass(frozen=True, slots=True)
class QuizChange:
    """What applying a quiz changes for one card."""

    card: str
    due: Seconds | None = None
    """When the step ends that a Good leads to. In format 1, also the start of a due day."""
    phase: str | None = None
    """The phase that a Good leads to; None if only the due day changes."""
    step: int | None = None
    due_day: Day | None = None
    after: str | None = UNSTATED
    history: int | None = None
    apart: Apart = None
    """All three as in `Reviewed`."""


@dataclass(frozen=True, slots=True)
class QuizApplied:
    """The results of an attempt were applied to the schedule."""

    attempt: str
    changes: tuple[QuizChange, ...]


QuizPayload: TypeAlias = QuizOpened | QuizAnswered | QuizLeft | QuizClosed
"""Events of a quiz; none of them changes a card's state."""
