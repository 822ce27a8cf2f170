"""Everything of a quiz between the top bar and the keys: clock, question, feedback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from quizapp.study.question import NO_OUTCOMES, Revealed
from quizapp.study.quiz.feedback import Feedback
from quizapp.study.quiz.session import QuizSitting
from quizapp.study.recording import today_of
from quizapp.tui.card.answer_text import answer_content
from quizapp.tui.card.card_view import CardTable
from quizapp.tui.quiz.clock_line import ClockLine
from quizapp.tui.quiz.feedback_line import FeedbackLine
from quizapp.tui.quiz.words import clock_words, confidence_line, earlier_line, hint, verdict_line
from quizapp.tui.review.words import unsaved_words
from quizapp.tui.shared.banner import Banner


class QuizPanel(Vertical):
    """Shows a sitting; it is told when something has changed, and decides nothing."""

    DEFAULT_CSS = """
    QuizPanel {
        height: 1fr;
        #paused { height: 1fr; content-align: center middle; text-align: center; }
        #paused { color: $text-muted; display: none; }
        &.-paused #paused { display: block; }
        &.-paused CardTable { display: none; }
    }
    """

    def __init__(self, hand_in: Callable[[], Awaitable[None]], leave: Callable[[], None]) -> None:
        super().__init__()
        self._table = CardTable(hand_in, leave)

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield ClockLine()
        yield Banner()
        yield self._table
        yield Static("Paused: the clock stands still.\np goes on.", id="paused", markup=False)
        yield FeedbackLine()

    @property
    def table(self) -> CardTable:
        """The question, with what is picked or typed."""
        return self._table

    def show_question(self, sitting: QuizSitting) -> None:
        """The open question."""
        self.query_one(FeedbackLine).words = earlier_line(sitting)
        self._table.ask(sitting.asked.question, typing=True)
        if sitting.is_free and sitting.place in sitting.given:
            self._table.show_again(sitting.given[sitting.place])
        self.tell(sitting, sitting.notice.capitalize() or hint(sitting))
        sitting.notice = ""
        self.show_clock(sitting)

    def show_feedback(self, sitting: QuizSitting, feedback: Feedback, *, asks: bool) -> None:
        """What came of an answer; first, how sure one was, where that is asked."""
        self._table.close()
        line = self.query_one(FeedbackLine)
        if asks:
            self._table.show_draft()
            line.words = confidence_line()
        else:
            revealed = self._revealed(sitting, feedback)
            self._table.reveal(revealed, answer_content(revealed, verdict=False))
            line.words = verdict_line(feedback)
        self.tell(sitting)
        self.show_clock(sitting)

    def keep_draft(self, sitting: QuizSitting) -> None:
        """What is picked or typed counts, though it was not handed in by itself."""
        if sitting.is_free and not self._table.is_unfinished:
            sitting.keep_draft(self._table.answer())

    def show_clock(self, sitting: QuizSitting) -> None:
        """The time that is left."""
        self.set_class(sitting.is_paused, "-paused")
        timer = sitting.timer
        self.query_one(ClockLine).show(timer.remaining, timer.limit, clock_words(sitting))

    def tell(self, sitting: QuizSitting, said: str = "") -> None:
        """What has to be said: first of all, that something is not saved."""
        problem = next((each.problem for each in reversed(sitting.receipts()) if each.problem), "")
        unsaved = unsaved_words(sitting.desk.store.unsaved, problem)
        self.query_one(Banner).tell(unsaved or said, is_warning=bool(unsaved))

    def _revealed(self, sitting: QuizSitting, feedback: Feedback) -> Revealed:
        question, day = feedback.asked.question, today_of(sitting.desk)
        return Revealed(question, feedback.answer, feedback.judgement, NO_OUTCOMES, day)
