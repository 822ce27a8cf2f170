from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.quiz_setup import GUESS, PRACTICE, RIGHT, SPRINT, SURE, WRONG, QuizSetup
from quizapp.domain.speed_points import bonus, speed_points, streak_before, total_points
from quizapp.study.quiz.results import Results, results_of
from quizapp.study.quiz.session import QuizSession
from tests.study.events import answered
from tests.study.quiz.quizzing import Room, play, right_answer, room_with, wrong_answer

FIVE = QuizSetup(PRACTICE, questions=5)


def results(room: Room, session: QuizSession) -> Results:
    attempt = session.attempt
    like = room.store.progress.attempts.like(attempt.opened.setup)
    return results_of(session.quiz, attempt, like)


def played(room: Room, rights: str, setup: QuizSetup = FIVE) -> QuizSession:
    """A quiz with these answers: `+` right, `-` wrong, `.` skipped."""
    session = room.quiz(setup)
    for right in rights:
        room.clock.pass_by(seconds=1)
        asked = session.asked
        answer = {"+": right_answer(asked), "-": wrong_answer(asked), ".": None}[right]
        session.answer(answer)
        session.advance()
    return session


@pytest.mark.parametrize(
    ("seconds", "run", "setup", "points"),
    [
        (0, 0, QuizSetup(), 1000),
        (20, 0, QuizSetup(), 500),
        (10, 0, QuizSetup(), 750),
        (99, 0, QuizSetup(), 500),
        (3.3, 0, QuizSetup(), 918),
        (0, 1, QuizSetup(), 1100),
        (0, 5, QuizSetup(), 1500),
        (0, 9, QuizSetup(), 1500),
        (0, 9, QuizSetup(bonus=False), 1000),
        (0, 9, QuizSetup(points=False), 0),
    ],
)
def test_points(seconds: float, run: int, setup: QuizSetup, points: int) -> None:
    assert speed_points(setup, seconds, 20) + bonus(setup, run) == points


def test_a_run_ends_at_the_first_miss_before_the_question() -> None:
    answers = {
        index: answered("attempt", index, "card", result)
        for index, result in enumerate((RIGHT, WRONG, RIGHT, RIGHT))
    }
    assert [streak_before(answers, index) for index in range(5)] == [0, 1, 0, 1, 2]


def test_the_bonus_is_reckoned_from_the_answers_as_they_stand() -> None:
    answers = {index: answered("attempt", index, "card", RIGHT, points=500) for index in range(3)}
    assert total_points(QuizSetup(), answers) == 500 + 600 + 700
    answers[0] = answered("attempt", 0, "card", WRONG)
    assert total_points(QuizSetup(), answers) == 500 + 600
    assert total_points(QuizSetup(bonus=False), answers) == 1000


def test_the_figures_of_an_attempt() -> None:
    room = room_with()
    found = results(room, played(room, "++-.+"))
    assert (found.sums.right, found.sums.asked) == (3, 5)
    assert found.sums.accuracy == 0.6
    assert found.has_passed
    assert [line.number for line in found.missed] == [3, 4]
    assert [line.result for line in found.missed] == ["wrong", "skipped"]
    assert found.sums.used == 5000
    assert found.median_seconds == 1.0
    assert found.predicted.of == 5


def test_part_of_several_choices_is_part_of_the_accuracy() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, kinds=("choices",)))
    asked = session.asked
    from quizapp.domain.judging.answer import Picked

    session.answer(Picked((asked.question.shown.index("one"),)))
    session.advance()
    found = results(room, session)
    assert (found.sums.right, found.sums.accuracy) == (0, 0.5)


def test_only_like_attempts_are_compared() -> None:
    room = room_with()
    played(room, "+++++")
    other = played(room, "+++", QuizSetup(PRACTICE, questions=3))
    assert results(room, other).best is None
    again = results(room, played(room, "++++-"))
    assert again.best is not None
    assert again.best.accuracy == 1.0
    assert not again.is_best


def test_a_personal_best_is_told() -> None:
    room = room_with()
    assert not results(room, played(room, "+----")).is_best
    assert results(room, played(room, "+++--")).is_best


def test_the_number_of_right_answers_decides_in_a_sprint() -> None:
    room = room_with()
    sprint = QuizSetup(SPRINT, seconds=60, points=False)
    first = played(room, "++", sprint)
    first.finish()
    second = played(room, "+++-", sprint)
    second.finish()
    assert results(room, second).is_best


def test_the_weakest_tags_come_first() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, questions=50))
    while not session.is_over:
        asked = session.asked
        is_weak = "b" in asked.source.about.tags
        session.answer(wrong_answer(asked) if is_weak else right_answer(asked))
        session.advance()
    assert [tag.tag for tag in results(room, session).tags] == ["b"]


def test_guesses_that_were_right_and_certainties_that_were_wrong() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, questions=2, confidence=True))
    for right, sure in ((True, GUESS), (False, SURE)):
        asked = session.asked
        session.answer(right_answer(asked) if right else wrong_answer(asked))
        session.set_confidence(sure)
        session.advance()
    found = results(room, session)
    assert [line.number for line in found.lucky] == [1]
    assert [line.number for line in found.mistaken] == [2]


def test_slow_but_right() -> None:
    room = room_with()
    session = room.quiz(FIVE)
    for ticks in (1, 1, 5, 1, 1):
        for _ in range(ticks):
            room.clock.pass_by(seconds=1)
            session.tick()
        session.answer(right_answer(session.asked))
        session.advance()
    assert [line.number for line in results(room, session).slow] == [3]


def test_every_attempt_adds_to_the_calibration() -> None:
    room = room_with()
    play(room.quiz())
    bins = room.store.progress.attempts.calibration
    assert sum(part.count for part in bins) == 14
    assert sum(part.credit for part in bins) == 14_000
    (past,) = room.store.progress.attempts.past
    assert sum(part.expected for part in bins) == past.expected


def test_the_sums_of_an_event_that_lacks_its_expectations() -> None:

    from quizapp.study.log.attempts import past_of

    room = room_with()
    session = played(room, "+++++")
    opened = replace(session.attempt.opened, expected=())
    past = past_of(replace(session.attempt, opened=opened))
    assert (past.expected, past.right) == (0, 5)


def test_the_results_of_a_card_that_is_gone_are_left_out_and_the_others_counted() -> None:
    room = room_with()
    session = played(room, "+-+-+")
    gone = session.attempt.answers[2].card
    asked = {index: each for index, each in session.quiz.asked.items() if each.id != gone}
    found = results_of(replace(session.quiz, asked=asked), session.attempt, ())
    assert [line.number for line in found.lines] == [1, 2, 3, 4]
    assert gone not in {line.asked.id for line in found.lines}
    assert [line.is_right for line in found.lines].count(True) == 2
    assert found.sums.asked == 5
