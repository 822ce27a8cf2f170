"""The study day of a learner: its calendar, its plan, and the load of the days ahead."""

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
from quizapp.scheduling.study_day import DAY_SECONDS, StudyCalendar, days_after
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
) -> Plan:
    """The cards left today, within the day's limits."""
    today = study_day_of(progress, calendar, now)
    limits = limits_left(progress, today.day)
    return plan(decks, progress.states.eligible(today), today, limits, rng)


def limits_left(progress: ProgressView, day: Day) -> LimitsLeft:
    """How many cards the limits of a study day still allow."""
    done, settings = progress.days.get(day, NOTHING), progress.settings
    return LimitsLeft(settings.new_limit - done.new, settings.review_limit - done.tested)


def days_ahead(due: int, begins: Seconds, *, in_days: bool) -> int:
    """In how many days from today a card is due; an overdue card is due today.

    `in_days` is whether its due time is a rollover; on the steps it may be at any hour.
    """
    days = days_after(due, begins) if in_days else math.floor((due - begins) / DAY_SECONDS)
    return max(days, 0)


def load_ahead(progress: ProgressView, calendar: StudyCalendar, today: Day) -> Counter[Day]:
    """How many cards fall due on each study day; overdue cards count as due today."""
    begins = calendar.begins(today)
    load: Counter[Day] = Counter()
    for due, cards in progress.states.due_times().items():
        load[loaded_day(due, begins, today)] += cards
    return load


def loaded_day(due: int, begins: Seconds, today: Day) -> Day:
    """The study day that a due time in days falls on; today if it is past."""
    return Day(today + days_ahead(due, begins, in_days=True))
