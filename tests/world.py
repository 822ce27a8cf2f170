"""A small world for tests: a clock that the test sets, decks, and a store in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from quizapp.domain.cards.card import About, Basic, Card
from quizapp.domain.cards.card_draft import CardDraft, DraftCheck, EditConflict, SavedFile
from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Event, EventPayload
from quizapp.domain.memory import Day
from quizapp.errors import NotEdited, NotWritable
from quizapp.study.log.earlier_events import changes_after, newest_change, take_in
from quizapp.study.log.progress import Progress, folded
from quizapp.study.log.undo_log import UndoEntry
from quizapp.study.ports import Before, DeckEditor, DeckRenames, Desk, EditableDeck, Receipt
from tests.study.events import ListLog

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A quiet morning."""


@dataclass(slots=True)
class FakeClock:
    time: datetime = MONDAY
    wall: timedelta = timedelta()
    """How far the wall clock was set away from the time that has passed."""

    def now(self) -> datetime:
        return self.time + self.wall

    def monotonic(self) -> float:
        return self.time.timestamp()

    def set_wall(self, **length: float) -> None:
        """Someone sets the wall clock; what has passed has passed."""
        self.wall += timedelta(**length)

    def pass_by(self, **length: float) -> None:
        self.time += timedelta(**length)


@dataclass(slots=True)
class MemoryStore:
    """The port `ProgressStore` without a disk."""

    clock: FakeClock
    device: str = "testdevice"
    read_only: str = ""
    fails: str = ""
    """While this says something, nothing can be saved."""
    notices: Sequence[str] = ()
    events: list[Event] = field(default_factory=list)
    waiting: list[Event] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)
    revision: int = 0
    prefix: str = ""
    """Hex digits before its ids, so that two stores never make the same one."""
    offset: int = 0
    """Minutes that local time is ahead of UTC."""

    @property
    def unsaved(self) -> int:
        return len(self.waiting)

    def record(self, day: Day, payload: EventPayload) -> Receipt:
        if self.read_only:
            raise NotWritable(self.read_only)
        at = max(int(self.clock.now().timestamp() * 1000), self.progress.newest + 1)
        number = len(self.events)
        identity = f"{self.prefix}{number:032x}"[:16] + f"{number:016x}"
        event = Event(identity, at, day, self.offset, self.device, payload, number + 1)
        self.events.append(event)
        self.progress = take_in(self.progress, [event], ListLog(self.events))
        self.waiting.append(event)
        return Receipt(event, self.retry(), self.fails)

    def withdraw(self, event: str) -> None:
        self.waiting = [each for each in self.waiting if each.id != event]
        self.events = [each for each in self.events if each.id != event]
        self.progress = folded(self.events)

    def retry(self) -> tuple[Event, ...]:
        if self.fails:
            return ()
        durable = tuple(self.waiting)
        self.waiting.clear()
        return durable

    def refresh(self) -> None:
        """Nobody else writes, unless a test says so with `elsewhere`."""

    def elsewhere(self, day: Day, payload: EventPayload) -> None:
        """Another window writes."""
        mine, self.device = self.device, "otherdevice"
        self.record(day, payload)
        self.device = mine
        self.revision += 1

    def events_about(self, card: str) -> Sequence[Event]:  # noqa: ARG002 (all of them will do)
        return self.events

    def changes_after(self, at: int) -> Sequence[str]:
        return changes_after(ListLog(self.events), self.device, at)

    def undoable(self, *, renames: bool = True) -> UndoEntry | None:
        log = ListLog(self.events)
        return newest_change(self.progress, log, self.device, renames=renames)


class NoEditor:
    """The port `DeckEditor` where there are no files to write."""

    def editable_decks(self) -> Sequence[EditableDeck]:
        return []

    def draft(self, deck: str, name: str) -> CardDraft:
        raise NotEdited(f"card '{deck}/{name}' is in no file")

    def check(self, draft: CardDraft) -> DraftCheck:
        raise NotEdited(f"there is no deck '{draft.deck}'")

    def save(
        self,
        base: CardDraft,
        draft: CardDraft,
        before_replace: Before | None = None,  # noqa: ARG002 (nothing is ever written)
    ) -> SavedFile | EditConflict:
        raise NotEdited(f"there is no deck '{base.deck or draft.deck}'")

    def undo_save(self) -> str:
        raise NotEdited("nothing was saved")

    @property
    def renames(self) -> DeckRenames:
        raise NotEdited("there are no files")


@dataclass(frozen=True, slots=True)
class FixedShelf:
    """The port `DeckShelf` without files."""

    held: Sequence[Deck]
    problems: Sequence[str] = ()
    summary: str = ""

    editor: DeckEditor = field(default_factory=NoEditor)

    def decks(self) -> Sequence[Deck]:
        return self.held


def basic(name: str, deck: str = "deck", *tags: str) -> Basic:
    return Basic(About(f"{deck}/{name}", f"What is {name}?", tags=tags), f"It is {name}")


def deck_of(*cards: Card, name: str = "deck") -> Deck:
    return Deck(name, name.title(), cards=cards)


def numbered_deck(count: int, name: str = "deck") -> Deck:
    return deck_of(*(basic(f"card-{number}", name) for number in range(count)), name=name)


def desk_for(*decks: Deck, seed: int = 1) -> tuple[Desk, FakeClock, MemoryStore]:
    clock = FakeClock()
    store = MemoryStore(clock)
    return Desk(FixedShelf(decks), store, clock, Random(seed), UTC), clock, store
