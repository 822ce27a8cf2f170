"""The stamp of an event: its id, time and device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizapp.domain.event import CardPayload, Event, EventPayload
from quizapp.domain.memory import Day
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.log.progress import CLOCK_SLACK, Progress
from quizapp.study.ports import Clock

FARTHEST = 10**17
"""Milliseconds: a time that no clock shows; a later time does not affect that of new events."""


@dataclass(frozen=True, slots=True)
class Stamper:
    """The source of an event's id, device and times; ids never depend on a seed."""

    device: str
    clock: Clock
    new_id: Callable[[], str]
    calendar: StudyCalendar

    def stamp(self, day: Day, payload: EventPayload, progress: Progress) -> Event:
        """The event, dated after the newest one unless that is absurdly far in the future.

        It always follows the newest event of its card, or a card answered while the clock was wrong
        could never be learnt again.
        """
        now = self.clock.now()
        at, last = int(now.timestamp() * 1000), 0
        if isinstance(payload, CardPayload):
            last = progress.states[payload.card].at
        if progress.newest <= at + CLOCK_SLACK:
            at = max(at, progress.newest + 1)
        if last < FARTHEST:
            at = max(at, last + 1)
        serial = progress.serials.get(self.device, 0) + 1
        offset = self.calendar.offset(now)
        return Event(self.new_id(), at, day, offset, self.device, payload, serial)
