"""A card as it is asked, answered and graded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from quizapp.domain.cards.card import (
    Card,
    Choice,
    Choices,
    Gap,
    Order,
    TrueFalse,
    answer_text,
    options_of,
)
from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import GAP_LIMIT, TYPED_LIMIT, Reviewed
from quizapp.domain.judging.answer import Answer, Judgement, TypedAnswer
from quizapp.domain.memory import (
    Answered,
    CardState,
    Day,
    Grade,
    Reviewing,
    is_leech_again,
    phase_of,
)
from quizapp.domain.settings import Settings
from quizapp.study.ports import Receipt

LONGEST_ANSWER = 60_000
"""Milliseconds: a longer answer time was a pause."""

NO_OUTCOMES: Mapping[Grade, Answered] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked."""

    card: Card
    state: CardState
    shown: tuple[str, ...]
    """The options in the order shown; empty if there are none."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """A question with its answer revealed, ready to be graded."""

    question: Question
    answer: Answer | None
    judgement: Judgement | None
    """None if only the learner can judge, or nothing was answered."""
    outcomes: Mapping[Grade, Answered]
    """Empty in a cram, which changes nothing."""
    day: Day
    """The study day for which they were computed."""

    @property
    def proposed(self) -> Grade | None:
        """The grade that the judgement suggests."""
        if self.judgement is None:
            return None
        return Grade.GOOD if self.judgement.right else Grade.AGAIN


@dataclass(frozen=True, slots=True)
class Graded:
    """The result of grading a card."""

    card: Card
    grade: Grade
    memory: Answered | None
    """None in a cram."""
    receipt: Receipt | None
    leech_lapses: int = 0
    """How often it was forgotten, if the answer makes it a leech; else 0."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change to a card other than a grade."""

    what: str
    """`undone`, `suspended`, `buried`, `marked` or `unmarked`."""
    card: str
    receipt: Receipt
    moves: bool = True
    """Whether another card is asked next."""
    words: str = ""
    """What was undone, if it was more than a change of one card."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Cards left: new ones, those on their steps, and those due for review."""

    new: int
    learning: int
    due: int

    @property
    def left(self) -> int:
        """All of them."""
        return self.new + self.learning + self.due


def shuffled_options(card: Card, rng: Random) -> tuple[str, ...]:
    """The options in the order to show; true and false are not shuffled."""
    options = list(options_of(card))
    if isinstance(card, TrueFalse):
        return tuple(options)
    if isinstance(card, Choice | Choices | Order):
        rng.shuffle(options)
    if isinstance(card, Order) and tuple(options) == card.items:
        options.reverse()
    return tuple(options)


def review_event(revealed: Revealed, grade: Grade, ms: int, settings: Settings) -> Reviewed:
    """The event of a graded answer; `ms` is its answer time in milliseconds."""
    card, state = revealed.question.card, revealed.question.state
    memory = revealed.outcomes[grade]
    lapses = state.lapses_after(grade)
    suspends = settings.leech_suspends and is_leech_again(lapses, state.leech_suspended)
    typed = clean_line(revealed.answer.text) if isinstance(revealed.answer, TypedAnswer) else ""
    return Reviewed(
        card=card.about.id,
        grade=grade,
        ms=min(max(ms, 0), LONGEST_ANSWER),
        phase=phase_of(memory),
        text=text_hash(card),
        due=None if isinstance(memory, Reviewing) else memory.due,
        due_day=memory.due_day if isinstance(memory, Reviewing) else None,
        after=state.last,
        history=state.history,
        step=None if isinstance(memory, Reviewing) else memory.step,
        answer=typed[:TYPED_LIMIT] if typed and settings.keep_typed else None,
        suspends=suspends or None,
        leech=suspends or is_leech_again(lapses, state.announced) or None,
        gap=card.answer[:GAP_LIMIT] if isinstance(card, Gap) else None,
        gaps=card.of if isinstance(card, Gap) else None,
    )


def text_hash(card: Card) -> str:
    """Sixteen hex digits that change when the text of the card does."""
    seen = f"{card.about.prompt}\0{answer_text(card)}"
    return hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()[:16]
