from __future__ import annotations

import pytest

from quizapp.domain.event import QuizAnswered
from quizapp.domain.memory import Day, Reviewing, phase_of
from quizapp.domain.quiz import GUESS, PRACTICE, QUESTION, RIGHT, SPRINT, SURE, WRONG, QuizSetup
from quizapp.study.quiz import QuizSitting
from quizapp.study.quiz_apply import Move, apply_quiz, moves, take_back
from quizapp.study.quiz_results import Results, results_of
from quizapp.study.quiz_score import bonus, run_before, speed_points, total_points
from quizapp.study.quizzes import PastAttempt
from tests.study.events import answered
from tests.study.quizzing import TODAY, Room, play, right_answer, room_with, wrong_answer

FIVE = QuizSetup(PRACTICE, questions=5)


def results(room: Room, sitting: QuizSitting) -> Results:
    attempt = sitting.attempt
    like = room.store.progress.quizzes.like(attempt.opened.setup)
    return results_of(sitting.quiz, attempt, like)


def played(room: Room, rights: str, setup: QuizSetup = FIVE, seconds: float = 2) -> QuizSitting:
    """A quiz with these answers: `+` right, `-` wrong, `.` skipped."""
    sitting = room.quiz(setup)
    for right in rights:
        room.clock.pass_by(seconds=min(seconds, 1))
        asked = sitting.asked
        answer = {"+": right_answer(asked), "-": wrong_answer(asked), ".": None}[right]
        sitting.answer(answer)
        sitting.advance()
    return sitting


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
        place: answered("attempt", place, "card", result)
        for place, result in enumerate((RIGHT, WRONG, RIGHT, RIGHT))
    }
    assert [run_before(answers, place) for place in range(5)] == [0, 1, 0, 1, 2]


def test_the_bonus_is_reckoned_from_the_answers_as_they_stand() -> None:
    answers = {place: answered("attempt", place, "card", RIGHT, points=500) for place in range(3)}
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
    sitting = room.quiz(QuizSetup(PRACTICE, kinds=("choices",)))
    asked = sitting.asked
    from quizapp.domain.judging import Picked

    sitting.answer(Picked((asked.question.shown.index("one"),)))
    sitting.advance()
    found = results(room, sitting)
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
    first = played(room, "++")
    first = played(room, "++", sprint)
    first.finish()
    second = played(room, "+++-", sprint)
    second.finish()
    assert results(room, second).is_best


def test_the_weakest_tags_come_first() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(PRACTICE, questions=50))
    while not sitting.is_over:
        asked = sitting.asked
        is_weak = "b" in asked.source.about.tags
        sitting.answer(wrong_answer(asked) if is_weak else right_answer(asked))
        sitting.advance()
    assert [tag.tag for tag in results(room, sitting).tags] == ["b"]


def test_guesses_that_were_right_and_certainties_that_were_wrong() -> None:
    room = room_with()
    sitting = room.quiz(QuizSetup(PRACTICE, questions=2, confidence=True))
    for right, sure in ((True, GUESS), (False, SURE)):
        asked = sitting.asked
        sitting.answer(right_answer(asked) if right else wrong_answer(asked))
        sitting.tell_confidence(sure)
        sitting.advance()
    found = results(room, sitting)
    assert [line.number for line in found.lucky] == [1]
    assert [line.number for line in found.mistaken] == [2]


def test_slow_but_right() -> None:
    room = room_with()
    sitting = room.quiz(FIVE)
    for ticks in (1, 1, 5, 1, 1):
        for _ in range(ticks):
            room.clock.pass_by(seconds=1)
            sitting.tick()
        sitting.answer(right_answer(sitting.asked))
        sitting.advance()
    assert [line.number for line in results(room, sitting).slow] == [3]


