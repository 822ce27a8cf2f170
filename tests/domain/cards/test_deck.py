from __future__ import annotations

import pytest

from quizapp.domain.cards.card import Card
from quizapp.domain.cards.deck import Cards, Deck, card_index
from tests.world import numbered_deck


def shelved(deck: Deck, made: list[int]) -> Deck:
    """The same deck, of which each card is made when it is asked for."""

    def make(index: int) -> Card:
        made.append(index)
        return deck.cards[index]

    cards = Cards(list(deck.ids), make, lambda: list(deck.tags))
    return Deck(deck.id, deck.title, deck.about, deck.source, deck.file, cards)


def test_a_card_is_made_when_it_is_asked_for_and_once() -> None:
    whole, made = numbered_deck(5), list[int]()
    deck = shelved(whole, made)
    assert (list(deck.ids), len(deck.cards), made) == (list(whole.ids), 5, [])
    assert [deck.cards[3], deck.cards[-2], deck.cards[3]] == [whole.cards[3]] * 3
    assert made == [3]
    assert deck.cards[1:3] == whole.cards[1:3]


def test_a_deck_is_the_same_however_its_cards_are_kept() -> None:
    whole = numbered_deck(3)
    assert shelved(whole, []) == whole
    assert hash(shelved(whole, []).cards) == hash(tuple(whole.cards))


def test_every_card_of_many_decks_is_found_by_its_id() -> None:
    made: list[int] = []
    decks = [numbered_deck(0, "none"), numbered_deck(3, "a"), shelved(numbered_deck(2, "b"), made)]
    index = card_index(decks)
    assert list(index) == ["a/card-0", "a/card-1", "a/card-2", "b/card-0", "b/card-1"]
    assert (len(index), "b/card-1" in index, "b/card-2" in index, made) == (5, True, False, [])
    assert all(index[card].about.id == card for card in index)
    with pytest.raises(KeyError):
        index["none/card-0"]


def test_what_is_tagged_is_found_without_making_the_others() -> None:
    made: list[int] = []
    assert shelved(numbered_deck(4), made).tagged(["nothing"]).cards == ()
    assert made == []
