"""Time in a quiz: how much is used and left, and which keys came too early to be intended.

Only the monotonic clock is read, never the wall clock. All times are in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.domain.quiz_setup import DEFAULT_SPRINT_SECONDS, QUESTION, SPRINT
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Clock
from quizapp.study.quiz.asking import allowed_seconds
from quizapp.study.quiz.plan import Quiz

TICK = 0.1
"""Seconds between two ticks."""
LONGEST_STEP = 1.0
"""Seconds: a longer gap between ticks means the machine slept or the program was stopped."""
SAVE_EVERY = 5.0
"""Seconds: a kill gives back at most this much of the time used on an open question."""
GUARD = 0.2
"""Seconds after the screen changes during which a key was meant for the previous screen."""


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Time used, added up from tick to tick."""

    used: float = 0.0
    since: float | None = None
    """The last tick; None while it is stopped."""

    def started(self, now: float) -> Stopwatch:
        """Started now."""
        return replace(self, since=now)

    def ticked(self, now: float) -> Stopwatch:
        """With the time since the last tick added."""
        if self.since is None:
            return self
        step = min(max(now - self.since, 0.0), LONGEST_STEP)
        return Stopwatch(self.used + step, now)

    def stopped(self, now: float) -> Stopwatch:
        """Stopped now."""
        return replace(self.ticked(now), since=None)


@dataclass(frozen=True, slots=True)
class KeyGuard:
    """Accepts keys only after a moment without any, so that a key held down is ignored."""

    opens: float = 0.0

    def closed(self, now: float) -> KeyGuard:
        """Start waiting again, because the screen has changed."""
        return KeyGuard(now + GUARD)

    def may_pass(self, now: float) -> bool:
        """Whether a key pressed now was meant for the present screen."""
        return now >= self.opens


class QuizTimer:
    """The clocks of an attempt, one for each question and one for all of them.

    They run while a question is on the screen.
    """

    def __init__(self, quiz: Quiz, clock: Clock, attempt: Attempt) -> None:
        self._quiz = quiz
        self._clock = clock
        self._in_all = Stopwatch(attempt.used / 1000)
        self._in_all_limit = attempt.opened.limit
        self._question = Stopwatch()
        self._spent = {index: ms / 1000 for index, ms in attempt.spent().items()}
        self._place = -1

    @property
    def spent(self) -> float:
        """Seconds used on the open question."""
        return self._question.used

    @property
    def total_ms(self) -> int:
        """Milliseconds used in the whole attempt."""
        return round(self._in_all.used * 1000)

    @property
    def used(self) -> float:
        """Seconds used on the clock that has the limit."""
        return self.spent if self._quiz.setup.mode == QUESTION else self._in_all.used

    @property
    def limit(self) -> float | None:
        """Seconds allowed; None without a limit."""
        setup = self._quiz.setup
        if not setup.has_clock:
            return None
        if setup.mode != QUESTION:
            return None if self._in_all_limit is None else self._in_all_limit / 1000
        return allowed_seconds(self._quiz.asked[self._place], setup) if self._place >= 0 else None

    @property
    def remaining(self) -> float | None:
        """Seconds left; None without a limit."""
        return None if self.limit is None else max(self.limit - self.used, 0.0)

    @property
    def is_up(self) -> bool:
        """Whether time is up."""
        return self.remaining == 0.0

    def open(self, index: int) -> None:
        """Open another question; its clock continues from where it stopped."""
        self.look()
        if self._place >= 0:
            self._spent[self._place] = self.spent
        self._place = index
        self._question = Stopwatch(self._spent.get(index, 0.0))
        self.run()

    def run(self) -> None:
        """Start the clocks."""
        now = self._clock.monotonic()
        self._in_all, self._question = self._in_all.started(now), self._question.started(now)

    def look(self) -> None:
        """Add the time since the last tick."""
        now = self._clock.monotonic()
        self._in_all, self._question = self._in_all.ticked(now), self._question.ticked(now)

    def stop(self) -> None:
        """Stop the clocks."""
        now = self._clock.monotonic()
        self._in_all, self._question = self._in_all.stopped(now), self._question.stopped(now)


def total_limit_ms(quiz: Quiz) -> int | None:
    """Milliseconds on the one clock for all questions, fixed at the start; None without one."""
    setup = quiz.setup
    if not (setup.has_shared_clock and setup.has_clock):
        return None
    if setup.seconds is not None:
        seconds = setup.seconds
    elif setup.mode == SPRINT:
        seconds = DEFAULT_SPRINT_SECONDS
    else:
        seconds = sum(asked.seconds for asked in quiz.asked.values())
    return seconds * setup.time
