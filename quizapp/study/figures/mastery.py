"""How well each card is known on a study day: computed once, for every figure made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Day, Probability
from quizapp.scheduling.memory_model import recall
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.log.states import MemorySummary, States

MATURE = 21
"""Days: a card in review with at least this stability is mature."""


@dataclass(frozen=True, slots=True)
class RecallToday:
    """How well cards are known. A card missing from `memory_summaries` was never answered."""

    memory_summaries: Mapping[str, MemorySummary]
    recalls: Mapping[str, Probability]
    """The chance that each answered card is recalled today."""
    suspended: AbstractSet[str]
    buried: AbstractSet[str]
    today: Day

    def is_due(self, card: str) -> bool:
        """Whether a card is due today and not set aside."""
        summary = self.memory_summaries.get(card)
        is_aside = card in self.suspended or card in self.buried
        return summary is not None and summary.due_day <= self.today and not is_aside

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


@dataclass(frozen=True, slots=True)
class CardCounts:
    """Cards by stage; a suspended card counts as nothing else."""

    new: int = 0
    learning: int = 0
    young: int = 0
    mature: int = 0
    suspended: int = 0


def recall_today(states: States, calendar: StudyCalendar, today: Day) -> RecallToday:
    """How well each card is known on a study day."""
    summaries = states.memory_summaries(calendar)
    recalls = {
        card: recall(summary.stability, today - summary.day) for card, summary in summaries.items()
    }
    return RecallToday(summaries, recalls, states.suspended(), states.buried_on(today), today)


def count_cards(decks: Iterable[Deck], known: RecallToday) -> CardCounts:
    """The cards of these decks by stage."""
    stages: Counter[str] = Counter()
    for deck in decks:
        stages.update(map(known.stage_of, deck.ids))
    return CardCounts(**stages)
