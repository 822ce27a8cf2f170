"""What depends on earlier events, which are looked up in the log.

A late event, an undo of an older change, or the undo of an undo changes what later events of its
card did. The events of that card are looked up, and the card is folded with and without the new
ones; the sums of the days change by the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from quizapp.domain.cards.names import Names
from quizapp.domain.event import (
    Aliased,
    Buried,
    CardPayload,
    DueSet,
    Event,
    Marked,
    Reset,
    Reviewed,
    Suspended,
    Undone,
)
from quizapp.domain.quiz_events import QuizPayload
from quizapp.scheduling.memory_model import strengthened
from quizapp.study.log.fold import Model
from quizapp.study.log.progress import Progress, folded, is_undoable
from quizapp.study.log.renames import cards_named, names_in, renamed
from quizapp.study.log.undo_log import UndoEntry, entry_of, undone


class Log(Protocol):
    """The log, searched without reading all of it."""

    def about(self, cards: Set[str]) -> Sequence[Event]:
        """All events that name one of these ids, and all undos, renames and changed settings."""
        ...

    def with_ids(self, ids: Set[str]) -> Sequence[Event]:
        """The events with these ids."""
        ...

    def written_after(self, device: str, at: int) -> Sequence[Event]:
        """The events of a device that are dated after a time, in milliseconds since 1970."""
        ...

    def backwards(self, device: str) -> Iterable[Event]:
        """The events of a device, the one written last first."""
        ...

    def everything(self) -> Iterable[Event]:
        """All events."""
        ...


@dataclass(slots=True)
class _Pending:
    """What is left to do after the events that could be applied one by one."""

    events: set[str] = field(default_factory=set)
    """The events that are not applied yet."""
    cards: set[str] = field(default_factory=set)
    """The cards that have to be folded again."""
    missing: set[str] = field(default_factory=set)
    """The events that were undone but are not in the log."""


class _TooMuch(Exception):
    """An event changes more than the states of some cards."""


def take_in(
    progress: Progress, events: Iterable[Event], log: Log, model: Model = strengthened
) -> Progress:
    """The progress with some more events, which the log has by now."""
    pending = _Pending()
    try:
        for event in events:
            _take(progress, event, pending, log, model)
        return _refolded(progress, pending, log, model) if pending.events else progress
    except _TooMuch:
        return folded(log.everything(), model)


def _take(progress: Progress, event: Event, pending: _Pending, log: Log, model: Model) -> None:
    """Apply an event, unless one of its cards has to be folded again."""
    cards = cards_named(renamed(progress.names, event).payload)
    if pending.cards.isdisjoint(cards):
        if progress.apply(event, model):
            return
    else:
        progress.note(event)
    pending.events.add(event.id)
    _add_affected(progress.names, event, pending, log)


def _add_affected(names: Names, event: Event, pending: _Pending, log: Log) -> None:
    """Add the cards whose states an event changes."""
    payload = event.payload
    match payload:
        case Undone():
            found = log.with_ids(set(payload.ids))
            pending.missing |= set(payload.ids) - {each.id for each in found}
            for each in found:
                _add_affected(names, each, pending, log)
        case Aliased():
            both = {payload.card, payload.was}
            pending.cards |= both | set(map(names.newest, both))
        case Reviewed() | Suspended() | Buried() | Marked() | Reset() | DueSet():
            pending.cards.update(cards_named(renamed(names, event).payload))
        case _:
            raise _TooMuch


def _refolded(progress: Progress, pending: _Pending, log: Log, model: Model) -> Progress:
    """The progress with some cards folded again from all of their events."""
    if progress.has_twins:
        raise _TooMuch  # The events of a card would not show which of two with one id counts.
    events = _all_about(progress.names, pending.cards, log)
    before = folded((event for event in events if event.id not in pending.events), model)
    after = folded(events, model)
    if after.names != before.names and any(isinstance(e.payload, QuizPayload) for e in events):
        raise _TooMuch
    applied = progress.attempts.applied
    if any(len(applied.get(attempt, ())) > 1 for attempt in after.attempts.applied):
        raise _TooMuch  # Which of them takes effect depends on other cards, too.
    for card in pending.cards | set(map(after.names.newest, pending.cards)):
        progress.states.put(card, after.states[card])
    for day, sums in before.days.items():
        progress.add_to_day(day, sums, -1)
    for day, sums in after.days.items():
        progress.add_to_day(day, sums)
    progress.calibration = progress.calibration.with_change(before.calibration, after.calibration)
    progress.names = after.names
    progress.recent.refolded(after.recent.entries, pending.cards)
    progress.awaited = (progress.awaited - pending.events) | pending.missing
    return progress


def _all_about(names: Names, cards: Set[str], log: Log) -> Sequence[Event]:
    """The events about these cards, under any id that they have or had."""
    return log.about({old for card in cards for old in names.older(card)})


def newest_change(
    progress: Progress, log: Log, device: str, own: Sequence[Event] = ()
) -> UndoEntry | None:
    """The change that a device wrote last, of those that count, however long ago that was.

    Events of this session (`own`) take precedence.
    """
    recent = progress.recent
    found = recent.newest(device, {event.id for event in own})
    if found is not None and any(event.id == found.id for event in own):
        return found
    kept = {entry.id for entry in recent.entries}
    dropped = [each for each in own if is_undoable(each.payload) and each.id not in kept]
    if dropped:
        void = undone(log.about(frozenset()))
        mine = next((event for event in reversed(dropped) if event.id not in void), None)
        return found if mine is None else _entry(mine, log)
    if found is None and device in recent.older:
        return _older_change(log, device)
    return found


def _older_change(log: Log, device: str) -> UndoEntry | None:
    void = undone(log.about(frozenset()))
    written = (event for event in log.backwards(device) if is_undoable(event.payload))
    newest = next((event for event in written if event.id not in void), None)
    return None if newest is None else _entry(newest, log)


def _entry(event: Event, log: Log) -> UndoEntry:
    """The entry of an event, with the state of its card before it."""
    payload = event.payload
    if isinstance(payload, CardPayload):
        names = names_in(log.about(frozenset()))
        entry = folded(log.about(names.older(names.newest(payload.card)))).recent.find(event.id)
        if entry is not None:
            return entry
    return entry_of(event)


def changes_after(log: Log, device: str, at: int) -> tuple[str, ...]:
    """The events of a device that are dated after a time, and that count.

    Undos of such events are left out: what they undid stays undone.
    """
    written = log.written_after(device, at)
    own = {event.id for event in written}
    void = undone(log.about(frozenset()))
    return tuple(
        event.id
        for event in written
        if event.id not in void
        and not (isinstance(event.payload, Undone) and own.issuperset(event.payload.ids))
    )
