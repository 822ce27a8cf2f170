"""The results of a quiz, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from quizapp.domain.cards.deck import Deck
from quizapp.errors import RunquizError
from quizapp.scheduling.wording import clock_time, plural
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Desk, Receipt
from quizapp.study.quiz.apply import apply_attempt, due_changes, undo_apply
from quizapp.study.quiz.plan import Quiz
from quizapp.study.quiz.results import Results, results_of
from quizapp.study.quiz.start import again, look_alikes, misses
from quizapp.tui.card.card_details import details_screen
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.quiz.keys import (
    ALL_AGAIN,
    APPLY,
    HISTORY,
    LEAVE_RESULTS,
    LOOK_ALIKES,
    MISSES,
    OPEN_CARD,
    RESULTS_KEYS,
    RETRY_SAVE,
    UNDO_APPLY,
)
from quizapp.tui.quiz.results.misses import Misses
from quizapp.tui.quiz.results.words import miss_content, more_lines, preview, score_lines
from quizapp.tui.safe import MUTED
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.base_screen import BaseScreen
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.reading_screen import ConfirmScreen
from quizapp.tui.shared.saving import read_only_words
from quizapp.tui.shared.top_bar import TopBar

NO_CHANGES = "Applying this quiz would change no due date"


class ResultsScreen(BaseScreen[None]):
    """Shows the results of one attempt."""

    NAME = "Results"
    BINDINGS = bindings(RESULTS_KEYS)
    HELP_KEYS = RESULTS_KEYS
    DEFAULT_CSS = """
    ResultsScreen {
        #score Digits { width: 16; height: 3; color: $success; }
        #score.-below Digits { color: $warning; }
        #figures, .head { text-wrap: nowrap; text-overflow: ellipsis; }
        #figures { width: 1fr; height: 4; }
        .head { height: auto; padding: 0 1; margin-bottom: 1; }
    }
    """

    def __init__(
        self, desk: Desk, quiz: Quiz, attempt: Attempt, decks: Sequence[Deck], navigator: Navigator
    ) -> None:
        super().__init__(desk, navigator)
        self._quiz = quiz
        self._attempt = attempt
        self._decks = decks
        like = desk.store.progress.attempts.like(attempt.opened.setup)
        self._results: Results = results_of(quiz, attempt, like)

    def compose(self) -> ComposeResult:
        """The score, then the missed questions."""
        results = self._results
        missed = [(row, miss_content(row)) for row in results.missed]
        yield TopBar()
        yield Banner()
        with Horizontal(id="score", classes="box"):
            yield Digits(f"{results.sums.accuracy * 100:.0f}%")
            yield Static(score_lines(results), id="figures", markup=False)
        with Vertical(id="missed", classes="box -main"):
            yield Misses(more_lines(results), missed)
        yield KeyBar()

    def on_mount(self) -> None:
        """Titles, and whether everything is saved."""
        results = self._results
        self.query_one("#score").border_title = "Score"
        self.query_one("#score").set_class(results.has_passed is False, "-below")
        missed = len(results.missed)
        title = f"Missed {missed} of {results.sums.asked}" if missed else "Nothing missed"
        self.query_one("#missed").border_title = title
        top = self.query_one(TopBar)
        top.title = f"Results · {results.setup.mode_title}"
        time = clock_time(results.sums.used / 1000)
        top.facts = Content.styled(f"{plural(results.sums.asked, 'question')} · {time}", MUTED)
        top.brief = Content.styled(f"{results.sums.accuracy * 100:.0f} %", MUTED)
        self.report("Time was up" if self._attempt.is_late else "")
        self._show_keys()

    async def action_misses(self) -> None:
        """Ask the missed questions again; while answers are unsaved, save those first."""
        if self.desk.store.unsaved:
            self.action_retry()
        else:
            await self._start(lambda: misses(self.desk, self._decks, self._attempt))

    async def action_again(self) -> None:
        """Ask every question again."""
        await self._start(lambda: again(self.desk, self._decks, self._attempt))

    async def action_look_alikes(self) -> None:
        """Ask cards that were mixed up, in pairs."""
        await self._start(lambda: look_alikes(self.desk, self._decks))

    async def action_history(self) -> None:
        """The attempts with the same setup."""
        await self.navigator.open_history(self._results.setup)

    def action_apply(self) -> None:
        """Show which due dates would change, and change them once that is confirmed."""
        self.desk.store.refresh()
        if self._is_applied:
            self.say("Already applied; press u to undo")
            return
        if self._refuses():
            return
        cards = {asked.id: asked.card.about.prompt for asked in self._quiz.asked.values()}
        planned = due_changes(self.desk, self._attempt, cards.keys())
        if not planned:
            self.say(NO_CHANGES)
            return
        text = preview(planned, cards, self.desk.calendar().due_day)

        def confirmed(is_confirmed: bool | None) -> None:  # noqa: FBT001 (Textual calls it)
            if is_confirmed:
                self._apply(cards.keys())

        self.app.push_screen(ConfirmScreen(Content("Apply to the schedule"), text), confirmed)

    def _apply(self, cards: Collection[str]) -> None:
        """Compute the changes again: another window may have answered or applied meanwhile."""
        self.desk.store.refresh()
        planned = due_changes(self.desk, self._attempt, cards)
        if planned:
            receipt = apply_attempt(self.desk, self._attempt, planned)
            self._report(receipt, f"Applied to {plural(len(planned), 'card')}; press u to undo")
        else:
            self.say("Nothing left to apply: these cards were changed in another window")
            self._show_keys()

    def action_undo(self) -> None:
        """Undo applying the quiz."""
        if self._refuses():
            return
        self.desk.store.refresh()
        receipt = undo_apply(self.desk, self._attempt)
        if receipt is not None:
            self._report(receipt, "Undone")
        else:
            self.say("Not applied, so there is nothing to undo")

    def action_open_card(self) -> None:
        """The card under the cursor."""
        row = self.query_one(Misses).row
        if row is not None:
            self.app.push_screen(details_screen(self.desk, row.asked.source))

    def action_move(self, step: str) -> None:
        """Move to another question."""
        self.query_one(Misses).move(step)

    def show_saved(self) -> None:
        """Update the footer, which has another key."""
        self._show_keys()

    @on(Misses.Opened)
    def _open_by_mouse(self) -> None:
        self.action_open_card()

    async def _start(self, make: Callable[[], Quiz]) -> None:
        try:
            await self.navigator.open_quiz(make())
        except RunquizError as error:
            self.say(str(error))

    @property
    def _is_applied(self) -> bool:
        return self._attempt.id in self.desk.store.progress.attempts.applied

    def _refuses(self) -> bool:
        """Whether nothing can be saved; warns if so."""
        refused = read_only_words(self.desk.store)
        if refused:
            self.warn(refused)
        return bool(refused)

    def _report(self, receipt: Receipt, message: str) -> None:
        self.report(message, receipt.problem)
        self._show_keys()

    def _show_keys(self) -> None:
        missed = (MISSES, OPEN_CARD) if self._results.missed else ()
        if self.desk.store.unsaved:
            missed = (RETRY_SAVE, *missed[1:])
        apply = UNDO_APPLY if self._is_applied else APPLY
        keys = (*missed, apply, ALL_AGAIN, HISTORY, LOOK_ALIKES, HELP, LEAVE_RESULTS)
        self.query_one(KeyBar).keys = keys
