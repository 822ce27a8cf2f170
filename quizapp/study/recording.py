"""What happened, handed to the store with the study day it happened on."""

from __future__ import annotations

from quizapp.domain.event import EventPayload
from quizapp.domain.memory import Day
from quizapp.study.agenda import calendar_of
from quizapp.study.ports import Desk, Receipt


def record(desk: Desk, payload: EventPayload) -> Receipt:
    """Hand what happened to the store."""
    return desk.store.record(today_of(desk), payload)


def today_of(desk: Desk) -> Day:
    """The study day it is."""
    return calendar_of(desk.store.progress, desk.zone).day(desk.clock.now())
