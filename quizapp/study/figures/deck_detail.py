"""One deck, or several, in more detail: how well the cards are known, and what is coming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from random import Random

from quizapp.domain.cards.deck import Deck
from quizapp.study.agenda import calendar_of, plan_today
from quizapp.study.figures.forecast import forecast
from quizapp.study.figures.mastery import CardCounts, count_cards, recall_today
from quizapp.study.log.progress_view import ProgressView

DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class DeckDetail:
    """Cards by stage, and cards due on each of the next days."""

    cards: int
    counts: CardCounts
    ahead: tuple[int, ...]
    about: str
    """What the deck is about; empty for several decks."""


def detail_of(
    decks: Sequence[Deck], progress: ProgressView, now: datetime, zone: tzinfo | None
) -> DeckDetail:
    """The detail of these decks together."""
    calendar = calendar_of(progress, zone)
    today = calendar.day(now)
    known = recall_today(progress.states, calendar, today)
    plan = plan_today(decks, progress, calendar, now, Random(0))  # noqa: S311 (only for counting)
    return DeckDetail(
        sum(len(deck.ids) for deck in decks),
        count_cards(decks, known),
        forecast(decks, known, plan, today, DAYS_AHEAD),
        decks[0].about if len(decks) == 1 else "",
    )
