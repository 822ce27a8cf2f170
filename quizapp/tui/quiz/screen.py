"""A quiz: one question after the other, on one screen that is never rebuilt between two."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from quizapp.domain.cards.card import TrueFalse
from quizapp.domain.judging.answer import Answer
from quizapp.study.quiz.clock import TICK, KeyGuard
from quizapp.study.quiz.session import QuizSession
from quizapp.tui.card.card_view import CardView
from quizapp.tui.keys import bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.navigation import Navigator
from quizapp.tui.quiz.feedback_line import FeedbackLine
from quizapp.tui.quiz.keys import QUIZ_KEYS
from quizapp.tui.quiz.panel import QuizPanel
from quizapp.tui.quiz.words import SURENESS, brief, facts_line, keys_for, opening, title_of
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.top_bar import TopBar


class QuizScreen(Screen[None]):
    """Turns each key into one call on the session, and has the panel show what came of it.

    More methods than a class should have: one a key, each of them a call or two. Whatever answers
    or goes on asks the guard first: a key that is held answers nothing.
    """

    BINDINGS = bindings(QUIZ_KEYS)
    HELP_KEYS = QUIZ_KEYS
    AUTO_FOCUS = ""

    def __init__(
        self, session: QuizSession, titles: Mapping[str, str], navigator: Navigator
    ) -> None:
        super().__init__()
        self._session = session
        self._titles = titles
        self._navigator = navigator
        self._guard = KeyGuard()
        self._asks_how_sure = False
        self._is_finishing = False

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield TopBar()
        yield QuizPanel(self.action_answer, self.action_leave_input)
        yield KeyBar()

    def on_mount(self) -> None:
        """The first question, once it can be seen."""
        self._session.start()
        if self._session.is_over:
            self.app.call_later(self._show)
            return
        self._show_question()
        self._panel.tell(self._session, opening(self._session))
        self.set_interval(TICK, self.tick)

    def on_unmount(self) -> None:
        """However it ends, the clock goes on from where it is."""
        self._session.leave()

    def on_screen_suspend(self) -> None:
        """Something lies over the question."""
        if self._session.is_open and not self._session.is_paused:
            self._session.timer.stop()

    def on_screen_resume(self) -> None:
        """The question can be seen again."""
        if self._session.is_open and not self._session.is_paused:
            self._session.timer.run()
            self._close_guard()

    def tick(self) -> None:
        """Time passes: the clock moves, a question may run out of it, or the quiz may.

        The app shows the results then, not this screen: one that waits until it is gone itself
        would wait for ever.
        """
        was_over, place = self._session.is_over, self._session.place
        if self._session.timer.is_up:
            self._panel.keep_unsubmitted(self._session)
        feedback = self._session.tick()
        if feedback is not None:
            self._show_feedback()
        elif self._session.is_over and not was_over:
            self.app.call_later(self._show)
        elif self._session.place != place:
            self._show_question()
        else:
            self._session.keep_time_now_and_then()
            self._panel.show_clock(self._session)

    async def action_digit(self, digit: int) -> None:
        """An option of an open question; how sure one was of a closed one."""
        if not self._lets_through():
            return
        if self._asks_how_sure and digit in SURENESS:
            self._session.tell_confidence(SURENESS[digit])
            self._asks_how_sure = False
            self._show_feedback()
        elif self._session.is_open:
            await self._pick(digit - 1)

    async def action_verdict(self, place: int) -> None:
        """True or false by their letters; `y` on a feedback is "I was right"."""
        if not self._lets_through():
            return
        if self._session.is_open and isinstance(self._session.asked.card, TrueFalse):
            await self._pick(place)
        elif place == 0:
            self._overrule()

    async def action_answer(self) -> None:
        """Hand in what is picked or typed; after that, go on."""
        table = self._panel.table
        if not self._lets_through():
            return
        if not self._session.is_open:
            await self._go_on()
        elif table.is_unfinished:
            self._panel.tell(self._session, "Give each of them a place first")
        elif table.answer() is None:
            said = "tab, then s skips" if table.is_typing else "s skips"
            self._panel.tell(self._session, f"Nothing is answered yet; {said}")
        else:
            await self._answer(table.answer())

    async def action_next(self) -> None:
        """The next question, once this one has its feedback."""
        if self._lets_through() and not self._session.is_open:
            await self._go_on()

    async def action_skip(self) -> None:
        """No answer to this one."""
        if self._lets_through() and self._session.is_open:
            await self._answer(None)

    def action_overrule(self) -> None:
        """I was right."""
        if self._lets_through():
            self._overrule()

    def action_pause(self) -> None:
        """Stop the clock and hide the question, or go on."""
        if self._session.is_paused:
            self._session.go_on()
            self._close_guard()
        elif self._lets_through() and not self._session.is_over:
            self._session.pause()
        self._panel.show_clock(self._session)
        self._show_facts()

    async def action_visit(self, step: int) -> None:
        """Another question, where one clock runs for all."""
        if self._lets_through() and self._session.is_free:
            self._panel.keep_unsubmitted(self._session)
            self._session.visit(step)
            await self._show()

    async def action_finish(self) -> None:
        """Hand in what there is."""
        is_told = self._is_finishing
        if not self._lets_through() or self._asks_how_sure:
            return
        self._panel.keep_unsubmitted(self._session)
        left = self._session.standing.left
        if left and not is_told:
            self._is_finishing = True
            self._panel.tell(self._session, f"{left} without an answer; f again hands in")
        else:
            self._session.finish()
            await self._show()

    def action_unpick(self) -> None:
        """Without the last pick."""
        self._panel.table.unpick()

    def action_type_on(self) -> None:
        """Back into the input of a typed question."""
        if not self._session.is_paused:
            self._panel.table.type_on()
            self._show_facts()

    def action_leave_input(self) -> None:
        """The letters are keys again."""
        self.set_focus(None)
        self._show_facts()

    def action_retry(self) -> None:
        """Try again to save what is not saved."""
        if self._session.desk.store.unsaved:
            self._session.desk.store.retry()
            self._panel.tell(self._session, "Saved")
            self._show_facts()

    def action_scroll(self, lines: int) -> None:
        """Scroll a question that is longer than its place."""
        self._panel.table.scroll_card(lines)

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Quiz"))

    async def action_go_home(self) -> None:
        """Back to the decks; the attempt can be gone on with."""
        self._panel.keep_unsubmitted(self._session)
        self._session.leave()
        await self._navigator.go_home()

    @on(CardView.Clicked)
    def _answer_by_mouse(self, event: CardView.Clicked) -> None:
        if event.answer is not None and self._lets_through() and self._session.is_open:
            self.app.call_later(self._answer, event.answer)

    @on(FeedbackLine.Clicked)
    def _go_on_by_mouse(self) -> None:
        self.app.call_later(self.action_next)

    @property
    def _panel(self) -> QuizPanel:
        return self.query_one(QuizPanel)

    def _lets_through(self) -> bool:
        """Whether a key pressed now was meant for what is on the screen; if not, wait anew."""
        if self._session.is_paused:
            return False
        self._is_finishing = False
        is_meant = self._guard.may_pass(self._session.desk.clock.monotonic())
        if not is_meant:
            self._close_guard()
        return is_meant

    async def _pick(self, place: int) -> None:
        answer = self._panel.table.pick(place)
        if answer is not None:
            await self._answer(answer)

    async def _answer(self, answer: Answer | None) -> None:
        feedback = self._session.answer(answer)
        if feedback is None:
            await self._show()
        elif self._session.is_free:
            await self._go_on()
        else:
            is_judged = feedback.judgement is not None
            self._asks_how_sure = self._session.quiz.setup.confidence and is_judged
            self._show_feedback()

    def _overrule(self) -> None:
        if self._session.feedback and not self._asks_how_sure and self._session.overrule():
            self._show_feedback()

    async def _go_on(self) -> None:
        if self._asks_how_sure:
            self._asks_how_sure = False
            self._show_feedback()
        else:
            self._session.advance()
            await self._show()

    async def _show(self) -> None:
        """The open question, or the results."""
        if self._session.is_over:
            await self._navigator.open_results(self._session.quiz, self._session.attempt)
        else:
            self._show_question()

    def _show_question(self) -> None:
        self._close_guard()
        self._is_finishing = False
        self._panel.show_question(self._session)
        self._show_facts()

    def _show_feedback(self) -> None:
        self._close_guard()
        feedback = self._session.feedback
        if feedback is not None:
            self._panel.show_feedback(self._session, feedback, asks=self._asks_how_sure)
        self._show_facts()

    def _close_guard(self) -> None:
        self._guard = self._guard.closed(self._session.desk.clock.monotonic())

    def _show_facts(self) -> None:
        session = self._session
        top = self.query_one(TopBar)
        top.title = title_of(session, self._titles)
        top.facts = facts_line(session, hides_last=self._asks_how_sure)
        top.brief = brief(session)
        self.query_one(KeyBar).keys = keys_for(
            session,
            is_typing=self._panel.table.is_typing,
            is_asking=self._asks_how_sure,
            unsaved=session.desk.store.unsaved,
        )
