"""A quiz: one question after the other, on one screen that is never rebuilt between two."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from quizapp.domain.card import TrueFalse
from quizapp.domain.judging import Answer
from quizapp.study.ports import Receipt
from quizapp.study.question import NO_OUTCOMES, Revealed
from quizapp.study.quiz import Feedback, QuizSitting, today_of
from quizapp.study.quiz_clock import TICK, KeyGuard
from quizapp.study.quiz_notes import notes
from quizapp.tui.answer_text import answer_content
from quizapp.tui.doors import Doors
from quizapp.tui.keys import bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.quiz_keys import QUIZ_KEYS
from quizapp.tui.quiz_words import (
    SURENESS,
    brief,
    clock_words,
    confidence_line,
    earlier_line,
    facts_line,
    keys_for,
    title_of,
    verdict_line,
)
from quizapp.tui.review_words import unsaved_words
from quizapp.tui.widgets.banner import Banner
from quizapp.tui.widgets.clockline import ClockLine
from quizapp.tui.widgets.feedback import FeedbackLine
from quizapp.tui.widgets.keybar import KeyBar
from quizapp.tui.widgets.table import CardTable
from quizapp.tui.widgets.topbar import TopBar


class QuizScreen(Screen[None]):
    """Turns each key into one call on the sitting, and shows what came of it.

    More methods than a class should have: one a key, each of them a call or two. Every one of them
    asks the guard first: a key that is held answers nothing.
    """

    BINDINGS = bindings(QUIZ_KEYS)
    HELP_KEYS = QUIZ_KEYS
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    QuizScreen {
        #paused { height: 1fr; content-align: center middle; text-align: center; }
        #paused { color: $text-muted; display: none; }
        &.-paused #paused { display: block; }
        &.-paused CardTable { display: none; }
    }
    """

    def __init__(self, sitting: QuizSitting, titles: Mapping[str, str], doors: Doors) -> None:
        super().__init__()
        self._sitting = sitting
        self._titles = titles
        self._doors = doors
        self._guard = KeyGuard()
        self._asks_how_sure = False

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield TopBar()
        yield ClockLine()
        yield Banner()
        yield CardTable(self.action_answer, self.action_leave_input)
        yield Static("Paused: the clock stands still.\np goes on.", id="paused", markup=False)
        yield FeedbackLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """The first question, once it can be seen."""
        self._sitting.start()
        if self._sitting.is_over:
            self.app.call_later(self._show)
            return
        self._show_question()
        self.query_one(Banner).tell(" ".join(notes(self._sitting)), is_warning=False)
        self.set_interval(TICK, self.tick)

    def on_screen_suspend(self) -> None:
        """Something lies over the question."""
        if self._sitting.is_open and not self._sitting.is_paused:
            self._sitting.timer.stop()

    def on_screen_resume(self) -> None:
        """The question can be seen again."""
        if self._sitting.is_open and not self._sitting.is_paused:
            self._sitting.timer.run()

    def tick(self) -> None:
        """Time passes: the clock moves, a question may run out of it, or the quiz may.

        The app shows the results then, not this screen: one that waits until it is gone itself
        would wait for ever.
        """
        was_over = self._sitting.is_over
        feedback = self._sitting.tick()
        if feedback is not None:
            self._show_feedback(feedback)
        elif self._sitting.is_over and not was_over:
            self.app.call_later(self._show)
        else:
            self._show_clock()

    async def action_digit(self, digit: int) -> None:
        """An option of an open question; how sure one was of a closed one."""
        if not self._may_act():
            return
        if self._asks_how_sure and digit in SURENESS:
            self._tell_confidence(SURENESS[digit])
        elif self._sitting.is_open:
            await self._answer_if_whole(self.query_one(CardTable).pick(digit - 1))

    async def action_verdict(self, place: int) -> None:
        """True or false by their letters; `y` on a feedback is "I was right"."""
        if not self._may_act():
            return
        if self._sitting.is_open and isinstance(self._sitting.asked.card, TrueFalse):
            await self._answer_if_whole(self.query_one(CardTable).pick(place))
        elif place == 0:
            self._overrule()

    async def action_answer(self) -> None:
        """Hand in what is picked or typed; after that, go on."""
        table = self.query_one(CardTable)
        if not self._may_act():
            return
        if not self._sitting.is_open:
            await self._go_on()
        elif table.is_unfinished:
            self.query_one(Banner).tell("Give each of them a place first", is_warning=False)
        elif table.answer() is None:
            self.query_one(Banner).tell("Nothing is answered yet; s skips", is_warning=False)
        else:
            await self._answer(table.answer())

    async def action_next(self) -> None:
        """The next question, once this one has its feedback."""
        if self._may_act() and not self._sitting.is_open:
            await self._go_on()

    async def action_skip(self) -> None:
        """No answer to this one."""
        if self._may_act() and self._sitting.is_open:
            await self._answer(None)

    def action_overrule(self) -> None:
        """I was right."""
        if self._may_act():
            self._overrule()

    def action_pause(self) -> None:
        """Stop the clock and hide the question, or go on."""
        if not self._may_act(paused=True) or self._sitting.is_over:
            return
        if self._sitting.is_paused:
            self._sitting.go_on()
        else:
            self._sitting.pause()
        self.set_class(self._sitting.is_paused, "-paused")
        self._show_facts()

    async def action_visit(self, step: int) -> None:
        """Another question, where one clock runs for all."""
        if self._may_act() and self._sitting.is_free:
            self._sitting.visit(step)
            await self._show()

    async def action_finish(self) -> None:
        """Hand all in."""
        if self._may_act() and self._sitting.is_free:
            self._report(self._sitting.finish())
            await self._show()

    def action_take_back(self) -> None:
        """Without the last pick."""
        self.query_one(CardTable).take_back()

    def action_type_on(self) -> None:
        """Back into the input of a typed question."""
        self.query_one(CardTable).type_on()
        self._show_facts()

    def action_leave_input(self) -> None:
        """The letters are keys again."""
        self.set_focus(None)
        self._show_facts()

    def action_retry(self) -> None:
        """Try again to save what is not saved."""
        store = self._sitting.desk.store
        if store.unsaved:
            store.retry()
            said = unsaved_words(store.unsaved) or "Saved"
            self.query_one(Banner).tell(said, is_warning=bool(store.unsaved))

    def action_scroll(self, lines: int) -> None:
        """Scroll a question that is longer than its place."""
        self.query_one(CardTable).scroll_card(lines)

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Quiz"))

    async def action_go_home(self) -> None:
        """Back to the decks; the attempt can be gone on with."""
        if not self._sitting.is_over:
            self._sitting.leave()
        await self._doors.go_home()

    @on(CardTable.Clicked)
    def _answer_by_mouse(self, event: CardTable.Clicked) -> None:
        if event.answer is not None and self._may_act() and self._sitting.is_open:
            self.app.call_later(self._answer, event.answer)

    @on(FeedbackLine.Clicked)
    def _go_on_by_mouse(self) -> None:
        self.app.call_later(self.action_next)

    def _may_act(self, *, paused: bool = False) -> bool:
        """Whether a key pressed now is meant for what is on the screen."""
        now = self._sitting.desk.clock.monotonic()
        if self._sitting.is_paused and not paused:
            return False
        if self._guard.may_pass(now):
            return True
        self._guard = self._guard.closed(now)
        return False

    async def _answer_if_whole(self, answer: Answer | None) -> None:
        if answer is not None:
            await self._answer(answer)

    async def _answer(self, answer: Answer | None) -> None:
        feedback = self._sitting.answer(answer)
        if feedback is None:
            await self._show()
        elif self._sitting.is_free:
            self._report(feedback.receipt)
            await self._go_on()
        else:
            self._asks_how_sure = self._sitting.quiz.setup.confidence and answer is not None
            self._show_feedback(feedback)

    def _tell_confidence(self, sure: str) -> None:
        self._asks_how_sure = False
        self._report(self._sitting.tell_confidence(sure))
        if self._sitting.feedback is not None:
            self._show_feedback(self._sitting.feedback)

    def _overrule(self) -> None:
        if self._sitting.feedback is None or self._asks_how_sure:
            return
        receipt = self._sitting.overrule()
        if receipt is not None:
            self._report(receipt)
            self._show_feedback(self._sitting.feedback)

    async def _go_on(self) -> None:
        if self._asks_how_sure and self._sitting.feedback is not None:
            self._asks_how_sure = False
            self._show_feedback(self._sitting.feedback)
            return
        self._sitting.advance()
        await self._show()

    async def _show(self) -> None:
        """The open question, or the results."""
        if self._sitting.is_over:
            await self._doors.open_results(self._sitting.quiz, self._sitting.attempt)
        else:
            self._show_question()

    def _show_question(self) -> None:
        self._close_guard()
        self.query_one(FeedbackLine).words = earlier_line(self._sitting)
        self._hint_at_the_end()
        self.query_one(CardTable).ask(self._sitting.asked.question, typing=True)
        self._show_facts()

    def _hint_at_the_end(self) -> None:
        standing = self._sitting.standing
        if self._sitting.is_free and standing.answered == standing.total:
            self.query_one(Banner).tell("All are answered; f hands them in", is_warning=False)

    def _show_feedback(self, feedback: Feedback) -> None:
        self._close_guard()
        self.query_one(CardTable).close()
        line = self.query_one(FeedbackLine)
        if self._asks_how_sure:
            line.words = confidence_line()
        else:
            revealed = self._revealed(feedback)
            self.query_one(CardTable).reveal(revealed, answer_content(revealed, verdict=False))
            line.words = verdict_line(feedback)
        self._report(feedback.receipt)

    def _revealed(self, feedback: Feedback) -> Revealed:
        question, day = feedback.asked.question, today_of(self._sitting.desk)
        return Revealed(question, feedback.answer, feedback.judgement, NO_OUTCOMES, day)

    def _report(self, receipt: Receipt | None) -> None:
        problem = receipt.problem if receipt is not None else ""
        said = unsaved_words(self._sitting.desk.store.unsaved, problem)
        self.query_one(Banner).tell(said)
        self._show_facts()

    def _close_guard(self) -> None:
        self._guard = self._guard.closed(self._sitting.desk.clock.monotonic())

    def _show_clock(self) -> None:
        timer = self._sitting.timer
        words = clock_words(self._sitting)
        self.query_one(ClockLine).show(timer.remaining, timer.limit, words)

    def _show_facts(self) -> None:
        sitting = self._sitting
        top = self.query_one(TopBar)
        top.title, top.facts, top.brief = (
            title_of(sitting, self._titles),
            facts_line(sitting, hides_last=self._asks_how_sure),
            brief(sitting),
        )
        self.query_one(KeyBar).keys = keys_for(
            sitting,
            is_typing=self.query_one(CardTable).is_typing,
            is_asking=self._asks_how_sure,
            unsaved=sitting.desk.store.unsaved,
        )
        self._show_clock()
