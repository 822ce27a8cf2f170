from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.event import QuizAnswered, QuizClosed, QuizLeft, QuizOpened, SettingChanged
from quizapp.domain.judging import Picked, Written
from quizapp.domain.memory import Day
from quizapp.domain.quiz import (
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
from quizapp.errors import NotWritable, UsageError
from quizapp.study.quiz import QuizSitting, resume
from tests.study.quizzing import Room, play, right_answer, room_with, wrong_answer

TYPED = QuizSetup(PRACTICE, kinds=("typed",))


def pass_by(room: Room, sitting: QuizSitting, seconds: float) -> None:
    """Time passes, with a tick every tenth of a second."""
    for _ in range(round(seconds * 10)):
        room.clock.pass_by(seconds=0.1)
        sitting.tick()


def test_every_answer_is_an_event_when_it_is_given() -> None:
    room = room_with()
    sitting = room.quiz()
    feedback = sitting.answer(right_answer(sitting.asked))
    assert feedback is not None
    assert feedback.receipt.is_saved
    assert [type(event.body) for event in room.store.events] == [QuizOpened, QuizAnswered]


@pytest.mark.parametrize("right", [True, False])
def test_a_quiz_of_every_kind_to_its_end(right: bool) -> None:
    room = room_with()
    sitting = room.quiz()
    play(sitting, right=right)
    assert {body.result for body in room.kept()} == {RIGHT if right else WRONG}
    assert isinstance(room.store.events[-1].body, QuizClosed)
    (past,) = room.store.progress.quizzes.past
    assert (past.asked, past.right) == (14, 14 if right else 0)
    assert past.accuracy == (1.0 if right else 0.0)


def test_a_question_without_an_answer_is_skipped() -> None:
    room = room_with()
    sitting = room.quiz()
    sitting.answer(None)
    assert room.kept()[0].result == SKIPPED


def test_time_up_is_no_wrong_answer() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(QUESTION, seconds=20))
    pass_by(room, sitting, 19.8)
    assert sitting.is_open
    pass_by(room, sitting, 0.3)
    assert sitting.feedback is not None
    assert room.kept()[0].result == TIMEOUT


def test_an_answer_after_time_does_not_count() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(QUESTION, seconds=1))
    right = right_answer(sitting.asked)
    room.clock.pass_by(seconds=1.5)
    feedback = sitting.answer(right)
    assert feedback is not None
    assert feedback.body.result == TIMEOUT
    assert len(room.kept()) == 1


def test_a_stop_of_five_seconds_costs_one_at_most() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(QUESTION, seconds=20))
    pass_by(room, sitting, 3)
    room.clock.pass_by(seconds=5)
    sitting.tick()
    remaining = sitting.timer.remaining
    assert remaining is not None
    assert remaining == pytest.approx(16)


def test_the_wall_clock_set_back_by_an_hour_changes_nothing() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(QUESTION, seconds=20))
    pass_by(room, sitting, 3)
    room.clock.set_wall(hours=-1)
    pass_by(room, sitting, 1)
    assert sitting.timer.remaining == pytest.approx(16)


def test_the_clock_stands_still_in_feedback_and_pause() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(SPRINT, seconds=60))
    pass_by(room, sitting, 2)
    sitting.answer(right_answer(sitting.asked))
    pass_by(room, sitting, 30)
    sitting.advance()
    pass_by(room, sitting, 1)
    sitting.pause()
    pass_by(room, sitting, 30)
    sitting.go_on()
    assert sitting.timer.used == pytest.approx(3)


def test_a_sprint_ends_when_its_time_is_up() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(SPRINT, seconds=3))
    sitting.answer(right_answer(sitting.asked))
    sitting.advance()
    pass_by(room, sitting, 4)
    assert sitting.is_over
    (past,) = room.store.progress.quizzes.past
    assert (past.asked, past.right) == (1, 1)


def test_three_misses_end_a_survival() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(SURVIVAL))
    for right in (False, True, False):
        asked = sitting.asked
        sitting.answer(right_answer(asked) if right else wrong_answer(asked))
        sitting.advance()
    assert not sitting.is_over
    sitting.answer(None)
    sitting.advance()
    assert sitting.is_over


