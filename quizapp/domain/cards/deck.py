"""A deck: cards that belong together, in the order of their file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from quizapp.domain.cards.card_id import entry_of
from quizapp.domain.lazy_sequence import LazySequence

if TYPE_CHECKING:
    from quizapp.domain.cards.card import Card


class Cards(LazySequence["Card"]):
    """Cards whose ids and tags are known before any card is built."""

    def __init__(
        self,
        ids: Sequence[str],
        make: Callable[[int], Card],
        tags: Callable[[], Sequence[Sequence[str]]],
    ) -> None:
        super().__init__(len(ids), make)
        self.ids = ids
        self.tags = tags

    def __eq__(self, other: object) -> bool:
        """Equal to any sequence of the same cards."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """The hash of a tuple of the same cards."""
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck, with its valid cards only."""

    id: str
    title: str
    about: str = ""
    source: str = ""
    file: str = ""
    """The name of its file, as shown to people."""
    cards: Sequence[Card] = ()
    was: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    """The earlier ids of entries that the file gives some."""
    file_ids: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The ids that entries have in the file, where their progress has another."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids of its cards."""
        return self.cards.ids if isinstance(self.cards, Cards) else _ids(self.cards)

    @property
    def tags(self) -> Sequence[Sequence[str]]:
        """The tags of each of its cards."""
        if isinstance(self.cards, Cards):
            return self.cards.tags()
        return [card.about.tags for card in self.cards]

    def tagged(self, tags: Collection[str]) -> Deck:
        """The deck with only those cards that have one of the tags."""
        wanted = frozenset(tags)
        indexes = [at for at, each in enumerate(self.tags) if not wanted.isdisjoint(each)]
        return replace(self, cards=tuple(self.cards[at] for at in indexes))

    def relabelled(self, ids: Mapping[str, str]) -> Deck:
        """The deck with other ids for some of its cards."""
        if not ids:
            return self
        cards = self.cards
        fresh = Cards(
            [ids.get(card, card) for card in self.ids],
            lambda index: _relabelled(cards[index], ids),
            lambda: self.tags,
        )
        renamed = {entry_of(new): entry_of(old) for old, new in ids.items()}
        moved = {new: self.file_ids.get(old, old) for new, old in renamed.items() if new != old}
        newer = {old: new for new, old in renamed.items()}
        was = {newer.get(entry, entry): ids for entry, ids in self.was.items()}
        return replace(self, cards=fresh, was=was, file_ids={**self.file_ids, **moved})

    def with_entry(self, entry: str, cards: Collection[Card]) -> Deck:
        """The deck with an entry's cards replaced."""
        is_its = [card.about.entry == entry for card in self.cards]
        if True not in is_its:
            return self
        first = is_its.index(True)
        after = (card for card in self.cards[first:] if card.about.entry != entry)
        return replace(self, cards=(*self.cards[:first], *cards, *after))


class CardIndex(Mapping[str, "Card"]):
    """The cards of these decks by id, each built on first access."""

    def __init__(self, decks: Iterable[Deck]) -> None:
        known = list(decks)
        self._cards = [deck.cards for deck in known]
        self._starts = list(accumulate((len(cards) for cards in self._cards), initial=0))
        self._numbers = {
            card: number
            for number, card in enumerate(chain.from_iterable(deck.ids for deck in known))
        }

    def __getitem__(self, card: str) -> Card:
        """The card with this id."""
        number = self._numbers[card]
        deck = bisect_right(self._starts, number) - 1
        return self._cards[deck][number - self._starts[deck]]

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    def __contains__(self, card: object) -> bool:
        """Whether there is a card with this id; builds nothing."""
        return card in self._numbers


def deck_titles(decks: Iterable[Deck]) -> dict[str, str]:
    """The title of each deck by its id."""
    return {deck.id: deck.title for deck in decks}


def card_index(decks: Iterable[Deck]) -> Mapping[str, Card]:
    """Every card by its id."""
    return CardIndex(decks)


def _relabelled(card: Card, ids: Mapping[str, str]) -> Card:
    from quizapp.domain.cards.card import with_id  # only when cards are needed

    return with_id(card, ids.get(card.about.id, card.about.id))


def _ids(cards: Iterable[Card]) -> tuple[str, ...]:
    return tuple(card.about.id for card in cards)


def chosen_decks(decks: Iterable[Deck], names: Collection[str]) -> list[Deck]:
    """The decks with these ids, in the order of the decks; all of them if no id is given."""
    return [deck for deck in decks if not names or deck.id in names]
