"""The clocks: the machine's own, and one that starts at the time of `--now`."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from quizapp.errors import UsageError


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The wall clock."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    """A clock that began at a chosen instant and runs at normal speed."""

    start: datetime
    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """The chosen instant plus the time since."""
        return self.start + timedelta(seconds=time.monotonic() - self.began)

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()


_LATEST = datetime(9999, 12, 30, tzinfo=UTC)
"""The last start: a later clock would run past the last year."""


def instant(text: str, option: str = "--now") -> datetime:
    """The time in an ISO-8601 text, local time if it has no offset. Raises UsageError."""
    try:
        return min(datetime.fromisoformat(text).astimezone(UTC), _LATEST)
    except (ValueError, OverflowError):
        said = f"{option} takes a date, or a date and time such as 2026-11-24T09:00"
        raise UsageError(said) from None
