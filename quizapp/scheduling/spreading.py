"""How many cards fall due on each study day, and the least loaded day for one more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from quizapp.domain.memory import Day

Load: TypeAlias = Mapping[Day, int]
"""Cards that will be due, by study day."""

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From, to, share: FSRS's table of how far an interval may move."""

SHORTEST_SPREAD = 3
"""Days: a shorter interval stays where it is."""


def span(days: int, longest: int) -> tuple[int, int]:
    """The first and last interval, in days, that one of `days` may become.

    FSRS's range for spreading: one day, plus a share of each stretch of the interval.
    """
    if days < SHORTEST_SPREAD:
        return days, days
    delta = 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _RANGES)
    last = min(round(days + delta), longest)
    return min(max(2, round(days - delta)), last), last


def spread(days: int, today: Day, load: Load, at_least: int, longest: int) -> int:
    """The interval whose day has the least load; a tie goes to the nearest, then to the later.

    `at_least` is the interval of the next worse grade: a better one is never shorter.
    """
    first, last = span(days, longest)
    if first == last:
        return max(days, at_least)
    candidates = range(max(first, at_least), max(last, at_least) + 1)
    return min(
        candidates,
        key=lambda interval: (load.get(Day(today + interval), 0), abs(interval - days), -interval),
    )
