"""Points of a quiz: more for a faster right answer, and a bonus for a streak of them."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.quiz_events import QuizAnswered
from quizapp.domain.quiz_setup import RIGHT, QuizSetup

MAX_POINTS = 1000
BONUS_STEP = 100
"""Bonus points for each right answer in a row before this one."""
MAX_BONUS = 500


def speed_points(setup: QuizSetup, seconds: float, allowed: float) -> int:
    """The points of a right answer for its time; a wrong answer earns none.

    From 1000 at once down to 500 at the last moment: round(1000 × (1 − t / T / 2)), where t is the
    time used and T the time allowed, both in seconds.
    """
    if not setup.points:
        return 0
    share = min(max(seconds / allowed, 0.0), 1.0) if allowed > 0 else 1.0
    return round(MAX_POINTS * (1 - share / 2))


def bonus(setup: QuizSetup, run: int) -> int:
    """Bonus points for a right answer that follows this many others in a row."""
    return min(BONUS_STEP * run, MAX_BONUS) if setup.points and setup.bonus else 0


def total_points(setup: QuizSetup, answers: Mapping[int, QuizAnswered]) -> int:
    """All points of an attempt, from its answers in the order of its questions.

    The bonus is not stored with an answer, because an earlier answer may still change.
    """
    total = run = 0
    for index in sorted(answers):
        if answers[index].result == RIGHT:
            total += answers[index].points + bonus(setup, run)
            run += 1
        else:
            run = 0
    return total


def streak_before(answers: Mapping[int, QuizAnswered], index: int) -> int:
    """How many questions in a row, just before this one, were answered right."""
    run = 0
    for other in sorted((other for other in answers if other < index), reverse=True):
        if answers[other].result != RIGHT:
            break
        run += 1
    return run
