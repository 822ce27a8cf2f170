"""A learner's progress, read-only: states, sums and settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from quizapp.domain.memory import Day
from quizapp.study.log.day_sums import DaySums

if TYPE_CHECKING:
    from quizapp.domain.cards.names import Names
    from quizapp.domain.settings import Settings
    from quizapp.study.log.calibration import Calibration
    from quizapp.study.log.states import States

RULES = 4
"""The version of the fold; raise it whenever the same events give another result."""


class ProgressView(Protocol):
    """Progress as figures and plans need it."""

    @property
    def states(self) -> States:
        """The state of every card."""
        ...

    @property
    def days(self) -> Mapping[Day, DaySums]:
        """The sums of every study day with an answer."""
        ...

    @property
    def calibration(self) -> Calibration:
        """Predicted against actual recall of cards in review."""
        ...

    @property
    def names(self) -> Names:
        """What was renamed."""
        ...

    @property
    def settings(self) -> Settings:
        """The learner's settings."""
        ...
