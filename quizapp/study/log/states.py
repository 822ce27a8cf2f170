"""The states of all cards, kept as columns so that a hundred thousand of them load quickly.

A row is turned into a `CardState` only when it is asked for. States that have changed since the
load are in a dictionary on top of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from quizapp.domain.memory import (
    NEW_STATE,
    CardState,
    Day,
    Days,
    Learning,
    New,
    Probability,
    Reviewing,
    Seconds,
    phase_of,
)
from quizapp.scheduling.day_plan import Eligible, StudyDay
from quizapp.scheduling.memory_model import recall, recall_on
from quizapp.study.log.columns import COLUMNS, Columns, LoadedColumns, empty_columns
from quizapp.study.log.state_rows import Row, integer, positive, row_of, state_from

_NEVER = -1
"""The due time of a card that is not scheduled."""


class MemorySummary(NamedTuple):
    """The memory state of an answered card, as statistics need it."""

    phase: str
    stability: Days
    day: Day
    due: Seconds


class States(Mapping[str, CardState]):
    """Card states by card id. A card without events has a fresh state; it is not missing."""

    def __init__(self, columns: Mapping[str, list[object]] | None = None) -> None:
        columns = columns if columns is not None else empty_columns()
        self._columns = columns if isinstance(columns, Columns) else LoadedColumns(columns)
        self._changed: dict[str, CardState] = {}
        self._last: tuple[str | None, CardState] = (None, NEW_STATE)
        """The state built last: the same card is often looked up several times in a row."""

    @cached_property
    def _cards(self) -> list[str]:
        return self._columns.cards

    @cached_property
    def _rows(self) -> dict[str, int]:
        return dict(zip(self._cards, range(len(self._cards)), strict=True))

    @cached_property
    def _ordered(self) -> list[list[object]]:
        return [self._columns[name] for name in COLUMNS]

    def __getitem__(self, card: str) -> CardState:
        """The state of a card, fresh if it has no events."""
        changed = self._changed.get(card)
        if changed is not None:
            return changed
        return self._stored(card)

    def _stored(self, card: str) -> CardState:
        if self._last[0] == card:
            return self._last[1]
        row = self._rows.get(card)
        if row is None:
            return NEW_STATE
        state = state_from([column[row] for column in self._ordered])
        self._last = (card, state)
        return state

    def __contains__(self, card: object) -> bool:
        """Whether the card has any events."""
        return card in self._changed or card in self._rows

    def __iter__(self) -> Iterator[str]:
        """The ids of all cards with events."""
        yield from self._rows
        yield from (card for card in self._changed if card not in self._rows)

    def __len__(self) -> int:
        """How many cards have events."""
        return len(self._rows) + sum(card not in self._rows for card in self._changed)

    def put(self, card: str, state: CardState) -> None:
        """Set the state of a card."""
        self._changed[card] = state

    def answered_on(self, day: Day) -> frozenset[str]:
        """The cards whose last answer was given on a study day."""
        stored: Sequence[bool] = ()
        if self._columns.may_hold("day", day):
            stored = [last == day for last in self._columns["day"]]
        return self._holding(stored, lambda state: _last_day(state) == day)

    def learnt(self) -> frozenset[str]:
        """The cards that have left learning."""
        stored = [phase in {"review", "relearning"} for phase in self._columns["phase"]]
        return self._holding(stored, lambda state: not isinstance(state.memory, New | Learning))

    def memory_summaries(self) -> dict[str, MemorySummary]:
        """The memory state of each answered card, suspended or not."""
        names = ("phase", "stability", "day", "due")
        rows = zip(self._cards, *(self._columns[name] for name in names), strict=True)
        found = {
            card: MemorySummary(
                str(phase), Days(positive(stability)), Day(integer(day)), Seconds(integer(due))
            )
            for card, phase, stability, day, due in rows
            if isinstance(due, int)
        }
        for card, state in self._changed.items():
            found.pop(card, None)
            memory = state.memory
            if not isinstance(memory, New):
                strength = (memory.stability, memory.day, memory.due)
                found[card] = MemorySummary(phase_of(memory), *strength)
        return found

    def suspended(self) -> frozenset[str]:
        """The suspended cards."""
        stored = map(bool, self._columns["suspended"])
        return self._holding(stored, lambda state: state.suspended)

    def eligible(self, today: StudyDay) -> Eligible:
        """Which cards may be asked on a study day."""
        dues, ends = self._columns["due"], today.ends
        known = set(self._cards)
        if None in dues:
            known -= {card for card, due in zip(self._cards, dues, strict=True) if due is None}
        aside = self._set_aside(today)
        known.update(self._cards[row] for row in aside)
        rows = [row for row, due in enumerate(dues) if isinstance(due, int) and due < ends]
        learning, reviews = self._coming([row for row in rows if row not in aside], today)
        for card, state in self._changed.items():
            _arrange(card, state, today, known, learning, reviews)
        return Eligible(known, learning, reviews)

    def _set_aside(self, today: StudyDay) -> set[int]:
        """The rows of cards that are suspended, or buried on that day."""
        suspended, buried = self._columns["suspended"], self._columns["buried"]
        rows: set[int] = set()
        if True in suspended:
            rows.update(row for row, is_on in enumerate(suspended) if is_on)
        if buried.count(None) < len(buried):
            days = ((row, day) for row, day in enumerate(buried) if day is not None)
            rows.update(row for row, day in days if today.day <= integer(day))
        return rows

    def _coming(
        self, rows: Sequence[int], today: StudyDay
    ) -> tuple[dict[str, Seconds], dict[str, Probability]]:
        """Of these rows, the cards on their steps and those in review, without changed cards."""
        names = ("phase", "stability", "day", "due")
        values = zip(rows, *(self._columns.some(name, rows) for name in names), strict=True)
        learning: dict[str, Seconds] = {}
        reviews: dict[str, Probability] = {}
        for row, phase, stability, day, due in values:
            card = self._cards[row]
            if card in self._changed:
                continue
            if phase == "review":
                reviews[card] = recall(Days(positive(stability)), today.day - integer(day))
            else:
                learning[card] = Seconds(integer(due))
        return learning, reviews

    def _holding(
        self, stored: Iterable[bool], changed: Callable[[CardState], bool]
    ) -> frozenset[str]:
        """The cards for which something holds: `stored` by row, `changed` for changed states."""
        found = set(compress(self._cards, stored))
        found -= self._changed.keys()
        return frozenset(found.union(card for card, at in self._changed.items() if changed(at)))

    def due_times(self) -> Counter[int]:
        """How many cards in review are due at each time; suspended cards are not counted."""
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
        del found[_NEVER]
        return +found

    def columns(self) -> dict[str, list[object]]:
        """All states as columns, sorted by id: equal states give equal bytes."""
        rows: dict[str, Row] = {}
        for card, row in self._rows.items():
            if card not in self._changed:
                rows[card] = tuple(column[row] for column in self._ordered)
        for card, state in self._changed.items():
            if state != NEW_STATE:
                rows[card] = row_of(state)
        cards = sorted(rows)
        columns: dict[str, list[object]] = {"card": list(cards)}
        for place, name in enumerate(COLUMNS):
            columns[name] = [rows[card][place] for card in cards]
        return columns


def _arrange(
    card: str,
    state: CardState,
    today: StudyDay,
    known: set[str],
    learning: dict[str, Seconds],
    reviews: dict[str, Probability],
) -> None:
    """Sort a changed card into the sets of `Eligible`."""
    memory = state.memory
    is_aside = state.suspended or state.is_buried(today.day)
    if isinstance(memory, New) and not is_aside:
        known.discard(card)
        return
    known.add(card)
    if isinstance(memory, New) or memory.due >= today.ends or is_aside:
        return
    if isinstance(memory, Reviewing):
        reviews[card] = recall_on(memory, today.day)
    else:
        learning[card] = memory.due


def _last_day(state: CardState) -> Day | None:
    return None if isinstance(state.memory, New) else state.memory.day


def _due_in_days(state: CardState) -> int:
    """The due time of a card in review; `_NEVER` for other cards."""
    if isinstance(state.memory, Reviewing) and not state.suspended:
        return state.memory.due
    return _NEVER
