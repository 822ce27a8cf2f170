"""The states of all cards, kept as columns: a hundred thousand load in the time of a blink.

A row becomes a `CardState` only when it is asked for, and what has changed since the load lies in a
dictionary above the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from quizapp.domain.memory import (
    FRESH,
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

Row: TypeAlias = tuple[object, ...]
Columns: TypeAlias = dict[str, list[object]]

COLUMNS = (
    "phase",
    "stability",
    "difficulty",
    "day",
    "due",
    "step",
    "reps",
    "lapses",
    "at",
    "suspended",
    "buried",
    "marked",
    "quizzed",
)


NEVER = -1


class States(Mapping[str, CardState]):
    """Card states by card id; a card that nothing happened to is fresh, not missing."""

    def __init__(self, columns: Columns | None = None) -> None:
        self._columns = columns or empty_columns()
        self._ordered = [self._columns[name] for name in COLUMNS]
        self._rows = {card: row for row, card in enumerate(map(str, self._columns["card"]))}
        self._changed: dict[str, CardState] = {}

    def __getitem__(self, card: str) -> CardState:
        """The card's state, fresh if nothing happened to it."""
        changed = self._changed.get(card)
        if changed is not None:
            return changed
        return self._stored(card)

    def _stored(self, card: str) -> CardState:
        row = self._rows.get(card)
        if row is None:
            return FRESH
        return state_from([column[row] for column in self._ordered])

    def due(self, card: str) -> Seconds:
        """When the card comes back, without the rest of its state; 0 if it is new."""
        changed = self._changed.get(card)
        if changed is not None:
            return Seconds(0) if isinstance(changed.memory, New) else changed.memory.due
        row = self._rows.get(card)
        due = None if row is None else self._columns["due"][row]
        return Seconds(due) if isinstance(due, int) else Seconds(0)

    def __contains__(self, card: object) -> bool:
        """Whether anything ever happened to the card."""
        return card in self._changed or card in self._rows

    def __iter__(self) -> Iterator[str]:
        """The ids of all cards that something happened to."""
        yield from self._rows
        yield from (card for card in self._changed if card not in self._rows)

    def __len__(self) -> int:
        """How many cards something happened to."""
        return len(self._rows) + sum(card not in self._rows for card in self._changed)

    def put(self, card: str, state: CardState) -> None:
        """Give a card another state."""
        self._changed[card] = state

    def answered_on(self, day: Day) -> list[str]:
        """The cards whose last answer was given on a study day."""
        unchanged = [
            card
            for card, last in zip(self._rows, self._columns["day"], strict=True)
            if last == day and card not in self._changed
        ]
        changed = (
            card
            for card, state in self._changed.items()
            if not isinstance(state.memory, New) and state.memory.day == day
        )
        return [*unchanged, *changed]

    def due_times(self) -> Counter[int]:
        """How many of the cards that come back in days, and are not suspended, are due when."""
        stored = zip(*(self._columns[name] for name in ("phase", "due", "suspended")), strict=True)
        found = Counter(
            due
            for phase, due, suspended in stored
            if phase == "review" and not suspended and isinstance(due, int)
        )
        for card, state in self._changed.items():
            if card in self._rows:
                found[_due_in_days(self._stored(card))] -= 1
            found[_due_in_days(state)] += 1
        del found[NEVER]
        return +found

    def columns(self) -> Columns:
        """All states as columns in the order of their ids: equal states give equal bytes."""
        rows: dict[str, Row] = {}
        for card, row in self._rows.items():
            if card not in self._changed:
                rows[card] = tuple(column[row] for column in self._ordered)
        for card, state in self._changed.items():
            if state != FRESH:
                rows[card] = row_of(state)
        cards = sorted(rows)
        columns: Columns = {"card": list(cards)}
        for place, name in enumerate(COLUMNS):
            columns[name] = [rows[card][place] for card in cards]
        return columns


def _due_in_days(state: CardState) -> int:
    """When a card is due that comes back in days; `NEVER` for one that does not."""
    if isinstance(state.memory, Reviewing) and not state.suspended:
        return state.memory.due
    return NEVER


def empty_columns() -> Columns:
    """Columns without a row."""
    return {name: [] for name in ("card", *COLUMNS)}


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
    """A state from plain values that this program wrote."""
    phase, stability, difficulty, day, due, step, *flags = row
    reps, lapses, at, suspended, buried, marked, quizzed = flags
    return CardState(
        _memory(phase, stability, difficulty, day, due, step),
        _whole(reps),
        _whole(lapses),
        _whole(at),
        bool(suspended),
        None if buried is None else Day(_whole(buried)),
        bool(marked),
        None if quizzed is None else Day(_whole(quizzed)),
    )


def _memory(
    phase: object, stability: object, difficulty: object, day: object, due: object, step: object
) -> Memory:
    if phase == "new":
        return New()
    strength = (Days(_number(stability)), _number(difficulty))
    when = (Day(_whole(day)), Seconds(_whole(due)))
    match phase:
        case "learning":
            return Learning(*strength, *when, _whole(step))
        case "relearning":
            return Relearning(*strength, *when, _whole(step))
        case "review":
            return Reviewing(*strength, *when)
        case _:
            raise ValueError(f"no such phase: {phase!r}")


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"not a number: {value!r}")
    return float(value)
