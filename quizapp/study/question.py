"""A card on the table: asked, answered, graded. Values only."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from quizapp.domain.cards.card import (
    Card,
    Choice,
    Choices,
    Order,
    TrueFalse,
    answer_text,
    options_of,
)
from quizapp.domain.event import TYPED_LIMIT, Reviewed
from quizapp.domain.judging.answer import Answer, Judgement, TypedAnswer
from quizapp.domain.memory import (
    LEECH_LAPSES,
    Answered,
    CardState,
    Day,
    Grade,
    Learning,
    Relearning,
    Reviewing,
    phase_of,
)
from quizapp.domain.settings import Settings
from quizapp.domain.text import clean_line
from quizapp.study.ports import Receipt

LONGEST_ANSWER = 60_000
"""Milliseconds: more than this was a pause, not thought."""

NO_OUTCOMES: Mapping[Grade, Answered] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked now."""

    card: Card
    state: CardState
    shown: tuple[str, ...]
    """The options in the order in which they stand; empty when there are none."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """A question with its answer in sight, ready to be graded."""

    question: Question
    answer: Answer | None
    judgement: Judgement | None
    """None when only the learner can judge, or nothing was answered."""
    outcomes: Mapping[Grade, Answered]
    """Empty in a cram: nothing will change."""
    day: Day
    """The study day on which they were worked out."""

    @property
    def proposed(self) -> Grade | None:
        """The grade that the judgement suggests."""
        if self.judgement is None:
            return None
        return Grade.GOOD if self.judgement.right else Grade.AGAIN


@dataclass(frozen=True, slots=True)
class Graded:
    """What became of a grade."""

    card: Card
    grade: Grade
    memory: Answered | None
    """None in a cram."""
    receipt: Receipt | None
    became_leech: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Something other than a grade was done to a card."""

    what: str
    """`undone`, `suspended`, `buried`, `marked` or `unmarked`."""
    card: str
    receipt: Receipt
    moves: bool = True
    """Whether another card comes to the table."""
    is_quiz: bool = False
    """Whether it was no card but an applied quiz that was undone; then `card` names the attempt."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Cards that are left, by sort."""

    new: int
    learning: int
    due: int

    @property
    def left(self) -> int:
        """Cards of every sort."""
        return self.new + self.learning + self.due


def shuffled_options(card: Card, rng: Random) -> tuple[str, ...]:
    """The options as they will stand; true and false keep their places."""
    options = list(options_of(card))
    if isinstance(card, TrueFalse):
        return tuple(options)
    if isinstance(card, Choice | Choices | Order):
        rng.shuffle(options)
    if isinstance(card, Order) and tuple(options) == card.items:
        options.reverse()
    return tuple(options)


def review_event(revealed: Revealed, grade: Grade, ms: int, settings: Settings) -> Reviewed:
    """The event of a graded answer."""
    card = revealed.question.card
    memory = revealed.outcomes[grade]
    leech = becomes_leech(revealed.question.state, grade)
    typed = clean_line(revealed.answer.text) if isinstance(revealed.answer, TypedAnswer) else ""
    return Reviewed(
        card=card.about.id,
        grade=grade,
        ms=min(max(ms, 0), LONGEST_ANSWER),
        due=memory.due,
        phase=phase_of(memory),
        step=memory.step if isinstance(memory, Learning | Relearning) else None,
        text=text_hash(card),
        answer=typed[:TYPED_LIMIT] if typed and settings.keep_typed else None,
        suspends=True if leech and settings.leech_suspends else None,
    )


def text_hash(card: Card) -> str:
    """Sixteen hex digits that change when what the learner saw does."""
    seen = f"{card.about.prompt}\0{answer_text(card)}"
    return hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()[:16]


def becomes_leech(before: CardState, grade: Grade) -> bool:
    """Whether this very answer makes the card a leech."""
    forgot = grade is Grade.AGAIN and isinstance(before.memory, Reviewing)
    return forgot and before.lapses + 1 == LEECH_LAPSES
