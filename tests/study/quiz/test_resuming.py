from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.memory import Day
from quizapp.domain.quiz_events import QuizLeft
from quizapp.domain.quiz_setup import (
    CLOCK,
    PRACTICE,
    QUESTION,
    RIGHT,
    SKIPPED,
    QuizSetup,
)
from quizapp.errors import UsageError
from quizapp.study.quiz.session import QuizSession
from quizapp.study.quiz.start import resume
from tests.study.quiz.quizzing import Room, play, right_answer, room_with, wrong_answer


def pass_by(room: Room, session: QuizSession, seconds: float) -> None:
    """Time passes, with a tick every tenth of a second."""
    for _ in range(round(seconds * 10)):
        room.clock.pass_by(seconds=0.1)
        session.tick()


def test_a_quiz_that_was_left_goes_on_at_its_question_with_its_clock() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(QUESTION, seconds=20))
    session.answer(right_answer(session.asked))
    session.advance()
    open_card = session.asked.id
    pass_by(room, session, 5)
    session.leave()
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    again = resume(room.desk, attempt, [room.deck], free=False)
    again.start()
    assert again.asked.id == open_card
    assert again.timer.remaining == pytest.approx(15)


def test_a_quiz_killed_in_its_last_feedback_is_over_when_it_goes_on() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, questions=1))
    session.answer(right_answer(session.asked))
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    again = resume(room.desk, attempt, [room.deck], free=False)
    again.start()
    assert again.is_over
    assert room.store.progress.attempts.past[0].right == 1


def test_cards_deleted_or_edited_since_are_told_and_the_rest_goes_on() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, questions=3))
    session.leave()
    first, second, third = (session.quiz.asked[index].source for index in range(3))
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    edited = replace(second, about=replace(second.about, prompt="Asked otherwise?"))
    deck = replace(room.deck, cards=(edited, third))
    again = resume(room.desk, attempt, [deck], free=False)
    again.start()
    assert again.quiz.gone == 1
    assert again.quiz.edited == {1}
    assert first.about.id not in {asked.id for asked in again.quiz.asked.values()}
    play(again)
    assert room.store.progress.attempts.past[0].asked == 2


def test_a_quiz_whose_cards_are_all_gone_waits_for_them() -> None:
    room = room_with()
    room.quiz(QuizSetup(PRACTICE, questions=2)).leave()
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    with pytest.raises(UsageError, match="can be resumed once they are"):
        resume(room.desk, attempt, [replace(room.deck, cards=())], free=False)
    assert room.store.progress.attempts.newest_unfinished() == attempt


# Two windows, unusual logs.


def test_what_another_window_answered_is_not_asked_again() -> None:
    room = room_with()
    one = room.quiz(QuizSetup(PRACTICE, questions=3))
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    other = resume(room.desk, attempt, [room.deck], free=False)
    other.start()
    one.answer(right_answer(one.asked))
    one.advance()
    assert other.answer(wrong_answer(other.asked)) is None
    assert other.notice == "another window has answered the last question"
    assert (one.index, other.index) == (1, 1)
    other.answer(right_answer(other.asked))
    assert one.answer(wrong_answer(one.asked)) is None
    assert one.index == 2
    assert [answer.result for answer in one.attempt.answers.values()] == [RIGHT, RIGHT]


def test_an_attempt_that_another_window_finished_is_over() -> None:
    room = room_with()
    one = room.quiz(QuizSetup(PRACTICE, questions=3))
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    other = resume(room.desk, attempt, [room.deck], free=False)
    other.start()
    other.finish()
    assert one.answer(right_answer(one.asked)) is None
    assert one.is_over
    assert len(room.store.progress.attempts.past) == 1
    assert room.kept() == []


def test_answers_are_shown_again_where_they_can_change() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=2), free=True)
    answer = wrong_answer(session.asked)
    session.answer(answer)
    assert session.given == {0: answer}


def test_time_on_an_open_question_is_kept_as_it_runs() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(QUESTION, seconds=20))
    for _ in range(7):
        pass_by(room, session, 1)
        session.save_time_now_and_then()
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    killed = resume(room.desk, attempt, [room.deck], free=False)
    killed.start()
    assert killed.timer.remaining == pytest.approx(15)


