"""The states of all cards, kept as columns: a hundred thousand load in the time of a blink.

A row becomes a `CardState` only when it is asked for, and what has changed since the load lies in a
dictionary above the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import TypeAlias

from quizapp.domain.memory import (
    FRESH,
    CardState,
    Day,
    Days,
    Learning,
    Memory,
    New,
    Probability,
    Relearning,
    Reviewing,
    Seconds,
    phase_of,
)
from quizapp.scheduling.model import recall, recall_on
from quizapp.scheduling.plan import Awake, Today

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

    def __init__(self, columns: Mapping[str, list[object]] | None = None) -> None:
        self._columns = columns if columns is not None else empty_columns()
        self._changed: dict[str, CardState] = {}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {card: row for row, card in enumerate(map(str, self._columns["card"]))}

    @cached_property
    def _ordered(self) -> list[list[object]]:
        return [self._columns[name] for name in COLUMNS]

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

    def answered_on(self, day: Day) -> frozenset[str]:
        """The cards whose last answer was given on a study day."""
        stored = [last == day for last in self._columns["day"]]
        return self._cards(stored, lambda state: _last_day(state) == day)

    def learnt(self) -> frozenset[str]:
        """The cards that have left learning."""
        stored = [phase in {"review", "relearning"} for phase in self._columns["phase"]]
        return self._cards(stored, lambda state: not isinstance(state.memory, New | Learning))

    def awake(self, today: Today) -> Awake:
        """Which cards may come on a study day."""
        cards, dues, ends = self._columns["card"], self._columns["due"], today.ends
        aside = self._set_aside(today)
        asleep = set(
            map(str, compress(cards, [isinstance(due, int) and due >= ends for due in dues]))
        )
        asleep.update(str(cards[row]) for row in aside)
        rows = [row for row, due in enumerate(dues) if isinstance(due, int) and due < ends]
        asleep -= self._changed.keys()
        learning, reviews = self._coming([row for row in rows if row not in aside], today)
        for card, state in self._changed.items():
            _arrange(card, state, today, asleep, learning, reviews)
        return Awake(asleep, learning, reviews)

    def _set_aside(self, today: Today) -> set[int]:
        """The rows that were suspended or buried."""
        suspended, buried = self._columns["suspended"], self._columns["buried"]
        rows = {row for row, is_on in enumerate(suspended) if is_on}
        days = ((row, day) for row, day in enumerate(buried) if day is not None)
        return rows.union(row for row, day in days if today.day <= _whole(day))

    def _coming(
        self, rows: Iterable[int], today: Today
    ) -> tuple[dict[str, Seconds], dict[str, Probability]]:
        """What comes up on its steps, and what in review, of those rows that did not change."""
        cards, phases, days = (self._columns[name] for name in ("card", "phase", "day"))
        dues, strengths = self._columns["due"], self._columns["stability"]
        learning: dict[str, Seconds] = {}
        reviews: dict[str, Probability] = {}
        for row in rows:
            card = str(cards[row])
            if phases[row] == "review":
                elapsed = today.day - _whole(days[row])
                reviews[card] = recall(Days(_number(strengths[row])), elapsed)
            else:
                learning[card] = Seconds(_whole(dues[row]))
        changed = self._changed.keys()
        return (
            {card: due for card, due in learning.items() if card not in changed},
            {card: known for card, known in reviews.items() if card not in changed},
        )

    def _cards(
        self, stored: Iterable[bool], changed: Callable[[CardState], bool]
    ) -> frozenset[str]:
        """The cards of which something holds, told row by row or by a state changed since."""
        found = set(map(str, compress(self._columns["card"], stored)))
        found -= self._changed.keys()
        return frozenset(found.union(card for card, at in self._changed.items() if changed(at)))

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


def _arrange(
    card: str,
    state: CardState,
    today: Today,
    asleep: set[str],
    learning: dict[str, Seconds],
    reviews: dict[str, Probability],
) -> None:
    """Put a card where it belongs; one that is new belongs nowhere."""
    memory = state.memory
    is_later = not isinstance(memory, New) and memory.due >= today.ends
    if is_later or state.suspended or state.is_buried(today.day):
        asleep.add(card)
    elif isinstance(memory, Reviewing):
        reviews[card] = recall_on(memory, today.day)
    elif not isinstance(memory, New):
        learning[card] = memory.due


def _last_day(state: CardState) -> Day | None:
    return None if isinstance(state.memory, New) else state.memory.day


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
