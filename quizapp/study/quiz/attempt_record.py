"""The record of one attempt: its events, its answers as the store folds them, and its progress."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import TYPED_LIMIT
from quizapp.domain.judging.answer import Judgement
from quizapp.domain.quiz_events import QuizAnswered, QuizClosed, QuizLeft
from quizapp.domain.quiz_setup import CLOCK, RIGHT, SKIPPED
from quizapp.domain.speed_points import bonus, speed_points, streak_before
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Desk, Receipt
from quizapp.study.quiz.asking import Asked, allowed_seconds
from quizapp.study.quiz.plan import Quiz
from quizapp.study.quiz.timer import QuizTimer
from quizapp.study.recording import record


@dataclass(frozen=True, slots=True)
class Standing:
    """The progress of an attempt; cards that are no longer in the decks are not counted."""

    number: int
    """Of the open question, from 1."""
    total: int
    answered: int
    right: int
    misses: int

    @property
    def left(self) -> int:
        """Questions without an answer."""
        return self.total - self.answered


class AttemptRecord:
    """Records the events of an attempt. Its answers are read from the store, never kept twice."""

    def __init__(self, desk: Desk, quiz: Quiz, attempt: Attempt) -> None:
        self._desk = desk
        self._quiz = quiz
        self._attempt = attempt
        self._receipts: list[Receipt] = []

    @property
    def attempt(self) -> Attempt:
        """The attempt as the store has folded it, this session's answers included."""
        self._attempt = self._found() or self._attempt
        return self._attempt

    @property
    def is_over(self) -> bool:
        """Whether it was finished, or dropped because many newer ones are unfinished."""
        return self._found() is None or self.attempt.counted is not None

    def refresh(self) -> None:
        """Read what another window recorded."""
        self._desk.store.refresh()

    def standing(self, index: int) -> Standing:
        """The progress, with the question at an index open."""
        indexes, answers = sorted(self._quiz.asked), self.attempt.answers
        right = sum(answer.result == RIGHT for answer in answers.values())
        return Standing(
            number=indexes.index(index) + 1 if index in self._quiz.asked else 0,
            total=len(indexes),
            answered=sum(at in answers and answers[at].result != SKIPPED for at in indexes),
            right=right,
            misses=len(answers) - right,
        )

    def answer_event(
        self,
        index: int,
        judgement: Judgement | None,
        result: str,
        timer: QuizTimer,
        like: str | None,
    ) -> QuizAnswered:
        """The event of an answer; `like` is the card whose answer was given by mistake."""
        asked = self._quiz.asked[index]
        return QuizAnswered(
            attempt=self._attempt.id,
            place=index,
            card=asked.id,
            result=result,
            credit=judgement.credit if judgement else 0,
            ms=round(timer.spent * 1000),
            used=timer.total_ms,
            points=self._points(asked, result, timer.spent),
            answer=self._stored_text(judgement),
            typed=asked.rules_out_guessing,
            like=like,
        )

    def overruled(self, answer: QuizAnswered) -> QuizAnswered:
        """The event of the same answer, which the learner counts as right."""
        points = self._points(self._quiz.asked[answer.place], RIGHT, answer.ms / 1000)
        return replace(answer, result=RIGHT, credit=1000, points=points, overruled=True)

    def bonus(self, index: int) -> int:
        """The bonus of a right answer, for the streak just before it."""
        return bonus(self._quiz.setup, streak_before(self.attempt.answers, index))

    def save_time(self, index: int, timer: QuizTimer, at_least: float) -> None:
        """Make the time used on a question durable, so that a kill can't give it back.

        Does nothing if fewer seconds than `at_least` have passed since it was last saved.
        """
        spent = round(timer.spent * 1000)
        if spent - self.attempt.left.get(index, 0) >= at_least * 1000:
            self.record(QuizLeft(self._attempt.id, index, spent, timer.total_ms))

    def close(self, timer: QuizTimer) -> None:
        """Finish the attempt. In an exam, questions without an answer count as well."""
        counts_all = self._quiz.setup.mode == CLOCK
        counted = {*self.attempt.answers, *(self._quiz.asked if counts_all else ())}
        self.record(QuizClosed(self._attempt.id, timer.total_ms, tuple(sorted(counted))))

    def record(self, payload: QuizAnswered | QuizLeft | QuizClosed) -> Receipt:
        """Record an event, and keep its receipt for `receipts`."""
        receipt = record(self._desk, payload)
        self._receipts.append(receipt)
        return receipt

    def receipts(self) -> list[Receipt]:
        """The receipts of all events since the last call."""
        found, self._receipts = self._receipts, []
        return found

    def _points(self, asked: Asked, result: str, seconds: float) -> int:
        """The points of an answer after this time, without the bonus."""
        setup = self._quiz.setup
        return speed_points(setup, seconds, allowed_seconds(asked, setup)) if result == RIGHT else 0

    def _found(self) -> Attempt | None:
        return self._desk.store.progress.attempts.attempt(self._attempt.id)

    def _stored_text(self, judgement: Judgement | None) -> str | None:
        if judgement is None or not self._desk.store.progress.settings.keep_typed:
            return None
        return clean_line(judgement.given)[:TYPED_LIMIT] or None
