"""What sessions need from outside, as Protocols: disk, clock and random numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from random import Random
from typing import TYPE_CHECKING, Protocol, TypeAlias

from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Event, EventPayload
from quizapp.domain.memory import Day
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.log.progress import Progress
from quizapp.study.log.undo_log import UndoEntry

if TYPE_CHECKING:
    from quizapp.domain.cards.card_draft import CardDraft, DraftCheck, EditConflict, SavedFile


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """The wall clock, with its time zone."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back, from an arbitrary start."""
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """The result of recording an event."""

    event: Event
    durable: tuple[Event, ...]
    """The events that this call made durable, earlier unsaved ones included."""
    problem: str = ""
    """Why it is not on the disk, in one line; empty if it is."""

    @property
    def is_saved(self) -> bool:
        """Whether the event is on the disk."""
        return not self.problem


class ProgressStore(Protocol):
    """Keeps the learner's progress."""

    @property
    def progress(self) -> Progress:
        """The progress, including this session's answers, saved or not."""
        ...

    @property
    def unsaved(self) -> int:
        """How many events are in memory only."""
        ...

    @property
    def notices(self) -> Sequence[str]:
        """What the learner should know about the file, one sentence each."""
        ...

    @property
    def read_only(self) -> str:
        """Why nothing can be saved; empty if it can."""
        ...

    def record(self, day: Day, payload: EventPayload) -> Receipt:
        """Stamp an event and make it durable, or keep it in memory and say why.

        Raises NotWritable if the store is read-only.
        """
        ...

    def withdraw(self, event: str) -> None:
        """Drop an event that could not be saved, as if it had never been recorded."""
        ...

    def retry(self) -> tuple[Event, ...]:
        """Try again to save unsaved events; returns those that are durable now."""
        ...

    @property
    def revision(self) -> int:
        """A number that grows whenever a call has read what another program wrote."""
        ...

    def refresh(self) -> None:
        """Read what other programs wrote."""
        ...

    def events_about(self, card: str) -> Sequence[Event]:
        """All events about a card, under this id or an older one, and all undos.

        Empty if the log can't be read.
        """
        ...

    def changes_after(self, at: int) -> Sequence[str]:
        """The events of this device that are dated after a time, in milliseconds since 1970, and
        that count. Empty if the log can't be read.
        """
        ...

    def undoable(self, *, renames: bool = True) -> UndoEntry | None:
        """The newest event of this device that can still be undone; without `renames`, the newest
        that is no rename.
        """
        ...


@dataclass(frozen=True, slots=True)
class EditableDeck:
    """A deck that cards can be added to."""

    deck: str
    title: str
    file: str
    """The name of its file."""


Before: TypeAlias = Callable[[int], None]
"""Called just before a deck file is written, with the checksum (CRC-32) of the new file, or of the
new text of the card that is changed in it.
"""


def nothing(_: int) -> None:
    """Nothing has to be recorded before the file is written."""


@dataclass(frozen=True, slots=True)
class DeckRename:
    """A deck's id before and after a rename."""

    old: str
    new: str
    file: str = ""
    """The new name of its file; empty for the one that goes with the id."""


class DeckRenames(Protocol):
    """Gives cards and decks other ids in their files."""

    def rename_card(
        self, entry: str, to: str, before_replace: Before = nothing, text: int | None = None
    ) -> str:
        """Give an entry (`deck/entry`) another id in its file; returns the file's name.

        `text` is the checksum that the card's text must have. Raises NotEdited if it has changed
        since, or if the write fails.
        """
        ...

    def rename_deck(
        self, rename: DeckRename, before_replace: Before = nothing, text: int | None = None
    ) -> str:
        """Give a deck another id, and its file the name that goes with it; returns that name.

        `text` is the checksum that the file must have; errors are as for `rename_card`.
        """
        ...


class DeckEditor(Protocol):
    """Writes cards back into their deck files."""

    def editable_decks(self) -> Sequence[EditableDeck]:
        """The decks that cards can be added to."""
        ...

    def draft(self, deck: str, name: str) -> CardDraft:
        """A card as its file has it now. Raises NotEdited if it can't be read."""
        ...

    def check(self, draft: CardDraft) -> DraftCheck:
        """The cards that a draft would make, with all errors and advice."""
        ...

    def save(
        self, base: CardDraft, draft: CardDraft, before_replace: Before | None = None
    ) -> SavedFile | EditConflict:
        """Replace the card that `base` was read from by a draft, or add a new card.

        `before_replace` is called when the new file is synced and before it replaces the old one;
        raising aborts the save. Raises NotEdited if the write fails; the file is unchanged then.
        """
        ...

    @property
    def renames(self) -> DeckRenames:
        """Renames cards and decks in these files."""
        ...

    def undo_save(self) -> str:
        """Restore the file to what it was before the last save; returns its name.

        Raises NotEdited if nothing was saved, or if the file has changed since.
        """
        ...


class DeckShelf(Protocol):
    """The decks that can be studied."""

    def decks(self) -> Sequence[Deck]:
        """Every deck that could be read, in order."""
        ...

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong with deck files, one line each."""
        ...

    @property
    def summary(self) -> str:
        """The problems in one short sentence; empty if there are none."""
        ...

    @property
    def editor(self) -> DeckEditor:
        """The editor of these decks."""
        ...


class Preferences(Protocol):
    """Preferences of this machine, which are not part of the progress."""

    @property
    def theme(self) -> str:
        """The theme's name; empty for the default."""
        ...

    def save_theme(self, name: str) -> None:
        """Save the theme, if that is possible."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a session needs."""

    shelf: DeckShelf
    store: ProgressStore
    clock: Clock
    rng: Random
    zone: tzinfo | None = None
    """The local time zone; None is the machine's own."""

    def calendar(self) -> StudyCalendar:
        """The learner's study days, in local time."""
        return StudyCalendar(self.store.progress.settings.rollover, self.zone)

    def today(self) -> Day:
        """The study day it is now."""
        return self.calendar().day(self.clock.now())
