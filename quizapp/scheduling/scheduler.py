"""The scheduler: the outcomes of all four grades, computed before one is chosen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, assert_never

from quizapp.domain.memory import (
    Answered,
    Day,
    Grade,
    Learning,
    Memory,
    New,
    Probability,
    Relearning,
    Reviewing,
    Seconds,
)
from quizapp.domain.settings import Settings
from quizapp.scheduling.memory_model import Strength, interval, strengthened
from quizapp.scheduling.spreading import Load, spread
from quizapp.scheduling.steps import Wait, first_wait, next_wait
from quizapp.scheduling.study_day import StudyCalendar

GRADES = tuple(Grade)
"""A tuple: iterating over the enumeration itself is slower, and happens for every card shown."""

Outcomes: TypeAlias = Mapping[Grade, Answered]
"""The memory state after each grade; the screen shows, and an answer stores, this very value."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """The scheduling rules, for one set of settings and one calendar."""

    settings: Settings
    calendar: StudyCalendar

    def outcomes(self, memory: Memory, now: datetime, load: Load) -> Outcomes:
        """The next memory state for every grade.

        A better grade never brings a card back sooner, whatever the load and however near
        the rollover.
        """
        today = self.calendar.day(now)
        found: dict[Grade, Answered] = {}
        shortest = 0
        for grade in GRADES:
            strength = strengthened(memory, grade, today)
            wait = self._wait(memory, grade)
            if wait is None:
                days = self._days(strength, today, load, shortest)
                shortest = days
                found[grade] = Reviewing(
                    strength.stability, strength.difficulty, today, self._begins(today + days)
                )
            else:
                found[grade] = self._waiting(memory, strength, wait, today, now)
        return _in_order(found)

    def _wait(self, memory: Memory, grade: Grade) -> Wait | None:
        match memory:
            case New():
                return next_wait(self.settings.learning_steps, 0, grade)
            case Learning():
                return next_wait(self.settings.learning_steps, memory.step, grade)
            case Relearning():
                return next_wait(self.settings.relearning_steps, memory.step, grade)
            case Reviewing():
                forgot = grade is Grade.AGAIN
                return first_wait(self.settings.relearning_steps) if forgot else None
            case _:
                assert_never(memory)

    def _days(self, strength: Strength, today: Day, load: Load, shortest: int) -> int:
        longest = self.settings.longest_interval
        desired = Probability(self.settings.desired_recall / 1000)
        exact = interval(strength.stability, desired, longest)
        return spread(exact, today, load, shortest, longest)

    def _begins(self, day: int) -> Seconds:
        return self.calendar.begins(Day(day))

    def _waiting(
        self, memory: Memory, strength: Strength, wait: Wait, today: Day, now: datetime
    ) -> Answered:
        due = Seconds(math.ceil(now.timestamp() + wait.seconds))
        kind = Relearning if isinstance(memory, Reviewing | Relearning) else Learning
        return kind(strength.stability, strength.difficulty, today, due, wait.step)


def _in_order(found: dict[Grade, Answered]) -> Outcomes:
    """Shorten a step that would end after the due time of a better grade."""
    latest = found[Grade.EASY].due
    ordered: dict[Grade, Answered] = {}
    for grade in reversed(GRADES):
        memory = found[grade]
        latest = min(latest, memory.due)
        ordered[grade] = memory if memory.due == latest else replace(memory, due=latest)
    return {grade: ordered[grade] for grade in GRADES}
