"""The rows of the settings: their words, and the values they take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizapp.domain.settings import Settings, Value
from quizapp.scheduling.wording import minutes_in_words, plural
from quizapp.tui.shared.value_list import ValueRow
from quizapp.tui.themes import NAMES

THEME = "theme"
"""The only setting kept on this machine; the others are in the progress file."""
NO_LIMIT = 9999


@dataclass(frozen=True, slots=True)
class _Setting:
    """One setting."""

    label: str
    values: Sequence[Value]
    """In the order in which left and right go through them."""
    say: Callable[[Value], str]
    note: str


def _percent(value: Value) -> str:
    return f"{int_of(value) / 10:g} %"


def _limit(value: Value) -> str:
    return "no limit" if value == NO_LIMIT else f"{value} a day"


def _steps(value: Value) -> str:
    steps = value if isinstance(value, tuple) else ()
    return ", ".join(minutes_in_words(step) for step in steps) or "none"


def _days(value: Value) -> str:
    days = int_of(value)
    return plural(days, "day") if days < 365 else plural(days // 365, "year")


def _switch(yes: str, no: str) -> Callable[[Value], str]:
    return lambda value: yes if value else no


def int_of(value: Value) -> int:
    """The value of a setting that is a whole number."""
    return value if isinstance(value, int) else 0


_LIMITS = (0, 5, 10, 15, 20, 30, 50, 100, 200, 300, 500, 1000, NO_LIMIT)
SETTINGS = {
    "new_limit": _Setting("New cards", _LIMITS, _limit, "all decks together"),
    "review_limit": _Setting("Reviews", _LIMITS, _limit, "the rest wait until the next day"),
    "desired_recall": _Setting(
        "Target recall",
        range(700, 991, 10),
        _percent,
        "higher: more reviews, less forgetting",
    ),
    "learning_steps": _Setting(
        "Learning steps",
        ((), (60,), (600,), (60, 600), (60, 600, 3600), (300, 1800)),
        _steps,
        "while a new card is being learnt",
    ),
    "relearning_steps": _Setting(
        "Relearning steps",
        ((), (60,), (600,), (600, 3600), (1800,)),
        _steps,
        "after Again on a card in review",
    ),
    "rollover": _Setting(
        "Day starts at", range(24), lambda hour: f"{int_of(hour):02}:00", "local time"
    ),
    "longest_interval": _Setting(
        "Longest interval",
        (30, 90, 180, 365, 730, 1825, 3650, 36500),
        _days,
        "the longest that a card waits",
    ),
    "leech_suspends": _Setting(
        "Leeches",
        (False, True),
        _switch("are suspended", "stay active"),
        "cards that are forgotten often",
    ),
    "keep_typed": _Setting(
        "Typed answers", (True, False), _switch("are kept", "are not kept"), "in the progress file"
    ),
    "pass_mark": _Setting("Pass mark", range(500, 1001, 50), _percent, "of a quiz"),
}


def rows_of(settings: Settings, theme: str) -> tuple[ValueRow, ...]:
    """Every row with its value."""
    values = settings.as_dict()
    own = (
        ValueRow(name, line.label, line.say(values[name]), line.note)
        for name, line in SETTINGS.items()
    )
    return (*own, ValueRow(THEME, "Theme", NAMES.get(theme, theme), "this machine only"))


def next_value(name: str, value: Value, step: int) -> Value:
    """The previous or next value, wrapping around; from an unlisted one, the nearest listed."""
    values = list(SETTINGS[name].values)
    if value in values:
        return values[(values.index(value) + step) % len(values)]
    larger = (index for index, each in enumerate(values) if _is_above(each, value))
    index = next(larger, len(values))
    return values[(index if step > 0 else index - 1) % len(values)]


def next_theme(theme: str, step: int) -> str:
    """The previous or next theme."""
    names = list(NAMES)
    index = names.index(theme) if theme in names else 0
    return names[(index + step) % len(names)]


def _is_above(one: Value, other: Value) -> bool:
    if isinstance(one, tuple) or isinstance(other, tuple):
        return False
    return one > other