def test_every_attempt_adds_to_the_calibration() -> None:
    room = room_with()
    play(room.quiz())
    bins = room.store.progress.quizzes.calibration
    assert sum(part.count for part in bins) == 14
    assert sum(part.credit for part in bins) == 14_000
    (past,) = room.store.progress.quizzes.past
    assert sum(part.expected for part in bins) == past.expected


# What applying does to one card.


def applied(room: Room, card: str, *, right: bool, kind: str, result: str = "") -> tuple[Move, ...]:
    sitting = room.quiz(QuizSetup(PRACTICE, kinds=(kind,), questions=50))
    while not sitting.is_over:
        asked = sitting.asked
        if result:
            sitting.answer(None)
        else:
            sitting.answer(right_answer(asked) if right else wrong_answer(asked))
        sitting.advance()
    planned = moves(room.desk, sitting.attempt, {card})
    apply_quiz(room.desk, sitting.attempt, planned)
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
    assert after.due <= room.clock.now().timestamp() < before.due
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
    assert after.due == move.change.due
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
    sitting = room.quiz(QuizSetup(QUESTION, kinds=("typed",), seconds=1))
    while not sitting.is_over:
        room.clock.pass_by(seconds=1)
        sitting.tick()
        sitting.advance()
    assert {body.result for body in room.kept()[-2:]} == {"timeout"}
    assert moves(room.desk, sitting.attempt, {"deck/typed-2"}) == ()


def test_a_card_that_is_due_already_or_suspended_or_gone_is_left_alone() -> None:
    from quizapp.domain.event import Suspended

    room = room_with()
    room.learn("deck/typed-1", days_ago=3, due_in=-1)
    room.learn("deck/typed-2", days_ago=3, due_in=9)
    room.store.record(Day(TODAY), Suspended("deck/typed-2"))
    sitting = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(sitting, right=False)
    assert moves(room.desk, sitting.attempt, {"deck/typed-1", "deck/typed-2"}) == ()
    assert moves(room.desk, sitting.attempt, set()) == ()


def test_a_card_that_was_reviewed_since_the_quiz_is_left_alone() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=9)
    sitting = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(sitting, right=False)
    assert len(moves(room.desk, sitting.attempt, {"deck/typed-1"})) == 1
    room.clock.pass_by(minutes=5)
    room.learn("deck/typed-1", days_ago=0, due_in=20)
    assert moves(room.desk, sitting.attempt, {"deck/typed-1"}) == ()


def test_applied_in_two_windows_one_undo_takes_all_of_it_back() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=9)
    before = room.store.progress.states["deck/typed-1"]
    sitting = room.quiz(QuizSetup(PRACTICE, kinds=("typed",)))
    play(sitting, right=False)
    planned = moves(room.desk, sitting.attempt, {"deck/typed-1"})
    for _ in range(2):
        apply_quiz(room.desk, sitting.attempt, planned)
    assert take_back(room.desk, sitting.attempt) is not None
    assert room.store.progress.states["deck/typed-1"] == before
    assert take_back(room.desk, sitting.attempt) is None


def test_a_relearning_card_typed_right_goes_a_step_on() -> None:
    from quizapp.domain.event import Reviewed
    from quizapp.domain.memory import Grade, Seconds

    room = room_with()
    room.learn("deck/typed-1", days_ago=9, due_in=-1)
    due = Seconds(int(room.clock.now().timestamp()) - 60)
    room.clock.pass_by(days=-1)
    body = Reviewed("deck/typed-1", Grade.AGAIN, 9, due, "relearning", "", 0)
    room.store.record(Day(TODAY - 1), body)
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


def test_the_sums_of_an_event_that_lacks_its_expectations() -> None:
    from dataclasses import replace

    from quizapp.study.quizzes import past_of

    room = room_with()
    sitting = played(room, "+++++")
    opened = replace(sitting.attempt.opened, expected=())
    past: PastAttempt = past_of(replace(sitting.attempt, opened=opened))
    assert (past.expected, past.right) == (0, 5)
    assert all(isinstance(body, QuizAnswered) for body in room.kept())
