"""How many cards are due on each of the days ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Day
from quizapp.scheduling.day_plan import Plan
from quizapp.study.figures.mastery import RecallToday


def forecast(
    decks: Iterable[Deck], known: RecallToday, plan: Plan, today: Day, days: int
) -> tuple[int, ...]:
    """Cards due on each of so many days, beginning with those that today's plan still asks.

    A card that is due but not asked today, such as a buried one or a sibling, waits until tomorrow.
    New and suspended cards are not counted.
    """
    due_days = Counter(
        max(summary.due_day, today)
        for deck in decks
        for card in deck.ids
        if (summary := known.memory_summaries.get(card)) and card not in known.suspended
    )
    asked = len(plan.reviews) + len(plan.learning)
    ahead = [due_days[Day(today + later)] for later in range(days)]
    return (asked, ahead[1] + max(ahead[0] - asked, 0), *ahead[2:])
