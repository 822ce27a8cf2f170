"""A learner's progress: the result of all events that count, updated event by event."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from quizapp.domain.event import (
    Aliased,
    CardPayload,
    Event,
    QuizApplied,
    QuizPayload,
    SettingChanged,
    Undone,
)
from quizapp.domain.memory import CardState, Day
from quizapp.domain.settings import Settings
from quizapp.scheduling.memory_model import strengthened
from quizapp.study.log.attempts import Attempts
from quizapp.study.log.calibration import Calibration
from quizapp.study.log.day_sums import NOTHING, DaySums
from quizapp.study.log.fold import (
    Model,
    counting,
    state_after,
    state_after_quiz,
    sums_of,
)
from quizapp.study.log.renames import cards_named, renamed
from quizapp.study.log.states import States

RECENT = 200
"""Events that can be undone without reading the log."""

CLOCK_SLACK = 24 * 3600 * 1000
"""Milliseconds. If the newest event is ahead of the clock by at most this, the next event is dated
just after it."""


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """What an undoable event has changed, and what was there before."""

    id: str
    device: str
    at: int
    day: Day
    what: str
    """The id of the card, or of the attempt that was applied."""
    before: tuple[tuple[str, CardState], ...]
    """The cards that it changed, each with its state before."""
    sums: DaySums
    is_quiz: bool = False

    @property
    def order(self) -> tuple[int, str, str]:
        """The position of its event in the log."""
        return (self.at, self.device, self.id)

    @property
    def cards(self) -> tuple[str, ...]:
        """The cards that it changed."""
        return tuple(card for card, _ in self.before)


@dataclass(slots=True)
class Progress:
    """The one mutable value of a session. Only `apply` changes it; `folded` builds a new one."""

    states: States = field(default_factory=States)
    days: dict[Day, DaySums] = field(default_factory=dict)
    recent: deque[UndoEntry] = field(default_factory=lambda: deque(maxlen=RECENT))
    settings: Settings = field(default_factory=Settings)
    newest: int = 0
    """The time of the newest event, in milliseconds since 1970."""
    count: int = 0
    """How many events there are, undone ones included."""
    awaited: frozenset[str] = frozenset()
    """Events that an undo names but that have not arrived. When one does, all is folded again."""
    renamed: frozenset[str] = frozenset()
    """Old ids of renamed cards."""
    attempts: Attempts = field(default_factory=Attempts)
    calibration: Calibration = field(default_factory=Calibration)
    """Predicted against actual recall of cards in review."""

    def apply(self, event: Event, model: Model = strengthened) -> bool:
        """Apply one more event. False if its effect depends on the whole log: then fold it again.

        That is the case for an event older than its card's newest one, an undo of an event that is
        no longer in `recent`, an undo of an undo, an event undone before it arrived, and a rename.
        """
        payload = event.payload
        if event.id in self.awaited or not self.renamed.isdisjoint(cards_named(payload)):
            return False
        if isinstance(payload, Undone):
            known = self._undo(event, payload)
        elif isinstance(payload, CardPayload):
            known = self._is_newest(event, (payload.card,))
            if known:
                self.take(event, payload, model)
        elif isinstance(payload, QuizApplied):
            known = self._is_newest(event, cards_named(payload)) and event.at > self.newest
            if known:
                self.take_quiz(event, payload, model)
        elif isinstance(payload, SettingChanged | QuizPayload):
            known = event.at > self.newest
            self.take_other(event)
        else:
            known = not isinstance(payload, Aliased)
        self.newest = max(self.newest, event.at)
        self.count += 1
        return known

    def undoable(self, device: str, first: Collection[str] = ()) -> UndoEntry | None:
        """The newest event of this device in `recent` that can be undone.

        Events whose ids are in `first` take precedence.
        """
        own = [entry for entry in self.recent if entry.device == device]
        preferred = [entry for entry in own if entry.id in first]
        return next(reversed(preferred or own), None)

    def sums(self, day: Day) -> DaySums:
        """The sums of a study day."""
        return self.days.get(day, NOTHING)

    def _is_newest(self, event: Event, cards: Iterable[str]) -> bool:
        return all(self.states[card].at < event.at for card in cards)

    def take(self, event: Event, payload: CardPayload, model: Model) -> None:
        """Apply an event that is known to be the newest about its card."""
        before = self.states[payload.card]
        sums = sums_of(before, event)
        self.states.put(payload.card, state_after(before, event, model))
        self._add(event.day, sums)
        pairs = ((payload.card, before),)
        self._remember(
            UndoEntry(event.id, event.device, event.at, event.day, payload.card, pairs, sums)
        )

    def take_quiz(self, event: Event, payload: QuizApplied, model: Model) -> None:
        """Apply a quiz that is known to be the newest event about its cards."""
        has_effect = self.attempts.takes_effect(payload)
        self.attempts.note_applied(event.id, payload)
        if not has_effect:
            return
        before = tuple((change.card, self.states[change.card]) for change in payload.changes)
        for change in payload.changes:
            state = self.states[change.card]
            self.states.put(change.card, state_after_quiz(state, change, event, model))
        self._remember(
            UndoEntry(
                event.id, event.device, event.at, event.day, payload.attempt, before, NOTHING, True
            )
        )

    def take_other(self, event: Event) -> None:
        """Apply an event that changes no card and is the newest of all."""
        if isinstance(event.payload, SettingChanged):
            self.settings = self.settings.with_value(event.payload.name, event.payload.value)
        elif isinstance(event.payload, QuizPayload):
            self.attempts.apply(event, event.payload)

    def _remember(self, entry: UndoEntry) -> None:
        """Insert an entry in the order of the log: another device's event may arrive late."""
        later: list[UndoEntry] = []
        while self.recent and self.recent[-1].order > entry.order:
            later.append(self.recent.pop())
        self.recent.append(entry)
        self.recent.extend(reversed(later))

    def _undo(self, event: Event, payload: Undone) -> bool:
        undone = next((entry for entry in self.recent if entry.id == payload.of), None)
        if undone is None or not self._is_last_of_its_cards(undone):
            return False
        if undone.is_quiz and not self.attempts.forget_applied(undone.what):
            return False
        self.recent.remove(undone)
        for card, state in reversed(undone.before):
            self.states.put(card, state)
        self._add(undone.day, undone.sums, -1)
        return event.at > undone.at

    def _is_last_of_its_cards(self, undone: UndoEntry) -> bool:
        """Whether nothing happened to its cards since, so that their old states can be restored.

        Times alone can't tell: two devices may have answered one card in the same millisecond.
        """
        if any(self.states[card].at != undone.at for card in undone.cards):
            return False
        since = (entry for entry in self.recent if entry.order > undone.order)
        return all(set(undone.cards).isdisjoint(entry.cards) for entry in since)

    def _add(self, day: Day, sums: DaySums, sign: int = 1) -> None:
        if sums.tested:
            self.calibration = self.calibration.plus(sums, sign)
        if sums != NOTHING:
            total = self.sums(day).plus(sums, sign)
            if total == NOTHING:
                self.days.pop(day, None)
            else:
                self.days[day] = total


