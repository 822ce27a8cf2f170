"""What was done with one card, from the first answer on."""

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
from quizapp.domain.memory import CardState, Day, Grade, New, Seconds, Seen
from quizapp.scheduling.memory_model import recall_on, strengthened
from quizapp.scheduling.study_day import iso_day
from quizapp.scheduling.wording import length_in_words
from quizapp.study.log.fold import Model, state_after, state_after_quiz
from quizapp.study.log.progress import in_order


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that was done with a card, and still counts."""

    at: int
    """Milliseconds since 1970."""
    day: Day
    what: str
    """`again`, `hard`, `good` or `easy` for an answer; else `suspended`, `let in`, `buried`,
    `marked`, `unmarked`, `reset`, `quiz`."""
    ms: int | None = None
    """How long the answer took."""
    recall: float | None = None
    """How likely it was to be recalled, just before; None if it was new."""
    due: Seconds | None = None
    """When it was to come back."""


def history(card: str, events: Iterable[Event], model: Model = strengthened) -> list[Past]:
    """The past of a card, oldest first, from its events in any order, undos among them."""
    state = CardState()
    found: list[Past] = []
    applied: set[str] = set()
    for event in in_order(events):
        if isinstance(event.body, QuizApplied):
            if event.body.attempt in applied:
                continue  # An attempt takes effect once, the first time.
            applied.add(event.body.attempt)
        before, state = state, _after(card, state, event, model)
        found.extend(_past(card, event, before, state))
    return found


def past_words(past: Past) -> str:
    """`2026-11-03  good        5.2 s  recall 87%   back in 8 days`."""
    took = "" if past.ms is None else f"{past.ms / 1000:.1f} s"
    known = "" if past.recall is None else f"recall {past.recall:.0%}"
    back = "" if past.due is None else f"back in {length_in_words(past.due - past.at / 1000)}"
    return f"{iso_day(past.day)}  {past.what:<9} {took:>7}  {known:<11}  {back}".rstrip()


def _after(card: str, state: CardState, event: Event, model: Model) -> CardState:
    if isinstance(event.body, QuizApplied):
        for change in _changes(card, event.body):
            state = state_after_quiz(state, change, event, model)
        return state
    return state_after(state, event, model) if getattr(event.body, "card", "") == card else state


def _past(card: str, event: Event, before: CardState, after: CardState) -> Iterator[Past]:
    body = event.body
    if isinstance(body, QuizApplied):
        if any(_changes(card, body)) and after.memory != before.memory:
            yield Past(event.at, event.day, "quiz", due=_due(after))
        return
    if getattr(body, "card", "") != card:
        return
    match body:
        case Reviewed():
            what = Grade(body.grade).name.lower()
            known = _recall(before, event.day)
            yield Past(event.at, event.day, what, body.ms, known, _due(after))
        case Suspended():
            yield Past(event.at, event.day, "suspended" if body.on else "let in")
        case Buried():
            yield Past(event.at, event.day, "buried")
        case Marked():
            yield Past(event.at, event.day, "marked" if body.on else "unmarked")
        case Reset():
            yield Past(event.at, event.day, "reset")
        case _:
            return


def _changes(card: str, body: QuizApplied) -> Iterator[QuizChange]:
    return (change for change in body.changes if change.card == card)


def _recall(state: CardState, day: Day) -> float | None:
    memory = state.memory
    return None if isinstance(memory, New) else recall_on(memory, day)


def _due(state: CardState) -> Seconds | None:
    memory: New | Seen = state.memory
    return None if isinstance(memory, New) else memory.due
