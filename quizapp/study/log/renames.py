"""Renamed cards and decks: events under an older id count for the card's newest id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from quizapp.domain.cards.card_id import deck_of
from quizapp.domain.event import (
    Aliased,
    CardPayload,
    DeckRenamed,
    Event,
    EventPayload,
    Rescheduled,
)
from quizapp.domain.quiz_events import QuizAnswered, QuizApplied, QuizOpened


@dataclass(frozen=True, slots=True)
class Names:
    """The newest id of each card and deck that was renamed."""

    cards: Mapping[str, str] = field(default_factory=dict)
    decks: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was renamed."""
        return bool(self.cards or self.decks)

    def newest(self, card: str) -> str:
        """The newest id of a card."""
        card = _in_deck(card, self.decks)
        return self.cards.get(card, card)

    def older(self, card: str) -> set[str]:
        """Every id that a card has or had."""
        same = {card, *(old for old, new in self.cards.items() if new == card)}
        decks = list(self.decks.items())
        renamed = {
            f"{was}{each.removeprefix(new)}"
            for each in same
            for was, new in decks
            if deck_of(each) == new
        }
        return same | renamed

    def with_alias(self, card: str, was: str) -> Names:
        """With one card more renamed. Both ids, and their older ones, lead to one card from now on,
        so a card may also be given an older id of its own again.
        """
        card, was = _in_deck(card, self.decks), _in_deck(was, self.decks)
        same = {card, was, self.cards.get(card, card), self.cards.get(was, was)}
        cards = {old: card if new in same else new for old, new in self.cards.items()}
        cards |= dict.fromkeys(same, card)
        del cards[card]
        return replace(self, cards=cards)

    def with_deck(self, deck: str, was: str) -> Names:
        """With one deck more renamed."""
        decks = {old: deck if new == was else new for old, new in self.decks.items()} | {was: deck}
        decks.pop(deck, None)
        cards = {_in_deck(old, decks): _in_deck(new, decks) for old, new in self.cards.items()}
        return Names(cards, decks)

    def with_event(self, event: Event) -> Names:
        """With what an event renamed, if it renamed anything."""
        match event.payload:
            case Aliased():
                return self.with_alias(event.payload.card, event.payload.was)
            case DeckRenamed():
                return self.with_deck(event.payload.deck, event.payload.was)
            case _:
                return self

    def applied_to(self, event: Event) -> Event:
        """The event with every card under its newest id."""
        payload = self._renamed(event.payload) if self else event.payload
        return event if payload is event.payload else replace(event, payload=payload)

    def _renamed(self, payload: EventPayload) -> EventPayload:
        if isinstance(payload, CardPayload):
            if payload.apart:
                return replace(payload, card=_in_deck(payload.card, self.decks))
            return replace(payload, card=self.newest(payload.card))
        match payload:
            case QuizOpened():
                return replace(payload, cards=tuple(map(self.newest, payload.cards)))
            case QuizAnswered():
                like = None if payload.like is None else self.newest(payload.like)
                return replace(payload, card=self.newest(payload.card), like=like)
            case QuizApplied():
                moved = (replace(each, card=self.newest(each.card)) for each in payload.changes)
                return replace(payload, changes=tuple(moved))
            case Rescheduled():
                days = (replace(each, card=self.newest(each.card)) for each in payload.changes)
                return replace(payload, changes=tuple(days))
            case _:
                return payload


def names_in(events: Iterable[Event]) -> Names:
    """What the events that count have renamed; they are in the order of the log."""
    names = Names()
    for event in events:
        names = names.with_event(event)
    return names


def cards_named(payload: EventPayload) -> tuple[str, ...]:
    """The ids of the cards that an event is about."""
    if isinstance(payload, CardPayload):
        return (payload.card,)
    match payload:
        case QuizOpened():
            return payload.cards
        case QuizAnswered():
            return (payload.card, payload.like) if payload.like else (payload.card,)
        case QuizApplied() | Rescheduled():
            return tuple(change.card for change in payload.changes)
        case _:
            return ()


def _in_deck(card: str, decks: Mapping[str, str]) -> str:
    """The id of a card with the newest id of its deck."""
    if not decks:
        return card
    deck = deck_of(card)
    return f"{decks.get(deck, deck)}{card.removeprefix(deck)}"
