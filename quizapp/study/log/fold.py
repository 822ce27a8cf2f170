"""From events to the state of a card and the sums of a study day.

A card's state depends on its own events only. Stability and difficulty are computed from grades and
days. Due time, phase and step are read from the event, which recorded them when the answer was
given: changed settings, time zones or load never rewrite the past.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias, assert_never

from quizapp.domain.event import (
    Buried,
    CardPayload,
    Event,
    Marked,
    QuizChange,
    Reset,
    Reviewed,
    Suspended,
    Undone,
)
from quizapp.domain.memory import (
    Answered,
    CardState,
    Day,
    Grade,
    Learning,
    Memory,
    New,
    Relearning,
    Reviewing,
)
from quizapp.scheduling.memory_model import Strength, recall_on, strengthened
from quizapp.study.log.day_sums import NOTHING, DaySums

Model: TypeAlias = Callable[[Memory, Grade, Day], Strength]


def state_after(state: CardState, event: Event, model: Model = strengthened) -> CardState:
    """The state of a card after one more of its events."""
    payload = event.payload
    if not isinstance(payload, CardPayload):
        return state
    match payload:
        case Reviewed():
            after = _reviewed(state, payload, event.day, model)
        case Suspended():
            after = replace(state, suspended=payload.on)
        case Buried():
            after = replace(state, buried=event.day)
        case Marked():
            after = replace(state, marked=payload.on)
        case Reset():
            after = CardState(marked=state.marked)
        case _:
            assert_never(payload)
    return after.touched(max(state.at, event.at))


def _reviewed(state: CardState, payload: Reviewed, day: Day, model: Model) -> CardState:
    forgot = isinstance(state.memory, Reviewing) and payload.grade is Grade.AGAIN
    strength = model(state.memory, payload.grade, day)
    seen = day if isinstance(state.memory, New) else Day(max(day, state.memory.day))
    return replace(
        state,
        memory=_memory(strength, seen, payload),
        reps=state.reps + 1,
        lapses=state.lapses + forgot,
        suspended=state.suspended or bool(payload.suspends),
        buried=None,
    )


def state_after_quiz(
    state: CardState, change: QuizChange, event: Event, model: Model = strengthened
) -> CardState:
    """The state of a card after a quiz was applied: at most once a day, never for a new card."""
    touched = state.touched(max(state.at, event.at))
    memory = state.memory
    if isinstance(memory, New) or state.quizzed == event.day:
        return touched
    if change.phase is None:
        sooner = min(memory.due, change.due)
        return replace(touched, memory=replace(memory, due=sooner), quizzed=event.day)
    if memory.day >= event.day:
        return touched
    strength = model(memory, Grade.GOOD, event.day)
    good = _memory(strength, event.day, change)
    return replace(touched, memory=good, reps=state.reps + 1, quizzed=event.day)


def _memory(strength: Strength, day: Day, payload: Reviewed | QuizChange) -> Answered:
    match payload.phase:
        case "learning":
            return Learning(*strength, day, payload.due, payload.step or 0)
        case "relearning":
            return Relearning(*strength, day, payload.due, payload.step or 0)
        case _:
            return Reviewing(*strength, day, payload.due)


def sums_of(before: CardState, event: Event) -> DaySums:
    """What one event adds to the sums of its day, given the card's state before it."""
    payload = event.payload
    if not isinstance(payload, Reviewed):
        return NOTHING
    memory = before.memory
    tested = isinstance(memory, Reviewing)
    expected = 0.0
    if isinstance(memory, Reviewing):
        expected = recall_on(memory, event.day)
    return DaySums(
        new=int(isinstance(before.memory, New)),
        again=int(payload.grade is Grade.AGAIN),
        hard=int(payload.grade is Grade.HARD),
        good=int(payload.grade is Grade.GOOD),
        easy=int(payload.grade is Grade.EASY),
        ms=payload.ms,
        tested=int(tested),
        recalled=int(tested and payload.grade is not Grade.AGAIN),
        predicted=round(1000 * expected),
    )


def counting(events: Iterable[Event]) -> list[Event]:
    """The events that count: those not undone by an undo that itself counts.

    Only ids matter, not the order. Each undo names one event, so a chain of undos ends at one
    that is not undone itself, or in a cycle; the undos of a cycle do nothing.
    """
    known = list(events)
    undos: dict[str, list[str]] = {}
    for event in known:
        if isinstance(event.payload, Undone):
            undos.setdefault(event.payload.of, []).append(event.id)
    if not undos:
        return known
    void = _void(undos)
    return [event for event in known if event.id not in void]


def _void(undos: Mapping[str, list[str]]) -> set[str]:
    """The ids of the undone events, from the undos that are not undone themselves.

    An undo is decided once all undos that name it are decided. Undos in a cycle, or named by one
    that is never decided, are never decided either, and so undo nothing.
    """
    target = {undo: of for of, names in undos.items() for undo in names}
    open_ones = {undo: len(undos.get(undo, ())) for undo in target}
    ready = [undo for undo, waiting in open_ones.items() if waiting == 0]
    void: set[str] = set()
    while ready:
        undo = ready.pop()
        of = target[undo]
        if undo not in void:
            void.add(of)
        if of in open_ones:
            open_ones[of] -= 1
            if open_ones[of] == 0:
                ready.append(of)
    return void
