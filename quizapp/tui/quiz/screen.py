"""A quiz: one question after another, on one screen that is never rebuilt between questions."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult

from quizapp.domain.cards.card import TrueFalse
from quizapp.domain.judging.answer import Answer
from quizapp.study.quiz.session import QuizSession
from quizapp.study.quiz.timer import TICK, KeyGuard
from quizapp.tui.card.card_screen import CardScreen
from quizapp.tui.card.card_view import CardView
from quizapp.tui.keys import bindings
from quizapp.tui.quiz.feedback_line import FeedbackLine
from quizapp.tui.quiz.keys import QUIZ_KEYS
from quizapp.tui.quiz.panel import QuizPanel
from quizapp.tui.quiz.words import (
    CONFIDENCE_BY_DIGIT,
    brief,
    facts_line,
    keys_for,
    opening_words,
    title_of,
)
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.top_bar import TopBar


class QuizScreen(CardScreen):
    """Turns each key into one call on the session, and has the panel show the result.

    Every key that answers or continues passes the guard first, so a key held down has no effect.
    """

    NAME = "Quiz"
    BINDINGS = bindings(QUIZ_KEYS)
    HELP_KEYS = QUIZ_KEYS

    def __init__(
        self, session: QuizSession, titles: Mapping[str, str], navigator: Navigator
    ) -> None:
        super().__init__(session.desk, navigator)
        self._session = session
        self._titles = titles
        self._guard = KeyGuard()
        self._asks_confidence = False
        self._confirms_submit = False

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield TopBar()
        yield QuizPanel(self.action_answer, self.action_leave_input)
        yield KeyBar()

    def on_mount(self) -> None:
        """The first question."""
        self._session.start()
        if self._session.is_over:
            self.app.call_later(self._show)
            return
        self._show_question()
        self._panel.report(self._session, opening_words(self._session))
        self.set_interval(TICK, self.tick)

    def on_unmount(self) -> None:
        """However the screen is left, the attempt can be resumed with its clock where it is."""
        self._session.leave()

    def on_screen_suspend(self) -> None:
        """Another screen covers the question."""
        if self._session.is_open and not self._session.is_paused:
            self._session.timer.stop()

    def on_screen_resume(self) -> None:
        """The question is visible again."""
        if self._session.is_open and not self._session.is_paused:
            self._session.timer.run()
            self._close_guard()

    def tick(self) -> None:
        """Update the clock; the question, or the whole quiz, may run out of time.

        The app opens the results then, not this screen: a screen that waits for its own removal
        waits for ever.
        """
        was_over, index = self._session.is_over, self._session.index
        if self._session.timer.is_up:
            self._panel.keep_unsubmitted(self._session)
        feedback = self._session.tick()
        if feedback is not None:
            self._show_feedback()
        elif self._session.is_over and not was_over:
            self.app.call_later(self._show)
        elif self._session.index != index:
            self._show_question()
        else:
            self._session.save_time_now_and_then()
            self._panel.show_clock(self._session)

    async def action_digit(self, digit: int) -> None:
        """Pick an option of an open question; after an answer, say how sure it was."""
        if not self._passes_guard():
            return
        if self._asks_confidence and digit in CONFIDENCE_BY_DIGIT:
            self._session.set_confidence(CONFIDENCE_BY_DIGIT[digit])
            self._asks_confidence = False
            self._show_feedback()
        elif self._session.is_open:
            await self._pick(digit - 1)

    async def action_verdict(self, index: int) -> None:
        """Answer true or false by letter; after a typed answer, `y` is "I was right"."""
        if not self._passes_guard():
            return
        if self._session.is_open and isinstance(self._session.asked.card, TrueFalse):
            await self._pick(index)
        elif index == 0:
            self._overrule()

    async def action_answer(self) -> None:
        """Submit the answer; after its feedback, continue."""
        card = self.card
        if not self._passes_guard():
            return
        if not self._session.is_open:
            await self._continue()
        elif card.is_unfinished:
            self._panel.report(self._session, "Put every item in order first")
        elif card.answer() is None:
            skip = "press tab, then s to skip" if card.is_typing else "press s to skip"
            self._panel.report(self._session, f"No answer yet; {skip}")
        else:
            await self._answer(card.answer())

    async def action_next(self) -> None:
        """The next question, once this one has its feedback."""
        if self._passes_guard() and not self._session.is_open:
            await self._continue()

    async def action_skip(self) -> None:
        """Leave the question unanswered."""
        if self._passes_guard() and self._session.is_open:
            await self._answer(None)

    def action_overrule(self) -> None:
        """Count a typed answer as correct."""
        if self._passes_guard():
            self._overrule()

    def action_pause(self) -> None:
        """Pause or continue the quiz."""
        if self._session.is_paused:
            self._session.unpause()
            self._close_guard()
        elif self._passes_guard() and not self._session.is_over:
            self._session.pause()
        self._panel.show_clock(self._session)
        self.show_facts()

    async def action_visit(self, step: int) -> None:
        """The previous or next question, in an exam."""
        if self._passes_guard() and self._session.is_free:
            self._panel.keep_unsubmitted(self._session)
            self._session.visit(step)
            await self._show()

    async def action_finish(self) -> None:
        """Submit the quiz; with unanswered questions, only after a second press."""
        is_confirmed = self._confirms_submit
        if not self._passes_guard() or self._asks_confidence:
            return
        self._panel.keep_unsubmitted(self._session)
        left = self._session.standing.left
        if left and not is_confirmed:
            self._confirms_submit = True
            self._panel.report(self._session, f"{left} unanswered; press f again to submit")
        else:
            self._session.finish()
            await self._show()

    def action_keep_typing(self) -> None:
        """Back into the input of a typed question, unless the quiz is paused."""
        if not self._session.is_paused:
            super().action_keep_typing()

    async def action_go_home(self) -> None:
        """Back to the decks; the attempt can be resumed."""
        self._panel.keep_unsubmitted(self._session)
        self._session.leave()
        await self.navigator.go_home()

    @on(CardView.Clicked)
    def _answer_by_mouse(self, event: CardView.Clicked) -> None:
        if event.answer is not None and self._passes_guard() and self._session.is_open:
            self.app.call_later(self._answer, event.answer)

    @on(FeedbackLine.Clicked)
    def _continue_by_mouse(self) -> None:
        self.app.call_later(self.action_next)

    @property
    def _panel(self) -> QuizPanel:
        return self.query_one(QuizPanel)

    def _passes_guard(self) -> bool:
        """Whether a key pressed now was meant for what is on the screen; if not, wait longer."""
        if self._session.is_paused:
            return False
        self._confirms_submit = False
        passes = self._guard.may_pass(self.desk.clock.monotonic())
        if not passes:
            self._close_guard()
        return passes

    async def _pick(self, index: int) -> None:
        answer = self.card.pick(index)
        if answer is not None:
            await self._answer(answer)

    async def _answer(self, answer: Answer | None) -> None:
        feedback = self._session.answer(answer)
        if feedback is None:
            await self._show()
        elif self._session.is_free:
            await self._continue()
        else:
            is_judged = feedback.judgement is not None
            self._asks_confidence = self._session.quiz.setup.confidence and is_judged
            self._show_feedback()

    def _overrule(self) -> None:
        if self._session.feedback and not self._asks_confidence and self._session.overrule():
            self._show_feedback()

    async def _continue(self) -> None:
        if self._asks_confidence:
            self._asks_confidence = False
            self._show_feedback()
        else:
            self._session.advance()
            await self._show()

    async def _show(self) -> None:
        """The open question, or the results."""
        if self._session.is_over:
            await self.navigator.open_results(self._session.quiz, self._session.attempt)
        else:
            self._show_question()

    def _show_question(self) -> None:
        self._close_guard()
        self._confirms_submit = False
        self._panel.show_question(self._session)
        self.show_facts()

    def _show_feedback(self) -> None:
        self._close_guard()
        feedback = self._session.feedback
        if feedback is not None:
            self._panel.show_feedback(self._session, feedback, asks=self._asks_confidence)
        self.show_facts()

    def _close_guard(self) -> None:
        self._guard = self._guard.closed(self.desk.clock.monotonic())

    def show_facts(self) -> None:
        """Update the top bar and the footer."""
        session = self._session
        top = self.query_one(TopBar)
        top.title = title_of(session, self._titles)
        top.facts = facts_line(session, hides_last=self._asks_confidence)
        top.brief = brief(session)
        self.query_one(KeyBar).keys = keys_for(
            session,
            is_typing=self.card.is_typing,
            is_asking=self._asks_confidence,
            unsaved=self.desk.store.unsaved,
        )
