"""All attempts at quizzes, folded from their events, in the order of the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from quizapp.domain.event import (
    Event,
    QuizAnswered,
    QuizApplied,
    QuizClosed,
    QuizLeft,
    QuizOpened,
    QuizPayload,
)
from quizapp.domain.memory import Day
from quizapp.domain.quiz_score import total_points
from quizapp.domain.quiz_setup import LONGEST_CLOCK, MODES, RIGHT, QuizSetup, setup_problem

MOST_UNFINISHED = 20
"""Attempts that can be gone on with; older ones are left for good."""
MOST_RECENT = 3
"""Finished attempts that are kept with every answer; of older ones the sums are enough."""
LONGEST = 1000 * LONGEST_CLOCK * 365
"""Milliseconds: no attempt takes a year."""
BINS = 10
"""Tenths of the expected share right, for the calibration."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, with every answer as it stands."""

    id: str
    at: int
    """Milliseconds: when it began."""
    day: Day
    opened: QuizOpened
    answers: Mapping[int, QuizAnswered] = field(default_factory=dict)
    """The newest answer to each question, by its place."""
    used: int = 0
    """Milliseconds on its clock."""
    left: Mapping[int, int] = field(default_factory=dict)
    """Milliseconds used on questions that were left open, by their place."""
    counted: tuple[int, ...] | None = None
    """The places that count; None while it goes on."""

    @property
    def next_place(self) -> int:
        """The first question without an answer; the number of questions when there is none."""
        places = range(len(self.opened.cards))
        return next((place for place in places if place not in self.answers), len(places))

    @property
    def is_late(self) -> bool:
        """Whether the one clock for all ran out."""
        return self.opened.limit is not None and self.used >= self.opened.limit

    def spent(self) -> dict[int, int]:
        """Milliseconds used on each question so far."""
        return {**{place: answer.ms for place, answer in self.answers.items()}, **self.left}

    def with_answer(self, payload: QuizAnswered) -> Attempt:
        """With one more answer, or another in place of an earlier one."""
        answers = {**self.answers, payload.place: payload}
        left = {place: ms for place, ms in self.left.items() if place != payload.place}
        return replace(self, answers=answers, left=left, used=max(self.used, payload.used))

    def with_pause(self, payload: QuizLeft) -> Attempt:
        """Left in mid-question."""
        left = {**self.left, payload.place: payload.ms}
        return replace(self, left=left, used=max(self.used, payload.used))

    def closed(self, payload: QuizClosed) -> Attempt:
        """Over."""
        places = range(len(self.opened.cards))
        counted = tuple(sorted(place for place in set(payload.counted) if place in places))
        return replace(self, counted=counted, used=max(self.used, payload.used))


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """What a finished attempt came to."""

    id: str
    at: int
    day: Day
    setup: QuizSetup
    asked: int
    """Questions that count."""
    right: int
    credit: int
    """Thousandths of a question, added up."""
    points: int
    expected: int
    """Thousandths of a question that were expected, added up."""
    used: int
    """Milliseconds."""

    @property
    def accuracy(self) -> float:
        """The share that was right."""
        return self.credit / self.asked / 1000 if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Questions that were expected to be right about equally often."""

    count: int = 0
    expected: int = 0
    """Thousandths, added up."""
    credit: int = 0
    """Thousandths, added up."""

    def plus(self, expected: int, credit: int) -> CalibrationBin:
        """With one more question."""
        return CalibrationBin(self.count + 1, self.expected + expected, self.credit + credit)


@dataclass(slots=True)
class Attempts:
    """Every attempt: the last ones whole, all finished ones in sums."""

    unfinished: dict[str, Attempt] = field(default_factory=dict)
    """Attempts that were not finished, the newest last."""
    recent: dict[str, Attempt] = field(default_factory=dict)
    """The last finished ones, the newest last."""
    past: list[PastAttempt] = field(default_factory=list)
    applied: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Attempt to the events that applied it; only the first has an effect."""
    mix_ups: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often the answer of the second card was given to the first, in finished attempts."""
    calibration: list[CalibrationBin] = field(default_factory=lambda: [CalibrationBin()] * BINS)
    setup: QuizSetup | None = None
    """How the last quiz that was chosen from the decks was set up."""

    def apply(self, event: Event, payload: QuizPayload) -> None:
        """Take in what happened in a quiz."""
        if isinstance(payload, QuizOpened):
            if is_playable(payload):
                self._open(Attempt(event.id, event.at, event.day, payload))
            return
        attempt = self.unfinished.get(payload.attempt)
        if attempt is None:
            return
        match payload:
            case QuizAnswered():
                if 0 <= payload.place < len(attempt.opened.cards):
                    self.unfinished[attempt.id] = attempt.with_answer(_sane(payload))
            case QuizLeft():
                ms, used = _in_range(payload.ms), _in_range(payload.used)
                self.unfinished[attempt.id] = attempt.with_pause(replace(payload, ms=ms, used=used))
            case QuizClosed():
                self._close(attempt.closed(replace(payload, used=_in_range(payload.used))))

    def takes_effect(self, payload: QuizApplied) -> bool:
        """Whether applying does anything: to apply twice is to apply once."""
        return payload.attempt not in self.applied

    def note_applied(self, event: str, payload: QuizApplied) -> None:
        """Remember that an attempt was applied."""
        self.applied[payload.attempt] = (*self.applied.get(payload.attempt, ()), event)

    def forget_applied(self, attempt: str) -> bool:
        """It was undone. False if another event applied it as well, and that one now counts."""
        return len(self.applied.pop(attempt, ())) == 1

    def newest_unfinished(self) -> Attempt | None:
        """The attempt to go on with."""
        return next(reversed(self.unfinished.values()), None)

    def newest_finished(self) -> Attempt | None:
        """The attempt that was finished last."""
        return next(reversed(self.recent.values()), None)

    def attempt(self, name: str) -> Attempt | None:
        """An attempt that is kept whole."""
        return self.unfinished.get(name) or self.recent.get(name)

    def like(self, setup: QuizSetup) -> list[PastAttempt]:
        """The finished attempts that can be compared, the oldest first."""
        return [past for past in self.past if past.setup == setup]

    def look_alikes(self) -> list[tuple[str, str]]:
        """Pairs of cards that were taken for each other, the most frequent first."""
        pairs: Counter[tuple[str, str]] = Counter()
        for (one, other), count in (*self.mix_ups.items(), *self._open_mistakes()):
            pairs[min(one, other), max(one, other)] += count
        return [pair for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]

    def _open_mistakes(self) -> Iterator[tuple[tuple[str, str], int]]:
        for attempt in self.unfinished.values():
            yield from _mistakes(attempt).items()

    def _open(self, attempt: Attempt) -> None:
        self.unfinished[attempt.id] = attempt
        while len(self.unfinished) > MOST_UNFINISHED:
            oldest = self.unfinished.pop(next(iter(self.unfinished)))
            self.mix_ups.update(_mistakes(oldest))
        if not attempt.opened.setup.source:
            self.setup = attempt.opened.setup

    def _close(self, attempt: Attempt) -> None:
        del self.unfinished[attempt.id]
        self.recent[attempt.id] = attempt
        while len(self.recent) > MOST_RECENT:
            del self.recent[next(iter(self.recent))]
        self.past.append(past_of(attempt))
        self.mix_ups.update(_mistakes(attempt))
        if attempt.opened.setup.source:
            return  # Answers that were just shown say nothing of how good the predictions are.
        for place in attempt.counted or ():
            expected = expected_share(attempt.opened, place)
            answer = attempt.answers.get(place)
            tenth = min(expected * BINS // 1000, BINS - 1)
            credit = answer.credit if answer else 0
            self.calibration[tenth] = self.calibration[tenth].plus(expected, credit)


def is_playable(opened: QuizOpened) -> bool:
    """Whether this program can make anything of it; a later one's modes it can't."""
    return opened.setup.mode in MODES and not setup_problem(opened.setup)


def _in_range(ms: int) -> int:
    return min(max(ms, 0), LONGEST)


def _sane(payload: QuizAnswered) -> QuizAnswered:
    """An answer with figures that can be: a log may have been edited."""
    return replace(
        payload,
        credit=min(max(payload.credit, 0), 1000),
        points=min(max(payload.points, 0), 1000),
        ms=_in_range(payload.ms),
        used=_in_range(payload.used),
    )


def past_of(attempt: Attempt) -> PastAttempt:
    """The sums of a finished attempt."""
    counted = attempt.counted or ()
    answers = [attempt.answers[place] for place in counted if place in attempt.answers]
    return PastAttempt(
        attempt.id,
        attempt.at,
        attempt.day,
        attempt.opened.setup,
        asked=len(counted),
        right=sum(answer.result == RIGHT for answer in answers),
        credit=sum(answer.credit for answer in answers),
        points=total_points(attempt.opened.setup, attempt.answers),
        expected=sum(expected_share(attempt.opened, place) for place in counted),
        used=attempt.used,
    )


def expected_share(opened: QuizOpened, place: int) -> int:
    """Thousandths; what the event of another version may lack counts as nothing expected."""
    share = opened.expected[place] if place < len(opened.expected) else 0
    return min(max(share, 0), 1000)


def _mistakes(attempt: Attempt) -> Counter[tuple[str, str]]:
    return Counter(
        (answer.card, answer.like)
        for answer in attempt.answers.values()
        if answer.like and answer.result != RIGHT
    )
