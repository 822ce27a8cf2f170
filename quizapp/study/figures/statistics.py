"""How the learning goes: the figures of `stats`, from the sums of the days and the states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Day, Seconds
from quizapp.scheduling.study_day import date_of
from quizapp.study.agenda import calendar_of, days_ahead
from quizapp.study.figures.mastery import RecallToday, recall_today
from quizapp.study.figures.muscles import MuscleGroup, groups_of
from quizapp.study.figures.overview import streak
from quizapp.study.log.calibration import RecallBin
from quizapp.study.log.day_sums import NOTHING, DaySums
from quizapp.study.log.progress_view import ProgressView

FORECAST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Week:
    """What the seven study days from a Monday on add up to."""

    answers: int
    seconds: float
    retention: float | None
    """The share recalled of answers to cards in review; None without any."""
    predicted: float | None
    """The share of them that the memory model expected."""


@dataclass(frozen=True, slots=True)
class CardCounts:
    """Cards by how far they have come; a suspended one counts as nothing else."""

    new: int = 0
    learning: int = 0
    young: int = 0
    mature: int = 0
    suspended: int = 0


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
    predicted: float | None
    """What the memory model expected in the place of `retention`."""
    weeks: dict[Day, Week]
    """Keyed by the Monday."""
    calibration: tuple[RecallBin, ...]
    """The bins with any answer, the least likely to be recalled first; of all time."""
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
    """The figures up to now; `since` counts only so many study days, today the last of them.

    The streaks, what lies ahead, the states of the cards and the calibration know no such limit.
    """
    calendar = calendar_of(progress, zone)
    today = calendar.day(now)
    known = recall_today(progress.states, today)
    every = {day: sums for day, sums in progress.days.items() if sums.answers}
    days = {day: sums for day, sums in every.items() if since is None or day > today - since}
    run = streak(every, today)
    total = _total(days.values())
    return Figures(
        reviews=total.answers,
        retention=total.recalled / total.tested if total.tested else None,
        predicted=total.predicted / total.tested / 1000 if total.tested else None,
        streak=run.now,
        best_streak=run.best,
        seconds=total.ms / 1000,
        by_grade={1: total.again, 2: total.hard, 3: total.good, 4: total.easy},
        by_day={day: days[day].answers for day in sorted(days)},
        forecast=_forecast(decks, known, calendar.begins(today), today),
        tags=_tags(decks, known),
        weeks=_weeks(days),
        calibration=tuple(each for each in progress.calibration.bins if each.answers),
        cards=_cards(decks, known),
        muscles=tuple(groups_of(decks, known, now)),
        today=today,
    )


def _total(days: Iterable[DaySums]) -> DaySums:
    total = DaySums()
    for sums in days:
        total = total.plus(sums)
    return total


def _weeks(days: Mapping[Day, DaySums]) -> dict[Day, Week]:
    """Every week from the first with an answer to the last."""
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


def _cards(decks: Iterable[Deck], known: RecallToday) -> CardCounts:
    found: Counter[str] = Counter()
    for deck in decks:
        found.update(map(known.stage_of, deck.ids))
    return CardCounts(**found)


def _forecast(
    decks: Sequence[Deck], known: RecallToday, begins: Seconds, today: Day
) -> dict[Day, int]:
    """Cards that fall due on each of the days ahead; what is overdue is due today."""
    ahead = dict.fromkeys((Day(today + place) for place in range(FORECAST_DAYS)), 0)
    coming = Counter(
        (summary.due, summary.phase == "review")
        for deck in decks
        for card in deck.ids
        if (summary := known.memory_summaries.get(card)) and card not in known.suspended
    )
    for (due, in_days), cards in coming.items():
        day = Day(today + days_ahead(due, begins, in_days=in_days))
        if day in ahead:
            ahead[day] += cards
    return ahead


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
