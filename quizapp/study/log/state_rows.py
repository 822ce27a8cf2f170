"""Card states as rows of plain values, in the order of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from quizapp.domain.memory import (
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
    memory = state.memory
    flags = (
        *(state.reps, state.lapses, state.at),
        *(state.suspended, state.buried, state.marked, state.quizzed),
    )
    if isinstance(memory, New):
        return ("new", None, None, None, None, None, *flags)
    step = None if isinstance(memory, Reviewing) else memory.step
    strength = (memory.stability, memory.difficulty, memory.day, memory.due, step)
    return (phase_of(memory), *strength, *flags)


def state_from(row: Sequence[object]) -> CardState:
    """A state from plain values. Raises InvalidStates, or TypeError or ValueError."""
    phase, stability, difficulty, day, due, step, *flags = row
    reps, lapses, at, suspended, buried, marked, quizzed = flags
    return CardState(
        _memory(phase, stability, difficulty, day, due, step),
        integer(reps),
        integer(lapses),
        integer(at),
        bool(suspended),
        None if buried is None else Day(integer(buried)),
        bool(marked),
        None if quizzed is None else Day(integer(quizzed)),
    )


def _memory(
    phase: object, stability: object, difficulty: object, day: object, due: object, step: object
) -> Memory:
    if phase == "new":
        return New()
    strength = (Days(positive(stability)), positive(difficulty))
    when = (Day(integer(day)), Seconds(integer(due)))
    match phase:
        case "learning":
            return Learning(*strength, *when, integer(step))
        case "relearning":
            return Relearning(*strength, *when, integer(step))
        case "review":
            return Reviewing(*strength, *when)
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
