"""What is known of all cards on a study day, looked up once for every figure made of it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from quizapp.domain.memory import Day, Probability
from quizapp.scheduling.memory_model import recall
from quizapp.study.log.states import MemorySummary, States

MATURE = 21
"""Days of stability from which on a card counts as mature."""


@dataclass(frozen=True, slots=True)
class RecallToday:
    """Of cards that nothing is said of, nothing is known."""

    memory_summaries: Mapping[str, MemorySummary]
    recalls: Mapping[str, Probability]
    """The chance that each is known."""
    suspended: AbstractSet[str]

    def stage_of(self, card: str) -> str:
        """`new`, `learning`, `young`, `mature` or `suspended`."""
        if card in self.suspended:
            return "suspended"
        summary = self.memory_summaries.get(card)
        if summary is None:
            return "new"
        if summary.phase != "review":
            return "learning"
        return "mature" if summary.stability >= MATURE else "young"


def recall_today(states: States, today: Day) -> RecallToday:
    """What is known on a study day."""
    memory_summaries = states.memory_summaries()
    recalls = {
        card: recall(summary.stability, today - summary.day)
        for card, summary in memory_summaries.items()
    }
    return RecallToday(memory_summaries, recalls, states.suspended())
