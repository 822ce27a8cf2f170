"""What a session needs of the world, as Protocols: the disk, the clock and chance stay outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from random import Random
from typing import TYPE_CHECKING, Protocol

from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Event, EventPayload
from quizapp.domain.memory import Day
from quizapp.study.log.progress import Progress, UndoEntry

if TYPE_CHECKING:
    from quizapp.domain.cards.card_draft import CardDraft, DraftCheck, EditConflict, SavedFile


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """The wall clock, with its zone."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back, from an arbitrary beginning."""
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an event that was handed to the store."""

    event: Event
    durable: tuple[Event, ...]
    """The events that are on the disk since this call; earlier unsaved ones come first."""
    problem: str = ""
    """Why it is not on the disk, in one line; empty when it is."""

    @property
    def is_saved(self) -> bool:
        """Whether the event is on the disk."""
        return not self.problem


class ProgressStore(Protocol):
    """The learner's progress, kept."""

    @property
    def progress(self) -> Progress:
        """All that is known, this session's answers included, saved or not."""
        ...

    @property
    def unsaved(self) -> int:
        """How many events are in memory only."""
        ...

    @property
    def notices(self) -> Sequence[str]:
        """What the learner should be told about the file, one sentence each."""
        ...

    @property
    def read_only(self) -> str:
        """Why nothing can be written; empty when it can."""
        ...

    def record(self, day: Day, payload: EventPayload) -> Receipt:
        """Stamp what happened and make it durable, or keep it in memory and say why."""
        ...

    def retry(self) -> tuple[Event, ...]:
        """Try again to save what is unsaved; the events that are durable now."""
        ...

    @property
    def revision(self) -> int:
        """Grows whenever something that others wrote is taken in, by whatever call."""
        ...

    def refresh(self) -> None:
        """Take in what other programs wrote."""
        ...

    def events_about(self, card: str) -> Sequence[Event]:
        """All that happened to a card, under this id or an older one, with every undo there is.

        Nothing, where the log can't be read.
        """
        ...

    def undoable(self) -> UndoEntry | None:
        """This device's newest event that can be undone and still counts."""
        ...


@dataclass(frozen=True, slots=True)
class EditableDeck:
    """A deck that a card can be added to."""

    deck: str
    title: str
    file: str
    """The name of its file."""


class DeckEditor(Protocol):
    """Cards written back into the files of their decks."""

    def editable_decks(self) -> Sequence[EditableDeck]:
        """The decks that a card can be added to."""
        ...

    def draft(self, deck: str, name: str) -> CardDraft:
        """A card as its file has it now. Raises NotEdited if it can't be read."""
        ...

    def check(self, draft: CardDraft) -> DraftCheck:
        """What a draft would ask, and all that is wrong with it or could be better."""
        ...

    def save(
        self, base: CardDraft, draft: CardDraft, before_replace: Callable[[], None] | None = None
    ) -> SavedFile | EditConflict:
        """Write a draft over the card that `base` was read from, or add it if that is new.

        `before_replace` is called when the new file is synced and before it replaces the old one;
        raising aborts the save. Raises NotEdited if the write fails; the file is as it was then.
        """
        ...

    def undo_save(self) -> str:
        """Put the file of the last save back as it was, and say its name.

        Raises NotEdited if there is none, or if the file has changed since.
        """
        ...


class DeckShelf(Protocol):
    """The decks that can be studied."""

    def decks(self) -> Sequence[Deck]:
        """Every deck that could be read, in order."""
        ...

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong with the others, one line each."""
        ...

    @property
    def summary(self) -> str:
        """The same in one short sentence; empty when nothing is wrong."""
        ...

    @property
    def editor(self) -> DeckEditor:
        """What edits these decks."""
        ...


class Preferences(Protocol):
    """What belongs to this machine and not to the learner's progress."""

    @property
    def theme(self) -> str:
        """The theme's name; empty for the default."""
        ...

    def keep_theme(self, name: str) -> None:
        """Remember the theme, as well as that can be done."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a session needs to begin."""

    shelf: DeckShelf
    store: ProgressStore
    clock: Clock
    rng: Random
    zone: tzinfo | None = None
    """The local time zone; None is the machine's own."""
