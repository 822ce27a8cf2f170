"""What depends on earlier events, which are looked up in the log.

A late event, an undo of an older change, or the undo of an undo changes what later events of its
card did. The events of that card are looked up, and the card is folded with and without the new
ones; the sums of the days change by the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol, get_args

from quizapp.domain.cards.card_id import entry_of
from quizapp.domain.event import (
    Aliased,
    Buried,
    CardPayload,
    DueSet,
    Event,
    Marked,
    Rescheduled,
    Reset,
    Reviewed,
    Suspended,
    Undone,
)
from quizapp.domain.quiz_events import QuizApplied, QuizPayload
from quizapp.scheduling.memory_model import strengthened
from quizapp.scheduling.study_day import day_in
from quizapp.study.log.fold import Model
from quizapp.study.log.progress import Progress, folded, is_undoable
from quizapp.study.log.renames import cards_named, is_rename, names_in, renamed
from quizapp.study.log.undo_log import UndoEntry, undo_entry, undone


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


_SEVERAL = (*get_args(QuizPayload), QuizApplied, Rescheduled)
"""Events that name several cards, of which a rename may concern only some."""


@dataclass(slots=True)
class _Pending:
    """What is left to do after the events that could be applied one by one."""

    events: set[str] = field(default_factory=set)
    """The events that are not applied yet."""
    cards: set[str] = field(default_factory=set)
    """The cards that have to be folded again."""
    missing: set[str] = field(default_factory=set)
    """The events that were undone but are not in the log."""
    followed: set[str] = field(default_factory=set)
    """The events that were looked up because an undo names them: undos may name each other."""
    is_alone: bool = True
    """Whether there is one event only: of others, a rename decides which cards they are about."""


class _TooMuch(Exception):
    """An event changes more than the states of some cards."""


def take_in(
    progress: Progress, events: Iterable[Event], log: Log, model: Model = strengthened
) -> Progress:
    """The progress with some more events, which the log has by now."""
    new = list(events)
    pending = _Pending(is_alone=len(new) == 1)
    try:
        for event in new:
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
    _add_affected(progress, event, pending, log)


def _add_affected(progress: Progress, event: Event, pending: _Pending, log: Log) -> None:
    """Add the cards whose states an event changes."""
    payload, names = event.payload, progress.names
    match payload:
        case Undone():
            found = log.with_ids(set(payload.ids) - pending.followed)
            pending.missing |= set(payload.ids) - pending.followed - {each.id for each in found}
            pending.followed |= set(payload.ids)
            for each in found:
                _add_affected(progress, each, pending, log)
        case Aliased() if pending.is_alone:
            both = {payload.card, payload.was}
            both |= set(map(names.newest, both))
            pending.cards |= both
            known = {
                *progress.states,
                *(card for each in progress.recent.entries for card in each.cards),
            }
            pending.cards.update(card for card in known if entry_of(card) in both)
        case Reviewed() | Suspended() | Buried() | Marked() | Reset() | DueSet():
            pending.cards.update(cards_named(renamed(names, event).payload))
        case _:
            raise _TooMuch


def _refolded(progress: Progress, pending: _Pending, log: Log, model: Model) -> Progress:
    """The progress with some cards folded again from all of their events."""
    if progress.has_twins:
        raise _TooMuch  # The events of a card would not show which of two with one id counts.
    names = progress.names
    both = pending.cards | set(map(names.newest, pending.cards))
    older = {old for card in both for old in names.older(card)}
    events = log.about(older)
    before = folded((event for event in events if event.id not in pending.events), model)
    after = folded(events, model)
    if after.names != before.names and any(isinstance(e.payload, _SEVERAL) for e in events):
        raise _TooMuch
    applied = progress.attempts.applied
    if any(len(applied.get(attempt, ())) > 1 for attempt in after.attempts.applied):
        raise _TooMuch  # Which of them takes effect depends on other cards, too.
    cards = older | set(map(after.names.newest, older))
    for card in cards:
        progress.states.put(card, after.states[card])
    for day, sums in before.days.items():
        progress.add_to_day(day, sums, -1)
    for day, sums in after.days.items():
        progress.add_to_day(day, sums)
    progress.calibration = progress.calibration.with_change(before.calibration, after.calibration)
    progress.names = after.names
    progress.recent.refolded(after.recent.entries, cards)
    progress.awaited = (progress.awaited - pending.events) | pending.missing
    return progress


def newest_change(
    progress: Progress, log: Log, device: str, own: Sequence[Event] = (), *, renames: bool = True
) -> UndoEntry | None:
    """The change that a device wrote last, of those that count, however long ago that was.

    Events of this session (`own`) take precedence. Without `renames`, those are passed over.
    """
    recent = progress.recent
    mine = {event.id for event in own}
    found = recent.newest(device, mine, renames=renames)
    if found is not None and found.id in mine:
        return found
    kept = {entry.id for entry in recent.entries}
    dropped = [
        event for event in own if event.id not in kept and _is_wanted(event, renames=renames)
    ]
    if dropped:
        void = undone(log.about(frozenset()))
        newest = next((event for event in reversed(dropped) if event.id not in void), None)
        return found if newest is None else _entry(newest, log)
    if found is None and device in recent.older:
        return _older_change(log, device, renames=renames)
    return found


def _is_wanted(event: Event, *, renames: bool) -> bool:
    return is_undoable(event.payload) and (renames or not is_rename(event.payload))


def _older_change(log: Log, device: str, *, renames: bool) -> UndoEntry | None:
    void = undone(log.about(frozenset()))
    written = (event for event in log.backwards(device) if _is_wanted(event, renames=renames))
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
    return undo_entry(event)


def changes_after(log: Log, device: str, at: int) -> tuple[str, ...]:
    """The events of a device that are dated after a time, and that count.

    Undos of such events are left out: what they undid stays undone. Renames are left out, too: a
    card keeps its progress, and its file the new id, whatever the clock showed. An answer that is
    only dated later because others were, by a wrong clock, says so by its day: it stays, too.
    """
    written = log.written_after(device, at)
    own = {event.id for event in written}
    void = undone(log.about(frozenset()))
    return tuple(
        event.id
        for event in written
        if event.id not in void
        and not is_rename(event.payload)
        and day_in(event.at // 1000, event.offset) - event.day <= 1
        and not (isinstance(event.payload, Undone) and own.issuperset(event.payload.ids))
    )