def test_with_one_clock_answers_can_be_changed_and_questions_visited() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(CLOCK, questions=3), free=True)
    sitting.answer(wrong_answer(sitting.asked))
    assert sitting.feedback is None
    sitting.advance()
    sitting.visit(-1)
    sitting.answer(right_answer(sitting.asked))
    sitting.finish()
    (past,) = room.store.progress.quizzes.past
    assert (past.asked, past.right) == (3, 1)


def test_with_one_clock_the_quiz_hands_itself_in() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(CLOCK, questions=3, seconds=5), free=True)
    pass_by(room, sitting, 6)
    assert sitting.is_over
    (past,) = room.store.progress.quizzes.past
    assert (past.asked, past.right) == (3, 0)


def test_answering_all_with_one_clock_waits_to_be_handed_in() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(CLOCK, questions=2), free=True)
    for _ in range(2):
        sitting.answer(right_answer(sitting.asked))
        sitting.advance()
    assert not sitting.is_over
    assert sitting.standing.answered == 2


def test_i_was_right_overrules_typed_text_only() -> None:
    room = room_with()
    sitting = room.quiz(TYPED)
    sitting.answer(Written("something else"))
    assert sitting.overrule()
    assert [body.result for body in room.kept()] == [WRONG, RIGHT]
    assert sitting.standing.right == 1
    sitting = room.quiz(QuizSetup(PRACTICE, kinds=("choice",)))
    sitting.answer(wrong_answer(sitting.asked))
    assert not sitting.overrule()


def test_how_sure_one_was_is_kept_with_the_answer() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(PRACTICE, confidence=True))
    sitting.answer(wrong_answer(sitting.asked))
    sitting.tell_confidence(SURE)
    assert [body.sure for body in room.kept()] == [None, SURE]


def test_an_answer_is_not_kept_where_the_setting_says_so() -> None:
    room = room_with()
    room.store.record(Day(0), SettingChanged("keep_typed", value=False))
    sitting = room.quiz(TYPED)
    sitting.answer(Written("something else"))
    assert room.kept()[0].answer is None


def test_a_quiz_that_was_left_goes_on_at_its_question_with_its_clock() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(QUESTION, seconds=20))
    sitting.answer(right_answer(sitting.asked))
    sitting.advance()
    open_card = sitting.asked.id
    pass_by(room, sitting, 5)
    sitting.leave()
    attempt = room.store.progress.quizzes.newest_going()
    assert attempt is not None
    again = resume(room.desk, attempt, [room.deck], free=False)
    again.start()
    assert again.asked.id == open_card
    assert again.timer.remaining == pytest.approx(15)


def test_a_quiz_killed_in_its_last_feedback_is_over_when_it_goes_on() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(PRACTICE, questions=1))
    sitting.answer(right_answer(sitting.asked))
    attempt = room.store.progress.quizzes.newest_going()
    assert attempt is not None
    again = resume(room.desk, attempt, [room.deck], free=False)
    again.start()
    assert again.is_over
    assert room.store.progress.quizzes.past[0].right == 1


def test_cards_deleted_or_edited_since_are_told_and_the_rest_goes_on() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(PRACTICE, questions=3))
    sitting.leave()
    first, second, third = (sitting.quiz.asked[place].source for place in range(3))
    attempt = room.store.progress.quizzes.newest_going()
    assert attempt is not None
    edited = replace(second, about=replace(second.about, prompt="Asked otherwise?"))
    deck = replace(room.deck, cards=(edited, third))
    again = resume(room.desk, attempt, [deck], free=False)
    again.start()
    assert again.quiz.gone == 1
    assert again.quiz.edited == {1}
    assert first.about.id not in {asked.id for asked in again.quiz.asked.values()}
    play(again)
    assert room.store.progress.quizzes.past[0].asked == 2


def test_a_quiz_whose_cards_are_all_gone_waits_for_them() -> None:
    room = room_with()
    room.quiz(QuizSetup(PRACTICE, questions=2)).leave()
    attempt = room.store.progress.quizzes.newest_going()
    assert attempt is not None
    with pytest.raises(UsageError, match="waits until they are"):
        resume(room.desk, attempt, [replace(room.deck, cards=())], free=False)
    assert room.store.progress.quizzes.newest_going() == attempt


