"""The figures of `stats`, from the sums of the days and the states of the cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from random import Random

from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Day
from quizapp.scheduling.study_day import date_of
from quizapp.study.agenda import calendar_of, plan_today
from quizapp.study.figures.forecast import forecast
from quizapp.study.figures.mastery import CardCounts, RecallToday, count_cards, recall_today
from quizapp.study.figures.muscles import MuscleGroup, groups_of
from quizapp.study.figures.overview import streak
from quizapp.study.log.calibration import RecallBin
from quizapp.study.log.day_sums import NOTHING, DaySums
from quizapp.study.log.progress_view import ProgressView

FORECAST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Week:
    """The totals of the seven study days from a Monday on."""

    answers: int
    seconds: float
    retention: float | None
    """The share of cards in review that were recalled; None without any."""
    predicted: float | None
    """The share that the memory model predicted."""


@dataclass(frozen=True, slots=True)
class TagFigures:
    """How well the cards of one tag are known."""

    cards: int
    seen: int
    recall: float | None
    """The mean recall of the cards seen."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that `stats` reports."""

    reviews: int
    retention: float | None
    streak: int
    best_streak: int
    seconds: float
    by_grade: dict[int, int]
    by_day: dict[Day, int]
    forecast: dict[Day, int]
    tags: dict[str, TagFigures]
    predicted: float | None
    """The retention that the memory model predicted."""
    weeks: dict[Day, Week]
    """Keyed by the Monday."""
    calibration: tuple[RecallBin, ...]
    """The bins that have answers, of all time, the lowest predicted recall first."""
    cards: CardCounts
    muscles: tuple[MuscleGroup, ...]
    today: Day


def figures(
    decks: Sequence[Deck],
    progress: ProgressView,
    now: datetime,
    zone: tzinfo | None,
    *,
    since: int | None = None,
) -> Figures:
    """The figures up to now; `since` limits them to this many study days, today included.

    The limit does not apply to streaks, forecast, cards by stage and calibration.
    """
    calendar = calendar_of(progress, zone)
    today = calendar.day(now)
    known = recall_today(progress.states, calendar, today)
    every = {day: sums for day, sums in progress.days.items() if sums.answers and day <= today}
    days = {day: sums for day, sums in every.items() if since is None or day > today - since}
    run = streak(every, today)
    total = _total(days.values())
    plan = plan_today(decks, progress, calendar, now, Random(0))  # noqa: S311 (only for counting)
    ahead = forecast(decks, known, plan, today, FORECAST_DAYS)
    return Figures(
        reviews=total.answers,
        retention=total.recalled / total.tested if total.tested else None,
        predicted=total.predicted / total.tested / 1000 if total.tested else None,
        streak=run.now,
        best_streak=run.best,
        seconds=total.ms / 1000,
        by_grade={1: total.again, 2: total.hard, 3: total.good, 4: total.easy},
        by_day={day: days[day].answers for day in sorted(days)},
        forecast={Day(today + later): cards for later, cards in enumerate(ahead)},
        tags=_tags(decks, known),
        weeks=_weeks(days),
        calibration=tuple(each for each in progress.calibration.bins if each.answers),
        cards=count_cards(decks, known),
        muscles=tuple(groups_of(decks, known)),
        today=today,
    )


def _total(days: Iterable[DaySums]) -> DaySums:
    total = DaySums()
    for sums in days:
        total = total.plus(sums)
    return total


def _weeks(days: Mapping[Day, DaySums]) -> dict[Day, Week]:
    """Every week from the first with an answer to the last; none is after today."""
    sums: dict[Day, DaySums] = {}
    for day, each in days.items():
        monday = Day(day - date_of(day).weekday())
        sums[monday] = sums.get(monday, NOTHING).plus(each)
    if not sums:
        return {}
    mondays = range(min(sums), max(sums) + 1, 7)
    return {Day(monday): _week(sums.get(Day(monday), NOTHING)) for monday in mondays}


def _week(sums: DaySums) -> Week:
    tested = sums.tested
    return Week(
        sums.answers,
        sums.ms / 1000,
        sums.recalled / tested if tested else None,
        sums.predicted / tested / 1000 if tested else None,
    )


def _tags(decks: Sequence[Deck], known: RecallToday) -> dict[str, TagFigures]:
    found: dict[str, list[float | None]] = {}
    for deck in decks:
        for card, tags in zip(deck.ids, deck.tags, strict=True):
            for tag in tags:
                found.setdefault(tag, []).append(known.recalls.get(card))
    return {tag: _tag_figures(found[tag]) for tag in sorted(found)}


def _tag_figures(recalls: list[float | None]) -> TagFigures:
    seen = [known for known in recalls if known is not None]
    return TagFigures(len(recalls), len(seen), sum(seen) / len(seen) if seen else None)
