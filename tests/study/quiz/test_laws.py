"""The laws of the quiz, each with a wrong implementation that it catches."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.event import CardPayload, Event, EventPayload, Undone
from quizapp.domain.memory import NEW_STATE, Reviewing, Seconds
from quizapp.domain.quiz_events import QuizAnswered, QuizApplied, QuizChange
from quizapp.domain.quiz_setup import PRACTICE, QuizSetup
from quizapp.study.log.attempts import Attempt, Attempts
from quizapp.study.log.fold import Rules
from quizapp.study.log.progress import Progress
from quizapp.study.ports import Desk
from quizapp.study.quiz.apply import DueChange, apply_attempt, due_changes
from quizapp.study.quiz.attempt_record import AttemptRecord
from quizapp.study.quiz.session import QuizSession
from quizapp.study.quiz.start import resume
from tests.study.events import event, quiz_bodies, reviewed, reviews
from tests.study.quiz.quizzing import TODAY, Room, any_answer, right_answer, room_with, wrong_answer

Violated = AssertionError
CHOICES = ("choice", "choices", "true-false", "order")
LEARNT = st.lists(
    st.tuples(st.integers(0, 13), st.integers(0, 30), st.integers(-20, 40)), min_size=3, max_size=14
)
"""Cards by place, days since the last answer, days until they are due."""


def states(progress: Progress) -> bytes:
    """Every card state, byte for byte as the file would have it."""
    return json.dumps(progress.states.columns()).encode()


def learned(room: Room, learnt: list[tuple[int, int, int]]) -> None:
    for index, days_ago, due_in in learnt:
        card = room.deck.cards[index].about.id
        if room.store.progress.states[card] == NEW_STATE:
            room.learn(card, days_ago=days_ago, due_in=due_in)


def played(room: Room, seed: int, setup: QuizSetup | None = None) -> Attempt:
    """A whole quiz, answered by chance: right, wrong, skipped."""
    rng = Random(seed)
    session = room.quiz(setup)
    while not session.is_over:
        asked = session.asked
        choices = [right_answer(asked), right_answer(asked), wrong_answer(asked), None]
        session.answer(rng.choice(choices))
        if rng.random() < 0.2:
            session.overrule()
        session.advance()
    return session.attempt


def planned(room: Room, attempt: Attempt) -> tuple[DueChange, ...]:
    return due_changes(room.desk, attempt, {card.about.id for card in room.deck.cards})


# A quiz that is not applied leaves every card state as it was, byte for byte.


class AnswersAsReviews(Progress):
    """A wrong one: an answer in a quiz touches its card."""

    def take(self, event: Event, rules: Rules) -> None:
        super().take(event, rules)
        if isinstance(event.payload, QuizAnswered):
            state = self.states[event.payload.card]
            self.states.put(event.payload.card, state.touched(event.at))


def check_a_quiz_alone_changes_no_state(progress: Progress, bodies: list[EventPayload]) -> None:
    for number, payload in enumerate(bodies):
        before = states(progress)
        progress.apply(event(number + 1, payload))
        if not isinstance(payload, CardPayload | QuizApplied):
            assert states(progress) == before


@given(st.lists(st.one_of(reviews(), quiz_bodies()), max_size=25))
def test_a_quiz_that_is_not_applied_leaves_every_state_as_it_was(
    bodies: list[EventPayload],
) -> None:
    check_a_quiz_alone_changes_no_state(Progress(), bodies)


@given(LEARNT, st.integers(0, 999))
def test_a_whole_quiz_leaves_every_state_as_it_was(
    learnt: list[tuple[int, int, int]], seed: int
) -> None:
    room = room_with()
    learned(room, learnt)
    before = states(room.store.progress)
    played(room, seed)
    assert states(room.store.progress) == before


def test_that_law_catches_answers_that_count_as_reviews() -> None:
    room = room_with()
    played(room, 1)
    bodies = [each.payload for each in room.store.events]
    bodies = [
        replace(payload, attempt=f"{1:032x}") if isinstance(payload, QuizAnswered) else payload
        for payload in bodies
    ]
    check_a_quiz_alone_changes_no_state(Progress(), bodies)
    with pytest.raises(Violated):
        check_a_quiz_alone_changes_no_state(AnswersAsReviews(), bodies)


# Apply, then undo, is identity.


class UndoesOneCard(Progress):
    """A wrong one: the undo brings the first card back and forgets the others."""

    def take(self, event: Event, rules: Rules) -> None:
        super().take(event, rules)
        entry = self.recent.find(event.id)
        if entry is not None and entry.is_quiz:
            self.recent.change(event.id, replace(entry, before=entry.before[:1]))


def check_undo_is_identity(room: Room, attempt: Attempt) -> int:
    before = states(room.store.progress)
    days, attempts = dict(room.store.progress.days), dict(room.store.progress.attempts.applied)
    receipt = apply_attempt(room.desk, attempt, planned(room, attempt))
    moved = states(room.store.progress) != before
    room.store.record(TODAY, Undone(receipt.event.id))
    assert states(room.store.progress) == before
    assert (room.store.progress.days, room.store.progress.attempts.applied) == (days, attempts)
    return int(moved)


@given(LEARNT, st.integers(0, 999))
def test_apply_then_undo_is_identity(learnt: list[tuple[int, int, int]], seed: int) -> None:
    room = room_with()
    learned(room, learnt)
    check_undo_is_identity(room, played(room, seed))


def two_cards_back_today(progress: Progress) -> tuple[Room, Attempt]:
    """A quiz that, applied, moves two cards at least."""
    room = room_with()
    room.store.progress = progress
    for card in room.deck.cards[:6]:
        room.learn(card.about.id, days_ago=3, due_in=9)
    session = room.quiz()
    while not session.is_over:
        session.answer(wrong_answer(session.asked))
        session.advance()
    return room, session.attempt


def test_that_law_catches_an_undo_of_one_card_only() -> None:
    assert check_undo_is_identity(*two_cards_back_today(Progress())) == 1
    with pytest.raises(Violated):
        check_undo_is_identity(*two_cards_back_today(UndoesOneCard()))


# To apply twice is to apply once.


class AlwaysApplies(Attempts):
    """A wrong one: whatever is applied is applied."""

    def takes_effect(self, payload: QuizApplied) -> bool:
        return bool(payload.attempt)


def check_twice_is_once(attempts: Attempts) -> None:
    """Two devices applied one attempt, on two days."""
    progress = Progress(attempts=attempts)
    progress.apply(event(1, reviewed(due=9 * 86400), 90))
    change = QuizChange("a/1", Seconds(20 * 86400), "review")
    progress.apply(event(2, QuizApplied("attempt", (change,)), 100))
    once = states(progress)
    again = replace(change, due=Seconds(30 * 86400))
    progress.apply(event(3, QuizApplied("attempt", (again,)), 101))
    assert states(progress) == once


def test_to_apply_twice_is_to_apply_once() -> None:
    check_twice_is_once(Attempts())
    with pytest.raises(Violated):
        check_twice_is_once(AlwaysApplies())


@given(LEARNT, st.integers(0, 999))
def test_what_is_applied_leaves_nothing_to_apply(
    learnt: list[tuple[int, int, int]], seed: int
) -> None:
    room = room_with()
    learned(room, learnt)
    attempt = played(room, seed)
    apply_attempt(room.desk, attempt, planned(room, attempt))
    once = states(room.store.progress)
    assert planned(room, attempt) == ()
    apply_attempt(room.desk, attempt, planned(room, attempt))
    assert states(room.store.progress) == once


@given(LEARNT, st.integers(0, 999), st.integers(0, 999))
def test_a_card_is_changed_once_a_day(
    learnt: list[tuple[int, int, int]], seed: int, other: int
) -> None:
    room = room_with()
    learned(room, learnt)
    first = played(room, seed)
    changed = {move.change.card for move in planned(room, first)}
    apply_attempt(room.desk, first, planned(room, first))
    second = planned(room, played(room, other))
    assert changed.isdisjoint(move.change.card for move in second)


# A quiz of choices lengthens no interval.

Planner = Callable[[Desk, Attempt, Collection[str]], tuple[DueChange, ...]]


def trusts_choices(desk: Desk, attempt: Attempt, cards: Collection[str]) -> tuple[DueChange, ...]:
    """A wrong one: right is right, however it came about."""
    answers = {index: replace(each, typed=True) for index, each in attempt.answers.items()}
    return due_changes(desk, replace(attempt, answers=answers), cards)


def check_choices_lengthen_nothing(room: Room, seed: int, planner: Planner) -> None:
    attempt = played(room, seed, QuizSetup(PRACTICE, kinds=CHOICES, questions=50))
    before = dict(room.store.progress.states.items())
    apply_attempt(room.desk, attempt, planner(room.desk, attempt, before.keys()))
    for card, state in before.items():
        after = room.store.progress.states[card].memory
        if isinstance(state.memory, Reviewing) and isinstance(after, Reviewing):
            assert after.due_day <= state.memory.due_day
            assert after.stability == state.memory.stability


@given(LEARNT, st.integers(0, 999))
def test_a_quiz_of_choices_lengthens_no_interval(
    learnt: list[tuple[int, int, int]], seed: int
) -> None:
    room = room_with()
    learned(room, learnt)
    check_choices_lengthen_nothing(room, seed, due_changes)


def test_that_law_catches_a_planner_that_trusts_choices() -> None:
    def room_of_due_cards() -> Room:
        room = room_with()
        for card in room.deck.cards:
            room.learn(card.about.id, days_ago=9, due_in=-1)
        return room

    check_choices_lengthen_nothing(room_of_due_cards(), 1, due_changes)
    with pytest.raises(Violated):
        check_choices_lengthen_nothing(room_of_due_cards(), 1, trusts_choices)


# A kill at any answer loses at most the open question.


def check_a_kill_loses_the_open_question_at_most(
    room: Room, kill_after: int, answer: Callable[[QuizSession], None]
) -> None:
    session = room.quiz()
    given: list[str] = []
    while not session.is_over and len(given) < kill_after:
        given.append(session.asked.id)
        answer(session)
        session.advance()
    attempt = room.store.progress.attempts.newest_unfinished()
    if attempt is None:
        assert len(given) == len(session.quiz.cards)
        return
    again = resume(room.desk, attempt, [room.deck], free=False)
    again.start()
    kept_ones = {index: answer.card for index, answer in again.attempt.answers.items()}
    assert kept_ones == dict(enumerate(given))
    assert again.is_over or again.index == len(given)


def kept(session: QuizSession) -> None:
    session.answer(any_answer(session.asked, Random(1)))


class Hoarding(AttemptRecord):
    """A wrong one: it keeps its answers in memory until the end of the quiz."""

    @property
    def attempt(self) -> Attempt:
        return self._attempt


def unkept(session: QuizSession) -> None:
    record = session._record
    record.__class__ = Hoarding
    payload = QuizAnswered(
        session.attempt.id, session.index, session.asked.id, "right", 1000, 1, 1, 1
    )
    record._attempt = record.attempt.with_answer(payload)


@given(st.integers(0, 14))
def test_a_kill_at_any_answer_loses_the_open_question_at_most(kill_after: int) -> None:
    check_a_kill_loses_the_open_question_at_most(room_with(), kill_after, kept)


def test_that_law_catches_answers_that_wait_for_the_end() -> None:
    with pytest.raises(Violated):
        check_a_kill_loses_the_open_question_at_most(room_with(), 3, unkept)
