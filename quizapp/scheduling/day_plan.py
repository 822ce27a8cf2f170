"""The cards of a study day, within its limits and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from random import Random
from typing import NamedTuple

from quizapp.domain.cards.card_id import entry_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Day, Probability, Seconds


@dataclass(frozen=True, slots=True)
class LimitsLeft:
    """How many cards the day's limits still allow."""

    new: int
    reviews: int


@dataclass(frozen=True, slots=True)
class StudyDay:
    """The study day to plan, and the cards already answered on it."""

    day: Day
    ends: Seconds
    """The instant at which the next study day starts."""
    answered: frozenset[str]
    """The cards already answered on it."""


@dataclass(frozen=True, slots=True)
class Eligible:
    """Which cards may be asked on a study day. Cards not in `known` are new, and may be asked."""

    known: AbstractSet[str]
    """Cards that were answered, or are suspended or buried: only those below may be asked."""
    learning: Mapping[str, Seconds]
    """Cards on their steps, and when each is due."""
    reviews: Mapping[str, Probability]
    """Cards due for review, and the recall of each."""
    waited: Callable[[str], float] = field(default=lambda _: 0.0, compare=False)
    """How long a card has waited since its last answer, relative to its interval."""

    def among(self, cards: Iterable[str]) -> list[str]:
        """The cards among these that may be asked. It sees every card, so it has to be fast."""
        learning, reviews, known = self.learning, self.reviews, self.known
        return [card for card in cards if card in reviews or card in learning or card not in known]


class Waiting(NamedTuple):
    """A card on its steps, and when it is due."""

    due: Seconds
    card: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The cards left on a study day."""

    learning: tuple[Waiting, ...]
    """In the order of their due times."""
    reviews: tuple[str, ...]
    """Lowest recall first."""
    new: tuple[str, ...]
    """One from each deck in turn, in file order."""

    @property
    def line(self) -> tuple[str, ...]:
        """Reviews with the new cards spread evenly among them."""
        return interleaved(self.reviews, self.new)


_NEW = 2


class _Candidate(NamedTuple):
    rank: int
    """0 learning, 1 review, 2 new."""
    recall: Probability
    waiting: Waiting
    deck: str


def plan(
    decks: Iterable[Deck],
    eligible: Eligible,
    today: StudyDay,
    limits: LimitsLeft,
    rng: Random,
) -> Plan:
    """The day's cards from these decks. Siblings of a card wait for another day."""
    touched = {entry_of(card) for card in today.answered}
    candidates = (
        _candidate(card, deck.id, eligible)
        for deck in decks
        for card in eligible.among(deck.ids)
        if card in today.answered or entry_of(card) not in touched
    )
    found = _one_per_entry(candidates, eligible.waited)
    learning = sorted((c.waiting for c in found if c.rank == 0), key=lambda w: (w.due, w.card))
    due = [candidate for candidate in found if candidate.rank == 1]
    rng.shuffle(due)
    due.sort(key=lambda candidate: candidate.recall)
    new = _in_turn([c for c in found if c.rank == _NEW])
    return Plan(
        tuple(learning),
        tuple(candidate.waiting.card for candidate in due[: max(limits.reviews, 0)]),
        tuple(new[: max(limits.new, 0)]),
    )


def _candidate(card: str, deck: str, eligible: Eligible) -> _Candidate:
    if card in eligible.learning:
        return _Candidate(0, Probability(0), Waiting(eligible.learning[card], card), deck)
    if card in eligible.reviews:
        return _Candidate(1, eligible.reviews[card], Waiting(Seconds(0), card), deck)
    return _Candidate(_NEW, Probability(0), Waiting(Seconds(0), card), deck)


def _one_per_entry(
    candidates: Iterable[_Candidate], waited: Callable[[str], float]
) -> list[_Candidate]:
    """At most one card of each entry, in the order of the candidates.

    The one that has waited longest relative to its interval, so that a sibling that keeps failing
    does not take every turn; a new card waits until no sibling is due.
    """

    def turn(candidate: _Candidate) -> tuple[bool, float, int, Probability]:
        is_new = candidate.rank == _NEW
        return is_new, -waited(candidate.waiting.card), candidate.rank, candidate.recall

    best: dict[str, _Candidate] = {}
    for candidate in candidates:
        entry = entry_of(candidate.waiting.card)
        rival = best.get(entry)
        if rival is None or turn(candidate) < turn(rival):
            best[entry] = candidate
    return list(best.values())


def _in_turn(new: Sequence[_Candidate]) -> list[str]:
    by_deck: dict[str, list[str]] = {}
    for candidate in new:
        by_deck.setdefault(candidate.deck, []).append(candidate.waiting.card)
    rounds = zip_longest(*by_deck.values())
    return [card for card in chain.from_iterable(rounds) if card is not None]


def interleaved(many: Sequence[str], few: Sequence[str]) -> tuple[str, ...]:
    """Both sequences as one, each in its own order, spread evenly."""
    indexes = [((index + 0.5) / len(many), 0, card) for index, card in enumerate(many)]
    indexes += [((index + 0.5) / len(few), 1, card) for index, card in enumerate(few)]
    return tuple(card for *_, card in sorted(indexes, key=lambda index: index[:2]))
