"""Which cards a study day holds, within its limits, and in which order they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from random import Random
from typing import Protocol

from quizapp.domain.card import Card, entry_of
from quizapp.domain.deck import Deck
from quizapp.domain.memory import (
    CardState,
    Day,
    Learning,
    New,
    Probability,
    Relearning,
    Reviewing,
    Seconds,
)
from quizapp.scheduling.model import recall


@dataclass(frozen=True, slots=True)
class Room:
    """How many cards the day's limits still let in."""

    new: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Today:
    """The study day that is planned, and what is known of it."""

    day: Day
    ends: Seconds
    """The instant at which the next study day begins."""
    answered: frozenset[str]
    """The cards answered on it already."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card on its steps, and the instant it waits for."""

    due: Seconds
    card: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is left of a study day."""

    learning: tuple[Waiting, ...]
    """By due time."""
    reviews: tuple[str, ...]
    """Lowest recall first."""
    new: tuple[str, ...]
    """One from each deck in turn, in file order."""

    @property
    def line(self) -> tuple[str, ...]:
        """Reviews with the new cards spread evenly among them."""
        return interleaved(self.reviews, self.new)


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    """Among siblings the lowest comes today: learning, then review, then new."""
    recall: Probability
    waiting: Waiting
    deck: str


class CardStates(Protocol):
    """What is known of each card."""

    def __getitem__(self, card: str) -> CardState:
        """The card's state; fresh if nothing happened to it."""
        ...

    def due(self, card: str) -> Seconds:
        """When the card comes back, without the rest of its state; 0 if it is new."""
        ...


def plan(
    decks: Iterable[Deck],
    states: CardStates,
    today: Today,
    room: Room,
    rng: Random,
) -> Plan:
    """The day's cards out of these decks. Siblings, and what is set aside, wait for another day."""
    touched = {entry_of(card) for card in today.answered}
    found = _one_a_family(
        candidate
        for deck in decks
        for card in deck.cards
        # Most cards sleep: their states need not be made.
        if states.due(card.about.id) < today.ends
        and (candidate := _candidate(card, deck.id, states[card.about.id], today, touched))
    )
    learning = sorted((c.waiting for c in found if c.rank == 0), key=lambda w: (w.due, w.card))
    due = [candidate for candidate in found if candidate.rank == 1]
    rng.shuffle(due)
    due.sort(key=lambda candidate: candidate.recall)
    new = _in_turn([c for c in found if c.rank == 2])
    return Plan(
        tuple(learning),
        tuple(candidate.waiting.card for candidate in due[: max(room.reviews, 0)]),
        tuple(new[: max(room.new, 0)]),
    )


def _candidate(
    card: Card, deck: str, state: CardState, today: Today, touched: set[str]
) -> _Candidate | None:
    card_id = card.about.id
    if state.suspended or state.is_buried(today.day):
        return None
    if entry_of(card_id) in touched and card_id not in today.answered:
        return None
    match state.memory:
        case New():
            return _Candidate(2, Probability(0), Waiting(Seconds(0), card_id), deck)
        case Learning(due=due) | Relearning(due=due) if due < today.ends:
            return _Candidate(0, Probability(0), Waiting(due, card_id), deck)
        case Reviewing(stability=stability, day=day, due=due) if due < today.ends:
            known = recall(stability, today.day - day)
            return _Candidate(1, known, Waiting(due, card_id), deck)
        case _:
            return None


def _one_a_family(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """At most one of each entry's cards, in the order in which they came."""
    best: dict[str, _Candidate] = {}
    for candidate in candidates:
        entry = entry_of(candidate.waiting.card)
        rival = best.get(entry)
        if rival is None or (candidate.rank, candidate.recall) < (rival.rank, rival.recall):
            best[entry] = candidate
    return list(best.values())


def _in_turn(new: Sequence[_Candidate]) -> list[str]:
    by_deck: dict[str, list[str]] = {}
    for candidate in new:
        by_deck.setdefault(candidate.deck, []).append(candidate.waiting.card)
    rounds = zip_longest(*by_deck.values())
    return [card for card in chain.from_iterable(rounds) if card is not None]


def interleaved(many: Sequence[str], few: Sequence[str]) -> tuple[str, ...]:
    """Both in one line, each in its own order, spread evenly."""
    places = [((place + 0.5) / len(many), 0, card) for place, card in enumerate(many)]
    places += [((place + 0.5) / len(few), 1, card) for place, card in enumerate(few)]
    return tuple(card for *_, card in sorted(places, key=lambda place: place[:2]))
