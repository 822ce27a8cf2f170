"""The ways to start a quiz, shared by all front ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from quizapp.domain.cards.deck import Deck, card_index
from quizapp.domain.quiz_events import QuizOpened
from quizapp.domain.quiz_setup import (
    AGAIN,
    LOOK_ALIKES,
    MAX_QUESTIONS,
    MISSES,
    PRACTICE,
    RIGHT,
    QuizSetup,
)
from quizapp.errors import NotWritable, UsageError
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Desk
from quizapp.study.question import text_hash
from quizapp.study.quiz.look_alikes import AnswerOwners, existing_pairs, pair_questions
from quizapp.study.quiz.plan import (
    Quiz,
    expected_credit,
    plan_quiz,
    quiz_of,
    rebuilt_quiz,
)
from quizapp.study.quiz.session import QuizSession
from quizapp.study.quiz.timer import total_limit_ms
from quizapp.study.recording import record


def new_quiz(desk: Desk, decks: Sequence[Deck], setup: QuizSetup, seed: int | None = None) -> Quiz:
    """A quiz from the decks, with a random seed if none is given. Raises UsageError."""
    seed = seed_from(desk) if seed is None else seed
    return plan_quiz(decks, setup.in_order(), desk.store.progress.states, desk.today(), seed)


def misses(desk: Desk, decks: Sequence[Deck], attempt: Attempt) -> Quiz:
    """A quiz of the questions missed in an attempt. Raises UsageError if none were."""
    missed = {index for index in attempt.counted or () if not _is_right(attempt, index)}
    return _of_indexes(desk, decks, attempt, missed, MISSES, "nothing was missed")


def again(desk: Desk, decks: Sequence[Deck], attempt: Attempt) -> Quiz:
    """All questions of an attempt again, newly shuffled. Raises UsageError."""
    indexes = range(len(attempt.opened.cards))
    return _of_indexes(desk, decks, attempt, indexes, AGAIN, "its cards are gone")


def look_alikes(desk: Desk, decks: Sequence[Deck]) -> Quiz:
    """A drill of the pairs of cards that were mixed up. Raises UsageError if there are none."""
    pairs = desk.store.progress.attempts.look_alikes()
    return _of_pairs(desk, decks, pairs, "no two cards have been mixed up so far")


def begin(desk: Desk, quiz: Quiz, decks: Sequence[Deck], *, free: bool) -> QuizSession:
    """A new attempt. Raises NotWritable if its answers could not be saved."""
    states, today = desk.store.progress.states, desk.today()
    questions = [quiz.asked[index] for index in range(len(quiz.cards))]
    shares = (expected_credit(asked, states, today) for asked in questions)
    opened = QuizOpened(
        quiz.setup,
        quiz.seed,
        quiz.cards,
        tuple(text_hash(asked.source) for asked in questions),
        tuple(round(share * 1000) for share in shares),
        desk.store.progress.settings.pass_mark,
        total_limit_ms(quiz),
    )
    event = record(desk, opened).event
    attempt = Attempt(event.id, event.at, event.day, opened)
    return QuizSession(desk, quiz, attempt, AnswerOwners(decks), free=free)


def resume(desk: Desk, attempt: Attempt, decks: Sequence[Deck], *, free: bool) -> QuizSession:
    """Resume an unfinished attempt, with the present text of its cards.

    Raises NotWritable, and UsageError if none of its cards exist: the deck may only be missing for
    a while, so the attempt stays unfinished.
    """
    if desk.store.read_only:
        raise NotWritable(desk.store.read_only)
    quiz = rebuilt_quiz(decks, attempt)
    if not quiz.asked:
        raise UsageError("none of its cards is in the decks now; it can be resumed once they are")
    return QuizSession(desk, quiz, attempt, AnswerOwners(decks), free=free)


def _is_right(attempt: Attempt, index: int) -> bool:
    return index in attempt.answers and attempt.answers[index].result == RIGHT


def _of_indexes(
    desk: Desk,
    decks: Sequence[Deck],
    attempt: Attempt,
    indexes: Collection[int],
    source: str,
    if_none: str,
) -> Quiz:
    """Some questions of an attempt again; in a drill, with the other card of each pair."""
    ids = attempt.opened.cards
    if attempt.opened.setup.source == LOOK_ALIKES:
        firsts = sorted({index - index % 2 for index in indexes})
        pairs = [(ids[first], ids[first + 1]) for first in firsts if first + 1 < len(ids)]
        return _of_pairs(desk, decks, pairs, f"no card to ask: {if_none}")
    by_id = card_index(decks)
    cards = [by_id[ids[at]] for at in indexes if at < len(ids) and ids[at] in by_id]
    if not cards:
        raise UsageError(f"no card to ask: {if_none}")
    seed = seed_from(desk)
    desk.rng.shuffle(cards)
    return quiz_of(decks, replace(attempt.opened.setup, source=source), cards, seed)


def _of_pairs(
    desk: Desk, decks: Sequence[Deck], pairs: Iterable[tuple[str, str]], if_none: str
) -> Quiz:
    by_id = card_index(decks)
    there = existing_pairs(by_id, pairs)[: MAX_QUESTIONS // 2]
    cards = [card.about.id for pair in there for card in pair]
    if not cards:
        raise UsageError(if_none)
    seed = seed_from(desk)
    setup = QuizSetup(PRACTICE, source=LOOK_ALIKES)
    return Quiz(setup, seed, tuple(cards), pair_questions(by_id, cards, seed))


def seed_from(desk: Desk) -> int:
    """A random seed for one quiz."""
    return desk.rng.getrandbits(32)
