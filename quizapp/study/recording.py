"""Recording what happened, with the study day it happened on."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.event import EventPayload, Undone
from quizapp.errors import NotEdited
from quizapp.study.ports import Desk, Receipt


def record(desk: Desk, payload: EventPayload) -> Receipt:
    """Record an event on today's study day."""
    return desk.store.record(desk.today(), payload)


def record_before_write(desk: Desk, payload: EventPayload) -> Receipt:
    """Record an event that a write to a deck file waits for.

    Raises NotEdited if it can't be saved.
    """
    receipt = record(desk, payload)
    if not receipt.is_saved:
        undo_all(desk, [receipt.event.id])
        raise NotEdited(f"not saved: the progress can't be written: {receipt.problem}")
    return receipt


def undo_all(desk: Desk, events: Sequence[str]) -> None:
    """Undo events one by one, the last one first."""
    for event in reversed(events):
        record(desk, Undone(event))
