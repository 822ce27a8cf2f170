from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory import (
    Day,
    Days,
    Grade,
    Learning,
    Memory,
    New,
    Relearning,
    Reviewing,
    Seconds,
)
from quizapp.domain.settings import Settings
from quizapp.scheduling.scheduler import Scheduler
from quizapp.scheduling.spreading import span, spread
from quizapp.scheduling.study_day import StudyCalendar, date_of
from tests.world import MONDAY

CALENDAR = StudyCalendar(4, UTC)
SCHEDULER = Scheduler(Settings(), CALENDAR)
TODAY = CALENDAR.day(MONDAY)


def minutes(memory: Memory, scheduler: Scheduler = SCHEDULER) -> dict[Grade, float]:
    outcomes = scheduler.outcomes(memory, MONDAY, {})
    return {
        grade: (outcome.due - MONDAY.timestamp()) / 60
        for grade, outcome in outcomes.items()
        if not isinstance(outcome, Reviewing)
    }


def learning(step: int) -> Learning:
    return Learning(Days(2.3), 5.0, TODAY, Seconds(0), step)


def reviewing(stability: float = 10, ago: int = 10) -> Reviewing:
    """Due today."""
    return Reviewing(Days(stability), 5.0, Day(TODAY - ago), TODAY)


def test_a_new_card_waits_for_the_learning_steps() -> None:
    assert minutes(New()) == {Grade.AGAIN: 1, Grade.HARD: 5.5, Grade.GOOD: 10}


def test_hard_on_a_later_step_repeats_that_step_and_good_graduates() -> None:
    assert minutes(learning(1)) == {Grade.AGAIN: 1, Grade.HARD: 10}


def test_hard_on_a_single_step_waits_one_and_a_half_of_it() -> None:
    single = Scheduler(Settings(learning_steps=(600,)), CALENDAR)
    assert minutes(New(), single) == {Grade.AGAIN: 10, Grade.HARD: 15}


def test_a_step_that_no_table_has_is_the_nearest_that_it_has() -> None:
    assert minutes(learning(-9)) == minutes(learning(0))
    assert minutes(learning(99)) == minutes(learning(1))


def test_without_steps_every_grade_is_in_days() -> None:
    none = Scheduler(Settings(learning_steps=(), relearning_steps=()), CALENDAR)
    assert minutes(New(), none) == {}
    assert minutes(reviewing(), none) == {}


def test_a_forgotten_card_is_relearnt_and_the_others_come_back_in_days() -> None:
    outcomes = SCHEDULER.outcomes(reviewing(), MONDAY, {})
    kinds = [type(outcomes[grade]) for grade in Grade]
    assert kinds == [Relearning, Reviewing, Reviewing, Reviewing]
    assert minutes(reviewing()) == {Grade.AGAIN: 10}


def test_a_card_in_review_is_due_on_a_day_which_starts_at_the_rollover_of_the_viewer() -> None:
    outcome = SCHEDULER.outcomes(reviewing(), MONDAY, {})[Grade.GOOD]
    assert isinstance(outcome, Reviewing)
    for zone, rollover in (("Europe/Berlin", 4), ("Asia/Tokyo", 0), ("Pacific/Apia", 23)):
        calendar = StudyCalendar(rollover, ZoneInfo(zone))
        start = datetime.fromtimestamp(calendar.due_at(outcome), ZoneInfo(zone))
        assert (start.date(), start.hour) == (date_of(outcome.due_day), rollover)
        assert calendar.day(start) == outcome.due_day


def test_due_times_are_whole_seconds_rounded_up() -> None:
    now = MONDAY + timedelta(microseconds=1)
    outcome = SCHEDULER.outcomes(New(), now, {})[Grade.AGAIN]
    assert CALENDAR.due_at(outcome) == int(MONDAY.timestamp()) + 61


def test_a_step_never_reaches_past_the_morning_on_which_a_better_grade_returns() -> None:
    """Hard would wait for twelve hours, until 10:00; Good brings the card back at 04:00."""
    long = Scheduler(Settings(relearning_steps=(43200,)), CALENDAR)
    evening = MONDAY.replace(hour=22)
    memory = Relearning(Days(0.3), 9.0, TODAY, Seconds(0), 0)
    outcomes = long.outcomes(memory, evening, {})
    good = outcomes[Grade.GOOD]
    assert isinstance(good, Reviewing)
    assert good.due_day == TODAY + 1
    assert CALENDAR.due_at(outcomes[Grade.HARD]) == CALENDAR.begins(good.due_day)


def test_the_steps_of_one_night_are_one_day() -> None:
    """Good at 03:55 and at 04:06 is no proof that the card is known a day later."""
    first = SCHEDULER.outcomes(New(), MONDAY.replace(hour=3, minute=55), {})[Grade.GOOD]
    assert isinstance(first, Learning)
    night = SCHEDULER.outcomes(first, MONDAY.replace(hour=4, minute=6), {})[Grade.GOOD]
    assert isinstance(night, Reviewing)
    assert (night.day, night.due_day) == (TODAY, TODAY + 2)
    morning = SCHEDULER.outcomes(first, MONDAY.replace(hour=5, minute=6), {})[Grade.GOOD]
    assert isinstance(morning, Reviewing)
    assert morning.due_day >= TODAY + 6


