"""Today: its calendar, its plan, and what the days ahead hold. Pure; for every front end alike."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo
from random import Random

from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Day, Seconds
from quizapp.scheduling.day_plan import LimitsLeft, Plan, StudyDay, plan
from quizapp.scheduling.scheduler import Scheduler
from quizapp.scheduling.study_day import DAY_SECONDS, StudyCalendar
from quizapp.study.log.day_sums import NOTHING
from quizapp.study.log.progress_view import ProgressView


def calendar_of(progress: ProgressView, zone: tzinfo | None) -> StudyCalendar:
    """The learner's study days, in local time."""
    return StudyCalendar(progress.settings.rollover, zone)


def scheduler_of(progress: ProgressView, zone: tzinfo | None) -> Scheduler:
    """The learner's rules of coming back."""
    return Scheduler(progress.settings, calendar_of(progress, zone))


def study_day_of(progress: ProgressView, calendar: StudyCalendar, now: datetime) -> StudyDay:
    """The study day of an instant, and what was answered on it."""
    day = calendar.day(now)
    return StudyDay(day, calendar.begins(Day(day + 1)), progress.states.answered_on(day))


def plan_today(
    decks: Iterable[Deck],
    progress: ProgressView,
    calendar: StudyCalendar,
    now: datetime,
    rng: Random,
) -> Plan:
    """What is left of today, after the day's limits."""
    today = study_day_of(progress, calendar, now)
    limits = limits_left(progress, today.day)
    return plan(decks, progress.states.eligible(today), today, limits, rng)


def limits_left(progress: ProgressView, day: Day) -> LimitsLeft:
    """How many cards the limits of a study day still let in."""
    done, settings = progress.days.get(day, NOTHING), progress.settings
    return LimitsLeft(settings.new_limit - done.new, settings.review_limit - done.tested)


def days_ahead(due: int, begins: Seconds, *, in_days: bool) -> int:
    """On which day from today a card is due; what is overdue is due today.

    A due time in days is a rollover, a whole number of days away but for an hour of summer time,
    so that rounding is exact; one on the steps may be at any hour.
    """
    days = (due - begins) / DAY_SECONDS
    return max(round(days) if in_days else math.floor(days), 0)


def load_ahead(progress: ProgressView, calendar: StudyCalendar, today: Day) -> Counter[Day]:
    """How many cards fall due on each study day; what is overdue counts as today."""
    begins = calendar.begins(today)
    load: Counter[Day] = Counter()
    for due, cards in progress.states.due_times().items():
        load[loaded_day(due, begins, today)] += cards
    return load


def loaded_day(due: int, begins: Seconds, today: Day) -> Day:
    """The study day that a due time falls on; today if it is past.

    Due times are rollovers, so whole days apart but for an hour of summer time: rounding is exact.
    """
    return Day(today + max(round((due - begins) / DAY_SECONDS), 0))
