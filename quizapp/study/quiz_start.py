"""The ways in which a quiz can begin, for every front end alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quizapp.domain.card import Card
from quizapp.domain.deck import Deck, card_index
from quizapp.domain.quiz import AGAIN, LOOK_ALIKES, MISSES, MOST_QUESTIONS, PRACTICE, QuizSetup
from quizapp.errors import UsageError
from quizapp.study.look_alikes import pair_questions, pairs_that_are_there
from quizapp.study.ports import Desk
from quizapp.study.quiz import today_of
from quizapp.study.quiz_plan import Prediction, Quiz, expected_credit, plan_quiz, predict, quiz_of
from quizapp.study.quizzes import RIGHT, Attempt


def new_quiz(desk: Desk, decks: Sequence[Deck], setup: QuizSetup) -> Quiz:
    """A quiz from the decks, its seed drawn from the desk's chance. Raises UsageError."""
    states = desk.store.progress.states
    return plan_quiz(decks, setup.in_order(), states, today_of(desk), _seed(desk))


def outlook(desk: Desk, decks: Sequence[Deck], setup: QuizSetup, seed: int) -> Prediction:
    """How a quiz of this setup and seed is expected to go. Raises UsageError."""
    states, today = desk.store.progress.states, today_of(desk)
    quiz = plan_quiz(decks, setup.in_order(), states, today, seed)
    return predict([expected_credit(asked, states, today) for asked in quiz.asked.values()])


def misses(desk: Desk, decks: Sequence[Deck], attempt: Attempt) -> Quiz:
    """What was not right in an attempt, once more. Raises UsageError when all was."""
    missed = [
        card
        for place, card in enumerate(attempt.opened.cards)
        if place in (attempt.counted or ())
        and (place not in attempt.answers or attempt.answers[place].result != RIGHT)
    ]
    return _of_cards(desk, decks, attempt, missed, MISSES, "nothing was missed")


def again(desk: Desk, decks: Sequence[Deck], attempt: Attempt) -> Quiz:
    """All questions of an attempt once more, shuffled anew. Raises UsageError."""
    return _of_cards(desk, decks, attempt, attempt.opened.cards, AGAIN, "its cards are gone")


def look_alikes(desk: Desk, decks: Sequence[Deck]) -> Quiz:
    """Cards that were taken for each other, both of each pair. Raises UsageError without any."""
    index = card_index(decks)
    pairs = pairs_that_are_there(index, desk.store.progress.quizzes.look_alikes())
    cards = [card.about.id for pair in pairs[: MOST_QUESTIONS // 2] for card in pair]
    if not cards:
        raise UsageError("no two cards were taken for each other so far")
    seed = _seed(desk)
    setup = QuizSetup(PRACTICE, source=LOOK_ALIKES)
    return Quiz(setup, seed, tuple(cards), pair_questions(index, cards, seed))


def _of_cards(
    desk: Desk, decks: Sequence[Deck], attempt: Attempt, ids: Iterable[str], source: str, none: str
) -> Quiz:
    if attempt.opened.setup.source == LOOK_ALIKES:
        return look_alikes(desk, decks)
    index = card_index(decks)
    cards: list[Card] = [index[card] for card in ids if card in index]
    if not cards:
        raise UsageError(f"no card to ask: {none}")
    seed = _seed(desk)
    desk.rng.shuffle(cards)
    return quiz_of(decks, replace(attempt.opened.setup, source=source), cards, seed)


def _seed(desk: Desk) -> int:
    return desk.rng.getrandbits(32)
