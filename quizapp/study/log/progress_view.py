"""What a log adds up to, as far as home and `due` need it: states, sums a day and settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from quizapp.domain.memory import Day
from quizapp.study.log.day_sums import DaySums

if TYPE_CHECKING:
    from quizapp.domain.settings import Settings
    from quizapp.study.log.calibration import Calibration
    from quizapp.study.log.states import States

RULES = 3
"""Raised whenever the fold comes to another result for the same events."""


class ProgressView(Protocol):
    """A learner's progress, without what is only needed to change it."""

    @property
    def states(self) -> States:
        """Of every card."""
        ...

    @property
    def days(self) -> Mapping[Day, DaySums]:
        """Of every study day with an answer."""
        ...

    @property
    def calibration(self) -> Calibration:
        """How often cards in review were recalled, by how likely that was said to be."""
        ...

    @property
    def settings(self) -> Settings:
        """As they are now."""
        ...
