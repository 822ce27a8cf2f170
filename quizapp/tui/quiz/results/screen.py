"""What a quiz came to, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Digits, Static

from quizapp.domain.cards.deck import Deck
from quizapp.errors import RunquizError
from quizapp.scheduling.wording import clock_time, plural
from quizapp.study.agenda import calendar_of
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Desk, Receipt
from quizapp.study.quiz.apply import apply_attempt, due_changes, undo_apply
from quizapp.study.quiz.plan import Quiz
from quizapp.study.quiz.results import Results, results_of
from quizapp.study.quiz.start import again, look_alikes, misses
from quizapp.study.recording import today_of
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.navigation import Navigator
from quizapp.tui.quiz.keys import (
    ALIKE,
    ALL_AGAIN,
    APPLY,
    HISTORY,
    LEAVE_RESULTS,
    MISSES,
    OPEN_CARD,
    RESULTS_KEYS,
    RETRY_SAVING,
    UNDO_APPLY,
)
from quizapp.tui.quiz.results.apply_screen import ApplyScreen
from quizapp.tui.quiz.results.misses import Misses
from quizapp.tui.quiz.results.words import (
    card_content,
    miss_content,
    more_lines,
    preview,
    score_lines,
)
from quizapp.tui.review.words import unsaved_words
from quizapp.tui.safe import MUTED, safe_line
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.reading_screen import ReadingScreen
from quizapp.tui.shared.top_bar import TopBar

NO_MOVES = "No due date would change: new cards, guesses and due cards stay as they are"


class ResultsScreen(Screen[None]):
    """Shows results that are fixed; each key leads on from them."""

    BINDINGS = bindings(RESULTS_KEYS)
    HELP_KEYS = RESULTS_KEYS
    AUTO_FOCUS = ""
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
        super().__init__()
        self._desk = desk
        self._quiz = quiz
        self._attempt = attempt
        self._decks = decks
        self._navigator = navigator
        like = desk.store.progress.attempts.like(attempt.opened.setup)
        self._results: Results = results_of(quiz, attempt, like)

    def compose(self) -> ComposeResult:
        """The score, then what was missed."""
        results = self._results
        missed = [(line, miss_content(line)) for line in results.missed]
        yield TopBar()
        yield Banner()
        with Horizontal(id="score", classes="box"):
            yield Digits(f"{results.sums.accuracy * 100:.0f}%")
            yield Static(score_lines(results), id="figures", markup=False)
        with Vertical(id="missed", classes="box -main"):
            yield Misses(more_lines(results), missed)
        yield KeyBar()

    def on_mount(self) -> None:
        """Titles, and how much is not saved."""
        results = self._results
        self.query_one("#score").border_title = "Score"
        self.query_one("#score").set_class(not results.has_passed, "-below")
        missed = len(results.missed)
        title = f"Missed {missed} of {results.sums.asked}" if missed else "Nothing missed"
        self.query_one("#missed").border_title = title
        top = self.query_one(TopBar)
        top.title = f"Results · {results.setup.mode}"
        said = f"{plural(results.sums.asked, 'question')} · {clock_time(results.sums.used / 1000)}"
        top.facts = Content.styled(said, MUTED)
        top.brief = Content.styled(f"{results.sums.accuracy * 100:.0f} %", MUTED)
        unsaved = unsaved_words(self._desk.store.unsaved)
        late = "Time was up" if self._attempt.is_late else ""
        self.query_one(Banner).tell(unsaved or late, is_warning=bool(unsaved))
        self._show_keys()

    async def action_misses(self) -> None:
        """Ask what was missed again; while something is not saved, try that first."""
        store = self._desk.store
        if store.unsaved:
            store.retry()
            said = unsaved_words(store.unsaved)
            self.query_one(Banner).tell(said or "Saved", is_warning=bool(said))
            self._show_keys()
            return
        await self._begin(lambda: misses(self._desk, self._decks, self._attempt))

    async def action_again(self) -> None:
        """Ask all of it again."""
        await self._begin(lambda: again(self._desk, self._decks, self._attempt))

    async def action_look_alikes(self) -> None:
        """Ask cards that were taken for each other."""
        await self._begin(lambda: look_alikes(self._desk, self._decks))

    async def action_history(self) -> None:
        """Attempts like this one."""
        await self._navigator.open_history(self._results.setup)

    def action_apply(self) -> None:
        """Show what applying would do, and do it when that is confirmed."""
        self._desk.store.refresh()
        if self._is_applied:
            self._tell("It is applied already; u takes it back")
            return
        if self._refuses():
            return
        cards = {asked.id: asked.card.about.prompt for asked in self._quiz.asked.values()}
        planned = due_changes(self._desk, self._attempt, cards.keys())
        if not planned:
            self._tell(NO_MOVES)
            return
        calendar = calendar_of(self._desk.store.progress, self._desk.zone)
        text = preview(planned, cards, calendar.day_of)

        def confirmed(said_yes: bool | None) -> None:  # noqa: FBT001 (the toolkit calls it)
            if said_yes:
                self._apply(cards.keys())

        self.app.push_screen(ApplyScreen(Content("Apply to the schedule"), text), confirmed)

    def _apply(self, cards: Collection[str]) -> None:
        """What was shown, as it is now: another window may have answered or applied meanwhile."""
        self._desk.store.refresh()
        planned = due_changes(self._desk, self._attempt, cards)
        if planned:
            receipt = apply_attempt(self._desk, self._attempt, planned)
            self._report(receipt, f"Applied to {plural(len(planned), 'card')}; u takes it back")
        else:
            self._tell("Nothing is left to apply: another window was quicker")
            self._show_keys()

    def action_undo(self) -> None:
        """Take back that it was applied."""
        if self._refuses():
            return
        self._desk.store.refresh()
        receipt = undo_apply(self._desk, self._attempt)
        if receipt is not None:
            self._report(receipt, "Taken back")
        else:
            self._tell("It is not applied, so there is nothing to take back")

    def action_open_card(self) -> None:
        """The card under the cursor."""
        line = self.query_one(Misses).line
        if line is not None:
            card = line.asked.source
            calendar = calendar_of(self._desk.store.progress, self._desk.zone)
            state = self._desk.store.progress.states[card.about.id]
            text = card_content(card, state, today_of(self._desk), calendar)
            self.app.push_screen(ReadingScreen(safe_line(card.about.id), text))

    def action_move(self, step: str) -> None:
        """To another question."""
        self.query_one(Misses).move(step)

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Results"))

    async def action_go_home(self) -> None:
        """Back to the decks."""
        await self._navigator.go_home()

    @on(Misses.Opened)
    def _open_by_mouse(self) -> None:
        self.action_open_card()

    async def _begin(self, make: Callable[[], Quiz]) -> None:
        try:
            await self._navigator.open_quiz(make())
        except RunquizError as error:
            self._tell(str(error))

    @property
    def _is_applied(self) -> bool:
        return self._attempt.id in self._desk.store.progress.attempts.applied

    def _refuses(self) -> bool:
        """Whether nothing can be written; it is said then."""
        reason = self._desk.store.read_only
        if reason:
            self.query_one(Banner).tell(f"Read-only, nothing can be kept: {reason}")
        return bool(reason)

    def _tell(self, said: str) -> None:
        self.query_one(Banner).tell(said, is_warning=False)

    def _report(self, receipt: Receipt, said: str) -> None:
        unsaved = unsaved_words(self._desk.store.unsaved, receipt.problem)
        self.query_one(Banner).tell(unsaved or said, is_warning=bool(unsaved))
        self._show_keys()

    def _show_keys(self) -> None:
        missed = (MISSES, OPEN_CARD) if self._results.missed else ()
        if self._desk.store.unsaved:
            missed = (RETRY_SAVING, *missed[1:])
        apply = UNDO_APPLY if self._is_applied else APPLY
        keys = (*missed, apply, ALL_AGAIN, HISTORY, ALIKE, HELP, LEAVE_RESULTS)
        self.query_one(KeyBar).keys = keys
