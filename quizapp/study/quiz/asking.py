"""From a card to a question that can be judged, with the time it is given and how it may go.

Choices, true-false, order, typed and cloze cards are asked as they are. A basic card is typed where
its answer is short; a longer one is chosen from among its neighbours' answers.
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
from quizapp.domain.memory import FRESH
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.study.question import Question, shuffled_options
from quizapp.study.quiz.distractors import Neighbours

SHORT_WORDS = 3
SHORT_LETTERS = 30
"""An answer with more than these is too long to be typed word for word."""

LEAST_SECONDS = 8
MOST_SECONDS = 120
THINKING = 5.0
"""Seconds, whatever the length."""
READ_WORDS = 3.0
"""Words read in a second: 180 a minute, a careful reader's pace."""
TYPED_LETTERS = 3.0
"""Letters typed in a second: 36 words a minute."""
STARTING_TO_TYPE = 4.0
A_PICK = 2.0
"""Seconds for each further thing to pick or to put in its place."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a quiz."""

    source: Card
    """The card whose knowledge is asked."""
    question: Question
    """As it is asked: a card of a kind that can be judged."""
    seconds: int
    """How long it may take at the normal pace, by the length of what is read and typed."""
    owners: Mapping[str, str] = field(default_factory=dict)
    """Wrong options that are the answer of another card, and that card."""

    @property
    def id(self) -> str:
        """The card's id."""
        return self.source.about.id

    @property
    def card(self) -> Card:
        """The card as it is asked."""
        return self.question.card

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed."""
        return isinstance(self.card, Typed | Gap)

    @property
    def has_no_guess(self) -> bool:
        """Whether a right answer can't be luck: typed, and no hint stood in the gap."""
        return self.is_typed and not (isinstance(self.card, Gap) and self.card.hinted)

    @property
    def is_self_judged(self) -> bool:
        """Whether its text is too long to be typed alike, so that only the learner can tell."""
        return isinstance(self.source, Basic) and self.is_typed and not is_short(self.source)


def ask(card: Card, neighbours: Neighbours, seed: int) -> Asked:
    """The question of a card. It depends on the card, its deck and the seed, and on nothing else.

    Chance comes from the seed and the card's id, so that a question stays the same whichever others
    are asked beside it.
    """
    rng = Random(f"{seed} {card.about.id}")  # noqa: S311
    as_asked, owners = _basic(card, neighbours, rng) if isinstance(card, Basic) else (card, {})
    question = Question(as_asked, FRESH, shuffled_options(as_asked, rng))
    return Asked(card, question, reading_seconds(question), owners)


def is_short(card: Basic) -> bool:
    """Whether the answer can be typed word for word."""
    words = card.answer.split()
    return len(words) <= SHORT_WORDS and len(card.answer) <= SHORT_LETTERS


def _basic(card: Basic, neighbours: Neighbours, rng: Random) -> tuple[Card, dict[str, str]]:
    wrong = [] if is_short(card) else neighbours.drawn_for(card, rng)
    if not wrong:
        return Typed(card.about, card.answer), {}
    options = tuple(each.text for each in wrong)
    return Choice(card.about, card.answer, options), {each.text: each.card for each in wrong}


def reading_seconds(question: Question) -> int:
    """Seconds for one question: to think, to read it with its options, and to answer."""
    card = question.card
    words = len(" ".join((card.about.prompt, *question.shown)).split())
    return min(
        max(math.ceil(THINKING + words / READ_WORDS + _answering(card)), LEAST_SECONDS),
        MOST_SECONDS,
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
    """How long this question may take in a quiz, and what its points are reckoned by."""
    base = asked.seconds if setup.seconds is None or setup.in_all else setup.seconds
    return base * (setup.time or 1000) / 1000


def guess_credit(question: Question) -> float:
    """The share of a question that someone who knows nothing gets by picking at random.

    Of several right choices each is ticked with a chance of one half.
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
    """The mean of max(0, found - wrongly ticked) / right over all ways to tick."""
    total: int = sum(
        math.comb(right, found) * math.comb(wrong, mistaken) * max(0, found - mistaken)
        for found in range(right + 1)
        for mistaken in range(wrong + 1)
    )
    return total / float(2 ** (right + wrong)) / right
