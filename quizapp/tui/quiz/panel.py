"""Everything of a quiz between the top bar and the keys: clock, question, feedback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from quizapp.study.question import NO_OUTCOMES, Revealed
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.session import QuizSession
from quizapp.study.recording import today_of
from quizapp.tui.card.answer_text import answer_content
from quizapp.tui.card.card_view import CardView
from quizapp.tui.quiz.clock_line import ClockLine
from quizapp.tui.quiz.feedback_line import FeedbackLine
from quizapp.tui.quiz.words import clock_words, confidence_line, earlier_line, hint, verdict_line
from quizapp.tui.review.words import unsaved_words
from quizapp.tui.shared.banner import Banner


class QuizPanel(Vertical):
    """Shows a session; it is told when something has changed, and decides nothing."""

    DEFAULT_CSS = """
    QuizPanel {
        height: 1fr;
        #paused { height: 1fr; content-align: center middle; text-align: center; }
        #paused { color: $text-muted; display: none; }
        &.-paused #paused { display: block; }
        &.-paused CardView { display: none; }
    }
    """

    def __init__(self, hand_in: Callable[[], Awaitable[None]], leave: Callable[[], None]) -> None:
        super().__init__()
        self._view = CardView(hand_in, leave)

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield ClockLine()
        yield Banner()
        yield self._view
        yield Static("Paused: the clock stands still.\np goes on.", id="paused", markup=False)
        yield FeedbackLine()

    @property
    def table(self) -> CardView:
        """The question, with what is picked or typed."""
        return self._view

    def show_question(self, session: QuizSession) -> None:
        """The open question."""
        self.query_one(FeedbackLine).words = earlier_line(session)
        self._view.ask(session.asked.question, typing=True)
        if session.is_free and session.place in session.given:
            self._view.show_again(session.given[session.place])
        self.tell(session, session.notice.capitalize() or hint(session))
        session.notice = ""
        self.show_clock(session)

    def show_feedback(self, session: QuizSession, feedback: Feedback, *, asks: bool) -> None:
        """What came of an answer; first, how sure one was, where that is asked."""
        self._view.close()
        line = self.query_one(FeedbackLine)
        if asks:
            self._view.show_picks()
            line.words = confidence_line()
        else:
            revealed = self._revealed(session, feedback)
            self._view.reveal(revealed, answer_content(revealed, verdict=False))
            line.words = verdict_line(feedback)
        self.tell(session)
        self.show_clock(session)

    def keep_unsubmitted(self, session: QuizSession) -> None:
        """What is picked or typed counts, though it was not handed in by itself."""
        if session.is_free and not self._view.is_unfinished:
            session.keep_unsubmitted(self._view.answer())

    def show_clock(self, session: QuizSession) -> None:
        """The time that is left."""
        self.set_class(session.is_paused, "-paused")
        timer = session.timer
        self.query_one(ClockLine).show(timer.remaining, timer.limit, clock_words(session))

    def tell(self, session: QuizSession, said: str = "") -> None:
        """What has to be said: first of all, that something is not saved."""
        problem = next((each.problem for each in reversed(session.receipts()) if each.problem), "")
        unsaved = unsaved_words(session.desk.store.unsaved, problem)
        self.query_one(Banner).tell(unsaved or said, is_warning=bool(unsaved))

    def _revealed(self, session: QuizSession, feedback: Feedback) -> Revealed:
        question, day = feedback.asked.question, today_of(session.desk)
        return Revealed(question, feedback.answer, feedback.judgement, NO_OUTCOMES, day)
