"""Recording what happened, with the study day it happened on."""

from __future__ import annotations

from quizapp.domain.event import EventPayload
from quizapp.study.ports import Desk, Receipt


def record(desk: Desk, payload: EventPayload) -> Receipt:
    """Record an event on today's study day."""
    return desk.store.record(desk.today(), payload)
