"""The history of one card, from its first answer on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from quizapp.domain.event import (
    Buried,
    DueSet,
    Event,
    Marked,
    Moved,
    Rescheduled,
    Reset,
    Reviewed,
    SettingChanged,
    Suspended,
)
from quizapp.domain.memory import Answered, CardState, Day, Grade, New, Reviewing
from quizapp.domain.quiz_events import QuizApplied, QuizChange
from quizapp.scheduling.memory_model import recall_on, strengthened
from quizapp.scheduling.study_day import DAY_SECONDS, iso_day
from quizapp.scheduling.wording import length_in_words
from quizapp.study.log.fold import (
    Model,
    Rules,
    day_of,
    state_after,
    state_after_move,
    state_after_quiz,
)
from quizapp.study.log.progress import in_order
from quizapp.study.log.renames import cards_named

T = TypeVar("T", QuizChange, Moved)

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
    `unburied`, `marked`, `unmarked`, `reset`, `quiz`, `due date set`, `rescheduled`."""
    ms: int | None = None
    """How long the answer took."""
    recall: float | None = None
    """The predicted recall just before the answer; None if the card was new."""
    memory: Answered | None = None
    """The memory that followed, if it has changed."""


def history(card: str, events: Iterable[Event], model: Model = strengthened) -> list[HistoryEntry]:
    """The history of a card, oldest first, from its events and the undos in any order."""
    state, rules = CardState(), Rules(model=model)
    found: list[HistoryEntry] = []
    applied: set[str] = set()
    for event in in_order(events):
        payload = event.payload
        if isinstance(payload, SettingChanged):
            changed = rules.settings.with_value(payload.name, payload.value)
            rules = replace(rules, settings=changed)
        if isinstance(payload, QuizApplied):
            if payload.attempt in applied:
                continue  # Only the first application of an attempt takes effect.
            applied.add(payload.attempt)
        before, state = state, _after(card, state, event, rules)
        found.extend(_history(card, event, before, state))
    return found


def history_words(past: HistoryEntry) -> str:
    """`2026-11-03  good          5.2 s  recall 87%   back in 8 days`."""
    took = "" if past.ms is None else f"{past.ms / 1000:.1f} s"
    known = "" if past.recall is None else f"recall {past.recall:.0%}"
    back = "" if past.memory is None else f"back {_wait(past.memory, past)}"
    what = WHAT_WORDS.get(past.what, past.what)
    return f"{iso_day(past.day)}  {what:<11} {took:>7}  {known:<11}  {back}".rstrip()


def _wait(memory: Answered, past: HistoryEntry) -> str:
    """How long until the card came back."""
    if not isinstance(memory, Reviewing):
        return f"in {length_in_words(memory.due - past.at / 1000)}"
    days = memory.due_day - past.day
    return f"in {length_in_words(DAY_SECONDS * days)}" if days > 0 else "on that day"


def _after(card: str, state: CardState, event: Event, rules: Rules) -> CardState:
    payload = event.payload
    if isinstance(payload, QuizApplied):
        for change in _of_card(card, payload.changes):
            state = state_after_quiz(state, change, event, rules)
    elif isinstance(payload, Rescheduled):
        for move in _of_card(card, payload.changes):
            state = state_after_move(state, move, event)
    elif card in cards_named(payload):
        state = state_after(state, event, rules)
    return state


def _history(
    card: str, event: Event, before: CardState, after: CardState
) -> Iterator[HistoryEntry]:
    payload = event.payload
    if isinstance(payload, QuizApplied | Rescheduled):
        if after.memory != before.memory:
            what = "quiz" if isinstance(payload, QuizApplied) else "rescheduled"
            yield HistoryEntry(event.at, day_of(event), what, memory=_answered(after))
        return
    if card not in cards_named(payload):
        return
    match payload:
        case Reviewed():
            what = Grade(payload.grade).name.lower()
            day = day_of(event)
            yield HistoryEntry(
                event.at, day, what, payload.ms, _recall(before, day), _answered(after)
            )
        case DueSet():
            day, memory = day_of(event), _answered(after)
            yield HistoryEntry(event.at, day, "due date set", memory=memory)
        case Suspended() | Buried() | Marked() | Reset():
            yield HistoryEntry(event.at, day_of(event), _what(payload))
        case _:
            return


def _what(payload: Suspended | Buried | Marked | Reset) -> str:
    match payload:
        case Suspended():
            return "suspended" if payload.on else "let in"
        case Marked():
            return "marked" if payload.on else "unmarked"
        case Buried():
            return "buried" if payload.on else "unburied"
        case Reset():
            return "reset"


def _of_card(card: str, changes: Iterable[T]) -> Iterator[T]:
    return (change for change in changes if change.card == card)


def _recall(state: CardState, day: Day) -> float | None:
    memory = state.memory
    return None if isinstance(memory, New) else recall_on(memory, day)


def _answered(state: CardState) -> Answered | None:
    return None if isinstance(state.memory, New) else state.memory
