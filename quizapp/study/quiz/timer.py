"""The clocks of an attempt: one for each question, and one for all of them."""

from __future__ import annotations

from quizapp.domain.quiz_setup import QUESTION, SPRINT, USUAL_SPRINT
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Clock
from quizapp.study.quiz.asking import allowed_seconds
from quizapp.study.quiz.clock import Stopwatch
from quizapp.study.quiz.plan import Quiz


class QuizTimer:
    """Runs while a question is on the screen, and only then."""

    def __init__(self, quiz: Quiz, clock: Clock, attempt: Attempt) -> None:
        self._quiz = quiz
        self._clock = clock
        self._in_all = Stopwatch(attempt.used / 1000)
        self._in_all_limit = attempt.opened.limit
        self._question = Stopwatch()
        self._spent = {place: ms / 1000 for place, ms in attempt.spent().items()}
        self._place = -1

    @property
    def spent(self) -> float:
        """Seconds used on the open question."""
        return self._question.used

    @property
    def ms_in_all(self) -> int:
        """Milliseconds used in the whole attempt."""
        return round(self._in_all.used * 1000)

    @property
    def used(self) -> float:
        """Seconds used of the limit."""
        return self.spent if self._quiz.setup.mode == QUESTION else self._in_all.used

    @property
    def limit(self) -> float | None:
        """Seconds allowed on the clock that counts; None when none does."""
        setup = self._quiz.setup
        if not setup.has_clock:
            return None
        if setup.mode != QUESTION:
            return None if self._in_all_limit is None else self._in_all_limit / 1000
        return allowed_seconds(self._quiz.asked[self._place], setup) if self._place >= 0 else None

    @property
    def remaining(self) -> float | None:
        """Seconds left; None when no clock counts."""
        return None if self.limit is None else max(self.limit - self.used, 0.0)

    @property
    def is_up(self) -> bool:
        """Whether no time is left."""
        return self.remaining == 0.0

    def open(self, place: int) -> None:
        """Another question is on the screen: its clock goes on from where it was left."""
        self.look()
        if self._place >= 0:
            self._spent[self._place] = self.spent
        self._place = place
        self._question = Stopwatch(self._spent.get(place, 0.0))
        self.run()

    def run(self) -> None:
        """The clocks run."""
        now = self._clock.monotonic()
        self._in_all, self._question = self._in_all.started(now), self._question.started(now)

    def look(self) -> None:
        """Count what has passed since the last look."""
        now = self._clock.monotonic()
        self._in_all, self._question = self._in_all.ticked(now), self._question.ticked(now)

    def stop(self) -> None:
        """The clocks stand still."""
        now = self._clock.monotonic()
        self._in_all, self._question = self._in_all.stopped(now), self._question.stopped(now)


def limit_in_all(quiz: Quiz) -> int | None:
    """Milliseconds on the one clock of a quiz; fixed when it begins, whatever its cards become."""
    setup = quiz.setup
    if not (setup.in_all and setup.has_clock):
        return None
    if setup.seconds is not None:
        seconds = setup.seconds
    elif setup.mode == SPRINT:
        seconds = USUAL_SPRINT
    else:
        seconds = sum(asked.seconds for asked in quiz.asked.values())
    return seconds * setup.time
