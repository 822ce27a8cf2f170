"""Which events count, and the newest changes with what was there before each, so that an undo of
them costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from heapq import nlargest
from operator import attrgetter

from quizapp.domain.event import Aliased, DeckRenamed, Event, Rescheduled, Undone
from quizapp.domain.memory import CardState, Day
from quizapp.domain.quiz_events import QuizApplied
from quizapp.scheduling.wording import plural
from quizapp.study.log.day_sums import NOTHING, DaySums
from quizapp.study.log.fold import day_of
from quizapp.study.log.renames import cards_named

NO_DAY = Day(0)
"""Of an entry that was undone."""
CARD, QUIZ, DATES, UNDO, RENAME = "card", "quiz", "dates", "undo", "rename"
RECENT = 200
"""Changes that can be undone without reading the log."""
OWN_RECENT = 20
"""The same for each device, however many changes others have made since."""


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """What an undoable event has changed, and what was there before."""

    id: str
    device: str
    at: int
    serial: int
    day: Day = NO_DAY
    what: str = ""
    """The id of the card, or of the attempt that was applied; how many changes were undone; the
    newer id of what was renamed.
    """
    before: tuple[tuple[str, CardState], ...] = ()
    """The cards that it changed, each with its state before."""
    sums: DaySums = NOTHING
    sort: str = CARD
    """What was changed: `card`, `quiz`, `dates`, `undo` or `rename`."""
    is_undone: bool = False
    """Whether it no longer counts; then only its place is kept, and nothing else of it."""

    @property
    def order(self) -> tuple[int, str, str]:
        """The position of its event in the log."""
        return (self.at, self.device, self.id)

    @property
    def cards(self) -> tuple[str, ...]:
        """The cards that it changed."""
        return tuple(card for card, _ in self.before)

    @property
    def is_quiz(self) -> bool:
        """Whether a quiz was applied."""
        return self.sort == QUIZ

    @property
    def in_words(self) -> str:
        """What an undo of it undoes."""
        if self.sort == UNDO:
            return f"the undo of {plural(int(self.what), 'change')}"
        if self.sort == DATES:
            return f"the new due dates of {plural(int(self.what), 'card')}"
        if self.sort == RENAME:
            return f"the rename to {self.what}"
        return (", ".join(self.cards) or "applying a quiz") if self.is_quiz else self.what

    def concerns(self, cards: Set[str]) -> bool:
        """Whether it changed one of these cards; of very many cards it does not say which."""
        return not self.cards or not cards.isdisjoint(self.cards)

    def as_undone(self) -> UndoEntry:
        """Its place only."""
        return UndoEntry(self.id, self.device, self.at, self.serial, is_undone=True)


def undo_entry(
    event: Event, before: tuple[tuple[str, CardState], ...] = (), sums: DaySums = NOTHING
) -> UndoEntry:
    """The entry of a change; without what was there before, its undo reads the log."""
    payload, stamp = event.payload, (event.id, event.device, event.at, event.serial)
    what, sort = "", CARD
    match payload:
        case QuizApplied():
            what, sort = payload.attempt, QUIZ
        case Rescheduled():
            what, sort = str(len(payload.changes)), DATES
        case Undone():
            what, sort = str(len(payload.ids)), UNDO
        case Aliased():
            what, sort = payload.card, RENAME
        case DeckRenamed():
            what, sort = payload.deck, RENAME
        case _:
            what = "".join(cards_named(payload))
    return UndoEntry(*stamp, day_of(event), what, before, sums, sort)


@dataclass(slots=True)
class UndoLog:
    """The newest changes in the order of the log, undone ones included.

    Which ones are kept depends only on the events there are, so equal logs give equal bytes.
    """

    entries: list[UndoEntry] = field(default_factory=list)
    older: set[str] = field(default_factory=set)
    """The devices that have older changes, too."""
    only: Set[str] | None = field(default=None, compare=False)
    """While a log is folded: the events whose entries will be kept."""

    @staticmethod
    def of(changes: Sequence[Event]) -> UndoLog:
        """An empty log that will keep the newest of these."""
        kept, older = _kept(changes)
        return UndoLog(older=older, only=kept)

    def add(self, entry: UndoEntry) -> None:
        """Insert an entry in the order of the log: another device's event may arrive late."""
        at = len(self.entries)
        while at and self.entries[at - 1].order > entry.order:
            at -= 1
        self.entries.insert(at, entry)

    def find(self, event: str) -> UndoEntry | None:
        """The entry of an event, if it is kept."""
        return next((entry for entry in reversed(self.entries) if entry.id == event), None)

    def change(self, event: str, entry: UndoEntry) -> None:
        """Replace the entry of an event."""
        self.entries = [entry if each.id == event else each for each in self.entries]

    def newest(
        self, device: str, first: Collection[str] = (), *, renames: bool = True
    ) -> UndoEntry | None:
        """The change that a device wrote last, of those that count, whatever its clock showed.

        Events whose ids are in `first` take precedence. Without `renames`, those are passed over.
        """
        own = [
            each
            for each in self.entries
            if each.device == device and not each.is_undone and (renames or each.sort != RENAME)
        ]
        preferred = [each for each in own if each.id in first]
        return max(preferred or own, key=_WRITTEN, default=None)

    def since(self, entry: UndoEntry) -> Iterable[UndoEntry]:
        """The kept entries after one."""
        return (each for each in self.entries if each.order > entry.order)

    def keeps(self, event: str) -> bool:
        """Whether the entry of an event is worth adding."""
        return self.only is None or event in self.only

    def trim(self) -> None:
        """Drop the entries that are too old."""
        if len(self.entries) > RECENT:
            kept, older = _kept(self.entries)
            self.older |= older
            self.entries = [each for each in self.entries if each.id in kept]

    def refolded(self, again: Iterable[UndoEntry], cards: Set[str]) -> None:
        """Take over the entries that folding these cards again has made."""
        fresh = {each.id: each for each in again if each.concerns(cards)}
        self.entries = [_merged(each, fresh.pop(each.id, each), cards) for each in self.entries]
        for entry in fresh.values():
            self.add(entry)
        self.trim()