def folded(
    events: Iterable[Event], model: Model = strengthened, *, recent: int | None = RECENT
) -> Progress:
    """The progress of a whole log; the order of `events` does not matter.

    `recent` is how many events can be undone without the log; None means all.
    """
    ordered = sorted(_once_each(events), key=lambda event: event.order)
    progress = Progress(recent=deque(maxlen=recent))
    for event in counting(renamed(ordered)):
        if isinstance(event.payload, CardPayload):
            progress.take(event, event.payload, model)
        elif isinstance(event.payload, QuizApplied):
            progress.take_quiz(event, event.payload, model)
        else:
            progress.take_other(event)
    named = {event.payload.of for event in ordered if isinstance(event.payload, Undone)}
    progress.renamed = frozenset(
        event.payload.was for event in ordered if isinstance(event.payload, Aliased)
    )
    progress.awaited = frozenset(named - {event.id for event in ordered})
    progress.newest = max((event.at for event in ordered), default=0)
    progress.count = len(ordered)
    return progress


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events that count, in the order of the log, with every card under its newest id."""
    return counting(renamed(sorted(_once_each(events), key=lambda event: event.order)))


def _once_each(events: Iterable[Event]) -> Iterable[Event]:
    """One event per id: the one with the greatest rank, whichever came first."""
    unique: dict[str, Event] = {}
    for event in events:
        other = unique.setdefault(event.id, event)
        if other != event and event.rank > other.rank:
            unique[event.id] = event
    return unique.values()
