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
    Days,
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
from quizapp.scheduling.spreading import Load, span, spread
from quizapp.scheduling.steps import Wait, first_wait, next_wait
from quizapp.scheduling.study_day import StudyCalendar

GRADES = tuple(Grade)
"""A tuple: iterating over the enumeration itself is slower, and happens for every card shown."""

NIGHT = 3600
"""Seconds: steps that end, and are answered, this close to the rollover belong to one day."""

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
        return self.outcomes_on(self.calendar.day(now), memory, now.timestamp(), load)

    def outcomes_on(self, today: Day, memory: Memory, now: float, load: Load) -> Outcomes:
        """The same for an answer at an instant (seconds since 1970) of a given study day."""
        found: dict[Grade, Answered] = {}
        shortest = 0
        counted = self.day_counted(memory, today, now)
        for grade in GRADES:
            strength = strengthened(memory, grade, counted)
            wait = self._wait(memory, grade)
            if wait is None:
                last_one = _completed(memory, grade, today)
                shortest = self._days(strength, today, load, shortest, last_one)
                found[grade] = Reviewing(*strength, today, Day(today + shortest))
            else:
                found[grade] = _waiting(memory, strength, wait, today, now)
        return self._in_order(found)

    def day_counted(self, memory: Memory, today: Day, now: float) -> Day:
        """The study day on which an answer counts for the memory.

        That is today, but steps around the rollover are one day: nobody has slept between them.
        """
        if isinstance(memory, Learning | Relearning) and memory.day == today - 1:
            rollover = self.calendar.begins(today)
            if memory.due >= rollover - NIGHT and now < rollover + NIGHT:
                return memory.day
        return today

    def rescheduled(self, memory: Reviewing, load: Load) -> Day:
        """The due day that a card in review would have under the settings in force now; its own, if
        these could have led to it.
        """
        first, last = span(self._exact(memory.stability), self.settings.longest_interval)
        if first <= memory.due_day - memory.day <= last:
            return memory.due_day
        strength = Strength(memory.stability, memory.difficulty)
        return Day(memory.day + self._days(strength, memory.day, load))

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

    def _days(
        self, strength: Strength, today: Day, load: Load, shortest: int = 0, last_one: int = 0
    ) -> int:
        """The interval from today on; `shortest` is that of the next worse grade, `last_one` that
        which an answer on time has completed.
        """
        longest = self.settings.longest_interval
        return spread(self._exact(strength.stability), today, load, shortest, longest, last_one)

    def _exact(self, stability: Days) -> int:
        """The interval without spreading."""
        desired = Probability(self.settings.desired_recall / 1000)
        return interval(stability, desired, self.settings.longest_interval)

    def _in_order(self, found: dict[Grade, Answered]) -> Outcomes:
        """Shorten a step that would end after a better grade would bring the card back."""
        latest = self.calendar.due_at(found[Grade.EASY])
        ordered: dict[Grade, Answered] = {}
        for grade in reversed(GRADES):
            memory = found[grade]
            if isinstance(memory, Reviewing):
                latest = min(latest, self.calendar.begins(memory.due_day))
            else:
                latest = min(latest, memory.due)
                memory = replace(memory, due=latest)
            ordered[grade] = memory
        return {grade: ordered[grade] for grade in GRADES}


def _completed(memory: Memory, grade: Grade, today: Day) -> int:
    """The interval that a Good or Easy on time has completed; 0 for any other answer."""
    if grade < Grade.GOOD or not isinstance(memory, Reviewing) or today < memory.due_day:
        return 0
    return memory.due_day - memory.day


def _waiting(
    memory: Memory, strength: Strength, wait: Wait, today: Day, now: float
) -> Learning | Relearning:
    due = Seconds(math.ceil(now + wait.seconds))
    kind = Relearning if isinstance(memory, Reviewing | Relearning) else Learning
    return kind(*strength, today, due, wait.step)
