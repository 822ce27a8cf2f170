"""Wrong options for a card that has none of its own: answers of its neighbours in the deck.

A wrong option must be plausible and must not be right. What says the same as an answer, holds it or
is held by it, is no option; nor is anything that stands in the question already.
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
"""They are drawn from so many, those most like the right answer in length."""
LOOKED_AT = 64
"""Of a tag with thousands of cards, so many of like length are looked at."""
LONGER = 3
"""An option this many times as long as another, or as short, gives itself away."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another card's answer."""

    card: str
    text: str


class Neighbours:
    """The answers of some decks, ready to be drawn from."""

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._decks = {deck.id: _Answers(deck.cards) for deck in decks}

    def drawn_for(self, card: Card, rng: Random) -> list[Neighbour]:
        """Wrong options for a card, fewer than `WANTED` where the deck has no more."""
        found = self.of(card)
        return rng.sample(found, min(WANTED, len(found)))

    def of(self, card: Card) -> list[Neighbour]:
        """All that may be drawn: plausible answers of cards that share its tag and kind."""
        answers = self._decks.get(card.about.deck)
        if answers is None:
            return []
        mates = answers.mates(card)
        return _plausible(card, mates, answers.right_for(card)) if mates else []


def answers_of(card: Card) -> tuple[str, ...]:
    """Every text that is a right answer to a card that is answered with text."""
    match card:
        case Typed() | Gap():
            return (card.answer, *card.accept)
        case Basic() | Choice():
            return (card.answer,)
        case _:
            return ()


class _Answers:
    """One deck's cards by what makes them alike; sorted out when they are first asked for."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = cards

    @cached_property
    def _alike(self) -> dict[tuple[object, ...], list[Card]]:
        """Cards by kind, direction and tag (none is a tag too), the shortest answer first."""
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
        """Cards of its kind, direction and some tag of its own, nearest in length first."""
        near = {
            mate.about.id: mate
            for key in _keys(card)
            for mate in _nearest(self._alike.get(key, []), _length(card))
            if mate.about.entry != card.about.entry
        }
        length = _length(card)
        return sorted(near.values(), key=lambda mate: (abs(_length(mate) - length), mate.about.id))

    def right_for(self, card: Card) -> set[str]:
        """Normalised: its own answers, and those of cards that ask the same."""
        from quizapp.domain.judging.typed_text import normal

        same = self._asking.get(card.about.prompt.casefold(), [])
        return {normal(text) for each in (card, *same) for text in answers_of(each)}


def _keys(card: Card) -> Iterator[tuple[object, ...]]:
    is_back = card.about.id.endswith(BACK)
    for tag in card.about.tags or ("",):
        yield type(card), is_back, tag


def _length(card: Card) -> int:
    return len(answers_of(card)[0])


def _nearest(cards: Sequence[Card], length: int) -> Sequence[Card]:
    """Some cards around a length."""
    place = bisect_left(cards, length, key=_length)
    return cards[max(place - LOOKED_AT // 2, 0) : place + LOOKED_AT // 2]


def _plausible(card: Card, mates: Iterable[Card], right: set[str]) -> list[Neighbour]:
    from quizapp.domain.judging.typed_text import normal

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
    """Whether a text holds a right answer or is held by one."""
    words = set(text.split())
    return any(words <= set(answer.split()) or words >= set(answer.split()) for answer in right)
