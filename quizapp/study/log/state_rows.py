"""Card states as rows of plain values, in the order of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from quizapp.domain.memory import (
    AnsweredGap,
    CardState,
    Day,
    Days,
    Learning,
    Memory,
    New,
    Relearning,
    Reviewing,
    Seconds,
    phase_of,
)
from quizapp.errors import InvalidStates

Row: TypeAlias = tuple[object, ...]
LARGEST = 2**63


def row_of(state: CardState) -> Row:
    """A state as plain values, in the order of `COLUMNS`."""
    gap = state.gap
    return (
        *_memory_row(state.memory),
        *(state.reps, state.lapses, state.at, state.last, state.history),
        *(state.suspended, state.buried, state.marked, state.quizzed),
        *(state.announced, state.leech_suspended),
        None if gap is None else f"{gap.of} {gap.answer}",
    )


def _memory_row(memory: Memory) -> Row:
    match memory:
        case New():
            return ("new", None, None, None, None, None, None)
        case Reviewing():
            dates: Row = (None, memory.due_day, None)
        case _:
            dates = (memory.due, None, memory.step)
    return (phase_of(memory), memory.stability, memory.difficulty, memory.day, *dates)


def state_from(row: Sequence[object]) -> CardState:
    """A state from plain values. Raises InvalidStates, or TypeError or ValueError."""
    reps, lapses, at, last, history, *flags = row[_OF_MEMORY:]
    suspended, buried, marked, quizzed, *leech, gap = flags
    announced, leech_suspended = leech
    return CardState(
        _memory(row[:_OF_MEMORY]),
        integer(reps),
        integer(lapses),
        integer(at),
        None if last is None else str(last),
        integer(history),
        bool(suspended),
        None if buried is None else Day(integer(buried)),
        bool(marked),
        None if quizzed is None else Day(integer(quizzed)),
        integer(announced),
        integer(leech_suspended),
        gap_from(gap),
    )


_OF_MEMORY = 7
"""The first columns describe the memory, the others the card."""


def gap_from(value: object) -> AnsweredGap | None:
    """A gap from its plain value: how many there are, and its answer. Raises InvalidStates."""
    if value is None:
        return None
    count, _, answer = str(value).partition(" ")
    if not (count.isascii() and count.isdecimal() and len(count) < 10):
        raise InvalidStates
    return AnsweredGap(answer, int(count))


def _memory(row: Sequence[object]) -> Memory:
    phase, stability, difficulty, day, due, due_day, step = row
    if phase == "new":
        return New()
    strength = (Days(positive(stability)), positive(difficulty), Day(integer(day)))
    match phase:
        case "learning":
            return Learning(*strength, Seconds(integer(due)), integer(step))
        case "relearning":
            return Relearning(*strength, Seconds(integer(due)), integer(step))
        case "review":
            return Reviewing(*strength, Day(integer(due_day)))
        case _:
            raise InvalidStates


def integer(value: object) -> int:
    """A whole number of at most 64 bits. Raises InvalidStates."""
    if not isinstance(value, int) or not -LARGEST <= value <= LARGEST:
        raise InvalidStates
    return value


def positive(value: object) -> float:
    """A number above zero. Raises InvalidStates."""
    if not isinstance(value, int | float) or not 0 < value <= LARGEST:
        raise InvalidStates
    return float(value)
