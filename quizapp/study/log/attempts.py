"""All quiz attempts, folded from their events in the order of the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from quizapp.domain.event import Event
from quizapp.domain.memory import Day
from quizapp.domain.quiz_events import (
    QuizAnswered,
    QuizApplied,
    QuizClosed,
    QuizLeft,
    QuizOpened,
    QuizPayload,
)
from quizapp.domain.quiz_setup import LONGEST_CLOCK, MODES, RIGHT, QuizSetup, setup_problem
from quizapp.domain.speed_points import total_points

MAX_UNFINISHED = 20
"""Unfinished attempts that can be resumed; older ones are dropped."""
MAX_RECENT = 3
"""Finished attempts kept with every answer; of older ones only the sums are kept."""
LONGEST = 1000 * LONGEST_CLOCK * 365
"""Milliseconds: longer times in events are clamped to this."""
BINS = 10
"""Bins of the calibration, each a tenth of the expected share."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, with its current answers."""

    id: str
    at: int
    """When it started, in milliseconds since 1970."""
    day: Day
    opened: QuizOpened
    answers: Mapping[int, QuizAnswered] = field(default_factory=dict)
    """The newest answer to each question, by number from 0."""
    used: int = 0
    """Milliseconds used on its clock."""
    left: Mapping[int, int] = field(default_factory=dict)
    """Milliseconds used on questions that were left open, by number."""
    counted: tuple[int, ...] | None = None
    """The questions that count; None while it is unfinished."""

    @property
    def next_question(self) -> int:
        """The first question without an answer; the number of questions if there is none."""
        indexes = range(len(self.opened.cards))
        return next((index for index in indexes if index not in self.answers), len(indexes))

    @property
    def is_late(self) -> bool:
        """Whether the one clock for all ran out."""
        return self.opened.limit is not None and self.used >= self.opened.limit

    def spent(self) -> dict[int, int]:
        """Milliseconds used on each question so far."""
        return {**{index: answer.ms for index, answer in self.answers.items()}, **self.left}

    def with_answer(self, payload: QuizAnswered) -> Attempt:
        """The attempt with one more answer, or with an earlier one replaced."""
        answers = {**self.answers, payload.place: payload}
        left = {index: ms for index, ms in self.left.items() if index != payload.place}
        return replace(self, answers=answers, left=left, used=max(self.used, payload.used))

    def with_pause(self, payload: QuizLeft) -> Attempt:
        """The attempt with the time used on a question that was left open."""
        left = {**self.left, payload.place: payload.ms}
        return replace(self, left=left, used=max(self.used, payload.used))

    def closed(self, payload: QuizClosed) -> Attempt:
        """The attempt, finished."""
        indexes = range(len(self.opened.cards))
        counted = tuple(sorted(index for index in set(payload.counted) if index in indexes))
        return replace(self, counted=counted, used=max(self.used, payload.used))


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """The sums of a finished attempt."""

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
    """Expected thousandths of a question, added up."""
    used: int
    """Milliseconds."""

    @property
    def accuracy(self) -> float:
        """The share that was right, from 0 to 1."""
        return self.credit / self.asked / 1000 if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Questions with about the same expected share."""

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
    """All attempts: unfinished and newest ones with their answers, the rest as sums."""

    unfinished: dict[str, Attempt] = field(default_factory=dict)
    """Unfinished attempts, the newest last."""
    recent: dict[str, Attempt] = field(default_factory=dict)
    """The newest finished attempts, the newest last."""
    past: list[PastAttempt] = field(default_factory=list)
    applied: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The events that applied each attempt; only the first one has an effect."""
    mix_ups: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often the second card's answer was given to the first one, in finished attempts."""
    calibration: list[CalibrationBin] = field(default_factory=lambda: [CalibrationBin()] * BINS)
    setup: QuizSetup | None = None
    """The setup of the last quiz with questions from the decks."""

    def apply(self, event: Event, payload: QuizPayload) -> None:
        """Apply an event of a quiz."""
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
                    self.unfinished[attempt.id] = attempt.with_answer(_clamped(payload))
            case QuizLeft():
                ms, used = _in_range(payload.ms), _in_range(payload.used)
                self.unfinished[attempt.id] = attempt.with_pause(replace(payload, ms=ms, used=used))
            case QuizClosed():
                self._close(attempt.closed(replace(payload, used=_in_range(payload.used))))

    def takes_effect(self, payload: QuizApplied) -> bool:
        """Whether applying has an effect: an attempt can be applied only once."""
        return payload.attempt not in self.applied

    def note_applied(self, event: str, payload: QuizApplied) -> None:
        """Note that an attempt was applied."""
        self.applied[payload.attempt] = (*self.applied.get(payload.attempt, ()), event)

    def forget_applied(self, attempt: str) -> bool:
        """Note that this was undone. False if another event applied it too: that one counts now."""
        return len(self.applied.pop(attempt, ())) == 1

    def newest_unfinished(self) -> Attempt | None:
        """The attempt to resume; None if there is none."""
        return next(reversed(self.unfinished.values()), None)

    def newest_finished(self) -> Attempt | None:
        """The attempt finished last, if there is one."""
        return next(reversed(self.recent.values()), None)

    def attempt(self, name: str) -> Attempt | None:
        """An attempt by id, if it is kept with its answers."""
        return self.unfinished.get(name) or self.recent.get(name)

    def like(self, setup: QuizSetup) -> list[PastAttempt]:
        """The finished attempts with this setup, the oldest first."""
        return [past for past in self.past if past.setup == setup]

    def look_alikes(self) -> list[tuple[str, str]]:
        """Pairs of cards that were mixed up, the most frequent first."""
        pairs: Counter[tuple[str, str]] = Counter()
        for (one, other), count in (*self.mix_ups.items(), *self._open_mistakes()):
            pairs[min(one, other), max(one, other)] += count
        return [pair for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]

    def _open_mistakes(self) -> Iterator[tuple[tuple[str, str], int]]:
        for attempt in self.unfinished.values():
            yield from _mistakes(attempt).items()

    def _open(self, attempt: Attempt) -> None:
        self.unfinished[attempt.id] = attempt
        while len(self.unfinished) > MAX_UNFINISHED:
            oldest = self.unfinished.pop(next(iter(self.unfinished)))
            self.mix_ups.update(_mistakes(oldest))
        if not attempt.opened.setup.source:
            self.setup = attempt.opened.setup

    def _close(self, attempt: Attempt) -> None:
        del self.unfinished[attempt.id]
        self.recent[attempt.id] = attempt
        while len(self.recent) > MAX_RECENT:
            del self.recent[next(iter(self.recent))]
        self.past.append(past_of(attempt))
        self.mix_ups.update(_mistakes(attempt))
        if attempt.opened.setup.source:
            return  # Answers that were just shown say nothing about the predictions.
        for index in attempt.counted or ():
            expected = expected_share(attempt.opened, index)
            answer = attempt.answers.get(index)
            tenth = min(expected * BINS // 1000, BINS - 1)
            credit = answer.credit if answer else 0
            self.calibration[tenth] = self.calibration[tenth].plus(expected, credit)


def is_playable(opened: QuizOpened) -> bool:
    """Whether this version knows the mode and can play the setup."""
    return opened.setup.mode in MODES and not setup_problem(opened.setup)


def _in_range(ms: int) -> int:
    return min(max(ms, 0), LONGEST)


def _clamped(payload: QuizAnswered) -> QuizAnswered:
    """An answer with its numbers clamped, because a log may have been edited."""
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
    answers = [attempt.answers[index] for index in counted if index in attempt.answers]
    return PastAttempt(
        attempt.id,
        attempt.at,
        attempt.day,
        attempt.opened.setup,
        asked=len(counted),
        right=sum(answer.result == RIGHT for answer in answers),
        credit=sum(answer.credit for answer in answers),
        points=total_points(attempt.opened.setup, attempt.answers),
        expected=sum(expected_share(attempt.opened, index) for index in counted),
        used=attempt.used,
    )


def expected_share(opened: QuizOpened, index: int) -> int:
    """What a question was expected to score, in thousandths; 0 if the event does not say."""
    share = opened.expected[index] if index < len(opened.expected) else 0
    return min(max(share, 0), 1000)


def _mistakes(attempt: Attempt) -> Counter[tuple[str, str]]:
    return Counter(
        (answer.card, answer.like)
        for answer in attempt.answers.values()
        if answer.like and answer.result != RIGHT
    )
