"""The ways in which a quiz can begin, for every front end alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from quizapp.domain.cards.deck import Deck, card_index
from quizapp.domain.event import QuizOpened
from quizapp.domain.quiz_setup import (
    AGAIN,
    LOOK_ALIKES,
    MISSES,
    MOST_QUESTIONS,
    PRACTICE,
    RIGHT,
    QuizSetup,
)
from quizapp.errors import NotWritable, UsageError
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Desk
from quizapp.study.question import text_hash
from quizapp.study.quiz.look_alikes import Owners, pair_questions, pairs_that_are_there
from quizapp.study.quiz.plan import (
    Quiz,
    expected_credit,
    plan_quiz,
    quiz_again,
    quiz_of,
)
from quizapp.study.quiz.session import QuizSession
from quizapp.study.quiz.timer import limit_in_all
from quizapp.study.recording import record, today_of


def new_quiz(desk: Desk, decks: Sequence[Deck], setup: QuizSetup, seed: int | None = None) -> Quiz:
    """A quiz from the decks; without a seed, one is drawn. Raises UsageError."""
    seed = seed_from(desk) if seed is None else seed
    return plan_quiz(decks, setup.in_order(), desk.store.progress.states, today_of(desk), seed)


def misses(desk: Desk, decks: Sequence[Deck], attempt: Attempt) -> Quiz:
    """What was not right in an attempt, once more. Raises UsageError when all was."""
    missed = {place for place in attempt.counted or () if not _is_right(attempt, place)}
    return _of_places(desk, decks, attempt, missed, MISSES, "nothing was missed")


def again(desk: Desk, decks: Sequence[Deck], attempt: Attempt) -> Quiz:
    """All questions of an attempt once more, shuffled anew. Raises UsageError."""
    places = range(len(attempt.opened.cards))
    return _of_places(desk, decks, attempt, places, AGAIN, "its cards are gone")


def look_alikes(desk: Desk, decks: Sequence[Deck]) -> Quiz:
    """Cards that were taken for each other, both of each pair. Raises UsageError without any."""
    pairs = desk.store.progress.attempts.look_alikes()
    return _of_pairs(desk, decks, pairs, "no two cards were taken for each other so far")


def begin(desk: Desk, quiz: Quiz, decks: Sequence[Deck], *, free: bool) -> QuizSession:
    """A new attempt. Raises NotWritable when its answers could not be kept."""
    states, today = desk.store.progress.states, today_of(desk)
    questions = [quiz.asked[place] for place in range(len(quiz.cards))]
    shares = (expected_credit(asked, states, today) for asked in questions)
    opened = QuizOpened(
        quiz.setup,
        quiz.seed,
        quiz.cards,
        tuple(text_hash(asked.source) for asked in questions),
        tuple(round(share * 1000) for share in shares),
        desk.store.progress.settings.pass_mark,
        limit_in_all(quiz),
    )
    event = record(desk, opened).event
    attempt = Attempt(event.id, event.at, event.day, opened)
    return QuizSession(desk, quiz, attempt, Owners(decks), free=free)


def resume(desk: Desk, attempt: Attempt, decks: Sequence[Deck], *, free: bool) -> QuizSession:
    """Go on with an attempt that was cut off, its cards as they are now.

    Raises NotWritable, and UsageError when none of its cards is there: a deck may be away for a
    while, and the attempt waits for it.
    """
    if desk.store.read_only:
        raise NotWritable(desk.store.read_only)
    quiz = quiz_again(decks, attempt)
    if not quiz.asked:
        raise UsageError("none of its cards is in the decks now; the quiz waits until they are")
    return QuizSession(desk, quiz, attempt, Owners(decks), free=free)


def _is_right(attempt: Attempt, place: int) -> bool:
    return place in attempt.answers and attempt.answers[place].result == RIGHT


def _of_places(
    desk: Desk,
    decks: Sequence[Deck],
    attempt: Attempt,
    places: Collection[int],
    source: str,
    if_none: str,
) -> Quiz:
    """Some questions of an attempt once more; of a drill, the pairs they belong to."""
    ids = attempt.opened.cards
    if attempt.opened.setup.source == LOOK_ALIKES:
        firsts = sorted({place - place % 2 for place in places})
        pairs = [(ids[first], ids[first + 1]) for first in firsts if first + 1 < len(ids)]
        return _of_pairs(desk, decks, pairs, f"no card to ask: {if_none}")
    index = card_index(decks)
    cards = [index[ids[place]] for place in places if place < len(ids) and ids[place] in index]
    if not cards:
        raise UsageError(f"no card to ask: {if_none}")
    seed = seed_from(desk)
    desk.rng.shuffle(cards)
    return quiz_of(decks, replace(attempt.opened.setup, source=source), cards, seed)


def _of_pairs(
    desk: Desk, decks: Sequence[Deck], pairs: Iterable[tuple[str, str]], if_none: str
) -> Quiz:
    index = card_index(decks)
    there = pairs_that_are_there(index, pairs)[: MOST_QUESTIONS // 2]
    cards = [card.about.id for pair in there for card in pair]
    if not cards:
        raise UsageError(if_none)
    seed = seed_from(desk)
    setup = QuizSetup(PRACTICE, source=LOOK_ALIKES)
    return Quiz(setup, seed, tuple(cards), pair_questions(index, cards, seed))


def seed_from(desk: Desk) -> int:
    """A seed for one quiz, from the desk's chance."""
    return desk.rng.getrandbits(32)
