"""Cards as rows of plain values, for the cache."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from quizapp.domain.cards.card import KINDS, About, Card, kind_of

_OWN_FIELDS = {
    name: tuple(field.name for field in fields(kind))[1:] for name, kind in KINDS.items()
}


def row_of(card: Card) -> list[object]:
    """The row of a card."""
    kind = kind_of(card)
    about = card.about
    own = [getattr(card, name) for name in _OWN_FIELDS[kind]]
    return [kind, [about.id, about.prompt, about.why, about.source, about.tags], own]


def card_from(kind: str, about: list[Any], own: list[Any]) -> Card:
    """The card of a row. `Any`, because the checksum proves that this module wrote it."""
    card_id, prompt, why, source, tags = about
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in own]
    make: Callable[..., Card] = KINDS[kind]
    return make(About(card_id, prompt, why, source, tuple(tags)), *values)
