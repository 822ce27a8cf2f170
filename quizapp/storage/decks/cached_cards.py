"""Cards as rows of plain values, for the cache."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from quizapp.domain.cards.card import KINDS, About, Card, kind_of
from quizapp.storage.decks.plain_values import number, text

_VALUES: dict[str, Callable[[Any], object]] = {
    "str": text,
    "tuple[str, ...]": lambda value: tuple(map(text, _listed(value))),
    "bool": lambda value: {True: True, False: False}[value],
    "int": number,
}
"""What makes a field of a value that JSON holds, by the field's type."""
_OWN_FIELDS = {
    name: {field.name: _VALUES[str(field.type)] for field in fields(kind)[1:]}
    for name, kind in KINDS.items()
}


def row_of(card: Card) -> list[object]:
    """The row of a card."""
    kind = kind_of(card)
    about = card.about
    own = [getattr(card, name) for name in _OWN_FIELDS[kind]]
    return [kind, [about.id, about.prompt, about.why, about.source, about.tags], own]


def card_from(kind: str, about: list[Any], own: list[Any]) -> Card:
    """The card of a row. Raises TypeError, ValueError or KeyError if the row is odd."""
    *texts, tags = about
    card_id, prompt, why, source = map(text, texts)
    shared = About(card_id, prompt, why, source, tuple(map(text, _listed(tags))))
    makers = _OWN_FIELDS[kind].values()
    values: list[Any] = [make(value) for make, value in zip(makers, own, strict=True)]
    make_card: Callable[..., Card] = KINDS[kind]
    return make_card(shared, *values)


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value
