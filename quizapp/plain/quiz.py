"""A quiz line by line. The protocol is a stable interface.

Two lines a question: the answer, then, after the feedback, an empty one or `y` for "I was right".
What is printed as saved is on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.quiz_setup import CONFIDENCES
from quizapp.plain.answers import read_answer
from quizapp.plain.line_io import LineIO, Stopped
from quizapp.plain.quiz_wording import (
    applied_lines,
    feedback_lines,
    opening_lines,
    question_lines,
    results_lines,
)
from quizapp.study.ports import Receipt
from quizapp.study.quiz.apply import DueChange, apply_attempt, due_changes
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.results import results_of
from quizapp.study.quiz.session import QuizSession

ANSWER, NEXT = "answer:", "next:"


class PlainQuiz:
    """One attempt in lines."""

    def __init__(self, session: QuizSession, io: LineIO, titles: Mapping[str, str]) -> None:
        self._session = session
        self._io = io
        self._titles = titles
        self._waiting: dict[str, str] = {}
        self._sure = ""

    def run(self, *, applies: bool = False) -> None:
        """Ask until the end, or until the learner stops; then the results, applied if wished."""
        for line in opening_lines(self._session):
            self._io.say(line)
        self._session.start()
        try:
            while not self._session.is_over:
                self._question()
        except Stopped:
            self._io.say("Stopped; runquiz quiz --resume goes on with it.")
            return
        finally:
            # However it ends, by a signal too: the clock goes on from where it is.
            self._session.leave()
            self._say_durable()
        self._results(applies=applies)

    def _results(self, *, applies: bool) -> None:
        desk, attempt = self._session.desk, self._session.attempt
        like = desk.store.progress.attempts.like(attempt.opened.setup)
        for line in results_lines(results_of(self._session.quiz, attempt, like)):
            self._io.say(line)
        if applies:
            planned = due_changes(
                desk, attempt, {asked.id for asked in self._session.quiz.asked.values()}
            )
            self._apply(planned)

    def _apply(self, planned: tuple[DueChange, ...]) -> None:
        if planned:
            receipt = apply_attempt(self._session.desk, self._session.attempt, planned)
            self._promise(receipt, "\n".join(applied_lines(planned)))
            self._say_receipt(receipt)
        else:
            self._io.say("Nothing to apply: no due date would change.")

    def _question(self) -> None:
        session = self._session
        asked = session.asked
        self._sure = ""
        for line in question_lines(session, self._titles.get(asked.source.about.deck, "")):
            self._io.say(line)
        line = self._line(ANSWER)
        feedback = session.answer(read_answer(asked.card, line, asked.question.shown))
        if feedback is None:
            said = session.notice or "time is up"
            self._io.say(f"Not counted: {said}.")
            session.notice = ""
            return
        self._tell(feedback)
        if self._line(NEXT).casefold() in {"y", "yes"}:
            self._overrule(feedback)
        session.advance()
        self._say_durable()

    def _tell(self, feedback: Feedback) -> None:
        self._promise(feedback.receipt, f"saved {feedback.asked.id} {feedback.payload.result}")
        if self._sure and feedback.judgement is not None:
            self._session.tell_confidence(self._sure)
        self._say_durable()
        for line in feedback_lines(feedback):
            self._io.say(line)

    def _overrule(self, feedback: Feedback) -> None:
        if not self._session.overrule():
            self._io.say("Only a typed answer that was judged wrong can be overruled.")
        elif self._session.feedback is not None:
            self._promise(self._session.feedback.receipt, f"overruled {feedback.asked.id}")
            self._say_durable()

    def _line(self, prompt: str) -> str:
        """The next line that is no command; how sure one is must be said before the feedback."""
        while True:
            line = self._io.ask(prompt, self._tick)
            if line is None or line == ":q":
                raise Stopped
            if prompt == NEXT or line[:1] != ":" or line[1:] not in CONFIDENCES:
                return line
            self._sure = line[1:]

    def _tick(self) -> None:
        """Time passes while a line is waited for, and nothing else happens meanwhile."""
        self._session.timer.look()
        self._session.keep_time_now_and_then()

    def _promise(self, receipt: Receipt, line: str) -> None:
        """Have a line printed once its event is on the disk."""
        self._waiting[receipt.event.id] = line

    def _say_durable(self) -> None:
        """The lines of all events that are on the disk now, which may be after a later retry."""
        for receipt in self._session.receipts():
            self._say_receipt(receipt)

    def _say_receipt(self, receipt: Receipt) -> None:
        for event in receipt.durable:
            line = self._waiting.pop(event.id, "")
            if line:
                self._io.say(line)
        if not receipt.is_saved:
            self._io.say(f"Not saved: {receipt.problem}. It is tried again with each answer.")
