"""The newest ids of cards and decks that were renamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from quizapp.domain.cards.card_id import deck_of, entry_of
from quizapp.errors import InvalidStates


@dataclass(frozen=True, slots=True)
class Names:
    """The newest id of each card and deck that was renamed."""

    cards: Mapping[str, str] = field(default_factory=dict)
    """By the older id of a card, or of an entry with all its cards."""
    decks: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was renamed."""
        return bool(self.cards or self.decks)

    def newest(self, card: str) -> str:
        """The newest id of a card."""
        return self.in_its_deck(in_deck(card, self.decks))

    def newest_deck(self, deck: str) -> str:
        """The newest id of a deck."""
        return self.decks.get(deck, deck)

    def in_its_deck(self, card: str) -> str:
        """The newest id of a card whose deck has its newest id already."""
        found = self.cards.get(card)
        return _with_entry(card, self.cards) if found is None else found

    def older(self, card: str) -> set[str]:
        """Every id that a card has or had."""
        entry = entry_of(card)
        ending = card.removeprefix(entry)
        same = {card, *(old for old, new in self.cards.items() if new == card)}
        same |= {
            f"{old}{ending}" for old, new in self.cards.items() if new == entry == entry_of(new)
        }
        decks = list(self.decks.items())
        renamed = {
            f"{was}{each.removeprefix(new)}"
            for each in same
            for was, new in decks
            if deck_of(each) == new
        }
        return same | renamed

    def with_alias(self, card: str, was: str) -> Names:
        """With one card more renamed, or one entry with all its cards.

        Both ids, and their older ones, lead to one card from now on, so a card may also be given an
        older id of its own again.
        """
        card, was = in_deck(card, self.decks), in_deck(was, self.decks)
        same = {card, was, self.in_its_deck(card), self.in_its_deck(was)}
        moved = dict.fromkeys(same, card)
        cards = {old: moved.get(new) or _with_entry(new, moved) for old, new in self.cards.items()}
        cards |= moved

        def says(old: str, new: str) -> bool:
            """Whether it must be listed: a gap may keep its id although its entry was renamed."""
            return old != new or (":" in old and entry_of(old) in cards)

        return replace(self, cards={old: new for old, new in cards.items() if says(old, new)})

    def with_deck(self, deck: str, was: str) -> Names:
        """With one deck more renamed; as for cards, both ids and their older ones lead to one."""
        same = {deck, was, self.newest_deck(deck), self.newest_deck(was)}
        decks = {old: deck if new in same else new for old, new in self.decks.items()}
        decks |= dict.fromkeys(same, deck)
        decks.pop(deck, None)
        cards = {in_deck(old, decks): in_deck(new, decks) for old, new in self.cards.items()}
        return Names(cards, decks)


def _with_entry(card: str, entries: Mapping[str, str]) -> str:
    """The id of a gap, or of the other direction, whose entry may have another id."""
    entry = entry_of(card)
    new = entries.get(entry, entry) if entry != card else card
    return card if ":" in new or new == card else f"{new}{card.removeprefix(entry)}"


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
