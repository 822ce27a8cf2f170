"""The law of the quiz's clock: stops are not counted, slowness is, and a held key says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.quiz.timer import GUARD, LONGEST_STEP, TICK, KeyGuard, Stopwatch

Looks = list[float]


class CountsWholeGaps(Stopwatch):
    """A wrong one: a laptop that slept for an hour has used an hour."""

    def ticked(self, now: float) -> Stopwatch:
        used = self.used if self.since is None else self.used + now - self.since
        return CountsWholeGaps(used, now)


class CountsTicks(Stopwatch):
    """A wrong one: a late tick is charged like one in time."""

    def ticked(self, now: float) -> Stopwatch:
        return CountsTicks(self.used + TICK, now)


def used(watch: Stopwatch, looks: Looks) -> float:
    now = 0.0
    watch = watch.started(now)
    for step in looks:
        now += step
        watch = watch.ticked(now)
    return watch.used


def check_a_stop_costs_a_second_at_most(watch: Stopwatch) -> None:
    assert used(watch, [TICK] * 10 + [5.0] + [TICK] * 10) <= 2.0 + LONGEST_STEP + 1e-9


def check_slowness_is_counted(watch: Stopwatch) -> None:
    assert used(watch, [0.4] * 10) == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (check_a_stop_costs_a_second_at_most, CountsWholeGaps),
        (check_slowness_is_counted, CountsTicks),
    ],
)
def test_time_used(check: Callable[[Stopwatch], None], wrong: type[Stopwatch]) -> None:
    check(Stopwatch())
    with pytest.raises(AssertionError):
        check(wrong())


@given(st.lists(st.floats(0, 5)))
def test_time_used_is_the_sum_of_short_steps(looks: Looks) -> None:
    assert used(Stopwatch(), looks) == pytest.approx(sum(min(step, 1.0) for step in looks))


@given(st.lists(st.floats(-3600, 3600)))
def test_a_clock_that_goes_back_never_gives_time_back(looks: Looks) -> None:
    watch, now, before = Stopwatch().started(0.0), 0.0, 0.0
    for step in looks:
        now += step
        watch = watch.ticked(now)
        assert watch.used >= before
        before = watch.used


def test_a_stopped_watch_stands_still() -> None:
    watch = Stopwatch(3.0).started(10.0).stopped(10.5)
    assert watch.ticked(99.0).used == 3.5


@dataclass(frozen=True, slots=True)
class OpensByItself(KeyGuard):
    """A wrong one: an ignored key does not restart the time."""

    def closed(self, now: float) -> KeyGuard:
        return self if self.opens > 0 else OpensByItself(now + GUARD)


def passes(guard: KeyGuard, keys: list[float]) -> int:
    """How many of the keys get through, the first of them closing the guard."""
    guard, count = guard.closed(keys[0]), 0
    for now in keys[1:]:
        if guard.may_pass(now):
            count += 1
        guard = guard.closed(now)
    return count


def test_a_held_key_never_gets_through() -> None:
    held = [number / 30 for number in range(300)]
    assert passes(KeyGuard(), held) == 0
    assert passes(OpensByItself(), held) > 0


def test_a_key_after_a_moment_gets_through() -> None:
    assert passes(KeyGuard(), [0.0, GUARD]) == 1
    assert passes(KeyGuard(), [0.0, GUARD - 0.01]) == 0
