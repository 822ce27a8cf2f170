"""One attempt at a quiz: questions are asked, answers judged and saved, and the clock runs.

A front end calls `tick` ten times a second and turns each key into one call. Every answer is an
event that is durable before its feedback shows.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.judging.answer import Answer, Judgement
from quizapp.domain.quiz_events import QuizAnswered
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
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Desk, Receipt
from quizapp.study.quiz.asking import Asked
from quizapp.study.quiz.attempt_record import AttemptRecord, Standing
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.look_alikes import AnswerOwners
from quizapp.study.quiz.plan import Quiz, given_before
from quizapp.study.quiz.timer import SAVE_EVERY, QuizTimer


class QuizSession:
    """An attempt from its first question to its last.

    With `free`, the questions of an exam can be visited in any order and their answers changed.
    """

    def __init__(
        self, desk: Desk, quiz: Quiz, attempt: Attempt, owners: AnswerOwners, *, free: bool
    ) -> None:
        self.desk = desk
        self.quiz = quiz
        self.is_free = free and quiz.setup.mode == CLOCK
        self.timer = QuizTimer(quiz, desk.clock, attempt)
        self.index = -1
        """The open question; -1 before the first."""
        self.feedback: Feedback | None = None
        self.is_paused = False
        self.is_over = False
        self.notice = ""
        """What another window did to this attempt, if it got in the way."""
        self.given: dict[int, Answer] = given_before(quiz, attempt) if self.is_free else {}
        """The answers in the form in which they were given, to be shown again in an exam."""
        self._record = AttemptRecord(desk, quiz, attempt)
        self._owners = owners

    @property
    def attempt(self) -> Attempt:
        """The attempt as the store has folded it, this session's answers included."""
        return self._record.attempt

    @property
    def asked(self) -> Asked:
        """The open question."""
        return self.quiz.asked[self.index]

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self.index >= 0 and not self.is_over and self.feedback is None

    @property
    def standing(self) -> Standing:
        """The progress of the attempt."""
        return self._record.standing(self.index)

    def start(self) -> None:
        """Open the first question without an answer, or finish if there is none."""
        self._continue(-1)

    def tick(self) -> Feedback | None:
        """Let time pass. Returns the feedback of a question that just ran out of time."""
        self.timer.look()
        if not self.is_open or not self.timer.is_up:
            return None
        if self.quiz.setup.mode != QUESTION:
            self.finish()
            return None
        self._catch_up()
        if self._another_window_answered():
            self.advance()
        return None if self.is_over or not self.timer.is_up else self._save(None, None, TIMEOUT)

    def answer(self, answer: Answer | None) -> Feedback | None:
        """Judge and save an answer; None skips the question. After time is up it does nothing."""
        self._catch_up()
        if self._another_window_answered():
            self.advance()
            return None
        late = None if self.is_over else self.tick()
        if late is not None or self.is_over:
            return late
        return self._judged(answer)

    def keep_unsubmitted(self, answer: Answer | None) -> None:
        """In an exam, count the picks or the text so far, even if time has just run out."""
        if self.is_free and self.is_open and answer != self.given.get(self.index):
            self._judged(answer)

    def set_confidence(self, sure: str) -> None:
        """Save how sure the learner was of the answer just given."""
        feedback = self._shown()
        self._replace_answer(feedback, replace(feedback.payload, sure=sure))

    def overrule(self) -> bool:
        """Count a typed answer as right; False if this one can't be overruled."""
        feedback = self._shown()
        if feedback.may_be_overruled:
            self._replace_answer(feedback, self._record.overruled(feedback.payload))
        return feedback.may_be_overruled

    def advance(self) -> None:
        """Open the next question without an answer, or finish if there is none."""
        self.feedback = None
        self._continue(self.index)

    def visit(self, step: int) -> None:
        """In an exam, open the question this many questions further on, answered or not."""
        if self.is_free and not self.is_over:
            indexes = sorted(self.quiz.asked)
            self._open(indexes[(indexes.index(self.index) + step) % len(indexes)])

    def pause(self) -> None:
        """Stop the clock; the front end hides the question."""
        self.timer.stop()
        self.is_paused = True

    def unpause(self) -> None:
        """Start the clock again."""
        self.is_paused = False
        if self.is_open:
            self.timer.run()

    def leave(self) -> None:
        """Stop here; the attempt can be resumed with its clock where it is."""
        self.timer.stop()
        self.save_time()

    def save_time_now_and_then(self) -> None:
        """Save the time every few seconds, if a clock runs."""
        if self.quiz.setup.has_clock:
            self.save_time(at_least=SAVE_EVERY)

    def save_time(self, at_least: float = 0.001) -> None:
        """Save the time used on the open question, if at least that many seconds are unsaved."""
        if self.is_open:
            self._record.save_time(self.index, self.timer, at_least)

    def receipts(self) -> list[Receipt]:
        """The receipts of all events since the last call."""
        return self._record.receipts()

    def finish(self) -> None:
        """End the attempt with the answers so far."""
        self._catch_up()
        if self.is_over:
            return
        self.timer.stop()
        self.is_over, self.feedback = True, None
        self._record.close(self.timer)

    def _catch_up(self) -> None:
        """Read what another window recorded, so that nothing is asked twice."""
        self._record.refresh()
        self.is_over = self.is_over or self._record.is_over

    def _another_window_answered(self) -> bool:
        """Whether another window answered the open question first; `notice` says what it did."""
        if self.is_over:
            self.notice = "another window has finished this quiz"
            return False
        is_answered = not self.is_free and self.index in self.attempt.answers
        if is_answered:
            self.notice = "another window has answered the last question"
        return is_answered

    def _judged(self, answer: Answer | None) -> Feedback:
        judgement = None if answer is None else self.asked.judgement(answer)
        if answer is None or judgement is None:
            self.given.pop(self.index, None)
            return self._save(answer, None, SKIPPED)
        self.given[self.index] = answer
        return self._save(answer, judgement, RIGHT if judgement.right else WRONG)

    def _continue(self, after: int) -> None:
        self._catch_up()
        if self.is_over:
            return
        indexes = sorted(self.quiz.asked)
        waiting = [index for index in indexes if index not in self.attempt.answers]
        is_lost = self.quiz.setup.mode == SURVIVAL and self.standing.misses >= LIVES
        is_late = self.quiz.setup.has_shared_clock and self.timer.is_up
        if is_lost or is_late or not indexes or not (waiting or self.is_free):
            self.finish()
        else:
            later = [index for index in waiting if index > after]
            self._open([*later, *waiting, after if after in indexes else indexes[0]][0])

    def _open(self, index: int) -> None:
        self.index = index
        self.timer.open(index)

    def _save(self, answer: Answer | None, judgement: Judgement | None, result: str) -> Feedback:
        """Record an answer; the clock stops while its feedback shows."""
        asked, record = self.asked, self._record
        like = None if result == RIGHT else self._owners.of(asked, answer)
        payload = record.answer_event(self.index, judgement, result, self.timer, like)
        extra = record.bonus(self.index)
        feedback = Feedback(asked, answer, judgement, payload, record.record(payload), extra)
        if not self.is_free:
            self.timer.stop()
            self.feedback = feedback
        return feedback

    def _replace_answer(self, feedback: Feedback, payload: QuizAnswered) -> None:
        self.feedback = replace(feedback, payload=payload, receipt=self._record.record(payload))

    def _shown(self) -> Feedback:
        if self.feedback is None:
            raise AssertionError("no feedback is shown")
        return self.feedback
