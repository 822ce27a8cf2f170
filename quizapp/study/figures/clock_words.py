"""Answers that a wrong clock has dated, in words."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.memory import Day
from quizapp.scheduling.memory_model import FIRST_DAY
from quizapp.scheduling.study_day import iso_day
from quizapp.scheduling.wording import plural
from quizapp.study.log.day_sums import DaySums


def clock_words(days: Mapping[Day, DaySums], today: Day) -> str:
    """A sentence about answers far from the clock; empty if there are none.

    Tomorrow is not far: on a journey west, the day before the journey is still today.
    """
    ahead = {day: sums.answers for day, sums in days.items() if day > today + 1 and sums.answers}
    if ahead:
        count = sum(ahead.values())
        length = plural(max(ahead) - today, "day")
        cure = f"'runquiz undo --after {iso_day(Day(today + 2))}' undoes those written here"
        most = "up to " if count > 1 else ""
        return f"{_answers(count)} dated {most}{length} ahead of your clock; {cure}"
    early = sum(sums.answers for day, sums in days.items() if day < FIRST_DAY)
    if not early:
        return ""
    return f"{_answers(early)} dated before the year 2000, by a clock that was not set"


def _answers(count: int) -> str:
    return f"{plural(count, 'answer')} {'is' if count == 1 else 'are'}"
