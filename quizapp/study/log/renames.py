"""Renamed cards and decks: events under an older id count for the card's newest id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from quizapp.domain.cards.names import Names, in_deck
from quizapp.domain.event import (
    Aliased,
    CardPayload,
    DeckRenamed,
    Event,
    EventPayload,
    Moved,
    Rescheduled,
)
from quizapp.domain.quiz_events import Apart, QuizAnswered, QuizApplied, QuizChange, QuizOpened

Change = TypeVar("Change", bound=CardPayload | QuizChange | Moved)


def renamed(names: Names, event: Event) -> Event:
    """The event with every card under its newest id."""
    payload = _renamed(names, event.payload) if names else event.payload
    return event if payload is event.payload else replace(event, payload=payload)


def with_event(names: Names, event: Event) -> Names:
    """The names with what an event renamed, if it renamed anything."""
    match event.payload:
        case Aliased():
            return names.with_alias(event.payload.card, event.payload.was)
        case DeckRenamed():
            return names.with_deck(event.payload.deck, event.payload.was)
        case _:
            return names


def is_rename(payload: EventPayload) -> bool:
    """Whether an event only gives a card or a deck another id."""
    return isinstance(payload, Aliased | DeckRenamed)


def _renamed(names: Names, payload: EventPayload) -> EventPayload:
    newest = names.newest
    match payload:
        case QuizOpened():
            return replace(payload, cards=tuple(map(newest, payload.cards)))
        case QuizAnswered():
            like = None if payload.like is None else newest(payload.like)
            return replace(payload, card=newest(payload.card), like=like)
        case _:
            return _for_each_card(payload, partial(_with_newest, names))


def marked_apart(payload: EventPayload, apart_of: Callable[[str], Apart]) -> EventPayload:
    """The event with each card marked that is not the one that a rename leads to."""
    return _for_each_card(payload, partial(_with_mark, apart_of))


class _ForOneCard(Protocol):
    """Does something to what an event says of one card."""

    def __call__(self, change: Change, /) -> Change: ...


def _for_each_card(payload: EventPayload, do: _ForOneCard) -> EventPayload:
    """An event with something done to what it says of each card that it changes."""
    if isinstance(payload, CardPayload):
        return do(payload)
    if isinstance(payload, QuizApplied):
        return replace(payload, changes=tuple(map(do, payload.changes)))
    if isinstance(payload, Rescheduled):
        return replace(payload, changes=tuple(map(do, payload.changes)))
    return payload


def _with_mark(apart_of: Callable[[str], Apart], change: Change, /) -> Change:
    apart = apart_of(change.card)
    return replace(change, apart=apart) if apart else change


def _with_newest(names: Names, change: Change, /) -> Change:
    match change.apart:
        case "deck":
            return change
        case "card" | True:
            return replace(change, card=in_deck(change.card, names.decks))
        case _:
            return replace(change, card=names.newest(change.card))


def names_in(events: Iterable[Event]) -> Names:
    """What the events that count have renamed; they are in the order of the log."""
    names = Names()
    for event in events:
        names = with_event(names, event)
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
