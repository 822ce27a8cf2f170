"""The ids of cards: `deck/entry`, `deck/entry:2` for a gap, `deck/entry:back` for the reverse."""

from __future__ import annotations


def deck_of(card_id: str) -> str:
    """The id of a card's deck."""
    return card_id.partition("/")[0]


def entry_of(card_id: str) -> str:
    """The id shared by a card and its siblings."""
    return card_id.partition(":")[0]
