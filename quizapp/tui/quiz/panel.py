"""The part of a quiz between the top bar and the keys: clock, question and feedback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from quizapp.study.question import NO_OUTCOMES, Revealed
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.session import QuizSession
from quizapp.tui.card.answer_text import answer_content
from quizapp.tui.card.card_view import CardView
from quizapp.tui.quiz.clock_line import ClockLine
from quizapp.tui.quiz.feedback_line import FeedbackLine
from quizapp.tui.quiz.words import (
    clock_words,
    confidence_line,
    earlier_line,
    submit_hint,
    verdict_line,
)
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.saving import unsaved_words


class QuizPanel(Vertical):
    """Shows a session. The screen calls it when something has changed; it decides nothing."""

    DEFAULT_CSS = """
    QuizPanel {
        height: 1fr;
        #paused { height: 1fr; content-align: center middle; text-align: center; }
        #paused { color: $text-muted; display: none; }
        &.-paused #paused { display: block; }
        &.-paused CardView { display: none; }
    }
    """

    def __init__(self, submit: Callable[[], Awaitable[None]], leave: Callable[[], None]) -> None:
        super().__init__()
        self._card = CardView(submit, leave)

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield ClockLine()
        yield Banner()
        yield self._card
        yield Static("Paused. Press p to continue.", id="paused", markup=False)
        yield FeedbackLine()

    @property
    def card(self) -> CardView:
        """The question, with what is picked or typed."""
        return self._card

    def show_question(self, session: QuizSession) -> None:
        """Show the open question."""
        self.query_one(FeedbackLine).words = earlier_line(session)
        self._card.ask(session.asked.question, typing=True)
        if session.is_free and session.index in session.given:
            self._card.show_earlier_answer(session.given[session.index])
        self.report(session, session.notice.capitalize() or submit_hint(session))
        session.notice = ""
        self.show_clock(session)

    def show_feedback(self, session: QuizSession, feedback: Feedback, *, asks: bool) -> None:
        """Show the feedback on an answer; `asks` is whether to ask first how sure it was."""
        self._card.close()
        line = self.query_one(FeedbackLine)
        if asks:
            self._card.show_picks()
            line.words = confidence_line()
        else:
            revealed = self._revealed(session, feedback)
            self._card.reveal(revealed, answer_content(revealed, verdict=False))
            line.words = verdict_line(feedback)
        self.report(session)
        self.show_clock(session)

    def keep_unsubmitted(self, session: QuizSession) -> None:
        """In an exam, what is picked or typed counts without being submitted."""
        if session.is_free and not self._card.is_unfinished:
            session.keep_unsubmitted(self._card.answer())

    def show_clock(self, session: QuizSession) -> None:
        """Show the time left."""
        self.set_class(session.is_paused, "-paused")
        timer = session.timer
        self.query_one(ClockLine).show(timer.remaining, timer.limit, clock_words(session))

    def report(self, session: QuizSession, message: str = "") -> None:
        """Show a message; while answers are unsaved, the warning about them instead."""
        problem = next((each.problem for each in reversed(session.receipts()) if each.problem), "")
        unsaved = unsaved_words(session.desk.store.unsaved, problem)
        self.query_one(Banner).show_message(unsaved or message, is_warning=bool(unsaved))

    def _revealed(self, session: QuizSession, feedback: Feedback) -> Revealed:
        question, day = feedback.asked.question, session.desk.today()
        return Revealed(question, feedback.answer, feedback.judgement, NO_OUTCOMES, day)
