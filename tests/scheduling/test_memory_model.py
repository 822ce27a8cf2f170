from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory import (
    Answered,
    Day,
    Days,
    Grade,
    Memory,
    New,
    Probability,
    Reviewing,
)
from quizapp.domain.settings import Settings
from quizapp.scheduling.memory_model import interval, recall, strengthened
from quizapp.scheduling.scheduler import Scheduler
from quizapp.scheduling.study_day import StudyCalendar

AGAIN, HARD, GOOD, EASY = Grade
FIRST = 20_000
"""A day in 2024."""
REFERENCE = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
grades = st.sampled_from(list(Grade))


def memory(stability: float, difficulty: float = 5.0, day: int = FIRST) -> Reviewing:
    return Reviewing(Days(stability), difficulty, Day(day), Day(0))


def test_a_first_answer_gives_the_published_default_stabilities() -> None:
    first = [strengthened(New(), grade, Day(0)).stability for grade in Grade]
    assert first == [0.212, 1.2931, 2.3065, 8.2956]


def test_recall_is_nine_tenths_after_as_many_days_as_the_stability() -> None:
    for stability in (0.5, 3.0, 40.0, 900.0):
        assert recall(Days(stability), stability) == pytest.approx(0.9)


@given(st.floats(0.001, 40000))
def test_at_desired_recall_of_nine_tenths_the_interval_is_the_stability_rounded(
    stability: float,
) -> None:
    expected = min(max(round(stability), 1), 36500)
    assert abs(interval(Days(stability), Probability(0.9)) - expected) <= (
        0 if abs(stability % 1 - 0.5) > 1e-6 else 1
    )


@given(grades, st.floats(0.001, 40000), st.floats(1, 10), st.integers(0, 5000))
def test_an_answer_leaves_the_memory_of_the_reference_library_to_the_last_bit(
    grade: Grade, stability: float, difficulty: float, days: int
) -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    seen = fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=stability,
        difficulty=difficulty,
        due=noon,
        last_review=noon,
    )
    then = noon + timedelta(days=days)
    expected, _ = REFERENCE.review_card(seen, fsrs.Rating(grade), then)
    found = strengthened(memory(stability, difficulty), grade, Day(FIRST + days))
    assert (expected.stability, expected.difficulty) == found


@given(grades)
def test_a_first_answer_leaves_the_memory_of_the_reference_library_to_the_last_bit(
    grade: Grade,
) -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    expected, _ = REFERENCE.review_card(fsrs.Card(card_id=0, due=noon), fsrs.Rating(grade), noon)
    assert (expected.stability, expected.difficulty) == strengthened(New(), grade, Day(0))


@given(st.floats(0.01, 10000), st.floats(0.7, 0.98))
def test_the_interval_is_the_one_of_the_reference_library(stability: float, desired: float) -> None:
    reference = fsrs.Scheduler(desired_retention=desired, enable_fuzzing=False)
    assert interval(Days(stability), Probability(desired)) == reference._next_interval(
        stability=stability
    )


def test_a_history_published_with_the_reference_library_gives_its_intervals() -> None:
    """Six times Good, twice Again, five times Good, each on the day it was due."""
    history = [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5
    assert _intervals(history) == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_a_memory_state_published_with_the_reference_library_is_reached() -> None:
    state: Memory = New()
    day = Day(FIRST)
    for grade, days in zip([AGAIN, *[GOOD] * 5], (0, 0, 1, 3, 8, 21), strict=True):
        day = Day(day + days)
        strength = strengthened(state, grade, day)
        state = Reviewing(strength.stability, strength.difficulty, day, day)
    assert isinstance(state, Reviewing)
    assert state.stability == pytest.approx(53.62691, abs=1e-4)
    assert state.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_two_answers_on_one_study_day_are_the_same_day_and_on_two_days_are_not() -> None:
    first = strengthened(New(), GOOD, Day(FIRST))
    before = memory(first.stability, first.difficulty)
    same, next_day = (strengthened(before, GOOD, Day(FIRST + day)).stability for day in (0, 1))
    assert same == pytest.approx(2.3065, abs=0.1)
    assert next_day == pytest.approx(7.3, abs=0.1)


def test_a_day_before_the_last_answer_counts_as_the_day_of_it() -> None:
    same_day = strengthened(memory(10), GOOD, Day(FIRST))
    assert strengthened(memory(10), GOOD, Day(FIRST - 50)) == same_day


def test_how_long_ago_an_answer_was_given_is_unknown_if_the_clock_was_not_set() -> None:
    """A machine that starts in 1970 must not make the next Good one after half a century."""
    unset = memory(2.3, day=0)
    assert strengthened(unset, GOOD, Day(FIRST)) == strengthened(unset, GOOD, Day(0))
    assert strengthened(memory(2.3, day=10_957), GOOD, Day(FIRST)).stability > 30


@given(grades, st.integers(-(10**18), 10**18))
def test_absurd_days_do_not_raise(grade: Grade, day: int) -> None:
    assert strengthened(memory(10), grade, Day(day)).stability > 0


@given(st.floats(0.01, 5000), st.floats(1, 10), st.integers(0, 3000))
def test_a_better_grade_never_leaves_a_weaker_memory(
    stability: float, difficulty: float, days: int
) -> None:
    before = memory(stability, difficulty)
    after = [strengthened(before, grade, Day(FIRST + days)).stability for grade in Grade]
    assert after == sorted(after)


def _intervals(history: list[Grade]) -> list[int]:
    calendar = StudyCalendar(zone=UTC)
    scheduler = Scheduler(Settings(), calendar)
    state: Memory = New()
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    found = []
    for grade in history:
        reached = _without_spreading(scheduler, state, grade, now)
        due = datetime.fromtimestamp(calendar.due_at(reached), UTC)
        found.append(calendar.due_day(reached) - calendar.day(now))
        state, now = reached, max(now, due)
    return found


def _without_spreading(
    scheduler: Scheduler, state: Memory, grade: Grade, now: datetime
) -> Answered:
    """The outcome with every day but the exact one fully loaded."""
    today = scheduler.calendar.day(now)
    strength = strengthened(state, grade, today)
    exact = Day(today + interval(strength.stability, Probability(0.9)))
    load = {Day(day): 9 for day in range(exact - 60, exact + 60) if day != exact}
    outcome = scheduler.outcomes(state, now, load)[grade]
    assert not isinstance(outcome, Reviewing) or outcome.due_day == exact
    return outcome
