"""The queue of one review, kept up to date with the clock and with other windows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from quizapp.domain.cards.card import Card
from quizapp.domain.cards.card_id import entry_of
from quizapp.domain.cards.deck import Deck, card_index
from quizapp.domain.memory import Answered, Day, Memory, Reviewing, phase_of
from quizapp.scheduling.day_plan import Plan
from quizapp.scheduling.queue import Queue, Turn, queue_of
from quizapp.study.agenda import load_ahead, plan_today
from quizapp.study.identity import renamed_deck
from quizapp.study.ports import Desk
from quizapp.study.question import Tally


class Lineup:
    """The day's plan as a queue, planned again when the day changes or another program wrote."""

    def __init__(self, desk: Desk, decks: Sequence[Deck], ahead: int = 0) -> None:
        self.cards: Mapping[str, Card] = card_index(decks)
        self._desk = desk
        self._decks = decks
        self._ahead = ahead
        """Cards due in this many days are asked today."""
        self._queue = Queue()
        self._skipped: set[str] = set()
        self._day = Day(-1)
        self._revision = -1
        self._load: Counter[Day] | None = None
        self._names = desk.store.progress.names

    def turn(self, now: datetime) -> Turn:
        """The next card, or when the next one is due, or that none is left."""
        self._stay_current(now)
        return self._queue.turn(now.timestamp())

    def load(self, now: datetime) -> Counter[Day]:
        """How many cards fall due on each future day, this session's answers included."""
        if self._load is None:
            every = {card for deck in self._desk.shelf.decks() for card in deck.ids}
            today = self._desk.calendar().day(now)
            self._load = load_ahead(self._desk.store.progress, every, today)
        return self._load

    def tally(self) -> Tally:
        """The cards left."""
        states = self._desk.store.progress.states
        queue = self._queue
        left = {*queue.line, *queue.first, *(waiting.card for waiting in queue.learning)}
        phases = Counter(phase_of(states[card].memory) for card in left)
        return Tally(phases["new"], phases["learning"] + phases["relearning"], phases["review"])

    def answered(self, card: str, before: Memory, memory: Answered) -> None:
        """Update queue and load: a grade changed a card's memory from `before` to `memory`."""
        if isinstance(memory, Reviewing):
            self._queue = self._queue.after_answer(card)
        else:
            self._queue = self._queue.waiting(card, memory.due)
        self._move_load(before, -1)
        self._move_load(memory, 1)

    def _move_load(self, memory: Memory, cards: int) -> None:
        """Add to or subtract from the load of the day on which a card comes back."""
        if self._load is not None and isinstance(memory, Reviewing):
            self._load[max(memory.due_day, self._day)] += cards

    def drop(self, card: str) -> None:
        """Remove a card for today."""
        self._queue = self._queue.without(card)
        self._load = None

    def skip(self, card: str) -> None:
        """Remove a card for the rest of this session."""
        self._skipped.add(card)
        self._queue = self._queue.after_answer(card)

    def put_first(self, card: str) -> None:
        """Ask a card next, before all others; its siblings wait for another day."""
        self._skipped.discard(card)
        for other in self.cards:
            if other != card and entry_of(other) == entry_of(card):
                self._queue = self._queue.without(other)
        self._queue = self._queue.with_first(card)
        self._load = None

    def replan(self) -> None:
        """Plan again before the next card, because what is due has changed."""
        self._revision = -1

    def edited(self, entry: str, cards: Sequence[Card]) -> None:
        """Replace the cards of an edited entry: those that are gone leave the queue."""
        self._decks = [deck.with_entry(entry, cards) for deck in self._decks]
        before = self.cards
        self.cards = card_index(self._decks)
        for card in before.keys() - self.cards.keys():
            self.drop(card)
        if before.keys() != self.cards.keys():
            self.replan()

    def _stay_current(self, now: datetime) -> None:
        calendar = self._desk.calendar()
        today = calendar.day(now)
        self._desk.store.refresh()
        self._follow_renames()
        revision = self._desk.store.revision
        if (revision, today) != (self._revision, self._day):
            queue = replace(queue_of(self._plan(now)), answered=self._queue.answered)
            for card in reversed(self._queue.first):
                queue = queue.with_first(card)
            for card in self._skipped:
                queue = queue.without(card)
            self._queue, self._load = queue, None
            self._revision, self._day = revision, today
            self.load(now)  # Computed now, so that showing the first answer does not wait for it.

    def _follow_renames(self) -> None:
        """Another window may have renamed cards that are asked here."""
        names = self._desk.store.progress.names
        if names == self._names:
            return
        self._names = names
        decks = [renamed_deck(deck, self._desk.store.progress) for deck in self._decks]
        newest = dict(zip(self.cards, card_index(decks), strict=True))
        self._decks, self.cards = decks, card_index(decks)
        self._skipped = {newest.get(card, card) for card in self._skipped}
        first, last = self._queue.first, self._queue.answered or ""
        first = tuple(newest.get(card, card) for card in first)
        self._queue = Queue(first=first, answered=newest.get(last, last))
        self.replan()

    def _plan(self, now: datetime) -> Plan:
        progress = self._desk.store.progress
        calendar = self._desk.calendar()
        return plan_today(self._decks, progress, calendar, now, self._desk.rng, self._ahead)


class CramLineup(Lineup):
    """Every card once, in random order, due or not; suspended cards are left out."""

    def _stay_current(self, now: datetime) -> None:
        """Make the queue once: nothing changes it during a cram."""
        if self._day < 0:
            self._day = self._desk.calendar().day(now)
            states = self._desk.store.progress.states
            cards = [card for card in self.cards if not states[card].suspended]
            self._desk.rng.shuffle(cards)
            self._queue = Queue(tuple(cards))
