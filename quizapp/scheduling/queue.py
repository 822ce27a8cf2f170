"""The queue of a session: which card is next. A value; each change returns a new queue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from quizapp.domain.memory import Seconds
from quizapp.scheduling.day_plan import Plan, Waiting

LEARN_AHEAD = 20 * 60
"""Seconds: a card on its steps may be asked this early if nothing else is left."""


@dataclass(frozen=True, slots=True)
class Next:
    """A card can be asked now."""

    card: str


@dataclass(frozen=True, slots=True)
class Later:
    """Only cards on their steps are left, and none is due soon."""

    count: int
    due: Seconds
    """When the first of them is due."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing is left today."""


Turn: TypeAlias = Next | Later | Finished


@dataclass(frozen=True, slots=True)
class Queue:
    """Cards in line, cards on their steps, and cards put first by an undo."""

    line: tuple[str, ...] = ()
    learning: tuple[Waiting, ...] = ()
    first: tuple[str, ...] = ()
    answered: str | None = None
    """The card answered last: it is not asked again at once if another one can be asked."""

    def turn(self, now: float) -> Turn:
        """The next turn at an instant (seconds since 1970)."""
        if self.first:
            return Next(self.first[0])
        ripe = self._ripe(now)
        others = [card for card in ripe if card != self.answered]
        if others:
            return Next(others[0])
        if self.line:
            return Next(self.line[0])
        ahead = self._ripe(now + LEARN_AHEAD)
        soon = [card for card in ahead if card != self.answered] or ahead
        if soon:
            return Next(soon[0])
        if self.learning:
            return Later(len(self.learning), self.learning[0].due)
        return Finished()

    def without(self, card: str) -> Queue:
        """The queue without a card."""
        return replace(
            self,
            line=_without(self.line, card),
            learning=tuple(waiting for waiting in self.learning if waiting.card != card),
            first=_without(self.first, card),
        )

    def after_answer(self, card: str) -> Queue:
        """The queue after a card was answered and is done for today."""
        return replace(self.without(card), answered=card)

    def waiting(self, card: str, due: Seconds) -> Queue:
        """The queue after a card was answered and is due again on a step."""
        queue = self.after_answer(card)
        learning = sorted((*queue.learning, Waiting(due, card)), key=lambda w: (w.due, w.card))
        return replace(queue, learning=tuple(learning))

    def with_first(self, card: str) -> Queue:
        """The queue with a card before all others."""
        queue = self.without(card)
        answered = None if queue.answered == card else queue.answered
        return replace(queue, first=(card, *queue.first), answered=answered)

    def _ripe(self, now: float) -> list[str]:
        return [waiting.card for waiting in self.learning if waiting.due <= now]

    def __len__(self) -> int:
        """How many cards are left."""
        return len(self.line) + len(self.learning) + len(self.first)


def _without(cards: tuple[str, ...], card: str) -> tuple[str, ...]:
    """The cards without this one, which is among them at most once."""
    if card not in cards:
        return cards
    index = cards.index(card)
    return cards[:index] + cards[index + 1 :]


def queue_of(plan: Plan) -> Queue:
    """The queue at the start of a session."""
    return Queue(plan.line, plan.learning)
