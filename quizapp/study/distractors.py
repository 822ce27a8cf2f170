"""Wrong options for a card that has none of its own: answers of its neighbours in the deck.

A wrong option must be plausible and must not be right. What says the same as an answer, holds it or
is held by it, is no option; nor is anything that stands in the question already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from quizapp.domain.card import Basic, Card, Choice, Gap, Typed
from quizapp.domain.deck import Deck

WANTED = 3
"""Wrong options beside the right one."""
NEAREST = 8
"""They are drawn from so many, those most like the right answer in length."""
LONGER = 3
"""An option this many times as long as another, or as short, gives itself away."""
BACK = ":back"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another card's answer."""

    card: str
    text: str


class Neighbours:
    """The answers of some decks, ready to be drawn from."""

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._cards = {deck.id: deck.cards for deck in decks}

    def drawn_for(self, card: Card, rng: Random) -> list[Neighbour]:
        """Wrong options for a card, fewer than `WANTED` where the deck has no more."""
        found = self.of(card)
        return rng.sample(found, min(WANTED, len(found)))

    def of(self, card: Card) -> list[Neighbour]:
        """All that may be drawn: plausible answers of cards that share its tag and kind."""
        cards = self._cards.get(card.about.deck, ())
        mates = [other for other in cards if _is_mate(card, other)]
        return _plausible(card, mates, _right_answers(card, cards)) if mates else []


def answers_of(card: Card) -> tuple[str, ...]:
    """Every text that is a right answer to a card that is answered with text."""
    match card:
        case Typed() | Gap():
            return (card.answer, *card.accept)
        case Basic() | Choice():
            return (card.answer,)
        case _:
            return ()


def _is_mate(card: Card, other: Card) -> bool:
    """Whether two cards ask for the same sort of thing: same kind, direction and some tag."""
    if type(other) is not type(card) or other.about.entry == card.about.entry:
        return False
    if other.about.id.endswith(BACK) != card.about.id.endswith(BACK):
        return False
    one, two = set(card.about.tags), set(other.about.tags)
    return not one.isdisjoint(two) or not (one or two)


def _right_answers(card: Card, others: Sequence[Card]) -> set[str]:
    """Normalised: its own answers, and those of cards that ask the same."""
    from quizapp.domain.typing_check import normal

    asked = normal(card.about.prompt)
    same = [other for other in others if normal(other.about.prompt) == asked]
    return {normal(text) for each in (card, *same) for text in answers_of(each)}


def _plausible(card: Card, others: Iterable[Card], right: set[str]) -> list[Neighbour]:
    from quizapp.domain.typing_check import normal

    prompt = f" {normal(card.about.prompt)} "
    length = len(answers_of(card)[0])
    found: dict[str, Neighbour] = {}
    for other in others:
        text = answers_of(other)[0]
        said = normal(text)
        if f" {said} " in prompt or length > LONGER * len(text) or len(text) > LONGER * length:
            continue
        if not any(_says_as_much(normal(answer), right) for answer in answers_of(other)):
            found.setdefault(said, Neighbour(other.about.id, text))
    nearest = sorted(found.values(), key=lambda each: (abs(len(each.text) - length), each.card))
    return nearest[:NEAREST]


def _says_as_much(text: str, right: Iterable[str]) -> bool:
    """Whether a text holds a right answer or is held by one."""
    words = set(text.split())
    return any(words <= set(answer.split()) or words >= set(answer.split()) for answer in right)
