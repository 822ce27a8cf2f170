"""Numbers, lengths of time and dates in words."""

from __future__ import annotations

import math
from datetime import datetime

from quizapp.domain.memory import Answered, Day, Reviewing
from quizapp.scheduling.study_day import DAY_SECONDS, EPOCH, date_of

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plural(count: int, noun: str, many: str = "") -> str:
    """`1 day`, `2 days`; `many` is an irregular plural."""
    return f"{count} {noun}" if count == 1 else f"{count} {many or noun + 's'}"


def clock_time(seconds: float) -> str:
    """`1:24`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def minutes_in_words(seconds: float) -> str:
    """`< 1 min`, `6 min`, `1 h 30 min`; rounded up, except for the last second."""
    minutes = math.ceil((seconds - 1) / 60)
    if seconds < 59:
        return "< 1 min"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def days_in_words(days: int) -> str:
    """`4 days`, `3.2 months`, `1.5 years`; months and years with one decimal."""
    if days < 31:
        return plural(days, "day")
    if days < 365:
        return f"{days / 30.4375:.1f} months"
    return f"{days / 365.25:.1f} years"


def length_in_words(seconds: float) -> str:
    """A length of time in whole days, or in hours and minutes if it is half a day or less."""
    days = round(seconds / DAY_SECONDS)
    return days_in_words(days) if days else minutes_in_words(max(seconds, 0))


def comes_back_in(memory: Answered, now: datetime) -> str:
    """How long from its answer until a card comes back, as its grade tile says it."""
    if isinstance(memory, Reviewing):
        return days_in_words(max(memory.due_day - memory.day, 1))
    return minutes_in_words(memory.due - now.timestamp())


def ago(day: Day, today: Day) -> str:
    """`today`, `yesterday`, `12 days ago`."""
    days = today - day
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{plural(days, 'day')} ago"


def long_date(day: Day) -> str:
    """`Tue 24 Nov`, in English whatever the locale; empty for a day before 1970-01-02."""
    when = date_of(day)
    return f"{_WEEKDAYS[when.weekday()]} {short_date(day)}" if when > EPOCH else ""


def short_date(day: Day) -> str:
    """`24 Nov`."""
    when = date_of(day)
    return f"{when.day} {_MONTHS[when.month - 1]}"