def test_leaving_twice_says_nothing_twice() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(QUESTION, seconds=20))
    pass_by(room, session, 2)
    session.leave()
    session.leave()
    assert sum(isinstance(event.payload, QuizLeft) for event in room.store.events) == 1


def test_the_clock_for_all_is_fixed_when_the_quiz_begins() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=3))
    limit = session.timer.limit
    session.leave()
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    gone = session.quiz.cards[0]
    cards = tuple(card for card in room.deck.cards if card.about.id != gone)
    again = resume(room.desk, attempt, [replace(room.deck, cards=cards)], free=False)
    again.start()
    assert again.timer.limit == limit


@pytest.mark.parametrize(
    "setup",
    [QuizSetup("zen\nsaved x right"), QuizSetup(PRACTICE, seconds=0), QuizSetup(questions=-1)],
)
def test_an_attempt_that_no_program_of_ours_began_is_left_alone(setup: QuizSetup) -> None:
    room = room_with()
    payload = replace(room.quiz().attempt.opened, setup=setup)
    before = len(room.store.progress.attempts.unfinished)
    room.store.record(Day(0), payload)
    assert len(room.store.progress.attempts.unfinished) == before


def test_absurd_figures_in_an_answer_are_cut_to_what_can_be() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, questions=1))
    session.answer(right_answer(session.asked))
    huge = 2**63 - 1
    absurd = replace(room.kept()[0], credit=huge, ms=-huge, used=huge, points=huge)
    room.store.record(Day(0), absurd)
    session.finish()
    past = room.store.progress.attempts.past[0]
    assert past.accuracy == 1.0
    assert past.points == 1000


# Drafts, where answers can change.


def test_a_draft_counts_though_time_has_just_run_out() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=2, seconds=5), free=True)
    for _ in range(6):
        room.clock.pass_by(seconds=1)
        session.timer.look()
    session.keep_unsubmitted(right_answer(session.asked))
    session.tick()
    assert session.is_over
    assert room.store.progress.attempts.past[0].right == 1


def test_a_draft_that_is_no_other_answer_is_not_kept_again() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=2), free=True)
    session.keep_unsubmitted(None)
    assert room.kept() == []
    answer = right_answer(session.asked)
    session.keep_unsubmitted(answer)
    session.keep_unsubmitted(answer)
    assert [payload.result for payload in room.kept()] == [RIGHT]


def test_an_emptied_answer_and_a_skip_take_the_answer_back() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=2), free=True)
    session.answer(right_answer(session.asked))
    session.keep_unsubmitted(None)
    assert [payload.result for payload in room.kept()] == [RIGHT, SKIPPED]
    assert session.standing.answered == 0
    assert session.given == {}


@pytest.mark.parametrize("kind", ["choice", "choices", "order", "typed", "true-false"])
def test_answers_are_there_to_be_changed_when_a_quiz_goes_on(kind: str) -> None:
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, kinds=(kind,), questions=1), free=True)
    answer = right_answer(session.asked)
    session.answer(answer)
    session.leave()
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    again = resume(room.desk, attempt, [room.deck], free=True)
    assert again.given == {0: answer}


def test_time_up_does_not_replace_what_another_window_answered() -> None:
    room = room_with()
    one = room.quiz(QuizSetup(QUESTION, questions=3, seconds=5))
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    other = resume(room.desk, attempt, [room.deck], free=False)
    other.start()
    other.answer(right_answer(other.asked))
    pass_by(room, one, 6)
    assert one.index == 1
    assert [payload.result for payload in room.kept()] == [RIGHT]


def test_an_exam_that_has_skipped_answers_goes_on_where_it_was_left() -> None:
    """What was skipped stays open, and what was answered stays answered."""
    room = room_with()
    session = room.quiz(QuizSetup(CLOCK, questions=4), free=True)
    answers = {}
    for index in range(3):
        answer = None if index == 1 else right_answer(session.asked)
        session.answer(answer)
        answers[index] = answer
        session.advance()
    assert session.index == 3
    session.leave()
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    again = resume(room.desk, attempt, [room.deck], free=True)
    again.start()
    assert again.index == 3
    assert again.given == {index: answer for index, answer in answers.items() if answer}
