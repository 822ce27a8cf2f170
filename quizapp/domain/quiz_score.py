"""Points: the quicker a right answer the more, and more again for some in a row."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.event import QuizAnswered
from quizapp.domain.quiz_setup import RIGHT, QuizSetup

MOST = 1000
A_STEP = 100
"""Points more for each right answer in a row before this one."""
MOST_BONUS = 500


def speed_points(setup: QuizSetup, seconds: float, allowed: float) -> int:
    """The points of a right answer, by its time alone.

    From 1000 at once down to 500 at the last moment allowed: round(1000 × (1 − t/T/2)).
    """
    if not setup.points:
        return 0
    share = min(max(seconds / allowed, 0.0), 1.0) if allowed > 0 else 1.0
    return round(MOST * (1 - share / 2))


def bonus(setup: QuizSetup, run: int) -> int:
    """Points more for a right answer after so many others in a row."""
    return min(A_STEP * run, MOST_BONUS) if setup.points and setup.bonus else 0


def total_points(setup: QuizSetup, answers: Mapping[int, QuizAnswered]) -> int:
    """All points of an attempt, from its answers as they stand and in the order of its questions.

    The bonus is not kept with an answer: an answer before it may still be changed.
    """
    total = run = 0
    for place in sorted(answers):
        if answers[place].result == RIGHT:
            total += answers[place].points + bonus(setup, run)
            run += 1
        else:
            run = 0
    return total


def run_before(answers: Mapping[int, QuizAnswered], place: int) -> int:
    """Right answers in a row just before a question."""
    run = 0
    for other in sorted((other for other in answers if other < place), reverse=True):
        if answers[other].result != RIGHT:
            break
        run += 1
    return run
