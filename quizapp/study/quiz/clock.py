"""Time in a quiz: how much was used, and which keys come too early to be meant.

The wall clock is never read. Every value is handed the time of a monotonic clock, in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

TICK = 0.1
"""Seconds between two looks at the clock."""
LONGEST_STEP = 1.0
"""Seconds: more than this between two looks was a sleep of the machine or a stop of the program."""
KEEP_TIME = 5.0
"""Seconds: a kill gives back no more than this of the time used on an open question."""
GUARD = 0.2
"""Seconds after a change on the screen in which a key was not meant for what is there now."""


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Time used, summed up from one look at the clock to the next."""

    used: float = 0.0
    since: float | None = None
    """The last look; None while it stands still."""

    def started(self, now: float) -> Stopwatch:
        """Running from now on."""
        return replace(self, since=now)

    def ticked(self, now: float) -> Stopwatch:
        """With what has passed since the last look."""
        if self.since is None:
            return self
        step = min(max(now - self.since, 0.0), LONGEST_STEP)
        return Stopwatch(self.used + step, now)

    def stopped(self, now: float) -> Stopwatch:
        """Standing still from now on."""
        return replace(self.ticked(now), since=None)


@dataclass(frozen=True, slots=True)
class KeyGuard:
    """Lets a key through once nothing was pressed for a moment: a held key never gets through."""

    opens: float = 0.0

    def closed(self, now: float) -> KeyGuard:
        """Something else is on the screen now."""
        return KeyGuard(now + GUARD)

    def may_pass(self, now: float) -> bool:
        """Whether a key pressed now is meant for what is on the screen."""
        return now >= self.opens
