"""The app on a stage: frozen clock, fixed seed, invented history; for tests and for pictures."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Event, Reviewed
from quizapp.domain.memory import Answered, Day, Grade, Reviewing, phase_of
from quizapp.scheduling.scheduler import Scheduler
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.storage.decks.cache import CachedDeck, DeckCache
from quizapp.storage.decks.reader import read_deck
from quizapp.storage.decks.shelf import Shelf
from quizapp.storage.disk import Disk
from quizapp.study.known_shelf import KnownShelf
from quizapp.study.log.progress import Progress
from quizapp.study.ports import Desk
from quizapp.tui.app import RunquizApp
from tests.world import FakeClock, FixedShelf, MemoryStore

TODAY = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
DECKS = Path(__file__).parents[2] / "decks"


@dataclass(slots=True)
class NoPreferences:
    """The port `Preferences` without a file."""

    theme: str = ""

    def save_theme(self, name: str) -> None:
        self.theme = name


def shipped() -> list[Deck]:
    """The decks that come with the program, read once."""
    return list(_shipped())


@cache
def _shipped() -> tuple[Deck, ...]:
    files = [read_deck(path, path.read_bytes()) for path in sorted(DECKS.glob("*.yaml"))]
    return tuple(file.deck for file in files if file.deck is not None)


def history(decks: Iterable[Deck], until: datetime, days: int) -> Progress:
    """The progress of a learner who has come nearly every day and is right four times in five."""
    return deepcopy(_history(tuple(decks), until, days))


@cache
def _history(decks: tuple[Deck, ...], until: datetime, days: int) -> Progress:
    progress = Progress()
    rng = Random(7)
    cards = [card.about.id for deck in decks for card in deck.cards]
    scheduler = Scheduler(progress.settings, StudyCalendar(zone=UTC))
    for back in range(days, 0, -1):
        if rng.random() < 0.15 and back > 12:
            continue
        now = until - timedelta(days=back)
        day = scheduler.calendar.day(now)
        seen = [card for card in cards if card in progress.states]
        due = [card for card in seen if _is_due(progress, card, day)]
        fresh = [card for card in cards if card not in progress.states][: rng.randint(0, 4)]
        for card in [*due[: rng.randint(8, 20)], *fresh]:
            now += timedelta(seconds=9)
            grade = rng.choices(list(Grade), weights=(12, 10, 66, 12))[0]
            state = progress.states[card]
            memory = scheduler.outcomes(state.memory, now, {})[grade]
            payload = replace(_dates(card, memory), grade=grade, after=state.last)
            identity = f"{zlib.crc32(f'{card}{now}'.encode()):032x}"
            at = int(now.timestamp() * 1000)
            progress.apply(Event(identity, at, day, 0, "stage", payload))
    return progress


def _dates(card: str, memory: Answered) -> Reviewed:
    """A Good that led to this memory."""
    phase = phase_of(memory)
    if isinstance(memory, Reviewing):
        return Reviewed(card, Grade.GOOD, 5200, phase, "", due_day=memory.due_day)
    return Reviewed(card, Grade.GOOD, 5200, phase, "", memory.due, step=memory.step)


def _is_due(progress: Progress, card: str, day: Day) -> bool:
    memory = progress.states[card].memory
    return not isinstance(memory, Reviewing) or memory.due_day <= day


def app_with(
    *decks: Deck,
    days: int = 0,
    now: datetime = TODAY,
    theme: str = "",
    seed: int = 3,
    colourless: bool = False,
) -> tuple[RunquizApp, Desk, MemoryStore]:
    """The app, its desk and its store."""
    clock = FakeClock(now)
    store = MemoryStore(clock)
    if days:
        store.progress = history(decks, now, days)
    # The shipped decks can be looked at in the editor, and never written.
    editor = shelf_on(DECKS, shipped=DECKS).editor
    desk = Desk(FixedShelf(decks, editor=editor), store, clock, Random(seed), UTC)
    app = RunquizApp(desk, NoPreferences(theme), colourless=colourless)
    return app, desk, store


def app_on(folder: Path, disk: Disk | None = None) -> tuple[RunquizApp, Desk, MemoryStore]:
    """The app on a folder of decks that can be edited."""
    clock = FakeClock(TODAY)
    store = MemoryStore(clock)
    shelf = KnownShelf(shelf_on(folder, disk), store)
    desk = Desk(shelf, store, clock, Random(3), UTC)
    return RunquizApp(desk, NoPreferences()), desk, store


class NoCache(DeckCache):
    """Keeps nothing, so that every deck is read from its file."""

    def __init__(self) -> None:
        super().__init__(Disk(), Path())

    def find(self, path: Path) -> CachedDeck | None:  # noqa: ARG002 (nothing is kept)
        return None

    def keep(self, path: Path, cached: CachedDeck) -> None:
        pass


def shelf_on(folder: Path, disk: Disk | None = None, shipped: Path | None = None) -> Shelf:
    """The decks of a folder."""
    return Shelf(disk or Disk(), NoCache(), [folder], shipped=shipped)
