"""Which questions a quiz asks, and how it is expected to go.

Without `weak` and `seen`, that depends on the decks, the setup and the seed alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from quizapp.domain.cards.card import Card, kind_of
from quizapp.domain.cards.deck import Deck, card_index, chosen_decks
from quizapp.domain.memory import Day, New
from quizapp.domain.quiz_setup import LOOK_ALIKES, QuizSetup, setup_problem
from quizapp.errors import UsageError
from quizapp.scheduling.memory_model import recall_on
from quizapp.study.log.attempts import Attempt
from quizapp.study.log.states import States
from quizapp.study.question import text_hash
from quizapp.study.quiz.asking import Asked, ask, guess_credit
from quizapp.study.quiz.distractors import Neighbours
from quizapp.study.quiz.look_alikes import pair_questions


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions of one attempt, by their places."""

    setup: QuizSetup
    seed: int
    cards: tuple[str, ...]
    """The card of each place, those that are gone included."""
    asked: Mapping[int, Asked]
    """The questions that can be asked."""
    edited: frozenset[int] = frozenset()
    """Places whose card reads otherwise now than when the attempt began."""

    @property
    def gone(self) -> int:
        """How many of its cards are in no deck any more."""
        return len(self.cards) - len(self.asked)


@dataclass(frozen=True, slots=True)
class Prediction:
    """How many questions are expected to be right."""

    mean: float
    spread: float
    """One standard deviation."""
    of: int

    @property
    def share(self) -> float:
        """The share expected right."""
        return self.mean / self.of if self.of else 0.0

    def in_words(self) -> str:
        """`14.2 ± 1.6 of 20`."""
        return f"{self.mean:.1f} ± {self.spread:.1f} of {self.of}"


def plan_quiz(
    decks: Sequence[Deck], setup: QuizSetup, states: States, today: Day, seed: int
) -> Quiz:
    """The quiz of a setup. Raises UsageError when it can't be played or no card fits."""
    said = setup_problem(setup)
    if said:
        raise UsageError(said)
    pool = _pool(decks, setup, states)
    if not pool:
        raise UsageError(_nothing(decks, setup))
    cards = _chosen(pool, setup, states, today, Random(seed))  # noqa: S311
    return quiz_of(decks, setup, cards, seed)


def quiz_of(decks: Sequence[Deck], setup: QuizSetup, cards: Sequence[Card], seed: int) -> Quiz:
    """The quiz that asks just these cards, in this order."""
    neighbours = Neighbours(decks)
    questions = (ask(card, neighbours, seed) for card in cards)
    ids = tuple(card.about.id for card in cards)
    return Quiz(setup, seed, ids, dict(enumerate(questions)))


def quiz_again(decks: Sequence[Deck], attempt: Attempt) -> Quiz:
    """The quiz of an attempt that began earlier, from the cards as they are now."""
    opened = attempt.opened
    index = card_index(decks)
    neighbours = Neighbours(decks)
    there = {place: index[card] for place, card in enumerate(opened.cards) if card in index}
    if opened.setup.source == LOOK_ALIKES:
        questions = pair_questions(index, opened.cards, opened.seed)
    else:
        questions = {place: ask(card, neighbours, opened.seed) for place, card in there.items()}
    edited = {
        place
        for place, card in there.items()
        if place < len(opened.texts) and text_hash(card) != opened.texts[place]
    }
    return Quiz(opened.setup, opened.seed, opened.cards, questions, frozenset(edited))


def expected_credit(question: Asked, states: States, today: Day) -> float:
    """The share expected right: recalled now, or else guessed; a new card can only be guessed."""
    memory = states[question.id].memory
    known = 0.0 if isinstance(memory, New) else recall_on(memory, today)
    return known + (1 - known) * guess_credit(question.question)


def predict(shares: Sequence[float]) -> Prediction:
    """The number expected right of questions with these chances, and how far it may be off."""
    variance = sum(share * (1 - share) for share in shares)
    return Prediction(sum(shares), math.sqrt(variance), len(shares))


def _pool(decks: Sequence[Deck], setup: QuizSetup, states: States) -> list[Card]:
    tags = frozenset(setup.tags)
    return [
        card
        for deck in chosen_decks(decks, setup.decks)
        for card in deck.cards
        if (not tags or not tags.isdisjoint(card.about.tags))
        and (not setup.kinds or kind_of(card) in setup.kinds)
        and (not setup.seen or not isinstance(states[card.about.id].memory, New))
    ]


def _nothing(decks: Sequence[Deck], setup: QuizSetup) -> str:
    """Why no card is left, in one sentence."""
    chosen = chosen_decks(decks, setup.decks)
    if not chosen:
        return f"no card to ask: no such deck any more: {', '.join(setup.decks)}"
    if not any(deck.cards for deck in chosen):
        return "no card to ask: the decks are empty"
    asked = [
        *(["tagged " + " or ".join(setup.tags)] if setup.tags else []),
        *(["of kind " + " or ".join(setup.kinds)] if setup.kinds else []),
        *(["that was ever answered"] if setup.seen else []),
    ]
    return f"no card to ask: none is {' and '.join(asked)}".replace("is that was", "was")


def _chosen(
    pool: list[Card], setup: QuizSetup, states: States, today: Day, rng: Random
) -> list[Card]:
    """The cards asked. A sibling comes only when nothing else is left: it gives answers away."""
    drawn = shuffled(pool, rng)
    if setup.weak:
        drawn = iter(sorted(drawn, key=lambda card: _recall(card, states, today)))
    chosen: list[Card] = []
    waiting: list[Card] = []
    entries: set[str] = set()
    for card in drawn:
        if len(chosen) == setup.wanted:
            break
        (waiting if card.about.entry in entries else chosen).append(card)
        entries.add(card.about.entry)
    return [*chosen, *islice(waiting, setup.wanted - len(chosen))]


def _recall(card: Card, states: States, today: Day) -> float:
    """What a weak card is told by; one that was never seen is not weak, it comes last."""
    memory = states[card.about.id].memory
    return 2.0 if isinstance(memory, New) else recall_on(memory, today)


def shuffled(cards: Sequence[Card], rng: Random) -> Iterator[Card]:
    """All cards in a random order, one by one: ten of a hundred thousand cost no more than ten."""
    moved: dict[int, int] = {}
    for place in range(len(cards)):
        other = rng.randrange(place, len(cards))
        yield cards[moved.get(other, other)]
        moved[other] = moved.get(place, place)
