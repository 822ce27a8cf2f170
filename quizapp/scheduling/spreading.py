"""Spreading: a card may move a few days, to the study day with the fewest cards due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from quizapp.domain.memory import Day

Load: TypeAlias = Mapping[Day, int]
"""The number of cards due, by study day."""

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From, to, share: how far an interval may move, as in FSRS."""

SHORTEST_SPREAD = 3
"""Days: a shorter interval is not moved."""


def span(days: int, longest: int) -> tuple[int, int]:
    """The shortest and longest interval, in days, that an interval may be moved to.

    As in FSRS: one day, plus a share of each part of the interval, in both directions.
    """
    if days < SHORTEST_SPREAD:
        return days, days
    delta = 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _RANGES)
    last = min(round(days + delta), longest)
    return min(max(2, round(days - delta)), last), last


def spread(
    days: int, today: Day, load: Load, at_least: int, longest: int, last_one: int = 0
) -> int:
    """The interval whose day has the fewest cards due; among equals the nearest, then the later.

    `at_least` is the interval of the next worse grade: a better grade never gets a shorter one.
    `last_one` is the interval that an answer on time has completed: the next one is no shorter,
    unless the range no longer allows that, because a setting was changed.
    """
    first, last = span(days, longest)
    at_least = max(at_least, last_one if last_one <= last else 0)
    if first == last:
        return max(days, at_least)
    candidates = range(max(first, at_least), max(last, at_least) + 1)
    return min(
        candidates,
        key=lambda interval: (load.get(Day(today + interval), 0), abs(interval - days), -interval),
    )
