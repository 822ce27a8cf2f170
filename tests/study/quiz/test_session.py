from __future__ import annotations

import pytest

from quizapp.domain.cards.card import Typed
from quizapp.domain.event import SettingChanged
from quizapp.domain.judging.answer import Picked, TypedAnswer
from quizapp.domain.memory import Day
from quizapp.domain.quiz_events import QuizAnswered, QuizClosed, QuizOpened
from quizapp.domain.quiz_setup import (
    CLOCK,
    PRACTICE,
    QUESTION,
    RIGHT,
    SKIPPED,
    SPRINT,
    SURE,
    SURVIVAL,
    TIMEOUT,
    WRONG,
    QuizSetup,
)
from quizapp.errors import NotWritable
from quizapp.study.quiz.session import QuizSession
from tests.study.quiz.quizzing import Room, about, play, right_answer, room_with, wrong_answer
from tests.world import deck_of

TYPED = QuizSetup(PRACTICE, kinds=("typed",))


def pass_by(room: Room, session: QuizSession, seconds: float) -> None:
    """Time passes, with a tick every tenth of a second."""
    for _ in range(round(seconds * 10)):
        room.clock.pass_by(seconds=0.1)
        session.tick()


def test_every_answer_is_an_event_when_it_is_given() -> None:
    room = room_with()
    session = room.quiz()
    feedback = session.answer(right_answer(session.asked))
    assert feedback is not None
    assert feedback.receipt.is_saved
    assert [type(event.payload) for event in room.store.events] == [QuizOpened, QuizAnswered]


@pytest.mark.parametrize("right", [True, False])
def test_a_quiz_of_every_kind_to_its_end(right: bool) -> None:
    room = room_with()
    session = room.quiz()
    play(session, right=right)
    assert {payload.result for payload in room.kept()} == {RIGHT if right else WRONG}
    assert isinstance(room.store.events[-1].payload, QuizClosed)
    (past,) = room.store.progress.attempts.past
    assert (past.asked, past.right) == (14, 14 if right else 0)
    assert past.accuracy == (1.0 if right else 0.0)


def test_a_question_without_an_answer_is_skipped() -> None:
    room = room_with()
    session = room.quiz()
    session.answer(None)
    assert room.kept()[0].result == SKIPPED


def test_time_up_is_no_wrong_answer() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(QUESTION, seconds=20))
    pass_by(room, session, 19.8)
    assert session.is_open
    pass_by(room, session, 0.3)
    assert session.feedback is not None
    assert room.kept()[0].result == TIMEOUT


def test_an_answer_after_time_does_not_count() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(QUESTION, seconds=1))
    right = right_answer(session.asked)
    room.clock.pass_by(seconds=1.5)
    feedback = session.answer(right)
    assert feedback is not None
    assert feedback.payload.result == TIMEOUT
    assert len(room.kept()) == 1


def test_a_stop_of_five_seconds_costs_one_at_most() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(QUESTION, seconds=20))
    pass_by(room, session, 3)
    room.clock.pass_by(seconds=5)
    session.tick()
    remaining = session.timer.remaining
    assert remaining is not None
    assert remaining == pytest.approx(16)


def test_the_wall_clock_set_back_by_an_hour_changes_nothing() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(QUESTION, seconds=20))
    pass_by(room, session, 3)
    room.clock.set_wall(hours=-1)
    pass_by(room, session, 1)
    assert session.timer.remaining == pytest.approx(16)


def test_the_clock_stands_still_in_feedback_and_pause() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(SPRINT, seconds=60))
    pass_by(room, session, 2)
    session.answer(right_answer(session.asked))
    pass_by(room, session, 30)
    session.advance()
    pass_by(room, session, 1)
    session.pause()
    pass_by(room, session, 30)
    session.unpause()
    assert session.timer.used == pytest.approx(3)


def test_a_sprint_ends_when_its_time_is_up() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(SPRINT, seconds=3))
    session.answer(right_answer(session.asked))
    session.advance()
    pass_by(room, session, 4)
    assert session.is_over
    (past,) = room.store.progress.attempts.past
    assert (past.asked, past.right) == (1, 1)


