"""What is known of all cards on a study day, looked up once for every figure made of it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from quizapp.domain.memory import Day, Probability
from quizapp.scheduling.memory_model import recall
from quizapp.study.log.states import Standing, States

MATURE = 21
"""Days of stability from which on a card counts as mature."""


@dataclass(frozen=True, slots=True)
class Known:
    """Of cards that nothing is said of, nothing is known."""

    standings: Mapping[str, Standing]
    recalls: Mapping[str, Probability]
    """The chance that each is known."""
    suspended: AbstractSet[str]

    def sort_of(self, card: str) -> str:
        """`new`, `learning`, `young`, `mature` or `suspended`."""
        if card in self.suspended:
            return "suspended"
        standing = self.standings.get(card)
        if standing is None:
            return "new"
        if standing.phase != "review":
            return "learning"
        return "mature" if standing.stability >= MATURE else "young"


def known_on(states: States, today: Day) -> Known:
    """What is known on a study day."""
    standings = states.standings()
    recalls = {
        card: recall(standing.stability, today - standing.day)
        for card, standing in standings.items()
    }
    return Known(standings, recalls, states.suspended())
