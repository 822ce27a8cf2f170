from __future__ import annotations

import pytest

from quizapp.domain.memory import Grade
from quizapp.scheduling.steps import Wait, first_wait, next_wait

AGAIN, HARD, GOOD, EASY = Grade
MINUTE, HOUR = 60, 3600
TWO, THREE = (MINUTE, 10 * MINUTE), (MINUTE, 10 * MINUTE, HOUR)


@pytest.mark.parametrize(
    ("steps", "step", "waits"),
    [
        ((), 0, (None, None, None, None)),
        ((MINUTE,), 0, (Wait(60, 0), Wait(90, 0), None, None)),
        (TWO, 0, (Wait(60, 0), Wait(330, 0), Wait(600, 1), None)),
        (TWO, 1, (Wait(60, 0), Wait(600, 1), None, None)),
        (THREE, 0, (Wait(60, 0), Wait(330, 0), Wait(600, 1), None)),
        (THREE, 1, (Wait(60, 0), Wait(600, 1), Wait(3600, 2), None)),
        (THREE, 2, (Wait(60, 0), Wait(3600, 2), None, None)),
        ((1, 2), 0, (Wait(1, 0), Wait(2, 0), Wait(2, 1), None)),
        (TWO, 7, (Wait(60, 0), Wait(600, 1), None, None)),
        (TWO, -1, (Wait(60, 0), Wait(330, 0), Wait(600, 1), None)),
    ],
)
def test_the_wait_after_each_grade(
    steps: tuple[int, ...], step: int, waits: tuple[Wait | None, ...]
) -> None:
    """None leaves the steps; a step that the settings no longer have is the nearest one."""
    assert tuple(next_wait(steps, step, grade) for grade in Grade) == waits


def test_a_card_starts_on_the_first_step_if_there_is_one() -> None:
    assert first_wait(THREE) == Wait(60, 0)
    assert first_wait(()) is None
