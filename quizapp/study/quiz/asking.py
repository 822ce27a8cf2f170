"""From a card to a question that can be judged, with its time limit and the credit for guessing.

Cards of all kinds but basic are asked unchanged. A basic card is typed if its answer is short;
otherwise it is a choice between its answer and those of its neighbours. If there are none, it is
typed, and the learner may overrule the judgement.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from quizapp.domain.cards.card import (
    Basic,
    Card,
    Choice,
    Choices,
    Gap,
    Order,
    TrueFalse,
    Typed,
)
from quizapp.domain.judging.answer import Answer, Judgement
from quizapp.domain.judging.judge import judge
from quizapp.domain.memory import NEW_STATE
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.study.question import Question, shuffled_options
from quizapp.study.quiz.distractors import Neighbours

SHORT_WORDS = 3
SHORT_LETTERS = 30
"""A longer answer than this is not typed word for word."""

MIN_SECONDS = 8
MAX_SECONDS = 120
THINKING = 5.0
"""Seconds, regardless of length."""
READ_WORDS = 3.0
"""Words per second: a careful reader manages 180 a minute."""
TYPED_LETTERS = 3.0
"""Letters per second: 36 words a minute."""
STARTING_TO_TYPE = 4.0
A_PICK = 2.0
"""Seconds for each item to pick or to put in order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a quiz."""

    source: Card
    """The card that is tested."""
    question: Question
    """How it is asked: always as a kind that can be judged."""
    seconds: int
    """The time limit at the normal pace, from the length of the texts."""
    owners: Mapping[str, str] = field(default_factory=dict)
    """For each wrong option that is another card's answer, that card."""

    @property
    def id(self) -> str:
        """The card's id."""
        return self.source.about.id

    @property
    def card(self) -> Card:
        """The card in the form in which it is asked."""
        return self.question.card

    def judgement(self, answer: Answer) -> Judgement | None:
        """The judgement on an answer; None if there is nothing to judge."""
        return judge(self.card, answer, self.question.shown)

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed."""
        return isinstance(self.card, Typed | Gap)

    @property
    def rules_out_guessing(self) -> bool:
        """Whether a right answer can't be a guess: it is typed, without a hint in the gap."""
        return self.is_typed and not (isinstance(self.card, Gap) and self.card.hinted)

    @property
    def is_self_judged(self) -> bool:
        """Whether the answer is too long to be typed exactly, so that the learner judges it."""
        return isinstance(self.source, Basic) and self.is_typed and not is_short(self.source)


def ask(card: Card, neighbours: Neighbours, seed: int) -> Asked:
    """The question for a card. It depends only on the card, its deck and the seed.

    The random numbers come from the seed and the card's id, so a question stays the same whichever
    other cards are asked.
    """
    rng = Random(f"{seed} {card.about.id}")  # noqa: S311
    as_asked, owners = _basic(card, neighbours, rng) if isinstance(card, Basic) else (card, {})
    question = Question(as_asked, NEW_STATE, shuffled_options(as_asked, rng))
    return Asked(card, question, reading_seconds(question), owners)


def is_short(card: Basic) -> bool:
    """Whether the answer is short enough to be typed word for word."""
    words = card.answer.split()
    return len(words) <= SHORT_WORDS and len(card.answer) <= SHORT_LETTERS


def _basic(card: Basic, neighbours: Neighbours, rng: Random) -> tuple[Card, dict[str, str]]:
    wrong = [] if is_short(card) else neighbours.drawn_for(card, rng)
    if not wrong:
        return Typed(card.about, card.answer), {}
    options = tuple(each.text for each in wrong)
    return Choice(card.about, card.answer, options), {each.text: each.card for each in wrong}


def reading_seconds(question: Question) -> int:
    """The seconds to think, to read the question and its options, and to answer."""
    card = question.card
    words = len(" ".join((card.about.prompt, *question.shown)).split())
    return min(
        max(math.ceil(THINKING + words / READ_WORDS + _answering(card)), MIN_SECONDS),
        MAX_SECONDS,
    )


def _answering(card: Card) -> float:
    match card:
        case Typed() | Gap():
            return STARTING_TO_TYPE + len(card.answer) / TYPED_LETTERS
        case Choices():
            return A_PICK * len(card.answers)
        case Order():
            return A_PICK * len(card.items)
        case _:
            return 0.0


def allowed_seconds(asked: Asked, setup: QuizSetup) -> float:
    """The time limit of this question in a quiz; its points depend on it too."""
    base = asked.seconds if setup.seconds is None or setup.has_shared_clock else setup.seconds
    return base * (setup.time or 1000) / 1000


def guess_credit(question: Question) -> float:
    """The mean credit for answering at random.

    Where several choices can be right, each option is ticked with a probability of one half.
    """
    card = question.card
    match card:
        case Choice() | TrueFalse():
            return 1 / len(question.shown)
        case Order():
            return 1 / math.factorial(len(card.items))
        case Choices():
            return _ticking(len(card.answers), len(card.wrong))
        case _:
            return 0.0


def _ticking(right: int, wrong: int) -> float:
    """The mean of max(0, rightly ticked - wrongly ticked) / right over all ways to tick."""
    total: int = sum(
        math.comb(right, found) * math.comb(wrong, mistaken) * max(0, found - mistaken)
        for found in range(right + 1)
        for mistaken in range(wrong + 1)
    )
    return total / float(2 ** (right + wrong)) / right
