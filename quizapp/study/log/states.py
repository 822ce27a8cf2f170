"""The states of all cards, kept as columns so that a hundred thousand of them load quickly.

A row is turned into a `CardState` only when it is asked for. States that have changed since the
load are in a dictionary on top of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from quizapp.domain.cards.card_id import entry_of
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
    is_buried,
    phase_of,
)
from quizapp.scheduling.day_plan import Eligible, StudyDay
from quizapp.scheduling.memory_model import recall_on
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.log.columns import (
    COLUMNS,
    Columns,
    LoadedColumns,
    cards_due,
    cards_learning,
    empty_columns,
    set_aside,
    without_memory,
)
from quizapp.study.log.state_rows import Row, integer, positive, row_of, state_from


class MemorySummary(NamedTuple):
    """The memory state of an answered card, as statistics need it."""

    phase: str
    stability: Days
    day: Day
    due_day: Day
    """The study day on which it is due; for a card on its steps, that of the end of its step."""


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
        changed = self._changed.get(str(card))
        return card in self._rows if changed is None else changed != NEW_STATE

    def __iter__(self) -> Iterator[str]:
        """The ids of all cards with events."""
        yield from (card for card in self._rows if card not in self._changed)
        yield from (card for card, state in self._changed.items() if state != NEW_STATE)

    def __len__(self) -> int:
        """How many cards have events."""
        return sum(1 for _ in self)

    def put(self, card: str, state: CardState) -> None:
        """Set the state of a card."""
        self._changed[card] = state

    def gaps(self) -> dict[str, set[int]]:
        """The entries with gaps that were answered since events say which gap that was, and the
        numbers of these gaps.
        """
        column = self._columns["gap"] if self._columns.may_hold_any("gap") else ()
        stored = [value is not None for value in column]
        found: dict[str, set[int]] = {}
        for card in self._holding(stored, lambda state: state.gap is not None):
            number = card.rpartition(":")[2]
            if number.isdecimal():
                found.setdefault(entry_of(card), set()).add(int(number))
        return found

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

    def memory_summaries(self, calendar: StudyCalendar) -> dict[str, MemorySummary]:
        """The memory state of each answered card, suspended or not."""
        names = ("phase", "stability", "day", "due", "due_day")
        rows = zip(self._cards, *(self._columns[name] for name in names), strict=True)
        found = {
            card: MemorySummary(
                str(phase),
                Days(positive(stability)),
                Day(integer(day)),
                calendar.day_of(integer(due)) if due_day is None else Day(integer(due_day)),
            )
            for card, phase, stability, day, due, due_day in rows
            if stability is not None
        }
        for card, state in self._changed.items():
            found.pop(card, None)
            memory = state.memory
            if not isinstance(memory, New):
                strength = (memory.stability, memory.day, calendar.due_day(memory))
                found[card] = MemorySummary(phase_of(memory), *strength)
        return found

    def buried_on(self, day: Day) -> frozenset[str]:
        """The cards that are buried on a study day."""
        column = self._columns["buried"]
        stored: Iterable[bool] = ()
        if column.count(None) < len(column):
            stored = [was is not None and is_buried(Day(integer(was)), day) for was in column]
        return self._holding(stored, lambda state: state.is_buried(day))

    def suspended(self) -> frozenset[str]:
        """The suspended cards."""
        stored = map(bool, self._columns["suspended"])
        return self._holding(stored, lambda state: state.suspended)

    def eligible(self, today: StudyDay, ahead: int = 0) -> Eligible:
        """Which cards may be asked on a study day, with those due in so many days."""
        until = Day(today.day + ahead)
        columns, cards = self._columns, self._cards
        known = set(cards)
        known.difference_update(without_memory(columns, cards))
        aside = set_aside(columns, today)
        known.update(cards[row] for row in aside)
        learning = cards_learning(columns, cards, aside, today)
        reviews = cards_due(columns, cards, aside, today, until)
        for card, state in self._changed.items():
            learning.pop(card, None)
            reviews.pop(card, None)
            _arrange(card, state, today, until, known, learning, reviews)
        return Eligible(known, learning, reviews, lambda card: _waited(self[card], today.day))

    def _holding(
        self, stored: Iterable[bool], changed: Callable[[CardState], bool]
    ) -> frozenset[str]:
        """The cards for which something holds: `stored` by row, `changed` for changed states."""
        found = set(compress(self._cards, stored))
        found -= self._changed.keys()
        return frozenset(found.union(card for card, at in self._changed.items() if changed(at)))

    def due_days(self, cards: Container[str]) -> Counter[Day]:
        """How many of these cards in review are due on each study day, suspended ones not counted.

        Cards of decks that are gone must weigh nothing, so the caller names those that are there.
        """
        stored = zip(self._cards, self._columns["due_day"], self._columns["suspended"], strict=True)
        found = Counter(
            Day(integer(due))
            for card, due, suspended in stored
            if due is not None and not suspended and card not in self._changed and card in cards
        )
        for card, state in self._changed.items():
            memory = state.memory
            if isinstance(memory, Reviewing) and not state.suspended and card in cards:
                found[memory.due_day] += 1
        return found

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
    until: Day,
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
    if isinstance(memory, New) or is_aside:
        return
    if isinstance(memory, Reviewing):
        is_ahead = memory.due_day > today.day
        if memory.due_day <= until and not (is_ahead and memory.day >= today.day):
            reviews[card] = recall_on(memory, today.day)
    elif memory.due < today.ends:
        learning[card] = memory.due


def _last_day(state: CardState) -> Day | None:
    return None if isinstance(state.memory, New) else state.memory.day


def _waited(state: CardState, today: Day) -> float:
    """How long a card has waited since its last answer, relative to its interval."""
    memory = state.memory
    if isinstance(memory, New):
        return 0.0
    interval = memory.due_day - memory.day if isinstance(memory, Reviewing) else 0
    return (today - memory.day) / max(interval, 1)
