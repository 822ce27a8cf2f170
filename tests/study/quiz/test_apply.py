from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from quizapp.domain.cards.card import Typed
from quizapp.domain.event import Reviewed
from quizapp.domain.memory import Day, Grade, Reviewing, phase_of
from quizapp.domain.quiz_setup import PRACTICE, QUESTION, QuizSetup
from quizapp.study.quiz.apply import DueChange, apply_attempt, due_changes, undo_apply
from tests.study.quiz.quizzing import (
    TODAY,
    Room,
    about,
    play,
    right_answer,
    room_with,
    wrong_answer,
)
from tests.world import deck_of

# What applying does to one card.


def applied(
    room: Room, card: str, *, right: bool, kind: str, result: str = ""
) -> tuple[DueChange, ...]:
    session = room.quiz(QuizSetup(PRACTICE, kinds=(kind,), questions=50))
    while not session.is_over:
        asked = session.asked
        if result:
            session.answer(None)
        else:
            session.answer(right_answer(asked) if right else wrong_answer(asked))
        session.advance()
    planned = due_changes(room.desk, session.attempt, {card})
    apply_attempt(room.desk, session.attempt, planned)
    return planned


def reviewing(room: Room, card: str) -> Reviewing:
    memory = room.store.progress.states[card].memory
    assert isinstance(memory, Reviewing), memory
    return memory


def test_a_wrong_answer_brings_a_reviewed_card_back_today_its_memory_untouched() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=3, due_in=9)
    before = reviewing(room, "deck/typed-1")
    assert len(applied(room, "deck/typed-1", right=False, kind="typed")) == 1
    after = reviewing(room, "deck/typed-1")
    assert after.due_day == TODAY < before.due_day
    assert (after.stability, after.difficulty, after.day) == (
        *(before.stability, before.difficulty, before.day),
    )


def test_a_right_answer_by_typing_counts_as_good_for_a_card_that_is_due() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=-1)
    before = reviewing(room, "deck/typed-1")
    (move,) = applied(room, "deck/typed-1", right=True, kind="typed")
    after = reviewing(room, "deck/typed-1")
    assert move.is_good
    assert after == move.after
    assert after.stability > before.stability
    assert after.day == TODAY


@pytest.mark.parametrize(
    ("card", "kind", "days_ago", "due_in"),
    [
        ("deck/typed-1", "typed", 3, 5),
        ("deck/typed-1", "typed", 0, -1),
        ("deck/hinted", "cloze", 9, -1),
        ("deck/choice-1", "choice", 9, -1),
        ("deck/verdict", "true-false", 9, -1),
        ("deck/order", "order", 9, -1),
    ],
    ids=["not due", "answered today", "hinted gap", "choice", "true-false", "order"],
)
def test_a_right_answer_that_changes_nothing(
    card: str, kind: str, days_ago: int, due_in: int
) -> None:
    room = room_with()
    room.learn(card, days_ago=days_ago, due_in=due_in)
    before = room.store.progress.states[card]
    assert applied(room, card, right=True, kind=kind) == ()
    assert room.store.progress.states[card] == before


def test_new_cards_skipped_questions_and_time_up_change_nothing() -> None:
    room = room_with()
    assert applied(room, "deck/typed-1", right=False, kind="typed") == ()
    room.learn("deck/typed-2", days_ago=3, due_in=9)
    assert applied(room, "deck/typed-2", right=False, kind="typed", result="skipped") == ()
    session = room.quiz(QuizSetup(QUESTION, kinds=("typed",), seconds=1))
    while not session.is_over:
        room.clock.pass_by(seconds=1)
        session.tick()
        session.advance()
    assert {payload.result for payload in room.kept()[-2:]} == {"timeout"}
    assert due_changes(room.desk, session.attempt, {"deck/typed-2"}) == ()


def test_a_card_that_is_due_already_or_suspended_or_gone_is_left_alone() -> None:
    from quizapp.domain.event import Suspended

    room = room_with()
    room.learn("deck/typed-1", days_ago=3, due_in=-1)
    room.learn("deck/typed-2", days_ago=3, due_in=9)
    room.store.record(Day(TODAY), Suspended("deck/typed-2"))
    session = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(session, right=False)
    assert due_changes(room.desk, session.attempt, {"deck/typed-1", "deck/typed-2"}) == ()
    assert due_changes(room.desk, session.attempt, set()) == ()


def test_a_card_that_was_reviewed_since_the_quiz_is_left_alone() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=9)
    session = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(session, right=False)
    assert len(due_changes(room.desk, session.attempt, {"deck/typed-1"})) == 1
    room.clock.pass_by(minutes=5)
    room.learn("deck/typed-1", days_ago=0, due_in=20)
    assert due_changes(room.desk, session.attempt, {"deck/typed-1"}) == ()


def test_applied_in_two_windows_one_undo_takes_all_of_it_back() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=9)
    before = room.store.progress.states["deck/typed-1"]
    session = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(session, right=False)
    planned = due_changes(room.desk, session.attempt, {"deck/typed-1"})
    for _ in range(2):
        apply_attempt(room.desk, session.attempt, planned)
    assert undo_apply(room.desk, session.attempt) is not None
    assert room.store.progress.states["deck/typed-1"] == before
    assert undo_apply(room.desk, session.attempt) is None


def test_a_relearning_card_typed_right_goes_a_step_on() -> None:
    from quizapp.domain.memory import Seconds

    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=-1)
    due = Seconds(int(room.clock.now().timestamp()) - 60)
    room.clock.pass_by(days=-1)
    payload = Reviewed("deck/typed-1", Grade.AGAIN, 9, "relearning", "", due, step=0)
    room.store.record(Day(TODAY - 1), payload)
    room.clock.pass_by(days=1)
    assert phase_of(room.store.progress.states["deck/typed-1"].memory) == "relearning"
    applied(room, "deck/typed-1", right=True, kind="typed")
    assert phase_of(room.store.progress.states["deck/typed-1"].memory) == "review"


def test_applying_stays_out_of_the_figures_of_retention() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=-1)
    before = dict(room.store.progress.days)
    applied(room, "deck/typed-1", right=True, kind="typed")
    assert room.store.progress.days == before


def test_a_card_that_was_reviewed_on_a_later_day_is_left_alone() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=9)
    session = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(session, right=False)
    room.clock.pass_by(days=2)
    later = Reviewed("deck/typed-1", Grade.GOOD, 1, "review", "", due_day=Day(TODAY + 30))
    room.store.record(Day(TODAY + 1), later)
    assert due_changes(room.desk, session.attempt, {"deck/typed-1"}) == ()


def test_a_card_that_was_asked_twice_is_changed_once() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=9)
    session = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(session, right=False)
    (first,) = [each for each in session.attempt.answers.values() if each.card == "deck/typed-1"]
    more = {**session.attempt.answers, 7: replace(first, place=7)}
    twice = replace(session.attempt, answers=more)
    assert len(due_changes(room.desk, twice, {"deck/typed-1"})) == 1


def test_several_goods_are_spread_over_the_days() -> None:
    """Each counts as load for the next."""
    cards = [Typed(about(f"t{number}"), f"answer {number}") for number in range(6)]
    room = room_with(deck_of(*cards))
    names = {card.about.id for card in cards}
    for name in names:
        room.learn(name, days_ago=10, due_in=0)
    session = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(session, right=True)
    planned = due_changes(room.desk, session.attempt, names)
    days = Counter(each.change.due_day for each in planned)
    assert days.total() == 6
    assert max(days.values()) <= 2
    assert len(days) >= 3
