"""Renamed cards: events under an older id count for the card's newest id."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.event import (
    Aliased,
    CardPayload,
    Event,
    EventPayload,
    QuizAnswered,
    QuizApplied,
    QuizOpened,
)
from quizapp.study.log.fold import counting


def renamed(events: list[Event]) -> list[Event]:
    """The events with every card under its newest id."""
    names = {
        event.payload.was: event.payload.card
        for event in counting(events)
        if isinstance(event.payload, Aliased)
    }
    if not names:
        return events
    return [replace(event, payload=_with_names(event.payload, names)) for event in events]


def _with_names(payload: EventPayload, names: dict[str, str]) -> EventPayload:
    def name(card: str) -> str:
        return _newest_name(names, card)

    if isinstance(payload, CardPayload):
        return replace(payload, card=name(payload.card))
    match payload:
        case QuizOpened():
            return replace(payload, cards=tuple(map(name, payload.cards)))
        case QuizAnswered():
            like = None if payload.like is None else name(payload.like)
            return replace(payload, card=name(payload.card), like=like)
        case QuizApplied():
            changes = (replace(change, card=name(change.card)) for change in payload.changes)
            return replace(payload, changes=tuple(changes))
        case _:
            return payload


def cards_named(payload: EventPayload) -> tuple[str, ...]:
    """The ids of the cards that an event is about."""
    if isinstance(payload, CardPayload):
        return (payload.card,)
    match payload:
        case QuizOpened():
            return payload.cards
        case QuizAnswered():
            return (payload.card, payload.like) if payload.like else (payload.card,)
        case QuizApplied():
            return tuple(change.card for change in payload.changes)
        case _:
            return ()


def _newest_name(names: dict[str, str], card: str) -> str:
    seen = {card}
    while (name := names.get(card)) is not None and name not in seen:
        seen.add(name)
        card = name
    return card
