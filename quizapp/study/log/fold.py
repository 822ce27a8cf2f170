"""From events to the state of a card and the sums of a study day.

A card's state depends on its own events only. Stability and difficulty are computed from grades and
days. Phase, step and due day are read from the event, which recorded them when the answer was
given, as long as they were chosen for the memory that the card had: changed settings, time zones or
load never rewrite the past. Where another event came in between, which happens when logs are
merged, they are computed from the memory as it is now known.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from quizapp.domain.event import (
    Buried,
    CardPayload,
    DueSet,
    Event,
    Marked,
    Moved,
    Reset,
    Reviewed,
    Suspended,
)
from quizapp.domain.memory import (
    LEECH_LAPSES,
    Answered,
    AnsweredGap,
    CardState,
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
from quizapp.domain.quiz_events import UNSTATED, QuizChange
from quizapp.domain.settings import DEFAULT_SETTINGS, Settings
from quizapp.scheduling.memory_model import Strength, interval, recall_on, strengthened
from quizapp.scheduling.scheduler import Scheduler
from quizapp.scheduling.spreading import span
from quizapp.scheduling.study_day import LAST_DAY, StudyCalendar, day_in, fixed_zone
from quizapp.study.log.day_sums import NOTHING, DaySums

Model: TypeAlias = Callable[[Memory, Grade, Day], Strength]

_DAY_MS = 86_400_000
_CENTURY_MS = 36_525 * _DAY_MS
"""An event that claims a study day further than this from its own time is not believed."""
LEAST_RECALL, MOST_RECALL = Probability(0.70), Probability(0.99)
"""The lowest and the highest target recall that can be set."""


_GRADED = dict(zip(Grade, ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)), strict=True))
"""An answer of each grade, counted by grade."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force at a place of the log."""

    settings: Settings = DEFAULT_SETTINGS
    model: Model = strengthened

    def scheduler(self, event: Event) -> Scheduler:
        """The scheduler for an event, where and when it was written: the same on every machine."""
        return Scheduler(
            self.settings, StudyCalendar(self.settings.rollover, fixed_zone(event.offset))
        )


RULES_AT_FIRST = Rules()


