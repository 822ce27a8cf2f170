"""The learner's settings. They are part of the progress, and travel with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

Value = int | bool | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Values are whole numbers, switches or lists of whole numbers: events contain no floats."""

    desired_recall: int = 900
    """Target recall in thousandths: the chance that a card is recalled on its due day."""
    learning_steps: tuple[int, ...] = (60, 600)
    """Seconds."""
    relearning_steps: tuple[int, ...] = (600,)
    """Seconds."""
    new_limit: int = 20
    """New cards per study day, all decks together."""
    review_limit: int = 200
    """Reviews per study day, all decks together."""
    rollover: int = 4
    """The hour of local time at which a study day starts."""
    longest_interval: int = 36500
    """Days."""
    leech_suspends: bool = False
    """Whether a card that becomes a leech is suspended."""
    keep_typed: bool = True
    """Whether typed answers are stored in their events."""
    pass_mark: int = 600
    """The share of a quiz that must be right to pass, in thousandths."""

    def with_value(self, name: str, value: object) -> Settings:
        """The settings with one value changed; unknown names and invalid values change nothing."""
        if isinstance(value, list):
            value = tuple(value)
        check = _CHECKS.get(name)
        if check is None or not check(value):
            return self
        change: dict[str, Any] = {name: value}
        return replace(self, **change)

    def as_dict(self) -> dict[str, Value]:
        """Plain values, for the file."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


DEFAULT_SETTINGS = Settings()


def settings_from(values: dict[str, object]) -> Settings:
    """Settings from plain values; unknown names and invalid values are ignored."""
    settings = Settings()
    for name, value in values.items():
        settings = settings.with_value(name, value)
    return settings


def _whole(low: int, high: int) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    )


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _are_steps(value: object) -> bool:
    """No step may be shorter than the one before it, nor longer than 12 h.

    If steps got shorter, a better grade could bring a card back sooner.
    """
    in_range = _whole(1, 43200)
    return (
        isinstance(value, tuple)
        and len(value) <= 10
        and all(in_range(step) for step in value)
        and list(value) == sorted(value)
    )


_CHECKS: dict[str, Callable[[object], bool]] = {
    "desired_recall": _whole(700, 990),
    "learning_steps": _are_steps,
    "relearning_steps": _are_steps,
    "new_limit": _whole(0, 9999),
    "review_limit": _whole(0, 9999),
    "rollover": _whole(0, 23),
    "longest_interval": _whole(1, 36500),
    "leech_suspends": _is_switch,
    "keep_typed": _is_switch,
    "pass_mark": _whole(0, 1000),
}
