"""The history of one card, from its first answer on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.domain.event import (
    Buried,
    Event,
    Marked,
    QuizApplied,
    QuizChange,
    Reset,
    Reviewed,
    Suspended,
)
from quizapp.domain.memory import Answered, CardState, Day, Grade, New, Seconds
from quizapp.scheduling.memory_model import recall_on, strengthened
from quizapp.scheduling.study_day import iso_day
from quizapp.scheduling.wording import length_in_words
from quizapp.study.log.fold import Model, state_after, state_after_quiz
from quizapp.study.log.progress import in_order

WHAT_WORDS = {"let in": "unsuspended"}
"""Words shown to people, where they differ from those in JSON."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event about a card that was not undone."""

    at: int
    """Milliseconds since 1970."""
    day: Day
    what: str
    """`again`, `hard`, `good` or `easy` for an answer; else `suspended`, `let in`, `buried`,
    `marked`, `unmarked`, `reset`, `quiz`."""
    ms: int | None = None
    """How long the answer took."""
    recall: float | None = None
    """The predicted recall just before the answer; None if the card was new."""
    due: Seconds | None = None
    """The due time that followed."""


def history(card: str, events: Iterable[Event], model: Model = strengthened) -> list[HistoryEntry]:
    """The history of a card, oldest first, from its events and the undos in any order."""
    state = CardState()
    found: list[HistoryEntry] = []
    applied: set[str] = set()
    for event in in_order(events):
        if isinstance(event.payload, QuizApplied):
            if event.payload.attempt in applied:
                continue  # Only the first application of an attempt takes effect.
            applied.add(event.payload.attempt)
        before, state = state, _after(card, state, event, model)
        found.extend(_history(card, event, before, state))
    return found


def history_words(past: HistoryEntry) -> str:
    """`2026-11-03  good          5.2 s  recall 87%   back in 8 days`."""
    took = "" if past.ms is None else f"{past.ms / 1000:.1f} s"
    known = "" if past.recall is None else f"recall {past.recall:.0%}"
    back = "" if past.due is None else f"back in {length_in_words(past.due - past.at / 1000)}"
    what = WHAT_WORDS.get(past.what, past.what)
    return f"{iso_day(past.day)}  {what:<11} {took:>7}  {known:<11}  {back}".rstrip()


def _after(card: str, state: CardState, event: Event, model: Model) -> CardState:
    if isinstance(event.payload, QuizApplied):
        for change in _changes(card, event.payload):
            state = state_after_quiz(state, change, event, model)
        return state
    return state_after(state, event, model) if getattr(event.payload, "card", "") == card else state


def _history(
    card: str, event: Event, before: CardState, after: CardState
) -> Iterator[HistoryEntry]:
    payload = event.payload
    if isinstance(payload, QuizApplied):
        if any(_changes(card, payload)) and after.memory != before.memory:
            yield HistoryEntry(event.at, event.day, "quiz", due=_due(after))
        return
    if getattr(payload, "card", "") != card:
        return
    match payload:
        case Reviewed():
            what = Grade(payload.grade).name.lower()
            known = _recall(before, event.day)
            yield HistoryEntry(event.at, event.day, what, payload.ms, known, _due(after))
        case Suspended() | Buried() | Marked() | Reset():
            yield HistoryEntry(event.at, event.day, _what(payload))
        case _:
            return


def _what(payload: Suspended | Buried | Marked | Reset) -> str:
    match payload:
        case Suspended():
            return "suspended" if payload.on else "let in"
        case Marked():
            return "marked" if payload.on else "unmarked"
        case Buried():
            return "buried"
        case Reset():
            return "reset"


def _changes(card: str, payload: QuizApplied) -> Iterator[QuizChange]:
    return (change for change in payload.changes if change.card == card)


def _recall(state: CardState, day: Day) -> float | None:
    memory = state.memory
    return None if isinstance(memory, New) else recall_on(memory, day)


def _due(state: CardState) -> Seconds | None:
    memory: New | Answered = state.memory
    return None if isinstance(memory, New) else memory.due