def day_of(event: Event) -> Day:
    """The study day of an event; that of its time if it claims one that can't be true."""
    if abs(event.day * _DAY_MS - event.at) <= _CENTURY_MS:
        return event.day
    return day_in(event.at // 1000, event.offset)


def state_after(state: CardState, event: Event, rules: Rules = RULES_AT_FIRST) -> CardState:
    """The state of a card after one more of its events."""
    payload = event.payload
    if isinstance(payload, Reviewed):
        return _reviewed(state, payload, event, rules)
    if not isinstance(payload, CardPayload):
        return state
    match payload:
        case Suspended():
            buried = state.buried if payload.on else None
            after = replace(state, suspended=payload.on, buried=buried)
        case Buried():
            after = replace(state, buried=day_of(event) if payload.on else None)
        case Marked():
            after = replace(state, marked=payload.on)
        case DueSet():
            after = _moved(state, payload.due_day)
        case Reset():
            history = _history(state, event)
            after = CardState(marked=state.marked, last=event.id, history=history)
        case _:
            assert_never(payload)
    return after.touched(max(state.at, event.at))


def _reviewed(state: CardState, payload: Reviewed, event: Event, rules: Rules) -> CardState:
    forgot = isinstance(state.memory, Reviewing) and payload.grade is Grade.AGAIN
    lapses = state.lapses + forgot
    was_announced = payload.leech or (forgot and lapses == LEECH_LAPSES)
    gap = None if payload.gap is None else AnsweredGap(payload.gap, payload.gaps or 1)
    # Not `replace`, which takes three times as long: a log of many years is folded here.
    return CardState(
        memory=_memory_after(state, payload.grade, payload, event, rules),
        reps=state.reps + 1,
        lapses=lapses,
        at=max(state.at, event.at),
        last=event.id,
        history=_history(state, event),
        suspended=state.suspended or bool(payload.suspends),
        buried=None,
        marked=state.marked,
        quizzed=state.quizzed,
        announced=lapses if was_announced else state.announced,
        leech_suspended=lapses if payload.suspends else state.leech_suspended,
        gap=gap or state.gap,
    )


def state_after_quiz(
    state: CardState, change: QuizChange, event: Event, rules: Rules = RULES_AT_FIRST
) -> CardState:
    """The state of a card after a quiz was applied: at most once a day, never for a new card."""
    touched = state.touched(max(state.at, event.at))
    memory, day = state.memory, day_of(event)
    if isinstance(memory, New) or state.quizzed == day:
        return touched
    if change.phase is None:
        due_day = _recorded_day(change, event)
        sooner = min(memory.due_day, due_day) if isinstance(memory, Reviewing) else due_day
        moved = _moved(touched, sooner)
        return replace(moved, quizzed=day, last=event.id, history=_history(state, event))
    if memory.day >= day:
        return touched
    good = _memory_after(state, Grade.GOOD, change, event, rules)
    return replace(
        touched,
        memory=good,
        reps=state.reps + 1,
        quizzed=day,
        last=event.id,
        history=_history(state, event),
    )


def state_after_move(state: CardState, change: Moved, event: Event) -> CardState:
    """The state of a card after its due day was computed again, if that still fits its memory."""
    touched = state.touched(max(state.at, event.at))
    return _moved(touched, change.due_day) if _is_known(state, change) else touched


def _moved(state: CardState, due_day: Day) -> CardState:
    """Another due day for a card in review; a card on its steps is due soon anyway."""
    if not isinstance(state.memory, Reviewing):
        return state
    return replace(state, memory=replace(state.memory, due_day=_existing(due_day)))


def _memory_after(
    state: CardState, grade: Grade, payload: Reviewed | QuizChange, event: Event, rules: Rules
) -> Answered:
    """The memory after a graded answer."""
    memory, day = state.memory, day_of(event)
    seen = day if isinstance(memory, New) else Day(max(day, memory.day))
    counted = seen
    if isinstance(memory, Learning | Relearning) and memory.day == seen - 1:
        counted = rules.scheduler(event).day_counted(memory, seen, event.at / 1000)
    strength = rules.model(memory, grade, counted)
    recorded = _recorded(strength, seen, payload, event)
    if not _holds(state, recorded, payload, rules.settings):
        outcomes = rules.scheduler(event).outcomes_on(seen, memory, event.at / 1000, {})
        return replace(
            outcomes[grade], stability=strength.stability, difficulty=strength.difficulty
        )
    return recorded


def _recorded(
    strength: Strength, day: Day, payload: Reviewed | QuizChange, event: Event
) -> Answered:
    """The memory with the phase, step and due day that an event recorded."""
    due, step = Seconds(payload.due or 0), payload.step or 0
    match payload.phase:
        case "learning":
            return Learning(*strength, day, due, step)
        case "relearning":
            return Relearning(*strength, day, due, step)
        case _:
            return Reviewing(*strength, day, _recorded_day(payload, event))


def _recorded_day(payload: Reviewed | QuizChange, event: Event) -> Day:
    """The due day that an event recorded; format 1 recorded the moment at which it started."""
    if payload.due_day is not None:
        return _existing(payload.due_day)
    return day_in(payload.due or 0, event.offset)


def _existing(day: int) -> Day:
    return Day(min(max(day, 0), LAST_DAY))


def _holds(
    state: CardState, recorded: Answered, payload: Reviewed | QuizChange, settings: Settings
) -> bool:
    """Whether what an event recorded was chosen for the memory that the card then had.

    Format 1 does not say: its due days hold unless no target recall could have led to them.
    """
    if payload.after != UNSTATED:
        return _is_known(state, payload)
    if not isinstance(recorded, Reviewing):
        return True
    longest = settings.longest_interval
    soonest, _ = span(interval(recorded.stability, MOST_RECALL, longest), longest)
    _, latest = span(interval(recorded.stability, LEAST_RECALL, longest), longest)
    return soonest <= recorded.due_day - recorded.day <= latest


def _is_known(state: CardState, payload: Reviewed | QuizChange | Moved) -> bool:
    """Whether the one who wrote an event knew every event that has changed the memory before it.

    To compare the newest is not enough: others may have come before it, in a merge.
    """
    return payload.after == state.last and payload.history in {None, state.history}


def _history(state: CardState, event: Event) -> int:
    return zlib.crc32(event.id.encode("utf-8", "surrogatepass"), state.history)


def sums_of(before: CardState, event: Event) -> DaySums:
    """What one event adds to the sums of its day, given the card's state before it.

    A card in review is tested only by its first answer of a day: just after an answer everything is
    recalled.
    """
    payload = event.payload
    if not isinstance(payload, Reviewed):
        return NOTHING
    memory, grade = before.memory, payload.grade
    grades = _GRADED[grade]
    if isinstance(memory, New):
        return DaySums(1, *grades, payload.ms)
    day = day_of(event)
    if not isinstance(memory, Reviewing) or memory.day >= day:
        return DaySums(0, *grades, payload.ms)
    recalled = 0 if grade is Grade.AGAIN else 1
    predicted = round(1000 * recall_on(memory, day))
    return DaySums(0, *grades, payload.ms, 1, recalled, predicted)
