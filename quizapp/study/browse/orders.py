"""The orders in which found cards can be listed."""

from __future__ import annotations

from collections.abc import Callable

from quizapp.domain.memory import New
from quizapp.study.browse.search import SearchContext, SearchEntry

LAST = float("inf")


def _by_due(entry: SearchEntry, context: SearchContext) -> float:
    memory = context.state(entry).memory
    return LAST if isinstance(memory, New) else float(context.calendar.due_at(memory))


def _by_difficulty(entry: SearchEntry, context: SearchContext) -> float:
    memory = context.state(entry).memory
    return LAST if isinstance(memory, New) else -memory.difficulty


def _by_lapses(entry: SearchEntry, context: SearchContext) -> float:
    return -context.state(entry).lapses


ORDERS: tuple[tuple[str, Callable[[SearchEntry, SearchContext], float] | None], ...] = (
    ("by deck", None),
    ("by due date", _by_due),
    ("hardest first", _by_difficulty),
    ("most lapses first", _by_lapses),
)