def test_nothing_begins_where_nothing_can_be_kept() -> None:
    room = room_with()
    room.store.read_only = "not writable"
    with pytest.raises(NotWritable):
        room.quiz()


def test_the_answer_of_another_card_is_remembered_as_a_pair() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(PRACTICE, kinds=("typed",), tags=("a",)))
    sitting.answer(Written("It carries the body over the foot"))
    assert room.kept()[0].like == "deck/long-1"
    assert room.store.progress.quizzes.look_alikes() == [("deck/long-1", "deck/typed-1")]


def test_the_neighbour_that_gave_a_wrong_option_is_remembered() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(PRACTICE, kinds=("basic",), tags=("a",)))
    asked = sitting.asked
    wrong = next(text for text in asked.question.shown if text in asked.owners)
    sitting.answer(Picked((asked.question.shown.index(wrong),)))
    assert room.kept()[0].like == asked.owners[wrong]


# Two windows, odd logs.


def test_what_another_window_answered_is_not_asked_again() -> None:
    room = room_with()
    one = room.quiz(QuizSetup(PRACTICE, questions=3))
    attempt = room.store.progress.quizzes.newest_going()
    assert attempt is not None
    other = resume(room.desk, attempt, [room.deck], free=False)
    other.start()
    for sitting in (one, other):
        sitting.answer(right_answer(sitting.asked))
        sitting.advance()
    assert (one.place, other.place) == (1, 1)
    other.answer(right_answer(other.asked))
    one.answer(right_answer(one.asked))
    one.advance()
    assert one.place == 2


def test_an_attempt_that_another_window_finished_is_over() -> None:
    room = room_with()
    one = room.quiz(QuizSetup(PRACTICE, questions=3))
    attempt = room.store.progress.quizzes.newest_going()
    assert attempt is not None
    other = resume(room.desk, attempt, [room.deck], free=False)
    other.start()
    other.finish()
    assert one.answer(right_answer(one.asked)) is None
    assert one.is_over
    assert len(room.store.progress.quizzes.past) == 1
    assert room.kept() == []


def test_answers_are_shown_again_where_they_can_change() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(CLOCK, questions=2), free=True)
    answer = wrong_answer(sitting.asked)
    sitting.answer(answer)
    assert sitting.given == {0: answer}


def test_time_on_an_open_question_is_kept_as_it_runs() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(QUESTION, seconds=20))
    for _ in range(7):
        pass_by(room, sitting, 1)
        sitting.keep_time_now_and_then()
    attempt = room.store.progress.quizzes.newest_going()
    assert attempt is not None
    killed = resume(room.desk, attempt, [room.deck], free=False)
    killed.start()
    assert killed.timer.remaining == pytest.approx(15)


def test_leaving_twice_says_nothing_twice() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(QUESTION, seconds=20))
    pass_by(room, sitting, 2)
    sitting.leave()
    sitting.leave()
    assert sum(isinstance(event.body, QuizLeft) for event in room.store.events) == 1


def test_the_clock_for_all_is_fixed_when_the_quiz_begins() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(CLOCK, questions=3))
    limit = sitting.timer.limit
    sitting.leave()
    attempt = room.store.progress.quizzes.newest_going()
    assert attempt is not None
    gone = sitting.quiz.cards[0]
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
    body = replace(room.quiz().attempt.opened, setup=setup)
    before = len(room.store.progress.quizzes.going)
    room.store.record(Day(0), body)
    assert len(room.store.progress.quizzes.going) == before


def test_absurd_figures_in_an_answer_are_cut_to_what_can_be() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(PRACTICE, questions=1))
    sitting.answer(right_answer(sitting.asked))
    huge = 2**63 - 1
    absurd = replace(room.kept()[0], credit=huge, ms=-huge, used=huge, points=huge)
    room.store.record(Day(0), absurd)
    sitting.finish()
    past = room.store.progress.quizzes.past[0]
    assert past.accuracy == 1.0
    assert past.points == 1000
