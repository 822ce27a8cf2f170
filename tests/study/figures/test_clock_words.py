from __future__ import annotations

import pytest

from quizapp.domain.memory import Day
from quizapp.study.figures.clock_words import clock_words
from quizapp.study.log.day_sums import DaySums

TODAY = Day(20514)
CURE = "'runquiz undo --after 2026-03-04' undoes those written here"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({}, ""),
        ({0: 3, -400: 9}, ""),
        ({1: 3}, ""),
        ({2: 1}, f"1 answer is dated 2 days ahead of your clock; {CURE}"),
        ({2: 1, 9: 2}, f"3 answers are dated up to 9 days ahead of your clock; {CURE}"),
        ({7: 0}, ""),
        ({-20514: 1}, "1 answer is dated before the year 2000, by a clock that was not set"),
        ({-9557: 2}, ""),
        ({-9558: 2}, "2 answers are dated before the year 2000, by a clock that was not set"),
    ],
)
def test_answers_far_from_the_clock_are_named(days: dict[int, int], said: str) -> None:
    """By how many days each is away from today; undone answers leave a day without any."""
    sums = {Day(TODAY + away): DaySums(good=count) for away, count in days.items()}
    assert clock_words(sums, TODAY) == said
