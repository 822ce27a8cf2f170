"""A deck: cards that belong together, in the order of their file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from quizapp.domain.card import Card


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck, its good cards only."""

    id: str
    title: str
    about: str = ""
    source: str = ""
    file: str = ""
    """The name of its file, for people."""
    cards: tuple[Card, ...] = ()

    def tagged(self, tags: Collection[str]) -> Deck:
        """The deck with only the cards that have one of the tags."""
        wanted = frozenset(tags)
        kept = tuple(card for card in self.cards if not wanted.isdisjoint(card.about.tags))
        return replace(self, cards=kept)

    def with_entry(self, entry: str, cards: Collection[Card]) -> Deck:
        """The deck with other cards in the place of an entry's."""
        is_its = [card.about.entry == entry for card in self.cards]
        if True not in is_its:
            return self
        first = is_its.index(True)
        after = (card for card in self.cards[first:] if card.about.entry != entry)
        return replace(self, cards=(*self.cards[:first], *cards, *after))


def card_index(decks: Iterable[Deck]) -> dict[str, Card]:
    """Every card by its id."""
    return {card.about.id: card for deck in decks for card in deck.cards}


def chosen_decks(decks: Iterable[Deck], names: Collection[str]) -> list[Deck]:
    """The decks with these ids, in their order; all when none is named."""
    return [deck for deck in decks if not names or deck.id in names]
