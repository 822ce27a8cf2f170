"""The quiz setup: ten rows, and the expected score."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quizapp.domain.cards.deck import Deck
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.errors import RunquizError
from quizapp.study.ports import Desk
from quizapp.study.quiz.outlook import outlook
from quizapp.study.quiz.start import look_alikes, new_quiz, seed_from
from quizapp.tui.keys import COMMANDS, HELP, bindings
from quizapp.tui.quiz.keys import (
    HISTORY,
    LEAVE_SETUP,
    LOOK_ALIKES,
    PICK_FROM_LIST,
    SETUP_KEYS,
    START,
)
from quizapp.tui.quiz.setup.pick_screen import PickScreen
from quizapp.tui.quiz.setup.rows import changed, pickable, rows_of, with_picked
from quizapp.tui.safe import safe_line
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.base_screen import BaseScreen
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.row_list import RowList
from quizapp.tui.shared.top_bar import TopBar
from quizapp.tui.shared.value_list import CHANGE_VALUE, ValueList


class SetupScreen(BaseScreen[None]):
    """Holds a setup; each key replaces it with a changed one."""

    NAME = "Quiz setup"
    BINDINGS = bindings(SETUP_KEYS)
    HELP_KEYS = SETUP_KEYS
    DEFAULT_CSS = """
    SetupScreen {
        #setup { padding: 0 1; }
        #outlook { height: 1; padding: 0 2; }
    }
    """

    def __init__(self, desk: Desk, setup: QuizSetup, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._setup = setup
        self._decks: Sequence[Deck] = desk.shelf.decks()
        self._seed = seed_from(desk)

    def compose(self) -> ComposeResult:
        """The rows in a box, and the outlook."""
        yield TopBar()
        yield Banner()
        with Vertical(id="setup", classes="box -main"):
            yield ValueList()
        yield Static("", id="outlook", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the setup."""
        self.query_one("#setup").border_title = "New quiz"
        self.query_one(TopBar).title = "Quiz"
        keys = (START, CHANGE_VALUE, PICK_FROM_LIST, HISTORY, LOOK_ALIKES, COMMANDS)
        self.query_one(KeyBar).keys = (*keys, HELP, LEAVE_SETUP)
        self._show()

    def action_move(self, step: str) -> None:
        """Move to another row."""
        self.query_one(ValueList).move(step)

    def action_change(self, step: int) -> None:
        """The previous or next value, or the list to pick from."""
        row = self.query_one(ValueList).row
        if row is not None and row.is_list:
            self._open_list(row.name, row.label)
        elif row is not None:
            self._setup = changed(self._setup, row.name, step)
            self._show()

    def action_pick(self) -> None:
        """The next value, or the list to pick from."""
        self.action_change(1)

    def action_reset(self) -> None:
        """Back to the default quiz."""
        self._setup = QuizSetup()
        self._show()

    async def action_start(self) -> None:
        """Start the quiz."""
        try:
            quiz = new_quiz(self.desk, self._decks, self._setup, self._seed)
            await self.navigator.open_quiz(quiz)
        except RunquizError as error:
            self.warn(str(error))

    async def action_look_alikes(self) -> None:
        """Ask cards that were mixed up, in pairs."""
        try:
            await self.navigator.open_quiz(look_alikes(self.desk, self._decks))
        except RunquizError as error:
            self.say(str(error))

    async def action_history(self) -> None:
        """The attempts with this setup."""
        await self.navigator.open_history(self._setup.in_order())

    @on(RowList.Chosen)
    def _change_by_mouse(self) -> None:
        self.action_change(1)

    def _open_list(self, name: str, title: str) -> None:
        picked: tuple[str, ...] = getattr(self._setup, name)

        def take(found: tuple[str, ...] | None) -> None:
            self._setup = with_picked(self._setup, name, found or (), self._decks)
            self._show()

        rows = pickable(name, self._setup, self._decks)
        self.app.push_screen(PickScreen(title, rows, picked), take)

    def _show(self) -> None:
        self.query_one(ValueList).rows = rows_of(self._setup, self._decks)
        self.query_one("#outlook", Static).update(self._outlook())
        self.say("")

    def _outlook(self) -> Content:
        try:
            words = outlook(self.desk, self._decks, self._setup, self._seed)
        except RunquizError as error:
            return safe_line(str(error), "$warning")
        return Content.styled(words, "bold $success")
