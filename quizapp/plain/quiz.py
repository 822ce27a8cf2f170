"""A quiz line by line. The protocol is a stable interface.

Two lines a question: the answer, then, after the feedback, an empty one or `y` for "I was right".
What is printed as saved is on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.quiz_setup import CONFIDENCES
from quizapp.plain.answers import read_answer
from quizapp.plain.line_io import Left, Talk
from quizapp.plain.quiz_wording import (
    applied_lines,
    feedback_lines,
    opening_lines,
    question_lines,
    results_lines,
)
from quizapp.study.ports import Receipt
from quizapp.study.quiz.apply import Move, apply_quiz, moves
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.results import results_of
from quizapp.study.quiz.session import QuizSitting

ANSWER, NEXT = "answer:", "next:"


class PlainQuiz:
    """One attempt in lines."""

    def __init__(self, sitting: QuizSitting, talk: Talk, titles: Mapping[str, str]) -> None:
        self._sitting = sitting
        self._talk = talk
        self._titles = titles
        self._waiting: dict[str, str] = {}
        self._sure = ""

    def run(self, *, applies: bool = False) -> None:
        """Ask until the end, or until the learner stops; then the results, applied if wished."""
        for line in opening_lines(self._sitting):
            self._talk.say(line)
        self._sitting.start()
        try:
            while not self._sitting.is_over:
                self._question()
        except Left:
            self._talk.say("Stopped; runquiz quiz --resume goes on with it.")
            return
        finally:
            # However it ends, by a signal too: the clock goes on from where it is.
            self._sitting.leave()
            self._say_durable()
        self._results(applies=applies)

    def _results(self, *, applies: bool) -> None:
        desk, attempt = self._sitting.desk, self._sitting.attempt
        like = desk.store.progress.quizzes.like(attempt.opened.setup)
        for line in results_lines(results_of(self._sitting.quiz, attempt, like)):
            self._talk.say(line)
        if applies:
            planned = moves(
                desk, attempt, {asked.id for asked in self._sitting.quiz.asked.values()}
            )
            self._apply(planned)

    def _apply(self, planned: tuple[Move, ...]) -> None:
        if planned:
            receipt = apply_quiz(self._sitting.desk, self._sitting.attempt, planned)
            self._promise(receipt, "\n".join(applied_lines(planned)))
            self._say_receipt(receipt)
        else:
            self._talk.say("Nothing to apply: no due date would change.")

    def _question(self) -> None:
        sitting = self._sitting
        asked = sitting.asked
        self._sure = ""
        for line in question_lines(sitting, self._titles.get(asked.source.about.deck, "")):
            self._talk.say(line)
        line = self._line(ANSWER)
        feedback = sitting.answer(read_answer(asked.card, line, asked.question.shown))
        if feedback is None:
            said = sitting.notice or "time is up"
            self._talk.say(f"Not counted: {said}.")
            sitting.notice = ""
            return
        self._tell(feedback)
        if self._line(NEXT).casefold() in {"y", "yes"}:
            self._overrule(feedback)
        sitting.advance()
        self._say_durable()

    def _tell(self, feedback: Feedback) -> None:
        self._promise(feedback.receipt, f"saved {feedback.asked.id} {feedback.body.result}")
        if self._sure and feedback.judgement is not None:
            self._sitting.tell_confidence(self._sure)
        self._say_durable()
        for line in feedback_lines(feedback):
            self._talk.say(line)

    def _overrule(self, feedback: Feedback) -> None:
        if not self._sitting.overrule():
            self._talk.say("Only a typed answer that was judged wrong can be overruled.")
        elif self._sitting.feedback is not None:
            self._promise(self._sitting.feedback.receipt, f"overruled {feedback.asked.id}")
            self._say_durable()

    def _line(self, prompt: str) -> str:
        """The next line that is no command; how sure one is must be said before the feedback."""
        while True:
            line = self._talk.ask(prompt, self._tick)
            if line is None or line == ":q":
                raise Left
            if prompt == NEXT or line[:1] != ":" or line[1:] not in CONFIDENCES:
                return line
            self._sure = line[1:]

    def _tick(self) -> None:
        """Time passes while a line is waited for, and nothing else happens meanwhile."""
        self._sitting.timer.look()
        self._sitting.keep_time_now_and_then()

    def _promise(self, receipt: Receipt, line: str) -> None:
        """Have a line printed once its event is on the disk."""
        self._waiting[receipt.event.id] = line

    def _say_durable(self) -> None:
        """The lines of all events that are on the disk now, which may be after a later retry."""
        for receipt in self._sitting.receipts():
            self._say_receipt(receipt)

    def _say_receipt(self, receipt: Receipt) -> None:
        for event in receipt.durable:
            line = self._waiting.pop(event.id, "")
            if line:
                self._talk.say(line)
        if not receipt.is_saved:
            self._talk.say(f"Not saved: {receipt.problem}. It is tried again with each answer.")
