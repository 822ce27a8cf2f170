"""One attempt at a quiz: questions are asked, answers judged and kept, and the clock runs.

A front end calls `tick` ten times a second and turns each key into one call. Every answer is an
event that is durable before its feedback shows.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.event import (
    TYPED_LIMIT,
    QuizAnswered,
    QuizClosed,
    QuizLeft,
)
from quizapp.domain.judging.answer import Answer, Judgement
from quizapp.domain.judging.judge import judge
from quizapp.domain.quiz_score import bonus, run_before, speed_points
from quizapp.domain.quiz_setup import (
    CLOCK,
    LIVES,
    QUESTION,
    RIGHT,
    SKIPPED,
    SURVIVAL,
    TIMEOUT,
    WRONG,
)
from quizapp.domain.text import clean_line
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Desk, Receipt
from quizapp.study.quiz.asking import Asked, allowed_seconds
from quizapp.study.quiz.clock import KEEP_TIME
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.given import given_before
from quizapp.study.quiz.look_alikes import Owners
from quizapp.study.quiz.plan import Quiz
from quizapp.study.quiz.standing import Standing, standing_of
from quizapp.study.quiz.timer import QuizTimer
from quizapp.study.recording import record


class QuizSession:
    """An attempt from its first question to its last.

    `free` lets answers wait for the end: questions can be visited in any order and answers changed.
    A little over the number of methods: one for each thing that a learner can do.
    """

    def __init__(
        self, desk: Desk, quiz: Quiz, attempt: Attempt, owners: Owners, *, free: bool
    ) -> None:
        self.desk = desk
        self.quiz = quiz
        self.attempt = attempt
        self.is_free = free and quiz.setup.mode == CLOCK
        self.timer = QuizTimer(quiz, desk.clock, attempt)
        self.place = -1
        """The open question; -1 before the first."""
        self.feedback: Feedback | None = None
        self.is_paused = False
        self.is_over = False
        self._owners = owners
        self._receipts: list[Receipt] = []
        self.notice = ""
        """What another window did to this attempt, if that was in the way."""
        self.given: dict[int, Answer] = given_before(quiz, attempt) if self.is_free else {}
        """This session's answers as they were given, shown again where they can change."""

    @property
    def asked(self) -> Asked:
        """The open question."""
        return self.quiz.asked[self.place]

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self.place >= 0 and not self.is_over and self.feedback is None

    @property
    def standing(self) -> Standing:
        """How far the attempt is."""
        return standing_of(self.quiz, self.attempt, self.place)

    def start(self) -> None:
        """The first question that has no answer yet; or the end, if there is none."""
        self._go_on(-1)

    def tick(self) -> Feedback | None:
        """Time passes. The feedback of a question that ran out of it, if it just did."""
        self.timer.look()
        if not self.is_open or not self.timer.is_up:
            return None
        if self.quiz.setup.mode != QUESTION:
            self.finish()
            return None
        self._catch_up()
        if self._is_answered_elsewhere():
            self.advance()
        return None if self.is_over or not self.timer.is_up else self._keep(None, None, TIMEOUT)

    def answer(self, answer: Answer | None) -> Feedback | None:
        """Judge and keep an answer; None skips the question. Nothing comes of it after time."""
        self._catch_up()
        if self._is_answered_elsewhere():
            self.advance()
            return None
        late = None if self.is_over else self.tick()
        if late is not None or self.is_over:
            return late
        return self._judged(answer)

    def keep_unsubmitted(self, answer: Answer | None) -> None:
        """What is picked or typed where answers can change counts without being handed in.

        It counts even if time has just run out; an answer that was emptied is taken back.
        """
        if self.is_free and self.is_open and answer != self.given.get(self.place):
            self._judged(answer)

    def _is_answered_elsewhere(self) -> bool:
        """Whether another window was quicker with the open question; the end is told as well."""
        if self.is_over:
            self.notice = "another window has finished this quiz"
            return False
        is_answered = not self.is_free and self.place in self.attempt.answers
        if is_answered:
            self.notice = "another window has answered the last question"
        return is_answered

    def _judged(self, answer: Answer | None) -> Feedback:
        asked = self.asked
        judgement = None if answer is None else judge(asked.card, answer, asked.question.shown)
        if answer is None or judgement is None:
            self.given.pop(self.place, None)
            return self._keep(answer, None, SKIPPED)
        self.given[self.place] = answer
        return self._keep(answer, judgement, RIGHT if judgement.right else WRONG)

    def tell_confidence(self, sure: str) -> None:
        """How sure the learner was of the answer that was just given."""
        feedback = self._shown()
        self._replace_answer(feedback, replace(feedback.payload, sure=sure))

    def overrule(self) -> bool:
        """I was right; False when there is nothing to overrule."""
        feedback = self._shown()
        if feedback.may_be_overruled:
            points = self._points(RIGHT, feedback.payload.ms / 1000)
            payload = replace(
                feedback.payload, result=RIGHT, credit=1000, points=points, overruled=True
            )
            self._replace_answer(feedback, payload)
        return feedback.may_be_overruled

    def advance(self) -> None:
        """The next question without an answer; or the end."""
        self.feedback = None
        self._go_on(self.place)

    def visit(self, step: int) -> None:
        """The question so many places on, answered or not, where that is allowed."""
        if self.is_free and not self.is_over:
            places = sorted(self.quiz.asked)
            self._open(places[(places.index(self.place) + step) % len(places)])

    def pause(self) -> None:
        """The clock stops, and the question must be hidden."""
        self.timer.stop()
        self.is_paused = True

    def go_on(self) -> None:
        """The clock runs again."""
        self.is_paused = False
        if self.is_open:
            self.timer.run()

    def leave(self) -> None:
        """Stop here; the attempt can be gone on with, its clock where it is."""
        self.timer.stop()
        self.keep_time()

    def keep_time_now_and_then(self) -> None:
        """The same every few seconds, where a clock runs."""
        kept = self.attempt.left.get(self.place, 0) / 1000
        if self.quiz.setup.has_clock and self.timer.spent - kept >= KEEP_TIME:
            self.keep_time()

    def keep_time(self) -> None:
        """Make the time used on the open question durable, so that a kill does not give it back."""
        spent, used = round(self.timer.spent * 1000), self.timer.ms_in_all
        if self.is_open and spent > self.attempt.left.get(self.place, 0):
            self._record(QuizLeft(self.attempt.id, self.place, spent, used))

    def receipts(self) -> list[Receipt]:
        """What became of the events since this was last asked."""
        found, self._receipts = self._receipts, []
        return found

    def _catch_up(self) -> None:
        """Take in what another window did to this attempt: what is answered is not asked again."""
        self.desk.store.refresh()
        known = self.desk.store.progress.attempts.attempt(self.attempt.id)
        if known is not None:
            self.attempt = known
            self.is_over = self.is_over or known.counted is not None

    def finish(self) -> None:
        """The end: hand in what there is."""
        self._catch_up()
        if self.is_over:
            return
        self.timer.stop()
        self.is_over, self.feedback = True, None
        answered = self.attempt.answers
        counts_all = self.quiz.setup.mode == CLOCK
        counted = {*answered, *(self.quiz.asked if counts_all else ())}
        payload = QuizClosed(self.attempt.id, self.timer.ms_in_all, tuple(sorted(counted)))
        self._record(payload)

    def _go_on(self, after: int) -> None:
        self._catch_up()
        if self.is_over:
            return
        places = sorted(self.quiz.asked)
        waiting = [place for place in places if place not in self.attempt.answers]
        is_lost = self.quiz.setup.mode == SURVIVAL and self.standing.misses >= LIVES
        is_late = self.quiz.setup.in_all and self.timer.is_up
        if is_lost or is_late or not places or not (waiting or self.is_free):
            self.finish()
        else:
            later = [place for place in waiting if place > after]
            self._open([*later, *waiting, after if after in places else places[0]][0])

    def _open(self, place: int) -> None:
        self.place = place
        self.timer.open(place)

    def _keep(self, answer: Answer | None, judgement: Judgement | None, result: str) -> Feedback:
        """Record an answer; the clock stands still while its feedback shows."""
        asked, spent = self.asked, self.timer.spent
        payload = QuizAnswered(
            attempt=self.attempt.id,
            place=self.place,
            card=asked.id,
            result=result,
            credit=judgement.credit if judgement else 0,
            ms=round(spent * 1000),
            used=self.timer.ms_in_all,
            points=self._points(result, spent),
            answer=self._kept_text(judgement),
            typed=asked.has_no_guess,
            like=None if result == RIGHT else self._owners.of(asked, answer),
        )
        extra = bonus(self.quiz.setup, run_before(self.attempt.answers, self.place))
        feedback = Feedback(asked, answer, judgement, payload, self._record(payload), extra)
        if not self.is_free:
            self.timer.stop()
            self.feedback = feedback
        return feedback

    def _points(self, result: str, seconds: float) -> int:
        allowed = allowed_seconds(self.asked, self.quiz.setup)
        return speed_points(self.quiz.setup, seconds, allowed) if result == RIGHT else 0

    def _kept_text(self, judgement: Judgement | None) -> str | None:
        if judgement is None or not self.desk.store.progress.settings.keep_typed:
            return None
        return clean_line(judgement.given)[:TYPED_LIMIT] or None

    def _replace_answer(self, feedback: Feedback, payload: QuizAnswered) -> None:
        self.feedback = replace(feedback, payload=payload, receipt=self._record(payload))

    def _record(self, payload: QuizAnswered | QuizLeft | QuizClosed) -> Receipt:
        receipt = record(self.desk, payload)
        self._receipts.append(receipt)
        match payload:
            case QuizAnswered():
                self.attempt = self.attempt.with_answer(payload)
            case QuizLeft():
                self.attempt = self.attempt.with_pause(payload)
            case QuizClosed():
                self.attempt = self.attempt.closed(payload)
        return receipt

    def _shown(self) -> Feedback:
        if self.feedback is None:
            raise AssertionError("no feedback is shown")
        return self.feedback