def test_three_misses_end_a_survival() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(SURVIVAL))
    for right in (False, True, False):
        asked = session.asked
        session.answer(right_answer(asked) if right else wrong_answer(asked))
        session.advance()
    assert not session.is_over
    session.answer(None)
    session.advance()
    assert session.is_over


def test_with_one_clock_answers_can_be_changed_and_questions_visited() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=3), free=True)
    session.answer(wrong_answer(session.asked))
    assert session.feedback is None
    session.advance()
    session.visit(-1)
    session.answer(right_answer(session.asked))
    session.finish()
    (past,) = room.store.progress.attempts.past
    assert (past.asked, past.right) == (3, 1)


def test_with_one_clock_the_quiz_hands_itself_in() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=3, seconds=5), free=True)
    pass_by(room, session, 6)
    assert session.is_over
    (past,) = room.store.progress.attempts.past
    assert (past.asked, past.right) == (3, 0)


def test_answering_all_with_one_clock_waits_to_be_handed_in() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=2), free=True)
    for _ in range(2):
        session.answer(right_answer(session.asked))
        session.advance()
    assert not session.is_over
    assert session.standing.answered == 2


def test_i_was_right_overrules_typed_text_only() -> None:
    room = room_with()
    session = room.quiz(TYPED)
    session.answer(TypedAnswer("something else"))
    assert session.overrule()
    given = [(payload.result, payload.credit) for payload in room.kept()]
    assert given == [(WRONG, 0), (RIGHT, 1000)]
    assert session.standing.right == 1
    session = room.quiz(QuizSetup(PRACTICE, kinds=("choice",)))
    session.answer(wrong_answer(session.asked))
    assert not session.overrule()


def test_how_sure_one_was_is_kept_with_the_answer() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, confidence=True))
    session.answer(wrong_answer(session.asked))
    session.set_confidence(SURE)
    assert [payload.sure for payload in room.kept()] == [None, SURE]


def test_an_answer_is_not_kept_where_the_setting_says_so() -> None:
    room = room_with()
    room.store.record(Day(0), SettingChanged("keep_typed", value=False))
    session = room.quiz(TYPED)
    session.answer(TypedAnswer("something else"))
    assert room.kept()[0].answer is None


def test_nothing_begins_where_nothing_can_be_kept() -> None:
    room = room_with()
    room.store.read_only = "not writable"
    with pytest.raises(NotWritable):
        room.quiz()


def test_the_answer_of_another_card_is_remembered_as_a_pair() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, kinds=("typed",), tags=("a",)))
    session.answer(TypedAnswer("It carries the body over the foot"))
    assert room.kept()[0].like == "deck/long-1"
    assert room.store.progress.attempts.look_alikes() == [("deck/long-1", "deck/typed-1")]


def test_the_neighbour_that_gave_a_wrong_option_is_remembered() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, kinds=("basic",), tags=("a",)))
    asked = session.asked
    wrong = next(text for text in asked.question.shown if text in asked.owners)
    session.answer(Picked((asked.question.shown.index(wrong),)))
    assert room.kept()[0].like == asked.owners[wrong]


@pytest.mark.parametrize(
    ("tags", "other_tags", "is_told"),
    [
        (("leg",), ("leg", "arm"), True),
        (("leg",), ("arm",), False),
        ((), ("arm",), True),
        ((), (), True),
        (("leg",), (), False),
    ],
)
def test_a_wrong_answer_that_is_another_card_s_is_told_if_they_are_about_one_thing(
    tags: tuple[str, ...], other_tags: tuple[str, ...], is_told: bool
) -> None:
    one = Typed(about("one", *tags), "hamstrings")
    other = Typed(about("other", *other_tags), "quadriceps")
    room = room_with(deck_of(one, other))
    session = room.quiz(QuizSetup(PRACTICE, questions=2))
    while session.asked.card.about.id != "deck/one":
        session.answer(None)
        session.advance()
    session.answer(TypedAnswer("quadriceps"))
    assert room.kept()[-1].like == ("deck/other" if is_told else None)
