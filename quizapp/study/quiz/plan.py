"""Which questions a quiz asks, and the expected score.

Without `weak` and `seen`, they depend only on the decks, the setup and the seed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from quizapp.domain.cards.card import Card, Order, kind_of
from quizapp.domain.cards.deck import Deck, card_index, chosen_decks
from quizapp.domain.clean_text import clean_line
from quizapp.domain.judging.answer import Answer, Picked, TypedAnswer
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
    """The questions of one attempt, by index."""

    setup: QuizSetup
    seed: int
    cards: tuple[str, ...]
    """The card at each index, including cards that are gone."""
    asked: Mapping[int, Asked]
    """The questions that can be asked."""
    edited: frozenset[int] = frozenset()
    """The indexes of cards whose text has changed since the attempt began."""

    @property
    def gone(self) -> int:
        """How many of its cards are no longer in any deck."""
        return len(self.cards) - len(self.asked)


@dataclass(frozen=True, slots=True)
class Prediction:
    """The expected number of right answers."""

    mean: float
    spread: float
    """One standard deviation."""
    of: int

    @property
    def share(self) -> float:
        """The expected share of right answers."""
        return self.mean / self.of if self.of else 0.0

    def in_words(self) -> str:
        """`14.2 ± 1.6 of 20`."""
        return f"{self.mean:.1f} ± {self.spread:.1f} of {self.of}"


def plan_quiz(
    decks: Sequence[Deck], setup: QuizSetup, states: States, today: Day, seed: int
) -> Quiz:
    """The quiz for a setup. Raises UsageError if the setup is impossible or no card fits."""
    said = setup_problem(setup)
    if said:
        raise UsageError(said)
    pool = _pool(decks, setup, states)
    if not pool:
        raise UsageError(_nothing(decks, setup))
    cards = _chosen(pool, setup, states, today, Random(seed))  # noqa: S311
    return quiz_of(decks, setup, cards, seed)


def quiz_of(decks: Sequence[Deck], setup: QuizSetup, cards: Sequence[Card], seed: int) -> Quiz:
    """A quiz of exactly these cards, in this order."""
    neighbours = Neighbours(decks)
    questions = (ask(card, neighbours, seed) for card in cards)
    ids = tuple(card.about.id for card in cards)
    return Quiz(setup, seed, ids, dict(enumerate(questions)))


def rebuilt_quiz(decks: Sequence[Deck], attempt: Attempt) -> Quiz:
    """The quiz of an earlier attempt, with the present text of its cards."""
    opened = attempt.opened
    by_id = card_index(decks)
    neighbours = Neighbours(decks)
    there = {index: by_id[card] for index, card in enumerate(opened.cards) if card in by_id}
    if opened.setup.source == LOOK_ALIKES:
        questions = pair_questions(by_id, opened.cards, opened.seed)
    else:
        questions = {index: ask(card, neighbours, opened.seed) for index, card in there.items()}
    edited = {
        index
        for index, card in there.items()
        if index < len(opened.texts) and text_hash(card) != opened.texts[index]
    }
    return Quiz(opened.setup, opened.seed, opened.cards, questions, frozenset(edited))


def given_before(quiz: Quiz, attempt: Attempt) -> dict[int, Answer]:
    """The recorded answers of an attempt, in the form in which they were given."""
    found: dict[int, Answer] = {}
    for index, answer in attempt.answers.items():
        asked = quiz.asked.get(index)
        if asked is None or answer.answer is None:
            continue
        if asked.is_typed:
            found[index] = TypedAnswer(answer.answer)
        else:
            shown = [clean_line(option) for option in asked.question.shown]
            picked = answer.answer.split(" → " if isinstance(asked.card, Order) else "; ")
            if set(picked) <= set(shown):
                found[index] = Picked(tuple(shown.index(text) for text in picked))
    return found


def expected_credit(question: Asked, states: States, today: Day) -> float:
    """The chance of a right answer: recalled, or else guessed. A new card can only be guessed."""
    memory = states[question.id].memory
    known = 0.0 if isinstance(memory, New) else recall_on(memory, today)
    return known + (1 - known) * guess_credit(question.question)


def predict(shares: Sequence[float]) -> Prediction:
    """The expected number of right answers, given the chance of each question."""
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
        return f"no card to ask: deck not found: {', '.join(setup.decks)}"
    if not any(deck.cards for deck in chosen):
        return "no card to ask: the decks are empty"
    wanted = [
        *(["is tagged " + " or ".join(setup.tags)] if setup.tags else []),
        *(["is of kind " + " or ".join(setup.kinds)] if setup.kinds else []),
        *(["was ever answered"] if setup.seen else []),
    ]
    return f"no card to ask: none {' and '.join(wanted)}"


def _chosen(
    pool: list[Card], setup: QuizSetup, states: States, today: Day, rng: Random
) -> list[Card]:
    """The cards asked. Siblings are used last, because they give answers away."""
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
    """The key by which the weakest cards come first, and cards never answered last."""
    memory = states[card.about.id].memory
    return 2.0 if isinstance(memory, New) else recall_on(memory, today)


def shuffled(cards: Sequence[Card], rng: Random) -> Iterator[Card]:
    """All cards in random order, lazily: taking ten of a hundred thousand costs only ten."""
    moved: dict[int, int] = {}
    for index in range(len(cards)):
        other = rng.randrange(index, len(cards))
        yield cards[moved.get(other, other)]
        moved[other] = moved.get(index, index)
