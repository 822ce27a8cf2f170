"""The newest ids of cards and decks that were renamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from quizapp.domain.cards.card_id import deck_of
from quizapp.errors import InvalidStates


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
        card = in_deck(card, self.decks)
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
        card, was = in_deck(card, self.decks), in_deck(was, self.decks)
        same = {card, was, self.cards.get(card, card), self.cards.get(was, was)}
        cards = {old: card if new in same else new for old, new in self.cards.items()}
        cards |= dict.fromkeys(same, card)
        del cards[card]
        return replace(self, cards=cards)

    def with_deck(self, deck: str, was: str) -> Names:
        """With one deck more renamed."""
        decks = {old: deck if new == was else new for old, new in self.decks.items()} | {was: deck}
        decks.pop(deck, None)
        cards = {in_deck(old, decks): in_deck(new, decks) for old, new in self.cards.items()}
        return Names(cards, decks)


def names_from(value: object) -> Names:
    """From plain values: a mapping for cards and one for decks. Raises InvalidStates."""
    match value:
        case [dict() as cards, dict() as decks]:
            return Names(_texts(cards), _texts(decks))
        case _:
            raise InvalidStates


def _texts(value: Mapping[object, object]) -> dict[str, str]:
    return {str(old): str(new) for old, new in value.items()}


def in_deck(card: str, decks: Mapping[str, str]) -> str:
    """The id of a card with the newest id of its deck."""
    if not decks:
        return card
    deck = deck_of(card)
    return f"{decks.get(deck, deck)}{card.removeprefix(deck)}"
