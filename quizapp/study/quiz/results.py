"""The figures of the results screen, from the answers of an attempt and earlier attempts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from quizapp.domain.cards.card import answer_text
from quizapp.domain.quiz_events import QuizAnswered
from quizapp.domain.quiz_setup import GUESS, OPEN_ENDED, RIGHT, SURE, QuizSetup
from quizapp.study.log.attempts import Attempt, PastAttempt, expected_share, past_of
from quizapp.study.quiz.asking import Asked
from quizapp.study.quiz.plan import Prediction, Quiz, predict

SLOW = 2
"""A right answer that took this many times the median was slow."""
WEAKEST = 5
"""At most this many tags are named in the results."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One question that counts."""

    number: int
    asked: Asked
    answer: QuizAnswered | None
    """None when it was left without an answer."""

    @property
    def is_right(self) -> bool:
        """Whether it was fully right."""
        return self.answer is not None and self.answer.result == RIGHT

    @property
    def result(self) -> str:
        """`right`, `wrong`, `timeout`, `skipped` or `unanswered`."""
        return self.answer.result if self.answer else "unanswered"

    @property
    def seconds(self) -> float:
        """The time used on it."""
        return self.answer.ms / 1000 if self.answer else 0.0

    @property
    def given(self) -> str:
        """The answer given; empty if there was none or it is no longer stored."""
        return (self.answer.answer or "") if self.answer else ""

    @property
    def expected(self) -> str:
        """The right answer."""
        return answer_text(self.asked.card)


@dataclass(frozen=True, slots=True)
class TagShare:
    """The score on the questions of one tag."""

    tag: str
    share: float
    """From 0 to 1."""
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that the results screen shows."""

    setup: QuizSetup
    sums: PastAttempt
    pass_mark: float
    """From 0 to 1."""
    lines: tuple[ResultRow, ...]
    predicted: Prediction
    best: PastAttempt | None
    """The best earlier attempt with the same setup."""
    tags: tuple[TagShare, ...]
    """The weakest, weakest first."""
    slow: tuple[ResultRow, ...]
    lucky: tuple[ResultRow, ...]
    """Answers that were right though marked as a guess."""
    mistaken: tuple[ResultRow, ...]
    """Answers that were wrong though marked as sure."""

    @property
    def has_passed(self) -> bool | None:
        """Whether the pass mark was reached; None in a sprint and a survival, which have none."""
        if self.setup.mode in OPEN_ENDED:
            return None
        return self.sums.accuracy >= self.pass_mark

    @property
    def missed(self) -> tuple[ResultRow, ...]:
        """The questions that were not fully right."""
        return tuple(line for line in self.lines if not line.is_right)

    @property
    def median_seconds(self) -> float:
        """The median time for a question."""
        times = [line.seconds for line in self.lines if line.answer is not None]
        return median(times) if times else 0.0

    @property
    def is_best(self) -> bool:
        """Whether it beats every earlier attempt with the same setup."""
        return self.best is not None and rank(self.sums) > rank(self.best)


def results_of(quiz: Quiz, attempt: Attempt, like: Iterable[PastAttempt]) -> Results:
    """The results of an attempt; `like` are the finished attempts with the same setup."""
    opened = attempt.opened
    counted = [index for index in attempt.counted or () if index in quiz.asked]
    lines = tuple(
        ResultRow(number, quiz.asked[index], attempt.answers.get(index))
        for number, index in enumerate(counted, 1)
    )
    shares = [expected_share(opened, index) / 1000 for index in attempt.counted or ()]
    before = [past for past in like if past.id != attempt.id and past.at < attempt.at]
    answered = [line for line in lines if line.answer is not None]
    return Results(
        opened.setup,
        past_of(attempt),
        min(max(opened.pass_mark, 0), 1000) / 1000,
        lines,
        predict(shares),
        max(before, key=rank, default=None),
        _weakest(lines),
        _slow(lines),
        tuple(line for line in answered if line.is_right and _said(line, GUESS)),
        tuple(line for line in answered if not line.is_right and _said(line, SURE)),
    )


def rank(past: PastAttempt) -> tuple[float, float, int]:
    """The order of attempts: more right answers, then more points, then less time.

    A sprint or a survival has no fixed length, so there the number of right answers decides.
    """
    is_open_ended = past.setup.mode in OPEN_ENDED
    first = float(past.right) if is_open_ended else past.accuracy
    return (first, float(past.points), -past.used)


def _said(line: ResultRow, sure: str) -> bool:
    return line.answer is not None and line.answer.sure == sure


def _weakest(lines: Sequence[ResultRow]) -> tuple[TagShare, ...]:
    credits_of: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        for tag in line.asked.source.about.tags:
            credits_of[tag].append(line.answer.credit if line.answer else 0)
    shares = [
        TagShare(tag, sum(earned) / len(earned) / 1000, len(earned))
        for tag, earned in credits_of.items()
    ]
    # A single question says little about a tag; it is named only if no tag has more.
    least = 2 if any(share.count > 1 for share in shares) else 1
    weak = sorted(
        (share for share in shares if share.share < 1 and share.count >= least),
        key=lambda share: (share.share, -share.count, share.tag),
    )
    return tuple(weak[:WEAKEST])


def _slow(lines: Sequence[ResultRow]) -> tuple[ResultRow, ...]:
    right = [line for line in lines if line.is_right]
    if len(right) < 3:
        return ()
    usual = median(line.seconds for line in right)
    return tuple(line for line in right if line.seconds > SLOW * usual)
