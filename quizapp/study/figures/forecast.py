"""How many cards fall due on each of the days ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Seconds
from quizapp.study.agenda import days_ahead
from quizapp.study.figures.mastery import RecallToday


def forecast(
    decks: Iterable[Deck], known: RecallToday, begins: Seconds, days: int
) -> tuple[int, ...]:
    """Cards due on each of so many days from today on; today begins at `begins`.

    Overdue cards are due today. New and suspended cards are not counted.
    """
    due_times = Counter(
        (summary.due, summary.phase == "review")
        for deck in decks
        for card in deck.ids
        if (summary := known.memory_summaries.get(card)) and card not in known.suspended
    )
    ahead = [0] * days
    for (due, in_days), cards in due_times.items():
        day = days_ahead(due, begins, in_days=in_days)
        if day < days:
            ahead[day] += cards
    return tuple(ahead)