def test_steps_of_the_evening_before_are_of_another_day() -> None:
    evening = MONDAY.replace(hour=1)
    first = SCHEDULER.outcomes(New(), evening, {})[Grade.GOOD]
    after = SCHEDULER.outcomes(first, MONDAY.replace(hour=4, minute=6), {})[Grade.GOOD]
    assert isinstance(after, Reviewing)
    assert after.due_day >= TODAY + 6


def test_a_good_on_time_gives_no_shorter_interval_than_the_last() -> None:
    """At a target recall of 99 %, an interval spread to four days was followed by three."""
    strict = Scheduler(Settings(desired_recall=990), CALENDAR)
    memory = Reviewing(Days(42), 9.9, Day(TODAY - 4), TODAY)
    full = {Day(TODAY + 4): 9}
    for grade, least in ((Grade.GOOD, 4), (Grade.EASY, 4)):
        outcome = strict.outcomes(memory, MONDAY, full)[grade]
        assert isinstance(outcome, Reviewing)
        assert outcome.due_day - TODAY >= least
    early = strict.outcomes(replace(memory, due_day=Day(TODAY + 1)), MONDAY, full)[Grade.GOOD]
    assert isinstance(early, Reviewing)
    assert early.due_day - TODAY == 3


def test_after_a_higher_target_recall_an_interval_may_be_shorter_than_the_last() -> None:
    strict = Scheduler(Settings(desired_recall=990), CALENDAR)
    memory = Reviewing(Days(100), 5.0, Day(TODAY - 100), TODAY)
    outcome = strict.outcomes(memory, MONDAY, {})[Grade.GOOD]
    assert isinstance(outcome, Reviewing)
    assert outcome.due_day - TODAY < 30


def test_the_least_loaded_day_of_the_range_is_taken() -> None:
    first, last = span(20, 36500)
    load = {Day(TODAY + days): 5 for days in range(first, last + 1)} | {Day(TODAY + last): 1}
    assert spread(20, TODAY, load, 0, 36500) == last


def test_a_tie_goes_to_the_nearest_day_and_then_to_the_later() -> None:
    assert spread(20, TODAY, {}, 0, 36500) == 20
    assert spread(20, TODAY, {Day(TODAY + 20): 1}, 0, 36500) == 21


def test_intervals_under_three_days_stay_where_they_are() -> None:
    assert [span(days, 36500) for days in (1, 2, 3)] == [(1, 1), (2, 2), (2, 4)]


def test_no_interval_is_longer_than_the_longest() -> None:
    short = Scheduler(Settings(longest_interval=30), CALENDAR)
    outcome = short.outcomes(reviewing(900, 900), MONDAY, {})[Grade.EASY]
    assert isinstance(outcome, Reviewing)
    assert outcome.due_day - TODAY == 30


memories = st.one_of(
    st.just(New()),
    st.builds(
        Reviewing,
        st.floats(0.01, 4000),
        st.floats(1, 10),
        st.integers(TODAY - 3000, TODAY + 3),
        st.integers(TODAY - 30, TODAY + 3),
    ),
    st.builds(
        Learning,
        st.floats(0.01, 100),
        st.floats(1, 10),
        st.integers(TODAY - 30, TODAY),
        st.just(0),
        st.integers(0, 5),
    ),
    st.builds(
        Relearning,
        st.floats(0.01, 100),
        st.floats(1, 10),
        st.integers(TODAY - 30, TODAY),
        st.just(0),
        st.integers(0, 5),
    ),
)
loads = st.dictionaries(st.integers(TODAY, TODAY + 400), st.integers(0, 50), max_size=60)
step_lists = st.lists(st.integers(1, 43200), max_size=4).map(lambda steps: tuple(sorted(steps)))


@given(memories, loads, st.integers(0, 86399), step_lists, step_lists, st.integers(700, 990))
def test_a_better_grade_never_comes_back_sooner_and_none_comes_back_before_now(
    memory: Memory,
    load: dict[Day, int],
    second: int,
    learning_steps: tuple[int, ...],
    relearning_steps: tuple[int, ...],
    desired: int,
) -> None:
    settings = Settings(desired, learning_steps, relearning_steps)
    now = MONDAY.replace(hour=0) + timedelta(seconds=second)
    outcomes = Scheduler(settings, CALENDAR).outcomes(memory, now, load)
    dues = [CALENDAR.due_at(outcomes[grade]) for grade in Grade]
    assert dues == sorted(dues)
    assert dues[0] >= now.timestamp()


@pytest.mark.parametrize(
    ("days", "least", "most"),
    [
        *((1, 1, 1), (2, 2, 2), (3, 2, 4), (5, 4, 6), (7, 5, 9), (8, 6, 10), (10, 8, 12)),
        *((20, 17, 23), (21, 18, 24), (30, 27, 33), (100, 93, 107), (365, 345, 385)),
    ],
)
def test_an_interval_moves_within_the_range_of_fsrs(days: int, least: int, most: int) -> None:
    """One day, and 15 % of what is over 2.5 days, 10 % over 7, 5 % over 20."""
    assert span(days, 36500) == (least, most)


def test_no_interval_moves_past_the_longest() -> None:
    assert span(100, 100) == (93, 100)
    assert span(100, 95) == (93, 95)
    assert span(100, 50) == (50, 50)
