"""Wrong options for a card that has none of its own: answers of its neighbours in the deck.

A wrong option must be plausible and must not be right. A text that equals a right answer, contains
one or is contained in one is not used, nor is a text that the question itself contains.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from quizapp.domain.cards.card import BACK, Basic, Card, Choice, Gap, Typed
from quizapp.domain.cards.deck import Deck

WANTED = 3
"""Wrong options beside the right one."""
NEAREST = 8
"""They are drawn from this many answers, those closest to the right one in length."""
LOOKED_AT = 64
"""Of a tag with thousands of cards, only this many of similar length are considered."""
LONGER = 3
"""An option this many times longer or shorter than the answer would give itself away."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another card's answer."""

    card: str
    text: str


class Neighbours:
    """The answers of some decks, from which wrong options are drawn."""

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._decks = {deck.id: _Answers(deck.cards) for deck in decks}

    def drawn_for(self, card: Card, rng: Random) -> list[Neighbour]:
        """Wrong options for a card, fewer than `WANTED` where the deck has no more."""
        found = self.of(card)
        return rng.sample(found, min(WANTED, len(found)))

    def of(self, card: Card) -> list[Neighbour]:
        """All candidates: plausible answers of cards that share its tag and kind."""
        answers = self._decks.get(card.about.deck)
        if answers is None:
            return []
        mates = answers.mates(card)
        return _plausible(card, mates, answers.right_for(card)) if mates else []


def answers_of(card: Card) -> tuple[str, ...]:
    """All right answers of a card that is answered with text; empty for other kinds."""
    match card:
        case Typed() | Gap():
            return (card.answer, *card.accept)
        case Basic() | Choice():
            return (card.answer,)
        case _:
            return ()


class _Answers:
    """One deck's cards, grouped by similarity on first use."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = cards

    @cached_property
    def _alike(self) -> dict[tuple[object, ...], list[Card]]:
        """Cards by kind, direction and tag ("" for no tag), the shortest answer first."""
        found: dict[tuple[object, ...], list[Card]] = defaultdict(list)
        for card in self._cards:
            if answers_of(card):
                for key in _keys(card):
                    found[key].append(card)
        for cards in found.values():
            cards.sort(key=_length)
        return found

    @cached_property
    def _asking(self) -> dict[str, list[Card]]:
        """Cards by their question."""
        found: dict[str, list[Card]] = defaultdict(list)
        for card in self._cards:
            found[card.about.prompt.casefold()].append(card)
        return found

    def mates(self, card: Card) -> list[Card]:
        """Cards of the same kind and direction that share a tag, closest in length first."""
        near = {
            mate.about.id: mate
            for key in _keys(card)
            for mate in _nearest(self._alike.get(key, []), _length(card))
            if mate.about.entry != card.about.entry
        }
        length = _length(card)
        return sorted(near.values(), key=lambda mate: (abs(_length(mate) - length), mate.about.id))

    def right_for(self, card: Card) -> set[str]:
        """The normalised answers of this card and of cards with the same question."""
        from quizapp.domain.judging.typed_text import normal  # loads rapidfuzz, only for texts

        same = self._asking.get(card.about.prompt.casefold(), [])
        return {normal(text) for each in (card, *same) for text in answers_of(each)}


def _keys(card: Card) -> Iterator[tuple[object, ...]]:
    is_back = card.about.id.endswith(BACK)
    for tag in card.about.tags or ("",):
        yield type(card), is_back, tag


def _length(card: Card) -> int:
    return len(answers_of(card)[0])


def _nearest(cards: Sequence[Card], length: int) -> Sequence[Card]:
    """The cards whose answers are closest to a length."""
    index = bisect_left(cards, length, key=_length)
    return cards[max(index - LOOKED_AT // 2, 0) : index + LOOKED_AT // 2]


def _plausible(card: Card, mates: Iterable[Card], right: set[str]) -> list[Neighbour]:
    from quizapp.domain.judging.typed_text import normal  # loads rapidfuzz, only for texts

    prompt = f" {normal(card.about.prompt)} "
    length = _length(card)
    found: dict[str, Neighbour] = {}
    for mate in mates:
        text = answers_of(mate)[0]
        if length > LONGER * len(text) or len(text) > LONGER * length:
            continue
        said = normal(text)
        is_right = any(_says_as_much(normal(answer), right) for answer in answers_of(mate))
        if not is_right and f" {said} " not in prompt:
            found.setdefault(said, Neighbour(mate.about.id, text))
        if len(found) == NEAREST:
            break
    return list(found.values())


def _says_as_much(text: str, right: Iterable[str]) -> bool:
    """Whether a text contains a right answer or is contained in one."""
    words = set(text.split())
    return any(words <= set(answer.split()) or words >= set(answer.split()) for answer in right)
