"""The study day of a learner: its calendar, its plan, and the load of the days ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from datetime import datetime, tzinfo
from random import Random

from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Day
from quizapp.scheduling.day_plan import LimitsLeft, Plan, StudyDay, plan
from quizapp.scheduling.scheduler import Scheduler
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.log.day_sums import NOTHING
from quizapp.study.log.progress_view import ProgressView


def calendar_of(progress: ProgressView, zone: tzinfo | None) -> StudyCalendar:
    """The learner's study days, in local time."""
    return StudyCalendar(progress.settings.rollover, zone)


def scheduler_of(progress: ProgressView, zone: tzinfo | None) -> Scheduler:
    """The scheduler with the learner's settings."""
    return Scheduler(progress.settings, calendar_of(progress, zone))


def study_day_of(progress: ProgressView, calendar: StudyCalendar, now: datetime) -> StudyDay:
    """The study day of an instant, with the cards answered on it."""
    day = calendar.day(now)
    return StudyDay(day, calendar.begins(Day(day + 1)), progress.states.answered_on(day))


def plan_today(
    decks: Iterable[Deck],
    progress: ProgressView,
    calendar: StudyCalendar,
    now: datetime,
    rng: Random,
    ahead: int = 0,
) -> Plan:
    """The cards left today, within the day's limits, with those due in so many days."""
    today = study_day_of(progress, calendar, now)
    limits = limits_left(progress, today.day)
    return plan(decks, progress.states.eligible(today, ahead), today, limits, rng)


def due_today(
    decks: Iterable[Deck], progress: ProgressView, calendar: StudyCalendar, now: datetime
) -> frozenset[str]:
    """The cards that are due for review today: exactly those that `due` counts."""
    chance = Random(0)  # noqa: S311 (the order does not matter here)
    return frozenset(plan_today(decks, progress, calendar, now, chance).reviews)


def limits_left(progress: ProgressView, day: Day) -> LimitsLeft:
    """How many cards the limits of a study day still allow."""
    done, settings = progress.days.get(day, NOTHING), progress.settings
    return LimitsLeft(settings.new_limit - done.new, settings.review_limit - done.tested)


def load_ahead(progress: ProgressView, cards: Container[str], today: Day) -> Counter[Day]:
    """How many of these cards fall due on each study day; overdue cards count as due today."""
    load: Counter[Day] = Counter()
    for due, count in progress.states.due_days(cards).items():
        load[max(due, today)] += count
    return load
