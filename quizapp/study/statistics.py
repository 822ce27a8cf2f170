"""How the learning goes: the figures of `stats`, from the sums of the days and the states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from quizapp.domain.deck import Deck
from quizapp.domain.memory import Day, New
from quizapp.scheduling.model import recall
from quizapp.study.agenda import calendar_of, days_ahead
from quizapp.study.fold import DaySums
from quizapp.study.overview import streak
from quizapp.study.progress import Progress

FORECAST_DAYS = 30


@dataclass(frozen=True, slots=True)
class TagFigures:
    """How well the cards of one tag are known."""

    cards: int
    seen: int
    recall: float | None
    """The mean recall of those that were seen."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All of them."""

    reviews: int
    retention: float | None
    streak: int
    best_streak: int
    seconds: float
    by_grade: dict[int, int]
    by_day: dict[Day, int]
    forecast: dict[Day, int]
    tags: dict[str, TagFigures]


def figures(
    decks: Sequence[Deck], progress: Progress, now: datetime, zone: tzinfo | None
) -> Figures:
    """The figures up to now."""
    today = calendar_of(progress, zone).day(now)
    days = {day: sums for day, sums in progress.days.items() if sums.answers}
    run = streak(days, today)
    total = _total(days.values())
    return Figures(
        reviews=total.answers,
        retention=total.recalled / total.tested if total.tested else None,
        streak=run.now,
        best_streak=run.best,
        seconds=total.ms / 1000,
        by_grade={1: total.again, 2: total.hard, 3: total.good, 4: total.easy},
        by_day={day: days[day].answers for day in sorted(days)},
        forecast=_forecast(decks, progress, today, zone),
        tags=_tags(decks, progress, today),
    )


def _total(days: Iterable[DaySums]) -> DaySums:
    total = DaySums()
    for sums in days:
        total = total.plus(sums)
    return total


def _forecast(
    decks: Sequence[Deck], progress: Progress, today: Day, zone: tzinfo | None
) -> dict[Day, int]:
    """Cards that fall due on each of the days ahead; what is overdue is due today."""
    begins = calendar_of(progress, zone).begins(today)
    ahead = dict.fromkeys((Day(today + place) for place in range(FORECAST_DAYS)), 0)
    for deck in decks:
        for card in deck.cards:
            state = progress.states[card.about.id]
            if state.suspended or isinstance(state.memory, New):
                continue
            day = Day(today + days_ahead(state.memory, begins))
            if day in ahead:
                ahead[day] += 1
    return ahead


def _tags(decks: Sequence[Deck], progress: Progress, today: Day) -> dict[str, TagFigures]:
    found: dict[str, list[float | None]] = {}
    for deck in decks:
        for card in deck.cards:
            memory = progress.states[card.about.id].memory
            known = None
            if not isinstance(memory, New):
                known = recall(memory.stability, today - memory.day)
            for tag in card.about.tags:
                found.setdefault(tag, []).append(known)
    return {tag: _tag_figures(found[tag]) for tag in sorted(found)}


def _tag_figures(recalls: list[float | None]) -> TagFigures:
    seen = [known for known in recalls if known is not None]
    return TagFigures(len(recalls), len(seen), sum(seen) / len(seen) if seen else None)
