"""Cards by their newest ids: what happened under an older one counts for the same card."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.event import (
    Aliased,
    Body,
    CardBody,
    Event,
    QuizAnswered,
    QuizApplied,
    QuizOpened,
)
from quizapp.study.log.fold import counting


def renamed(events: list[Event]) -> list[Event]:
    """The events with every card under its newest id."""
    names = {
        event.body.was: event.body.card
        for event in counting(events)
        if isinstance(event.body, Aliased)
    }
    if not names:
        return events
    return [replace(event, body=_with_names(event.body, names)) for event in events]


def _with_names(body: Body, names: dict[str, str]) -> Body:
    def name(card: str) -> str:
        return _newest_name(names, card)

    if isinstance(body, CardBody):
        return replace(body, card=name(body.card))
    match body:
        case QuizOpened():
            return replace(body, cards=tuple(map(name, body.cards)))
        case QuizAnswered():
            like = None if body.like is None else name(body.like)
            return replace(body, card=name(body.card), like=like)
        case QuizApplied():
            changes = (replace(change, card=name(change.card)) for change in body.changes)
            return replace(body, changes=tuple(changes))
        case _:
            return body


def cards_named(body: Body) -> tuple[str, ...]:
    """The ids of the cards that an event is about."""
    if isinstance(body, CardBody):
        return (body.card,)
    match body:
        case QuizOpened():
            return body.cards
        case QuizAnswered():
            return (body.card, body.like) if body.like else (body.card,)
        case QuizApplied():
            return tuple(change.card for change in body.changes)
        case _:
            return ()


def _newest_name(names: dict[str, str], card: str) -> str:
    seen = {card}
    while (name := names.get(card)) is not None and name not in seen:
        seen.add(name)
        card = name
    return card
