"""A learner's progress: the result of all events that count, updated event by event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import get_args

from quizapp.domain.cards.names import Names
from quizapp.domain.event import (
    Aliased,
    CardPayload,
    DeckRenamed,
    Event,
    EventPayload,
    Rescheduled,
    Reviewed,
    SettingChanged,
    Undone,
)
from quizapp.domain.memory import Day
from quizapp.domain.quiz_events import QuizApplied, QuizPayload
from quizapp.domain.settings import Settings
from quizapp.scheduling.memory_model import strengthened
from quizapp.study.log.attempts import Attempts
from quizapp.study.log.calibration import Calibration
from quizapp.study.log.day_sums import NOTHING, DaySums, added_up
from quizapp.study.log.fold import (
    Model,
    Rules,
    day_of,
    state_after,
    state_after_move,
    state_after_quiz,
    sums_of,
)
from quizapp.study.log.renames import cards_named, names_in, renamed, with_event
from quizapp.study.log.states import States
from quizapp.study.log.undo_log import UndoEntry, UndoLog, counting, undo_entry, undone

CLOCK_SLACK = 24 * 3600 * 1000
"""Milliseconds. If the newest event is ahead of the clock by at most this, the next event is dated
just after it."""


@dataclass(slots=True)
class Progress:
    """The one mutable value of a session: `apply` and `take_in` change it, `folded` makes one."""

    states: States = field(default_factory=States)
    days: dict[Day, DaySums] = field(default_factory=dict)
    recent: UndoLog = field(default_factory=UndoLog)
    settings: Settings = field(default_factory=Settings)
    settings_at: int = 0
    """The time of the newest change of a setting, in milliseconds since 1970."""
    newest: int = 0
    """The time of the newest event, in milliseconds since 1970."""
    count: int = 0
    """How many events there are, undone ones included."""
    awaited: frozenset[str] = frozenset()
    """Events that an undo names but that have not arrived."""
    names: Names = field(default_factory=Names)
    """What was renamed."""
    attempts: Attempts = field(default_factory=Attempts)
    calibration: Calibration = field(default_factory=Calibration)
    """Predicted against actual recall of cards in review."""
    serials: dict[str, int] = field(default_factory=dict)
    """The serial of the newest event of each device."""
    has_twins: bool = False
    """Whether the log has two different events with one id: then it is only folded as a whole."""
    gathered: dict[Day, list[DaySums]] | None = None
    """While a log is folded: the sums of each answer, added up at its end."""

    def apply(self, event: Event, model: Model = strengthened) -> bool:
        """Apply one more event. False if its effect depends on earlier ones: see `earlier_events`.

        That is the case for an event older than its card's newest one, an undo of anything but the
        newest change of a card, an event undone before it arrived, and a rename.
        """
        is_newest = event.at > self.newest
        event = renamed(self.names, event)
        is_awaited = event.id in self.awaited
        known = not is_awaited and self._applied(event, Rules(self.settings, model), is_newest)
        self.note(event)
        self.recent.trim()
        return known

    def note(self, event: Event) -> None:
        """Count an event that is in the log, whatever it changes."""
        self.newest = max(self.newest, event.at)
        self.count += 1
        self.serials[event.device] = max(self.serials.get(event.device, 0), event.serial)

    def _applied(self, event: Event, rules: Rules, is_newest: bool) -> bool:  # noqa: FBT001
        payload = event.payload
        if isinstance(payload, Undone):
            self.take(event, rules)
            return self._undo(payload)
        if isinstance(payload, CardPayload):
            known = event.at >= self.settings_at and self._is_newest(event, (payload.card,))
        elif isinstance(payload, QuizApplied | Rescheduled):
            known = is_newest and self._is_newest(event, cards_named(payload))
        elif isinstance(payload, SettingChanged | QuizPayload):
            known = is_newest
        else:
            known = with_event(self.names, event) is self.names
        if known:
            self.take(event, rules)
        return known

    def sums(self, day: Day) -> DaySums:
        """The sums of a study day."""
        return self.days.get(day, NOTHING)

    def _is_newest(self, event: Event, cards: Iterable[str]) -> bool:
        return all(self.states[card].at < event.at for card in cards)

    def take(self, event: Event, rules: Rules) -> None:
        """Apply an event that is known to be the newest about its cards."""
        payload = event.payload
        if isinstance(payload, Reviewed) or isinstance(payload, CardPayload):  # noqa: SIM101 (fast)
            self._take_change(event, payload, rules)
        elif isinstance(payload, QuizApplied):
            self._take_quiz(event, payload, rules)
        elif isinstance(payload, QuizPayload):
            self.attempts.apply(event, payload)
        elif isinstance(payload, Rescheduled):
            self._take_moves(event, payload)
        elif is_undoable(payload):
            self.recent.add(undo_entry(event))
        elif isinstance(payload, SettingChanged):
            self.settings = self.settings.with_value(payload.name, payload.value)
            self.settings_at = event.at

    def _take_change(self, event: Event, payload: CardPayload, rules: Rules) -> None:
        card = payload.card
        before = self.states[card]
        sums = sums_of(before, event)
        self.states.put(card, state_after(before, event, rules))
        self._add(day_of(event), sums)
        if self.recent.keeps(event.id):
            self.recent.add(undo_entry(event, ((card, before),), sums))

    def _take_quiz(self, event: Event, payload: QuizApplied, rules: Rules) -> None:
        has_effect = self.attempts.takes_effect(payload)
        self.attempts.note_applied(event.id, payload)
        changes = payload.changes if has_effect else ()
        before = tuple((change.card, self.states[change.card]) for change in changes)
        for change in changes:
            state = self.states[change.card]
            self.states.put(change.card, state_after_quiz(state, change, event, rules))
        entry = undo_entry(event, before)
        self.recent.add(entry if has_effect else entry.as_undone())

    def _take_moves(self, event: Event, payload: Rescheduled) -> None:
        for change in payload.changes:
            state = self.states[change.card]
            self.states.put(change.card, state_after_move(state, change, event))
        self.recent.add(undo_entry(event))

    def _undo(self, payload: Undone) -> bool:
        entry = self.recent.find(payload.ids[0]) if len(payload.ids) == 1 else None
        if entry is None or not self._is_last_of_its_cards(entry):
            return False
        if entry.is_quiz and not self.attempts.forget_applied(entry.what):
            return False
        self.recent.change(entry.id, entry.as_undone())
        for card, state in reversed(entry.before):
            self.states.put(card, state)
        self._add(entry.day, entry.sums, -1)
        return True

    def _is_last_of_its_cards(self, entry: UndoEntry) -> bool:
        """Whether nothing happened to its cards since, so that their old states can be restored.

        Times alone can't tell: two devices may have answered one card in the same millisecond.
        """
        if not entry.before or any(self.states[card].at != entry.at for card in entry.cards):
            return False
        since = (each for each in self.recent.since(entry) if not each.is_undone)
        return not any(each.concerns(set(entry.cards)) for each in since)

    def _add(self, day: Day, sums: DaySums, sign: int = 1) -> None:
        if self.gathered is not None:
            self.gathered.setdefault(day, []).append(sums)
            return
        if sums.tested:
            self.calibration = self.calibration.plus(sums, sign)
        if sums != NOTHING:
            self.add_to_day(day, sums, sign)

    def add_up(self) -> None:
        """Add up what was gathered while a log was folded."""
        gathered = {day: rows for day, rows in (self.gathered or {}).items() if rows}
        totals = {day: added_up(rows) for day, rows in gathered.items()}
        self.days = {day: sums for day, sums in totals.items() if sums != NOTHING}
        tested = (sums for rows in gathered.values() for sums in rows if sums.tested)
        self.calibration, self.gathered = Calibration.of(tested), None

    def add_to_day(self, day: Day, sums: DaySums, sign: int = 1) -> None:
        """Add to the sums of a study day, or subtract from them."""
        self.days[day] = self.sums(day).plus(sums, sign)
        if sign < 0 and self.days[day] == NOTHING:
            del self.days[day]


def folded(events: Iterable[Event], model: Model = strengthened) -> Progress:
    """The progress of a whole log; the order of `events` does not matter."""
    known = list(events)
    ordered = _ordered(known)
    void = undone(ordered)
    names = names_in(event for event in ordered if event.id not in void)
    changes = [event for event in ordered if is_undoable(event.payload)]
    progress = Progress(names=names, recent=UndoLog.of(changes), gathered={})
    rules = Rules(progress.settings, model)
    progress.count = len(ordered)
    for event in (renamed(names, each) for each in ordered) if names else ordered:
        if event.serial > progress.serials.get(event.device, -1):
            progress.serials[event.device] = event.serial
        if event.id in void:
            if is_undoable(event.payload) and progress.recent.keeps(event.id):
                progress.recent.add(undo_entry(event).as_undone())
            continue
        progress.take(event, rules)
        if progress.settings is not rules.settings:
            rules = Rules(progress.settings, model)
    progress.newest = max(0, ordered[-1].at) if ordered else 0
    progress.add_up()
    progress.recent.only = None
    progress.recent.trim()
    progress.has_twins = len(ordered) < len(known) and _has_twins(known)
    named = {
        of for event in ordered if isinstance(event.payload, Undone) for of in event.payload.ids
    }
    progress.awaited = frozenset(named.difference(event.id for event in ordered) if named else ())
    return progress


_CHANGES = (*get_args(CardPayload), QuizApplied, Rescheduled, DeckRenamed)


def is_undoable(payload: EventPayload) -> bool:
    """Whether it is a change that the learner can undo; a plain undo is not, but one of many is."""
    if isinstance(payload, Undone):
        return not isinstance(payload.of, str)
    if isinstance(payload, Aliased):
        return payload.text is not None
    return isinstance(payload, _CHANGES)


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events that count, in the order of the log, with every card under its newest id."""
    effective = counting(_ordered(events))
    names = names_in(effective)
    return [renamed(names, event) for event in effective]


def _ordered(events: Iterable[Event]) -> list[Event]:
    """The order in which every device reads the log."""
    return sorted(_once_each(events), key=attrgetter("at", "device", "id"))


def _has_twins(events: Iterable[Event]) -> bool:
    """Whether two different events have one id."""
    first: dict[str, Event] = {}
    return any(first.setdefault(event.id, event) != event for event in events)


def _once_each(events: Iterable[Event]) -> Iterable[Event]:
    """One event per id: the one with the greatest rank, whichever came first."""
    unique: dict[str, Event] = {}
    for event in events:
        other = unique.setdefault(event.id, event)
        if other is not event and other != event and event.rank > other.rank:
            unique[event.id] = event
    return unique.values()