_WRITTEN = attrgetter("serial", "at", "id")
"""The position among the events of a device, in the order of writing."""


def _kept(changes: Sequence[Event | UndoEntry]) -> tuple[set[str], set[str]]:
    """The events whose entries are kept, and the devices that have older ones."""
    kept = {each.id for each in changes[-RECENT:]}
    own: dict[str, list[Event | UndoEntry]] = {}
    for each in changes:
        own.setdefault(each.device, []).append(each)
    for written in own.values():
        kept.update(each.id for each in nlargest(OWN_RECENT, written, key=_WRITTEN))
    return kept, {
        device for device, written in own.items() if any(e.id not in kept for e in written)
    }


def _merged(entry: UndoEntry, again: UndoEntry, cards: Set[str]) -> UndoEntry:
    """An entry with the states before it of the cards that were folded again."""
    if again.is_undone or not entry.is_quiz:
        return again
    fresh = dict(again.before)
    before = tuple(
        (card, fresh.get(card, state) if card in cards else state) for card, state in entry.before
    )
    return replace(entry, before=before)


def counting(events: Iterable[Event]) -> list[Event]:
    """The events that count: those not undone by an undo that itself counts.

    Only ids matter, not the order. A chain of undos ends at one that is not undone itself, or in a
    cycle; the undos of a cycle do nothing.
    """
    known = list(events)
    void = undone(known)
    return [event for event in known if event.id not in void] if void else known


def undone(events: Iterable[Event]) -> set[str]:
    """The ids of the events that do not count.

    An undo is decided once all undos that name it are decided. Undos in a cycle, or named by one
    that is never decided, are never decided either, and so undo nothing.
    """
    targets = {event.id: event.payload.ids for event in events if isinstance(event.payload, Undone)}
    undecided = dict.fromkeys(targets, 0)
    for ids in targets.values():
        for of in ids:
            if of in undecided:
                undecided[of] += 1
    ready = [undo for undo, waiting in undecided.items() if waiting == 0]
    void: set[str] = set()
    while ready:
        undo = ready.pop()
        if undo not in void:
            void.update(targets[undo])
        ready.extend(_decided(targets[undo], undecided))
    return void


def _decided(ids: Iterable[str], undecided: dict[str, int]) -> Iterable[str]:
    """Those of the undos that the last undecided undo has just named."""
    for of in ids:
        if of in undecided:
            undecided[of] -= 1
            if undecided[of] == 0:
                yield of
