"""A quiz line by line. The protocol is a stable interface.

Each question takes two lines: the answer and, after the feedback, an empty one or `y` for "I was
right".
Whatever is printed as saved is on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.quiz_setup import CONFIDENCES
from quizapp.plain.answers import read_answer
from quizapp.plain.line_io import LineIO, SavedLines, Stopped
from quizapp.plain.quiz_wording import (
    applied_lines,
    feedback_lines,
    opening_lines,
    question_lines,
    results_lines,
)
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
        self._saved = SavedLines(io)
        self._sure = ""

    def run(self, *, applies: bool = False) -> None:
        """Ask until the end, print the results, and apply them if asked.

        If the learner stops, the attempt can be resumed.
        """
        for line in opening_lines(self._session):
            self._io.say(line)
        self._session.start()
        try:
            while not self._session.is_over:
                self._question()
        except Stopped:
            self._io.say("Stopped. To resume it: runquiz quiz --resume")
            return
        finally:
            # However it ends, even by a signal, the clock later continues from here.
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
            lines = applied_lines(planned, self._session.desk.calendar())
            self._saved.add(receipt, "\n".join(lines))
            self._saved.show(receipt)
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
        self._saved.add(feedback.receipt, f"saved {feedback.asked.id} {feedback.payload.result}")
        if self._sure and feedback.judgement is not None:
            self._session.set_confidence(self._sure)
        self._say_durable()
        for line in feedback_lines(feedback):
            self._io.say(line)

    def _overrule(self, feedback: Feedback) -> None:
        if not self._session.overrule():
            self._io.say("Only a typed answer that was judged wrong can be overruled.")
        elif self._session.feedback is not None:
            self._saved.add(self._session.feedback.receipt, f"overruled {feedback.asked.id}")
            self._say_durable()

    def _line(self, prompt: str) -> str:
        """The next line that is not a command; the confidence has to come before the feedback."""
        while True:
            line = self._io.ask(prompt, self._tick)
            if line is None or line == ":q":
                raise Stopped
            if prompt == NEXT or line[:1] != ":" or line[1:] not in CONFIDENCES:
                return line
            self._sure = line[1:]

    def _tick(self) -> None:
        """Let time pass while waiting for a line."""
        self._session.timer.look()
        self._session.save_time_now_and_then()

    def _say_durable(self) -> None:
        """Print the lines of all events that are on the disk by now."""
        for receipt in self._session.receipts():
            self._saved.show(receipt)
